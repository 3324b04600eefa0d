"""Rest after a night of work."""

from datetime import date, time

import pytest

from pollwright.law.staffing import Shift, rested

POLL, NEXT = date(2027, 5, 6), date(2027, 5, 7)
COUNT = Shift.on(POLL, time(22), time(4))


@pytest.mark.parametrize(("starts", "holds"), [(time(3), False), (time(14, 59), False), (time(15), True)])
def test_a_night_is_followed_by_eleven_hours_without_work(starts: time, holds: bool) -> None:
    assert rested(COUNT, Shift.on(NEXT, starts, time(23))).holds is holds
    assert rested(Shift.on(NEXT, starts, time(23)), COUNT).holds is holds


def test_whoever_worked_at_the_poll_may_count_the_next_morning() -> None:
    assert rested(Shift.on(POLL, time(6, 15), time(22, 30)), Shift.on(NEXT, time(9), time(17))).holds
