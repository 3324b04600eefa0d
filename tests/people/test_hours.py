"""Hours over contract: what is left, and what lapses. Expected values are worked by hand."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pollwright.people.hours import Entry, minutes_of, standing, written

MAY = date(2026, 5, 7)
ENTRIES = st.lists(
    st.builds(
        Entry,
        st.dates(date(2026, 1, 1), date(2026, 12, 31)),
        st.integers(-600, 600).filter(bool),
        st.none() | st.dates(date(2026, 1, 1), date(2027, 12, 31)),
    ),
    max_size=12,
)


def test_time_taken_comes_off_what_lapses_first() -> None:
    # 10 hours to be taken by September, 4 by July, 5 without an end; 6 taken: the 4 of July and 2 of September.
    held = [Entry(MAY, 600, date(2026, 9, 30)), Entry(MAY, 240, date(2026, 7, 31)), Entry(MAY, 300), Entry(MAY, -360)]

    found = standing(held)

    assert (found.balance, found.lapsing) == (780, ((date(2026, 9, 30), 480),))
    assert (found.lapsed(date(2026, 9, 30)), found.lapsed(date(2026, 10, 1))) == (0, 480)


@settings(max_examples=40)
@given(ENTRIES)
def test_writing_off_what_lapsed_leaves_nothing_lapsed_and_takes_no_more_than_there_was(entries: list[Entry]) -> None:
    on = date(2027, 1, 1)
    before = standing(entries)

    after = standing([*entries, *([Entry(on, -before.lapsed(on))] if before.lapsed(on) else [])])

    assert after.lapsed(on) == 0
    assert after.balance == before.balance - before.lapsed(on)
    assert sum(minutes for _last, minutes in after.lapsing) <= max(after.balance, 0)
    assert [last for last, _minutes in after.lapsing if last < on] == []


@pytest.mark.parametrize(("typed", "minutes"), [("7:30", 450), ("7.5", 450), ("7,25", 435), ("12", 720), ("0:05", 5)])
def test_lengths_of_time_are_read_as_people_type_them(typed: str, minutes: int) -> None:
    assert minutes_of(typed) == minutes


def test_what_is_no_length_of_time_is_refused_and_minutes_are_written_as_typed() -> None:
    for typed in ("", "7:60", "-1", "seven"):
        with pytest.raises(ValueError):
            minutes_of(typed)

    assert [written(minutes) for minutes in (450, -15, 0)] == ["7:30", "-0:15", "0:00"]
