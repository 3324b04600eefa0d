"""Fixtures of the tests of staff."""

import pytest

from pollwright.acting import Actor
from tests.staffing.crews import Crew
from tests.stations.conftest import town
from tests.stations.towns import Town

__all__ = ["town"]


@pytest.fixture
def crew(town: Town, senior: Actor) -> Crew:
    """A plan for two stations (one at a hall, one at a school), each with a few electors, and nobody in the bank."""
    return Crew.of(town, senior)
