"""Calling polls: contests, identifiers, timetables, and what is refused. Days are of handbook 2.3 unless said."""

from datetime import date, time

import pytest

from pollwright.acting import Actor
from pollwright.audit.models import Event
from pollwright.elections.models import Contest, Poll, PollStep
from pollwright.elections.operations.calling import (
    AreaNotInForce,
    ContestAsked,
    NothingToDecide,
    QuestionMissing,
    call_poll,
)
from pollwright.elections.operations.calling_parishes import (
    NothingLastTime,
    ParishSeats,
    SeatsUnreadable,
    call_parish_polls,
    read_seats,
    seats_as_last_time,
)
from pollwright.elections.operations.calling_rules import (
    CalledAlready,
    DoubtsNotAccepted,
    SystemNeedsAReason,
    TooLateForTheNotice,
)
from pollwright.elections.operations.changing import (
    CardsNotAskedFor,
    PollChanged,
    change_seats,
    note_cards_asked,
)
from pollwright.elections.operations.ending import withdraw_poll
from pollwright.elections.operations.keeping_time import shift_steps
from pollwright.elections.queries.counting import NoRulesForThePoll, NotAPollingDay
from pollwright.law.timetables.kinds import Kind
from pollwright.refusals import NotFound
from tests.elections.calling_acts import CALLED_ON, ORDINARY_DAY, asked, call
from tests.fixtures.arranging import arranged
from tests.fixtures.ledger import Ledger


def test_a_poll_is_called_with_contests_identifiers_and_the_timetable(senior: Actor, ledger: Ledger) -> None:
    area = ledger.area(name="Bewdley & Wribbenhall")

    poll = call_poll(actor=senior, asked=asked(), contests=[ContestAsked(f"ward.{area.code}", 3)], on=CALLED_ON)

    contest = Contest.objects.get()
    by_step = {row.step: (row.on, row.by) for row in PollStep.objects.all()}
    event = Event.objects.get()
    assert (poll.title, poll.voting_system, poll.state) == ("Election of councillors, Quantock", "FPTP", "planned")
    assert (contest.seats, contest.ballot_id) == (3, "local.quantock.bewdley-wribbenhall.2027-05-06")
    # handbook 2.3, local 6 May 2027
    assert by_step["notice_of_election"][0] == date(2027, 3, 31)
    assert by_step["nominations_close"] == (date(2027, 4, 8), time(16))
    assert (event.capacity, event.summary) == (
        "officer on behalf of the Returning Officer",
        f"called poll {poll.reference}, Election of councillors, Quantock, for 6 May 2027 (contests: 1, seats: 3)",
    )


def test_a_by_election_says_so_in_its_identifier(senior: Actor, ledger: Ledger) -> None:
    # E-08: requested on Monday 23 November 2026, a poll can be held until Friday 15 January 2027
    poll = call(senior, ledger, day=date(2027, 1, 14), by_election=True, trigger=date(2026, 11, 23))

    assert Contest.objects.get().ballot_id == "local.quantock.ward-1.by.2027-01-14"
    assert poll.doubts_reason == ""


def test_a_by_election_outside_its_lawful_range_needs_a_reason(senior: Actor, ledger: Ledger) -> None:
    given = {"day": date(2027, 1, 21), "by_election": True, "trigger": date(2026, 11, 23)}

    with pytest.raises(DoubtsNotAccepted, match="15 January 2027"):
        call(senior, ledger, **given)
    poll = call(senior, ledger, **given, doubts_reason="Ordered by the High Court")

    assert (poll.doubts_reason, Event.objects.get().reason) == ("Ordered by the High Court",) * 2


