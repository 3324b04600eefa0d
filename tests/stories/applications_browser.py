"""Browsers that are signed in as officers, for stories told against the test's own server."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from django.db import connections
from django.test import Client
from playwright.sync_api import Page, expect

from pollwright.acting import Actor
from pollwright.authorities.models import Authority
from pollwright.jobs.models import Work
from pollwright.jobs.runner import perform
from tests.fixtures.arranging import arranged
from tests.pages.browsing import chromium, chromium_path, violations


@contextmanager
def pages_of(address: str, *clients: Client, scripts: bool = True) -> Iterator[list[Page]]:
    """Open a browser of their own for each of some signed-in clients, and yield a page of each."""
    path = chromium_path()
    assert path is not None
    with pytest.MonkeyPatch.context() as patch, chromium(path) as browser:
        # Playwright keeps an event loop in this thread, and the story reads the database between its steps.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        pages = []
        for client in clients:
            context = browser.new_context(base_url=address, java_script_enabled=scripts)
            cookies = [{"name": name, "value": held.value, "url": address} for name, held in client.cookies.items()]
            context.add_cookies(cookies)  # type: ignore[arg-type]
            pages.append(context.new_page())
        try:
            yield pages
        finally:
            connections.close_all()


@contextmanager
def page_of(client: Client, address: str, *, scripts: bool = True) -> Iterator[Page]:
    """Open a browser that carries the session of a signed-in client."""
    with pages_of(address, client, scripts=scripts) as [page]:
        yield page


def accessible(page: Page) -> None:
    """Check a page with axe."""
    assert violations(page) == []


def fill_day(page: Page, group: str, on: date) -> None:
    """Fill the three boxes of a day, by the words above them."""
    boxes = page.get_by_role("group", name=group)
    for part, value in (("Day", on.day), ("Month", on.month), ("Year", on.year)):
        boxes.get_by_label(part, exact=True).fill(str(value))


def fill(page: Page, label: str, value: str) -> None:
    """Fill a box by the words above it, whether it must be filled or not."""
    words = re.compile(rf"^{re.escape(label)}( \(optional\))?$")
    page.get_by_role("textbox", name=words).or_(page.get_by_role("combobox", name=words)).fill(value)


def press(page: Page, label: str) -> None:
    """Press a button, and wait until the page that it leads to, if any, is there whole."""
    page.get_by_role("button", name=label, exact=True).click()
    page.wait_for_load_state()


def is_told(page: Page, text: str) -> None:
    """Check the message at the head of the page."""
    expect(page.locator(".pw-message__text").first).to_contain_text(text)


def set_clock(actor: Actor, on: date) -> None:
    """Let it be a day in the actor's authority, which becomes a demonstration."""
    with arranged():
        Authority.objects.filter(pk=actor.authority_id).update(demonstration=True, clock_on=on)


def worker_does_it(page: Page, authority_id: int) -> None:
    """Let the worker do what waits, here and now, and see on the work's page that it is done.

    The page is left meanwhile: it renews itself when the work has ended, and would meet the visit below half-way.
    """
    expect(page).to_have_url(re.compile(r"/work/W\d+/$"))
    address = page.url
    page.goto("about:blank")
    for reference in Work.objects.filter(authority=authority_id, state="waiting").values_list("reference", flat=True):
        perform(authority_id, reference)
    page.goto(address)
    expect(page.locator("main")).to_contain_text("Done")


def a_file(folder: Path, name: str, text: str) -> Path:
    """Write a file for somebody to choose in a page."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def ready_to_pack(page: Page, rehearsal_of: str) -> str:
    """Open a rehearsal's desk, allot papers, give boxes and sundries, and go to where stations are noted as packed.

    :return: the address of the desk.
    """
    page.goto("/polling-day/sundries/fill/")
    page.locator("main input[type=checkbox]").check()
    press(page, "Fill the catalogue")
    page.goto("/polling-day/desks/new/")
    page.get_by_label(f"Rehearsal of {rehearsal_of}").check()
    press(page, "Open the desk")
    desk = page.url
    for name, words in (
        ("printed-ranges", "Allot papers as they were printed"),
        ("give-boxes", "Give boxes to stations"),
        ("make-packing", "Make packing lists"),
    ):
        page.goto(f"{desk}do/{name}/")
        page.locator("main input[type=checkbox]").check()
        press(page, words)
    page.goto(f"{desk}do/pack-all/")
    return desk


def follow(page: Page, label: str) -> None:
    """Follow a link of a part of a page."""
    page.get_by_role("link", name=label, exact=True).click()
    page.wait_for_load_state()


def note_packed(page: Page, many: str = "") -> None:
    """Note stations as packed, and be told how many."""
    press(page, "Note stations as packed")
    is_told(page, f"Stations packed: {many}")


def release_packs(page: Page, reference: str, wait: Callable[[Page], None]) -> None:
    """Release station packs as the second person, and see that they are.

    :param wait: waits until the worker has done it.
    """
    page.goto(f"/documents/packs/{reference}/")
    press(page, "Release")
    press(page, "Release these packs")
    wait(page)
    page.goto(f"/documents/packs/{reference}/")
    expect(page.locator("main")).to_contain_text("Released")


def throw_away(page: Page, combination: str) -> None:
    """Throw a rehearsal of polls that are taken together away."""
    page.goto(f"/polls/combined/{combination}/")
    press(page, "Throw the rehearsal away")
    press(page, "Throw the rehearsal away")
    expect(page.locator("h1")).to_contain_text("Polls")
