"""What polls tell the calendar of the year."""

from datetime import UTC, date, datetime

from pollwright.acting import Actor
from pollwright.authorities.calendars import calendar_of
from pollwright.elections.dates import after_polls, steps, tasks
from pollwright.elections.models import ProjectTask
from pollwright.elections.operations.keeping_time import mark_step
from pollwright.elections.operations.projects import make_project
from pollwright.owing import KEY, Owed, Wanted
from tests.elections.calling_acts import CALLED_ON, call
from tests.fixtures.arranging import arranged
from tests.fixtures.ledger import Ledger


def wanted(actor: Actor) -> Wanted:
    return Wanted(actor.authority_id, calendar_of(actor.authority_id), CALLED_ON, date(2027, 12, 31), CALLED_ON)


def notice(actor: Actor) -> Owed:
    """Return the one date for the notice of election."""
    [found] = [one for one in steps(wanted(actor)) if one.key.endswith(".notice_of_election")]
    return found


def test_polls_of_one_day_have_one_date_for_each_step_which_says_for_how_many_it_is_open(
    senior: Actor, ledger: Ledger
) -> None:
    first = call(senior, ledger)
    alone = notice(senior)
    second = call(senior, ledger, body="Sedgemoor")

    together = notice(senior)
    for reference, day in ((first.reference, 29), (second.reference, 30)):
        mark_step(
            actor=senior, reference=reference, step="notice_of_election", evidence="Website",
            done_at=datetime(2027, 3, day, 9, tzinfo=UTC), at=datetime(2027, 3, 30, 12, tzinfo=UTC),
        )  # fmt: skip
        if reference == first.reference:
            partly = notice(senior)
    done = notice(senior)

    assert alone.what.endswith(f": poll {first.reference}")
    assert together.what.endswith(": 2 polls of 6 May 2027")
    assert alone.key != together.key, "what was said of one poll is not said of two"
    assert KEY.fullmatch(together.key)
    assert (together.about, together.done_on) == ("", None)
    assert (partly.about, partly.done_on) == ("Still open for 1 of them", None)
    assert (done.about, done.done_on) == ("", date(2027, 3, 30))


def test_what_follows_from_polls_of_one_day_is_told_once_for_each_kind(senior: Actor, ledger: Ledger) -> None:
    for body in ("Quantock", "Sedgemoor"):
        call(senior, ledger, body=body)

    told = list(after_polls(wanted(senior)))

    assert told
    assert {one.what.rpartition(": ")[2] for one in told} == {"2 polls of 6 May 2027"}
    assert len({one.key for one in told}) == len(told)


def test_a_task_that_is_due_with_its_step_is_told_by_the_step_with_its_owner(senior: Actor, ledger: Ledger) -> None:
    poll = call(senior, ledger)
    make_project(actor=senior, reference=poll.reference)
    with arranged():
        ProjectTask.objects.filter(step="notice_of_election").update(owner_id=senior.person_id)
        ProjectTask.objects.filter(step="poll").update(due_on=date(2027, 4, 1))

    told = list(tasks(wanted(senior)))

    told_for = {one.on for one in told}
    assert date(2027, 4, 1) in told_for, "a task that somebody moved is told by itself"
    assert date(2027, 3, 31) not in told_for
    assert notice(senior).owner == senior.name
