"""The programme of polls: weeks, polls that meet, and ordinary elections that fall due."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pollwright.acting import Actor, Role
from pollwright.authorities.models import Authority
from pollwright.elections.models import Poll, PollStep
from pollwright.elections.operations.calling import ContestAsked, call_poll
from pollwright.elections.operations.combining import combine_polls
from pollwright.elections.queries.programme import meetings, ordinary_elections, weeks
from pollwright.elections.states import SeatsOf
from pollwright.law.timetables.kinds import Kind
from pollwright.places.models import Area
from tests.elections.calling_acts import CALLED_ON, ORDINARY_DAY, asked, call
from tests.elections.test_seats_due import held
from tests.fixtures.ledger import Ledger
from tests.register.test_applications_pages import text_of

MONDAY = CALLED_ON


@pytest.fixture
def senior(actor_as: Callable[[Role], Actor]) -> Actor:
    return actor_as(Role.SENIOR)


def called(actor: Actor, area: Area, day: date, kind: Kind = Kind.LOCAL, **given: object) -> Poll:
    """Call a poll in one area."""
    contests = [ContestAsked(f"{area.kind}.{area.code}", 1)]
    return call_poll(actor=actor, asked=asked(kind, day, **given), contests=contests, on=CALLED_ON)


def test_each_week_counts_its_polls_seats_nominations_and_open_steps(
    authority: Authority, senior: Actor, ledger: Ledger
) -> None:
    poll = call(senior, ledger, wards=2, seats=3)
    rows = weeks(authority.pk, on=MONDAY)

    (of_poll,) = [row for row in rows if row.polls]
    (closing,) = [row for row in rows if row.nominations]
    last = PollStep.objects.get(poll=poll, step="nominations_close").on
    assert last is not None
    assert (of_poll.begins, of_poll.polling, of_poll.seats) == (ORDINARY_DAY - timedelta(days=3), (ORDINARY_DAY,), 6)
    assert (closing.nominations, closing.begins) == (2, last - timedelta(days=last.weekday()))
    assert all(row.begins.weekday() == 0 and row.begins >= MONDAY for row in rows)
    assert (
        sum(row.steps for row in rows)
        == PollStep.objects.filter(poll=poll)
        .exclude(step__in=("notice_of_election_earliest", "lost_postal_replacement_from"))
        .count()
    )


def test_polls_of_the_same_electors_within_four_weeks_meet_unless_they_are_taken_together(
    authority: Authority, senior: Actor, ledger: Ledger
) -> None:
    ward, parish, far = ledger.area(), ledger.area("parish", code="E04000001"), ledger.area()
    ledger.district(areas=(ward, parish))
    ledger.district(areas=(ward,))
    ledger.district(areas=(far,))
    one = called(senior, ward, ORDINARY_DAY)
    other = called(senior, parish, ORDINARY_DAY, Kind.PARISH)
    called(senior, far, ORDINARY_DAY - timedelta(days=7), by_election=True, seats_of=SeatsOf.VACANCY, body="Elsewhere")

    met = [meeting for meeting in meetings(authority.pk, on=MONDAY) if meeting.districts]
    assert [(meeting.references, meeting.districts) for meeting in met] == [((one.reference, other.reference), 1)]

    combine_polls(
        actor=senior,
        day=ORDINARY_DAY,
        references=[one.reference, other.reference],
        with_postal=False,
        lead="",
        lead_reason="",
    )
    assert not [meeting for meeting in meetings(authority.pk, on=MONDAY) if meeting.districts]


def test_ordinary_elections_fall_due_by_what_was_held_and_parishes_of_a_day_are_one_row(
    authority: Authority, ledger: Ledger
) -> None:
    ward, parishes = ledger.area(), [ledger.area("parish", code=f"E0400000{number}") for number in (1, 2, 3)]
    held(authority, date(2023, 5, 4), SeatsOf.WHOLE, {ward: 2})
    for parish in parishes:
        held(
            authority, date(2023, 5, 4), SeatsOf.WHOLE, {parish: 7}, kind="parish", body=parish.name, body_slug=parish.code
        )  # fmt: skip
    held(authority, ORDINARY_DAY, SeatsOf.WHOLE, {parishes[0]: 8}, kind="parish", body="x", body_slug=parishes[0].code)
    held(authority, date(2024, 2, 1), SeatsOf.VACANCY, {ward: 1}, by_election=True)
    held(authority, date(2024, 7, 4), SeatsOf.WHOLE, {ward: 1}, kind="uk-parliament", body="", body_slug="")

    rows = ordinary_elections(authority.pk, on=MONDAY)

    assert [(row.kind, row.bodies, row.last, row.due, row.seats, row.called) for row in rows] == [
        ("local", 1, date(2023, 5, 4), ORDINARY_DAY, 2, 0),
        ("parish", 3, date(2023, 5, 4), ORDINARY_DAY, 8 + 7 + 7, 1),
    ]


@pytest.mark.parametrize("path", ["/polls/programme/", "/polls/ordinary/"])
def test_the_pages_ask_no_more_of_the_database_for_more_polls(
    path: str, client_as: Callable[[Role], Client], senior: Actor, ledger: Ledger
) -> None:
    client = client_as(Role.SENIOR)

    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            assert client.get(path).status_code == 200
        return len(found)

    call(senior, ledger, body="One")
    call(senior, ledger, body="Another")
    few = queries()
    for number in range(4):
        call(senior, ledger, body=f"Body {number}")

    assert queries() == few


def test_an_ordinary_election_that_falls_due_is_called_from_its_row(
    authority: Authority, client_as: Callable[[Role], Client], ledger: Ledger
) -> None:
    held(authority, date(2023, 5, 4), SeatsOf.WHOLE, {ledger.area(): 2})
    client = client_as(Role.SENIOR)

    listed = client.get("/polls/ordinary/").content.decode()
    asked_for = client.get("/polls/new/?kind=local&body=Quantock&day=2027-05-06").content.decode()

    assert "/polls/new/?kind=local&amp;body=Quantock&amp;day=2027-05-06" in listed
    assert 'name="day-year"' in asked_for
    assert 'value="2027"' in asked_for
    assert text_of(client.get("/polls/new/?day=never"))
