"""The frozen electorate, station by station: the lines in order, and the totals, counted apart from them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb

from pollwright.elections.queries.cards_stations import StationRange
from pollwright.elections.queries.electorate_files import opened, quoted
from pollwright.elections.queries.electorate_target import TargetPoll

PIECE = 2000
NOWHERE = ""
POSTAL = ("postal", "postal_proxy")
_OPEN = """
    CREATE TABLE station AS
    SELECT * FROM (SELECT unnest($district) AS district, unnest($first) AS first, unnest($last) AS last,
                          unnest($number) AS number);
"""
_LINES = """
    SELECT coalesce(s.number, ''), l.district, l.number, l.suffix, l.section = '3-anonymous' AS anonymous, l.marker,
           l.surname, l.forenames, l.address, l.postcode, l.attains_on, l.contests, coalesce(l.absent, ''),
           l.proxy_name, l.proxy_address, l.proxy_postcode
    FROM read_parquet('{path}') l
    LEFT JOIN station s ON s.district = l.district AND l.number BETWEEN s.first AND s.last
    ORDER BY try_cast(s.number AS INTEGER), l.district, l.number, l.suffix, l.chain_id
"""
_TOTALS = """
    WITH line AS (
        SELECT coalesce((SELECT min(s.number) FROM station s
                         WHERE s.district = l.district AND l.number BETWEEN s.first AND s.last), '') AS station,
               (SELECT count(*) FROM station s
                WHERE s.district = l.district AND l.number BETWEEN s.first AND s.last) AS stations,
               l.district, l.section = '3-anonymous' AS anonymous, l.attains_on IS NOT NULL AS attaining,
               coalesce(l.absent, '') = 'proxy' AS proxy
        FROM read_parquet('{path}') l
    )
    SELECT station, district, count(*), count(*) FILTER (WHERE stations <> 1),
           count(*) FILTER (WHERE anonymous), count(*) FILTER (WHERE attaining),
           count(*) FILTER (WHERE proxy AND NOT anonymous)
    FROM line GROUP BY ALL ORDER BY station, district
"""
_VOTES = """
    SELECT coalesce(s.number, ''), contest, count(*) FILTER (WHERE coalesce(l.absent, '') NOT IN ('postal', 'postal_proxy')),
           count(*) FILTER (WHERE l.absent IN ('postal', 'postal_proxy'))
    FROM (SELECT district, number, absent, unnest(string_split(contests, ';')) AS contest FROM read_parquet('{path}')) l
    LEFT JOIN station s ON s.district = l.district AND l.number BETWEEN s.first AND s.last
    GROUP BY 1, 2
"""


@dataclass(frozen=True, slots=True)
class Line:
    """An elector at a station; `station` is "" for one who has none."""

    station: str
    district: str
    number: int
    suffix: int
    anonymous: bool
    marker: str
    surname: str
    forenames: str
    address: str
    postcode: str
    attains_on: date | None
    contests: str
    absent: str
    proxy_name: str
    proxy_address: str
    proxy_postcode: str

    @property
    def written(self) -> str:
        """The elector number within the district, with its suffix."""
        return f"{self.number}/{self.suffix}" if self.suffix else str(self.number)

    @property
    def name(self) -> str:
        """Surname, then forenames."""
        return ", ".join(part for part in (self.surname, self.forenames) if part)


@dataclass(frozen=True, slots=True)
class Totals:
    """Electors of a district at a station; `astray` are those with no station or with several."""

    station: str
    district: str
    electors: int
    astray: int
    anonymous: int
    attaining: int
    proxies: int


@dataclass(frozen=True, slots=True)
class PlacedStation:
    """A station as its papers name it, with the totals that its register must have."""

    number: str
    place: str
    districts: tuple[tuple[str, str], ...]
    totals: tuple[Totals, ...]
    polls: tuple[TargetPoll, ...]
    here: tuple[int, ...]
    by_post: tuple[int, ...]

    @property
    def electors(self) -> int:
        """How many stand on its register."""
        return sum(one.electors for one in self.totals)

    def pages(self, per_page: int) -> int:
        """Return the pages that its register must have: the cover, and each district on pages of its own."""
        return 1 + sum(max(1, -(-one.electors // per_page)) for one in self.totals)

    def rows(self, per_page: int) -> int:
        """Return the rows of tables that its register must have, heads included."""
        cover = 1 + len(self.polls) + 1 + len(self.totals)
        return cover + sum(-(-one.electors // per_page) + one.electors for one in self.totals)


class StationElectors:
    """The electorate of a poll beside the ranges of its scheme, read through DuckDB in pieces."""

    def __init__(self, electorate: Path, ranges: Sequence[StationRange], folder: Path) -> None:
        self._path = quoted(electorate)
        self._made: duckdb.DuckDBPyConnection = opened(folder)
        self._made.execute(
            _OPEN,
            {
                "district": [one.district for one in ranges],
                "first": [one.first or 0 for one in ranges],
                "last": [2**31 - 1 if one.last is None else one.last for one in ranges],
                "number": [one.number for one in ranges],
            },
        )

    def close(self) -> None:
        """Close the connection."""
        self._made.close()

    def lines(self) -> Iterator[Line]:
        """Yield every elector, station by station, in the order of their numbers; memory holds one piece."""
        cursor = self._made.cursor().execute(_LINES.format(path=self._path))
        while rows := cursor.fetchmany(PIECE):
            for row in rows:
                yield Line(*row)

    def totals(self) -> list[Totals]:
        """Return the electors of each district at each station, counted without the lines."""
        return [Totals(*row) for row in self._made.execute(_TOTALS.format(path=self._path)).fetchall()]

    def votes(self) -> dict[tuple[str, str], tuple[int, int]]:
        """Return by station and contest how many vote there, and how many by post."""
        rows = self._made.execute(_VOTES.format(path=self._path)).fetchall()
        return {(row[0], row[1]): (row[2], row[3]) for row in rows}
