"""How a station and the box board are shown on the day."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pollwright.pages import wording
from pollwright.pages.shell import NavItem
from pollwright.pages.standard import Cell, Figure, PlainTable, Section
from pollwright.pages.summaries import SummaryRow
from pollwright.polling_day.queries.accounts import accounts_of_station
from pollwright.polling_day.queries.boxes import Board, BoxRow, board
from pollwright.polling_day.queries.contacts import whom_to_ring
from pollwright.polling_day.queries.desk_rows import DeskRow
from pollwright.polling_day.queries.logs import late_of_station
from pollwright.polling_day.queries.packing import packing_of
from pollwright.polling_day.queries.ranges import ranges_of_station
from pollwright.polling_day.queries.stations_of_day import StationOfDay
from pollwright.polling_day.queries.turnout import turnout_rows
from pollwright.polling_day.states import LateKind, PaperKind
from pollwright.polling_day.web import alarms, terms
from pollwright.polling_day.web.tables import elector_name


def acts(desk: DeskRow, found: StationOfDay) -> tuple[NavItem, ...]:
    """Return what is logged of a station."""
    named = (
        ("call", _("Log a call")),
        ("incident", _("Log an incident")),
        ("visit", _("Log a visit")),
        ("turnout", _("Log turnout")),
        ("range", _("Issue ballot papers")),
    )
    return tuple(
        NavItem(words, f"{reverse('polling_day:desk-act', args=[desk.reference, name])}?station={found.key}")
        for name, words in named
    )


def facts(desk: DeskRow, found: StationOfDay) -> tuple[SummaryRow, ...]:
    """Return what a station is."""
    contacts = whom_to_ring(desk, found.key)
    scheme = reverse("stations:station", args=[found.scheme, found.number])
    return (
        SummaryRow(_("Venue"), f"{found.venue_name}, {found.postcode}".rstrip(", "), href=scheme),
        SummaryRow(_("Polls"), found.title),
        SummaryRow(_("Districts"), found.districts),
        SummaryRow(_("Electors"), wording.number(found.electors)),
        SummaryRow(_("In person"), wording.number(found.in_person)),
        SummaryRow(_("Whom to ring"), contacts or _("Nobody is known")),
    )


def sections(desk: DeskRow, found: StationOfDay, *, at: datetime) -> tuple[Section, ...]:
    """Return the parts of a station's page."""
    return (
        _late(desk, found),
        _papers(desk, found),
        _turnout(desk, found),
        _accounts(desk, found),
        _boxes(desk, found, at),
        _packing(desk, found),
    )


def _late(desk: DeskRow, found: StationOfDay) -> Section:
    rows = tuple(
        (
            Cell(one.reference, href=reverse("polling_day:late-change", args=[one.reference])),
            Cell(wording.clock(one.decided_at)),
            Cell(one.elector_number),
            Cell(elector_name(one)),
            Cell(terms.label(LateKind, one.kind)),
            Cell(tag=terms.late_tag(one.state)),
        )
        for one in late_of_station(desk, found.id)
    )
    headings = (_("Change"), _("Made at"), _("Elector number"), _("Name"), _("What"), _("Station told"))
    paper = reverse("polling_day:amendments", args=[desk.reference, found.scheme, found.number])
    return Section(
        _("Amendments"),
        table=PlainTable(_("Amendments"), headings, rows, _("The register is as it was printed.")),
        links=(NavItem(_("As a paper"), paper),) if rows else (),
    )


def _papers(desk: DeskRow, found: StationOfDay) -> Section:
    held = ranges_of_station(desk, found.id)
    rows = tuple(
        (
            Cell(one.reference, href=reverse("polling_day:range", args=[one.reference])),
            Cell(one.contest_name),
            Cell(terms.label(PaperKind, one.kind)),
            Cell(f"{one.first}–{one.last}"),
            Cell(wording.number(one.papers), numeric=True),
            Cell(wording.yes_no(one.extra)),
        )
        for one in held
    )
    headings = (_("Range"), _("Contest"), _("Papers"), _("Numbers"), _("How many"), _("Extra"))
    return Section(
        _("Ballot papers"), table=PlainTable(_("Ballot papers"), headings, rows, _("No ballot papers were issued."))
    )


