"""Plain words of our own for papers whose prescribed words are not held: they say the like, and are marked as ours.

Nothing here is quoted from a form. Whoever prepares such a paper compares it with the form in force and enters the words of
the form where they differ (F-01); until somebody says that this was done, the paper is marked and can't be approved.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

SHOW_IDENTIFICATION: Final = (
    "Show one of the accepted forms of photo identification. You may ask for it to be looked at in private."
)
GUIDANCE: Final = (
    "Go to the desk and tell the clerk your name and address.",
    SHOW_IDENTIFICATION,
    "You are given a ballot paper. Take it to a booth, where nobody can see you mark it.",
    "Mark the ballot paper as the notice in the booth and the paper itself say.",
    "Fold the ballot paper so that nobody can see your vote, show its back to the presiding officer, and put it into the "
    "ballot box.",
    "If you spoil a ballot paper by mistake, give it back and ask for another.",
    "If a disability makes it hard for you to vote, ask: there is equipment, the presiding officer may help you, and so may "
    "a companion who is 18 or over.",
    "Whoever is in the queue at this polling station when the poll closes may still vote.",
)
"""What hangs inside and outside a station (B-23, B-24, B-28, B-37); the second step only where identification is asked for."""
HOW_TO_VOTE: Final = (
    "Read the instruction at the top of the ballot paper. It says how many choices you may make and how to mark them.",
    "Mark nothing else on the ballot paper. A paper by which you can be recognised may not be counted.",
    "If you spoil the ballot paper by mistake, give it back to the presiding officer and ask for another.",
    "Fold the ballot paper so that nobody can see your vote, and put it into the ballot box.",
)
"""What hangs in every booth (B-07, B-23, B-39)."""
OFFENCES: Final = (
    "It is an offence to vote more than once at the same election, unless you vote as the appointed proxy of another elector.",
    "It is an offence to vote as some other person.",
)
"""What poll cards warn of (K-04)."""
COMPANION: Final = (
    "The voter named above has asked me to help them to vote because a disability prevents them from voting alone.",
    "I am 18 years of age or over.",
    "I will mark the ballot paper as the voter tells me to, and will tell nobody how the voter has voted.",
)
"""What a companion declares before the voter is given a ballot paper (B-24, handbook 4)."""
SECRECY: Final = (
    "Keep the secrecy of the voting, and help to keep it.",
    "Tell nobody before the close of the poll who has voted or not voted, or what the official mark is.",
    "Do not try to find out how anybody is voting or has voted, and tell nobody what you learn of it.",
    "Do not look for the number or the mark on the back of a ballot paper, and do not pass on what you see of them.",
    "Whoever breaks this secrecy commits an offence.",
)
"""What those are told who attend a station, the opening of postal votes or the count (handbook 4)."""
PETITION: Final = (
    "If enough electors of the constituency sign, the Member of Parliament named above loses the seat.",
    "You sign to support that. If you do not support it, do not sign.",
    "You may sign once. A signing sheet that is not signed does not count.",
)
"""What stands on a signing sheet of a recall petition (handbook 1.1)."""

PLAIN_WORDS: Final[Mapping[str, tuple[str, ...]]] = {
    "guidance_for_voters": GUIDANCE,
    "how_to_vote": HOW_TO_VOTE,
    "companions_declaration": COMPANION,
    "notification_of_secrecy": SECRECY,
    "signing_sheet": PETITION,
}
"""By the name that the law's table gives the paper."""


def plain_words(paper: str, *, identification: bool = True) -> tuple[str, ...]:
    """Return our own words for a paper, a line each; none where the paper has no such words.

    :param identification: voters show photo identification at the poll.
    """
    found = PLAIN_WORDS.get(paper, ())
    return tuple(line for line in found if identification or line != SHOW_IDENTIFICATION)
