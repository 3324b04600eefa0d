"""Pages of publications: planned by law, proved by district, stopped where a district is much smaller."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from django.conf import LazySettings
from django.test import Client
from python_calamine import CalamineWorkbook

from pollwright.acting import Actor, Role
from pollwright.audit.models import Event
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


def read_rows(copy: Path) -> list[dict[str, object]]:
    """Return the rows of a copy by column, blanks as None, whatever its format."""
    if copy.suffix == ".parquet":
        return pl.read_parquet(copy).to_dicts()
    if copy.suffix == ".csv":
        return pl.read_csv(copy, infer_schema=False).to_dicts()
    header, *rows = CalamineWorkbook.from_path(str(copy)).get_sheet_by_index(0).to_python()
    return [dict(zip(header, (value or None for value in row), strict=True)) for row in rows]  # type: ignore[arg-type]


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


@pytest.mark.parametrize("form", ["csv", "xlsx", "parquet"])
def test_the_register_as_at_a_day_is_handed_out_masked_in_every_format(
    browser: Browse, senior: Actor, published: Publication, tmp_path: Path, form: str
) -> None:
    make_anonymous("Cox")

    answer = browser(senior).post("/register/as-at/2026-06-30/export/", {"format": form, "purpose": "Court"})

    copy = tmp_path / f"copy.{form}"
    copy.write_bytes(b"".join(answer.streaming_content))  # type: ignore[attr-defined]
    rows = read_rows(copy)
    told = Event.objects.filter(code="register.as-at-exported").latest("pk")
    assert [(row["surname"] or "", row["address1"] is not None) for row in rows] == [
        ("Ames", True),
        ("Bell", True),
        ("", False),
        ("Dunn", False),  # among the other electors, whose addresses are not printed
    ]
    assert [row["marker"] for row in rows if not row["surname"]] == ["N"]
    assert b"Cox" not in copy.read_bytes()
    assert (told.summary, told.reason) == (f"exported the register as at 30 June 2026 as {form}: 4 rows", "Court")


@pytest.mark.parametrize("day", ["0001-01-01", "2027-01-01", "9999-12-31"])
def test_a_day_that_has_not_come_or_is_before_any_register_is_no_day(
    browser: Browse, senior: Actor, published: Publication, day: str
) -> None:
    client = browser(senior)

    shown = client.get(f"/register/as-at/{day}/")
    copied = client.post(f"/register/as-at/{day}/export/", {"format": "csv", "purpose": "Court"})

    assert (shown.status_code, copied.status_code) == (404, 404)


def test_a_day_cannot_be_had_as_a_print_edition(browser: Browse, senior: Actor, published: Publication) -> None:
    asked = {"format": "pdf", "purpose": "Court"}

    answer = browser(senior).post("/register/as-at/2026-06-30/export/", asked)

    assert (answer["Location"], Event.objects.filter(code="register.as-at-exported").count()) == (
        "/register/as-at/2026-06-30/",
        0,
    )


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
