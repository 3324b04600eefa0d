"""What stations, nominations and staffing say in the project plan of a poll."""

from pollwright.acting import Actor
from pollwright.elections.models import Contest
from pollwright.elections.queries.plan_ports import facts_of_rooms
from pollwright.nominations.models import Candidate
from pollwright.staffing.models import StaffPlan, StaffPost
from pollwright.stations.operations.adopting import adopt_scheme
from tests.fixtures.arranging import arranged
from tests.stations.towns import AT, ON, Town, version_of


def test_a_plan_says_how_far_stations_candidates_and_staff_are(town: Town, officer: Actor) -> None:
    town.electors("AA", 3)
    town.electors("BA", 2)
    poll, other = town.poll("North", "South"), town.poll("North")
    assert facts_of_rooms(town.authority.pk, [poll.pk]) == [("Polling stations", "No scheme yet")]

    scheme = town.scheme(officer, of=poll.reference)
    adopt_scheme(
        actor=officer, reference=scheme.reference, version=version_of(scheme), at=AT, on=ON, reason="Keepers answer"
    )
    with arranged():
        contest = Contest.objects.get(poll=poll, name="North")
        for number, state in enumerate(("standing", "standing", "delivered", "withdrawn")):
            Candidate.objects.create(
                authority=town.authority, contest=contest, reference=f"C{number}", surname="Walk", state=state
            )
        plan = StaffPlan.objects.create(
            authority=town.authority, scheme=scheme, reference="SP0000001", day=poll.day, starts=AT.time(),
            ends=AT.time(), answer_by=ON,
        )  # fmt: skip
        StaffPost.objects.create(authority=town.authority, plan=plan, role="poll-clerk", by_guidance=4, wanted=4)

    assert dict(facts_of_rooms(town.authority.pk, [poll.pk])) == {
        "Polling stations": "2 stations at 2 venues; 5 electors, 5 in person; schemes adopted: 1 of 1",
        "Candidates": "2 standing, 1 to be determined",
        "Staff": "4 needed, 0 placed, 0 accepted",
    }
    assert facts_of_rooms(town.authority.pk, [other.pk]) == [("Polling stations", "No scheme yet")]
