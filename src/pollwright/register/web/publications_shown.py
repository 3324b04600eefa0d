"""How publications are shown: tables, facts, what can be done, and the forms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from pollwright.acting import Actor, Permission
from pollwright.law.calendars import Calendar
from pollwright.law.notices import NoticeDates, notice_of_revision_by
from pollwright.pages.forms import BoundForm, Choice, DateField, Form, HiddenField, Radios, TextArea, TextField
from pollwright.pages.shell import Crumb, NavItem
from pollwright.pages.standard import Figure
from pollwright.pages.steps import Step
from pollwright.pages.summaries import SummaryRow
from pollwright.pages.tables import ChoiceFilter, Column, Kind, TableSpec
from pollwright.pages.tags import Colour, Tag
from pollwright.pages.timeline import Timeline
from pollwright.pages.wording import day, moment, number, short_day
from pollwright.register.operations.exporting import FORMATS
from pollwright.register.papers.editions import EDITIONS
from pollwright.register.queries.notice_pages import NoticeFile
from pollwright.register.queries.notice_pages_sense import Fall
from pollwright.register.queries.options import revised_register_by
from pollwright.register.queries.publication_pages import ComparedDistrict, PublicationFacts
from pollwright.register.states import PaperState
from pollwright.register.web.applications_shown import ActLink
from pollwright.register.web.notices_acts import OPEN, STATES

KIND_NAMES = {
    "revised": gettext_lazy("Revised register"),
    "imported": gettext_lazy("Imported register"),
    "open": gettext_lazy("Open register of a month"),
}
EDITION_NAMES = {
    "full": gettext_lazy("Full register"),
    "open": gettext_lazy("Open register"),
    "overseas": gettext_lazy("Overseas electors"),
    "other-electors": gettext_lazy("Other electors"),
}
FILE_NAMES = EDITION_NAMES | {
    "snapshot": gettext_lazy("The whole register, for this system alone"),
    "number-map": gettext_lazy("Old and new numbers"),
    "print": gettext_lazy("Print edition"),
}
"""What each frozen file holds."""


@dataclass(frozen=True, slots=True)
class PublicationPage:
    """One publication."""

    title: str
    caption: str
    reference: str
    crumbs: tuple[Crumb, ...]
    figures: tuple[Figure, ...]
    facts: tuple[SummaryRow, ...]
    steps: tuple[Step, ...]
    acts: tuple[ActLink, ...]
    links: tuple[NavItem, ...]
    withdraw: str
    approve: BoundForm | None
    falls: tuple[Fall, ...]
    compared: tuple[ComparedDistrict, ...]
    totals: dict[str, int]
    files: tuple[NoticeFile, ...]
    export: BoundForm | None
    timeline: Timeline
    form: BoundForm | None = None
    editions: Mapping[str, Promise] = field(default_factory=lambda: FILE_NAMES)


@dataclass(frozen=True, slots=True)
class PlanPage:
    """A form about a publication, with the days that the law gives where it plans one."""

    title: str
    crumbs: tuple[Crumb, ...]
    form: BoundForm
    proposed: NoticeDates | None = None


def publications_table() -> TableSpec:
    """Return the table of publications."""
    return TableSpec(
        name="publications",
        columns=(
            Column(
                "reference",
                _("Register"),
                sortable=True,
                href=lambda row: reverse("register:publication", args=[row.reference]),
            ),
            Column("kind", _("Kind"), value=lambda row: KIND_NAMES[row.kind]),
            Column("published_on", _("Published"), Kind.DATE, sortable=True),
            Column("electors", _("Electors"), Kind.NUMBER),
            Column("previous", _("Follows")),
            Column("state", _("State"), Kind.TAG, value=lambda row: STATES.of(row.state)),
        ),
        default_sort="-published_on",
        search_label=_("Reference or kind"),
        filters=(
            ChoiceFilter("kind", _("Kind"), tuple((kind, str(name)) for kind, name in KIND_NAMES.items())),
            ChoiceFilter("state", _("State"), tuple((str(value), str(label)) for value, label in PaperState.choices)),
        ),
    )


def plan_form() -> Form:
    """Return the form that plans a revised register."""
    return Form(
        DateField("published_on", _("Day of publication"), hint=_("After the canvass: by 1 December.")),
        Radios(
            "cut_off",
            _("Determinations are carried up to"),
            choices=(
                Choice("strict", _("The last working day before publication")),
                Choice("calendar", _("The day before publication, working day or not")),
            ),
        ),
        DateField(
            "noticed_on",
            _("Public notice of the revision given on"),
            hint=_("Only at another time of year: 14 days or more before publication."),
            required=False,
        ),
        TextArea("reason", _("Why the register is revised"), required=False, longest=200, rows=2),
        HiddenField("confirmed", required=False),
    )


def proposed(form: BoundForm, calendar: Calendar) -> tuple[BoundForm, NoticeDates | None]:
    """Return the days that the law gives for a filled plan, or the form with what the law does not allow."""
    on: date = form.values["published_on"]
    chosen = revised_register_by(on, calendar, form.values["cut_off"])
    noticed, by = form.values["noticed_on"], notice_of_revision_by(on)
    if not chosen.compulsory and (noticed is None or noticed > by):
        said = _("At this time of year public notice must be given by %(day)s, 14 days before") % {"day": short_day(by)}
        return form.with_problem("noticed_on", said), None
    return form, chosen


def reason_of(form: BoundForm) -> str:
    """Return the reason of a plan, with the day of public notice where it was given."""
    noticed = form.values["noticed_on"]
    given = _("Public notice given on %(day)s.") % {"day": short_day(noticed)} if noticed else ""
    return " ".join(part for part in (given, form.values["reason"] or "") if part)[:200]


def approve_form(fallen: tuple[Fall, ...]) -> Form:
    """Return the form by which the second person approves; where districts fell, it asks why."""
    if not fallen:
        return Form(HiddenField("reason", required=False))
    return Form(
        TextArea(
            "reason",
            _("Why these districts are much smaller than in the last register"),
            noun=_("why these districts are smaller"),
            rows=3,
            longest=1000,
        )
    )


def export_form(kind: str = "") -> Form:
    """Return the form that makes a copy of an edition; the open register of a month has but one."""
    editions = ("open",) if kind == "open" else tuple(EDITIONS)
    return Form(
        Radios("edition", _("Edition"), choices=tuple(Choice(name, str(EDITION_NAMES[name])) for name in editions)),
        Radios("format", _("Format"), inline=True, choices=tuple(Choice(name, name.upper()) for name in FORMATS)),
        TextField("purpose", _("What the copy is for"), hint=_("Stands in the audit trail, with the file's hash.")),
    )


def withdraw_form() -> Form:
    """Return the form that asks why a publication is withdrawn."""
    return Form(TextArea("reason", _("Why it is withdrawn"), rows=2, longest=1000))


def facts_of(publication: PublicationFacts) -> tuple[SummaryRow, ...]:
    """Return what the law and the officers have fixed."""
    rows = [
        SummaryRow(_("State"), STATES.of(publication.state)),
        SummaryRow(_("Published"), day(publication.published_on)),
    ]
    if publication.determined_by:
        rows.append(SummaryRow(_("Carries determinations up to the end of"), day(publication.determined_by)))
        rows.append(SummaryRow(_("Carries applications received by"), day(publication.received_by)))
    if publication.previous:
        href = reverse("register:publication", args=[publication.previous])
        rows.append(SummaryRow(_("Register before"), publication.previous, href=href))
    if publication.reason:
        rows.append(SummaryRow(_("Why"), publication.reason))
    if publication.approved_by:
        rows.append(SummaryRow(_("Approved by"), publication.approved_by, moment(publication.approved_at)))
    return tuple(rows)


def figures_of(publication: PublicationFacts) -> tuple[Figure, ...]:
    """Return the totals, with those of the register before beside them."""
    counts = publication.counts
    names = (
        ("electors", ngettext("Elector", "Electors", counts.get("electors", 0))),
        ("parliamentary", _("Parliamentary")),
        ("local", _("Local government")),
        ("attainers", ngettext("Attainer", "Attainers", counts.get("attainers", 0))),
        ("open", _("In the open register")),
        ("others", ngettext("Other elector", "Other electors", counts.get("others", 0))),
        ("anonymous", _("Anonymous")),
    )
    before = publication.previous_counts
    return tuple(
        Figure(
            label,
            number(counts[name]),
            note=_("before: %(count)s") % {"count": number(before[name])} if name in before else "",
        )
        for name, label in names
        if name in counts
    )


def acts_of(publication: PublicationFacts, actor: Actor, *, second_person: bool) -> tuple[ActLink, ...]:
    """Return what this person can do with the publication now, besides approving it.

    :param second_person: whether it can't be published before a second person has approved it.
    """
    if not actor.may(Permission.REGISTER_PUBLISH) or publication.kind != "revised":
        return ()
    acts = []
    if publication.state in OPEN:
        label = _("Prepare") if publication.state is PaperState.DRAFT else _("Prepare again")
        acts.append(ActLink(label, reverse("register:publication-prepare", args=[publication.reference])))
    prepared = publication.state is PaperState.PREPARED and not second_person
    if prepared or publication.state is PaperState.APPROVED:
        issue = reverse("register:publication-issue", args=[publication.reference])
        acts.append(ActLink(_("Publish today"), issue, "primary"))
    return tuple(acts)


def may_approve(publication: PublicationFacts, actor: Actor) -> bool:
    """Return whether this person can be the second person for the publication now."""
    second = publication.prepared_by_id is None or actor.person_id != publication.prepared_by_id
    return actor.may(Permission.NOTICES_APPROVE) and publication.state is PaperState.PREPARED and second


def superseded_tag() -> Tag:
    """Return the tag of a register that a newer one has replaced."""
    return Tag(_("Superseded"), Colour.YELLOW)
