"""From the facts of applications to what their entries will be: worked out once for each combination of facts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from pollwright.law.ages import years_before
from pollwright.law.facts import Category, Facts, ResidenceRight
from pollwright.law.franchise import Registers, marker, registers
from pollwright.law.nations import Nation


@dataclass(frozen=True, slots=True)
class FactsHeld:
    """The facts on which an entry depends. `young` is the date of birth of those under 18 on the relevant day only."""

    nationalities: tuple[str, ...]
    residence_right: str
    category: str
    relevant_on: date
    anonymous: bool = False
    young: date | None = None
    stated_under_18: bool = False

    @classmethod
    def of(
        cls,
        nationalities: Iterable[str],
        residence_right: str,
        category: str,
        relevant_on: date,
        date_of_birth: date | None,
        age_statement: str = "",
        *,
        anonymous: bool = False,
    ) -> FactsHeld:
        """Return the facts, with the date of birth only where the age matters."""
        adult = date_of_birth is None or date_of_birth <= years_before(relevant_on, 18)
        return cls(
            tuple(nationalities),
            residence_right,
            category,
            relevant_on,
            anonymous,
            None if adult else date_of_birth,
            date_of_birth is None and age_statement == "under-18",
        )

    @property
    def facts(self) -> Facts:
        """The same as the law takes them."""
        return Facts(
            nationalities=self.nationalities,
            residence_right=ResidenceRight(self.residence_right),
            category=Category(self.category),
            anonymous=self.anonymous,
            date_of_birth=self.young,
            stated_under_18=self.stated_under_18,
        )


@dataclass(frozen=True, slots=True)
class Worked:
    """What facts give: the marker as printed, the day of the 18th birthday where it is to come, and the registers."""

    entitled: bool
    marker: str
    attains_on: date | None
    parliamentary: bool
    local: bool
    found: Registers


def worked_out(held: FactsHeld, nation: Nation) -> Worked:
    """Return what one combination of facts gives on its relevant day."""
    found = registers(held.facts, nation, held.relevant_on)
    printed = marker(held.facts, nation, held.relevant_on).marker
    return Worked(
        entitled=found.any and printed is not None,
        marker=printed.text if printed else "",
        attains_on=printed.attains_on if printed else None,
        parliamentary=found.parliamentary.entitled,
        local=found.local.entitled,
        found=found,
    )


def worked_out_each(combinations: Iterable[FactsHeld], nation: Nation) -> dict[FactsHeld, Worked]:
    """Return what each distinct combination gives."""
    return {held: worked_out(held, nation) for held in set(combinations)}
