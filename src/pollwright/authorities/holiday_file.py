"""The table of bank holidays as a file of the installation, for commands that have no database.

What rules an authority's dates is the list that it accepted (`HolidayList`); the file is a copy of the newest one.
"""

from __future__ import annotations

from pathlib import Path

from pollwright.formats.bank_holidays_feed import joined, read_holiday_list, written
from pollwright.law.timetables.days import BUILT_IN, HolidayTable

FILE_NAME = "bank-holidays.json"


def kept_holidays(home: Path) -> HolidayTable:
    """Return the table that an installation keeps, else the one that Pollwright came with.

    :raises OSError: where the file can't be read.
    :raises NotAHolidayList: where it is damaged.
    """
    place = home / FILE_NAME
    return joined(BUILT_IN, read_holiday_list(place.read_bytes())) if place.exists() else BUILT_IN


def keep_holidays(home: Path, table: HolidayTable) -> None:
    """Keep a table as a list of the public form, whole or not at all."""
    place = home / FILE_NAME
    place.parent.mkdir(parents=True, exist_ok=True)
    fresh = place.with_suffix(".new")
    fresh.write_bytes(written(table))
    fresh.replace(place)
