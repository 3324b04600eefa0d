"""How objections and reviews are shown and acted on: tables, forms, acts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pollwright.acting import Permission
from pollwright.pages.forms import Choice, DateField, Form, HiddenField, Radios, TextArea, TextField
from pollwright.pages.summaries import SummaryRow
from pollwright.pages.tables import ChoiceFilter, Column, Kind, MultiChoiceFilter, SortColumn, TableSpec
from pollwright.register.operations import objecting, reviewing
from pollwright.register.queries.objections import ObjectionRow
from pollwright.register.states import ObjectionState, ReviewState
from pollwright.register.web import terms


def objections_table() -> TableSpec:
    """Return the table of objections."""
    return TableSpec(
        name="objections",
        columns=(
            Column(
                "reference",
                str(_("Objection")),
                sortable=True,
                href=lambda row: reverse("register:objection", args=[row.reference]),
            ),
            Column(
                "to",
                str(_("To")),
                value=lambda row: str(_("Application") if row.to == "application" else _("Registration")),
            ),
            Column(
                "about",
                str(_("About")),
                value=lambda row: row.application or row.entry_elector,
                href=lambda row: target(row).href,
            ),
            Column("objector", str(_("Objector")), href=lambda row: reverse("register:elector", args=[row.objector])),
            Column("made_at", str(_("Made")), Kind.MOMENT, sortable=True),
            Column("in_time", str(_("In time")), Kind.YES_NO),
            Column("hearing_on", str(_("Hearing")), Kind.DATE),
            Column("state", str(_("State")), value=lambda row: str(ObjectionState(row.state).label)),
        ),
        filters=(
            ChoiceFilter(
                "to",
                str(_("List")),
                (("application", str(_("To applications"))), ("entry", str(_("To registrations")))),
            ),
            MultiChoiceFilter("state", str(_("State")), tuple((e.value, str(e.label)) for e in ObjectionState)),
        ),
        default_sort="made_at",
        search_label=str(_("Reference or name")),
        tie=SortColumn("pk", "id"),
    )


def reviews_table() -> TableSpec:
    """Return the table of reviews."""
    return TableSpec(
        name="reviews",
        columns=(
            Column(
                "reference",
                str(_("Review")),
                sortable=True,
                href=lambda row: reverse("register:review", args=[row.reference]),
            ),
            Column("kind", str(_("Type")), value=lambda row: terms.said(terms.REVIEW_TYPES, row.kind)),
            Column("elector", str(_("Elector")), href=lambda row: reverse("register:elector", args=[row.elector])),
            Column("registers", str(_("Registers")), value=lambda row: terms.said(terms.REGISTERS, row.registers)),
            Column("opened_on", str(_("Opened")), Kind.DATE, sortable=True),
            Column("answer_by", str(_("Answer by")), Kind.DATE),
            Column("hearing_on", str(_("Hearing")), Kind.DATE),
            Column("state", str(_("State")), value=lambda row: str(ReviewState(row.state).label)),
        ),
        filters=(
            ChoiceFilter("kind", str(_("Type")), tuple((key, str(name)) for key, name in terms.REVIEW_TYPES.items())),
            MultiChoiceFilter("state", str(_("State")), tuple((e.value, str(e.label)) for e in ReviewState)),
        ),
        default_sort="opened_on",
        search_label=str(_("Reference or name")),
        tie=SortColumn("pk", "id"),
    )


def target(row: ObjectionRow) -> SummaryRow:
    """Return what is objected to, with the way to its page."""
    if row.application:
        return SummaryRow(
            str(_("Application")), row.application, href=reverse("register:application", args=[row.application])
        )
    return SummaryRow(
        str(_("Registration of")), row.entry_elector, href=reverse("register:elector", args=[row.entry_elector])
    )


OBJECT = Form(
    Radios(
        "to",
        _("What is objected to?"),
        choices=(
            Choice("application", _("An application"), reveals=(TextField("application", _("Reference of the application"), width=20),)),
            Choice("entry", _("A registration"), reveals=(TextField("elector", _("Reference of the elector"), width=20),)),
        ),
    ),
    TextField("objector", _("Reference of the elector who objects"), width=20),
    TextArea("grounds", _("Grounds"), rows=3, longest=2000),
    DateField("made_on", _("Day on which it was made"), noun=_("the day on which it was made")),
)  # fmt: skip
REVIEW = Form(
    TextField("elector", _("Reference of the elector"), width=20),
    Radios(
        "kind",
        _("Type of review"),
        choices=(
            Choice("A", _("Type A: the officer's opinion and grounds; 14 days to require a hearing")),
            Choice("B", _("Type B: evidence asked for, 28 days to answer")),
            Choice("C", _("Type C: straight to a hearing")),
        ),
    ),
    Radios(
        "registers",
        _("Which registers"),
        choices=(
            Choice("both", _("Both")),
            Choice("parliamentary", _("Parliamentary")),
            Choice("local", _("Local government")),
        ),
    ),
    TextArea("grounds", _("Grounds"), rows=3, longest=2000),
)

Perform = Callable[[dict[str, Any], Mapping[str, Any], datetime, date], object]


@dataclass(frozen=True, slots=True)
class DisputeAct:
    """What can be done to an objection or review: its label, permission, form and operation."""

    label: Any
    permission: Permission
    form: Form
    perform: Perform


_REASONS = TextArea("reasons", _("Reasons"), rows=3, longest=2000)
_HEARING = DateField("hearing_on", _("Day of the hearing"), noun=_("the day of the hearing"))
_OUTCOME = Radios(
    "outcome", _("Decision"), choices=(Choice("upheld", _("Upheld")), Choice("disallowed", _("Disallowed")))
)
_KEEP = Radios(
    "outcome",
    _("Decision"),
    choices=(Choice("keep", _("Keep the entry")), Choice("remove", _("Remove it with the next notice"))),
)

OBJECTION_ACTS = {
    "hearing": DisputeAct(
        _("Fix the hearing"),
        Permission.OBJECTIONS_RECORD,
        Form(HiddenField("version"), _HEARING),
        lambda known, given, at, on: objecting.fix_objection_hearing(**known, hearing_on=given["hearing_on"], on=on),
    ),
    "decide": DisputeAct(
        _("Decide"),
        Permission.APPLICATIONS_DETERMINE,
        Form(HiddenField("version"), _OUTCOME, _REASONS),
        lambda known, given, at, on: objecting.decide_objection(
            **known, upheld=given["outcome"] == "upheld", reasons=given["reasons"], at=at, on=on
        ),
    ),
    "withdraw": DisputeAct(
        _("Note that it was withdrawn"),
        Permission.OBJECTIONS_RECORD,
        Form(HiddenField("version"), _REASONS),
        lambda known, given, at, on: objecting.withdraw_objection(**known, reason=given["reasons"], on=on),
    ),
}
REVIEW_ACTS = {
    "notice": DisputeAct(
        _("Note that the notice went out today"),
        Permission.REVIEWS_MANAGE,
        Form(
            HiddenField("version"),
            DateField("hearing_on", _("Day of the hearing, for type C"), required=False, noun=_("the day")),
        ),
        lambda known, given, at, on: reviewing.send_review_notice(**known, on=on, hearing_on=given["hearing_on"]),
    ),
    "type-a": DisputeAct(
        _("Go on to type A"),
        Permission.REVIEWS_MANAGE,
        Form(HiddenField("version"), TextArea("opinion", _("Opinion and grounds"), rows=3, longest=2000)),
        lambda known, given, at, on: reviewing.go_on_to_type_a(**known, opinion=given["opinion"], on=on),
    ),
    "decide": DisputeAct(
        _("Decide"),
        Permission.REVIEWS_MANAGE,
        Form(HiddenField("version"), _KEEP, _REASONS),
        lambda known, given, at, on: reviewing.close_review(
            **known, remove=given["outcome"] == "remove", reasons=given["reasons"], at=at, on=on
        ),
    ),
}
