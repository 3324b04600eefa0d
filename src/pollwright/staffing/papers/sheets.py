"""Badges and contact sheets of a plan, as papers of blocks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from pollwright.documents.blocks import Block, Column, Facts, Heading, Table, Version
from pollwright.documents.imprint import Imprint, Language
from pollwright.documents.papers.block_paper import BlockPaper
from pollwright.documents.papers.staff_badges import Badge, StaffBadges
from pollwright.documents.wording import clock, long_date
from pollwright.staffing.models import StaffAppointment, StaffPlan
from pollwright.staffing.papers.letters import OFFICER, Sender
from pollwright.staffing.states import Role
from pollwright.stations.queries.words import venue_lines


def contact_sheets(
    plan: StaffPlan, people: Sequence[StaffAppointment], sender: Sender
) -> Iterator[tuple[str, BlockPaper]]:
    """Yield the contact sheet of each station: who works there, and whom to ring above them.

    :param people: stations in order, those of the whole poll last, each with member, post, station and venue at hand.
    """
    above = [each for each in people if each.post.station is None and each.post.role == Role.INSPECTOR]
    at_stations = [each for each in people if each.post.station is not None]
    for number, held in groupby(at_stations, key=lambda each: each.post.station.number if each.post.station else 0):
        staff = list(held)
        station = staff[0].post.station
        where = ", ".join(venue_lines(station.venue)) if station else ""
        blocks: list[Block] = [
            Facts((("Place", where), ("Hours of work", f"{clock(plan.starts)} – {clock(plan.ends)}"))),
            Heading("At the station"),
            _contacts(staff, "Who works at the station"),
        ]
        if above:
            blocks += [Heading("Polling station inspectors"), _contacts(above, "Who inspects")]
        title = f"Contact sheet of station {number}"
        yield f"station-{number}", _paper(plan, sender, title, f"{plan.reference}-{number}", tuple(blocks))
    yield from _sessions(plan, people, sender)


def _sessions(plan: StaffPlan, people: Sequence[StaffAppointment], sender: Sender) -> Iterator[tuple[str, BlockPaper]]:
    """Yield the contact sheet of each session with a day of its own: who works there."""
    held = sorted((each for each in people if each.post.session), key=_of_session)
    for number, ((day, session), those) in enumerate(groupby(held, key=_of_session), start=1):
        staff = list(those)
        post = staff[0].post
        when = f"{clock(post.starts)} – {clock(post.ends)}" if post.starts and post.ends else ""
        facts = (("Day", long_date(Language.ENGLISH, day)), ("Place", post.place), ("Hours of work", when))
        blocks = (Facts(facts), Heading("Who works there"), _contacts(staff, "Who works there"))
        reference = f"{plan.reference}-S{number}"
        yield f"session-{number}", _paper(plan, sender, f"Contact sheet: {session}", reference, blocks)


def _of_session(appointment: StaffAppointment) -> tuple[date, str]:
    return appointment.day, appointment.post.session


def badges(plan: StaffPlan, people: Sequence[StaffAppointment], sender: Sender) -> Iterator[tuple[str, StaffBadges]]:
    """Yield the sheets of badges of each day, to be cut: name, role and station, without anything else about anybody."""
    imprint = Imprint(sender.authority, OFFICER, f"{plan.reference}-B", sender.dated, rehearsal=plan.rehearsal)
    for day in sorted({each.day for each in people}):
        badges_of_day = tuple(_badge(each) for each in people if each.day == day)
        name = "badges" if day == plan.day else f"badges-{day}"
        yield name, StaffBadges(imprint, plan.title, long_date(Language.ENGLISH, day), badges_of_day)


def _badge(appointment: StaffAppointment) -> Badge:
    member, station = appointment.member, appointment.post.station
    name = f"{member.forenames} {member.surname}".strip()
    where = f"Station {station.number}" if station else appointment.post.session or "All stations"
    return Badge(name, str(Role(appointment.post.role).label), where, appointment.reference)


def _contacts(people: Sequence[StaffAppointment], caption: str) -> Table:
    rows = tuple(
        (
            str(Role(each.post.role).label),
            f"{each.member.forenames} {each.member.surname}".strip(),
            each.member.phone or "not known",
            f"{clock(each.starts)} – {clock(each.ends)}" if each.starts and each.ends else "all",
        )
        for each in people
    )
    columns = (Column("Role", 2), Column("Name", 3), Column("Phone", 2), Column("Hours", 2))
    return Table(columns, rows, caption=caption)


def _paper(plan: StaffPlan, sender: Sender, title: str, reference: str, blocks: tuple[Block, ...]) -> BlockPaper:
    imprint = Imprint(sender.authority, OFFICER, reference, sender.dated, rehearsal=plan.rehearsal)
    return BlockPaper(imprint, (Version(Language.ENGLISH, title, plan.title, blocks),))
