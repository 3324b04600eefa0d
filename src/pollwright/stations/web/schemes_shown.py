"""How schemes and stations are shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pollwright.acting import Actor, Permission
from pollwright.elections.web.polls_shown import polls_row
from pollwright.findings import Finding, Level, count
from pollwright.pages import wording
from pollwright.pages.shell import NavItem
from pollwright.pages.standard import Cell, Figure, PlainTable, Section
from pollwright.pages.summaries import SummaryRow
from pollwright.pages.tags import Colour, Tag
from pollwright.pages.voice import translated
from pollwright.stations.queries.finder_stations import ReleaseRow
from pollwright.stations.queries.schemes import AmendmentRow, SchemeFacts
from pollwright.stations.queries.stations import StationFacts
from pollwright.stations.states import AmendmentKind, Made, SchemeState
from pollwright.stations.web import terms

FINDINGS_SHOWN = 60


def facts(found: SchemeFacts) -> tuple[SummaryRow, ...]:
    """Return what is known of a scheme."""
    source = str(Made(found.made_from).label)
    return (
        SummaryRow(_("State"), terms.scheme_tag(found.state), note=wording.moment(found.adopted_at)),
        SummaryRow(_("Day of the poll"), wording.day(found.day)),
        polls_row([f"{poll.title} ({poll.reference})" for poll in found.polls], found.combination),
        SummaryRow(_("Made from"), f"{source} {found.copied_from}".strip()),
        SummaryRow(_("Electors counted"), wording.day(found.counted_on) or _("Never")),
        SummaryRow(_("Venues confirmed"), f"{found.confirmed} / {found.venues}"),
        SummaryRow(_("Cost of confirmed venues"), wording.money(found.hire_pence)),
        *_agreed(found),
    )


def figures(found: SchemeFacts, findings: Sequence[Finding]) -> tuple[Figure, ...]:
    """Return the numbers that matter about a scheme."""
    counts = count(findings)
    stations = reverse("stations:stations", args=[found.reference])
    clerks = wording.plural(found.poll_clerks, "poll clerk", "poll clerks")
    staff = _("%(clerks)s besides") % {"clerks": clerks}
    return (
        Figure(_("Stations"), wording.number(found.stations), stations),
        Figure(_("Electors"), wording.number(found.electors)),
        Figure(_("In person"), wording.number(found.in_person)),
        Figure(_("Presiding officers needed"), wording.number(found.presiding_officers), note=staff),
        Figure(_("Faults"), wording.number(counts.errors), alarm=counts.errors > 0),
        Figure(_("Warnings"), wording.number(counts.warnings)),
    )


def sections(
    actor: Actor, found: SchemeFacts, findings: Sequence[Finding], released: Sequence[ReleaseRow]
) -> tuple[Section, ...]:
    """Return the parts of a scheme's page."""
    links = (
        NavItem(_("All stations"), reverse("stations:stations", args=[found.reference])),
        NavItem(_("Map"), reverse("stations:map", args=[found.reference])),
    )
    made: list[Section] = [Section(_("Stations"), links=links), _findings(findings)]
    if found.state == SchemeState.ADOPTED:
        may_list = actor.may(Permission.PAPERS_PREPARE)
        made.append(_amendments(found.amendments, found.reference if may_list else ""))
        made.append(_released(released))
    return tuple(made)


def warning(found: SchemeFacts, on: date, *, not_taken: bool, booked: int) -> str:
    """Return what must be seen first: that the poll is not taken and venues are still booked, or that a count is old."""
    if not not_taken:
        return out_of_date(found, on)
    said = _("The poll is not taken.")
    if booked:
        words = ngettext("%(count)s booking is still open.", "%(count)s bookings are still open.", booked)
        said = f"{said} {words % {'count': booked}}"
    return said


def out_of_date(found: SchemeFacts, on: date) -> str:
    """Return what must be said of an old count; blank where it is of the day, or the poll is over."""
    if found.counted_on is None or found.counted_on >= min(on, found.day):
        return ""
    return _("The electors were counted on %(day)s. Count them again to see today's register.") % {
        "day": wording.day(found.counted_on)
    }


def station_facts(found: StationFacts) -> tuple[SummaryRow, ...]:
    """Return what is known of a station."""
    backup = reverse("stations:venue", args=[found.backup]) if found.backup else ""
    booking = reverse("stations:booking", args=[found.booking]) if found.booking else ""
    staff = _("%(officers)s presiding officer, %(clerks)s poll clerks") % {
        "officers": found.presiding_officers,
        "clerks": found.poll_clerks,
    }
    return (
        SummaryRow(_("Venue"), found.lines, href=reverse("stations:venue", args=[found.venue])),
        SummaryRow(_("Room"), found.room or _("Not named")),
        SummaryRow(_("Backup venue"), found.backup_line or _("None named"), href=backup),
        SummaryRow(_("Booking"), terms.booking_tag(found.booking_state), href=booking),
        SummaryRow(_("Access"), terms.access_tag(found.access)),
        SummaryRow(_("Electors"), wording.number(found.electors)),
        SummaryRow(_("In person"), wording.number(found.in_person), _("Without a postal vote")),
        SummaryRow(_("Staff needed"), staff, found.staffing_source),
        SummaryRow(_("Why it is as it is"), found.note or _("No note")),
    )


