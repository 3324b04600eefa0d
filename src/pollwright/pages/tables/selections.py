"""Which rows a bulk act is for."""

from dataclasses import dataclass

from django.http import QueryDict

from pollwright.pages.tables.asked import ACT, EVERY, SELECTED, TableRequest, TableSpec


@dataclass(frozen=True, slots=True)
class Selection:
    """The rows that were ticked, or every row that the request matches.

    Nothing is selected where what was asked matches nothing. Where ``every`` is set, ``references`` is empty and the query is run again from ``asked``, so that rows on
    other pages are meant too.
    """

    act: str
    references: tuple[str, ...]
    every: bool
    asked: TableRequest

    @property
    def empty(self) -> bool:
        """Whether nothing was ticked."""
        return not self.every and not self.references

    @classmethod
    def parse(cls, spec: TableSpec, data: QueryDict) -> "Selection":
        """Read the form that the table's check boxes are in."""
        asked = TableRequest.parse(spec, data)
        every = data.get(EVERY, "") == "yes"
        ticked = () if every else tuple(dict.fromkeys(one for one in data.getlist(SELECTED) if one))
        return cls(data.get(ACT, ""), ticked, every and not asked.nothing, asked)
