"""Offers and answers, the proof before release, standing in, briefings and hours."""

from dataclasses import replace
from datetime import date, datetime, time

import pytest

from pollwright.acting import Actor
from pollwright.staffing.models import Experience, StaffAppointment, StaffPost, StaffRecord
from pollwright.staffing.operations import appointing, briefings, standing_by
from pollwright.staffing.operations.appointing import answer_online, make_offers
from pollwright.staffing.operations.plans import change_post, change_terms
from pollwright.staffing.operations.releasing import (
    NotReleased,
    SamePersonReleasesStaff,
    proof_of,
    record_papers,
    release_appointments,
)
from pollwright.staffing.proofs import AppointmentsDoNotReconcile, Held, prove
from pollwright.staffing.queries.crews import crews_of
from pollwright.staffing.queries.plans import plan_named
from pollwright.staffing.queries.standing_by import standing_by as who_stands_by
from pollwright.staffing.states import Answer, CallOutcome, Role
from pollwright.stations.models import Scheme
from tests.fixtures.arranging import arranged
from tests.staffing.crews import CLERK, HALL, PO, SCHOOL, TERMS, Crew
from tests.stations.towns import AT, ON, POLL_DAY

EVENING = datetime.fromisoformat("2027-04-20T18:00:00+01:00")


def offered(crew: Crew) -> StaffAppointment:
    """Have one clerk placed and offered the place."""
    crew.person(CLERK)
    crew.place()
    make_offers(actor=crew.actor, reference=crew.plan.reference, version=crew.version, on=ON, at=AT)
    return StaffAppointment.objects.get()


def online(crew: Crew, address: str, answer: Answer = Answer.ACCEPT, on: date = ON) -> StaffAppointment:
    return answer_online(actor=crew.actor, address=address, answer=answer, on=on, at=AT)


def test_an_offer_is_accepted_online_once_and_a_second_click_changes_nothing(crew: Crew) -> None:
    offer = offered(crew)

    first = online(crew, offer.token or "")
    second = online(crew, offer.token or "")

    assert (first.state, first.version) == ("accepted", second.version)
    with pytest.raises(appointing.NotInThatState):
        online(crew, offer.token or "", Answer.DECLINE)
    with pytest.raises(appointing.OfferNotKnown):
        online(crew, "x" * 43)


def test_an_offer_lapses_after_its_last_day_but_an_officer_can_still_note_the_answer(crew: Crew) -> None:
    offer = offered(crew)

    with pytest.raises(appointing.OfferLapsed) as late:
        online(crew, offer.token or "", Answer.ACCEPT, date(2027, 4, 2))
    noted = appointing.answer_offer(
        actor=crew.actor, reference=offer.reference, version=offer.version, answer=Answer.DECLINE, reason="Away", at=AT
    )

    assert late.value.values == {"answer_by": TERMS.answer_by}
    assert (noted.state, noted.ended_reason) == ("declined", "Away")
    plan = crew.place()
    assert crew.places() == {}
    assert plan.unfilled[0]["says"].endswith("; 1 declined or gave up a place at this poll.")


def test_appointments_are_released_by_a_second_person_once_every_station_has_its_people(
    crew: Crew, senior: Actor, head: Actor
) -> None:
    crew.enough()
    crew.place()
    act = {"reference": crew.plan.reference, "at": AT}
    with pytest.raises(AppointmentsDoNotReconcile) as refused:
        release_appointments(actor=head, version=crew.version, **act)
    with pytest.raises(NotReleased):
        record_papers(actor=senior, reference=crew.plan.reference, form="badges", people=8)
    crew.accepted()

    with pytest.raises(SamePersonReleasesStaff):
        release_appointments(actor=senior, version=crew.version, **act)
    plan = release_appointments(actor=head, version=crew.version, **act)

    assert refused.value.values == {
        "reference": crew.plan.reference,
        "faults": 5,
        "places": "station 1, 1 lacking: Presiding officer; station 1, 2 lacking: Poll clerk;"
        " station 2, 1 lacking: Presiding officer",
    }
    assert (plan.state, plan.proof["appointed"], plan.proof["faults"]) == (
        "released", {"presiding-officer": 2, "poll-clerk": 4, "inspector": 1, "reserve": 1}, [],
    )  # fmt: skip


