"""Staff files: who sees them, appointments, hours, skills, and what the calendar and the plan get of them."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pollwright.access.models import Person
from pollwright.acting import Actor, Role
from pollwright.audit.models import Event, EventPayload
from pollwright.authorities.calendars import calendar_of
from pollwright.authorities.models import Authority
from pollwright.law.restricted_posts import Ground, consequences
from pollwright.oversight.operations.removing import remove_batch
from pollwright.owing import Wanted
from pollwright.people.dates import people
from pollwright.people.models import Employee, Holding, HoursEntry, SinglePoint, Skill, SkillHeld
from pollwright.people.operations import files, growing, holding, points, skills
from pollwright.people.operations import hours as ledger
from pollwright.people.operations.importing import RowsUnreadable, import_table
from pollwright.people.queries.points import not_in_register, proposals, skills_of_few
from pollwright.people.queries.posts import post_whole, proposed_terms
from pollwright.people.states import HoursKind, Level, PointState, Restriction, SkillKind
from pollwright.refusals import NotFound
from pollwright.service_plan.models import PlanRow, Post
from pollwright.service_plan.operations.importing import GivenPlan
from pollwright.service_plan.operations.posts import import_post
from tests.fixtures.people import TODAY
from tests.register.test_applications_pages import text_of
from tests.walk import people_kinds
from tests.walk.world import World, client_of

AT = datetime(2026, 11, 23, 10, tzinfo=UTC)
ROLE = (
    "Role Description\n\nRole title\tSenior Elections Officer\nService\tElectoral Services\nGrade\t9\n"
    "Reports to (role title)\tHead of Electoral Services\n\nOther requirements\tRecruitment and selection\n"
    "This position is subject to a criminal records disclosure check\tNO\n"
    "This is a politically restricted position\t{restricted}\n"
)


@pytest.fixture(autouse=True)
def store(settings: Any, tmp_path: Path) -> None:
    """Files are kept where the test can't leave any behind."""
    settings.FILES_ROOT = tmp_path / "files"


def file_of(actor: Actor, name: str = "Olive Marsh", account: str = "", **given: Any) -> Employee:
    facts = files.EmployeeFacts(name, 37 * 60, date(2020, 4, 1), account=account, **given)
    return files.open_file(actor=actor, facts=facts)


def own_file_of(keeper: Actor, actor: Actor) -> Employee:
    return file_of(keeper, "Ines Quill", str(Person.objects.get(pk=actor.person_id).handle))


def post_of(actor: Actor, restricted: str = "NO") -> Post:
    given = GivenPlan("role.txt", ROLE.format(restricted=restricted).encode())
    return import_post(actor=actor, given=given, at=AT)


def named(actor: Actor, held: Employee) -> dict[str, Any]:
    version = Employee.objects.get(pk=held.pk).version
    return {"actor": actor, "reference": held.reference, "version": version}


def test_an_officer_sees_their_own_file_and_nobody_else_s(senior: Actor, officer: Actor) -> None:
    own, other = own_file_of(senior, officer), file_of(senior)
    client = client_of(Person.objects.get(pk=officer.person_id))

    mine = text_of(client.get("/team/mine/"))
    answers = [client.get(f"/team/{tail}").status_code for tail in ("staff/", f"staff/{other.reference}/", "hours/")]
    with pytest.raises(NotFound):
        growing.log_development(
            **named(officer, other), facts=growing.DevelopmentFacts(TODAY, "course", "Nominations", 60), on=TODAY
        )

    assert (own.reference in mine, "Ines Quill" in mine, answers) == (True, True, [403, 403, 403])


