"""Stations that are not heard of by their hour, and boxes that are late: on the board, on the desk and on Today (B-40)."""

from datetime import datetime, time, timedelta

import pytest

from pollwright.acting import Role
from pollwright.authorities.models import Authority
from pollwright.documents.preview import text_of
from pollwright.polling_day.operations.boxes import HandedOver, give_boxes, receive_box
from pollwright.polling_day.operations.turnout import log_turnout
from pollwright.polling_day.papers.sheets import box_labels_pdf
from pollwright.polling_day.queries.boxes import board
from pollwright.polling_day.queries.desk_rows import desk_named
from pollwright.polling_day.queries.missing import Missing, missing
from pollwright.polling_day.queries.silence import report_due
from pollwright.polling_day.queries.stations_of_day import stations_of_day
from tests.desk.browsing import client_of, page
from tests.fixtures.arranging import arranged
from tests.fixtures.people import actor_in
from tests.polling_day.days import Day, clock
from tests.stations.towns import ON


@pytest.mark.parametrize(
    ("opens", "closes", "every", "at", "due"),
    [
        (7, 22, 3, clock(6), None),
        (7, 22, 3, clock(10, 29), None),
        (7, 22, 3, clock(10, 30), clock(10)),
        (7, 22, 3, clock(22, 29), clock(19)),
        (7, 22, 3, clock(22, 30), clock(22)),
        (7, 22, 0, clock(22, 30), None),
        # a parish poll is open from four to nine (E-14)
        (16, 21, 3, clock(20), clock(19)),
        (16, 21, 3, clock(21, 30), clock(21)),
    ],
)
def test_stations_are_asked_every_few_hours_from_the_opening_on_and_at_the_close(
    opens: int, closes: int, every: int, at: datetime, due: datetime | None
) -> None:
    assert report_due(clock(opens), clock(closes), timedelta(hours=every), at=at) == due


def test_a_station_that_told_nothing_by_its_hour_is_missing_until_it_is_heard_of(day: Day) -> None:
    def told(number: int, hour: time, at: datetime) -> None:
        log_turnout(actor=day.officer, reference=day.reference, station=day.station(number), hour=hour, voters=1, at=at)

    told(1, time(9, 40), clock(9, 50))
    before, after = (missing(day.officer.authority_id, at=clock(10, minute)) for minute in (29, 30))
    told(2, time(10), clock(10, 40))

    assert (before, after) == ([], [Missing(day.reference, clock(10), ("2 Infant School",), (), 0)])
    assert missing(day.officer.authority_id, at=clock(11)) == []


def test_what_is_missing_the_night_after_stands_on_today_and_on_the_board(authority: Authority, day: Day) -> None:
    first, second = give_boxes(actor=day.officer, reference=day.reference)
    handed = HandedOver("Presiding officer", "", True, 0, 0, "")
    receive_box(actor=day.officer, reference=first.code, handed=handed, at=clock(22, 20))
    with arranged():
        Authority.objects.filter(pk=authority.pk).update(demonstration=True, clock_on=day.desk.day + timedelta(days=1))
    client = client_of(day.officer)

    today, board = page(client, "/"), page(client, f"/polling-day/desks/{day.reference}/boxes/?silent=yes")

    late, silent = "1 box is late: 2 Infant School.", "1 station told no turnout by 10pm: 2 Infant School."
    assert [words in today for words in (late, silent)] == [True, True]
    assert [words in board for words in (silent, f"{second.code} Late Not heard of", first.code)] == [True, True, False]
    assert late not in page(client_of(actor_in(authority, Role.AUDITOR)), "/")


def test_the_labels_say_what_the_scanner_will_read_of_every_box(day: Day) -> None:
    given = give_boxes(actor=day.officer, reference=day.reference)
    desk = desk_named(day.town.authority.pk, day.reference)

    pdf = box_labels_pdf(desk, board(desk, at=clock(6)), stations_of_day(desk), [day.poll], on=ON)

    said = "\n".join(text_of(pdf))
    assert [said.count(f"{one.code} · ballot box 1") for one in given] == [1] * len(given)
