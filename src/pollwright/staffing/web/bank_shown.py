"""What the page of somebody of the staff bank shows."""

from __future__ import annotations

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from pollwright.law.staffing import Tie, tie_rule
from pollwright.pages.standard import Cell, PlainTable, Section
from pollwright.pages.summaries import SummaryRow
from pollwright.pages.wording import day, moment, yes_no
from pollwright.staffing.queries.bank import MemberRecord, role_words
from pollwright.staffing.states import MemberState, RecordKind, Ruling
from pollwright.staffing.web import terms


def facts(found: MemberRecord) -> tuple[SummaryRow, ...]:
    """Return the facts about somebody."""
    home = tuple(line for line in (*found.address, found.postcode) if line)
    miles = (
        _("%(miles)s miles at most") % {"miles": found.most_miles} if found.most_miles is not None else _("No limit")
    )
    return (
        SummaryRow(_("State"), terms.member_tag(found.state), day(found.left_on or found.applied_on)),
        SummaryRow(_("Qualified for"), role_words(found.roles) or _("Nothing yet")),
        SummaryRow(_("Phone"), found.phone or _("Not known")),
        SummaryRow(_("Email"), found.email or _("Not known")),
        SummaryRow(
            _("Address"), home or _("Not known"), "" if found.located else _("Its place on the map is not known")
        ),
        SummaryRow(_("Date of birth"), day(found.born_on) or _("Not known")),
        SummaryRow(_("Travels"), miles, _("Has the use of a car") if found.drives else ""),
        SummaryRow(_("Languages besides English"), found.languages or _("None")),
        SummaryRow(_("Notes"), found.notes or _("None")),
    )


def warning(found: MemberRecord, *, on: date) -> str:
    """Return what stands in the way of appointing somebody today; blank where nothing does."""
    if found.removed_on is not None:
        return _("Their particulars were removed when their time was up.")
    if found.state != MemberState.BANK:
        return ""
    rights = [one for one in found.records if one.kind == RecordKind.RIGHT_TO_WORK]
    if not any(one.expires_on is None or one.expires_on >= on for one in rights):
        return _("No right to work is on record: they can't be given a place.")
    if any(ruling == Ruling.OPEN for *_rest, ruling in found.conflicts):
        return _("A possible conflict is not decided: they can't be given a place at that poll.")
    return ""


def tie_note(tie: str) -> str:
    """Return what a tie means, with its source."""
    rule = tie_rule(Tie(tie))
    return f"{rule.says} ({rule.source.describe()})"


def sections(found: MemberRecord, *, on: date) -> tuple[Section, ...]:
    """Return the parts of the page: appointments, records, availability, wishes, experience, briefings, conflicts."""
    made = (
        Section(_("Appointments"), table=_places(found)),
        Section(_("Right to work and training"), table=_records(found, on)),
        Section(_("Availability and wishes"), table=_free(found)),
        Section(_("Experience"), table=_experience(found)),
    )
    applied = (_application(found),) if found.application else ()
    return (*applied, *made, *((_conflicts(found),) if found.conflicts else ()))


def _application(found: MemberRecord) -> Section:
    """Return what was said in an application, and who has the same name and postcode."""
    said = found.application
    if said is None:
        raise ValueError(found.reference)
    rows = [
        SummaryRow(
            _("Received"),
            moment(said.received_at),
            _("Sent %(times)s times") % {"times": said.times} if said.times > 1 else "",
        ),
        SummaryRow(_("Would like to be"), role_words(tuple(said.wanted))),
        SummaryRow(_("Experience in their words"), said.experience or _("None given")),
        SummaryRow(_("Declares a right to work"), yes_no(said.right_to_work), _("To be proved by a document")),
        SummaryRow(_("Declares to help no candidate or party"), yes_no(said.impartial)),
    ]
    warning = ""
    if said.twin:
        rows.append(
            SummaryRow(_("Same name and postcode"), said.twin, href=reverse("staffing:member", args=[said.twin]))
        )
        if found.state == MemberState.APPLIED:
            warning = _(
                "Somebody of the same name and postcode is there already. Turn this down where they are one person."
            )
    return Section(_("Application"), facts=tuple(rows), warning=warning)


def _places(found: MemberRecord) -> PlainTable:
    rows = tuple(
        (
            Cell(one.reference, reverse("staffing:appointment", args=[one.reference])),
            Cell(day(one.day)),
            Cell(terms.role_of(one.role)),
            Cell("" if one.station is None else str(one.station)),
            Cell(tag=terms.appointment_tag(one.state)),
        )
        for one in found.places
    )
    headings = (_("Appointment"), _("Day"), _("Role"), _("Station"), _("State"))
    return PlainTable(_("Appointments"), headings, rows, empty=_("None."))


def _records(found: MemberRecord, on: date) -> PlainTable:
    rows = tuple(
        (
            Cell(terms.kind_of(one.kind)),
            Cell(day(one.on)),
            Cell(_until(one.expires_on, on)),
            Cell(one.evidence),
            Cell(one.seen_by),
        )
        for one in found.records
    )
    headings = (_("What"), _("Seen or done"), _("Serves until"), _("Evidence"), _("Noted by"))
    return PlainTable(_("Right to work and training"), headings, rows, empty=_("Nothing is on record."))


def _until(expires_on: date | None, on: date) -> str:
    if expires_on is None:
        return _("No end")
    return _("Ended %(day)s") % {"day": day(expires_on)} if expires_on < on else day(expires_on)


def _free(found: MemberRecord) -> PlainTable:
    rows = [(Cell(day(on)), Cell(_("Can work") if free else _("Can't work"))) for on, free in found.free]
    rows += [
        (
            Cell(name, reverse("stations:venue", args=[reference])),
            Cell(_("Would rather be there") if wanted else _("Would rather not")),
        )
        for reference, name, wanted in found.wishes
    ]
    rows += [
        (
            Cell(title, reverse("staffing:briefing", args=[reference])),
            Cell(f"{moment(at)}, {terms.attendance_tag(state).text}"),
        )
        for reference, title, at, state in found.briefings
    ]
    return PlainTable(
        _("Availability and wishes"),
        (_("Day, venue or briefing"), _("What they said")),
        tuple(rows),
        empty=_("Nothing was said."),
    )


def _experience(found: MemberRecord) -> PlainTable:
    rows = tuple((Cell(day(on)), Cell(terms.role_of(role)), Cell(poll)) for on, role, poll in found.experience)
    return PlainTable(_("Experience"), (_("Day"), _("Role"), _("Poll")), rows, empty=_("None is known."))


def _conflicts(found: MemberRecord) -> Section:
    rows = tuple(
        (
            Cell(reference, reverse("staffing:conflict", args=[reference])),
            Cell(terms.tie_of(tie)),
            Cell(poll),
            Cell(tag=terms.ruling_tag(ruling)),
        )
        for reference, tie, poll, ruling in found.conflicts
    )
    headings = (_("Reference"), _("Seems to be"), _("Poll"), _("Decision"))
    return Section(_("Possible conflicts"), table=PlainTable(_("Possible conflicts"), headings, rows))
