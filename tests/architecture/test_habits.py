"""Habits that reading alone would not keep: the clock, the authority's scope, what may stand in a log, and browsers."""

import ast
from collections.abc import Iterator

import pytest

from tests.architecture.package import Source, everything, product

# design, "How an act travels": the clock is read in web, api, command line and jobs. `authorities/clock.py` is the
# clock itself, `access/commands.py` tells a command who acts today, `jobs/runner.py` tells a job, and
# `synth/demonstration.py` is a command
CLOCK_FILES = {"authorities/clock.py", "access/commands.py", "jobs/runner.py", "synth/demonstration.py"}
CLOCK_FOLDERS = {"web", "cli"}
CLOCK_MODULES = {"api", "cli", "jobs"}
CLOCK_CALLS = {"now", "today", "utcnow", "localdate", "localtime"}

# The files whose rows are asked for across authorities, because the thing itself belongs to the installation
ACROSS_AUTHORITIES = {"files/store.py"}

# What names a person or where they live, as fields and variables are called here
PERSONAL = {
    "address",
    "birth",
    "born",
    "date_of_birth",
    "dob",
    "elector",
    "email",
    "forenames",
    "name",
    "nino",
    "person",
    "phone",
    "postcode",
    "surname",
    "text",
    "value",
}
LEVELS = {"debug", "info", "warning", "error", "exception", "critical", "log"}


def inside(source: Source) -> str:
    return source.name.removeprefix("src/pollwright/")


def reads_of_the_clock(tree: ast.AST) -> Iterator[int]:
    """Yield the lines on which the day or the moment is asked for, rather than converted from one given."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CLOCK_CALLS:
            of_a_date = isinstance(node.func.value, ast.Name) and node.func.value.id in {"date", "datetime", "timezone"}
            if of_a_date and (not node.args or node.func.attr == "now"):
                yield node.lineno


def may_read_the_clock(source: Source) -> bool:
    parts = inside(source).removesuffix(".py").split("/")
    return (
        inside(source) in CLOCK_FILES
        or bool(CLOCK_FOLDERS & set(parts[:-1]))
        or (len(parts) == 2 and parts[1] in CLOCK_MODULES)
    )


def test_the_clock_is_read_only_behind_a_door() -> None:
    reads = [
        f"{source.name}:{line}"
        for source in product()
        if not may_read_the_clock(source)
        for line in reads_of_the_clock(source.tree)
    ]

    assert reads == []


def test_nothing_switches_the_authority_s_scope_off() -> None:
    off = [
        f"{source.name}:{node.lineno}"
        for source in product()
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Call) and unscopes(node) and inside(source) not in ACROSS_AUTHORITIES
    ]

    assert off == []


def unscopes(call: ast.Call) -> bool:
    """Return whether a call is `scopes_disabled()`, `scope()` or `scope(authority=None)`."""
    called = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    none = any(isinstance(given.value, ast.Constant) and given.value.value is None for given in call.keywords)
    return called == "scopes_disabled" or (called == "scope" and (not call.keywords or none))


def log_calls(tree: ast.AST) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Attribute(value=ast.Name(id="log" | "logger" | "logging"), attr=level)):
                if level in LEVELS:
                    yield node


def faults_of(call: ast.Call) -> Iterator[str]:
    """Yield what is wrong with what a call would write into the log."""
    assert isinstance(call.func, ast.Attribute)
    if call.func.attr == "exception" or any(given.arg == "exc_info" for given in call.keywords):
        yield "a traceback with its message, which may quote a row"
    if call.args and isinstance(call.args[0], ast.JoinedStr):
        yield "a message that is filled in before it is logged"
    for argument in call.args:
        if isinstance(argument, ast.Name) and argument.id in {"error", "exception", "fault", "problem"}:
            yield "the message of a fault, which may quote a row"
        named = [node.attr for node in ast.walk(argument) if isinstance(node, ast.Attribute)]
        named += [node.id for node in ast.walk(argument) if isinstance(node, ast.Name)]
        yield from sorted({f"{name}, which may be personal data" for name in named if name in PERSONAL})


def test_no_log_line_can_hold_personal_data() -> None:
    faults = [
        f"{source.name}:{call.lineno}: {fault}"
        for source in product()
        for call in log_calls(source.tree)
        for fault in faults_of(call)
    ]

    assert faults == []


@pytest.mark.parametrize(
    "line",
    [
        'log.warning("could not write to %s", elector.email)',
        'log.error(f"no such elector {reference}")',
        'log.exception("the import failed")',
        'log.error("the import failed", exc_info=True)',
        'log.error("the import failed: %s", fault)',
        'log.info("found %s", surname)',
    ],
)
def test_a_log_line_with_personal_data_would_be_caught(line: str) -> None:
    (call,) = log_calls(ast.parse(line))

    assert list(faults_of(call)) != []


@pytest.mark.parametrize(
    ("line", "reads"),
    [
        ("on = timezone.localdate()", [1]),
        ("on = date.today()", [1]),
        ("at = datetime.now(tz=UTC)", [1]),
        ("shown = timezone.localtime(moment)", []),
        ("on = today(authority)", []),
    ],
)
def test_a_read_of_the_clock_is_told_from_a_conversion(line: str, reads: list[int]) -> None:
    assert list(reads_of_the_clock(ast.parse(line))) == reads


@pytest.mark.parametrize(
    ("line", "caught"),
    [
        ("scopes_disabled()", True),
        ("scope()", True),
        ("scope(authority=None)", True),
        ("scope(authority=actor.authority_id)", False),
    ],
)
def test_what_unscopes_is_told_from_what_scopes(line: str, caught: bool) -> None:
    call = ast.parse(line, mode="eval").body

    assert isinstance(call, ast.Call)
    assert unscopes(call) is caught


AT_ONCE = {"all_inner_texts", "all_text_contents", "count", "is_visible", "inner_text"}
"""What tells a browser's page as it stands this moment, which may be the moment before it is there whole."""


