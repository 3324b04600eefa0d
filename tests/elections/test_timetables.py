"""The timetable of a poll: steps done, bank holidays that change, steps moved, and combined polls as one."""

import json
from datetime import UTC, date, datetime

import pytest

from pollwright.acting import Actor
from pollwright.authorities.models import Authority, NonWorkingDay
from pollwright.documents.preview import text_of as text_of_paper
from pollwright.elections.models import Contest, Poll, PollStep, ProjectTask
from pollwright.elections.operations.calling import ContestAsked, call_poll
from pollwright.elections.operations.fixing_days import NotToBeFixed, fix_close_of_nominations
from pollwright.elections.operations.keeping_time import (
    NothingToMove,
    NotYet,
    accept_recount,
    mark_step,
    shift_steps,
    unmark_step,
)
from pollwright.elections.operations.projects import make_project
from pollwright.elections.papers import poll_timetables
from pollwright.elections.queries.counting import NotAPollingDay
from pollwright.elections.queries.polls import poll_facts
from pollwright.elections.queries.timetables import StepChange, changes_since, merged, steps, steps_of_polls
from pollwright.elections.states import SeatsOf
from pollwright.law.timetables.kinds import Kind
from pollwright.nominations.queries.contests import law_of
from tests.elections.calling_acts import CALLED_ON, asked, call
from tests.fixtures.arranging import arranged
from tests.fixtures.ledger import Ledger

NOTICE = "notice_of_election"


def on_of(poll: int, step: str) -> date | None:
    return PollStep.objects.values_list("on", flat=True).get(poll=poll, step=step)


def test_a_step_is_done_late_due_or_still_coming(senior: Actor, ledger: Ledger) -> None:
    poll = call(senior, ledger)
    # handbook 2.3: the notice of election by Wednesday 31 March, nominations until Thursday 8 April 2027
    at = datetime(2027, 4, 7, 12, tzinfo=UTC)

    before = {row.step: row.state for row in steps(senior.authority_id, poll.pk, on=date(2027, 4, 7))}
    mark_step(
        actor=senior, reference=poll.reference, step=NOTICE, done_at=datetime(2027, 3, 30, 9, tzinfo=UTC),
        evidence="Website", at=at,
    )  # fmt: skip
    after = {row.step: row.state for row in steps(senior.authority_id, poll.pk, on=date(2027, 4, 7))}

    assert (before[NOTICE], before["nominations_close"], before["poll"]) == ("late", "due", "coming")
    assert (after[NOTICE], after["poll"]) == ("done", "coming")


def test_what_is_still_to_come_is_not_done_and_what_was_done_can_be_taken_back(senior: Actor, ledger: Ledger) -> None:
    poll = call(senior, ledger)
    given = {"actor": senior, "reference": poll.reference, "step": NOTICE}
    at = datetime(2027, 3, 30, 9, tzinfo=UTC)

    with pytest.raises(NotYet):
        mark_step(**given, done_at=datetime(2027, 3, 30, 10, tzinfo=UTC), evidence="", at=at)  # type: ignore[arg-type]
    mark_step(**given, done_at=at, evidence="", at=at)  # type: ignore[arg-type]
    unmark_step(**given, reason="Wrong poll")  # type: ignore[arg-type]

    assert PollStep.objects.filter(done_at__isnull=False).count() == 0


def test_a_day_proclaimed_late_is_shown_and_changes_nothing_until_it_is_accepted(
    senior: Actor, authority: Authority, ledger: Ledger
) -> None:
    poll = call(senior, ledger)
    at = datetime(2027, 4, 1, 9, tzinfo=UTC)
    mark_step(actor=senior, reference=poll.reference, step="sopn_published", done_at=at, evidence="", at=at)
    with arranged():
        NonWorkingDay.objects.create(authority=authority, day=date(2027, 4, 20), name="Day of mourning")

    changes = changes_since(authority.pk, poll.reference)
    kept = on_of(poll.pk, "nominations_close")
    accept_recount(actor=senior, reference=poll.reference, version=1, reason="Proclamation")

    # T-07: the day of mourning pushes WD-19 back from Thursday 8 to Wednesday 7 April; what is done stays
    expected = StepChange(
        "nominations_close", "Delivery of nomination papers ends", "2027-04-08 16:00", "2027-04-07 16:00"
    )
    assert [change for change in changes if change.step == "nominations_close"] == [expected]
    assert [change for change in changes if change.step == "sopn_published"] == []
    assert (kept, on_of(poll.pk, "nominations_close")) == (date(2027, 4, 8), date(2027, 4, 7))
    assert on_of(poll.pk, "sopn_published") == date(2027, 4, 9)
    assert changes_since(authority.pk, poll.reference) == []


