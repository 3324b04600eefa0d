"""What one poll card shows of its elector, its reader and its polling station (K-04)."""

from __future__ import annotations

from dataclasses import dataclass

from pollwright.law.poll_cards import CardKind

ADDRESS_LINES, STATION_LINES = 6, 5


def by_post(kind: CardKind) -> bool:
    """Return whether the reader of a card votes by post."""
    return kind in {CardKind.POSTAL, CardKind.POSTAL_PROXY}


def for_proxy(kind: CardKind) -> bool:
    """Return whether a card goes to a proxy."""
    return kind in {CardKind.PROXY, CardKind.POSTAL_PROXY}


@dataclass(frozen=True, slots=True)
class PollCardLine:
    """One poll card, as the printer's file has it.

    :param card: the number of the card, printed as a bar code.
    :param anonymous: of an anonymous elector, whose card shows no name or address and goes into a plain envelope.
    :param polls: identifiers of the polls that the elector may vote in, no others; `seats`: to be elected in each.
    :param elector: district and number, as the register has them; a bar code of it is looked up at the station.
    :param name: of the elector; `address`: the qualifying address, six lines at most.
    :param mail_name: whom the card is sent to, with `mail_address` and `mail_postcode`: the elector at the qualifying
        address, a proxy at the proxy's.
    :param pack_address: where the ballot papers are sent, of postal voters where that is another address.
    :param proxy_for: number of the elector that a proxy votes for.
    :raises ValueError: where the card's kind and its facts disagree, or an address has too many lines.
    """

    card: str
    kind: CardKind
    anonymous: bool
    polls: tuple[str, ...]
    seats: tuple[int, ...]
    elector: str
    name: str
    address: tuple[str, ...]
    postcode: str
    mail_name: str
    mail_address: tuple[str, ...]
    mail_postcode: str
    station_number: str
    station_name: str
    station_address: tuple[str, ...]
    station_postcode: str
    pack_address: str = ""
    proxy_for: str = ""

    def __post_init__(self) -> None:
        if not self.polls or len(self.polls) != len(self.seats):
            raise ValueError("A poll card names the polls, with the number to be elected in each.")
        if self.anonymous and (self.name or self.address or self.postcode):
            raise ValueError("The card of an anonymous elector shows neither name nor address.")
        if for_proxy(self.kind) != bool(self.proxy_for):
            raise ValueError("A card says for whom its reader is proxy exactly where it goes to a proxy.")
        if max(len(self.address), len(self.mail_address)) > ADDRESS_LINES or len(self.station_address) > STATION_LINES:
            raise ValueError("An address on a poll card has six lines at most, that of a station five.")
