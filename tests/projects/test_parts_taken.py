"""Tasks, actions and lessons of projects as tables: out, in again, and nothing of a table with a fault."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from pollwright.acting import Actor, Role
from pollwright.projects.models import BoardMeeting, Lesson, Project, ProjectAction
from pollwright.projects.operations.parts_taken import PartsUnreadable, import_parts

ON = date(2026, 11, 23)


def taken(actor: Actor, table: str, content: str | bytes) -> int:
    given = content.encode() if isinstance(content, str) else content
    return import_parts(actor=actor, table=table, content=given, on=ON)


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_actions_and_lessons_leave_as_files_and_come_in_again(
    project: Project, officer: Actor, client_as: Callable[[Role], Client], form: str
) -> None:
    actions = f"Project,What,Owner,Due,Done\n{project.reference},Write letters,A. P.,1/12/2026,\n{project.title},Ring,,,20/11/2026\n"
    lessons = f"Project or poll,Lesson,What is done about it,Settled\n{project.reference},=Begin sooner,In June,no\n"
    meetings = f"Project,Day,Present,Notes\n{project.reference},3/11/2026,All,Agreed\n"
    assert (taken(officer, "actions", actions), taken(officer, "lessons", lessons)) == (2, 1)
    assert taken(officer, "meetings", meetings) == 1

    client = client_as(Role.OFFICER)
    for table in ("actions", "meetings", "lessons"):
        assert taken(officer, table, b"".join(client.get(f"/projects/{table}/?as={form}"))) == 0

    action, lesson = ProjectAction.objects.get(title="Write letters"), Lesson.objects.get()
    assert taken(officer, "actions", f"Reference,Project,What,Done\n{action.reference},,Write all,23/11/2026\n") == 1
    assert taken(officer, "lessons", f"Reference,Project or poll,Lesson,Settled\n{lesson.reference},,Begin,yes\n") == 1
    meeting = BoardMeeting.objects.get()
    assert taken(officer, "meetings", f"Reference,Project,Day,Notes\n{meeting.reference},,3/11/2026,Put off\n") == 1
    meeting.refresh_from_db()
    assert (meeting.present, meeting.notes) == ("All", "Put off")
    action.refresh_from_db()
    lesson.refresh_from_db()
    assert (action.title, action.owner_text, action.due_on, action.done_on) == (
        "Write all",
        "A. P.",
        date(2026, 12, 1),
        ON,
    )
    assert (lesson.heading, lesson.text, lesson.settled) == ("Begin", "In June", True)


@pytest.mark.parametrize("bad", [",Nowhere,X,,", ",{},,,", ",{},X,31/2/2026,", ",{},X,,1/1/2099", "PJT9999999,{},X,,"])
def test_nothing_of_a_table_of_actions_with_a_fault_is_taken_over(project: Project, officer: Actor, bad: str) -> None:
    table = f"Reference,Project,What,Due,Done\n,{project.reference},Write letters,,\n{bad.format(project.reference)}\n"

    with pytest.raises(PartsUnreadable) as refused:
        taken(officer, "actions", table)

    assert (refused.value.values["row"], ProjectAction.objects.count()) == (3, 0)
