"""Rehearsals that take nobody's place, plans that end with their poll, reminders, and people for other roles and hours."""

from datetime import date, time

import pytest

from pollwright.acting import Actor
from pollwright.elections.models import Poll, ProjectTask
from pollwright.elections.operations.ending import postpone_poll
from pollwright.elections.operations.rehearsing import discard_rehearsal, rehearse_poll
from pollwright.staffing.models import Experience, StaffAppointment, StaffPlan, StaffPost
from pollwright.staffing.operations import appointing, conflicts, plans, standing_by
from pollwright.staffing.operations.papers import keep_papers, prepare_papers
from pollwright.staffing.operations.releasing import proof_of
from pollwright.staffing.papers.kinds import PaperKind
from pollwright.staffing.papers.letters import letter_to, reminder_to, sender_of, stood_down
from pollwright.staffing.queries.plans import of_plan, plan_named, told_to_stay
from pollwright.staffing.queries.reminding import Owed, PlanOwed, owed_by, plans_owed
from pollwright.staffing.states import Role
from pollwright.stations.models import Station, Venue
from pollwright.stations.operations.adopting import adopt_scheme
from pollwright.stations.operations.amending import move_station
from pollwright.stations.operations.schemes import make_scheme
from pollwright.stations.states import Made
from tests.fixtures.arranging import arranged
from tests.staffing.crews import CLERK, PO, TERMS, Crew
from tests.stations.towns import AT, ON, POLL_DAY, Town, version_of


def test_a_rehearsal_takes_nobodys_place_makes_no_experience_and_goes_with_its_poll(
    crew: Crew, senior: Actor, head: Actor
) -> None:
    crew.enough()
    poll = Poll.objects.get()
    copy = rehearse_poll(actor=senior, reference=poll.reference)
    scheme = make_scheme(actor=senior, of=copy.reference, made_from=Made.PLACES, on=ON)
    tried = Crew(crew.town, senior, plans.make_plan(actor=senior, scheme=scheme.reference, terms=TERMS, on=ON))
    tried.place()
    tried.accepted()
    worked = StaffAppointment.objects.filter(plan=tried.plan, post__role=CLERK).order_by("pk").first()
    assert worked is not None
    before = Experience.objects.count()

    standing_by.note_hours(
        actor=senior, reference=worked.reference, version=worked.version, came_at=time(6), left_at=time(22),
        break_minutes=30, miles=0, on=POLL_DAY,
    )  # fmt: skip
    crew.place()
    here, there = len(crew.places()), StaffAppointment.objects.filter(plan=tried.plan).count()
    copy.refresh_from_db()
    discard_rehearsal(actor=head, reference=copy.reference, version=copy.version, on=ON)

    # needed for two stations: two presiding officers, four clerks, an inspector and one of the reserve
    assert (here, there) == (8, 8)
    assert Experience.objects.count() == before
    ended = StaffPlan.objects.get(pk=tried.plan.pk)
    assert (ended.state, ended.ended_reason) == ("ended", "The rehearsal was thrown away")
    states = sorted(StaffAppointment.objects.filter(plan=ended).values_list("state", flat=True))
    assert states == ["withdrawn"] * 7 + ["worked"]
    assert len(crew.places()) == 8


def test_when_a_poll_is_postponed_its_staff_are_stood_down_and_told(crew: Crew, senior: Actor) -> None:
    crew.enough()
    crew.place()
    crew.accepted()
    poll = Poll.objects.get()

    postpone_poll(actor=senior, reference=poll.reference, version=poll.version, reason="Flood", on=ON)

    plan = plan_named(senior.authority_id, crew.plan.reference)
    told = list(told_to_stay(plan))
    letter = stood_down(plan, told[0], sender_of(plan, on=ON, answer_at=""))
    assert (plan.state, crew.places(), len(told)) == ("ended", {}, 8)
    assert letter.versions[0].paragraphs == (
        "You are not needed for the poll below. Please do not come.",
        "The poll was postponed.",
        "Thank you for being ready to help.",
    )
    with pytest.raises(plans.PlanEnded):
        appointing.place_by_hand(
            actor=senior, reference=plan.reference, version=plan.version, member="STF0000001", role=PO, station=1,
            reason="Again",
        )  # fmt: skip


def test_whoever_has_not_answered_or_shown_everything_is_reminded_and_the_moment_is_kept(
    crew: Crew, senior: Actor
) -> None:
    crew.person(CLERK)
    crew.person(CLERK)
    crew.place()
    offers = appointing.make_offers(actor=senior, reference=crew.plan.reference, version=crew.version, on=ON, at=AT)
    with arranged():
        StaffAppointment.objects.filter(pk=offers[0].pk).update(state="accepted")
    plan = plan_named(senior.authority_id, crew.plan.reference)
    owed = owed_by(StaffAppointment.objects.filter(plan=plan))
    asked = {"on": ON, "answer_at": "https://example.org/{token}/", "progress": lambda *_: None}

    prepared = prepare_papers(senior, plan.reference, PaperKind.REMINDERS, **asked)
    keep_papers(actor=senior, reference=plan.reference, kind=PaperKind.REMINDERS, prepared=prepared, at=AT)

    # S-03: a declaration of impartiality; both showed their right to work and were trained
    assert list(owed.values()) == [(Owed.DECLARATION,), (Owed.ANSWER, Owed.DECLARATION)]
    assert list(StaffAppointment.objects.order_by("pk").values_list("reminded_at", flat=True)) == [AT, AT]
    asks = of_plan(plan, ("offered",)).get()
    words = reminder_to(plan, asks, sender_of(plan, on=ON, answer_at="at/{token}"), owed[asks.pk])
    assert words.versions[0].paragraphs == (
        "I still need something from you for your work at the poll below.",
        "Please accept or decline by Thursday 1 April 2027.",
        "Please sign the declaration that you help no candidate or party.",
        f"You can answer at at/{asks.token}. Give this address to nobody else.",
    )
    soon = [PlanOwed(plan.reference, plan.title, 1, 0)]
    assert (plans_owed(senior.authority_id, on=date(2027, 3, 25)), plans_owed(senior.authority_id, on=ON)) == (soon, [])
    assert plans_owed(senior.authority_id, on=date(2027, 4, 16))[0].unshown == 2


