"""Reports of a quarter: made after it, frozen with their sections and files, and never with what does not reconcile."""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path

import docx
import pytest
from django.conf import LazySettings
from django.test import Client
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from pollwright.access.matrix import MATRIX
from pollwright.acting import Actor, Permission, Role
from pollwright.audit.models import Event
from pollwright.authorities.models import Authority
from pollwright.documents.blocks import Column
from pollwright.files.models import StoredFile
from pollwright.files.store import open_content
from pollwright.performance import sections
from pollwright.performance.models import PerformanceReport
from pollwright.performance.operations.defining import IndicatorFacts, Meaning, define_indicator
from pollwright.performance.operations.entering import Entered, enter_actual
from pollwright.performance.operations.reporting import (
    DoesNotReconcile,
    MadeAlready,
    NoReportThen,
    NothingToReport,
    QuarterNotOver,
    Report,
    make_report,
)
from pollwright.performance.papers.reports import Words
from pollwright.performance.rating import Period
from pollwright.performance.states import ReportKind
from pollwright.refusals import NotFound, NotPermitted
from pollwright.risks.models import Risk
from pollwright.risks.operations.recording import RiskFacts, close_risk, record_risk
from pollwright.risks.operations.registers import RegisterFacts, Subject, open_register
from pollwright.risks.operations.scoring import score_risk
from pollwright.risks.states import ScoreKind, SubjectKind
from tests.fixtures.arranging import arranged
from tests.register.test_applications_pages import text_of

AT = datetime(2026, 10, 20, 9, tzinfo=UTC)
Q2 = Period(2026, 2)
COMMITTEE = Report(ReportKind.COMMITTEE, Q2)


@pytest.fixture(autouse=True)
def files_root(settings: LazySettings, tmp_path: Path) -> None:
    settings.FILES_ROOT = tmp_path


@pytest.fixture
def indicator(officer: Actor) -> str:
    return named(officer, "CO03", "Elections", "97.1%")


def named(actor: Actor, code: str, service: str, figure: str) -> str:
    facts = IndicatorFacts("Answered in time", code, service)
    made = define_indicator(actor=actor, facts=facts, meaning=Meaning("Share"), on=date(2026, 4, 1))
    enter_actual(actor=actor, reference=made.reference, period=Q2, figure=Entered(figure), on=AT.date())
    return str(made.reference)


def scored(actor: Actor, risk: Risk, kind: ScoreKind, likelihood: str, impact: str, on: date) -> None:
    risk.refresh_from_db()
    given = {"kind": kind, "likelihood": likelihood, "impacts": {"overall": impact}, "reason": "Known", "on": on}
    score_risk(actor=actor, reference=risk.reference, version=risk.version, **given)  # type: ignore[arg-type]


def content_of(stored: StoredFile | None) -> bytes:
    assert stored is not None
    with open_content(stored) as held:
        return held.read()


def test_reports_are_made_after_their_quarters_and_frozen(officer: Actor, indicator: str) -> None:
    with pytest.raises(NoReportThen):
        make_report(actor=officer, wanted=replace(COMMITTEE, period=Period(2026, 1)), at=AT)
    with pytest.raises(QuarterNotOver):
        make_report(actor=officer, wanted=Report(ReportKind.BOARD, Period(2026, 3)), at=AT)
    report = make_report(actor=officer, wanted=COMMITTEE, at=AT)
    with pytest.raises(MadeAlready) as twice:
        make_report(actor=officer, wanted=COMMITTEE, at=AT)
    given = {"figure": Entered("50%"), "on": AT.date(), "reason": "Counted again"}
    enter_actual(actor=officer, reference=indicator, period=Q2, **given)  # type: ignore[arg-type]
    again = make_report(actor=officer, wanted=COMMITTEE, at=AT)

    report.refresh_from_db()
    word = content_of(report.docx)
    cells = [cell.text for cell in docx.Document(BytesIO(word)).tables[0].rows[1].cells]
    assert cells == report.rows[0]
    assert cells[:5] == ["CO03", "Answered in time", "2026/27 Q2", "", "97.1%"]
    assert hashlib.sha256(word).hexdigest() == report.docx.sha256
    assert (twice.value.values["reference"], again.rows[0][4]) == (report.reference, "50%")


