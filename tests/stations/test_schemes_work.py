"""Making, counting and adopting a scheme by the worker: once, in turn, and with what is refused told."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from pollwright.acting import Actor, Role
from pollwright.authorities.models import Authority
from pollwright.jobs.models import Work
from pollwright.jobs.operations.asking import AlreadyUnderWay
from pollwright.stations.models import Scheme, Station
from pollwright.stations.operations import adopting, schemes
from pollwright.stations.operations import schemes_work as asking
from pollwright.stations.states import Made
from tests.fixtures.arranging import arranged
from tests.fixtures.people import actor_in
from tests.fixtures.signing_in import errors_on
from tests.stations.towns import ON, Town, worked


@pytest.fixture
def officer(authority: Authority) -> Actor:
    with arranged():
        authority.demonstration, authority.clock_on = True, ON
        authority.save()
    return actor_in(authority, Role.OFFICER)


def adoption(officer: Actor, scheme: Scheme, reason: str = "Keepers answer on Friday") -> Work:
    """Ask that a scheme be adopted as it stands."""
    scheme.refresh_from_db()
    told = {"reference": scheme.reference, "version": scheme.version, "reason": reason}
    return asking.ask_to_adopt_scheme(actor=officer, **told)


def test_two_officers_ask_for_the_scheme_of_one_poll_and_one_is_made(officer: Actor, town: Town) -> None:
    town.electors("AA", 3)
    poll = town.poll("North", "South").reference
    colleague = actor_in(town.authority, Role.SENIOR)
    first = asking.ask_to_make_scheme(actor=officer, of=poll, made_from=Made.PLACES)

    with pytest.raises(AlreadyUnderWay) as again:
        asking.ask_to_make_scheme(actor=colleague, of=poll, made_from=Made.PLACES)
    with pytest.raises(AlreadyUnderWay) as other:
        asking.ask_to_make_scheme(actor=colleague, of=poll, made_from=Made.NOTHING)
    done = worked(town.authority)

    scheme = Scheme.objects.get()
    assert (again.value.reference, again.value.same, other.value.same) == (first.reference, True, False)
    assert done.outcome == {"reference": scheme.reference, "stations": 2, "electors": 3}
    with pytest.raises(schemes.SchemeThereAlready):
        asking.ask_to_make_scheme(actor=colleague, of=poll, made_from=Made.PLACES)


def test_a_scheme_is_copied_by_the_worker_and_its_page_is_offered(
    officer: Actor, town: Town, client_as: Callable[[Role], Client]
) -> None:
    town.electors("AA", 2)
    last = town.scheme(officer)
    poll = town.poll("North", "South").reference
    door = client_as(Role.OFFICER)
    told = {"of": poll, "made_from": "last", "last": last.reference}

    asked = door.post("/stations/schemes/new/", told)
    again = door.post("/stations/schemes/new/", told)
    done = worked(town.authority)
    page = door.get(asked["Location"]).content.decode()

    made = Scheme.objects.exclude(pk=last.pk).get()
    assert again["Location"] == asked["Location"] == reverse("jobs:work", args=[done.reference])
    assert (made.copied_from, Station.objects.filter(scheme=made).count()) == (last, 2)
    assert reverse("stations:scheme", args=[made.reference]) in page


def test_adoption_with_a_fault_is_refused_at_once_and_what_changed_since_by_the_worker(
    officer: Actor, town: Town
) -> None:
    town.electors("AA", 2)
    scheme = town.scheme(officer)
    with arranged():
        lost = scheme.allotments.get(district__code="AA")
        scheme.allotments.filter(district__code="AA").delete()
        lost.pk = None
    with pytest.raises(adopting.FaultsFound):
        adoption(officer, scheme)
    with arranged():
        lost.save()
    with pytest.raises(adopting.WarningsNotExplained):
        adoption(officer, scheme, reason="")
    adoption(officer, scheme)
    schemes.count_electors(actor=officer, reference=scheme.reference, on=ON)

    done = worked(town.authority)

    scheme.refresh_from_db()
    assert (done.state, done.outcome["code"], scheme.state) == ("refused", "stations.R023", "draft")
    adoption(officer, scheme)
    assert worked(town.authority).outcome | {"warnings": 0} == {
        "reference": scheme.reference, "stations": 2, "electors": 2, "warnings": 0,
    }  # fmt: skip
    scheme.refresh_from_db()
    assert scheme.state == "adopted"


def test_electors_are_counted_by_the_worker_but_not_while_the_scheme_is_adopted(
    officer: Actor, town: Town, client_as: Callable[[Role], Client]
) -> None:
    scheme = town.scheme(officer)
    town.electors("BA", 4)
    door = client_as(Role.OFFICER)
    path = f"/stations/schemes/{scheme.reference}/do/count/"

    door.post(path, {"version": "1"})
    counted = worked(town.authority).outcome
    adopted = adoption(officer, scheme)
    held = door.post(path, {"version": "1"})

    assert counted["electors"] == 4
    assert f"This is already being worked on ({adopted.reference})." in errors_on(held)[0]
