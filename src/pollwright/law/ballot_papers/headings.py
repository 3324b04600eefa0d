"""What stands in the uppermost band of a ballot paper, and on its back: which election it is (B-07)."""

from datetime import date
from typing import Final

from pollwright.law.ballot_papers.wording import in_words
from pollwright.law.sources import Source
from pollwright.law.timetables.instruments import LOCAL_RULES_2006
from pollwright.law.timetables.kinds import Kind

HEADING: Final = Source(LOCAL_RULES_2006, "form of ballot paper", "B-07", confirmed=False)
_ONE: Final[dict[Kind, str]] = {
    Kind.UK_PARLIAMENT: "Election of the Member of Parliament for the {area} constituency",
    Kind.PCC: "Election of the police and crime commissioner for {area}",
    Kind.MAYORAL: "Election of the Mayor for {body}",
    Kind.COMBINED_AUTHORITY_MAYORAL: "Election of the Mayor for the {body} area",
    Kind.NEIGHBOURHOOD_PLANNING_REFERENDUM: "Referendum on the neighbourhood plan for {area}",
    Kind.COUNCIL_TAX_REFERENDUM: "Referendum on the council tax of {body}",
    Kind.GOVERNANCE_REFERENDUM: "Referendum on how {body} is run",
    Kind.BID: "Ballot on the business improvement district {area}",
    Kind.PARISH_POLL: "Parish poll for {area}",
}
_SEVERAL: Final[dict[Kind, tuple[str, str]]] = {
    Kind.LOCAL: ("a councillor", "councillors"),
    Kind.PARISH: ("a parish councillor", "parish councillors"),
    Kind.SENEDD: ("a Member of the Senedd", "Members of the Senedd"),
    Kind.SCOTTISH_PARLIAMENT: ("a member of the Scottish Parliament", "members of the Scottish Parliament"),
    Kind.GLA: ("a member of the London Assembly", "members of the London Assembly"),
}


def heading(kind: Kind, area: str, body: str, seats: int) -> str:
    """Return the heading of a ballot paper.

    :param body: the council or other body that is elected to, or that holds the referendum.
    """
    if kind in _ONE:
        return _ONE[kind].format(area=area, body=body)
    one, several = _SEVERAL[kind]
    who = one if seats == 1 else f"{in_words(seats)} {several}"
    return f"Election of {who} for {area}"


def back(heading: str, day: date) -> str:
    """Return the words on the back of a ballot paper: which election, on which day."""
    return f"{heading} on {day:%A} {day.day} {day:%B %Y}"
