"""What every document of a poll is made from: the poll, who issues it, its lawful times, and its polling scheme."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from pollwright.authorities.models import Authority
from pollwright.authorities.queries.settings import values_of
from pollwright.documents.imprint import Language
from pollwright.documents.wording import named, say
from pollwright.elections.models import Contest, Poll, PollStep
from pollwright.elections.states import WITH_BUSINESSES
from pollwright.law.conduct.at_the_poll import hours_of
from pollwright.law.conduct.officers import Officer, conduct_of, titled
from pollwright.law.document_rows import DocumentRow, Lawful, StepTime
from pollwright.law.nations import Nation
from pollwright.law.notices import LONDON
from pollwright.law.poll_documents import documents_of, lawful_time, time_of_opening_notice
from pollwright.law.poll_ids import parse_poll_id
from pollwright.law.timetables.kinds import Kind as PollKind
from pollwright.law.timetables.steps import Step
from pollwright.printing.models import OpeningSession
from pollwright.printing.states import Kind
from pollwright.refusals import NotFound
from pollwright.stations.models import Scheme
from pollwright.stations.states import SchemeState

PAPERS = (
    "address",
    "papers_from",
    "deliver_to",
    "deliver_hours",
    "deposit_by",
    "inspect_at",
    "telephone",
    "official_mark",
)


@dataclass(frozen=True, slots=True)
class Office:
    """Who issues papers, as the authority's settings say; empty where it has not entered something.

    :cvar in_welsh: papers are issued in Welsh and English.
    """

    authority: str
    officer: str
    local_officer: str
    address: str
    papers_from: str
    deliver_to: str
    deliver_hours: str
    deposit_by: str
    inspect_at: str
    telephone: str
    official_mark: str
    in_welsh: bool = False

    @property
    def published_by(self) -> str:
        """The line that says who printed and published a notice."""
        words, given = "Printed and published by the {officer}, {address}", {"address": self.address}
        english = say(Language.ENGLISH, words, officer=self.officer, **given)
        if not self.in_welsh:
            return english
        return f"{say(Language.WELSH, words, officer=named(Language.WELSH, self.officer), **given)} / {english}"

    def signs_as(self, officer: str) -> str:
        """Return a post as papers are signed with it: in Wales in both languages."""
        return f"{named(Language.WELSH, officer)} / {officer}" if self.in_welsh else officer


@dataclass(frozen=True, slots=True)
class Ground:
    """A poll with all that its documents share.

    :cvar steps: the steps of its timetable with a day, by code.
    :cvar scheme: its polling scheme, or that of the polls taken together; None without one that is adopted.
    :cvar business_area: the businesses of a neighbourhood vote in a referendum of their own beside its residents.
    :cvar openings: the sessions at which its postal votes are opened that are still to come, in order.
    """

    poll: Poll
    kind: PollKind
    nation: Nation
    office: Office
    opens: time
    closes: time
    steps: dict[str, PollStep]
    scheme: Scheme | None
    group_id: str
    openings: tuple[OpeningSession, ...]
    business_area: bool = False

    @property
    def of(self) -> Poll:
        """What the documents are documents of."""
        return self.poll

    @property
    def rehearsal(self) -> bool:
        """Whether it is a rehearsal, whose documents reach nobody."""
        return self.poll.rehearsal

    @property
    def rows(self) -> dict[Kind, DocumentRow]:
        """The documents that the law asks of the poll, in the order of a timetable."""
        return {Kind(row.document): row for row in self._asked()}

    def _asked(self) -> tuple[DocumentRow, ...]:
        return documents_of(self.kind, self.nation, self.poll.day, business_area=self.business_area)

    def lawful(self, kind: Kind) -> Lawful:
        """Return from when and until when a document may be published."""
        if kind is Kind.OPENING:
            return time_of_opening_notice(self.openings[0].starts_at if self.openings else None)
        return lawful_time(self.rows[kind], {code: _time_of(step) for code, step in self.steps.items()})


def ground_of(authority_id: int, reference: str, *, on: date) -> Ground:
    """Return what the documents of a poll are made from.

    :param on: the day whose settings count.
    :raises NotFound: where the authority has no poll of that reference.
    """
    held = Poll.objects.select_related("combination").filter(authority=authority_id, reference=reference)
    poll = held.first()
    if poll is None:
        raise NotFound(kind="poll", reference=reference)
    kind, nation = PollKind(poll.kind), Nation(poll.nation)
    hours = hours_of(kind, nation, poll.day, by_election=poll.by_election)
    steps = PollStep.objects.filter(poll=poll).exclude(on__isnull=True, latest__isnull=True)
    return Ground(
        poll=poll,
        kind=kind,
        nation=nation,
        office=replace(
            office_of(authority_id, conduct_of(kind, nation, poll.day).officers, on=on), in_welsh=nation is Nation.WALES
        ),
        opens=hours.opens or time(0),
        closes=hours.closes,
        steps={step.step: step for step in steps},
        scheme=_scheme(poll),
        group_id=_group(poll),
        openings=_openings(poll, on),
        business_area=kind in WITH_BUSINESSES and Contest.objects.filter(poll=poll, area__isnull=True).exists(),
    )


def ground_of_contest(authority_id: int, reference: str, *, on: date) -> tuple[Ground, Contest]:
    """Return a contest with what the documents of its poll are made from.

    :raises NotFound: where the authority has no contest of that reference.
    """
    contest = Contest.objects.select_related("poll", "area").filter(authority=authority_id, reference=reference).first()
    if contest is None:
        raise NotFound(kind="contest", reference=reference)
    return ground_of(authority_id, contest.poll.reference, on=on), contest


def step_day(ground: Ground, step: Step) -> tuple[date, time | None] | None:
    """Return the day and time of a step, None where the poll has it not."""
    found = ground.steps.get(step)
    day = found and (found.on or found.latest)
    return (day, found.by) if found and day else None


def office_of(authority_id: int, officers: Sequence[Officer], *, on: date) -> Office:
    """Return who issues papers, by the settings that count on a day.

    :param officers: those who conduct the poll, the one answerable for the result first.
    """
    name = Authority.objects.values_list("name", flat=True).get(pk=authority_id)
    values = values_of(authority_id, *(f"papers.{one}" for one in PAPERS), on=on)
    return Office(name, titled(officers[0]), titled(officers[-1]), *values)


def _openings(poll: Poll, on: date) -> tuple[OpeningSession, ...]:
    """Return the sessions after a day: agents can't be told on a day of those that are held on it (48 hours)."""
    after = datetime.combine(on + timedelta(days=1), time(), tzinfo=LONDON)
    held = OpeningSession.objects.filter(poll=poll, because="", starts_at__gte=after)
    return tuple(held.order_by("starts_at", "pk"))


def _scheme(poll: Poll) -> Scheme | None:
    held = Scheme.objects.filter(authority=poll.authority_id, state=SchemeState.ADOPTED)
    held = held.filter(combination=poll.combination_id) if poll.combination_id else held.filter(poll=poll)
    return held.first()


def _group(poll: Poll) -> str:
    """Return the open identifier of the poll: that of the group its ballots belong to, or of its only ballot."""
    ids = Contest.objects.filter(poll=poll).exclude(ballot_id="").order_by("pk").values_list("ballot_id", flat=True)[:2]
    if len(ids) < 2:
        return ids[0] if ids else poll.reference
    group = parse_poll_id(ids[0]).group
    return str(group) if group else ids[0]


def _time_of(step: PollStep) -> StepTime:
    first, last = step.on or step.earliest or step.latest, step.on or step.latest
    if first is None or last is None:
        raise ValueError(f"the step {step.step} has no day")
    return StepTime(
        datetime.combine(first, time(), tzinfo=LONDON),
        datetime.combine(last, step.by or time(23, 59, 59), tzinfo=LONDON),
    )
