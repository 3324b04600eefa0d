"""Making and withdrawing the keys by which others read the stations that were released (handbook INT-402)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from pollwright.access.tokens import new_token, sha256_of_token
from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.authorities.references import next_reference
from pollwright.refusals import NotFound, Refused
from pollwright.stations.events import keys as events
from pollwright.stations.models import StationDataKey

SERIES = "KEY"
SHOWN = 8


class HolderHasKey(Refused):
    """A holder has one key at a time, so that it is known which to withdraw."""

    code = "stations.R070"
    problem = "{holder} has a key already."
    remedy = "Withdraw it first, where it was lost or is to be changed; then make another."


class KeyWithdrawnAlready(Refused):
    """The key opens nothing already."""

    code = "stations.R071"
    problem = "Key {reference} was withdrawn before."
    remedy = "There is nothing to do: it opens nothing."


@dataclass(frozen=True, slots=True)
class MadeKey:
    """A key's row, and the key itself, which is shown once and kept nowhere."""

    row: StationDataKey
    key: str


@operation(Permission.STATIONS_EDIT)
def make_key(*, actor: Actor, holder: str, at: datetime) -> MadeKey:
    """Make a key for somebody who is to read the released stations.

    :raises HolderHasKey: where the holder has one that was not withdrawn.
    """
    key, named = new_token(), " ".join(holder.split())
    try:
        with transaction.atomic():
            made = StationDataKey.objects.create(
                authority_id=actor.authority_id,
                reference=next_reference(actor.authority_id, SERIES),
                holder=named,
                begins=key[:SHOWN],
                sha256=sha256_of_token(key),
                made_by=actor.name,
                made_at=at,
            )
    except IntegrityError as taken:
        if "one_key_in_use_of_a_holder" not in str(taken):
            raise
        raise HolderHasKey(holder=named) from None
    record(events.KeyMade(made.reference, made.begins, named), actor=actor, subjects=[made])
    return MadeKey(made, key)


@operation(Permission.STATIONS_EDIT)
def withdraw_key(*, actor: Actor, reference: str, reason: str, at: datetime) -> StationDataKey:
    """Withdraw a key: from this moment it opens nothing.

    :raises KeyWithdrawnAlready: where it was withdrawn before.
    """
    held = StationDataKey.objects.select_for_update().filter(authority=actor.authority_id)
    found = held.filter(reference=reference).first()
    if found is None:
        raise NotFound(kind="key", reference=reference)
    if found.withdrawn_at is not None:
        raise KeyWithdrawnAlready(reference=reference)
    found.withdrawn_at, found.withdrawn_by, found.reason = at, actor.name, reason
    found.save(update_fields=["withdrawn_at", "withdrawn_by", "reason"])
    record(events.KeyWithdrawn(reference, found.holder), actor=actor, subjects=[found], reason=reason)
    return found
