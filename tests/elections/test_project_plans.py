"""The project plan of a poll and of polls taken together: one description in three forms, kept by versions."""

from collections.abc import Callable
from datetime import date, datetime
from io import BytesIO

import docx
import pytest
from django.test import Client
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from pollwright.acting import Actor, Role
from pollwright.authorities.models import Authority
from pollwright.elections.models import BudgetLine, Combination, Poll, ProjectPlan
from pollwright.elections.operations.calling import ContestAsked, call_poll
from pollwright.elections.operations.combining import combine_polls
from pollwright.elections.operations.keeping_time import mark_step
from pollwright.elections.operations.project_plans import NoProject, make_plan
from pollwright.elections.operations.projects import change_part, give_tasks, make_project
from pollwright.elections.operations.rehearsing import rehearse_poll
from pollwright.elections.planning import Phase, phase_of
from pollwright.files.models import StoredFile
from pollwright.files.store import path_of
from pollwright.law.notices import LONDON
from pollwright.law.timetables.kinds import Kind
from pollwright.law.timetables.steps import Step
from tests.elections.calling_acts import CALLED_ON, ORDINARY_DAY, asked, call
from tests.fixtures.ledger import Ledger
from tests.fixtures.people import person_in
from tests.register.test_applications_pages import text_of

AT = datetime(2027, 4, 9, 12, tzinfo=LONDON)


def _content(file: StoredFile) -> bytes:
    return path_of(file).read_bytes()


def _sheets(plan: ProjectPlan) -> dict[str, list[list[object]]]:
    book = CalamineWorkbook.from_filelike(BytesIO(_content(plan.xlsx)))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def _together(senior: Actor, ledger: Ledger) -> tuple[Poll, Poll, Combination]:
    """Call a council's election and a general one in one district, and take them together."""
    ward, seat = ledger.area(name="Cam"), ledger.area("constituency", code="E14000001", name="Quantock West")
    ledger.district(areas=(ward, seat))
    polls = [
        call_poll(actor=senior, asked=asked(kind), contests=[ContestAsked(f"{area.kind}.{area.code}")], on=CALLED_ON)
        for kind, area in ((Kind.LOCAL, ward), (Kind.UK_PARLIAMENT, seat))
    ]
    names = [poll.reference for poll in polls]
    return *polls, combine_polls(actor=senior, day=ORDINARY_DAY, references=names, with_postal=False)  # type: ignore[return-value]


def _row(rows: list[list[object]], first: str) -> list[object]:
    return next(row for row in rows if row[0] == first)


def test_a_plan_has_deadlines_owners_and_totals_in_three_forms_and_is_kept_by_versions(
    senior: Actor, ledger: Ledger, authority: Authority
) -> None:
    poll = call(senior, ledger, wards=2)
    with pytest.raises(NoProject):
        make_plan(actor=senior, reference=poll.reference, note="", at=AT)
    make_project(actor=senior, reference=poll.reference)
    person = person_in(authority, Role.OFFICER)
    closing = poll.tasks.get(step="nominations_close")
    give_tasks(actor=senior, reference=poll.reference, owner=str(person.handle), tasks=[closing.reference])
    noticed = datetime(2027, 3, 31, 10, tzinfo=LONDON)
    mark_step(actor=senior, reference=poll.reference, step="notice_of_election", done_at=noticed, evidence="", at=AT)
    for heading, pence in (("Poll cards", 120050), ("Training", 30000)):
        line = BudgetLine.objects.get(poll=poll, heading=heading)
        change_part(
            actor=senior, reference=line.reference, part="budget", version=1, values={"estimate": pence, "actual": 50}
        )

    first = make_plan(actor=senior, reference=poll.reference, note="For the board", at=AT)
    second = make_plan(actor=senior, reference=poll.reference, note="", at=AT)

    sheets = _sheets(second)
    # handbook 2.3: nominations close at 4pm on 8 April 2027; the notice was out on its last day, 31 March
    closes = _row(sheets["Milestones"], "Delivery of nomination papers ends")
    assert (closes[1], closes[3], closes[4]) == ("Thursday 8 April 2027, 4pm", person.name, "Late")
    published = _row(sheets["Milestones"], "Last day to publish the notice of election")
    assert (published[4], published[5]) == ("Done", date(2027, 3, 31))
    assert _row(sheets["Budget"], "Total")[2:] == [1500.5, 1.0, 1499.5]
    assert _row(sheets["Who answers for what"], person.name)[1:4] == [1.0, 0.0, 1.0]
    assert [row[0] for row in sheets["Versions"] if isinstance(row[0], float)] == [2.0, 1.0]
    words = " ".join(paragraph.text for paragraph in docx.Document(BytesIO(_content(first.docx))).paragraphs)
    pdf = " ".join(page.extract_text() for page in PdfReader(BytesIO(_content(first.pdf))).pages)
    for heading in sheets:
        if heading != "Project plan":
            assert (heading in words, heading in pdf) == (True, True), heading
    assert ("For the board" in words, "For the board" in pdf, (first.number, second.number)) == (True, True, (1, 2))


