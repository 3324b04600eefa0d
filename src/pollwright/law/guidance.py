"""The guidance and the further instruments that the law of polls cites, beside those of `sources` and of timetables."""

from typing import Final

COMMISSION_LOCAL: Final = "Electoral Commission, Returning Officers at local government elections in England"
COMMISSION_LOCAL_CANDIDATES: Final = (
    "Electoral Commission, Candidates and agents at local government elections in England"
)
COMMISSION_PARISH_CANDIDATES: Final = "Electoral Commission, Candidates at parish council elections in England"
COMMISSION_PARLIAMENTARY: Final = "Electoral Commission, (Acting) Returning Officers at UK Parliamentary elections"
COMMISSION_PETITIONS: Final = "Electoral Commission, Petition Officers at recall petitions"
COMMISSION_PARLIAMENTARY_CANDIDATES: Final = (
    "Electoral Commission, Candidates and agents at UK Parliamentary elections in Great Britain"
)
COMMISSION_PCC: Final = "Electoral Commission, Police Area Returning Officers"
COMMISSION_PCC_CANDIDATES: Final = (
    "Electoral Commission, Candidates and agents at Police and Crime Commissioner elections"
)
COMMISSION_GLA: Final = "Electoral Commission, the Greater London Returning Officer and Constituency Returning Officers"
COMMISSION_COMBINED_CANDIDATES: Final = (
    "Electoral Commission, Candidates and agents at combined authority mayoral elections"
)
COMMISSION_REVIEWS: Final = "Electoral Commission, Reviews of polling districts, polling places and polling stations"
COMMISSION_DISABLED_VOTERS: Final = "Electoral Commission, Assistance with voting for disabled voters"
DEMOCRACY_CLUB_IDS: Final = "Democracy Club, UK election ids"
EVERY_ELECTION: Final = "Democracy Club, EveryElection"
TRADE_PRACTICE: Final = "Practice of electoral services"

ELECTIONS_RULES: Final = "Parliamentary Elections Rules (Representation of the People Act 1983, Sch 1)"
POLITICAL_PARTIES_ACT_2000: Final = "Political Parties, Elections and Referendums Act 2000"
REPRESENTATION_ACT_1981: Final = "Representation of the People Act 1981"
DISQUALIFICATION_ACT_2022: Final = "Local Government (Disqualification) Act 2022"
DEVOLUTION_ACT_2026: Final = "English Devolution and Community Empowerment Act 2026"
SUPPLEMENTARY_VOTE_AMENDMENT_2022: Final = "SI 2022/1353 (voting at elections of mayors and commissioners)"
COMBINATION_REGULATIONS_2004: Final = (
    "Representation of the People (Combination of Polls) (England and Wales) Regulations 2004 (SI 2004/294)"
)
POLL_CARD_FORMS_2023: Final = "SI 2023/1147 (forms of poll cards)"
WORKING_TIME_REGULATIONS_1998: Final = "Working Time Regulations 1998 (SI 1998/1833)"
PARISH_FORMS_2022: Final = "SI 2022/1397 (forms at elections of parish councillors)"
