"""One register, and one risk with its history, as their pages show them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pollwright.refusals import NotFound
from pollwright.risks.models import Risk, RiskLink, RiskMeasure, RiskRegister, RiskScore
from pollwright.risks.queries.rows import RiskRow, risks_of


@dataclass(frozen=True, slots=True)
class RegisterRecord:
    """Everything of one register. `succeeded_by` is the reference of the register that took its place."""

    id: int
    reference: str
    version: int
    title: str
    service: str
    period: str
    scheme: str
    subject_kind: str
    subject_reference: str
    rehearsal: bool
    guidance: str
    succeeded_by: str
    closed_on: date | None
    risks: tuple[RiskRow, ...]

    @property
    def writable(self) -> bool:
        """Whether it may still be changed."""
        return self.closed_on is None and not self.succeeded_by


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """A score that a risk was given."""

    kind: str
    scored_on: date
    likelihood: str
    impact: str
    impacts: dict[str, str]
    score: int | None
    level: str
    reason: str
    scored_by: str


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """A control or an action."""

    reference: str
    kind: str
    text: str
    owner: str | None
    owner_handle: str
    owner_text: str
    due_on: date | None
    cost_pence: int | None
    effect: str
    done_on: date | None
    version: int
    risk: str
    risk_title: str


@dataclass(frozen=True, slots=True)
class LinkRow:
    """What a risk is linked with."""

    kind: str
    reference: str
    title: str


@dataclass(frozen=True, slots=True)
class RiskRecord:
    """Everything of one risk."""

    row: RiskRow
    owner_handle: str
    writable: bool
    proposal: dict[str, str]
    moved_from: str
    moved_score: str
    scores: tuple[ScoreRow, ...]
    measures: tuple[MeasureRow, ...]
    links: tuple[LinkRow, ...]


_MEASURE = (
    "reference", "kind", "text", "owner__name", "owner__handle", "owner_text", "due_on", "cost_pence", "effect",
    "done_on", "version", "risk__reference", "risk__title",
)  # fmt: skip


def register_record(authority_id: int, reference: str) -> RegisterRecord:
    """Return a register with its risks.

    :raises NotFound: where the authority has none of that reference.
    """
    held = (
        RiskRegister.objects.select_related("succeeded_by").filter(authority=authority_id, reference=reference).first()
    )
    if held is None:
        raise NotFound(kind="risk register", reference=reference)
    return RegisterRecord(
        id=held.pk,
        reference=held.reference,
        version=held.version,
        title=held.title,
        service=held.service,
        period=held.period,
        scheme=held.scheme,
        subject_kind=held.subject_kind,
        subject_reference=held.subject_reference,
        rehearsal=held.rehearsal,
        guidance=held.guidance,
        succeeded_by=held.succeeded_by.reference if held.succeeded_by else "",
        closed_on=held.closed_on,
        risks=tuple(risks_of(authority_id, reference)),
    )


def risk_record(authority_id: int, reference: str) -> RiskRecord:
    """Return one risk with every score, what is done about it, and what it is linked with.

    :raises NotFound: where the authority has none of that reference.
    """
    held = (
        Risk.objects.select_related("register", "owner", "moved_from")
        .filter(authority=authority_id, reference=reference)
        .first()
    )
    if held is None:
        raise NotFound(kind="risk", reference=reference)
    row = next(one for one in risks_of(authority_id, held.register.reference) if one.id == held.pk)
    old, of = held.moved_from, {"authority": authority_id, "risk": held}
    scores = RiskScore.objects.filter(**of).order_by("pk")
    return RiskRecord(
        row=row,
        owner_handle=str(held.owner.handle) if held.owner else "",
        writable=held.register.closed_on is None and held.register.succeeded_by_id is None,
        proposal=dict(held.proposal),
        moved_from=old.reference if old else "",
        moved_score=f"{old.likelihood}-{old.impact}" if old and old.likelihood else "",
        scores=tuple(ScoreRow(*each) for each in scores.values_list(*ScoreRow.__slots__)),
        measures=tuple(
            _measure_row(each)
            for each in RiskMeasure.objects.filter(**of).order_by("kind", "due_on", "pk").values_list(*_MEASURE)
        ),
        links=tuple(
            LinkRow(*each)
            for each in RiskLink.objects.filter(**of)
            .order_by("kind", "subject_reference")
            .values_list("kind", "subject_reference", "title")
        ),
    )


def measure_record(authority_id: int, reference: str) -> MeasureRow:
    """Return one control or action.

    :raises NotFound: where the authority has none of that reference.
    """
    row = RiskMeasure.objects.filter(authority=authority_id, reference=reference).values_list(*_MEASURE).first()
    if row is None:
        raise NotFound(kind="control or action", reference=reference)
    return _measure_row(row)


def _measure_row(row: tuple) -> MeasureRow:
    values = dict(zip(MeasureRow.__slots__, row, strict=True))
    return MeasureRow(**values | {"owner_handle": str(values["owner_handle"] or "")})
