"""Two officers press the same button in the same second: one act counts, and the other officer is told why theirs did not."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django_scopes import scope

from pollwright.acting import Actor
from pollwright.polling_day.models import Desk
from pollwright.polling_day.operations.desks import DeskThere, open_desk
from pollwright.refusals import Refused
from pollwright.staffing.models import StaffAppointment, StaffPlan
from pollwright.staffing.operations import appointing, plans
from tests.staffing.crews import CLERK, TERMS, Crew
from tests.stations.towns import AT, ON, POLL_DAY, Town


def both(officer: Actor, act: Callable[[], object]) -> list[type[Refused] | None]:
    """Do an act twice at once, on two connections, and return what each was refused for, if anything."""
    start = Barrier(2)

    def one(_number: int) -> type[Refused] | None:
        try:
            with scope(authority=officer.authority_id):
                connection.ensure_connection()
                start.wait(20)
                act()
        except Refused as refusal:
            return type(refusal)
        finally:
            connection.close()
        return None

    with ThreadPoolExecutor(2) as pool:
        return sorted(pool.map(one, range(2)), key=lambda kind: kind is not None)


@pytest.mark.django_db(transaction=True)
def test_one_desk_one_plan_and_one_place_of_a_day(officer: Actor, senior: Actor, town: Town) -> None:
    scheme = town.scheme(officer)
    plan = {"actor": senior, "scheme": scheme.reference, "terms": TERMS, "on": ON}

    desks = both(officer, lambda: open_desk(actor=officer, day=POLL_DAY, rehearsal=False, at=AT))
    made = both(officer, lambda: plans.make_plan(**plan))
    crew = Crew(town, senior, StaffPlan.objects.get())
    member = crew.person(CLERK).reference
    place = {"actor": senior, "reference": crew.plan.reference, "version": crew.version, "member": member}
    placed = both(officer, lambda: appointing.place_by_hand(**place, role=CLERK, station=1, reason="Asked for it"))

    assert (desks, Desk.objects.count()) == ([None, DeskThere], 1)
    assert (made, StaffPlan.objects.count()) == ([None, plans.PlanThereAlready], 1)
    assert (placed, StaffAppointment.objects.count()) == ([None, plans.PlanWasChanged], 1)
