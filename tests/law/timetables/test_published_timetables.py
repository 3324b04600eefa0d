"""Every date that councils and the Commission published, against the timetable worked out. Sources: `facts`."""

import pytest

from pollwright.law.timetables.steps import Step
from pollwright.law.timetables.working_out import timetable
from tests.law.timetables.published import PublishedDate, PublishedTimetable, published, whole_timetables

LOOSE = ("_chosen", "_in_range")
STRICT = [one for one in published() if not one.event.endswith(LOOSE)]
RANGED = [one for one in published() if one.event.endswith(LOOSE)]


@pytest.mark.parametrize("known", STRICT, ids=lambda known: known.name)
def test_the_step_falls_on_the_published_day_and_time(known: PublishedDate) -> None:
    found = timetable(known.poll).step(Step(known.event))

    assert found.on == known.on
    assert known.by in (None, found.by)


@pytest.mark.parametrize("known", RANGED, ids=lambda known: known.name)
def test_the_day_that_an_officer_chose_lies_in_the_lawful_range(known: PublishedDate) -> None:
    event = known.event.removesuffix("_chosen").removesuffix("_in_range")

    found = timetable(known.poll).step(Step(event))

    assert (found.earliest or known.on) <= known.on <= found.last


def test_no_published_date_is_left_out() -> None:
    assert (len(STRICT), len(RANGED)) == (363, 18)


@pytest.mark.parametrize("known", whole_timetables(), ids=lambda known: known.name)
def test_a_published_timetable_is_that_of_the_law(known: PublishedTimetable) -> None:
    found = timetable(known.poll)

    worked = {step: found.step(Step(step)) for step in known.steps}
    counted = {
        step: f"{one.on}T{one.by:%H:%M}" if "T" in known.steps[step] and one.by else str(one.on)
        for step, one in worked.items()
    }
    ranges = [(step, day, found.step(Step(step))) for step, day in known.in_range]
    assert counted == known.steps
    assert [(step, day) for step, day, one in ranges if not (one.earliest or day) <= day <= one.last] == []
    assert found.doubts == ()
