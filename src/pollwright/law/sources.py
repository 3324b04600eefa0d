"""Where a rule comes from: the instrument, the provision, and the handbook's own number for it."""

from dataclasses import dataclass
from typing import Final

from pollwright.law.nations import Nation, NotCovered

RPA_1983: Final = "Representation of the People Act 1983"
RPA_1985: Final = "Representation of the People Act 1985"
RPA_2000: Final = "Representation of the People Act 2000"
NATIONALITY_ACT_1981: Final = "British Nationality Act 1981"
ELECTORAL_ADMINISTRATION_ACT_2006: Final = "Electoral Administration Act 2006"
RECALL_ACT_2015: Final = "Recall of MPs Act 2015"
VOTING_AGE_ACT_2015: Final = "Scottish Elections (Reduction of Voting Age) Act 2015"
SCOTTISH_FRANCHISE_ACT_2020: Final = "Scottish Elections (Franchise and Representation) Act 2020"
SENEDD_ACT_2020: Final = "Senedd and Elections (Wales) Act 2020"
WELSH_LOCAL_GOVERNMENT_ACT_2021: Final = "Local Government and Elections (Wales) Act 2021"
ELECTIONS_ACT_2022: Final = "Elections Act 2022"
FAMILY_LAW_REFORM_ACT_1969: Final = "Family Law Reform Act 1969"
POLICE_REFORM_ACT_2011: Final = "Police Reform and Social Responsibility Act 2011"

REGULATIONS_2001: Final = "Representation of the People (England and Wales) Regulations 2001 (SI 2001/341)"
SCOTTISH_REGULATIONS_2001: Final = "Representation of the People (Scotland) Regulations 2001 (SI 2001/497)"
EU_FRANCHISE_REGULATIONS_1995: Final = (
    "Local Government Elections (Changes to the Franchise and Qualification of Members) Regulations 1995 (SI 1995/1948)"
)
COUNCIL_TAX_REFERENDUM_REGULATIONS_2012: Final = (
    "Local Authorities (Conduct of Referendums) (Council Tax Increases) (England) Regulations 2012 (SI 2012/444)"
)
GOVERNANCE_REFERENDUM_REGULATIONS_2012: Final = (
    "Local Authorities (Conduct of Referendums) (England) Regulations 2012 (SI 2012/323)"
)
GOVERNANCE_REFERENDUM_REGULATIONS_2014: Final = (
    "Local Authorities (Conduct of Referendums) (England) (Amendment) Regulations 2014 (SI 2014/924)"
)
NEIGHBOURHOOD_REFERENDUM_REGULATIONS_2012: Final = (
    "Neighbourhood Planning (Referendums) Regulations 2012 (SI 2012/2031)"
)
REGULATIONS_2015: Final = (
    "Representation of the People (England and Wales) (Amendment) (No. 2) Regulations 2015 (SI 2015/1971)"
)
REGULATIONS_2016: Final = "Representation of the People (England and Wales) (Amendment) Regulations 2016 (SI 2016/694)"
VOTER_IDENTIFICATION_REGULATIONS_2022: Final = "Voter Identification Regulations 2022 (SI 2022/1382)"
FRANCHISE_REGULATIONS_2023: Final = (
    "Representation of the People (Franchise Amendment and Eligibility Review) Regulations 2023 (SI 2023/1150)"
)
OVERSEAS_REGULATIONS_2023: Final = (
    "Representation of the People (Overseas Electors etc.) (Amendment) Regulations 2023 (SI 2023/1406)"
)

COMMISSION_ENGLAND: Final = "Electoral Commission, Running electoral registration: England"
COMMISSION_WALES: Final = "Electoral Commission, Running electoral registration: Wales"
COMMISSION_SCOTLAND: Final = "Electoral Commission, Running electoral registration: Scotland"
COMMISSION_CANVASS: Final = "Electoral Commission, Delivering the annual canvass: England"
COMMISSION_POLLING_STATIONS: Final = "Electoral Commission, Quick guide for polling station staff"
ONS_GUIDANCE: Final = "Office for National Statistics, electoral statistics"
LOCAL_RETENTION_POLICY: Final = "Registration officer's retention policy"


@dataclass(frozen=True, slots=True)
class Source:
    """The authority for one rule.

    `rule` is the handbook's number, such as ``REG-310``. `confirmed` is False where the provision was written down from
    memory and has not yet been read in the instrument.
    """

    instrument: str
    provision: str = ""
    rule: str | None = None
    confirmed: bool = True

    def describe(self) -> str:
        """Return the citation as a page prints it, saying so where it is still to be confirmed."""
        cited = f"{self.instrument}, {self.provision}" if self.provision else self.instrument
        numbered = f"{cited} [{self.rule}]" if self.rule else cited
        return numbered if self.confirmed else f"{numbered} (to be confirmed)"


_REGULATIONS = {
    Nation.ENGLAND: REGULATIONS_2001,
    Nation.WALES: REGULATIONS_2001,
    Nation.SCOTLAND: SCOTTISH_REGULATIONS_2001,
}


def regulations_of(nation: Nation) -> str:
    """Return the registration regulations in force in `nation`.

    :raises NotCovered: for Northern Ireland, whose Chief Electoral Officer works under other regulations.
    """
    try:
        return _REGULATIONS[nation]
    except KeyError:
        raise NotCovered("Registration in Northern Ireland is not covered") from None
