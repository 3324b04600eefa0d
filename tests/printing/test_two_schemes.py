"""Two polls of one day in one district that are not taken together: each goes by a polling scheme of its own."""

from pathlib import Path

import pytest
from django.conf import LazySettings

from pollwright.acting import Actor
from pollwright.authorities.models import Authority
from pollwright.printing.states import Kind, State
from pollwright.stations.models import Venue
from pollwright.stations.operations.adopting import adopt_scheme
from pollwright.stations.operations.stations import change_station
from pollwright.stations.operations.venues import VenueFacts, add_venue
from tests.fixtures.ledger import Ledger
from tests.printing.printing_acts import made, office
from tests.stations.towns import AT, ON, Town, version_of


@pytest.mark.django_db
def test_the_same_district_votes_where_the_scheme_of_each_poll_says(
    settings: LazySettings, tmp_path: Path, authority: Authority, ledger: Ledger, officer: Actor
) -> None:
    settings.FILES_ROOT = tmp_path / "files"
    office(authority)
    town = Town(authority, ledger)
    town.wards["North"] = ledger.area(name="North")
    town.districts["AA"] = ledger.district("AA", areas=(town.wards["North"],))
    town.place("AA", name="Parish Hall")
    town.publication = ledger.publication()
    town.electors("AA", 2)
    polls = [town.poll("North"), town.poll("North")]
    schemes = [town.scheme(officer, of=poll.reference) for poll in polls]
    add_venue(actor=officer, facts=VenueFacts("Tent", address1="The Green", postcode="TA1 1AA"))
    tent = Venue.objects.get(name="Tent").reference
    change_station(actor=officer, reference=schemes[1].reference, number=1, version=1, venue=tent)
    for one in schemes:
        adopt_scheme(
            actor=officer, reference=one.reference, version=version_of(one), at=AT, on=ON, reason="The keepers answer"
        )

    notices = [made(officer, poll, Kind.SITUATION, moment=AT)[0] for poll in polls]

    said = [one.facts["facts"]["stations"] for one in notices]
    assert [[(row["number"], row["place"].split(",")[0]) for row in rows] for rows in said] == [
        [("1", "Parish Hall")],
        [("1", "Tent")],
    ]
    assert [one.state for one in notices] == [State.PROOFED, State.PROOFED]
