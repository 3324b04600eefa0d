"""Reading the public list of bank holidays. Its days are those of GOV.UK; the shape is that of its JSON."""

import json
from datetime import date

import pytest

from pollwright.formats.bank_holidays_feed import (
    HolidayChange,
    NotAHolidayList,
    changes,
    joined,
    read_holiday_list,
)
from pollwright.law.nations import Nation
from pollwright.law.timetables.days import BUILT_IN, HolidayTable

DIVISIONS = {
    "england-and-wales": Nation.ENGLAND,
    "scotland": Nation.SCOTLAND,
    "northern-ireland": Nation.NORTHERN_IRELAND,
}


def listed(table: HolidayTable, *years: int, extra: tuple[str, ...] = ()) -> bytes:
    """Return some years of a table in the public form, with days added everywhere."""
    return json.dumps(
        {
            name: {
                "division": name,
                "events": [
                    {"title": "Holiday", "date": str(day), "notes": "", "bunting": True}
                    for day in [*sorted(table.of(nation)), *map(date.fromisoformat, extra)]
                    if day.year in years
                ],
            }
            for name, nation in DIVISIONS.items()
        }
    ).encode()


def moved(table: HolidayTable, years: int) -> HolidayTable:
    """Return a table some years on, as if the days fell alike."""
    return HolidayTable(
        {nation: frozenset(day.replace(year=day.year + years) for day in days) for nation, days in table.days.items()}
    )


def test_the_list_that_the_table_was_made_of_changes_nothing() -> None:
    newer = read_holiday_list(listed(BUILT_IN, *range(2012, 2029)))

    assert (newer.first_day, newer.last_day) == (date(2012, 1, 1), date(2028, 12, 31))
    assert changes(BUILT_IN, joined(BUILT_IN, newer)) == ()


def test_a_proclaimed_day_is_added_in_every_nation() -> None:
    newer = read_holiday_list(listed(BUILT_IN, 2026, 2027, extra=("2027-06-14",)))

    found = changes(BUILT_IN, joined(BUILT_IN, newer))

    assert found == tuple(HolidayChange(nation, date(2027, 6, 14), True) for nation in sorted(Nation))


def test_a_day_that_the_newer_list_leaves_out_is_no_holiday_any_more() -> None:
    content = json.loads(listed(BUILT_IN, 2026, 2027))
    events = content["scotland"]["events"]
    content["scotland"]["events"] = [event for event in events if event["date"] != "2026-06-15"]

    newer = read_holiday_list(json.dumps(content).encode())

    assert changes(BUILT_IN, joined(BUILT_IN, newer)) == (HolidayChange(Nation.SCOTLAND, date(2026, 6, 15), False),)


def test_another_year_follows_and_the_old_ones_stay() -> None:
    newer = read_holiday_list(listed(moved(BUILT_IN, 2), 2029))

    table = joined(BUILT_IN, newer)

    assert (table.first_day, table.last_day) == (date(2012, 1, 1), date(2029, 12, 31))
    assert {day for day in table.of(Nation.WALES) if day.year < 2029} == BUILT_IN.of(Nation.WALES)


def test_a_year_that_has_only_begun_is_not_taken() -> None:
    content = json.loads(listed(BUILT_IN, 2027, 2028))
    for division in content.values():
        division["events"].append({"title": "New Year's Day", "date": "2029-01-01"})

    newer = read_holiday_list(json.dumps(content).encode())

    assert newer.last_day == date(2028, 12, 31)


def test_a_list_that_leaves_years_out_is_refused() -> None:
    newer = read_holiday_list(listed(moved(BUILT_IN, 4), 2032))

    with pytest.raises(NotAHolidayList, match="begins with 2032"):
        joined(BUILT_IN, newer)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"{}",
        b'{"england-and-wales": {"events": []}, "scotland": {"events": []}, "northern-ireland": {"events": []}}',
        b'{"england-and-wales": {"events": [{"date": "soon"}]}, "scotland": {}, "northern-ireland": {}}',
        b"\xff\xfe",
    ],
)
def test_what_is_no_list_of_bank_holidays_is_refused(content: bytes) -> None:
    with pytest.raises(NotAHolidayList):
        read_holiday_list(content)
