"""How a candidate is named on the nomination paper and on what is published (N-03, N-19c)."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from pollwright.law.guidance import COMMISSION_LOCAL, COMMISSION_LOCAL_CANDIDATES, COMMISSION_PCC_CANDIDATES
from pollwright.law.numbering import folded
from pollwright.law.sources import Source
from pollwright.law.workings import Answer, Working
from pollwright.messages import Message, plain

IN_FULL: Final = Source(COMMISSION_LOCAL_CANDIDATES, "Nomination form", "N-03")
BEFORE_SUBSCRIBERS: Final = Source(COMMISSION_PCC_CANDIDATES, "Signatures of subscribers", "N-04")
COMMONLY_USED: Final = Source(COMMISSION_LOCAL, "Publishing the statement of persons nominated", "N-19c")

TITLES: Final = frozenset(
    [
        "mr",
        "mrs",
        "miss",
        "ms",
        "mx",
        "dr",
        "prof",
        "professor",
        "rev",
        "revd",
        "reverend",
        "cllr",
        "councillor",
        "alderman",
        "sir",
        "dame",
        "capt",
        "captain",
        "major",
    ]
)
SUFFIXES: Final = frozenset(
    [
        "mbe",
        "obe",
        "cbe",
        "kbe",
        "dbe",
        "jp",
        "mp",
        "msp",
        "ms",
        "qc",
        "kc",
        "phd",
        "ba",
        "bsc",
        "ma",
        "msc",
        "llb",
        "esq",
        "bem",
        "dl",
    ]
)
_INITIAL: Final = re.compile(r"[^\W\d_]\.?")


class NameFinding(StrEnum):
    """Something about a name that the rules do not have."""

    NO_SURNAME = "no-surname"
    NO_OTHER_NAMES = "no-other-names"
    TITLE = "title"
    SUFFIX = "suffix"
    INITIALS_ONLY = "initials-only"


class Refusal(StrEnum):
    """Why a commonly used name may be refused; then the actual name is shown."""

    MISLEADING = "misleading-or-confusing"
    OFFENSIVE = "obscene-or-offensive"


@dataclass(frozen=True, slots=True)
class CandidateName:
    """A candidate's actual name, and the names commonly used instead, where given.

    `peerage` says that the surname is a peer's title, which may stand as the full name.
    """

    surname: str
    other_names: str
    used_surname: str = ""
    used_forename: str = ""
    peerage: bool = False


@dataclass(frozen=True, slots=True)
class ShownName:
    """The name on the statement, the notice of poll and the ballot paper; it also decides the place in their order."""

    surname: str
    other_names: str
    workings: tuple[Working, ...]


FINDINGS_SAY: Final[dict[NameFinding, str]] = {
    NameFinding.NO_SURNAME: "The surname is missing",
    NameFinding.NO_OTHER_NAMES: "The other names are missing",
    NameFinding.TITLE: "A title such as Mr, Dr or Cllr is not part of the name",
    NameFinding.SUFFIX: "Letters after the name are not part of it",
    NameFinding.INITIALS_ONLY: "The other names are given as initials only, so the paper can be rejected",
}
REFUSED_AS: Final[dict[Refusal, str]] = {
    Refusal.MISLEADING: "would mislead or confuse voters",
    Refusal.OFFENSIVE: "is obscene or offensive",
}


def check_name(name: CandidateName) -> tuple[NameFinding, ...]:
    """Return what is not as the rules have it: surname first, then the other names in full (N-03).

    A finding is for the informal check before delivery; only what makes the particulars other than required is a ground
    for holding the paper invalid.
    """
    others = name.other_names.split()
    surname = folded(name.surname).split()
    found = []
    if not name.surname.strip():
        found.append(NameFinding.NO_SURNAME)
    if not others and not name.peerage:
        found.append(NameFinding.NO_OTHER_NAMES)
    if (others and folded(others[0]) in TITLES) or (len(surname) > 1 and surname[0] in TITLES):
        found.append(NameFinding.TITLE)
    if len(others) > 1 and folded(others[-1]) in SUFFIXES:
        found.append(NameFinding.SUFFIX)
    if others and all(_INITIAL.fullmatch(each) for each in others):
        found.append(NameFinding.INITIALS_ONLY)
    return tuple(found)


def may_be_altered(*, subscribed: bool) -> Answer:
    """Return whether the name or description on a nomination paper may be altered: not once an elector has signed (N-04)."""
    says = "The name and description stand on the paper before anybody subscribes it, and are not altered after"
    return Answer(not subscribed, (Working(says, None, BEFORE_SUBSCRIBERS),))


def used_name_to_weigh(name: CandidateName, refused: Refusal | None = None) -> tuple[Working, ...]:
    """Return what the officer weighs of a commonly used name, nothing where none is given or it was refused (N-19c)."""
    if refused is not None or not (name.used_surname.strip() or name.used_forename.strip()):
        return ()
    says = (
        "A commonly used name is given: it is refused only where it may mislead or confuse, or is obscene or offensive"
    )
    return (Working(says, None, COMMONLY_USED),)


def findings_explained(found: tuple[NameFinding, ...]) -> tuple[Working, ...]:
    """Return the findings in words, with their rule."""
    return tuple(Working(FINDINGS_SAY[each], None, IN_FULL) for each in found)


def shown_name(name: CandidateName, refused: Refusal | None = None) -> ShownName:
    """Return the name that is shown: the commonly used one instead of the actual one, unless it was refused (N-19c).

    Where only one of the two is given, the other part is the actual name's.
    """
    if refused is not None:
        says = Message(
            "The commonly used name {refused}, so the actual name is shown", refused=plain(REFUSED_AS[refused])
        )
        return ShownName(name.surname, name.other_names, (Working(says, None, COMMONLY_USED),))
    surname, others = name.used_surname.strip() or name.surname, name.used_forename.strip() or name.other_names
    used = bool(name.used_surname.strip() or name.used_forename.strip())
    workings = (Working("A commonly used name is shown instead of the actual one", None, COMMONLY_USED),)
    return ShownName(surname, others, workings if used else ())
