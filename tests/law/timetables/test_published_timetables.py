"""Every date that councils and the Commission published, against the timetable worked out. Sources: `facts`."""

import pytest

from pollwright.law.timetables.steps import Step
from pollwright.law.timetables.working_out import timetable
from tests.law.timetables.published import PublishedDate, published

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
