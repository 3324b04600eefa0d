"""What tests of nominations share."""

import pytest

from pollwright.acting import Actor
from tests.fixtures.ledger import Ledger
from tests.nominations.nominating_acts import Hustings, hustings


@pytest.fixture
def abbey(senior: Actor, ledger: Ledger) -> Hustings:
    """An election of three councillors in a ward, its notice published."""
    return hustings(senior, ledger)
