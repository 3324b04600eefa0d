"""The tables of cases, of contacts and of campaigns."""

from __future__ import annotations

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from pollwright.casework.states import ActivityKind, Audience, CaseKind, CaseState, Channel, OfficeKind, Outcome
from pollwright.casework.web import terms
from pollwright.pages.tables import (
    ChoiceFilter,
    Column,
    DateRangeFilter,
    Kind,
    MultiChoiceFilter,
    SortColumn,
    TableSpec,
    YesNoFilter,
)
from pollwright.register.web.terms import WAYS_OF_CONTACT, said

TIE = SortColumn("pk", "id")


def cases_table(on: date, *, integrity: bool) -> TableSpec:
    """Return the queue of cases; allegations are a kind to choose only for whoever sees them."""
    kinds = [one for one in CaseKind if integrity or one is not CaseKind.ALLEGATION]
    return TableSpec(
        name="cases",
        columns=(
            Column("reference", _("Case"), sortable=True, href=lambda row: terms.case_href(row.reference)),
            Column("kind", _("Kind"), sortable=True, value=lambda row: str(CaseKind(row.kind).label)),
            Column("subject", _("Subject"), sortable=True),
            Column("requester", _("From"), hidden_by_default=True),
            Column("owner", _("Owner"), sort_by=(SortColumn("owner__name", "owner", nullable=True),)),
            Column("received_on", _("Received"), Kind.DATE, sortable=True),
            Column("due_on", _("Due"), Kind.DATE, sort_by=(SortColumn("due_on", nullable=True),)),
            Column("late", _("In time"), Kind.TAG, value=lambda row: terms.due_tag(row.state, row.due_on, on)),
            Column("age", _("Days"), Kind.NUMBER, value=lambda row: row.age(on)),
            Column("state", _("State"), Kind.TAG, sortable=True, value=lambda row: terms.state_tag(row.state)),
            Column(
                "office",
                _("Concerns"),
                hidden_by_default=True,
                value=lambda row: str(OfficeKind(row.office).label),
            ),
            Column("channel", _("Channel"), hidden_by_default=True, value=lambda row: str(Channel(row.channel).label)),
            Column(
                "outcome",
                _("Outcome"),
                hidden_by_default=True,
                value=lambda row: str(Outcome(row.outcome).label) if row.outcome else "",
            ),
            Column("answered_on", _("Answered"), Kind.DATE, hidden_by_default=True),
            Column("closed_on", _("Closed"), Kind.DATE, hidden_by_default=True),
        ),
        filters=(
            ChoiceFilter("which", _("Which"), (("open", _("In hand")), ("closed", _("Closed")), ("all", _("All")))),
            ChoiceFilter("look", _("What to look at"), looks()),
            MultiChoiceFilter("kind", _("Kind"), tuple((one.value, str(one.label)) for one in kinds)),
            MultiChoiceFilter("state", _("State"), tuple((one.value, str(one.label)) for one in CaseState)),
            MultiChoiceFilter("office", _("Concerns"), tuple((one.value, str(one.label)) for one in OfficeKind)),
            MultiChoiceFilter("channel", _("Channel"), tuple((one.value, str(one.label)) for one in Channel)),
        ),
        default_sort="due_on",
        search_label=_("Search cases"),
        search_hint=_("Reference, subject, who asked, e-mail or telephone; closed ones too."),
        tie=TIE,
    )


def looks() -> tuple[tuple[str, str], ...]:
    """Return what may be looked for, by the names that the query knows."""
    return (
        ("overdue", _("Overdue")),
        ("soon", _("Due within five days")),
        ("mine", _("Mine")),
        ("unassigned", _("Nobody has it")),
        ("unacknowledged", _("Acknowledgement overdue")),
        ("proposed", _("Answer waits for a second person")),
    )


