"""Poll cards and registers of the businesses of a neighbourhood: made from the roll, proved, released, corrected."""

import zipfile
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pollwright.acting import Actor, Role
from pollwright.audit.models import Event
from pollwright.elections.models import Contest, Poll, ProjectTask
from pollwright.elections.operations.keeping_time import shift_steps
from pollwright.elections.operations.rehearsing import rehearse_poll
from pollwright.elections.papers.cards_made import check_digits_hold
from pollwright.files.store import path_of
from pollwright.rolls.models import Roll, RollCard, RollPapers, RollVoter
from pollwright.rolls.operations import entering
from pollwright.rolls.operations.inventing import NoRehearsal, invent_roll
from pollwright.rolls.operations.papers_preparing import (
    NoCardsOfRoll,
    NoSchemeForRoll,
    PapersChanged,
    PapersWait,
    RollNotFrozen,
    StationsUnknown,
    withdraw_papers,
)
from pollwright.rolls.operations.papers_releasing import (
    PapersDoNotReconcile,
    PapersOvertaken,
    Part,
    SamePersonReleasesPapers,
    enter_card_count,
    hand_out_card_list,
    hand_out_papers,
)
from pollwright.rolls.operations.votes import VoteFacts
from pollwright.rolls.states import PapersState
from tests.elections.cards_acts import scheme, stations
from tests.fixtures.arranging import arranged
from tests.register.test_applications_pages import text_of
from tests.rolls.papers_acts import (
    BARN,
    CLOSED,
    HALL,
    ON,
    cards,
    freeze,
    open_again,
    other_cards,
    other_registers,
    prepare,
    release,
    take,
)


@pytest.fixture(autouse=True)
def two_stations() -> Iterator[None]:
    """A scheme of two stations, adopted."""
    with stations(scheme(HALL, BARN)):
        yield


@pytest.fixture
def frozen(officer: Actor, head: Actor, businesses: Contest) -> Contest:
    """A business voting register of four, one of whom votes by post, frozen once registration has closed."""
    take(officer, businesses)
    freeze(head, businesses)
    return businesses


@pytest.mark.django_db
def test_who_votes_in_person_has_a_card_and_everybody_stands_on_one_register_or_list(
    senior: Actor, head: Actor, frozen: Contest
) -> None:
    papers = prepare(senior, frozen)
    with pytest.raises(SamePersonReleasesPapers):
        release(senior, papers)
    released = release(head, papers)

    rows = cards(papers)
    # Sch 7 r 45: a card for each named voter who votes in person, none for who votes by post; to the address given
    assert [(row["RegisterNumber"], row["MailName"], row["MailAddress"], row["StationName"]) for row in rows] == [
        ("2", "Bo Smith", "The Forge", "Abbey Hall"),
        ("3", "Cy Potter", "Head Office, Hill Road", "The Barn"),
        ("4", "Di Hyde", "The Tannery", "The Barn"),
    ]
    assert all(check_digits_hold(row["CardNo"]) and row["PollDate"] == "2027-02-25" for row in rows)
    assert (papers.votes, papers.in_person, papers.by_post, papers.cards) == (4, 3, 1, 3)
    assert [(one["number"], one["voters"]) for one in papers.stations] == [(1, 1), (2, 2)]
    assert (released.state, released.proof) == (PapersState.RELEASED, {"votes": 4, "registered": 4, "carded": 3})
    with zipfile.ZipFile(path_of(papers.registers_file)) as whole:
        assert {"station-001-register.pdf", "station-002-register.pdf", "postal-voters.pdf"} <= set(whole.namelist())


def dropped(lines: list[str]) -> list[str]:
    return lines[1:]


def doubled(lines: list[str]) -> list[str]:
    return [*lines[:2], lines[1]]