def test_the_plan_of_combined_polls_has_each_step_once_and_that_of_a_rehearsal_says_so(
    senior: Actor, ledger: Ledger
) -> None:
    council, general, held = _together(senior, ledger)
    for poll in (council, general):
        make_project(actor=senior, reference=poll.reference)
    copied = rehearse_poll(actor=senior, reference=council.reference)
    make_project(actor=senior, reference=copied.reference)

    plan = make_plan(actor=senior, reference=held.reference, note="", at=AT)
    tried = make_plan(actor=senior, reference=copied.reference, note="", at=AT)

    tasks = [row for row in _sheets(plan)["Tasks"] if row[0] == "Delivery of nomination papers ends"]
    assert [row[1] for row in tasks] == [2.0]
    assert sum(row[1] for row in _sheets(plan)["Tasks"] if isinstance(row[1], float)) == plan.tasks
    assert any("REHEARSAL" in str(row[0]) for row in _sheets(tried)["Tasks"])
    page = PdfReader(BytesIO(_content(tried.pdf))).pages[-1].extract_text()
    assert "rehearsal" in page.casefold()
    assert not any("REHEARSAL" in str(row[0]) for row in _sheets(plan)["Tasks"])


def test_phases_follow_the_timetable_and_leave_out_those_that_a_poll_has_not() -> None:
    day = date(2027, 5, 6)
    last = {Step.NOTICE_OF_REFERENDUM: date(2027, 3, 31), Step.NOTICE_OF_POLL: date(2027, 4, 27)}
    due = [date(2027, 3, 31), date(2027, 4, 1), date(2027, 4, 28), day, date(2027, 5, 7)]
    assert [phase_of(each, day, last) for each in due] == [
        Phase.CALLING, Phase.PREPARING, Phase.LAST_DAYS, Phase.POLLING, Phase.AFTER,
    ]  # fmt: skip


def test_a_plan_is_made_and_fetched_from_the_pages_of_a_poll_and_of_a_day(
    client_as: Callable[[Role], Client], senior: Actor, ledger: Ledger
) -> None:
    client = client_as(Role.SENIOR)
    council, _general, held = _together(senior, ledger)
    page = f"/polls/combined/{held.reference}/project/"
    assert "No poll of this day has a project" in text_of(client.get(page))
    client.post(f"/polls/of/{council.reference}/project/make/")

    client.post(f"/polls/of/{council.reference}/project/plan/", {"note": "For the board"})
    client.post(f"/polls/of/{held.reference}/project/plan/", {"note": ""})

    shown, together = text_of(client.get(f"/polls/of/{council.reference}/project/")), text_of(client.get(page))
    assert ("For the board" in shown, "1 / 2" in together) == (True, True)
    token = ProjectPlan.objects.get(combination=held).pdf.token
    assert client.get(f"/files/{token}/").status_code == 200
