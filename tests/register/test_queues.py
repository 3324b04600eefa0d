"""The queues for Today: counts and ages, one statement."""

from datetime import UTC, date, datetime

from django.db import connection
from django.test.utils import CaptureQueriesContext

from pollwright.acting import Actor
from pollwright.authorities.models import Authority
from pollwright.law.deletions import Origin, Shows
from pollwright.register.operations.deleting import SourceGiven, open_deletion
from pollwright.register.queries.queues import queues
from tests.fixtures.ledger import Ledger
from tests.register.application_acts import deliver, record
from tests.register.test_determining import ON, ready

NOW = datetime(2026, 11, 30, 9, tzinfo=UTC)


def found(authority: Authority) -> dict[str, tuple[int, int]]:
    return {each.code: (each.count, each.oldest_days) for each in queues(authority.pk, on=ON, now=NOW) if each.count}


def test_each_thing_stands_in_its_queue_with_the_age_of_the_oldest(
    officer: Actor, authority: Authority, ledger: Ledger
) -> None:
    ready(officer, record("A1", ledger.property()))
    deliver(officer, record("A2", ledger.property(), nino="", received_at="2026-11-22T09:00:00+00:00"))
    source = SourceGiven(origin=Origin.REGISTRAR, shows=Shows.DEATH, received_on=date(2026, 11, 27))
    entry = ledger.entry()
    open_deletion(actor=officer, elector_reference=entry.elector.reference, source=source, on=date(2026, 11, 27))
    ledger.entry(ledger.elector(category="overseas", expires_on=date(2026, 11, 1)))

    # A2 came on Sunday 22 November: its fifth working day is Friday 27, so it is open to objection no longer.
    assert found(authority) == {
        "ready": (1, 10),
        "incomplete": (1, 8),
        "deletions-ready": (1, 3),
        "expiring": (1, 29),
    }


def test_the_queues_are_one_statement(authority: Authority) -> None:
    with CaptureQueriesContext(connection) as asked:
        assert len(queues(authority.pk, on=ON, now=NOW)) == 18

    assert len(asked) == 1


def test_another_authoritys_work_is_in_no_queue(stranger: Actor, authority: Authority) -> None:
    deliver(stranger, record("A1"))

    assert found(authority) == {}
