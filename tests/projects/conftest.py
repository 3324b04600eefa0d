"""Fixtures of the tests of projects."""

from pathlib import Path
from typing import Any

import pytest

from pollwright.acting import Actor
from pollwright.projects.models import Project
from pollwright.projects.operations.keeping import MilestoneSaid, ProjectFacts, open_project


@pytest.fixture(autouse=True)
def files(settings: Any, tmp_path: Path) -> None:
    """Files are kept where the test can't leave any behind."""
    settings.FILES_ROOT = tmp_path / "files"


@pytest.fixture
def project(officer: Actor) -> Project:
    """A project of the elections service with the milestones of the older plan (MM-G02), in our words."""
    facts = ProjectFacts("Canvass", "Elections", "Fewer visits", sponsor_text="Rowan Achterberg", capacity="ERO")
    said = (
        MilestoneSaid(2026, "Study"),
        MilestoneSaid(2026, "Canvass of homes", 2, "Aug to Dec 2026"),
        MilestoneSaid(2027, "Poll on 6 May 2027", 1),
    )
    return open_project(actor=officer, facts=facts, milestones=said)
