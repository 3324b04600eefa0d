"""The money of a demonstration: the year's budget of the service with what was ordered, spent, moved and explained.

Suppliers and amounts are invented.
"""

from __future__ import annotations

import csv
import io
from datetime import date, datetime, timedelta

from django_scopes import scope

from pollwright.acting import Actor
from pollwright.budgets.models import Budget, BudgetHeading
from pollwright.budgets.operations.explaining import explain_variance, set_forecast
from pollwright.budgets.operations.finance import agree_budget
from pollwright.budgets.operations.importing import import_headings
from pollwright.budgets.operations.ledger import GivenExtract, read_extract, take_extract
from pollwright.budgets.operations.moving import approve_virement, ask_virement
from pollwright.budgets.operations.orders import OrderFacts, raise_order, receipt_order
from pollwright.budgets.operations.preparing import open_budget
from pollwright.budgets.states import Pot, Remedy

_HEADINGS = """heading,pot,kind,paid by,spent,code,original budget
Employees,core,cost,council,even,1000,640000
Printing and postage,core,cost,council,ordered,4100,150000
Software licences,core,cost,council,ordered,4300,62000
Canvass,core,cost,council,even,4500,58000
Sale of the register,core,income,council,even,9100,10000
Ordinary elections,major,cost,council,even,5000,900000
Recharges to parishes,major,income,parish,even,9200,300000
By-elections,minor,cost,council,even,5100,180000
Neighbourhood referendums,minor,cost,planning,even,5200,40000
"""
_MONTHLY = 53_412_50


def keep_books(head: Actor, finance: Actor, *, now: datetime) -> None:
    """Keep the budget of a demonstration's year as its officers would."""
    on = now.date()
    year = on.year - (on.month < 4)
    with scope(authority=head.authority_id):
        made = open_budget(actor=head, name="Elections", year=year)
        import_headings(actor=finance, reference=made.reference, version=made.version, content=_HEADINGS.encode())
        made.refresh_from_db()
        agreed = date(year, 2, 24)
        agree_budget(actor=finance, reference=made.reference, version=made.version, minute="C/2026/14", on=agreed)
        _orders(head, made, on)
        _ledger(finance, made, year, on)
        asked = ask_virement(
            actor=head, source=_of(made, "Canvass"), target=_of(made, "Software licences"),
            pence=6_000_00, reason="Canvass reform took fewer letters; the licence rose with the electorate", on=on,
        )  # fmt: skip
        approve_virement(actor=finance, reference=asked.reference, version=1, paper="", on=on)
        rise = OrderFacts("More electors in the licence", 6_000_00, on - timedelta(days=3), "PO1080", "Tallow Systems")
        raise_order(actor=head, reference=_of(made, "Software licences"), facts=rise)
        _held(head, made)
        printing = BudgetHeading.objects.get(budget=made, title="Printing and postage")
        explain_variance(
            actor=head, reference=printing.reference, version=printing.version, remedy=Remedy.MANAGED, on=on,
            explanation="Postage rose in October; fewer second reminders will be sent by post",
        )  # fmt: skip


def _orders(head: Actor, budget: Budget, on: date) -> None:
    forms = OrderFacts("Canvass forms and envelopes", 38_400_00, on - timedelta(days=120), "PO1041", "Fenwick Print")
    made = raise_order(actor=head, reference=_of(budget, "Printing and postage"), facts=forms)
    receipt_order(actor=head, reference=made.reference, version=1, pence=38_150_00, on=on - timedelta(days=90))
    cards = OrderFacts("Poll cards", 21_000_00, on - timedelta(days=12), "PO1077", "Fenwick Print")
    raise_order(actor=head, reference=_of(budget, "Printing and postage"), facts=cards)


def _ledger(finance: Actor, budget: Budget, year: int, on: date) -> None:
    first = date(year, 4, 28)
    rows = [(f"PY{month:02d}", first + timedelta(days=30 * month), "1000", _MONTHLY, "") for month in range(12)]
    rows += [
        ("AP101", date(year, 4, 12), "4300", 62_000_00, ""),
        ("AP117", date(year, 4, 19), "4100", 96_240_00, ""),
        ("AP160", date(year, 8, 30), "4100", 38_150_00, "PO1041"),
        ("AP171", date(year, 9, 14), "4500", 30_400_00, ""),
        ("AR020", date(year, 6, 3), "9100", -5_820_00, ""),
        ("AP199", date(year, 6, 21), "4777", 1_260_00, ""),
    ]
    posted = [row for row in rows if row[1] <= on]
    if not posted:
        return
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(("Reference", "Date", "Subjective", "Amount", "Order"))
    for reference, day, code, pence, order in posted:
        writer.writerow((reference, day.isoformat(), code, f"{pence / 100:.2f}", order))
    columns = {
        "reference": "Reference",
        "date": "Date",
        "subjective": "Subjective",
        "amount": "Amount",
        "order": "Order",
    }
    budget.refresh_from_db()
    given = GivenExtract(out.getvalue().encode(), columns, sum(row[3] for row in posted))
    held = read_extract(actor=finance, reference=budget.reference, version=budget.version, given=given, on=on)
    take_extract(actor=finance, reference=held.reference, version=held.version)


def _held(head: Actor, budget: Budget) -> None:
    """Forecast what is kept for polls at what is budgeted: whether they are called, nobody knows."""
    for heading in BudgetHeading.objects.filter(budget=budget).exclude(pot=Pot.CORE).order_by("position"):
        set_forecast(
            actor=head,
            reference=heading.reference,
            version=heading.version,
            pence=abs(heading.original or 0),
            reason="Held for polls that may still be called",
        )


def _of(budget: Budget, title: str) -> str:
    return BudgetHeading.objects.get(budget=budget, title=title).reference
