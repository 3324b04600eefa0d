"""People for another day than that of the poll: openings of postal votes before it, verification and the count after it."""

import re
from dataclasses import replace
from datetime import date, time, timedelta
from html import unescape

import pytest
from django.test import Client

from pollwright.acting import Actor
from pollwright.acting import Role as Office
from pollwright.elections.models import Combination, Poll, PollStep, ProjectTask
from pollwright.elections.operations.ending import postpone_poll
from pollwright.elections.operations.keeping_time import shift_steps
from pollwright.elections.states import Others
from pollwright.staffing.models import StaffAppointment, StaffMember, StaffPlan, StaffPost
from pollwright.staffing.operations import appointing, plans, standing_by
from pollwright.staffing.operations.bank import note_availability
from pollwright.staffing.operations.plans import Session
from pollwright.staffing.operations.releasing import proof_of
from pollwright.staffing.papers.letters import letter_to, sender_of
from pollwright.staffing.papers.sheets import badges, contact_sheets
from pollwright.staffing.queries.plans import of_plan, plan_named
from pollwright.staffing.queries.polls import poll_days
from pollwright.staffing.states import Answer, Role
from tests.fixtures.arranging import arranged
from tests.staffing.crews import CLERK, PO, TERMS, Crew
from tests.stations.towns import AT, ON, POLL_DAY, Town

COUNT, POSTAL = Role.COUNT_ASSISTANT, Role.POSTAL_VOTES
NEXT, OPENING = POLL_DAY + timedelta(days=1), POLL_DAY - timedelta(days=3)
COUNTING = Session("Verification and count", NEXT, time(9), time(17), "Leisure Centre")
OPENED = Session("Opening of postal votes", OPENING, time(18), time(22), "Town Hall")


def session(crew: Crew, role: Role, of: Session, wanted: int = 1) -> StaffPost:
    """Say that people are needed for a session."""
    act = {"actor": crew.actor, "reference": crew.plan.reference, "version": crew.version, "on": ON}
    return plans.need_role(**act, role=role, wanted=wanted, reason="As planned", session=of)


def free(crew: Crew, member: StaffMember, *days: date) -> StaffMember:
    """Note that somebody is free on days."""
    for day in days:
        note_availability(actor=crew.actor, reference=member.reference, day=day, free=True, on=ON)
    return member


def test_people_are_placed_for_each_day_by_what_holds_on_it_and_may_work_on_several(crew: Crew) -> None:
    session(crew, COUNT, COUNTING, 2)
    session(crew, POSTAL, OPENED)
    both = free(crew, crew.person(CLERK, COUNT), NEXT)
    free(crew, crew.person(COUNT, free=None), NEXT)
    crew.person(POSTAL)  # free on the day of the poll only, so not for the opening
    free(crew, crew.person(COUNT), POLL_DAY)

    crew.place()

    held = StaffAppointment.objects.filter(plan=crew.plan).order_by("day", "member")
    assert [(each.day, each.member.surname, each.post.role) for each in held] == [
        (POLL_DAY, "Helper1", "poll-clerk"), (NEXT, "Helper1", "count-assistant"), (NEXT, "Helper2", "count-assistant"),
    ]  # fmt: skip
    lacking = {one["session"]: one["says"] for one in StaffPlan.objects.get().unfilled}
    assert "did not say whether they are free on the day" in lacking["Opening of postal votes, 3 May 2027"]
    crew.place()
    assert StaffAppointment.objects.filter(plan=crew.plan, member=both).count() == 2


