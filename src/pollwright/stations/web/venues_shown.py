"""How a venue is shown."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from pollwright.pages import wording
from pollwright.pages.shell import NavItem
from pollwright.pages.standard import Cell, PlainTable, Section
from pollwright.pages.summaries import SummaryRow
from pollwright.stations.queries.venues import ContactRow, VenueRecord
from pollwright.stations.states import AccessQuestion, ContactRole, Purpose
from pollwright.stations.web import terms


def facts(found: VenueRecord) -> tuple[SummaryRow, ...]:
    """Return what is known of a venue."""
    place = reverse("places:polling-place", args=[found.place]) if found.place else ""
    return (
        SummaryRow(_("Address"), found.lines),
        SummaryRow(_("Polling place"), found.place_name or _("None: it stands in for others"), href=place),
        SummaryRow(_("UPRN"), str(found.uprn or _("Not known"))),
        SummaryRow(_("School"), wording.yes_no(found.school)),
        SummaryRow(_("Rooms that can hold a station"), found.rooms or (_("One"),)),
        SummaryRow(_("Hire"), wording.money(found.hire_pence)),
        SummaryRow(_("Access"), terms.access_tag(found.access)),
        SummaryRow(_("Notes"), found.notes or _("None")),
        *((SummaryRow(_("Out of use since"), wording.day(found.withdrawn_on)),) if found.withdrawn_on else ()),
    )


def sections(found: VenueRecord, *, editable: bool) -> tuple[Section, ...]:
    """Return the parts of a venue's page: access, contacts, bookings and stations."""
    return (_access(found), _contacts(found, editable), _bookings(found), _uses(found))


def _access(found: VenueRecord) -> Section:
    said = {"yes": _("Yes"), "no": _("No")}
    rows = tuple(
        (Cell(str(question.label)), Cell(said.get(found.answers.get(question.value, ""), _("Not answered"))))
        for question in AccessQuestion
    )
    when = wording.day(found.assessed_on)
    text = (_("Answered on %(day)s.") % {"day": when},) if when else ()
    return Section(_("Accessibility"), text, table=PlainTable(_("Accessibility"), (_("Question"), _("Answer")), rows))


def _contacts(found: VenueRecord, editable: bool) -> Section:
    rows = tuple(
        (
            Cell(str(ContactRole(each.role).label)),
            Cell(each.name),
            Cell(each.phone),
            Cell(each.email),
            Cell(_hours(each)),
            *((Cell(_("End"), href=_end(found, each)),) if editable else ()),
        )
        for each in found.contacts
    )
    headings = (_("For"), _("Name"), _("Phone"), _("Email"), _("When"), *((_("Change"),) if editable else ()))
    return Section(_("Contacts"), table=PlainTable(_("Contacts"), headings, rows, _("Nobody is known.")))


def _end(found: VenueRecord, contact: ContactRow) -> str:
    return f"{reverse('stations:venue-act', args=[found.reference, 'contact-end'])}?contact={contact.id}"


def _hours(contact: ContactRow) -> str:
    if contact.from_time is None or contact.to_time is None:
        return _("At any time")
    return _("%(start)s to %(end)s") % {
        "start": wording.clock(contact.from_time),
        "end": wording.clock(contact.to_time),
    }


def _bookings(found: VenueRecord) -> Section:
    rows = tuple(
        (
            Cell(wording.short_day(each.day), href=reverse("stations:booking", args=[each.reference])),
            Cell(str(Purpose(each.purpose).label)),
            Cell(tag=terms.booking_tag(each.state)),
            Cell(wording.money(each.cost_pence), numeric=True),
        )
        for each in found.bookings
    )
    table = PlainTable(_("Bookings"), (_("Day"), _("For"), _("State"), _("Cost")), rows, _("It was never asked for."))
    return Section(_("Bookings"), table=table)


def _uses(found: VenueRecord) -> Section:
    rows = tuple(
        (
            Cell(
                _("Station %(number)s") % {"number": each.number},
                href=reverse("stations:station", args=[each.scheme, each.number]),
            ),
            Cell(each.title),
            Cell(_("Backup") if each.backup else _("Station")),
        )
        for each in found.uses
    )
    table = PlainTable(_("Stations"), (_("Station"), _("Poll"), _("As")), rows, _("No station is in it."))
    return Section(_("Stations"), table=table, links=(NavItem(_("All schemes"), reverse("stations:schemes")),))
