"""Acts on actuals: entered by hand, historic or worked out from records, and signed off by a second person."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.casework.queries.figures import requests_counted
from pollwright.performance import events
from pollwright.performance.models import Actual, Indicator, QualityStatement
from pollwright.performance.operations.defining import definition_of, indicator_in_hand
from pollwright.performance.queries.altered import changes_counted
from pollwright.performance.queries.canvass import canvassed
from pollwright.performance.rating import Period, number_of, per_cent
from pollwright.performance.states import DIMENSIONS, ActualState, Computed
from pollwright.refusals import Refused


class NothingToDivideBy(Refused):
    """The denominator is nought, so there is no share."""

    code = "performance.R010"
    problem = "There is nothing to take a share of in {period}: the denominator is nought."
    remedy = "Check the period and the records behind it. Nothing was entered."


class NotAShare(Refused):
    """A count is below nought, or the part is greater than the whole."""

    code = "performance.R011"
    problem = "The counts are below nought, or the part is greater than the whole."
    remedy = "Check both counts; the first is a part of the second."


class WorkedOut(Refused):
    """The indicator is worked out from records, so its figures are not typed."""

    code = "performance.R012"
    problem = "Indicator {reference} is worked out from records."
    remedy = "Work it out for the period. A figure published in the past is entered as historic, with its source."


class SourceMissing(Refused):
    """A historic figure needs its source."""

    code = "performance.R013"
    problem = "A historic figure is not worked out here, so it needs its source."
    remedy = "Say where it was published, such as the plan or the committee paper."


class SignedAlready(Refused):
    """A figure that was signed off is changed only with a reason."""

    code = "performance.R014"
    problem = "The figure for {period} is signed off."
    remedy = "To correct it, say why. It must then be signed off again."


class NotSecondPerson(Refused):
    """Whoever entered a figure can't sign it off."""

    code = "performance.R015"
    problem = "You entered this figure, so you can't be the second person."
    remedy = "Ask a colleague who may sign figures off."


class QualityUnstated(Refused):
    """A dimension of data quality has no score."""

    code = "performance.R016"
    problem = "{many} of the six dimensions of data quality are not scored for {year}."
    remedy = "State the quality of the data first."


class FigureChanged(Refused):
    """Another officer changed the figure."""

    code = "performance.R017"
    problem = "The figure for {period} was changed since you opened it, or there is none."
    remedy = "Open the indicator again to see how it stands."


class NotWorkedOut(Refused):
    """The indicator has no records here to be worked out from."""

    code = "performance.R018"
    problem = "Indicator {reference} is entered by hand."
    remedy = "Enter its figure."


class NoReturns(Refused):
    """No return of the canvass of a year is here."""

    code = "performance.R026"
    problem = "No return of the canvass of {year} is here, so nothing can be worked out."
    remedy = (
        "Take the canvass returns over first. A figure published in the past is entered as historic, with its source."
    )


class FigureMissing(Refused):
    """Neither a figure nor both counts are entered."""

    code = "performance.R019"
    problem = "There is no figure."
    remedy = "Enter the actual, or both the part and the whole."


class NotBegun(Refused):
    """The period is still to come."""

    code = "performance.R025"
    problem = "{period} has not begun, so nothing was reached in it yet."
    remedy = "Check the year and the quarter. What is expected is entered as a forecast."


@dataclass(frozen=True, slots=True)
class Entered:
    """A figure as it is entered: as typed, or as counts of a part and a whole.

    :param historic: it was published in the past, and not worked out here; then `source` says where.
    """

    text: str = ""
    numerator: int | None = None
    denominator: int | None = None
    historic: bool = False
    source: str = ""
    commentary: str = ""


@dataclass(frozen=True, slots=True)
class Share:
    """A figure that was worked out, with what else was."""

    numerator: int
    denominator: int
    parts: dict[str, str] = field(default_factory=dict)


@operation(Permission.PERFORMANCE_EDIT)
def enter_actual(
    *, actor: Actor, reference: str, period: Period, figure: Entered, on: date, reason: str = ""
) -> Actual:
    """Enter what was reached in a period; a figure that is there is corrected, and signed off anew.

    :param reason: why a figure that was signed off is corrected.
    :raises FigureMissing: where there is neither a figure nor both counts. :raises NotBegun: where the period is to come.
    :raises NothingToDivideBy: where the whole is nought.
    :raises WorkedOut: where the indicator is worked out, unless the figure is historic.
    """
    indicator = indicator_in_hand(actor, reference)
    if indicator.computed and not figure.historic:
        raise WorkedOut(reference=reference)
    if figure.historic and not figure.source:
        raise SourceMissing
    if period.first > on:
        raise NotBegun(period=period.label)
    values = _figure(indicator, period, figure)
    definition = None if figure.historic else definition_of(indicator)
    values |= {"historic": figure.historic, "source": figure.source, "commentary": figure.commentary}
    actual = _kept(actor, indicator, period, values | {"definition": definition, "parts": {}}, on, reason)
    record(events.ActualEntered(reference, period.label, actual.text), actor=actor, subjects=[indicator], reason=reason)
    return actual


