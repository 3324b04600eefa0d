"""The law of franchise as a small table that a whole register can be joined to.

The register holds a dozen distinct markers: for each of them and each poll the law is asked once, and the answers stand
in rows. Age is one day a poll: the latest 18th birthday with which an attainer may vote. Nothing is decided here; the
table says what `law.markers` says, for every marker, and a test compares the two over all of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from pollwright.elections.queries.electorate_target import TargetPoll
from pollwright.law.citizenship import UnknownNationality
from pollwright.law.conduct.franchises import poll_type_of
from pollwright.law.facts import Category, Facts, ResidenceRight
from pollwright.law.franchise import marker_allows
from pollwright.law.letters import letter_of
from pollwright.law.markers import Marker, MatrixRow, UnreadableMarker, matrix_row, parse_marker
from pollwright.law.polls import Register

ADULT = 18


@dataclass(frozen=True, slots=True)
class MarkerRule:
    """Whether a marker may vote at a poll, given an entry on the register that the poll uses.

    :param attains_by: the latest day of an 18th birthday with which an attainer is old enough on polling day.
    """

    poll_id: int
    marker: str
    register: Register
    allowed: bool
    attains_by: date


@dataclass(frozen=True, slots=True)
class Known:
    """A combination of recorded facts and printed marker that the register holds."""

    nationalities: str
    residence_right: str
    category: str
    marker: str


def marker_rules(polls: Sequence[TargetPoll], markers: Iterable[str], poll_day: date) -> list[MarkerRule]:
    """Return the rules of every poll for every marker in use.

    :raises NotCovered: where a poll has no franchise of electors.
    :raises UnreadableMarker: where the register prints what is no marker.
    """
    printed = sorted(set(markers))
    found = []
    for poll in polls:
        kind = poll_type_of(poll.kind, poll.nation)
        row = matrix_row(kind, poll.nation, poll_day)
        attains_by = last_attaining(row, poll_day)
        found += [
            MarkerRule(
                poll.id,
                marker,
                row.register,
                marker_allows(marker, kind, poll.nation, poll_day).allowed,
                attains_by,
            )
            for marker in printed
        ]
    return found


def last_attaining(row: MatrixRow, poll_day: date) -> date:
    """Return the latest 18th birthday with which somebody is of the poll's age on polling day, by asking the law."""
    anybody = min(row.letters)
    latest = poll_day
    ahead = poll_day + timedelta(days=366 * (ADULT - row.minimum_age) + 1)
    while latest < ahead:
        middle = latest + timedelta(days=((ahead - latest).days + 1) // 2)
        marker = Marker(anybody, attains_on=middle)
        if marker_allows(marker, row.poll_type, row.nation, poll_day).allowed:
            latest = middle
        else:
            ahead = middle - timedelta(days=1)
    return latest


def doubtful(polls: Sequence[TargetPoll], known: Iterable[Known], poll_day: date) -> list[Known]:
    """Return the combinations whose marker lets somebody vote whom the recorded nationality does not (U1, U3).

    Recorded nationality decides over a marker that was inherited (REG-140), so such an entry needs a correction of the
    register before anything goes to that elector.
    """
    return [each for each in known if any(_contradicts(poll, each, poll_day) for poll in polls)]


def _contradicts(poll: TargetPoll, known: Known, poll_day: date) -> bool:
    row = matrix_row(poll_type_of(poll.kind, poll.nation), poll.nation, poll_day)
    try:
        printed = parse_marker(known.marker).letter
        facts = Facts(
            nationalities=tuple(known.nationalities.split(";")),
            residence_right=ResidenceRight(known.residence_right),
            category=Category(known.category),
        )
        found = letter_of(facts, poll.nation, poll_day).letter
    except (UnknownNationality, UnreadableMarker):
        return True
    return printed in row.letters and (found is None or found not in row.letters)
