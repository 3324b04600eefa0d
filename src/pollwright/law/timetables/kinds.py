"""The kinds of poll that have a timetable, and the nations in which each can be held."""

from enum import StrEnum
from typing import Final

from pollwright.law.nations import Nation

ENGLAND: Final = (Nation.ENGLAND,)
WALES: Final = (Nation.WALES,)
SCOTLAND: Final = (Nation.SCOTLAND,)
NORTHERN_IRELAND: Final = (Nation.NORTHERN_IRELAND,)
ENGLAND_AND_WALES: Final = (*ENGLAND, *WALES)
EVERYWHERE: Final = (*ENGLAND_AND_WALES, *SCOTLAND, *NORTHERN_IRELAND)


class Kind(StrEnum):
    """A kind of poll, by the name that commands and files use."""

    LOCAL = "local"
    PARISH = "parish"
    UK_PARLIAMENT = "uk-parliament"
    PCC = "pcc"
    MAYORAL = "mayoral"
    COMBINED_AUTHORITY_MAYORAL = "combined-authority-mayoral"
    RECALL = "recall"
    NEIGHBOURHOOD_PLANNING_REFERENDUM = "neighbourhood-planning-referendum"
    SCOTTISH_PARLIAMENT = "scottish-parliament"
    SENEDD = "senedd"
    GLA = "gla"
    COUNCIL_TAX_REFERENDUM = "council-tax-referendum"
    GOVERNANCE_REFERENDUM = "governance-referendum"
    BID = "bid"
    PARISH_POLL = "parish-poll"


NATIONS: Final[dict[Kind, tuple[Nation, ...]]] = {
    Kind.LOCAL: EVERYWHERE,
    Kind.PARISH: ENGLAND_AND_WALES,
    Kind.UK_PARLIAMENT: EVERYWHERE,
    Kind.PCC: ENGLAND_AND_WALES,
    Kind.MAYORAL: ENGLAND_AND_WALES,
    Kind.COMBINED_AUTHORITY_MAYORAL: ENGLAND,
    Kind.RECALL: EVERYWHERE,
    Kind.NEIGHBOURHOOD_PLANNING_REFERENDUM: ENGLAND,
    Kind.SCOTTISH_PARLIAMENT: SCOTLAND,
    Kind.SENEDD: WALES,
    Kind.GLA: ENGLAND,
    Kind.COUNCIL_TAX_REFERENDUM: ENGLAND,
    Kind.GOVERNANCE_REFERENDUM: ENGLAND_AND_WALES,
    Kind.BID: EVERYWHERE,
    Kind.PARISH_POLL: ENGLAND_AND_WALES,
}
"""Where each kind of poll exists in law."""

NAMES: Final[dict[Kind, str]] = {
    Kind.LOCAL: "Election of councillors",
    Kind.PARISH: "Election of parish or community councillors",
    Kind.UK_PARLIAMENT: "UK Parliamentary election",
    Kind.PCC: "Election of a police and crime commissioner",
    Kind.MAYORAL: "Election of a local authority mayor",
    Kind.COMBINED_AUTHORITY_MAYORAL: "Election of a combined authority mayor",
    Kind.RECALL: "Recall petition",
    Kind.NEIGHBOURHOOD_PLANNING_REFERENDUM: "Neighbourhood planning referendum",
    Kind.SCOTTISH_PARLIAMENT: "Scottish Parliamentary election",
    Kind.SENEDD: "Senedd Cymru election",
    Kind.GLA: "Greater London Authority election",
    Kind.COUNCIL_TAX_REFERENDUM: "Council tax referendum",
    Kind.GOVERNANCE_REFERENDUM: "Governance referendum",
    Kind.BID: "Business improvement district ballot",
    Kind.PARISH_POLL: "Parish poll",
}
"""What each kind is called at the head of a timetable."""
