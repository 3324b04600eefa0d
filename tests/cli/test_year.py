"""`pollwright year`: the same dates in words, as data and as a calendar file."""

import json
import os
from typing import Any

import icalendar
import pytest

from pollwright.acting import Role
from pollwright.authorities.models import Authority
from pollwright.cli import main
from tests.fixtures.arranging import arranged
from tests.fixtures.people import person_in

JANUARY = ("year", "--from", "2027-01-01", "--to", "2027-01-31", "--no-overdue")


@pytest.fixture(autouse=True)
def demonstration(authority: Authority, monkeypatch: pytest.MonkeyPatch) -> None:
    """A demonstration with a head, whose commands need no name."""
    monkeypatch.setenv("DATABASE_URL", os.environ.get("DATABASE_URL", "postgresql:///the-tests-own-connection-is-used"))
    with arranged():
        Authority.objects.filter(pk=authority.pk).update(demonstration=True)
    person_in(authority, Role.HEAD)


def said(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert main.run(words) == 0
    return capsys.readouterr().out


def test_the_dates_of_a_month_are_the_same_in_words_as_data_and_as_a_calendar(
    capsys: pytest.CaptureFixture[str],
) -> None:
    lines = said(capsys, *JANUARY).splitlines()
    rows: list[dict[str, Any]] = json.loads(said(capsys, *JANUARY, "--format", "json"))
    calendar = icalendar.Calendar.from_ical(said(capsys, *JANUARY, "--format", "ics"))

    assert len(lines) == len(rows) == len(calendar.walk("VEVENT")) > 0
    # MM-H04: the extract of contracts of the third quarter is due on 31 January
    assert [row["on"] for row in rows if row["key"] == "duty.transparency-q3.2027"] == ["2027-01-31"]


def test_a_day_that_is_none_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main.run(("year", "--from", "31.1.2027")) == 2
    assert "must be a day such as 2027-05-06" in capsys.readouterr().err
