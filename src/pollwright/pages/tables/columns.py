"""The columns of a table: what is shown, how it is written, and what it sorts by."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from pollwright.pages import wording
from pollwright.pages.tags import Tag


class Kind(StrEnum):
    """How the value of a cell is written."""

    TEXT = "text"
    DATE = "date"
    MOMENT = "moment"
    NUMBER = "number"
    MONEY = "money"
    YES_NO = "yes-no"
    TAG = "tag"


@dataclass(frozen=True, slots=True)
class SortColumn:
    """One term of an ORDER BY.

    ``expression`` is SQL, or a queryset path, written by us and never by a person (a literal ``%`` in it is
    doubled, as in any parametrised statement). ``value`` names the attribute of a row that holds the term's
    value; it is the expression itself unless given.
    """

    expression: str
    value: str = ""
    descending: bool = False
    nullable: bool = False

    @property
    def attribute(self) -> str:
        """The row's attribute that holds this term's value."""
        return self.value or self.expression

    def reversed(self) -> "SortColumn":
        """Return the same term in the other direction."""
        return SortColumn(self.expression, self.value, not self.descending, self.nullable)


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    ``key`` names it in addresses and is the row's attribute, unless ``value`` works it out. A column is
    sortable where ``sortable`` says so (by its own attribute) or where ``sort_by`` gives terms. ``href``
    makes each value a link; rows for which it gives None are plain. ``numeric`` sets the text to the right;
    numbers and money always are. ``download`` is false for what has no place in a spreadsheet.
    """

    key: str
    label: str
    kind: Kind = Kind.TEXT
    sortable: bool = False
    sort_by: tuple[SortColumn, ...] = ()
    numeric: bool = False
    hidden_by_default: bool = False
    value: Callable[[Any], Any] | None = None
    href: Callable[[Any], str | None] | None = None
    download: bool = True

    @property
    def sort_terms(self) -> tuple[SortColumn, ...]:
        """What the column sorts by; empty where it does not."""
        if self.sort_by:
            return self.sort_by
        return (SortColumn(self.key),) if self.sortable else ()

    @property
    def is_numeric(self) -> bool:
        """Whether values are set to the right."""
        return self.numeric or self.kind in {Kind.NUMBER, Kind.MONEY}

    def value_of(self, row: Any) -> Any:
        """Return the value of this column in ``row``."""
        return getattr(row, self.key) if self.value is None else self.value(row)


WRITERS: dict[Kind, Callable[[Any], str]] = {
    Kind.TEXT: str,
    Kind.DATE: wording.short_day,
    Kind.MOMENT: wording.short_moment,
    Kind.NUMBER: wording.number,
    Kind.MONEY: wording.money,
    Kind.YES_NO: wording.yes_no,
    Kind.TAG: lambda tag: tag.text,
}


@dataclass(frozen=True, slots=True)
class Cell:
    """One value, written out."""

    text: str
    numeric: bool
    href: str | None
    tag: Tag | None


def cell(column: Column, row: Any) -> Cell:
    """Write out the value of ``column`` in ``row``; a value of None is an empty cell."""
    value = column.value_of(row)
    return Cell(
        text="" if value is None else WRITERS[column.kind](value),
        numeric=column.is_numeric,
        href=None if column.href is None else column.href(row),
        tag=value if column.kind is Kind.TAG else None,
    )
