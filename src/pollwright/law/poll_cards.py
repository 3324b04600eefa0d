"""Poll cards: of which kind, to whom, when, and what they say (handbook 8, C-09, E-14)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from pollwright.law.conduct.at_the_poll import CardsSent, cards_sent, identification_needed
from pollwright.law.guidance import (
    COMMISSION_LOCAL,
    COMMISSION_PARLIAMENTARY,
    PARISH_FORMS_2022,
    POLL_CARD_FORMS_2023,
    TRADE_PRACTICE,
)
from pollwright.law.nations import Nation
from pollwright.law.nominations.delivery import in_time
from pollwright.law.reach import BRITAIN, Reach, rows_for
from pollwright.law.sources import Source
from pollwright.law.timetables.kinds import Kind
from pollwright.law.timetables.steps import Step
from pollwright.law.timetables.working_out import Dated, Timetable
from pollwright.law.workings import Answer, Working
from pollwright.messages import Message

_DELIVERY: Final = "Poll card delivery"
TO_WHOM: Final = Source(COMMISSION_LOCAL, _DELIVERY, "K-01")
WHEN: Final = Source(COMMISSION_LOCAL, _DELIVERY, "K-02")
COMBINED: Final = Source(COMMISSION_LOCAL, _DELIVERY, "C-09")
FOLLOW_UP: Final = Source(COMMISSION_PARLIAMENTARY, "Production of poll cards", "K-02")
ANONYMOUS: Final = Source(COMMISSION_LOCAL, _DELIVERY, "K-03")
CONTENT: Final = Source(PARISH_FORMS_2022, "Sch 2", "K-04")
ONE_CARD: Final = Source(TRADE_PRACTICE, "checks of poll cards", "K-08")
POSTAL_PROXY_ELECTOR: Final = Source(COMMISSION_LOCAL, _DELIVERY, "K-01", confirmed=False)
PROXY_LIMIT_FORMS_FROM: Final = date(2023, 10, 31)
PROXY_LIMIT: Final = Source(POLL_CARD_FORMS_2023, "limit of proxies", "K-05")
PROXY_LIMIT_SAYS: Final = (
    "You may vote as proxy for at most four electors, of whom at most two may be registered at an address in the United"
    " Kingdom."
)
"""For how many electors a proxy may vote, in words of our own (see `PROXY_LIMIT`)."""


class CardKind(StrEnum):
    """A form of poll card, by the letter that print files use (K-06)."""

    ORDINARY = "O"
    POSTAL = "P"
    PROXY = "X"
    POSTAL_PROXY = "PX"


class Addressee(StrEnum):
    """To whom a card goes, and so where."""

    ELECTOR = "elector-at-qualifying-address"
    PROXY = "proxy-at-own-address"


class Arrangement(StrEnum):
    """How an elector votes at a poll."""

    IN_PERSON = "in-person"
    BY_POST = "by-post"
    BY_PROXY = "by-proxy"
    BY_POSTAL_PROXY = "by-proxy-who-votes-by-post"


class Withheld(StrEnum):
    """Why somebody on the register is sent no card."""

    NO_CARDS_AT_THIS_POLL = "no-cards-at-this-kind-of-poll"
    PARISH_DID_NOT_ASK = "parish-did-not-ask"
    NO_VOTE = "no-vote-at-this-poll"
    UNDER_AGE = "under-age-on-polling-day"
    OUTSIDE_AREA = "outside-the-area"
    NO_LONGER_REGISTERED = "no-longer-registered"


class Run(StrEnum):
    """An issue of cards: the first, and one for those added by each later notice of alteration."""

    MAIN = "main"
    FIRST_INTERIM = "first-interim"
    SECOND_INTERIM = "second-interim"
    FINAL = "final"


class Content(StrEnum):
    """Something that a card must show (K-04)."""

    AREA = "council-and-area"
    POLLS = "names-of-the-polls"
    DAY = "day-of-poll"
    HOURS = "hours-of-poll"
    SEATS = "number-to-be-elected"
    ELECTOR = "name-address-and-number-of-elector"
    STATION = "polling-station"
    IDENTIFICATION = "identification-needed"
    VAC_DEADLINE = "voter-authority-certificate-deadline"
    ABSENT_DEADLINES = "absent-vote-deadlines"
    PACK_SENT_ON = "day-on-which-the-pack-is-sent"
    PACK_ADDRESS = "address-to-which-the-pack-is-sent"
    PACK_NOT_COME = "what-to-do-if-the-pack-has-not-come"
    CANCEL_BY = "last-time-to-cancel-or-change"
    PROXY_FOR = "numbers-of-the-electors-represented"
    PROXY_LIMIT = "for-how-many-a-proxy-may-vote"
    HELPLINE = "helpline"
    RETURN_ADDRESS = "return-address"
    OFFENCES = "offences"
    ISSUED_BY = "issued-by-the-returning-officer"


@dataclass(frozen=True, slots=True)
class Voter:
    """What decides an elector's cards at one poll.

    `may_vote` is the franchise decision for the poll, `of_age` whether its age test held; `registered` that the entry is
    in force, `in_area` that it lies in the area of the poll.
    """

    arrangement: Arrangement = Arrangement.IN_PERSON
    anonymous: bool = False
    may_vote: bool = True
    of_age: bool = True
    in_area: bool = True
    registered: bool = True


@dataclass(frozen=True, slots=True)
class Card:
    """A card that is due. `in_envelope`: in a plain envelope, so that nothing shows who is registered anonymously."""

    kind: CardKind
    addressee: Addressee
    in_envelope: bool
    source: Source


@dataclass(frozen=True, slots=True)
class CardsDue:
    """The cards due for one elector at one poll, or why there are none."""

    cards: tuple[Card, ...]
    withheld: Withheld | None
    workings: tuple[Working, ...]


@dataclass(frozen=True, slots=True)
class RunDue:
    """When an issue of cards may begin, or the days between which its notice of alteration falls."""

    run: Run
    earliest: date
    latest: date | None
    source: Source


@dataclass(frozen=True, slots=True)
class FormRow:
    """Which version of a poll's card forms is law."""

    reach: Reach
    version: str
    source: Source


