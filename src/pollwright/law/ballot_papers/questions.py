"""The questions of referendums, with the names that are put into them (T-16a, E-26).

The words are those of the forms as they are remembered, and each row says so: they are to be read in the instrument
before a paper goes to print.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from pollwright.law.sources import (
    GOVERNANCE_REFERENDUM_REGULATIONS_2012,
    NEIGHBOURHOOD_REFERENDUM_REGULATIONS_2012,
    Source,
)


class Matter(StrEnum):
    """What a referendum is about."""

    NEIGHBOURHOOD_PLAN = "neighbourhood-plan"
    DEVELOPMENT_ORDER = "neighbourhood-development-order"
    RIGHT_TO_BUILD_ORDER = "community-right-to-build-order"
    GOVERNANCE = "governance"


class Governance(StrEnum):
    """A form in which a local authority is run."""

    LEADER = "leader"
    MAYOR = "mayor"
    COMMITTEES = "committees"


@dataclass(frozen=True, slots=True)
class Question:
    """A question and its two answers, in the order of the paper."""

    text: str
    answers: tuple[str, str]
    source: Source


YES_NO: Final = ("Yes", "No")
_NEIGHBOURHOOD: Final = Source(NEIGHBOURHOOD_REFERENDUM_REGULATIONS_2012, "Sch 1", "T-16a", confirmed=False)
_GOVERNANCE: Final = Source(GOVERNANCE_REFERENDUM_REGULATIONS_2012, "Sch 1", "E-26", confirmed=False)
_WORDS: Final[dict[Matter, str]] = {
    Matter.NEIGHBOURHOOD_PLAN: (
        "Do you want {authority} to use the neighbourhood plan for {area} to help it decide planning applications in the "
        "neighbourhood area?"
    ),
    Matter.DEVELOPMENT_ORDER: (
        "Do you want the type of development in the neighbourhood development order for {area} to have planning "
        "permission?"
    ),
    Matter.RIGHT_TO_BUILD_ORDER: (
        "Do you want the development in the community right to build order for {area} to have planning permission?"
    ),
}
_RUN_BY: Final[dict[Governance, str]] = {
    Governance.LEADER: "By a leader who is an elected councillor chosen by a vote of the other elected councillors.",
    Governance.MAYOR: "By a mayor who is elected by voters.",
    Governance.COMMITTEES: "By one or more committees made up of elected councillors.",
}


def neighbourhood_question(matter: Matter, authority: str, area: str) -> Question:
    """Return the question of a neighbourhood planning referendum; only the authority and the area are put in.

    :raises ValueError: where the matter is not one of planning.
    """
    if matter not in _WORDS:
        raise ValueError("The matter is not one of a neighbourhood planning referendum")
    return Question(_WORDS[matter].format(authority=authority, area=area), YES_NO, _NEIGHBOURHOOD)


def governance_question(authority: str, now: Governance, proposed: Governance) -> Question:
    """Return the question on how an authority is run, one of six: the form it has now, then the one proposed.

    :raises ValueError: where nothing would change.
    """
    if now is proposed:
        raise ValueError("The proposal is the form that the authority has")
    return Question(
        f"How would you like {authority} to be run?",
        (
            f"{_RUN_BY[now]} This is how the council is run now.",
            f"{_RUN_BY[proposed]} This would be a change from how the council is run now.",
        ),
        _GOVERNANCE,
    )
