"""The tables of this room's lists."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from pollwright.law.staffing import Tie
from pollwright.pages.tables import (
    Column,
    DateRangeFilter,
    Kind,
    MultiChoiceFilter,
    SortColumn,
    TableSpec,
    YesNoFilter,
)
from pollwright.staffing.queries.bank import role_words
from pollwright.staffing.states import QUALIFYING, AppointmentState, MemberState, PlanState, Role, Ruling
from pollwright.staffing.web import terms

TIE = SortColumn("pk", "id")
ROLES = tuple((role.value, str(role.label)) for role in QUALIFYING)


def members_table() -> TableSpec:
    """Return the table of the staff bank."""
    return TableSpec(
        name="staff",
        columns=(
            Column("name", _("Name"), sort_by=(SortColumn("surname"), SortColumn("forenames")), href=lambda row: _member(row.reference)),
            Column("reference", _("Reference"), sortable=True),
            Column("roles", _("Roles"), value=lambda row: role_words(row.roles)),
            Column("worked", _("Polls worked"), Kind.NUMBER, sortable=True),
            Column("right_to_work", _("Right to work"), Kind.TAG, value=lambda row: terms.yes_tag(row.right_to_work)),
            Column("trained", _("Trained"), Kind.TAG, value=lambda row: terms.yes_tag(row.trained, lacking=False)),
            Column("postcode", _("Postcode"), sortable=True),
            Column("phone", _("Phone"), hidden_by_default=True),
            Column("email", _("Email"), hidden_by_default=True),
            Column("state", _("State"), Kind.TAG, value=lambda row: terms.member_tag(row.state)),
        ),
        filters=(
            MultiChoiceFilter("role", _("Role"), ROLES),
            MultiChoiceFilter("state", _("State"), terms.choices(MemberState)),
            YesNoFilter("right_to_work", _("Right to work")),
            YesNoFilter("trained", _("Trained")),
            DateRangeFilter("free", _("Free on")),
        ),
        default_sort="name",
        search_label=_("Search staff"),
        search_hint=_("Name, reference or postcode."),
        tie=TIE,
    )  # fmt: skip


def conflicts_table() -> TableSpec:
    """Return the table of possible conflicts."""
    return TableSpec(
        name="conflicts",
        columns=(
            Column("reference", _("Reference"), sortable=True, href=lambda row: reverse("staffing:conflict", args=[row.reference])),
            Column("member_name", _("Staff member"), sort_by=(SortColumn("member__surname", "member_surname"),), href=lambda row: _member(row.member)),
            Column("tie", _("Seems to be"), value=lambda row: terms.tie_of(row.tie)),
            Column("candidate_name", _("Candidate")),
            Column("poll_title", _("Poll")),
            Column("same_address", _("Same postcode"), Kind.YES_NO),
            Column("ruling", _("Decision"), Kind.TAG, value=lambda row: terms.ruling_tag(row.ruling)),
        ),
        filters=(
            MultiChoiceFilter("ruling", _("Decision"), terms.choices(Ruling)),
            MultiChoiceFilter("tie", _("Seems to be"), tuple((tie.value, str(terms.TIES[tie])) for tie in Tie)),
        ),
        default_sort="-reference",
        search_label=_("Search conflicts"),
        search_hint=_("Name, reference or poll."),
        tie=TIE,
    )  # fmt: skip


def plans_table() -> TableSpec:
    """Return the table of staff plans."""
    return TableSpec(
        name="staff-plans",
        columns=(
            Column("title", _("Poll"), sortable=True, href=lambda row: reverse("staffing:plan", args=[row.reference])),
            Column("reference", _("Plan"), sortable=True),
            Column("day", _("Day"), Kind.DATE, sortable=True),
            Column("wanted", _("Wanted"), Kind.NUMBER),
            Column("taken", _("Placed"), Kind.NUMBER),
            Column("sure", _("Accepted"), Kind.NUMBER),
            Column("state", _("State"), Kind.TAG, value=lambda row: terms.plan_tag(row.state)),
        ),
        filters=(MultiChoiceFilter("state", _("State"), terms.choices(PlanState)),),
        default_sort="-day",
        search_label=_("Search staff plans"),
        search_hint=_("Title or reference."),
        tie=TIE,
    )


def posts_table(plan: str, *, editable: bool) -> TableSpec:
    """Return the table of the posts of a plan."""
    return TableSpec(
        name="posts",
        columns=(
            Column("where", _("Where"), sort_by=(SortColumn("station_order"),), value=lambda row: terms.post_place(row.station, row.venue, row.session)),
            Column("role", _("Role"), sortable=True, value=lambda row: terms.role_of(row.role),
                   href=lambda row: reverse("staffing:post", args=[plan, row.id]) if editable else None),
            Column("day", _("Day"), Kind.DATE, sort_by=(SortColumn("on_day", "day"),)),
            Column("hours", _("Hours"), value=lambda row: terms.hours_of_day(row.starts, row.ends)),
            Column("place_words", _("Held at"), hidden_by_default=True),
            Column("by_guidance", _("By guidance"), Kind.NUMBER),
            Column("wanted", _("Wanted"), Kind.NUMBER, sortable=True),
            Column("taken", _("Placed"), Kind.NUMBER, sortable=True),
            Column("sure", _("Accepted"), Kind.NUMBER, sortable=True),
            Column("empty", _("Empty"), Kind.NUMBER),
            Column("reason", _("Reason for another number"), hidden_by_default=True),
        ),
        filters=(
            MultiChoiceFilter("role", _("Role"), terms.choices(Role)),
            DateRangeFilter("day", _("Day")),
            YesNoFilter("empty", _("Has empty places")),
        ),
        default_sort="where",
        search_label=_("Search posts"),
        search_hint=_("Number of a station, venue, or session."),
        tie=TIE,
    )  # fmt: skip


def appointments_table() -> TableSpec:
    """Return the table of the appointments of a plan."""
    return TableSpec(
        name="staff-appointments",
        columns=(
            Column("name", _("Name"), sort_by=(SortColumn("member__surname", "surname"),), href=lambda row: _appointment(row.reference)),
            Column("role", _("Role"), value=lambda row: terms.role_of(row.role)),
            Column("where", _("Where"), sort_by=(SortColumn("station_order"),), value=lambda row: terms.post_place(row.station, row.venue, row.session)),
            Column("day", _("Day"), Kind.DATE, sortable=True),
            Column("state", _("State"), Kind.TAG, value=lambda row: terms.appointment_tag(row.state)),
            Column("locked", _("Kept by hand"), Kind.YES_NO),
            Column("explained", _("Why")),
            Column("phone", _("Phone"), hidden_by_default=True),
            Column("email", _("Email"), hidden_by_default=True),
            Column("starts", _("From"), value=lambda row: terms.typed_clock(row.starts), hidden_by_default=True),
            Column("ends", _("Until"), value=lambda row: terms.typed_clock(row.ends), hidden_by_default=True),
            Column("came_at", _("Came"), value=lambda row: terms.typed_clock(row.came_at), hidden_by_default=True),
            Column("left_at", _("Left"), value=lambda row: terms.typed_clock(row.left_at), hidden_by_default=True),
            Column("minutes", _("Minutes worked"), Kind.NUMBER, hidden_by_default=True),
            Column("miles", _("Miles"), value=lambda row: terms.miles_words(row.miles), hidden_by_default=True),
            Column("reminded_at", _("Last reminded"), Kind.MOMENT, hidden_by_default=True),
            Column("reference", _("Appointment"), hidden_by_default=True),
        ),
        filters=(
            MultiChoiceFilter("role", _("Role"), terms.choices(Role)),
            DateRangeFilter("day", _("Day")),
            MultiChoiceFilter("state", _("State"), terms.choices(AppointmentState)),
            MultiChoiceFilter("owed", _("Still owes"), tuple((each.value, str(words)) for each, words in terms.OWED.items())),
            YesNoFilter("locked", _("Kept by hand")),
        ),
        default_sort="where",
        search_label=_("Search appointments"),
        search_hint=_("Name, reference or venue."),
        tie=TIE,
    )  # fmt: skip


def _member(reference: str) -> str:
    return reverse("staffing:member", args=[reference])


def _appointment(reference: str) -> str:
    return reverse("staffing:appointment", args=[reference])