def by_election(senior: Actor, ledger: Ledger) -> Poll:
    """Call a UK Parliamentary by-election of Thursday 11 March 2027, its writ received on Monday 8 February."""
    area = ledger.area("constituency", code="E14000001", name="Wellbridge")
    about = asked(
        Kind.UK_PARLIAMENT, date(2027, 3, 11), seats_of=SeatsOf.VACANCY, by_election=True, trigger=date(2027, 2, 8)
    )
    return call_poll(
        actor=senior, asked=about, contests=[ContestAsked(f"constituency.{area.code}")], on=date(2027, 2, 8)
    )


def test_the_returning_officer_fixes_the_last_day_for_nominations_of_a_by_election(
    senior: Actor, ledger: Ledger
) -> None:
    # T-10: 17 to 19 working days before the poll; what falls on that day moves with it, and nominations go by it
    poll = by_election(senior, ledger)
    contest = Contest.objects.select_related("poll").get(poll=poll)
    given = {"actor": senior, "reference": poll.reference, "reason": "The Returning Officer's choice"}
    before = law_of(contest).last_day

    for refused in (date(2027, 2, 11), date(2027, 2, 13), date(2027, 2, 17)):
        with pytest.raises(NotToBeFixed):
            fix_close_of_nominations(**given, version=1, day=refused)  # type: ignore[arg-type]
    fix_close_of_nominations(**given, version=1, day=date(2027, 2, 12))  # type: ignore[arg-type]
    fix_close_of_nominations(**given, version=2, day=date(2027, 2, 15))  # type: ignore[arg-type]

    fixed = set(PollStep.objects.filter(poll=poll, on=date(2027, 2, 15)).values_list("step", flat=True))
    assert (before, law_of(contest).last_day) == (date(2027, 2, 16), date(2027, 2, 15))
    assert fixed == {
        "nominations_close", "withdrawals_close", "agents_appointed", "objections_close", "sopn_published",
        "notice_of_poll", "first_interim_alteration",
    }  # fmt: skip
    assert changes_since(senior.authority_id, poll.reference) == []


def test_the_last_day_for_nominations_is_told_by_the_notice_and_elsewhere_given_by_the_law(
    senior: Actor, ledger: Ledger
) -> None:
    poll, council = by_election(senior, ledger), call(senior, ledger)
    at = datetime(2027, 2, 9, 9, tzinfo=UTC)
    mark_step(actor=senior, reference=poll.reference, step=NOTICE, done_at=at, evidence="", at=at)

    for reference, day, why in (
        (poll.reference, date(2027, 2, 15), "told"),
        (council.reference, date(2027, 4, 7), "law gives"),
    ):
        with pytest.raises(NotToBeFixed, match=why):
            fix_close_of_nominations(actor=senior, reference=reference, version=1, day=day, reason="Earlier")


def test_nominations_go_by_the_steps_that_were_accepted_or_moved(
    senior: Actor, authority: Authority, ledger: Ledger
) -> None:
    # T-07, T-21: a day proclaimed later changes no deadline before somebody accepts it; a moved one is the deadline
    poll = call(senior, ledger)
    contest = Contest.objects.select_related("poll").get(poll=poll)
    with arranged():
        NonWorkingDay.objects.create(authority=authority, day=date(2027, 4, 20), name="Day of mourning")

    proclaimed = law_of(contest).last_day
    accept_recount(actor=senior, reference=poll.reference, version=1, reason="Proclamation")
    accepted = law_of(contest).last_day
    shift_steps(
        actor=senior, reference=poll.reference, version=2, since=date(2027, 4, 7), days=14, reason="Demise of the Crown"
    )
    contest.poll.refresh_from_db()
    law = law_of(contest)

    assert (proclaimed, accepted, law.last_day) == (date(2027, 4, 8), date(2027, 4, 7), date(2027, 4, 21))
    # the register that decides is that of the day on which the notice was due, which had passed
    assert law.deciding.on == on_of(poll.pk, NOTICE) == date(2027, 3, 30)


