"""How polls go on and end: notice, uncontested, countermanded and held again, postponed, rehearsed (E-15 to E-19)."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from django.test import Client

from pollwright.acting import Actor, Role
from pollwright.authorities.models import Authority
from pollwright.elections.models import Contest, Poll, PollStep
from pollwright.elections.operations.calling_rules import DoubtsNotAccepted
from pollwright.elections.operations.changing import PollChanged
from pollwright.elections.operations.ending import (
    NotFromThisState,
    NoticeTooLate,
    call_in_place,
    move_contest,
    postpone_poll,
    publish_notice,
)
from pollwright.elections.operations.keeping_time import NotYet
from pollwright.elections.operations.rehearsing import discard_rehearsal, rehearse_poll
from pollwright.elections.states import CONTEST_LIFE, ContestState
from pollwright.law.poll_ids import Cancellation
from tests.elections.calling_acts import call
from tests.fixtures.arranging import arranged
from tests.fixtures.ledger import Ledger
from tests.register.test_applications_pages import text_of

# handbook 2.3: of the poll of 6 May 2027 the notice is published until Wednesday 31 March
LAST = datetime(2027, 3, 31, 12, tzinfo=UTC)


def test_the_notice_is_noted_in_time_and_does_its_step(senior: Actor, ledger: Ledger) -> None:
    poll = call(senior, ledger)
    given = {"actor": senior, "reference": poll.reference, "version": 1, "evidence": "Website"}
    late = datetime(2027, 4, 1, 9, tzinfo=UTC)

    with pytest.raises(NotYet):
        publish_notice(**given, published_at=LAST, at=datetime(2027, 3, 31, 9, tzinfo=UTC))  # type: ignore[arg-type]
    with pytest.raises(NoticeTooLate):
        publish_notice(**given, published_at=late, at=late)  # type: ignore[arg-type]
    publish_notice(**given, published_at=LAST, at=late)  # type: ignore[arg-type]
    with pytest.raises(PollChanged):
        publish_notice(**(given | {"version": 2}), published_at=LAST, at=late)  # type: ignore[arg-type]

    poll.refresh_from_db()
    assert (poll.state, poll.notice_published_at) == ("notice_published", LAST)
    assert PollStep.objects.get(step="notice_of_election").done_at == LAST


@pytest.mark.parametrize("state", list(ContestState))
def test_a_contest_goes_only_where_its_state_leads(senior: Actor, ledger: Ledger, state: ContestState) -> None:
    call(senior, ledger)
    contest = Contest.objects.get()
    reached = set()

    for target in ContestState:
        with arranged():
            Contest.objects.update(state=state, version=1)
        try:
            move_contest(
                actor=senior, reference=contest.reference, version=1, state=target, cancellation=None, reason="",
                on=date(2027, 4, 9),
            )  # fmt: skip
        except NotFromThisState:
            continue
        reached.add(target)

    assert reached == set(CONTEST_LIFE[state])


def test_a_countermanded_contest_is_held_again_within_35_working_days(senior: Actor, ledger: Ledger) -> None:
    poll = call(senior, ledger, wards=2)
    dead = Contest.objects.order_by("pk")[0]
    move_contest(
        actor=senior, reference=dead.reference, version=1, state=ContestState.COUNTERMANDED,
        cancellation=Cancellation.CANDIDATE_DEATH, reason="Proof received at 9.40am", on=date(2027, 4, 28),
    )  # fmt: skip
    given = {"actor": senior, "reference": poll.reference, "on": date(2027, 4, 28), "doubts_reason": ""}

    # E-18: within 35 working days of 6 May 2027; without the bank holiday of 31 May that is Friday 25 June
    with pytest.raises(DoubtsNotAccepted, match="2027-06-25"):
        call_in_place(**given, version=1, day=date(2027, 6, 28))  # type: ignore[arg-type]
    new = call_in_place(**given, version=1, day=date(2027, 6, 24))  # type: ignore[arg-type]
    with pytest.raises(PollChanged):
        call_in_place(**given, version=2, day=date(2027, 6, 24))  # type: ignore[arg-type]

    contest = Contest.objects.get(poll=new)
    assert (new.replaces, contest.replaces, contest.name) == (poll, dead, dead.name)
    dead.refresh_from_db()
    assert (dead.state, dead.cancellation) == ("countermanded", "CANDIDATE_DEATH")


def test_a_postponed_poll_is_called_again_whole(senior: Actor, ledger: Ledger) -> None:
    poll = call(senior, ledger, wards=2)

    postpone_poll(actor=senior, reference=poll.reference, version=1, reason="Order", on=date(2027, 4, 1))
    new = call_in_place(
        actor=senior, reference=poll.reference, version=2, day=date(2027, 10, 7), doubts_reason="",
        on=date(2027, 4, 1),
    )  # fmt: skip

    assert [one.name for one in new.contests.order_by("pk")] == ["Ward 1", "Ward 2"]


def test_a_rehearsal_is_a_copy_that_touches_nothing_and_is_thrown_away_whole(senior: Actor, ledger: Ledger) -> None:
    poll = call(senior, ledger, wards=2)
    before = set(Contest.objects.filter(poll=poll).values_list("reference", "state", "ballot_id"))

    copied = rehearse_poll(actor=senior, reference=poll.reference)
    first = Contest.objects.filter(poll=copied).order_by("pk")[0]
    move_contest(
        actor=senior, reference=first.reference, version=1, state=ContestState.UNCONTESTED, cancellation=None,
        reason="", on=date(2027, 4, 9),
    )  # fmt: skip
    discard_rehearsal(actor=senior, reference=copied.reference, version=1, on=date(2027, 4, 9))
    with pytest.raises(PollChanged):
        discard_rehearsal(actor=senior, reference=poll.reference, version=1, on=date(2027, 4, 9))

    assert set(Contest.objects.filter(poll=poll).values_list("reference", "state", "ballot_id")) == before
    assert PollStep.objects.filter(poll=copied).count() == PollStep.objects.filter(poll=poll).count()
    assert set(Contest.objects.filter(poll=copied).values_list("ballot_id", flat=True)) == {""}
    assert Poll.objects.get(pk=copied.pk).state == "discarded"


def test_endings_and_rehearsals_by_clicking(
    authority: Authority, client_as: Callable[[Role], Client], senior: Actor, ledger: Ledger
) -> None:
    with arranged():
        authority.demonstration, authority.clock_on = True, date(2027, 3, 31)
        authority.save()
    client, poll = client_as(Role.SENIOR), call(senior, ledger)
    contest, page = Contest.objects.get(), f"/polls/of/{poll.reference}/"
    day = {"day-day": "30", "day-month": "3", "day-year": "2027"}

    client.post(f"{page}notice/", day | {"version": "1"})
    rehearsal = client.post(f"{page}rehearse/", {"version": "2"}, follow=True)
    copied = Poll.objects.get(rehearsal=True)
    client.post(f"/polls/of/{copied.reference}/discard/", {"version": "1"})
    client.post(
        f"/polls/contests/{contest.reference}/state/",
        {"version": "1", "state": "uncontested", "cancellation": "EQUAL_CANDIDATES", "reason": "Two for two seats"},
    )
    client.post(f"{page}postpone/", {"version": "2", "reason": "Order"})
    again = {"day-day": "7", "day-month": "10", "day-year": "2027", "version": "3"}
    client.post(f"{page}again/", again)

    contest.refresh_from_db()
    assert "This is a rehearsal. Nothing in it has legal effect." in text_of(rehearsal)
    assert copied.reference not in text_of(client.get("/polls/"))
    assert (contest.state, contest.cancellation) == ("uncontested", "EQUAL_CANDIDATES")
    assert Poll.objects.get(replaces=poll).day == date(2027, 10, 7)
