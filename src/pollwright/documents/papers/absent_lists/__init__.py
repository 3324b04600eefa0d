"""The lists of postal voters and of proxies that go to a polling station (handbook 4)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from pollwright.documents.blocks import Block, Column, Facts, Paragraph, Side, Table, Version
from pollwright.documents.imprint import Imprint, Language, reconcile
from pollwright.documents.papers.block_paper import BlockPaper
from pollwright.documents.papers.notices.facts import PollFacts


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
        columns = (Column("Number", 1), Column("Name", 3), Column("Polls", 3))
        rows = tuple((line.number, line.name or "N", line.polls) for line in self.lines)
        return _listed(self.imprint, self.poll, "List of postal voters", self.station, columns, rows)


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
        columns = (
            Column("Number", 1),
            Column("Elector", 3),
            Column("Proxy", 3),
            Column("Address of proxy", 4),
            Column("Votes", 1, Side.LEFT),
        )
        rows = tuple(
            (line.number, line.name or "N", line.proxy, line.address, "A (by post)" if line.by_post else "here")
            for line in self.lines
        )
        return _listed(self.imprint, self.poll, "List of proxies", self.station, columns, rows)


def _listed(
    imprint: Imprint,
    poll: PollFacts,
    title: str,
    station: str,
    columns: tuple[Column, ...],
    rows: tuple[tuple[str, ...], ...],
) -> BlockPaper:
    facts = Facts(
        (("Polling station", station), ("Day of the poll", poll.day(Language.ENGLISH)), ("Total", str(len(rows))))
    )
    found: Block = Table(columns, rows) if rows else Paragraph("There are none at this station.")
    return BlockPaper(imprint, (Version(Language.ENGLISH, title, poll.title, (facts, found)),), points=9)
