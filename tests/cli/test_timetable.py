"""`pollwright timetable` and `pollwright bank-holidays`. Days are of BCP Council's timetable of 7 May 2026 and T-07."""

import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from pollwright.cli.main import run
from pollwright.documents.preview import describe, text_of
from pollwright.law.timetables.days import BUILT_IN
from tests.formats.test_bank_holidays_feed import listed

LOCAL = ["timetable", "local", "--poll", "2026-05-07", "--nation", "england"]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installation of its own."""
    monkeypatch.setenv("POLLWRIGHT_HOME", str(tmp_path))
    return tmp_path


@pytest.fixture
def steps(capsys: pytest.CaptureFixture[str]) -> Callable[..., dict[str, Any]]:
    """What the command prints, by step."""

    def printed(*arguments: str) -> dict[str, Any]:
        assert run(arguments) == 0
        return {one["step"]: one for one in json.loads(capsys.readouterr().out)["steps"]}

    return printed


def test_the_steps_are_printed_as_json_with_date_time_working_days_and_rule(steps: Callable[..., Any]) -> None:
    found = steps(*LOCAL)

    assert found["nominations_close"] == {
        "step": "nominations_close",
        "title": "Delivery of nomination papers ends",
        "date": "2026-04-09",
        "time": "16:00",
        "working_days": 19,
        "rule": "Local Elections (Principal Areas) (England and Wales) Rules 2006 (SI 2006/3304), timetable [T-13]",
    }
    assert (found["registration_deadline"]["date"], found["registration_deadline"]["time"]) == ("2026-04-20", None)


def test_a_range_has_no_date_and_both_ends(steps: Callable[..., Any]) -> None:
    found = steps("timetable", "uk-parliament", "--by-election", "--poll", "2026-02-26", "--nation", "england")

    closing = found["nominations_close"]
    assert (closing["date"], closing["earliest"], closing["latest"]) == (None, "2026-01-30", "2026-02-03")


def test_a_proclaimed_day_moves_the_deadlines(steps: Callable[..., Any]) -> None:
    found = steps(*LOCAL, "--non-working-day", "2026-05-05", "--non-working-day", "2026-04-20")

    # One working day fewer from 6 May: 28 April to 27 April; two from 20 April on: the twelfth is Thursday 16 April
    assert (found["proxy_deadline"]["date"], found["registration_deadline"]["date"]) == ("2026-04-27", "2026-04-16")


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["timetable", "senedd", "--poll", "2026-05-07", "--nation", "england"], 3, "(cli.R001)"),
        (["timetable", "local", "--poll", "2026-05-09", "--nation", "england"], 3, "(cli.R002)"),
        (["timetable", "local", "--poll", "2031-05-01", "--nation", "england"], 3, "(cli.R003)"),
        (["timetable", "local", "--poll", "9999-12-30", "--nation", "england"], 3, "(cli.R003)"),
        (["timetable", "local", "--poll", "7 May", "--nation", "england"], 2, "must be a day such as 2027-05-06"),
        (["timetable", "local", "--poll", "2026-05-07", "--nation", "ireland"], 2, "ireland"),
        (["timetable", "regional", "--poll", "2026-05-07", "--nation", "england"], 2, "regional"),
    ],
)
def test_what_has_no_timetable_is_refused_with_the_reason(
    arguments: list[str], code: int, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    ended = run(arguments)

    printed = capsys.readouterr()
    assert (ended, printed.out) == (code, "")
    assert said in printed.err


def test_a_doubt_is_said_on_standard_error_and_the_timetable_printed(capsys: pytest.CaptureFixture[str]) -> None:
    ended = run([*LOCAL, "--by-election", "--trigger", "2026-01-05"])

    printed = capsys.readouterr()
    assert (ended, json.loads(printed.out)["doubts"]) == (0, [printed.err.removesuffix(".\n")])
    assert printed.err.startswith("Counted from the day on which the second elector's request was received")


def test_the_paper_is_tagged_and_has_every_step(home: Path) -> None:
    run([*LOCAL, "--format", "pdf", "--out", str(home / "timetable.pdf")])

    pdf = (home / "timetable.pdf").read_bytes()
    text = " ".join("".join(text_of(pdf)).split())
    assert (describe(pdf).tagged, describe(pdf).title) == (
        True,
        "Timetable: Election of councillors, Thursday 7 May 2026",
    )
    assert "Thursday 9 April 2026, 4pm" in text
    assert "Poll closes" in text


def test_the_word_file_has_every_step_in_one_table(home: Path, steps: Callable[..., Any]) -> None:
    run([*LOCAL, "--format", "docx", "--out", str(home / "timetable.docx")])

    with zipfile.ZipFile(BytesIO((home / "timetable.docx").read_bytes())) as archive:
        text = archive.read("word/document.xml").decode()
    assert text.count("<w:tr>") + text.count("<w:tr ") == len(steps(*LOCAL)) + 1
    assert "Thursday 9 April 2026, 4pm" in text
    assert "<w:tblHeader" in text


def test_the_calendar_names_each_step_the_same_when_its_day_moves(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    def uids(*arguments: str) -> list[bytes]:
        run([*LOCAL, "--format", "ics", *arguments])
        content = capsysbinary.readouterr().out.replace(b"\r\n ", b"")
        return sorted(line for line in content.split(b"\r\n") if line.startswith(b"UID:"))

    before, after = uids(), uids("--non-working-day", "2026-05-05")

    assert before == after
    assert len(before) == len(set(before))
    assert b"UID:nominations_close.local.england.2026-05-07@timetable.pollwright" in before


def test_a_newer_list_of_bank_holidays_is_kept_and_counted_by(
    home: Path, capsys: pytest.CaptureFixture[str], steps: Callable[..., Any]
) -> None:
    file = home / "saved.json"
    file.write_bytes(listed(BUILT_IN, 2026, 2027, extra=("2026-05-05",)))

    ended = run(["bank-holidays", "update", str(file), "--timetables-only"])

    said = capsys.readouterr().out.splitlines()
    assert (ended, said[0]) == (0, "Tuesday 2026-05-05 now is one in england")
    assert said[-1] == "Bank holidays are known from 2012-01-01 to 2028-12-31; 4 changed."
    assert steps(*LOCAL)["proxy_deadline"]["date"] == "2026-04-27"


@pytest.mark.parametrize(("content", "said"), [(b"{}", "is not a list of bank holidays"), (None, "can't be read")])
def test_a_file_that_is_no_list_leaves_the_table_as_it_was(
    home: Path, content: bytes | None, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = home / "saved.json"
    if content is not None:
        file.write_bytes(content)

    ended = run(["bank-holidays", "update", str(file), "--timetables-only"])

    assert (ended, (home / "bank-holidays.json").exists()) == (1, False)
    assert said in capsys.readouterr().err


def test_a_nation_s_bank_holidays_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    run(["bank-holidays", "list", "--nation", "scotland"])

    assert "2026-06-15 Monday" in capsys.readouterr().out.splitlines()


def test_it_needs_neither_database_nor_django() -> None:
    code = (
        "import sys\nfrom pollwright.cli.main import run\n"
        f"ended = run({LOCAL!r})\n"
        "from django.apps import apps\nsys.exit(ended or apps.ready)"
    )
    environment = {**os.environ, "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/no"}

    ended = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False)

    assert (ended.returncode, ended.stderr) == (0, "")