def test_nobody_has_two_places_on_the_day_of_a_session_and_its_proof_names_it(crew: Crew, senior: Actor) -> None:
    post, other = session(crew, COUNT, COUNTING), session(crew, COUNT, Session("Recount", NEXT, time(18), time(23), ""))
    member = free(crew, crew.person(COUNT, CLERK), NEXT)
    hand = {"actor": senior, "reference": crew.plan.reference, "member": member.reference, "reason": "Asked for it"}

    made = appointing.place_by_hand(**hand, version=crew.version, role=COUNT, station=None, session=post.pk)
    appointing.place_by_hand(**hand, version=crew.version, role=CLERK, station=1)
    with pytest.raises(appointing.HasAPlace):
        appointing.place_by_hand(**hand, version=crew.version, role=COUNT, station=None, session=other.pk)
    with pytest.raises(appointing.OutsideTheDay):
        appointing.set_hours(
            actor=senior, reference=made.reference, version=made.version, starts=time(8), ends=time(12), reason="Early"
        )

    proof = proof_of(plan_named(senior.authority_id, crew.plan.reference))
    assert made.day == NEXT
    assert {fault.where: fault.says for fault in proof.faults if "May" in fault.where} == {
        "Verification and count, 7 May 2027": "1 lacking: Count assistant",
        "Recount, 7 May 2027": "1 lacking: Count assistant",
    }
    with pytest.raises(plans.SessionOver):
        session(crew, COUNT, Session("Count", ON - timedelta(days=1), time(9), time(17), ""))
    with pytest.raises(plans.HoursTurned):
        session(crew, COUNT, Session("Count", NEXT, time(9), time(9), ""))


def test_whoever_works_through_a_night_has_no_place_the_next_morning(crew: Crew, senior: Actor) -> None:
    night = session(crew, COUNT, Session("Count", POLL_DAY - timedelta(days=1), time(22), time(4), ""))
    early = session(crew, POSTAL, Session("Opening", POLL_DAY + timedelta(days=2), time(9), time(12), ""))
    late = session(crew, COUNT, Session("Count", POLL_DAY + timedelta(days=1), time(21), time(3), ""))
    member = free(crew, crew.person(COUNT, CLERK, POSTAL), night.day, late.day, early.day)
    hand = {"actor": senior, "reference": crew.plan.reference, "member": member.reference, "reason": "Asked for it"}
    crew.place()
    placed = set(StaffAppointment.objects.values_list("day", flat=True))
    for each in StaffAppointment.objects.all():
        appointing.withdraw_appointment(actor=senior, reference=each.reference, version=each.version, reason="Again")

    appointing.place_by_hand(**hand, version=crew.version, role=COUNT, station=None, session=night.pk)
    with pytest.raises(appointing.MayNotHavePlace, match="without 11 hours of rest"):
        appointing.place_by_hand(**hand, version=crew.version, role=CLERK, station=1)
    appointing.place_by_hand(**hand, version=crew.version, role=POSTAL, station=None, session=early.pk)
    with pytest.raises(appointing.MayNotHavePlace, match="without 11 hours of rest"):
        appointing.place_by_hand(**hand, version=crew.version, role=COUNT, station=None, session=late.pk)

    assert not {night.day, POLL_DAY} <= placed
    assert not {late.day, early.day} <= placed


