"""The columns of a poll card: what the printer's file has for each (K-06), and what the card shows (K-04)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from pollwright.documents.imprint import Language

ADDRESS_LINES, STATION_LINES = 6, 5


class CardKind(StrEnum):
    """Whom a card is for; the value is the code of the print file."""

    ORDINARY = "O"
    POSTAL = "P"
    PROXY = "X"
    POSTAL_PROXY = "PX"
    ANONYMOUS = "AE"

    @property
    def by_post(self) -> bool:
        """Whether its reader votes by post."""
        return self in {CardKind.POSTAL, CardKind.POSTAL_PROXY}

    @property
    def for_proxy(self) -> bool:
        """Whether it goes to a proxy."""
        return self in {CardKind.PROXY, CardKind.POSTAL_PROXY}


@dataclass(frozen=True, slots=True)
class PollCardLine:
    """One poll card.

    :param run: reference of the print run; `sequence`: place in it, from 1.
    :param poll_ids: identifiers of the polls that the elector may vote in, no others; `seats`: to be elected in each.
    :param number_prefix: the polling district; `number` and `suffix`: of the elector (of a proxy's elector).
    :param name: of the elector; "" for an anonymous one.
    :param address: qualifying address, six lines at most; empty for an anonymous elector.
    :param mail_name: whom the card is sent to, with `mail_address` and `mail_postcode`: the elector at the qualifying
        address, a proxy at the proxy's, an anonymous elector in a plain envelope.
    :param delivery_point: suffix of the delivery point, for the Royal Mail's sorting.
    :param pack_sent_on: for postal voters, the day that the ballot papers are sent; `pack_address`: where to.
    :param proxy_for: numbers of the electors that a proxy votes for.
    :param barcode: what the bar code says, made of district and number.
    :raises ValueError: where the card's kind and its facts disagree, or an address has too many lines.
    """

    run: str
    sequence: int
    kind: CardKind
    poll_ids: tuple[str, ...]
    seats: tuple[int, ...]
    poll_date: date
    opens: time
    closes: time
    number_prefix: str
    number: int
    suffix: int
    name: str
    address: tuple[str, ...]
    postcode: str
    uprn: str
    mail_name: str
    mail_address: tuple[str, ...]
    mail_postcode: str
    delivery_point: str
    sort_order: int
    ward: str
    parish: str
    division: str
    constituency: str
    station_number: str
    station_name: str
    station_address: tuple[str, ...]
    station_postcode: str
    map_reference: str
    barcode: str
    helpline: str
    return_address: str
    pack_sent_on: date | None = None
    pack_address: str = ""
    proxy_for: tuple[str, ...] = ()
    language: Language = Language.ENGLISH

    def __post_init__(self) -> None:
        if not self.poll_ids or len(self.poll_ids) != len(self.seats):
            raise ValueError("A poll card names the polls, with the number to be elected in each.")
        if self.kind is CardKind.ANONYMOUS and (self.name or self.address or self.postcode):
            raise ValueError("The card of an anonymous elector shows neither name nor address.")
        if self.kind.by_post != (self.pack_sent_on is not None):
            raise ValueError("A card says when ballot papers are sent exactly where its reader votes by post.")
        if self.kind.for_proxy != bool(self.proxy_for):
            raise ValueError("A card says for whom its reader is proxy exactly where it goes to a proxy.")
        if max(len(self.address), len(self.mail_address)) > ADDRESS_LINES or len(self.station_address) > STATION_LINES:
            raise ValueError("An address on a poll card has six lines at most, that of a station five.")

    @property
    def elector(self) -> str:
        """Return district, number and suffix, as the register has them."""
        return f"{self.number_prefix} {self.number}" + (f"/{self.suffix}" if self.suffix else "")

    @property
    def row(self) -> tuple[str, ...]:
        """Return the card as the cells of `COLUMNS`."""
        return (
            self.run,
            str(self.sequence),
            self.kind.value,
            " ".join(self.poll_ids),
            self.poll_date.isoformat(),
            f"{self.opens:%H:%M}-{self.closes:%H:%M}",
            self.number_prefix,
            str(self.number),
            str(self.suffix) if self.suffix else "",
            self.name,
            *_padded(self.address, ADDRESS_LINES),
            self.postcode,
            self.uprn,
            self.mail_name,
            *_padded(self.mail_address, ADDRESS_LINES),
            self.mail_postcode,
            self.delivery_point,
            str(self.sort_order),
            self.ward,
            self.parish,
            self.division,
            self.constituency,
            " ".join(str(seats) for seats in self.seats),
            self.station_number,
            self.station_name,
            *_padded(self.station_address, STATION_LINES),
            self.station_postcode,
            self.map_reference,
            self.pack_sent_on.isoformat() if self.pack_sent_on else "",
            self.pack_address,
            " ".join(self.proxy_for),
            self.language.value,
            self.barcode,
            self.helpline,
            self.return_address,
        )


COLUMNS = (
    *("RunId", "SeqNo", "CardType", "ElectionCodes", "PollDate", "PollHours"),
    *("ElectorNumberPrefix", "ElectorNumber", "ElectorSuffix", "FullName"),
    *(f"Addr{place}" for place in range(1, ADDRESS_LINES + 1)),
    *("Postcode", "UPRN", "MailName"),
    *(f"MailAddr{place}" for place in range(1, ADDRESS_LINES + 1)),
    *("MailPostcode", "DPS", "SortOrder", "Ward", "Parish", "Division", "Constituency", "SeatsPerPoll"),
    *("StationNo", "StationName", *(f"StationAddr{place}" for place in range(1, STATION_LINES + 1))),
    *("StationPostcode", "MapRef", "PvDespatchDate", "PvSendAddr", "ProxyForNumbers", "LanguageFlag"),
    *("BarcodeElector", "HelpLine", "ReturnAddr"),
)
"""The heads of the print file's columns, in order; never a date of birth or a signature (K-06)."""


def _padded(lines: tuple[str, ...], number: int) -> tuple[str, ...]:
    return lines + ("",) * (number - len(lines))
