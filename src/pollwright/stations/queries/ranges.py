"""Ranges of elector numbers: every number of a district lies in exactly one (handbook G-01)."""

from __future__ import annotations

from dataclasses import dataclass

from pollwright.findings import Finding, Level, declare

UNALLOTTED = declare(
    "stations.district-unallotted",
    Level.ERROR,
    "District {district} has no station.",
    "Allot it to a station.",
)
RANGE_GAP = declare(
    "stations.range-gap",
    Level.ERROR,
    "In district {district} no station has the numbers from {first} to {last}.",
    "Divide the district again.",
)
RANGE_TWICE = declare(
    "stations.range-twice",
    Level.ERROR,
    "In district {district} two stations have number {number}.",
    "Divide the district again.",
)
NO_END = declare(
    "stations.range-no-end",
    Level.ERROR,
    "In district {district} no station has the numbers from {first} on.",
    "Divide the district again; the last part has no end, so that electors who are added have a station.",
)


@dataclass(frozen=True, slots=True)
class Range:
    """The numbers of a district that vote at one station; `last` is None where there is no end."""

    station: int
    first: int
    last: int | None


def range_faults(district: str, ranges: list[Range]) -> list[Finding]:
    """Return what is wrong with the ranges of a district: every number from 1 on must lie in exactly one."""
    if not ranges:
        return [UNALLOTTED.at(district=district)]
    faults: list[Finding] = []
    free: int | None = 1
    for each in sorted(ranges, key=lambda one: one.first):
        if free is None or each.first < free:
            faults.append(RANGE_TWICE.at(district=district, number=each.first))
        elif each.first > free:
            faults.append(RANGE_GAP.at(district=district, first=free, last=each.first - 1))
        free = _after(free, each)
    if free is not None:
        faults.append(NO_END.at(district=district, first=free))
    return faults


def _after(free: int | None, each: Range) -> int | None:
    if free is None or each.last is None:
        return None
    return max(free, each.last + 1)