def test_a_report_has_the_standard_headings_in_order_in_every_form(
    officer: Actor, indicator: str, client_as: Callable[[Role], Client]
) -> None:
    client = client_as(Role.OFFICER)
    sent = {
        "kind": "committee", "year": "2026", "quarter": "2", "sections": ["risks", "projects", "budget"],
        "summary": "A quiet half-year.\nOne canvass.", "recommendations": "Note the report\nAgree the canvass plan\n",
        "financial": "Within the estimates", "legal": "", "equality": "", "staffing": "None foreseen",
        "background": "Canvass returns 2026",
    }  # fmt: skip
    answer = client.post("/performance/reports/new/", sent)
    report = PerformanceReport.objects.get()
    page = client.get(answer["Location"])

    headings = [
        "Summary", "Recommendations", "Performance indicators", "Projects", "Risks", "Budget", "Financial implications",
        "Staffing implications", "Background documents",
    ]  # fmt: skip
    word = docx.Document(BytesIO(content_of(report.docx)))
    in_word = [each.text for each in word.paragraphs if (each.style.name or "").startswith("Heading")]
    pdf = " ".join(" ".join(each.extract_text() for each in PdfReader(BytesIO(content_of(report.pdf))).pages).split())
    shown = text_of(page)  # type: ignore[arg-type]
    places = [[text.index(heading) for heading in headings[:2] + headings[3:]] for text in (pdf, shown)]
    assert [each for each in in_word if each in headings] == headings
    assert all(found == sorted(found) for found in places)
    assert report.recommendations == ["Note the report", "Agree the canvass plan"]
    assert "Legal implications" not in pdf + shown
    event = Event.objects.filter(code="performance.report-made").get()
    assert "Projects, Risks, Budget" in event.summary


def test_risks_say_how_they_moved_since_the_last_report(officer: Actor, indicator: str) -> None:
    register = open_register(actor=officer, facts=RegisterFacts("Service risks", service="Elections"))
    rehearsed = Subject(SubjectKind.POLL, 1, "PO0000001", rehearsal=True)
    rehearsal = open_register(actor=officer, facts=RegisterFacts("Rehearsal"), subject=rehearsed)
    elsewhere = open_register(actor=officer, facts=RegisterFacts("Others", service="Waste"))
    titles = ("Rises", "Falls", "Stays", "New", "Closes")
    risks = {
        title: record_risk(actor=officer, reference=register.reference, facts=RiskFacts(title)) for title in titles
    }
    for other in (rehearsal, elsewhere):
        record_risk(actor=officer, reference=other.reference, facts=RiskFacts("Not of this report"))
    early, late = date(2026, 5, 1), date(2026, 10, 10)
    for title in ("Rises", "Falls", "Stays", "Closes"):
        scored(officer, risks[title], ScoreKind.RESIDUAL, "2", "3", early)
    wanted = Report(ReportKind.BOARD, Period(2026, 1), "elections", ("risks",))
    with arranged():
        first = make_report(actor=officer, wanted=wanted, at=datetime(2026, 7, 20, 9, tzinfo=UTC))
    scored(officer, risks["Rises"], ScoreKind.RESIDUAL, "3", "3", late)
    scored(officer, risks["Rises"], ScoreKind.INHERENT, "4", "3", late)
    scored(officer, risks["Falls"], ScoreKind.RESIDUAL, "1", "3", late)
    scored(officer, risks["New"], ScoreKind.RESIDUAL, "1", "1", late)
    risks["Closes"].refresh_from_db()
    version = risks["Closes"].version
    close_risk(actor=officer, reference=risks["Closes"].reference, version=version, reason="Gone", on=late)

    second = make_report(actor=officer, wanted=replace(wanted, period=Q2), at=AT)

    (table,) = sections.kept(second.sections[0]).tables
    moved = {row[1]: (row[2], row[3], row[6]) for row in table.rows}
    before, not_yet = sections.kept(first.sections[0]).tables
    assert {row[6] for row in before.rows} == {"First report"}
    assert "New" not in {row[1] for row in before.rows}
    assert [row[1] for row in not_yet.rows] == ["1"], "what nobody scored is counted"
    assert moved == {
        "Rises": ("12 Very High", "9 High", "Up from 6 Medium"),
        "Falls": ("Not scored", "3 Low", "Down from 6 Medium"),
        "Stays": ("Not scored", "6 Medium", "Unchanged"),
        "New": ("Not scored", "1 Low", "Scored since"),
        "Closes": ("Not scored", "6 Medium", "Closed 10 Oct 2026"),
    }
    workbook = CalamineWorkbook.from_filelike(BytesIO(content_of(second.xlsx)))
    assert workbook.get_sheet_by_index(1).to_python()[1:] == [list(row) for row in table.rows]


