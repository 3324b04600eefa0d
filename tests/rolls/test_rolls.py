"""Rolls of ratepayers and of businesses: taken in and out, corrected, frozen, and papers ordered from them."""

import csv
import io
from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.db import connection
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pollwright.acting import Actor, Role
from pollwright.elections.models import Contest
from pollwright.elections.operations.calling import ContestAsked, call_poll
from pollwright.elections.states import SeatsOf
from pollwright.files.models import StoredFile
from pollwright.law.bank_holidays import bank_holidays
from pollwright.law.calendars import Calendar
from pollwright.law.nations import Nation
from pollwright.law.notices import LONDON
from pollwright.law.timetables.kinds import Kind as PollKind
from pollwright.law.voters_rolls import BUSINESSES, closes_at, roll_rule, votes_twice
from pollwright.printing.models import PrintOrder
from pollwright.printing.operations.deciding import approve_document
from pollwright.printing.operations.orders import RollMoved, prepare_order, release_order
from pollwright.printing.papers.rolls_ordered import issue_lines
from pollwright.printing.papers.wanted import NotReady
from pollwright.printing.states import Kind, OrderState
from pollwright.rolls.models import Roll, RollVoter
from pollwright.rolls.operations import entering, freezing
from pollwright.rolls.operations.votes import VoteFacts, VoteFaulty
from pollwright.rolls.states import RollState
from tests.elections.calling_acts import asked
from tests.fixtures.arranging import arranged
from tests.fixtures.ledger import Ledger
from tests.oversight.test_retention import due_of, run
from tests.printing.printing_acts import made, office
from tests.register.test_applications_pages import text_of

CALLED = date(2026, 11, 23)
NOON = datetime(2026, 11, 24, 12, tzinfo=LONDON)
BALLOT = date(2027, 2, 10)
HEAD = "voter,contact,hereditament,rating_reference,rateable_value,send_to,proxy,proxy_address\n"
THREE = (
    HEAD + "Harbour Fish Ltd,Kim Pool,1 Quay Street,R1,\"12,500\",,,\n"
    "Harbour Fish Ltd,Kim Pool,2 Quay Street,R2,9000,\"Head Office,\n Hill  Road\",,\n"
    "Net Loft Ltd,,3 Quay Street,R3,4000,,A. Proxy,5 Hill Road\n"
)  # fmt: skip


@pytest.fixture
def district(senior: Actor, ledger: Ledger) -> Contest:
    """A ballot on a business improvement district."""
    office(ledger.authority, inspect_at="Council House, 9am to 5pm")
    about = ContestAsked(name="Harbour Quarter", question="Are you in favour?")
    wanted = asked(PollKind.BID, BALLOT, seats_of=SeatsOf.OTHER, trigger=NOON.date())
    return call_poll(actor=senior, asked=wanted, contests=(about,), on=CALLED).contests.get()


def take(actor: Actor, contest: Contest, table: str = THREE, reason: str = "Billing authority") -> tuple[int, int]:
    """Take a table over."""
    return entering.take_over_roll(actor=actor, reference=contest.reference, content=table.encode(), reason=reason)


def freeze(actor: Actor, contest: Contest, at: datetime = NOON, spare: int = 2, why: str = "") -> Roll:
    """Freeze the roll of a contest as its page would."""
    version = Roll.objects.get(contest=contest).version
    return freezing.freeze_roll(
        actor=actor, reference=contest.reference, version=version, spare=spare, late_reason=why, at=at
    )


def proofed(officer: Actor, senior: Actor, contest: Contest) -> None:
    """Have the ballot paper of a contest approved."""
    [paper] = made(officer, contest.poll, Kind.BALLOT_PAPER, contest.reference, moment=NOON)
    approve_document(actor=senior, reference=paper.reference, version=paper.version, at=NOON)


