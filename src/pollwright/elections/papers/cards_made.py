"""Making the cards of a run from a frozen electorate: one table of cards, and a print file for each batch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from pollwright.elections.queries.cards_layout import ADDRESS_LINES, CARD_COLUMNS, STATION_LINES
from pollwright.elections.queries.cards_rules import CardRule
from pollwright.elections.queries.cards_stations import StationRange
from pollwright.elections.queries.electorate_files import opened, quoted
from pollwright.elections.queries.electorate_target import TargetContest
from pollwright.formats.outgoing import WrittenFile, digest


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a run is made of.

    :param electorate: the frozen lines.
    :param earlier: the cards of the runs that went out before, oldest first; empty for a run for everybody.
    :param run: reference of the run, whose number begins each card's.
    :param languages: in which the cards are printed, as the print file says it.
    :param packs_sent_on: the day on which ballot papers are sent to postal voters; None where that is not settled.
    """

    electorate: Path
    earlier: Sequence[Path]
    rules: Sequence[CardRule]
    contests: Sequence[TargetContest]
    stations: Sequence[StationRange]
    run: str
    poll_day: date
    hours: str
    batch_size: int
    languages: str = "en"
    packs_sent_on: date | None = None


@dataclass(frozen=True, slots=True)
class MadeBatch:
    """A print file of a run."""

    number: int
    kind: str
    file: WrittenFile


@dataclass(frozen=True, slots=True)
class MadeCards:
    """The cards of a run as files, and how many there are of each kind."""

    cards: WrittenFile
    batches: tuple[MadeBatch, ...]
    by_kind: dict[str, int]


ENVELOPE = "-envelope"
"""Ends the kind of a batch whose cards go into plain envelopes, apart from all others (K-01)."""

_HELD = """
    CREATE VIEW held AS
    SELECT chain_id, kind, to_proxy, station, contests, mail_name, mail_address, mail_postcode
    FROM ({runs}) QUALIFY row_number() OVER (PARTITION BY chain_id, kind, to_proxy ORDER BY run DESC) = 1
"""
_NONE_HELD = """
    CREATE TABLE held (chain_id BIGINT, kind VARCHAR, to_proxy BOOLEAN, station VARCHAR, contests VARCHAR,
                       mail_name VARCHAR, mail_address VARCHAR, mail_postcode VARCHAR)
"""
_CARDS = """
    CREATE TABLE cards AS
    WITH line AS (
        SELECT *, list_filter(string_split(contests, ';'), lambda each: list_contains($contests, each)) AS voted
        FROM read_parquet('{electorate}')
    ), due AS (
        SELECT l.* REPLACE (array_to_string(l.voted, ';') AS contests), r.kind, r.to_proxy, r.anonymous, s.number AS station,
               s.name AS station_name, s.address AS station_address, s.postcode AS station_postcode,
               CASE WHEN r.anonymous THEN '' WHEN r.to_proxy THEN l.proxy_name
                    ELSE trim(concat_ws(' ', nullif(l.forenames, ''), l.surname)) END AS mail_name,
               CASE WHEN r.anonymous THEN '' WHEN r.to_proxy THEN l.proxy_address
                    WHEN l.address <> '' THEN l.address ELSE l.correspondence END AS mail_address,
               CASE WHEN r.anonymous THEN '' WHEN r.to_proxy THEN l.proxy_postcode ELSE l.postcode END AS mail_postcode
        FROM line l
        JOIN rule r ON r.absent = coalesce(l.absent, '') AND r.anonymous = (l.section = '3-anonymous')
        LEFT JOIN station s ON s.district = l.district AND l.number BETWEEN s.first AND s.last
        WHERE len(l.voted) > 0
    ), wanted AS (
        SELECT d.* FROM due d LEFT JOIN held h USING (chain_id, kind, to_proxy)
        WHERE h.chain_id IS NULL OR (coalesce(h.station, ''), h.contests, h.mail_name, h.mail_address, h.mail_postcode)
            <> (coalesce(d.station, ''), d.contests, d.mail_name, d.mail_address, d.mail_postcode)
    ), placed AS (
        SELECT *, row_number() OVER (ORDER BY kind, anonymous, mail_postcode, mail_address, district, number, suffix, chain_id)
                      AS seq,
               row_number() OVER (PARTITION BY kind, anonymous
                                  ORDER BY mail_postcode, mail_address, district, number, suffix, chain_id) AS in_kind
        FROM wanted
    )
    SELECT $run AS run, dense_rank() OVER (ORDER BY kind, anonymous, (in_kind - 1) // $batch_size) AS batch, seq,
           {card} AS card, kind, to_proxy, anonymous, district, number, suffix, chain_id, elector_id, section, surname, forenames,
           address, postcode, uprn, correspondence, contests, absent_address, absent_postcode, mail_name, mail_address,
           mail_postcode, station, station_name, station_address, station_postcode
    FROM placed
"""
_CARD = "lpad(({number}::BIGINT * 10000000 + seq)::VARCHAR, 14, '0') || lpad((98 - ({number}::BIGINT * 10000000 + seq) * 100 % 97)"
CARD_NUMBER = _CARD + "::VARCHAR, 2, '0')"
"""Number of a card: seven digits of the run, seven of the card, two check digits (ISO 7064, modulo 97)."""


