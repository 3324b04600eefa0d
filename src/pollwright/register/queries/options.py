"""The authority's own choices about notices and registers, from its dated settings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from pollwright.authorities.queries.settings import number_of, value_of, values_of
from pollwright.law.calendars import Calendar
from pollwright.law.notices import NoticeDates, revised_register


def needs_second_person(authority_id: int, counts: Mapping[str, int], *, on: date) -> bool:
    """Return whether a notice with so many changes must be approved by a second person."""
    changes = sum(counts.get(name, 0) for name in ("additions", "deletions", "amendments"))
    return changes > number_of(authority_id, "notices.second_person_above", on=on)


def register_needs_second_person(authority_id: int, *, on: date) -> bool:
    """Return whether a revised register must be approved by a second person before it is published."""
    return bool(value_of(authority_id, "publication.second_person", on=on))


@dataclass(frozen=True, slots=True)
class Choices:
    """What an authority has chosen about its notices and registers.

    :param months: optional months in which it issues a notice although the law does not ask for it (REG-311).
    :param cut_off: how it reads the day before a revised register, strict or calendar (REG-321).
    """

    months: frozenset[int] = frozenset()
    cut_off: str = "strict"


def choices_of(authority_id: int, *, on: date) -> Choices:
    """Return an authority's choices as they stand on a day."""
    months, cut_off = values_of(authority_id, "notices.optional_months", "publication.revised_cutoff", on=on)
    return Choices(frozenset(months), cut_off)


def cut_off_of(authority_id: int, *, on: date) -> str:
    """Return how the authority reads the day before a revised register: strict or calendar (REG-321)."""
    return choices_of(authority_id, on=on).cut_off


def revised_register_by(published_on: date, calendar: Calendar, cut_off: str) -> NoticeDates:
    """Return what a revised register of a day carries.

    :param cut_off: strict for the last working day before, calendar for the last day of any kind (REG-321).
    """
    if cut_off != "calendar":
        return revised_register(published_on, calendar)
    end = published_on.replace(day=1) if published_on.month == 11 else published_on
    return revised_register(published_on, calendar, end - timedelta(days=1))


def final_notice_days(authority_id: int, *, on: date) -> int:
    """Return how many working days before a poll the authority issues the final notice: five or six (REG-331)."""
    return number_of(authority_id, "notices.final_working_days_before", on=on)