@pytest.mark.django_db
def test_a_ratepayer_has_a_vote_for_each_hereditament_and_a_table_taken_twice_changes_nothing(
    officer: Actor, district: Contest
) -> None:
    first, again = take(officer, district), take(officer, district)

    # E-21: one paper for each hereditament of each ratepayer
    assert (first, again) == ((3, 0), (0, 0))
    assert list(RollVoter.objects.order_by("number").values_list("number", "voter", "rateable_value")) == [
        (1, "Harbour Fish Ltd", 12500),
        (2, "Harbour Fish Ltd", 9000),
        (3, "Net Loft Ltd", 4000),
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (
            "Net Loft Ltd,,3 Quay Street,,4000,,,\nNET LOFT LTD,,3  Quay Street,,1,,,",
            "Row 4: the same vote is in the file twice",
        ),
        (",,3 Quay Street,,4000,,,", "Row 3: the voter is missing"),
        ("Net Loft Ltd,,3 Quay Street,,ten,,,", "Row 3: the rateable value is no whole number"),
        ("Net Loft Ltd,,3 Quay Street,,4000,,A. Proxy,", "Row 3: a proxy has a name and an address"),
        ("Net Loft Ltd,,3 Quay Street; 4 Quay Street,,4000,,,", "Row 3: each hereditament has a vote"),
    ],
)
def test_a_row_with_a_fault_keeps_the_whole_table_out(officer: Actor, district: Contest, row: str, fault: str) -> None:
    good = "Harbour Fish Ltd,,1 Quay Street,,12500,,,\n"

    with pytest.raises(entering.RollUnreadable, match=fault):
        take(officer, district, HEAD + good + row)

    assert not RollVoter.objects.exists()


@pytest.mark.django_db
def test_a_vote_may_take_the_place_of_one_that_moves_in_the_same_table(officer: Actor, district: Contest) -> None:
    take(officer, district)

    changed = take(
        officer, district, "number,voter,hereditament\n1,Net Loft Ltd,9 Quay Street\n3,Harbour Fish Ltd,1 Quay Street\n"
    )

    assert changed == (0, 2)
    assert list(RollVoter.objects.order_by("number").values_list("voter", flat=True)) == [
        "Net Loft Ltd", "Harbour Fish Ltd", "Harbour Fish Ltd",
    ]  # fmt: skip


@pytest.mark.django_db
def test_a_roll_is_frozen_once_it_reconciles_and_papers_are_ordered_for_its_votes_and_the_spare(
    officer: Actor, senior: Actor, head: Actor, district: Contest
) -> None:
    take(officer, district)
    proofed(officer, senior, district)
    with pytest.raises(NotReady, match="not frozen"):
        prepare_order(actor=officer, reference=district.reference, book=50, on=NOON.date(), at=NOON)

    roll = freeze(head, district)
    order = prepare_order(actor=officer, reference=district.reference, book=50, on=NOON.date(), at=NOON)
    issued = issue_lines(order)
    released = release_order(actor=senior, reference=order.reference, version=1, on=NOON.date(), at=NOON)

    assert (roll.votes, roll.value, roll.state) == (3, 25500, RollState.FROZEN)
    # papers ordered = votes + agreed spare
    assert (order.electors, order.total, released.state) == (3, 5, OrderState.RELEASED)
    assert [(number, line.addressee, line.goes_to) for number, line in issued] == [
        ("P 0000001", "Kim Pool", "1 Quay Street"),
        ("P 0000002", "Kim Pool", "Head Office, Hill Road"),
        ("P 0000003", "A. Proxy", "5 Hill Road"),
    ]


@pytest.mark.django_db
def test_a_frozen_roll_takes_no_votes_and_opening_it_again_makes_orders_void(
    officer: Actor, senior: Actor, head: Actor, district: Contest
) -> None:
    take(officer, district)
    proofed(officer, senior, district)
    freeze(head, district)
    order = prepare_order(actor=officer, reference=district.reference, book=50, on=NOON.date(), at=NOON)
    known = {"actor": officer, "reference": district.reference, "reason": "Sold"}

    for attempt in (
        lambda: take(officer, district),
        lambda: entering.add_vote(facts=VoteFacts("New Ltd", "9 Quay Street", rateable_value=1), **known),
        lambda: entering.remove_votes(numbers=[1], at=NOON, **known),
        lambda: entering.correct_vote(
            number=1, version=1, facts=VoteFacts("Other Ltd", "1 Quay Street", rateable_value=12500), **known
        ),
    ):
        with pytest.raises(entering.RollIsFrozen):
            attempt()
    facts = VoteFacts("Harbour Fish Ltd", "1 Quay Street", "Jo Pool", "R1", 13000)
    corrected = entering.correct_vote(number=1, version=1, facts=facts, **known)
    version = Roll.objects.get().version
    freezing.open_roll_again(actor=head, reference=district.reference, version=version, reason="A ratepayer was missed")

    order.refresh_from_db()
    # BI-02: the rateable value is that of the day of the ballot, so it can still be corrected
    assert (corrected.contact, corrected.rateable_value) == ("Jo Pool", 13000)
    assert (order.state, "opened again" in order.because) == (OrderState.VOID, True)


