"""Fixtures of the register's tests: a council to import into, and the act of importing."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pollwright.acting import Actor
from pollwright.jobs.queries.works import WorkFacts
from pollwright.jobs.runner import perform
from pollwright.register.operations.importing import Given, ImportOptions, ask_for_import
from tests.fixtures.ledger import Ledger
from tests.register.importing_acts import DAY, as_csv


@pytest.fixture
def store(settings: Any, tmp_path: Path) -> None:
    """Keep files in a folder of the test."""
    settings.FILES_ROOT = tmp_path / "files"


@pytest.fixture
def council(ledger: Ledger) -> Ledger:
    """Two districts; the first has three homes in walk order."""
    first, _ = ledger.district("AB1"), ledger.district("AB2")
    for number in (1, 2, 3):
        ledger.property(
            first,
            reference=f"P{number}",
            uprn=990_000_000_000 + number,
            building_number=str(number),
            street="Quarry Road",
            address=f"{number} Quarry Road, Wellbridge",
            search=f"{number} quarry road wellbridge ta1 1zz ta11zz p{number}",
            sort_key=f"quarry road  {number:08d}",
        )
    return ledger


@pytest.fixture
def importing(council: Ledger, head: Actor, tmp_path: Path) -> Callable[..., WorkFacts]:
    """Write rows to a file and import it."""

    def run(*rows: dict[str, str], actor: Actor = head, text: str = "", mapping: str = "", **options: Any) -> WorkFacts:
        path = tmp_path / "register.csv"
        path.write_text(text or as_csv(rows), encoding="utf-8")
        told = Given(mapping.encode(), "mapping.toml") if mapping else None
        work = ask_for_import(
            actor=actor,
            given=Given(path, "register.csv"),
            options=ImportOptions(DAY, **options),
            mapping=told,
            background=False,
        )
        return perform(actor.authority_id, work.reference)

    return run
