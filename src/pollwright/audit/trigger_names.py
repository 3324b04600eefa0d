"""Remembers which names triggers have, so that a program starts in two thirds of the time.

pgtrigger refuses a trigger whose name, or whose function's name, another has already. For each of some 700 triggers, twice,
it works out the names of all that were registered before. Here the names are kept as they come. Nothing else is changed:
the checks are the library's own.
"""

from __future__ import annotations

from typing import Any

from pgtrigger import registry
from pgtrigger.core import Trigger


class Remembering(registry._Registry):
    """The library's registry of triggers, with the names in use at hand."""

    def __init__(self) -> None:
        self._by_table: dict[tuple[str, str | None], Trigger] = {}
        self._functions: set[str] = set()
        super().__init__()

    @property
    def by_db_table(self) -> dict[tuple[str, str | None], Trigger]:
        """The triggers by table and name."""
        return self._by_table

    @property
    def pg_function_names(self) -> set[str]:
        """The names of the triggers' functions in the database."""
        return self._functions

    def __setitem__(self, key: str, value: tuple[Any, Trigger]) -> None:
        super().__setitem__(key, value)
        model, trigger = value
        self._by_table[model._meta.db_table, trigger.name] = trigger
        self._functions.add(trigger.get_pgid(model))

    def __delitem__(self, key: str) -> None:
        model, trigger = self[key]
        super().__delitem__(key)
        del self._by_table[model._meta.db_table, trigger.name]
        self._functions.discard(trigger.get_pgid(model))


def remember_names() -> None:
    """Have the library's registry remember names; harmless when called again."""
    before: Any = registry._registry
    if not isinstance(before, Remembering):
        registry._registry = Remembering()
        for key, value in before.items():
            registry._registry[key] = value
