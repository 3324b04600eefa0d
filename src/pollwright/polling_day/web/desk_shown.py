"""How the desk of a day is shown."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pollwright.acting import Actor, Permission
from pollwright.pages import wording
from pollwright.pages.shell import NavItem
from pollwright.pages.standard import Cell, Figure, PlainTable, Section
from pollwright.pages.summaries import SummaryRow
from pollwright.polling_day.queries.desk_rows import DeskRow
from pollwright.polling_day.queries.desks import DeskFacts
from pollwright.polling_day.queries.logs import LateRow
from pollwright.polling_day.states import LateKind
from pollwright.polling_day.web import alarms, terms


def acts(actor: Actor, desk: DeskRow) -> tuple[NavItem, ...]:
    """Return what is done at the desk most often."""
    named = [
        ("call", _("Log a call")),
        ("incident", _("Log an incident")),
        ("visit", _("Log a visit")),
        ("turnout", _("Log turnout")),
        ("range", _("Issue ballot papers")),
        ("receive", _("Receive a box")),
    ]
    found = [NavItem(words, reverse("polling_day:desk-act", args=[desk.reference, name])) for name, words in named]
    if actor.may(Permission.APPLICATIONS_DETERMINE):
        found.append(NavItem(_("Appoint an emergency proxy"), reverse("polling_day:late-proxy", args=[desk.reference])))
    if actor.may(Permission.CORRECTIONS_MAKE):
        found.append(NavItem(_("Add an elector"), reverse("polling_day:late-add", args=[desk.reference])))
        found.append(NavItem(_("Correct an entry"), reverse("polling_day:late-correct", args=[desk.reference])))
    return tuple(found)


def warning(facts: DeskFacts, late: Sequence[LateRow]) -> str:
    """Return what must be seen first: boxes that are late, stations that were not told, voting in danger."""
    found = []
    if facts.boxes.late:
        found.append(alarms.late_boxes([row.station for row in facts.boxes.late]))
    if facts.boxes.silent:
        found.append(alarms.not_heard_of(facts.boxes.silent, facts.boxes.report_due))
    if facts.stopping:
        words = ngettext(
            "%(count)s incident stops voting or endangers it", "%(count)s incidents stop voting or endanger it",
            facts.stopping,
        )  # fmt: skip
        found.append(f"{words % {'count': facts.stopping}}.")
    if late:
        found.append(alarms.not_read_back(len(late)))
    if facts.unschemed:
        words = _("The stations of %(polls)s are not known: their scheme is not adopted")
        found.append(f"{words % {'polls': ', '.join(facts.unschemed[:5])}}.")
    return " ".join(found)


def facts(found: DeskFacts) -> tuple[SummaryRow, ...]:
    """Return what a desk is about."""
    pack = found.paper_pack
    return (
        SummaryRow(
            _("Polls"),
            tuple(poll.title for poll in found.polls[:6]) + ((_("and more"),) if len(found.polls) > 6 else ()),
        ),
        SummaryRow(_("Stations are open"), found.hours),
        SummaryRow(_("Boxes are due by"), wording.moment(found.desk.boxes_due_at)),
        SummaryRow(
            _("The day on paper, last made"),
            wording.moment(pack.made_at) if pack else _("Not yet"),
            _("Made anew at 5am and 5pm, on the eve and on the day."),
            href=reverse("files:download", args=[pack.token]) if pack else "",
        ),
    )


def figures(found: DeskFacts) -> tuple[Figure, ...]:
    """Return the numbers of the day, each a link to its list."""
    at = found.desk.reference
    percent = f"{100 * found.voters / found.electors:.1f}%" if found.electors else ""
    packed = sum(row.packed for row in found.packing)
    return (
        Figure(_("Open calls"), str(found.open_calls), _to("calls", at, "?state=open"), _of(found.calls)),
        Figure(
            _("Open incidents"), str(found.open_incidents), _to("incidents", at, "?state=open"), alarm=found.stopping > 0
        ),
        Figure(
            _("Stations visited"), f"{found.visited} / {len(found.stations)}", _to("visits", at),
            wording.plural(found.visits, "visit", "visits"),
        ),
        Figure(
            _("Late changes not read back"), str(found.unacknowledged), _to("late", at, "?state=waiting"),
            _of(found.late_changes), alarm=found.unacknowledged > 0,
        ),
        Figure(_("Voters so far"), wording.number(found.voters), _to("turnout", at), percent),
        Figure(
            _("Stations not heard of"), str(len(found.boxes.silent)), _to("boxes", at, "?silent=yes"),
            alarm=bool(found.boxes.silent),
        ),
        Figure(_("Stations packed"), f"{packed} / {len(found.stations)}", _to("packing", at)),
        Figure(
            _("Boxes missing"), str(len(found.boxes.missing)), _to("boxes", at), _of(len(found.boxes.rows)),
            alarm=bool(found.boxes.late),
        ),
    )  # fmt: skip


def _of(count: int) -> str:
    return _("of %(count)s") % {"count": wording.number(count)}


def _to(page: str, reference: str, asked: str = "") -> str:
    return reverse(f"polling_day:{page}", args=[reference]) + asked


def sections(found: DeskFacts, late: Sequence[LateRow], *, at: datetime) -> tuple[Section, ...]:
    """Return the parts of a desk's page."""
    return (_late(found, late, at), _stations(found), _plans(found.desk))


