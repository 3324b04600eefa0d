"""The web server dies by `kill -9` while it takes in an import or begins a publication: nothing half, and again it works.

A lock of the test's holds the request at the statement that would put the work into the queue.
"""

import os
import re
import threading
from collections.abc import Callable
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any

import psutil
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from pollwright.acting import Actor, Role
from pollwright.audit.models import Event
from pollwright.authorities.models import Authority
from pollwright.files.models import StoredFile
from pollwright.jobs.models import Work
from pollwright.law.calendars import calendar_for
from pollwright.law.nations import Nation
from pollwright.law.notices import revised_register
from pollwright.register.operations.publications import draft_publication
from tests.fixtures.arranging import arranged
from tests.fixtures.ledger import Ledger
from tests.fixtures.signing_in import Door
from tests.jobs.workers import held, until, waiting
from tests.pages.browsing import ROOT
from tests.register.publishing_acts import ON, last_year
from tests.stories.serving_pages import served

pytestmark = pytest.mark.django_db(transaction=True)
REGISTER = (
    "elector_reference,surname,forenames,date_of_birth,nationality,district,property_reference\n"
    "E00000001,Rowe,Asha,1980-05-17,GB,AB1,P1\n"
)


@dataclass
class Officer:
    """Somebody at work with the site, and what they send to which address."""

    cookies: SimpleCookie
    path: str
    register: str = ""

    def send(self, site: str) -> int:
        """Open the page, send its form as a browser would, and return the status of the answer."""
        page = self._ask(site, self.path.removesuffix("prepare/"))
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.read().decode())
        assert token is not None
        self.cookies.load(page.headers["Set-Cookie"] or "")
        given: dict[str, Any] = {"csrfmiddlewaretoken": token[1]}
        if self.register:
            given["file"] = SimpleUploadedFile("register.csv", self.register.encode())
        return self._ask(site, self.path, encode_multipart(BOUNDARY, given)).status

    def _ask(self, site: str, path: str, sent: bytes | None = None) -> HTTPResponse:
        cookies = "; ".join(f"{name}={held.value}" for name, held in self.cookies.items())
        connection = HTTPConnection(site.removeprefix("http://"), timeout=60)
        headers = {"Cookie": cookies, "Content-Type": MULTIPART_CONTENT, "Origin": site}
        connection.request("POST" if sent else "GET", path, sent, headers)
        return connection.getresponse()


def importing(head: Actor, ledger: Ledger) -> tuple[str, str]:
    """Return where a register is taken in, and the text of one."""
    ledger.property(ledger.district("AB1"), reference="P1")
    return "/register/import/", REGISTER


def publishing(head: Actor, ledger: Ledger) -> tuple[str, str]:
    """Return where a planned register is prepared."""
    last_year(ledger)
    planned = draft_publication(actor=head, dates=revised_register(ON, calendar_for(Nation.ENGLAND)))
    return f"/register/publications/{planned.reference}/prepare/", ""


@pytest.fixture
def environment(settings: Any, database_url: str, tmp_path: Path) -> dict[str, str]:
    """The environment of a server that has the test's own database and keys, and a home of its own."""
    return {
        **os.environ,
        "DATABASE_URL": database_url,
        "POLLWRIGHT_HOME": str(tmp_path / "home"),
        "POLLWRIGHT_SECRET_KEY": settings.SECRET_KEY,
        "POLLWRIGHT_FIELD_KEY": settings.FIELD_KEY,
        "POLLWRIGHT_DEMONSTRATION": "1",
        "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
    }


@pytest.fixture(params=[importing, publishing], ids=["import", "publication"])
def officer(request: pytest.FixtureRequest, head: Actor, ledger: Ledger, door: Door) -> Officer:
    """Somebody who is about to begin an import, or a publication."""
    with arranged():
        Authority.objects.filter(pk=head.authority_id).update(demonstration=True, clock_on=ON)
    return Officer(door.client_as(Role.HEAD).cookies, *request.param(head, ledger))


def counts() -> tuple[int, int, int]:
    return Work.objects.count(), StoredFile.objects.count(), Event.objects.count()


def kill_server_of(site: str) -> None:
    """Kill every process of the server, as when memory runs out."""
    port = site.rpartition(":")[2]
    [server] = [one for one in psutil.Process().children() if port in one.cmdline()]
    for process in (server, *server.children(recursive=True)):
        process.kill()


def test_what_the_web_server_was_at_when_it_was_killed_is_undone_and_works_again(
    officer: Officer, environment: dict[str, str], database_url: str
) -> None:
    before = counts()
    with served(environment) as site:
        told: list[Any] = []
        asking = threading.Thread(target=outcome_of, args=(lambda: officer.send(site), told))
        with held(database_url, "jobs_work"):
            asking.start()
            until(lambda: waiting(database_url) > 0)
            kill_server_of(site)
            asking.join()
        until(lambda: waiting(database_url) == 0)
    left = counts()

    with served(environment) as site:
        again = officer.send(site)

    assert [isinstance(one, OSError | HTTPException) for one in told] == [True]
    assert left == before
    assert (again, Work.objects.count()) == (302, before[0] + 1)


def outcome_of(act: Callable[[], int], told: list[Any]) -> None:
    """Note what an act in another thread returned, or how it failed."""
    try:
        told.append(act())
    except (OSError, HTTPException) as failure:
        told.append(failure)
