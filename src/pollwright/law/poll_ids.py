"""The public identifiers of polls, in the scheme of Democracy Club, and the reasons that public data gives.

An identifier is ``type[.subtype][.organisation][.division][.by].date``. A ballot has all the parts of its type; a group
(the polls of one day, or of one organisation on one day) has fewer, and never ``by`` (handbook 10.1, D-01). The scheme
knows no parish, no improvement district and no petition: those have types of our own that begin with ``x-`` (D-02).
Of referendums it has groups only, one for all that a body holds on a day; so their ballots have types of our own too, which
tell them apart, and belong to the scheme's group.
"""

import re
import unicodedata
from collections.abc import Container
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from itertools import chain, count
from typing import Final

from pollwright.law.guidance import DEMOCRACY_CLUB_IDS, EVERY_ELECTION
from pollwright.law.sources import Source
from pollwright.law.timetables.kinds import Kind

SCHEME: Final = Source(DEMOCRACY_CLUB_IDS, "", "D-01")
OWN_TYPES: Final = Source(DEMOCRACY_CLUB_IDS, "", "D-02")
VACANCY_REASONS: Final = Source(EVERY_ELECTION, "by-election reasons", "E-13")
CANCELLATIONS: Final = Source(EVERY_ELECTION, "cancellation reasons", "E-16")
SENEDD_WITHOUT_SUBTYPES: Final = date(2026, 4, 7)
"""From the first polls of the Senedd's new system, its identifiers have no subtype."""

_DROPPED = re.compile(r"[^\w\s-]")
_JOINED = re.compile(r"[-\s]+")
_BY = "by"


class UnreadablePollId(ValueError):
    """The text is not an identifier of the scheme, or the parts given make none."""


class VacancyReason(StrEnum):
    """Why a seat fell vacant, by the name that public data uses (E-13)."""

    DEATH = "DEATH"
    RESIGNATION = "RESIGNATION"
    ELECTORAL_COURT = "ELECTORAL_COURT"
    FAILURE_TO_ACCEPT = "FAILURE_TO_ACCEPT"
    FAILURE_TO_ATTEND_MEETINGS = "FAILURE_TO_ATTEND_MEETINGS"
    DISQUALIFICATION = "DISQUALIFICATION"
    LOSING_QUALIFICATION = "LOSING_QUALIFICATION"
    RECALL_PETITION = "RECALL_PETITION"
    ELECTED_COUNCIL_MAYOR = "ELECTED_COUNCIL_MAYOR"
    ELECTED_PARLIAMENT = "ELECTED_PARLIAMENT"
    ELECTED_STRATEGIC_AUTHORITY_MAYOR = "ELECTED_STRATEGIC_AUTHORITY_MAYOR"
    ELECTED_SENEDD = "ELECTED_SENEDD"
    ELECTED_SCOTTISH_PARLIAMENT = "ELECTED_SCOTTISH_PARLIAMENT"
    OTHER = "OTHER"
    UNKNOWN = "UNKNOWN"


class Cancellation(StrEnum):
    """Why a poll that was called was not taken, by the name that public data uses (E-16)."""

    NO_CANDIDATES = "NO_CANDIDATES"
    EQUAL_CANDIDATES = "EQUAL_CANDIDATES"
    UNDER_CONTESTED = "UNDER_CONTESTED"
    CANDIDATE_DEATH = "CANDIDATE_DEATH"


@dataclass(frozen=True, slots=True)
class IdType:
    """What the identifiers of one type are made of.

    `subtypes` are the subtypes that a ballot must have one of, empty where there are none; `without_division` those of
    them whose ballots have no division. `by_elections` is False where ``by`` never appears, `ballots` where the
    scheme has groups only. `group_type` is the type of the scheme that its groups have, where it is not its own.
    """

    code: str
    organisation: bool
    division: bool
    subtypes: tuple[str, ...] = ()
    without_division: tuple[str, ...] = ()
    subtypes_before: date = date.max
    by_elections: bool = True
    ballots: bool = True
    group_type: str = ""
    source: Source = SCHEME

    def subtypes_on(self, on: date) -> tuple[str, ...]:
        """Return the subtypes of polls held on a day."""
        return self.subtypes if on < self.subtypes_before else ()


