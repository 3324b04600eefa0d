"""What happened to one thing, in plain words: the rows of its timeline."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.urls import reverse
from django.utils.translation import gettext

from pollwright.audit.counted import DAY, moment_kept
from pollwright.audit.sentences import said, spaced
from pollwright.pages.timeline import Change, Timeline, TimelineEntry
from pollwright.pages.wording import short_day, short_moment, yes_no

EVENT_PAGE = "audit:event"
"""The URL name of the page of one event, which a higher room serves."""

_ACTS = (
    "SELECT e.id, e.at, e.actor_name, e.capacity, e.code, e.summary, e.reason, e.legal_basis,"
    " p.body -> 'changes', p.body -> 'facts' FROM audit_eventsubject s JOIN audit_event e ON e.id = s.event_id"
    " LEFT JOIN audit_eventpayload p ON p.event_id = e.id"
    " WHERE s.authority_id = %s AND s.kind = %s AND s.subject_id = %s AND s.event_id < %s"
    " ORDER BY s.event_id DESC LIMIT %s"
)
_NEWEST = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Act:
    """One act that concerned the thing.

    :param why: the officer's reason, or the legal basis where no reason was given.
    :param changes: label, before and after, in words; empty where the details were removed by retention.
    """

    event_id: int
    at: datetime
    who: str
    capacity: str
    code: str
    what: str
    why: str
    changes: tuple[tuple[str, str, str], ...]


def timeline(authority_id: int, kind: str, subject_id: int, *, limit: int = 50, before: int | None = None) -> list[Act]:
    """Return the acts that concerned a thing, latest first.

    :param kind: the kind of subject as events name it: the model's name in lower case, such as `elector`.
    :param before: only acts before the event of this number: the `event_id` of the last act of the page before.
    """
    with connection.cursor() as cursor:
        cursor.execute(_ACTS, [authority_id, kind, subject_id, _NEWEST if before is None else before, limit])
        return [_act(row) for row in cursor.fetchall()]


def told(acts: Iterable[Act], *, linked: bool) -> Timeline:
    """Return acts as the timeline of a page; `linked` where the person may open the trail."""
    return Timeline.of(
        TimelineEntry(
            when=act.at,
            who=act.who,
            what=act.what,
            capacity=act.capacity,
            why=act.why,
            href=reverse(EVENT_PAGE, args=[act.event_id]) if linked else "",
            link=gettext("Event") if linked else "",
            changes=tuple(Change(label, old, new) for label, old, new in act.changes),
        )
        for act in acts
    )


def changes_of(changes: dict[str, list[Any]] | str | None) -> tuple[tuple[str, str, str], ...]:
    """Return the changes of a payload, as JSON or read already, as label, before and after, in words."""
    known: dict[str, list[Any]] = json.loads(changes) if isinstance(changes, str) else (changes or {})
    return tuple(
        (gettext(spaced(name).capitalize()), _plain(before), _plain(after)) for name, (before, after) in known.items()
    )


def _act(row: tuple[Any, ...]) -> Act:
    event_id, at, who, capacity, code, summary, reason, basis, changes, facts = row
    known = json.loads(facts) if isinstance(facts, str) else facts
    what = said(code, summary, known)
    return Act(event_id, at, who, gettext(capacity), code, what, reason or basis, changes_of(changes))


def _plain(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return yes_no(value)
    if isinstance(value, list):
        return ", ".join(map(_plain, value))
    text = str(value)
    if at := moment_kept(text):
        return short_moment(at)
    return short_day(date.fromisoformat(text)) if DAY.fullmatch(text) else text
