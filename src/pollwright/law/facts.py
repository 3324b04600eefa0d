"""The facts about a person from which franchise is worked out."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Category(StrEnum):
    """Why a person is registered where they are, by the name that files use."""

    ORDINARY = "ordinary"
    FORCES = "forces"
    FORCES_CHILD = "forces_child"
    CROWN_SERVANT = "crown_servant"
    BRITISH_COUNCIL = "british_council"
    OVERSEAS = "overseas"
    LOCAL_CONNECTION = "local_connection"
    PEER = "peer"


class ResidenceRight(StrEnum):
    """What is recorded of a person's right to be in the United Kingdom, by the name that files use."""

    NOT_STATED = ""
    SETTLED = "settled"
    PRE_2021 = "pre_2021"
    LEAVE_NOT_NEEDED = "leave_not_needed"
    LIMITED_LEAVE = "limited_leave"
    NO_LEAVE = "none"


class Detention(StrEnum):
    """Whether a sentence takes the vote away; remand and unconvicted detention do not, and count as no detention."""

    NONE = ""
    CONVICTED_TO_12_MONTHS = "convicted-12-months-or-less"
    CONVICTED_LONGER = "convicted-more-than-12-months"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is known of a person.

    `nationalities` are country codes, empty where none is recorded; then, and only then, `inherited_marker` (what
    another system printed: "" for no letter, None for no such evidence) is relied on. `attains_on` is the day of the
    18th birthday where the date of birth itself is not held, and `stated_under_18` what a person said instead.
    """

    nationalities: tuple[str, ...] = ()
    residence_right: ResidenceRight = ResidenceRight.NOT_STATED
    category: Category = Category.ORDINARY
    anonymous: bool = False
    peer: bool = False
    date_of_birth: date | None = None
    attains_on: date | None = None
    stated_under_18: bool = False
    detention: Detention = Detention.NONE
    inherited_marker: str | None = None

    @property
    def is_peer(self) -> bool:
        """Whether the person can sit in the House of Lords."""
        return self.peer or self.category is Category.PEER
