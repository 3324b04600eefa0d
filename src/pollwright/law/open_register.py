"""When the open (edited) register is published, and until when a person can choose to be left out (REG-312, 410)."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from pollwright.law.calendars import Calendar
from pollwright.law.sources import COMMISSION_CANVASS, COMMISSION_ENGLAND, Source

PUBLISHED_MONTHLY: Final = Source(COMMISSION_CANVASS, "Publishing the open register", "REG-410")
CHOICE_IN_TIME: Final = Source(
    COMMISSION_ENGLAND, "Processing a change to an elector's edited (open) register preference", "REG-258"
)


@dataclass(frozen=True, slots=True)
class OpenRegisterDates:
    """A publication of the open register, and the last day on which a choice received is respected in it."""

    published_on: date
    choices_by: date
    source: Source


def open_register_month(year: int, month: int, calendar: Calendar) -> OpenRegisterDates:
    """Return the publication of a month: its first working day, with choices received 14 calendar days before."""
    return open_register_with(calendar.first_working_day(year, month))


def open_register_with(published_on: date) -> OpenRegisterDates:
    """Return the publication that goes with a revised register published on `published_on`."""
    return OpenRegisterDates(published_on, published_on - timedelta(days=14), PUBLISHED_MONTHLY)


def open_register_republication(year: int, calendar: Calendar) -> tuple[OpenRegisterDates, OpenRegisterDates]:
    """Return the publications of October and November, which are due though no notice of alteration is (REG-312)."""
    return open_register_month(year, 10, calendar), open_register_month(year, 11, calendar)
