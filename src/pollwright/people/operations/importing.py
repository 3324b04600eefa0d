"""Taking staff files and their parts over from tables: all rows or none."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from django.db import models
from django.db.models import Choices

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.formats.small_tables import day_of, records
from pollwright.formats.unreadable import UnreadableFile
from pollwright.people.events import TableTakenOver
from pollwright.people.hours import minutes_of
from pollwright.people.models import Employee, Skill
from pollwright.people.operations import files, growing, holding, points, skills
from pollwright.people.operations import hours as ledger
from pollwright.people.states import (
    Basis,
    CheckKind,
    DevelopmentKind,
    HoursKind,
    Level,
    Outcome,
    PointState,
    Severity,
    SkillKind,
)
from pollwright.refusals import NotFound, Refused

Cells = Mapping[str, str]
ChoiceT = TypeVar("ChoiceT", bound=Choices)
_YES = ("yes", "y", "true", "1")


class RowsUnreadable(Refused):
    """The file is no such table, or a row of it has a fault."""

    code = "people.R019"
    problem = "Nothing was taken over. Row {row}: {fault}."
    remedy = "Put the row right and hand the file in again; the page names the columns."
    words = frozenset({"fault"})


@dataclass(frozen=True, slots=True)
class Table:
    """A table that can be handed in: its columns, and what is done with a row.

    :param same: the fields by which what a row makes is known again; a row of a file that was taken over before is refused.
    """

    columns: tuple[str, ...]
    take: Callable[[Actor, Cells, date], models.Model]
    same: tuple[str, ...] = ()


@operation(Permission.TEAM_KEEP)
def import_table(*, actor: Actor, table: str, content: bytes, on: date) -> int:
    """Take the rows of a CSV file or workbook over, and return how many.

    A file that is handed in twice doubles no staff file, hours, development, check or single point of failure; two equal
    rows of one file are two.

    :raises RowsUnreadable: where the file or a row can't be read or is refused; nothing is taken over then.
    """
    if table not in TABLES:
        raise NotFound(kind="table", reference=table)
    try:
        rows = records(content)
    except UnreadableFile:
        raise RowsUnreadable(row=1, fault="the file is neither CSV in UTF-8 nor an Excel workbook") from None
    if not rows:
        raise RowsUnreadable(row=2, fault="there is no row in the file")
    made: set[int] = set()
    for number, cells in rows:
        held = _take(TABLES[table], actor, number, cells, on)
        _refuse_known(TABLES[table], held, made, number)
        made.add(held.pk)
    record(TableTakenOver(table, len(rows), hashlib.sha256(content).hexdigest()), actor=actor)
    return len(rows)


def _refuse_known(table: Table, held: models.Model, made: Collection[int], number: int) -> None:
    """Refuse what was here before this file, by the fields that tell it.

    :raises RowsUnreadable: where it was.
    """
    wanted = {name: getattr(held, name) for name in ("authority_id", *table.same)}
    others = type(held)._default_manager.filter(**wanted).exclude(pk=held.pk).exclude(pk__in=made)
    if table.same and others.exists():
        raise RowsUnreadable(row=number, fault="it is here already; leave the row out")


def _take(table: Table, actor: Actor, number: int, cells: Cells, on: date) -> models.Model:
    """Take one row over, and return what was made of it.

    :raises RowsUnreadable: where it can't be read or is refused.
    """
    try:
        return table.take(actor, cells, on)
    except ValueError:
        raise RowsUnreadable(row=number, fault="a day, a number or a length of time can't be read") from None
    except KeyError:
        raise RowsUnreadable(row=number, fault="a word is none of the choices, or a column is missing") from None
    except NotFound:
        raise RowsUnreadable(row=number, fault="a staff file, a skill or a post is not known") from None
    except Refused as fault:
        raise RowsUnreadable(row=number, fault=fault.said) from fault


def _staff(actor: Actor, cells: Cells, _on: date) -> models.Model:
    return files.open_file(
        actor=actor,
        facts=files.EmployeeFacts(
            name=cells["name"],
            number=cells.get("number", ""),
            weekly_minutes=minutes_of(cells["weekly_hours"]),
            cpd_minutes=minutes_of(cells.get("development_hours") or "0"),
            started_on=_day(cells, "first_day"),
        ),
    )


def _holding(actor: Actor, cells: Cells, _on: date) -> models.Model:
    return holding.appoint(
        actor=actor,
        **_file(actor, cells),
        appointment=holding.Appointment(
            post=cells["post"],
            basis=_choice(Basis, cells.get("basis") or Basis.SUBSTANTIVE),
            percent=int(cells.get("percent") or 100),
            ours=int(cells.get("ours") or 100),
            partner=cells.get("shared_with", ""),
            starts_on=_day(cells, "first_day"),
            ends_on=day_of(cells.get("last_day", "")),
            told_on=day_of(cells.get("told_on", "")),
        ),
    )


def _skill(actor: Actor, cells: Cells, _on: date) -> models.Model:
    facts = skills.SkillFacts(
        cells["name"],
        _choice(SkillKind, cells["kind"]),
        cells.get("awarding_body", ""),
        int(cells["months"]) if cells.get("months") else None,
        cells.get("mandatory", "").casefold() in _YES,
    )
    return skills.list_skill(actor=actor, facts=facts, reference="")


def _skill_held(actor: Actor, cells: Cells, _on: date) -> models.Model:
    named = Skill.objects.filter(authority=actor.authority_id)
    skill = (named.filter(reference=cells["skill"]) | named.filter(name__iexact=cells["skill"])).first()
    if skill is None:
        raise NotFound(kind="skill", reference="")
    return skills.note_skill(
        actor=actor,
        **_file(actor, cells),
        facts=skills.HeldFacts(
            skill=skill.reference,
            level=_choice(Level, cells["level"]),
            since=_day(cells, "since"),
            expires_on=day_of(cells.get("until", "")),
            evidence=cells.get("evidence", ""),
        ),
    )


def _development(actor: Actor, cells: Cells, on: date) -> models.Model:
    return growing.log_development(
        actor=actor,
        on=on,
        **_file(actor, cells),
        facts=growing.DevelopmentFacts(
            on=_day(cells, "day"),
            kind=_choice(DevelopmentKind, cells["kind"]),
            title=cells["what"],
            minutes=minutes_of(cells["hours"]),
            provider=cells.get("provider", ""),
            reflection=cells.get("reflection", ""),
        ),
    )


def _hours(actor: Actor, cells: Cells, on: date) -> models.Model:
    return ledger.enter_hours(
        actor=actor,
        on=on,
        **_file(actor, cells),
        facts=ledger.HoursFacts(
            on=_day(cells, "day"),
            kind=_choice(HoursKind, cells["kind"]),
            minutes=minutes_of(cells["hours"]),
            expires_on=day_of(cells.get("until", "")),
            note=cells.get("note", ""),
        ),
    )


def _check(actor: Actor, cells: Cells, on: date) -> models.Model:
    return growing.record_check(
        actor=actor,
        on=on,
        **_file(actor, cells),
        facts=growing.CheckFacts(
            kind=_choice(CheckKind, cells["kind"]),
            done_on=_day(cells, "day"),
            outcome=_choice(Outcome, cells["outcome"]),
            due_on=day_of(cells.get("due_again", "")),
            note=cells.get("note", ""),
        ),
    )


def _point(actor: Actor, cells: Cells, _on: date) -> models.Model:
    return points.open_point(
        actor=actor,
        facts=points.PointFacts(
            title=cells["job_title"],
            **{name: cells.get(name, "") for name in points.COLUMNS},
            severity=_choice(Severity, cells.get("severity") or Severity.MEDIUM),
            state=PointState.OPEN,
            review_on=day_of(cells.get("review_on", "")),
        ),
    )


def _file(actor: Actor, cells: Cells) -> dict[str, Any]:
    """Return the staff file that a row names, as it is now: the rows before may have changed it."""
    reference = cells["staff_file"]
    held = Employee.objects.filter(authority=actor.authority_id, reference=reference)
    version = held.values_list("version", flat=True).first()
    if version is None:
        raise NotFound(kind="staff file", reference=reference)
    return {"reference": reference, "version": version}


def _day(cells: Cells, name: str) -> date:
    found = day_of(cells[name])
    if found is None:
        raise ValueError("no day")
    return found


def _choice(kind: type[ChoiceT], typed: str) -> ChoiceT:
    """Return the choice that a cell names by its value or its label.

    :raises KeyError: where it names none.
    """
    named = {str(word).casefold(): value for value, label in kind.choices for word in (value, label)}
    return kind(named[str(typed).casefold()])


TABLES: Mapping[str, Table] = {
    "staff": Table(
        ("name", "number", "weekly_hours", "development_hours", "first_day"), _staff, ("name", "number", "started_on")
    ),
    "holdings": Table(
        ("staff_file", "post", "basis", "percent", "ours", "shared_with", "first_day", "last_day", "told_on"), _holding
    ),
    "skills": Table(("name", "kind", "awarding_body", "months", "mandatory"), _skill),
    "skills-held": Table(("staff_file", "skill", "level", "since", "until", "evidence"), _skill_held),
    "development": Table(
        ("staff_file", "day", "kind", "what", "hours", "provider", "reflection"),
        _development,
        ("employee_id", "on", "title", "minutes"),
    ),
    "hours": Table(
        ("staff_file", "day", "kind", "hours", "until", "note"), _hours, ("employee_id", "on", "kind", "minutes")
    ),
    "checks": Table(
        ("staff_file", "kind", "day", "outcome", "due_again", "note"),
        _check,
        ("employee_id", "kind", "done_on", "outcome"),
    ),
    "single-points": Table(("job_title", *points.COLUMNS, "severity", "review_on"), _point, ("title", *points.COLUMNS)),
}
"""The tables that can be handed in, by name."""
