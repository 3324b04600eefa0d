"""A browser that is signed in as an officer, for stories about applications."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connections
from django.test import Client
from playwright.sync_api import Page

from tests.pages.browsing import chromium, chromium_path, violations


@contextmanager
def page_of(client: Client, address: str) -> Iterator[Page]:
    """Open a browser that carries the session of a signed-in client."""
    path = chromium_path()
    assert path is not None
    with pytest.MonkeyPatch.context() as patch, chromium(path) as browser:
        # Playwright keeps an event loop in this thread, and the story reads the database between its steps.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        context = browser.new_context(base_url=address)
        cookies = [{"name": name, "value": held.value, "url": address} for name, held in client.cookies.items()]
        context.add_cookies(cookies)  # type: ignore[arg-type]
        try:
            yield context.new_page()
        finally:
            connections.close_all()


def accessible(page: Page) -> None:
    """Check a page with axe."""
    assert violations(page) == []
