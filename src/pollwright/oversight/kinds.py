"""Kinds of record that are removed when their time is up. Rooms declare theirs in their `retention.py`.

A kind gives two pieces of SQL. `due` yields (id, reference, start) of the records of an authority whose life began on
or before a day; the machinery takes those that are held away and puts a batch of the rest into the temporary table
`due (id, reference, start)`. `remove` is the statements that remove the records of that table, one set at a time,
their copies in the row history included. Nothing loops over rows.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from pollwright.law.periods import months_after
from pollwright.refusals import NotFound


class UnknownKind(LookupError):
    """A kind of record that no room has declared, or that two have: a fault of ours."""


@dataclass(frozen=True, slots=True)
class RetentionKind:
    """A kind of record with a life of its own.

    :param name: stands in events, holds and settings.
    :param title: in plain words.
    :param starts_with: from what its life is counted, in plain words.
    :param months: how long it is kept, where the authority has not chosen otherwise.
    :param source: the rule that says so, or "local choice".
    :param due: a SELECT of (id bigint, reference text, start date) with the parameters %(authority)s (bigint) and
        %(latest)s (date: the latest start that is due).
    :param remove: statements with the parameters %(authority)s and %(event)s (the id of the event that records it).
    :param hashes: a SELECT of the SHA-256 of stored content that the removal lets go; run before `remove`.
    :param setting: the name of the authority's setting, where the law leaves the period to it.
    :param installation: the records belong to the installation, not to one authority.
    """

    name: str
    title: str
    starts_with: str
    months: int
    source: str
    due: str
    remove: tuple[str, ...]
    hashes: str = ""
    setting: str = ""
    installation: bool = False


RETENTION_KINDS: dict[str, RetentionKind] = {}
"""Every declared kind, by name."""


def declare(kind: RetentionKind) -> RetentionKind:
    """Declare a kind of record.

    :raises UnknownKind: where another has its name.
    """
    if RETENTION_KINDS.setdefault(kind.name, kind) != kind:
        raise UnknownKind(f"the kind of record {kind.name} is declared twice")
    return kind


def chosen_kind(name: str) -> RetentionKind:
    """Return a declared kind that a person named.

    :raises NotFound: where there is none.
    """
    if name not in RETENTION_KINDS:
        raise NotFound(kind="kind of record", reference=name)
    return RETENTION_KINDS[name]


def retention_kind(name: str) -> RetentionKind:
    """Return a declared kind.

    :raises UnknownKind: where there is none.
    """
    try:
        return RETENTION_KINDS[name]
    except KeyError:
        raise UnknownKind(f"no room keeps records of the kind {name!r}") from None


def latest_start(months: int, *, on: date) -> date:
    """Return the latest day on which the life of a record may have begun that is to be removed on `on`.

    A record is to be removed from the day that is `months` after its start, as `law.periods` counts them.
    """
    start = months_after(on, -months) + timedelta(days=3)
    while months_after(start, months) > on:
        start -= timedelta(days=1)
    return start
