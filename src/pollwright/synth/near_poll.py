"""A by-election that is days away: nominated, stated, its notices out and its ballot papers ordered, as officers left it.

So whoever looks at a demonstration can go on from there: freeze the electorate, prepare and release cards and packs. All is
done by the operations that officers use, with the demonstration's clock on the day. Nobody of it exists.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Final

from django.db.models.functions import Coalesce
from django_scopes import scope

from pollwright.acting import Actor
from pollwright.authorities.operations.clock import set_clock
from pollwright.elections.models import Contest, Poll, PollStep, ProjectTask
from pollwright.elections.operations.calling import ContestAsked, call_poll
from pollwright.elections.operations.calling_rules import PollAsked
from pollwright.elections.operations.keeping_time import mark_step
from pollwright.elections.operations.projects import finish_task, make_project
from pollwright.elections.queries.contest_areas import ContestArea, areas_for
from pollwright.elections.states import SeatsOf
from pollwright.law.nominations.papers import Bearer
from pollwright.law.nominations.papers import Paper as PaperKind
from pollwright.law.nominations.qualifications import Citizen, Qualification
from pollwright.law.nominations.subscribers import Registered, Signature, number_key
from pollwright.law.notices import LONDON
from pollwright.law.polls import Register
from pollwright.law.timetables.kinds import Kind
from pollwright.law.timetables.steps import Step
from pollwright.nominations.operations.determining import hold_valid
from pollwright.nominations.operations.entering import (
    HomeGiven,
    PaperGiven,
    PersonGiven,
    deliver_paper,
    enter_candidate,
)
from pollwright.nominations.operations.stating import (
    approve_statement,
    declare_outcome,
    prepare_statement,
    publish_statement,
)
from pollwright.nominations.queries.contests import law_of
from pollwright.nominations.queries.subscribing import Deciding, registered
from pollwright.places.models import DistrictArea
from pollwright.printing.models import Document
from pollwright.printing.operations.deciding import approve_document, publish_document
from pollwright.printing.operations.documents import ask_to_prepare_documents
from pollwright.printing.operations.orders import prepare_order, release_order
from pollwright.printing.states import Kind as Paper
from pollwright.synth.loading import carry_through
from pollwright.synth.parties import INVENTED, Invented
from pollwright.synth.poll_work import enter_office
from pollwright.synth.polls import BODY, adopted, first_thursday

AHEAD: Final = timedelta(days=8)
"""From today to the poll, at least: nominations are long closed, and the final register is still to come or just out."""
CALLED_BEFORE: Final = timedelta(days=48)
"""The day after it was asked for: the poll is within 35 working days of that (LGA 1972 s 89)."""
BOOK: Final = 25
STANDING: Final = (("Ashby", "Rowena"), ("Môn-Hughes", "Tomos"), ("Quantick", "Delia"))
"""Surnames and forenames of those who stand: the first for the invented parties, the last as an independent. Invented."""
SUBSCRIBERS: Final = 2
LOOKED_AT: Final = 60
"""How many numbers of a district are looked at for electors who may subscribe."""
DECIDES: Final = timedelta(days=36)
"""About when before a poll its register decides who may subscribe; the exact day is the timetable's."""
SET: Final = (PaperKind.NOMINATION.value, PaperKind.HOME_ADDRESS.value, PaperKind.CONSENT.value)
BORN: Final = date(1980, 5, 17)
WHY: Final = "A demonstration"


@dataclass(frozen=True, slots=True)
class _Hands:
    """Who does what: the first prepares, the second approves."""

    head: Actor
    approver: Actor


@dataclass(frozen=True, slots=True)
class _Stands:
    """Who stands, who signed, and the party that authorised it."""

    name: tuple[str, str]
    signed: Sequence[str]
    party: Invented | None


def run_up(head: Actor, approver: Actor, *, now: datetime) -> None:
    """Bring a by-election to where its electorate can be frozen; nothing where a ward has too few numbered electors."""
    hands, day = _Hands(head, approver), first_thursday(now.date() + AHEAD)
    with scope(authority=head.authority_id):
        wards = [area for area in areas_for(head.authority_id, Kind.LOCAL, day=day) if area.kind == "ward"]
        near = [(ward, Deciding(head.authority_id, ward.id, Register.LOCAL, day - DECIDES)) for ward in wards[1:]]
        found = next((ward for ward, deciding in near if _subscribers(deciding, ward.code)), None)
        if found is None:
            return
        try:
            _bring(hands, found, day)
        finally:
            set_clock(actor=head, on=None)
        _mark_done(hands, day, now)


def _bring(hands: _Hands, ward: ContestArea, day: date) -> None:
    called = _at(hands, day - CALLED_BEFORE)
    enter_office(hands.head, called.date())
    asked = PollAsked(
        Kind.LOCAL, BODY, day, SeatsOf.VACANCY, by_election=True, trigger=called.date() - timedelta(days=1),
        title=f"By-election: {ward.name}",
    )  # fmt: skip
    poll = call_poll(actor=hands.head, asked=asked, contests=[ContestAsked(ward.key)], on=called.date())
    make_project(actor=hands.head, reference=poll.reference)
    contest = poll.contests.get()
    if not adopted(hands.head, poll.reference, called):
        return
    _papers(hands, poll, Paper.NOTICE_OF_ELECTION, _at(hands, _day_of(poll, Step.NOTICE_OF_ELECTION)))
    closes = _at(hands, _day_of(poll, Step.NOMINATIONS_CLOSE))
    signatures = _subscribers(law_of(contest).deciding, ward.code)
    for place, name in enumerate(STANDING):
        signed = signatures[place * SUBSCRIBERS : (place + 1) * SUBSCRIBERS]
        party = INVENTED[place] if place < len(INVENTED) else None
        _nominate(hands, contest, _Stands(name, signed, party), closes + timedelta(minutes=20 * place))
    _state(hands, poll, contest, _at(hands, _day_of(poll, Step.SOPN_PUBLISHED)))
    _papers(hands, poll, Paper.BALLOT_PAPER, _at(hands, _day_of(poll, Step.SOPN_PUBLISHED)), published=False)
    _order(hands, contest, _at(hands, _day_of(poll, Step.SOPN_PUBLISHED) + timedelta(days=1)))


