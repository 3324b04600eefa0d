"""Taking in records of the national digital service, a delivery at a time (INT-301 to INT-308).

Set-based: a fixed number of statements whatever the size of the delivery. A record that was delivered before changes
nothing, so that a delivery can be repeated.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import polars as pl
from django.db import connection

from pollwright.access.protection import mac, seal
from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record_many
from pollwright.authorities.calendars import calendar_of, nation_of
from pollwright.authorities.references import next_references
from pollwright.law.facts import Category
from pollwright.law.listing import listing
from pollwright.law.nations import Nation
from pollwright.law.registration import SENDABLE, classify_nino
from pollwright.law.special_categories import declaration_in_time
from pollwright.register.events.applications import ApplicationsReceived
from pollwright.register.models import Application
from pollwright.register.operations.intake_linking import Linked, link
from pollwright.register.operations.intake_missing import with_missing
from pollwright.register.operations.intake_reading import ReadRecords, read_records
from pollwright.register.operations.intake_sets import whole_sets

SERIES = "A"
"""The letter of the references of applications."""
_ONE_DELIVERY_AT_A_TIME = 2_026_112_201


@dataclass(frozen=True, slots=True)
class BatchOutcome:
    """What became of a delivery.

    `records` is how many there were; each was taken in, delivered before, repeated in the file or unreadable. The other
    numbers are of those taken in. `findings` is a frame in the shape of `formats.finding_frames`.
    """

    records: int
    taken: int
    repeated: int
    unreadable: int
    incomplete: int
    duplicates: int
    moves: int
    unplaced: int
    carried: int
    findings: pl.DataFrame


@operation(Permission.APPLICATIONS_ENTER)
def receive_batch(*, actor: Actor, records: pl.DataFrame, at: datetime) -> BatchOutcome:
    """Take in applications in the shape of `applications.csv`; the moment of receipt in each record decides.

    Complete ones are listed on the day of receipt, the others are held with what is missing. An application that named
    an elector whose entry at that address took effect afterwards is kept as carried: it is the one behind the entry.

    :param records: text columns, as `formats.intake` reads them.
    :param at: now.
    :raises NotApplications: where the columns are those of another kind of file.
    """
    authority_id = actor.authority_id
    calendar, nation = calendar_of(authority_id), nation_of(authority_id)
    read = read_records(records, at=at, earliest=calendar.first_day)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [_ONE_DELIVERY_AT_A_TIME % 2**31, authority_id])
    new = _not_yet_here(authority_id, read.rows)
    if new.height:
        _stage(_prepared(authority_id, new, nation))
        _dated(calendar, new)
        with whole_sets(new.height):
            _place(authority_id)
        _seal_anonymous()
    with whole_sets(new.height):
        linked = _insert(authority_id) if new.height else Linked.nothing()
    outcome = _outcome(records.height, read, new.height, linked)
    record_many(
        ApplicationsReceived(**{name: getattr(outcome, name) for name in ApplicationsReceived.__slots__}),
        actor=actor,
        subjects_sql="SELECT 'application', id FROM register_application WHERE authority_id = %s"
        " AND reference = ANY(%s)",
        parameters=[authority_id, linked.references],
    )
    return outcome


def _outcome(records: int, read: ReadRecords, new: int, linked: Linked) -> BatchOutcome:
    return BatchOutcome(
        records=records,
        taken=new,
        repeated=records - read.unreadable - new,
        unreadable=read.unreadable,
        incomplete=linked.incomplete,
        duplicates=linked.duplicates,
        moves=linked.moves,
        unplaced=linked.unplaced,
        carried=linked.carried,
        findings=read.findings,
    )


def _not_yet_here(authority_id: int, rows: pl.DataFrame) -> pl.DataFrame:
    held = Application.objects.filter(
        authority=authority_id, outside_reference__in=rows["outside_reference"].to_list()
    ).values_list("outside_reference", flat=True)
    return rows.filter(~pl.col("outside_reference").is_in(list(held)))


def _prepared(authority_id: int, rows: pl.DataFrame, nation: Nation) -> pl.DataFrame:
    """Return the rows with what each lacks, its reference, and its number sealed."""
    frame = with_missing(rows, nation=nation).sort("received_at", "outside_reference")
    references = next_references(authority_id, SERIES, frame.height)
    sealed = [_number(nino, reference) for nino, reference in zip(frame["nino"], references, strict=True)]
    return frame.with_columns(
        pl.Series("reference", references),
        pl.Series("declared_too_early", _declared_too_early(frame), dtype=pl.Boolean),
        pl.Series("nino_sealed", [one[0] for one in sealed], dtype=pl.String),
        pl.Series("nino_mac", [one[1] for one in sealed], dtype=pl.String),
        pl.Series("nino_class", [one[2] for one in sealed], dtype=pl.String),
        _array("nationalities"),
        _array("missing"),
    ).drop("nino")


def _declared_too_early(rows: pl.DataFrame) -> list[bool]:
    """Return for each row whether its declaration came too long after its date (REG-151)."""
    return [
        declared is not None and not declaration_in_time(Category(category), declared, lists_on).holds
        for category, declared, lists_on in rows.select("category", "declared_on", "lists_on").iter_rows()
    ]


def _array(name: str) -> pl.Expr:
    return (pl.lit("{") + pl.col(name).list.join(",") + pl.lit("}")).alias(name)


def _number(nino: str, reference: str) -> tuple[str | None, str | None, str]:
    """Return a National Insurance number sealed, its keyed digest (both as hex) and its class."""
    written = classify_nino(nino)
    if not nino:
        return None, None, str(written)
    plain = "".join(nino.split()).upper()
    digest = mac(plain[:8] if written in SENDABLE else plain).hex()
    return f"\\x{seal({'nino': plain}, context=f'application:{reference}').hex()}", f"\\x{digest}", str(written)


_STAGED: dict[str, str] = {
    "reference": "text", "outside_reference": "text", "kind": "text", "received_at": "timestamptz", "lists_on": "date",
    "forenames": "text", "surname": "text", "previous_forenames": "text", "previous_surname": "text",
    "nationalities": "text[]", "nationality_reason": "text", "residence_right": "text", "category": "text",
    "anonymous": "boolean", "address": "text", "postcode": "text", "uprn": "bigint", "previous_address": "text",
    "left_within_a_year": "boolean", "other_address": "text", "open_register": "boolean", "email": "text",
    "phone": "text", "language": "text", "declared_true": "boolean", "declared_on": "date", "elector_reference": "text",
    "outside": "jsonb", "date_of_birth": "date", "no_birth_reason": "text", "no_nino_reason": "text",
    "name_may_be_cut": "boolean", "declared_too_early": "boolean", "missing": "text[]", "nino_sealed": "bytea", "nino_mac": "bytea",
    "nino_class": "text",
}  # fmt: skip


def _stage(rows: pl.DataFrame) -> None:
    columns = ", ".join(f"{name} {kind}" for name, kind in _STAGED.items())
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS incoming, incoming_days, linking")
        cursor.execute(
            f"CREATE TEMP TABLE incoming ({columns}, property_id bigint, district_id bigint, sealed bytea)"
            " ON COMMIT DROP"
        )
        with cursor.copy(f"COPY incoming ({', '.join(_STAGED)}) FROM STDIN (FORMAT csv)") as copy:
            copy.write(rows.select(list(_STAGED)).write_csv(include_header=False).encode())


def _dated(calendar: Any, rows: pl.DataFrame) -> None:
    """Put the first day to determine beside each day of receipt; the law is asked once a day."""
    days = [
        (day, anonymous, listing(day, calendar, anonymous=anonymous).determine_from)
        for day, anonymous in rows.select("lists_on", "anonymous").unique().rows()
    ]
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE incoming_days (day date, anonymous boolean, first date) ON COMMIT DROP")
        cursor.executemany("INSERT INTO incoming_days VALUES (%s, %s, %s)", days)


_BY_UPRN = """
UPDATE incoming i SET property_id = p.id, district_id = p.district_id FROM places_property p
WHERE p.authority_id = %s AND p.uprn = i.uprn AND p.valid_to IS NULL
"""
_BY_ADDRESS = """
WITH near AS MATERIALIZED (
    SELECT i.reference, i.address AS given, p.id, p.district_id, p.address
    FROM incoming i JOIN places_property p
      ON p.authority_id = %s AND p.postcode = i.postcode AND p.valid_to IS NULL
    WHERE i.property_id IS NULL AND i.postcode <> ''
), found AS (
    SELECT reference, min(id) AS property_id, min(district_id) AS district_id
    FROM near WHERE pollwright_folded(address) = pollwright_folded(given)
    GROUP BY reference HAVING count(*) = 1
)
UPDATE incoming i SET property_id = f.property_id, district_id = f.district_id
FROM found f WHERE f.reference = i.reference
"""


def _place(authority_id: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE incoming")
        for statement in (_BY_UPRN, _BY_ADDRESS):
            cursor.execute(statement, [authority_id])


_PARTICULARS = (
    "forenames", "surname", "previous_forenames", "previous_surname", "address", "postcode", "uprn",
    "previous_address", "email", "phone", "property_id",
)  # fmt: skip


def _seal_anonymous() -> None:
    """Seal what could tell who an anonymous applicant is or where they live, and blank it in the staged rows."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT reference, {', '.join(_PARTICULARS)}, outside::text FROM incoming WHERE anonymous")
        rows = cursor.fetchall()
        sealed = [
            (
                seal(dict(zip((*_PARTICULARS, "outside"), rest, strict=True)), context=f"application:{reference}"),
                reference,
            )
            for reference, *rest in rows
        ]
        cursor.executemany(
            "UPDATE incoming SET sealed = %s, forenames = '', surname = '', previous_forenames = '',"
            " previous_surname = '', address = '', postcode = '', uprn = NULL, previous_address = '', email = '',"
            " phone = '', property_id = NULL, outside = '{}' WHERE reference = %s",
            sealed,
        )


