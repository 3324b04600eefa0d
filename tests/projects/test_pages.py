"""The pages of projects: one is opened, worked on, written as a table and taken over from it, and closed."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from pollwright.acting import Role
from pollwright.formats.small_tables import records
from pollwright.projects.models import BoardMeeting, Project, ProjectAction
from pollwright.projects.operations.importing import COLUMNS

pytestmark = pytest.mark.django_db


def test_a_project_is_opened_worked_on_and_closed_through_its_pages(client_as: Callable[[Role], Client]) -> None:
    client = client_as(Role.OFFICER)
    given = {"title": "Canvass", "service": "Elections", "start_typed": "March 2026", "budget": "1200.50"}
    page = client.post("/projects/new/", given)["Location"]

    def act(name: str, **values: str) -> str:
        held = Project.objects.get()
        answer = client.post(f"{page}do/{name}/", values | {"version": str(held.version)})
        return str(answer.headers.get("Location", answer.content.decode()))

    milestone = {"year": "2026/27", "quarter": "2", "words": "Letters go out", "date_typed": "1 August 2026"}
    acts = [
        act("milestone", **milestone, state="on-track"),
        act("meeting", **{"held_on-day": "20", "held_on-month": "11", "held_on-year": "2026"}),
        act("action", title="Ask the printer", meeting=BoardMeeting.objects.get().reference, owner_text="Ada"),
        act("lesson", heading="Begin in June"),
        act("log", text="Letters are late", status="late"),
        act("link", kind="objective", words="Fewer visits"),
        act("risks"),
        act("change", **given, outcome="Fewer visits", reason="Outcome agreed"),
    ]
    meeting, action = BoardMeeting.objects.get().reference, ProjectAction.objects.get().reference
    paper = SimpleUploadedFile("agenda.pdf", b"%PDF-1.7", "application/pdf")
    client.post(f"/projects/parts/{meeting}/paper/", {"version": "1", "title": "Agenda", "file": paper})
    shown = client.get(page).content.decode()
    refused = act("close", achieved="Fewer visits")
    client.post(f"/projects/parts/{action}/done/", {"version": "1"})
    acts.append(act("close", achieved="Fewer visits"))
    table = b"".join(client.get("/projects/file/"))  # type: ignore[arg-type]

    assert acts == [page] * 9
    wanted = (
        "Letters go out",
        "Agenda",
        "Ask the printer",
        "Begin in June",
        "Letters are late",
        "gantt-title",
        "£1,200.50",
    )
    assert [
        word for word in (*wanted, "The project has no manager.", "Risk register of the project") if word not in shown
    ] == []
    assert "1 of its tasks and actions are not done" in refused
    assert (Project.objects.get().achieved, records(table)) == ("Fewer visits", [])


def test_the_table_that_is_handed_out_is_taken_over_again(
    client_as: Callable[[Role], Client], project: Project
) -> None:
    client = client_as(Role.OFFICER)
    table = b"".join(client.get("/projects/file/"))  # type: ignore[arg-type]
    renamed = [{**cells, "service": "Corporate"} for _number, cells in records(table)]
    text = "\n".join([",".join(COLUMNS), *(",".join(f'"{cells[name]}"' for name in COLUMNS) for cells in renamed)])

    client.post("/projects/import/", {"file": SimpleUploadedFile("p.csv", text.encode(), "text/csv")})

    made = Project.objects.get(service__name="Corporate")
    names = ("year", "quarter", "words", "first")
    assert list(made.milestones.order_by("pk").values_list(*names)) == list(
        project.milestones.order_by("pk").values_list(*names)
    )
    for address in ("", "actions/", "lessons/", "timeline/", "in-plans/", "?look=overdue", "actions/?overdue=yes"):
        assert client.get(f"/projects/{address}").status_code == 200
