"""The frame of the installed command: exit codes, what goes where, and what is imported when."""

import io
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import typer

from pollwright.cli import main, rooms
from pollwright.cli.rooms import Mount, Needs
from pollwright.refusals import NotFound
from pollwright.terminal import CommandFailed, Format, emit, in_columns, progress

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch) -> typer.Typer:
    """A room of commands, one for each way to end."""
    app = typer.Typer()
    ends = {"refused": NotFound(kind="elector", reference="E0000001"), "failed": CommandFailed("No disk.", "Buy one.")}
    for name, end in ends.items():

        def act(end: Exception = end) -> None:
            raise end

        app.command(name)(lambda act=act: act())

    @app.command()
    def findings() -> None:
        raise typer.Exit(1)

    @app.command()
    def done(count: int = 1) -> None:
        emit({"count": count}, Format.JSON, ())

    monkeypatch.setattr(rooms, "ROOMS", (Mount("tried", "pollwright.cli.main:tried", "Tried here.", Needs.NOTHING),))
    monkeypatch.setattr(main, "tried", app, raising=False)
    return app


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["tried", "done"], 0),
        (["tried", "findings"], 1),
        (["tried", "failed"], 1),
        (["tried", "done", "--bogus"], 2),
        (["tried", "done", "--count", "many"], 2),
        (["nothing-of-the-kind"], 2),
        (["tried", "refused"], 3),
        (["--help"], 0),
    ],
)
def test_the_exit_code_says_how_it_ended(command: typer.Typer, arguments: list[str], code: int) -> None:
    assert main.run(arguments) == code


def test_a_refusal_goes_to_standard_error_with_its_remedy_and_code(
    command: typer.Typer, capsys: pytest.CaptureFixture[str]
) -> None:
    main.run(["tried", "refused"])

    said = capsys.readouterr()
    assert (said.out, said.err) == (
        "",
        "There is no elector E0000001 in your authority. Check the reference, or search for it. (access.R002)\n",
    )


def test_json_stands_alone_on_standard_output(command: typer.Typer, capsys: pytest.CaptureFixture[str]) -> None:
    main.run(["tried", "done", "--count", "3"])

    said = capsys.readouterr()
    assert (json.loads(said.out), said.err) == ({"count": 3}, "")


def test_an_unset_up_command_imports_no_django_settings() -> None:
    code = (
        "import sys; from pollwright.cli.main import run; run(['--help'])\n"
        "from django.apps import apps; sys.exit(apps.ready)"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/no"}

    ended = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False)

    assert (ended.returncode, ended.stderr) == (0, "")


def test_a_database_that_cannot_be_reached_is_said_plainly_with_exit_1() -> None:
    code = "import sys; from pollwright.cli.main import run; sys.exit(run(['user', 'list']))"
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/no"}

    ended = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False)

    assert (ended.returncode, ended.stdout) == (1, "")
    assert ended.stderr.startswith("The database can't be reached: ")
    assert ended.stderr.endswith("Check DATABASE_URL and that it runs.\n")


def test_an_address_of_the_database_that_cannot_be_read_is_said_plainly() -> None:
    code = "import sys; from pollwright.cli.main import run; sys.exit(run(['user', 'list']))"
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "DATABASE_URL": "here"}

    ended = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False)

    assert (ended.returncode, ended.stdout, ended.stderr) == (
        1,
        "",
        "The settings of this installation are not complete: DATABASE_URL can't be read. "
        "It is an address such as postgresql://name:password@host/database.\n",
    )


def test_an_argument_that_is_no_text_is_wrong_usage(command: typer.Typer, capsys: pytest.CaptureFixture[str]) -> None:
    code = main.run(["tried", "done", b"\xff".decode(errors="surrogateescape")])

    assert (code, capsys.readouterr().err.split(".")[0]) == (2, "An argument is not text in UTF-8")


@dataclass
class Row:
    """A row to print."""

    on: date
    amount: Decimal
    names: tuple[str, ...]


def test_days_amounts_and_dataclasses_have_json(capsys: pytest.CaptureFixture[str]) -> None:
    emit([Row(date(2026, 5, 7), Decimal("1.50"), ("é",))], Format.JSON, ())

    assert json.loads(capsys.readouterr().out) == [{"on": "2026-05-07", "amount": "1.50", "names": ["é"]}]


def test_columns_stand_under_one_another() -> None:
    lines = list(in_columns(("code", "electors"), [("AA1", 12), ("B", None)]))

    assert lines == ["code  electors", "AA1   12", "B"]


class Terminal(io.StringIO):
    """A standard error that is a terminal."""

    def isatty(self) -> bool:
        """Return True."""
        return True


@pytest.mark.parametrize(("patience", "shown"), [(0.0, True), (60.0, False)])
def test_a_bar_is_shown_on_a_terminal_only_past_its_patience(
    monkeypatch: pytest.MonkeyPatch, patience: float, shown: bool
) -> None:
    screen = Terminal()
    monkeypatch.setattr(sys, "stderr", screen)

    with progress("Importing", patience=patience) as report:
        report("rows", 5, 10)

    assert ("5/10" in screen.getvalue()) is shown


def test_no_bar_is_shown_where_standard_error_is_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = io.StringIO()
    monkeypatch.setattr(sys, "stderr", screen)

    with progress("Importing", patience=0.0) as report:
        report("rows", 5, 10)

    assert screen.getvalue() == ""