def swapped(lines: list[str]) -> list[str]:
    return [lines[0].replace("Abbey Hall", "The Barn"), *lines[1:]]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (dropped, "number 2 votes in person and has no right card"),
        (doubled, "number 3 has 2 cards"),
        (swapped, "the card of number 2 says another StationName"),
        (
            lambda lines: [line.replace(",2,Forge", ",1,Forge") for line in lines],
            "number 1 has a card, but does not vote",
        ),
    ],
)
def test_a_card_that_is_missing_double_or_wrong_stops_the_release(
    senior: Actor, head: Actor, frozen: Contest, change: Callable[[list[str]], list[str]], fault: str
) -> None:
    papers = prepare(senior, frozen)
    other_cards(papers, change)

    with pytest.raises(PapersDoNotReconcile, match=r"not released") as refused:
        release(head, papers)

    assert any(fault in one for one in refused.value.found), refused.value.found
    papers.refresh_from_db()
    assert papers.state == PapersState.PREPARED


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (
            lambda name, held: None if name == "station-002-register.pdf" else held,
            "station-002-register.pdf is missing",
        ),
        (lambda name, held: held.replace(b"4,2\n", b"") if name == "lines.csv" else held, "number 4 stands on 0"),
        (lambda name, held: held.replace(b"4,2\n", b"4,1\n") if name == "lines.csv" else held, "register of station 1"),
        (lambda name, held: held[:900] if name == "postal-voters.pdf" else held, "postal-voters.pdf"),
    ],
)
def test_a_register_that_is_missing_or_short_stops_the_release(
    senior: Actor, head: Actor, frozen: Contest, change: Callable[[str, bytes], bytes | None], fault: str
) -> None:
    papers = prepare(senior, frozen)
    other_registers(papers, change)

    with pytest.raises(PapersDoNotReconcile) as refused:
        release(head, papers)

    assert any(fault in one for one in refused.value.found), refused.value.found


@pytest.mark.django_db
def test_a_register_with_fewer_rows_than_lines_stops_the_release(senior: Actor, head: Actor, frozen: Contest) -> None:
    papers = prepare(senior, frozen)
    with zipfile.ZipFile(path_of(papers.registers_file)) as whole:
        short = whole.read("station-001-register.pdf")
    other_registers(papers, lambda name, held: short if name == "station-002-register.pdf" else held)

    with pytest.raises(PapersDoNotReconcile) as refused:
        release(head, papers)

    assert any("station-002-register.pdf has" in one for one in refused.value.found), refused.value.found


@pytest.mark.django_db
def test_papers_need_a_frozen_roll_and_the_stations_of_an_adopted_scheme(
    officer: Actor, senior: Actor, head: Actor, businesses: Contest
) -> None:
    take(officer, businesses)
    with pytest.raises(RollNotFrozen):
        prepare(senior, businesses)
    freeze(head, businesses)

    with stations(scheme(HALL, BARN, adopted=False)), pytest.raises(NoSchemeForRoll):
        prepare(senior, businesses)
    with stations(scheme(HALL)), pytest.raises(StationsUnknown, match="no station 2"):
        prepare(senior, businesses)
    prepare(senior, businesses)
    with pytest.raises(PapersWait):
        prepare(senior, businesses)


@pytest.mark.django_db
def test_a_scheme_that_was_amended_after_the_cards_were_made_stops_the_release(
    senior: Actor, head: Actor, frozen: Contest
) -> None:
    papers = prepare(senior, frozen)

    with stations(scheme(HALL, BARN, version=2)), pytest.raises(PapersChanged, match="scheme is another"):
        release(head, papers)


@pytest.mark.django_db
def test_a_correction_after_freezing_makes_one_new_card_and_all_registers_anew(
    officer: Actor, senior: Actor, head: Actor, frozen: Contest
) -> None:
    first = release(head, prepare(senior, frozen))
    # Sch 6 paras 21 to 23: the named voter may be changed; the vote stays
    facts = VoteFacts(
        "Kiln Ltd", "The Kiln", "Flo Potter", send_to="Head Office, Hill Road", votes_by="person", station=2
    )
    known = {"reference": frozen.reference, "number": 3, "version": 1, "reason": "Changed named voter"}
    entering.correct_vote(actor=officer, facts=facts, **known)

    first.refresh_from_db()
    with pytest.raises(PapersOvertaken, match="number 3 of the roll was corrected"):
        hand_out_papers(actor=senior, reference=first.reference, part=Part.REGISTERS)
    second = release(head, prepare(senior, frozen))
    first.refresh_from_db()
    name, path = hand_out_papers(actor=senior, reference=second.reference, part=Part.REGISTERS)

    assert [(row["RegisterNumber"], row["NamedVoter"]) for row in cards(second)] == [("3", "Flo Potter")]
    assert (first.state, second.proof) == (PapersState.REPLACED, {"votes": 4, "registered": 4, "carded": 3})
    assert (name, path.exists()) == (f"business-registers-{second.reference}.zip", True)
    assert ProjectTask.objects.get(title__contains=first.reference).due_on == CLOSED.date()


