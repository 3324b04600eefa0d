"""How the trail and its seals are shown."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from pollwright.access.matrix import TITLES
from pollwright.acting import Channel, Role
from pollwright.audit.queries.events import EventFacts, EventRow
from pollwright.pages.shell import Crumb
from pollwright.pages.summaries import SummaryRow
from pollwright.pages.tables import Column, DateRangeFilter, Kind, SortColumn, TableSpec, TableView, TextFilter
from pollwright.pages.wording import moment, number

CHANNELS: dict[str, str] = {
    Channel.WEB: "Pages",
    Channel.API: "Programs of others",
    Channel.COMMAND: "Command line",
    Channel.JOB: "Work in the background",
}


@dataclass(frozen=True, slots=True)
class EventsPage:
    """The list of events."""

    title: str
    table: TableView


@dataclass(frozen=True, slots=True)
class SubjectLink:
    """A subject of an event, and the list of all events about it."""

    label: str
    href: str


@dataclass(frozen=True, slots=True)
class EventPage:
    """One event."""

    title: str
    caption: str
    crumbs: tuple[Crumb, ...]
    rows: tuple[SummaryRow, ...]
    facts: tuple[SummaryRow, ...]
    changes: tuple[tuple[str, str, str], ...]
    subjects: tuple[SubjectLink, ...]
    more_subjects: int
    removed_by: str


@dataclass(frozen=True, slots=True)
class SealsPage:
    """The seals, and the button that verifies them."""

    title: str
    crumbs: tuple[Crumb, ...]
    table: TableView
    unsealed: int
    verify: str
    under_way: str


def events_table() -> TableSpec:
    """Return the table of events."""
    return TableSpec(
        name="events",
        columns=(
            Column("at", _("When"), Kind.MOMENT, sortable=False, href=_address_of),
            Column("id", _("Event"), Kind.NUMBER, sortable=True, hidden_by_default=True),
            Column("what", _("What")),
            Column("actor_name", _("Who")),
            Column("capacity", _("Capacity"), value=lambda row: _(row.capacity)),
            Column("reason", _("Reason")),
            Column("legal_basis", _("Legal basis"), hidden_by_default=True),
            Column("operation", _("Act"), hidden_by_default=True),
            Column(
                "channel",
                _("Through"),
                hidden_by_default=True,
                value=lambda row: _(CHANNELS.get(row.channel, row.channel)),
            ),
            Column("subject_count", _("Subjects"), Kind.NUMBER, hidden_by_default=True),
        ),
        filters=(
            DateRangeFilter("at", _("Day")),
            TextFilter("person", _("Who")),
            TextFilter("operation", _("Act"), _("The beginning of its name, such as register.")),
            TextFilter("subject", _("Subject"), _("A kind and number, such as elector:42")),
        ),
        default_sort="-id",
        search_label=_("Search in what was done, such as a reference"),
    )


def seals_table() -> TableSpec:
    """Return the table of seals."""
    return TableSpec(
        name="seals",
        columns=(
            Column("number", _("Seal"), Kind.NUMBER, sortable=True),
            Column("sealed_at", _("Sealed"), Kind.MOMENT),
            Column("events", _("Events"), Kind.NUMBER),
            Column("first_event_id", _("First event"), Kind.NUMBER, hidden_by_default=True),
            Column("last_event_id", _("Last event"), Kind.NUMBER, hidden_by_default=True),
            Column("digest", _("Digest")),
        ),
        default_sort="-number",
        search_label=_("Number or digest"),
        tie=SortColumn("number"),
    )


def event_page(event: EventFacts) -> EventPage:
    """Return the page of one event."""
    row = event.row
    return EventPage(
        title=row.what,
        caption=_("Event %(number)s") % {"number": number(row.id)},
        crumbs=(Crumb(_("Audit"), reverse("audit:events")),),
        rows=tuple(SummaryRow(key, value) for key, value in _about(event) if value),
        facts=tuple(SummaryRow(key, value) for key, value in event.facts if value),
        changes=event.changes,
        subjects=tuple(
            SubjectLink(f"{kind} {identity}", _list_about(kind, identity)) for kind, identity in event.subjects
        ),
        more_subjects=row.subject_count - len(event.subjects),
        removed_by=reverse("audit:event", args=[event.removed_by]) if event.removed_by else "",
    )


def _about(event: EventFacts) -> tuple[tuple[str, str], ...]:
    row = event.row
    return (
        (_("When"), moment(row.at)),
        (_("Who"), row.actor_name),
        (_("Role"), _(TITLES[Role(row.actor_role)]) if row.actor_role in set(Role) else row.actor_role),
        (_("Capacity"), _(row.capacity)),
        (_("Reason"), row.reason),
        (_("Legal basis"), row.legal_basis),
        (_("Act"), row.operation),
        (_("Through"), _(CHANNELS.get(row.channel, row.channel))),
        (_("Seal"), str(event.seal) if event.seal else _("Not sealed yet")),
        (_("Digest"), event.digest),
    )


def _list_about(kind: str, identity: int) -> str:
    return f"{reverse('audit:events')}?{urlencode({'subject': f'{kind}:{identity}'})}"


def _address_of(row: EventRow) -> str:
    return reverse("audit:event", args=[row.id])
