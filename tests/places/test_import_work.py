"""Importing as long work: checked first, then the same content; by page, by command and by worker alike."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django_scopes import scope

from pollwright.acting import Actor
from pollwright.cli.main import run
from pollwright.files.models import StoredFile
from pollwright.files.store import path_of
from pollwright.jobs.operations.asking import AlreadyUnderWay
from pollwright.jobs.queries.works import WorkFacts
from pollwright.jobs.runner import perform
from pollwright.jobs.states import WorkState
from pollwright.places.models import Property
from pollwright.places.operations.import_work import NotChecked, Received, ask_to_import, import_checked
from tests.places.place_files import (
    areas,
    districts,
    home,
    polling_places,
    properties,
)

ON = date(2026, 11, 23)


def whole(*lines: str) -> list[Received]:
    texts = {
        "areas.csv": areas(),
        "districts.csv": districts(),
        "polling_places.csv": polling_places(),
        "properties.csv": properties(*(lines or (home(),))),
    }
    return [Received(name, f"{text}\n".encode()) for name, text in texts.items()]


def checked(actor: Actor, *lines: str, **given: Any) -> WorkFacts:
    asked = ask_to_import(actor=actor, files=whole(*lines), on=ON, background=False, **given)
    return perform(actor.authority_id, asked.reference)


def findings_of(work: WorkFacts) -> list[str]:
    stored = StoredFile.objects.get(token=work.outcome["files"][0]["token"])
    return path_of(stored).read_text(encoding="utf-8-sig").splitlines()


def test_a_check_changes_nothing_and_an_import_takes_the_same_files(senior: Actor) -> None:
    check = checked(senior)
    before = Property.objects.count()

    asked = import_checked(actor=senior, reference=check.reference, background=False)
    done = perform(senior.authority_id, asked.reference)

    assert (check.state, before, check.outcome["new"]) == (WorkState.DONE, 0, 8)
    assert (done.state, Property.objects.count(), done.outcome["new"]) == (WorkState.DONE, 1, 8)


def test_other_content_than_was_checked_is_refused(senior: Actor) -> None:
    check = checked(senior)
    stored = StoredFile.objects.get(name="properties.csv")
    path = path_of(stored)
    path.chmod(0o600)
    path.write_text(properties(home(building_number="9")) + "\n")

    asked = import_checked(actor=senior, reference=check.reference, background=False)
    done = perform(senior.authority_id, asked.reference)

    assert (done.state, done.outcome["code"], Property.objects.count()) == (WorkState.REFUSED, "places.R007", 0)


def test_only_a_finished_check_can_be_imported(senior: Actor) -> None:
    asked = ask_to_import(actor=senior, files=whole(), on=ON, background=False)

    with pytest.raises(NotChecked):
        import_checked(actor=senior, reference=asked.reference)


def test_two_imports_at_once_are_refused(senior: Actor) -> None:
    ask_to_import(actor=senior, files=whole(), on=ON, background=False)

    with pytest.raises(AlreadyUnderWay):
        ask_to_import(actor=senior, files=whole(), on=ON, background=False)


def test_a_refused_import_leaves_the_list_of_what_is_wrong(senior: Actor) -> None:
    done = checked(senior, home("P1"), home("P2", district="=ZZ9"), dry_run=False)

    lines = findings_of(done)
    assert (done.state, done.outcome["code"], Property.objects.count()) == (WorkState.REFUSED, "places.R001", 0)
    assert lines == [
        "file,row,column,value,level,code,problem,remedy",
        "properties.csv,3,district,P2: =ZZ9,error,places.unknown-district,There is no polling district with this code. The row was"
        ' left out.,"Import the districts first, or put the code right."',
    ]


def test_a_broken_file_ends_the_work_with_a_plain_message(senior: Actor) -> None:
    asked = ask_to_import(actor=senior, files=[Received("x.csv", b"%PDF-1.7 nothing")], on=ON, background=False)

    done = perform(senior.authority_id, asked.reference)

    assert (done.state, done.outcome["code"]) == (WorkState.REFUSED, "places.R003")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the files of an authority."""
    for file in whole(home("P1"), home("P2", building_number="4")):
        assert isinstance(file.content, bytes)
        (tmp_path / file.name).write_bytes(file.content)
    return tmp_path


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch, database_url: str, capsys: Any) -> Callable[..., tuple[int, str]]:
    """Run a command in this test's database, and return its exit code and answer."""
    monkeypatch.setattr("django.db.connections.close_all", lambda: None)
    monkeypatch.setenv("DATABASE_URL", database_url)

    def given(*arguments: str) -> tuple[int, str]:
        code = run(["places", *arguments])
        return code, capsys.readouterr().out

    return given


@pytest.mark.django_db(transaction=True)
def test_the_command_checks_imports_and_counts(
    senior: Actor, folder: Path, command: Callable[..., tuple[int, str]]
) -> None:
    files = [str(path) for path in sorted(folder.glob("*.csv"))]

    tried, said = command("import", *files, "--dry-run", "--format", "json")
    done, _ = command("import", *files)
    again, second = command("import", *files, "--format", "json")
    counted, stats = command("stats", "--format", "json")

    assert (tried, done, again, counted) == (0, 0, 0, 0)
    assert (json.loads(said)["new"], json.loads(second)["unchanged"]) == (9, 9)
    assert json.loads(stats)["by_district"] == {"AA1": 2, "AA2": 0}


@pytest.mark.django_db(transaction=True)
def test_the_command_ends_with_3_and_says_what_is_wrong_and_where(
    senior: Actor, folder: Path, command: Callable[..., tuple[int, str]]
) -> None:
    bad = folder / "properties.csv"
    bad.write_text(properties(home("P1", district="ZZ9")) + "\n")
    findings = folder / "findings.csv"

    code, said = command("import", str(bad), "--findings", str(findings))

    with scope(authority=senior.authority_id):
        assert (code, Property.objects.count(), findings.exists()) == (3, 0, True)
    assert said.splitlines()[1].startswith(
        "1 rows can't be taken. The first: properties.csv, row 2, column district: There is no polling district with"
    )
