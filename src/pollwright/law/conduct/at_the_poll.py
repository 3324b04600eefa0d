"""What a voter meets: identification, poll cards and the hours of the poll (B-30, K-01, T-22)."""

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from typing import Final

from pollwright.law.guidance import COMMISSION_LOCAL
from pollwright.law.nations import Nation, NotCovered
from pollwright.law.reach import BRITAIN, Reach
from pollwright.law.sources import (
    VOTER_IDENTIFICATION_REGULATIONS_2022,
    Source,
)
from pollwright.law.timetables.electors import GENERAL_ELECTION_IDENTIFICATION_FROM, IDENTIFICATION_FROM
from pollwright.law.timetables.instruments import (
    BID_INSTRUMENTS,
    PARISH_POLLS_RULES_1987,
    RECALL_REGULATIONS_2016,
)
from pollwright.law.timetables.kinds import (
    ENGLAND,
    ENGLAND_AND_WALES,
    NORTHERN_IRELAND,
    Kind,
)
from pollwright.law.timetables.rule_sets import Poll, rule_set_of
from pollwright.law.timetables.steps import Step
from pollwright.law.workings import Answer, Working


class CardsSent(StrEnum):
    """To whom poll cards go (K-01, E-14)."""

    EVERY_VOTER = "every-voter"
    WHERE_THE_PARISH_ASKS = "where-the-parish-asks"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class IdentificationRow:
    """Polls at whose stations voters show photographic identification."""

    reach: Reach
    source: Source
    by_elections_from: date | None = None


@dataclass(frozen=True, slots=True)
class Hours:
    """From when to when a poll is open; `opens` is None for a ballot by post, which only closes."""

    opens: time | None
    closes: time
    source: Source


_IDENTIFICATION: Final = Source(VOTER_IDENTIFICATION_REGULATIONS_2022, "", "B-30")
IDENTIFICATION: Final = (
    IdentificationRow(
        Reach(
            (
                Kind.LOCAL,
                Kind.PARISH,
                Kind.MAYORAL,
                Kind.COMBINED_AUTHORITY_MAYORAL,
                Kind.GLA,
                Kind.NEIGHBOURHOOD_PLANNING_REFERENDUM,
                Kind.COUNCIL_TAX_REFERENDUM,
            ),
            ENGLAND,
            IDENTIFICATION_FROM,
        ),
        _IDENTIFICATION,
    ),
    IdentificationRow(
        Reach((Kind.GOVERNANCE_REFERENDUM,), ENGLAND, IDENTIFICATION_FROM),
        Source(VOTER_IDENTIFICATION_REGULATIONS_2022, "", "1.1", confirmed=False),
    ),
    IdentificationRow(Reach((Kind.PCC,), ENGLAND_AND_WALES, IDENTIFICATION_FROM), _IDENTIFICATION),
    IdentificationRow(
        Reach((Kind.UK_PARLIAMENT,), BRITAIN, GENERAL_ELECTION_IDENTIFICATION_FROM),
        _IDENTIFICATION,
        by_elections_from=IDENTIFICATION_FROM,
    ),
    IdentificationRow(
        Reach((Kind.RECALL,), BRITAIN, IDENTIFICATION_FROM),
        Source(VOTER_IDENTIFICATION_REGULATIONS_2022, "", "1.1", confirmed=False),
    ),
    IdentificationRow(
        Reach((Kind.UK_PARLIAMENT, Kind.LOCAL, Kind.RECALL), NORTHERN_IRELAND),
        Source("Electoral Fraud (Northern Ireland) Act 2002", "", confirmed=False),
    ),
)

_CARDS: Final = Source(COMMISSION_LOCAL, "Poll card delivery", "K-01")
_CARDS_SENT: Final[dict[Kind, tuple[CardsSent, Source]]] = {
    Kind.PARISH: (CardsSent.WHERE_THE_PARISH_ASKS, _CARDS),
    Kind.PARISH_POLL: (CardsSent.NOBODY, Source(PARISH_POLLS_RULES_1987, "", "E-14")),
    Kind.BID: (CardsSent.NOBODY, Source(BID_INSTRUMENTS[Nation.ENGLAND], "", "E-21")),
    Kind.RECALL: (CardsSent.EVERY_VOTER, Source(RECALL_REGULATIONS_2016, "", "K-01", confirmed=False)),
}


def identification_needed(kind: Kind, nation: Nation, poll: date, *, by_election: bool = False) -> Answer:
    """Return whether voters show photographic identification at the station (B-30)."""
    for row in IDENTIFICATION:
        earlier = by_election and row.by_elections_from
        counted_as = max(poll, row.reach.polls_from) if earlier and poll >= earlier else poll
        if row.reach.holds_for(kind, nation, counted_as):
            since = row.by_elections_from if earlier and row.by_elections_from else row.reach.polls_from
            on = None if since == date.min else since
            return Answer(
                True, (Working("Photographic identification is needed at this kind of poll", on, row.source),)
            )
    return Answer(False, (Working("No photographic identification is asked for at this poll", None, _IDENTIFICATION),))


def cards_sent(kind: Kind) -> tuple[CardsSent, Source]:
    """Return to whom poll cards of a kind of poll go."""
    return _CARDS_SENT.get(kind, (CardsSent.EVERY_VOTER, _CARDS))


def hours_of(kind: Kind, nation: Nation, poll: date, *, by_election: bool = False) -> Hours:
    """Return the hours of a poll, as its timetable has them (T-22).

    :raises NotCovered: where no timetable is held for it.
    """
    rules = rule_set_of(Poll(kind, nation, poll, by_election)).rules
    opens = next((rule.by for rule in rules if rule.step is Step.POLL and rule.holds_for(poll)), None)
    for rule in rules:
        if rule.step is Step.POLL_CLOSES and rule.by is not None and rule.holds_for(poll):
            return Hours(opens, rule.by, rule.source)
    raise NotCovered(f"No hours are held for a poll of the kind {kind} in {nation}")
