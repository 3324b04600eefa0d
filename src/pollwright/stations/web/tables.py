"""The tables of venues, bookings, schemes and stations."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

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
from pollwright.stations.states import Access, BookingState, Purpose, SchemeState
from pollwright.stations.web import terms

TIE = SortColumn("pk", "id")


def _choices(of: Any) -> tuple[tuple[str, str], ...]:
    return tuple((each.value, str(each.label)) for each in of)


def venues_table() -> TableSpec:
    """Return the table of venues."""
    return TableSpec(
        name="venues",
        columns=(
            Column("name", _("Venue"), sortable=True, href=lambda row: _venue(row.reference)),
            Column("reference", _("Reference"), sortable=True),
            Column("postcode", _("Postcode"), sortable=True),
            Column("school", _("School"), Kind.YES_NO),
            Column("hire_pence", _("Hire"), Kind.MONEY, sortable=True),
            Column("access", _("Access"), Kind.TAG, value=lambda row: terms.access_tag(row.access)),
            Column("withdrawn_on", _("Out of use"), Kind.DATE, hidden_by_default=True),
        ),
        filters=(
            MultiChoiceFilter("access", _("Access"), _choices(Access)),
            YesNoFilter("school", _("School")),
            ChoiceFilter("use", _("In use"), (("in", _("In use")), ("out", _("Out of use")))),
        ),
        default_sort="name",
        search_label=_("Search venues"),
        search_hint=_("Name, address, postcode or reference."),
        tie=TIE,
    )


def bookings_table() -> TableSpec:
    """Return the table of bookings."""
    return TableSpec(
        name="bookings",
        columns=(
            Column(
                "reference",
                _("Booking"),
                sortable=True,
                href=lambda row: reverse("stations:booking", args=[row.reference]),
            ),
            Column("venue_name", _("Venue"), href=lambda row: _venue(row.venue)),
            Column("day", _("Day"), Kind.DATE, sortable=True),
            Column("purpose", _("For"), value=lambda row: str(Purpose(row.purpose).label)),
            Column("state", _("State"), Kind.TAG, value=lambda row: terms.booking_tag(row.state)),
            Column("cost_pence", _("Cost"), Kind.MONEY, sortable=True),
            Column("requested_on", _("Asked"), Kind.DATE),
            Column("answered_on", _("Answered"), Kind.DATE),
        ),
        filters=(
            MultiChoiceFilter("state", _("State"), _choices(BookingState)),
            MultiChoiceFilter("purpose", _("For"), _choices(Purpose)),
            DateRangeFilter("day", _("Day")),
        ),
        default_sort="-day",
        search_label=_("Search bookings"),
        search_hint=_("Name or reference of the venue, or reference of the booking."),
        tie=TIE,
    )


def schemes_table() -> TableSpec:
    """Return the table of schemes."""
    return TableSpec(
        name="schemes",
        columns=(
            Column(
                "title", _("Poll"), sortable=True, href=lambda row: reverse("stations:scheme", args=[row.reference])
            ),
            Column("reference", _("Scheme"), sortable=True),
            Column("day", _("Day"), Kind.DATE, sortable=True),
            Column("stations", _("Stations"), Kind.NUMBER),
            Column("electors", _("Electors"), Kind.NUMBER),
            Column("amended", _("Amendments"), Kind.NUMBER),
            Column("state", _("State"), Kind.TAG, value=lambda row: terms.scheme_tag(row.state)),
        ),
        filters=(MultiChoiceFilter("state", _("State"), _choices(SchemeState)),),
        default_sort="-day",
        search_label=_("Search schemes"),
        search_hint=_("Title or reference."),
        tie=TIE,
    )


def stations_table(scheme: str) -> TableSpec:
    """Return the table of the stations of a scheme."""
    return TableSpec(
        name="stations",
        columns=(
            Column(
                "number",
                _("Station"),
                Kind.NUMBER,
                sortable=True,
                href=lambda row: reverse("stations:station", args=[scheme, row.number]),
            ),
            Column(
                "venue_name",
                _("Venue"),
                sort_by=(SortColumn("venue__name", "venue_name"),),
                href=lambda row: _venue(row.venue),
            ),
            Column("room", _("Room"), hidden_by_default=True),
            Column("postcode", _("Postcode"), hidden_by_default=True),
            Column("districts", _("Districts")),
            Column("electors", _("Electors"), Kind.NUMBER, sortable=True),
            Column("in_person", _("In person"), Kind.NUMBER, sortable=True),
            Column("staff", _("Staff"), Kind.NUMBER),
            Column("booking", _("Booking"), Kind.TAG, value=lambda row: terms.booking_tag(row.booking)),
            Column("access", _("Access"), Kind.TAG, value=lambda row: terms.access_tag(row.access)),
            Column("backup", _("Backup"), href=lambda row: _venue(row.backup) if row.backup else None),
        ),
        filters=(MultiChoiceFilter("access", _("Access"), _choices(Access)),),
        default_sort="number",
        search_label=_("Search stations"),
        search_hint=_("Number, venue, postcode, or letters of a district."),
        tie=TIE,
    )


def _venue(reference: str) -> str:
    return reverse("stations:venue", args=[reference])
