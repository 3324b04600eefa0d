"""Fixtures of the tests of polling day."""

from pathlib import Path

import pytest
from django.conf import LazySettings

from pollwright.acting import Actor
from tests.polling_day.days import Day, day_of
from tests.stations.conftest import town
from tests.stations.towns import Town

__all__ = ["town"]


@pytest.fixture(autouse=True)
def files_root(settings: LazySettings, tmp_path: Path) -> None:
    """A store of its own."""
    settings.FILES_ROOT = tmp_path / "files"


@pytest.fixture
def day(officer: Actor, senior: Actor, town: Town) -> Day:
    """The desk of 6 May 2027 with three electors at station 1 (AA) and two at station 2 (BA)."""
    town.electors("AA", 3)
    town.electors("BA", 2)
    return day_of(town, officer, senior)
