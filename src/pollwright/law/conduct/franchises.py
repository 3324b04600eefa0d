"""Which franchise goes with which kind of poll."""

from typing import Final

from pollwright.law.nations import Nation, NotCovered
from pollwright.law.polls import PollType
from pollwright.law.reach import BRITAIN
from pollwright.law.timetables.kinds import Kind

_FRANCHISE: Final[dict[tuple[Kind, Nation], PollType]] = {
    **{(Kind.UK_PARLIAMENT, nation): PollType.UK_PARLIAMENT for nation in BRITAIN},
    **{(Kind.RECALL, nation): PollType.RECALL for nation in BRITAIN},
    (Kind.LOCAL, Nation.ENGLAND): PollType.ENGLAND_LOCAL,
    (Kind.LOCAL, Nation.WALES): PollType.WELSH_LOCAL,
    (Kind.LOCAL, Nation.SCOTLAND): PollType.SCOTTISH_LOCAL,
    (Kind.PARISH, Nation.ENGLAND): PollType.PARISH,
    (Kind.PARISH, Nation.WALES): PollType.WELSH_LOCAL,
    (Kind.PARISH_POLL, Nation.ENGLAND): PollType.PARISH,
    (Kind.PARISH_POLL, Nation.WALES): PollType.WELSH_LOCAL,
    (Kind.MAYORAL, Nation.ENGLAND): PollType.MAYOR,
    (Kind.MAYORAL, Nation.WALES): PollType.WELSH_LOCAL,
    (Kind.COMBINED_AUTHORITY_MAYORAL, Nation.ENGLAND): PollType.CA_MAYOR,
    (Kind.GLA, Nation.ENGLAND): PollType.ENGLAND_LOCAL,
    (Kind.PCC, Nation.ENGLAND): PollType.PCC,
    (Kind.PCC, Nation.WALES): PollType.PCC,
    (Kind.NEIGHBOURHOOD_PLANNING_REFERENDUM, Nation.ENGLAND): PollType.NEIGHBOURHOOD_REFERENDUM,
    (Kind.COUNCIL_TAX_REFERENDUM, Nation.ENGLAND): PollType.COUNCIL_TAX_REFERENDUM,
    (Kind.GOVERNANCE_REFERENDUM, Nation.ENGLAND): PollType.GOVERNANCE_REFERENDUM,
    (Kind.GOVERNANCE_REFERENDUM, Nation.WALES): PollType.WELSH_LOCAL,
    (Kind.SENEDD, Nation.WALES): PollType.SENEDD,
    (Kind.SCOTTISH_PARLIAMENT, Nation.SCOTLAND): PollType.SCOTTISH_PARLIAMENT,
}
"""The franchise of each kind of poll. Local government electors vote at polls that the matrix does not name."""


def poll_type_of(kind: Kind, nation: Nation) -> PollType:
    """Return the franchise of a kind of poll in a nation.

    :raises NotCovered: where no electors vote (a ballot of ratepayers), or the registers are not ours.
    """
    try:
        return _FRANCHISE[kind, nation]
    except KeyError:
        raise NotCovered(f"No franchise of electors is held for a poll of the kind {kind} in {nation}") from None


def kinds_of(poll_type: PollType, nation: Nation) -> tuple[Kind, ...]:
    """Return the kinds of poll that have a franchise in a nation."""
    return tuple(kind for (kind, where), held in _FRANCHISE.items() if held is poll_type and where is nation)
