"""What tests of open data share."""

import pytest

from pollwright.acting import Actor
from tests.fixtures.ledger import Ledger
from tests.nominations.nominating_acts import Hustings, hustings, standing, withheld
from tests.nominations.test_standing import stated


@pytest.fixture
def abbey(officer: Actor, senior: Actor, head: Actor, ledger: Ledger) -> Hustings:
    """An election of three councillors, its statement published: one candidate withholds the home address."""
    found = hustings(senior, ledger)
    standing(officer, senior, found.contest, "AB1", "AB2", surname="Ŵyn", forenames="Alex")
    standing(officer, senior, found.contest, "AB3", "AB4", home=withheld(area="Exmouth Vale"))
    stated(senior, head, found.contest)
    return found
