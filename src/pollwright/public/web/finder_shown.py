"""How the finder tells where and when to vote, and what to bring."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pollwright.formats.national_grid import longitude_and_latitude
from pollwright.law.conduct.at_the_poll import hours_of, identification_needed
from pollwright.law.stations import accepted_documents
from pollwright.pages import wording
from pollwright.pages.shell import NavItem
from pollwright.pages.standard import Section
from pollwright.pages.summaries import SummaryRow
from pollwright.pages.voice import translated
from pollwright.public.queries.councils import Council
from pollwright.public.queries.finder import Moved, PollHere, Station, Voting
from pollwright.stations.states import Access, AccessQuestion, AmendmentKind

NATIONAL_GRID, DEGREES = 27700, 4326
MAP = "https://www.openstreetmap.org/?mlat={latitude:.5f}&mlon={longitude:.5f}#map=18/{latitude:.5f}/{longitude:.5f}"
ACCESS = {
    AccessQuestion.STEP_FREE: gettext_lazy("Way in without steps"),
    AccessQuestion.RAMP: gettext_lazy("Ramp"),
    AccessQuestion.DOORS: gettext_lazy("Doors wide enough for a wheelchair"),
    AccessQuestion.PARKING: gettext_lazy("Parking for disabled people"),
    AccessQuestion.LIGHTING: gettext_lazy("Way lit after dark"),
    AccessQuestion.SEATING: gettext_lazy("Seats for people who wait"),
    AccessQuestion.BOOTH: gettext_lazy("Low booth"),
    AccessQuestion.HEARING: gettext_lazy("Hearing loop"),
    AccessQuestion.PRIVATE: gettext_lazy("Private place to take off a face covering"),
    AccessQuestion.TOILET: gettext_lazy("Accessible toilet"),
}


def sections(council: Council, voting: Iterable[Voting]) -> tuple[Section, ...]:
    """Return the polls at an address: for each day and scheme where, what to bring, and how to get in."""
    shown = [section for one in voting for section in _of(council, one)]
    if shown:
        return tuple(shown)
    nothing = _("No poll is to be taken at this address for which stations have been made known.")
    return (Section(_("No poll to come"), text=(nothing,)),)


def _of(council: Council, voting: Voting) -> list[Section]:
    title = wording.day(voting.day)
    polls = tuple(_poll(one) for one in voting.polls)
    links = tuple(
        NavItem(
            _("Notice %(title)s, published %(when)s") % {"title": one.title, "when": wording.moment(one.published_at)},
            reverse("public:notice", args=[council.code, one.reference]),
        )
        for one in voting.notices
    )
    if not voting.stations:
        text = (*polls, _("The polling stations have not been made known yet. Your poll card will name yours."))
        return [Section(title, text=text, links=links)]
    if len(voting.stations) > 1:
        polls += (
            _("Voters of this address vote at one of the stations below, by their number in the register."),
            _("Your poll card says which."),
        )
    here = [_station(one) for one in voting.stations]
    return [Section(title, text=polls, facts=_facts(voting), links=links), *here, *_bring(voting)]


def _poll(poll: PollHere) -> str:
    areas = ", ".join(name for name in poll.contests if name and name not in poll.title)
    return f"{poll.title}: {areas}" if areas else poll.title


def _facts(voting: Voting) -> tuple[SummaryRow, ...]:
    hours = sorted({_hours(one, voting.day) for one in voting.polls})
    return (SummaryRow(_("Open"), tuple(hours)),)


def _hours(poll: PollHere, day: date) -> str:
    found = hours_of(poll.kind, poll.nation, day, by_election=poll.by_election)
    if found.opens is None:
        return _("by post, until %(closes)s") % {"closes": wording.clock(found.closes)}
    return _("%(opens)s to %(closes)s") % {"opens": wording.clock(found.opens), "closes": wording.clock(found.closes)}


def _station(station: Station) -> Section:
    where = tuple(line for line in (station.room, station.name, *station.lines, station.postcode) if line)
    facts = [SummaryRow(_("Where"), where), SummaryRow(_("In a wheelchair"), _access(station))]
    facts += [
        SummaryRow(str(ACCESS[question]), wording.yes_no(station.answers[question.value] == "yes"))
        for question in AccessQuestion
        if station.answers.get(question.value) in ("yes", "no")
    ]
    links: tuple[NavItem, ...] = ()
    if (place := _place(station)) is not None:
        longitude, latitude = place
        facts.append(SummaryRow(_("Latitude and longitude"), f"{latitude:.5f}, {longitude:.5f}"))
        links = (NavItem(_("Show on OpenStreetMap"), MAP.format(latitude=latitude, longitude=longitude)),)
    title = _("Polling station %(number)s") % {"number": station.number}
    warning = " ".join(_moved(one) for one in station.moved)
    return Section(title, facts=tuple(facts), links=links, warning=warning)


def _moved(moved: Moved) -> str:
    on = {"when": wording.moment(moved.at), "before": moved.before}
    if moved.kind == AmendmentKind.VENUE:
        return _("This station was moved on %(when)s. It was to be at: %(before)s. Do not go there.") % on
    return _("Voters of this address were sent to this station on %(when)s. Before, they had station %(before)s.") % on


def _access(station: Station) -> str:
    return {
        Access.ACCESSIBLE.value: _("You can get in and vote"),
        Access.INACCESSIBLE.value: _("Hard or impossible to get in: ask the elections office what can be done"),
    }.get(station.access, _("Not known yet: ask the elections office"))


def _place(station: Station) -> tuple[float, float] | None:
    """Return longitude and latitude of a station, where its coordinates are known and of a system that is read."""
    if station.easting is None or station.northing is None:
        return None
    if station.srid == DEGREES:
        return float(station.easting), float(station.northing)
    if station.srid == NATIONAL_GRID:
        return longitude_and_latitude(float(station.easting), float(station.northing))
    return None


def _bring(voting: Voting) -> list[Section]:
    """Return what to bring: a photograph with a name where a poll asks for it (B-29, B-30)."""
    title = _("What to bring")
    asking = [
        one
        for one in voting.polls
        if identification_needed(one.kind, one.nation, voting.day, by_election=one.by_election).holds
    ]
    card = _("Bring your poll card if you can; you may vote without it.")
    if not asking:
        return [Section(title, text=(card, _("You need not show who you are.")))]
    needed = _(
        "You must show one of these, the original, with your photograph. It may be out of date while it looks like you."
    )
    kinds = tuple(translated(one.says) for one in accepted_documents(voting.day))
    return [Section(title, text=(needed, card), facts=(SummaryRow(_("One of"), kinds),))]
