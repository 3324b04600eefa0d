"""Two officers press the same button in the same second: one act counts, and the other officer is told why theirs did not."""

import pytest

from pollwright.acting import Actor
from pollwright.polling_day.models import Desk
from pollwright.polling_day.operations.desks import DeskThere, open_desk
from pollwright.printing.operations.welsh import WelshThere, enter_welsh
from pollwright.staffing.models import StaffAppointment, StaffPlan
from pollwright.staffing.operations import appointing, plans
from tests.fixtures.at_once import both
from tests.staffing.crews import CLERK, TERMS, Crew
from tests.stations.towns import AT, ON, POLL_DAY, Town


@pytest.mark.django_db(transaction=True)
def test_one_desk_one_plan_one_place_of_a_day_and_one_welsh_of_a_text(
    officer: Actor, senior: Actor, town: Town
) -> None:
    scheme = town.scheme(officer)
    plan = {"actor": senior, "scheme": scheme.reference, "terms": TERMS, "on": ON}

    desks = both(officer, lambda: open_desk(actor=officer, day=POLL_DAY, rehearsal=False, at=AT))
    made = both(officer, lambda: plans.make_plan(**plan))
    crew = Crew(town, senior, StaffPlan.objects.get())
    member = crew.person(CLERK).reference
    place = {"actor": senior, "reference": crew.plan.reference, "version": crew.version, "member": member}
    placed = both(officer, lambda: appointing.place_by_hand(**place, role=CLERK, station=1, reason="Asked for it"))

    welsh = both(officer, lambda: enter_welsh(actor=officer, words={"Poll": "Sampl"}, source="A sample", at=AT))

    assert welsh == [None, WelshThere]
    assert (desks, Desk.objects.count()) == ([None, DeskThere], 1)
    assert (made, StaffPlan.objects.count()) == ([None, plans.PlanThereAlready], 1)
    assert (placed, StaffAppointment.objects.count()) == ([None, plans.PlanWasChanged], 1)
