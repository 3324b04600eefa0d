"""Clerks of parish and community councils, taken over from a file: checked whole, then all of it or nothing."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date

from django.db.models import Q

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.nominations.events.attending import ClerksImported
from pollwright.nominations.models import Clerk
from pollwright.places.models import Area
from pollwright.places.states import AreaKind
from pollwright.refusals import Refused

COLUMNS = ("parish_code", "council", "name", "address", "email", "phone")
NEEDED = ("parish_code", "council", "name")
LONGEST = {"council": 200, "name": 200, "address": 400, "email": 255, "phone": 50}
MOST_FAULTS = 5


class NotAListOfClerks(Refused):
    """The file has faults, or is not such a list."""

    code = "nominations.R060"
    problem = "The list of clerks was not taken over: {faults}."
    remedy = "Put the lines right and send the whole file again. It is CSV in UTF-8 with the columns of the how-to."


@operation(Permission.NOMINATIONS_ENTER)
def import_clerks(*, actor: Actor, content: bytes, on: date) -> int:
    """Take over a list of clerks; a clerk in it takes the place of the one held for the parish. Return how many.

    :param on: the parishes are those in force on this day.
    :raises NotAListOfClerks: where any line has a fault; nothing is kept then.
    """
    rows = _read(content)
    held = Area.objects.filter(authority=actor.authority_id, kind=AreaKind.PARISH, valid_from__lte=on)
    areas = dict(held.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=on)).values_list("code", "pk"))
    faults = list(_faults(rows, areas))
    if faults or not rows:
        raise NotAListOfClerks(faults="; ".join(faults[:MOST_FAULTS]) or "it has no lines")
    there = {one.area_id: one for one in Clerk.objects.select_for_update().filter(authority=actor.authority_id)}
    for row in rows:
        one = there.get(areas[row["parish_code"]]) or Clerk(
            authority_id=actor.authority_id, area_id=areas[row["parish_code"]], version=0
        )
        for name in COLUMNS[1:]:
            setattr(one, name, row[name])
        one.version += 1
        one.save()
    record(ClerksImported(len(rows)), actor=actor)
    return len(rows)


def _read(content: bytes) -> list[dict[str, str]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotAListOfClerks(faults="it is not text in UTF-8") from error
    reader = csv.DictReader(io.StringIO(text, newline=""))
    missing = [name for name in NEEDED if name not in (reader.fieldnames or ())]
    if missing:
        raise NotAListOfClerks(faults=f"it has no column {', '.join(missing)}")
    return [{name: (row.get(name) or "").strip() for name in COLUMNS} for row in reader]


def _faults(rows: list[dict[str, str]], areas: dict[str, int]) -> Iterator[str]:
    seen: set[str] = set()
    for line, row in enumerate(rows, start=2):
        code = row["parish_code"]
        if code not in areas:
            yield f"line {line}: no parish has that code"
        if code in seen:
            yield f"line {line}: the parish is in the file twice"
        seen.add(code)
        yield from (f"line {line}: {name} is missing" for name in NEEDED if not row[name])
        yield from (f"line {line}: {name} is too long" for name, most in LONGEST.items() if len(row[name]) > most)
