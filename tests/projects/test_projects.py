"""Projects with their milestones, work, boards and lessons."""

from datetime import date

import pytest

from pollwright.acting import Actor
from pollwright.authorities.calendars import calendar_of
from pollwright.elections.models import Poll, ProjectNote
from pollwright.owing import Wanted
from pollwright.projects.dates import projects as dates_of
from pollwright.projects.models import Lesson, Milestone, Project
from pollwright.projects.operations import keeping, parts
from pollwright.projects.operations.importing import ProjectsUnreadable, import_projects
from pollwright.projects.operations.keeping import BadProject, MilestoneSaid, ProjectFacts
from pollwright.projects.operations.parts import ActionFacts, LessonFacts, MeetingFacts
from pollwright.projects.states import LinkKind, Status
from pollwright.refusals import NotFound
from tests.fixtures.arranging import arranged
from tests.walk.poll_kinds import poll
from tests.walk.world import World

pytestmark = pytest.mark.django_db
ON = date(2026, 11, 23)


def test_a_milestone_has_the_days_that_its_date_or_its_words_name_and_no_others(project: Project) -> None:
    held = Milestone.objects.filter(project=project).order_by("pk")

    # MM-G01, MM-G03: a range of months is typed in seeds; what names no day has none, whatever its quarter.
    assert list(held.values_list("year", "quarter", "first", "last")) == [
        (2026, 0, None, None),
        (2026, 2, date(2026, 8, 1), date(2026, 12, 31)),
        (2027, 1, date(2027, 5, 6), date(2027, 5, 6)),
    ]


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        (ProjectFacts("A", "Elections", start_typed="May 2027", end_typed="April 2027"), "It ends before it starts."),
        (ProjectFacts("A", "Elections", start_typed="31/02/2027"), "The calendar has no such day."),
        (
            ProjectFacts("A", "Elections", end_typed="soon"),
            "No date was understood; write 7 May 2027, May 2027 or 2027.",
        ),
        (ProjectFacts("A", "Elections", budget_pence=-1), "Money is below nought."),
        (ProjectFacts(" ", "Elections"), "A project has a title and a service."),
    ],
)
def test_what_can_t_be_so_is_refused(officer: Actor, facts: ProjectFacts, why: str) -> None:
    with pytest.raises(BadProject) as refused:
        keeping.open_project(actor=officer, facts=facts)

    assert refused.value.values == {"why": why}


def test_the_second_of_two_officers_is_told_but_not_where_they_work_on_two_parts(
    officer: Actor, head: Actor, project: Project
) -> None:
    facts = ProjectFacts("Canvass of 2026", "Elections")
    keeping.change_project(actor=officer, reference=project.reference, version=1, facts=facts, reason="Year added")
    task = parts.add_part(actor=head, reference=project.reference, facts=ActionFacts("Write letters"))
    lesson = parts.add_part(actor=officer, reference=project.reference, facts=LessonFacts("Begin sooner"))

    parts.change_part(actor=head, reference=task.reference, version=1, facts=ActionFacts("Write the letters"))
    parts.change_part(actor=officer, reference=lesson.reference, version=1, facts=LessonFacts("Begin in June"))
    with pytest.raises(keeping.ProjectChanged):
        keeping.change_project(actor=head, reference=project.reference, version=1, facts=facts, reason="Year added")
    with pytest.raises(keeping.ProjectChanged):
        parts.change_part(actor=officer, reference=task.reference, version=1, facts=ActionFacts("No letters"))


def test_a_project_is_closed_once_nothing_is_left_to_do_and_then_only_read(officer: Actor, project: Project) -> None:
    meeting = parts.add_part(actor=officer, reference=project.reference, facts=MeetingFacts(date(2026, 11, 20)))
    action = parts.add_part(
        actor=officer, reference=project.reference, facts=ActionFacts("Ask the printer", meeting=meeting.reference)
    )
    with pytest.raises(keeping.StillOpen):
        keeping.close_project(actor=officer, reference=project.reference, version=1, achieved="Done", on=ON)

    parts.finish_action(actor=officer, reference=action.reference, version=1, on=ON)
    keeping.close_project(actor=officer, reference=project.reference, version=1, achieved="Fewer visits", on=ON)

    with pytest.raises(keeping.ProjectOver):
        parts.change_part(actor=officer, reference=action.reference, version=2, facts=ActionFacts("Ask again"))
    reopened = keeping.reopen_project(actor=officer, reference=project.reference, version=2, reason="Too early")
    assert (reopened.closed_on, reopened.achieved) == (None, "Fewer visits")


