"""Importing plans as drafts, and writing them as documents: by the operations and by the commands."""

import json
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django_scopes import scope

from pollwright.access.models import Membership
from pollwright.acting import Actor
from pollwright.audit.models import Event
from pollwright.authorities.models import Authority
from pollwright.cli.main import run
from pollwright.formats.plan_word import read_plan_word
from pollwright.refusals import NotFound
from pollwright.service_plan.models import Plan, PlanBlock, PlanLink, PlanRow, Service
from pollwright.service_plan.operations.exporting import CharacterNotShown, NoSuchForm, export_plan
from pollwright.service_plan.operations.importing import (
    GivenPlan,
    Imported,
    NoTables,
    NotReadable,
    ServiceUnknown,
    YearsUnknown,
    import_plan,
)
from pollwright.service_plan.operations.linking import set_link
from pollwright.service_plan.queries.trees import as_json, from_json, plan_of, tree
from tests.service_plan.layouts import BY_QUARTERS, BY_YEARS, CORPORATE, LAYOUTS, SAMPLES, plan_in, text_of

AT = datetime(2026, 11, 23, 10, tzinfo=UTC)


def imported(actor: Actor, layout: str) -> Imported:
    return import_plan(actor=actor, given=GivenPlan(f"{layout}.txt", text_of(layout).encode()), at=AT)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_what_is_imported_is_kept_cell_for_cell_and_comes_out_so(head: Actor, layout: str) -> None:
    made = imported(head, layout)

    assert tree(plan_of(head.authority_id, made.plan)) == plan_in(layout)
    written = export_plan(actor=head, reference=made.plan, form="docx", at=AT)
    assert read_plan_word(written.content).grids == plan_in(layout).grids
    assert written.proof.cells == made.cells


def test_a_plan_without_a_title_of_its_own_is_headed_by_its_service_and_years(head: Actor) -> None:
    made = imported(head, BY_YEARS)
    assert plan_in(BY_YEARS).title == ()

    written = export_plan(actor=head, reference=made.plan, form="docx", at=AT)
    page = export_plan(actor=head, reference=made.plan, form="html", at=AT).content.decode()

    assert read_plan_word(written.content).title == ("Electoral Services service plan", "2026 - 2029")
    assert "<h1>Electoral Services service plan" in page.replace(' id="title"', "")


def test_service_and_years_are_taken_from_title_budgets_or_text(head: Actor) -> None:
    made = [imported(head, layout) for layout in LAYOUTS]

    assert [(one.service, one.first_year, one.years) for one in made] == [
        ("Elections", 2026, 3),
        ("Corporate Services", 2026, 3),
        ("Electoral Services", 2026, 3),
    ]
    assert Service.objects.count() == 3


def test_what_was_understood_stands_beside_each_cell_and_waits_for_a_person(head: Actor) -> None:
    made = imported(head, CORPORATE)

    row = PlanRow.objects.get(block__plan__reference=made.plan, block__table_kind="contracts", position=1)

    assert [(fact["kind"], fact["value"]) for fact in row.facts[5:]] == [
        ("money", "1820000"),
        ("days", "2014-03-01/2014-03-31"),
        ("blank", ""),
        ("blank", ""),
        ("extension", "rolling"),
    ]
    assert not PlanBlock.objects.filter(confirmed_at__isnull=False).exists()


def test_links_are_noted_so_that_somebody_says_where_they_lead(head: Actor) -> None:
    imported(head, BY_QUARTERS)
    imported(head, CORPORATE)

    assert list(PlanLink.objects.order_by("label").values_list("label", "address")) == [
        ("See Data Quality Strategy for further details", ""),
        ("See the Contracts Register for your contracts.", ""),
        ("behind this link", ""),
    ]