def station_sections(found: StationFacts, findings: Sequence[Finding]) -> tuple[Section, ...]:
    """Return the parts of a station's page: who votes there, what was found, how it was amended."""
    rows = tuple(
        (
            Cell(part.words, href=reverse("places:district", args=[part.district])),
            Cell(part.name),
            Cell(wording.number(part.electors), numeric=True),
            Cell(wording.number(part.in_person), numeric=True),
        )
        for part in found.parts
    )
    headings = (_("Electors of"), _("District"), _("Electors"), _("In person"))
    table = PlainTable(_("Who votes here"), headings, rows, _("No district is allotted to it."))
    made = [Section(_("Who votes here"), table=table), _findings(findings)]
    return (*made, _amendments(found.amendments, "")) if found.amendments else tuple(made)


def amendment_words(found: AmendmentRow) -> str:
    """Return in one sentence what an amendment changed and whom it affects."""
    return _("Station %(station)s: %(before)s → %(after)s, for %(electors)s electors (%(districts)s). %(reason)s") % {
        "station": found.station,
        "before": found.before,
        "after": found.after,
        "electors": wording.number(found.electors),
        "districts": found.districts,
        "reason": found.reason,
    }


def ranked(findings: Sequence[Finding]) -> list[Finding]:
    """Return what was found, faults first; of one weight what was found seldom before what holds of most stations.

    So a venue that is wanted twice is not lost among hundreds that nobody has confirmed yet.
    """
    levels, many = list(Level), Counter(one.code for one in findings)
    return sorted(findings, key=lambda one: (levels.index(one.level), many[one.code], one.code))


def _findings(findings: Sequence[Finding]) -> Section:
    levels = {
        Level.ERROR: Tag(_("Fault"), Colour.RED),
        Level.WARNING: Tag(_("Warning"), Colour.YELLOW),
        Level.NOTE: Tag(_("Note"), Colour.GREY),
    }
    rows = tuple(
        (Cell(translated(one.problem)), Cell(tag=levels[one.level]), Cell(translated(one.remedy)))
        for one in ranked(findings)[:FINDINGS_SHOWN]
    )
    more = len(findings) - len(rows)
    text = (_("%(count)s more: open the stations one by one.") % {"count": wording.number(more)},) if more else ()
    table = PlainTable(_("What was found"), (_("What"), _("Weight"), _("What to do")), rows, _("Nothing is wrong."))
    return Section(_("What was found"), text, table=table)


def _amendments(amendments: Sequence[AmendmentRow], lists_of: str) -> Section:
    rows = tuple(
        (
            Cell(str(one.number)),
            Cell(wording.short_moment(one.made_at)),
            Cell(f"{AmendmentKind(one.kind).label} {one.station}"),
            Cell(f"{one.before} → {one.after}"),
            Cell(one.districts),
            Cell(
                wording.number(one.electors),
                href=reverse("stations:amendment", args=[lists_of, one.number]) if lists_of else "",
                numeric=not lists_of,
            ),
            Cell(one.reason),
        )
        for one in amendments
    )
    headings = (_("Number"), _("When"), _("What"), _("From and to"), _("Whom"), _("Electors"), _("Why"))
    table = PlainTable(_("Amendments"), headings, rows, _("It was not amended since it was adopted."))
    return Section(_("Amendments"), table=table)


def _released(released: Sequence[ReleaseRow]) -> Section:
    rows = tuple(
        (
            Cell(one.name, href=reverse("files:download", args=[one.file])),
            Cell(wording.short_moment(one.released_at)),
            Cell(one.released_by),
            Cell(wording.number(one.rows), numeric=True),
            Cell(
                _("%(rows)s changed") % {"rows": wording.plural(one.changed, "row", "rows")} if one.changes else "",
                href=reverse("files:download", args=[one.changes]) if one.changes else "",
            ),
        )
        for one in released
    )
    headings = (_("File"), _("When"), _("Released by"), _("Rows"), _("Since the one before"))
    table = PlainTable(_("For the national finder"), headings, rows, _("Nothing has been released yet."))
    return Section(_("For the national finder"), table=table)


def _agreed(found: SchemeFacts) -> tuple[SummaryRow, ...]:
    if not found.proof:
        return ()
    words = _("%(electors)s electors in the register and at the stations, district by district") % {
        "electors": wording.number(found.proof["electors"])
    }
    return (SummaryRow(_("Agreed when it was adopted"), words),)
