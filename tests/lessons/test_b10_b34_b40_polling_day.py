"""B-10, B-34, B-40: what went wrong on polling days elsewhere.

A box counted as in that was not; papers issued to a station that its account did not know; a late change that never
reached its station. Each must show by itself, before anybody asks.
"""

from datetime import timedelta

import pytest

from pollwright.polling_day.models import Box
from pollwright.polling_day.operations import boxes as operations
from pollwright.polling_day.operations.boxes import HandedOver
from pollwright.polling_day.operations.ranges import NumbersIssued
from pollwright.polling_day.queries.boxes import board
from pollwright.polling_day.queries.desks import desk_facts
from pollwright.polling_day.queries.ranges import entrusted
from pollwright.stations.models import Station, Venue
from tests.fixtures.arranging import arranged
from tests.polling_day.conftest import day, files_root
from tests.polling_day.days import Day, clock
from tests.polling_day.test_late_changes import add
from tests.polling_day.test_papers_and_turnout import contest, issue
from tests.stations.conftest import town

__all__ = ["day", "files_root", "town"]
LATE = clock(23, 59) + timedelta(minutes=1)


def receive(day: Day, number: int, **facts: object) -> Box:
    box = Box.objects.get(desk=day.desk, station__number=number)
    handed: dict[str, object] = {"brought_by": "Sam", "seals": "7, 8", "account": True}
    return operations.receive_box(
        actor=day.officer, reference=box.code, handed=HandedOver(**(handed | facts)), at=clock(22, 40)
    )  # fmt: skip


def test_while_one_box_is_missing_nobody_is_told_that_all_are_in(day: Day) -> None:
    operations.give_boxes(actor=day.officer, reference=day.reference)
    receive(day, 1)

    before = board(day.desk, at=clock(22, 45))
    receive(day, 2)
    after = board(day.desk, at=clock(22, 45))

    assert ([row.station for row in before.missing], before.all_in) == (["2 Infant School"], False)
    assert (after.missing, after.all_in) == ((), True)


def test_a_station_to_which_nobody_gave_a_box_is_missing_too(day: Day) -> None:
    operations.give_boxes(actor=day.officer, reference=day.reference)
    receive(day, 1)
    receive(day, 2)
    with arranged():
        hall = Venue.objects.get(name="Parish Hall")
        Station.objects.create(authority=day.town.authority, scheme=day.scheme, number=3, venue=hall)

    found = board(day.desk, at=clock(22, 45))

    assert ([row.station for row in found.missing], found.all_in) == (["3 Parish Hall"], False)


def test_a_second_box_of_a_station_is_waited_for(day: Day) -> None:
    operations.give_boxes(actor=day.officer, reference=day.reference)
    operations.add_box(actor=day.officer, reference=day.reference, station=day.station(1))
    box = Box.objects.get(station__number=1, number=1)
    handed = HandedOver("Sam", "7", account=True)
    operations.receive_box(actor=day.officer, reference=box.code, handed=handed, at=clock(22, 40))
    receive(day, 2)

    assert [(row.station, row.box) for row in board(day.desk, at=clock(22, 45)).missing] == [("1 Parish Hall", 2)]


def test_while_a_poll_has_no_adopted_scheme_nobody_can_say_that_all_boxes_are_in(day: Day) -> None:
    operations.give_boxes(actor=day.officer, reference=day.reference)
    receive(day, 1)
    receive(day, 2)
    other = day.town.poll("North")

    found = board(day.desk, at=clock(22, 45))

    assert (found.missing, found.unschemed, found.all_in) == ((), (other.reference,), False)


def test_a_box_that_is_not_in_when_it_was_due_alarms_by_itself(day: Day) -> None:
    # Due at midnight: two hours after the close of poll at 22:00.
    operations.give_boxes(actor=day.officer, reference=day.reference)
    receive(day, 1)

    assert board(day.desk, at=clock(23, 59)).late == ()
    assert [
        row.station for row in desk_facts(day.desk, at=LATE + timedelta(seconds=1), integrity=False).boxes.late
    ] == ["2 Infant School"]


def test_a_box_is_received_once_with_its_own_seals_and_a_mistake_makes_it_missing_again(day: Day) -> None:
    operations.give_boxes(actor=day.officer, reference=day.reference)
    box = Box.objects.get(station__number=1)
    operations.seal_box(actor=day.officer, reference=box.code, version=1, seals="8, 7")

    with pytest.raises(operations.SealsDiffer, match="went out with seals 7, 8, and came in with 7, 9"):
        receive(day, 1, seals="9,7")
    receive(day, 1)
    with pytest.raises(operations.ReceivedBefore, match="brought by Sam"):
        receive(day, 1)
    operations.undo_receipt(actor=day.senior, reference=box.code, version=3, reason="Wrong label")

    assert len(board(day.desk, at=clock(22, 45)).missing) == 2


def test_papers_issued_on_the_day_are_in_the_account_and_nowhere_twice(day: Day) -> None:
    station = Station.objects.get(scheme=day.scheme, number=1)
    issue(day, 1, 100, extra=False)
    issue(day, 501, 550)

    assert entrusted(day.desk, station.pk, contest(day, "North")).entrusted == 150
    with pytest.raises(NumbersIssued, match=r"range RG\d+ \(501 to 550\)"):
        issue(day, 550, 560)


def test_a_late_change_that_no_station_read_back_is_counted_until_one_did(day: Day) -> None:
    add(day)

    found = desk_facts(day.desk, at=clock(20, 56), integrity=False)

    assert (found.unacknowledged, found.late_changes) == (1, 1)
