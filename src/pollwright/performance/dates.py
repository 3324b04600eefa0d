"""The dates of this room for the calendar of the year: figures of indicators that are to be entered."""

from __future__ import annotations

from collections.abc import Iterator

from pollwright.acting import Permission
from pollwright.messages import Message
from pollwright.owing import Owed, Sort, Wanted, told
from pollwright.performance.queries.figures import late

FIGURE = "Figure of indicator {code} for {period}"
RULE = "15 working days after the period [MM-F01]"


@told("figure", Permission.PERFORMANCE_VIEW, alarmed=True)
def figures(wanted: Wanted) -> Iterator[Owed]:
    """Tell the figures that are not entered: those that are late, and those of the periods that end before `last`."""
    for one in late(wanted.authority_id, wanted.calendar, on=max(wanted.last, wanted.on)):
        if one.due_on <= wanted.last:
            yield Owed(
                f"figure.{one.reference}.{one.period.year}.{one.period.quarter}",
                one.due_on,
                Message(FIGURE, code=one.code or one.reference, period=one.period.label),
                Sort.INDICATOR,
                about=one.title,
                source=RULE,
                page=("performance:indicator", one.reference),
            )
