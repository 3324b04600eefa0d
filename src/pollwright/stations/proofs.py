"""Proofs: every elector and every property of a poll has exactly one station (handbook G-01, lessons U4 and U7).

The sides are counted apart: the electors of a district straight from the register, and at its stations by their
numbers.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from pollwright.refusals import Refused


class DoesNotReconcile(Refused):
    """A total is not what it must be; nothing is adopted or released."""

    code = "stations.R050"
    problem = "District {district} does not reconcile: {expected} electors in the register, {found} at stations."
    remedy = "Nothing was done. Count the electors again; if it says the same, tell your supplier, with this message."


@dataclass(frozen=True, slots=True)
class DistrictProof:
    """The electors of one district, in the register and at its stations."""

    district: str
    register: int
    stations: int


def reconcile(register: dict[str, int], stations: dict[str, int]) -> dict[str, Any]:
    """Return the proof that the electors of every district are those at its stations, as JSON.

    :param register, stations: electors by code of district.
    :raises DoesNotReconcile: naming the first district that differs.
    """
    proofs = [
        DistrictProof(code, register.get(code, 0), stations.get(code, 0)) for code in sorted({*register, *stations})
    ]
    for proof in proofs:
        if proof.register != proof.stations:
            raise DoesNotReconcile(district=proof.district, expected=proof.register, found=proof.stations)
    return {"electors": sum(proof.register for proof in proofs), "districts": [asdict(proof) for proof in proofs]}