def _turnout(desk: DeskRow, found: StationOfDay) -> Section:
    figures = next((row.figures for row in turnout_rows(desk) if row.id == found.id), {})
    rows = tuple(
        (Cell(f"{hour:%H:%M}"), Cell(wording.number(voters), numeric=True)) for hour, voters in sorted(figures.items())
    )
    return Section(
        _("Turnout"), table=PlainTable(_("Turnout"), (_("By"), _("Voters")), rows, _("The station told nothing yet."))
    )


def _accounts(desk: DeskRow, found: StationOfDay) -> Section:
    rows = tuple(
        (
            Cell(
                one.contest_name,
                href=reverse("polling_day:account", args=[desk.reference, found.scheme, found.number, one.contest]),
            ),
            *(
                Cell(wording.number(figure), numeric=True)
                for figure in (one.entrusted, one.issued, one.unused, one.spoilt, one.tendered)
            ),
        )
        for one in accounts_of_station(desk, found.id)
    )
    headings = (_("Contest"), _("Entrusted"), _("Issued"), _("Unused"), _("Spoilt"), _("Tendered"))
    empty = _("No contest is taken here.")
    return Section(_("Ballot paper accounts"), table=PlainTable(_("Ballot paper accounts"), headings, rows, empty))


def _boxes(desk: DeskRow, found: StationOfDay, at: datetime) -> Section:
    held = [row for row in board(desk, at=at).rows if (row.scheme, row.number) == (found.scheme, found.number)]
    rows = tuple(
        (
            Cell(one.code or _("None was given"), href=reverse("polling_day:box", args=[one.code]) if one.code else ""),
            Cell(tag=terms.box_tag(one.state)),
            Cell(one.seals_out),
            Cell(wording.clock(one.received_at)),
        )
        for one in held
    )
    headings = (_("Box"), _("State"), _("Seals out"), _("In at"))
    return Section(_("Boxes"), table=PlainTable(_("Boxes"), headings, rows))


def _packing(desk: DeskRow, found: StationOfDay) -> Section:
    lines = packing_of(desk, found.id)
    words = _("%(checked)s of %(lines)s lines of its packing list are checked.") % {
        "checked": sum(one.checked_at is not None for one in lines),
        "lines": len(lines),
    }
    here = [desk.reference, found.scheme, found.number]
    return Section(
        _("Packing"),
        (words if lines else _("Its packing list was not made yet."),),
        links=(NavItem(_("Packing list"), reverse("polling_day:packing-check", args=here)),) if lines else (),
    )


def box_rows(found: BoxRow) -> tuple[SummaryRow, ...]:
    """Return what is known of a box."""
    received = f"{wording.moment(found.received_at)}, {found.received_by}" if found.received_at else _("Not yet")
    return (
        SummaryRow(_("Seals out"), found.seals_out or _("Not noted")),
        SummaryRow(_("Received"), received),
        SummaryRow(_("Brought by"), found.brought_by or _("Not yet")),
        SummaryRow(_("Seals in"), found.seals_in or _("Not noted")),
        SummaryRow(_("Ballot paper account"), wording.yes_no(found.account)),
        SummaryRow(_("Bags of postal votes"), str(found.postal_packs)),
        SummaryRow(_("Other bags and packets"), str(found.bags)),
        SummaryRow(_("Note"), found.note or _("None")),
    )


def board_words(found: Board) -> tuple[tuple[Figure, ...], str, str]:
    """Return the numbers of the board, what must be seen first, and else a note."""
    missing, late = len(found.missing), len(found.late)
    figures = (
        Figure(_("In"), str(len(found.rows) - missing), "?state=in"),
        Figure(_("Missing"), str(missing), "?state=missing", alarm=late > 0),
        Figure(_("Late"), str(late), "?state=late", alarm=late > 0),
        Figure(_("Stations not heard of"), str(len(found.silent)), "?silent=yes", alarm=bool(found.silent)),
    )
    due = wording.moment(found.due)
    warnings = []
    if late:
        words = ngettext(
            "%(count)s box was due by %(due)s and is not in", "%(count)s boxes were due by %(due)s and are not in", late
        )
        warnings.append(alarms.named(words % {"count": late, "due": due}, [row.station for row in found.late]))
    if found.silent:
        warnings.append(alarms.not_heard_of(found.silent, found.report_due))
    if found.unschemed:
        words = _("The stations of %(polls)s are not known, so nobody can say that all boxes are in.")
        warnings.append(words % {"polls": ", ".join(found.unschemed[:5])})
    note = _("All boxes are in.") if found.all_in else _("Boxes are due by %(due)s.") % {"due": due}
    return figures, " ".join(warnings), note
