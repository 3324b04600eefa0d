"""The words of a table's search as a condition on a query of models."""

from collections.abc import Callable, Collection

from django.db.models import Q


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
