"""Which description a candidate may have, and by whose authority (N-19, N-19a, N-19b)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from pollwright.law.calendars import Calendar
from pollwright.law.guidance import COMMISSION_LOCAL, COMMISSION_LOCAL_CANDIDATES, COMMISSION_PARISH_CANDIDATES
from pollwright.law.guidance import POLITICAL_PARTIES_ACT_2000 as PARTIES_ACT
from pollwright.law.nations import Nation
from pollwright.law.numbering import folded
from pollwright.law.sources import Source
from pollwright.law.timetables.instruments import LOCAL_RULES_2006
from pollwright.law.timetables.kinds import Kind
from pollwright.law.workings import NO, YES, Working
from pollwright.messages import Message, plain

MOST_WORDS: Final = 6
INDEPENDENT: Final = "Independent"
ANNIBYNNOL: Final = "Annibynnol"
RELEVANT_DAYS_BEFORE: Final = 2

BLANK_OR_INDEPENDENT: Final = Source(COMMISSION_LOCAL_CANDIDATES, "Nomination form", "N-19")
ANY_SIX_WORDS: Final = Source(COMMISSION_PARISH_CANDIDATES, "Nomination form", "N-19")
JOINT: Final = Source(PARTIES_ACT, "s 28B", "N-19", confirmed=False)
SIX_WORDS: Final = Source(PARTIES_ACT, "s 28A", "N-19", confirmed=False)
CERTIFICATE: Final = Source(COMMISSION_LOCAL, "Determining a nomination to be invalid", "N-19a")
EMBLEM: Final = Source(LOCAL_RULES_2006, "Sch 2 r 16", "N-19a")
RELEVANT_TIME: Final = Source(LOCAL_RULES_2006, "Sch 2, nomination papers", "N-19b", confirmed=False)
MINOR_PARTY: Final = Source(PARTIES_ACT, "s 34", confirmed=False)

_JOINT_WITH: Final = re.compile(r"\s*\(joint descriptions? with .*\)\s*$", re.IGNORECASE)


class DescriptionKind(StrEnum):
    """What a description is."""

    NONE = "none"
    INDEPENDENT = "independent"
    PARTY = "party"
    FREE = "free"


@dataclass(frozen=True, slots=True)
class Party:
    """An entry of the register of political parties.

    `names` are its registered names (in English and in Welsh, where it has both) and `descriptions` its registered
    descriptions as the register writes them, joint ones with "(Joint Description with …)"; `nations` where it is
    registered to stand. A `minor` party stands for parish councils only.
    """

    reference: str
    names: tuple[str, ...]
    descriptions: tuple[str, ...]
    nations: tuple[Nation, ...]
    registered_on: date
    deregistered_on: date | None = None
    minor: bool = False
    emblems: tuple[str, ...] = ()

    def registered_at(self, day: date) -> bool:
        """Return whether it was on the register at the end of a day."""
        return self.registered_on <= day and (self.deregistered_on is None or day < self.deregistered_on)

    @property
    def texts(self) -> tuple[str, ...]:
        """Everything that a candidate may be described by: what the register adds on joint descriptions left out."""
        return (*self.names, *(_JOINT_WITH.sub("", each) for each in self.descriptions))

    def shares(self, text: str) -> bool:
        """Return whether a text is a joint description of it and another party."""
        return any(_JOINT_WITH.search(each) and _JOINT_WITH.sub("", each) == text for each in self.descriptions)


@dataclass(frozen=True, slots=True)
class Certificate:
    """A nominating officer's certificate: of which party, and for which text (None: any that the party has registered).

    `in_time` says that it was received before nominations closed.
    """

    party: str
    allows: str | None
    in_time: bool


@dataclass(frozen=True, slots=True)
class Description:
    """What a description was found to be, whether the candidate may have it, and why.

    `doubts` are for the officer to weigh: words of a free description that may be taken for a party's, a registered text
    of more than six words.
    """

    holds: bool
    kind: DescriptionKind
    workings: tuple[Working, ...]
    doubts: tuple[Working, ...] = ()
    parties: tuple[str, ...] = ()


def relevant_day(last_day_for_nominations: date, calendar: Calendar) -> date:
    """Return the day on which a party must be registered: two working days before the last day for nominations."""
    return calendar.working_days_before(last_day_for_nominations, RELEVANT_DAYS_BEFORE)


def words_of(text: str) -> int:
    """Return the number of words: what spaces part, marks standing alone not counted, save the sign for "and"."""
    return sum(1 for word in text.split() if word == "&" or any(char.isalnum() for char in word))


def check_description(
    text: str,
    kind: Kind,
    nation: Nation,
    certificates: Sequence[Certificate],
    parties: Sequence[Party],
    relevant: date,
) -> Description:
    """Return whether a candidate may be described so.

    :param certificates: those delivered with the nomination, in time or not.
    :param parties: the register of political parties.
    :param relevant: the day from `relevant_day`.
    """
    plain = " ".join(text.split())
    if not plain:
        return Description(True, DescriptionKind.NONE, (Working("No description", None, BLANK_OR_INDEPENDENT),))
    if _is_independent(plain, nation):
        says = "Independent, which needs no certificate"
        return Description(True, DescriptionKind.INDEPENDENT, (Working(says, None, BLANK_OR_INDEPENDENT),))
    bearing = [party for party in parties if plain in party.texts]
    if bearing or certificates or kind is not Kind.PARISH:
        return _of_a_party(plain, kind, nation, certificates, bearing, relevant)
    return _free(plain, [party for party in parties if party.registered_at(relevant)])


def check_emblem(
    emblem: str, chosen_of: str, description: Description, parties: Sequence[Party]
) -> tuple[Working, ...]:
    """Return why a candidate may not have an emblem, nothing where they may (N-19a).

    :param emblem: the reference of the emblem requested.
    :param chosen_of: the party whose emblem it is; a jointly authorised candidate chooses one of their parties.
    """
    if description.kind is not DescriptionKind.PARTY or not description.holds:
        return (Working("Only a candidate authorised by a party has an emblem", None, EMBLEM),)
    if chosen_of not in description.parties:
        return (Working("The emblem is of a party that did not authorise the candidate", None, EMBLEM),)
    if not any(emblem in party.emblems for party in parties if party.reference == chosen_of):
        return (Working("The emblem is not among those that the party has registered", None, EMBLEM),)
    return ()


def _is_independent(text: str, nation: Nation) -> bool:
    words = [word for word in folded(text).split() if word != "and"]
    allowed = {folded(INDEPENDENT), folded(ANNIBYNNOL)} if nation is Nation.WALES else {folded(INDEPENDENT)}
    return bool(words) and set(words) <= allowed and len(set(words)) == len(words)


def _of_a_party(
    text: str,
    kind: Kind,
    nation: Nation,
    certificates: Sequence[Certificate],
    bearing: list[Party],
    relevant: date,
) -> Description:
    """Return the finding on a description that can only be a party's."""
    standing = [party for party in bearing if party.registered_at(relevant) and nation in party.nations]
    fit = [party for party in standing if not party.minor or kind is Kind.PARISH]
    authorising = [
        party
        for party in fit
        if any(each.party == party.reference and each.in_time and each.allows in (None, text) for each in certificates)
    ]
    sharing = [party for party in fit if party.shares(text)]
    long = words_of(text) > MOST_WORDS and not sharing
    alone = bool(sharing) and len(authorising) < max(2, len(sharing))
    tests = (
        (bool(bearing), "The text is a registered name or description, exactly", None, CERTIFICATE),
        (bool(standing), "The party is registered for this nation on the day that decides", relevant, RELEVANT_TIME),
        (bool(fit), "A minor party stands for parish councils only", None, MINOR_PARTY),
        (bool(authorising), "A certificate received in time allows this text", None, CERTIFICATE),
        (not alone, "A joint description has a certificate of each party", None, JOINT),
    )
    beside = {MINOR_PARTY: any(party.minor for party in standing), JOINT: bool(sharing)}
    workings = []
    for holds, says, on, source in tests:
        if not beside.get(source, True):
            continue
        told = Message("{says}: {holds}", says=plain(says), holds=YES if holds else NO)
        workings.append(Working(told, on, source, holds))
        if not holds:
            break
    return Description(
        all(holds for holds, *_ in tests),
        DescriptionKind.PARTY,
        tuple(workings),
        doubts=(Working("The registered text has more than six words", None, SIX_WORDS),) if long else (),
        parties=tuple(party.reference for party in authorising),
    )


def _free(text: str, parties: list[Party]) -> Description:
    """Return the finding on a description in a parish candidate's own words."""
    count = words_of(text)
    words = f" {folded(text)} "
    like = sorted({party.reference for party in parties for name in party.names if f" {folded(name)} " in words})
    doubts = tuple(
        Working(
            Message("It may be taken for a description of the party {reference}", reference=reference),
            None,
            ANY_SIX_WORDS,
        )
        for reference in like
    )
    says = Message("At most six words that imply no registered party; words: {count}", count=count)
    return Description(count <= MOST_WORDS, DescriptionKind.FREE, (Working(says, None, ANY_SIX_WORDS),), doubts)
