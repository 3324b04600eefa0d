"""Badges and contact sheets of a plan, as papers of blocks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby

from pollwright.documents.blocks import Block, Column, Facts, Heading, Table, Version
from pollwright.documents.imprint import Imprint, Language
from pollwright.documents.papers.block_paper import BlockPaper
from pollwright.documents.papers.staff_badges import (
    EVERYWHERE,
    LABELS,
    OF_SESSION,
    SHEET,
    STATION,
    WHO,
    Badge,
    StaffBadges,
)
from pollwright.documents.wording import clock, in_each, long_date, say
from pollwright.staffing.models import StaffAppointment, StaffPlan
from pollwright.staffing.papers.letters import OFFICER, Sender
from pollwright.staffing.states import Role
from pollwright.stations.queries.words import venue_lines

ROLES = tuple(str(role.label) for role in Role)


def contact_sheets(
    plan: StaffPlan, people: Sequence[StaffAppointment], sender: Sender
) -> Iterator[tuple[str, BlockPaper]]:
    """Yield the contact sheet of each station: who works there, and whom to ring above them.

    :param people: stations in order, those of the whole poll last, each with member, post, station and venue at hand.
    """
    told = in_each(sender.languages, (*LABELS, *ROLES))
    above = [each for each in people if each.post.station is None and each.post.role == Role.INSPECTOR]
    at_stations = [each for each in people if each.post.station is not None]
    for number, held in groupby(at_stations, key=lambda each: each.post.station.number if each.post.station else 0):
        staff = list(held)
        station = staff[0].post.station
        where = ", ".join(venue_lines(station.venue)) if station else ""
        blocks: list[Block] = [
            Facts(
                (
                    (told["Place"], where),
                    (told["Hours of work"], f"{clock(plan.starts)} – {clock(plan.ends)}"),
                    _office(sender, told),
                )
            ),
            Heading(told["At the station"]),
            _contacts(staff, told["Who works at the station"], told),
        ]
        if above:
            heading = told["Polling station inspectors"]
            blocks += [Heading(heading), _contacts(above, told["Who inspects"], told)]
        title = " / ".join(say(said, SHEET, number=str(number)) for said in sender.languages)
        yield f"station-{number}", _paper(plan, sender, title, f"{plan.reference}-{number}", tuple(blocks))
    yield from _sessions(plan, people, sender, told)


def _sessions(
    plan: StaffPlan, people: Sequence[StaffAppointment], sender: Sender, told: Mapping[str, str]
) -> Iterator[tuple[str, BlockPaper]]:
    """Yield the contact sheet of each session with a day of its own: who works there."""
    held = sorted((each for each in people if each.post.session), key=_of_session)
    for number, ((day, session), those) in enumerate(groupby(held, key=_of_session), start=1):
        staff = list(those)
        post = staff[0].post
        when = f"{clock(post.starts)} – {clock(post.ends)}" if post.starts and post.ends else ""
        facts = (
            (told["Day"], _day_in(sender.languages, day)),
            (told["Place"], post.place),
            (told["Hours of work"], when),
            _office(sender, told),
        )
        blocks = (Facts(facts), Heading(told[WHO]), _contacts(staff, told[WHO], told))
        title = " / ".join(say(said, OF_SESSION, session=session) for said in sender.languages)
        yield f"session-{number}", _paper(plan, sender, title, f"{plan.reference}-S{number}", blocks)


def _office(sender: Sender, told: Mapping[str, str]) -> tuple[str, str]:
    """Return the elections office's number: whoever finds nobody else rings there."""
    return told["Elections office"], sender.telephone or told["not known"]


def _of_session(appointment: StaffAppointment) -> tuple[date, str]:
    return appointment.day, appointment.post.session


def badges(plan: StaffPlan, people: Sequence[StaffAppointment], sender: Sender) -> Iterator[tuple[str, StaffBadges]]:
    """Yield the sheets of badges of each day, to be cut: name, role and station, without anything else about anybody."""
    imprint = Imprint(sender.authority, OFFICER, f"{plan.reference}-B", sender.dated, rehearsal=plan.rehearsal)
    told = in_each(sender.languages, (*ROLES, EVERYWHERE))
    for day in sorted({each.day for each in people}):
        badges_of_day = tuple(_badge(each, told, sender.languages) for each in people if each.day == day)
        name = "badges" if day == plan.day else f"badges-{day}"
        yield name, StaffBadges(imprint, plan.title, _day_in(sender.languages, day), badges_of_day)


def _day_in(languages: Sequence[Language], day: date) -> str:
    return " / ".join(long_date(said, day) for said in languages)


def _badge(appointment: StaffAppointment, told: Mapping[str, str], languages: Sequence[Language]) -> Badge:
    member, station = appointment.member, appointment.post.station
    name = f"{member.forenames} {member.surname}".strip()
    numbered = station and " / ".join(say(said, STATION, number=str(station.number)) for said in languages)
    where = numbered or appointment.post.session or told[EVERYWHERE]
    return Badge(name, told[str(Role(appointment.post.role).label)], where, appointment.reference)


def _contacts(people: Sequence[StaffAppointment], caption: str, told: Mapping[str, str]) -> Table:
    rows = tuple(
        (
            told[str(Role(each.post.role).label)],
            f"{each.member.forenames} {each.member.surname}".strip(),
            each.member.phone or told["not known"],
            f"{clock(each.starts)} – {clock(each.ends)}" if each.starts and each.ends else told["all"],
        )
        for each in people
    )
    columns = tuple(Column(told[name], share) for name, share in (("Role", 2), ("Name", 3), ("Phone", 2), ("Hours", 2)))
    return Table(columns, rows, caption=caption)


def _paper(plan: StaffPlan, sender: Sender, title: str, reference: str, blocks: tuple[Block, ...]) -> BlockPaper:
    imprint = Imprint(sender.authority, OFFICER, reference, sender.dated, rehearsal=plan.rehearsal)
    return BlockPaper(imprint, (Version(Language.ENGLISH, title, plan.title, blocks),))
