"""The order of rooms and what stands inside them: each contract is kept, and catches an import planted against it."""

import ast
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.architecture.package import PACKAGE, ROOT, everything, product

CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
# design, "Rooms and their order": one forbidden import for each contract, and where it is planted
PLANTED = {
    "rooms": ("places/states.py", "from pollwright.register import states"),
    "inside": ("register/states.py", "from pollwright.register import models"),
    "views": ("jobs/web/views.py", "from pollwright.jobs.models import Work"),
    "law": ("law/ages.py", "import django"),
    "pure": ("formats/dates.py", "from django.utils import timezone"),
}


def lint_imports(root: Path) -> subprocess.CompletedProcess[str]:
    """Check the contracts of a checkout, whose package comes before the installed one."""
    code = "import sys; sys.path.insert(0, 'src'); from importlinter.cli import lint_imports_command as run; run()"
    command = [sys.executable, "-c", code, "--no-cache", "--no-logo", "--config", "pyproject.toml"]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)


def broken(said: str) -> set[str]:
    names = {contract["name"]: contract["id"] for contract in CONTRACTS}
    lines = [line.removesuffix(" BROKEN") for line in said.splitlines() if line.endswith(" BROKEN")]
    return {names[line] for line in lines}


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A copy of the package and its contracts."""
    ignored = shutil.ignore_patterns("__pycache__", "static", "data", "fonts")
    shutil.copytree(PACKAGE, tmp_path / "src" / "pollwright", ignore=ignored)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_every_contract_is_kept() -> None:
    ended = lint_imports(ROOT)

    assert (broken(ended.stdout), ended.returncode) == (set(), 0), ended.stdout


def test_an_import_against_each_contract_is_caught(copied: Path) -> None:
    for place, line in PLANTED.values():
        file = copied / "src" / "pollwright" / place
        file.write_text(f"{file.read_text()}\n{line}\n")

    ended = lint_imports(copied)

    assert set(PLANTED) == {contract["id"] for contract in CONTRACTS}
    assert broken(ended.stdout) == set(PLANTED), ended.stdout


def test_a_room_that_has_no_place_in_the_order_is_caught(copied: Path) -> None:
    (copied / "src" / "pollwright" / "oddments.py").write_text('"""Nowhere in the order."""\n')

    ended = lint_imports(copied)

    assert broken(ended.stdout) == {"rooms"}


def test_no_contract_makes_exceptions() -> None:
    excused = [contract["id"] for contract in CONTRACTS if any(key.endswith("ignore_imports") for key in contract)]
    ignored = [contract["id"] for contract in CONTRACTS if "exhaustive_ignores" in contract]

    assert (excused, ignored) == ([], [])


def test_nothing_is_imported_with_a_star() -> None:
    stars = [
        f"{source.name}:{node.lineno}"
        for source in everything()
        for node in ast.walk(source.tree)
        if isinstance(node, ast.ImportFrom) and any(alias.name == "*" for alias in node.names)
    ]

    assert stars == []


def test_nothing_is_imported_inside_a_function() -> None:
    inside = [
        f"{source.name}:{node.lineno}"
        for source in product()
        for function in ast.walk(source.tree)
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]

    assert inside == []
