"""Happenings about indicators."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from pollwright.performance.states import ExpectedKind


@dataclass(frozen=True, slots=True)
class IndicatorDefined:
    """An indicator was defined."""

    code: ClassVar[str] = "performance.indicator-defined"
    sentence: ClassVar[str] = "defined indicator {reference}, {code_typed}"
    reference: str
    code_typed: str


@dataclass(frozen=True, slots=True)
class IndicatorChanged:
    """The particulars of an indicator were changed."""

    code: ClassVar[str] = "performance.indicator-changed"
    sentence: ClassVar[str] = "changed indicator {reference}"
    reference: str


@dataclass(frozen=True, slots=True)
class DefinitionAmended:
    """What an indicator means has a new version."""

    code: ClassVar[str] = "performance.definition-amended"
    sentence: ClassVar[str] = "gave indicator {reference} version {number} of its definition"
    reference: str
    number: int


@dataclass(frozen=True, slots=True)
class QualityStated:
    """The quality of the data was stated."""

    code: ClassVar[str] = "performance.quality-stated"
    sentence: ClassVar[str] = "stated the quality of the data of indicator {reference} for {year}"
    reference: str
    year: str


@dataclass(frozen=True, slots=True)
class ExpectationSet:
    """A target or forecast was set."""

    code: ClassVar[str] = "performance.expectation-set"
    sentence: ClassVar[str] = "set the {kind} of indicator {reference} for {period} to {text}"
    reference: str
    kind: Annotated[str, ExpectedKind]
    period: str
    text: str


@dataclass(frozen=True, slots=True)
class ActualEntered:
    """An actual was entered."""

    code: ClassVar[str] = "performance.actual-entered"
    sentence: ClassVar[str] = "entered {text} for indicator {reference}, {period}"
    reference: str
    period: str
    text: str


@dataclass(frozen=True, slots=True)
class ActualComputed:
    """An actual was worked out from records."""

    code: ClassVar[str] = "performance.actual-computed"
    sentence: ClassVar[str] = "worked out {text} for indicator {reference}, {period}: {numerator} of {denominator}"
    reference: str
    period: str
    text: str
    numerator: int
    denominator: int


@dataclass(frozen=True, slots=True)
class ActualSigned:
    """An actual was signed off."""

    code: ClassVar[str] = "performance.actual-signed"
    sentence: ClassVar[str] = "signed off indicator {reference} for {period}"
    reference: str
    period: str


@dataclass(frozen=True, slots=True)
class ReturnsImported:
    """Returns of a canvass were taken over."""

    code: ClassVar[str] = "performance.returns-imported"
    sentence: ClassVar[str] = (
        "took over {rows:return|returns} of the canvass of {canvass}; the file has SHA-256 {sha256}"
    )
    canvass: int
    rows: int
    sha256: str


@dataclass(frozen=True, slots=True)
class TargetsImported:
    """Targets and forecasts were taken over from a table."""

    code: ClassVar[str] = "performance.targets-imported"
    sentence: ClassVar[str] = "took {targets:target or forecast|targets and forecasts} over"
    targets: int
    sha256: str


@dataclass(frozen=True, slots=True)
class FiguresImported:
    """Figures were taken over from a table."""

    code: ClassVar[str] = "performance.figures-imported"
    sentence: ClassVar[str] = "took {figures:figure|figures} over"
    figures: int
    sha256: str


@dataclass(frozen=True, slots=True)
class DefinitionsImported:
    """Definitions of indicators were taken over from a table."""

    code: ClassVar[str] = "performance.definitions-imported"
    sentence: ClassVar[str] = "took definitions over: {made} new, {changed} changed"
    made: int
    changed: int
    sha256: str


@dataclass(frozen=True, slots=True)
class LateChased:
    """Figures that are late were chased."""

    code: ClassVar[str] = "performance.late-chased"
    sentence: ClassVar[str] = "chased {figures:figure that is late|figures that are late}"
    figures: int


@dataclass(frozen=True, slots=True)
class ReportMade:
    """A report was made and frozen.

    :cvar sections: the titles of those that it holds besides the indicators, or `none`.
    """

    code: ClassVar[str] = "performance.report-made"
    sentence: ClassVar[str] = (
        "made report {reference}, {title}; sections besides the indicators: {sections}; its PDF has SHA-256 {sha256}"
    )
    reference: str
    title: str
    sections: str
    sha256: str


@dataclass(frozen=True, slots=True)
class QualityImported:
    """The quality of the data of indicators was taken over from a table."""

    code: ClassVar[str] = "performance.quality-imported"
    sentence: ClassVar[str] = (
        "took {statements:statement of the quality of data|statements of the quality of data} over; the file has SHA-256 {sha256}"
    )
    statements: int
    sha256: str