_INSERT = """
INSERT INTO register_application (
    authority_id, reference, outside_reference, kind, channel, received_at, lists_on, may_determine_from, state, title,
    forenames, surname, previous_forenames, previous_surname, nationalities, nationality_reason, residence_right,
    category, anonymous, address, postcode, uprn, property_id, district_id, previous_address, left_within_a_year,
    other_address, open_register, over_76, email, phone, language, declared_true, declared_on, elector_id,
    duplicate_of_id, missing, match_result, extra, version)
SELECT %(authority)s, i.reference, i.outside_reference, i.kind, 'online', i.received_at, i.lists_on, d.first,
       CASE WHEN i.missing <> '{}' THEN 'on_hold' WHEN i.anonymous THEN 'received' ELSE 'listed' END, '',
       i.forenames, i.surname, i.previous_forenames, i.previous_surname, i.nationalities, i.nationality_reason,
       i.residence_right, i.category, i.anonymous, i.address, i.postcode, i.uprn, i.property_id, i.district_id,
       i.previous_address, i.left_within_a_year, i.other_address, coalesce(i.open_register, false), NULL, i.email,
       i.phone, i.language, i.declared_true, i.declared_on, named.id, NULL, i.missing, '',
       jsonb_build_object(
           'outside', i.outside,
           'flags', to_jsonb(array_remove(ARRAY[
               CASE WHEN i.name_may_be_cut AND NOT i.anonymous THEN 'name-may-be-cut' END,
               CASE WHEN i.district_id IS NULL AND EXISTS (
                   SELECT FROM places_property p WHERE p.authority_id = %(authority)s AND p.postcode = i.postcode)
                   THEN 'address-not-found' WHEN i.district_id IS NULL THEN 'outside-area' END,
               CASE WHEN named.id IS NULL AND (i.elector_reference <> '' OR i.kind IN ('change_of_name', 'renewal'))
                   THEN 'elector-not-found' END,
               CASE WHEN i.declared_too_early THEN 'late-declaration' END
           ], NULL))),
       1
FROM incoming i
JOIN incoming_days d ON d.day = i.lists_on AND d.anonymous = i.anonymous
LEFT JOIN register_elector named
       ON named.authority_id = %(authority)s AND named.reference = i.elector_reference AND i.elector_reference <> ''
ORDER BY i.received_at, i.reference
"""
_PRIVATE = """
INSERT INTO register_applicationprivate (
    application_id, authority_id, date_of_birth, no_birth_reason, age_statement, nino_sealed, nino_mac, nino_class,
    no_nino_reason, sealed)
SELECT a.id, a.authority_id, i.date_of_birth, i.no_birth_reason, coalesce(i.outside ->> 'agerange', ''), i.nino_sealed,
       i.nino_mac, i.nino_class, i.no_nino_reason, i.sealed
FROM incoming i JOIN register_application a ON a.authority_id = %(authority)s AND a.reference = i.reference
"""


def _insert(authority_id: int) -> Linked:
    with connection.cursor() as cursor:
        cursor.execute(_INSERT, {"authority": authority_id})
        cursor.execute(_PRIVATE, {"authority": authority_id})
        cursor.execute("SELECT coalesce(array_agg(reference), '{}') FROM incoming")
        references = list(cursor.fetchone()[0])
    return link(authority_id, references)
