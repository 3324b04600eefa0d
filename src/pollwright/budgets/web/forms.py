"""The forms of budgets, and the facts that are read from them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _t

from pollwright.budgets.operations.orders import OrderFacts
from pollwright.budgets.operations.preparing import HeadingFacts
from pollwright.budgets.operations.reading import FIELDS
from pollwright.budgets.states import ChangeKind, Payer, Pot, Remedy, Sort, Spread
from pollwright.budgets.web.terms import amount_field
from pollwright.pages.forms import (
    Choice,
    DateField,
    FileField,
    Form,
    HiddenField,
    NumberField,
    Radios,
    Select,
    TextArea,
    TextField,
)
from pollwright.pages.forms.amounts import pence_of
from pollwright.pages.forms.fields import Field

Typed = Mapping[str, Any]
VERSION = HiddenField("version")
REASON = TextArea("reason", _t("Reason"), rows=3, longest=500)
POT = Radios("pot", _t("Pot"), choices=tuple(Choice(one.value, one.label) for one in Pot))
PAYER = Select("payer", _t("Paid by in the end"), choices=tuple(Choice(one.value, one.label) for one in Payer))
FILE = FileField("file", _t("File"), endings=(".csv", ".xlsx"))
PAPER = TextField("paper", _t("Paper in which it was approved"), required=False, longest=200)
COLUMN_LABELS = {
    "reference": _t("Column of the reference"),
    "line": _t("Column of the line of the reference"),
    "date": _t("Column of the day"),
    "cost_centre": _t("Column of the cost centre"),
    "subjective": _t("Column of the code"),
    "amount": _t("Column of the amount"),
    "debit": _t("Column of debits"),
    "credit": _t("Column of credits"),
    "order": _t("Column of the order’s number"),
    "supplier": _t("Column of the supplier"),
    "description": _t("Column of the description"),
    "reverses": _t("Column of the reference that a row takes back"),
}
USUAL = {
    "reference": "Reference",
    "date": "Date",
    "cost_centre": "Cost centre",
    "subjective": "Subjective",
    "amount": "Amount",
    "order": "",
    "supplier": "Supplier",
    "description": "Description",
}
"""How the columns are called before anybody said otherwise."""

ORIGINAL = Form(VERSION, amount_field("amount", _t("Original budget"), hint=_t("Income too without a minus.")))
AGREE = Form(
    VERSION,
    TextField("minute", _t("Minute of Council"), longest=200),
    DateField("on", _t("Agreed on")),
)
CLOSE = Form(VERSION)
ESTIMATE = Form(
    VERSION,
    Radios(
        "kind",
        _t("Why"),
        choices=tuple(Choice(one.value, one.label) for one in ChangeKind if one is not ChangeKind.VIREMENT),
    ),
    amount_field("amount", _t("By how much"), signed=True, hint=_t("With a minus where it becomes smaller.")),
    DateField("on", _t("Decided on")),
    TextField("minute", _t("Minute or paper"), longest=200, required=False),
    REASON,
)
FORECAST = Form(
    VERSION,
    amount_field(
        "amount",
        _t("Expected at the end of the year"),
        required=False,
        hint=_t("Leave it out to go back to the forecast that is worked out. Income too without a minus."),
    ),
    REASON,
)
EXPLAIN = Form(
    VERSION,
    TextArea("explanation", _t("Why it is expected to end otherwise"), rows=4, longest=1000),
    Radios("remedy", _t("What is done about it"), choices=tuple(Choice(one.value, one.label) for one in Remedy)),
)
RECEIPT = Form(VERSION, amount_field("amount", _t("What it costs in the end")), DateField("on", _t("Came on")))
CANCEL = Form(VERSION, REASON)
APPROVE = Form(VERSION, PAPER)
REFUSE = Form(VERSION, REASON)
IMPORT = Form(VERSION, FILE)
WITHDRAW = Form(VERSION, REASON)
TAKE = Form(VERSION)


def heading_form(polls: Sequence[tuple[str, str]], *, bid: bool, reason: bool) -> Form:
    """Return the form of a heading; `bid` asks for what is wanted, `reason` for why it is changed."""
    fields: list[Field] = [
        VERSION,
        TextField("title", _t("Heading"), required=False, hint=_t("As your papers have it; it may stand twice.")),
        POT,
        Radios("sort", _t("Kind"), choices=tuple(Choice(one.value, one.label) for one in Sort), inline=True),
        PAYER,
        Radios("spread", _t("How it is spent"), choices=tuple(Choice(one.value, one.label) for one in Spread)),
        TextField("code", _t("Code of the ledger"), longest=100, width=20, required=False),
        Select("poll", _t("Poll"), choices=_choices(polls), required=False, empty=_t("None")),
    ]
    if bid:
        fields.append(amount_field("bid", _t("What the service asks for"), required=False))
    return Form(*fields, REASON) if reason else Form(*fields)


def facts_of(given: Typed) -> HeadingFacts:
    """Return what was typed of a heading."""
    return HeadingFacts(
        title=given["title"] or "",
        pot=Pot(given["pot"]),
        sort=Sort(given["sort"]),
        payer=Payer(given["payer"]),
        spread=Spread(given["spread"]),
        code=given["code"] or "",
        poll=given["poll"] or "",
        bid=pence_of(given["bid"]) if given.get("bid") else None,
    )


def budget_form(services: Sequence[tuple[str, str]]) -> Form:
    """Return the form that opens a budget."""
    return Form(
        Select("service", _t("Service"), choices=_choices(services), required=False),
        TextField("name", _t("Or a service that has no plan yet"), required=False),
        NumberField("year", _t("Financial year that begins in"), least=1990, most=2200, width=5),
    )


def poll_form(polls: Sequence[tuple[str, str]]) -> Form:
    """Return the form that takes the budget of a poll's project over."""
    return Form(VERSION, Select("poll", _t("Poll"), choices=_choices(polls)), POT, PAYER)