def test_a_restricted_post_is_held_only_by_whoever_was_told_and_nobody_holds_more_than_full_time(
    senior: Actor,
) -> None:
    post, held = post_of(senior, "YES - Sensitive"), file_of(senior)
    proposed = proposed_terms(post_whole(senior.authority_id, post.reference, on=TODAY).post)
    terms = holding.Terms(restriction=Restriction(proposed.restriction))
    holding.set_terms(actor=senior, reference=post.reference, version=0, terms=terms)
    with pytest.raises(holding.TermsChanged):
        holding.set_terms(actor=senior, reference=post.reference, version=0, terms=terms)
    wanted: dict[str, Any] = {"post": post.reference, "starts_on": date(2026, 1, 5)}
    for told_on in (None, date(2026, 1, 6)):
        with pytest.raises(holding.NotTold):
            holding.appoint(**named(senior, held), appointment=holding.Appointment(**wanted, told_on=told_on))
    wanted["told_on"] = date(2026, 1, 4)
    shared = holding.Appointment(**wanted, percent=60, ours=50, partner="Mendip Vale Council")
    holding.appoint(**named(senior, held), appointment=shared)

    with pytest.raises(holding.TooMuch) as told:
        holding.appoint(**named(senior, held), appointment=holding.Appointment(**wanted, percent=50))

    whole = post_whole(senior.authority_id, post.reference, on=TODAY)
    assert (told.value.values["percent"], whole.terms.restriction) == (110, "sensitive")
    assert [(one.percent, one.ours, one.partner) for one in whole.holdings] == [(60, 50, "Mendip Vale Council")]
    assert "s 2(1)(g)" in Event.objects.get(code="people.terms-set").legal_basis
    assert [len(consequences(one)) for one in (Ground.NONE, Ground.SPECIFIED, Ground.SENSITIVE)] == [0, 3, 4]


def test_a_description_that_says_no_restricts_nothing(senior: Actor) -> None:
    post = post_of(senior, "NO")

    assert proposed_terms(post_whole(senior.authority_id, post.reference, on=TODAY).post).restriction == "none"


def test_leaving_ends_what_is_held_and_nothing_is_entered_after(senior: Actor) -> None:
    post, held = post_of(senior), file_of(senior)
    holding.appoint(**named(senior, held), appointment=holding.Appointment(post.reference, date(2026, 1, 5)))
    files.end_employment(**named(senior, held), on=date(2026, 11, 20))

    with pytest.raises(files.HasLeft):
        growing.log_development(
            **named(senior, held), facts=growing.DevelopmentFacts(TODAY, "course", "Too late", 60), on=TODAY
        )

    assert Holding.objects.get().ends_on == date(2026, 11, 20)


def test_hours_that_an_officer_enters_wait_for_somebody_else_and_the_balance_never_falls_below_nought(
    senior: Actor, head: Actor, officer: Actor
) -> None:
    held = own_file_of(senior, officer)
    late = ledger.HoursFacts(date(2026, 5, 7), HoursKind.EARNED, 300, date(2026, 7, 31))
    seen = named(officer, held)
    ledger.enter_hours(**seen, facts=late, on=TODAY)
    with pytest.raises(files.FileChanged):
        ledger.enter_hours(**seen, facts=late, on=TODAY)
    off = ledger.HoursFacts(date(2026, 6, 1), HoursKind.TAKEN, 120)
    with pytest.raises(ledger.NotSoMuch):
        ledger.enter_hours(**named(officer, held), facts=off, on=TODAY)
    waiting = HoursEntry.objects.get()
    ledger.decide_hours(**named(senior, held), number=waiting.pk, agreed=True, on=TODAY)
    ledger.enter_hours(**named(senior, held), facts=off, on=TODAY)
    ledger.correct_hours(**named(head, held), minutes=-30, reason="Lunch was counted", on=TODAY)

    ledger.write_off_lapsed(**named(senior, held), on=TODAY)

    # 5:00 earned until July; 2:00 taken and 0:30 put right; 2:30 lapsed
    entries = HoursEntry.objects.order_by("pk").values_list("kind", "minutes", "state")
    assert list(entries) == [
        ("earned", 300, "agreed"),
        ("taken", -120, "agreed"),
        ("corrected", -30, "agreed"),
        ("expired", -150, "agreed"),
    ]
    with pytest.raises(ledger.NothingLapsed):
        ledger.write_off_lapsed(**named(senior, held), on=TODAY)


def test_nobody_agrees_their_own_hours(senior: Actor) -> None:
    held = own_file_of(senior, senior)
    facts = ledger.HoursFacts(date(2026, 5, 7), HoursKind.EARNED, 300)
    made = ledger.enter_hours(**named(senior, held), facts=facts, on=TODAY)

    with pytest.raises(ledger.OwnHours):
        ledger.decide_hours(**named(senior, held), number=made.pk, agreed=True, on=TODAY)

    assert HoursEntry.objects.get().state == "asked"