def test_no_poll_is_called_once_its_notice_is_too_late(senior: Actor, ledger: Ledger) -> None:
    # handbook 2.3: of the poll of 2 December 2021 the notice was due on 28 October; WD-25 of 17 December 2026 is
    # Thursday 12 November 2026, before the day of calling
    with pytest.raises(TooLateForTheNotice, match="12 November 2026"):
        call(senior, ledger, day=date(2026, 12, 17))

    assert Poll.objects.count() == 0


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"day": date(2027, 5, 3)}, NotAPollingDay),  # May Day
        ({"kind": Kind.SENEDD}, NoRulesForThePoll),  # none in England
        ({"system": "STV"}, SystemNeedsAReason),
    ],
)
def test_what_the_law_does_not_have_is_refused(
    senior: Actor, ledger: Ledger, given: dict[str, object], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        call(senior, ledger, **given)


def test_another_voting_system_is_kept_with_its_reason(senior: Actor, ledger: Ledger) -> None:
    poll = call(senior, ledger, system="STV", system_reason="Resolution under the 2021 Act")

    assert (poll.voting_system, poll.voting_system_reason) == ("STV", "Resolution under the 2021 Act")


def test_an_area_has_one_poll_of_a_kind_on_a_day(senior: Actor, ledger: Ledger) -> None:
    area = ledger.area(name="Cam")
    contests = [ContestAsked(f"ward.{area.code}", 1)]
    call_poll(actor=senior, asked=asked(), contests=contests, on=CALLED_ON)

    with pytest.raises(CalledAlready, match="Cam"):
        call_poll(actor=senior, asked=asked(by_election=True), contests=contests, on=CALLED_ON)


def test_areas_must_be_in_force_on_the_day_and_of_the_kind(senior: Actor, ledger: Ledger) -> None:
    gone = ledger.area(valid_to=ORDINARY_DAY)
    parish = ledger.area("parish", code="E04000001")

    for key in (f"ward.{gone.code}", f"parish.{parish.code}", "ward.E05999999"):
        with pytest.raises(AreaNotInForce):
            call_poll(actor=senior, asked=asked(), contests=[ContestAsked(key)], on=CALLED_ON)
    with pytest.raises(NothingToDecide):
        call_poll(actor=senior, asked=asked(), contests=[], on=CALLED_ON)


def test_a_referendum_needs_its_question_and_is_told_from_others_of_its_group(senior: Actor, ledger: Ledger) -> None:
    parish = ledger.area("parish", code="E04000001", name="Cam")
    given = asked(Kind.NEIGHBOURHOOD_PLANNING_REFERENDUM, date(2027, 2, 25), doubts_reason="x")
    key = f"parish.{parish.code}"

    with pytest.raises(QuestionMissing):
        call_poll(actor=senior, asked=given, contests=[ContestAsked(key)], on=CALLED_ON)
    call_poll(actor=senior, asked=given, contests=[ContestAsked(key, question="Do you want it?")], on=CALLED_ON)

    assert Contest.objects.get().ballot_id == "x-npr.quantock.cam.2027-02-25"


def test_two_referendums_of_one_area_on_one_day_have_two_identifiers(senior: Actor, ledger: Ledger) -> None:
    parish = ledger.area("parish", code="E04000001", name="Cam")
    given = asked(Kind.NEIGHBOURHOOD_PLANNING_REFERENDUM, date(2027, 2, 25), doubts_reason="x")
    plan, order = (ContestAsked(f"parish.{parish.code}", question=f"Do you want the {it}?") for it in ("plan", "order"))
    first = call_poll(actor=senior, asked=given, contests=[plan], on=CALLED_ON)

    with pytest.raises(CalledAlready):
        call_poll(actor=senior, asked=given, contests=[plan], on=CALLED_ON)
    second = call_poll(actor=senior, asked=given, contests=[order], on=CALLED_ON)
    shift_steps(
        actor=senior, reference=second.reference, version=second.version, since=date(2027, 2, 25), days=7, reason="Snow"
    )

    ids = dict(Contest.objects.values_list("poll__reference", "ballot_id"))
    assert ids[first.reference] == "x-npr.quantock.cam.2027-02-25"
    assert ids[second.reference] == "x-npr.quantock.cam-2.2027-03-04"


def test_all_parish_polls_are_called_at_once_and_again_as_last_time(senior: Actor, ledger: Ledger) -> None:
    council = ledger.area("council", code="E06000001", name="Quantock")
    whole = ledger.area("parish", code="E04000001", name="Ashcott", parent=council)
    warded = ledger.area("parish", code="E04000002", name="Burtle", parent=council)
    for number in (1, 2):
        ledger.area("parish_ward", code=f"W{number}", name=f"Ward {number}", parent=warded)
    listed = read_seats(b"area_code,seats\r\nE04000001,9\r\nW1,5\r\nW2,4\r\n")

    called = call_parish_polls(actor=senior, day=ORDINARY_DAY, seats=listed, doubts_reason="", on=CALLED_ON)

    ashcott = Poll.objects.get(body="Ashcott")
    of_burtle = Contest.objects.filter(poll__body="Burtle").order_by("name")
    assert (called, Event.objects.get().subject_count) == (2, 5)
    assert [(one.name, one.seats, one.ballot_id) for one in of_burtle] == [
        ("Ward 1", 5, "x-parish.burtle.ward-1.2027-05-06"),
        ("Ward 2", 4, "x-parish.burtle.ward-2.2027-05-06"),
    ]
    assert ashcott.contests.get().area == whole
    assert PollStep.objects.filter(poll=ashcott).count() == PollStep.objects.count() / 2
    assert seats_as_last_time(senior.authority_id, date(2031, 5, 1)) == listed


def test_a_list_of_seats_with_any_fault_calls_nothing(senior: Actor, ledger: Ledger) -> None:
    parish = ledger.area("parish", code="E04000001", name="Ashcott")
    ledger.area("parish_ward", code="W1", name="East", parent=parish)

    with pytest.raises(SeatsUnreadable, match="line 3"):
        read_seats(b"area_code,seats\nE04000001,9\nE04000002,none\n")
    with pytest.raises(SeatsUnreadable, match="no column seats"):
        read_seats(b"area_code\nE04000001\n")
    for seats in (
        [ParishSeats("E04000001", 9), ParishSeats("E04000001", 9)],
        [ParishSeats("E04000001", 9), ParishSeats("W1", 2)],
        [ParishSeats("E04000001", 9), ParishSeats("E04000009", 2)],
    ):
        with pytest.raises(SeatsUnreadable):
            call_parish_polls(actor=senior, day=ORDINARY_DAY, seats=seats, doubts_reason="", on=CALLED_ON)
    with pytest.raises(NothingLastTime):
        seats_as_last_time(senior.authority_id, ORDINARY_DAY)

    assert Poll.objects.count() == 0


def test_seats_are_changed_while_no_notice_is_out_and_the_second_officer_is_told(senior: Actor, ledger: Ledger) -> None:
    poll = call(senior, ledger, seats=2)
    contest = Contest.objects.get()
    given = {"actor": senior, "reference": contest.reference, "reason": "Order of 2026"}

    change_seats(**given, version=1, seats=3)
    with pytest.raises(PollChanged):
        change_seats(**given, version=1, seats=4)
    with arranged():
        Poll.objects.filter(pk=poll.pk).update(state="notice_published")
    with pytest.raises(PollChanged):
        change_seats(**given, version=2, seats=4)

    contest.refresh_from_db()
    assert contest.seats == 3


def test_a_withdrawn_poll_frees_its_areas_and_stays_on_record(senior: Actor, ledger: Ledger) -> None:
    area = ledger.area(name="Cam")
    contests = [ContestAsked(f"ward.{area.code}", 1)]
    first = call_poll(actor=senior, asked=asked(), contests=contests, on=CALLED_ON)

    withdraw_poll(actor=senior, reference=first.reference, version=1, reason="Wrong day", on=CALLED_ON)
    call_poll(actor=senior, asked=asked(), contests=contests, on=CALLED_ON)

    assert sorted(Poll.objects.values_list("state", flat=True)) == ["cancelled", "planned"]


def test_only_a_parish_asks_for_poll_cards_and_in_time(senior: Actor, ledger: Ledger) -> None:
    ledger.area("parish", code="E04000001", name="Ashcott")
    call_parish_polls(
        actor=senior, day=ORDINARY_DAY, seats=[ParishSeats("E04000001", 9)], doubts_reason="", on=CALLED_ON
    )
    parish = Contest.objects.get()
    call(senior, ledger)
    ward = Contest.objects.exclude(pk=parish.pk).get()
    # K-01: by 4pm on WD-19, which is Thursday 8 April for the poll of 6 May 2027
    with pytest.raises(CardsNotAskedFor):
        note_cards_asked(actor=senior, reference=parish.reference, version=1, asked_on=date(2027, 4, 9))
    with pytest.raises(CardsNotAskedFor):
        note_cards_asked(actor=senior, reference=ward.reference, version=1, asked_on=date(2027, 4, 8))

    asked_for = note_cards_asked(actor=senior, reference=parish.reference, version=1, asked_on=date(2027, 4, 8))

    assert asked_for.cards_asked_on == date(2027, 4, 8)


def test_another_authority_s_polls_are_not_there(senior: Actor, stranger: Actor, ledger: Ledger) -> None:
    poll = call(senior, ledger)

    with pytest.raises(NotFound):
        withdraw_poll(actor=stranger, reference=poll.reference, version=1, reason="x", on=CALLED_ON)
