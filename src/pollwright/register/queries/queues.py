"""The queues of the office for "Today", with how many wait in each and how long the oldest has waited."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection

from pollwright.register.queries.application_queues import QUEUES

SHOWN = (
    "ready", "incomplete", "to-match", "match-failed", "evidence", "to-check", "duplicates", "no-property",
    "open-to-objection", "hearings",
)  # fmt: skip
"""The queues of applications that Today shows, in order."""
EXPIRING_DAYS = 93
"""No three months are longer: the first reminder of a declaration goes out three months before it lapses (1.7)."""


@dataclass(frozen=True, slots=True)
class Queue:
    """One queue. `url_name` is the page of its list; a queue of applications adds `?queue=` and its code."""

    code: str
    title: str
    count: int
    oldest_days: int
    url_name: str
    query: str = ""


_OTHERS = (
    (
        "deletions-ready",
        "Deletions ready to determine",
        "register:deletions",
        "state=ready",
        "SELECT count(*), min(opened_on) FROM register_deletioncase WHERE authority_id = %s AND state = 'ready'",
    ),
    (
        "deletions-approval",
        "Deletions waiting for a second person",
        "register:deletions",
        "state=approval",
        "SELECT count(*), min(opened_on) FROM register_deletioncase WHERE authority_id = %s AND state = 'approval'",
    ),
    (
        "deletions-open",
        "Deletions that need a source",
        "register:deletions",
        "state=open",
        "SELECT count(*), min(opened_on) FROM register_deletioncase WHERE authority_id = %s"
        " AND state IN ('open', 'review')",
    ),
    (
        "reports",
        "Reports of deaths and moves to settle",
        "register:reports",
        "",
        "SELECT count(*), min(reported_on) FROM register_outsidereport WHERE authority_id = %s"
        " AND state IN ('doubtful', 'unmatched')",
    ),
    (
        "reviews",
        "Reviews open",
        "register:reviews",
        "",
        "SELECT count(*), min(opened_on) FROM register_review WHERE authority_id = %s"
        " AND state IN ('open', 'waiting', 'hearing')",
    ),
    (
        "objections",
        "Objections to decide",
        "register:objections",
        "",
        "SELECT count(*), min((made_at AT TIME ZONE 'Europe/London')::date) FROM register_objection"
        " WHERE authority_id = %s AND state IN ('open', 'hearing')",
    ),
    (
        "tray",
        "Scans to key",
        "register:tray",
        "",
        "SELECT count(*), min((received_at AT TIME ZONE 'Europe/London')::date) FROM register_trayitem"
        " WHERE authority_id = %s AND state = 'waiting'",
    ),
)
_EXPIRING = (
    "SELECT count(*), min(l.ends_on) FROM ("
    "SELECT e.id, e.expires_on AS ends_on FROM register_elector e"
    " WHERE e.authority_id = %s AND e.expires_on < %s AND NOT e.anonymous"
    " AND EXISTS (SELECT FROM register_registerentry r WHERE r.elector_id = e.id AND r.effective_to IS NULL)"
    " UNION SELECT e.id, least(e.anonymous_until, e.expires_on) FROM register_registerentry r"
    " JOIN register_elector e ON e.id = r.elector_id AND e.anonymous WHERE r.authority_id = %s"
    " AND r.effective_to IS NULL AND r.marker <> '' AND r.marker LIKE '%%N%%'"
    " AND least(e.anonymous_until, e.expires_on) < %s) l"
)
"""Anonymous electors are found by their entries' letter, for which there is an index."""


def queues(authority_id: int, *, on: date, now: datetime) -> list[Queue]:
    """Return every queue of the register, in the order of work; one statement.

    :param now: kept beside `on` for queues that count hours.
    """
    kinds: list[tuple[str, str, str, str]] = [
        (code, str(QUEUES[code][0]), "register:applications", f"queue={code}") for code in SHOWN
    ]
    parts = [
        f"SELECT {place} AS place, count(*) AS count, min(a.lists_on) AS oldest FROM register_application a"
        f" CROSS JOIN (SELECT %s::date AS today) d WHERE a.authority_id = %s AND {QUEUES[code][1]}"
        for place, code in enumerate(SHOWN)
    ]
    given: list[date | int] = [value for _ in SHOWN for value in (on, authority_id)]
    for code, title, url_name, query, select in _OTHERS:
        parts.append(select.replace("SELECT count(*)", f"SELECT {len(kinds)}, count(*)", 1))
        given.append(authority_id)
        kinds.append((code, title, url_name, query))
    parts.append(_EXPIRING.replace("SELECT count(*)", f"SELECT {len(kinds)}, count(*)", 1))
    given += [authority_id, date.fromordinal(on.toordinal() + EXPIRING_DAYS)] * 2
    kinds.append(("expiring", "Declarations that lapse within three months", "register:expiring", ""))
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), given)
        found = {place: (count, oldest) for place, count, oldest in cursor.fetchall()}
    return [
        Queue(code, title, found[place][0], _age(found[place][1], on), url_name, query)
        for place, (code, title, url_name, query) in enumerate(kinds)
    ]


def _age(oldest: date | None, on: date) -> int:
    return max((on - oldest).days, 0) if oldest else 0