def test_a_qualification_runs_out_is_missed_and_too_few_have_it_and_the_calendar_names_nobody(senior: Actor) -> None:
    post, held = post_of(senior), file_of(senior)
    holding.appoint(**named(senior, held), appointment=holding.Appointment(post.reference, date(2026, 1, 5)))
    law = skills.list_skill(
        actor=senior, reference="", facts=skills.SkillFacts("AEA certificate", SkillKind.QUALIFICATION, months=36)
    )
    data = skills.list_skill(
        actor=senior,
        reference="",
        facts=skills.SkillFacts("Data protection", SkillKind.TRAINING, months=12, mandatory=True),
    )
    with pytest.raises(skills.SkillThere):
        skills.list_skill(actor=senior, reference="", facts=skills.SkillFacts("aea CERTIFICATE", SkillKind.SKILL))
    skills.need_skill(actor=senior, reference=post.reference, skill=law.reference, criterion="6")
    facts = skills.HeldFacts(law.reference, Level.HELD, date(2023, 11, 1), evidence="Seen")
    skills.note_skill(**named(senior, held), facts=facts)

    whole = post_whole(senior.authority_id, post.reference, on=TODAY)
    wanted = Wanted(senior.authority_id, calendar_of(senior.authority_id), TODAY, date(2026, 12, 31), TODAY)
    told = {(str(one.what), one.about, one.on) for one in people(wanted)}

    # three years from 1 November 2023; the mandatory training was due four weeks after 1 April 2020
    assert SkillHeld.objects.get().expires_on == date(2026, 11, 1)
    assert [(one.name, one.lacking) for one in whole.needs] == [("AEA certificate", ("Olive Marsh",))]
    assert skills_of_few(senior.authority_id, on=TODAY) == [(law.reference, "AEA certificate", 0)]
    assert told == {
        (f"Training to be renewed: {held.reference}", "AEA certificate", date(2026, 11, 1)),
        (f"Mandatory training not yet done: {held.reference}", data.name, date(2020, 4, 29)),
    }
    bodies = str([row.body for row in EventPayload.objects.filter(event_id__in=Event.objects.values("pk"))])
    assert ("Olive Marsh" in bodies, "Seen" in bodies) == (False, False)


def test_a_table_is_taken_over_whole_or_not_at_all(senior: Actor) -> None:
    head = "Name,Weekly hours,First day\n"
    with pytest.raises(RowsUnreadable) as told:
        import_table(
            actor=senior,
            table="staff",
            content=f"{head}Olive Marsh,37,1/4/2020\nIda Fenn,99,1/4/2020\n".encode(),
            on=TODAY,
        )
    assert (told.value.values["row"], Employee.objects.count()) == (3, 0)

    import_table(actor=senior, table="staff", content=f"{head}Olive Marsh,37,1/4/2020\n".encode(), on=TODAY)
    held = Employee.objects.get()
    rows = "Staff file,Day,Kind,Hours,Until\n{0},7/5/2026,Worked over contract,7:30,\n{0},1/6/2026,taken,2,\n"
    many = import_table(actor=senior, table="hours", content=rows.format(held.reference).encode(), on=TODAY)

    assert (many, list(held.hours.order_by("pk").values_list("minutes", flat=True))) == (2, [450, -120])
    for table, again in (("hours", rows.format(held.reference)), ("staff", f"{head}Olive Marsh,37,1/4/2020\n")):
        with pytest.raises(RowsUnreadable):
            import_table(actor=senior, table=table, content=again.encode(), on=TODAY)
    assert (held.hours.count(), Employee.objects.count()) == (2, 1)


def test_a_single_point_goes_into_the_plan_cell_for_cell_and_comes_from_it(senior: Actor, authority: Authority) -> None:
    plan = people_kinds.plan_with_point(World(authority))
    assert points.adopt_points(actor=senior, plan=plan) == 1
    made = SinglePoint.objects.get()
    facts = points.PointFacts(made.title, "Trained for it", "", "Knows every venue", "Late register", "Bought in")
    with pytest.raises(files.BadParticulars):
        points.change_point(
            actor=senior,
            reference=made.reference,
            version=1,
            facts=points.PointFacts(made.title, state=PointState.COVERED),
            reason="Somebody learns it",
        )
    points.change_point(actor=senior, reference=made.reference, version=1, facts=facts, reason="Asked the team")
    row = PlanRow.objects.get(block__reference="PLB0000012", position=1)
    wanted: dict[str, Any] = {"actor": senior, "reference": made.reference, "plan": plan}

    points.print_point(**wanted, version=row.version)

    row.refresh_from_db()
    assert row.cells == ["Trained for it", "", "Knows every venue", "Late register", "Bought in"]
    assert [one.differs for one in proposals(senior.authority_id, plan)] == [False]
    assert not_in_register(senior.authority_id, plan) == []
    with pytest.raises(points.NotInPlan):
        points.print_point(**wanted, version=row.version)


