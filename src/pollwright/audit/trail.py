"""Recording events: the only way into the audit trail.

An event is a frozen dataclass in a room's `events.py`, with `code` and `sentence` as class variables. Its fields become
the payload and fill the sentence. Fields hold references and facts of the act, never protected values and never the
name or address of an elector: those are read from the register when a timeline is shown, masked where they must be.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import uuid
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, ClassVar, Protocol

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models

from pollwright.acting import Actor, capacity_under
from pollwright.audit.counted import filled
from pollwright.audit.models import Event, EventPayload, EventSubject
from pollwright.audit.operations import running


class Happening(Protocol):
    """What `record` takes: a dataclass with a code and a sentence."""

    code: ClassVar[str]
    sentence: ClassVar[str]
    __dataclass_fields__: ClassVar[dict[str, Any]]


Subject = models.Model | tuple[str, int]
"""A row, or a pair of kind and id."""


def record(
    happening: Happening,
    *,
    actor: Actor,
    subjects: Iterable[Subject] = (),
    reason: str = "",
    basis: str = "",
    changes: Mapping[str, Sequence[object]] | None = None,
) -> Event:
    """Add an event about `subjects` to the trail of the actor's authority.

    :param reason: the officer's own words, where the act asks for them.
    :param basis: the legal basis, as the `Source` describes itself.
    :param changes: field name to (before, after); values that may stand in the trail.
    """
    pairs = sorted({_pair(subject) for subject in subjects})
    event = _add(happening, actor=actor, reason=reason, basis=basis, changes=changes, pairs=pairs)
    EventSubject.objects.bulk_create(
        EventSubject(event_id=event.pk, authority_id=actor.authority_id, kind=kind, subject_id=subject_id)
        for kind, subject_id in pairs
    )
    return event


def record_many(
    happening: Happening,
    *,
    actor: Actor,
    subjects_sql: str,
    parameters: Sequence[Any] = (),
    reason: str = "",
    basis: str = "",
) -> Event:
    """Add one event with many subjects, found by a query that yields (kind, id) and orders by them.

    One statement reads the digest of the subjects and one inserts them, however many there are.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT count(*), encode(sha256(coalesce(string_agg(kind || ':' || id, E'\\n' ORDER BY kind, id), '')"
            f"::bytea), 'hex') FROM ({subjects_sql}) AS found(kind, id)",
            parameters,
        )
        count, digest = cursor.fetchone()
    event = _add(happening, actor=actor, reason=reason, basis=basis, changes=None, pairs=None, counted=(count, digest))
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {EventSubject._meta.db_table} (event_id, authority_id, kind, subject_id)"
            f" SELECT %s, %s, kind, id FROM ({subjects_sql}) AS found(kind, id)",
            [event.pk, actor.authority_id, *parameters],
        )
    return event


def _add(
    happening: Happening,
    *,
    actor: Actor,
    reason: str,
    basis: str,
    changes: Mapping[str, Sequence[object]] | None,
    pairs: Sequence[tuple[str, int]] | None,
    counted: tuple[int, str] = (0, ""),
) -> Event:
    now = running()
    facts: dict[str, Any] = {field.name: getattr(happening, field.name) for field in dataclasses.fields(happening)}
    body: dict[str, Any] = {"facts": facts}
    if changes:
        body["changes"] = {name: list(values) for name, values in changes.items()}
    text = canonical(body)
    count, digest = counted if pairs is None else (len(pairs), subjects_digest(pairs))
    event = Event(
        operation_id=now.id,
        at=_now(),
        authority_id=actor.authority_id,
        actor_id=actor.person_id,
        actor_name=actor.name,
        actor_role=actor.role or "",
        capacity=capacity_under(now.permission, actor.capacity),
        channel=actor.channel,
        request_id=actor.request_id,
        operation=now.name,
        code=happening.code,
        summary=filled(happening.sentence, facts)[:400],
        legal_basis=basis[:120],
        reason=reason,
        subject_count=count,
        subjects_digest=digest,
        payload_digest=hashlib.sha256(text.encode()).hexdigest(),
    )
    event.digest = header_digest(event)
    event.save(force_insert=True)
    EventPayload(event_id=event.pk, authority_id=actor.authority_id, body=json.loads(text)).save(force_insert=True)
    now.recorded += 1
    return event


HEADER = (
    "operation_id",
    "at",
    "authority_id",
    "actor_id",
    "actor_name",
    "actor_role",
    "capacity",
    "channel",
    "request_id",
    "operation",
    "code",
    "summary",
    "legal_basis",
    "reason",
    "subject_count",
    "subjects_digest",
    "payload_digest",
)
"""The fields that the digest of a header covers, in order."""


def header_digest(event: Event) -> str:
    """Return the SHA-256 of an event's header, as lower-case hex."""
    return hashlib.sha256(canonical({name: getattr(event, name) for name in HEADER}).encode()).hexdigest()


def subjects_digest(pairs: Iterable[tuple[str, int]]) -> str:
    """Return the SHA-256 of an event's subjects, the same as `record_many` works out in the database."""
    text = "\n".join(f"{kind}:{subject_id}" for kind, subject_id in sorted(pairs))
    return hashlib.sha256(text.encode()).hexdigest()


def canonical(value: object) -> str:
    """Return the one JSON text of a value: keys sorted, no spaces, moments in UTC."""
    return json.dumps(value, cls=_Canonical, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


class _Canonical(DjangoJSONEncoder):
    def default(self, o: object) -> object:
        if isinstance(o, datetime):
            return o.timestamp().hex()
        if isinstance(o, uuid.UUID):
            return str(o)
        return super().default(o)


def _pair(subject: Subject) -> tuple[str, int]:
    if isinstance(subject, models.Model):
        return str(subject._meta.model_name), int(subject.pk)
    return subject


def _now() -> datetime:
    """Return the database's moment of this statement, so that the trail keeps one clock."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        moment: datetime = cursor.fetchone()[0]
    return moment