def check_digits_hold(card: str) -> bool:
    """Return whether a scanned number is one that a card can have."""
    return len(card) == 16 and card.isascii() and card.isdigit() and int(card) % 97 == 1


def make_cards(wanted: Wanted, folder: Path) -> MadeCards:
    """Make the table of cards and the print files of a run in `folder`."""
    with opened(folder) as made:
        _arrange(made, wanted)
        number = int("".join(each for each in wanted.run if each.isdigit()))
        made.execute(
            _CARDS.format(electorate=quoted(wanted.electorate), card=CARD_NUMBER.format(number=number)),
            {
                "contests": [contest.reference for contest in wanted.contests],
                "run": wanted.run,
                "batch_size": wanted.batch_size,
            },
        )
        cards = _written(made, "SELECT * FROM cards ORDER BY seq", folder / "cards.parquet", "FORMAT parquet")
        found = made.execute(
            f"SELECT batch, any_value(kind || CASE WHEN anonymous THEN '{ENVELOPE}' ELSE '' END) FROM cards GROUP BY 1 ORDER BY 1"
        ).fetchall()
        batches = tuple(_batch(made, int(number), kind, wanted, folder) for number, kind in found)
        kinds = made.execute("SELECT kind, count(*) FROM cards GROUP BY kind ORDER BY kind").fetchall()
    return MadeCards(cards, batches, {str(kind): int(count) for kind, count in kinds})


def _arrange(made: duckdb.DuckDBPyConnection, wanted: Wanted) -> None:
    """Put the rules, stations and contests of a run into tables, and the cards that went out before."""
    made.execute("CREATE TABLE rule (absent VARCHAR, anonymous BOOLEAN, kind VARCHAR, to_proxy BOOLEAN)")
    _fill(made, "rule", [(rule.absent, rule.anonymous, rule.kind.value, rule.to_proxy) for rule in wanted.rules])
    made.execute(
        "CREATE TABLE station (district VARCHAR, first INTEGER, last INTEGER, number VARCHAR, name VARCHAR,"
        " address VARCHAR[], postcode VARCHAR)"
    )
    _fill(made, "station", [station_row(each) for each in wanted.stations])
    made.execute("CREATE TABLE contest (reference VARCHAR, name VARCHAR, place INTEGER)")
    rows = [
        (contest.reference, f"{contest.name} ({contest.seats})", place) for place, contest in enumerate(wanted.contests)
    ]
    _fill(made, "contest", rows)
    runs = " UNION ALL ".join(f"SELECT * FROM read_parquet('{quoted(path)}')" for path in wanted.earlier)
    made.execute(_HELD.format(runs=runs) if runs else _NONE_HELD)


