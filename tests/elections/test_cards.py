"""Poll cards: who gets which, what is printed, the release, and what happens after."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pollwright.acting import Actor
from pollwright.authorities.models import Authority
from pollwright.elections.models import AbsentArrangement, CardRun, Contest, Poll, ReturnedCard
from pollwright.elections.operations.cards_preparing import (
    NobodyNeedsACard,
    NoCardsHere,
    NothingFrozen,
    RunChanged,
    RunOutOfTurn,
)
from pollwright.elections.operations.cards_releasing import (
    CardLoggedBefore,
    CardsDoNotReconcile,
    HoldsAnonymous,
    NoSchemeAdopted,
    NotACard,
    NoticeOutstanding,
    SamePersonReleases,
    hand_out_batch,
    log_returned_card,
)
from pollwright.elections.operations.printer_counts import (
    COLUMNS,
    CountsUnreadable,
    Differs,
    enter_printer_counts,
    read_counts,
)
from pollwright.elections.states import CardRunScope, CardRunState, ReturnReason, Stage
from pollwright.register.models import Elector, RegisterEntry
from tests.elections.cards_acts import AT, STATIONS, make, printed, release, scheme, stations
from tests.elections.electorate_acts import Ballot, ballot_in, freeze
from tests.fixtures.arranging import arranged


@pytest.fixture
def ballot(authority: Authority, settings: Any, tmp_path: Path) -> Iterator[Ballot]:
    """A register of two districts with a station each, and a store of its own."""
    settings.FILES_ROOT = tmp_path / "files"
    with stations(scheme()):
        yield ballot_in(authority)


def absent(entry: RegisterEntry, kind: str, **given: str) -> None:
    with arranged():
        AbsentArrangement.objects.create(
            authority_id=entry.authority_id,
            elector=entry.elector,
            kind=kind,
            valid_from=date(2027, 1, 1),
            **given,
        )


def two_districts(ballot: Ballot) -> Poll:
    """Ames and Bell in AB1, Cox in AB2; a poll whose electorate can be frozen."""
    for district, surname in (("AB1", "Ames"), ("AB1", "Bell"), ("AB2", "Cox")):
        ballot.elector(district, surname)
    return ballot.poll()


def test_each_elector_has_the_cards_that_the_law_gives_their_way_of_voting(ballot: Ballot, head: Actor) -> None:
    ballot.elector("AB1", "Ames")
    absent(ballot.elector("AB1", "Bell"), "postal", address="9 Elsewhere Street, Bath", postcode="BA1 1AA")
    by_proxy = {"proxy_name": "Pat Proxy", "proxy_address": "3 Mill Lane, Wells", "proxy_postcode": "BA5 2ZZ"}
    absent(ballot.elector("AB1", "Cox"), "proxy", **by_proxy)
    absent(ballot.elector("AB2", "Dunn"), "postal_proxy", **by_proxy)
    poll = ballot.poll()
    freeze(head, poll.reference)

    rows = printed(make(head, poll.reference))

    # Handbook K-01 and K-08: one card to each elector, postal voters theirs alone, and one to each proxy
    found = Counter((row["CardType"], row["FullName"], row["MailName"], row["PvSendAddr"]) for row in rows)
    assert found == Counter(
        [
            ("O", "Alex Ames", "Alex Ames", ""),
            ("P", "Alex Bell", "Alex Bell", "9 Elsewhere Street, Bath, BA1 1AA"),
            ("O", "Alex Cox", "Alex Cox", ""),
            ("X", "Alex Cox", "Pat Proxy", ""),
            ("O", "Alex Dunn", "Alex Dunn", ""),
            ("PX", "Alex Dunn", "Pat Proxy", ""),
        ]
    )


def test_a_card_says_where_to_vote_and_for_what_and_is_addressed_line_by_line(ballot: Ballot, head: Actor) -> None:
    ballot.elector("AB1", "Ames")
    poll = ballot.poll()
    freeze(head, poll.reference)

    (row,) = printed(make(head, poll.reference, run="K9999999"))

    shown = ("PollDate", "PollHours", "Contests", "BarcodeElector", "StationNo", "StationName", "StationAddr2",
             "StationPostcode", "MailAddr2", "MailPostcode")  # fmt: skip
    # Handbook T-22: local polls are open from 7am to 10pm
    assert [row[name] for name in shown] == [
        "2027-05-06", "07:00-22:00", "Abbey (2)", "AB1-1", "1", "Abbey Hall", "High Street", "TA1 1AA", "Wellbridge",
        "TA1 1ZZ",
    ]  # fmt: skip
    assert (row["CardNo"][:14], int(row["CardNo"]) % 97) == ("99999990000001", 1)


def test_a_district_divided_by_numbers_votes_at_two_stations(ballot: Ballot, head: Actor) -> None:
    poll = two_districts(ballot)
    first = replace(STATIONS["AB1"], last=1)
    second = replace(STATIONS["AB1"], first=2, number="1A", name="Annexe")
    freeze(head, poll.reference)

    with stations(scheme(first, second, STATIONS["AB2"])):
        run = make(head, poll.reference)

    assert [(row["BarcodeElector"], row["StationNo"]) for row in printed(run)] == [
        ("AB1-1", "1"), ("AB1-2", "1A"), ("AB2-3", "2"),
    ]  # fmt: skip


def test_an_anonymous_elector_is_in_a_batch_of_envelopes_without_name_or_address(ballot: Ballot, head: Actor) -> None:
    hidden = ballot.ledger.elector(surname="", forenames="", anonymous=True)
    home = ballot.ledger.property(ballot.districts["AB1"])
    facts = {"property": None, "section": "3-anonymous", "marker": "N"}
    ballot.ledger.entry(hidden, home, publication=ballot.publication, number=1, **facts)
    poll = ballot.poll()
    freeze(head, poll.reference)

    run = make(head, poll.reference)

    (row,) = printed(run)
    assert {name: row[name] for name in ("Envelope", "BarcodeElector", "FullName", "Addr1", "MailName", "MailAddr1")} == {
        "Envelope": "yes", "BarcodeElector": "AB1-1", "FullName": "", "Addr1": "", "MailName": "", "MailAddr1": "",
    }  # fmt: skip
    assert [batch.kind for batch in run.batches.all()] == ["O-envelope"]


def test_a_parish_has_cards_only_where_it_asked(ballot: Ballot, head: Actor) -> None:
    ballot.elector("AB1", "Ames")
    poll = ballot.poll("parish")
    freeze(head, poll.reference)

    with pytest.raises(NoCardsHere):
        make(head, poll.reference)
    with arranged():
        Contest.objects.filter(poll=poll).update(cards_asked_on=date(2027, 4, 1))

    assert make(head, poll.reference).cards == 1


def test_cards_are_made_from_a_frozen_electorate(ballot: Ballot, head: Actor) -> None:
    poll = two_districts(ballot)

    with pytest.raises(NothingFrozen):
        make(head, poll.reference)


def test_a_second_person_releases_what_agrees_and_only_then_can_batches_leave(
    ballot: Ballot, head: Actor, senior: Actor
) -> None:
    poll = two_districts(ballot)
    freeze(head, poll.reference)
    run = make(head, poll.reference)
    with pytest.raises(RunChanged):
        hand_out_batch(actor=senior, reference=run.reference, number=1)
    with pytest.raises(SamePersonReleases):
        release(head, run)

    released = release(senior, run)

    contest = poll.contests.get().reference
    assert released.proof["totals"] == [{"contest": contest, "kind": "O", "due": 3, "held": 3}]
    assert hand_out_batch(actor=senior, reference=run.reference, number=1).exists()


def test_nothing_is_released_without_the_notice_or_with_another_scheme(
    ballot: Ballot, head: Actor, senior: Actor
) -> None:
    poll = two_districts(ballot)
    freeze(head, poll.reference)
    run = make(head, poll.reference)

    for found in (None, scheme(version=2), scheme(adopted=False)):
        with stations(found), pytest.raises(NoSchemeAdopted):
            release(senior, run)
    with arranged():
        Poll.objects.filter(pk=poll.pk).update(notice_published_at=None)
    with pytest.raises(NoticeOutstanding):
        release(senior, run)

    assert CardRun.objects.get().state == CardRunState.PREPARED


def test_cards_of_a_poll_that_was_postponed_or_stopped_stay_where_they_are(
    ballot: Ballot, head: Actor, senior: Actor
) -> None:
    poll = two_districts(ballot)
    freeze(head, poll.reference)
    run = make(head, poll.reference)

    with arranged():
        poll.contests.update(state="countermanded")
    with pytest.raises(RunChanged) as stopped:
        release(senior, run)
    with arranged():
        poll.contests.update(state="open")
        Poll.objects.filter(pk=poll.pk).update(state="postponed", ended_on=AT.date())
    with pytest.raises(RunChanged) as postponed:
        release(senior, run)

    why = {"reference": run.reference, "why": "no poll is taken that it is for"}
    assert (stopped.value.values, postponed.value.values) == (why, why)


def test_an_elector_made_anonymous_since_stops_release_and_download(ballot: Ballot, head: Actor, senior: Actor) -> None:
    poll = two_districts(ballot)
    freeze(head, poll.reference)
    run = make(head, poll.reference)
    with arranged():
        Elector.objects.filter(surname="Bell").update(anonymous=True, surname="", forenames="")

    with pytest.raises(HoldsAnonymous):
        release(senior, run)


def test_the_run_is_complete_when_the_printer_made_every_card(ballot: Ballot, head: Actor, senior: Actor) -> None:
    poll = two_districts(ballot)
    freeze(head, poll.reference)
    run = release(senior, make(head, poll.reference, size=2))

    def enter(table: bytes) -> list[Differs]:
        run.refresh_from_db()
        counts = read_counts(table, COLUMNS)
        return enter_printer_counts(actor=head, reference=run.reference, version=run.version, counts=counts, at=AT)

    first = enter(b"batch,cards,box\r\n1,2,A\r\n2,2,B\r\n")
    run.refresh_from_db()
    states = [run.state]
    with pytest.raises(CountsUnreadable, match="there is no batch 3"):
        enter(b"batch,cards\n2,1\n3,2\n")
    for wrong in (-5, 2**31):
        with pytest.raises(CountsUnreadable, match=f"{wrong} is no number of cards"):
            enter_printer_counts(actor=head, reference=run.reference, version=run.version, counts={1: wrong}, at=AT)
    second = enter(b"batch,cards\n2,1\n")
    run.refresh_from_db()

    assert (first, second) == ([Differs(2, 1, 2)], [])
    assert [*states, run.state] == [CardRunState.RELEASED, CardRunState.COMPLETE]


@pytest.mark.parametrize(
    ("table", "said"),
    [
        (b"\xff\xfe", "it is neither CSV in UTF-8"),
        (b"batch\n1\n", "it has no column cards"),
        (b"batch,cards\n", "it has no line"),
        (b"batch,cards\n1,two\n", "line 2 has no two whole numbers"),
        (b"batch,cards\n1,2\n1,3\n", "line 3 has batch 1 once more"),
    ],
)
def test_a_table_of_counts_that_is_not_whole_is_refused_with_the_place(table: bytes, said: str) -> None:
    with pytest.raises(CountsUnreadable, match=said):
        read_counts(table, COLUMNS)


def test_a_follow_up_is_for_additions_and_for_those_whose_station_or_way_of_voting_changed(
    ballot: Ballot, head: Actor, senior: Actor
) -> None:
    poll = two_districts(ballot)
    freeze(head, poll.reference)
    release(senior, make(head, poll.reference))
    with pytest.raises(RunOutOfTurn):
        make(head, poll.reference, run="K0000002")
    with pytest.raises(NobodyNeedsACard):
        make(head, poll.reference, CardRunScope.FOLLOW_UP, run="K0000002")
    absent(RegisterEntry.objects.get(surname="Bell"), "postal")
    freeze(head, poll.reference, Stage.INTERIM_1, date(2027, 4, 9))

    moved = scheme(STATIONS["AB1"], replace(STATIONS["AB2"], number="3", name="The Mill"), version=2)
    with stations(moved):
        run = release(senior, make(head, poll.reference, CardRunScope.FOLLOW_UP, run="K0000002"))

    assert [(row["CardType"], row["FullName"], row["StationNo"]) for row in printed(run)] == [
        ("O", "Alex Cox", "3"), ("P", "Alex Bell", "1"),
    ]  # fmt: skip


def test_a_returned_card_is_logged_once_by_its_number(ballot: Ballot, head: Actor, senior: Actor) -> None:
    poll = two_districts(ballot)
    freeze(head, poll.reference)
    run = release(senior, make(head, poll.reference))
    (number,) = [row["CardNo"] for row in printed(run) if row["FullName"] == "Alex Bell"]
    scanned = f"{number[:8]} {number[8:]}"
    facts: dict[str, Any] = {"actor": head, "reason": ReturnReason.GONE_AWAY, "note": "", "on": date(2027, 4, 12)}

    log_returned_card(card=scanned, **facts)

    assert ReturnedCard.objects.get().elector == Elector.objects.get(surname="Bell")
    with pytest.raises(CardLoggedBefore, match=f"Card {number} is logged already: it came back on 12 April 2027, and"):
        log_returned_card(card=number, **facts | {"on": date(2027, 4, 14)})
    for wrong in ("1" + number[1:], "nonsense"):
        with pytest.raises(NotACard):
            log_returned_card(card=wrong, **facts)


def test_a_card_needs_an_address_to_go_to(ballot: Ballot, head: Actor, senior: Actor) -> None:
    homeless = ballot.ledger.elector(surname="Ames", category="local_connection")
    home = ballot.ledger.property(ballot.districts["AB1"])
    ballot.ledger.entry(homeless, home, publication=ballot.publication, number=1, property=None, section="2-other")
    poll = ballot.poll()
    freeze(head, poll.reference)
    run = make(head, poll.reference)

    with pytest.raises(CardsDoNotReconcile) as refused:
        release(senior, run)

    assert refused.value.values["places"] == "no-address, district AB1, batch 1 (1)"
