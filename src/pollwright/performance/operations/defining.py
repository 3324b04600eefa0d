"""Acts on indicators: defining and changing them, versions of what they mean, targets, and the quality of their data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal

from pollwright.access.queries.members import member_id
from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.authorities.references import next_reference
from pollwright.performance import events
from pollwright.performance.models import Expected, Indicator, IndicatorDefinition, QualityStatement
from pollwright.performance.rating import Period, number_of, year_label
from pollwright.performance.states import DIMENSIONS, Computed, ExpectedKind, Frequency, Polarity
from pollwright.refusals import NotFound, Refused

SERIES = "PI"
BEST = 4


class IndicatorChanged(Refused):
    """Another officer changed the indicator."""

    code = "performance.R001"
    problem = "Indicator {reference} was changed since you opened it."
    remedy = "Open it again to see how it stands, then repeat what you did."


class IndicatorWithdrawn(Refused):
    """The indicator is no longer used."""

    code = "performance.R002"
    problem = "Indicator {reference} is no longer used."
    remedy = "Its figures stay. Define another indicator for new ones."


class NotAQuality(Refused):
    """A dimension of data quality has a score that there is not."""

    code = "performance.R003"
    problem = "A dimension of data quality is scored from 1 to 4."
    remedy = "Check the scores of the six dimensions."


class ToleranceNegative(Refused):
    """A tolerance is below nought."""

    code = "performance.R004"
    problem = "The tolerance is below nought."
    remedy = "Enter how many points short of the target are amber; nothing for the usual tolerance."


@dataclass(frozen=True, slots=True)
class IndicatorFacts:
    """What is known of an indicator. `owner` is a handle; `owner_text` and `checker_text` are as typed."""

    title: str
    code: str = ""
    service: str = ""
    owner: str = ""
    owner_text: str = ""
    checker_text: str = ""
    frequency: Frequency = Frequency.YEARLY
    polarity: Polarity = Polarity.HIGHER
    unit: str = "%"
    places: int = 2
    tolerance: Decimal | None = None
    computed: Computed = Computed.BY_HAND
    starts_in: int | None = None


@dataclass(frozen=True, slots=True)
class Meaning:
    """A version of a definition; see `IndicatorDefinition` for the two choices."""

    meaning: str
    formula: str = ""
    source: str = ""
    route_1_counts: bool = True
    taken_back_counts: bool = True


@operation(Permission.PERFORMANCE_EDIT)
def define_indicator(*, actor: Actor, facts: IndicatorFacts, meaning: Meaning, on: date) -> Indicator:
    """Define an indicator with the first version of what it means.

    :raises ToleranceNegative: where the tolerance is below nought.
    """
    indicator = Indicator(authority_id=actor.authority_id, reference=next_reference(actor.authority_id, SERIES))
    for name, value in _stored(actor, facts).items():
        setattr(indicator, name, value)
    indicator.save(force_insert=True)
    _define(indicator, 1, meaning, on, "")
    record(events.IndicatorDefined(indicator.reference, facts.code), actor=actor, subjects=[indicator])
    return indicator


@operation(Permission.PERFORMANCE_EDIT)
def change_indicator(*, actor: Actor, reference: str, version: int, facts: IndicatorFacts) -> Indicator:
    """Change the particulars of an indicator.

    :raises IndicatorChanged: where another officer was first.
    """
    indicator = indicator_in_hand(actor, reference, version)
    wanted = _stored(actor, facts)
    changes = {
        name: (getattr(indicator, name), value) for name, value in wanted.items() if getattr(indicator, name) != value
    }
    for name, value in wanted.items():
        setattr(indicator, name, value)
    next_version(indicator)
    record(events.IndicatorChanged(reference), actor=actor, subjects=[indicator], changes=changes)
    return indicator


@operation(Permission.PERFORMANCE_EDIT)
def amend_definition(
    *, actor: Actor, reference: str, version: int, meaning: Meaning, reason: str, on: date
) -> IndicatorDefinition:
    """Give an indicator another version of what it means; figures that are there keep the version they go by."""
    indicator = indicator_in_hand(actor, reference, version)
    last = definition_of(indicator)
    made = _define(indicator, last.number + 1, meaning, on, reason)
    next_version(indicator)
    record(events.DefinitionAmended(reference, made.number), actor=actor, subjects=[indicator], reason=reason)
    return made


@operation(Permission.PERFORMANCE_EDIT)
def withdraw_indicator(*, actor: Actor, reference: str, version: int, reason: str, on: date) -> Indicator:
    """Use an indicator no longer; its figures stay."""
    indicator = indicator_in_hand(actor, reference, version)
    indicator.withdrawn_on = on
    next_version(indicator)
    record(events.IndicatorChanged(reference), actor=actor, subjects=[indicator], reason=reason)
    return indicator


@operation(Permission.PERFORMANCE_EDIT)
def state_quality(
    *, actor: Actor, reference: str, year: int, scores: Mapping[str, int | None], statement: str
) -> QualityStatement:
    """State how good the data of an indicator are in a year; dimensions may be left unscored until it is signed off.

    :raises NotAQuality: where a score is none from 1 to 4.
    """
    indicator = indicator_in_hand(actor, reference)
    given = {name: scores.get(name) for name in DIMENSIONS}
    if any(score is not None and not 1 <= score <= BEST for score in given.values()):
        raise NotAQuality
    found, _made = QualityStatement.objects.update_or_create(
        authority_id=actor.authority_id, indicator=indicator, year=year, defaults=given | {"statement": statement}
    )
    record(events.QualityStated(reference, year_label(year)), actor=actor, subjects=[indicator])
    return found


@operation(Permission.PERFORMANCE_EDIT)
def set_expected(*, actor: Actor, reference: str, kind: ExpectedKind, period: Period, text: str) -> Expected:
    """Set a target or forecast as it is typed; text such as `New PI` is kept, and rates nothing."""
    indicator = indicator_in_hand(actor, reference)
    found, _made = Expected.objects.update_or_create(
        authority_id=actor.authority_id,
        indicator=indicator,
        kind=kind,
        year=period.year,
        quarter=period.quarter,
        defaults={"text": text, "value": number_of(text)},
    )
    happening = events.ExpectationSet(reference, ExpectedKind(kind).value, period.label, text)
    record(happening, actor=actor, subjects=[indicator])
    return found


def indicator_in_hand(actor: Actor, reference: str, version: int | None = None) -> Indicator:
    """Return an indicator in use, locked.

    :raises IndicatorChanged: where it was changed since `version`; None is not compared.
    :raises IndicatorWithdrawn: where it is no longer used.
    """
    held = Indicator.objects.select_for_update().filter(authority=actor.authority_id, reference=reference).first()
    if held is None:
        raise NotFound(kind="indicator", reference=reference)
    if version is not None and held.version != version:
        raise IndicatorChanged(reference=reference)
    if held.withdrawn_on is not None:
        raise IndicatorWithdrawn(reference=reference)
    return held


def definition_of(indicator: Indicator) -> IndicatorDefinition:
    """Return the version of the definition that counts now."""
    held = IndicatorDefinition.objects.filter(authority=indicator.authority_id, indicator=indicator)
    return held.order_by("-number")[0]


def next_version(indicator: Indicator) -> None:
    """Save an indicator as its next version."""
    indicator.version += 1
    indicator.save()


def _define(indicator: Indicator, number: int, meaning: Meaning, on: date, reason: str) -> IndicatorDefinition:
    return IndicatorDefinition.objects.create(
        authority_id=indicator.authority_id,
        indicator=indicator,
        number=number,
        valid_from=on,
        reason=reason,
        **asdict(meaning),
    )


def _stored(actor: Actor, facts: IndicatorFacts) -> dict[str, object]:
    if facts.tolerance is not None and facts.tolerance < 0:
        raise ToleranceNegative
    values = asdict(facts)
    values["owner_id"] = member_id(actor.authority_id, values.pop("owner"))
    return values
