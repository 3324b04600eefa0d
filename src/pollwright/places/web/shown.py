"""How places are shown: tables, summaries, and the boundary of an area as a picture."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import cos, radians
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from pollwright.pages.summaries import SummaryRow
from pollwright.pages.tables import (
    ChoiceFilter,
    Column,
    Kind,
    MultiChoiceFilter,
    SortColumn,
    TableSpec,
    YesNoFilter,
)
from pollwright.pages.tags import Colour, Tag, TagSet
from pollwright.pages.wording import number, short_day
from pollwright.places.queries.divisions import AreaFacts, ChangeFacts, DistrictFacts, area_choices, district_choices
from pollwright.places.queries.properties import InArea, PropertyFacts
from pollwright.places.queries.tasks import TaskRow
from pollwright.places.states import (
    AreaKind,
    DistrictChangeState,
    PropertyChangeKind,
    PropertyKind,
    PropertyStatus,
    PropertyTaskKind,
)

PICTURE = 480
MOST_POINTS = 1500


def statuses() -> TagSet:
    """Return the tag of each status of a property."""
    colours = {
        PropertyStatus.OCCUPIED: Colour.GREEN,
        PropertyStatus.VOID: Colour.YELLOW,
        PropertyStatus.DEMOLISHED: Colour.RED,
        PropertyStatus.NOT_BUILT: Colour.BLUE,
    }
    return TagSet({status.value: Tag(str(status.label), colours.get(status, Colour.GREY)) for status in PropertyStatus})


def change_states() -> TagSet:
    """Return the tag of each state of a change of districts."""
    return TagSet(
        {
            DistrictChangeState.DRAFT: Tag(_("Draft"), Colour.GREY),
            DistrictChangeState.NOTICED: Tag(_("Notice published"), Colour.BLUE),
            DistrictChangeState.EFFECTIVE: Tag(_("In effect"), Colour.GREEN),
            DistrictChangeState.WITHDRAWN: Tag(_("Withdrawn"), Colour.YELLOW),
        }
    )


def properties_table(authority_id: int) -> TableSpec:
    """Return the table of properties; in walk order, which is the order of the register, unless asked otherwise."""
    tags = statuses()
    order = (SortColumn("district_id"), SortColumn("sort_key"))
    return TableSpec(
        name="properties",
        columns=(
            Column("address", _("Address"), sort_by=order, href=_property),
            Column("postcode", _("Postcode"), sortable=True),
            Column("district", _("District"), href=lambda row: reverse("places:district", args=[row.district])),
            Column("kind", _("Kind"), value=lambda row: PropertyKind(row.kind).label),
            Column("status", _("Status"), Kind.TAG, value=lambda row: tags.of(row.status)),
            Column("uprn", _("UPRN"), sort_by=(SortColumn("uprn", nullable=True),)),
            Column("reference", _("Reference"), sortable=True),
            Column("walk_order", _("Walk order"), Kind.NUMBER, hidden_by_default=True),
            Column("valid_from", _("From"), Kind.DATE, hidden_by_default=True),
            Column("valid_to", _("Until"), Kind.DATE, hidden_by_default=True),
        ),
        filters=(
            ChoiceFilter("district", _("Polling district"), district_choices(authority_id)),
            ChoiceFilter("area", _("Area"), area_choices(authority_id)),
            MultiChoiceFilter("kind", _("Kind"), tuple((one.value, str(one.label)) for one in PropertyKind)),
            MultiChoiceFilter("status", _("Status"), tuple((one.value, str(one.label)) for one in PropertyStatus)),
            YesNoFilter("ended", _("With those that have ended")),
        ),
        default_sort="address",
        search_label=_("Address, postcode, UPRN or reference"),
    )


def areas_table() -> TableSpec:
    """Return the table of areas."""
    return TableSpec(
        name="areas",
        columns=(
            Column(
                "name", _("Area"), sortable=True, href=lambda row: reverse("places:area", args=[row.kind, row.code])
            ),
            Column("kind", _("Kind"), sortable=True, value=lambda row: AreaKind(row.kind).label),
            Column("code", _("Code"), sortable=True),
            Column("districts", _("Polling districts"), Kind.NUMBER),
            Column("valid_from", _("From"), Kind.DATE),
            Column("valid_to", _("Until"), Kind.DATE, hidden_by_default=True),
        ),
        filters=(
            MultiChoiceFilter("kind", _("Kind"), tuple((one.value, str(one.label)) for one in AreaKind)),
            YesNoFilter("ended", _("With those that have ended")),
        ),
        default_sort="name",
        search_label=_("Name or code"),
    )


def districts_table(authority_id: int) -> TableSpec:
    """Return the table of polling districts."""
    return TableSpec(
        name="districts",
        columns=(
            Column("code", _("District"), sortable=True, href=lambda row: reverse("places:district", args=[row.code])),
            Column("name", _("Name"), sortable=True),
            Column("polling_place_name", _("Polling place"), href=_polling_place),
            Column("properties", _("Properties"), Kind.NUMBER),
        ),
        filters=(ChoiceFilter("area", _("Area"), area_choices(authority_id)),),
        default_sort="code",
        search_label=_("Code, name or polling place"),
        page_size=100,
    )


def polling_places_table() -> TableSpec:
    """Return the table of polling places."""
    return TableSpec(
        name="polling-places",
        columns=(
            Column("name", _("Polling place"), sortable=True, href=_change_polling_place),
            Column("address", _("Address")),
            Column("postcode", _("Postcode"), sortable=True),
            Column("districts", _("Polling districts"), Kind.NUMBER),
            Column("reference", _("Reference"), sortable=True),
        ),
        default_sort="name",
        search_label=_("Name, address, postcode or reference"),
    )


def changes_table() -> TableSpec:
    """Return the table of changes of districts; the newest first, unless asked otherwise."""
    tags = change_states()
    begun = (SortColumn("pk", "id"),)
    return TableSpec(
        name="changes",
        columns=(
            Column(
                "title", _("Change"), sortable=True, href=lambda row: reverse("places:change", args=[row.reference])
            ),
            Column("reference", _("Reference"), sort_by=begun),
            Column("state", _("State"), Kind.TAG, value=lambda row: tags.of(row.state)),
            Column("properties", _("Properties"), Kind.NUMBER),
            Column("notice_on", _("Notice"), Kind.DATE, sort_by=(SortColumn("notice_on", nullable=True),)),
            Column(
                "effective_on", _("Revised register"), Kind.DATE, sort_by=(SortColumn("effective_on", nullable=True),)
            ),
        ),
        filters=(
            MultiChoiceFilter("state", _("State"), tuple((one.value, str(one.label)) for one in DistrictChangeState)),
        ),
        default_sort="-reference",
        search_label=_("Title or reference"),
        tie=SortColumn("pk", "id"),
    )


def moves_table(from_districts: tuple[str, ...], to_districts: tuple[str, ...]) -> TableSpec:
    """Return the table of what a change moves, street by street."""
    whole = (SortColumn("street"), SortColumn("from_district"), SortColumn("to_district"))
    return TableSpec(
        name="moves",
        columns=(
            Column("street", _("Street"), sort_by=whole, value=lambda row: row.street or _("No street")),
            Column("from_district", _("From"), sort_by=(SortColumn("from_district"), *whole)),
            Column("to_district", _("To"), sort_by=(SortColumn("to_district"), *whole)),
            Column("properties", _("Properties"), Kind.NUMBER, sort_by=(SortColumn("properties"), *whole)),
        ),
        filters=(
            ChoiceFilter("from_district", _("From"), tuple((code, code) for code in from_districts)),
            ChoiceFilter("to_district", _("To"), tuple((code, code) for code in to_districts)),
        ),
        default_sort="street",
        search_label=_("Street"),
        tie=SortColumn("to_district"),
    )


def tasks_table(*, may_close: bool) -> TableSpec:
    """Return the table of tasks about properties; `may_close` gives each that waits the way to close it."""

    def close(row: TaskRow) -> str:
        return _("Close %(property)s") % {"property": row.property} if _closing(row) else ""

    def _closing(row: TaskRow) -> str | None:
        waits = may_close and row.resolved_on is None
        return reverse("places:resolve-task", args=[row.id]) if waits else None

    at = (SortColumn("property__sort_key", "sort_key"), SortColumn("pk", "id"))
    return TableSpec(
        name="tasks",
        columns=(
            Column(
                "address", _("Property"), sort_by=at, value=lambda row: row.address or row.property, href=_task_home
            ),
            Column("kind", _("What to look at"), value=lambda row: PropertyTaskKind(row.kind).label),
            Column("detail", _("The file says")),
            Column("opened_on", _("Since"), Kind.DATE, sortable=True),
            Column("resolved_on", _("Closed"), Kind.DATE, hidden_by_default=True),
            Column("resolution", _("What was done"), hidden_by_default=True),
            Column("property", _("Reference"), hidden_by_default=True),
            Column("close", _("Close"), value=close, href=_closing, download=False),
        ),
        filters=(
            MultiChoiceFilter(
                "kind", _("What to look at"), tuple((one.value, str(one.label)) for one in PropertyTaskKind)
            ),
            YesNoFilter("closed", _("With those that are closed")),
        ),
        default_sort="opened_on",
        search_label=_("Address, postcode, UPRN or reference"),
        tie=SortColumn("pk", "id"),
    )


def property_facts(facts: PropertyFacts) -> tuple[SummaryRow, ...]:
    """Return what is known of a property."""
    known = facts.address
    rows = [
        SummaryRow(_("Address"), tuple(part for part in (*facts.line.split(", "), known.postcode) if part)),
        SummaryRow(_("Kind"), str(PropertyKind(facts.kind).label)),
        SummaryRow(_("Status"), statuses().of(facts.status)),
        SummaryRow(
            _("Polling district"),
            f"{facts.district} {facts.district_name}",
            href=reverse("places:district", args=[facts.district]),
        ),
        SummaryRow(_("Polling place"), facts.polling_place_name or _("Not settled")),
        SummaryRow(_("UPRN"), str(known.uprn or _("Not known"))),
        SummaryRow(_("In force"), _span(facts.valid_from, facts.valid_to)),
    ]
    for one in facts.successions:
        other, words = (one.after, _("became")) if one.before == facts.reference else (one.before, _("came from"))
        said = f"{PropertyChangeKind(one.kind).label!s}, {short_day(one.on)}: {words} {other or _('nothing')}"
        rows.append(
            SummaryRow(
                _("History"), said, note=one.reason, href=reverse("places:property", args=[other]) if other else ""
            )
        )
    return tuple(rows)


def area_rows(areas: tuple[InArea, ...]) -> tuple[SummaryRow, ...]:
    """Return the areas that something lies in, each with a link."""
    return tuple(
        SummaryRow(str(area.kind.label), area.name, href=reverse("places:area", args=[area.kind.value, area.code]))
        for area in areas
    )


def area_facts(facts: AreaFacts) -> tuple[SummaryRow, ...]:
    """Return what is known of an area."""
    rows = [
        SummaryRow(_("Kind"), str(facts.kind.label)),
        SummaryRow(_("Code"), facts.code),
        SummaryRow(_("In force"), _span(facts.valid_from, facts.valid_to)),
    ]
    if facts.name_cy:
        rows.append(SummaryRow(_("Welsh name"), facts.name_cy))
    if facts.parent:
        rows.append(SummaryRow(_("Part of"), facts.parent))
    return tuple(rows)


def district_facts(facts: DistrictFacts) -> tuple[SummaryRow, ...]:
    """Return what is known of a polling district."""
    place = reverse("places:polling-place", args=[facts.polling_place]) if facts.polling_place else ""
    return (
        SummaryRow(_("Name"), facts.name),
        SummaryRow(_("Polling place"), facts.polling_place_name or _("Not settled"), href=place),
        SummaryRow(
            _("Properties"), number(facts.properties), href=f"{reverse('places:properties')}?district={facts.code}"
        ),
        SummaryRow(_("Electors"), number(facts.electors), note=_("Entries in force with a printed address")),
        SummaryRow(_("Order of the register"), facts.order),
        SummaryRow(_("In force"), _span(facts.valid_from, facts.valid_to)),
    )


def change_facts(facts: ChangeFacts) -> tuple[SummaryRow, ...]:
    """Return what is known of a change of districts."""
    rows = [
        SummaryRow(_("State"), change_states().of(facts.state)),
        SummaryRow(_("Why"), facts.reason),
        SummaryRow(_("Properties that move"), number(facts.properties)),
    ]
    if facts.notice_on and facts.effective_on:
        rows.append(SummaryRow(_("Notice published"), short_day(facts.notice_on)))
        rows.append(SummaryRow(_("Revised register"), short_day(facts.effective_on)))
    return tuple(rows)


@dataclass(frozen=True, slots=True)
class Picture:
    """A boundary drawn: the size of the picture and the path of every ring."""

    width: int
    height: int
    path: str


def picture_of(geometry: dict[str, Any] | None) -> Picture | None:
    """Return a boundary in WGS 84 as the path of a picture, north up, thinned to what the eye can see."""
    if not geometry:
        return None
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    rings = [ring for polygon in polygons for ring in polygon]
    every = [point for ring in rings for point in ring]
    west, east = min(point[0] for point in every), max(point[0] for point in every)
    south, north = min(point[1] for point in every), max(point[1] for point in every)
    narrowing = cos(radians((south + north) / 2))
    scale = PICTURE / max((east - west) * narrowing, north - south, 1e-9)
    keep = max(1, len(every) // MOST_POINTS)

    def drawn(ring: list[list[float]]) -> Iterator[str]:
        for point in [*ring[:-1:keep], ring[-1]]:
            yield f"{(point[0] - west) * narrowing * scale:.1f},{(north - point[1]) * scale:.1f}"

    path = " ".join(f"M{' L'.join(drawn(ring))}Z" for ring in rings)
    return Picture(round((east - west) * narrowing * scale) or 1, round((north - south) * scale) or 1, path)


def _span(start: Any, end: Any) -> str:
    if end is None:
        return _("since %(start)s") % {"start": short_day(start)}
    return _("from %(start)s until %(end)s") % {"start": short_day(start), "end": short_day(end)}


def _property(row: Any) -> str:
    return reverse("places:property", args=[row.reference])


def _polling_place(row: Any) -> str | None:
    return reverse("places:polling-place", args=[row.polling_place]) if row.polling_place else None


def _change_polling_place(row: Any) -> str:
    return reverse("places:polling-place", args=[row.reference])


def _task_home(row: TaskRow) -> str:
    return reverse("places:property", args=[row.property])
