"""Lists ask the database as often for three rows as for one. Lists with a test of this kind of their own are not here."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pollwright.acting import Role
from pollwright.audit.sealing import seal_events
from pollwright.authorities.models import Authority
from pollwright.authorities.operations.settings import change_setting
from pollwright.files.models import StoredFile
from pollwright.places.models import PollingPlace
from pollwright.projects.models import BoardMeeting, Lesson, Project, ProjectAction
from pollwright.register.models import (
    Application,
    ApplicationPrivate,
    Notice,
    QualifyingAddress,
    QualityFinding,
    TrayItem,
)
from pollwright.register.models.cases import OutsideReport
from tests.fixtures.people import TODAY, actor_in, person_in
from tests.walk import kinds
from tests.walk.kinds import MOMENT, made
from tests.walk.plan_kinds import service
from tests.walk.world import World, client_in


def application(world: World, number: int) -> None:
    facts = {"received_at": MOMENT, "lists_on": TODAY, "may_determine_from": date(2026, 11, 24), "channel": "online"}
    found = made(world, Application, reference=f"A000010{number}", kind="ordinary", state="received", **facts)
    made(world, ApplicationPrivate, application=found, date_of_birth=date(1980, 5, 17))


def notice(world: World, number: int) -> None:
    facts = {"kind": "monthly", "title": "Notice", "published_on": date(2026, number, 2), "determined_by": TODAY}
    made(world, Notice, reference=f"N000010{number}", **facts)


def report(world: World, number: int) -> None:
    facts = {"origin": "Registrar", "reported_on": TODAY, "name": "Wendy Walker", "state": "unmatched"}
    made(world, OutsideReport, kind="death", outside_reference=f"REG-{number}", **facts)


def scan(world: World, number: int) -> None:
    facts = {"name": "s.pdf", "media_type": "application/pdf", "kind": "evidence", "sha256": "0" * 64, "bytes": 1}
    held = made(world, StoredFile, token=str(number) * 43, **facts)
    made(world, TrayItem, reference=f"T000010{number}", channel="post", received_at=MOMENT, file=held)


def event(world: World, number: int) -> None:
    facts = {"name": "notices.second_person_above", "valid_from": TODAY, "on": TODAY, "reason": "Walk"}
    change_setting(actor=actor_in(world.authority, Role.HEAD), value=number + 10, **facts)


def seal(world: World, number: int) -> None:
    event(world, number)
    seal_events(actor=actor_in(world.authority, Role.HEAD))


def unplaced(world: World, number: int) -> None:
    home = world.ledger.property(address=f"{number} Weir Lane", postcode="TA1 1ZZ")
    elector = world.ledger.entry(home=home, property=None, section="2-other").elector
    made(world, QualifyingAddress, elector=elector, address=home.address, postcode=home.postcode)
    made(world, QualityFinding, kind="unplaced", key=f"elector:{elector.reference}", elector=elector, detail="x")


def project(world: World, number: int) -> None:
    held = made(world, Project, reference=f"PRJ000010{number}", service=service(world), title="Walk")
    made(world, ProjectAction, reference=f"PJT000010{number}", project=held, title="Write")
    made(world, BoardMeeting, reference=f"PJM000010{number}", project=held, held_on=TODAY)
    made(world, Lesson, reference=f"PJL000010{number}", project=held, heading="Begin sooner")


ONE_MORE: dict[str, Callable[[World, int], object]] = {
    "access:people": lambda world, number: person_in(world.authority, Role.OFFICER),
    "audit:events": event,
    "audit:seals": seal,
    "places:polling-places": lambda world, number: made(world, PollingPlace, reference=f"PP{number}", name="Hall"),
    "projects:actions": project,
    "projects:lessons": project,
    "projects:meetings": project,
    "projects:projects": project,
    "register:notice-missed": application,
    "register:notices": notice,
    "register:publications": lambda world, number: world.ledger.publication(date(2025, number, 1)),
    "register:reports": report,
    "register:tray": scan,
    "register:unplaced": unplaced,
}
"""What adds a row to each list."""


@pytest.mark.parametrize("name", sorted(ONE_MORE))
def test_a_list_asks_the_database_as_often_for_three_rows_as_for_one(authority: Authority, name: str) -> None:
    world = World(authority)
    address = reverse(name, args=[kinds.notice(world)] if name == "register:notice-missed" else [])
    client = client_in(authority, Role.HEAD)
    asked, rows = [], []

    for numbers in ((1,), (2, 3)):
        for number in numbers:
            ONE_MORE[name](world, number)
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            shown = client.get(address).content.decode()
        asked.append(len(queries))
        rows.append(shown.count("<tr"))

    assert rows[1] >= rows[0] + 2
    assert asked[1] == asked[0]
