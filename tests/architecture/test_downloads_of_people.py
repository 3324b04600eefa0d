"""Lists of people leave as files only for whoever may export the register: every list, asked by customer service."""

import sys
from inspect import getsource
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from pollwright.access.matrix import MATRIX
from pollwright.acting import Role
from pollwright.authorities.models import Authority
from tests.walk.pages import Page, pages
from tests.walk.samples import ASKED_FURTHER, GIVE_FILES, ONLY_TAKE, SAMPLES
from tests.walk.world import World, client_in

FORBIDDEN = 403
OF_PEOPLE = {
    "desk:household-people",
    "elections:cards-returned",
    "elections:electorate-changes",
    "register:applications",
    "register:applications-list",
    "register:deletions",
    "register:elector-history",
    "register:electors",
    "register:expiring",
    "register:notice-contents",
    "register:notice-missed",
    "register:objections",
    "register:quality",
    "register:reviews",
    "rolls:roll",
}
"""Lists whose rows are about people. A new list that customer service may see stands here or in `FREE`."""
FREE = {
    "access:days",
    "access:settings_history",
    "elections:boundary-parts",
    "elections:card-runs",
    "elections:contests",
    "elections:ordinary",
    "elections:programme",
    "elections:poll-contests",
    "elections:combination-polls",
    "elections:polls",
    "elections:tasks",
    "elections:vacancies",
    "place_reviews:districts",
    "place_reviews:reviews",
    "places:areas",
    "places:changes",
    "places:districts",
    "places:polling-places",
    "places:properties",
    "places:tasks",
    "printing:ballots",
    "printing:changes",
    "printing:emblems",
    "printing:list",
    "printing:of-poll",
    "printing:openings",
    "printing:orders",
    "printing:packs",
    "printing:packs-of-poll",
    "printing:places",
    "printing:vacancy",
    "printing:welsh",
    "register:notices",
    "register:publications",
    "register:stats",
    "rolls:papers",
    "stations:bookings",
    "stations:schemes",
    "stations:stations",
    "stations:venues",
}
"""Lists that are not of electors: places, polls, stations, papers, counts, plans, settings."""


@pytest.fixture(autouse=True)
def files_root(settings: Any, tmp_path: Path) -> None:
    """A store of its own."""
    settings.FILES_ROOT = tmp_path / "files"


def test_customer_service_is_refused_the_file_of_every_list_of_people(authority: Authority) -> None:
    may = MATRIX[Role.CUSTOMER_SERVICE]
    client = client_in(authority, Role.CUSTOMER_SERVICE)
    asked = [page for page in pages() if page.permission in may and gives_lists(page)]

    answers = {page.name: file_of(client, page, authority) for page in asked}

    assert {name for name, status in answers.items() if status == "refused"} == OF_PEOPLE
    assert {name for name, status in answers.items() if status == "given"} == FREE


def gives_lists(page: Page) -> bool:
    """Whether the page is shown when asked, and its module answers lists or downloads at all (the others take long)."""
    if page.name in ONLY_TAKE | GIVE_FILES | ASKED_FURTHER:
        return False
    source = getsource(sys.modules[page.view.__module__])
    return "list_response" in source or "download" in source


def file_of(client: Client, page: Page, authority: Authority) -> str:
    """Ask a page for its list as a file, with records that are undone after; say whether it was refused or given."""
    with transaction.atomic():
        given = SAMPLES[page.name](World(authority)) if page.parameters else {}
        answer = client.get(reverse(page.name, kwargs=given), {"as": "csv"})
        transaction.set_rollback(True)
    if answer.status_code == FORBIDDEN:
        return "refused"
    return "given" if "attachment" in answer.headers.get("Content-Disposition", "") else "a page"
