"""What a consent to nomination must state, and what disqualifies a candidate (N-13, N-14, N-16).

The officer records what the candidate declares and looks only at the face of the paper. Of the disqualifications, only
those that `determinations` names are grounds for holding a nomination invalid.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from pollwright.law.ages import ADULT, birthday
from pollwright.law.guidance import (
    COMMISSION_COMBINED_CANDIDATES,
    COMMISSION_LOCAL_CANDIDATES,
    DISQUALIFICATION_ACT_2022,
    REPRESENTATION_ACT_1981,
)
from pollwright.law.nations import Nation
from pollwright.law.periods import months_after
from pollwright.law.reach import BRITAIN, Reach, row_for, rows_for
from pollwright.law.sources import ELECTIONS_ACT_2022, POLICE_REFORM_ACT_2011, RPA_1983, Source
from pollwright.law.timetables.instruments import LOCAL_GOVERNMENT_ACT_1972, LOCAL_RULES_2006
from pollwright.law.timetables.kinds import ENGLAND, ENGLAND_AND_WALES, Kind
from pollwright.law.workings import NO, YES, Answer, Working
from pollwright.messages import Message, plain

CONSENT: Final = Source(LOCAL_RULES_2006, "Sch 2, consent to nomination", "N-13", confirmed=False)
FACE_VALUE: Final = Source(COMMISSION_COMBINED_CANDIDATES, "Completing your nomination papers", "N-16")
EU_LIMITED_FROM: Final = date(2024, 5, 7)


class Qualification(StrEnum):
    """A way to qualify that a consent to nomination states."""

    ELECTOR = "registered-elector"
    OCCUPIER = "occupied-premises-12-months"
    WORK = "principal-or-only-work-12-months"
    RESIDENCE = "lived-in-area-12-months"
    NEAR_PARISH = "lived-within-three-miles-12-months"


class Citizen(StrEnum):
    """The citizenship that a candidate states."""

    BRITISH = "british"
    IRISH = "irish"
    COMMONWEALTH = "qualifying-commonwealth"
    EU = "qualifying-eu"
    OTHER = "qualifying-foreign"


class Disqualification(StrEnum):
    """Something that disqualifies a candidate."""

    EMPLOYMENT = "paid-office-or-employment"
    POLITICALLY_RESTRICTED = "politically-restricted-post"
    BANKRUPTCY = "bankruptcy-restrictions-order"
    SENTENCE = "three-month-sentence-in-five-years"
    CORRUPT_PRACTICE = "corrupt-or-illegal-practice"
    SEX_OFFENCE_ORDER = "sex-offence-notification-or-order"
    INTIMIDATION = "intimidation-disqualification-order"
    IMPRISONED = "serving-a-year-or-more"
    IMPRISONABLE_OFFENCE = "convicted-of-imprisonable-offence"


@dataclass(frozen=True, slots=True)
class Standing:
    """Who may stand: of what citizenship, and with at least one of which qualifications (none asked where empty)."""

    reach: Reach
    citizens: frozenset[Citizen]
    qualifications: tuple[Qualification, ...]
    source: Source
    minimum_age: int = ADULT


@dataclass(frozen=True, slots=True)
class DisqualificationRow:
    """A disqualification, put as the question that a candidate answers."""

    reach: Reach
    ground: Disqualification
    question: str
    source: Source


@dataclass(frozen=True, slots=True)
class Consent:
    """A consent to nomination as delivered."""

    signed_on: date
    witnessed: bool
    date_of_birth: date | None
    citizen: Citizen
    qualifications: frozenset[Qualification]
    addresses_stated: bool = True


_FOUR: Final = (Qualification.ELECTOR, Qualification.OCCUPIER, Qualification.WORK, Qualification.RESIDENCE)
_PARLIAMENTARY: Final = frozenset({Citizen.BRITISH, Citizen.IRISH, Citizen.COMMONWEALTH})
_LOCAL: Final = _PARLIAMENTARY | {Citizen.EU}
_COUNCIL: Final = Source(LOCAL_GOVERNMENT_ACT_1972, "s 79", "N-13", confirmed=False)
_ONE_OF_FOUR: Final = Source(COMMISSION_LOCAL_CANDIDATES, "Can you stand for election", "N-13")
_AUTHORITIES: Final = (Kind.LOCAL, Kind.MAYORAL, Kind.COMBINED_AUTHORITY_MAYORAL, Kind.GLA)

STANDING: Final = (
    Standing(Reach((Kind.PARISH,), ENGLAND), _LOCAL, (*_FOUR, Qualification.NEAR_PARISH), _COUNCIL),
    Standing(Reach((Kind.PARISH,), (Nation.WALES,)), frozenset(Citizen), (*_FOUR, Qualification.NEAR_PARISH), _COUNCIL),
    Standing(Reach(_AUTHORITIES, ENGLAND), _LOCAL, _FOUR, _ONE_OF_FOUR),
    Standing(Reach(_AUTHORITIES, (Nation.WALES, Nation.SCOTLAND)), frozenset(Citizen), _FOUR, _COUNCIL),
    Standing(
        Reach((Kind.PCC,), ENGLAND_AND_WALES),
        _LOCAL,
        (Qualification.ELECTOR,),
        Source(POLICE_REFORM_ACT_2011, "s 64", "N-13", confirmed=False),
    ),
    Standing(
        Reach((Kind.UK_PARLIAMENT,), BRITAIN),
        _PARLIAMENTARY,
        (),
        Source(RPA_1983, "Sch 1 r 8", "N-13", confirmed=False),
    ),
)

_COUNCILS: Final = Reach((*_AUTHORITIES, Kind.PARISH), ENGLAND)
_MEMORY: Final = Source(LOCAL_GOVERNMENT_ACT_1972, "s 80", "N-14", confirmed=False)
DISQUALIFICATIONS: Final = (
    DisqualificationRow(
        _COUNCILS, Disqualification.EMPLOYMENT, "Do you hold a paid office or employment with the authority?", _MEMORY
    ),
    DisqualificationRow(
        Reach((*_AUTHORITIES, Kind.PCC), ENGLAND),
        Disqualification.POLITICALLY_RESTRICTED,
        "Do you hold a politically restricted post?",
        Source("Local Government and Housing Act 1989", "s 1", "N-14", confirmed=False),
    ),
    DisqualificationRow(
        Reach((*_AUTHORITIES, Kind.PARISH, Kind.PCC, Kind.UK_PARLIAMENT), BRITAIN),
        Disqualification.BANKRUPTCY,
        "Are you subject to a bankruptcy restrictions order or an interim one?",
        _MEMORY,
    ),
    DisqualificationRow(
        _COUNCILS,
        Disqualification.SENTENCE,
        "Have you been sentenced to three months or more in prison, suspended or not, in the last five years?",
        _MEMORY,
    ),
    DisqualificationRow(
        Reach((*_AUTHORITIES, Kind.PARISH, Kind.PCC, Kind.UK_PARLIAMENT), BRITAIN),
        Disqualification.CORRUPT_PRACTICE,
        "Are you disqualified because of a corrupt or illegal electoral practice?",
        _MEMORY,
    ),
    DisqualificationRow(
        Reach(_COUNCILS.kinds, ENGLAND, polls_from=date(2022, 6, 28)),
        Disqualification.SEX_OFFENCE_ORDER,
        "Are you subject to notification requirements or to an order concerning sexual offences?",
        Source(DISQUALIFICATION_ACT_2022, "", "N-14"),
    ),
    DisqualificationRow(
        Reach((*_AUTHORITIES, Kind.PARISH, Kind.PCC, Kind.UK_PARLIAMENT), BRITAIN, polls_from=date(2023, 5, 4)),
        Disqualification.INTIMIDATION,
        "Are you subject to a disqualification order for intimidation at an election?",
        Source(ELECTIONS_ACT_2022, "s 30", "N-14"),
    ),
    DisqualificationRow(
        Reach((Kind.UK_PARLIAMENT,), BRITAIN),
        Disqualification.IMPRISONED,
        "Are you serving a sentence of more than a year?",
        Source(REPRESENTATION_ACT_1981, "s 1", "N-15"),
    ),
    DisqualificationRow(
        Reach((Kind.PCC,), ENGLAND_AND_WALES),
        Disqualification.IMPRISONABLE_OFFENCE,
        "Have you ever been convicted of an offence for which you could be sent to prison?",
        Source(POLICE_REFORM_ACT_2011, "s 66", "N-14", confirmed=False),
    ),
)
"""What is asked at each kind of poll. The answers are the candidate's own, and are not looked into (N-16)."""


