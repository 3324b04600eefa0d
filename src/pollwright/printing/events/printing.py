"""Happenings about what goes to a printer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class EmblemAdded:
    """The picture of an emblem was added."""

    code: ClassVar[str] = "printing.emblem-added"
    sentence: ClassVar[str] = "added version {number} of the emblem of party {party}: {description}"
    party: str
    description: str
    number: int


@dataclass(frozen=True, slots=True)
class OrderPrepared:
    """An order of ballot papers was prepared."""

    code: ClassVar[str] = "printing.order-prepared"
    sentence: ClassVar[str] = (
        "prepared order {reference} of contest {contest} from proof {proof}: {papers:ballot paper|ballot papers}, {tendered} tendered"
    )
    reference: str
    contest: str
    proof: str
    papers: int
    tendered: int


@dataclass(frozen=True, slots=True)
class OrdersAsked:
    """Orders of ballot papers were asked for."""

    code: ClassVar[str] = "printing.orders-asked"
    sentence: ClassVar[str] = "asked for the orders of ballot papers of {poll} (contests: {count})"
    poll: str
    count: int


@dataclass(frozen=True, slots=True)
class OrderReleased:
    """An order went to the printer."""

    code: ClassVar[str] = "printing.order-released"
    sentence: ClassVar[str] = "released order {reference} to the printer"
    reference: str


@dataclass(frozen=True, slots=True)
class PacketCounted:
    """The printer's count of a packet was entered."""

    code: ClassVar[str] = "printing.packet-counted"
    sentence: ClassVar[str] = (
        "entered the printer's count of order {reference}, packet {station}: {counted} of {papers}"
    )
    reference: str
    station: int
    papers: int
    counted: int


@dataclass(frozen=True, slots=True)
class OrderComplete:
    """Every count of the printer is right."""

    code: ClassVar[str] = "printing.order-complete"
    sentence: ClassVar[str] = "found every packet of order {reference} whole: {papers:ballot paper|ballot papers}"
    reference: str
    papers: int


@dataclass(frozen=True, slots=True)
class OrderVoided:
    """An order fell with its proof, or was withdrawn."""

    code: ClassVar[str] = "printing.order-void"
    sentence: ClassVar[str] = "made order {reference} void"
    reference: str
