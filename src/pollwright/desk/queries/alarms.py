"""What is wrong or overdue in an authority, in one statement."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

LATEST = 5000
"""How many of the latest events are looked through for a backup."""


@dataclass(frozen=True, slots=True)
class Watch:
    """What the alarms of Today are made from.

    :param unsealed_since: the oldest event that no seal covers yet; None where every event is sealed.
    :param backup_at: the last backup, as far as the latest events of the authority tell; None where they tell of none.
    :param failed: pieces of work that failed in the last seven days.
    :param findings: open findings of data quality.
    :param papers: notices and publications that are begun and not issued.
    """

    unsealed_since: datetime | None
    backup_at: datetime | None
    failed: int
    findings: int
    papers: int


_WATCH = """
SELECT
    (SELECT e.at FROM audit_event e WHERE e.authority_id = %(authority)s
       AND e.id > coalesce((SELECT max(last_event_id) FROM audit_seal WHERE authority_id = %(authority)s), 0)
     ORDER BY e.id LIMIT 1),
    (SELECT max(at) FROM (SELECT at, code FROM audit_event WHERE authority_id = %(authority)s
                          ORDER BY id DESC LIMIT %(latest)s) AS latest WHERE code = 'backups.made'),
    (SELECT count(*) FROM jobs_work WHERE authority_id = %(authority)s AND state = 'failed'
       AND ended_at > %(now)s::timestamptz - interval '7 days'),
    (SELECT count(*) FROM register_qualityfinding WHERE authority_id = %(authority)s AND state = 'open'),
    (SELECT count(*) FROM register_notice WHERE authority_id = %(authority)s
       AND state IN ('draft', 'preparing', 'prepared', 'approved'))
    + (SELECT count(*) FROM register_publication WHERE authority_id = %(authority)s
       AND state IN ('draft', 'preparing', 'prepared', 'approved'))
"""


def watch(authority_id: int, *, now: datetime) -> Watch:
    """Return what the alarms are made from."""
    with connection.cursor() as cursor:
        given: dict[str, Any] = {"authority": authority_id, "now": now, "latest": LATEST}
        cursor.execute(_WATCH, given)
        return Watch(*cursor.fetchone())
