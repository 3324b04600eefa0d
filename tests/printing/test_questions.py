"""Polls on a question, and what else the catalogue names: their notices and ballot papers are made and published."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings

from pollwright.acting import Actor
from pollwright.elections.models import Contest, Poll
from pollwright.elections.operations.calling import (
    ContestAsked,
    NoBusinessReferendum,
    NothingChanges,
    StatementsTooLate,
    call_poll,
)
from pollwright.elections.states import PollState, SeatsOf
from pollwright.law.ballot_papers.questions import Governance, Matter
from pollwright.law.document_rows import Document as Asks
from pollwright.law.identification import accepted_on
from pollwright.law.nations import Nation
from pollwright.law.notices import LONDON
from pollwright.law.poll_documents import documents_of
from pollwright.law.recall import signatures_needed
from pollwright.law.timetables.kinds import Kind as PollKind
from pollwright.printing.models import Document
from pollwright.printing.operations import deciding
from pollwright.printing.operations.orders import prepare_order
from pollwright.printing.papers.wanted import Given
from pollwright.printing.queries.together import to_order
from pollwright.printing.states import Kind, State
from tests.elections.calling_acts import asked
from tests.fixtures.ledger import Ledger
from tests.printing.printing_acts import adopted_for, made, office

CALLED = date(2026, 11, 23)
NOON = datetime(2026, 11, 24, 12, tzinfo=LONDON)


@pytest.fixture(autouse=True)
def place(settings: LazySettings, tmp_path: Path) -> None:
    """Keep the files of each test in a folder of its own."""
    settings.FILES_ROOT = tmp_path / "files"


def called(actor: Actor, ledger: Ledger, kind: PollKind, day: date, *contests: ContestAsked, **given: Any) -> Poll:
    """Have a poll on a question called, the particulars of the office being entered."""
    office(ledger.authority, inspect_at="Council House, 9am to 5pm")
    ledger.area("parish", code="E04000001", name="Ashcott")
    about = asked(kind, day, seats_of=SeatsOf.OTHER, **given)
    return call_poll(actor=actor, asked=about, contests=contests, on=CALLED)


def published(
    officer: Actor, senior: Actor, poll: Poll, kind: Kind, given: Given | None = None, *contests: str
) -> Document:
    """Have a document prepared by one person, and approved and published by another."""
    [document] = made(officer, poll, kind, *contests, moment=NOON, given=given)
    held = deciding.approve_document(actor=senior, reference=document.reference, version=document.version, at=NOON)
    return deciding.publish_document(
        actor=senior, reference=held.reference, version=held.version, late_reason="", at=NOON
    )


@pytest.mark.django_db
def test_a_parish_poll_has_a_notice_without_postal_votes_and_a_ballot_paper_of_its_question(
    officer: Actor, senior: Actor, ledger: Ledger
) -> None:
    # E-14: demanded on 23 November 2026, the poll on a working day 14 to 25 after it, from 4pm to 9pm
    about = ContestAsked("parish.E04000001", question="Should the reading room be sold?")
    poll = called(senior, ledger, PollKind.PARISH_POLL, date(2026, 12, 17), about, trigger=CALLED)

    notice = published(officer, senior, poll, Kind.NOTICE_OF_POLL)
    [ballot] = made(officer, poll, Kind.BALLOT_PAPER, moment=NOON)

    said = notice.facts["facts"]
    assert (said["question"], said["by_post"]) == ("Should the reading room be sold?", False)
    assert (said["poll"]["opens"], said["poll"]["closes"]) == ("16:00:00", "21:00:00")
    assert (notice.state, Poll.objects.get().state) == (State.PUBLISHED, PollState.NOTICE_PUBLISHED)
    assert [one["title"] for one in ballot.facts["options"]] == ["Yes", "No"]
    assert (ballot.facts["heading"], ballot.state) == ("Parish poll for Ashcott", State.PROOFED)


@pytest.mark.django_db
def test_an_information_statement_gives_the_limit_with_the_electors_it_was_worked_out_with(
    officer: Actor, senior: Actor, ledger: Ledger
) -> None:
    about = ContestAsked("parish.E04000001", question="Do you want the plan to be used?")
    poll = called(senior, ledger, PollKind.NEIGHBOURHOOD_PLANNING_REFERENDUM, date(2027, 2, 25), about)

    out = published(officer, senior, poll, Kind.INFORMATION_STATEMENT, Given(2480_00, electors=1204))

    assert (out.facts["facts"]["electors"], out.facts["facts"]["expense_limit"]) == (1204, 2480_00)
    assert poll.steps.get(step="information_statement").evidence == out.reference


@pytest.mark.django_db
def test_businesses_of_a_neighbourhood_have_a_statement_and_a_ballot_paper_of_their_own_56_days_before(
    officer: Actor, senior: Actor, ledger: Ledger
) -> None:
    residents = ContestAsked("parish.E04000001", matter=Matter.NEIGHBOURHOOD_PLAN)
    both = (residents, replace(residents, businesses=True))
    poll = called(senior, ledger, PollKind.NEIGHBOURHOOD_PLANNING_REFERENDUM, date(2027, 2, 25), *both)
    own, businesses = poll.contests.order_by("pk")

    first = published(officer, senior, poll, Kind.INFORMATION_STATEMENT, Given(2480_00, electors=1204), own.reference)
    waiting = poll.steps.get(step="information_statement_business_area").done_at
    second = published(
        officer, senior, poll, Kind.INFORMATION_STATEMENT, Given(2010_00, electors=88), businesses.reference
    )
    notice = published(officer, senior, poll, Kind.NOTICE_OF_REFERENDUM, Given(2480_00))
    papers = made(officer, poll, Kind.BALLOT_PAPER, moment=NOON)

    # T-16: both statements on one day, 56 working days before Thursday 25 February 2027, by hand: 18 in February,
    # 20 in January without the 1st, 18 in December without the 24th, 25th and 28th: Thursday 3 December 2026
    assert {one.due_by and one.due_by.astimezone(LONDON).date() for one in (first, second)} == {date(2026, 12, 3)}
    assert [one.facts["facts"]["entitled"] for one in (first, second)] == [
        "Local government electors whose qualifying address is in the referendum area",
        "Those on the business voting register of the referendum area",
    ]
    assert waiting is None
    assert poll.steps.get(step="information_statement_business_area").evidence == second.reference
    assert not poll.steps.filter(step="information_statement").exists()
    assert notice.facts["facts"]["businesses"] == "Those on the business voting register of the referendum area"
    assert [one.facts["area"] for one in papers] == ["Ashcott", "Ashcott (business referendum)"]
    # T-16a: only the authority and the area are put into the question
    assert {one.facts["question"] for one in papers} == {
        "Do you want Quantock to use the neighbourhood plan for Ashcott to help it decide planning applications in the "
        "neighbourhood area?"
    }


@pytest.mark.django_db
def test_businesses_vote_only_beside_residents_and_in_time(senior: Actor, ledger: Ledger) -> None:
    residents = ContestAsked("parish.E04000001", matter=Matter.NEIGHBOURHOOD_PLAN)
    businesses = replace(residents, businesses=True)
    kind = PollKind.NEIGHBOURHOOD_PLANNING_REFERENDUM

    with pytest.raises(NoBusinessReferendum):
        called(senior, ledger, kind, date(2027, 2, 25), businesses)
    # from 23 November 2026 to Thursday 28 January 2027 there are fewer than 56 working days
    with pytest.raises(StatementsTooLate):
        call_poll(
            actor=senior, asked=asked(kind, date(2027, 1, 28), seats_of=SeatsOf.OTHER),
            contests=[residents, businesses], on=CALLED,
        )  # fmt: skip


@pytest.mark.django_db
def test_a_business_improvement_district_has_its_notice_42_days_before_and_a_ballot_paper(
    officer: Actor, senior: Actor, ledger: Ledger
) -> None:
    about = ContestAsked(name="Harbour Quarter", question="Are you in favour?")
    poll = called(senior, ledger, PollKind.BID, date(2027, 2, 10), about, trigger=NOON.date())

    notice = published(officer, senior, poll, Kind.NOTICE_OF_BALLOT)
    [ballot] = made(officer, poll, Kind.BALLOT_PAPER, moment=NOON)

    # E-22: notice 42 days before the ballot day, papers sent 28 days before, closes at 5pm
    assert notice.due_by is not None
    assert notice.due_by.astimezone(LONDON).date() == date(2026, 12, 30)
    assert notice.facts["facts"]["papers_sent_by"] == "2027-01-13"
    assert notice.facts["facts"]["closes_at"] == "17:00:00"
    assert ballot.facts["heading"] == f"Ballot on the business improvement district {Contest.objects.get().name}"
    # they are with the voters 28 days before, so they are wanted by then
    assert ballot.due_by is not None
    assert ballot.due_by.astimezone(LONDON).date() == date(2027, 1, 13)


@pytest.mark.django_db
def test_a_governance_referendum_asks_in_words_that_are_marked_until_they_are_compared_with_the_form(
    officer: Actor, senior: Actor, ledger: Ledger
) -> None:
    ledger.area("council", code="E07000001", name="Wellbridge")
    asks = ContestAsked("council.E07000001", change=(Governance.LEADER, Governance.COMMITTEES))
    poll = called(senior, ledger, PollKind.GOVERNANCE_REFERENDUM, date(2027, 5, 6), asks)

    [unchecked] = made(officer, poll, Kind.NOTICE_OF_REFERENDUM, moment=NOON, given=Given(2480_00))
    notice = published(officer, senior, poll, Kind.NOTICE_OF_REFERENDUM, Given(2480_00, compared="SI 2012/323 Sch 1"))
    [ballot] = made(officer, poll, Kind.BALLOT_PAPER, moment=NOON, given=Given(compared="SI 2012/323 Sch 3"))

    # E-26: the question is one of six, the form the council has now before the one proposed
    answers = Contest.objects.get().answers
    assert [words.split(".")[0] for words in answers] == [
        "By a leader who is an elected councillor chosen by a vote of the other elected councillors",
        "By one or more committees made up of elected councillors",
    ]
    assert (unchecked.state, unchecked.facts["unchecked_words"]) == (State.DRAFT, True)
    assert (notice.facts["facts"]["answers"], notice.facts["unchecked_words"]) == (answers, False)
    assert ([one["title"] for one in ballot.facts["options"]], ballot.state) == (answers, State.PROOFED)


@pytest.mark.django_db
def test_a_proposal_that_changes_nothing_is_no_question(senior: Actor, ledger: Ledger) -> None:
    same = ContestAsked("parish.E04000001", change=(Governance.MAYOR, Governance.MAYOR))

    with pytest.raises(NothingChanges):
        called(senior, ledger, PollKind.GOVERNANCE_REFERENDUM, date(2027, 5, 6), same)


@pytest.mark.django_db
def test_the_papers_of_a_station_say_what_was_entered_once_it_is_compared(
    officer: Actor, senior: Actor, ledger: Ledger
) -> None:
    about = ContestAsked("parish.E04000001", question="Should the reading room be sold?")
    poll = called(senior, ledger, PollKind.PARISH_POLL, date(2026, 12, 17), about, trigger=CALLED)

    [plain] = made(officer, poll, Kind.GUIDANCE, moment=NOON)
    [entered] = made(
        officer, poll, Kind.COMPANION, moment=NOON, given=Given(words="I declare.\n\nSo I do.", compared="Form 9")
    )
    approved = deciding.approve_document(actor=senior, reference=entered.reference, version=1, at=NOON)

    # handbook 1.1: nobody shows photo identification at a parish poll
    assert not [line for line in plain.facts["facts"]["words"][0] if "identification" in line]
    assert plain.state == State.DRAFT
    assert (entered.facts["facts"]["words"], approved.state) == ([["I declare.", "So I do."]], State.APPROVED)
    with pytest.raises(deciding.NeverPublished):
        deciding.publish_document(actor=senior, reference=approved.reference, version=2, late_reason="", at=NOON)


@pytest.mark.django_db
def test_a_recall_petition_has_numbered_signing_sheets_that_name_the_member_and_are_ordered(
    officer: Actor, ledger: Ledger, senior: Actor
) -> None:
    area = ledger.area("constituency", code="E14000001", name="Wellbridge")
    home, publication = ledger.property(ledger.district("AB", areas=(area,))), ledger.publication()
    for number in range(1, 13):
        ledger.entry(home=home, publication=publication, number=number)
    # Speaker's notice on Tuesday 24 November 2026, signing from the tenth working day after it
    poll = called(
        senior, ledger, PollKind.RECALL, date(2026, 12, 8), ContestAsked("constituency.E14000001"), trigger=NOON.date()
    )

    [sheet] = made(
        officer, poll, Kind.SIGNING_SHEET, moment=NOON, given=Given(member="A. Member", compared="SI 2016/295")
    )

    said = sheet.facts["facts"]
    # thirty working days with Christmas, Boxing Day (observed 28 December) and New Year's Day left out
    assert (said["member"], said["poll"]["on"], said["until"]) == ("A. Member", "2026-12-08", "2027-01-22")
    assert sheet.state == State.PROOFED
    # each sheet has a number on its back, and another mark
    assert (said["number"], said["mark"]) == ("SS 0000001", "USS0000001")
    adopted_for(officer, poll, NOON.date())
    deciding.approve_document(actor=senior, reference=sheet.reference, version=1, at=NOON)
    contest = poll.contests.get().reference
    order = prepare_order(actor=officer, reference=contest, book=25, on=NOON.date(), at=NOON)
    assert to_order(ledger.authority.pk, poll.reference) == []
    assert [(one.prefix, one.first, one.last, one.books) for one in order.packets.order_by("station")] == [
        ("SS", 1, 25, 1)
    ]


def test_the_veteran_card_is_accepted_from_may_2025_and_a_petition_needs_a_tenth() -> None:
    cards = [[one for one in accepted_on(day) if "Veteran" in one] for day in (date(2025, 4, 30), date(2025, 5, 1))]

    assert [len(one) for one in cards] == [0, 1]
    assert [signatures_needed(electors) for electors in (70_000, 70_001)] == [7_000, 7_001]


def test_the_notice_of_photo_identification_is_asked_of_no_welsh_local_election() -> None:
    asks = {
        (kind, nation): Asks.PHOTO_IDENTIFICATION
        in {row.document for row in documents_of(kind, nation, date(2027, 5, 6))}
        for kind, nation in (
            (PollKind.LOCAL, Nation.ENGLAND),
            (PollKind.LOCAL, Nation.WALES),
            (PollKind.PCC, Nation.WALES),
        )
    }

    # B-30: England's polls, UK Parliamentary ones, and police and crime commissioners in Wales
    assert list(asks.values()) == [True, False, True]
