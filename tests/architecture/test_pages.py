"""Pages: each says who may see it, and each template asks its page only for what the page has."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.template import engines
from django.urls import URLPattern, URLResolver, get_resolver

from pollwright.acting import Permission
from tests.architecture.package import PACKAGE
from tests.architecture.templates import Rendered, asked_of_page, rendered, templates

DECLARED = {*Permission, "public", "signed-in"}


def views(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, Callable[..., Any]]]:
    """Yield the pattern and the view of every address."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            yield f"{prefix}{pattern.pattern}", pattern.callback
        else:
            yield from views(pattern, f"{prefix}{pattern.pattern}")


def test_every_address_declares_a_permission_or_that_it_is_public() -> None:
    found = dict(views(get_resolver()))

    undeclared = [address for address, view in found.items() if getattr(view, "permission", None) not in DECLARED]

    assert len(found) > 20
    assert undeclared == []


def test_every_address_has_a_name() -> None:
    assert [address for address, _, name in names(get_resolver()) if not name] == []


def names(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, Any, str | None]]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            yield f"{prefix}{pattern.pattern}", pattern.callback, pattern.name
        else:
            yield from names(pattern, f"{prefix}{pattern.pattern}")


def test_every_template_compiles() -> None:
    environment = engines["jinja2"].env  # type: ignore[attr-defined]

    compiled = [environment.get_template(name) for name in templates()]

    assert len(compiled) > 30


def test_every_template_is_shown_included_or_extended_by_something() -> None:
    text = "\n".join(path.read_text() for path in (*PACKAGE.rglob("*.jinja"), *PACKAGE.rglob("*.py")))
    of_rooms = [name for name in templates() if not name.startswith("pages/")]  # parts that rooms may take up

    assert [name for name in of_rooms if f'"{name}"' not in text] == []


def test_the_page_of_every_rendering_can_be_told() -> None:
    unknown = [f"{page.where} {page.template}" for page in rendered() if page.page is None]

    assert len(list(rendered())) > 20
    assert unknown == []


def test_templates_ask_a_page_only_for_what_it_declares() -> None:
    missing = {
        f"{page.where} {page.template}": sorted(asked_of_page(page.template) - page.declared)
        for page in rendered()
        if page.page is not None
    }

    assert {where: names for where, names in missing.items() if names} == {}


def test_a_page_is_a_frozen_dataclass() -> None:
    changeable = {page.page.__qualname__ for page in rendered() if page.page is not None and not frozen(page)}

    assert changeable == set()


def frozen(page: Rendered) -> bool:
    parameters = getattr(page.page, "__dataclass_params__", None)
    return parameters is not None and parameters.frozen


@pytest.mark.parametrize(
    ("template", "asked"),
    [
        ("jobs/cancel.jinja", {"title", "caption", "action", "back"}),
        ("pages/layout.jinja", {"title"}),
    ],
)
def test_what_a_template_asks_of_its_page_is_read_from_the_template(template: str, asked: set[str]) -> None:
    assert asked_of_page(template) == asked
