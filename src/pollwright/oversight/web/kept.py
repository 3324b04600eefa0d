"""The lists of keeping and removing: every record that is due, the legal holds, and what was removed."""

from __future__ import annotations

from functools import partial
from typing import cast

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from pollwright.access.web.gate import OfficerRequest, permission_required
from pollwright.acting import Permission
from pollwright.authorities.clock import today
from pollwright.oversight.kinds import RETENTION_KINDS
from pollwright.oversight.queries.due import Hold, holds
from pollwright.oversight.queries.records_due import records_due
from pollwright.oversight.queries.removals import removals
from pollwright.pages.lists import Listing, list_response
from pollwright.pages.shell import Crumb, NavItem
from pollwright.pages.standard import ListPage
from pollwright.pages.tables import (
    ChoiceFilter,
    Column,
    DateRangeFilter,
    Kind,
    SortColumn,
    TableSpec,
    YesNoFilter,
)

TEMPLATE = "pages/standard/list.jinja"


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(Permission.RETENTION_VIEW)
def due(request: HttpRequest) -> HttpResponseBase:
    """Show every record whose time is up today."""
    authority_id = cast(OfficerRequest, request).actor.authority_id
    on = today(authority_id)
    listing = Listing(
        due_table(),
        lambda asked: records_due(authority_id, asked, on=on),
        None,
        name=f"due-{on.isoformat()}",
        caption=gettext("Due for removal today"),
        empty=gettext("Nothing is due."),
    )
    made = partial(ListPage, gettext("Records that are due"), crumbs=retention_trail())
    return list_response(request, TEMPLATE, listing, made)


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(Permission.RETENTION_VIEW)
def held(request: HttpRequest) -> HttpResponseBase:
    """Show the legal holds."""
    actor = cast(OfficerRequest, request).actor
    may_run = actor.may(Permission.RETENTION_RUN)
    listing = Listing(
        holds_table(may_lift=may_run),
        lambda asked: holds(actor.authority_id, asked),
        None,
        name="legal-holds",
        caption=gettext("Legal holds"),
        empty=gettext("Nothing is held."),
    )
    links = (NavItem(gettext("Place a legal hold"), reverse("audit:place-hold")),) if may_run else ()
    made = partial(ListPage, gettext("Legal holds"), links=links, crumbs=retention_trail())
    return list_response(request, TEMPLATE, listing, made)


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(Permission.RETENTION_VIEW)
def removed(request: HttpRequest) -> HttpResponseBase:
    """Show what was removed, batch by batch."""
    actor = cast(OfficerRequest, request).actor
    listing = Listing(
        removals_table(linked=actor.may(Permission.AUDIT_VIEW)),
        lambda asked: removals(actor.authority_id, asked),
        None,
        name="removed",
        caption=gettext("What was removed"),
        empty=gettext("Nothing has been removed yet."),
    )
    made = partial(ListPage, gettext("What was removed"), crumbs=retention_trail())
    return list_response(request, TEMPLATE, listing, made)


def due_table() -> TableSpec:
    """Return the table of records that are due; the oldest first, unless asked otherwise."""
    return TableSpec(
        name="due",
        columns=(
            Column("reference", gettext("Record"), sortable=True),
            Column(
                "kind",
                gettext("Kind of record"),
                sortable=True,
                value=lambda row: gettext(RETENTION_KINDS[row.kind].title),
            ),
            Column("start", gettext("Kept since"), Kind.DATE, sortable=True),
            Column("held", gettext("Held"), Kind.YES_NO),
        ),
        filters=(
            ChoiceFilter("kind", gettext("Kind of record"), _kinds()),
            YesNoFilter("held", gettext("Held")),
        ),
        default_sort="start",
        search_label=gettext("Reference of the record"),
        tie=SortColumn("key"),
    )


def holds_table(*, may_lift: bool) -> TableSpec:
    """Return the table of legal holds; the latest placed first, unless asked otherwise."""

    def lift(row: Hold) -> str | None:
        return reverse("audit:lift-hold", args=[row.reference]) if may_lift and row.lifted_at is None else None

    return TableSpec(
        name="holds",
        columns=(
            Column("reference", gettext("Hold"), sortable=True),
            Column(
                "title", gettext("Kind of record"), sort_by=(SortColumn("kind"),), value=lambda row: gettext(row.title)
            ),
            Column("record", gettext("Record"), value=lambda row: row.record or gettext("Every record of the kind")),
            Column("reason", gettext("Why")),
            Column("placed_at", gettext("Placed"), Kind.MOMENT, sortable=True),
            Column("lifted_at", gettext("Lifted"), Kind.MOMENT, hidden_by_default=True),
            Column(
                "lift",
                gettext("Lift"),
                value=lambda row: gettext("Lift %(hold)s") % {"hold": row.reference} if lift(row) else "",
                href=lift,
                download=False,
            ),
        ),
        filters=(
            ChoiceFilter("kind", gettext("Kind of record"), _kinds()),
            YesNoFilter("lifted", gettext("With those that were lifted")),
        ),
        default_sort="-placed_at",
        search_label=gettext("Hold, record or reason"),
        tie=SortColumn("pk", "id"),
    )


def removals_table(*, linked: bool) -> TableSpec:
    """Return the table of what was removed; the latest first, unless asked otherwise."""
    return TableSpec(
        name="removed",
        columns=(
            Column(
                "at",
                gettext("When"),
                Kind.MOMENT,
                sort_by=(SortColumn("id"),),
                href=lambda row: reverse("audit:event", args=[row.id]) if linked else None,
            ),
            Column("title", gettext("Kind of record"), value=lambda row: gettext(row.title)),
            Column("count", gettext("Records"), Kind.NUMBER),
            Column("months", gettext("Months kept"), Kind.NUMBER),
            Column("latest_start", gettext("Begun up to"), Kind.DATE),
            Column("who", gettext("Who")),
        ),
        filters=(
            ChoiceFilter("kind", gettext("Kind of record"), _kinds()),
            DateRangeFilter("at", gettext("Day")),
            YesNoFilter("nothing", gettext("With those that found nothing")),
        ),
        default_sort="-at",
        search_label=gettext("Who"),
    )


def _kinds() -> tuple[tuple[str, str], ...]:
    return tuple(
        sorted(((kind.name, gettext(kind.title)) for kind in RETENTION_KINDS.values()), key=lambda pair: pair[1])
    )


def retention_trail() -> tuple[Crumb, ...]:
    """Return the way to the pages of keeping and removing."""
    return (Crumb(gettext("Keeping and removing records"), reverse("audit:retention")),)
