"""The walk through every page: each role, a stranger, and the other authority, against the permission matrix."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django_scopes import scope
from pytest_django.plugin import DjangoDbBlocker

from pollwright.access.matrix import MATRIX
from pollwright.acting import Permission, Role
from pollwright.audit.models import Event
from tests.walk.everybody import Everybody, everybody
from tests.walk.pages import Page, pages
from tests.walk.samples import (
    ASKED_FURTHER,
    OF_NO_AUTHORITY,
    ONLY_FOR_DEMONSTRATIONS,
    ONLY_SENT_TO,
    SAMPLES,
)
from tests.walk.world import World

PAGES = pages()
DECLARED = [page for page in PAGES if page.permission in set(Permission)]
GATED = [page for page in DECLARED if not page.parameters or page.name in SAMPLES]
WITH_RECORD = [page for page in GATED if page.parameters and page.name not in OF_NO_AUTHORITY]
ENTRANCE = [page for page in PAGES if page.permission in ("signed-in", "public")]
METHOD_NOT_ALLOWED, NOT_FOUND, FORBIDDEN = 405, 404, 403
ANSWERED = {200, 302, 400, 404, 409}
"""What a person who may see a page can be answered: the page, the way on, or what is wrong with what was asked."""


def named(page: Page) -> str:
    return page.name


def address_of(page: Page, world: World) -> str:
    return reverse(page.name, kwargs=SAMPLES[page.name](world) if page.parameters else {})


def ask(client: Client, address: str) -> HttpResponse:
    """Ask for a page; one that only takes what is sent is sent an empty form, in a transaction that is undone."""
    answer = client.get(address)
    if answer.status_code != METHOD_NOT_ALLOWED:
        return answer
    with transaction.atomic():
        answer = client.post(address)
        transaction.set_rollback(True)
    return answer


@pytest.fixture(autouse=True)
def files_root(settings: Any, tmp_path: Path) -> None:
    """A store of its own for each test."""
    settings.FILES_ROOT = tmp_path / "files"


@pytest.fixture(scope="module")
def walkers(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Everybody]:
    with django_db_blocker.unblock(), everybody() as made:
        yield made


@pytest.fixture
def world(db: None, walkers: Everybody) -> Iterator[World]:
    with scope(authority=walkers.here.pk):
        yield World(walkers.here)


def test_every_page_declares_who_may_see_it() -> None:
    allowed = {"signed-in", "public", *Permission}

    assert [page.name for page in PAGES if page.permission not in allowed] == []


def test_every_page_with_parameters_has_a_sample_and_no_sample_is_left_over() -> None:
    needed = {page.name for page in DECLARED if page.parameters}

    assert sorted(needed ^ set(SAMPLES)) == []


def test_what_needs_no_permission_is_signing_in_the_public_site_and_what_has_a_random_address() -> None:
    open_to_all = ("account_", "mfa_", "public:", "nominations:portal")
    loose = [page.name for page in ENTRANCE if not page.name.startswith(open_to_all)]

    said = ["place_reviews:said", "place_reviews:say"]
    assert loose == [*said, "staffing:applied", "staffing:apply", "staffing:offer", "year:feed"]


@pytest.mark.parametrize("page", GATED, ids=named)
def test_each_role_a_stranger_and_another_authority_are_answered_as_the_matrix_says(
    page: Page, world: World, walkers: Everybody
) -> None:
    address = address_of(page, world)

    stranger = ask(Client(), address)
    assert (stranger.status_code, stranger["Location"].partition("?")[0]) == (302, "/sign-in/login/")
    answered_as_the_matrix_says(page, address, world, walkers)
    if page in WITH_RECORD:
        looks_like_none_to_the_other_authority(page, address, walkers)


def answered_as_the_matrix_says(page: Page, address: str, world: World, walkers: Everybody) -> None:
    may = {role for role in Role if page.permission in MATRIX[role]}

    answers = {role: ask(walkers.client(world.authority, role), address).status_code for role in Role}

    let_in = {role for role, status in answers.items() if status != FORBIDDEN}
    assert (let_in <= may) if page.name in ASKED_FURTHER else (let_in == may)
    assert {answers[role] for role in let_in} <= ANSWERED
    if page.name not in ONLY_FOR_DEMONSTRATIONS:
        assert NOT_FOUND not in answers.values()


def looks_like_none_to_the_other_authority(page: Page, address: str, walkers: Everybody) -> None:
    may = {role for role in Role if page.permission in MATRIX[role]}
    events = Event.objects.count()

    answers = {role: ask(walkers.client(walkers.there, role), address) for role in Role}

    assert {role: answer.status_code for role, answer in answers.items() if role not in may} == dict.fromkeys(
        set(Role) - may, FORBIDDEN
    )
    assert {answers[role].status_code for role in may} <= {NOT_FOUND, *told_elsewhere(page)}
    assert Event.objects.count() == events


def told_elsewhere(page: Page) -> Iterator[int]:
    """Yield how else a page may answer: with the way to a page that says so, or before it looks for the record."""
    if page.name in ONLY_SENT_TO:
        yield 302
    if page.name in ASKED_FURTHER:
        yield FORBIDDEN


@pytest.mark.parametrize("page", [one for one in ENTRANCE if one.permission == "signed-in"], ids=named)
def test_a_person_s_own_sign_in_pages_are_shut_to_strangers(page: Page, db: None) -> None:
    given: dict[str, Any] = dict.fromkeys(page.parameters, 1)

    answer = ask(Client(), reverse(page.name, kwargs=given))

    assert (answer.status_code, answer["Location"].split("?")[0]) in {
        (302, "/sign-in/login/"),
        (302, "/access/account/"),
    }
