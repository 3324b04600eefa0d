"""The instruments that timetables cite, beside those of `pollwright.law.sources`."""

from typing import Final

from pollwright.law.nations import Nation
from pollwright.law.sources import REGULATIONS_2001, SCOTTISH_REGULATIONS_2001

LOCAL_GOVERNMENT_ACT_1972: Final = "Local Government Act 1972"
SCOTTISH_LOCAL_GOVERNMENT_ACT_1973: Final = "Local Government (Scotland) Act 1973"
ELECTORAL_LAW_ACT_1962: Final = "Electoral Law Act (Northern Ireland) 1962"
SCOTLAND_ACT_1998: Final = "Scotland Act 1998"
GOVERNMENT_OF_WALES_ACT_2006: Final = "Government of Wales Act 2006"
GLA_ACT_1999: Final = "Greater London Authority Act 1999"
FIXED_TERM_PARLIAMENTS_ACT_2011: Final = "Fixed-term Parliaments Act 2011"
DISSOLUTION_ACT_2022: Final = "Dissolution and Calling of Parliament Act 2022"
EARLY_ELECTION_ACT_2019: Final = "Early Parliamentary General Election Act 2019"
SCOTTISH_CORONAVIRUS_ACT_2021: Final = "Scottish General Election (Coronavirus) Act 2021"
WELSH_CORONAVIRUS_ACT_2021: Final = "Welsh Elections (Coronavirus) Act 2021"

LOCAL_RULES_2006: Final = "Local Elections (Principal Areas) (England and Wales) Rules 2006 (SI 2006/3304)"
PARISH_RULES_2006: Final = "Local Elections (Parishes and Communities) (England and Wales) Rules 2006 (SI 2006/3305)"
WELSH_LOCAL_RULES_2021: Final = "Local Elections (Principal Areas) (Wales) Rules 2021 (WSI 2021/1459)"
WELSH_COMMUNITY_RULES_2021: Final = "Local Elections (Communities) (Wales) Rules 2021 (WSI 2021/1460)"
SCOTTISH_LOCAL_ORDER_2011: Final = "Scottish Local Government Elections Order 2011 (SSI 2011/399)"
SCOTTISH_ABSENT_VOTING_REGULATIONS_2007: Final = (
    "Representation of the People (Absent Voting at Local Government Elections) (Scotland) Regulations 2007 "
    "(SSI 2007/170)"
)
SCOTTISH_PARLIAMENT_ORDER_2015: Final = "Scottish Parliament (Elections etc.) Order 2015 (SSI 2015/425)"
ASSEMBLY_ORDER_2007: Final = "National Assembly for Wales (Representation of the People) Order 2007 (SI 2007/236)"
SENEDD_ORDER_2025: Final = "Senedd Cymru (Representation of the People) Order 2025 (WSI 2025/864)"
NORTHERN_IRELAND_REGULATIONS_2008: Final = (
    "Representation of the People (Northern Ireland) Regulations 2008 (SI 2008/1741)"
)
LOCAL_ELECTIONS_ORDER_1985: Final = "Local Elections (Northern Ireland) Order 1985 (SI 1985/454)"
MAYORAL_REGULATIONS_2007: Final = (
    "Local Authorities (Mayoral Elections) (England and Wales) Regulations 2007 (SI 2007/1024)"
)
COMBINED_AUTHORITIES_ORDER_2017: Final = "Combined Authorities (Mayoral Elections) Order 2017 (SI 2017/67)"
PCC_ORDER_2012: Final = "Police and Crime Commissioner Elections Order 2012 (SI 2012/1917)"
GLA_RULES_2007: Final = "Greater London Authority Elections Rules 2007 (SI 2007/3541)"
RECALL_REGULATIONS_2016: Final = "Recall of MPs Act 2015 (Recall Petition) Regulations 2016 (SI 2016/295)"
WELSH_REFERENDUM_REGULATIONS_2008: Final = (
    "Local Authorities (Conduct of Referendums) (Wales) Regulations 2008 (WSI 2008/1848)"
)
PARISH_POLLS_RULES_1987: Final = "Parish and Community Meetings (Polls) Rules 1987 (SI 1987/1)"
BID_INSTRUMENTS: Final[dict[Nation, str]] = {
    Nation.ENGLAND: "Business Improvement Districts (England) Regulations 2004 (SI 2004/2443)",
    Nation.WALES: "Business Improvement Districts (Wales) Regulations 2005 (WSI 2005/1312)",
    Nation.SCOTLAND: "Business Improvement Districts (Scotland) Regulations 2007 (SSI 2007/202)",
    Nation.NORTHERN_IRELAND: "Business Improvement Districts (General) Regulations (Northern Ireland) 2014 (SR 2014/143)",
}
PEOPLE_REGULATIONS: Final[dict[Nation, str]] = {
    Nation.ENGLAND: REGULATIONS_2001,
    Nation.WALES: REGULATIONS_2001,
    Nation.SCOTLAND: SCOTTISH_REGULATIONS_2001,
    Nation.NORTHERN_IRELAND: NORTHERN_IRELAND_REGULATIONS_2008,
}
"""The Representation of the People Regulations of each nation."""
