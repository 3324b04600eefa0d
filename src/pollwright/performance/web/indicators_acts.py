"""What can be done with an indicator: forms and the operations they lead to."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _t

from pollwright.access.queries.members import members
from pollwright.access.web.acts import Asked
from pollwright.acting import Actor, Permission
from pollwright.pages.forms import (
    Choice,
    Confirmation,
    Form,
    HiddenField,
    NumberField,
    Radios,
    Select,
    TextArea,
    TextField,
)
from pollwright.pages.forms.fields import Field
from pollwright.pages.shell import Crumb
from pollwright.performance.operations import defining, entering
from pollwright.performance.operations.defining import IndicatorFacts, Meaning
from pollwright.performance.queries.figures import IndicatorRecord
from pollwright.performance.rating import Period, period_of
from pollwright.performance.states import DIMENSIONS, Computed, ExpectedKind, Frequency, Polarity
from pollwright.performance.web import terms

Typed = Mapping[str, Any]
Doing = tuple[Form, Typed, Callable[[Typed], object]]
_POINTS = re.compile(r"-?\d{1,5}([.]\d{1,2})?")
_VERSION = HiddenField("version")
_REASON = TextArea("reason", _t("Reason"), rows=3, longest=500)
_YEAR = NumberField("year", _t("Financial year that begins in"), least=2000, most=2100, width=5)
_QUARTER = Radios(
    "quarter",
    _t("Period"),
    choices=(Choice("0", _t("The whole year")), *(Choice(str(number), f"Q{number}") for number in range(1, 5))),
    inline=True,
)
_MEANING: tuple[Field, ...] = (
    TextArea("meaning", _t("What it means"), rows=3),
    TextField("formula", _t("Formula"), longest=500, required=False),
    TextField("source", _t("Source of the data"), longest=300, required=False),
    Confirmation("route_1_counts", _t("Canvass: a property of route 1 without a reply is complete"), required=False),
    Confirmation("taken_back_counts", _t("Notices: a change taken back counts as missed"), required=False),
)
MEANING = Form(_VERSION, *_MEANING, _REASON)
TARGET = Form(
    Radios("kind", _t("Kind"), choices=tuple(Choice(one.value, one.label) for one in ExpectedKind), inline=True),
    _YEAR,
    _QUARTER,
    TextField("text", _t("As typed"), longest=40, width=20, hint=_t("A number such as 90%, or text such as TBA.")),
)
ENTER = Form(
    _YEAR,
    _QUARTER,
    TextField(
        "text", _t("Actual"), longest=40, width=20, required=False, hint=_t("Leave it out where you enter counts.")
    ),
    NumberField("numerator", _t("Part"), required=False, width=10),
    NumberField("denominator", _t("Whole"), required=False, width=10),
    Confirmation("historic", _t("Historic, with source, not computed"), required=False),
    TextField("source", _t("Where it was published"), longest=300, required=False),
    TextArea("commentary", _t("Commentary"), rows=3, required=False),
    TextArea("reason", _t("Why a figure that was signed off is corrected"), rows=2, longest=500, required=False),
)
COMPUTE = Form(
    _YEAR,
    _QUARTER,
    TextArea("reason", _t("Why a figure that was signed off is corrected"), rows=2, longest=500, required=False),
)
QUALITY = Form(
    _YEAR,
    *(
        NumberField(name, label, least=1, most=4, width=2, required=False)
        for name, label in zip(
            DIMENSIONS,
            (
                _t("Accuracy"),
                _t("Validity"),
                _t("Reliability"),
                _t("Timeliness"),
                _t("Relevance"),
                _t("Completeness"),
            ),
            strict=True,
        )
    ),
    TextArea("statement", _t("Statement"), rows=3, required=False),
)
WITHDRAW = Form(_VERSION, _REASON)
ACTS = {
    "compute": _t("Work a figure out"),
    "enter": _t("Enter a figure"),
    "target": _t("Set a target or forecast"),
    "quality": _t("State the quality of the data"),
    "meaning": _t("Change what it means"),
    "change": _t("Change particulars"),
    "withdraw": _t("Use it no longer"),
}


def new(actor: Actor, *, on: date) -> Asked:
    """Return the definition of an indicator as its page asks for it."""

    def perform(given: Typed) -> str:
        made = defining.define_indicator(actor=actor, facts=_facts(given), meaning=_meaning(given), on=on)
        return terms.indicator_href(made.reference)

    label = _("Define an indicator")
    typed = {
        "frequency": Frequency.YEARLY.value,
        "polarity": Polarity.HIGHER.value,
        "computed": "hand",
        "unit": "%",
        "places": 2,
        "route_1_counts": True,
        "taken_back_counts": True,
    }
    form = Form(*_particulars(actor), *_MEANING)
    return Asked(
        label, form, label, perform, reverse("performance:indicators"), typed, crumbs=(terms.indicators_crumb(),)
    )


def open_acts(actor: Actor, found: IndicatorRecord) -> tuple[tuple[str, str], ...]:
    """Return name and label of what may be done with an indicator now."""
    if not actor.may(Permission.PERFORMANCE_EDIT) or found.row.withdrawn_on is not None:
        return ()
    return tuple((name, str(label)) for name, label in ACTS.items() if name != "compute" or found.row.computed)


def asked(actor: Actor, found: IndicatorRecord, name: str, *, on: date) -> Asked:
    """Return an act on an indicator as its page asks for it.

    :raises Http404: where there is no act of that name.
    """
    makers: dict[str, Callable[[], Doing]] = {
        "compute": partial(_compute, actor, found, on),
        "enter": partial(_enter, actor, found, on),
        "target": partial(_target, actor, found, on),
        "quality": partial(_quality, actor, found, on),
        "meaning": partial(_amend, actor, found, on),
        "change": partial(_change, actor, found),
        "withdraw": partial(_withdraw, actor, found, on),
    }
    if name not in makers:
        raise Http404
    form, typed, act = makers[name]()

    def perform(given: Typed) -> None:
        act(given)

    back = terms.indicator_href(found.row.reference)
    crumbs = (terms.indicators_crumb(), Crumb(found.row.code or found.row.reference, back))
    return Asked(ACTS[name], form, ACTS[name], perform, back, typed, crumbs, caption=found.row.title)


def _particulars(actor: Actor) -> tuple[Field, ...]:
    people = tuple(Choice(*one) for one in members(actor.authority_id))
    hand = tuple(Choice(one.value or "hand", one.label) for one in Computed)
    return (
        TextField("code", _t("Reference"), longest=20, width=10, required=False, hint=_t("As your papers have it.")),
        TextField("title", _t("Description"), longest=300),
        TextField("service", _t("Service"), longest=120, required=False),
        Select("owner", _t("Owner"), choices=people, required=False, empty=_("Nobody")),
        TextField("owner_text", _t("Owner as typed"), longest=150, required=False),
        TextField("checker_text", _t("Checker"), longest=150, required=False),
        Radios("frequency", _t("Due"), choices=tuple(Choice(one.value, one.label) for one in Frequency)),
        Radios("polarity", _t("Polarity"), choices=tuple(Choice(one.value, one.label) for one in Polarity)),
        Radios("computed", _t("How"), choices=hand),
        TextField("unit", _t("Unit"), longest=10, width=5, required=False),
        NumberField("places", _t("Decimal places"), least=0, most=4, width=2),
        TextField(
            "tolerance",
            _t("Tolerance in points"),
            width=5,
            required=False,
            hint=_t("Short of the target by no more is amber. Leave it out for 5, or 1 for a target of 100%."),
            pattern=_POINTS,
            pattern_message=_t("Enter a number of points, such as 2.5"),
        ),
        NumberField(
            "starts_in", _t("First financial year, that begins in"), least=2000, most=2100, width=5, required=False
        ),
    )


def _facts(given: Typed) -> IndicatorFacts:
    words = {name: given[name] or "" for name in ("code", "service", "owner", "owner_text", "checker_text", "unit")}
    return IndicatorFacts(
        title=given["title"],
        frequency=Frequency(given["frequency"]),
        polarity=Polarity(given["polarity"]),
        computed=Computed("" if given["computed"] == "hand" else given["computed"]),
        places=given["places"],
        tolerance=Decimal(given["tolerance"]) if given["tolerance"] else None,
        starts_in=given["starts_in"],
        **words,
    )


def _meaning(given: Typed) -> Meaning:
    return Meaning(
        given["meaning"],
        given["formula"] or "",
        given["source"] or "",
        given["route_1_counts"],
        given["taken_back_counts"],
    )


def _period(given: Typed) -> Period:
    return Period(given["year"], int(given["quarter"]))


def _now(found: IndicatorRecord, on: date) -> dict[str, Any]:
    now = period_of(on)
    return {"year": now.year, "quarter": "0" if found.row.frequency == Frequency.YEARLY else str(now.quarter)}


def _compute(actor: Actor, found: IndicatorRecord, on: date) -> Doing:
    def act(given: Typed) -> object:
        return entering.compute_actual(
            actor=actor,
            reference=found.row.reference,
            period=_period(given),
            on=on,
            reason=given["reason"] or "",
        )

    return COMPUTE, _now(found, on), act


def _enter(actor: Actor, found: IndicatorRecord, on: date) -> Doing:
    def act(given: Typed) -> object:
        figure = entering.Entered(
            given["text"] or "",
            given["numerator"],
            given["denominator"],
            given["historic"],
            given["source"] or "",
            given["commentary"] or "",
        )
        return entering.enter_actual(
            actor=actor,
            reference=found.row.reference,
            period=_period(given),
            figure=figure,
            on=on,
            reason=given["reason"] or "",
        )

    return ENTER, _now(found, on), act


def _target(actor: Actor, found: IndicatorRecord, on: date) -> Doing:
    def act(given: Typed) -> object:
        return defining.set_expected(
            actor=actor,
            reference=found.row.reference,
            kind=ExpectedKind(given["kind"]),
            period=_period(given),
            text=given["text"],
        )

    return TARGET, _now(found, on) | {"kind": ExpectedKind.TARGET.value, "quarter": "0"}, act


def _quality(actor: Actor, found: IndicatorRecord, on: date) -> Doing:
    last = found.quality[0] if found.quality else None
    typed: dict[str, Any] = {"year": period_of(on).year}
    if last is not None:
        typed |= {**last.scores, "year": last.year, "statement": last.statement}

    def act(given: Typed) -> object:
        return defining.state_quality(
            actor=actor,
            reference=found.row.reference,
            year=given["year"],
            scores={name: given[name] for name in DIMENSIONS},
            statement=given["statement"] or "",
        )

    return QUALITY, typed, act


def _amend(actor: Actor, found: IndicatorRecord, on: date) -> Doing:
    now = found.definitions[0]
    names = ("meaning", "formula", "source", "route_1_counts", "taken_back_counts")
    typed = {name: getattr(now, name) for name in names} | {"version": str(found.version)}

    def act(given: Typed) -> object:
        return defining.amend_definition(
            actor=actor,
            reference=found.row.reference,
            version=terms.whole(given["version"]),
            meaning=_meaning(given),
            reason=given["reason"],
            on=on,
        )

    return MEANING, typed, act


def _change(actor: Actor, found: IndicatorRecord) -> Doing:
    row = found.row
    typed: dict[str, Any] = {name: getattr(row, name) for name in ("code", "title", "service", "frequency")}
    names = ("owner_text", "checker_text", "polarity", "unit", "places", "starts_in")
    typed |= {name: getattr(found, name) for name in names}
    typed |= {"owner": found.owner_handle, "computed": row.computed or "hand", "version": str(found.version)}
    typed["tolerance"] = "" if found.tolerance is None else f"{found.tolerance.normalize():f}"

    def act(given: Typed) -> object:
        return defining.change_indicator(
            actor=actor, reference=row.reference, version=terms.whole(given["version"]), facts=_facts(given)
        )

    return Form(_VERSION, *_particulars(actor)), typed, act


def _withdraw(actor: Actor, found: IndicatorRecord, on: date) -> Doing:
    def act(given: Typed) -> object:
        return defining.withdraw_indicator(
            actor=actor,
            reference=found.row.reference,
            version=terms.whole(given["version"]),
            reason=given["reason"],
            on=on,
        )

    return WITHDRAW, {"version": str(found.version)}, act
