"""Happenings about the electorates of polls and about absent voters."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar

from pollwright.elections.states import Stage


@dataclass(frozen=True, slots=True)
class ElectorateAsked:
    """An officer asked that an electorate be frozen."""

    code: ClassVar[str] = "elections.electorate-asked"
    sentence: ClassVar[str] = "asked to freeze the electorate of {poll} ({stage}) as at {as_at}"
    poll: str
    stage: Annotated[str, Stage]
    as_at: date


@dataclass(frozen=True, slots=True)
class ElectorateFrozen:
    """The electorate of a poll was frozen and proved."""

    code: ClassVar[str] = "elections.electorate-frozen"
    sentence: ClassVar[str] = (
        "froze electorate {reference} of {poll} ({stage}) as at {as_at}: {electors:elector|electors} in {districts:district|districts},"
        " {changes:change|changes} since the stage before"
    )
    reference: str
    poll: str
    stage: Annotated[str, Stage]
    as_at: date
    electors: int
    districts: int
    changes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class ArrangementsImported:
    """Postal votes and proxies were taken over from a file."""

    code: ClassVar[str] = "elections.arrangements-imported"
    sentence: ClassVar[str] = (
        "imported {rows:absent voter|absent voters}: {postal} by post, {proxy} by proxy, {postal_proxy} both"
    )
    rows: int
    postal: int
    proxy: int
    postal_proxy: int
    sha256: str


@dataclass(frozen=True, slots=True)
class ArrangementsRefused:
    """A file of absent voters had faults, so none of it was taken over."""

    code: ClassVar[str] = "elections.arrangements-refused"
    sentence: ClassVar[str] = "took over nothing of a file of {rows:absent voter|absent voters}: {faults:fault|faults}"
    rows: int
    faults: int


@dataclass(frozen=True, slots=True)
class EmergencyProxyAppointed:
    """Somebody may vote in person as the proxy of an elector at polls of one day only."""

    code: ClassVar[str] = "elections.emergency-proxy"
    sentence: ClassVar[str] = "appointed an emergency proxy for elector {elector} at the polls of {day}, {reference}"
    elector: str
    day: date
    reference: str
