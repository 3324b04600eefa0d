"""Poll cards as PDF: the proof of a print run, or cards printed in the office (handbook 8)."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar, NamedTuple

from pollwright.documents.barcodes import code_128
from pollwright.documents.imprint import Imprint, reconcile
from pollwright.documents.papers.notices.facts import Moment, moment
from pollwright.documents.papers.poll_card.lines import CardKind, PollCardLine
from pollwright.documents.postage import address_block
from pollwright.documents.wording import clock, long_date, say


class CardForm(StrEnum):
    """The form of the cards: a card of A5, or a letter of A4 for a window envelope (K-03)."""

    CARD = "card"
    LETTER = "letter"


TITLES = {
    CardKind.ORDINARY: "Official poll card",
    CardKind.POSTAL: "Official postal poll card",
    CardKind.PROXY: "Official proxy poll card",
    CardKind.POSTAL_PROXY: "Official proxy postal poll card",
    CardKind.ANONYMOUS: "Official poll card",
}


class CardText(NamedTuple):
    """What one card says, ready to be set: `bars`, widths of the bar code; `identity`: the back lists what to bring."""

    language: str
    title: str
    lead: str
    facts: tuple[tuple[str, str], ...]
    paragraphs: tuple[str, ...]
    address: tuple[str, ...]
    bars: tuple[int, ...]
    barcode: str
    return_address: str
    identity: bool


@dataclass(frozen=True, slots=True)
class PollCards:
    """Cards of one run.

    :param polls: name of each poll by its identifier, as the cards print it.
    :param identity: the identity documents accepted at the station, a line each; empty where none is asked for (B-30).
    :param deadlines: for voters: absent votes, identity documents.
    :param offences: the warning that the form has, a paragraph each.
    :param total: stated number of cards.
    :raises DoesNotReconcile: where that is not the number of cards.
    :raises ValueError: where a card names a poll that is not among `polls`, or two cards have one number and kind.
    """

    template: ClassVar[str] = "documents/papers/poll_card/poll_card.typ"

    imprint: Imprint
    form: CardForm
    polls: tuple[tuple[str, str], ...]
    identity: tuple[str, ...]
    deadlines: tuple[Moment, ...]
    offences: tuple[str, ...]
    lines: tuple[PollCardLine, ...]
    total: int
    texts: tuple[CardText, ...] = field(init=False)

    def __post_init__(self) -> None:
        reconcile("Poll cards", stated=self.total, printed=len(self.lines))
        known = dict(self.polls)
        if any(poll not in known for line in self.lines for poll in line.poll_ids):
            raise ValueError("A poll card names only polls of its run.")
        if len({(line.elector, line.kind, line.proxy_for) for line in self.lines}) != len(self.lines):
            raise ValueError("No elector has two cards of one kind.")
        object.__setattr__(self, "texts", tuple(_text(line, known, self) for line in self.lines))

    @property
    def pages(self) -> int:
        """Return the pages that the cards need: front and back of each."""
        return 2 * len(self.lines)


def _text(line: PollCardLine, polls: dict[str, str], cards: PollCards) -> CardText:
    said = line.language
    identity = bool(cards.identity) and not line.kind.by_post
    lead = "You will be asked for photo identification at the polling station." if identity else ""
    return CardText(
        language=said.value,
        title=say(said, TITLES[line.kind]),
        lead=say(said, lead) if lead else "",
        facts=(*_polls(line, polls), *_elector(line), *(_pack(line) if line.kind.by_post else _station(line))),
        paragraphs=(
            *_advice(line),
            *(f"{each.what}: {moment(said, each)}" for each in cards.deadlines),
            *cards.offences,
        ),
        address=address_block(line.mail_name, line.mail_address, line.mail_postcode),
        bars=code_128(line.barcode),
        barcode=line.barcode,
        return_address=line.return_address,
        identity=identity,
    )


def _polls(line: PollCardLine, polls: dict[str, str]) -> tuple[tuple[str, str], ...]:
    said = line.language
    hours = say(said, "{opens} to {closes}", opens=clock(line.opens), closes=clock(line.closes))
    titles = tuple(
        (say(said, "Poll"), say(said, "{poll}: {seats} to be elected", poll=polls[poll], seats=str(seats)))
        if seats
        else (say(said, "Poll"), polls[poll])
        for poll, seats in zip(line.poll_ids, line.seats, strict=True)
    )
    return (*titles, (say(said, "Day of the poll"), f"{long_date(said, line.poll_date)}, {hours}"))


def _elector(line: PollCardLine) -> tuple[tuple[str, str], ...]:
    said = line.language
    facts = [(say(said, "Number on register"), line.elector)]
    if line.kind is not CardKind.ANONYMOUS and not line.kind.for_proxy:
        facts.insert(0, (say(said, "Elector"), ", ".join((line.name, *line.address, line.postcode))))
    if line.kind.for_proxy:
        facts = [
            (
                say(said, "You are proxy for"),
                f"{line.name} ({', '.join(line.proxy_for)})" if line.name else ", ".join(line.proxy_for),
            )
        ]
    return tuple(facts)


def _station(line: PollCardLine) -> tuple[tuple[str, str], ...]:
    place = ", ".join(filter(None, (line.station_name, *line.station_address, line.station_postcode)))
    return ((say(line.language, "Your polling station"), f"{line.station_number}: {place}"),)


def _pack(line: PollCardLine) -> tuple[tuple[str, str], ...]:
    assert line.pack_sent_on is not None  # noqa: S101 - held by PollCardLine
    return (
        (say(line.language, "Ballot papers will be sent on or about"), long_date(line.language, line.pack_sent_on)),
        (say(line.language, "They will be sent to"), line.pack_address),
    )


def _advice(line: PollCardLine) -> tuple[str, ...]:
    said = line.language
    advice = [say(said, "If you need help, call {helpline}.", helpline=line.helpline)]
    if line.kind.by_post:
        advice.insert(0, say(said, "You vote by post and cannot vote in person at a polling station."))
    if line.kind is CardKind.ANONYMOUS:
        words = "Bring this card and your anonymous elector's document: the numbers on both must match."
        advice.insert(0, say(said, words))
    return tuple(advice)