@operation(Permission.PERFORMANCE_EDIT)
def compute_actual(*, actor: Actor, reference: str, period: Period, on: date, reason: str = "") -> Actual:
    """Work a figure out from the records behind it, by the version of the definition that counts now.

    :raises NotWorkedOut: where it is entered by hand.
    :raises NothingToDivideBy: where there is no record to count.
    """
    indicator = indicator_in_hand(actor, reference)
    if not indicator.computed:
        raise NotWorkedOut(reference=reference)
    share = worked_out(indicator, period, on=on)
    value = per_cent(share.numerator, share.denominator, indicator.places)
    if value is None:
        raise NothingToDivideBy(period=period.label)
    values: dict[str, Any] = {
        "text": f"{value}{indicator.unit}",
        "value": value,
        "numerator": share.numerator,
        "denominator": share.denominator,
        "parts": share.parts,
        "definition": definition_of(indicator),
        "historic": False,
        "source": "",
    }
    actual = _kept(actor, indicator, period, values, on, reason)
    happening = events.ActualComputed(reference, period.label, actual.text, share.numerator, share.denominator)
    record(happening, actor=actor, subjects=[indicator], reason=reason)
    return actual


@operation(Permission.PERFORMANCE_SIGN)
def sign_actual(
    *, actor: Actor, reference: str, period: Period, version: int, commentary: str = "", on: date
) -> Actual:
    """Sign a figure off, as the second person.

    :raises NotSecondPerson: where the actor entered it.
    :raises QualityUnstated: where a dimension of the data's quality is not scored for its year (MM-F10).
    """
    indicator = indicator_in_hand(actor, reference)
    held = Actual.objects.select_for_update().filter(authority=actor.authority_id, indicator=indicator)
    actual = held.filter(year=period.year, quarter=period.quarter, version=version).first()
    if actual is None or actual.state == ActualState.SIGNED:
        raise FigureChanged(period=period.label)
    if actual.entered_by_id is not None and actual.entered_by_id == actor.person_id:
        raise NotSecondPerson
    if missing := _unscored(indicator, period.year):
        raise QualityUnstated(many=missing, year=Period(period.year).label)
    actual.state, actual.signed_by, actual.signed_on = ActualState.SIGNED, actor.name, on
    actual.commentary, actual.version = commentary or actual.commentary, actual.version + 1
    actual.save()
    record(events.ActualSigned(reference, period.label), actor=actor, subjects=[indicator])
    return actual


def worked_out(indicator: Indicator, period: Period, *, on: date) -> Share:
    """Return the counts of a figure that is worked out, as they are now.

    :raises NoReturns: where it comes from the canvass, and no property has a return.
    """
    definition = definition_of(indicator)
    if indicator.computed == Computed.ALTERATIONS:
        return Share(*changes_counted(indicator.authority_id, period, definition, on=on))
    if indicator.computed == Computed.REQUESTS:
        return Share(*requests_counted(indicator.authority_id, period.first, period.last, on=on))
    found = canvassed(indicator.authority_id, period.year, definition)
    if 0 < found.properties == found.without_return:
        raise NoReturns(year=period.year)
    parts = {
        "response_only": per_cent(found.responded, found.properties),
        "required_response": per_cent(found.must_responded, found.must_respond),
        "without_return": per_cent(found.without_return, found.properties),
    }
    said = {name: f"{value}%" for name, value in parts.items() if value is not None}
    return Share(found.complete, found.properties, said)


def _figure(indicator: Indicator, period: Period, figure: Entered) -> dict[str, Any]:
    part, whole = figure.numerator, figure.denominator
    if part is None or whole is None:
        if not figure.text.strip() or part is not None or whole is not None:
            raise FigureMissing
        return {"text": figure.text, "value": number_of(figure.text), "numerator": part, "denominator": whole}
    if part < 0 or whole < 0 or part > whole:
        raise NotAShare
    value: Decimal | None = per_cent(part, whole, indicator.places)
    if value is None:
        raise NothingToDivideBy(period=period.label)
    return {"text": f"{value}{indicator.unit}", "value": value, "numerator": part, "denominator": whole}


def _kept(actor: Actor, indicator: Indicator, period: Period, values: dict[str, Any], on: date, reason: str) -> Actual:
    held = Actual.objects.select_for_update().filter(authority=actor.authority_id, indicator=indicator)
    actual = held.filter(year=period.year, quarter=period.quarter).first()
    if actual is not None and actual.state == ActualState.SIGNED and not reason:
        raise SignedAlready(period=period.label)
    entered = {"entered_by": actor.name, "entered_by_id": actor.person_id, "entered_on": on}
    values = values | entered | {"state": ActualState.ENTERED, "signed_by": "", "signed_on": None}
    if actual is None:
        return Actual.objects.create(
            authority_id=actor.authority_id, indicator=indicator, year=period.year, quarter=period.quarter, **values
        )
    for name, value in values.items():
        setattr(actual, name, value)
    actual.version += 1
    actual.save()
    return actual


def _unscored(indicator: Indicator, year: int) -> int:
    held = QualityStatement.objects.filter(authority=indicator.authority_id, indicator=indicator, year=year)
    row = held.values(*DIMENSIONS).first()
    return sum(score is None for score in row.values()) if row else len(DIMENSIONS)
