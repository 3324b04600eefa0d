"""The project of a poll: made from its timetable, worked through, and its lessons carried to the next."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from pollwright.access.models import Person
from pollwright.acting import Actor, Role
from pollwright.authorities.models import Authority
from pollwright.elections.models import BudgetLine, PollStep, ProjectNote, ProjectTask
from pollwright.elections.operations.changing import PollChanged
from pollwright.elections.operations.projects import ProjectIsThere, add_part, change_part, finish_task, make_project
from pollwright.refusals import NotFound
from pollwright.risks.models import Risk
from tests.elections.calling_acts import call
from tests.elections.test_endings import LAST
from tests.fixtures.arranging import arranged
from tests.fixtures.ledger import Ledger
from tests.fixtures.people import person_in
from tests.register.test_applications_pages import text_of


def test_a_project_has_a_task_for_each_step_and_the_lessons_of_the_last_poll_of_the_kind(
    senior: Actor, ledger: Ledger
) -> None:
    before, poll = call(senior, ledger, day=date(2027, 2, 25), doubts_reason="x"), call(senior, ledger)
    add_part(
        actor=senior, reference=before.reference, part="note",
        values={"kind": "lesson", "heading": "Order papers earlier", "text": "They came on the eve"},
    )  # fmt: skip

    tasks = make_project(actor=senior, reference=poll.reference)
    with pytest.raises(ProjectIsThere):
        make_project(actor=senior, reference=poll.reference)

    # handbook 2.3: nominations end on 8 April 2027; five days before that is 3 April
    closing = ProjectTask.objects.get(poll=poll, step="nominations_close")
    lessons = ProjectNote.objects.filter(poll=poll, kind="lesson")
    assert tasks == PollStep.objects.filter(poll=poll).count()
    assert (closing.due_on, closing.remind_on) == (date(2027, 4, 8), date(2027, 4, 3))
    assert [(one.heading, one.carried_from.poll) for one in lessons] == [("Order papers earlier", before)]  # type: ignore[union-attr]


def test_parts_are_changed_by_version_and_owned_by_people_of_the_authority(
    senior: Actor, ledger: Ledger, authority: Authority, other_authority: Authority
) -> None:
    poll = call(senior, ledger)
    make_project(actor=senior, reference=poll.reference)
    task = ProjectTask.objects.filter(poll=poll).order_by("pk")[0]
    ours, theirs = person_in(authority, Role.OFFICER), person_in(other_authority, Role.OFFICER)
    given = {"actor": senior, "reference": task.reference, "part": "task"}

    with pytest.raises(NotFound):
        change_part(**given, version=1, values={"owner": str(theirs.handle)})  # type: ignore[arg-type]
    change_part(**given, version=1, values={"owner": str(ours.handle), "poll": 0})  # type: ignore[arg-type]
    with pytest.raises(PollChanged):
        change_part(**given, version=1, values={"owner": ""})  # type: ignore[arg-type]
    finish_task(actor=senior, reference=task.reference, version=2, at=LAST)
    with pytest.raises(PollChanged):
        finish_task(actor=senior, reference=task.reference, version=3, at=LAST)

    task.refresh_from_db()
    assert (task.owner, task.poll, task.done_at) == (ours, poll, LAST)


def test_a_project_is_made_and_kept_from_its_pages_and_today_says_what_is_overdue(
    authority: Authority, client_as: Callable[[Role], Client], senior: Actor, ledger: Ledger
) -> None:
    with arranged():
        authority.demonstration, authority.clock_on = True, date(2027, 4, 1)
        authority.save()
    client, poll = client_as(Role.SENIOR), call(senior, ledger)
    person = Person.objects.order_by("-pk").get(pk=client.session["_auth_user_id"])
    page = f"/polls/of/{poll.reference}/project/"

    client.post(f"{page}make/")
    task = ProjectTask.objects.get(step="notice_of_election")
    due = {"due_on-day": "31", "due_on-month": "3", "due_on-year": "2027"}
    facts = {"version": "1", "title": "Publish it", "owner": str(person.handle)}
    client.post(f"/polls/project/task/{task.reference}/", facts | due)
    today = text_of(client.get("/"))
    client.post(f"/polls/tasks/{task.reference}/done/", {"version": "2"})
    later = [each.reference for each in ProjectTask.objects.filter(remind_on__lte="2027-04-04", done_at=None)]
    client.post(f"{page}give/", {"owner": str(person.handle), "tasks": later})
    risk, line = (
        Risk.objects.get(register__subject_id=poll.pk, topic="Nominations"),
        BudgetLine.objects.order_by("pk")[0],
    )
    scored = {"version": "1", "kind": "residual", "likelihood": "3", "impact_overall": "4"}
    client.post(f"/risks/{risk.reference}/score/", scored)
    budget = {"version": "1", "heading": "Poll cards", "estimate": "1200"}
    client.post(f"/polls/project/budget/{line.reference}/", budget)
    shown = text_of(client.get(page))

    assert "1 task of yours is overdue." in today
    # of the steps up to 9 April 2027, the reminders of those on 8 April have come on the 3rd: none on the 1st
    assert "due soon" not in text_of(client.get("/"))
    with arranged():
        authority.clock_on = date(2027, 4, 3)
        authority.save()
    soon = ProjectTask.objects.filter(remind_on__lte="2027-04-03", owner=person, done_at=None).count()
    assert f"{soon} tasks of yours are due soon." in text_of(client.get("/"))
    reached = text_of(client.get("/polls/tasks/?mine=yes&reached=yes"))
    assert ("Delivery of nomination papers ends" in reached, "Publish it" in reached) == (True, False)
    assert "1 step of Election of councillors, Quantock is late." in today
    assert ("out of time 12" in shown, "£1,200.00" in shown) == (True, True)
    assert "Publish it" in text_of(client.get(f"/polls/tasks/?search={poll.reference}&done=yes"))
