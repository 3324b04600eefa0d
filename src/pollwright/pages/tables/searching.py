"""The words of a table's search, and the days of its filters, as conditions on a query of models."""

from collections.abc import Callable, Collection

from django.db.models import Q

from pollwright.pages.tables.filters import DateRange


def every_word(search: str, fields: Collection[str], besides: Callable[[str], Q] = lambda word: Q()) -> Q:
    """Return the condition that each word stands in one of the fields, whatever the case, or meets what is `besides`.

    :param besides: gives a further condition that one word may meet, such as a name that only some rows may show.
    """
    found = Q()
    for word in search.split():
        found &= either(fields, word) | besides(word)
    return found


def either(fields: Collection[str], word: str) -> Q:
    """Return the condition that a word stands in one of the fields."""
    found = Q()
    for name in fields:
        found |= Q(**{f"{name}__icontains": word})
    return found


def in_days(field: str, days: DateRange | None) -> Q:
    """Return the condition that a day lies in the range that a filter asks for; any day does where it asks for none.

    :param field: the path of a day, or of a moment followed by `__date`.
    """
    found = Q()
    if days and days.start:
        found &= Q(**{f"{field}__gte": days.start})
    if days and days.end:
        found &= Q(**{f"{field}__lte": days.end})
    return found
