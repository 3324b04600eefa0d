"""What the project of every poll starts with: headings of the budget and of the count plan, reminders, and the phases of its plan."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Final

from pollwright.law.timetables.steps import Step

REMINDED_BEFORE: Final = 5
"""Calendar days from the reminder of a task to its day."""

BUDGET: Final = (
    ("Poll cards", True),
    ("Ballot papers", False),
    ("Postal vote packs and postage", True),
    ("Polling stations", True),
    ("Polling station staff", True),
    ("Verification and count", True),
    ("Equipment and transport", True),
    ("Notices and publicity", False),
    ("Training", True),
)
"""Headings, and whether combined polls usually share the cost."""


class Phase(StrEnum):
    """A part of a project, in order of time."""

    CALLING = "Up to the notice"
    STANDING = "From the notice to the close of nominations"
    PREPARING = "From the close of nominations to the notice of poll"
    LAST_DAYS = "The last days before the poll"
    POLLING = "Polling day"
    AFTER = "Count, declaration and after"


ENDS_OF: Final[tuple[tuple[Phase, tuple[Step, ...]], ...]] = (
    (
        Phase.CALLING,
        (Step.NOTICE_OF_ELECTION, Step.NOTICE_OF_REFERENDUM, Step.NOTICE_OF_BALLOT, Step.SPEAKERS_NOTICE),
    ),
    (Phase.STANDING, (Step.NOMINATIONS_CLOSE,)),
    (Phase.PREPARING, (Step.NOTICE_OF_POLL, Step.NOTICE_OF_POLL_LAST)),
)
"""The steps whose day ends a phase; of a poll that has none of them, that phase is left out."""


def phase_of(due_on: date, day: date, last_days: Mapping[Step, date]) -> Phase:
    """Return the phase in which something is due.

    :param day: polling day; `last_days` are the last lawful days of the steps of the timetable.
    """
    if due_on >= day:
        return Phase.POLLING if due_on == day else Phase.AFTER
    for phase, steps in ENDS_OF:
        ends = [last_days[step] for step in steps if step in last_days]
        if ends and due_on <= min(ends):
            return phase
    return Phase.LAST_DAYS


COUNT_PLAN: Final = (
    "Venue and layout",
    "Staff and roles",
    "Receipt of ballot boxes",
    "Verification",
    "Postal votes",
    "Sorting and counting",
    "Adjudication of doubtful papers",
    "Recounts and ties",
    "Candidates, agents and observers",
    "Declaration of results",
    "Storage and sealing of papers",
)
