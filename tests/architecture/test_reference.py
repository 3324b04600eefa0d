"""The documentation says what the code does: generated pages are current, names agree, links lead somewhere."""

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from docs.generate.__main__ import PAGES, REFERENCE
from docs.generate.meanings import APPLICATIONS, ELECTORS, NOT_IN_THE_FILE, PLACES, REPORTS
from docs.generate.settings import ENVIRONMENT
from pollwright.cli.rooms import ROOMS
from pollwright.formats.own_places import OWN
from pollwright.formats.register_layouts import ELECTOR_COLUMNS
from pollwright.register.operations.deleting_reports import LAYOUTS, Layout
from pollwright.register.operations.intake_reading import COLUMNS
from pollwright.register.states import ReportKind
from tests.architecture.package import ROOT, everything

DOCS = ROOT / "docs"
WRITTEN = sorted(path for path in DOCS.rglob("*.md"))
LINK = re.compile(r"\]\(([^)\s]+)\)")
# Issue A, "docs/": the how-tos that officers were promised
PROMISED = {
    "anonymous-electors",
    "audit-trail",
    "contacts",
    "deaths-and-deletions",
    "enter-an-application",
    "find-somebody",
    "past-registers",
    "people-and-sign-in",
    "retention",
    "reviews-and-objections",
    "back-up-and-restore",
    "change-districts",
    "clerical-errors",
    "delegations",
    "determine-the-days-work",
    "import-a-register",
    "monthly-notice",
    "publish-the-register",
    "two-people",
}

LABEL = re.compile(r"\*\*(.+?)\*\*")
EMPHASISED = {
    "A file with anonymous electors",
    "A layout that is not known",
    "About one elector, property or application:",
    "Districts themselves change",
    "Everything:",
    "It lasts twelve months",
    "Look at the proof",
    "Look at the sense check",
    "Mend what is wrong",
    "One property stands in the wrong district",
    "Places first",
    "Sign the figures",
    "The keys are not in it",
    "To reject",
    "To see the particulars",
    "Try the register",
    "Two officers at one application:",
    "What misses the final notice is not lost",
    "You can't determine too early",
    "day and time of receipt",
    "which notice it will be on, which it misses, and why",
}
"""What how-tos print in bold besides the words of pages."""


def test_every_generated_page_is_current() -> None:
    command = [sys.executable, "-m", "docs.generate", "--check"]
    path = os.pathsep.join([str(ROOT / "src"), str(ROOT)])

    ended = subprocess.run(
        command, cwd=ROOT, env={**os.environ, "PYTHONPATH": path}, capture_output=True, text=True, check=False
    )

    assert (ended.stdout, ended.returncode) == ("", 0), f"run ./dev run python -m docs.generate\n{ended.stderr}"


def test_every_page_of_the_reference_is_generated() -> None:
    assert {path.name for path in REFERENCE.glob("*.md")} - {"index.md"} == set(PAGES)


def test_every_column_of_our_layouts_is_explained() -> None:
    of_places = {own.table: set(own.columns) - NOT_IN_THE_FILE for own in OWN}
    of_places["districts"].add("polling_place")  # a column of districts.csv, though not of properties.csv

    assert tuple(ELECTORS) == ELECTOR_COLUMNS
    assert tuple(APPLICATIONS) == COLUMNS
    assert {name: set(columns) for name, columns in PLACES.items()} == of_places


def test_every_column_of_a_list_of_deaths_or_moves_is_explained() -> None:
    taken = {
        name: {"reference", "name", "date_of_birth", "reported_by", *_columns(LAYOUTS[kind])}
        for name, kind in (("deaths", ReportKind.DEATH), ("reports_of_moves", ReportKind.MOVE))
    }

    assert {name: set(columns) for name, columns in REPORTS.items()} == taken


def _columns(layout: Layout) -> tuple[str, ...]:
    return (layout.reported_on, layout.happened_on, layout.address, layout.postcode, layout.uprn)


@pytest.mark.parametrize(
    "page", [page for page in WRITTEN if page.parent.name in ("how-to", "tutorials")], ids=lambda page: page.stem
)
def test_what_a_how_to_says_to_choose_is_a_word_of_the_pages(page: Path) -> None:
    sources = [path for path in (ROOT / "src" / "pollwright").rglob("*") if path.suffix in (".py", ".jinja")]
    words = "\n".join(path.read_text(encoding="utf-8") for path in sources)
    text = " ".join(page.read_text().split())

    chosen = {part.rstrip(".") for bold in LABEL.findall(text) for part in bold.split(" → ")}

    assert sorted(part for part in chosen - EMPHASISED if part not in words) == []


def test_every_variable_of_the_environment_is_explained() -> None:
    files = [source.text for source in everything() if not source.name.startswith(("tests/", "docs/"))]
    named = set(re.findall(r"\b(POLLWRIGHT_[A-Z_]*[A-Z]|DATABASE_URL)\b", "\n".join(files)))

    assert named == set(ENVIRONMENT)


def test_every_command_stands_in_the_reference() -> None:
    page = (REFERENCE / "commands.md").read_text()

    assert [mount.name for mount in ROOMS if mount.there and f"## pollwright {mount.name}" not in page] == []


@pytest.mark.parametrize("page", WRITTEN, ids=lambda page: str(page.relative_to(DOCS)))
def test_every_link_of_a_page_leads_somewhere(page: Path) -> None:
    places = [found.split("#")[0] for found in LINK.findall(page.read_text()) if "://" not in found]

    assert [place for place in places if place and not (page.parent / place).exists()] == []


def test_every_link_of_the_readme_leads_somewhere() -> None:
    places = [found.split("#")[0] for found in LINK.findall((ROOT / "README.md").read_text()) if "://" not in found]

    assert [place for place in places if place and not (ROOT / place).exists()] == []


def test_every_page_stands_in_the_contents_of_the_site() -> None:
    contents = (ROOT / "mkdocs.yml").read_text()

    assert [str(page.relative_to(DOCS)) for page in WRITTEN if str(page.relative_to(DOCS)) not in contents] == []


def test_the_how_tos_that_officers_were_promised_are_there() -> None:
    assert PROMISED - {path.stem for path in (DOCS / "how-to").glob("*.md")} == set()


def test_every_decision_says_what_was_decided_and_what_was_not() -> None:
    headings = {
        path.name: re.findall(r"^## (.+)$", path.read_text(), re.MULTILINE)
        for path in (DOCS / "decisions").glob("[0-9]*.md")
    }

    assert len(headings) > 10
    assert {
        name for name, found in headings.items() if found != ["Decision", "Why", "What else was looked at"]
    } == set()


def test_every_command_that_a_page_shows_exists() -> None:
    page = (REFERENCE / "commands.md").read_text()
    shown = {
        (path.name, " ".join(command.split()[:2]))
        for path in (*WRITTEN, ROOT / "README.md")
        for command in re.findall(r"^(?:\./dev )?(pollwright [a-z]+)", path.read_text(), re.MULTILINE)
    }

    assert [(name, command) for name, command in sorted(shown) if f"## {command}" not in page] == []


def test_the_licence_that_is_named_is_the_licence_that_is_there() -> None:
    named = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["license"]

    assert (named, "EUROPEAN UNION PUBLIC LICENCE v. 1.2" in (ROOT / "LICENSE").read_text()) == ("EUPL-1.2", True)
