"""Which handler does which kind of long work. Rooms register theirs in their `jobs.py`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pollwright.jobs.context import WorkContext

Handler = Callable[["WorkContext"], Mapping[str, Any]]


class UnknownWork(LookupError):
    """Work of a kind that no room has registered, or that two have: a fault of ours."""


@dataclass(frozen=True, slots=True)
class WorkKind:
    """A kind of long work.

    :param steps: the labels of its steps in order, as `progress` will name them; the work's page shows them.
    :param result: the URL name of the page that shows the result, called with the outcome's `reference`.
    :param each: the URL name of the page of one of the things that are done one by one, called with its reference.
    """

    name: str
    handler: Handler
    steps: tuple[str, ...] = ()
    result: str = ""
    each: str = ""


KINDS: dict[str, WorkKind] = {}
"""Every registered kind, by name."""


def work(name: str, *, steps: tuple[str, ...] = (), result: str = "", each: str = "") -> Callable[[Handler], Handler]:
    """Register a function as the handler of a kind of long work.

    The handler takes a `WorkContext` and returns the outcome: totals and references as JSON values, never personal
    data. It may be run again from the start after a crash, so what it makes count it must make count in one operation,
    which ends with `context.conclude(outcome)`.
    """

    def register(handler: Handler) -> Handler:
        known = KINDS.get(name)
        if known is not None and known.handler.__qualname__ != handler.__qualname__:
            raise UnknownWork(f"the kind {name} is registered twice")
        KINDS[name] = WorkKind(name, handler, steps, result, each)
        return handler

    return register


def kind_of(name: str) -> WorkKind:
    """Return a registered kind.

    :raises UnknownWork: where there is none.
    """
    try:
        return KINDS[name]
    except KeyError:
        raise UnknownWork(f"no handler is registered for work of the kind {name!r}") from None
