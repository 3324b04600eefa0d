"""U6 and U5b together: the registers of stations have the other authority's electors in them, or do not leave."""

from pathlib import Path

import pytest
from django.conf import LazySettings

from pollwright.acting import Actor
from pollwright.authorities.models import Authority
from pollwright.elections.operations.boundary_gate import PartOutstanding
from pollwright.elections.operations.boundary_giving import withdraw_part_file
from pollwright.printing.states import PackState
from tests.elections.boundary_acts import agree, boundary_file, part_of, people, receive
from tests.elections.cards_acts import scheme, stations
from tests.elections.electorate_acts import ballot_in
from tests.printing.packing_acts import final, inside, packs_of, release
from tests.printing.printing_acts import office


def test_packs_leave_with_the_other_parts_stations_and_not_while_a_newer_file_waits(
    authority: Authority, head: Actor, senior: Actor, settings: LazySettings, tmp_path: Path
) -> None:
    settings.FILES_ROOT = tmp_path / "files"
    office(authority)
    ballot = ballot_in(authority)
    ballot.elector("AB1", "Ames")
    ballot.elector("AB2", "Bell")
    poll = ballot.poll("uk-parliament")
    part = part_of(head, poll, first_station=2)
    contest = poll.contests.get().reference
    files = [
        boundary_file(tmp_path / "sent", people(), contest, receiver=authority.gss, stage="final", number=number)
        for number in (1, 2)
    ]
    agree(head, receive(head, part, files[0]))
    with stations(scheme()):
        final(head, ballot, poll, stations=4)
        packs = packs_of(head, poll.reference)
        newer = receive(head, part, files[1])
        with pytest.raises(PartOutstanding) as said:
            release(senior, packs)
        withdraw_part_file(actor=head, reference=newer.reference, version=newer.version, reason="Sent by mistake")

        released = release(senior, packs)

    assert said.value.values["parts"] == f"Mendip ({part.reference}): a newer file waits for its counts to be agreed"
    assert released.state == PackState.RELEASED
    assert {one["number"]: one["electors"] for one in packs.counts} == {1: 1, 2: 1, 3: 3, 4: 2}
    assert "station-003/register.pdf" in inside(packs)[1]
