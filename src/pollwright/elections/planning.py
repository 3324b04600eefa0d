"""What the project of every poll starts with: headings of the budget and of the count plan, reminders."""

from __future__ import annotations

from typing import Final

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