def test_the_steps_that_are_left_move_with_the_poll_and_stay_where_they_were_put(
    senior: Actor, authority: Authority, ledger: Ledger
) -> None:
    poll = call(senior, ledger)
    make_project(actor=senior, reference=poll.reference)
    with arranged():
        ProjectTask.objects.filter(step="final_alteration").update(due_on=date(2027, 4, 2))
    given = {"actor": senior, "reference": poll.reference, "since": date(2027, 4, 9), "reason": "Demise of the Crown"}

    with pytest.raises(NotAPollingDay):
        shift_steps(**given, version=1, days=9)  # type: ignore[arg-type]
    shift_steps(**given, version=1, days=14)  # type: ignore[arg-type]
    with pytest.raises(NothingToMove):
        shift_steps(**(given | {"since": date(2028, 1, 1)}), version=2, days=14)  # type: ignore[arg-type]
    with arranged():
        NonWorkingDay.objects.create(authority=authority, day=date(2027, 4, 20), name="Day of mourning")

    moved = {change.step for change in changes_since(authority.pk, poll.reference)}
    poll.refresh_from_db()
    assert (poll.day, on_of(poll.pk, "poll")) == (date(2027, 5, 20), date(2027, 5, 20))
    assert (on_of(poll.pk, "nominations_close"), on_of(poll.pk, "sopn_published")) == (
        date(2027, 4, 8),
        date(2027, 4, 23),
    )
    assert Contest.objects.get().ballot_id == "local.quantock.ward-1.2027-05-20"
    assert "sopn_published" not in moved
    # tasks go with their steps and keep five days from the reminder; one that was given another day stays
    tasks = {task.step: (task.due_on, task.remind_on) for task in ProjectTask.objects.all()}
    assert tasks["sopn_published"] == (date(2027, 4, 23), date(2027, 4, 18))
    assert (tasks["nominations_close"][0], tasks["final_alteration"][0]) == (date(2027, 4, 8), date(2027, 4, 2))


def test_combined_polls_share_a_row_where_all_coincide_and_keep_their_own_days(senior: Actor, ledger: Ledger) -> None:
    area = ledger.area("constituency", code="E14000001", name="Quantock West")
    local = call(senior, ledger, day=date(2027, 5, 6))
    call_in(senior, area.code)

    rows = merged(steps_of_polls(senior.authority_id, [local.pk, local.pk + 1], on=date(2027, 1, 4)))

    # handbook 2.2: nominations end at 4pm on WD-19 at both; the notice of a general election is due on WD-22
    closing = [row.polls for row in rows if row.step == "nominations_close"]
    notices = {row.on: row.polls for row in rows if row.step == NOTICE}
    assert closing == [(local.reference, "PL0000002")]
    assert notices == {date(2027, 3, 31): (local.reference,), date(2027, 4, 5): ("PL0000002",)}


def call_in(senior: Actor, code: str) -> None:
    from_law = asked(Kind.UK_PARLIAMENT)
    call_poll(actor=senior, asked=from_law, contests=[ContestAsked(f"constituency.{code}")], on=CALLED_ON)


def test_the_files_say_how_each_step_stands(senior: Actor, ledger: Ledger) -> None:
    poll = call(senior, ledger, rehearsal=True)
    at = datetime(2027, 4, 1, 9, tzinfo=UTC)
    rows = steps(senior.authority_id, poll.pk, on=date(2027, 4, 1))

    sheet = poll_timetables.sheet_of(senior.authority_id, poll_facts(senior.authority_id, poll.reference), rows)
    data = json.loads(poll_timetables.as_json_file(sheet, at))
    calendar = poll_timetables.as_calendar_file(sheet, at).decode()
    pdf = " ".join(" ".join(text_of_paper(poll_timetables.as_pdf(sheet, at))).split())

    by_step = {step["step"]: step for step in data["steps"]}
    assert (by_step[NOTICE]["date"], by_step[NOTICE]["status"], data["rehearsal"]) == ("2027-03-31", "late", True)
    assert f"UID:{NOTICE}.{poll.reference}@timetable.pollwright" in calendar
    assert ("Thursday 8 April 2027" in pdf, "rehearsal" in pdf.lower()) == (True, True)