def hasty_asserts(tree: ast.AST) -> Iterator[int]:
    """Yield the lines on which a page's text is asserted without waiting for it, as Playwright's `expect` does."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Assert):
            told = [one.func for one in ast.walk(node) if isinstance(one, ast.Call)]
            if any(isinstance(one, ast.Attribute) and one.attr in AT_ONCE and of_a_page(one.value) for one in told):
                yield node.lineno


def of_a_page(thing: ast.AST) -> bool:
    """Return whether something is found with a page's `locator` or `get_by_…`."""
    names = [one.attr for one in ast.walk(thing) if isinstance(one, ast.Attribute)]
    return any(name == "locator" or name.startswith("get_by_") for name in names)


def test_no_test_asserts_a_page_before_it_is_there() -> None:
    hasty = [f"{source.name}:{line}" for source in everything() for line in hasty_asserts(source.tree)]

    assert hasty == []


@pytest.mark.parametrize(
    ("line", "caught"),
    [
        ('assert page.locator("td").all_inner_texts() == ["1"]', True),
        ('assert page.get_by_role("link").count() == 0', True),
        ('expect(page.locator("td")).to_have_text(["1"])', False),
        ("assert Elector.objects.count() == 1", False),
    ],
)
def test_a_hasty_assert_is_told_from_one_that_waits(line: str, caught: bool) -> None:
    assert list(hasty_asserts(ast.parse(line))) == [1] * caught


ENDED_IN = {"tests/programs.py", "src/pollwright/assignment/solving.py"}
"""The files that end a program themselves, whatever happens in its block."""


def awaited_programs(tree: ast.AST) -> Iterator[int]:
    """Yield the lines that begin a block with a program, at whose end Python waits until it ends by itself: for ever."""
    for node in ast.walk(tree):
        if isinstance(node, ast.With):
            begun = [one.context_expr.func for one in node.items if isinstance(one.context_expr, ast.Call)]
            if any(ast.unparse(one).rpartition(".")[2] == "Popen" for one in begun):
                yield node.lineno


def test_no_block_waits_for_ever_for_a_program_that_it_began() -> None:
    found = [(source.name, line) for source in everything() for line in awaited_programs(source.tree)]

    assert {name for name, _ in found} == ENDED_IN


@pytest.mark.parametrize(
    ("line", "caught"),
    [
        ("with subprocess.Popen(['sleep', '60']) as program: pass", True),
        ("with running(['sleep', '60']) as program: pass", False),
        ("program = subprocess.Popen(['sleep', '60'])", False),
    ],
)
def test_a_program_that_would_be_awaited_is_told(line: str, caught: bool) -> None:
    assert list(awaited_programs(ast.parse(line))) == [1] * caught