def test_the_calendar_is_told_what_is_late_or_ahead_and_nothing_that_is_done(officer: Actor, project: Project) -> None:
    for title, due_on in (("Late", date(2026, 11, 1)), ("Ahead", date(2026, 12, 1)), ("Done", date(2026, 11, 2))):
        made = parts.add_part(actor=officer, reference=project.reference, facts=ActionFacts(title, due_on=due_on))
    parts.finish_action(actor=officer, reference=made.reference, version=1, on=ON)
    calendar = calendar_of(officer.authority_id)

    told = list(dates_of(Wanted(officer.authority_id, calendar, date(2026, 11, 16), date(2026, 12, 31), ON)))

    assert [(one.on, one.about) for one in told] == [
        (date(2026, 12, 31), "Canvass: Canvass of homes"),
        (date(2026, 11, 1), "Canvass: Late"),
        (date(2026, 12, 1), "Canvass: Ahead"),
    ]
    assert {str(one.what) for one in told} == {
        f"Milestone of project {project.reference}",
        f"Task of project {project.reference}",
    }


def test_open_lessons_are_carried_on_once_from_a_project_and_from_a_poll(officer: Actor, project: Project) -> None:
    for facts in (LessonFacts("Begin in June"), LessonFacts("Order envelopes", settled=True)):
        parts.add_part(actor=officer, reference=project.reference, facts=facts)
    onward = keeping.open_project(actor=officer, facts=ProjectFacts("Next canvass", "Elections"))
    world = World(project.authority)
    with arranged():
        held = poll(world)
        of_poll: dict[str, object] = {
            "authority": project.authority,
            "poll": Poll.objects.get(reference=held),
            "kind": "lesson",
        }
        ProjectNote.objects.create(reference="NT0000009", heading="More tables", text="Ten", **of_poll)

    for source in (project.reference, held):
        parts.carry_lessons(actor=officer, reference=onward.reference, source=source)

    carried = Lesson.objects.filter(project=onward).order_by("pk").values_list("heading", "carried_from")
    assert [heading for heading, _from in carried] == ["Begin in June", "More tables"]
    assert carried[1][1] == "NT0000009"
    with pytest.raises(parts.NoLessons):
        parts.carry_lessons(actor=officer, reference=onward.reference, source=held)


def test_a_status_has_its_reason_in_the_log_and_links_name_what_is_there(officer: Actor, project: Project) -> None:
    keeping.log_highlight(
        actor=officer, reference=project.reference, version=1, text="Printer is late", on=ON, status=Status.AT_RISK
    )
    keeping.link_project(
        actor=officer, reference=project.reference, version=2, kind=LinkKind.OBJECTIVE, words="Fewer  visits"
    )

    project.refresh_from_db()
    assert (project.status, project.status_reason) == ("at-risk", "Printer is late")
    assert list(project.links.values_list("kind", "words")) == [("objective", "Fewer visits")]
    with pytest.raises(keeping.LinkedAlready):
        keeping.link_project(
            actor=officer, reference=project.reference, version=3, kind=LinkKind.OBJECTIVE, words="Fewer visits"
        )
    with pytest.raises(NotFound):
        keeping.link_project(actor=officer, reference=project.reference, version=3, kind=LinkKind.POLL, words="P9")


def test_a_table_is_taken_over_whole_or_not_at_all(officer: Actor) -> None:
    rows = [
        "service,project,capacity,year,quarter,milestone,date",
        "Elections,Canvass,ERO,2026/27,2,Letters go out,1 August 2026",
        "Elections,canvass,ERO,2027/28,,Review,",
        "Elections,Website,,,,,",
    ]

    with pytest.raises(ProjectsUnreadable) as refused:
        import_projects(actor=officer, content="\n".join([*rows, "Elections,Count,RO,2026,1,Hall,"]).encode())
    assert refused.value.values == {"row": 5, "fault": "The year is not written 2026/27."}
    assert import_projects(actor=officer, content="\n".join(rows).encode()) == 2

    held = Milestone.objects.order_by("pk").values_list("project__title", "year", "quarter", "words", "first")
    assert list(held) == [
        ("Canvass", 2026, 2, "Letters go out", date(2026, 8, 1)),
        ("Canvass", 2027, 0, "Review", None),
    ]
    with pytest.raises(ProjectsUnreadable):
        import_projects(actor=officer, content="\n".join(rows).encode())


def test_another_authority_finds_nothing(stranger: Actor, project: Project) -> None:
    said = MilestoneSaid(2026, "Ours")

    with pytest.raises(NotFound):
        parts.add_part(actor=stranger, reference=project.reference, facts=parts.MilestoneFacts(said))
