"""Registers of stations and the lists that go with them, drawn from the frozen electorate one station at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from pollwright.documents.imprint import Imprint
from pollwright.documents.papers.absent_lists import PostalVoter, PostalVotersList, ProxiesList, ProxyLine
from pollwright.documents.papers.notices.facts import PollFacts
from pollwright.documents.papers.station_register import (
    PollColumn,
    RegisterTotals,
    StationRegister,
    Vote,
    VoterGroup,
    VoterLine,
)
from pollwright.elections.queries.electorate_target import Target, TargetPoll
from pollwright.law.timetables.kinds import Kind as PollKind
from pollwright.printing.queries.pack_lines import NOWHERE, POSTAL, Line, PlacedStation

WORDS = {
    PollKind.LOCAL: "Council",
    PollKind.PARISH: "Parish",
    PollKind.UK_PARLIAMENT: "UKP",
    PollKind.PCC: "PCC",
    PollKind.MAYORAL: "Mayor",
    PollKind.COMBINED_AUTHORITY_MAYORAL: "Mayor",
    PollKind.SENEDD: "Senedd",
    PollKind.SCOTTISH_PARLIAMENT: "MSP",
    PollKind.GLA: "GLA",
}
REFERENDUM = "Ref."


@dataclass(slots=True)
class Drawn:
    """What is kept of a station while its register is drawn: the few lines that its lists need."""

    postal: list[PostalVoter] = field(default_factory=list)
    proxies: list[ProxyLine] = field(default_factory=list)
    electors: int = 0


def registers(
    lines: Iterator[Line], stations: dict[str, PlacedStation], target: Target, frame: Imprint, per_page: int,
    drawn: dict[str, Drawn],
) -> Iterator[tuple[str, StationRegister]]:  # fmt: skip
    """Yield the register of each station under its file name, and note in `drawn` what its lists need."""
    for number, held in groupby(lines, key=lambda line: line.station):
        if number == NOWHERE:
            continue
        station = stations[number]
        noted = drawn.setdefault(number, Drawn())
        groups = tuple(
            VoterGroup(code, dict(station.districts).get(code, code), tuple(_voters(of_district, station, noted)))
            for code, of_district in groupby(held, key=lambda line: line.district)
        )
        yield f"{number}_register", _register(station, groups, target, frame, per_page)


def lists_of(
    station: PlacedStation, noted: Drawn, facts: PollFacts, frame: Imprint
) -> Sequence[tuple[str, PostalVotersList | ProxiesList]]:
    """Return the lists of postal voters and of proxies of a station."""
    where = f"{station.number}: {station.place}"
    return (
        ("postal-voters", PostalVotersList(frame, facts, where, tuple(noted.postal), len(noted.postal))),
        ("proxies", ProxiesList(frame, facts, where, tuple(noted.proxies), len(noted.proxies))),
    )


def column_of(poll: TargetPoll) -> PollColumn:
    """Return the column of a poll in a register."""
    return PollColumn(WORDS.get(poll.kind, REFERENDUM), poll.title)


def _register(
    station: PlacedStation, groups: tuple[VoterGroup, ...], target: Target, frame: Imprint, per_page: int
) -> StationRegister:
    totals = RegisterTotals(
        lines=station.electors,
        anonymous=sum(one.anonymous for one in station.totals),
        attaining=sum(one.attaining for one in station.totals),
        proxies=sum(one.proxies for one in station.totals),
        here=station.here,
        by_post=station.by_post,
    )
    polls = tuple(column_of(poll) for poll in station.polls)
    return StationRegister(frame, polls, target.day, station.number, station.place, groups, totals, per_page)


def _voters(lines: Iterator[Line], station: PlacedStation, noted: Drawn) -> Iterator[VoterLine]:
    for line in lines:
        noted.electors += 1
        votes = "".join(_vote(line, poll) for poll in station.polls)
        name = "" if line.anonymous else line.name
        if line.absent in POSTAL:
            polls = ", ".join(column_of(poll).heading for poll in station.polls if _vote(line, poll) is Vote.BY_POST)
            noted.postal.append(PostalVoter(f"{line.district}-{line.written}", name, polls))
        if line.absent in ("proxy", "postal_proxy"):
            hidden = line.anonymous
            proxy = "" if hidden else line.proxy_name
            address = "" if hidden else ", ".join(part for part in (line.proxy_address, line.proxy_postcode) if part)
            noted.proxies.append(
                ProxyLine(f"{line.district}-{line.written}", name, proxy, address, line.absent == "postal_proxy")
            )
        yield VoterLine(
            line.written,
            _marker(line),
            name,
            "" if line.anonymous else ", ".join(part for part in (line.address, line.postcode) if part),
            line.attains_on,
            votes,
            "" if line.anonymous or line.absent != "proxy" else line.proxy_name,
        )


def _marker(line: Line) -> str:
    marker = line.marker or ""
    return f"{marker}N" if line.anonymous and "N" not in marker else marker


def _vote(line: Line, poll: TargetPoll) -> Vote:
    held = line.contests.split(";")
    if not any(contest.reference in held for contest in poll.contests):
        return Vote.NONE
    return Vote.BY_POST if line.absent in POSTAL else Vote.HERE