def test_letters_badges_sheets_and_answers_are_of_the_day_of_the_session(crew: Crew, senior: Actor) -> None:
    session(crew, COUNT, COUNTING)
    soon = TERMS.answer_by
    session(crew, POSTAL, Session("Opening of postal votes", soon, time(18), time(2), "Town Hall"))
    free(crew, crew.person(COUNT), NEXT)
    free(crew, crew.person(POSTAL), soon)
    crew.place()
    offers = appointing.make_offers(actor=senior, reference=crew.plan.reference, version=crew.version, on=ON, at=AT)
    early, late = sorted(offers, key=lambda each: each.day)
    plan = plan_named(senior.authority_id, crew.plan.reference)
    people = list(of_plan(plan, ("offered",)))
    with arranged():
        plan.authority.setting_set.create(name="papers.telephone", value="01823 000001", valid_from=ON)
    sender = sender_of(plan, on=ON, answer_at="")

    letters = {each.day: dict(letter_to(plan, each, sender).versions[0].facts) for each in people}
    with pytest.raises(appointing.OfferLapsed):
        appointing.answer_online(actor=senior, address=str(early.token), answer=Answer.ACCEPT, on=soon, at=AT)
    assert re.fullmatch(r"([a-z2-9]{4}-){4}[a-z2-9]{4}", str(late.token))  # somebody types it from the letter
    taken = appointing.answer_online(actor=senior, address=str(late.token), answer=Answer.ACCEPT, on=soon, at=AT)

    assert letters[NEXT] | {"Poll": ""} == {
        "Poll": "", "Day of the poll": "Thursday 6 May 2027", "Day of work": "Friday 7 May 2027",
        "Role": "Count assistant", "Place": "Verification and count, Leisure Centre", "Hours of work": "9am – 5pm",
    }  # fmt: skip
    assert letters[soon]["Hours of work"] == "6pm – 2am"
    assert [name for name, _paper in badges(plan, people, sender)] == [f"badges-{soon}", f"badges-{NEXT}"]
    assert [paper.versions[0].title for _name, paper in contact_sheets(plan, people, sender)] == [
        "Contact sheet: Opening of postal votes", "Contact sheet: Verification and count",
    ]  # fmt: skip
    sheets = [
        dict(paper.versions[0].blocks[0].rows)  # type: ignore[union-attr]
        for whose in (sender, replace(sender, telephone=""))
        for _name, paper in contact_sheets(plan, people, whose)
    ]
    assert [facts["Elections office"] for facts in sheets] == ["01823 000001"] * 2 + ["not known"] * 2
    with pytest.raises(standing_by.WorkNotDone):
        standing_by.note_hours(
            actor=senior, reference=taken.reference, version=taken.version, came_at=time(9), left_at=time(17),
            break_minutes=0, miles=0, on=POLL_DAY,
        )  # fmt: skip


def test_officers_ask_for_a_session_place_somebody_and_find_them_by_day(
    crew: Crew, client_as: "object", town: Town
) -> None:
    door: Client = client_as(Office.SENIOR)  # type: ignore[operator]
    with arranged():
        town.authority.demonstration, town.authority.clock_on = True, ON
        town.authority.save()
    member = free(crew, crew.person(COUNT), NEXT)
    path = f"/staffing/plans/{crew.plan.reference}/"
    wanted = {
        "version": crew.version, "role": "count-assistant", "wanted": "3", "when": "session", "reason": "Three tables",
        "title": "Count", "day-day": "7", "day-month": "5", "day-year": "2027", "starts": "9:00", "ends": "17:00",
        "place": "Leisure Centre",
    }  # fmt: skip
    door.post(f"{path}do/role/", wanted)
    post = StaffPost.objects.get(session="Count")
    typed = {
        "version": crew.version,
        "member": member.reference,
        "role": f"count-assistant.{post.pk}",
        "reason": "Asked",
    }

    door.post(f"{path}do/hand/", typed)

    assert StaffAppointment.objects.get().post == post
    listed, none = (
        door.get(f"{path}appointments/?day-from={day}").content.decode() for day in ("2027-05-07", "2027-05-08")
    )
    with arranged():
        for number in range(30):
            more = {"plan": crew.plan, "role": COUNT, "by_guidance": 0, "wanted": 1, "day": NEXT}
            hours = {"session": f"Table {number}", "starts": time(9), "ends": time(17)}
            StaffPost.objects.create(authority=town.authority, **more, **hours)
    posts = door.get(f"{path}posts/?sort=day&size=25").content.decode()
    onward = re.findall(r'href="([^"]*after=[^"]*)"', door.get(f"{path}posts/?size=25").content.decode())
    assert ("Helper1" in listed, "Helper1" in none) == (True, False)
    assert (NEXT, "Count") in poll_days(town.authority.pk, on=ON)
    assert "9am – 5pm" in posts
    assert "Table 29" in door.get(unescape(onward[0])).content.decode()