ID_TYPES: Final = {
    one.code: one
    for one in (
        IdType("parl", organisation=False, division=True),
        IdType("local", organisation=True, division=True),
        IdType("mayor", organisation=True, division=False),
        IdType("pcc", organisation=True, division=False),
        IdType("gla", organisation=False, division=True, subtypes=("c", "a"), without_division=("a",)),
        IdType(
            "senedd",
            organisation=False,
            division=True,
            subtypes=("c", "r"),
            subtypes_before=SENEDD_WITHOUT_SUBTYPES,
        ),
        IdType("sp", organisation=False, division=True, subtypes=("c", "r")),
        IdType("ref", organisation=True, division=False, by_elections=False, ballots=False),
        IdType("x-npr", organisation=True, division=True, by_elections=False, group_type="ref", source=OWN_TYPES),
        IdType("x-ctr", organisation=True, division=False, by_elections=False, group_type="ref", source=OWN_TYPES),
        IdType("x-gov", organisation=True, division=False, by_elections=False, group_type="ref", source=OWN_TYPES),
        IdType("x-parish", organisation=True, division=True, source=OWN_TYPES),
        IdType("x-parish-poll", organisation=True, division=True, by_elections=False, source=OWN_TYPES),
        IdType("x-bid", organisation=True, division=True, by_elections=False, source=OWN_TYPES),
        IdType("x-recall", organisation=False, division=True, by_elections=False, source=OWN_TYPES),
    )
}

TYPE_OF: Final[dict[Kind, str]] = {
    Kind.LOCAL: "local",
    Kind.PARISH: "x-parish",
    Kind.UK_PARLIAMENT: "parl",
    Kind.PCC: "pcc",
    Kind.MAYORAL: "mayor",
    Kind.COMBINED_AUTHORITY_MAYORAL: "mayor",
    Kind.RECALL: "x-recall",
    Kind.NEIGHBOURHOOD_PLANNING_REFERENDUM: "x-npr",
    Kind.SCOTTISH_PARLIAMENT: "sp",
    Kind.SENEDD: "senedd",
    Kind.GLA: "gla",
    Kind.COUNCIL_TAX_REFERENDUM: "x-ctr",
    Kind.GOVERNANCE_REFERENDUM: "x-gov",
    Kind.BID: "x-bid",
    Kind.PARISH_POLL: "x-parish-poll",
}
"""The type of identifier of each kind of poll. The Mayor of London's own ballot is of the type ``mayor``."""


@dataclass(frozen=True, slots=True)
class PollId:
    """An identifier in its parts: slugs, empty where the identifier has no such part. `str()` is the identifier."""

    type: str
    on: date
    subtype: str = ""
    organisation: str = ""
    division: str = ""
    by: bool = False

    def __str__(self) -> str:
        parts = (self.type, self.subtype, self.organisation, self.division, _BY if self.by else "", f"{self.on}")
        return ".".join(part for part in parts if part)

    @property
    def is_ballot(self) -> bool:
        """Whether it has every part of its type, and so names one ballot rather than a group."""
        rule = ID_TYPES[self.type]
        return (
            rule.ballots
            and bool(self.organisation) == rule.organisation
            and bool(self.division) == _has_division(rule, self.subtype)
            and bool(self.subtype) == bool(rule.subtypes_on(self.on))
        )

    @property
    def group(self) -> "PollId | None":
        """The group that it belongs to, None for the polls of a type on a day."""
        outer = ID_TYPES[self.type].group_type
        if outer:
            return replace(self, type=outer, division="")
        if self.division:
            return replace(self, division="", by=False)
        if self.organisation:
            return replace(self, organisation="", by=False)
        return replace(self, subtype="") if self.subtype else None


