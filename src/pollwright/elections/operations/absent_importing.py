"""Taking over postal votes and proxies from a file: checked whole, then all of it or nothing.

The rows go into a temporary table; every check and every write is one statement over it. Until absent voters have a
room of their own, this is where arrangements come from.
"""

from __future__ import annotations

import csv
import hashlib
import io
from dataclasses import dataclass
from typing import Any

import polars as pl
from django.db import connection

from pollwright.access.protection import seal
from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.elections.events.electorates import ArrangementsImported, ArrangementsRefused
from pollwright.elections.states import AbsentKind
from pollwright.files.kinds import declare
from pollwright.files.store import keep
from pollwright.refusals import Refused

COLUMNS = {
    "elector_reference": "Of an elector who is known here.",
    "kind": "`postal`, `proxy` or `postal_proxy` (a proxy who votes by post).",
    "valid_from": "First day, as `2027-03-01`.",
    "valid_to": "The day on which it ends, which does not count; blank while it has no end.",
    "address": "Where the ballot papers are sent, parted by commas; blank for the qualifying address.",
    "postcode": "Postcode of that address.",
    "proxy_name": "Name of the proxy; needed where there is one.",
    "proxy_address": "Address of the proxy, parted by commas.",
    "proxy_postcode": "Postcode of the proxy.",
}
"""Columns of the file, with what each holds."""
ERRORS = declare("absent-errors", "Rows of absent voters with faults", Permission.REGISTER_IMPORT)


class NotAbsentVoters(Refused):
    """The file has not the columns of absent voters."""

    code = "elections.R230"
    problem = "The file has no column {column}."
    remedy = "It must be CSV in UTF-8 with the columns of the layout for absent voters, in any order."


@dataclass(frozen=True, slots=True)
class ArrangementsOutcome:
    """What came of a file: nothing was taken over where there are faults, which `errors` (a file's token) lists."""

    rows: int
    taken: int
    faults: int
    errors: str = ""


_STAGE = """
    DROP TABLE IF EXISTS pg_temp.staged_absent;
    CREATE TEMP TABLE staged_absent (
        line int, elector_reference text, kind text, valid_from date, valid_to date, address text, postcode text,
        proxy_name text, proxy_address text, proxy_postcode text, unreadable boolean, elector_id bigint,
        anonymous boolean, sealed bytea
    ) ON COMMIT DROP
"""
_FIND = """
    UPDATE staged_absent s SET elector_id = e.id, anonymous = e.anonymous
    FROM register_elector e WHERE e.authority_id = %(authority)s AND e.reference = s.elector_reference
"""
_FAULTS = """
    SELECT line, 'No elector of that reference is known here' FROM staged_absent WHERE elector_id IS NULL
    UNION ALL SELECT line, 'The kind must be postal, proxy or postal_proxy' FROM staged_absent
        WHERE NOT kind = ANY(%(kinds)s)
    UNION ALL SELECT line, 'A day is missing or is not written 2027-03-01' FROM staged_absent
        WHERE unreadable OR valid_from IS NULL
    UNION ALL SELECT line, 'A proxy needs a name' FROM staged_absent WHERE kind <> 'postal' AND proxy_name = ''
    UNION ALL SELECT line, 'It ends before it begins' FROM staged_absent WHERE valid_to <= valid_from
    UNION ALL SELECT max(line), 'The elector stands in the file twice' FROM staged_absent
        WHERE elector_id IS NOT NULL GROUP BY elector_id HAVING count(*) > 1
    UNION ALL SELECT s.line, 'An arrangement that is held begins on that day or later' FROM staged_absent s
        JOIN elections_absentarrangement a ON a.elector_id = s.elector_id AND a.authority_id = %(authority)s
        WHERE a.valid_from >= s.valid_from
    ORDER BY 1, 2
"""
_END = """
    UPDATE elections_absentarrangement a SET valid_to = s.valid_from
    FROM staged_absent s
    WHERE a.authority_id = %(authority)s AND a.elector_id = s.elector_id
      AND (a.valid_to IS NULL OR a.valid_to > s.valid_from)
"""
_WRITE = """
    INSERT INTO elections_absentarrangement (authority_id, elector_id, kind, valid_from, valid_to, address, postcode,
        proxy_name, proxy_address, proxy_postcode, sealed, source)
    SELECT %(authority)s, elector_id, kind, valid_from, valid_to,
           CASE WHEN anonymous THEN '' ELSE address END, CASE WHEN anonymous THEN '' ELSE postcode END,
           CASE WHEN anonymous THEN '' ELSE proxy_name END, CASE WHEN anonymous THEN '' ELSE proxy_address END,
           CASE WHEN anonymous THEN '' ELSE proxy_postcode END, sealed, %(source)s
    FROM staged_absent ORDER BY line
"""
DAYS = ("valid_from", "valid_to")
_PROTECTED = ("address", "postcode", "proxy_name", "proxy_address", "proxy_postcode")


