"""How notices are shown: tables, facts, sense checks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from pollwright.acting import Actor, Permission
from pollwright.pages.forms import BoundForm
from pollwright.pages.shell import Crumb
from pollwright.pages.standard import Figure
from pollwright.pages.steps import Step
from pollwright.pages.summaries import SummaryRow
from pollwright.pages.tables import ChoiceFilter, Column, Kind, SortColumn, TableSpec
from pollwright.pages.timeline import Timeline
from pollwright.pages.wording import day, moment, number
from pollwright.register.queries.notice_pages import Carried, MissedRow, NoticeFacts, NoticeFile, Removal
from pollwright.register.queries.notice_pages_sense import Earlier
from pollwright.register.states import AlterationKind, AlterationReason, PaperState
from pollwright.register.web.applications_shown import ActLink
from pollwright.register.web.notices_acts import OPEN, STATES

KIND_NAMES = {
    "monthly": gettext_lazy("Monthly"),
    "interim-1": gettext_lazy("First interim"),
    "interim-2": gettext_lazy("Second interim"),
    "final": gettext_lazy("Final"),
    "clerical": gettext_lazy("Correction"),
}


LIST = "pages/standard/list.jinja"


@dataclass(frozen=True, slots=True)
class NoticePage:
    """One notice; `copied` where this person may have copies of its files, which name people."""

    title: str
    caption: str
    crumbs: tuple[Crumb, ...]
    warning: str
    figures: tuple[Figure, ...]
    facts: tuple[SummaryRow, ...]
    steps: tuple[Step, ...]
    acts: tuple[ActLink, ...]
    withdraw: str
    removals: tuple[Removal, ...]
    earlier: tuple[Earlier, ...]
    proof: tuple[dict[str, Any], ...]
    totals: dict[str, int]
    files: tuple[NoticeFile, ...]
    copied: bool
    timeline: Timeline
    form: BoundForm | None = None


def notices_table() -> TableSpec:
    """Return the table of notices."""
    return TableSpec(
        name="notices",
        columns=(
            Column(
                "reference",
                _("Notice"),
                sortable=True,
                href=lambda row: reverse("register:notice", args=[row.reference]),
            ),
            Column("kind", _("Kind"), value=lambda row: KIND_NAMES[row.kind]),
            Column("published_on", _("Published"), Kind.DATE, sortable=True),
            Column("determined_by", _("Determined by"), Kind.DATE),
            Column("received_by", _("Received by"), Kind.DATE),
            Column("additions", _("Additions"), Kind.NUMBER),
            Column("deletions", _("Deletions"), Kind.NUMBER),
            Column("amendments", _("Amendments"), Kind.NUMBER),
            Column("state", _("State"), Kind.TAG, value=lambda row: STATES.of(row.state)),
            Column("title", _("Title"), hidden_by_default=True),
        ),
        default_sort="-published_on",
        filters=(
            ChoiceFilter("kind", _("Kind"), tuple((kind, str(name)) for kind, name in KIND_NAMES.items())),
            ChoiceFilter("state", _("State"), tuple((str(value), str(label)) for value, label in PaperState.choices)),
        ),
        search_label=_("Search notices"),
    )


def carried_table(may_see_anonymous: bool) -> TableSpec:
    """Return the table of what a notice carries."""

    def leads_to(row: Carried) -> str | None:
        if not row.name and not may_see_anonymous:
            return None
        return reverse("register:elector", args=[row.elector_reference])

    return TableSpec(
        name="carried",
        columns=(
            Column("elector_reference", _("Elector"), href=leads_to),
            Column("name", _("Name"), sort_by=(SortColumn("surname"), SortColumn("forenames"), SortColumn("id"))),
            Column("marker", _("Marker")),
            Column("district", _("District"), sort_by=(SortColumn("district"), SortColumn("id"))),
            Column("address", _("Address")),
            Column("kind", _("Change"), value=lambda row: str(AlterationKind(row.kind).label)),
            Column("reason", _("Why"), value=lambda row: str(AlterationReason(row.reason).label)),
            Column("ground", _("Ground")),
            Column(
                "determined_on", _("Determined"), Kind.DATE, sort_by=(SortColumn("determined_on"), SortColumn("id"))
            ),
            Column("determined_by", _("By"), hidden_by_default=True),
        ),
        default_sort="district",
        filters=(
            ChoiceFilter("kind", _("Change"), tuple((str(v), str(label)) for v, label in AlterationKind.choices)),
            ChoiceFilter("reason", _("Why"), tuple((str(v), str(label)) for v, label in AlterationReason.choices)),
        ),
        search_label=_("Search name, address or elector"),
    )


def missed_table() -> TableSpec:
    """Return the table of what just missed a notice."""
    waiting = tuple(
        (str(value), _("Waiting: %(kind)s") % {"kind": str(label).lower()}) for value, label in AlterationKind.choices
    )
    kinds = (("application", _("Application, not determined")), *waiting)
    named = dict(kinds)

    def leads_to(row: MissedRow) -> str | None:
        if row.what == "application":
            return reverse("register:application", args=[row.reference])
        return reverse("register:elector", args=[row.reference])

    return TableSpec(
        name="missed",
        columns=(
            Column("reference", _("Reference"), href=leads_to),
            Column("what", _("What"), value=lambda row: named[row.what]),
            Column("name", _("Name"), sort_by=(SortColumn("surname"), SortColumn("forenames"), SortColumn("key"))),
            Column(
                "received_at",
                _("Received"),
                Kind.MOMENT,
                sort_by=(SortColumn("received_at", nullable=True), SortColumn("key")),
            ),
            Column("earliest", _("Determine from"), Kind.DATE),
            Column("determined_on", _("Determined"), Kind.DATE),
            Column("why", _("Why it is not on this notice"), value=lambda row: " ".join(row.why)),
        ),
        default_sort="-received_at",
        filters=(ChoiceFilter("what", _("What"), kinds),),
        search_label=_("Search name or reference"),
        tie=SortColumn("key"),
    )


def facts_of(notice: NoticeFacts, areas: tuple[str, ...], second_person: bool) -> tuple[SummaryRow, ...]:
    """Return what the law and the officers have fixed."""
    rows = [
        SummaryRow(_("State"), STATES.of(notice.state)),
        SummaryRow(_("Published and effective"), day(notice.published_on), notice.dates.source.describe()),
        SummaryRow(_("Carries determinations up to the end of"), day(notice.determined_by)),
        SummaryRow(_("Carries applications received up to midnight at the end of"), day(notice.received_by)),
        SummaryRow(_("Area"), areas or _("The whole authority")),
        SummaryRow(
            _("Registers"),
            {"both": _("Both"), "local": _("Local government"), "parliamentary": _("Parliamentary")}[notice.registers],
        ),
    ]
    if notice.poll_on:
        rows.append(SummaryRow(_("Poll"), day(notice.poll_on)))
    if second_person:
        rows.append(
            SummaryRow(
                _("Second person"), notice.approved_by or _("Must approve before issue"), moment(notice.approved_at)
            )
        )
    return tuple(rows)


def figures_of(notice: NoticeFacts, missed: int, unusual: bool) -> tuple[Figure, ...]:
    """Return what is in the notice and what just missed it, each a link to the list."""
    contents = reverse("register:notice-contents", args=[notice.reference])
    added, deleted, amended = notice.additions, notice.deletions, notice.amendments
    counts = (
        ("add", ngettext("Addition", "Additions", added or 0), added),
        ("delete", ngettext("Deletion", "Deletions", deleted or 0), deleted),
        ("amend", ngettext("Amendment", "Amendments", amended or 0), amended),
    )
    figures = [
        Figure(label, number(count), f"{contents}?kind={kind}", alarm=unusual and kind == "delete")
        for kind, label, count in counts
        if count is not None
    ]
    missed_at = reverse("register:notice-missed", args=[notice.reference])
    return (*figures, Figure(_("Just missed it"), number(missed), missed_at, _("and why")))


def acts_of(notice: NoticeFacts, actor: Actor, *, second_person: bool) -> tuple[ActLink, ...]:
    """Return what this person can do with the notice now.

    :param second_person: whether it can't be issued before a second person has approved it.
    """
    acts = []
    prepares = actor.may(Permission.NOTICES_PREPARE)
    if prepares and notice.state in OPEN:
        label = _("Prepare") if notice.state is PaperState.DRAFT else _("Prepare again")
        acts.append(ActLink(label, reverse("register:notice-prepare", args=[notice.reference])))
    second = actor.person_id != notice.prepared_by_id
    if actor.may(Permission.NOTICES_APPROVE) and notice.state is PaperState.PREPARED and second:
        acts.append(ActLink(_("Approve"), reverse("register:notice-approve", args=[notice.reference])))
    ready = notice.state is PaperState.APPROVED or (notice.state is PaperState.PREPARED and not second_person)
    if prepares and ready:
        acts.append(ActLink(_("Issue today"), reverse("register:notice-issue", args=[notice.reference]), "primary"))
    return tuple(acts)
