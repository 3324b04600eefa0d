"""A form that is sent twice, as by a double click where no script runs: it counts once, and leads where it led."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client

from pollwright.acting import Role
from pollwright.authorities.models import Authority
from pollwright.elections.models import Poll, ProjectTask
from pollwright.elections.operations.projects import make_project
from pollwright.polling_day.models import Box, Call, Incident, Visit
from pollwright.polling_day.operations.boxes import give_boxes
from pollwright.polling_day.states import Check
from tests.fixtures.arranging import arranged
from tests.fixtures.signing_in import errors_on, hidden_fields, messages_on
from tests.polling_day.days import Day
from tests.stations.towns import ON


@pytest.fixture(autouse=True)
def set_clock(authority: Authority) -> None:
    with arranged():
        authority.demonstration, authority.clock_on = True, ON
        authority.save()


def sent_twice(client: Client, path: str, typed: dict[str, str]) -> list[str]:
    """Open a form, send it twice, and return what is said after the second time."""
    given = typed | hidden_fields(client.get(path))
    first, second = (client.post(path, given) for _ in range(2))
    assert (first.status_code, second.status_code, second.url) == (302, 302, first.url)  # type: ignore[attr-defined]
    return messages_on(client.get(first.url))  # type: ignore[attr-defined]


def test_an_incident_a_visit_a_call_a_task_and_a_rehearsal_sent_twice_are_one(
    client_as: Callable[[Role], Client], day: Day
) -> None:
    client, at = client_as(Role.SENIOR), f"/polling-day/desks/{day.reference}/do"
    make_project(actor=day.senior, reference=day.poll.reference)
    tasks, polls = ProjectTask.objects.count(), Poll.objects.count()
    visit = dict.fromkeys(Check.values, "right") | {"station": day.station(2), "inspector": "I", "arrived": "0:00"}
    call = {"caller": "presiding", "category": "venue", "words": "The hall is locked"}
    task = {"title": "Order pencils", "due_on-day": "1", "due_on-month": "5", "due_on-year": "2027"}

    said = sent_twice(client, f"{at}/incident/", {"severity": "serious", "happened": "0:00", "words": "A fight"})
    sent_twice(client, f"{at}/visit/", visit)
    sent_twice(client, f"{at}/call/", call)
    sent_twice(client, f"/polls/of/{day.poll.reference}/project/add/task/", task)
    sent_twice(client, f"/polls/of/{day.poll.reference}/rehearse/", {})

    assert said == ["It was recorded.", "It was sent twice, and counts once."]
    assert [each.objects.count() for each in (Incident, Visit, Call)] == [1, 1, 1]
    assert (ProjectTask.objects.filter(poll=day.poll).count(), Poll.objects.count()) == (tasks + 1, polls + 1)


def test_a_code_that_is_scanned_is_not_said_to_be_recorded_and_a_strange_one_is_told_on_the_form(
    client_as: Callable[[Role], Client], day: Day
) -> None:
    client, path = client_as(Role.OFFICER), f"/polling-day/desks/{day.reference}/do/receive/"
    give_boxes(actor=day.officer, reference=day.reference)
    code = Box.objects.order_by("pk").values_list("code", flat=True)[0]
    given = {"code": code.lower()} | hidden_fields(client.get(path))

    strange = client.post(path, {"code": "NONSENSE"})
    scanned = client.post(path, given)
    again = client.post(path, given)

    assert errors_on(strange)[0].startswith("There is no ballot box NONSENSE")
    assert scanned.url == again.url == f"/polling-day/boxes/{code}/receive/"  # type: ignore[attr-defined]
    assert messages_on(client.get(scanned.url)) == []  # type: ignore[attr-defined]


def test_what_was_refused_or_changed_or_has_another_page_is_another_form(
    client_as: Callable[[Role], Client], day: Day
) -> None:
    client, path = client_as(Role.SENIOR), f"/polling-day/desks/{day.reference}/do/incident/"
    typed = {"severity": "serious", "happened": "0:00", "words": "A fight"}
    given = typed | hidden_fields(client.get(path))

    client.post(path, given | {"words": ""})
    client.post(path, given)
    client.post(path, given | {"words": "Another fight"})
    client.post(path, typed | hidden_fields(client.get(path)))
    client.post(path, typed)

    assert list(Incident.objects.order_by("pk").values_list("words", flat=True)) == [
        "A fight", "Another fight", "A fight", "A fight",
    ]  # fmt: skip


@pytest.mark.django_db(transaction=True)
def test_the_same_form_twice_at_once_is_one_incident(client_as: Callable[[Role], Client], day: Day) -> None:
    client, path = client_as(Role.SENIOR), f"/polling-day/desks/{day.reference}/do/incident/"
    given = {"severity": "serious", "happened": "0:00", "words": "A fight"} | hidden_fields(client.get(path))
    start = Barrier(2)

    def send(_number: int) -> int:
        mine = Client()
        mine.cookies = client.cookies
        start.wait(20)
        try:
            return mine.post(path, given).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(send, range(2)))

    assert (answers, Incident.objects.count()) == ([302, 302], 1)
