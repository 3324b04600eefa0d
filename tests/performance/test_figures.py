"""Figures from entry to the frozen report: typed, historic, worked out from the canvass and from notices."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pollwright.acting import Actor, Role
from pollwright.authorities.models import Authority
from pollwright.casework.models import Case, CaseStage
from pollwright.law.deletions import Origin, Shows
from pollwright.performance.jobs import chase_in
from pollwright.performance.models import Actual, Indicator, LateEntry
from pollwright.performance.operations.defining import (
    IndicatorFacts,
    Meaning,
    NotAQuality,
    amend_definition,
    define_indicator,
    set_expected,
    state_quality,
)
from pollwright.performance.operations.entering import (
    Entered,
    FigureMissing,
    NoReturns,
    NotAShare,
    NotBegun,
    NothingToDivideBy,
    NotSecondPerson,
    QualityUnstated,
    SignedAlready,
    SourceMissing,
    WorkedOut,
    compute_actual,
    enter_actual,
    sign_actual,
)
from pollwright.performance.operations.returns import ReturnsUnreadable, import_returns
from pollwright.performance.queries.figures import indicator_record, indicators_of
from pollwright.performance.rating import Period, Rating
from pollwright.performance.states import DIMENSIONS, Computed, ExpectedKind, Frequency
from pollwright.register.models import Alteration
from pollwright.register.operations.deleting import undo_deletion
from pollwright.register.operations.deleting_determining import determine_deletions
from tests.fixtures.arranging import arranged
from tests.fixtures.ledger import Ledger
from tests.fixtures.people import actor_in
from tests.register.ledger_acts import alteration, take
from tests.register.test_applications_pages import text_of
from tests.register.test_deleting import opened, source

ON = date(2026, 11, 23)
YEAR = Period(2026)


@pytest.fixture(autouse=True)
def files_root(settings: LazySettings, tmp_path: Path) -> None:
    settings.FILES_ROOT = tmp_path


def indicator_in(actor: Actor, code: str = "CO03", computed: Computed = Computed.BY_HAND, **given: object) -> Indicator:
    facts = IndicatorFacts(**{"title": "Answered in time", "code": code, "computed": computed, **given})  # type: ignore[arg-type]
    return define_indicator(actor=actor, facts=facts, meaning=Meaning("Share of the whole"), on=date(2026, 4, 1))


def scored(actor: Actor, indicator: Indicator, year: int = 2026) -> None:
    scores = dict.fromkeys(DIMENSIONS, 3)
    state_quality(actor=actor, reference=indicator.reference, year=year, scores=scores, statement="Checked")


def test_a_figure_is_signed_off_by_a_second_person_once_the_quality_of_its_data_is_stated(
    officer: Actor, senior: Actor, head: Actor, authority: Authority
) -> None:
    indicator = indicator_in(senior)
    of = {"reference": indicator.reference, "period": YEAR}
    set_expected(actor=officer, kind=ExpectedKind.TARGET, text="85%", **of)  # type: ignore[arg-type]
    enter_actual(actor=senior, figure=Entered("97.1%"), on=ON, **of)  # type: ignore[arg-type]

    with pytest.raises(NotSecondPerson):
        sign_actual(actor=senior, version=1, on=ON, **of)  # type: ignore[arg-type]
    with pytest.raises(QualityUnstated) as refused:
        sign_actual(actor=head, version=1, on=ON, **of)  # type: ignore[arg-type]
    with pytest.raises(NotAQuality):
        state_quality(actor=head, reference=indicator.reference, year=2026, scores={"accuracy": 5}, statement="")
    scored(officer, indicator)
    sign_actual(actor=head, version=1, on=ON, **of)  # type: ignore[arg-type]
    with pytest.raises(SignedAlready):
        enter_actual(actor=officer, figure=Entered("96%"), on=ON, **of)  # type: ignore[arg-type]
    enter_actual(actor=officer, figure=Entered("84%"), on=ON, reason="Three were late", **of)  # type: ignore[arg-type]

    # MM-F09: 84 of a target of 85 is amber
    last = indicator_record(authority.pk, indicator.reference).row.last
    assert refused.value.values["many"] == 6
    assert last is not None
    assert (last.text, last.target, last.rating, last.state) == ("84%", "85%", Rating.AMBER, "entered")


def test_text_targets_are_kept_as_typed_also_past_the_plan_and_rate_nothing(
    officer: Actor, authority: Authority
) -> None:
    indicator = indicator_in(officer, "New PI")
    for year, text in ((2026, "New PI"), (2027, "TBA"), (2034, "70%")):
        set_expected(
            actor=officer, reference=indicator.reference, kind=ExpectedKind.TARGET, period=Period(year), text=text
        )
    enter_actual(actor=officer, reference=indicator.reference, period=YEAR, figure=Entered("12"), on=ON)

    found = indicator_record(authority.pk, indicator.reference)

    assert [(one.period.label, one.text) for one in found.expected] == [
        ("2026/27", "New PI"), ("2027/28", "TBA"), ("2034/35", "70%"),
    ]  # fmt: skip
    assert [one.rating for one in found.row.figures] == [Rating.GREY]


def test_counts_make_a_share_and_nothing_to_divide_by_is_said(officer: Actor) -> None:
    indicator = indicator_in(officer)
    of = {"actor": officer, "reference": indicator.reference, "period": Period(2026, 2), "on": ON}

    with pytest.raises(NothingToDivideBy) as refused:
        enter_actual(figure=Entered(numerator=0, denominator=0), **of)  # type: ignore[arg-type]
    with pytest.raises(NotAShare):
        enter_actual(figure=Entered(numerator=3, denominator=2), **of)  # type: ignore[arg-type]
    for blank in (Entered(commentary="Late"), Entered("97%", numerator=3)):
        with pytest.raises(FigureMissing):
            enter_actual(figure=blank, **of)  # type: ignore[arg-type]
    with pytest.raises(NotBegun):
        enter_actual(figure=Entered("97%"), **{**of, "period": Period(2026, 4)})  # type: ignore[arg-type]
    kept = enter_actual(figure=Entered(numerator=1203, denominator=1204), **of)  # type: ignore[arg-type]

    assert refused.value.problem.format(**refused.value.values).endswith("2026/27 Q2: the denominator is nought.")
    assert (kept.text, Actual.objects.count()) == ("99.92%", 1)


def test_a_past_figure_of_an_indicator_that_is_worked_out_is_historic_with_its_source(officer: Actor) -> None:
    indicator = indicator_in(officer, "ES01", Computed.CANVASS)
    of = {"actor": officer, "reference": indicator.reference, "period": Period(2019), "on": ON}

    with pytest.raises(WorkedOut):
        enter_actual(figure=Entered("91.37%"), **of)  # type: ignore[arg-type]
    with pytest.raises(SourceMissing):
        enter_actual(figure=Entered("91.37%", historic=True), **of)  # type: ignore[arg-type]
    kept = enter_actual(figure=Entered("91.37%", historic=True, source="Plan of 2020"), **of)  # type: ignore[arg-type]

    assert (kept.text, kept.historic, kept.definition) == ("91.37%", True, None)


def test_es01_counts_canvassable_properties_by_the_version_of_its_definition(officer: Actor, ledger: Ledger) -> None:
    indicator = indicator_in(officer, "ES01", Computed.CANVASS)
    district = ledger.district()
    homes = [ledger.property(district) for _ in range(8)]
    ledger.property(district, kind="commercial"), ledger.property(district, status="demolished")
    of = {"actor": officer, "reference": indicator.reference, "period": YEAR, "on": date(2026, 12, 1)}
    head = "property,route,outcome,date\n"
    rows = [
        (1, "not_needed"),
        (1, "not_needed"),
        (1, "undelivered"),
        (1, "responded"),
        (2, "responded"),
        (2, "no response"),
    ]
    lines = [
        f"{home.reference},{route},{outcome},01/11/2026" for home, (route, outcome) in zip(homes, rows, strict=False)
    ]
    late = f"{homes[6].uprn},3,responded,02/12/2026"

    with pytest.raises(ReturnsUnreadable) as refused:
        import_returns(
            actor=officer, canvass=2026, content=(head + "\n".join([*lines, "X1,1,responded,01/11/2026"])).encode()
        )
    with pytest.raises(NoReturns):
        compute_actual(**of)  # type: ignore[arg-type]
    taken = import_returns(actor=officer, canvass=2026, content=(head + "\n".join([*lines, late])).encode())
    first = compute_actual(**of)  # type: ignore[arg-type]
    amend_definition(
        actor=officer, reference=indicator.reference, version=1, reason="Responses alone", on=ON,
        meaning=Meaning("Responses over canvassable properties", route_1_counts=False),
    )  # fmt: skip
    second = compute_actual(**of)  # type: ignore[arg-type]

    # REG-541 by hand: of 8 homes on 1 December 2 + 1 of route 1 and 1 of route 2 are complete; the late reply is not
    assert (refused.value.values["row"], taken) == (8, 7)
    assert (first.text, first.numerator, first.denominator) == ("50.00%", 4, 8)
    assert first.parts == {"response_only": "25.00%", "required_response": "50.00%", "without_return": "25.00%"}
    assert (second.text, second.definition.number) == ("25.00%", 2)  # type: ignore[union-attr]


def test_a_deletion_taken_out_of_a_notice_lowers_es02_and_a_click_leads_to_it(
    senior: Actor, authority: Authority, ledger: Ledger, client_as: Callable[[Role], Client]
) -> None:
    client, kept = client_as(Role.SENIOR), ledger.entry()
    december = date(2026, 12, 7)
    first = alteration(authority, "amend", entry=kept, on=december, reason="name")
    with arranged():
        copies = [Alteration(**_facts_of(first)) for _ in range(1_202)]
        Alteration.objects.bulk_create(copies)
        authority.demonstration, authority.clock_on = True, date(2027, 1, 4)
        authority.save()
    case = opened(senior, ledger, source(Origin.REGISTRAR, Shows.DEATH))
    at = datetime(2026, 12, 7, 12, tzinfo=UTC)
    determine_deletions(actor=senior, references=[case.reference], at=at, on=december)
    case.refresh_from_db()
    indicator = indicator_in(senior, "ES02", Computed.ALTERATIONS, frequency=Frequency.QUARTERLY)

    undo_deletion(actor=senior, reference=case.reference, version=case.version, reason="Another person", at=at)
    take(authority, date(2027, 1, 4), determined_by=date(2026, 12, 21))
    client.post(f"/performance/{indicator.reference}/do/compute/", {"year": "2026", "quarter": "4"})
    page = client.get(f"/performance/{indicator.reference}/").content.decode()
    behind = client.get(f"/performance/{indicator.reference}/2026/4/behind/?state=taken-back").content.decode()
    click = re.search(r'href="(/performance/alterations/\d+/)"', behind)
    assert click is not None
    alone = text_of(client.get(click[1]))  # type: ignore[arg-type]

    # MM-F05: one missed deletion among 1,204 is 99.92%
    assert ("99.92%" in page, f"/performance/{indicator.reference}/2026/4/behind/" in page) == (True, True)
    assert (behind.count("/performance/alterations/"), case.reference in alone, "Another person" in alone) == (
        1,
        True,
        True,
    )


def _facts_of(one: Alteration) -> dict[str, object]:
    left = {"id"}
    return {
        field.attname: getattr(one, field.attname) for field in one._meta.concrete_fields if field.attname not in left
    }


def test_a_late_figure_is_chased_once_and_today_names_it(
    officer: Actor, authority: Authority, client_as: Callable[[Role], Client]
) -> None:
    indicator = indicator_in(officer, frequency=Frequency.QUARTERLY, starts_in=2026)
    with arranged():
        authority.demonstration, authority.clock_on = True, date(2026, 7, 22)
        authority.save()

    # MM-F01: Q1 ends on 30 June 2026; fifteen working days later is 21 July
    chase_in(authority.pk, authority.code)
    chase_in(authority.pk, authority.code)
    today = text_of(client_as(Role.OFFICER).get("/"))  # type: ignore[arg-type]

    kept = LateEntry.objects.values_list("indicator", "year", "quarter")
    assert list(kept) == [(indicator.pk, 2026, 1)]
    assert "1 figure of the indicators is late." in today


def test_the_lists_ask_the_database_as_often_for_three_as_for_one(
    officer: Actor, client_as: Callable[[Role], Client]
) -> None:
    client = client_as(Role.OFFICER)
    pages, counts = ("/performance/", "/performance/overview/"), []
    for many in (1, 2):
        for _ in range(many):
            made = indicator_in(officer)
            enter_actual(actor=officer, reference=made.reference, period=YEAR, figure=Entered("90%"), on=ON)
        with CaptureQueriesContext(connection) as asked:
            for page in pages:
                client.get(page)
        counts.append(len(asked))

    assert counts[0] == counts[1]


def test_another_authority_sees_none_of_it(officer: Actor, other_authority: Authority) -> None:
    indicator_in(officer)
    theirs = actor_in(other_authority, Role.HEAD)

    assert indicators_of(theirs.authority_id) == []


def test_co03_is_worked_out_from_requests_to_the_council_and_leads_to_them(
    officer: Actor, authority: Authority, client_as: Callable[[Role], Client]
) -> None:
    indicator = indicator_in(officer, computed=Computed.REQUESTS, places=1)
    common = {"kind": "foi", "channel": "email", "received_on": date(2026, 4, 1), "stage_on": date(2026, 4, 1)}
    common |= {"authority": authority, "counted_from": date(2026, 4, 1), "due_on": date(2026, 5, 1), "subject": "x"}
    in_time = {"answered_on": date(2026, 5, 1), "state": "closed", "closed_on": date(2026, 5, 1)}
    late = in_time | {"answered_on": date(2026, 5, 5)}
    rows = [in_time] * 67 + [in_time | {"stage": 2, "due_on": date(2026, 9, 1), "answered_on": date(2026, 10, 1)}]
    left_out = [in_time | {"office": "ro"}, in_time | {"kind": "eir"}, {"state": "closed", "closed_on": ON}]
    rows += [late, {}, *left_out]
    with arranged():
        Case.objects.bulk_create(
            Case(**(common | row | {"reference": f"CA{number:07d}"})) for number, row in enumerate(rows)
        )
        review = Case.objects.get(stage=2)
        CaseStage.objects.create(
            authority=authority, case=review, stage=1, began_on=date(2026, 4, 1), counted_from=date(2026, 4, 1),
            due_on=date(2026, 5, 1), answered_on=date(2026, 4, 30),
        )  # fmt: skip

    actual = compute_actual(actor=officer, reference=indicator.reference, period=Period(2026, 1), on=ON)
    listed = client_as(Role.OFFICER).get(f"/performance/{indicator.reference}/2026/1/behind/?state=late&as=csv")
    first = b"".join(listed).decode("utf-8-sig").splitlines()[1]

    # MM-L07: 68 of 70 is 97.1%
    assert (actual.numerator, actual.denominator, actual.text) == (68, 70, "97.1%")
    assert first.startswith("CA0000068,")
