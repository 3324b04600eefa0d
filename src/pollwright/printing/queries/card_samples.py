"""Which cards of a run are looked at before it is released: read back from the files that go to the printer (K-08)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import polars as pl

from pollwright.documents.papers.poll_card.lines import ADDRESS_LINES, STATION_LINES, PollCardLine
from pollwright.law.poll_cards import CardKind

Row = dict[str, str]


def sample_of(batches: Iterable[Path]) -> list[PollCardLine]:
    """Return the sample of a run: of every batch the first and the last card, and those with the longest name and address.

    Of the cards for voting in person there is one of every polling station besides.

    :param batches: the print files, in order.
    """
    stations: set[str] = set()
    return [_line(row) for path in batches for row in _chosen(path, stations)]


def _chosen(path: Path, stations: set[str]) -> Iterator[Row]:
    cards = pl.read_csv(path, infer_schema=False).fill_null("")
    address = pl.concat_str([f"MailAddr{line}" for line in range(1, ADDRESS_LINES + 1)])
    wanted = {
        0,
        cards.height - 1,
        cards.select(pl.col("MailName").str.len_chars().arg_max()).item(),
        cards.select(address.str.len_chars().arg_max()).item(),
    }
    in_person = cards.with_row_index("place").filter(pl.col("CardType") == CardKind.ORDINARY.value)
    for place, station in in_person.unique("StationNo", keep="first").select("place", "StationNo").iter_rows():
        if station not in stations:
            stations.add(station)
            wanted.add(place)
    yield from cards[sorted(wanted)].iter_rows(named=True)


def _line(row: Row) -> PollCardLine:
    kind, to_proxy = CardKind(row["CardType"]), bool(row["ProxyFor"])
    polls = tuple(row["ElectionCodes"].split(";"))
    return PollCardLine(
        card=row["CardNo"],
        kind=kind,
        anonymous=row["Envelope"] == "yes",
        polls=polls,
        seats=tuple(_seats(one) for one in row["Contests"].split(";")),
        elector=row["BarcodeElector"],
        name=row["FullName"],
        address=_lines(row, "Addr", ADDRESS_LINES),
        postcode=row["Postcode"],
        mail_name=row["MailName"],
        mail_address=_lines(row, "MailAddr", ADDRESS_LINES),
        mail_postcode=row["MailPostcode"],
        station_number=row["StationNo"],
        station_name=row["StationName"],
        station_address=_lines(row, "StationAddr", STATION_LINES),
        station_postcode=row["StationPostcode"],
        pack_address=row["PvSendAddr"],
        proxy_for=row["ProxyFor"] if to_proxy else "",
    )


def _lines(row: Row, prefix: str, most: int) -> tuple[str, ...]:
    return tuple(found for line in range(1, most + 1) if (found := row[f"{prefix}{line}"]))


def _seats(contest: str) -> int:
    """Return the seats that the print file gives with a contest, such as 2 of "Abbey (2)"."""
    return int(contest.rpartition("(")[2].rstrip(")"))
