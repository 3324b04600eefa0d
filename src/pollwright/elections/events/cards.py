"""Happenings about poll cards."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar

from pollwright.elections.states import CardRunScope, ReturnReason


@dataclass(frozen=True, slots=True)
class CardsAsked:
    """An officer asked that poll cards be prepared."""

    code: ClassVar[str] = "elections.cards-asked"
    sentence: ClassVar[str] = "asked to prepare poll cards from electorate {electorate} ({scope})"
    electorate: str
    scope: Annotated[str, CardRunScope]


@dataclass(frozen=True, slots=True)
class CardsPrepared:
    """A run of poll cards was prepared."""

    code: ClassVar[str] = "elections.cards-prepared"
    sentence: ClassVar[str] = (
        "prepared run {reference} of {cards:poll card|poll cards} ({scope}) in {batches:batch|batches} from electorate {electorate}"
    )
    reference: str
    electorate: str
    scope: Annotated[str, CardRunScope]
    cards: int
    batches: int
    sha256: str


@dataclass(frozen=True, slots=True)
class CardsReleaseAsked:
    """Somebody asked that a run be proved and released."""

    code: ClassVar[str] = "elections.cards-release-asked"
    sentence: ClassVar[str] = "asked to release poll cards {reference}"
    reference: str


@dataclass(frozen=True, slots=True)
class CardsReleased:
    """A second person released a run of poll cards to the printer, after its proof."""

    code: ClassVar[str] = "elections.cards-released"
    sentence: ClassVar[str] = (
        "released run {reference} of {cards:poll card|poll cards}, prepared by {prepared_by}: {totals:total agrees|totals agree}"
    )
    reference: str
    cards: int
    prepared_by: str
    totals: int


@dataclass(frozen=True, slots=True)
class CardsWithdrawn:
    """A run of poll cards was withdrawn before its release."""

    code: ClassVar[str] = "elections.cards-withdrawn"
    sentence: ClassVar[str] = "withdrew run {reference} of poll cards"
    reference: str


@dataclass(frozen=True, slots=True)
class BatchHandedOut:
    """A batch was downloaded for the printer."""

    code: ClassVar[str] = "elections.batch-handed-out"
    sentence: ClassVar[str] = "downloaded batch {batch} of run {reference}: {cards:poll card|poll cards}"
    reference: str
    batch: int
    cards: int
    sha256: str


@dataclass(frozen=True, slots=True)
class PrinterCounted:
    """The printer said how many cards of a batch were made."""

    code: ClassVar[str] = "elections.printer-counted"
    sentence: ClassVar[str] = "entered the printer's count of batch {batch} of run {reference}: {counted} of {cards}"
    reference: str
    batch: int
    cards: int
    counted: int


@dataclass(frozen=True, slots=True)
class CardsComplete:
    """Every batch of a run was printed with its count."""

    code: ClassVar[str] = "elections.cards-complete"
    sentence: ClassVar[str] = "completed run {reference}: the printer made all {cards:poll card|poll cards}"
    reference: str
    cards: int


@dataclass(frozen=True, slots=True)
class CardReturned:
    """A poll card came back."""

    code: ClassVar[str] = "elections.card-returned"
    sentence: ClassVar[str] = "logged poll card {card} of run {reference}, returned on {returned_on}: {reason}"
    reference: str
    card: str
    reason: Annotated[str, ReturnReason]
    returned_on: date