def test_the_proof_says_where_a_station_lost_somebody_or_a_rule_turned_against_one(crew: Crew) -> None:
    crew.enough()
    crew.place()
    crew.accepted()
    officer = StaffAppointment.objects.select_related("member").get(member__surname="Helper4")
    with arranged():
        StaffRecord.objects.filter(member=officer.member, kind="right-to-work").update(expires_on=date(2027, 4, 30))
    lost = StaffAppointment.objects.get(member__surname="Helper3")
    appointing.withdraw_appointment(actor=crew.actor, reference=lost.reference, version=lost.version, reason="Ill")

    proof = proof_of(plan_named(crew.town.authority.pk, crew.plan.reference))

    assert [(fault.code, fault.where, fault.says) for fault in proof.faults] == [
        ("staffing.post-empty", "station 1", "1 lacking: Poll clerk"),
        ("staffing.may-not", officer.reference, f"{officer.member.reference}: no right to work on record for the day"),
    ]


# The law asks for a presiding officer at each station, whatever number an officer set (S-02).
def test_the_proof_finds_people_with_two_places_and_no_reason_does_without_a_presiding_officer() -> None:
    there = Held("AS1", "STF1", 1, PO, "accepted", (), 2)
    needs = [(1, PO.value, 1), (1, CLERK.value, 2), (2, PO.value, 1)]

    proof = prove(needs, {(1, CLERK.value): 0, (2, PO.value): 0}, [there])

    assert [(fault.code, fault.where) for fault in proof.faults] == [
        ("staffing.post-empty", "station 2"), ("staffing.twice", "AS1"),
    ]  # fmt: skip


def test_another_number_needs_a_reason_that_survives_counting_again(crew: Crew) -> None:
    post = StaffPost.objects.get(plan=crew.plan, station__number=2, role=CLERK)
    change_post(
        actor=crew.actor, reference=crew.plan.reference, version=1, post=post.pk, wanted=1, reason="One small village"
    )

    terms = replace(TERMS, reserve_percent=50)
    change_terms(actor=crew.actor, reference=crew.plan.reference, version=2, terms=terms, on=ON)

    held = StaffPost.objects.order_by("station__number", "role").values_list("station__number", "role", "wanted")
    assert list(held) == [
        (1, "poll-clerk", 2), (1, "presiding-officer", 1), (2, "poll-clerk", 1), (2, "presiding-officer", 1),
        (None, "inspector", 1), (None, "reserve", 3),
    ]  # fmt: skip


def test_the_nearest_qualified_reserve_is_rung_and_takes_over_in_one_act(crew: Crew) -> None:
    crew.enough()
    terms = replace(TERMS, reserve_percent=40)
    change_terms(actor=crew.actor, reference=crew.plan.reference, version=1, terms=terms, on=ON)
    crew.person(PO, home=SCHOOL)
    crew.person(CLERK, home=HALL)
    crew.place()
    crew.accepted()
    lost = StaffAppointment.objects.get(post__role=PO, post__station__number=2)

    reserves = who_stands_by(crew.town.authority.pk, lost.reference)
    nearest = reserves[0].appointment
    standing_by.log_call(
        actor=crew.actor, reference=lost.reference, reserve=nearest, outcome=CallOutcome.COMING,
        arrives_by=time(7, 40), note="By car", at=AT,
    )  # fmt: skip
    act = {"actor": crew.actor, "reference": lost.reference, "version": lost.version, "reason": "Ill", "at": AT}
    with pytest.raises(standing_by.NotInReserve):
        standing_by.replace_member(reserve=lost.reference, **act)
    made = standing_by.replace_member(reserve=nearest, **act)

    assert [(row.qualified, row.miles and round(row.miles, 1)) for row in reserves] == [
        (True, 0.0),
        (False, 10.0),
        (False, None),
    ]
    assert (made.post_id, made.state, made.replaces_id) == (lost.post_id, "accepted", lost.pk)
    assert sorted(StaffAppointment.objects.filter(state="withdrawn").values_list("reference", flat=True)) == sorted(
        [lost.reference, nearest]
    )


