"""What other authorities' parts of a contest stand at: by name of table, so that every room may ask before models load.

Stations of the other parts are put to those of the scheme here, and what keeps an electorate from leaving is said here.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

_PARTS = """
    SELECT p.reference, p.other_name, p.other_code, c.reference, p.prefix, f.reference, f.stage, f.number, f.counts,
           f.stations, f.lines_id, s.sha256,
           EXISTS (SELECT 1 FROM elections_boundaryfile n WHERE n.part_id = p.id AND n.state = 'received')
    FROM elections_boundarypart p
    JOIN elections_contest c ON c.id = p.contest_id
    LEFT JOIN elections_boundaryfile f ON f.part_id = p.id AND f.state = 'agreed'
    LEFT JOIN files_storedfile s ON s.id = f.lines_id
    WHERE p.authority_id = %s AND p.side = 'in' AND p.state = 'open' AND c.poll_id = ANY(%s)
    ORDER BY p.id
"""


@dataclass(frozen=True, slots=True)
class StandingPart:
    """A part of a contest on another register, with its agreed file; `file` is "" where none is.

    :param lines: SHA-256 of its lines in the store.
    :param waiting: whether a newer file was received and its counts are not agreed yet.
    """

    reference: str
    other: str
    other_code: str
    contest: str
    prefix: str
    file: str
    stage: str
    number: int
    counts: Sequence[dict[str, Any]]
    stations: Sequence[dict[str, Any]]
    lines: str
    waiting: bool

    @property
    def districts(self) -> dict[str, int]:
        """The electors of each of its districts, under the letters that our papers print."""
        found: dict[str, int] = {}
        for one in self.counts:
            code = f"{self.prefix}{one['district']}"
            found[code] = found.get(code, 0) + int(one["electors"])
        return found


def standing_parts(authority_id: int, poll_ids: Collection[int]) -> list[StandingPart]:
    """Return the parts of some polls that stand on other authorities' registers, in the order of their entry."""
    with connection.cursor() as cursor:
        cursor.execute(_PARTS, [authority_id, list(poll_ids)])
        rows = cursor.fetchall()
    return [
        StandingPart(
            reference, other, code, contest, prefix, file or "", stage or "", number or 0, _json(counts),
            _json(stations), sha256 or "", waiting,
        )
        for reference, other, code, contest, prefix, file, stage, number, counts, stations, _, sha256, waiting in rows
    ]  # fmt: skip


def parts_mark(parts: Sequence[StandingPart]) -> str:
    """Return one value for the agreed files of parts, "" where there is none; it changes with any of them."""
    stands = "|".join(f"{part.reference}:{part.file}" for part in parts if part.file)
    return hashlib.sha256(stands.encode()).hexdigest()[:12] if stands else ""


def outstanding(parts: Sequence[StandingPart], stage: str, included: dict[str, Any]) -> list[str]:
    """Return what keeps an electorate of a stage from leaving: each part that is not in it as it was agreed.

    :param included: the parts that the electorate was frozen with, by reference.
    """
    found = []
    for part in parts:
        held = included.get(part.reference, {}).get("file", "")
        if not part.file:
            found.append(f"{part.other} ({part.reference}): no file whose counts both sides agreed")
        elif part.waiting:
            found.append(f"{part.other} ({part.reference}): a newer file waits for its counts to be agreed")
        elif part.stage != stage:
            found.append(f"{part.other} ({part.reference}): the agreed file is of another stage")
        elif held != part.file:
            found.append(f"{part.other} ({part.reference}): the electorate was frozen without file {part.file}")
    present = {part.reference for part in parts}
    found += [f"{reference}: withdrawn since the electorate was frozen" for reference in included.keys() - present]
    return found


def clashing_stations(parts: Sequence[StandingPart], own: Collection[str]) -> list[str]:
    """Return the stations of parts whose number another station has, with the part."""
    taken, found = dict.fromkeys(own, "our own scheme"), []
    for part in parts:
        for number in sorted({str(one["station"]) for one in part.stations}, key=int):
            if number in taken:
                found.append(f"{part.other} ({part.reference}): station {number} is in {taken[number]} too")
            taken[number] = part.other
    return found


def _json(value: Any) -> Sequence[dict[str, Any]]:
    """Return a JSON value as Python's, however the connection hands it over."""
    if value is None:
        return ()
    return json.loads(value) if isinstance(value, str) else value