def standing_rules(kind: Kind, nation: Nation, poll: date) -> Standing:
    """Return who may stand at a poll.

    :raises NotCovered: where nobody stands at such a poll, or its rules are not held.
    """
    return row_for(STANDING, kind, nation, poll, "rule of who may stand")


def disqualifications(kind: Kind, nation: Nation, poll: date) -> tuple[DisqualificationRow, ...]:
    """Return the questions on disqualification that a candidate answers at a poll."""
    return rows_for(DISQUALIFICATIONS, kind, nation, poll)


def consent_from(last_day_for_nominations: date) -> date:
    """Return the first day on which a consent may be signed: a month before the last day for nominations (see `CONSENT`)."""
    return months_after(last_day_for_nominations, -1)


def check_consent(
    consent: Consent, kind: Kind, nation: Nation, poll: date, last_day_for_nominations: date, delivered_on: date
) -> Answer:
    """Return whether a consent states, on its face, what it must.

    :param last_day_for_nominations: the consent is signed within the month that ends with this day.
    :raises NotCovered: where the rules of the poll are not held.
    """
    rules = standing_rules(kind, nation, poll)
    earliest = consent_from(last_day_for_nominations)
    of_age = consent.date_of_birth is not None and birthday(consent.date_of_birth, rules.minimum_age) <= delivered_on
    stated = _one_stated(consent.qualifications, rules)
    tests: tuple[tuple[str, bool, Source], ...] = (
        ("Signed in the month before nominations close", earliest <= consent.signed_on <= delivered_on, CONSENT),
        ("Attested by a witness", consent.witnessed, CONSENT),
        (
            Message("Date of birth stated, and {minimum_age} or over", minimum_age=rules.minimum_age),
            of_age,
            rules.source,
        ),
        ("Of a citizenship that may stand", consent.citizen in rules.citizens, rules.source),
    )
    if rules.qualifications:
        says = "At least one qualification stated, with its address"
        tests = (*tests, (says, stated and consent.addresses_stated, rules.source))
    return Answer(
        all(holds for _, holds, _ in tests),
        (
            *(
                Working(
                    Message("{says}: {holds}", says=plain(says), holds=YES if holds else NO),
                    earliest if says.startswith("Signed") else None,
                    source,
                    holds,
                )
                for says, holds, source in tests
            ),
            Working("What the candidate declares is taken at face value", None, FACE_VALUE, holds=True),
        ),
    )


def _one_stated(stated: Collection[Qualification], rules: Standing) -> bool:
    return not rules.qualifications or any(each in rules.qualifications for each in stated)