def test_files_of_leavers_are_emptied_after_six_years_and_who_held_what_stays(senior: Actor, head: Actor) -> None:
    post, held = post_of(senior), file_of(senior, number="884213")
    holding.appoint(**named(senior, held), appointment=holding.Appointment(post.reference, date(2020, 4, 1)))
    growing.record_check(
        **named(senior, held),
        facts=growing.CheckFacts("interests", date(2020, 5, 1), "declared", note="A cousin's printing works"),
        on=TODAY,
    )
    files.end_employment(**named(senior, held), on=date(2020, 11, 20))

    remove_batch(actor=head, kind="staff-files", on=TODAY)

    held.refresh_from_db()
    assert (held.name, held.number, held.checks.count(), Holding.objects.count()) == ("", "", 0, 1)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM people_employeeevent")
        history = cursor.fetchone()
        cursor.execute("SELECT count(*) FROM people_checkevent")
        assert (history, cursor.fetchone()) == ((0,), (0,))


def test_lists_ask_the_database_as_often_for_three_rows_as_for_one(
    client_as: Callable[[Role], Client], senior: Actor
) -> None:
    client, asked = client_as(Role.SENIOR), []
    for many in (1, 2):
        for _ in range(many):
            post, held = post_of(senior), file_of(senior)
            appointment = holding.Appointment(post.reference, date(2026, 1, 5))
            holding.appoint(**named(senior, held), appointment=appointment)
        counted = []
        for address in ("/team/", "/team/staff/", "/team/chart/"):
            client.get(address)
            with CaptureQueriesContext(connection) as queries:
                client.get(address)
            counted.append(len(queries))
        asked.append(counted)

    assert asked[0] == asked[1]


def test_a_senior_officer_keeps_a_file_through_its_pages(client_as: Callable[[Role], Client], senior: Actor) -> None:
    client, post = client_as(Role.SENIOR), post_of(senior)
    skill = skills.list_skill(actor=senior, reference="", facts=skills.SkillFacts("Count software", SkillKind.SKILL))
    day = {"day": "1", "month": "9", "year": "2026"}

    def sent(address: str, **given: str) -> str:
        answer = client.post(address, given, follow=True)
        return text_of(answer)

    def dated(name: str) -> dict[str, str]:
        return {f"{name}-{part}": value for part, value in day.items()}

    typed = {"name": "Olive Marsh", "weekly_hours": "37", "development_hours": "10", **dated("started_on")}
    sent("/team/staff/new/", **typed)
    held = Employee.objects.get()
    base = f"/team/staff/{held.reference}/do/"

    def done(act: str, **given: str) -> str:
        version = str(Employee.objects.get().version)
        return sent(f"{base}{act}/", version=version, **given)

    done("appoint", post=post.reference, basis="acting", percent="100", ours="100", **dated("starts_on"))
    done("skill", skill=skill.reference, level="4", **dated("since"))
    done("development", kind="course", title="Nominations", time="6:00", **dated("on"))
    done("hours", kind="earned", time="1:30", **dated("on"))
    done("check", kind="driving-licence", outcome="satisfactory", **dated("done_on"))
    done("appraisal", **dated("due_on"))
    done("held", number=str(held.appraisals.get().pk), **dated("held_on"))
    page = done("change", **{**typed, "name": "Olive Marsh-Reed", "reason": "Married"})

    assert "Olive Marsh-Reed" in page
    shown = ("Acting", "Can teach others", "6:00 of 10:00 hours", "1:30", "Driving licence (DVLA)", "1 Sep 2026")
    assert [words for words in shown if words not in page] == []
    assert Skill.objects.count() == 1