def test_the_plan_of_combined_polls_follows_when_all_move_and_ends_with_the_last(town: Town, senior: Actor) -> None:
    crew, first, second = combined(town, senior)
    busy = StaffAppointment.objects.filter(plan=crew.plan).order_by("pk").first()
    assert busy is not None
    later = POLL_DAY + timedelta(days=7)

    moved(senior, first)

    plan = StaffPlan.objects.get(pk=crew.plan.pk)
    states = set(StaffAppointment.objects.filter(plan=plan).values_list("state", "day"))
    assert (plan.day, plan.state, Combination.objects.get().day) == (later, "draft", later)
    assert states == {("placed", later)}
    tasks = list(ProjectTask.objects.order_by("pk").values_list("title", flat=True))
    assert f"Ask the staff of {plan.reference} again" in tasks
    first.refresh_from_db()
    postpone_poll(actor=senior, reference=first.reference, version=first.version, reason="Flood", on=ON)
    assert StaffPlan.objects.get(pk=plan.pk).state == "draft"
    fewer = f"Look at staff plan {plan.reference}: {first.reference} is not taken"
    assert ProjectTask.objects.filter(title=fewer).count() == 1
    second.refresh_from_db()
    postpone_poll(actor=senior, reference=second.reference, version=second.version, reason="Flood", on=ON)
    assert StaffPlan.objects.get(pk=plan.pk).state == "ended"
    assert ProjectTask.objects.filter(title=f"Tell the staff of {plan.reference} that they are not needed").exists()


def combined(town: Town, senior: Actor) -> tuple[Crew, Poll, Poll]:
    """Make a plan of two polls taken together, with people who accepted."""
    town.electors("AA", 2)
    together = town.combination()
    polls = [town.poll(ward, combination=together) for ward in ("North", "South")]
    with arranged():
        for poll in polls:
            PollStep.objects.create(
                authority=town.authority, poll=poll, step="poll", title="Poll", on=POLL_DAY, source="Rule 1"
            )
    scheme = town.scheme(senior, of=together.reference)
    plan = plans.make_plan(actor=senior, scheme=scheme.reference, terms=TERMS, on=ON)
    crew = Crew(town, senior, plan)
    crew.enough()
    crew.place()
    crew.accepted()
    return crew, polls[0], polls[1]


def moved(actor: Actor, poll: Poll) -> None:
    """Move a poll, and those that it is taken together with, by a week."""
    poll.refresh_from_db()
    known = {"reference": poll.reference, "version": poll.version, "since": ON, "days": 7, "reason": "Flood"}
    shift_steps(actor=actor, others=Others.MOVE, **known)  # type: ignore[arg-type]


def test_whoever_has_another_place_on_the_new_day_is_stood_down(town: Town, senior: Actor) -> None:
    crew, first, _second = combined(town, senior)
    one = StaffAppointment.objects.filter(plan=crew.plan, post__role=PO).order_by("pk").first()
    assert one is not None
    with arranged():
        elsewhere = StaffPlan.objects.get(pk=crew.plan.pk)
        elsewhere.pk, elsewhere.reference, elsewhere.state, elsewhere.ended_reason = None, "SP9", "ended", "Over"
        elsewhere.save()
        post = StaffPost.objects.create(authority=town.authority, plan=elsewhere, role=PO, by_guidance=1, wanted=1)
        StaffAppointment.objects.create(
            authority=town.authority, reference="AS9", plan=elsewhere, post=post, member=one.member,
            day=POLL_DAY + timedelta(days=7), state="accepted",
        )  # fmt: skip

    moved(senior, first)

    one.refresh_from_db()
    assert (one.state, one.ended_reason) == (
        "withdrawn", "The poll was moved to Thursday 13 May 2027, on which they have another place",
    )  # fmt: skip
