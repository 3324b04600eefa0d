"""Comparing applicants with other records: the port, and the simulators that ship.

A matcher is any object with a `name` and a `match` that takes requests and answers pass or fail for each, in the same
order. It learns names, birth and National Insurance number and nothing else; it answers nothing but pass and fail
(REG-220). A real connection to the digital service is a package of its own that registers a matcher under the name
`dwp` with `use`; no rule or page changes.

The simulators decide by a hash of the record, so the same record always gets the same answer, at the rates of the
handbook's section 10: nine in ten pass the first match, and local records clear half of the rest.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Protocol

from pollwright.law.verification import Match


@dataclass(frozen=True, slots=True)
class MatchRequest:
    """What a matcher is told of an applicant."""

    reference: str
    forenames: str
    surname: str
    date_of_birth: date
    nino: str


class Matcher(Protocol):
    """Answers whether applicants are known to other records."""

    @property
    def name(self) -> str:
        """The name that stands with each result."""

    def match(self, requests: Sequence[MatchRequest]) -> list[Match]:
        """Return pass or fail for each request, in order. May take long and may be called again for the same."""


@dataclass(frozen=True, slots=True)
class Simulator:
    """A matcher that knows nobody and passes a share of all records, always the same ones."""

    name: str
    passes: float

    def match(self, requests: Sequence[MatchRequest]) -> list[Match]:
        """Return pass or fail for each request by its hash."""
        return [Match.PASS if self._drawn(request) < self.passes else Match.FAIL for request in requests]

    def _drawn(self, request: MatchRequest) -> float:
        facts = (self.name, request.forenames, request.surname, request.date_of_birth.isoformat(), request.nino)
        digest = hashlib.sha256("|".join(facts).casefold().encode()).digest()
        return int.from_bytes(digest[:8]) / 2**64


DIGITAL_SERVICE: Final = "dwp"
LOCAL_RECORDS: Final = "local"
_IN_USE: dict[str, Matcher] = {
    DIGITAL_SERVICE: Simulator(DIGITAL_SERVICE, 0.90),
    LOCAL_RECORDS: Simulator(LOCAL_RECORDS, 0.50),
}


def use(matcher: Matcher) -> None:
    """Put a matcher in the place of the one that has its name."""
    _IN_USE[matcher.name] = matcher


def matcher(name: str) -> Matcher:
    """Return the matcher of a name.

    :raises KeyError: where there is none.
    """
    return _IN_USE[name]
