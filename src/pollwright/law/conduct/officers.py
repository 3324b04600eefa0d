"""Under which rules each kind of poll is conducted, and by which officers (handbook 1.1)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from pollwright.law.guidance import ELECTIONS_RULES
from pollwright.law.nations import Nation
from pollwright.law.reach import Reach, row_for
from pollwright.law.sources import (
    COUNCIL_TAX_REFERENDUM_REGULATIONS_2012,
    GOVERNANCE_REFERENDUM_REGULATIONS_2012,
    NEIGHBOURHOOD_REFERENDUM_REGULATIONS_2012,
    Source,
)
from pollwright.law.timetables.instruments import (
    ASSEMBLY_ORDER_2007,
    BID_INSTRUMENTS,
    COMBINED_AUTHORITIES_ORDER_2017,
    ELECTORAL_LAW_ACT_1962,
    GLA_RULES_2007,
    LOCAL_RULES_2006,
    MAYORAL_REGULATIONS_2007,
    PARISH_POLLS_RULES_1987,
    PARISH_RULES_2006,
    PCC_ORDER_2012,
    RECALL_REGULATIONS_2016,
    SCOTTISH_LOCAL_ORDER_2011,
    SCOTTISH_PARLIAMENT_ORDER_2015,
    SENEDD_ORDER_2025,
    WELSH_COMMUNITY_RULES_2021,
    WELSH_LOCAL_RULES_2021,
    WELSH_REFERENDUM_REGULATIONS_2008,
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
from pollwright.law.timetables.sets_councils import WELSH_RULES
from pollwright.law.timetables.sets_parliaments import NEW_SENEDD


class Officer(StrEnum):
    """Who conducts a poll."""

    RETURNING_OFFICER = "returning-officer"
    ACTING_RETURNING_OFFICER = "acting-returning-officer"
    COMBINED_AUTHORITY_RETURNING_OFFICER = "combined-authority-returning-officer"
    POLICE_AREA_RETURNING_OFFICER = "police-area-returning-officer"
    LOCAL_RETURNING_OFFICER = "local-returning-officer"
    GREATER_LONDON_RETURNING_OFFICER = "greater-london-returning-officer"
    CONSTITUENCY_RETURNING_OFFICER = "constituency-returning-officer"
    COUNTING_OFFICER = "counting-officer"
    BALLOT_HOLDER = "ballot-holder"
    PETITION_OFFICER = "petition-officer"
    CHIEF_ELECTORAL_OFFICER = "chief-electoral-officer"


@dataclass(frozen=True, slots=True)
class Conduct:
    """Under which rules a poll is conducted, by which officers (the one answerable for the result first)."""

    reach: Reach
    instrument: str
    officers: tuple[Officer, ...]
    source: Source


def _conduct(
    kind: Kind,
    nations: tuple[Nation, ...],
    instrument: str,
    *officers: Officer,
    polls_from: date = date.min,
    polls_before: date = date.max,
    confirmed: bool = True,
) -> Conduct:
    reach = Reach((kind,), nations, polls_from, polls_before)
    return Conduct(reach, instrument, officers, Source(instrument, "", "1.1", confirmed))


_RO: Final = Officer.RETURNING_OFFICER
_NORTH: Final = Officer.CHIEF_ELECTORAL_OFFICER

CONDUCT: Final = (
    _conduct(Kind.UK_PARLIAMENT, ENGLAND_AND_WALES, ELECTIONS_RULES, Officer.ACTING_RETURNING_OFFICER, _RO),
    _conduct(Kind.UK_PARLIAMENT, SCOTLAND, ELECTIONS_RULES, _RO),
    _conduct(Kind.UK_PARLIAMENT, NORTHERN_IRELAND, ELECTIONS_RULES, _NORTH, confirmed=False),
    _conduct(Kind.LOCAL, ENGLAND, LOCAL_RULES_2006, _RO),
    _conduct(Kind.LOCAL, WALES, LOCAL_RULES_2006, _RO, polls_before=WELSH_RULES),
    _conduct(Kind.LOCAL, WALES, WELSH_LOCAL_RULES_2021, _RO, polls_from=WELSH_RULES),
    _conduct(Kind.LOCAL, SCOTLAND, SCOTTISH_LOCAL_ORDER_2011, _RO),
    _conduct(Kind.LOCAL, NORTHERN_IRELAND, ELECTORAL_LAW_ACT_1962, _NORTH, confirmed=False),
    _conduct(Kind.PARISH, ENGLAND, PARISH_RULES_2006, _RO),
    _conduct(Kind.PARISH, WALES, PARISH_RULES_2006, _RO, polls_before=WELSH_RULES),
    _conduct(Kind.PARISH, WALES, WELSH_COMMUNITY_RULES_2021, _RO, polls_from=WELSH_RULES, confirmed=False),
    _conduct(Kind.PARISH_POLL, ENGLAND_AND_WALES, PARISH_POLLS_RULES_1987, _RO),
    _conduct(Kind.MAYORAL, ENGLAND_AND_WALES, MAYORAL_REGULATIONS_2007, _RO),
    _conduct(
        Kind.COMBINED_AUTHORITY_MAYORAL,
        ENGLAND,
        COMBINED_AUTHORITIES_ORDER_2017,
        Officer.COMBINED_AUTHORITY_RETURNING_OFFICER,
        Officer.LOCAL_RETURNING_OFFICER,
    ),
    _conduct(
        Kind.PCC,
        ENGLAND_AND_WALES,
        PCC_ORDER_2012,
        Officer.POLICE_AREA_RETURNING_OFFICER,
        Officer.LOCAL_RETURNING_OFFICER,
    ),
    _conduct(
        Kind.GLA,
        ENGLAND,
        GLA_RULES_2007,
        Officer.GREATER_LONDON_RETURNING_OFFICER,
        Officer.CONSTITUENCY_RETURNING_OFFICER,
    ),
    _conduct(
        Kind.NEIGHBOURHOOD_PLANNING_REFERENDUM,
        ENGLAND,
        NEIGHBOURHOOD_REFERENDUM_REGULATIONS_2012,
        Officer.COUNTING_OFFICER,
    ),
    _conduct(Kind.COUNCIL_TAX_REFERENDUM, ENGLAND, COUNCIL_TAX_REFERENDUM_REGULATIONS_2012, Officer.COUNTING_OFFICER),
    _conduct(Kind.GOVERNANCE_REFERENDUM, ENGLAND, GOVERNANCE_REFERENDUM_REGULATIONS_2012, Officer.COUNTING_OFFICER),
    _conduct(
        Kind.GOVERNANCE_REFERENDUM,
        WALES,
        WELSH_REFERENDUM_REGULATIONS_2008,
        Officer.COUNTING_OFFICER,
        confirmed=False,
    ),
    *(
        _conduct(Kind.BID, (nation,), instrument, Officer.BALLOT_HOLDER, confirmed=nation in ENGLAND_AND_WALES)
        for nation, instrument in BID_INSTRUMENTS.items()
    ),
    _conduct(Kind.SENEDD, WALES, ASSEMBLY_ORDER_2007, Officer.CONSTITUENCY_RETURNING_OFFICER, polls_before=NEW_SENEDD),
    _conduct(Kind.SENEDD, WALES, SENEDD_ORDER_2025, Officer.CONSTITUENCY_RETURNING_OFFICER, polls_from=NEW_SENEDD),
    _conduct(
        Kind.SCOTTISH_PARLIAMENT, SCOTLAND, SCOTTISH_PARLIAMENT_ORDER_2015, Officer.CONSTITUENCY_RETURNING_OFFICER
    ),
    _conduct(Kind.RECALL, EVERYWHERE, RECALL_REGULATIONS_2016, Officer.PETITION_OFFICER, confirmed=False),
)


def titled(officer: Officer) -> str:
    """Return the post of an officer as papers are signed with it, such as "Acting Returning Officer"."""
    return officer.value.replace("-", " ").title()


def answerable_for(kind: Kind, nation: Nation, poll: date) -> str:
    """Return the post of the officer who is answerable for the result of a poll, as papers are signed with it.

    :raises NotCovered: where there is no such poll in that nation.
    """
    return titled(conduct_of(kind, nation, poll).officers[0])


def conduct_of(kind: Kind, nation: Nation, poll: date) -> Conduct:
    """Return the rules and officers of a poll.

    :raises NotCovered: where there is no such poll in that nation.
    """
    return row_for(CONDUCT, kind, nation, poll, "conduct rule")