def test_the_proof_names_whoever_seems_tied_to_a_candidate_and_was_not_looked_at(
    crew: Crew, senior: Actor, officer: Actor
) -> None:
    crew.enough()
    crew.place()
    crew.accepted()
    contest = Poll.objects.get().contests.order_by("pk").first()
    assert contest is not None
    with arranged():
        contest.candidates.create(
            authority_id=senior.authority_id, reference="CN0000001", surname="Helper2", forenames="Pat"
        )

    before = proof_of(plan_named(senior.authority_id, crew.plan.reference)).faults
    made = conflicts.seek_conflicts_of_plan(actor=officer, reference=crew.plan.reference)
    after = proof_of(plan_named(senior.authority_id, crew.plan.reference)).faults

    assert [fault.says.partition(": ")[2] for fault in before] == [
        "seems to be tied to a candidate, which nobody has looked at"
    ]
    assert [fault.says.partition(": ")[2] for fault in after] == ["a possible tie to a candidate is not decided"]
    assert [each.tie for each in made] == ["candidate"]


def test_a_clerk_may_work_the_busy_hours_and_a_presiding_officer_may_not(crew: Crew, senior: Actor) -> None:
    crew.person(PO)
    crew.person(CLERK)
    crew.place()
    officer = StaffAppointment.objects.get(post__role=PO)
    clerk = StaffAppointment.objects.get(post__role=CLERK)
    hours = {"starts": time(16), "ends": time(21), "reason": "Busy after work"}

    made = appointing.set_hours(actor=senior, reference=clerk.reference, version=clerk.version, **hours)
    with pytest.raises(appointing.AllDayAtTheStation):
        appointing.set_hours(actor=senior, reference=officer.reference, version=officer.version, **hours)
    with pytest.raises(appointing.OutsideTheDay):
        appointing.set_hours(
            actor=senior, reference=made.reference, version=made.version, **(hours | {"ends": time(23)})
        )

    held = of_plan(crew.plan, ("placed",)).get(pk=made.pk)
    letter = letter_to(crew.plan, held, sender_of(crew.plan, on=ON, answer_at=""))
    assert dict(letter.versions[0].facts)["Hours of work"] == "4pm – 9pm"
    assert made.locked


def test_when_a_station_is_moved_a_task_says_to_tell_the_staff_who_were_asked(
    town: Town, officer: Actor, senior: Actor
) -> None:
    town.poll("North", "South")
    crew = Crew.of(town, senior)
    scheme = crew.plan.scheme
    adopt_scheme(actor=senior, reference=scheme.reference, version=version_of(scheme), at=AT, on=ON, reason="All asked")
    crew.enough()
    crew.place()
    told = ProjectTask.objects.filter(title__startswith=f"Tell the staff of {crew.plan.reference}: station ")

    def move(reason: str) -> list[str]:
        station = Station.objects.get(scheme=scheme, number=1)
        with arranged():
            tent = Venue.objects.create(
                authority=town.authority, reference=f"VEN{reason}", name=reason, postcode="TA1 1AA"
            )
        move_station(
            actor=senior, reference=scheme.reference, number=1, version=station.version, venue=tent.reference, room="",
            reason=reason, at=AT, on=ON,
        )  # fmt: skip
        return list(told.values_list("title", flat=True))

    nobody_asked = move("Flood")
    crew.accepted()

    assert nobody_asked == []
    assert move("Fire") == [f"Tell the staff of {crew.plan.reference}: station 1 was changed by amendment 2"]


def test_people_for_the_count_are_wanted_by_the_officers_number_and_stay_when_posts_are_worked_out_again(
    crew: Crew, senior: Actor
) -> None:
    act = {"actor": senior, "reference": crew.plan.reference}
    wanted = {"role": Role.COUNT_ASSISTANT, "wanted": 2, "reason": "Two tables", "on": ON}

    plans.need_role(version=crew.version, **act, **wanted)
    crew.person(Role.COUNT_ASSISTANT)
    plans.change_terms(version=crew.version, terms=TERMS, on=ON, **act)
    crew.place()
    with pytest.raises(plans.NotCountedByHand):
        plans.need_role(version=crew.version, **act, **(wanted | {"role": CLERK}))

    assert crew.places() == {"Helper1": (None, "count-assistant")}
    assert StaffPost.objects.values_list("wanted", flat=True).get(role=Role.COUNT_ASSISTANT) == 2
    lacking = [f.says for f in proof_of(plan_named(senior.authority_id, crew.plan.reference)).faults]
    assert lacking[-1] == "2 lacking: Count assistant"