@pytest.mark.django_db
def test_an_order_is_not_released_for_a_roll_that_was_frozen_again(
    officer: Actor, senior: Actor, head: Actor, district: Contest
) -> None:
    take(officer, district)
    proofed(officer, senior, district)
    freeze(head, district)
    order = prepare_order(actor=officer, reference=district.reference, book=50, on=NOON.date(), at=NOON)
    with arranged():
        Roll.objects.update(spare=9)

    with pytest.raises(RollMoved):
        release_order(actor=senior, reference=order.reference, version=1, on=NOON.date(), at=NOON)
    assert PrintOrder.objects.get().state == OrderState.PREPARED


@pytest.mark.django_db
def test_a_list_is_whole_and_prepared_in_time_before_it_is_frozen(
    officer: Actor, head: Actor, district: Contest
) -> None:
    late = datetime(2026, 12, 31, 9, tzinfo=LONDON)
    take(officer, district, "voter,hereditament\nNet Loft Ltd,3 Quay Street\n")

    with pytest.raises(freezing.RollNotWhole, match="the rateable value is missing of number 1"):
        freeze(head, district)
    take(officer, district, "voter,hereditament,rateable_value\nNet Loft Ltd,3 Quay Street,4000\n")
    # SI 2004/2443 Sch 2 para 3: at least 42 days before 10 February 2027, so by 30 December 2026
    with pytest.raises(freezing.ListLate, match="30 December 2026"):
        freeze(head, district, late)
    assert freeze(head, district, late, why="The billing authority sent it late").votes == 1


@pytest.mark.django_db
def test_a_business_has_one_vote_by_a_named_voter_and_its_register_closes_at_5pm(
    officer: Actor, head: Actor, businesses: Contest
) -> None:
    table = (
        "voter,contact,hereditament,votes_by,station\n"
        "Mill Ltd,Ann Miller,1 Mill Lane; 2 Mill Lane,post,\nForge Ltd,Bo Smith,The Forge,person,\n"
    )
    take(officer, businesses, table)
    facts = VoteFacts("Mill Ltd", "3 Mill Lane", "Cy Miller")
    known = {"actor": officer, "reference": businesses.reference, "reason": "Form received"}

    with pytest.raises(entering.VoteThere):
        entering.add_vote(facts=facts, **known)
    with pytest.raises(VoteFaulty, match="named voter"):
        entering.add_vote(facts=VoteFacts("Kiln Ltd", "The Kiln"), **known)
    # by hand, eleven working days before Thursday 25 February 2027: Wednesday 10 February
    with pytest.raises(freezing.RegistrationOpen, match="10 February 2027"):
        freeze(head, businesses, datetime(2027, 2, 10, 16, 59, tzinfo=LONDON))
    with pytest.raises(freezing.RollNotWhole, match="the polling station is missing of number 2"):
        freeze(head, businesses, datetime(2027, 2, 10, 17, tzinfo=LONDON))
    take(officer, businesses, "number,voter,hereditament,station\n2,Forge Ltd,The Forge,1\n")
    assert freeze(head, businesses, datetime(2027, 2, 10, 17, tzinfo=LONDON)).votes == 2


@pytest.mark.django_db
def test_the_file_of_the_list_comes_in_again_and_two_clicks_remove_once(
    client_as: Callable[[Role], Client], officer: Actor, district: Contest
) -> None:
    take(officer, district)
    client, page = client_as(Role.SENIOR), f"/rolls/{district.reference}/"

    columns = [*HEAD.strip().split(","), "number"]
    given = client.get(page, {"as": "csv", "columns": columns}).getvalue()
    back = take(officer, district, given.decode("utf-8-sig"))
    ticked = client.post(f"{page}remove/", {"act": "remove", "selected": ["1", "3"]})
    form = {"numbers": "1,3", "reason": "Not in the area"}
    first, second = (client.post(f"{page}remove/", form) for _click in range(2))
    shown = text_of(client.get(page))

    assert [row["Voter"] for row in csv.DictReader(io.StringIO(given.decode("utf-8-sig")))][2] == "Net Loft Ltd"
    assert back == (0, 0)
    assert (ticked.status_code, first.status_code, second.status_code) == (200, 302, 200)
    assert "was changed or removed since you opened it" in text_of(second)
    assert RollVoter.objects.filter(removed_at=None).count() == 1
    assert "2 Quay Street" in shown
    assert "3 Quay Street" not in shown