def _mark_done(hands: _Hands, day: date, now: datetime) -> None:
    """Note that what was to be done before today was done on its day, and the tasks that were made from it."""
    last = Coalesce("latest", "on", "earliest")
    held = PollStep.objects.filter(poll__day=day, poll__authority=hands.head.authority_id).annotate(last=last)
    late = held.filter(last__lt=now.date(), done_at__isnull=True)
    for reference, step, on in late.values_list("poll__reference", "step", "last"):
        done_at = datetime.combine(on, time(10), LONDON)
        mark_step(actor=hands.head, reference=reference, step=step, done_at=done_at, evidence=WHY, at=now)
    tasks = ProjectTask.objects.filter(poll__day=day, authority=hands.head.authority_id, done_at__isnull=True)
    for task in tasks.filter(due_on__lt=now.date()):
        finish_task(actor=hands.head, reference=task.reference, version=task.version, at=now)


def _subscribers(deciding: Deciding, area: str) -> list[str]:
    """Return numbers of electors of one district of a ward, enough to subscribe every paper; none where no district has so many.

    They are of age and stand under these numbers in the register that decides.
    """
    wanted = len(STANDING) * SUBSCRIBERS
    districts = DistrictArea.objects.filter(authority=deciding.authority_id, area__code=area, valid_to__isnull=True)
    for code in districts.order_by("district__code").values_list("district__code", flat=True):
        numbers = [f"{code}-{number}" for number in range(1, LOOKED_AT + 1)]
        found = registered(deciding, numbers)
        may = [number for number in numbers if (one := found.get(number_key(number))) and _may_subscribe(one)]
        if len(may) >= wanted:
            return may[:wanted]
    return []


def _may_subscribe(one: Registered) -> bool:
    return one.in_area and not one.anonymous and one.attains_on is None


def _nominate(hands: _Hands, contest: Contest, stands: _Stands, at: datetime) -> None:
    paper = PaperGiven(
        description="Independent", papers=SET, consent_on=at.date() - timedelta(days=2), consent_witness="W. Itness",
        born_on=BORN, citizenship=Citizen.BRITISH, qualifications=(Qualification.ELECTOR,), disqualifications_denied=True,
    )  # fmt: skip
    if stands.party:
        paper = replace(
            paper, description=stands.party.description, party_reference=stands.party.reference, certificate_at=at,
            emblem=stands.party.emblem, papers=(*SET, PaperKind.CERTIFICATE.value, PaperKind.EMBLEM_REQUEST.value),
        )  # fmt: skip
    draft = enter_candidate(
        actor=hands.head, reference=contest.reference, person=PersonGiven(*stands.name),
        home=HomeGiven("2 Example Street", "TA1 1ZZ"), paper=paper,
        signatures=[Signature(number) for number in stands.signed],
    )  # fmt: skip
    given = deliver_paper(
        actor=hands.head, reference=draft.reference, version=draft.version, received_at=at, bearer=Bearer.CANDIDATE,
        bearer_name="The candidate", at=at,
    )  # fmt: skip
    hold_valid(actor=hands.head, reference=given.reference, version=given.version, despite="", at=at)


def _state(hands: _Hands, poll: Poll, contest: Contest, at: datetime) -> None:
    made = prepare_statement(actor=hands.head, reference=contest.reference, at=at)
    seen = approve_statement(actor=hands.approver, reference=made.reference, version=made.version, at=at)
    publish_statement(actor=hands.approver, reference=seen.reference, version=seen.version, at=at)
    declare_outcome(actor=hands.approver, reference=contest.reference, at=at)
    _papers(hands, poll, Paper.STATEMENT, at)


def _papers(hands: _Hands, poll: Poll, kind: Paper, at: datetime, *, published: bool = True) -> None:
    """Have a document prepared by one, and approved and published by the other."""
    asked = ask_to_prepare_documents(
        actor=hands.head, reference=poll.reference, kind=kind, on=at.date(), background=False
    )
    carry_through(hands.head, asked.reference)
    for one in Document.objects.filter(poll=poll, kind=kind):
        seen = approve_document(actor=hands.approver, reference=one.reference, version=one.version, at=at)
        if published:
            publish_document(
                actor=hands.approver, reference=seen.reference, version=seen.version, late_reason=WHY, at=at
            )


def _order(hands: _Hands, contest: Contest, at: datetime) -> None:
    made = prepare_order(actor=hands.head, reference=contest.reference, book=BOOK, on=at.date(), at=at)
    release_order(actor=hands.approver, reference=made.reference, version=made.version, on=at.date(), at=at)


def _day_of(poll: Poll, step: Step) -> date:
    held = PollStep.objects.get(poll=poll, step=step)
    day = held.on or held.latest or held.earliest
    if day is None:
        raise ValueError(f"the step {step} has no day")
    return day


def _at(hands: _Hands, day: date) -> datetime:
    """Set the demonstration's clock to a day, and return a moment of its morning."""
    set_clock(actor=hands.head, on=day)
    return datetime.combine(day, time(10), LONDON)
