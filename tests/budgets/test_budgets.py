"""Budgets through their operations: drafted, entered by finance alone, ordered, spent, moved, explained, closed.

The amounts are worked by hand. A virement leaves the total as it was (MM-E08).
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from pollwright.acting import Actor, Role
from pollwright.authorities.models import Authority
from pollwright.budgets.models import Budget, BudgetHeading, EstimateChange, Virement
from pollwright.budgets.operations.explaining import explain_variance, set_forecast
from pollwright.budgets.operations.finance import (
    AmountsMissing,
    BelowTheOther,
    LooseEnds,
    NotYetOver,
    agree_budget,
    change_estimate,
    close_budget,
    enter_original,
)
from pollwright.budgets.operations.holding import AgreedAlready, BudgetChanged, NotAgreed, YearClosed
from pollwright.budgets.operations.importing import HeadingsUnreadable, import_headings
from pollwright.budgets.operations.ledger import (
    withdraw_extract,
)
from pollwright.budgets.operations.moving import (
    NotBetweenThese,
    NotFree,
    NotSecondPerson,
    PaperMissing,
    approve_virement,
    ask_virement,
)
from pollwright.budgets.operations.orders import (
    OrderFacts,
    raise_order,
)
from pollwright.budgets.operations.preparing import BudgetThere, HeadingFacts, add_heading, open_budget
from pollwright.budgets.operations.reporting import NotExplained, make_report
from pollwright.budgets.queries.figures import HeadingFigures, figures_of, unexplained
from pollwright.budgets.states import BudgetState, ChangeKind, Payer, Pot, Remedy
from pollwright.files.store import open_content
from pollwright.refusals import NotFound, NotPermitted
from pollwright.service_plan.models import Service
from tests.budgets.figures import named, shown, taken, whole
from tests.fixtures.people import TODAY, actor_in

AT = datetime(2026, 11, 23, 10, tzinfo=UTC)


def test_only_finance_enters_amounts_and_what_council_agreed_stays(
    budget: Budget, head: Actor, finance: Actor, officer: Actor, senior: Actor
) -> None:
    printing = named("Printing")
    for actor in (officer, senior, head):
        with pytest.raises(NotPermitted):
            enter_original(actor=actor, reference=printing.reference, version=printing.version, pence=1)

    with pytest.raises(AgreedAlready):
        enter_original(actor=finance, reference=printing.reference, version=printing.version, pence=1)

    assert (whole(budget).original, named("Sale of the register").original) == (7_200_000, -1_200_000)


def test_a_draft_is_agreed_once_every_heading_has_its_amount_and_the_next_year_begins_from_it(
    budget: Budget, head: Actor, finance: Actor, officer: Actor, service: Service
) -> None:
    with pytest.raises(BudgetThere):
        open_budget(actor=officer, service=service.reference, year=2026)
    following = open_budget(actor=officer, service=service.reference, year=2027)

    with pytest.raises(AmountsMissing):
        agree_budget(actor=finance, reference=following.reference, version=1, minute="C/1", on=TODAY)
    with pytest.raises(NotAgreed):
        make_report(actor=officer, reference=following.reference, at=AT)

    rows = figures_of(head.authority_id, [following.pk], on=TODAY)
    assert [(one.title, one.entered, one.codes) for one in rows] == [
        ("Printing", None, ("4100",)),
        ("Venues", None, ("4200",)),
        ("Sale of the register", None, ("9100",)),
    ]


def test_headings_come_from_a_table_blank_and_twice_as_the_papers_have_them_or_not_at_all(
    head: Actor, finance: Actor, service: Service
) -> None:
    made = open_budget(actor=head, service=service.reference, year=2030)
    table = "Heading,Pot,Kind,Code,Original budget\nPostage,major polls,,P1,1200.50\n,,,,0\nPostage,,Income,P2,300\n"
    given = {"actor": finance, "reference": made.reference, "version": made.version}
    with pytest.raises(HeadingsUnreadable):
        import_headings(**given, content=(table + "Bad,,,,12.345\n").encode())
    with pytest.raises(HeadingsUnreadable):
        import_headings(**given, content=(table + "Bad,,,P1,1\n").encode())

    import_headings(**given, content=table.encode())

    held = BudgetHeading.objects.filter(budget=made).order_by("position")
    assert list(held.values_list("title", "pot", "original")) == [
        ("Postage", "major", 120_050),
        ("", "core", 0),
        ("Postage", "core", -30_000),
    ]


def test_the_latest_estimate_is_the_original_and_each_dated_change(
    budget: Budget, finance: Actor, client_as: Callable[[Role], Client]
) -> None:
    printing = named("Printing")
    given: dict[str, Any] = {"actor": finance, "reference": printing.reference, "reason": "More packs", "minute": "E/4"}
    change_estimate(**given, version=printing.version, kind=ChangeKind.SUPPLEMENTARY, pence=500_000, on=TODAY)
    with pytest.raises(BudgetChanged):
        change_estimate(**given, version=printing.version, kind=ChangeKind.CORRECTION, pence=-1, on=TODAY)
    with pytest.raises(BelowTheOther):
        change_estimate(**given, version=printing.version + 1, kind=ChangeKind.CORRECTION, pence=-6_500_001, on=TODAY)

    listed = client_as(Role.FINANCE).get(f"/budgets/{budget.reference}/changes/?as=csv")
    [row] = b"".join(listed).decode("utf-8-sig").splitlines()[1:]

    assert shown(budget)["Printing"].latest == 6_500_000
    assert whole(budget).original == 7_200_000
    assert row.split(",")[1:6] == ["Printing", "Supplementary estimate", "5000.00", "More packs", "E/4"]


def test_a_virement_is_approved_by_another_person_within_limits_and_the_total_stays(
    budget: Budget, head: Actor, officer: Actor, finance: Actor
) -> None:
    before = whole(budget)
    printing, venues, sales = named("Printing"), named("Venues"), named("Sale of the register")
    asked = {"actor": head, "source": printing.reference, "reason": "More halls", "on": TODAY}
    small = ask_virement(**asked, target=venues.reference, pence=1_000_000)
    large = ask_virement(**asked, target=venues.reference, pence=1_000_001)
    with pytest.raises(NotSecondPerson):
        approve_virement(
            actor=replace(finance, person_id=head.person_id), reference=small.reference, version=1, paper="", on=TODAY
        )
    with pytest.raises(NotPermitted):
        approve_virement(actor=officer, reference=small.reference, version=1, paper="", on=TODAY)
    with pytest.raises(PaperMissing):
        approve_virement(actor=finance, reference=large.reference, version=1, paper=" ", on=TODAY)
    with pytest.raises(NotFree):
        ask_virement(**asked, target=venues.reference, pence=6_000_001)
    with pytest.raises(NotBetweenThese):
        ask_virement(**asked, target=sales.reference, pence=1)

    approve_virement(actor=finance, reference=small.reference, version=1, paper="", on=TODAY)
    approve_virement(actor=finance, reference=large.reference, version=1, paper="DD/9", on=TODAY)

    assert whole(budget) == before
    assert (shown(budget)["Printing"].latest, shown(budget)["Venues"].latest) == (3_999_999, 4_400_001)
    assert sum(EstimateChange.objects.values_list("pence", flat=True)) == 0


@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2), st.integers(1, 4_000_000)), max_size=4))
@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_virements_are_asked_for_they_come_to_nought(
    budget: Budget, head: Actor, finance: Actor, moves: list[tuple[int, int, int]]
) -> None:
    titles = ("Printing", "Venues", "Sale of the register")
    for source, target, pence in moves:
        given = {"source": named(titles[source]).reference, "target": named(titles[target]).reference, "pence": pence}
        try:
            made = ask_virement(actor=head, reason="Walk", on=TODAY, **given)  # type: ignore[arg-type]
            approve_virement(actor=finance, reference=made.reference, version=1, paper="C/1", on=TODAY)
        except (NotFree, NotBetweenThese):
            continue

    assert whole(budget).latest == 7_200_000
    assert sum(EstimateChange.objects.values_list("pence", flat=True)) == 0
    assert min(one.latest for title, one in shown(budget).items() if title != titles[2]) >= 0


def test_national_money_is_not_moved_to_local_headings(budget: Budget, head: Actor) -> None:
    facts = HeadingFacts("Poll cards, general election", Pot.MAJOR, payer=Payer.CONSOLIDATED_FUND)
    fund = add_heading(actor=head, reference=budget.reference, version=budget.version, facts=facts)

    with pytest.raises(NotBetweenThese):
        ask_virement(
            actor=head,
            source=named("Printing").reference,
            target=fund.reference,
            pence=1,
            reason="Short",
            on=TODAY,
        )
    assert Virement.objects.count() == 0


def test_a_report_waits_until_every_variance_above_the_threshold_is_explained(
    budget: Budget, head: Actor, officer: Actor
) -> None:
    for title, pounds in (("Printing", 64_500), ("Venues", 24_000), ("Sale of the register", 12_000)):
        one = named(title)
        given = {"reference": one.reference, "version": one.version, "reason": "Known prices"}
        set_forecast(actor=officer, **given, pence=pounds * 100)  # type: ignore[arg-type]
    with pytest.raises(NotExplained):
        make_report(actor=officer, reference=budget.reference, at=AT)

    printing = named("Printing")
    said = {"explanation": "Paper became dearer", "remedy": Remedy.MANAGED, "on": TODAY}
    explain_variance(actor=officer, reference=printing.reference, version=printing.version, **said)  # type: ignore[arg-type]
    made = make_report(actor=officer, reference=budget.reference, at=AT)

    with open_content(made.pdf) as content:
        text = " ".join(page.extract_text() for page in PdfReader(BytesIO(content.read())).pages)
    assert ["Paper became dearer" in " ".join(text.split()), "£4,500.00" in text] == [True, True]
    assert made.rows[-1][:3] == ["Net cost of service", "£72,000.00", "£72,000.00"]
    printing = named("Printing")
    set_forecast(
        actor=officer, reference=printing.reference, version=printing.version, pence=6_600_000, reason="Dearer still"
    )
    assert [one.title for one in _to_explain(budget)] == ["Printing"]


def _to_explain(budget: Budget) -> list[HeadingFigures]:
    found = figures_of(budget.authority_id, [budget.pk], on=TODAY)
    return unexplained(budget.authority_id, found, on=TODAY)


def test_a_year_is_closed_without_loose_ends_and_stays(budget: Budget, head: Actor, finance: Actor) -> None:
    taken(finance, budget, "J1,1/6/2026,4100,60000,,\nJ2,1/6/2026,4200,24000,,\nJ3,1/6/2026,9100,-12000,,\n", 7_200_000)
    held = taken(finance, budget, "J4,1/6/2026,5555,1,,\n", 100)
    budget.refresh_from_db()
    given: dict[str, Any] = {"actor": finance, "reference": budget.reference, "version": budget.version}
    with pytest.raises(NotYetOver):
        close_budget(**given, on=date(2027, 3, 31))
    with pytest.raises(LooseEnds):
        close_budget(**given, on=date(2027, 4, 1))

    withdraw_extract(actor=finance, reference=held.reference, version=held.version, reason="Not ours")
    close_budget(**given, on=date(2027, 4, 1))

    assert Budget.objects.get().state == BudgetState.CLOSED
    with pytest.raises(YearClosed):
        raise_order(actor=head, reference=named("Printing").reference, facts=OrderFacts("Late", 1, TODAY))


def test_another_authority_s_budget_is_not_there(budget: Budget, other_authority: Authority) -> None:
    with pytest.raises(NotFound):
        change_estimate(
            actor=actor_in(other_authority, Role.FINANCE),
            reference=named("Printing").reference,
            version=1,
            kind=ChangeKind.CORRECTION,
            pence=1,
            reason="Walk",
            minute="",
            on=TODAY,
        )
