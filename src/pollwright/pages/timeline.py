"""The timeline of an elector, a property, an application: who did what, when, in what capacity, and why."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from django.utils import timezone


@dataclass(frozen=True, slots=True)
class Change:
    """One fact that the act changed. Empty text means that there was, or is, none."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One act, in plain words.

    ``when`` is the aware moment of it; ``who`` and ``capacity`` as they were copied then; ``why`` the reason
    or legal basis; ``href`` the thing it led to.
    """

    when: datetime
    who: str
    what: str
    capacity: str = ""
    why: str = ""
    href: str = ""
    link: str = ""
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class TimelineDay:
    """The acts of one local day."""

    on: date
    entries: tuple[TimelineEntry, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """Acts gathered by day, in the order they were given."""

    days: tuple[TimelineDay, ...]

    @classmethod
    def of(cls, entries: Iterable[TimelineEntry]) -> "Timeline":
        """Gather entries, already in order (latest first as a rule), under their local days."""
        gathered = groupby(entries, key=lambda entry: timezone.localtime(entry.when).date())
        return cls(tuple(TimelineDay(on, tuple(acts)) for on, acts in gathered))