FORMS: Final = (
    FormRow(
        Reach((Kind.UK_PARLIAMENT,), BRITAIN, polls_from=PROXY_LIMIT_FORMS_FROM),
        "2023-proxy-limit",
        Source(POLL_CARD_FORMS_2023, "", "K-05"),
    ),
    FormRow(
        Reach((Kind.PARISH,), (Nation.ENGLAND,), polls_from=date(2023, 5, 4)),
        "2022-identification",
        Source(PARISH_FORMS_2022, "", "K-04"),
    ),
)
_EVERY: Final = (
    Content.AREA,
    Content.POLLS,
    Content.DAY,
    Content.HOURS,
    Content.SEATS,
    Content.ELECTOR,
    Content.HELPLINE,
    Content.RETURN_ADDRESS,
    Content.OFFENCES,
    Content.ISSUED_BY,
)
_PACK: Final = (Content.PACK_SENT_ON, Content.PACK_ADDRESS, Content.PACK_NOT_COME, Content.CANCEL_BY)
_STATION: Final = (Content.STATION, Content.ABSENT_DEADLINES)
_FOR: Final = (Content.PROXY_FOR, Content.PROXY_LIMIT)
CONTENTS: Final[dict[CardKind, tuple[Content, ...]]] = {
    CardKind.ORDINARY: (*_EVERY, *_STATION),
    CardKind.POSTAL: (*_EVERY, *_PACK),
    CardKind.PROXY: (*_EVERY, *_STATION, *_FOR),
    CardKind.POSTAL_PROXY: (*_EVERY, *_PACK, *_FOR),
}
_TO_ELECTOR: Final[dict[Arrangement, tuple[CardKind, Source]]] = {
    Arrangement.IN_PERSON: (CardKind.ORDINARY, TO_WHOM),
    Arrangement.BY_POST: (CardKind.POSTAL, ONE_CARD),
    Arrangement.BY_PROXY: (CardKind.ORDINARY, TO_WHOM),
    Arrangement.BY_POSTAL_PROXY: (CardKind.ORDINARY, POSTAL_PROXY_ELECTOR),
}
_TO_PROXY: Final[dict[Arrangement, CardKind]] = {
    Arrangement.BY_PROXY: CardKind.PROXY,
    Arrangement.BY_POSTAL_PROXY: CardKind.POSTAL_PROXY,
}
_ARRANGEMENT_SAYS: Final[dict[Arrangement, str]] = {
    Arrangement.IN_PERSON: "Votes in person: an ordinary card",
    Arrangement.BY_POST: "Votes by post: a postal card and no ordinary one",
    Arrangement.BY_PROXY: "Votes by proxy: an ordinary card, and a proxy's card to the proxy",
    Arrangement.BY_POSTAL_PROXY: "Votes by a proxy who votes by post: an ordinary card, and a card to the proxy",
}
_WITHHELD_SAYS: Final[dict[Withheld, str]] = {
    Withheld.NO_CARDS_AT_THIS_POLL: "No poll cards are sent at this kind of poll",
    Withheld.PARISH_DID_NOT_ASK: "The parish council did not ask for poll cards in time",
    Withheld.NO_VOTE: "The elector's franchise gives no vote at this poll",
    Withheld.UNDER_AGE: "The elector is not old enough on polling day",
    Withheld.OUTSIDE_AREA: "The elector is registered outside the area of this poll",
    Withheld.NO_LONGER_REGISTERED: "The entry is no longer in force",
}