@pytest.mark.django_db
def test_a_roll_opened_again_ends_papers_that_wait_and_who_moves_station_gets_another_card(
    officer: Actor, senior: Actor, head: Actor, frozen: Contest
) -> None:
    first = release(head, prepare(senior, frozen))
    waiting = prepare(senior, frozen)
    open_again(head, frozen)
    waiting.refresh_from_db()
    first.refresh_from_db()
    known = {"reference": frozen.reference, "reason": "Form received"}
    entering.allot_votes(actor=officer, numbers=[2, 4], station=2, **known)
    entering.remove_votes(actor=officer, numbers=[3], at=CLOSED, **known)
    freeze(head, frozen)
    second = release(head, prepare(senior, frozen))

    assert (waiting.state, "opened again" in first.overtaken) == (PapersState.WITHDRAWN, True)
    # number 2 moved to station 2; number 4 was there, and keeps its card
    assert [row["RegisterNumber"] for row in cards(second)] == ["2"]
    assert [(one["number"], one["voters"]) for one in second.stations] == [(2, 2)]
    assert RollCard.objects.filter(voter__number=2).count() == 2


@pytest.mark.django_db
def test_a_poll_that_moves_ends_papers_and_everybody_gets_another_card(
    senior: Actor, head: Actor, frozen: Contest
) -> None:
    papers = release(head, prepare(senior, frozen))
    version = Poll.objects.get(pk=frozen.poll_id).version
    known = {"since": date(2027, 2, 12), "days": 7, "reason": "A day of mourning"}
    shift_steps(actor=head, reference=frozen.poll.reference, version=version, **known)

    papers.refresh_from_db()
    with pytest.raises(PapersOvertaken):
        hand_out_papers(actor=head, reference=papers.reference, part=Part.CARDS)
    after = release(head, prepare(senior, frozen))

    assert papers.overtaken == "steps of the timetable were moved"
    assert [row["PollDate"] for row in cards(after)] == ["2027-03-04"] * 3


@pytest.mark.django_db
def test_two_who_release_or_withdraw_at_once_are_told_who_was_second(
    senior: Actor, head: Actor, frozen: Contest
) -> None:
    papers = prepare(senior, frozen)
    release(head, papers)

    with pytest.raises(PapersChanged):
        release(head, papers)
    with pytest.raises(PapersChanged):
        withdraw_papers(actor=head, reference=papers.reference, version=papers.version, reason="Twice")
    papers.refresh_from_db()
    counted = enter_card_count(actor=senior, reference=papers.reference, version=papers.version, counted=2, at=CLOSED)
    assert (counted.printer_count, counted.cards) == (2, 3)


@pytest.mark.django_db
def test_a_ballot_of_ratepayers_has_no_cards(senior: Actor, businesses: Contest) -> None:
    with arranged():
        businesses.poll.kind = "bid"
        businesses.poll.save()

    with pytest.raises(NoCardsOfRoll):
        prepare(senior, businesses)


