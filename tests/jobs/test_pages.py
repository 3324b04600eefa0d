"""The pages of long work: the list, one piece of work, and cancelling it."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pollwright.acting import Actor, Role
from pollwright.jobs.operations import life
from pollwright.jobs.queries.works import work_of
from pollwright.jobs.runner import perform
from pollwright.jobs.states import WorkState
from tests.jobs.handlers import ask

Browser = Callable[[Actor], Client]


def body_of(client: Client, address: str, **headers: str) -> str:
    answer = client.get(address, headers=headers or None)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_list_shows_the_authoritys_work_and_no_other(senior: Actor, stranger: Actor, browser: Browser) -> None:
    ask(actor=senior, kind="testing.quick")
    ask(actor=stranger, kind="testing.refuse")

    page = body_of(browser(senior), "/work/")

    assert ("Test of testing.quick" in page, "Test of testing.refuse" in page) == (True, False)


def test_the_list_asks_the_database_as_often_for_three_as_for_one(senior: Actor, browser: Browser) -> None:
    client = browser(senior)
    ask(actor=senior, kind="testing.quick", lock="one")
    client.get("/work/")
    with CaptureQueriesContext(connection) as one:
        client.get("/work/")
    ask(actor=senior, kind="testing.quick", lock="two")
    ask(actor=senior, kind="testing.quick", lock="three")

    with CaptureQueriesContext(connection) as three:
        client.get("/work/")

    assert len(three) == len(one)


def test_the_list_is_filtered_by_state_and_downloaded(senior: Actor, browser: Browser) -> None:
    done = ask(actor=senior, kind="testing.quick")
    perform(senior.authority_id, done.reference)
    ask(actor=senior, kind="testing.commit")

    answer = browser(senior).get("/work/?state=done&as=csv")

    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()  # type: ignore[attr-defined]
    assert [line.split(",")[:3] for line in lines] == [
        ["Reference", "Work", "State"],
        ["W0000001", "Test of testing.quick", "Done"],
    ]


def test_running_work_shows_how_far_it_is_and_asks_again_without_javascript(senior: Actor, browser: Browser) -> None:
    work = ask(actor=senior, kind="testing.quick")
    life.begin_work(actor=senior, reference=work.reference)

    page = body_of(browser(senior), f"/work/{work.reference}/")

    assert ('http-equiv="refresh"' in page, 'hx-trigger="every' in page, "Cancel this work" in page) == (
        True,
        True,
        True,
    )


def test_htmx_gets_the_progress_alone_and_the_whole_page_when_the_work_has_ended(
    senior: Actor, browser: Browser
) -> None:
    work = ask(actor=senior, kind="testing.quick")
    client = browser(senior)
    waiting = client.get(f"/work/{work.reference}/", headers={"HX-Request": "true"})
    perform(senior.authority_id, work.reference)

    ended = client.get(f"/work/{work.reference}/", headers={"HX-Request": "true"})

    assert ("<html" in waiting.content.decode(), waiting.headers.get("HX-Refresh")) == (False, None)
    assert ended.headers.get("HX-Refresh") == "true"


def test_ended_work_shows_its_totals(senior: Actor, browser: Browser) -> None:
    work = ask(actor=senior, kind="testing.quick")
    perform(senior.authority_id, work.reference)

    page = body_of(browser(senior), f"/work/{work.reference}/")

    assert ("Counted" in page, 'http-equiv="refresh"' in page) == (True, False)


def test_refused_work_shows_problem_remedy_and_files(senior: Actor, browser: Browser) -> None:
    work = ask(actor=senior, kind="testing.refuse")
    perform(senior.authority_id, work.reference)

    page = body_of(browser(senior), f"/work/{work.reference}/")

    shown = ["There are no days left in 2026.", "Choose another year.", 'href="/files/token-of-the-errors/"']
    assert [text for text in shown if text not in page] == []


def test_another_authoritys_work_is_not_found(senior: Actor, stranger: Actor, browser: Browser) -> None:
    work = ask(actor=stranger, kind="testing.quick", lock="x")
    mine = browser(senior)

    assert [mine.get(f"/work/{work.reference}/{end}").status_code for end in ("", "cancel/")] == [404, 404]


def test_cancelling_asks_first(senior: Actor, browser: Browser) -> None:
    work = ask(actor=senior, kind="testing.quick")
    client = browser(senior)

    client.post(f"/work/{work.reference}/cancel/")
    asked = work_of(senior.authority_id, work.reference).state
    client.post(f"/work/{work.reference}/cancel/", {"confirmed": "yes"})

    assert (asked, work_of(senior.authority_id, work.reference).state) == (WorkState.WAITING, WorkState.CANCELLED)


@pytest.mark.parametrize(("role", "status"), [(Role.CUSTOMER_SERVICE, 403), (Role.OFFICER, 200), (Role.AUDITOR, 200)])
def test_who_may_see_the_list(actor_as: Callable[[Role], Actor], role: Role, status: int, browser: Browser) -> None:
    assert browser(actor_as(role)).get("/work/").status_code == status
