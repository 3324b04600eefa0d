"""U2: at the general election of 2019, people who applied after the deadline got onto registers.

An application received at 23:50 on the twelfth working day before the poll is on the final notice; one received at 00:01
the next day is on none that counts, and the page says why. Poll of Thursday 7 May 2026: last application Monday 20
April, determined Tuesday 28 April, final notice Wednesday 29 April (handbook 3.4).
"""

from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.conf import LazySettings
from django.http import QueryDict

from pollwright.acting import Actor
from pollwright.authorities.models import Authority
from pollwright.law.calendars import calendar_for
from pollwright.law.listing import earliest_determination
from pollwright.law.nations import Nation
from pollwright.law.notices import election_notices
from pollwright.pages.tables import TableRequest
from pollwright.register.models import Notice, RegisterEntry
from pollwright.register.operations.notices import (
    draft_notice,
    issue_notice,
    record_prepared_notice,
    rehearse_notice,
)
from pollwright.register.queries.notice_pages import missed_page, notice_facts
from pollwright.register.web.notices_shown import missed_table
from tests.fixtures.ledger import Ledger
from tests.register.ledger_acts import alteration

ENGLAND = calendar_for(Nation.ENGLAND)
POLL = date(2026, 5, 7)
*_, FINAL = election_notices(POLL, date(2026, 4, 9), None, ENGLAND)
LONDON = ZoneInfo("Europe/London")
IN_TIME = datetime(2026, 4, 20, 23, 50, tzinfo=LONDON)
LATE = datetime(2026, 4, 21, 0, 1, tzinfo=LONDON)


@pytest.fixture
def final(settings: LazySettings, tmp_path: Path, senior: Actor, authority: Authority, ledger: Ledger) -> Notice:
    """The final notice, with two applications allowed on the first day that each could be."""
    settings.FILES_ROOT = tmp_path
    for name, received_at in (("Intime", IN_TIME), ("Toolate", LATE)):
        alteration(
            authority,
            "add",
            elector=ledger.elector(surname=name),
            home=ledger.property(),
            on=earliest_determination(received_at.date(), ENGLAND),
            received_at=received_at,
        )
    notice = draft_notice(actor=senior, dates=FINAL, title="Final notice", poll_on=POLL)
    outcome, files = rehearse_notice(senior, notice.reference)
    return record_prepared_notice(actor=senior, reference=notice.reference, prepared=outcome, files=files)


def test_ten_minutes_before_midnight_is_on_the_final_notice_and_a_minute_after_is_not(
    final: Notice, senior: Actor
) -> None:
    at = datetime(2026, 4, 29, 9, tzinfo=UTC)

    issue_notice(actor=senior, reference=final.reference, on=FINAL.published_on, at=at)

    entries = RegisterEntry.objects.filter(effective_to__isnull=True).values_list("surname", "effective_from")
    assert list(entries) == [("Intime", date(2026, 4, 29))]


def test_the_page_of_the_notice_says_who_was_too_late_and_why(final: Notice, authority: Authority) -> None:
    asked = TableRequest.parse(missed_table(), QueryDict())

    (row,) = missed_page(notice_facts(authority.pk, final.reference), asked).rows

    assert row.surname == "Toolate"
    assert [line.split(". ")[0] for line in row.why] == [
        "It was received after the last day for this notice (20 April 2026)",
        "It could not be determined by the cut-off of this notice (28 April 2026)",
    ]