@operation(Permission.REGISTER_IMPORT)
def import_arrangements(*, actor: Actor, content: bytes, source: str) -> ArrangementsOutcome:
    """Take over every row of a file of absent voters, or none where any has a fault.

    An arrangement that an elector has ends where the new one begins. Addresses and proxies of anonymous electors are
    sealed as they come in.

    :param source: what the rows came from, such as the name of the file; it stands with each.
    :raises NotAbsentVoters: where a column is missing.
    """
    frame = _read(content)
    given: dict[str, Any] = {"authority": actor.authority_id, "kinds": list(AbsentKind.values), "source": source[:40]}
    with connection.cursor() as cursor:
        _stage(cursor, frame)
        cursor.execute(_FIND, given)
        cursor.execute(_FAULTS, given)
        faults = cursor.fetchall()
        if faults:
            return _refused(actor, frame.height, faults)
        _seal(cursor)
        cursor.execute(_END, given)
        cursor.execute(_WRITE, given)
    kinds = {str(kind): int(count) for kind, count in frame.group_by("kind").len().iter_rows()}
    record(
        ArrangementsImported(
            frame.height,
            kinds.get(AbsentKind.POSTAL.value, 0),
            kinds.get(AbsentKind.PROXY.value, 0),
            kinds.get(AbsentKind.POSTAL_PROXY.value, 0),
            hashlib.sha256(content).hexdigest(),
        ),
        actor=actor,
    )
    return ArrangementsOutcome(frame.height, frame.height, 0)


def _read(content: bytes) -> pl.DataFrame:
    try:
        frame = pl.read_csv(io.BytesIO(content), infer_schema=False).fill_null("")
    except (pl.exceptions.PolarsError, UnicodeDecodeError):
        raise NotAbsentVoters(column="elector_reference") from None
    for column in COLUMNS:
        if column not in frame.columns:
            raise NotAbsentVoters(column=column)
    return frame.select(list(COLUMNS)).with_columns(pl.all().str.strip_chars())


def _stage(cursor: Any, frame: pl.DataFrame) -> None:
    cursor.execute(_STAGE)
    days = frame.select(pl.col(*DAYS).str.to_date("%Y-%m-%d", strict=False))
    wrong = [(frame[name] != "") & days[name].is_null() for name in DAYS]
    read = frame.with_columns((wrong[0] | wrong[1]).alias("unreadable"), *(days[name] for name in DAYS))
    text = read.with_row_index("line", offset=2).write_csv(include_header=False, quote_style="non_numeric")
    with cursor.copy(f"COPY staged_absent (line, {', '.join(read.columns)}) FROM STDIN (FORMAT csv)") as copy:
        copy.write(text.encode())


def _seal(cursor: Any) -> None:
    """Seal what is protected of the few anonymous electors."""
    names = ", ".join(_PROTECTED)
    cursor.execute(f"SELECT line, elector_id, {names} FROM staged_absent WHERE anonymous")
    for line, elector_id, *values in cursor.fetchall():
        sealed = seal(dict(zip(_PROTECTED, values, strict=True)), context=f"arrangement:{elector_id}")
        cursor.execute("UPDATE staged_absent SET sealed = %s WHERE line = %s", [sealed, line])


def _refused(actor: Actor, rows: int, faults: list[tuple[int, str]]) -> ArrangementsOutcome:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(("line", "fault"))
    writer.writerows(faults)
    stored = keep(
        actor=actor,
        source=text.getvalue().encode(),
        name="absent-voters-faults.csv",
        media_type="text/csv",
        kind=ERRORS.name,
        rows=len(faults),
    )
    record(ArrangementsRefused(rows, len(faults)), actor=actor, subjects=[stored])
    return ArrangementsOutcome(rows, 0, len(faults), stored.token)
