"""What the pages of this room share: the form page, lists with downloads, and the sections at their top."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from pollwright.access.web.gate import OfficerRequest
from pollwright.acting import Actor, Permission
from pollwright.authorities.clock import today
from pollwright.pages import lists
from pollwright.pages.forms import BoundForm, Form
from pollwright.pages.lists import Listing
from pollwright.pages.shell import Crumb, NavItem
from pollwright.pages.tables import (
    Page,
    TableRequest,
    TableSpec,
    TableView,
)
from pollwright.refusals import NotFound, Refused


@dataclass(frozen=True, slots=True)
class Action:
    """Something that can be done, and where."""

    label: str
    href: str


@dataclass(frozen=True, slots=True)
class ListPage:
    """A list of places."""

    title: str
    table: TableView
    sections: tuple[NavItem, ...]
    actions: tuple[Action, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class FormPage:
    """A form on a page of its own. `about` are lines above it; `warning` says that the act can't be taken back."""

    title: str
    caption: str
    crumbs: tuple[Crumb, ...]
    form: BoundForm
    submit: str
    cancel: str
    about: tuple[str, ...] = ()
    warning: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """A form to be shown and answered: its words, its fields and what stands in them at first."""

    title: str
    form: Form
    submit: str
    cancel: str
    caption: str = ""
    crumbs: tuple[Crumb, ...] = ()
    initial: Mapping[str, Any] | None = None
    about: tuple[str, ...] = ()
    warning: bool = False


Act = Callable[[Mapping[str, Any]], tuple[str, str]]
"""Does what the form asks, and returns the address to go to and the message to show there."""


def actor_of(request: HttpRequest) -> Actor:
    """Return who acts."""
    return cast(OfficerRequest, request).actor


def this_day(request: HttpRequest) -> date:
    """Return the day by the authority's clock, which a demonstration may have set."""
    return today(actor_of(request).authority_id)


def form_response(request: HttpRequest, asked: Asked, act: Act) -> HttpResponse:
    """Show a form, or do what it asks; what is wrong or refused is said above it, with what was typed kept."""
    bound = asked.form.blank(asked.initial)
    if request.method == "POST":
        bound = asked.form.bind(request.POST, request.FILES)
        if bound.valid:
            try:
                address, message = act(bound.values)
            except NotFound as missing:
                bound = bound.with_problem("", f"{missing.said} {missing.advice}")
            except Refused as refusal:
                if refusal.status != Refused.status:
                    raise
                bound = bound.with_problem("", f"{refusal.said} {refusal.advice}")
            else:
                messages.success(request, message)
                return redirect(address)
    page = FormPage(
        title=asked.title,
        caption=asked.caption,
        crumbs=asked.crumbs,
        form=bound,
        submit=asked.submit,
        cancel=asked.cancel,
        about=asked.about,
        warning=asked.warning,
    )
    return render(request, "places/form.jinja", {"page": page})


@dataclass(frozen=True, slots=True)
class Listed:
    """A list: its table, the queries behind it, and the words about it.

    :param every: gives all rows for the download; None of a list that is never long, which is read page by page.
    :param note: stands above the table.
    """

    title: str
    spec: TableSpec
    page: Callable[[TableRequest], Page[Any]]
    every: Callable[[TableRequest], Iterable[Any]] | None
    empty: str
    section: str
    actions: tuple[Action, ...] = ()
    note: str = ""


def list_response(request: HttpRequest, listed: Listed) -> HttpResponseBase:
    """Show a list, the rows alone to HTMX, or the download that was asked for."""
    listing = Listing(listed.spec, listed.page, listed.every, listed.spec.name, listed.title, listed.empty)
    here = sections(actor_of(request), listed.section)
    return lists.list_response(
        request,
        "places/list.jinja",
        listing,
        lambda table: ListPage(listed.title, table, here, listed.actions, listed.note),
    )


def sections(actor: Actor, here: str) -> tuple[NavItem, ...]:
    """Return the parts of this room that the person may open."""
    every = (
        ("properties", _("Properties"), Permission.PLACES_VIEW),
        ("districts", _("Polling districts"), Permission.PLACES_VIEW),
        ("polling-places", _("Polling places"), Permission.PLACES_VIEW),
        ("areas", _("Areas"), Permission.PLACES_VIEW),
        ("changes", _("Changes of districts"), Permission.PLACES_VIEW),
        ("tasks", _("Tasks"), Permission.PLACES_VIEW),
        ("import", _("Import"), Permission.PLACES_IMPORT),
    )
    return tuple(
        NavItem(label, reverse(f"places:{name}"), current=name == here)
        for name, label, permission in every
        if actor.may(permission)
    )


def crumb(label: str, name: str, *arguments: object) -> Crumb:
    """Return a step of the way back, by the name of its address."""
    return Crumb(label, reverse(f"places:{name}", args=arguments))


def elsewhere(name: str, *arguments: object) -> str:
    """Return an address of a room above, or nothing where this installation has no such page."""
    try:
        return reverse(name, args=arguments)
    except NoReverseMatch:
        return ""


def allowed(actor: Actor, permission: Permission, *actions: Action) -> tuple[Action, ...]:
    """Return the actions that lead somewhere, if the actor carries the permission."""
    return tuple(action for action in actions if action.href) if actor.may(permission) else ()
