"""Nominations in tests: a contest whose notice is out, electors to sign, and papers delivered."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from pollwright.acting import Actor
from pollwright.elections.models import Contest, Poll, PollStep
from pollwright.elections.operations.calling import ContestAsked, call_poll
from pollwright.elections.states import AREAS_OF
from pollwright.law.nominations.papers import Bearer
from pollwright.law.nominations.subscribers import Signature
from pollwright.law.timetables.kinds import Kind
from pollwright.nominations.models import NominationPaper
from pollwright.nominations.operations.determining import hold_valid
from pollwright.nominations.operations.entering import (
    HomeGiven,
    PaperGiven,
    PersonGiven,
    deliver_paper,
    enter_candidate,
)
from pollwright.places.models import Area
from tests.elections.calling_acts import CALLED_ON, asked
from tests.fixtures.arranging import arranged
from tests.fixtures.ledger import Ledger

# handbook 2.3, local polls of 6 May 2027: notice by 31 March, nominations and withdrawals until 4pm on 8 April
LONDON = ZoneInfo("Europe/London")
HOME = HomeGiven("12 Sample Terrace, Nether Combe", "TA99 1ZZ")
SET = ("nomination", "home-address", "consent")
NOTHING_BUT_THE_PAPERS = PaperGiven(papers=SET)


def at(text: str) -> datetime:
    """Return a moment in London, written as `2027-04-08 16:00:00`."""
    return datetime.fromisoformat(text).replace(tzinfo=LONDON)


BROUGHT = at("2027-04-06 10:00:00")
CLOSED = at("2027-04-08 16:30:00")


@dataclass
class Hustings:
    """One contest, in one ward, with electors of the register that decides."""

    ledger: Ledger
    contest: Contest
    area: Area
    numbers: tuple[str, ...]

    @property
    def poll(self) -> Poll:
        """The poll of the contest."""
        return self.contest.poll


def hustings(
    senior: Actor, ledger: Ledger, *, seats: int = 3, electors: int = 12, kind: Kind = Kind.LOCAL, **given: Any
) -> Hustings:
    """Call a poll in one new ward whose district AB has electors numbered from 1, and publish its notice."""
    area = ledger.area(AREAS_OF[kind][0].value, name="Abbey")
    district = ledger.district("AB", areas=(area,))
    home, publication = ledger.property(district), ledger.publication()
    for number in range(1, electors + 1):
        ledger.entry(home=home, publication=publication, number=number)
    contests = [ContestAsked(f"{area.kind}.{area.code}", seats)]
    poll = call_poll(actor=senior, asked=asked(kind, **given), contests=contests, on=CALLED_ON)
    published(poll)
    contest = Contest.objects.select_related("poll").get(poll=poll)
    return Hustings(ledger, contest, area, tuple(f"AB-{number}" for number in range(1, electors + 1)))


def published(poll: Poll, on: str = "2027-03-25 09:00:00") -> None:
    """Have the notice of election published."""
    with arranged():
        PollStep.objects.filter(poll=poll, step="notice_of_election").update(done_at=at(on))


def entered(
    actor: Actor,
    contest: Contest,
    *numbers: str,
    surname: str = "Example",
    forenames: str = "Kim Toni",
    paper: PaperGiven = NOTHING_BUT_THE_PAPERS,
    home: HomeGiven = HOME,
    **person: Any,
) -> NominationPaper:
    """Enter a candidate with a draft that has the numbers beside its signatures."""
    return enter_candidate(
        actor=actor,
        reference=contest.reference,
        person=PersonGiven(surname, forenames, **person),
        home=home,
        paper=paper,
        signatures=[Signature(number) for number in numbers],
    )


def delivered(
    actor: Actor, contest: Contest, *numbers: str, received_at: datetime = BROUGHT, **given: Any
) -> NominationPaper:
    """Enter a candidate and have the paper delivered."""
    draft = entered(actor, contest, *numbers, **given)
    return brought(actor, draft, received_at)


def brought(actor: Actor, draft: NominationPaper, received_at: datetime = BROUGHT, **given: Any) -> NominationPaper:
    """Have a draft delivered."""
    known: dict[str, Any] = {"bearer": Bearer.ANYONE, "bearer_name": "A Friend", "at": max(received_at, CLOSED)} | given
    return deliver_paper(
        actor=actor, reference=draft.reference, version=draft.version, received_at=received_at, **known
    )


def standing(
    actor: Actor, senior: Actor, contest: Contest, *numbers: str, received_at: datetime = BROUGHT, **given: Any
) -> NominationPaper:
    """Have a candidate stand by a valid paper."""
    paper = delivered(actor, contest, *numbers, received_at=received_at, **given)
    return hold_valid(actor=senior, reference=paper.reference, version=paper.version, despite="", at=received_at)


def withheld(**given: Any) -> HomeGiven:
    """Return a home address form that withholds the address."""
    return replace(HOME, published=False, **given)


BIRTHDAY = date(1980, 5, 17)
