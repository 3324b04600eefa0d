"""What stands around every page: navigation, authority, person, banner, the way home.

The web layer's context processor gives each template one ``shell``. Pages that nobody has signed in to
(errors, sign-in, the public site) may be rendered with none.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext

from pollwright.pages import wording

QUICK_RESULTS = "quick-results"


@dataclass(frozen=True, slots=True)
class NavItem:
    """One entry of the service navigation.

    ``current`` is the page itself, ``active`` a page somewhere under it. ``count`` stands beside the label
    (work waiting) where it is above nought. An entry that is a group has its ``rooms``, which stand in a row below while
    one of them is looked at.
    """

    label: str
    href: str
    current: bool = False
    active: bool = False
    count: int = 0
    rooms: tuple["NavItem", ...] = ()


@dataclass(frozen=True, slots=True)
class Crumb:
    """One step of the way back; the page itself is not among them."""

    label: str
    href: str


class BannerKind(StrEnum):
    """What kind of installation or moment the banner tells of."""

    PHASE = "phase"
    REHEARSAL = "rehearsal"
    DEMONSTRATION = "demonstration"


@dataclass(frozen=True, slots=True)
class Banner:
    """A line under the header that says this is not the live service, or is a trial of it."""

    kind: BannerKind
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Shell:
    """Everything around the content of a page.

    ``capacity`` is the words for it ("Deputy registration officer"); ``search`` the address that answers
    the search box in the header, which is left out where it is empty.
    """

    home: str = "/"
    nav: tuple[NavItem, ...] = ()
    authority: str = ""
    person: str = ""
    capacity: str = ""
    account: str = ""
    sign_out: str = ""
    search: str = ""
    search_label: str = ""
    banner: Banner | None = None
    footer: tuple[NavItem, ...] = ()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One thing that the search box in the header found; ``matched`` says where, if not in the title."""

    title: str
    detail: str
    href: str
    matched: str = ""


def wants_suggestions(request: HttpRequest) -> bool:
    """Whether the search box in the header asks, as somebody types; ``pages/_suggestions.jinja`` answers."""
    return request.headers.get("HX-Target") == QUICK_RESULTS


def navigation_items(items: Iterable[NavItem]) -> list[dict[str, Any]]:
    """Return the navigation as the GOV.UK macro takes it."""
    return [
        {"href": item.href, "html": _with_count(item), "current": item.current, "active": item.active} for item in items
    ]


def _with_count(item: NavItem) -> str:
    if item.count < 1:
        return format_html("{}", item.label)
    return format_html(
        '{} <span class="pw-count">{}<span class="govuk-visually-hidden"> {}</span></span>',
        item.label,
        wording.number(item.count),
        gettext("waiting"),
    )
