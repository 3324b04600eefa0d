"""Links of plans that are asked for: what each answer means, and that nobody leads the server to its neighbours."""

import ipaddress
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from pollwright.acting import Actor
from pollwright.jobs.models import Work
from pollwright.jobs.runner import perform
from pollwright.service_plan.models import PlanLink
from pollwright.service_plan.operations.checking import (
    Asked,
    NoLinkSet,
    ask_for_pages,
    ask_to_check_links,
    keep_what_was_reached,
)
from pollwright.service_plan.operations.linking import set_link
from pollwright.service_plan.reaching import Limits, on_the_internet, reached
from pollwright.service_plan.states import Reached
from tests.fixtures.arranging import arranged
from tests.fixtures.people import TODAY

HERE = Limits(lambda address: str(address) == "127.0.0.1", lambda _scheme, _port: True, seconds=5)
"""Lets the tests' own server be asked, and nothing else."""


class Pages(BaseHTTPRequestHandler):
    """Answers each path with the status that it names; `/on/…` sends on to an address."""

    def do_HEAD(self) -> None:
        """Answer with the head alone."""
        if self.path.startswith("/on/"):
            self.send_response(302)
            self.send_header("Location", self.path.removeprefix("/on/"))
        else:
            self.send_response(200 if self.path == "/get-405" and self.command == "GET" else int(self.path[-3:]))
        self.end_headers()

    def do_GET(self) -> None:
        """Answer with the head alone, too."""
        self.do_HEAD()

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The address of a server on this host."""
    held = ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    thread = Thread(target=held.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{held.server_port}"
    held.shutdown()
    held.server_close()
    thread.join()


def link(actor: Actor, address: str, label: str = "Strategic Plan") -> PlanLink:
    with arranged():
        return PlanLink.objects.create(authority_id=actor.authority_id, label=label, address=address)


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("/200", Reached.FOUND),
        ("/get-405", Reached.FOUND),
        ("/on//200", Reached.FOUND),
        ("/403", Reached.SIGN_IN),
        ("/404", Reached.GONE),
        ("/500", Reached.FAILED),
        ("/on//on//on//on//on//on//200", Reached.FAILED),
        ("/on/http://10.0.0.1/200", Reached.INNER),
        ("/on/file:///etc/passwd", Reached.INNER),
    ],
)
def test_what_an_answer_means(server: str, path: str, found: Reached) -> None:
    assert reached(server + path, HERE) is found


def test_nothing_answers_where_nobody_listens() -> None:
    assert reached("http://127.0.0.1:1/", HERE) is Reached.SILENT


@pytest.mark.parametrize(
    "address",
    ["http://127.0.0.1/", "http://localhost/", "http://[::1]/", "http://169.254.169.254/", "http://10.1.2.3/",
     "http://[::ffff:192.168.0.1]/", "http://0.0.0.0/", "http://2130706433/", "https://8.8.8.8:8443/", "ftp://8.8.8.8/"],
)  # fmt: skip
def test_neither_this_host_nor_its_neighbours_are_asked(address: str) -> None:
    assert reached(address) is Reached.INNER


@pytest.mark.parametrize(
    ("address", "public"),
    [("8.8.8.8", True), ("2001:4860:4860::8888", True), ("100.64.0.1", False), ("224.0.0.1", False)],
)
def test_what_an_address_of_the_internet_is(address: str, public: bool) -> None:
    assert on_the_internet(ipaddress.ip_address(address)) is public


def test_what_was_reached_stands_with_each_link_that_nobody_changed(server: str, officer: Actor) -> None:
    there, gone, moved = (link(officer, f"{server}{path}", path) for path in ("/200", "/404", "/500"))
    asked = ask_for_pages(officer, lambda _step, _done, _total: None, HERE)
    set_link(actor=officer, link=moved.pk, version=1, address="https://example.org/", on=TODAY)

    told = keep_what_was_reached(actor=officer, asked=asked, on=TODAY)

    held = PlanLink.objects.order_by("pk").values_list("pk", "reached", "tried_on")
    assert told == {"links": 2, "failed": 1}
    assert list(held) == [(there.pk, "found", TODAY), (gone.pk, "gone", TODAY), (moved.pk, "", None)]
    assert asked[0] == Asked(there.pk, f"{server}/200", Reached.FOUND)


def test_long_work_asks_for_the_pages(officer: Actor) -> None:
    with pytest.raises(NoLinkSet):
        ask_to_check_links(actor=officer)
    link(officer, "http://127.0.0.1/plan")

    perform(officer.authority_id, ask_to_check_links(actor=officer, background=False).reference)

    assert (Work.objects.get().outcome["links"], PlanLink.objects.get().reached) == (1, "inner")
