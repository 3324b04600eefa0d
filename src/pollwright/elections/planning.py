"""What the project of every poll starts with: risks, headings of the budget and of the count plan, reminders."""

from __future__ import annotations

from typing import Final

REMINDED_BEFORE: Final = 5
"""Calendar days from the reminder of a task to its day."""

RISKS: Final = (
    (
        "Nominations",
        "A nomination is determined wrongly, or out of time",
        "Two people check each paper against the rules",
    ),
    ("Electorate", "Electors are missing from, or twice in, what goes to the printer", "Release only what reconciles"),
    ("Ballot papers", "Papers are misprinted, or too few", "Proofs against the statement; quantities checked by range"),
    (
        "Postal votes",
        "Packs go out late or wrongly put together",
        "Samples from each batch; daily figures from the printer",
    ),
    ("Polling stations", "A station can't be used on the day", "A backup venue for each; amended notices prepared"),
    ("Staff", "Stations are not fully staffed", "A reserve pool, trained; call-out list"),
    ("Voters", "Disabled voters can't vote in person unaided", "Equipment agreed and checked at each station"),
    (
        "Integrity",
        "Electoral fraud, or an allegation of it",
        "A plan agreed with the police; a log of what is reported",
    ),
    (
        "Verification and count",
        "Totals of boxes and papers do not agree",
        "A written count plan; a rehearsal with its staff",
    ),
    ("Results", "A result is declared wrongly", "Two people check each total before it is declared"),
    ("Systems and data", "Systems fail, or data are lost", "Backups restored in a test; paper packs for every station"),
    ("Contractors", "A contractor fails", "Named contacts, milestones, and an alternative"),
    ("Costs", "Costs exceed what can be claimed", "Budget by heading; receipts kept as they come"),
)
"""Topic, risk and mitigation."""

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