def slug(text: str) -> str:
    """Return a name as it stands in an identifier: lower-case ASCII, without marks, joined by hyphens."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return _JOINED.sub("-", _DROPPED.sub("", plain).strip().lower())


def poll_id(
    kind: Kind,
    on: date,
    *,
    organisation: str = "",
    division: str = "",
    subtype: str = "",
    by_election: bool = False,
) -> PollId:
    """Return the identifier of a poll or of a group, from the names of its organisation and division.

    Parts that its type does not have are left out, so that every poll of an authority can be given alike.

    :param organisation: the short name, such as ``Somerset``, never with ``Council``.
    :raises UnreadablePollId: where a subtype is none of the type, or a division stands without its organisation.
    """
    rule = ID_TYPES[TYPE_OF[kind]]
    chosen = subtype if rule.subtypes_on(on) else ""
    owner = slug(organisation) if rule.organisation else ""
    area = slug(division) if _has_division(rule, chosen) else ""
    named = rule.group_type if rule.group_type and rule.division and not area else rule.code
    made = PollId(named, on, chosen, owner, area)
    _check(made, rule)
    return replace(made, by=by_election and rule.by_elections and made.is_ballot)


def parse_poll_id(text: str) -> PollId:
    """Return an identifier in its parts.

    :raises UnreadablePollId: where it is not one of the scheme.
    """
    head, *rest = text.split(".")
    rule = ID_TYPES.get(head)
    if rule is None or not rest:
        raise UnreadablePollId("The identifier does not begin with a type of poll")
    *middle, last = rest
    on = _day(last)
    by = middle[-1:] == [_BY]
    if by:
        middle.pop()
    subtype = middle.pop(0) if middle[:1] and middle[0] in rule.subtypes_on(on) else ""
    organisation = middle.pop(0) if middle and rule.organisation else ""
    division = middle.pop(0) if middle and _has_division(rule, subtype) else ""
    if middle:
        raise UnreadablePollId("The identifier has more parts than its type allows")
    found = PollId(rule.code, on, subtype, organisation, division, by)
    _check(found, rule)
    if by and not (found.is_ballot and rule.by_elections):
        raise UnreadablePollId("Only a ballot can be a by-election")
    return found


def told_apart(wanted: PollId, taken: Container[str]) -> PollId:
    """Return an identifier that no other ballot has: the one wanted, or it with a number behind its division, from 2.

    The scheme gives one ballot to a division on a day. Two referendums of one neighbourhood area, or two polls of one
    parish, are two ballots of one division, so the later of them is numbered; only types of our own are, for the
    others are the scheme's to give.
    """
    if not (ID_TYPES[wanted.type].source is OWN_TYPES and wanted.division):
        return wanted
    numbered = (replace(wanted, division=f"{wanted.division}-{number}") for number in count(2))
    return next(one for one in chain((wanted,), numbered) if str(one) not in taken)


def _has_division(rule: IdType, subtype: str) -> bool:
    return rule.division and subtype not in rule.without_division


def _check(found: PollId, rule: IdType) -> None:
    subtypes = rule.subtypes_on(found.on)
    if found.subtype and found.subtype not in subtypes:
        raise UnreadablePollId(f"A poll of the type {rule.code} has no subtype {found.subtype}")
    if found.division and subtypes and not found.subtype:
        raise UnreadablePollId(f"A poll of the type {rule.code} needs one of the subtypes {', '.join(subtypes)}")
    if found.division and rule.organisation and not found.organisation:
        raise UnreadablePollId("A division stands after its organisation")
    for part in (found.organisation, found.division):
        if part != slug(part):
            raise UnreadablePollId("Each part of an identifier is lower case, without marks, joined by hyphens")


def _day(text: str) -> date:
    try:
        on = date.fromisoformat(text)
    except ValueError:
        raise UnreadablePollId("The identifier does not end with a day") from None
    if f"{on}" != text:
        raise UnreadablePollId("The day of an identifier is written as in 2026-05-07")
    return on
