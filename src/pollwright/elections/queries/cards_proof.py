"""The proof of poll cards: the print files as they lie, read back, against the frozen electorate and the scheme.

Nothing here uses how the cards were made. Each file is read as a printer would read it, its lines are matched with the
electorate by the elector number that is printed, and five things are asked: is every batch there whole, has anybody two
cards of a kind, has anybody entitled none, has anybody a card who has no vote, and does each card say the right
station, contests, name and address. What is found says where: the batch, the district, the contest, the station.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from pollwright.elections.queries.cards_layout import CARD_COLUMNS
from pollwright.elections.queries.cards_rules import CardRule
from pollwright.elections.queries.cards_stations import StationRange
from pollwright.elections.queries.electorate_files import opened, quoted
from pollwright.formats.outgoing import digest

MOST = 20
"""How many places of one kind of fault are named."""


@dataclass(frozen=True, slots=True)
class StatedBatch:
    """A batch as the run has it: where its file lies, None where it is gone."""

    number: int
    cards: int
    sha256: str
    path: Path | None


@dataclass(frozen=True, slots=True)
class Stated:
    """What a run says it is, to be proved.

    :param earlier: the cards of the runs that went out before, oldest first.
    :param contests: references of the contests for which cards are sent.
    """

    electorate: Path
    batches: Sequence[StatedBatch]
    earlier: Sequence[Path]
    rules: Sequence[CardRule]
    contests: Sequence[str]
    stations: Sequence[StationRange]


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that stops a release: what is wrong, where, and how often."""

    code: str
    where: str
    count: int


@dataclass(frozen=True, slots=True)
class Total:
    """Cards of a kind for a contest in a district: due by the electorate, held by those who are due one."""

    district: str
    contest: str
    kind: str
    due: int
    held: int


@dataclass(frozen=True, slots=True)
class CardProof:
    """The outcome: faults, empty where the cards may leave, and the totals that were compared."""

    faults: tuple[Fault, ...]
    totals: tuple[Total, ...]


BATCH_MISSING, BATCH_CHANGED, BATCH_SHORT = "batch-missing", "batch-changed", "batch-count"
TWICE, LEFT_OUT, NO_VOTE, DOUBT = "card-twice", "left-out", "no-vote", "doubtful"
STATION, MISPRINT, NO_ADDRESS, NO_STATION, TOTALS = "wrong-station", "misprint", "no-address", "no-station", "totals"
SAYS = {
    BATCH_MISSING: "the file of the batch is missing",
    BATCH_CHANGED: "the file is not the one that was made",
    BATCH_SHORT: "the file does not hold the cards that are stated",
    TWICE: "an elector has two cards of one kind",
    LEFT_OUT: "an elector who is due a card has none",
    NO_VOTE: "a card is for somebody who may not vote there",
    DOUBT: "the entry is doubtful",
    STATION: "the card names another station than the scheme",
    MISPRINT: "the card says something else than the register",
    NO_ADDRESS: "the card has no address",
    NO_STATION: "the scheme gives the elector no station",
    TOTALS: "cards made and cards due differ by this many",
}
"""Each kind of fault in words."""

