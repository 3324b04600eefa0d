"""Happenings about registers of risks. The words of a risk stand in the register, not here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from pollwright.risks.states import MeasureKind, ScoreKind


@dataclass(frozen=True, slots=True)
class RegisterOpened:
    """A register was opened."""

    code: ClassVar[str] = "risks.register-opened"
    sentence: ClassVar[str] = "opened risk register {reference}, {title}, with {risks:risk|risks}"
    reference: str
    title: str
    risks: int


@dataclass(frozen=True, slots=True)
class RegisterChanged:
    """The particulars of a register were changed."""

    code: ClassVar[str] = "risks.register-changed"
    sentence: ClassVar[str] = "changed risk register {reference}"
    reference: str


@dataclass(frozen=True, slots=True)
class RegisterClosed:
    """A register was closed."""

    code: ClassVar[str] = "risks.register-closed"
    sentence: ClassVar[str] = "closed risk register {reference}"
    reference: str


@dataclass(frozen=True, slots=True)
class RiskRecorded:
    """A risk was put into a register."""

    code: ClassVar[str] = "risks.recorded"
    sentence: ClassVar[str] = "recorded risk {reference} in register {register}"
    reference: str
    register: str


@dataclass(frozen=True, slots=True)
class RiskChanged:
    """A risk was changed."""

    code: ClassVar[str] = "risks.changed"
    sentence: ClassVar[str] = "changed risk {reference}"
    reference: str


@dataclass(frozen=True, slots=True)
class RiskScored:
    """A risk was scored."""

    code: ClassVar[str] = "risks.scored"
    sentence: ClassVar[str] = "gave risk {reference} the {kind} score {likelihood} by {impact}"
    reference: str
    kind: Annotated[str, ScoreKind]
    likelihood: str
    impact: str


@dataclass(frozen=True, slots=True)
class RiskReviewed:
    """A risk was reviewed."""

    code: ClassVar[str] = "risks.reviewed"
    sentence: ClassVar[str] = "reviewed risk {reference}"
    reference: str


@dataclass(frozen=True, slots=True)
class RiskClosed:
    """A risk was closed."""

    code: ClassVar[str] = "risks.closed"
    sentence: ClassVar[str] = "closed risk {reference}"
    reference: str


@dataclass(frozen=True, slots=True)
class RiskReopened:
    """A closed risk was opened again."""

    code: ClassVar[str] = "risks.reopened"
    sentence: ClassVar[str] = "opened risk {reference} again"
    reference: str


@dataclass(frozen=True, slots=True)
class RiskEscalated:
    """A risk was put before somebody higher."""

    code: ClassVar[str] = "risks.escalated"
    sentence: ClassVar[str] = "put risk {reference} before {to}"
    reference: str
    to: str


@dataclass(frozen=True, slots=True)
class RiskLinked:
    """A risk was linked with something else."""

    code: ClassVar[str] = "risks.linked"
    sentence: ClassVar[str] = "linked risk {reference} with {to}"
    reference: str
    to: str


@dataclass(frozen=True, slots=True)
class RiskUnlinked:
    """A link of a risk was taken back."""

    code: ClassVar[str] = "risks.unlinked"
    sentence: ClassVar[str] = "took the link of risk {reference} with {to} back"
    reference: str
    to: str


@dataclass(frozen=True, slots=True)
class MeasureAdded:
    """A control or an action was added to a risk."""

    code: ClassVar[str] = "risks.measure-added"
    sentence: ClassVar[str] = "added {kind} {measure} to risk {reference}"
    reference: str
    measure: str
    kind: Annotated[str, MeasureKind]


@dataclass(frozen=True, slots=True)
class MeasureChanged:
    """A control or an action was changed."""

    code: ClassVar[str] = "risks.measure-changed"
    sentence: ClassVar[str] = "changed {measure} of risk {reference}"
    reference: str
    measure: str


@dataclass(frozen=True, slots=True)
class MeasureDone:
    """An action was done."""

    code: ClassVar[str] = "risks.measure-done"
    sentence: ClassVar[str] = "did {measure} of risk {reference}"
    reference: str
    measure: str


@dataclass(frozen=True, slots=True)
class MoveProposed:
    """The move of a register to the newer scheme was proposed."""

    code: ClassVar[str] = "risks.move-proposed"
    sentence: ClassVar[str] = "proposed to move risk register {reference} to {to}: {risks:risk|risks} to decide"
    reference: str
    to: str
    risks: int


@dataclass(frozen=True, slots=True)
class MoveDecided:
    """The scores of a risk that was moved were decided."""

    code: ClassVar[str] = "risks.move-decided"
    sentence: ClassVar[str] = "decided risk {reference}: inherent {inherent}, residual {residual}"
    reference: str
    inherent: str
    residual: str


@dataclass(frozen=True, slots=True)
class RisksImported:
    """Risks were taken over from a file."""

    code: ClassVar[str] = "risks.imported"
    sentence: ClassVar[str] = "took {risks:risk|risks} over into register {reference}; the file has SHA-256 {sha256}"
    reference: str
    risks: int
    sha256: str


@dataclass(frozen=True, slots=True)
class MeasuresImported:
    """Controls and actions were taken over from a file."""

    code: ClassVar[str] = "risks.measures-imported"
    sentence: ClassVar[str] = (
        "took {measures:control or action|controls and actions} over; the file has SHA-256 {sha256}"
    )
    measures: int
    sha256: str
