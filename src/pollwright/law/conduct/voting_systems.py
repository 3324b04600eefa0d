"""The voting system of each contest, from which polls on, and how many marks a voter makes (E-01 to E-06)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from pollwright.law.guidance import (
    DEMOCRACY_CLUB_IDS,
    DEVOLUTION_ACT_2026,
    ELECTIONS_RULES,
    SUPPLEMENTARY_VOTE_AMENDMENT_2022,
)
from pollwright.law.nations import Nation, NotCovered
from pollwright.law.reach import Reach, rows_for
from pollwright.law.sources import (
    ELECTIONS_ACT_2022,
    Source,
)
from pollwright.law.timetables.instruments import (
    ASSEMBLY_ORDER_2007,
    ELECTORAL_LAW_ACT_1962,
    GLA_RULES_2007,
    LOCAL_RULES_2006,
    PARISH_RULES_2006,
    RECALL_REGULATIONS_2016,
    SCOTTISH_LOCAL_ORDER_2011,
    SCOTTISH_PARLIAMENT_ORDER_2015,
    SENEDD_ORDER_2025,
)
from pollwright.law.timetables.kinds import (
    ENGLAND,
    ENGLAND_AND_WALES,
    EVERYWHERE,
    NORTHERN_IRELAND,
    SCOTLAND,
    WALES,
    Kind,
)
from pollwright.law.timetables.sets_parliaments import NEW_SENEDD

FIRST_PAST_THE_POST_FROM: Final = date(2023, 5, 4)
SUPPLEMENTARY_VOTE_AGAIN: Final = date(2026, 6, 18)


class VotingSystem(StrEnum):
    """How votes become seats, by the name that public data uses where it has one."""

    FIRST_PAST_THE_POST = "FPTP"
    SUPPLEMENTARY_VOTE = "SV"
    SINGLE_TRANSFERABLE_VOTE = "STV"
    CLOSED_LIST = "PR-CL"
    ADDITIONAL_MEMBER = "AMS"
    TWO_ANSWERS = "two-answers"
    DUAL_MAJORITY = "dual-majority"
    SIGNATURES = "signatures"


class Contest(StrEnum):
    """Which of the ballots of a poll that has more than one."""

    ONLY = "only"
    CONSTITUENCY = "constituency"
    REGION = "region"
    LONDON_MAYOR = "london-mayor"
    LONDON_WIDE = "london-wide"


@dataclass(frozen=True, slots=True)
class SystemRow:
    """The voting system of a contest."""

    reach: Reach
    system: VotingSystem
    source: Source
    contest: Contest = Contest.ONLY


def _system(
    kinds: tuple[Kind, ...],
    nations: tuple[Nation, ...],
    system: VotingSystem,
    source: Source,
    contest: Contest = Contest.ONLY,
    polls_from: date = date.min,
    polls_before: date = date.max,
) -> SystemRow:
    return SystemRow(Reach(kinds, nations, polls_from, polls_before), system, source, contest)


_SV_UNTIL: Final = Source(ELECTIONS_ACT_2022, "s 13", "E-02")
_FPTP_SINCE: Final = Source(SUPPLEMENTARY_VOTE_AMENDMENT_2022, "", "E-02")
_FPTP: Final = VotingSystem.FIRST_PAST_THE_POST
_SV: Final = VotingSystem.SUPPLEMENTARY_VOTE
_OFFICES: Final = (Kind.MAYORAL, Kind.COMBINED_AUTHORITY_MAYORAL, Kind.PCC)
_REFERENDUMS: Final = (
    Kind.NEIGHBOURHOOD_PLANNING_REFERENDUM,
    Kind.COUNCIL_TAX_REFERENDUM,
    Kind.GOVERNANCE_REFERENDUM,
    Kind.PARISH_POLL,
)

SYSTEMS: Final = (
    _system(
        (Kind.COMBINED_AUTHORITY_MAYORAL,),
        ENGLAND,
        _SV,
        Source(DEVOLUTION_ACT_2026, "s 63", "E-05"),
        polls_from=SUPPLEMENTARY_VOTE_AGAIN,
    ),
    _system(_OFFICES, ENGLAND_AND_WALES, _SV, _SV_UNTIL, polls_before=FIRST_PAST_THE_POST_FROM),
    _system(_OFFICES, ENGLAND_AND_WALES, _FPTP, _FPTP_SINCE, polls_from=FIRST_PAST_THE_POST_FROM),
    _system((Kind.GLA,), ENGLAND, _SV, _SV_UNTIL, Contest.LONDON_MAYOR, polls_before=FIRST_PAST_THE_POST_FROM),
    _system((Kind.GLA,), ENGLAND, _FPTP, _FPTP_SINCE, Contest.LONDON_MAYOR, polls_from=FIRST_PAST_THE_POST_FROM),
    _system((Kind.GLA,), ENGLAND, _FPTP, Source(GLA_RULES_2007, "", "1.1"), Contest.CONSTITUENCY),
    _system(
        (Kind.GLA,),
        ENGLAND,
        VotingSystem.ADDITIONAL_MEMBER,
        Source(GLA_RULES_2007, "", "1.1"),
        Contest.LONDON_WIDE,
    ),
    _system((Kind.UK_PARLIAMENT,), EVERYWHERE, _FPTP, Source(ELECTIONS_RULES, "", "1.1")),
    _system((Kind.LOCAL,), ENGLAND_AND_WALES, _FPTP, Source(LOCAL_RULES_2006, "", "E-01", confirmed=False)),
    _system(
        (Kind.LOCAL,),
        SCOTLAND,
        VotingSystem.SINGLE_TRANSFERABLE_VOTE,
        Source(SCOTTISH_LOCAL_ORDER_2011, "", "E-06", confirmed=False),
    ),
    _system(
        (Kind.LOCAL,),
        NORTHERN_IRELAND,
        VotingSystem.SINGLE_TRANSFERABLE_VOTE,
        Source(ELECTORAL_LAW_ACT_1962, "", confirmed=False),
    ),
    _system((Kind.PARISH,), ENGLAND_AND_WALES, _FPTP, Source(PARISH_RULES_2006, "", "E-01", confirmed=False)),
    _system(
        _REFERENDUMS,
        ENGLAND_AND_WALES,
        VotingSystem.TWO_ANSWERS,
        Source(DEMOCRACY_CLUB_IDS, "", "1.1", confirmed=False),
    ),
    _system(
        (Kind.BID,),
        EVERYWHERE,
        VotingSystem.DUAL_MAJORITY,
        Source("Local Government Act 2003", "s 50", "E-20", confirmed=False),
    ),
    _system(
        (Kind.SENEDD,),
        WALES,
        VotingSystem.CLOSED_LIST,
        Source(SENEDD_ORDER_2025, "", "1.1"),
        polls_from=NEW_SENEDD,
    ),
    *(
        _system(
            (Kind.SENEDD,),
            WALES,
            system,
            Source(ASSEMBLY_ORDER_2007, "", "1.1", confirmed=False),
            contest,
            polls_before=NEW_SENEDD,
        )
        for contest, system in ((Contest.CONSTITUENCY, _FPTP), (Contest.REGION, VotingSystem.ADDITIONAL_MEMBER))
    ),
    *(
        _system(
            (Kind.SCOTTISH_PARLIAMENT,),
            SCOTLAND,
            system,
            Source(SCOTTISH_PARLIAMENT_ORDER_2015, "", "1.1"),
            contest,
        )
        for contest, system in ((Contest.CONSTITUENCY, _FPTP), (Contest.REGION, VotingSystem.ADDITIONAL_MEMBER))
    ),
    _system(
        (Kind.RECALL,), EVERYWHERE, VotingSystem.SIGNATURES, Source(RECALL_REGULATIONS_2016, "", "1.1", confirmed=False)
    ),
)


def voting_system(
    kind: Kind, nation: Nation, poll: date, contest: Contest = Contest.ONLY, *, notice_on: date | None = None
) -> SystemRow:
    """Return the voting system of a contest: a default, since it is a property of the poll itself (E-05).

    :param notice_on: the day of the notice of election, where known. An election that was under way when a new system
        came into force keeps the old one.
    :raises NotCovered: where the poll has no such contest.
    """
    for row in SYSTEMS:
        saved = row.reach.polls_from == SUPPLEMENTARY_VOTE_AGAIN and notice_on and notice_on < SUPPLEMENTARY_VOTE_AGAIN
        if row.reach.holds_for(kind, nation, poll) and row.contest is contest and not saved:
            return row
    raise NotCovered(f"No voting system is held for a poll of the kind {kind}, {contest}, in {nation}")


def contests_of(kind: Kind, nation: Nation, poll: date) -> tuple[Contest, ...]:
    """Return the ballots that a voter has at a poll, each once, in the order of the table."""
    return tuple(dict.fromkeys(row.contest for row in rows_for(SYSTEMS, kind, nation, poll)))


def most_marks(system: VotingSystem, seats: int) -> int | None:
    """Return how many marks a voter may make, None where preferences are numbered and have no limit (E-01, E-04).

    :param seats: the seats contested, which are often fewer than those of the ward.
    """
    if system is VotingSystem.SINGLE_TRANSFERABLE_VOTE:
        return None
    if system is VotingSystem.SUPPLEMENTARY_VOTE:
        return 2
    return seats if system is VotingSystem.FIRST_PAST_THE_POST else 1
