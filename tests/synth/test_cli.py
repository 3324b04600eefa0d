"""The command that makes a demonstration authority."""

import json
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pollwright.synth.cli import app
from pollwright.synth.generation import generate


def test_the_command_writes_what_the_function_writes_and_prints_json_alone(tmp_path: Path) -> None:
    arguments = ["--electors", "120", "--seed", "5", "--on", "2026-11-22", "--authority", "small", "--format", "json"]

    result = CliRunner().invoke(app, ["--out", str(tmp_path / "one"), *arguments])

    manifest = generate(120, 5, date(2026, 11, 22), tmp_path / "two", authority="small")
    assert result.exit_code == 0
    assert json.loads(result.stdout)["sha256"] == manifest.sha256


@pytest.mark.parametrize(
    "wrong", [["--on", "22/11/2026"], ["--authority", "elsewhere"], ["--format", "xml"], ["--electors", "0"]]
)
def test_a_wrong_option_is_a_usage_error_and_writes_nothing(wrong: list[str], tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["--out", str(tmp_path / "out"), *wrong])

    assert result.exit_code == 2
    assert list(tmp_path.iterdir()) == []
