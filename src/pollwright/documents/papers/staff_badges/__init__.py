"""Identity badges of the people who work for a poll: eight to a page, to be cut along the lines."""

from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from pollwright.documents.imprint import Imprint

SHEET, STATION, EVERYWHERE = "Contact sheet of station {number}", "Station {number}", "All stations"
OF_SESSION, WHO = "Contact sheet: {session}", "Who works there"
LABELS = (
    WHO, "Day", "Place", "Hours of work", "At the station", "Who works at the station", "Polling station inspectors", "Who inspects",
    "Elections office", "Role", "Name", "Phone", "Hours", "not known", "all",
)  # fmt: skip
"""What badges and the contact sheets of stations say."""


class Badge(NamedTuple):
    """One badge: nothing about the person but the name.

    :param place: such as "Station 12"; `reference`: of the appointment, by which the badge can be checked.
    """

    name: str
    role: str
    place: str
    reference: str


@dataclass(frozen=True, slots=True)
class StaffBadges:
    """Sheets of badges.

    :param poll: title of the poll, and `day` written out.
    :raises ValueError: where there is no badge.
    """

    template: ClassVar[str] = "documents/papers/staff_badges/staff_badges.typ"

    imprint: Imprint
    poll: str
    day: str
    badges: tuple[Badge, ...]

    def __post_init__(self) -> None:
        if not self.badges:
            raise ValueError("A sheet of badges has at least one.")
