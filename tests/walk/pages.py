"""Every address of the officers' site, as the resolver knows it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver


@dataclass(frozen=True)
class Page:
    """An address: its full name, the names of its parameters, and its view."""

    name: str
    parameters: frozenset[str]
    view: Callable[..., Any]

    @property
    def permission(self) -> str | None:
        """What the view declares: a permission, `signed-in`, `public`, or nothing."""
        return getattr(self.view, "permission", None)


def pages() -> list[Page]:
    """Return every page, by name."""
    return sorted(_walk(get_resolver().url_patterns, ""), key=lambda page: page.name)


def _walk(patterns: Iterable[URLPattern | URLResolver], space: str) -> Iterator[Page]:
    for one in patterns:
        if isinstance(one, URLResolver):
            yield from _walk(one.url_patterns, f"{space}{one.namespace}:" if one.namespace else space)
        else:
            name = f"{space}{one.name}" if one.name else f"{space}{one.pattern}"
            yield Page(name, frozenset(one.pattern.converters), one.callback)
