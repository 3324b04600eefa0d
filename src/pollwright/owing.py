"""What is owed by a day, and the port through which every room tells its dates. Pure: knows no framework and no clock.

A room tells of its own dates in its `dates.py`, by functions that it registers with `told`; the calendar of the year
asks them, and reads no room's tables itself. What a date is called in `what` leaves in calendar feeds and e-mail, so it
holds no personal data and no words that officers typed; those stand in `about`, which only pages show.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pollwright.acting import Permission
from pollwright.law.calendars import Calendar

KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\.[A-Za-z0-9_.-]{1,100}")
"""How a date is named: its source, a full stop, and what tells it from every other date of that source."""


class Sort(StrEnum):
    """What a date belongs to."""

    REGISTRATION = "registration"
    POLL = "poll"
    RETURN = "return"
    MONEY = "money"
    PLAN = "plan"
    PROJECT = "project"
    CONTRACT = "contract"
    INDICATOR = "indicator"
    RISK = "risk"
    RETENTION = "retention"
    OFFICE = "office"
    CASE = "case"


@dataclass(frozen=True, slots=True)
class Owed:
    """Something that is to be done on a day or by it.

    :param key: stays the same as long as it is the same date of the same thing; see `KEY`.
    :param what: in fixed words with references and periods, without personal data.
    :param about: what officers typed of it; never in feeds or e-mail.
    :param source: the rule or the paper that asks for it.
    :param owner: name of whoever sees to it; blank where nobody is named.
    :param begins: the first day on which it can be done, where it has one.
    :param done_on: the day on which its room saw it done; None where the room does not know, or it is not.
    :param page: the URL name of its page and the arguments of that address.
    """

    key: str
    on: date
    what: str
    sort: Sort
    about: str = ""
    statutory: bool = False
    source: str = ""
    owner: str = ""
    begins: date | None = None
    done_on: date | None = None
    page: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which dates are wanted: of an authority, from `first` to `last`, both counted, as things stand on `on`.

    What is overdue is wanted too where its room still has it open, however long ago it was due.
    """

    authority_id: int
    calendar: Calendar
    first: date
    last: date
    on: date


Teller = Callable[[Wanted], Iterable[Owed]]


class UnknownDates(LookupError):
    """Dates of a source that two rooms registered, or that are named otherwise than the source: a fault of ours."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where dates come from.

    :param permission: what a person needs to be shown them.
    :param recurring: they are worked out and return each year, so that none before the authority began here is overdue.
    :param alarmed: Today raises an alarm of its own where one is overdue, so the calendar raises none.
    """

    name: str
    permission: Permission
    tell: Teller
    recurring: bool = False
    alarmed: bool = False


SOURCES: dict[str, Source] = {}
"""Every registered source, by name."""


def told(
    name: str, permission: Permission, *, recurring: bool = False, alarmed: bool = False
) -> Callable[[Teller], Teller]:
    """Register a function that tells dates as the source `name`; the keys of its dates begin with that name."""

    def register(tell: Teller) -> Teller:
        known = SOURCES.get(name)
        if known is not None and known.tell.__module__ != tell.__module__:
            raise UnknownDates(f"the source of dates {name} is registered twice")
        SOURCES[name] = Source(name, permission, tell, recurring, alarmed)
        return tell

    return register


def sources_for(permissions: Iterable[Permission]) -> list[Source]:
    """Return the sources whose dates somebody with these permissions is shown, by name."""
    held = frozenset(permissions)
    return [source for _, source in sorted(SOURCES.items()) if source.permission in held]
