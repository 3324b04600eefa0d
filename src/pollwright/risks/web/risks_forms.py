"""The forms of risks, controls and actions, and what they give."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _t

from pollwright.pages.forms import (
    Choice,
    DateField,
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
from pollwright.risks.operations.measures import MeasureFacts
from pollwright.risks.operations.recording import RiskFacts
from pollwright.risks.schemes import OVERALL, SCHEMES, TITLES, Category, Scheme, Step
from pollwright.risks.states import Effect, MeasureKind, ScoreKind
from pollwright.risks.web import terms

VERSION = HiddenField("version")
REASON = TextArea("reason", _t("Reason"), rows=3, longest=500)
_POUNDS = re.compile(r"-?[0-9]{1,9}(\.[0-9]{2})?")
_ANSWERS = {"yes": True, "no": False, "unsaid": None}
_TREATMENT = (Choice("yes", _t("Yes")), Choice("no", _t("No")), Choice("unsaid", _t("Not said")))
MOST_SCORE = 16


def risk_fields(people: Sequence[tuple[str, str]]) -> tuple[Field, ...]:
    """Return the questions about a risk; `people` are handles and names."""
    return (
        TextField("ref", _t("Reference"), longest=40, width=10, required=False, hint=_t("As your papers have it.")),
        TextArea("title", _t("Risk"), rows=2, longest=500),
        TextField("topic", _t("Topic"), longest=120, required=False),
        *_owners(people),
        TextArea("reason_for", _t("Reason for assessment"), rows=3, required=False),
        Radios("treatment_required", _t("Requires treatment"), choices=_TREATMENT, inline=True),
        DateField("last_review_on", _t("Last review"), required=False, noun=_t("the day of the last review")),
        DateField("next_milestone_on", _t("Next milestone"), required=False, noun=_t("the day of the next milestone")),
        DateField("next_review_on", _t("Next review"), required=False, noun=_t("the day of the next review")),
        TextField(
            "closed_text",
            _t("Date closed as typed"),
            longest=40,
            width=20,
            required=False,
            hint=_t("Only where a paper has something that is no day, such as two dashes."),
        ),
    )


def facts_of(given: Mapping[str, Any]) -> RiskFacts:
    """Return the particulars of a risk that were typed."""
    return RiskFacts(
        title=given["title"],
        ref=given["ref"] or "",
        topic=given["topic"] or "",
        reason=given["reason_for"] or "",
        owner=given["owner"] or "",
        owner_text=given["owner_text"] or "",
        treatment_required=_ANSWERS[given["treatment_required"]],
        last_review_on=given["last_review_on"],
        next_milestone_on=given["next_milestone_on"],
        next_review_on=given["next_review_on"],
        closed_text=given["closed_text"] or "",
    )


def treatment_typed(required: bool | None) -> str:
    """Return the answer about treatment as the form has it."""
    return next(name for name, value in _ANSWERS.items() if value is required)


def score_form(scheme: Scheme) -> Form:
    """Return the form of a score in a scheme: its own scales, and for the numeric one the score to check against."""
    held = SCHEMES[scheme]
    fields: list[Field] = [
        VERSION,
        Radios("kind", _t("Score"), choices=tuple(Choice(one.value, one.label) for one in ScoreKind), inline=True),
        Select("likelihood", _t("Likelihood"), choices=choices(held.likelihoods), required=False),
        TextField(
            "per_cent",
            _t("Chance in per cent"),
            width=5,
            suffix="%",
            required=False,
            hint=_t("Where it is known; it then decides the likelihood, rounded half up first."),
            pattern=terms.PER_CENT,
            pattern_message=_t("Enter a chance from 0 to 100, such as 5.5"),
        ),
        *impact_fields(scheme),
    ]
    if scheme is Scheme.NUMERIC:
        hint = _t("To check a paper: it must be likelihood times impact. Leave it out to have it worked out.")
        fields.append(NumberField("typed", _t("Risk score"), hint=hint, least=1, most=MOST_SCORE, required=False))
    return Form(*fields, TextArea("reason", _t("Reason"), rows=2, longest=500, required=False))


def impact_fields(scheme: Scheme) -> tuple[Field, ...]:
    """Return a question for the impact in each category of a scheme."""
    steps = choices(tuple(reversed(SCHEMES[scheme].impacts)))
    return tuple(
        Select(
            f"impact_{category}",
            _t("Impact") if category == OVERALL else TITLES[Category(category)],
            choices=steps,
        )
        for category in SCHEMES[scheme].categories
    )


def impacts_of(scheme: Scheme, given: Mapping[str, Any]) -> dict[str, str]:
    """Return the impact in each category that was chosen."""
    return {str(category): given[f"impact_{category}"] for category in SCHEMES[scheme].categories}


def decide_form() -> Form:
    """Return the form in which the scores of a risk that was moved are decided."""
    held = SCHEMES[Scheme.NUMERIC]
    likelihoods, impacts = choices(held.likelihoods), choices(tuple(reversed(held.impacts)))
    return Form(
        VERSION,
        Select("inherent_likelihood", _t("Inherent likelihood"), choices=likelihoods),
        Select("inherent_impact", _t("Inherent impact"), choices=impacts),
        Select("residual_likelihood", _t("Residual likelihood"), choices=likelihoods),
        Select("residual_impact", _t("Residual impact"), choices=impacts),
        REASON,
    )


def measure_form(people: Sequence[tuple[str, str]]) -> Form:
    """Return the form of a control or an action."""
    return Form(
        VERSION,
        Radios("kind", _t("It is"), choices=tuple(Choice(one.value, one.label) for one in MeasureKind), inline=True),
        TextArea("text", _t("What is done"), rows=3, longest=1000),
        *_owners(people),
        DateField("due_on", _t("To be done by"), required=False, noun=_t("the day by which it is done")),
        TextField(
            "cost",
            _t("Cost"),
            prefix="£",
            width=10,
            required=False,
            pattern=_POUNDS,
            pattern_message=_t("Enter pounds and pence, such as 125 or 125.50"),
        ),
        Radios("effect", _t("Does it work?"), choices=tuple(Choice(one.value, one.label) for one in Effect)),
    )


def measure_of(given: Mapping[str, Any]) -> MeasureFacts:
    """Return the control or action that was typed."""
    return MeasureFacts(
        kind=MeasureKind(given["kind"]),
        text=given["text"],
        owner=given["owner"] or "",
        owner_text=given["owner_text"] or "",
        due_on=given["due_on"],
        cost_pence=pence_of(given["cost"]) if given["cost"] else None,
        effect=Effect(given["effect"]),
    )


def choices(steps: Sequence[Step]) -> tuple[Choice, ...]:
    """Return the steps of a scale to choose from."""
    return tuple(Choice(step.mark, step.label) for step in steps)


def _owners(people: Sequence[tuple[str, str]]) -> tuple[Field, ...]:
    choices_of = tuple(Choice(*one) for one in people)
    return (
        Select("owner", _t("Owner"), choices=choices_of, required=False, empty=_("Nobody")),
        TextField(
            "owner_text",
            _t("Owner as typed"),
            longest=150,
            required=False,
            hint=_t("A post, or somebody who does not sign in here."),
        ),
    )
