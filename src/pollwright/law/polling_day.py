"""Polling day: late proxies and corrections, tendered papers, refusals, the account of papers (B-31 to B-39)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from pollwright.law.conduct.at_the_poll import identification_needed
from pollwright.law.guidance import COMMISSION_PARLIAMENTARY, COMMISSION_PCC, TRADE_PRACTICE
from pollwright.law.nations import Nation
from pollwright.law.nominations.delivery import closing_moment
from pollwright.law.notices import LONDON
from pollwright.law.sources import ELECTIONS_ACT_2022, RPA_1983, Source
from pollwright.law.timetables.instruments import LOCAL_RULES_2006
from pollwright.law.timetables.kinds import Kind
from pollwright.law.timetables.steps import Step
from pollwright.law.timetables.working_out import Timetable
from pollwright.law.workings import Answer, Working
from pollwright.messages import Message

TENDERED: Final = Source(LOCAL_RULES_2006, "tendered ballot papers", "B-33", confirmed=False)
REFUSALS: Final = Source(COMMISSION_PCC, "Ballot paper refusal list", "B-31")
EVALUATION: Final = Source(COMMISSION_PARLIAMENTARY, "Voter identification evaluation form", "B-32")
CLERICAL: Final = Source(RPA_1983, "s 13B(3B) and (3D)", "B-34")
QUEUE: Final = Source(TRADE_PRACTICE, "close of poll", "B-37")
ACCOUNT: Final = Source(TRADE_PRACTICE, "ballot paper account", "B-39", confirmed=False)
HANDED_IN: Final = Source(ELECTIONS_ACT_2022, "handing in postal votes", "B-36", confirmed=False)
HANDING_IN_FROM: Final = date(2024, 5, 2)
MOST_OTHERS: Final = 5


class LateAct(StrEnum):
    """Something that is done after the ordinary deadlines, until a time on polling day."""

    EMERGENCY_PROXY = "emergency-proxy"
    CLERICAL_CORRECTION = "clerical-error-or-court-order"
    TEMPORARY_CERTIFICATE = "temporary-voter-authority-certificate"
    REPLACE_POSTAL = "replace-spoilt-or-lost-postal-papers"


class ProxyReason(StrEnum):
    """Why a proxy may be appointed after the ordinary deadline."""

    MEDICAL = "medical-emergency"
    OCCUPATION = "occupation-service-or-employment"
    IDENTIFICATION = "identification-lost-or-destroyed"
    DETAINED = "detained-in-hospital"


class Refusal(StrEnum):
    """Why a voter was not given a ballot paper on account of identification."""

    LIKENESS = "poor-likeness"
    FORGERY = "believed-forged"
    QUESTIONS = "prescribed-questions-failed"
    NONE_SHOWN = "no-document"
    WRONG_DOCUMENT = "document-not-accepted"


class Recorded(StrEnum):
    """Where a refusal is written down."""

    REFUSAL_LIST = "ballot-paper-refusal-list"
    EVALUATION_FORM = "voter-identification-evaluation-form"


class EvaluationCount(StrEnum):
    """A total of the voter identification evaluation form (B-32)."""

    CERTIFICATES = "voter-authority-certificates-shown"
    ANONYMOUS_DOCUMENTS = "anonymous-electors-documents-shown"
    PRIVATE_CHECKS = "checks-in-private"
    TURNED_AWAY = "turned-away"
    RETURNED = "turned-away-and-later-returned"


class TenderedReason(StrEnum):
    """Why a voter is given a tendered ballot paper."""

    MARKED_AS_VOTED = "already-marked-as-voted"
    NOT_APPLIED = "on-the-postal-list-without-having-applied"
    LOST = "postal-paper-lost-after-the-deadline"
    PROXY_NOT_APPLIED = "on-the-proxy-list-without-having-applied"


TENDERED_SAYS: Final[dict[TenderedReason, str]] = {
    TenderedReason.MARKED_AS_VOTED: "The elector is already marked as having voted",
    TenderedReason.NOT_APPLIED: "The list shows a postal vote for which the elector says nobody applied",
    TenderedReason.LOST: "The postal paper was lost, and it is too late to replace it",
    TenderedReason.PROXY_NOT_APPLIED: "The list shows a proxy for whom the elector says nobody applied",
}
REFUSAL_CODES: Final[dict[Refusal, int]] = {Refusal.LIKENESS: 1, Refusal.FORGERY: 2, Refusal.QUESTIONS: 3}
"""The reasons of the refusal list, by the code that the form has."""
_STEPS: Final[dict[LateAct, tuple[Step, Step]]] = {
    LateAct.EMERGENCY_PROXY: (Step.PROXY_DEADLINE, Step.EMERGENCY_PROXY_DEADLINE),
    LateAct.CLERICAL_CORRECTION: (Step.FINAL_ALTERATION, Step.CLERICAL_ERROR_ALTERATION),
    LateAct.TEMPORARY_CERTIFICATE: (Step.VAC_DEADLINE, Step.TEMP_VAC_DEADLINE),
    LateAct.REPLACE_POSTAL: (Step.LOST_POSTAL_REPLACEMENT_FROM, Step.SPOILT_LOST_REISSUE_UNTIL),
}
"""What begins and ends the time for each act. It begins after the first, save where that is a first day."""


@dataclass(frozen=True, slots=True)
class Window:
    """From when (after `after`) to when something is done, both in London."""

    after: datetime
    until: datetime
    source: Source


@dataclass(frozen=True, slots=True)
class Claim:
    """What a voter at the station claims and the papers there show, for a tendered ballot paper.

    `marked_as_voted`: the register or the list of proxies has the mark. `claims_never_applied` and `claims_lost` are what
    the voter says of the postal vote that the list shows.
    """

    marked_as_voted: bool = False
    on_postal_list: bool = False
    claims_never_applied: bool = False
    claims_lost: bool = False
    proxy_listed: bool = False


@dataclass(frozen=True, slots=True)
class Packs:
    """Postal votes that a person hands in at a station.

    `own` are the person's own, `for_others` those of others; `campaigner` one who may not handle others' postal votes;
    `form_complete` that the form handed in with them is.
    """

    own: bool
    for_others: int
    form_complete: bool
    campaigner: bool = False


@dataclass(frozen=True, slots=True)
class Account:
    """A station's ballot papers of one poll; tendered papers are accounted for apart and never go into the box.

    :param entrusted: the papers of every range given to the station, extra ones included.
    """

    entrusted: int
    unused: int
    spoilt: int

    @property
    def expected_in_box(self) -> int:
        """How many papers must be in the box."""
        return self.entrusted - self.unused - self.spoilt


def window_of(act: LateAct, timetable: Timetable) -> Window | None:
    """Return when a late act can be done at a poll, None where the poll has no such act."""
    begins, ends = _STEPS[act]
    held = {dated.step for dated in timetable.steps}
    if begins not in held or ends not in held:
        return None
    after = closing_moment(timetable, begins)
    if act is LateAct.REPLACE_POSTAL:
        after = datetime.combine(timetable.step(begins).due, datetime.min.time(), tzinfo=LONDON)
    return Window(after, closing_moment(timetable, ends), timetable.step(ends).source)


def may_still(act: LateAct, at: datetime, timetable: Timetable) -> Answer:
    """Return whether a late act can be done at a moment, counted in whole seconds."""
    window = window_of(act, timetable)
    if window is None:
        return Answer(False, (Working("There is nothing of the kind at this poll", None, CLERICAL),))
    moment = at.replace(microsecond=0)
    return Answer(
        window.after < moment <= window.until,
        (
            Working("Not before", window.after, window.source),
            Working("Until", window.until, window.source),
        ),
    )


def tendered_reason(claim: Claim, at: datetime, timetable: Timetable) -> tuple[TenderedReason | None, Working]:
    """Return why a voter may have a tendered paper, None where they may have none (B-33).

    A lost postal paper can be replaced until the deadline; only after it is there a tendered paper.
    """
    replacing = window_of(LateAct.REPLACE_POSTAL, timetable)
    too_late = replacing is not None and at > replacing.until
    tests = (
        (claim.marked_as_voted, TenderedReason.MARKED_AS_VOTED),
        (claim.on_postal_list and claim.claims_never_applied, TenderedReason.NOT_APPLIED),
        (claim.on_postal_list and claim.claims_lost and too_late, TenderedReason.LOST),
        (claim.proxy_listed and claim.claims_never_applied, TenderedReason.PROXY_NOT_APPLIED),
    )
    reason = next((reason for holds, reason in tests if holds), None)
    says = TENDERED_SAYS[reason] if reason else "Nothing gives this voter a tendered ballot paper"
    on = replacing.until if replacing and reason is TenderedReason.LOST else None
    return reason, Working(says, on, TENDERED)


def recorded_on(refusal: Refusal) -> tuple[Recorded, Working]:
    """Return where a refusal is written down: whoever had no document or a wrong one is never on the refusal list."""
    if refusal in REFUSAL_CODES:
        says = Message(
            "On the ballot paper refusal list, reason {code}; noted if a paper is issued later",
            code=REFUSAL_CODES[refusal],
        )
        return Recorded.REFUSAL_LIST, Working(says, None, REFUSALS)
    return Recorded.EVALUATION_FORM, Working("Counted as turned away, with no name", None, EVALUATION)


def evaluation_is_statutory(kind: Kind, nation: Nation, poll: date, *, by_election: bool = False) -> Answer:
    """Return whether the identification totals must be kept: at UK general elections only; elsewhere they may be."""
    asked = identification_needed(kind, nation, poll, by_election=by_election).holds
    holds = asked and kind is Kind.UK_PARLIAMENT and not by_election
    return Answer(holds, (Working("The totals are required at UK general elections only", None, EVALUATION),))


def may_have_paper_at_close(joined_queue_at: datetime, timetable: Timetable) -> Answer:
    """Return whether someone waiting when the poll closes may still vote: if in the queue at the station by then."""
    closes = closing_moment(timetable, Step.POLL_CLOSES)
    says = "Whoever is in the queue at the station when the poll closes is given a paper"
    return Answer(joined_queue_at <= closes, (Working(says, closes, QUEUE),))


def packs_accepted(packs: Packs, poll: date) -> tuple[int, tuple[Working, ...]]:
    """Return how many of the postal votes handed in by one person are accepted, and why not the rest (B-36)."""
    handed = int(packs.own) + packs.for_others
    if poll < HANDING_IN_FROM:
        return handed, ()
    if not packs.form_complete:
        return 0, (Working("Rejected: the form was not completed", None, HANDED_IN),)
    if packs.campaigner and packs.for_others:
        says = "Rejected: a campaigner may hand in no one else's postal vote"
        return int(packs.own), (Working(says, None, HANDED_IN),)
    if packs.for_others > MOST_OTHERS:
        says = Message("Rejected: more than {most_others} other people's postal votes", most_others=MOST_OTHERS)
        return int(packs.own), (Working(says, None, HANDED_IN),)
    return handed, ()


def account_differs(account: Account, lines_of_number_list: Iterable[int]) -> tuple[int, Working]:
    """Return by how many papers the account differs from the corresponding number list; nought where they agree.

    The presiding officer is warned of any difference.

    :param lines_of_number_list: the lines filled in, by page or book.
    """
    difference = sum(lines_of_number_list) - account.expected_in_box
    says = Message(
        "Lines of the corresponding number list less papers expected in the box: {difference}", difference=difference
    )
    return difference, Working(says, None, ACCOUNT)
