"""Templates without the rooms around them: the layout gets only what a test gives it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpRequest
from django.template.backends.jinja2 import Jinja2

Render = Callable[..., str]


@pytest.fixture(scope="session")
def engine() -> Jinja2:
    """Our environment over the templates of this room."""
    return Jinja2(
        {
            "NAME": "pages",
            "DIRS": [],
            "APP_DIRS": True,
            "OPTIONS": {"environment": "pollwright.pages.environment.environment"},
        }
    )


@pytest.fixture
def render(engine: Jinja2) -> Render:
    """Render template text, or a named template of ours, with some values."""

    def rendered(text: str, request: HttpRequest | None = None, **values: Any) -> str:
        template = engine.get_template(text) if text.endswith(".jinja") else engine.from_string(text)
        return template.render(values, request)

    return rendered
