"""Whether a deposit goes back or is forfeited (handbook 5.1)."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from pollwright.law.guidance import ELECTIONS_RULES
from pollwright.law.nominations.papers import NominationRules, deposit_returned
from pollwright.law.sources import Source
from pollwright.law.workings import Working

NOT_STANDING: Final = Source(ELECTIONS_RULES, "r 53", "5.1", confirmed=False)


class DepositEnd(StrEnum):
    """What becomes of a deposit."""

    RETURNED = "returned"
    FORFEITED = "forfeited"


@dataclass(frozen=True, slots=True)
class DepositDue:
    """What is to be done with a deposit, None while it is held until the votes are known; and why."""

    end: DepositEnd | None
    working: Working


def deposit_due(
    rules: NominationRules, *, standing: bool, poll: bool, votes: int | None, valid: int | None
) -> DepositDue:
    """Return what becomes of a deposit.

    :param standing: the candidate is shown as standing nominated: not invalid, withdrawn or dead.
    :param poll: a poll is taken to its end; where it is not, as where it is abandoned, nobody forfeits anything.
    :param votes: the candidate's votes, with `valid` all valid votes (first choices only); None until they are counted.
    """
    if not standing:
        says = "Whoever does not stand nominated has the deposit back"
        return DepositDue(DepositEnd.RETURNED, Working(says, None, NOT_STANDING))
    if not poll:
        return DepositDue(DepositEnd.RETURNED, Working("No poll is taken: deposits go back", None, NOT_STANDING))
    if votes is None or valid is None:
        return DepositDue(None, Working("The deposit is held until the votes are counted", None, rules.deposit_source))
    answer = deposit_returned(votes, valid, rules)
    return DepositDue(DepositEnd.RETURNED if answer.holds else DepositEnd.FORFEITED, answer.workings[0])