def contacts_table() -> TableSpec:
    """Return the contacts about electors and homes. Nobody is named besides who took them."""
    return TableSpec(
        name="contacts",
        columns=(
            Column("at", _("When"), Kind.MOMENT, sortable=True),
            Column("channel", _("Channel"), sortable=True, value=lambda row: said(WAYS_OF_CONTACT, row.channel)),
            Column(
                "elector",
                _("Elector"),
                href=lambda row: reverse("register:elector", args=[row.elector]) if row.elector else None,
            ),
            Column(
                "property",
                _("Home"),
                href=lambda row: reverse("desk:household", args=[row.property]) if row.property else None,
            ),
            Column("by_name", _("Taken by"), sortable=True),
        ),
        filters=(
            MultiChoiceFilter("channel", _("Channel"), tuple((one.value, str(one.label)) for one in Channel)),
            DateRangeFilter("at", _("Days")),
        ),
        default_sort="-at",
        search_label=_("Search contacts"),
        search_hint=_("Reference of the elector or home, or who took it."),
        tie=TIE,
    )


def campaigns_table() -> TableSpec:
    """Return the table of campaigns."""
    return TableSpec(
        name="campaigns",
        columns=(
            Column("title", _("Campaign"), sortable=True, href=lambda row: terms.campaign_href(row.reference)),
            Column("reference", _("Reference"), sortable=True),
            Column("audience", _("Audience"), sortable=True, value=lambda row: str(Audience(row.audience).label)),
            Column("area", _("Area")),
            Column("owner", _("Owner")),
            Column("starts_on", _("Starts"), Kind.DATE, sortable=True),
            Column("ends_on", _("Ends"), Kind.DATE, sortable=True),
            Column("budget_pence", _("Budget"), Kind.MONEY),
            Column("spent_pence", _("Spent"), Kind.MONEY),
            Column("attendance", _("Came"), Kind.NUMBER),
            Column("closed_on", _("Closed"), Kind.DATE, hidden_by_default=True),
            Column("objective", _("Objective"), hidden_by_default=True),
            Column("message", _("Message"), hidden_by_default=True),
            Column("partners", _("Partners"), hidden_by_default=True),
            Column("equality", _("Equality"), hidden_by_default=True),
        ),
        filters=(
            MultiChoiceFilter("audience", _("Audience"), tuple((one.value, str(one.label)) for one in Audience)),
            YesNoFilter("over", _("Closed")),
        ),
        default_sort="-starts_on",
        search_label=_("Search campaigns"),
        search_hint=_("Title, reference, area, partner or owner."),
        tie=TIE,
    )


def activities_table(*, editable: bool) -> TableSpec:
    """Return the table of activities, in the columns in which such a table is taken over."""
    changed = (lambda row: reverse("casework:activity-change", args=[row.reference])) if editable else None
    return TableSpec(
        name="activities",
        columns=(
            Column("title", _("Title"), sortable=True, href=changed),
            Column("kind", _("Kind"), sortable=True, value=lambda row: str(ActivityKind(row.kind).label)),
            Column("held_on", _("Day"), Kind.DATE, sortable=True),
            Column("campaign", _("Campaign"), href=lambda row: terms.campaign_href(row.campaign)),
            Column("campaign_title", _("Title of the campaign"), hidden_by_default=True),
            Column("place", _("Place")),
            Column("area", _("Area"), hidden_by_default=True),
            Column("staff", _("Staff"), hidden_by_default=True),
            Column("safeguarding", _("Safeguarding"), Kind.YES_NO, hidden_by_default=True),
            Column("attendance", _("Came"), Kind.NUMBER),
            Column("sign_ups", _("Signed up"), Kind.NUMBER),
            Column("cost_pence", _("Cost"), Kind.MONEY),
            Column("follow_up", _("Follow up"), hidden_by_default=True),
            Column("reference", _("Activity"), sortable=True),
        ),
        filters=(
            MultiChoiceFilter("kind", _("Kind"), tuple((one.value, str(one.label)) for one in ActivityKind)),
            DateRangeFilter("on", _("Day")),
        ),
        default_sort="-held_on",
        search_label=_("Search activities"),
        search_hint=_("Title, place, staff, campaign or reference."),
        tie=TIE,
    )
