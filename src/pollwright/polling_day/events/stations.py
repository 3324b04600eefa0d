"""Happenings about one station on the day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, ClassVar

from pollwright.polling_day.states import LateKind, PaperKind


@dataclass(frozen=True, slots=True)
class LateChangeMade:
    """An elector was added, an entry corrected or a proxy appointed after the registers went out."""

    code: ClassVar[str] = "polling_day.late-change"
    sentence: ClassVar[str] = "made late change {reference} for station {station} ({kind}), elector {elector}"
    reference: str
    station: str
    kind: Annotated[str, LateKind]
    elector: Annotated[str, "none"]


@dataclass(frozen=True, slots=True)
class LateChangeAcknowledged:
    """A station was told of a late change and read it back."""

    code: ClassVar[str] = "polling_day.late-change-acknowledged"
    sentence: ClassVar[str] = "told station {station} of late change {reference}, which it read back at {at}"
    reference: str
    station: str
    at: datetime


@dataclass(frozen=True, slots=True)
class RangesFromOrders:
    """Every station was given the ballot papers that the printer packed for it."""

    code: ClassVar[str] = "polling_day.ranges-from-orders"
    sentence: ClassVar[str] = "allotted ballot papers as the printer packed them (orders: {orders}, ranges: {ranges})"
    orders: int
    ranges: int


@dataclass(frozen=True, slots=True)
class RangesAllotted:
    """Every station of a contest was given its ballot papers."""

    code: ClassVar[str] = "polling_day.ranges-allotted"
    sentence: ClassVar[str] = "allotted the ballot papers of contest {contest} (papers: {papers}, stations: {stations})"
    contest: str
    papers: int
    stations: int


@dataclass(frozen=True, slots=True)
class RangeIssued:
    """A station was given ballot papers."""

    code: ClassVar[str] = "polling_day.range-issued"
    sentence: ClassVar[str] = "issued {reference} to station {station}: {kind} {first} to {last} of contest {contest}"
    reference: str
    station: str
    kind: Annotated[str, PaperKind]
    first: int
    last: int
    contest: str


@dataclass(frozen=True, slots=True)
class RangeTakenBack:
    """Ballot papers were not issued after all, or went back."""

    code: ClassVar[str] = "polling_day.range-taken-back"
    sentence: ClassVar[str] = "took back {reference} from station {station}: {first} to {last}"
    reference: str
    station: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class TurnoutLogged:
    """A station told how many had voted."""

    code: ClassVar[str] = "polling_day.turnout"
    sentence: ClassVar[str] = "logged the turnout of station {station} by {hour}: {voters}"
    station: str
    hour: str
    voters: int


@dataclass(frozen=True, slots=True)
class BoxesGiven:
    """Every station without a box was given one."""

    code: ClassVar[str] = "polling_day.boxes-given"
    sentence: ClassVar[str] = "gave boxes to stations of desk {desk}: {boxes}"
    desk: str
    boxes: int


@dataclass(frozen=True, slots=True)
class BoxSealed:
    """The seals of a box were written down as it went out."""

    code: ClassVar[str] = "polling_day.box-sealed"
    sentence: ClassVar[str] = "noted seals {seals} of box {box} as it went out"
    box: str
    seals: str


@dataclass(frozen=True, slots=True)
class BoxReceived:
    """A ballot box came in."""

    code: ClassVar[str] = "polling_day.box-received"
    sentence: ClassVar[str] = "received box {box} of station {station} at {at}, seals {seals}"
    box: str
    station: str
    at: datetime
    seals: str


@dataclass(frozen=True, slots=True)
class ReceiptUndone:
    """A box was noted as received by mistake."""

    code: ClassVar[str] = "polling_day.receipt-undone"
    sentence: ClassVar[str] = "took back the receipt of box {box} of station {station}"
    box: str
    station: str


@dataclass(frozen=True, slots=True)
class AccountEntered:
    """The presiding officer's account of the papers of a contest was entered."""

    code: ClassVar[str] = "polling_day.account-entered"
    sentence: ClassVar[str] = (
        "entered the ballot paper account of station {station} for contest {contest}"
        " (entrusted: {entrusted}, issued: {issued}, unused: {unused}, spoilt: {spoilt}, tendered: {tendered})"
    )
    station: str
    contest: str
    entrusted: int
    issued: int
    unused: int
    spoilt: int
    tendered: int
