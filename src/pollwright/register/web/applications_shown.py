"""How applications are shown: columns, tags, and the pages' own objects."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pollwright.law.applications import State
from pollwright.law.registration import ApplicationKind
from pollwright.pages.shell import Crumb, NavItem
from pollwright.pages.standard import FormPage
from pollwright.pages.summaries import SummaryRow
from pollwright.pages.tables import (
    ChoiceFilter,
    Column,
    DateRangeFilter,
    Kind,
    MultiChoiceFilter,
    SortColumn,
    TableSpec,
)
from pollwright.pages.tags import Colour, Tag, TagSet
from pollwright.pages.timeline import Timeline
from pollwright.register.operations.intake_holding import STATES as STATE_NAMES
from pollwright.register.queries.application_queues import QUEUES
from pollwright.register.states import ApplicationFlag

_COLOURS = {
    State.ON_HOLD_INCOMPLETE: Colour.YELLOW,
    State.MATCH_FAIL: Colour.ORANGE,
    State.NO_NINO: Colour.ORANGE,
    State.EXCEPTIONS_REQUESTED: Colour.YELLOW,
    State.READY: Colour.GREEN,
    State.OBJECTED: Colour.PURPLE,
    State.HEARING: Colour.PURPLE,
    State.ALLOWED: Colour.TEAL,
    State.SCHEDULED: Colour.TEAL,
    State.ON_REGISTER: Colour.TEAL,
    State.REJECTED: Colour.RED,
    State.WITHDRAWN: Colour.GREY,
    State.DUPLICATE: Colour.GREY,
}
TAGS = TagSet({str(state): Tag(name, _COLOURS.get(state, Colour.BLUE)) for state, name in STATE_NAMES.items()})
KINDS = {
    ApplicationKind.ORDINARY: _("Ordinary"),
    ApplicationKind.OVERSEAS: _("Overseas"),
    ApplicationKind.FORCES: _("HM Forces"),
    ApplicationKind.CROWN_SERVANT: _("Crown servant"),
    ApplicationKind.BRITISH_COUNCIL: _("British Council"),
    ApplicationKind.LOCAL_CONNECTION: _("Local connection"),
    ApplicationKind.ANONYMOUS: _("Anonymous"),
    ApplicationKind.CHANGE_OF_NAME: _("Change of name"),
    ApplicationKind.RENEWAL: _("Renewal"),
}
CHANNELS = {
    "online": _("Online"),
    "post": _("Post"),
    "email": _("E-mail"),
    "counter": _("In person"),
    "phone": _("Telephone"),
}


def applications_table() -> TableSpec:
    """Return the table of applications."""
    return TableSpec(
        name="applications",
        columns=(
            Column(
                "reference",
                str(_("Reference")),
                sort_by=(SortColumn("a.reference", "reference"),),
                href=lambda row: reverse("register:application", args=[row.reference]),
            ),
            Column(
                "name",
                str(_("Name")),
                sort_by=(SortColumn("a.surname", "surname"), SortColumn("a.forenames", "forenames")),
            ),
            Column("address", str(_("Address"))),
            Column("postcode", str(_("Postcode")), hidden_by_default=True),
            Column("district", str(_("District")), hidden_by_default=True),
            Column("kind", str(_("Kind")), value=lambda row: str(KINDS[ApplicationKind(row.kind)])),
            Column("channel", str(_("Came by")), value=lambda row: str(CHANNELS[row.channel]), hidden_by_default=True),
            Column(
                "received_at",
                str(_("Received")),
                Kind.MOMENT,
                sort_by=(SortColumn("a.received_at", "received_at"),),
            ),
            Column(
                "may_determine_from",
                str(_("Determine from")),
                Kind.DATE,
                sort_by=(SortColumn("a.may_determine_from", "may_determine_from"),),
            ),
            Column("state", str(_("State")), Kind.TAG, value=lambda row: TAGS.of(row.state)),
            Column("flags", str(_("To look at")), value=lambda row: looked_at(row.flags, alike=row.alike)),
        ),
        filters=(
            ChoiceFilter("queue", str(_("Queue")), tuple((code, str(title)) for code, (title, _sql) in QUEUES.items())),
            MultiChoiceFilter("state", str(_("State")), TAGS.choices),
            MultiChoiceFilter("kind", str(_("Kind")), tuple((str(key), str(name)) for key, name in KINDS.items())),
            ChoiceFilter("channel", str(_("Came by")), tuple((key, str(name)) for key, name in CHANNELS.items())),
            ChoiceFilter(
                "flag", str(_("To look at")), tuple((each.value, str(each.label)) for each in ApplicationFlag)
            ),
            DateRangeFilter("received", str(_("Received"))),
        ),
        default_sort="received_at",
        search_label=str(_("Search by name, address, postcode or reference")),
        tie=SortColumn("a.id", "id"),
    )


def listed_table() -> TableSpec:
    """Return the table of the list of applications, as the public may see it."""
    return TableSpec(
        name="list",
        columns=(
            Column("name", str(_("Name")), sortable=True),
            Column("nationalities", str(_("Nationality"))),
            Column("address", str(_("Address claimed"))),
            Column("listed_on", str(_("Listed")), Kind.DATE, sort_by=(SortColumn("lists_on", "listed_on"),)),
            Column("objections_until", str(_("Open to objection before")), Kind.DATE),
        ),
        default_sort="listed_on",
        search_label=str(_("Search by name or address")),
    )


def looked_at(flags: tuple[str, ...], *, alike: bool) -> str:
    """Return in words what a person must look at."""
    words = [str(ApplicationFlag(flag).label) for flag in flags if flag in set(ApplicationFlag)]
    if alike:
        words.insert(0, str(ApplicationFlag.DUPLICATE.label))
    return "; ".join(words)


@dataclass(frozen=True, slots=True)
class ActLink:
    """Something that can be done: a page that asks, or a button that posts, as the page's template has it."""

    label: str
    href: str
    kind: str = "secondary"