def test_whoever_came_to_a_briefing_is_trained_and_places_run_out(crew: Crew) -> None:
    terms = replace(TERMS, trained_first=False)
    change_terms(actor=crew.actor, reference=crew.plan.reference, version=1, terms=terms, on=ON)
    people = [crew.person(CLERK, trained=False) for _ in range(3)]
    crew.place()
    facts = briefings.BriefingFacts("Clerks", Role.POLL_CLERK, "Town Hall", EVENING, EVENING.replace(hour=20), 2)
    briefing = briefings.plan_briefing(actor=crew.actor, reference=crew.plan.reference, facts=facts)
    act = {"actor": crew.actor, "reference": briefing.reference}

    with pytest.raises(briefings.NoPlaceLeft):
        briefings.give_places(**act)
    given = briefings.give_places(most=2, **act)
    with pytest.raises(briefings.BriefingNotYet):
        briefings.sign_in(came=[], at=AT, **act)
    briefings.sign_in(came=[one.reference for one in people], at=EVENING, **act)
    briefings.sign_in(came=[given[0].member.reference], at=EVENING, **act)

    trained = StaffRecord.objects.filter(kind="training").values_list("member", "on", "evidence")
    assert list(trained) == [(given[0].member_id, date(2027, 4, 20), f"Briefing {briefing.reference}")]


def test_hours_past_midnight_and_miles_are_noted_for_pay_and_make_experience(crew: Crew) -> None:
    crew.enough()
    crew.place()
    crew.accepted()
    one = StaffAppointment.objects.get(member__surname="Helper1")
    given = {"actor": crew.actor, "reference": one.reference, "came_at": time(6, 15), "break_minutes": 30, "miles": 124}

    with pytest.raises(standing_by.WorkNotDone):
        standing_by.note_hours(version=one.version, left_at=time(22, 30), on=ON, **given)
    with pytest.raises(standing_by.NotHours):
        standing_by.note_hours(version=one.version, left_at=time(6, 30), on=POLL_DAY, **given)
    worked = standing_by.note_hours(version=one.version, left_at=time(0, 15), on=POLL_DAY, **given)

    # 06:15 to 00:15 is 18 hours, less half an hour
    assert (worked.state, worked.minutes, worked.miles) == ("worked", 1050, 124)
    assert Experience.objects.filter(day=POLL_DAY).values_list("member__surname", "role").get() == (
        "Helper1", "presiding-officer",
    )  # fmt: skip
    standing_by.note_absence(
        actor=crew.actor, reference=one.reference, version=worked.version, reason="Mistaken", on=POLL_DAY
    )
    assert Experience.objects.filter(day=POLL_DAY).count() == 0


def test_the_packs_of_a_station_name_who_accepted_the_presiding_officer_first(crew: Crew) -> None:
    scheme = crew.plan.scheme
    clerk, chief, third = (
        crew.person(role, home=HALL, phone=phone) for role, phone in ((CLERK, "1"), (PO, "2"), (CLERK, "3"))
    )
    with arranged():
        for member, state in ((clerk, "accepted"), (chief, "accepted"), (third, "declined")):
            post = StaffPost.objects.get(plan=crew.plan, station__number=1, role=CLERK if member is not chief else PO)
            StaffAppointment.objects.create(
                authority=crew.town.authority, reference=f"SA{member.pk}", plan=crew.plan, post=post, member=member,
                day=POLL_DAY, state=state,
            )  # fmt: skip

    before = crews_of(crew.town.authority.pk, [scheme.poll_id])
    with arranged():
        Scheme.objects.filter(pk=scheme.pk).update(state="adopted", adopted_at=AT)
    after = crews_of(crew.town.authority.pk, [scheme.poll_id])

    assert before == {}
    assert {number: [one.telephone for one in crew] for number, crew in after.items()} == {"1": ["2", "1"]}
