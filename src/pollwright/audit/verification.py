"""Verifying the sealed trail: every change to a sealed batch is found and named."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.db import connection

from pollwright.audit.models import Event, EventPayload, Seal
from pollwright.audit.sealing import BATCH, LAST_ID, NO_SEAL_BEFORE, SEALED, seal_digest
from pollwright.audit.trail import canonical, header_digest
from pollwright.findings import Finding, Level, declare

CHUNK = 2000
RECORDS_REMOVED = "retention.records-removed"
"""The code of the event that records a removal, with the kind, number and digest of what was removed."""
PAYLOADS = "event-details"
"""The kind of record that payloads are."""
REMOVED_DIGEST = "encode(sha256(coalesce(string_agg(r.event_id::text, E'\\n' ORDER BY r.event_id), '')::bytea), 'hex')"
"""The digest of the removals `r`, as SQL."""
_REMEDY = "Keep the database as it is, tell the Electoral Registration Officer, and compare with a backup."


HEADER_CHANGED = declare(
    "audit.header-changed", Level.ERROR, "Event {event} was changed after it was recorded.", _REMEDY
)
BATCH_CHANGED = declare(
    "audit.batch-changed",
    Level.ERROR,
    "The events of seal {number} are not those that were sealed ({there} there, {sealed} sealed).",
    _REMEDY,
)
UNSEALED_BEHIND = declare(
    "audit.event-behind-seals", Level.ERROR, "Event {event} stands between sealed events, in no seal.", _REMEDY
)
SEAL_CHANGED = declare("audit.seal-changed", Level.ERROR, "Seal {number} was changed.", _REMEDY)
CHAIN_BROKEN = declare(
    "audit.chain-broken", Level.ERROR, "Seal {number} does not follow from the seal before it.", _REMEDY
)
SEAL_MISSING = declare("audit.seal-missing", Level.ERROR, "Seal {number} was recorded and is not there.", _REMEDY)
SEAL_NOT_AS_KEPT = declare(
    "audit.seal-not-as-kept", Level.ERROR, "Seal {number} differs from the copy that was kept elsewhere.", _REMEDY
)
PAYLOAD_CHANGED = declare(
    "audit.payload-changed", Level.ERROR, "What event {event} says was changed was altered.", _REMEDY
)
PAYLOAD_MISSING = declare(
    "audit.payload-missing", Level.ERROR, "The details of event {event} are gone, and not by retention.", _REMEDY
)
PAYLOAD_BACK = declare(
    "audit.payload-back", Level.ERROR, "Event {event} has details again that retention removed.", _REMEDY
)
REMOVALS_CHANGED = declare(
    "audit.removals-changed",
    Level.ERROR,
    "The details that event {event} removed are not those that it recorded.",
    _REMEDY,
)
SUBJECTS_CHANGED = declare(
    "audit.subjects-changed", Level.ERROR, "The subjects of event {event} were changed.", _REMEDY
)


def verify(authority_id: int, *, kept: Mapping[int, str] | None = None) -> list[Finding]:
    """Check all sealed events of an authority and return what was changed; an empty list says that nothing was.

    :param kept: digests of seals by number, from printed papers or another place. Without them a chain that was forged
        whole, seals and all, can't be told from a true one.
    """
    seals = list(Seal.objects.filter(authority_id=authority_id).order_by("number"))
    found = [*_chain(seals), *_not_as_kept(seals, kept or {}), *_missing_seals(authority_id, seals)]
    if not seals:
        return found
    last = max(seal.last_event_id for seal in seals)
    found += _batches(authority_id, seals)
    found += _headers(authority_id, last)
    found += _payloads(authority_id, last)
    found += _removals(authority_id)
    found += _subjects(authority_id, last)
    return found


def _chain(seals: Iterable[Seal]) -> Iterator[Finding]:
    """Check that each seal is whole and follows from the one before."""
    previous, number, end = NO_SEAL_BEFORE, 0, 0
    for seal in seals:
        values = {name: getattr(seal, name) for name in SEALED}
        if seal_digest(values, seal.sealed_at) != seal.digest:
            yield SEAL_CHANGED.at(number=seal.number)
        if (seal.previous_digest, seal.number) != (previous, number + 1) or seal.first_event_id <= end:
            yield CHAIN_BROKEN.at(number=seal.number)
        previous, number, end = seal.digest, seal.number, seal.last_event_id


def _not_as_kept(seals: Iterable[Seal], kept: Mapping[int, str]) -> Iterator[Finding]:
    there = {seal.number: seal.digest for seal in seals}
    for number, digest in sorted(kept.items()):
        if there.get(number) != digest:
            yield SEAL_NOT_AS_KEPT.at(number=number)


def _missing_seals(authority_id: int, seals: Iterable[Seal]) -> Iterator[Finding]:
    """Find seals that the trail says were made and that are not there, as where the end of the chain was cut off."""
    recorded = set(
        EventPayload.objects.filter(
            event_id__in=Event.objects.filter(authority_id=authority_id, code="audit.trail-sealed").values("id")
        ).values_list("body__facts__number", flat=True)
    )
    for number in sorted(recorded - {seal.number for seal in seals}):
        yield SEAL_MISSING.at(number=number)


def _batches(authority_id: int, seals: Iterable[Seal]) -> Iterator[Finding]:
    """Recompute each batch from the events that lie between the last event of the seal before and its own last."""
    for seal in seals:
        with connection.cursor() as cursor:
            cursor.execute(BATCH, [authority_id, seal.first_event_id - 1, seal.last_event_id, LAST_ID])
            count, _first, _last, digest = cursor.fetchone()
        if (count, digest) != (seal.events, seal.batch_digest):
            yield BATCH_CHANGED.at(number=seal.number, there=count, sealed=seal.events)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT e.id FROM audit_event e WHERE e.authority_id = %s AND e.id <= (SELECT max(last_event_id)"
            " FROM audit_seal WHERE authority_id = %s) AND NOT EXISTS (SELECT FROM audit_seal s"
            " WHERE s.authority_id = e.authority_id AND e.id BETWEEN s.first_event_id AND s.last_event_id) ORDER BY e.id",
            [authority_id, authority_id],
        )
        behind = [row[0] for row in cursor.fetchall()]
    yield from (UNSEALED_BEHIND.at(event=event) for event in behind)


def _headers(authority_id: int, last: int) -> Iterator[Finding]:
    """Recompute the digest of every sealed header from its fields."""
    events = Event.objects.filter(authority_id=authority_id, id__lte=last).order_by("id")
    for event in events.iterator(chunk_size=CHUNK):
        if header_digest(event) != event.digest:
            yield HEADER_CHANGED.at(event=event.pk)


def _payloads(authority_id: int, last: int) -> Iterator[Finding]:
    """Check each payload against its header, and each missing one against the record of its removal."""
    statement = (
        "SELECT e.id, e.payload_digest, p.body, r.event_id IS NOT NULL, b.id IS NOT NULL FROM audit_event e"
        " LEFT JOIN audit_eventpayload p ON p.event_id = e.id"
        " LEFT JOIN audit_payloadremoval r ON r.event_id = e.id"
        " LEFT JOIN audit_event b ON b.id = r.removed_by_id AND b.authority_id = e.authority_id"
        " AND b.operation LIKE 'retention.%%'"
        " WHERE e.authority_id = %s AND e.id <= %s ORDER BY e.id"
    )
    for event, digest, body, removed, lawfully in _rows(statement, [authority_id, last]):
        if body is None:
            if not lawfully:
                yield PAYLOAD_MISSING.at(event=event)
        elif hashlib.sha256(canonical(json.loads(body)).encode()).hexdigest() != digest:
            yield PAYLOAD_CHANGED.at(event=event)
        elif removed:
            yield PAYLOAD_BACK.at(event=event)


def _removals(authority_id: int) -> Iterator[Finding]:
    """Check that retention removed exactly the payloads that its events recorded."""
    statement = (
        "SELECT e.id FROM audit_event e JOIN audit_eventpayload p ON p.event_id = e.id"
        f" WHERE e.authority_id = %s AND e.code = '{RECORDS_REMOVED}' AND p.body #>> '{{facts,kind}}' = '{PAYLOADS}' AND p.body #>> '{{facts,digest}}' IS DISTINCT FROM"
        f" (SELECT {REMOVED_DIGEST} FROM audit_payloadremoval r WHERE r.removed_by_id = e.id) ORDER BY e.id"
    )
    for (event,) in _rows(statement, [authority_id]):
        yield REMOVALS_CHANGED.at(event=event)


def _subjects(authority_id: int, last: int) -> Iterator[Finding]:
    """Recompute the digest of every sealed event's subjects in one statement."""
    statement = (
        "SELECT e.id FROM audit_event e LEFT JOIN LATERAL (SELECT count(*) AS count,"
        " encode(sha256(coalesce(string_agg(s.kind || ':' || s.subject_id, E'\\n'"
        " ORDER BY s.kind COLLATE \"C\", s.subject_id), '')::bytea), 'hex') AS digest,"
        " bool_and(s.authority_id = e.authority_id) AS own"
        " FROM audit_eventsubject s WHERE s.event_id = e.id) AS found ON true"
        " WHERE e.authority_id = %s AND e.id <= %s AND (found.count <> e.subject_count"
        " OR found.digest <> e.subjects_digest OR NOT coalesce(found.own, true)) ORDER BY e.id"
    )
    for (event,) in _rows(statement, [authority_id, last]):
        yield SUBJECTS_CHANGED.at(event=event)


def _rows(statement: str, parameters: Sequence[int]) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of a statement without holding them all in memory."""
    with connection.chunked_cursor() as cursor:
        cursor.execute(statement, list(parameters))
        while chunk := cursor.fetchmany(CHUNK):
            yield from chunk
