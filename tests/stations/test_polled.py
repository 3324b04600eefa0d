"""Where polls that are taken together meet: which of them share districts, and in part or in all of one's area."""

from pollwright.acting import Actor
from pollwright.elections.models import Poll
from pollwright.elections.operations.calling import ContestAsked, call_poll
from pollwright.elections.operations.combining import combine_polls
from pollwright.law.timetables.kinds import Kind
from pollwright.stations.queries.polled import overlapping
from tests.elections.calling_acts import CALLED_ON, ORDINARY_DAY, asked
from tests.fixtures.ledger import Ledger


def test_polls_taken_together_are_told_with_whether_they_are_taken_in_part_of_the_area(
    senior: Actor, ledger: Ledger
) -> None:
    ward, seat = ledger.area(name="Cam"), ledger.area("constituency", code="E14000001", name="Quantock West")
    parish = ledger.area("parish", code="E04000001", name="Ashcott")
    ledger.district(areas=(ward, seat))
    ledger.district(areas=(ward, seat, parish))
    called: dict[Kind, Poll] = {
        kind: call_poll(actor=senior, asked=asked(kind), contests=[ContestAsked(area, 1)], on=CALLED_ON)
        for kind, area in (
            (Kind.LOCAL, f"ward.{ward.code}"),
            (Kind.UK_PARLIAMENT, f"constituency.{seat.code}"),
            (Kind.PARISH, f"parish.{parish.code}"),
        )
    }
    apart = overlapping(called[Kind.LOCAL])
    references = [poll.reference for poll in called.values()]
    combine_polls(actor=senior, day=ORDINARY_DAY, references=references, with_postal=False)
    local, general, village = (Poll.objects.get(pk=poll.pk) for poll in called.values())

    assert apart == {}
    assert overlapping(local) == {general.pk: False, village.pk: True}
    assert overlapping(village) == {local.pk: False, general.pk: False}
