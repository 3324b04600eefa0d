"""U4: Plymouth, 2017. 331 electors were removed from the register shortly before a general election; 38 were restored.

Nobody had looked at who was removed and why. Here a notice that removes unusually many electors is not issued by the
person who prepared it, however small the authority's own limit lets notices be; the page groups them by reason.
"""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.conf import LazySettings

from pollwright.acting import Actor
from pollwright.authorities.models import Authority
from pollwright.law.calendars import calendar_for
from pollwright.law.nations import Nation
from pollwright.law.notices import election_notices
from pollwright.register.models import Notice, RegisterEntry
from pollwright.register.operations.notices import (
    approve_notice,
    draft_notice,
    record_prepared_notice,
    rehearse_notice,
)
from pollwright.register.operations.releasing import UnusualRemovals, issue_checked_notice
from pollwright.register.queries.notice_pages import Removal, notice_facts, removals
from tests.fixtures.arranging import arranged
from tests.fixtures.ledger import Ledger
from tests.register.ledger_acts import alteration

POLL = date(2026, 5, 7)
*_, FINAL = election_notices(POLL, date(2026, 4, 9), None, calendar_for(Nation.ENGLAND))
AT = datetime(2026, 4, 29, 9, tzinfo=UTC)


@pytest.fixture
def final(settings: LazySettings, tmp_path: Path, senior: Actor, authority: Authority, ledger: Ledger) -> Notice:
    """A final notice that removes 33 electors of 60 where the last one removed 3; a batch went in by mistake."""
    settings.FILES_ROOT = tmp_path
    with arranged():
        Notice.objects.create(
            authority=authority,
            reference="N9999999",
            kind="final",
            title="Last year",
            published_on=date(2025, 4, 24),
            determined_by=date(2025, 4, 23),
            state="issued",
            counts={"additions": 41, "deletions": 3, "amendments": 2},
        )
    home = ledger.property()
    entries = [ledger.entry(home=home) for _ in range(60)]
    for place, entry in enumerate(entries[:33]):
        reason = "two_sources" if place < 30 else "death"
        alteration(authority, "delete", entry=entry, reason=reason, on=date(2026, 4, 27))
    notice = draft_notice(actor=senior, dates=FINAL, title="Final notice", poll_on=POLL)
    outcome, files = rehearse_notice(senior, notice.reference)
    return record_prepared_notice(actor=senior, reference=notice.reference, prepared=outcome, files=files)


def in_force() -> int:
    return RegisterEntry.objects.filter(effective_to__isnull=True).count()


def test_who_prepared_it_cannot_remove_so_many_alone(final: Notice, senior: Actor) -> None:
    with pytest.raises(UnusualRemovals, match="removes 33 electors"):
        issue_checked_notice(actor=senior, reference=final.reference, on=FINAL.published_on, at=AT)

    assert in_force() == 60


def test_the_second_person_sees_how_many_go_for_which_reason(final: Notice, authority: Authority) -> None:
    found = removals(notice_facts(authority.pk, final.reference))

    assert found == [Removal("two_sources", "Not entitled: two sources", 30), Removal("death", "Died", 3)]


def test_with_a_second_persons_approval_it_is_issued(final: Notice, senior: Actor, head: Actor) -> None:
    approve_notice(actor=head, reference=final.reference, at=AT)

    issue_checked_notice(actor=senior, reference=final.reference, on=FINAL.published_on, at=AT)

    assert in_force() == 27