def heading_choice(headings: Sequence[tuple[str, str]], name: str, label: Any) -> Select:
    """Return the field that chooses a heading."""
    return Select(name, label, choices=_choices(headings))


def virement_form(headings: Sequence[tuple[str, str]]) -> Form:
    """Return the form that asks for a virement."""
    return Form(
        heading_choice(headings, "source", _t("From")),
        heading_choice(headings, "target", _t("To")),
        amount_field("amount", _t("Amount")),
        REASON,
    )


def order_form(headings: Sequence[tuple[str, str]]) -> Form:
    """Return the form of an order."""
    return Form(
        heading_choice(headings, "heading", _t("Heading")),
        TextField("title", _t("What was ordered")),
        TextField("supplier", _t("Supplier"), required=False),
        TextField("number", _t("Number of the order in the ledger"), longest=40, width=20, required=False),
        amount_field("amount", _t("Amount ordered")),
        DateField("on", _t("Raised on")),
    )


def taken_form(headings: Sequence[tuple[str, str]]) -> Form:
    """Return the form that takes an order over that stands elsewhere."""
    return Form(
        heading_choice(headings, "heading", _t("Heading")),
        TextField("number", _t("Number of the order in the ledger"), longest=40, width=20, required=False),
    )


def order_of(given: Typed) -> OrderFacts:
    """Return what was typed of an order."""
    words = {name: given[name] or "" for name in ("number", "supplier")}
    return OrderFacts(given["title"], pence_of(given["amount"]), given["on"], **words)


def extract_form() -> Form:
    """Return the form that reads an extract of the ledger."""
    columns = (
        TextField(
            name, COLUMN_LABELS[name], longest=100, width=20, required=name in ("reference", "date", "subjective")
        )
        for name in FIELDS
    )
    control = amount_field(
        "control",
        _t("Control total"),
        signed=True,
        hint=_t("What the ledger itself says that these rows come to; with a minus where credits are more."),
    )
    return Form(VERSION, FILE, control, *columns)


def code_form(headings: Sequence[tuple[str, str]], *, moves: bool) -> Form:
    """Return the form that assigns a code of the ledger; one that `moves` is asked why."""
    fields = (HiddenField("was", required=False), heading_choice(headings, "heading", _t("Heading")))
    return Form(*fields, REASON) if moves else Form(*fields)


def _choices(pairs: Sequence[tuple[str, str]]) -> tuple[Choice, ...]:
    return tuple(Choice(*pair) for pair in pairs)
