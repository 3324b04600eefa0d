"""Projects in a report: the next milestone of each, and what is late."""

from datetime import date

from pollwright.acting import Actor
from pollwright.performance.rating import Period
from pollwright.performance.sections import Wanted
from pollwright.projects.models import Project
from pollwright.projects.operations.keeping import MilestoneSaid, ProjectFacts, open_project
from pollwright.projects.report_section import tell


def told(actor: Actor, on: date, service: str = "") -> list[tuple[str, ...]]:
    wanted = Wanted(actor.authority_id, service, Period(2026, 2), on)
    return [row for table in tell(wanted) for row in table.rows]


def test_a_report_names_the_next_milestone_and_marks_what_is_late(project: Project, officer: Actor) -> None:
    open_project(actor=officer, facts=ProjectFacts("Maps", "Waste", manager_text="Ola Kowalska"), milestones=())
    late = MilestoneSaid(2026, "Trial", 1, "June 2026")
    other = open_project(actor=officer, facts=ProjectFacts("Scanning", "Waste"), milestones=(late,))

    before, after = told(officer, date(2026, 12, 31)), told(officer, date(2027, 1, 1))

    assert before[0][1:] == ("Canvass", "Nobody", "Not started", "Canvass of homes", "31 Dec 2026", "")
    assert after[0][-1] == "Late since 31 Dec 2026"
    assert [row[1:3] for row in told(officer, date(2026, 6, 1), "waste")] == [
        ("Maps", "Ola Kowalska"), ("Scanning", "Nobody"),
    ]  # fmt: skip
    assert (before[2][0], before[2][-1]) == (other.reference, "Late since 30 Jun 2026")
