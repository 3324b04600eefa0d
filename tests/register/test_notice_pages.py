"""Pages of notices: planned by law, looked into before issue, and what just missed them and why."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pollwright.acting import Actor
from pollwright.authorities.models import Authority
from pollwright.law.calendars import calendar_for
from pollwright.law.nations import Nation
from pollwright.law.notices import monthly_notice
from pollwright.register.models import Application, Notice
from pollwright.register.operations.notices import draft_notice, record_prepared_notice, rehearse_notice
from pollwright.register.queries.notice_pages_sense import Limits, unusual_removals
from tests.fixtures.arranging import arranged
from tests.fixtures.ledger import Ledger
from tests.register.ledger_acts import alteration

ON = date(2027, 1, 4)
JANUARY = monthly_notice(2027, 1, calendar_for(Nation.ENGLAND))
"""Published Monday 4 January 2027, determined by 21 December, received by 11 December 2026 (handbook 3.2)."""
Browse = Callable[[Actor], Client]


@pytest.fixture(autouse=True)
def files_root(settings: LazySettings, tmp_path: Path) -> None:
    settings.FILES_ROOT = tmp_path


@pytest.fixture
def on_the_day(authority: Authority) -> None:
    """Set the clock of a demonstration to the day of the notice."""
    with arranged():
        Authority.objects.filter(pk=authority.pk).update(demonstration=True, clock_on=ON)


@pytest.fixture
def notice(senior: Actor, authority: Authority, ledger: Ledger) -> Notice:
    """A drafted notice with an addition, and two removals for two reasons."""
    publication = ledger.publication()
    kept = ledger.entry(ledger.elector(surname="Kept"), publication=publication, number=1)
    for name, reason in (("Dead", "death"), ("Gone", "moved")):
        entry = ledger.entry(ledger.elector(surname=name), home=kept.property, publication=publication)
        alteration(authority, "delete", entry=entry, reason=reason)
    alteration(authority, "add", elector=ledger.elector(surname="Coming"), home=kept.property)
    return draft_notice(actor=senior, dates=JANUARY, title="January notice")


def prepared(actor: Actor, notice: Notice) -> None:
    outcome, files = rehearse_notice(actor, notice.reference)
    record_prepared_notice(actor=actor, reference=notice.reference, prepared=outcome, files=files)


def application(authority: Authority, surname: str, received_at: datetime, determine_from: date) -> Application:
    with arranged():
        return Application.objects.create(
            authority=authority,
            reference=f"A{surname}",
            kind="ordinary",
            channel="online",
            received_at=received_at,
            lists_on=received_at.date(),
            may_determine_from=determine_from,
            state="listed",
            surname=surname,
        )


def body(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, answer.content.decode()[:2000]
    return answer.content.decode()


def test_the_list_shows_notices_and_leads_to_them(browser: Browse, officer: Actor, notice: Notice) -> None:
    page = body(browser(officer), "/register/notices/")

    assert f'href="/register/notices/{notice.reference}/"' in page
    assert "21 Dec 2026" in page


def test_before_issue_the_page_says_who_is_removed_and_why(browser: Browse, senior: Actor, notice: Notice) -> None:
    prepared(senior, notice)

    page = " ".join(body(browser(senior), f"/register/notices/{notice.reference}/").split())

    assert [label in page for label in ("Died", "No longer resident", "Prepared and proved")] == [True, True, True]
    assert "?kind=delete&amp;reason=death" in page


def test_what_it_would_carry_can_be_searched_and_downloaded(browser: Browse, senior: Actor, notice: Notice) -> None:
    client = browser(senior)

    answer = client.get(f"/register/notices/{notice.reference}/contents/?kind=delete&reason=death&as=csv")

    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()  # type: ignore[attr-defined]
    assert [line.split(",")[1] for line in lines[1:]] == ['"Dead']


def test_what_just_missed_it_says_why_in_the_words_of_the_law(
    browser: Browse, officer: Actor, authority: Authority, notice: Notice, ledger: Ledger
) -> None:
    # Received 00:01 on 12 December: one minute after the last moment. Determined 22 December: a day after the cut-off.
    application(authority, "Minute", datetime(2026, 12, 12, 0, 1, tzinfo=UTC), date(2026, 12, 22))
    alteration(
        authority,
        "add",
        elector=ledger.elector(surname="Tomorrow"),
        home=ledger.property(),
        on=date(2026, 12, 22),
        received_at=datetime(2026, 12, 11, 23, 50, tzinfo=UTC),
    )

    page = " ".join(body(browser(officer), f"/register/notices/{notice.reference}/missed/").split())

    late = "It was received after the last day for this notice (11 December 2026)."
    undetermined = "It could not be determined by the cut-off of this notice (21 December 2026)."
    assert (page.count(late), page.count(undetermined)) == (1, 2)
    assert "REG-331" in page


def test_what_came_in_time_but_waits_for_somebody_says_so(
    browser: Browse, officer: Actor, authority: Authority, notice: Notice
) -> None:
    application(authority, "Intime", datetime(2026, 12, 11, 23, 50, tzinfo=UTC), date(2026, 12, 21))

    page = body(browser(officer), f"/register/notices/{notice.reference}/missed/")

    assert "It came in time, but it has not been determined yet." in page


def test_the_plan_of_a_month_shows_the_laws_days_before_anything_is_saved(
    browser: Browse, senior: Actor, on_the_day: None
) -> None:
    client = browser(senior)
    filled = {"kind": "monthly", "month": "2027-02"}

    shown = client.post("/register/notices/plan/", filled).content.decode()
    before = Notice.objects.count()
    client.post("/register/notices/plan/", {**filled, "confirmed": "yes"})

    # Handbook 3.2: Monday 1 February 2027, determined by 18 January, received by 8 January.
    assert [text in shown for text in ("Monday 18 January 2027", "Friday 8 January 2027", "REG-310")] == [True] * 3
    assert before == 0
    assert Notice.objects.values_list("published_on", "determined_by", "received_by").get() == (
        date(2027, 2, 1),
        date(2027, 1, 18),
        date(2027, 1, 8),
    )


def election(second_interim: date) -> dict[str, str]:
    days = {"poll_on": date(2027, 5, 6), "nominations_close": date(2027, 4, 8), "second_interim": second_interim}
    parts = {
        f"{name}-{part}": str(getattr(day, part)) for name, day in days.items() for part in ("day", "month", "year")
    }
    return {"kind": "election", "registers": "local", "confirmed": "yes", **parts}


def test_an_election_is_planned_with_its_three_notices(browser: Browse, senior: Actor, on_the_day: None) -> None:
    # Handbook 3.4: poll 6 May 2027, nominations close 8 April, final notice 28 April.
    browser(senior).post("/register/notices/plan/", election(date(2027, 4, 19)))

    planned = Notice.objects.order_by("published_on").values_list("kind", "published_on", "registers")
    assert list(planned) == [
        ("interim-1", date(2027, 4, 8), "local"),
        ("interim-2", date(2027, 4, 19), "local"),
        ("final", date(2027, 4, 28), "local"),
    ]


def test_a_second_interim_outside_its_range_is_refused_with_the_range(
    browser: Browse, senior: Actor, on_the_day: None
) -> None:
    page = browser(senior).post("/register/notices/plan/", election(date(2027, 4, 28))).content.decode()

    assert "from 9 Apr 2027 to 27 Apr 2027" in page
    assert Notice.objects.count() == 0


def test_a_notice_is_issued_today_and_no_other_day(
    browser: Browse, senior: Actor, head: Actor, notice: Notice, on_the_day: None
) -> None:
    prepared(senior, notice)

    browser(senior).post(f"/register/notices/{notice.reference}/issue/")

    notice.refresh_from_db()
    assert notice.state == "issued"


def test_withdrawing_asks_why(browser: Browse, senior: Actor, notice: Notice) -> None:
    client = browser(senior)

    asked = client.post(f"/register/notices/{notice.reference}/withdraw/", {"reason": ""}).content.decode()
    client.post(f"/register/notices/{notice.reference}/withdraw/", {"reason": "Wrong month"})

    notice.refresh_from_db()
    assert ("Enter why it is withdrawn" in asked, notice.state) == (True, "withdrawn")


def test_the_contents_ask_the_database_as_often_for_five_rows_as_for_three(
    browser: Browse, officer: Actor, authority: Authority, notice: Notice, ledger: Ledger
) -> None:
    client, path = browser(officer), f"/register/notices/{notice.reference}/contents/"
    client.get(path)
    with CaptureQueriesContext(connection) as few:
        client.get(path)
    for name in ("More", "Most"):
        alteration(authority, "add", elector=ledger.elector(surname=name), home=ledger.property())

    with CaptureQueriesContext(connection) as more:
        client.get(path)

    assert len(more) == len(few)


@pytest.mark.parametrize(
    ("deletions", "earlier", "electors", "expected"),
    [
        (331, [40, 120], 200_000, True),
        (240, [40, 120], 200_000, False),
        (241, [40, 120], 200_000, True),
        (20, [1], 200_000, False),
        (2_001, [], 200_000, True),
        (2_000, [], 200_000, False),
    ],
)
def test_removals_are_unusual_above_twice_the_larger_of_the_notices_before(
    deletions: int, earlier: list[int], electors: int, expected: bool
) -> None:
    assert unusual_removals(deletions, earlier, electors, Limits(few=20, times=2, per_cent=1)) is expected
