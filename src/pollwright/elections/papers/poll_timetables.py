"""The timetable of a poll of an authority as files, from the steps as they are kept."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder

from pollwright.authorities.models import Authority
from pollwright.documents.imprint import Imprint
from pollwright.elections.papers.timetable_files import as_calendar, as_paper, as_word
from pollwright.elections.papers.timetable_written import as_data
from pollwright.elections.queries.combining import CombinationFacts
from pollwright.elections.queries.polls import PollFacts
from pollwright.elections.queries.timetables import StepRow
from pollwright.law.nations import Nation
from pollwright.law.timetables.kinds import Kind
from pollwright.law.timetables.rule_sets import Poll
from pollwright.law.timetables.working_out import Timetable

OFFICER = "Returning Officer"
REHEARSAL = "Rehearsal. Nothing in it has legal effect."


@dataclass(frozen=True, slots=True)
class Sheet:
    """The timetable of one poll, or the merged one of polls taken together, as it is written out."""

    reference: str
    title: str
    authority: str
    rehearsal: bool
    poll: Poll
    rules: str
    rows: Sequence[StepRow]

    @property
    def found(self) -> Timetable:
        """The steps as the writers of timetables take them; a step of some of several polls names them."""
        return Timetable(self.poll, self.rules, tuple(row.dated for row in self.rows), ())


def sheet_of(authority_id: int, facts: PollFacts, rows: Sequence[StepRow]) -> Sheet:
    """Return the timetable of a poll as it is written out."""
    return Sheet(
        reference=facts.reference,
        title=facts.title,
        authority=Authority.objects.values_list("name", flat=True).get(pk=authority_id),
        rehearsal=facts.rehearsal,
        poll=Poll(Kind(facts.kind), Nation(facts.nation), facts.day, facts.by_election, facts.trigger_on),
        rules=facts.rules,
        rows=rows,
    )


def sheet_of_combined(authority_id: int, facts: CombinationFacts, lead: PollFacts, rows: Sequence[StepRow]) -> Sheet:
    """Return the one timetable of combined polls; a step of some of them names those in its title (T-19)."""
    names = {poll.reference: poll.title for poll in facts.polls}
    titled = [
        row
        if len(row.polls) == len(names)
        else replace(row, title=f"{row.title} ({', '.join(names[poll] for poll in row.polls[:3])})")
        for row in rows
    ]
    rules = sheet_of(authority_id, lead, titled)
    return replace(rules, reference=facts.reference, title=f"{lead.title}, and polls taken together with it")


def as_json_file(sheet: Sheet, made_at: datetime) -> bytes:
    """Return the timetable as data, each step with how it stands (T-18)."""
    data: dict[str, Any] = as_data(sheet.found)
    data |= {"reference": sheet.reference, "title": sheet.title, "rehearsal": sheet.rehearsal, "made_at": made_at}
    data["steps"] = [
        step
        | {"status": row.state, "actual": row.done_at, "evidence": row.evidence or None}
        | ({"polls": list(row.polls)} if row.polls else {})
        for step, row in zip(data["steps"], sheet.rows, strict=True)
    ]
    return f"{json.dumps(data, cls=DjangoJSONEncoder, indent=1, ensure_ascii=False)}\n".encode()


def as_calendar_file(sheet: Sheet, made_at: datetime) -> bytes:
    """Return the timetable as a calendar file."""
    title = f"{sheet.title} ({REHEARSAL})" if sheet.rehearsal else sheet.title
    return as_calendar(sheet.found, made_at, name=sheet.reference, title=title)


def as_pdf(sheet: Sheet, made_at: datetime) -> bytes:
    """Return the timetable as a tagged PDF; that of a rehearsal says so on every page."""
    imprint = Imprint(sheet.authority, OFFICER, sheet.reference, made_at.date(), rehearsal=sheet.rehearsal)
    return as_paper(sheet.found, made_at, name=sheet.title, imprint=imprint)


def as_word_file(sheet: Sheet, made_at: datetime) -> bytes:
    """Return the timetable as a Word file."""
    facts = (sheet.authority, *((REHEARSAL,) if sheet.rehearsal else ()))
    return as_word(sheet.found, made_at, title=sheet.title, facts=facts)