def cards_due(voter: Voter, kind: Kind, *, parish_asked: bool = False) -> CardsDue:
    """Return the cards due for an elector at a poll: one to the elector, and one to the proxy where there is one.

    :param parish_asked: the parish council asked for cards in time; it matters at parish elections only.
    """
    withheld, source = _withheld(voter, kind, parish_asked=parish_asked)
    if withheld is not None:
        return CardsDue((), withheld, (Working(_WITHHELD_SAYS[withheld], None, source),))
    own, own_source = _TO_ELECTOR[voter.arrangement]
    cards = [Card(own, Addressee.ELECTOR, voter.anonymous, own_source)]
    if voter.arrangement in _TO_PROXY:
        cards.append(Card(_TO_PROXY[voter.arrangement], Addressee.PROXY, voter.anonymous, TO_WHOM))
    workings = [Working(_ARRANGEMENT_SAYS[voter.arrangement], None, own_source)]
    if voter.anonymous:
        workings.append(Working("In a plain covering envelope", None, ANONYMOUS))
    return CardsDue(tuple(cards), None, tuple(workings))


def polls_on_card(due: Mapping[str, CardsDue], wanted: CardKind) -> tuple[str, ...]:
    """Return the polls that one combined card of a kind lists: only those at which the elector is due one (K-08).

    :param due: the elector's cards at each poll taken together, by the poll's reference, in the order of the card.
    """
    return tuple(poll for poll, one in due.items() if any(card.kind is wanted for card in one.cards))


def earliest_issue(notices: Collection[date | None]) -> tuple[date | None, Working]:
    """Return the first day on which cards may go out: once every notice of election is published (K-02, C-09).

    :param notices: the day on which each poll's notice was published, None for one that has not been.
    :returns: None for the day while a notice is outstanding.
    """
    published = [notice for notice in notices if notice is not None]
    source = COMBINED if len(notices) > 1 else WHEN
    if len(published) < len(notices) or not published:
        missing = max(len(notices) - len(published), 1)
        return None, Working(
            Message("Notices of election still to be published: {missing}", missing=missing), None, source
        )
    day = max(published)
    return day, Working("Every notice of election has been published", day, source)


def runs(timetable: Timetable, notice_published_on: date) -> tuple[RunDue, ...]:
    """Return the issues of cards of a poll: after the notice, then for those whom each notice of alteration adds."""
    main = RunDue(Run.MAIN, notice_published_on, None, WHEN)
    steps = (
        (Run.FIRST_INTERIM, Step.FIRST_INTERIM_ALTERATION),
        (Run.SECOND_INTERIM, Step.SECOND_INTERIM_ALTERATION),
        (Run.FINAL, Step.FINAL_ALTERATION),
    )
    held = {dated.step: dated for dated in timetable.steps}
    return (main, *(_run(run, held[step]) for run, step in steps if step in held))


def parish_asked_in_time(received_at: datetime, timetable: Timetable) -> Answer:
    """Return whether a parish council asked for poll cards in time: by four on the day nominations close (K-01).

    :raises KeyError: where the timetable is not that of a parish election.
    """
    return in_time(received_at, timetable, Step.POLL_CARDS_REQUESTED)


def contents_of_card(
    card: CardKind, kind: Kind, nation: Nation, poll: date, *, by_election: bool = False
) -> tuple[Content, ...]:
    """Return what a card must show. Cards for voting in person say what identification is needed, where any is."""
    contents = CONTENTS[card]
    if poll < PROXY_LIMIT_FORMS_FROM:
        contents = tuple(each for each in contents if each is not Content.PROXY_LIMIT)
    in_person = card in (CardKind.ORDINARY, CardKind.PROXY)
    if in_person and identification_needed(kind, nation, poll, by_election=by_election).holds:
        return (*contents, Content.IDENTIFICATION, Content.VAC_DEADLINE)
    return contents


def form_of_card(kind: Kind, nation: Nation, poll: date) -> FormRow | None:
    """Return which version of the form is law at a poll, None where the handbook names no version for it."""
    return next(iter(rows_for(FORMS, kind, nation, poll)), None)


def _withheld(voter: Voter, kind: Kind, *, parish_asked: bool) -> tuple[Withheld | None, Source]:
    sent, source = cards_sent(kind)
    tests = (
        (sent is CardsSent.NOBODY, Withheld.NO_CARDS_AT_THIS_POLL, source),
        (sent is CardsSent.WHERE_THE_PARISH_ASKS and not parish_asked, Withheld.PARISH_DID_NOT_ASK, source),
        (not voter.registered, Withheld.NO_LONGER_REGISTERED, TO_WHOM),
        (not voter.in_area, Withheld.OUTSIDE_AREA, TO_WHOM),
        (not voter.of_age, Withheld.UNDER_AGE, TO_WHOM),
        (not voter.may_vote, Withheld.NO_VOTE, TO_WHOM),
    )
    return next(((why, where) for holds, why, where in tests if holds), (None, TO_WHOM))


def _run(run: Run, dated: Dated) -> RunDue:
    earliest = dated.earliest or dated.due
    return RunDue(run, earliest, dated.last, FOLLOW_UP)
