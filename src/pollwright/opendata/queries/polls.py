"""What is public of a poll: its contests, who stands by a published statement, notices, and polling places.

Candidates come from published statements only, and never with an address: a home address that was withheld can't get
into open data because none is read (INT-551).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from pollwright.authorities.models import Authority
from pollwright.elections.models import Contest, Poll, PollStep
from pollwright.elections.states import ON_A_QUESTION, ContestState, PollState
from pollwright.law.ballot_papers.questions import YES_NO
from pollwright.law.conduct.at_the_poll import identification_needed
from pollwright.law.nations import Nation
from pollwright.law.poll_ids import parse_poll_id
from pollwright.law.timetables.kinds import Kind
from pollwright.law.timetables.steps import Step
from pollwright.nominations.models import Party, Statement
from pollwright.nominations.states import StatementState
from pollwright.refusals import NotFound
from pollwright.stations.models import Scheme, Station
from pollwright.stations.states import SchemeState

GSS = re.compile(r"[A-Z]\d{8}")
NO_POLL = (ContestState.UNCONTESTED, ContestState.COUNTERMANDED, ContestState.ABANDONED, ContestState.CANCELLED)
NOTICES = (
    Step.NOTICE_OF_ELECTION,
    Step.NOTICE_OF_REFERENDUM,
    Step.NOTICE_OF_BALLOT,
    Step.SOPN_PUBLISHED,
    Step.NOTICE_OF_POLL,
)
OF_THE_COUNCIL = frozenset(
    {Kind.LOCAL, Kind.MAYORAL, Kind.GOVERNANCE_REFERENDUM, Kind.COUNCIL_TAX_REFERENDUM,
     Kind.NEIGHBOURHOOD_PLANNING_REFERENDUM, Kind.BID}
)  # fmt: skip
"""Polls that are held for the council itself, so that its name and code are those of the organisation."""


@dataclass(frozen=True, slots=True)
class Organisation:
    """A council, or another body that a poll is held for; `gss` is "" where its code is not held."""

    name: str
    gss: str
    slug: str


@dataclass(frozen=True, slots=True)
class ContestData:
    """One ballot, in the fields that public data has for it.

    :cvar id: of the Democracy Club scheme, or of our own types where the scheme has none.
    :cvar group: the identifier of the group that it belongs to.
    :cvar gss: of the area; "" where the area has no such code.
    :cvar answers: to its question, in the order of the paper; none at an election, or at a petition that is signed.
    """

    id: str
    group: str
    reference: str
    name: str
    name_cy: str
    area_kind: str
    gss: str
    seats: int
    question: str
    answers: tuple[str, ...]
    state: str
    cancelled: bool
    cancellation_reason: str
    replaces: str


@dataclass(frozen=True, slots=True)
class CandidateData:
    """Somebody who stands by a published statement, in its order. There is no address here, ever.

    :cvar id: stable within this installation: our own reference.
    :cvar party_id: as the Commission's register has it; "" of those who stand for none.
    """

    ballot_id: str
    id: str
    place: int
    surname: str
    forenames: str
    description: str
    party_id: str
    party_name: str
    statement: str


@dataclass(frozen=True, slots=True)
class NoticeData:
    """A notice that was published: what, when, where it can be seen, and the hash of what it says."""

    kind: str
    title: str
    ballot_id: str
    published_at: datetime
    address: str
    sha256: str


@dataclass(frozen=True, slots=True)
class StationData:
    """A polling station of the adopted scheme. `districts` are its polling districts' letters."""

    number: int
    name: str
    room: str
    address: tuple[str, ...]
    postcode: str
    uprn: int | None
    easting: Decimal | None
    northing: Decimal | None
    districts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PollData:
    """Everything public of one poll.

    :cvar organisation: the body that the poll is held for: a council, a parish, a force area.
    :cvar issuer: the council that conducts the poll and gives the data.
    """

    id: int
    reference: str
    kind: str
    nation: str
    title: str
    title_cy: str
    body: str
    body_slug: str
    day: date
    by_election: bool
    voting_system: str
    voter_id: bool
    cancelled: bool
    rehearsal: bool
    group: str
    organisation: Organisation
    issuer: Organisation
    contests: tuple[ContestData, ...]
    candidates: tuple[CandidateData, ...]
    notices: tuple[NoticeData, ...]
    stations: tuple[StationData, ...]


