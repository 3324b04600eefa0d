"""Pages of publications: planned by law, proved by district, stopped where a district is much smaller."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.test import Client

from pollwright.acting import Actor, Role
from pollwright.authorities.models import Authority
from pollwright.jobs.models import Work
from pollwright.register.models import Publication, PublicationFile
from pollwright.register.queries.notice_pages_sense import Fall, falls
from tests.fixtures.arranging import arranged
from tests.fixtures.ledger import Ledger
from tests.register.publishing_acts import last_year, make_anonymous, publish

Browse = Callable[[Actor], Client]


@pytest.fixture(autouse=True)
def files_root(settings: LazySettings, tmp_path: Path) -> None:
    settings.FILES_ROOT = tmp_path


@pytest.fixture
def published(senior: Actor, head: Actor, ledger: Ledger) -> Publication:
    last_year(ledger)
    return publish(senior, head)


@pytest.fixture
def in_september(authority: Authority) -> None:
    with arranged():
        Authority.objects.filter(pk=authority.pk).update(demonstration=True, clock_on=date(2026, 9, 1))


def body(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_the_page_proves_each_district_and_shows_the_hashes(
    browser: Browse, officer: Actor, published: Publication
) -> None:
    held = PublicationFile.objects.get(publication=published, edition="full", format="csv")

    page = body(browser(officer), f"/register/publications/{published.reference}/")

    assert [text in page for text in ("AB1", held.sha256, "Proof by polling district")] == [True] * 3


def test_a_copy_is_downloaded_with_its_purpose(browser: Browse, officer: Actor, published: Publication) -> None:
    asked = {"edition": "open", "format": "csv", "purpose": "Sale, regulation 110"}

    answer = browser(officer).post(f"/register/publications/{published.reference}/export/", asked)

    lines = b"".join(answer.streaming_content).decode().splitlines()  # type: ignore[attr-defined]
    assert [line.split(",")[0] for line in lines] == ["elector_number", "AB1-1", "AB1-3", "AB1-4"]
    assert answer["Cache-Control"] == "no-store"


def test_a_print_edition_is_made_by_the_worker(browser: Browse, officer: Actor, published: Publication) -> None:
    asked = {"edition": "full", "format": "pdf", "purpose": "British Library"}

    answer = browser(officer).post(f"/register/publications/{published.reference}/export/", asked)

    work = Work.objects.get(kind="register.make-copy")
    assert answer["Location"] == f"/work/{work.reference}/"


def test_a_published_register_is_reopened_searched_and_masked(
    browser: Browse, officer: Actor, published: Publication
) -> None:
    make_anonymous("Cox")
    client, path = browser(officer), f"/register/publications/{published.reference}/entries/"

    everything = body(client, path)
    found = client.post(path, {"search": "ames quarry"}, follow=True).content.decode()

    assert [name in everything for name in ("Ames", "Bell", "Cox", "AB1-3")] == [True, True, False, True]
    assert [name in found for name in ("Ames", "Bell")] == [True, False]


def test_a_superseded_register_is_closed_to_who_may_not_read_the_archive(
    browser: Browse, officer: Actor, senior: Actor, head: Actor, published: Publication
) -> None:
    publish(senior, head, date(2027, 3, 1))
    path = f"/register/publications/{published.reference}/entries/"

    assert (browser(officer).get(path).status_code, browser(senior).get(path).status_code) == (403, 200)


def test_the_register_as_at_a_day_has_the_numbers_of_that_day(
    browser: Browse, senior: Actor, published: Publication
) -> None:
    make_anonymous("Cox")

    page = body(browser(senior), "/register/as-at/2026-06-30/")

    assert [text in page for text in ("Ames", "Cox", "With the numbers of register RT")] == [True, False, True]


def test_the_register_as_at_a_day_is_handed_out_masked(browser: Browse, senior: Actor, published: Publication) -> None:
    make_anonymous("Cox")

    answer = browser(senior).post("/register/as-at/2026-06-30/export/", {"purpose": "Court"})

    lines = b"".join(answer.streaming_content).decode().splitlines()  # type: ignore[attr-defined]
    assert [line.split(",")[6] for line in lines[1:]] == ["Ames", "Bell", "", "Dunn"]


def test_a_register_in_december_needs_no_notice(browser: Browse, senior: Actor, in_september: None) -> None:
    # Handbook 3.3: Tuesday 1 December 2026, determined by 30 November, received by 20 November.
    client, filled = browser(senior), plan(date(2026, 12, 1))

    shown = " ".join(client.post("/register/publications/plan/", filled).content.decode().split())
    client.post("/register/publications/plan/", {**filled, "confirmed": "yes"})

    assert ("Friday 20 November 2026" in shown, "REG-321" in shown) == (True, True)
    assert Publication.objects.values_list("determined_by", "received_by").get() == (
        date(2026, 11, 30),
        date(2026, 11, 20),
    )


def test_a_register_at_another_time_needs_fourteen_days_notice(
    browser: Browse, senior: Actor, in_september: None
) -> None:
    # REG-322: published on 1 October 2026, so public notice by 17 September.
    late = plan(date(2026, 10, 1), noticed=date(2026, 9, 18))

    page = browser(senior).post("/register/publications/plan/", {**late, "confirmed": "yes"}).content.decode()

    assert ("must be given by 17 Sep 2026, 14 days before" in page, Publication.objects.count()) == (True, 0)


def test_who_may_only_look_sees_no_buttons(
    browser: Browse, actor_as: Callable[[Role], Actor], published: Publication
) -> None:
    page = body(browser(actor_as(Role.CUSTOMER_SERVICE)), f"/register/publications/{published.reference}/")

    assert [text in page for text in ("Take a copy", "Prepare again", "Publish today")] == [False] * 3


def test_a_district_falls_above_the_share_and_not_at_it() -> None:
    before = {"AA1": 1000, "AA2": 1000, "AA3": 4, "AA4": 0}
    after = {"AA1": 900, "AA2": 899, "AA4": 5}

    assert falls(before, after, 10, 20) == [Fall("AA2", 1000, 899), Fall("AA3", 4, 0)]


def test_a_small_district_that_loses_a_few_has_not_fallen_but_one_that_is_empty_has() -> None:
    assert falls({"AA1": 30, "AA2": 30, "AA3": 2}, {"AA1": 11, "AA2": 10}, 10, 20) == [
        Fall("AA2", 30, 10),
        Fall("AA3", 2, 0),
    ]


def plan(on: date, noticed: date | None = None) -> dict[str, str]:
    filled = {"cut_off": "strict"}
    for name, day in (("published_on", on), ("noticed_on", noticed)):
        for part in ("day", "month", "year"):
            filled[f"{name}-{part}"] = str(getattr(day, part)) if day else ""
    return filled
