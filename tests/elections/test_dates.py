"""What polls tell the calendar of the year."""

from datetime import UTC, date, datetime

from pollwright.acting import Actor
from pollwright.authorities.calendars import calendar_of
from pollwright.elections.dates import after_polls, steps
from pollwright.elections.operations.keeping_time import mark_step
from pollwright.owing import KEY, Owed, Wanted
from tests.elections.calling_acts import CALLED_ON, call
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