_READ = """
    CREATE TABLE printed AS
    SELECT BatchNo AS batch, SeqNo AS seq, CardNo AS card, CardType AS kind, Envelope AS envelope, ElectionCodes AS contests,
           ElectorNumberPrefix AS district, ElectorNumber::INTEGER AS number, ElectorSuffix::INTEGER AS suffix,
           coalesce(FullName, '') AS full_name, coalesce(Postcode, '') AS postcode,
           coalesce(MailName, '') AS mail_name, {mail} AS mail_address, coalesce(MailPostcode, '') AS mail_postcode,
           coalesce(StationNo, '') AS station, coalesce(StationName, '') AS station_name, file
    FROM ({files})
"""
_DUE = """
    CREATE TABLE due AS
    SELECT l.chain_id, l.district, l.number, l.suffix, l.doubt, r.kind, r.to_proxy, r.anonymous,
           array_to_string(list_filter(string_split(l.contests, ';'), lambda each: list_contains($contests, each)), ';')
               AS contests,
           CASE WHEN r.anonymous THEN '' ELSE trim(concat_ws(' ', nullif(l.forenames, ''), l.surname)) END AS full_name,
           l.postcode, l.address, l.correspondence, l.proxy_name, l.proxy_address, l.proxy_postcode,
           coalesce(s.number, '') AS station, coalesce(s.name, '') AS station_name
    FROM read_parquet('{electorate}') l
    JOIN rule r ON r.absent = coalesce(l.absent, '') AND r.anonymous = (l.section = '3-anonymous')
    LEFT JOIN station s ON s.district = l.district
        AND (s.first IS NULL OR l.number >= s.first) AND (s.last IS NULL OR l.number <= s.last)
    WHERE len(list_filter(string_split(l.contests, ';'), lambda each: list_contains($contests, each))) > 0
"""
_SENT = """
    CREATE TABLE sent AS
    SELECT d.chain_id, d.kind, p.station, p.contests FROM printed p
    JOIN due d ON d.district = p.district AND d.number = p.number AND d.suffix = p.suffix AND d.kind = p.kind
    UNION ALL
    SELECT e.chain_id, e.kind, coalesce(e.station, ''), e.contests FROM ({earlier}) e
    ANTI JOIN (SELECT d.chain_id, p.kind FROM printed p JOIN due d ON d.district = p.district AND d.number = p.number
               AND d.suffix = p.suffix AND d.kind = p.kind) again
        ON again.chain_id = e.chain_id AND again.kind = e.kind
"""
_FAULTS: tuple[tuple[str, str], ...] = (
    (
        TWICE,
        "SELECT 'district ' || district || ', cards of kind ' || kind || ', batch ' ||"
        " array_to_string(list_sort(list_distinct(flatten(list(files)))), ' and '), sum(times - 1)"
        " FROM (SELECT district, kind, number, suffix, count(*) AS times, list(file) AS files"
        " FROM printed GROUP BY ALL HAVING count(*) > 1) GROUP BY district, kind ORDER BY district, kind",
    ),
    (
        LEFT_OUT,
        "SELECT 'district ' || d.district || ', cards of kind ' || d.kind, count(*) FROM due d"
        " ANTI JOIN sent s ON s.chain_id = d.chain_id AND s.kind = d.kind GROUP BY d.district, d.kind"
        " ORDER BY d.district, d.kind",
    ),
    (
        NO_VOTE,
        "SELECT 'district ' || p.district || ', batch ' || p.batch, count(*) FROM printed p"
        " ANTI JOIN due d ON d.district = p.district AND d.number = p.number AND d.suffix = p.suffix"
        " AND d.kind = p.kind GROUP BY p.district, p.batch ORDER BY p.district, p.batch",
    ),
    (
        DOUBT,
        "SELECT 'district ' || district, count(*) FROM due WHERE doubt GROUP BY district ORDER BY district",
    ),
    (
        NO_STATION,
        "SELECT 'district ' || district, count(*) FROM due WHERE station = '' GROUP BY district ORDER BY district",
    ),
    (
        STATION,
        "SELECT 'district ' || d.district || ', station ' || s.station || ' in place of ' || d.station, count(*)"
        " FROM due d JOIN sent s ON s.chain_id = d.chain_id AND s.kind = d.kind WHERE s.station <> d.station"
        " GROUP BY d.district, s.station, d.station ORDER BY d.district, s.station",
    ),
    (
        NO_ADDRESS,
        "SELECT 'district ' || district || ', batch ' || batch, count(*) FROM printed"
        " WHERE envelope = 'no' AND (mail_address = '' OR mail_name = '') GROUP BY district, batch"
        " ORDER BY district, batch",
    ),
    (
        MISPRINT,
        "SELECT 'batch ' || p.batch || ', line ' || min(p.seq) || ' and others like it', count(*) FROM printed p"
        " JOIN due d ON d.district = p.district AND d.number = p.number AND d.suffix = p.suffix AND d.kind = p.kind"
        " WHERE p.contests <> d.contests OR p.full_name <> d.full_name OR p.postcode <> d.postcode"
        " OR (p.station = d.station AND p.station_name <> d.station_name)"
        " OR (NOT d.anonymous AND d.to_proxy AND (p.mail_name, p.mail_address, p.mail_postcode)"
        "     <> (d.proxy_name, d.proxy_address, d.proxy_postcode))"
        " OR (NOT d.anonymous AND NOT d.to_proxy AND (p.mail_name, p.mail_address, p.mail_postcode)"
        "     <> (d.full_name, CASE WHEN d.address <> '' THEN d.address ELSE d.correspondence END, d.postcode))"
        " OR (d.anonymous AND p.mail_name || p.mail_address <> '') OR d.anonymous <> (p.envelope = 'yes')"
        " GROUP BY p.batch ORDER BY p.batch",
    ),
)
_TOTALS = """
    WITH wanted AS (
        SELECT district, unnest(string_split(contests, ';')) AS contest, kind, chain_id FROM due
    ), arrived AS (
        SELECT d.district, unnest(string_split(s.contests, ';')) AS contest, d.kind, d.chain_id
        FROM sent s JOIN due d ON d.chain_id = s.chain_id AND d.kind = s.kind
    ), due_of AS (SELECT district, contest, kind, count(*) AS due FROM wanted GROUP BY ALL
    ), held_of AS (SELECT district, contest, kind, count(*) AS held FROM arrived GROUP BY ALL)
    SELECT district, contest, kind, coalesce(due, 0), coalesce(held, 0)
    FROM due_of FULL JOIN held_of USING (district, contest, kind) ORDER BY district, contest, kind
"""


