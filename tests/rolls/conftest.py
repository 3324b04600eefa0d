"""What tests of rolls share."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from django.conf import LazySettings

from pollwright.acting import Actor
from pollwright.elections.models import Contest
from pollwright.elections.operations.calling import ContestAsked, call_poll
from pollwright.elections.states import SeatsOf
from pollwright.law.ballot_papers.questions import Matter
from pollwright.law.timetables.kinds import Kind as PollKind
from tests.elections.calling_acts import asked
from tests.fixtures.ledger import Ledger
from tests.printing.printing_acts import office

CALLED = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def place(settings: LazySettings, tmp_path: Path) -> None:
    """Keep the files of each test in a folder of its own."""
    settings.FILES_ROOT = tmp_path / "files"


@pytest.fixture
def businesses(senior: Actor, ledger: Ledger) -> Contest:
    """The referendum of the businesses of a neighbourhood, on Thursday 25 February 2027."""
    office(ledger.authority, inspect_at="Council House, 9am to 5pm")
    ledger.area("parish", code="E04000001", name="Ashcott")
    residents = ContestAsked("parish.E04000001", matter=Matter.NEIGHBOURHOOD_PLAN)
    wanted = asked(PollKind.NEIGHBOURHOOD_PLANNING_REFERENDUM, date(2027, 2, 25), seats_of=SeatsOf.OTHER)
    both = (residents, replace(residents, businesses=True))
    return call_poll(actor=senior, asked=wanted, contests=both, on=CALLED).contests.get(area=None)
