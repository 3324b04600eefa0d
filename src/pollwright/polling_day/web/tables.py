"""The tables of this room's lists."""

from __future__ import annotations

from datetime import time
from functools import partial
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from pollwright.pages.tables import Column, Kind, MultiChoiceFilter, SortColumn, TableSpec, YesNoFilter
from pollwright.polling_day.states import Caller, Category, LateKind, LateState, Open, PaperKind, Severity
from pollwright.polling_day.web import terms

TIE = SortColumn("pk", "id")


def _linked(key: str, label: str, page: str, *, sortable: bool = True) -> Column:
    return Column(key, label, sortable=sortable, href=lambda row: reverse(f"polling_day:{page}", args=[row.reference]))


def _station(*, optional: bool = False) -> Column:
    return Column(
        "station",
        _("Station"),
        sort_by=(SortColumn("station__number", "number", nullable=optional),),
        value=lambda row: terms.station_words(row.number, row.venue_name),
    )


def desks_table() -> TableSpec:
    """Return the table of desks."""
    return TableSpec(
        name="desks",
        columns=(
            Column(
                "day",
                _("Day"),
                Kind.DATE,
                sortable=True,
                href=lambda row: reverse("polling_day:desk", args=[row.reference]),
            ),
            Column("reference", _("Desk"), sortable=True),
            Column("rehearsal", _("Rehearsal"), Kind.YES_NO),
            Column("boxes_due_at", _("Boxes due"), Kind.MOMENT),
        ),
        filters=(YesNoFilter("rehearsal", _("Rehearsal")),),
        default_sort="-day",
        search_label=_("Search desks"),
        search_hint=_("Reference."),
        tie=TIE,
    )


def calls_table() -> TableSpec:
    """Return the table of calls."""
    return TableSpec(
        name="calls",
        columns=(
            Column("taken_at", _("Time"), Kind.MOMENT, sortable=True),
            _linked("reference", _("Call"), "call"),
            _station(optional=True),
            Column("caller", _("Caller"), value=lambda row: terms.label(Caller, row.caller)),
            Column("category", _("About"), value=lambda row: terms.label(Category, row.category)),
            Column("words", _("What was said")),
            Column("answer", _("Answer"), hidden_by_default=True),
            Column("follow_up", _("Still to do")),
            Column("state", _("State"), Kind.TAG, value=lambda row: terms.state_tag(row.state)),
            Column("taken_by", _("Taken by"), hidden_by_default=True),
        ),
        filters=(
            MultiChoiceFilter("state", _("State"), terms.pairs(Open)),
            MultiChoiceFilter("category", _("About"), terms.pairs(Category)),
            MultiChoiceFilter("caller", _("Caller"), terms.pairs(Caller)),
        ),
        default_sort="-taken_at",
        search_label=_("Search calls"),
        search_hint=_("Words, station or reference."),
        tie=TIE,
    )


def incidents_table() -> TableSpec:
    """Return the table of incidents."""
    return TableSpec(
        name="incidents",
        columns=(
            Column("happened_at", _("Time"), Kind.MOMENT, sortable=True),
            _linked("reference", _("Incident"), "incident"),
            _station(optional=True),
            Column("severity", _("How bad"), Kind.TAG, value=lambda row: terms.severity_tag(row.severity)),
            Column("integrity", _("Integrity"), Kind.YES_NO),
            Column("words", _("What happened")),
            Column("outcome", _("Outcome"), hidden_by_default=True),
            Column("state", _("State"), Kind.TAG, value=lambda row: terms.state_tag(row.state)),
        ),
        filters=(
            MultiChoiceFilter("state", _("State"), terms.pairs(Open)),
            MultiChoiceFilter("severity", _("How bad"), terms.pairs(Severity)),
        ),
        default_sort="-happened_at",
        search_label=_("Search incidents"),
        search_hint=_("Words, station or reference."),
        tie=TIE,
    )


def visits_table() -> TableSpec:
    """Return the table of inspectors' visits."""
    return TableSpec(
        name="visits",
        columns=(
            Column("arrived_at", _("Time"), Kind.MOMENT, sortable=True),
            _linked("reference", _("Visit"), "visit"),
            _station(),
            Column("inspector", _("Inspector"), sortable=True),
            Column("faults", _("Not in order"), Kind.NUMBER, sortable=True),
            Column("note", _("Note")),
            Column("incident", _("Incident"), value=lambda row: row.incident or ""),
        ),
        filters=(YesNoFilter("faulty", _("With something not in order")),),
        default_sort="-arrived_at",
        search_label=_("Search visits"),
        search_hint=_("Inspector, station or words."),
        tie=TIE,
    )


def late_table() -> TableSpec:
    """Return the table of late changes."""
    return TableSpec(
        name="late",
        columns=(
            Column("decided_at", _("Time"), Kind.MOMENT, sortable=True),
            _linked("reference", _("Late change"), "late-change"),
            _station(),
            Column("elector_number", _("Elector number")),
            Column("name", _("Name"), value=elector_name),
            Column("kind", _("Change"), value=lambda row: terms.label(LateKind, row.kind)),
            Column("state", _("Station told"), Kind.TAG, value=lambda row: terms.late_tag(row.state)),
            Column("told", _("Who was told")),
            Column("told_at", _("Told"), Kind.MOMENT),
        ),
        filters=(
            MultiChoiceFilter("state", _("Station told"), terms.pairs(LateState)),
            MultiChoiceFilter("kind", _("Change"), terms.pairs(LateKind)),
        ),
        default_sort="-decided_at",
        search_label=_("Search late changes"),
        search_hint=_("Name, elector number, station or reference."),
        tie=TIE,
    )


