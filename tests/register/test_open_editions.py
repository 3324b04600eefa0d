"""The monthly open register: an edition of what is in force, and no change of the register."""

from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl
import pytest
from django.conf import LazySettings

from pollwright.acting import Actor
from pollwright.authorities.models import Authority
from pollwright.files.store import path_of
from pollwright.jobs.models import Work
from pollwright.jobs.runner import perform
from pollwright.law.calendars import calendar_for
from pollwright.law.nations import Nation
from pollwright.register.models import OpenRegisterChoice, Publication, PublicationFile, RegisterEntry
from pollwright.register.operations.notices import NotOnItsDay
from pollwright.register.operations.open_editions import (
    NothingPublishedYet,
    NotTheFirstWorkingDay,
    dates_of,
    publish_open_edition,
)
from pollwright.register.operations.publications import AlreadyPublished
from tests.desk.browsing import client_of, page
from tests.fixtures.arranging import arranged
from tests.fixtures.ledger import Ledger

ENGLAND = calendar_for(Nation.ENGLAND)
ON = date(2026, 10, 1)
"""Thursday 1 October 2026, the first working day of the month; choices count up to 17 September (REG-312)."""
LATE = date(2026, 10, 2)
AT = datetime(2026, 10, 1, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def files_root(settings: LazySettings, tmp_path: Path) -> None:
    settings.FILES_ROOT = tmp_path


def surnames(publication: Publication) -> list[str]:
    held = PublicationFile.objects.get(publication=publication, edition="open", format="parquet")
    return pl.read_parquet(path_of(held.file))["surname"].to_list()


def a_register(ledger: Ledger) -> Publication:
    publication, district = ledger.publication(), ledger.district("AB1")
    for number, (name, stays) in enumerate([("Ames", True), ("Bell", False), ("Cox", True)], 1):
        home = ledger.property(district)
        ledger.entry(ledger.elector(surname=name, open_register=stays), home, publication=publication, number=number)
    return publication


def choose(authority: Authority, surname: str, choice: bool, on: date) -> None:
    elector = RegisterEntry.objects.get(surname=surname).elector
    with arranged():
        OpenRegisterChoice.objects.create(
            authority=authority, elector=elector, choice=choice, received_on=on, how="phone"
        )
        elector.open_register = choice
        elector.save(update_fields=["open_register"])


def test_the_open_register_leaves_out_who_opted_out_and_changes_nothing(senior: Actor, ledger: Ledger) -> None:
    a_register(ledger)

    published = publish_open_edition(actor=senior, dates=dates_of(ON, ENGLAND), on=ON, at=AT)

    assert surnames(published) == ["Ames", "Cox"]
    assert (published.counts["electors"], published.counts["open"]) == (3, 2)
    assert RegisterEntry.objects.filter(effective_to__isnull=True).count() == 3


def test_a_choice_counts_when_it_came_fourteen_days_before(senior: Actor, authority: Authority, ledger: Ledger) -> None:
    # REG-258: received by Thursday 17 September 2026 counts on 1 October, a day later does not.
    a_register(ledger)
    choose(authority, "Ames", False, date(2026, 9, 17))
    choose(authority, "Cox", False, date(2026, 9, 18))
    choose(authority, "Bell", True, date(2026, 9, 18))

    published = publish_open_edition(actor=senior, dates=dates_of(ON, ENGLAND), on=ON, at=AT)

    assert surnames(published) == ["Cox"]


def test_an_anonymous_entry_is_never_in_it(senior: Actor, ledger: Ledger) -> None:
    publication = a_register(ledger)
    hidden = ledger.elector(forenames="", surname="", anonymous=True)
    home = ledger.property(ledger.district("AB2"))
    ledger.entry(hidden, home, publication=publication, property=None, section="3-anonymous", marker="N")

    published = publish_open_edition(actor=senior, dates=dates_of(ON, ENGLAND), on=ON, at=AT)

    assert (published.counts["electors"], surnames(published)) == (4, ["Ames", "Cox"])


def test_it_comes_out_once_a_month_on_the_first_working_day(senior: Actor, ledger: Ledger) -> None:
    a_register(ledger)
    dates = dates_of(ON, ENGLAND)
    publish_open_edition(actor=senior, dates=dates, on=ON, at=AT)

    with pytest.raises(AlreadyPublished):
        publish_open_edition(actor=senior, dates=dates, on=ON, at=AT)
    with pytest.raises(AlreadyPublished):
        publish_open_edition(actor=senior, dates=dates_of(LATE, ENGLAND), on=LATE, at=AT)
    with pytest.raises(NotOnItsDay):
        publish_open_edition(actor=senior, dates=dates, on=LATE, at=AT)


def test_one_that_missed_its_day_comes_out_late_with_the_choices_of_its_own_day(senior: Actor, ledger: Ledger) -> None:
    a_register(ledger)

    published = publish_open_edition(actor=senior, dates=dates_of(LATE, ENGLAND), on=LATE, at=AT)

    assert (published.published_on, dates_of(LATE, ENGLAND).choices_by) == (LATE, date(2026, 9, 18))


def test_it_never_comes_before_the_first_working_day() -> None:
    # Handbook 3.2: 1 January 2027 is a holiday and a Friday, so the month begins with Monday 4 January.
    with pytest.raises(NotTheFirstWorkingDay, match="from 4 January 2027 on"):
        dates_of(date(2027, 1, 3), ENGLAND)


def test_an_officer_publishes_it_from_its_page_and_the_worker_does_it_once(
    head: Actor, authority: Authority, ledger: Ledger
) -> None:
    with arranged():
        Authority.objects.filter(pk=authority.pk).update(demonstration=True, clock_on=ON)
    a_register(ledger)
    client = client_of(head)
    shown = page(client, "/register/publications/open/")

    client.post("/register/publications/open/")
    work = Work.objects.get(kind="register.publish-open")
    ended = perform(head.authority_id, work.reference)

    published = Publication.objects.get(kind="open")
    assert ["Thursday 1 October 2026" in shown, "Publish it today" in shown] == [True, True]
    assert (ended.state, ended.outcome, surnames(published)) == (
        "done",
        {"reference": published.reference},
        ["Ames", "Cox"],
    )


def test_before_its_day_the_page_says_when(head: Actor, authority: Authority) -> None:
    with arranged():
        Authority.objects.filter(pk=authority.pk).update(demonstration=True, clock_on=date(2027, 1, 2))

    shown = page(client_of(head), "/register/publications/open/")

    assert ["Monday 4 January 2027" in shown, "Publish it today" in shown] == [True, False]


def test_without_a_register_there_is_no_open_edition(senior: Actor) -> None:
    with pytest.raises(NothingPublishedYet):
        publish_open_edition(actor=senior, dates=dates_of(ON, ENGLAND), on=ON, at=AT)
