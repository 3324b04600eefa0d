"""Politically restricted posts: on which grounds a post is one, and what follows for whoever holds it."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from pollwright.law.sources import Source
from pollwright.messages import plain

HOUSING_ACT_1989: Final = "Local Government and Housing Act 1989"
RESTRICTION_REGULATIONS_1990: Final = (
    "Local Government Officers (Political Restrictions) Regulations 1990 (SI 1990/851)"
)

LIST_KEPT: Final = Source(HOUSING_ACT_1989, "s 2(2)", "MM-J05", confirmed=False)
"""The authority keeps a list of its sensitive posts, and deposits it with its proper officer."""


class Ground(StrEnum):
    """Why a post is politically restricted, or that it is not (handbook MM-J05)."""

    NONE = "none"
    SPECIFIED = "specified"
    SENSITIVE = "sensitive"


@dataclass(frozen=True, slots=True)
class Consequence:
    """What follows from holding a restricted post, with its rule."""

    says: str
    source: Source


GROUNDS: Final = {
    Ground.SPECIFIED: Source(HOUSING_ACT_1989, "s 2(1)(a) to (f)", "MM-J05", confirmed=False),
    Ground.SENSITIVE: Source(HOUSING_ACT_1989, "s 2(1)(g) and (3)", "MM-J05", confirmed=False),
}
"""The rule by which a post is restricted on each ground."""

CONSEQUENCES: Final = (
    Consequence(
        plain("The holder can't be a member of a local authority."), Source(HOUSING_ACT_1989, "s 1(1)", confirmed=False)
    ),
    Consequence(
        plain(
            "The contract bars standing for election, acting as an election agent, canvassing, and holding office in a party."
        ),
        Source(RESTRICTION_REGULATIONS_1990, "reg 3 and schedule part 1", confirmed=False),
    ),
    Consequence(
        plain("The contract bars speaking or writing in public so as to affect support for a party."),
        Source(RESTRICTION_REGULATIONS_1990, "reg 3 and schedule part 2", confirmed=False),
    ),
)
EXEMPTION: Final = Consequence(
    plain("The holder of a sensitive post may ask to be exempted."), Source(HOUSING_ACT_1989, "s 3", confirmed=False)
)


def restricted(ground: Ground) -> bool:
    """Return whether a post is politically restricted on this ground."""
    return ground is not Ground.NONE


def consequences(ground: Ground) -> tuple[Consequence, ...]:
    """Return what follows for the holder of a post; nothing where it is not restricted."""
    if not restricted(ground):
        return ()
    return (*CONSEQUENCES, EXEMPTION) if ground is Ground.SENSITIVE else CONSEQUENCES