def test_the_import_stands_in_the_trail_with_what_it_counted(head: Actor) -> None:
    made = imported(head, BY_YEARS)

    event = Event.objects.get(code="plan.imported")

    assert (
        event.summary
        == f"imported plan {made.plan}: 8 tables of {made.cells} cells, {len(made.to_look_at)} things to look at"
    )


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"%PDF-1.7\x00", NotReadable),
        (b"PK\x03\x04nothing", NotReadable),
        (b"Dear all,\nsee below.\n", NoTables),
        (b"1.1 Budgets\n\nRef\tDescription\n", YearsUnknown),
        (b"1.1 Budgets\n\n\t2026/27 Latest \xc2\xa3\nNet Cost of Service\t1\n", ServiceUnknown),
    ],
)
def test_what_can_not_be_taken_over_is_refused_and_nothing_stays(head: Actor, content: bytes, refusal: type) -> None:
    with pytest.raises(refusal):
        import_plan(actor=head, given=GivenPlan("plan.txt", content), at=AT)

    assert not Plan.objects.exists()


def test_pdf_and_html_hold_the_plan_without_marks_and_hints(head: Actor) -> None:
    made = imported(head, CORPORATE)

    pdf = export_plan(actor=head, reference=made.plan, form="pdf", at=AT).content
    page = export_plan(actor=head, reference=made.plan, form="html", at=AT).content.decode()

    assert pdf[:5] == b"%PDF-"
    assert [
        mark for mark in ("&lt;p&gt;", "**", "](#)", "Please provide", "complete this column") if mark in page
    ] == []
    assert "<p>None</p>" in page
    assert page.count("<table>") == page.count("</table>") == len(plan_in(CORPORATE).grids)


def test_a_form_that_there_is_not_a_letter_that_no_font_has_and_a_strange_plan_are_refused(
    head: Actor, stranger: Actor
) -> None:
    made = imported(head, CORPORATE)
    odd = import_plan(
        actor=head,
        given=GivenPlan("a.txt", "1.1 Budgets\n\na\t\U00013000\n".encode()),
        at=AT,
        service="A",
        first_year=2026,
    )

    with pytest.raises(NoSuchForm):
        export_plan(actor=head, reference=made.plan, form="odt", at=AT)
    with pytest.raises(CharacterNotShown):
        export_plan(actor=head, reference=odd.plan, form="pdf", at=AT)
    with scope(authority=stranger.authority_id), pytest.raises(NotFound):
        export_plan(actor=stranger, reference=made.plan, form="docx", at=AT)


def test_a_plan_that_is_kept_as_values_is_the_same_plan() -> None:
    plan = plan_in(BY_YEARS)

    assert from_json(json.loads(json.dumps(as_json(plan)))) == plan


@pytest.fixture
def address_of_head(head: Actor, authority: Authority, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """How a command says who acts."""
    person = Membership.objects.select_related("person").get(person=head.person_id).person
    monkeypatch.setenv("DATABASE_URL", os.environ.get("DATABASE_URL", "postgresql:///the-tests-own-connection-is-used"))
    return ["--authority", authority.code, "--as", person.email]


def test_the_commands_take_a_plan_over_and_write_it(
    address_of_head: list[str], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    done = run(["plan", "import", str(SAMPLES / f"{BY_QUARTERS}.txt"), "--format", "json", *address_of_head])
    answer = json.loads(capsys.readouterr().out)

    target = tmp_path / "plan.docx"
    written = run(["plan", "export", answer["plan"], "--format", "docx", "-o", str(target), *address_of_head])

    assert (done, written) == (0, 0)
    assert (answer["service"], answer["tables"]) == ("Elections", 14)
    assert read_plan_word(target.read_bytes()).grids == plan_in(BY_QUARTERS).grids


def test_a_paragraph_that_sends_elsewhere_is_a_link_in_every_form(head: Actor) -> None:
    label = "See the Framework for further details"
    text = text_of(BY_YEARS).replace("More figures stand behind a link", label)
    made = import_plan(actor=head, given=GivenPlan("plan.txt", text.encode()), at=AT)
    link = PlanLink.objects.get()

    set_link(actor=head, link=link.pk, version=link.version, address="https://a.example/quality", on=AT.date())
    page = export_plan(actor=head, reference=made.plan, form="html", at=AT).content.decode()
    paper = export_plan(actor=head, reference=made.plan, form="pdf", at=AT).content

    assert link.label == label
    assert f'<a href="https://a.example/quality">{label}</a>' in page
    assert page.count("<ul>") == 2  # the contents, and the three ways in which the plan is watched as one list
    assert b"https://a.example/quality" in paper