@pytest.mark.django_db
def test_a_year_after_the_ballot_nobody_is_left_on_the_roll_but_its_sums(
    officer: Actor, head: Actor, district: Contest
) -> None:
    take(officer, district)
    version = freeze(head, district).version
    freezing.open_roll_again(actor=head, reference=district.reference, version=version, reason="One was missed")
    roll = freeze(head, district)

    days = [due_of(head, "voters-rolls", on=date(2028, 2, day)).count for day in (9, 10)]
    run(head, "voters-rolls", on=date(2028, 2, 10))

    roll.refresh_from_db()
    files = StoredFile.objects.filter(kind="voters-roll")
    assert (days, RollVoter.objects.count()) == ([0, 1], 0)
    assert [one.removed_at is None for one in files] == [False, False]
    assert (roll.votes, roll.value) == (3, 25500)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM rolls_rollvoterevent")
        assert cursor.fetchone() == (0,)


@pytest.mark.django_db
def test_two_officers_who_freeze_or_correct_at_once_are_told_who_was_second(
    officer: Actor, head: Actor, senior: Actor, district: Contest
) -> None:
    take(officer, district)
    version = Roll.objects.get().version
    known = {"reference": district.reference, "version": version, "spare": 0, "late_reason": "", "at": NOON}
    facts = VoteFacts("Net Loft Ltd", "3 Quay Street", "Jo Loft", "R3", 4000, "", "A. Proxy", "5 Hill Road")
    correction = {"reference": district.reference, "number": 3, "version": 1, "facts": facts, "reason": "Told us"}

    entering.correct_vote(actor=officer, **correction)
    with pytest.raises(entering.VoteChanged):
        entering.correct_vote(actor=senior, **correction)
    freezing.freeze_roll(actor=head, **known)
    with pytest.raises(freezing.RollChanged):
        freezing.freeze_roll(actor=senior, **known)


LINES = st.lists(
    st.tuples(st.sampled_from("ABCDE"), st.sampled_from("12345"), st.integers(0, 10**6)), min_size=1, max_size=25
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=LINES, removed=st.sets(st.integers(1, 25)), spare=st.integers(0, 30))
@pytest.mark.django_db
def test_votes_values_and_papers_of_a_roll_always_agree(
    officer: Actor, head: Actor, district: Contest, lines: list[tuple[str, str, int]], removed: set[int], spare: int
) -> None:
    """Whatever is taken over and removed, the frozen roll has each remaining vote once, with its value."""
    with arranged():
        RollVoter.objects.all().delete()
        Roll.objects.all().delete()
    wanted = {(voter, place): value for voter, place, value in lines}
    rows = "".join(f"{voter},{place},{value}\n" for (voter, place), value in wanted.items())
    take(officer, district, f"voter,hereditament,rateable_value\n{rows}")
    gone = sorted(number for number in removed if number <= len(wanted))[: len(wanted) - 1]
    if gone:
        entering.remove_votes(actor=officer, reference=district.reference, numbers=gone, reason="Gone", at=NOON)

    roll = freeze(head, district, spare=spare)

    left = [value for number, value in enumerate(wanted.values(), start=1) if number not in gone]
    assert (roll.votes, roll.value) == (len(left), sum(left))


def test_the_law_of_rolls() -> None:
    rule = roll_rule(PollKind.BID, Nation.ENGLAND, own_area=False)
    calendar = Calendar(Nation.ENGLAND, bank_holidays(Nation.ENGLAND))

    assert rule is not None
    assert roll_rule(PollKind.PARISH, Nation.ENGLAND, own_area=True) is None
    assert closes_at(rule, BALLOT, calendar) is None
    assert votes_twice(rule, [("A Ltd", "1 Quay", 5), ("a  ltd", "1 Quay", 5), ("A Ltd", "2 Quay", 5)])
    assert not votes_twice(rule, [("A Ltd", "1 Quay", 5), ("A Ltd", "2 Quay", 5)])
    assert votes_twice(BUSINESSES, [("A Ltd", "1 Quay", 5), ("A Ltd", "2 Quay", 5)])