def elector_name(row: Any) -> str:
    """Return the name of an elector as the register has it; nothing of an anonymous one."""
    return f"{row.surname or ''}, {row.forenames or ''}".strip(", ")


def ranges_table() -> TableSpec:
    """Return the ledger of ballot papers."""
    return TableSpec(
        name="ranges",
        columns=(
            _linked("reference", _("Range"), "range"),
            _station(),
            Column("contest_name", _("Contest")),
            Column("kind", _("Papers"), value=lambda row: terms.label(PaperKind, row.kind)),
            Column("first", _("First"), Kind.NUMBER, sortable=True),
            Column("last", _("Last"), Kind.NUMBER, sortable=True),
            Column("papers", _("How many"), Kind.NUMBER),
            Column("extra", _("Extra"), Kind.YES_NO),
            Column("issued_at", _("Issued"), Kind.MOMENT, sortable=True),
            Column("issued_by", _("By"), hidden_by_default=True),
            Column("taken_back_at", _("Taken back"), Kind.MOMENT),
        ),
        filters=(
            MultiChoiceFilter("kind", _("Papers"), terms.pairs(PaperKind)),
            YesNoFilter("extra", _("Extra")),
        ),
        default_sort="first",
        search_label=_("Search ranges"),
        search_hint=_("Number of a ballot paper, station, contest or reference."),
        tie=TIE,
    )


def turnout_table(hours: tuple[time, ...]) -> TableSpec:
    """Return the table of turnout, with a column for each hour that a station told."""
    return TableSpec(
        name="turnout",
        columns=(
            Column("station", _("Station"), sort_by=(SortColumn("number"),), value=lambda row: row.station.label),
            Column("in_person", _("In person"), Kind.NUMBER, value=lambda row: row.station.in_person),
            *(Column(f"h{hour:%H%M}", f"{hour:%H:%M}", Kind.NUMBER, value=partial(_figure, hour)) for hour in hours),
            Column("latest", _("Latest"), Kind.NUMBER),
            Column("percent", _("Of those in person, %"), Kind.NUMBER),
        ),
        filters=(YesNoFilter("told", _("Told a figure")),),
        default_sort="station",
        search_label=_("Search stations"),
        search_hint=_("Number, venue or district."),
        tie=TIE,
    )


def _figure(hour: time, row: Any) -> int | None:
    return row.figures.get(hour)


def accounts_table(desk: str) -> TableSpec:
    """Return the table of ballot paper accounts; `desk` is the reference of the desk."""
    return TableSpec(
        name="accounts",
        columns=(
            Column("station", _("Station"), sort_by=(SortColumn("scheme"), SortColumn("number"))),
            Column(
                "contest_name",
                _("Contest"),
                sortable=True,
                href=lambda row: reverse("polling_day:account", args=[desk, row.scheme, row.number, row.contest]),
            ),
            Column("in_person", _("In person"), Kind.NUMBER),
            Column("entrusted", _("Entrusted"), Kind.NUMBER),
            Column("issued", _("Issued"), Kind.NUMBER),
            Column("unused", _("Unused"), Kind.NUMBER),
            Column("spoilt", _("Spoilt"), Kind.NUMBER),
            Column("tendered", _("Tendered"), Kind.NUMBER),
            Column("told", _("Voters told"), Kind.NUMBER),
            Column("difference", _("Differs by"), Kind.NUMBER),
            Column("entered_at", _("Entered"), Kind.MOMENT, hidden_by_default=True),
            Column("entered_by", _("By"), hidden_by_default=True),
        ),
        filters=(YesNoFilter("entered", _("Entered")), YesNoFilter("differs", _("Differs from the turnout told"))),
        default_sort="station",
        search_label=_("Search accounts"),
        search_hint=_("Station, venue or contest."),
        tie=TIE,
    )


def boxes_table() -> TableSpec:
    """Return the table of the box board."""
    return TableSpec(
        name="boxes",
        columns=(
            Column("station", _("Station"), sort_by=(SortColumn("number"),)),
            Column(
                "code",
                _("Box"),
                value=lambda row: row.code or _("None was given"),
                href=lambda row: reverse("polling_day:box", args=[row.code]) if row.code else None,
            ),
            Column(
                "state",
                _("State"),
                Kind.TAG,
                sort_by=(SortColumn("urgency"), SortColumn("number")),
                value=lambda row: terms.box_tag(row.state),
            ),
            Column("silent", _("Heard of"), Kind.TAG, value=lambda row: terms.heard_tag() if row.silent else None),
            Column("received_at", _("In at"), Kind.MOMENT),
            Column("brought_by", _("Brought by")),
            Column("received_by", _("Received by")),
            Column("seals_out", _("Seals out"), hidden_by_default=True),
            Column("seals_in", _("Seals in")),
            Column("account", _("Account"), Kind.YES_NO),
            Column("postal_packs", _("Postal votes"), Kind.NUMBER),
            Column("bags", _("Bags"), Kind.NUMBER, hidden_by_default=True),
            Column("note", _("Note"), hidden_by_default=True),
        ),
        filters=(
            MultiChoiceFilter("state", _("State"), (("missing", _("Missing")), ("late", _("Late")), ("in", _("In")))),
            YesNoFilter("silent", _("Not heard of by its hour")),
        ),
        default_sort="state",
        search_label=_("Search boxes"),
        search_hint=_("Code on the label, station or venue."),
        tie=SortColumn("code"),
    )
