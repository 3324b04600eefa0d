"""Fixtures of the tests of stations."""

import pytest

from pollwright.authorities.models import Authority
from pollwright.places.models import PollingDistrict
from tests.fixtures.arranging import arranged
from tests.fixtures.ledger import Ledger
from tests.stations.towns import Town


@pytest.fixture
def town(ledger: Ledger, authority: Authority) -> Town:
    """Wards North (AA, AB) and South (BA); AA and AB vote at one hall, BA at a school."""
    made = Town(authority, ledger)
    made.wards = {name: ledger.area(name=name) for name in ("North", "South")}
    for code, ward in (("AA", "North"), ("AB", "North"), ("BA", "South")):
        made.districts[code] = ledger.district(code, areas=(made.wards[ward],))
    hall, _ = made.place("AA", name="Parish Hall"), made.place("BA", name="Infant School", postcode="TA2 2ZZ")
    with arranged():
        PollingDistrict.objects.filter(pk=made.districts["AB"].pk).update(polling_place=hall)
    made.publication = ledger.publication()
    return made
