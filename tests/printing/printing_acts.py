"""Documents in tests: an election with candidates, its office's particulars, and documents made as the worker does."""

from dataclasses import dataclass
from datetime import date, datetime

from pollwright.acting import Actor
from pollwright.authorities.models import Authority, Setting
from pollwright.elections.models import Contest, Poll
from pollwright.jobs.models import Work
from pollwright.nominations.models import NominationPaper, Statement
from pollwright.nominations.operations.stating import (
    approve_statement,
    declare_outcome,
    prepare_statement,
    publish_statement,
)
from pollwright.places.models import PollingDistrict, PollingPlace
from pollwright.printing.models import Document
from pollwright.printing.operations.deciding import approve_document, publish_document
from pollwright.printing.operations.documents import ask_to_prepare_documents, prepare_documents, record_documents
from pollwright.printing.papers.wanted import Given
from pollwright.printing.states import Kind
from pollwright.stations.models import Scheme, Venue
from pollwright.stations.operations.adopting import adopt_scheme
from pollwright.stations.operations.schemes import make_scheme
from pollwright.stations.operations.stations import change_station
from pollwright.stations.operations.venues import VenueFacts, add_venue
from pollwright.stations.states import Made
from tests.fixtures.arranging import arranged
from tests.fixtures.ledger import Ledger
from tests.nominations.nominating_acts import CLOSED, Hustings, at, hustings, standing

# handbook 2.3, local polls of 6 May 2027: nominations and withdrawals until 4pm on 8 April, the statement until 4pm on
# 9 April (WD-18), the notice of poll by 27 April (WD-6)
STATED = at("2027-04-09 10:00:00")
ON = date(2027, 4, 9)
SITUATED = at("2027-04-20 09:00:00")
OFFICE = {
    "address": "Council House, High Street, Wellbridge",
    "papers_from": "Council House; elections@example.org",
    "deliver_to": "Room 4, Council House",
    "deliver_hours": "Monday to Friday, 10am to 4pm",
    "official_mark": "The council's arms",
    "telephone": "01632 960000",
}


@dataclass
class Press:
    """An election of which documents are made, and who makes them."""

    hustings: Hustings
    officer: Actor
    senior: Actor
    head: Actor
    papers: list[NominationPaper]

    @property
    def poll(self) -> Poll:
        """The poll as the database has it."""
        return Poll.objects.get(pk=self.hustings.poll.pk)

    @property
    def contest(self) -> Contest:
        """The contest as the database has it."""
        return Contest.objects.select_related("poll").get(pk=self.hustings.contest.pk)

    def stated(self, moment: datetime = STATED) -> Statement:
        """Have the statement of persons nominated published, and the outcome settled."""
        made = self.approved_statement(moment)
        found = publish_statement(actor=self.senior, reference=made.reference, version=made.version, at=moment)
        declare_outcome(actor=self.senior, reference=self.contest.reference, at=moment)
        return found

    def approved_statement(self, moment: datetime = STATED) -> Statement:
        """Have the statement prepared by one and approved by another."""
        made = prepare_statement(actor=self.senior, reference=self.contest.reference, at=moment)
        return approve_statement(actor=self.head, reference=made.reference, version=made.version, at=moment)

    def made(self, kind: Kind, *contests: str, moment: datetime = STATED, given: Given | None = None) -> list[Document]:
        """Have documents prepared, as the worker does."""
        return made(self.officer, self.poll, kind, *contests, moment=moment, given=given)

    def approved(self, document: Document, moment: datetime = STATED) -> Document:
        """Have a document approved by another person."""
        return approve_document(actor=self.senior, reference=document.reference, version=document.version, at=moment)

    def published(self, document: Document, moment: datetime = STATED, late_reason: str = "") -> Document:
        """Have a document approved and published."""
        held = self.approved(document, moment)
        return publish_document(
            actor=self.senior, reference=held.reference, version=held.version, late_reason=late_reason, at=moment
        )


def adopted(press: Press, on: date = ON) -> Scheme:
    """Have a polling scheme adopted: everybody of district AB votes at the Parish Hall."""
    return adopted_for(press.officer, press.poll, on)


def adopted_for(officer: Actor, poll: Poll, on: date) -> Scheme:
    """Have a polling scheme of a poll adopted: everybody of district AB votes at the Parish Hall."""
    with arranged():
        hall = PollingPlace.objects.create(
            authority=poll.authority, reference="PP1", name="Parish Hall", postcode="TA1 1ZZ"
        )
        PollingDistrict.objects.filter(code="AB").update(polling_place=hall)
    scheme = make_scheme(actor=officer, of=poll.reference, made_from=Made.PLACES, on=on)
    return adopt_scheme(
        actor=officer, reference=scheme.reference, version=scheme.version, at=STATED, on=on, reason="As agreed"
    )


def a_town(press: Press) -> tuple[Press, Scheme, Document]:
    """Have the twelve electors vote at a hall with a tent as backup, and the notice of situation published."""
    press.stated()
    scheme = adopted(press)
    add_venue(actor=press.officer, facts=VenueFacts("Tent", address1="The Green", postcode="TA1 1AA"))
    hall, tent = (Venue.objects.get(name=name).reference for name in ("Parish Hall", "Tent"))
    change_station(actor=press.officer, reference=scheme.reference, number=1, version=1, venue=hall, backup=tent)
    [notice] = press.made(Kind.SITUATION, moment=SITUATED)
    press.published(notice, SITUATED)
    return press, scheme, notice


def press(officer: Actor, senior: Actor, head: Actor, ledger: Ledger, *, seats: int = 1, candidates: int = 2) -> Press:
    """Call an election in one ward, with candidates who stand, and the particulars of the office."""
    office(ledger.authority)
    held = hustings(senior, ledger, seats=seats)
    names = ("Ames", "Bell", "Cox", "Dunn", "Eden")[:candidates]
    papers = [
        standing(officer, senior, held.contest, held.numbers[2 * place], held.numbers[2 * place + 1], surname=name)
        for place, name in enumerate(names)
    ]
    return Press(held, officer, senior, head, papers)


def office(authority: Authority, **other: str) -> None:
    """Enter what stands on papers."""
    with arranged():
        for name, value in (OFFICE | other).items():
            Setting.objects.create(authority=authority, name=f"papers.{name}", value=value, valid_from=date(2020, 1, 1))


def made(
    actor: Actor, poll: Poll, kind: Kind, *contests: str, moment: datetime = STATED, given: Given | None = None
) -> list[Document]:
    """Have documents of a poll prepared, as the worker does."""
    work: Work = ask_to_prepare_documents(
        actor=actor, reference=poll.reference, kind=kind, on=moment.date(), contests=contests,
        given=given or Given(), background=False,
    )  # fmt: skip
    prepared = prepare_documents(
        actor, poll.reference, kind, work.parameters["documents"], moment.date(), given or Given()
    )
    with arranged():
        Work.objects.filter(pk=work.pk).update(state="done")
    return record_documents(actor=actor, poll=poll.reference, prepared=prepared, at=moment)


__all__ = ["CLOSED", "ON", "STATED", "Press", "a_town", "adopted", "at", "made", "office", "press"]
