"""Where the polling stations are, and what has changed since it was said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from pollwright.documents.blocks import Block, Column, Facts, Heading, Items, Paragraph, Side, Table, Version
from pollwright.documents.imprint import Imprint, Language, reconcile
from pollwright.documents.papers.notices.facts import PollFacts, Station, stations_table
from pollwright.documents.wording import named, say


class TakenTogether(NamedTuple):
    """A poll taken together with this one; `in_part`: only in part of the area (C-13)."""

    title: str
    in_part: bool


class Change(NamedTuple):
    """A station that is no longer where an earlier notice said."""

    number: str
    formerly: str
    now: str
    reason: str


@dataclass(frozen=True, slots=True)
class SituationOfPollingStations:
    """The situation of the polling stations and who votes at each (handbook 4, C-13).

    :param total: stated number of stations.
    :param together: the other polls taken at them.
    :param replaces: reference of the notice that this one amends, with `changes`; "" for the first notice.
    :raises DoesNotReconcile: where the total is not that of the lines.
    :raises ValueError: where a changed station is not listed, or changes and the amended notice are not both given.
    """

    kind: ClassVar[str] = "situation_of_polling_stations"

    imprint: Imprint
    poll: PollFacts
    published_by: str
    stations: tuple[Station, ...]
    total: int
    together: tuple[TakenTogether, ...] = ()
    replaces: str = ""
    changes: tuple[Change, ...] = ()

    def __post_init__(self) -> None:
        reconcile("Polling stations", stated=self.total, printed=len(self.stations))
        if bool(self.replaces) != bool(self.changes):
            raise ValueError("An amended notice says what it amends and what has changed.")
        listed = {(station.number, station.place) for station in self.stations}
        if any((change.number, change.now) not in listed for change in self.changes):
            raise ValueError("A station that has moved is listed where it is now.")

    def version(self, language: Language) -> Version:
        """Return the notice in one language."""
        title = "Amended notice of situation of polling stations" if self.replaces else "Situation of polling stations"
        blocks: tuple[Block, ...] = (
            *self._changed(language),
            Facts(
                (
                    (say(language, "Day of the poll"), self.poll.day(language)),
                    (say(language, "Hours of the poll"), self.poll.hours(language)),
                )
            ),
            stations_table(language, self.stations),
            *self._together(language),
        )
        return Version(language, say(language, title), self.poll.title_in(language), blocks)

    def _changed(self, language: Language) -> tuple[Block, ...]:
        if not self.changes:
            return ()
        columns = (
            Column(say(language, "Station"), 0, Side.RIGHT),
            Column(say(language, "Formerly"), 3),
            Column(say(language, "Now"), 3),
            Column(say(language, "Reason"), 2),
        )
        words = "This notice amends notice {reference}. The stations below have moved."
        return (
            Paragraph(say(language, words, reference=self.replaces), strong=True),
            Table(columns, tuple(self.changes)),
            Heading(say(language, "All polling stations")),
        )

    def _together(self, language: Language) -> tuple[Block, ...]:
        if not self.together:
            return ()
        part = say(language, "in part of the area")
        titles = [(named(language, poll.title), poll.in_part) for poll in self.together]
        lines = tuple(f"{title} ({part})" if in_part else title for title, in_part in titles)
        return (Paragraph(say(language, "The poll is taken together with:")), Items(lines))
