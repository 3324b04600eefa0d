"""What the statement of persons nominated shows: addresses, contents, and why someone stands no longer (N-20, N-23)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from pollwright.law.guidance import COMMISSION_LOCAL, COMMISSION_PARLIAMENTARY
from pollwright.law.nations import Nation
from pollwright.law.reach import Reach, rows_for
from pollwright.law.sources import Source
from pollwright.law.timetables.instruments import WELSH_LOCAL_RULES_2021
from pollwright.law.timetables.kinds import EVERYWHERE, WALES, Kind
from pollwright.law.timetables.sets_councils import WELSH_RULES
from pollwright.law.workings import Working

_PUBLISHING: Final = "Publishing the statement of persons nominated"
ADDRESSES: Final = Source(COMMISSION_LOCAL, _PUBLISHING, "N-23")
CONSTITUENCY: Final = Source(COMMISSION_PARLIAMENTARY, _PUBLISHING, "N-23")
MOST_SUBSCRIBERS_NAMED: Final = 30


class AddressChoice(StrEnum):
    """How the home address form asks for the address to be shown."""

    HOME = "home-address"
    AREA = "relevant-area"
    CONSTITUENCY = "constituency"
    COUNTRY = "country"


class Content(StrEnum):
    """Something that a statement shows."""

    NAME = "name"
    ADDRESS = "address"
    DESCRIPTION = "description"
    NO_LONGER_STANDING = "no-longer-standing-with-reason"
    SUBSCRIBERS = "names-of-subscribers"
    NOTICE_OF_POLL = "notice-of-poll"
    PARTY_MEMBERSHIP = "party-membership-statement"


class GoneReason(StrEnum):
    """Why someone who was nominated stands no longer."""

    WITHDRAWN = "withdrawn"
    INVALID = "invalid"
    DIED = "died"
    DEEMED_WITHDRAWN = "deemed-withdrawn"


@dataclass(frozen=True, slots=True)
class ContentRow:
    """What a statement shows, and at which polls."""

    reach: Reach
    content: Content
    source: Source


@dataclass(frozen=True, slots=True)
class ShownAddress:
    """The address as it is shown, empty where the choice is not open at this poll; and why."""

    text: str
    workings: tuple[Working, ...]


_EVERY_KIND: Final = tuple(Kind)
_LOCAL: Final = Source(COMMISSION_LOCAL, _PUBLISHING, "N-20")
_PARLIAMENTARY: Final = Source(COMMISSION_PARLIAMENTARY, _PUBLISHING, "N-20")
CONTENTS: Final = (
    *(
        ContentRow(Reach(_EVERY_KIND, EVERYWHERE), content, _LOCAL)
        for content in (Content.NAME, Content.ADDRESS, Content.DESCRIPTION, Content.NO_LONGER_STANDING)
    ),
    ContentRow(Reach((Kind.UK_PARLIAMENT,), EVERYWHERE), Content.SUBSCRIBERS, _PARLIAMENTARY),
    ContentRow(Reach((Kind.UK_PARLIAMENT,), EVERYWHERE), Content.NOTICE_OF_POLL, _PARLIAMENTARY),
    ContentRow(
        Reach((Kind.LOCAL, Kind.PARISH, Kind.SENEDD), WALES, WELSH_RULES),
        Content.PARTY_MEMBERSHIP,
        Source(WELSH_LOCAL_RULES_2021, "Sch 1 r 13", "N-20"),
    ),
)


def contents_of_statement(kind: Kind, nation: Nation, poll: date) -> tuple[ContentRow, ...]:
    """Return what the statement of persons nominated shows at a poll."""
    return rows_for(CONTENTS, kind, nation, poll)


def shown_address(
    choice: AddressChoice, kind: Kind, *, home: str = "", area: str = "", constituency: str = "", country: str = ""
) -> ShownAddress:
    """Return the address of a candidate as it is shown on the statement and the ballot paper (N-23).

    :param area: the relevant area in which the home lies: the district, London borough or unitary authority.
    :param constituency: the constituency in which the home lies; only a UK Parliamentary candidate may be shown by it.
    :param country: for a home outside the United Kingdom, its country.
    """
    if choice is AddressChoice.CONSTITUENCY and kind is not Kind.UK_PARLIAMENT:
        says = "Only a UK Parliamentary candidate may be shown by constituency"
        return ShownAddress("", (Working(says, None, CONSTITUENCY),))
    if choice is AddressChoice.HOME:
        return ShownAddress(home, (Working("The home address is shown, as the candidate asked", None, ADDRESSES),))
    named = {
        AddressChoice.AREA: area,
        AddressChoice.CONSTITUENCY: f"the {constituency} constituency" if constituency else "",
        AddressChoice.COUNTRY: country,
    }[choice]
    source = CONSTITUENCY if choice is AddressChoice.CONSTITUENCY else ADDRESSES
    text = f"Address in {named}" if named else ""
    return ShownAddress(text, (Working("The home address is withheld, as the candidate asked", None, source),))
