"""Forty officers at work for a minute, each with a request every two seconds, on the server that `serve` starts."""

from __future__ import annotations

import random
import secrets
import time
from collections.abc import Iterator
from threading import Thread

from django.db import connection
from django.utils import timezone
from django_scopes import scopes_disabled

from benchmarks.load_officer import Answered, Officer
from benchmarks.registry import Bench, Measurement, benchmark
from benchmarks.serving import serving
from benchmarks.timing import percentile
from pollwright.access.commands import acting, authority_of
from pollwright.access.operations.people import add_person
from pollwright.acting import Permission, Role
from pollwright.authorities.models import Authority

OFFICERS, PERIOD, LASTING, WARMING = 40, 2.0, 60.0, 5.0
SOUGHT = 2_000
PASSWORD = secrets.token_urlsafe(12)
_SAMPLE = """
SELECT el.reference, e.forenames, e.surname, p.postcode
FROM register_registerentry e
JOIN register_elector el ON el.id = e.elector_id
JOIN places_property p ON p.id = e.property_id
WHERE e.authority_id = %s AND e.effective_to IS NULL AND e.surname <> ''
ORDER BY md5(e.id::text) LIMIT %s
"""


@benchmark("load", prepared=True)
def load(bench: Bench) -> Iterator[Measurement]:
    """Measure searches, electors' pages, saved contacts and Today, as the officers' browsers meet them."""
    with scopes_disabled():
        authority = authority_of()
        handles = _handles(authority)
        sought = _sought(authority)
    connection.close()
    with serving() as port:
        officers = [Officer(port, handle, sought, random.Random(turn)) for turn, handle in enumerate(handles)]
        answers = _at_work(officers)
    said = [one for one in answers if not one.warming]
    bench.say(f"{len(said):,} requests; saves p95 {_p95(said, 'save'):.0f} ms")
    reference = f"{OFFICERS} officers, a request every {PERIOD:.0f} s, for {LASTING:.0f} s"
    yield Measurement("load search p95", _p95(said, "search"), "ms", 100, reference)
    yield Measurement("load misspelt search p95", _p95(said, "misspelt"), "ms", 100, reference)
    yield Measurement("load elector p95", _p95(said, "elector"), "ms", 100, reference)
    yield Measurement("load today p95", _p95(said, "today"), "ms", 150, reference)
    yield Measurement("load failed requests", sum(not one.well for one in answers), "requests", 0, reference)


def _p95(answers: list[Answered], kind: str) -> float:
    return 1000 * percentile([one.seconds for one in answers if one.kind == kind], 95)


def _at_work(officers: list[Officer]) -> list[Answered]:
    """Let all work side by side, begun at different moments of the period, and return every answer."""
    begin = time.monotonic() + 1.0
    for officer in officers:
        officer.sign_in()
    begin = max(begin, time.monotonic())
    threads = [
        Thread(
            target=officer.work,
            kwargs={
                "begin": begin + PERIOD * turn / OFFICERS,
                "period": PERIOD,
                "warm": begin + WARMING,
                "until": begin + WARMING + LASTING,
            },
        )
        for turn, officer in enumerate(officers)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [answer for officer in officers for answer in officer.answers]


def _handles(authority: Authority) -> list[str]:
    """Add forty officers and return what the demonstration's page knows them by."""
    today = timezone.localdate()
    chief = acting(authority.code, needs=Permission.USERS_MANAGE)
    handles = []
    for number in range(OFFICERS):
        added = add_person(
            actor=chief,
            email=f"officer{number}@load.example",
            name=f"Officer {number}",
            role=Role.OFFICER,
            on=today,
            password=PASSWORD,
        )
        handles.append(str(added.person.handle))
    return handles


def _sought(authority: Authority) -> list[tuple[str, str, str, str]]:
    """Return electors to look for: reference, forenames, surname, postcode."""
    with connection.cursor() as cursor:
        cursor.execute(_SAMPLE, [authority.pk, SOUGHT])
        return [tuple(row) for row in cursor.fetchall()]
