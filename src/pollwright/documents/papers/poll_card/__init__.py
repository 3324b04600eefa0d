"""Poll cards as PDF: the sample by which a print run is looked at, or cards printed in the office (handbook 8)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum
from typing import ClassVar, NamedTuple

from pollwright.documents.barcodes import code_128
from pollwright.documents.imprint import Imprint, Language, reconcile
from pollwright.documents.papers.notices.facts import Moment, moment
from pollwright.documents.papers.poll_card.lines import PollCardLine, by_post, for_proxy
from pollwright.documents.postage import address_block
from pollwright.documents.wording import clock, long_date, named, say
from pollwright.law.poll_cards import CardKind


class CardForm(StrEnum):
    """The form of the cards: a card of A5, or a letter of A4 for a window envelope (K-03)."""

    CARD = "card"
    LETTER = "letter"


TITLES = {
    CardKind.ORDINARY: "Official poll card",
    CardKind.POSTAL: "Official postal poll card",
    CardKind.PROXY: "Official proxy poll card",
    CardKind.POSTAL_PROXY: "Official proxy postal poll card",
}


class CardPoll(NamedTuple):
    """A poll by its identifier, as cards name it: in English, and in Welsh where somebody entered that."""

    id: str
    name: str
    name_cy: str = ""


class Advice(NamedTuple):
    """What cards of a kind tell their reader, besides what each card has: deadlines, and sentences."""

    kind: CardKind
    deadlines: tuple[Moment, ...]
    sentences: tuple[str, ...]


class CardText(NamedTuple):
    """What one card says in one language, ready to be set.

    :param bars, elector_bars: widths of the bars of the card's number, and of the elector's.
    :param identity: what to bring, a line each; empty where nothing is asked for.
    """

    language: str
    title: str
    lead: str
    facts: tuple[tuple[str, str], ...]
    paragraphs: tuple[str, ...]
    address: tuple[str, ...]
    card: str
    bars: tuple[int, ...]
    elector: str
    elector_bars: tuple[int, ...]
    returned: str
    identity_title: str
    identity: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PollCards:
    """Cards of one run: each in every language of the imprint, front and back.

    :param pack_sent_on: the day on which the ballot papers of postal voters are sent; None where no card is of one.
    :param identity: the identity documents accepted at the station, a line each; empty where none is asked for (B-30).
    :param advice: what the cards of a kind tell besides.
    :param offences: the warning that the form has, a paragraph each.
    :param total: stated number of cards.
    :raises DoesNotReconcile: where that is not the number of cards.
    :raises ValueError: where a card names a poll that is not among `polls`, two cards have one number and kind, or a
        postal voter's card has no day on which the ballot papers are sent.
    """

    template: ClassVar[str] = "documents/papers/poll_card/poll_card.typ"

    imprint: Imprint
    form: CardForm
    polls: tuple[CardPoll, ...]
    poll_date: date
    opens: time
    closes: time
    pack_sent_on: date | None
    helpline: str
    return_address: str
    identity: tuple[str, ...]
    advice: tuple[Advice, ...]
    offences: tuple[str, ...]
    lines: tuple[PollCardLine, ...]
    total: int
    texts: tuple[CardText, ...] = field(init=False)

    def __post_init__(self) -> None:
        reconcile("Poll cards", stated=self.total, printed=len(self.lines))
        known = {poll.id for poll in self.polls}
        if any(poll not in known for line in self.lines for poll in line.polls):
            raise ValueError("A poll card names only polls of its run.")
        if len({(line.elector, line.kind, line.proxy_for) for line in self.lines}) != len(self.lines):
            raise ValueError("No elector has two cards of one kind.")
        if self.pack_sent_on is None and any(by_post(line.kind) for line in self.lines):
            raise ValueError("A card says when ballot papers are sent where its reader votes by post.")
        texts = tuple(_text(self, line, said) for line in self.lines for said in self.imprint.languages)
        object.__setattr__(self, "texts", texts)

    @property
    def pages(self) -> int:
        """Return the pages that the cards need: front and back of each, in every language."""
        return 2 * len(self.texts)


def _text(cards: PollCards, line: PollCardLine, said: Language) -> CardText:
    identity = () if by_post(line.kind) else cards.identity
    lead = "You will be asked for photo identification at the polling station."
    return CardText(
        language=said.value,
        title=say(said, TITLES[line.kind]),
        lead=say(said, lead) if identity else "",
        facts=(
            *_polls(cards, line, said),
            *_elector(line, said),
            *(_pack(cards, line, said) if by_post(line.kind) else _station(line, said)),
        ),
        paragraphs=tuple(_paragraphs(cards, line, said)),
        address=address_block(line.mail_name, line.mail_address, line.mail_postcode) if line.mail_name else (),
        card=line.card,
        bars=code_128(line.card),
        elector=line.elector,
        elector_bars=code_128(line.elector),
        returned=say(said, "If not delivered, return to: {address}", address=cards.return_address),
        identity_title=say(said, "Photo identification that is accepted") if identity else "",
        identity=tuple(named(said, one) for one in identity),
    )


def _polls(cards: PollCards, line: PollCardLine, said: Language) -> tuple[tuple[str, str], ...]:
    names = {poll.id: named(said, poll.name, poll.name_cy) for poll in cards.polls}
    hours = say(said, "{opens} to {closes}", opens=clock(cards.opens), closes=clock(cards.closes))
    titles = tuple(
        (say(said, "Poll"), say(said, "{poll}: {seats} to be elected", poll=names[poll], seats=str(seats)))
        if seats
        else (say(said, "Poll"), names[poll])
        for poll, seats in zip(line.polls, line.seats, strict=True)
    )
    return (*titles, (say(said, "Day of the poll"), f"{long_date(said, cards.poll_date)}, {hours}"))


def _elector(line: PollCardLine, said: Language) -> tuple[tuple[str, str], ...]:
    if for_proxy(line.kind):
        whom = f"{line.name} ({line.proxy_for})" if line.name else line.proxy_for
        return ((say(said, "You are proxy for"), whom),)
    number = (say(said, "Number on register"), line.elector)
    if line.anonymous:
        return (number,)
    return ((say(said, "Elector"), ", ".join(filter(None, (line.name, *line.address, line.postcode)))), number)


def _station(line: PollCardLine, said: Language) -> tuple[tuple[str, str], ...]:
    lines = line.station_address[line.station_address[:1] == (line.station_name,) :]
    place = ", ".join(filter(None, (line.station_name, *lines, line.station_postcode)))
    return ((say(said, "Your polling station"), f"{line.station_number}: {place}"),)


def _pack(cards: PollCards, line: PollCardLine, said: Language) -> tuple[tuple[str, str], ...]:
    assert cards.pack_sent_on is not None  # noqa: S101 - held by PollCards
    where = line.pack_address or ", ".join(filter(None, (*line.mail_address, line.mail_postcode)))
    sent = (say(said, "Ballot papers will be sent on or about"), long_date(said, cards.pack_sent_on))
    return (sent, (say(said, "They will be sent to"), where)) if where else (sent,)


def _paragraphs(cards: PollCards, line: PollCardLine, said: Language) -> list[str]:
    found = []
    if by_post(line.kind):
        found.append(say(said, "You vote by post and cannot vote in person at a polling station."))
    elif line.anonymous and cards.identity:
        words = "Bring this card and your anonymous elector's document: the numbers on both must match."
        found.append(say(said, words))
    found.append(say(said, "If you need help, call {helpline}.", helpline=cards.helpline))
    for kind, deadlines, sentences in cards.advice:
        if kind is line.kind:
            found += [f"{named(said, one.what)}: {moment(said, one)}" for one in deadlines]
            found += [named(said, one) for one in sentences]
    return [*found, *(named(said, one) for one in cards.offences)]
