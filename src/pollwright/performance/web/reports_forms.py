"""The form that a report is made with, and what is asked for by what was typed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _t

from pollwright.acting import Actor
from pollwright.pages.forms import Checkboxes, Choice, Form, NumberField, Radios, Select, TextArea
from pollwright.pages.forms.fields import Field
from pollwright.performance.operations.reporting import Report
from pollwright.performance.papers.reports import Words
from pollwright.performance.rating import Period, period_of
from pollwright.performance.sections import offered, services_of
from pollwright.performance.states import Implication, ReportKind

QUARTERS = tuple(Choice(str(number), f"Q{number}") for number in range(1, 5))
LEAD = _t(
    "Indicators are always in it, as they stand for the quarter; every other section is told as at today. What the report"
    " says is frozen with its files."
)
_WORDS: tuple[Field, ...] = (
    TextArea("summary", _t("Summary"), required=False, longest=8000, rows=6),
    TextArea(
        "recommendations",
        _t("Recommendations"),
        required=False,
        hint=_t("One a line. A committee report without any is made, and says so to you."),
    ),
    *(TextArea(one.value, one.label, required=False, rows=3) for one in Implication),
    TextArea(
        "background",
        _t("Background documents"),
        required=False,
        rows=3,
        hint=_t(
            "One a line: unpublished documents on which the report relies to a material extent. A report to a committee"
            " lists them (Local Government Act 1972, section 100D); it prints None where there are none."
        ),
    ),
)


def form_of(actor: Actor) -> Form:
    """Return the form, with the services of the authority and the sections that the actor may see."""
    services = services_of(actor.authority_id)
    fields: list[Field] = [
        Radios("kind", _t("For"), choices=tuple(Choice(one.value, one.label) for one in ReportKind)),
        NumberField("year", _t("Financial year that begins in"), least=2000, most=2100, width=5),
        Radios("quarter", _t("Quarter"), choices=QUARTERS, inline=True),
    ]
    if len(services) > 1:
        hint = _t("Indicators and risks that name no service are in every report.")
        choices = tuple(Choice(name, name) for name in services)
        fields.append(
            Select("service", _t("Service"), choices=choices, empty=_t("Every service"), required=False, hint=hint)
        )
    if sections := offered(actor.permissions):
        choices = tuple(Choice(one.name, one.label) for one in sections)
        fields.append(Checkboxes("sections", _t("Sections besides the indicators"), choices=choices, required=False))
    return Form(*fields, *_WORDS)


def typed_at_first(actor: Actor, on: date) -> Mapping[str, Any]:
    """Return what the form starts from: the quarter that ended last, and every section that the actor may see."""
    now = period_of(on)
    year, quarter = (now.year, now.quarter - 1) if now.quarter > 1 else (now.year - 1, 4)
    sections = [one.name for one in offered(actor.permissions)]
    return {"kind": ReportKind.BOARD.value, "year": year, "quarter": str(quarter), "sections": sections}


def wanted_in(given: Mapping[str, Any]) -> Report:
    """Return the report that is asked for."""
    words = Words(
        given["summary"] or "",
        _lines(given["recommendations"]),
        {one.value: given[one.value] for one in Implication if given[one.value]},
        _lines(given["background"]),
    )
    period = Period(given["year"], int(given["quarter"]))
    sections = tuple(given.get("sections") or ())
    return Report(ReportKind(given["kind"]), period, given.get("service") or "", sections, words)


def _lines(text: str | None) -> tuple[str, ...]:
    return tuple(line.strip() for line in (text or "").splitlines() if line.strip())
