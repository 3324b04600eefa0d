"""A notice of alteration with 4,000 changes, from what was determined to what was issued."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from django.db import connection, transaction
from django_scopes import scopes_disabled

from benchmarks.papers_acts import next_day, officer
from benchmarks.registry import Bench, Measurement, benchmark
from benchmarks.timing import seconds
from pollwright.authorities.calendars import calendar_of
from pollwright.law.notices import monthly_notice
from pollwright.register.operations.notices import (
    approve_notice,
    draft_notice,
    issue_notice,
    record_prepared_notice,
    rehearse_notice,
)

CHANGES = 4_000

_ALTER = """
INSERT INTO register_alteration (authority_id, kind, reason, elector_id, entry_id, determined_at, determined_on,
    property_id, district_id, section, surname, forenames, marker, attains_on, parliamentary, local)
SELECT e.authority_id, CASE WHEN row_number() OVER (ORDER BY e.id) %% 2 = 0 THEN 'delete' ELSE 'amend' END, 'clerical',
       e.elector_id, e.id, %(at)s, %(on)s, e.property_id, e.district_id, e.section, e.surname,
       CASE WHEN e.forenames = '' THEN '' ELSE e.forenames || ' A' END, e.marker, e.attains_on, e.parliamentary, e.local
FROM register_registerentry e
WHERE e.authority_id = %(authority)s AND e.effective_to IS NULL AND e.section = '1-ordinary'
ORDER BY e.id LIMIT %(changes)s
"""


@benchmark("notice", prepared=True)
def notice(bench: Bench) -> Iterator[Measurement]:
    """Prepare a notice of 4,000 changes with its files, and issue it."""
    actor = officer()
    year = next_day(actor).year + 1
    with scopes_disabled():
        dates = monthly_notice(year, 6, calendar_of(actor.authority_id))
        at = datetime(year, dates.determined_by.month, dates.determined_by.day, 9, tzinfo=UTC)
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT set_config('pollwright.operation', 'benchmark', true)")
            given: dict[str, Any] = {
                "at": at,
                "on": dates.determined_by,
                "authority": actor.authority_id,
                "changes": CHANGES,
            }
            cursor.execute(_ALTER, given)
        reference = draft_notice(actor=actor, dates=dates, title="Benchmark").reference

        def prepare() -> None:
            prepared, files = rehearse_notice(actor, reference)
            record_prepared_notice(actor=actor, reference=reference, prepared=prepared, files=files)

        def issue() -> None:
            approve_notice(actor=actor, reference=reference, at=at)
            issue_notice(actor=actor, reference=reference, on=dates.published_on, at=at)

        yield Measurement("notice prepared", seconds(prepare), "s", 5, "clock on the wall")
        yield Measurement("notice issued", seconds(issue), "s", 5, "clock on the wall")
