"""Sealing: closed batches of events, chained by hash, one chain for each authority.

A seal holds the SHA-256 of its events' digests in order, and the digest of the seal before it; so a change to any
sealed event, or to any seal, shows in everything that comes after. Digests of seals are printed on papers and can be
kept elsewhere, which is what finds a chain that was forged from end to end.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import OperationalError, connection
from psycopg.errors import LockNotAvailable

from pollwright.acting import Actor, Permission
from pollwright.audit.events import TrailSealed
from pollwright.audit.models import Seal
from pollwright.audit.operations import operation
from pollwright.audit.trail import canonical, record
from pollwright.refusals import Refused

MOST_IN_A_SEAL = 50_000
TRIES = 5
LOCK_MILLISECONDS = 300
PAUSE_SECONDS = 0.5
SEALED = ("authority_id", "number", "first_event_id", "last_event_id", "events", "batch_digest", "previous_digest")
NO_SEAL_BEFORE = "0" * 64

BATCH = (
    "SELECT count(*), min(id), max(id),"
    " encode(sha256(coalesce(string_agg(id || ' ' || digest, E'\\n' ORDER BY id), '')::bytea), 'hex')"
    " FROM (SELECT id, digest FROM audit_event WHERE authority_id = %s AND id > %s AND id <= %s"
    " ORDER BY id LIMIT %s) AS batch"
)
"""Count, first, last and digest of the events of an authority between two ids: above the first, up to the second."""
LAST_ID = 2**63 - 1


class NothingToSeal(Refused):
    """Since the last seal nothing has happened."""

    code = "audit.R001"
    problem = "Nothing has happened since the last seal."
    remedy = "There is nothing to do: seals are made as events come in."


class TrailBusy(Refused):
    """A long act is being committed, so that the trail can't be closed at this moment."""

    code = "audit.R002"
    problem = "The trail can't be sealed while a long act is being committed."
    remedy = "Pollwright tries again by itself within minutes."


def seal_trail(*, actor: Actor, tries: int = TRIES, pause: float = PAUSE_SECONDS) -> list[Seal]:
    """Seal what has happened in the actor's authority since the last seal, trying again while acts are committed.

    :raises NothingToSeal: where nothing but sealing has happened.
    :raises TrailBusy: where the trail could not be held after some tries.
    """
    for left in reversed(range(tries)):
        try:
            return seal_events(actor=actor)
        except OperationalError as busy:
            if not isinstance(busy.__cause__, LockNotAvailable):
                raise
            if left:
                time.sleep(pause)
    raise TrailBusy


@operation(Permission.AUDIT_SEAL, name="audit.seal_events")
def seal_events(*, actor: Actor) -> list[Seal]:
    """Seal the events since the last seal, in batches of at most 50,000.

    The trail is held for the length of this transaction by a key that whoever adds to it shares: so every event with a
    lower number is committed, and none can be committed behind the seal later. The server's own vacuum of the trail
    doesn't matter to the key. The wait is 0.3 seconds at most, so that nobody queues behind it.

    :raises NothingToSeal: where nothing but sealing has happened.
    :raises OperationalError: (`LockNotAvailable`) where acts are being committed; see `seal_trail`.
    """
    _hold_trail()
    before = Seal.objects.filter(authority_id=actor.authority_id).order_by("-number").first()
    if not _anything_happened(actor.authority_id, before.last_event_id if before else 0):
        raise NothingToSeal
    made: list[Seal] = []
    while seal := _next_seal(actor.authority_id, before):
        seal.save(force_insert=True)
        made.append(seal)
        before = seal
    for seal in made:
        record(TrailSealed(seal.number, seal.first_event_id, seal.last_event_id, seal.events, seal.digest), actor=actor)
    return made


def seal_digest(values: Mapping[str, Any], sealed_at: datetime) -> str:
    """Return the SHA-256 of a seal: of all its values but its key."""
    return hashlib.sha256(
        canonical({name: values[name] for name in SEALED} | {"sealed_at": sealed_at}).encode()
    ).hexdigest()


def _hold_trail() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('lock_timeout', %s, true)", [f"{LOCK_MILLISECONDS}ms"])
        cursor.execute("SELECT audit_hold_trail()")
        cursor.execute("SELECT set_config('lock_timeout', '0', true)")


def _anything_happened(authority_id: int, since: int) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM audit_event WHERE authority_id = %s AND id > %s AND code <> %s)",
            [authority_id, since, TrailSealed.code],
        )
        found: bool = cursor.fetchone()[0]
    return found


def _next_seal(authority_id: int, before: Seal | None) -> Seal | None:
    with connection.cursor() as cursor:
        cursor.execute(BATCH, [authority_id, before.last_event_id if before else 0, LAST_ID, MOST_IN_A_SEAL])
        count, first, last, digest = cursor.fetchone()
        if count == 0:
            return None
        cursor.execute("SELECT clock_timestamp()")
        sealed_at = cursor.fetchone()[0]
    values = {
        "authority_id": authority_id,
        "number": before.number + 1 if before else 1,
        "first_event_id": first,
        "last_event_id": last,
        "events": count,
        "batch_digest": digest,
        "previous_digest": before.digest if before else NO_SEAL_BEFORE,
    }
    return Seal(**values, sealed_at=sealed_at, digest=seal_digest(values, sealed_at))