def _late(found: DeskFacts, late: Sequence[LateRow], at: datetime) -> Section:
    rows = tuple(
        (
            Cell(one.reference, href=reverse("polling_day:late-acknowledge", args=[one.reference])),
            Cell(terms.station_words(one.number, one.venue_name)),
            Cell(one.elector_number),
            Cell(terms.label(LateKind, one.kind)),
            Cell(wording.clock(one.decided_at)),
            Cell(str(max(0, int((at - one.decided_at).total_seconds() // 60))), numeric=True),
        )
        for one in late
    )
    headings = (_("Change"), _("Station"), _("Elector number"), _("What"), _("Made at"), _("Minutes ago"))
    table = PlainTable(_("Late changes not read back"), headings, rows, _("No late change waits to be read back."))
    links = (NavItem(_("All late changes"), _to("late", found.desk.reference)),)
    return Section(_("To tell stations"), table=table, links=links)


def _stations(found: DeskFacts) -> Section:
    boxes: dict[tuple[str, int], list[str]] = {}
    for row in found.boxes.rows:
        boxes.setdefault((row.scheme, row.number), []).append(row.state)
    packed = {row.id: row.packed for row in found.packing}
    rows = tuple(
        (
            Cell(
                terms.named(one, list(found.stations)),
                href=reverse("polling_day:station", args=[found.desk.reference, one.scheme, one.number]),
            ),
            Cell(one.districts),
            Cell(wording.number(one.in_person), numeric=True),
            Cell(wording.yes_no(packed.get(one.id, False))),
            Cell(tag=terms.box_tag(min(boxes.get((one.scheme, one.number), ["missing"]), key=_worst))),
        )
        for one in found.stations
    )
    headings = (_("Station"), _("Districts"), _("In person"), _("Packed"), _("Boxes"))
    empty = _("No poll of this day has an adopted scheme.")
    return Section(_("Stations"), table=PlainTable(_("Stations"), headings, rows, empty))


def _worst(state: str) -> int:
    return ("late", "missing", "in").index(state)


def _plans(desk: DeskRow) -> Section:
    def act(name: str, words: str) -> NavItem:
        return NavItem(words, reverse("polling_day:desk-act", args=[desk.reference, name]))

    return Section(
        _("Before and after the day"),
        links=(
            act("make-packing", _("Make packing lists")),
            NavItem(_("Runs"), _to("runs", desk.reference)),
            act("allot", _("Allot ballot papers")),
            act("printed-ranges", _("Allot papers as they were printed")),
            NavItem(_("Ledger of ballot papers"), _to("ranges", desk.reference)),
            act("give-boxes", _("Give boxes to stations")),
            act("due", _("Say when boxes are due")),
            act("fallback", _("Print the day on paper")),
            NavItem(_("Ballot paper accounts"), _to("accounts", desk.reference)),
            *((NavItem(_("Invent a day’s votes"), _to("invent", desk.reference)),) if desk.rehearsal else ()),
        ),
    )