def test_a_section_is_for_those_who_may_see_it_and_its_totals_must_agree(
    officer: Actor, indicator: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    check = sections.Check("Lines", 2, 3)
    bad = sections.SectionTable("Bad", (Column("One"),), (("1",),), checks=(check,))
    told = sections.ReportSection("bad", "Bad", "Bad", Permission.PERFORMANCE_VIEW, 9, lambda _: [bad])
    monkeypatch.setitem(sections.SECTIONS, "bad", told)
    blind = replace(officer, permissions=officer.permissions - {Permission.BUDGETS_VIEW})

    with pytest.raises(NotPermitted):
        make_report(actor=blind, wanted=replace(COMMITTEE, sections=("budget",)), at=AT)
    with pytest.raises(DoesNotReconcile) as refused:
        make_report(actor=officer, wanted=replace(COMMITTEE, sections=("bad",)), at=AT)
    with pytest.raises(NotFound):
        make_report(actor=officer, wanted=replace(COMMITTEE, sections=("integrity",)), at=AT)
    with pytest.raises(NotFound):
        make_report(actor=officer, wanted=replace(COMMITTEE, service="Parks"), at=AT)

    assert [one.name for one in sections.offered(blind.permissions)] == ["projects", "risks", "bad"]
    assert (refused.value.values["here"], PerformanceReport.objects.count()) == (2, 0)


def test_whoever_may_read_reports_may_see_everything_that_can_be_put_in() -> None:
    readers = [held for held in MATRIX.values() if Permission.PERFORMANCE_VIEW in held]

    assert readers
    assert all(one.permission in held for held in readers for one in sections.SECTIONS.values())


def test_a_report_on_one_service_leaves_the_indicators_of_others_out(
    officer: Actor, indicator: str, authority: Authority
) -> None:
    named(officer, "W1", "Waste", "80%")
    named(officer, "X1", "", "70%")

    report = make_report(actor=officer, wanted=replace(COMMITTEE, service="elections"), at=AT)

    assert sections.services_of(authority.pk) == ["Elections", "Waste"]
    assert (report.service, report.title.split(":")[0]) == ("Elections", "Elections")
    assert [row[0] for row in report.rows] == ["CO03", "X1"]


def test_a_report_that_was_made_before_there_were_sections_is_shown(
    officer: Actor, indicator: str, client_as: Callable[[Role], Client]
) -> None:
    report = make_report(actor=officer, wanted=Report(ReportKind.BOARD, Q2, words=Words("Said")), at=AT)
    old = {"summary": "", "sections": [], "late": [], "xlsx": None, "implications": {}, "recommendations": []}
    with arranged():
        PerformanceReport.objects.create(
            authority_id=officer.authority_id, reference="PR0000099", kind="board", year=2025, quarter=4, title="Old",
            rows=report.rows, pdf=report.pdf, docx=report.docx, made_by="Somebody", made_at=AT,
        )  # fmt: skip

    kept = PerformanceReport.objects.get(reference="PR0000099")
    page = text_of(client_as(Role.OFFICER).get("/performance/reports/PR0000099/"))  # type: ignore[arg-type]

    assert {name: getattr(kept, name) for name in old} == old
    assert ["CO03" in page, "Its tables" in page, "SHA-256 of the workbook" in page] == [True, False, False]


def test_nothing_is_reported_without_an_indicator(officer: Actor) -> None:
    with pytest.raises(NothingToReport):
        make_report(actor=officer, wanted=COMMITTEE, at=AT)
