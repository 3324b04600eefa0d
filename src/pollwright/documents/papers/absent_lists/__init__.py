"""The lists of postal voters and of proxies that go to a polling station (handbook 4)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from pollwright.documents.blocks import Block, Column, Facts, Paragraph, Table, Version
from pollwright.documents.imprint import Imprint, Language, reconcile
from pollwright.documents.papers.block_paper import BlockPaper
from pollwright.documents.papers.notices.facts import PollFacts
from pollwright.documents.wording import say


class PostalVoter(NamedTuple):
    """A postal voter: district and number, name ("" for an anonymous entry), and the polls it holds for, in words."""

    number: str
    name: str
    polls: str


class ProxyLine(NamedTuple):
    """A proxy: the elector's number and name ("" for an anonymous entry), the proxy's name and address."""

    number: str
    name: str
    proxy: str
    address: str
    by_post: bool


@dataclass(frozen=True, slots=True)
class PostalVotersList:
    """The list. `total`: stated number of lines.

    :raises DoesNotReconcile: where that is not the number of lines.
    """

    imprint: Imprint
    poll: PollFacts
    station: str
    lines: tuple[PostalVoter, ...]
    total: int

    def __post_init__(self) -> None:
        reconcile("Postal voters", stated=self.total, printed=len(self.lines))

    def paper(self) -> BlockPaper:
        """Return the list as a paper."""
        return _listed(self.imprint, self.poll, "List of postal voters", self.station, self._table)

    def _table(self, said: Language) -> Table:
        columns = (Column(say(said, "Number"), 1), Column(say(said, "Name"), 3), Column(say(said, "Polls"), 3))
        return Table(columns, tuple((line.number, line.name or "N", line.polls) for line in self.lines))


@dataclass(frozen=True, slots=True)
class ProxiesList:
    """The list. `total`: stated number of lines.

    :raises DoesNotReconcile: where that is not the number of lines.
    """

    imprint: Imprint
    poll: PollFacts
    station: str
    lines: tuple[ProxyLine, ...]
    total: int

    def __post_init__(self) -> None:
        reconcile("Proxies", stated=self.total, printed=len(self.lines))

    def paper(self) -> BlockPaper:
        """Return the list as a paper."""
        return _listed(self.imprint, self.poll, "List of proxies", self.station, self._table)

    def _table(self, said: Language) -> Table:
        columns = (
            Column(say(said, "Number"), 1),
            Column(say(said, "Elector"), 3),
            Column(say(said, "Proxy"), 3),
            Column(say(said, "Address of proxy"), 4),
            Column(say(said, "Votes"), 1),
        )
        votes = {True: say(said, "A (by post)"), False: say(said, "here")}
        rows = tuple(
            (line.number, line.name or "N", line.proxy, line.address, votes[line.by_post]) for line in self.lines
        )
        return Table(columns, rows)


def _listed(
    imprint: Imprint, poll: PollFacts, title: str, station: str, table: Callable[[Language], Table]
) -> BlockPaper:
    versions = tuple(_version(said, poll, title, station, table(said)) for said in imprint.languages)
    return BlockPaper(imprint, versions, points=9)


def _version(said: Language, poll: PollFacts, title: str, station: str, table: Table) -> Version:
    facts = Facts(
        (
            (say(said, "Polling station"), station),
            (say(said, "Day of the poll"), poll.day(said)),
            (say(said, "Total"), str(len(table.rows))),
        )
    )
    found: Block = table if table.rows else Paragraph(say(said, "There are none at this station."))
    return Version(said, say(said, title), poll.title_in(said), (facts, found))