@dataclass(frozen=True, slots=True)
class MissedNotice:
    """A notice that can't carry the application, with the reasons in words."""

    title: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OnNotice:
    """On which notice an application will be, and which it misses and why."""

    title: str
    workings: tuple[str, ...]
    missed: tuple[MissedNotice, ...]


@dataclass(frozen=True, slots=True)
class ApplicationPage:
    """One application: facts, what is missing, who is alike, evidence, notices, timeline, and what can be done."""

    title: str
    reference: str
    tag: Tag
    facts: tuple[SummaryRow, ...]
    alike: tuple[SummaryRow, ...]
    identity: tuple[SummaryRow, ...]
    missing: tuple[str, ...]
    flags: tuple[str, ...]
    decisions: tuple[SummaryRow, ...]
    on_notice: OnNotice
    acts: tuple[ActLink, ...]
    timeline: Timeline
    scan: str
    crumbs: tuple[Crumb, ...]


@dataclass(frozen=True, slots=True)
class KeyingPage(FormPage):
    """A form beside the scan that is keyed."""

    scan: str = ""


@dataclass(frozen=True, slots=True)
class BulkPage:
    """The question before a bulk act, and which rows are meant."""

    title: str
    question: str
    references: tuple[str, ...]
    act: str
    action: str
    cancel: str
    submit: str
    crumbs: tuple[Crumb, ...] = ()


@dataclass(frozen=True, slots=True)
class OutcomePage:
    """What became of a file."""

    title: str
    facts: tuple[SummaryRow, ...]
    findings: tuple[dict[str, Any], ...]
    back: str
    crumbs: tuple[Crumb, ...] = ()


@dataclass(frozen=True, slots=True)
class MatchPage:
    """The page from which the identity match is started."""

    title: str
    links: tuple[NavItem, ...]
    crumbs: tuple[Crumb, ...] = ()