@pytest.mark.django_db
def test_a_rehearsal_takes_an_invented_roll_and_runs_through_before_registration_has_closed(
    officer: Actor, senior: Actor, head: Actor, frozen: Contest
) -> None:
    copied = rehearse_poll(actor=head, reference=frozen.poll.reference)
    contest = Contest.objects.get(poll=copied, area=None)

    with pytest.raises(NoRehearsal):
        invent_roll(actor=officer, reference=frozen.reference)
    many = invent_roll(actor=officer, reference=contest.reference)
    with pytest.raises(NoRehearsal):
        invent_roll(actor=officer, reference=contest.reference)
    freeze(head, contest, datetime(2026, 11, 24, 12, tzinfo=UTC))
    papers = release(head, prepare(senior, contest))
    _name, pdf = hand_out_card_list(actor=senior, reference=papers.reference, on=ON)

    real = set(RollVoter.objects.filter(roll__contest=frozen).values_list("voter", flat=True))
    invented = set(RollVoter.objects.filter(roll__contest=contest).values_list("voter", flat=True))
    assert (many, papers.votes, papers.in_person) == (4, 4, 2)
    assert not real & invented
    assert pdf.startswith(b"%PDF")


WAYS = st.lists(st.sampled_from([None, 1, 2]), min_size=1, max_size=12)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ways=WAYS, moved=st.sets(st.integers(1, 12)), to=st.sampled_from([None, 1, 2]))
@pytest.mark.django_db
def test_votes_cards_and_lines_of_registers_always_agree(
    officer: Actor,
    senior: Actor,
    head: Actor,
    businesses: Contest,
    ways: list[int | None],
    moved: set[int],
    to: int | None,
) -> None:
    """However people vote and are moved between releases, each vote is on one register or list, each in person has a card."""
    with arranged():
        for model in (RollCard, RollPapers, RollVoter, Roll):
            model.objects.all().delete()
    rows = "".join(
        f"B{place},V{place},{place} Lane,{'person' if way else 'post'},{way or ''}\n"
        for place, way in enumerate(ways, 1)
    )
    take(officer, businesses, f"voter,contact,hereditament,votes_by,station\n{rows}")
    freeze(head, businesses)
    release(head, prepare(senior, businesses))
    open_again(head, businesses)
    numbers = [number for number in moved if number <= len(ways)]
    known = {"reference": businesses.reference, "numbers": numbers, "station": to, "reason": "Asked"}
    entering.allot_votes(actor=officer, **known)
    freeze(head, businesses)

    papers = release(head, prepare(senior, businesses))

    now = [to if number in numbers else way for number, way in enumerate(ways, 1)]
    fresh = [number for number, (was, now_) in enumerate(zip(ways, now, strict=True), 1) if now_ and now_ != was]
    assert papers.proof == {"votes": len(ways), "registered": len(ways), "carded": sum(way is not None for way in now)}
    assert sorted(int(row["RegisterNumber"]) for row in cards(papers)) == fresh


@pytest.mark.django_db
def test_the_pages_carry_an_officer_from_the_roll_to_the_released_registers(
    client_as: Callable[[Role], Client], frozen: Contest
) -> None:
    client = client_as(Role.SENIOR)
    listed = f"/rolls/{frozen.reference}/papers/"
    made = client.post(f"{listed}new/", {})
    papers = RollPapers.objects.get()
    page = text_of(client.get(f"/rolls/papers/{papers.reference}/"))
    refused = client.post(f"/rolls/papers/{papers.reference}/release/", {"version": 1, "looked": "yes"})

    assert made.status_code == 302
    assert "Abbey Hall, High Street, TA1 1AA" in page
    assert "somebody else must release" in text_of(refused)
    other = client_as(Role.HEAD)
    other.post(f"/rolls/papers/{papers.reference}/release/", {"version": 1, "looked": "yes"})
    given = other.get(f"/rolls/papers/{papers.reference}/file/cards/")
    counted = other.post(f"/rolls/papers/{papers.reference}/count/", {"version": 2, "counted": "2"})
    shown = text_of(other.get(f"/rolls/papers/{papers.reference}/"))

    assert (given.status_code, counted.status_code) == (200, 302)
    assert b"Forge Ltd" in given.getvalue()
    assert "The printer made another number of cards than was sent." in shown
    assert papers.reference in text_of(client.get(listed))
    assert Event.objects.filter(code="rolls.papers-handed-out").count() == 1