def poll_data(authority_id: int, reference: str) -> PollData:
    """Return what is public of a poll.

    :raises NotFound: where the authority has none of that reference.
    """
    poll = Poll.objects.filter(authority=authority_id, reference=reference).first()
    if poll is None:
        raise NotFound(kind="poll", reference=reference)
    council = Authority.objects.get(pk=authority_id)
    issuer = Organisation(council.name, council.gss, council.slug)
    contests = _contests(poll)
    candidates, statements = _candidates(poll)
    needed = identification_needed(Kind(poll.kind), Nation(poll.nation), poll.day, by_election=poll.by_election)
    return PollData(
        id=poll.pk,
        reference=poll.reference,
        kind=poll.kind,
        nation=poll.nation,
        title=poll.title,
        title_cy=poll.title_cy,
        body=poll.body,
        body_slug=poll.body_slug,
        day=poll.day,
        by_election=poll.by_election,
        voting_system=poll.voting_system,
        voter_id=needed.holds,
        cancelled=poll.state in (PollState.CANCELLED, PollState.POSTPONED),
        rehearsal=poll.rehearsal,
        group=contests[0].group if contests else "",
        organisation=_organisation(poll, issuer),
        issuer=issuer,
        contests=contests,
        candidates=candidates,
        notices=(*_steps(poll), *statements),
        stations=_stations(poll),
    )


def _contests(poll: Poll) -> tuple[ContestData, ...]:
    held = Contest.objects.select_related("area", "replaces").filter(poll=poll).order_by("ballot_id", "pk")
    return tuple(
        ContestData(
            id=one.ballot_id,
            group=_group_of(one.ballot_id),
            reference=one.reference,
            name=one.name,
            name_cy=one.name_cy,
            area_kind=one.area.kind if one.area else "",
            gss=one.area.code if one.area and GSS.fullmatch(one.area.code) else "",
            seats=one.seats,
            question=one.question,
            answers=_answers(poll, one),
            state=one.state,
            cancelled=one.state in NO_POLL,
            cancellation_reason=one.cancellation,
            replaces=one.replaces.ballot_id if one.replaces else "",
        )
        for one in held
    )


def _organisation(poll: Poll, council: Organisation) -> Organisation:
    """Return the body that a poll is held for, with the slug that stands in its open identifiers."""
    own = Kind(poll.kind) in OF_THE_COUNCIL
    return Organisation(council.name if own else poll.body, council.gss if own else "", poll.body_slug)


def _answers(poll: Poll, contest: Contest) -> tuple[str, ...]:
    if Kind(poll.kind) not in ON_A_QUESTION or Kind(poll.kind) is Kind.RECALL:
        return ()
    return tuple(contest.answers) or YES_NO


def _group_of(ballot_id: str) -> str:
    """Return the group of an identifier as it was fixed when the poll was called; a later name changes nothing (INT-503)."""
    found = parse_poll_id(ballot_id).group if ballot_id else None
    return str(found) if found else ""


def _candidates(poll: Poll) -> tuple[tuple[CandidateData, ...], tuple[NoticeData, ...]]:
    names = dict(Party.objects.filter(authority=poll.authority_id).values_list("reference", "names"))
    held = Statement.objects.select_related("contest").filter(contest__poll=poll, state=StatementState.PUBLISHED)
    candidates, notices = [], []
    for one in held.order_by("contest__ballot_id", "pk"):
        standing = [person for person in one.body["people"] if not person["no_longer"]]
        for place, person in enumerate(standing, start=1):
            party = names.get(person["party"], [""])[0]
            candidates.append(
                CandidateData(
                    one.contest.ballot_id, person["candidate"], place, person["surname"], person["other_names"],
                    person["description"], person["party"], party, one.reference,
                )
            )  # fmt: skip
        if one.published_at:
            title = f"Statement of persons nominated, {one.contest.name}"
            notices.append(
                NoticeData(
                    "statement_of_persons_nominated", title, one.contest.ballot_id, one.published_at, "", one.sha256
                )
            )
    return tuple(candidates), tuple(notices)


def _steps(poll: Poll) -> tuple[NoticeData, ...]:
    done = PollStep.objects.filter(poll=poll, step__in=NOTICES, done_at__isnull=False)
    return tuple(
        NoticeData(
            one.step, one.title, "", one.done_at, one.evidence if one.evidence.startswith("https://") else "", ""
        )
        for one in done.exclude(step=Step.SOPN_PUBLISHED).order_by("done_at", "step")
        if one.done_at
    )


def _stations(poll: Poll) -> tuple[StationData, ...]:
    schemes = Scheme.objects.filter(authority=poll.authority_id, state=SchemeState.ADOPTED)
    scheme = schemes.filter(poll=poll).first()
    if scheme is None and poll.combination_id:
        scheme = schemes.filter(combination=poll.combination_id).first()
    if scheme is None:
        return ()
    held = Station.objects.select_related("venue").prefetch_related("allotments__district").filter(scheme=scheme)
    return tuple(
        StationData(
            number=one.number,
            name=one.venue.name,
            room=one.room,
            address=tuple(
                line
                for line in (one.venue.address1, one.venue.address2, one.venue.address3, one.venue.address4)
                if line
            ),
            postcode=one.venue.postcode,
            uprn=one.venue.uprn,
            easting=one.venue.easting if one.venue.srid == BRITISH_GRID else None,
            northing=one.venue.northing if one.venue.srid == BRITISH_GRID else None,
            districts=tuple(sorted({part.district.code for part in one.allotments.all()})),
        )
        for one in held.order_by("number")
    )


BRITISH_GRID = 27700
"""Coordinates of another system are left out, never mixed in (INT-755)."""
