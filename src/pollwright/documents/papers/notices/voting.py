"""Notices for those who vote and those who watch: how to vote, what to bring, when postal votes are opened, secrecy.

The words that an Act or a form prescribes come as data, from whoever holds the form of the day (F-01); what stands here is
the frame. Where nobody has entered them yet, they are plain words of our own (`plain_words.py`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from typing import ClassVar, NamedTuple

from pollwright.documents.blocks import Block, Column, Items, Paragraph, Side, Table, Version
from pollwright.documents.imprint import Imprint, Language, reconcile
from pollwright.documents.papers.notices.facts import PollFacts, refuse_untold, told
from pollwright.documents.wording import clock, long_date, named, say


class Placed(StrEnum):
    """Where guidance for voters hangs (B-23)."""

    STATION = "station"
    BOOTH = "booth"


@dataclass(frozen=True, slots=True)
class GuidanceForVoters:
    """How to vote, for the station inside and outside, or for every booth.

    :param words: what the voter does, in order, in each language of the imprint.
    :param ballots: for polls taken together, each paper's colour and how many marks it takes, a line each.
    :raises ValueError: where there are not words in each language.
    """

    kind: ClassVar[str] = "guidance_for_voters"

    imprint: Imprint
    poll: PollFacts
    published_by: str
    placed: Placed
    words: tuple[tuple[str, ...], ...]
    ballots: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        refuse_untold(self.imprint, self.words)

    def version(self, language: Language) -> Version:
        """Return the notice in one language."""
        title = "How to vote" if self.placed is Placed.BOOTH else "Guidance for voters"
        blocks: list[Block] = [Items(told(self.imprint, language, self.words), numbered=True)]
        if self.ballots:
            blocks[:0] = [Paragraph(say(language, "You may be given more than one ballot paper:")), Items(self.ballots)]
        return Version(language, say(language, title), self.poll.title_in(language), tuple(blocks))


@dataclass(frozen=True, slots=True)
class PhotoIdentification:
    """The large notice of which photo identification is accepted (B-23, B-29).

    :param accepted: the documents, a line each, from the law in force on the day of the poll.
    :param total: stated number of them.
    :raises DoesNotReconcile: where that is not the number of lines.
    """

    kind: ClassVar[str] = "photo_identification"

    imprint: Imprint
    poll: PollFacts
    published_by: str
    accepted: tuple[str, ...]
    total: int

    def __post_init__(self) -> None:
        reconcile("Documents accepted", stated=self.total, printed=len(self.accepted))

    def version(self, language: Language) -> Version:
        """Return the notice in one language."""
        blocks: tuple[Block, ...] = (
            Paragraph(say(language, "You must show photo identification before you are given a ballot paper."), True),
            Items(tuple(named(language, one) for one in self.accepted)),
            Paragraph(say(language, "It may be out of date if it still looks like you. It must be the original.")),
            Paragraph(say(language, "You may ask for it to be looked at in private.")),
        )
        return Version(language, say(language, "Photo identification"), self.poll.title_in(language), blocks)


class OpeningSession(NamedTuple):
    """A session at which postal votes are opened, and how many agents of each candidate may attend it."""

    on: date
    starts: time
    place: str
    agents: int


@dataclass(frozen=True, slots=True)
class OpeningOfPostalVotes:
    """Tells candidates' agents when and where postal votes are opened (handbook 4).

    :param given_on: the day the notice is given; sessions on that day or earlier are too soon.
    :raises ValueError: where there is no session, or one is not after the day the notice is given.
    """

    kind: ClassVar[str] = "opening_of_postal_votes"

    imprint: Imprint
    poll: PollFacts
    published_by: str
    given_on: date
    sessions: tuple[OpeningSession, ...]

    def __post_init__(self) -> None:
        if not self.sessions or any(session.on <= self.given_on for session in self.sessions):
            raise ValueError("Every session of opening postal votes is after the day that its notice is given.")

    def version(self, language: Language) -> Version:
        """Return the notice in one language."""
        columns = (
            Column(say(language, "Date"), 3),
            Column(say(language, "Time"), 1),
            Column(say(language, "Place"), 4),
            Column(say(language, "Agents of each candidate"), 2, Side.RIGHT),
        )
        rows = tuple(
            (long_date(language, on), clock(starts), place, str(agents)) for on, starts, place, agents in self.sessions
        )
        blocks: tuple[Block, ...] = (
            Paragraph(say(language, "Postal votes will be opened at the times and places below.")),
            Table(columns, rows),
            Paragraph(say(language, "Agents must be appointed in writing before they attend.")),
        )
        return Version(
            language, say(language, "Notice of opening of postal votes"), self.poll.title_in(language), blocks
        )


@dataclass(frozen=True, slots=True)
class NotificationOfSecrecy:
    """Given to everybody who attends a station, the opening of postal votes or the count (RPA 1983 s 66).

    :param attends: what the reader attends, such as "the counting of the votes".
    :param words: what the section requires, a paragraph each, in each language of the imprint.
    :raises ValueError: where there are not words in each language.
    """

    kind: ClassVar[str] = "notification_of_secrecy"

    imprint: Imprint
    poll: PollFacts
    published_by: str
    attends: str
    words: tuple[tuple[str, ...], ...]

    def __post_init__(self) -> None:
        refuse_untold(self.imprint, self.words)

    def version(self, language: Language) -> Version:
        """Return the notification in one language."""
        blocks: tuple[Block, ...] = (
            Paragraph(
                say(
                    language, "You attend {what}. The law requires secrecy of you:", what=named(language, self.attends)
                ),
                True,
            ),
            *(Paragraph(text) for text in told(self.imprint, language, self.words)),
        )
        return Version(
            language, say(language, "Notification of requirement of secrecy"), self.poll.title_in(language), blocks
        )
