"""Pages of the keys by which others read the released stations."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from pollwright.access.web.acts import Asked, actor_of, answered
from pollwright.access.web.gate import permission_required
from pollwright.acting import Permission
from pollwright.authorities.clock import moment
from pollwright.pages.forms import Form, TextArea, TextField
from pollwright.pages.lists import Listing, list_response
from pollwright.pages.shell import Crumb, NavItem
from pollwright.pages.standard import ListPage
from pollwright.pages.tables import ChoiceFilter, Column, Kind, SortColumn, TableSpec
from pollwright.pages.tags import Colour, Tag
from pollwright.stations.operations.keys import make_key, withdraw_key
from pollwright.stations.queries import keys as queries
from pollwright.stations.queries.keys import IN_USE, WITHDRAWN, KeyRow

LIST = "pages/standard/list.jinja"
GET_OR_POST = ["GET", "HEAD", "POST"]
HOLDER = TextField(
    "holder",
    gettext_lazy("Who reads with it"),
    longest=120,
    hint=gettext_lazy("Such as Democracy Club. Each reader has a key of its own."),
)
REASON = TextArea("reason", gettext_lazy("Reason"), rows=3, longest=1000)


@require_http_methods(GET_OR_POST)
@permission_required(Permission.STATIONS_EDIT)
@never_cache
def keys(request: HttpRequest) -> HttpResponseBase:
    """Show the keys, those in use and those withdrawn, and when each was last used."""
    actor = actor_of(request)
    listing = Listing(
        _table(),
        lambda asked: queries.keys(actor.authority_id, asked),
        None,
        name="station-data-keys",
        caption=_("Keys to the released stations"),
        empty=_("No key was found. Make one for whoever is to read the stations that you release."),
    )
    links = (NavItem(_("Make a key"), reverse("stations:key-new")),)
    made = partial(ListPage, _("Keys to the released stations"), links=links, crumbs=_crumbs()[:1])
    return list_response(request, LIST, listing, made)


@require_http_methods(GET_OR_POST)
@permission_required(Permission.STATIONS_EDIT)
def key_new(request: HttpRequest) -> HttpResponse:
    """Ask for whom a key is made; told, make it and show it once."""
    actor = actor_of(request)

    def perform(given: Mapping[str, Any]) -> None:
        made = make_key(actor=actor, holder=given["holder"], at=moment(actor.authority_id))
        said = _("The key of %(holder)s, shown only now: %(key)s")
        messages.success(request, said % {"holder": made.row.holder, "key": made.key})

    lead = _("It opens the stations that you released in the FCS layout, of polls to come, and nothing else.")
    asked = Asked(
        _("Make a key"), Form(HOLDER), _("Make the key"), perform, reverse("stations:keys"), crumbs=_crumbs(),
        lead=lead, said=_("Send the key to its holder by a safe way. It is kept nowhere."),
    )  # fmt: skip
    return answered(request, asked)


@require_http_methods(GET_OR_POST)
@permission_required(Permission.STATIONS_EDIT)
def key_withdraw(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask why a key is withdrawn; told, withdraw it."""
    actor = actor_of(request)
    found = queries.key_named(actor.authority_id, reference)

    def perform(given: Mapping[str, Any]) -> None:
        withdraw_key(actor=actor, reference=reference, reason=given["reason"], at=moment(actor.authority_id))

    asked = Asked(
        _("Withdraw this key"), Form(REASON), _("Withdraw it"), perform, reverse("stations:keys"), crumbs=_crumbs(),
        warning=_("Whoever reads with it gets nothing more, from this moment."),
        caption=f"{found.holder} ({found.begins}…)", said=_("The key was withdrawn."),
    )  # fmt: skip
    return answered(request, asked)


def _table() -> TableSpec:
    return TableSpec(
        name="station-data-keys",
        columns=(
            Column("holder", _("Who reads with it"), sortable=True),
            Column("reference", _("Key"), sortable=True),
            Column("begins", _("Begins with")),
            Column("made_at", _("Made"), Kind.MOMENT, sortable=True),
            Column("made_by", _("Made by"), hidden_by_default=True),
            Column("used_at", _("Last used"), Kind.MOMENT),
            Column("uses", _("Times used"), Kind.NUMBER),
            Column("state", _("State"), Kind.TAG, value=lambda row: _states()[row.state]),
            Column("withdrawn_at", _("Withdrawn"), Kind.MOMENT, hidden_by_default=True),
            Column("withdrawn_by", _("Withdrawn by"), hidden_by_default=True),
            Column("reason", _("Reason"), hidden_by_default=True),
            Column("act", _("Withdraw"), value=lambda row: _("Withdraw") if not row.withdrawn_at else "", href=_act),
        ),
        filters=(ChoiceFilter("state", _("State"), tuple((name, tag.text) for name, tag in _states().items())),),
        default_sort="-made_at",
        search_label=_("Search keys"),
        search_hint=_("Who reads with it, its reference, or how it begins."),
        tie=SortColumn("pk", "id"),
    )


def _act(row: KeyRow) -> str | None:
    return reverse("stations:key-withdraw", args=[row.reference]) if row.withdrawn_at is None else None


def _states() -> dict[str, Tag]:
    return {IN_USE: Tag(_("In use"), Colour.GREEN), WITHDRAWN: Tag(_("Withdrawn"), Colour.GREY)}


def _crumbs() -> tuple[Crumb, ...]:
    return (
        Crumb(_("Polling schemes"), reverse("stations:schemes")),
        Crumb(_("Keys to the released stations"), reverse("stations:keys")),
    )