def station_row(each: StationRange) -> tuple[Any, ...]:
    """Return a range of a station as it stands in tables: open ends filled."""
    first = 0 if each.first is None else each.first
    last = 2_147_483_647 if each.last is None else each.last
    return (each.district, first, last, each.number, each.name, list(each.address), each.postcode)


def _fill(made: duckdb.DuckDBPyConnection, table: str, rows: list[tuple[Any, ...]]) -> None:
    if rows:
        made.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(rows[0]))})", rows)


def _batch(made: duckdb.DuckDBPyConnection, number: int, kind: str, wanted: Wanted, folder: Path) -> MadeBatch:
    select = f"SELECT {_columns(wanted)} FROM ({_WITH_NAMES}) c WHERE batch = {number} ORDER BY seq"
    written = _written(made, select, folder / f"batch-{number:03d}.csv", "FORMAT csv, HEADER true")
    return MadeBatch(number, kind, written)


_WITH_NAMES = """
    SELECT k.*, n.names FROM cards k JOIN (
        SELECT contests, string_agg(name, ';' ORDER BY place) AS names
        FROM (SELECT DISTINCT contests, unnest(string_split(contests, ';')) AS reference FROM cards)
        JOIN contest USING (reference) GROUP BY contests
    ) n USING (contests)
"""


def _columns(wanted: Wanted) -> str:
    """Return the columns of the print file as SQL, in the order of `CARD_COLUMNS`."""
    number = "district || '-' || number || CASE WHEN suffix > 0 THEN '/' || suffix ELSE '' END"
    made = {
        "RunId": "run",
        "BatchNo": "batch",
        "SeqNo": "seq",
        "CardNo": "card",
        "CardType": "kind",
        "Envelope": "CASE WHEN anonymous THEN 'yes' ELSE 'no' END",
        "ElectionCodes": "contests",
        "Contests": "names",
        "PollDate": f"'{wanted.poll_day.isoformat()}'",
        "PollHours": f"'{wanted.hours}'",
        "ElectorNumberPrefix": "district",
        "ElectorNumber": "number",
        "ElectorSuffix": "suffix",
        "BarcodeElector": number,
        "FullName": "trim(concat_ws(' ', nullif(forenames, ''), surname))",
        **_lines("Addr", "address", ADDRESS_LINES),
        "Postcode": "postcode",
        "UPRN": "uprn",
        "MailName": "mail_name",
        **_lines("MailAddr", "mail_address", ADDRESS_LINES),
        "MailPostcode": "mail_postcode",
        "ProxyFor": f"CASE WHEN to_proxy THEN {number} ELSE '' END",
        "PvSendAddr": "CASE WHEN kind = 'P' THEN concat_ws(', ', nullif(absent_address, ''),"
        " nullif(absent_postcode, '')) ELSE '' END",
        "PvDespatchDate": f"CASE WHEN kind IN ('P', 'PX') THEN '{wanted.packs_sent_on or ''}' ELSE '' END",
        "LanguageFlag": f"'{wanted.languages}'",
        "StationNo": "station",
        "StationName": "station_name",
        **{f"StationAddr{line}": f"station_address[{line}]" for line in range(1, STATION_LINES + 1)},
        "StationPostcode": "station_postcode",
    }
    return ", ".join(f"{made[name]} AS {name}" for name, _ in CARD_COLUMNS)


def _lines(prefix: str, column: str, count: int) -> dict[str, str]:
    """Return an address on one line as lines: as many as there are columns, the last holding what is left over."""
    parts = f"string_split({column}, ', ')"
    found = {f"{prefix}{line}": f"{parts}[{line}]" for line in range(1, count)}
    return found | {f"{prefix}{count}": f"nullif(array_to_string({parts}[{count}:], ', '), '')"}


def _written(made: duckdb.DuckDBPyConnection, select: str, path: Path, options: str) -> WrittenFile:
    found = made.execute(f"COPY ({select}) TO '{quoted(path)}' ({options})").fetchone()
    sha256, size = digest(path)
    return WrittenFile(path, int(found[0]) if found else 0, sha256, size)