def prove_cards(stated: Stated, folder: Path) -> CardProof:
    """Prove a run's print files, and return everything that is wrong with them, and the totals."""
    faults = list(_batch_faults(stated.batches))
    with opened(folder) as made:
        _arrange(made, stated)
        faults += _counted_faults(made, stated.batches)
        for code, query in _FAULTS:
            rows = made.execute(query).fetchall()
            faults += [Fault(code, str(where), int(count)) for where, count in rows[:MOST]]
        totals = tuple(Total(*row) for row in made.execute(_TOTALS).fetchall())
    faults += [
        Fault(
            TOTALS, f"district {each.district}, contest {each.contest}, cards of kind {each.kind}", each.held - each.due
        )
        for each in [each for each in totals if each.due != each.held][:MOST]
    ]
    return CardProof(tuple(faults), totals)


def _batch_faults(batches: Sequence[StatedBatch]) -> Iterator[Fault]:
    for batch in batches:
        if batch.path is None:
            yield Fault(BATCH_MISSING, f"batch {batch.number}", batch.cards)
        elif digest(batch.path)[0] != batch.sha256:
            yield Fault(BATCH_CHANGED, f"batch {batch.number}", batch.cards)
    numbers = [batch.number for batch in batches]
    for number in sorted(set(range(1, max(numbers, default=0) + 1)) - set(numbers)):
        yield Fault(BATCH_MISSING, f"batch {number}", 0)


def _counted_faults(made: duckdb.DuckDBPyConnection, batches: Sequence[StatedBatch]) -> Iterator[Fault]:
    found = dict(made.execute("SELECT file, count(*) FROM printed GROUP BY file").fetchall())
    for batch in batches:
        held = found.get(batch.number, 0)
        if batch.path is not None and held != batch.cards:
            yield Fault(BATCH_SHORT, f"batch {batch.number}: {batch.cards} cards stated, {held} in the file", held)


def _arrange(made: duckdb.DuckDBPyConnection, stated: Stated) -> None:
    columns = ", ".join(f"'{name}': 'VARCHAR'" for name, _ in CARD_COLUMNS)
    files = [
        f"SELECT *, {batch.number} AS file FROM read_csv('{quoted(batch.path)}', header = true, delim = ',',"
        f" quote = '\"', escape = '\"', auto_detect = false, columns = {{{columns}}})"
        for batch in stated.batches
        if batch.path is not None
    ]
    nothing = ", ".join(f"NULL::VARCHAR AS {name}" for name, _ in CARD_COLUMNS)
    mail = "concat_ws(', ', " + ", ".join(f"nullif(MailAddr{line}, '')" for line in range(1, 7)) + ")"
    made.execute(_READ.format(mail=mail, files=" UNION ALL ".join(files) or f"SELECT {nothing}, 0 AS file WHERE false"))
    _tables(made, stated)
    made.execute(_DUE.format(electorate=quoted(stated.electorate)), {"contests": list(stated.contests)})
    earlier = " UNION ALL ".join(
        f"SELECT chain_id, kind, station, contests, run FROM read_parquet('{quoted(path)}')" for path in stated.earlier
    )
    latest = f"SELECT * FROM ({earlier}) QUALIFY row_number() OVER (PARTITION BY chain_id, kind ORDER BY run DESC) = 1"
    nobody = "SELECT NULL::BIGINT AS chain_id, '' AS kind, '' AS station, '' AS contests WHERE false"
    made.execute(_SENT.format(earlier=latest if earlier else nobody))


def _tables(made: duckdb.DuckDBPyConnection, stated: Stated) -> None:
    made.execute("CREATE TABLE rule (absent VARCHAR, anonymous BOOLEAN, kind VARCHAR, to_proxy BOOLEAN)")
    made.execute("CREATE TABLE station (district VARCHAR, first INTEGER, last INTEGER, number VARCHAR, name VARCHAR)")
    rules: list[tuple[Any, ...]] = [(r.absent, r.anonymous, r.kind.value, r.to_proxy) for r in stated.rules]
    ranges: list[tuple[Any, ...]] = [(s.district, s.first, s.last, s.number, s.name) for s in stated.stations]
    for table, rows in (("rule", rules), ("station", ranges)):
        if rows:
            made.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(rows[0]))})", rows)
