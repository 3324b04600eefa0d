"""The list of overseas electors, for supervised inspection with the revised register (handbook REG-164)."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, NamedTuple

from pollwright.documents.imprint import Imprint, reconcile


class OverseasElector(NamedTuple):
    """An overseas elector: number with its polling district, name, and both addresses, each on one line."""

    number: str
    name: str
    qualifying_address: str
    present_address: str


class AnonymousOverseasElector(NamedTuple):
    """An anonymous overseas elector: the number and the day the anonymity ends (None: not known), nothing else."""

    number: str
    anonymity_ends: date | None


@dataclass(frozen=True, slots=True)
class OverseasList:
    """The overseas list.

    :param electors: in alphabetical order.
    :param total: stated number of both kinds together, counted apart from the lines.
    :raises DoesNotReconcile: where that is not the number of lines.
    """

    template: ClassVar[str] = "documents/papers/overseas_list/overseas_list.typ"

    imprint: Imprint
    register: str
    electors: tuple[OverseasElector, ...]
    anonymous: tuple[AnonymousOverseasElector, ...]
    total: int

    @property
    def rows(self) -> int:
        """Return the rows of its tables, each with a header."""
        return sum(1 + len(held) for held in (self.electors, self.anonymous) if held)

    def __post_init__(self) -> None:
        reconcile("Overseas electors", stated=self.total, printed=len(self.electors) + len(self.anonymous))
