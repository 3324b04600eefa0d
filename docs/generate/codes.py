"""Refusals, findings and events: what Pollwright says, and what it writes down."""

import dataclasses
import sys
from collections.abc import Iterable
from itertools import groupby

from docs.generate.markdown import code, first_line, page, table
from pollwright import findings
from pollwright.audit.counted import plain
from pollwright.refusals import all_refusals

REFUSALS = (
    "When an act is refused, nothing has changed. The refusal has a code, says what is wrong and what can be done about"
    " it. Words in braces are filled in. Pages answer with the status given here, commands end with exit code 3."
)
EVENTS = (
    "Every change, and every look at protected data, leaves an event in the audit trail. The code says what kind it is,"
    " the sentence how a timeline tells it. Facts in braces come from the event; names and addresses of electors are"
    " never among them."
)
FINDINGS = (
    "What can be found in a file that comes in, or while something is checked. An error keeps the row out (or the whole"
    " file, where it is about the file), a warning asks for a look, a note only tells. The error file of an import has"
    " row, column, value, problem and remedy."
)


def refusals() -> str:
    """Return the page of refusal codes, room by room."""
    known = [refusal for refusal in all_refusals() if refusal.__module__.startswith("pollwright.")]
    parts = []
    for room, group in groupby(known, key=lambda refusal: refusal.code.split(".")[0]):
        rows = [(code(one.code), one.status, one.problem, one.remedy) for one in group]
        parts.append(f"## {room}\n\n{table(('Code', 'Status', 'What is wrong', 'What to do'), rows)}")
    return page("Refusals", REFUSALS, *parts)


def events() -> str:
    """Return the page of event codes, room by room."""
    parts = []
    for room, group in groupby(event_kinds(), key=lambda event: event.code.split(".")[0]):  # type: ignore[attr-defined]
        rows = [
            (code(one.code), plain(one.sentence), first_line(one.__doc__))  # type: ignore[attr-defined]
            for one in group
        ]
        parts.append(f"## {room}\n\n{table(('Code', 'In a timeline: who …', 'When'), rows)}")
    return page("Events", EVENTS, *parts)


def event_kinds() -> list[type]:
    """Return every kind of event: the dataclasses of the loaded rooms that have a code and a sentence."""
    found = {
        thing
        for name, module in sorted(sys.modules.items())
        if name.startswith("pollwright.")
        for thing in vars(module).values()
        if isinstance(thing, type) and dataclasses.is_dataclass(thing) and hasattr(thing, "sentence")
    }
    return sorted(found, key=lambda event: str(event.code))  # type: ignore[attr-defined]


def finding_kinds() -> str:
    """Return the page of findings, by what they are about."""
    parts = []
    for about, group in groupby(findings.declared(), key=lambda kind: kind.code.split(".")[0]):
        parts.append(f"## {about}\n\n{_findings(group)}")
    return page("Findings", FINDINGS, *parts)


def _findings(kinds: Iterable[findings.Kind]) -> str:
    rows = [(code(kind.code), kind.level, kind.problem, kind.remedy) for kind in kinds]
    return table(("Code", "Level", "What is wrong", "How to mend it"), rows)
