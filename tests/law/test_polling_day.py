"""Polling day (B-31 to B-39). The days are those of the local elections of 7 May 2026 (2.3)."""

from datetime import date, datetime

import pytest

from pollwright.law.nations import Nation
from pollwright.law.notices import LONDON
from pollwright.law.polling_day import (
    Account,
    Claim,
    LateAct,
    Packs,
    Recorded,
    Refusal,
    TenderedReason,
    account_differs,
    evaluation_is_statutory,
    may_have_paper_at_close,
    may_still,
    packs_accepted,
    recorded_on,
    tendered_reason,
    window_of,
)
from pollwright.law.timetables.kinds import Kind
from pollwright.law.timetables.rule_sets import Poll
from pollwright.law.timetables.working_out import timetable

LOCAL = timetable(Poll(Kind.LOCAL, Nation.ENGLAND, date(2026, 5, 7)))
PARISH_POLL = timetable(Poll(Kind.PARISH_POLL, Nation.ENGLAND, date(2026, 5, 7)))


def at(month: int, day: int, hour: int, minute: int = 0, second: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, second, tzinfo=LONDON)


# 2.2: proxies close at 5pm on 28 April, the final notice is of 29 April, lost papers are replaced from 30 April
@pytest.mark.parametrize(
    ("act", "moment", "holds"),
    [
        (LateAct.EMERGENCY_PROXY, at(4, 28, 17), False),
        (LateAct.EMERGENCY_PROXY, at(4, 28, 17, 0, 1), True),
        (LateAct.EMERGENCY_PROXY, at(5, 7, 17), True),
        (LateAct.EMERGENCY_PROXY, at(5, 7, 17, 0, 1), False),
        (LateAct.CLERICAL_CORRECTION, at(4, 29, 12), False),
        (LateAct.CLERICAL_CORRECTION, at(4, 30, 9), True),
        (LateAct.CLERICAL_CORRECTION, at(5, 7, 20, 55), True),
        # Up to nine o'clock (handbook REG-350, and the table of T-17: "≤ 21:00")
        (LateAct.CLERICAL_CORRECTION, at(5, 7, 21), True),
        (LateAct.CLERICAL_CORRECTION, at(5, 7, 21, 0, 1), False),
        (LateAct.CLERICAL_CORRECTION, at(5, 7, 21, 1), False),
        (LateAct.REPLACE_POSTAL, at(4, 30, 9), True),
        (LateAct.TEMPORARY_CERTIFICATE, at(5, 7, 16, 59), True),
    ],
)
def test_late_acts_are_done_between_the_ordinary_deadline_and_a_time_on_the_day(
    act: LateAct, moment: datetime, holds: bool
) -> None:
    assert may_still(act, moment, LOCAL).holds is holds


def test_a_parish_poll_has_no_proxies() -> None:
    assert window_of(LateAct.EMERGENCY_PROXY, PARISH_POLL) is None
    assert not may_still(LateAct.EMERGENCY_PROXY, at(5, 7, 16), PARISH_POLL).holds


@pytest.mark.parametrize(
    ("claim", "moment", "reason"),
    [
        (Claim(marked_as_voted=True), at(5, 7, 9), TenderedReason.MARKED_AS_VOTED),
        (Claim(on_postal_list=True, claims_never_applied=True), at(5, 7, 9), TenderedReason.NOT_APPLIED),
        (Claim(on_postal_list=True, claims_lost=True), at(5, 7, 17), None),
        (Claim(on_postal_list=True, claims_lost=True), at(5, 7, 17, 1), TenderedReason.LOST),
        (Claim(proxy_listed=True, claims_never_applied=True), at(5, 7, 9), TenderedReason.PROXY_NOT_APPLIED),
        (Claim(claims_lost=True), at(5, 7, 18), None),
        (Claim(), at(5, 7, 9), None),
    ],
)
def test_a_tendered_paper_has_a_reason(claim: Claim, moment: datetime, reason: TenderedReason | None) -> None:
    assert tendered_reason(claim, moment, LOCAL)[0] is reason


def test_whoever_has_no_document_is_not_on_the_refusal_list() -> None:
    assert {refusal: recorded_on(refusal)[0] for refusal in Refusal} == {
        Refusal.LIKENESS: Recorded.REFUSAL_LIST,
        Refusal.FORGERY: Recorded.REFUSAL_LIST,
        Refusal.QUESTIONS: Recorded.REFUSAL_LIST,
        Refusal.NONE_SHOWN: Recorded.EVALUATION_FORM,
        Refusal.WRONG_DOCUMENT: Recorded.EVALUATION_FORM,
    }


@pytest.mark.parametrize(
    ("kind", "by_election", "statutory"),
    [(Kind.UK_PARLIAMENT, False, True), (Kind.UK_PARLIAMENT, True, False), (Kind.LOCAL, False, False)],
)
def test_identification_totals_are_statutory_at_general_elections_only(
    kind: Kind, by_election: bool, statutory: bool
) -> None:
    found = evaluation_is_statutory(kind, Nation.ENGLAND, date(2028, 5, 4), by_election=by_election)

    assert found.holds is statutory


def test_whoever_queues_at_ten_votes_and_whoever_comes_a_minute_later_does_not() -> None:
    assert [may_have_paper_at_close(moment, LOCAL).holds for moment in (at(5, 7, 22), at(5, 7, 22, 1))] == [True, False]


@pytest.mark.parametrize(
    ("packs", "poll", "accepted"),
    [
        (Packs(True, 5, True), date(2026, 5, 7), 6),
        (Packs(True, 6, True), date(2026, 5, 7), 1),
        (Packs(False, 6, True), date(2026, 5, 7), 0),
        (Packs(True, 1, True, campaigner=True), date(2026, 5, 7), 1),
        (Packs(True, 2, False), date(2026, 5, 7), 0),
        (Packs(True, 9, False), date(2023, 5, 4), 10),
    ],
)
def test_a_person_hands_in_their_own_postal_vote_and_those_of_five_others(
    packs: Packs, poll: date, accepted: int
) -> None:
    assert packs_accepted(packs, poll)[0] == accepted


def test_the_box_holds_what_was_entrusted_less_unused_and_spoilt() -> None:
    # B-39: entrusted 1,050, unused 488, spoilt 3 give 559.
    account = Account(entrusted=1_050, unused=488, spoilt=3)

    assert account.expected_in_box == 559
    assert [account_differs(account, lines)[0] for lines in ([500, 59], [500, 60])] == [0, 1]
