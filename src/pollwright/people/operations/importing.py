"""Taking staff files and their parts over from tables: all rows or none."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, TypeVar

from django.db import models
from django.db.models import Choices

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.formats.small_tables import Known, RowFault, TableIn, day_of, take_rows
from pollwright.people.events import TableTakenOver
from pollwright.people.hours import minutes_of
from pollwright.people.models import Check, Development, Employee, HoursEntry, SinglePoint, Skill
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
Take = Callable[[Actor, Cells, date], models.Model]
ChoiceT = TypeVar("ChoiceT", bound=Choices)
_YES = ("yes", "y", "true", "1")


class RowsUnreadable(Refused):
    """The file is no such table, or a row of it has a fault."""

    code = "people.R019"
    problem = "Nothing was taken over. Row {row}: {fault}."
    remedy = "Put the row right and hand the file in again; the page names the columns."
    words = frozenset({"fault"})


@operation(Permission.TEAM_KEEP)
def import_table(*, actor: Actor, table: str, content: bytes, on: date) -> int:
    """Take the rows of a CSV file or workbook over, and return how many.

    A file that is handed in twice doubles no staff file, hours, development, check or single point of failure; two equal
    rows of one file are two.

    :raises RowsUnreadable: where the file or a row can't be read or is refused; nothing is taken over then.
    """
    if table not in TABLES:
        raise NotFound(kind="table", reference=table)
    taking = TABLES[table]
    known = _known(actor, table)

    def take(cells: Cells) -> bool:
        made = _made(taking, actor, cells, on)
        if table in SAME and not known.fresh(_told(made, table)):
            raise RowFault("it is here already; leave the row out")
        return True

    rows = take_rows(content, taking.needed, take, RowsUnreadable)
    record(TableTakenOver(table, rows, hashlib.sha256(content).hexdigest()), actor=actor)
    return rows


def _known(actor: Actor, table: str) -> Known[tuple[object, ...]]:
    """Return what was here before the file, by the fields that tell it."""
    if table not in SAME:
        return Known(())
    model, names = SAME[table]
    held = model._default_manager.filter(authority=actor.authority_id)
    return Known(held.values_list(*names), twice_in_one=True)


def _told(made: models.Model, table: str) -> tuple[object, ...]:
    return tuple(getattr(made, name) for name in SAME[table][1])


def _made(table: TableIn[Take], actor: Actor, cells: Cells, on: date) -> models.Model:
    """Take one row over, and return what was made of it.

    :raises RowFault: where it can't be read.
    """
    try:
        return table.take(actor, cells, on)
    except RowFault:
        raise
    except ValueError:
        raise RowFault("a day, a number or a length of time can't be read") from None
    except KeyError:
        raise RowFault("a word is none of the choices, or a column is missing") from None
    except NotFound:
        raise RowFault("a staff file, a skill or a post is not known") from None


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


TABLES: Mapping[str, TableIn[Take]] = {
    "staff": TableIn(
        ("name", "number", "weekly_hours", "development_hours", "first_day"),
        ("name", "weekly_hours", "first_day"),
        _staff,
    ),
    "holdings": TableIn(
        ("staff_file", "post", "basis", "percent", "ours", "shared_with", "first_day", "last_day", "told_on"),
        ("staff_file", "post", "first_day"),
        _holding,
    ),
    "skills": TableIn(("name", "kind", "awarding_body", "months", "mandatory"), ("name", "kind"), _skill),
    "skills-held": TableIn(
        ("staff_file", "skill", "level", "since", "until", "evidence"),
        ("staff_file", "skill", "level", "since"),
        _skill_held,
    ),
    "development": TableIn(
        ("staff_file", "day", "kind", "what", "hours", "provider", "reflection"),
        ("staff_file", "day", "kind", "what", "hours"),
        _development,
    ),
    "hours": TableIn(
        ("staff_file", "day", "kind", "hours", "until", "note"), ("staff_file", "day", "kind", "hours"), _hours
    ),
    "checks": TableIn(
        ("staff_file", "kind", "day", "outcome", "due_again", "note"), ("staff_file", "kind", "day", "outcome"), _check
    ),
    "single-points": TableIn(("job_title", *points.COLUMNS, "severity", "review_on"), ("job_title",), _point),
}
"""The tables that can be handed in, by name."""
SAME: Mapping[str, tuple[type[models.Model], tuple[str, ...]]] = {
    "staff": (Employee, ("name", "number", "started_on")),
    "development": (Development, ("employee_id", "on", "title", "minutes")),
    "hours": (HoursEntry, ("employee_id", "on", "kind", "minutes")),
    "checks": (Check, ("employee_id", "kind", "done_on", "outcome")),
    "single-points": (SinglePoint, ("title", *points.COLUMNS)),
}
"""Of tables whose rows must not be doubled: what they make, and the fields by which that is known again."""
