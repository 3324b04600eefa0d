"""Sizes and names: what a person can hold in their head, and find."""

import ast
import subprocess
import sys

import pytest

from tests.architecture.package import ROOT, Source, everything, functions, product

# design, "Rooms and their order": file, function and complexity; no room for leftovers
LONGEST_FILE = 400
LONGEST_FUNCTION = 60
LONGEST_VIEW = 30
FORBIDDEN_NAMES = {"base", "common", "core", "helpers", "manager", "misc", "shared", "utils"}


def test_no_file_is_longer_than_400_lines() -> None:
    lengths = {source.name: len(source.text.splitlines()) for source in everything()}

    assert {name: length for name, length in lengths.items() if length > LONGEST_FILE} == {}


def test_no_function_is_longer_than_60_lines() -> None:
    assert longer_than(LONGEST_FUNCTION, list(everything())) == {}


def test_no_view_is_longer_than_30_lines() -> None:
    views = [source for source in product() if "web" in source.path.parts]

    assert longer_than(LONGEST_VIEW, views, only_decorated_with=("permission_required", "signed_in", "public")) == {}


@pytest.mark.parametrize(
    "rule", ["C901", "PLC0415", "F403", "BLE001", "ERA001", "TID251"], ids=lambda rule: f"ruff {rule}"
)
def test_a_rule_of_the_house_is_not_excused_by_a_comment(rule: str) -> None:
    command = [sys.executable, "-m", "ruff", "check", "--ignore-noqa", "--no-cache", "--output-format=concise"]

    ended = subprocess.run([*command, f"--select={rule}", "src"], cwd=ROOT, capture_output=True, text=True, check=False)

    assert [line for line in ended.stdout.splitlines() if rule in line] == []
    assert ended.returncode == 0, ended.stderr


def test_no_module_is_called_after_nothing_in_particular() -> None:
    leftovers = [
        source.name
        for source in product()
        if {source.path.stem, *source.path.relative_to(ROOT).parts} & FORBIDDEN_NAMES
    ]

    assert leftovers == []


def longer_than(limit: int, sources: list[Source], only_decorated_with: tuple[str, ...] = ()) -> dict[str, int]:
    """Return the functions whose lines, from `def` to their end, are more than `limit`."""
    found = {}
    for source in sources:
        for function in functions(source.tree):
            length = (function.end_lineno or function.lineno) - function.lineno + 1
            if length > limit and (not only_decorated_with or decorators(function) & set(only_decorated_with)):
                found[f"{source.name}:{function.lineno} {function.name}"] = length
    return found


def decorators(function: ast.FunctionDef | ast.AsyncFunctionDef) -> set[str]:
    """Return the plain names of a function's decorators."""
    called = [node.func if isinstance(node, ast.Call) else node for node in function.decorator_list]
    return {node.id for node in called if isinstance(node, ast.Name)}
