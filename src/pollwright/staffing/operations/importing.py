"""Taking people into the staff bank from a file: checked whole, then all of it or nothing."""

from __future__ import annotations

import csv
import hashlib
import io
import re
import tempfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.authorities.references import next_references
from pollwright.files.kinds import declare
from pollwright.files.store import keep
from pollwright.formats.intake import Table, open_table
from pollwright.formats.postcodes import normalise
from pollwright.formats.unreadable import UnreadableFile
from pollwright.refusals import Refused
from pollwright.staffing.events import bank as events
from pollwright.staffing.models import Availability, Qualification, StaffMember, StaffRecord
from pollwright.staffing.operations.bank import SERIES
from pollwright.staffing.queries.homes import folded, homes_at
from pollwright.staffing.states import QUALIFYING, MemberState, RecordKind

COLUMNS = {
    "reference": "Of somebody who is in the bank, to change them; blank for somebody new.",
    "forenames": "Forenames.",
    "surname": "Surname; needed.",
    "email": "Email address.",
    "phone": "Telephone number.",
    "address1": "First line of the address.",
    "address2": "Second line.",
    "address3": "Third line.",
    "postcode": "Postcode.",
    "born_on": "Date of birth, as `1980-05-17`.",
    "drives": "`yes` where they have the use of a car.",
    "most_miles": "The farthest that they travel, in whole miles; blank for no limit.",
    "languages": "Languages besides English.",
    "roles": "Roles that they are qualified for, parted by `|`: `presiding-officer`, `poll-clerk`, `inspector`.",
    "right_to_work_on": "Day on which the right to work was seen; blank where it was not.",
    "right_to_work_until": "Last day on which it serves; blank where it does not end.",
    "trained_on": "Day of the last training.",
    "free_on": "Days on which they can work, as `2027-05-06`, parted by `|`.",
}
"""Columns of the file, with what each holds."""
NEEDED = ("forenames", "surname")
ERRORS = declare("staff-errors", "Rows of staff with faults", Permission.STAFF_EDIT)
LONGEST = {"forenames": 120, "surname": 120, "email": 254, "phone": 40, "languages": 200}
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
PLAIN = ("forenames", "surname", "email", "phone", "address1", "address2", "address3", "languages")
DAYS = ("born_on", "right_to_work_on", "right_to_work_until", "trained_on")


class NotStaff(Refused):
    """The file is no table of staff."""

    code = "staffing.R090"
    problem = "The file can't be read as a list of staff: {what}."
    remedy = "It must be CSV or an Excel workbook with the columns forenames and surname; the how-to lists all."


@dataclass(frozen=True, slots=True)
class StaffImport:
    """What came of a file: nothing was taken over where there are faults, which `errors` (a file's token) lists."""

    rows: int
    added: int
    changed: int
    faults: int
    errors: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row as it was read: its line, its cells by column, and the days among them."""

    line: int
    cells: dict[str, str]
    days: dict[str, date | None]
    free_on: tuple[date, ...]
    roles: tuple[str, ...]


@operation(Permission.STAFF_EDIT)
def import_staff(*, actor: Actor, content: bytes, on: date) -> StaffImport:
    """Take over every row of a file of staff, or none where any has a fault.

    :raises NotStaff: where it is no table, or lacks a column that is needed.
    """
    rows, faults = _read(content)
    known = dict(
        StaffMember.objects.filter(authority=actor.authority_id, removed_on__isnull=True)
        .select_for_update()
        .values_list("reference", "pk")
    )
    faults += _unknown_or_twice(rows, known)
    if faults:
        return _refused(actor, len(rows), sorted(faults))
    homes = homes_at(actor.authority_id, {row.cells["postcode"] for row in rows})
    members = _written(actor, rows, known, homes, on)
    _what_they_showed(actor, members, on)
    added = sum(not row.cells["reference"] for row in rows)
    digest = hashlib.sha256(content).hexdigest()
    changed = len(rows) - added
    subjects = [member for member, _row in members]
    record(events.StaffImported(len(rows), added, changed, digest), actor=actor, subjects=subjects)
    return StaffImport(len(rows), added, changed, 0)


def _read(content: bytes) -> tuple[list[Row], list[tuple[int, str]]]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "staff.csv"
        path.write_bytes(content)
        try:
            return _rows(open_table(path))
        except UnreadableFile as unreadable:
            raise NotStaff(what=unreadable.finding.problem.rstrip(".")) from None


def _rows(table: Table) -> tuple[list[Row], list[tuple[int, str]]]:
    names = {header.strip().lower().replace(" ", "_"): header for header in table.headers}
    for needed in NEEDED:
        if needed not in names:
            raise NotStaff(what=f"it has no column {needed}")
    rows, faults = [], []
    for given in table.read().iter_rows(named=True):
        line = int(given["@row"])
        cells = {name: str(given[names[name]]).strip() if name in names else "" for name in COLUMNS}
        row, wrong = _row(line, cells)
        rows.append(row)
        faults += [(line, says) for says in wrong]
    return rows, faults


def _row(line: int, cells: dict[str, str]) -> tuple[Row, list[str]]:
    """Return a row and what is wrong with it."""
    wrong = [] if cells["surname"] else ["There is no surname"]
    wrong += [f"{name} is longer than {most} characters" for name, most in LONGEST.items() if len(cells[name]) > most]
    wrong += [f"address{at} is longer than 120 characters" for at in (1, 2, 3) if len(cells[f"address{at}"]) > 120]
    if cells["email"] and not EMAIL.fullmatch(cells["email"]):
        wrong.append("The email address is not one")
    if cells["postcode"]:
        stored = normalise(cells["postcode"])
        wrong += [] if stored else ["The postcode is not one"]
        cells["postcode"] = stored or ""
    if cells["most_miles"] and not cells["most_miles"].isdigit():
        wrong.append("most_miles is not a whole number")
    days = {name: _day(cells[name]) for name in DAYS}
    wrong += [f"{name} is not written 2027-05-06" for name in DAYS if cells[name] and days[name] is None]
    begins, ends = days["right_to_work_on"], days["right_to_work_until"]
    if ends and (begins is None or ends < begins):
        wrong.append("The right to work ends without beginning before")
    free = [_day(each.strip()) for each in cells["free_on"].split("|") if each.strip()]
    if None in free:
        wrong.append("free_on holds what is not written 2027-05-06")
    roles = tuple(each.strip() for each in cells["roles"].split("|") if each.strip())
    wrong += [f"{each} is no role" for each in roles if each not in {role.value for role in QUALIFYING}]
    return Row(line, cells, days, tuple(day for day in free if day), roles), wrong


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def _unknown_or_twice(rows: list[Row], known: dict[str, int]) -> list[tuple[int, str]]:
    faults, seen = [], set()
    for row in rows:
        reference = row.cells["reference"]
        person = reference or (folded(row.cells["forenames"], row.cells["surname"]), row.cells["postcode"])
        if reference and reference not in known:
            faults.append((row.line, "Nobody in the staff bank has that reference"))
        if person in seen:
            faults.append((row.line, "The person stands in the file twice"))
        seen.add(person)
    return faults


def _written(
    actor: Actor, rows: list[Row], known: dict[str, int], homes: dict[str, tuple[float, float]], on: date
) -> list[tuple[StaffMember, Row]]:
    new = [row for row in rows if not row.cells["reference"]]
    references = iter(next_references(actor.authority_id, SERIES, len(new)))
    held = StaffMember.objects.in_bulk([known[row.cells["reference"]] for row in rows if row.cells["reference"]])
    members = []
    for row in rows:
        reference = row.cells["reference"]
        member = (
            held[known[reference]]
            if reference
            else StaffMember(
                authority_id=actor.authority_id, reference=next(references), applied_on=on, state=MemberState.BANK
            )
        )
        for name in PLAIN:
            setattr(member, name, row.cells[name])
        member.postcode = row.cells["postcode"]
        member.easting, member.northing = homes.get(member.postcode, (None, None))
        member.born_on = row.days["born_on"]
        member.drives = row.cells["drives"].lower() in ("yes", "y", "true", "1")
        member.most_miles = int(row.cells["most_miles"]) if row.cells["most_miles"] else None
        member.folded = folded(member.forenames, member.surname)
        members.append((member, row))
    StaffMember.objects.bulk_create([member for member, row in members if not row.cells["reference"]], batch_size=1000)
    changed = [member for member, row in members if row.cells["reference"]]
    for member in changed:
        member.version += 1
    fields = [*PLAIN, "postcode", "easting", "northing", "born_on", "drives", "most_miles", "folded", "version"]
    StaffMember.objects.bulk_update(changed, fields, batch_size=500)
    return members


def _what_they_showed(actor: Actor, members: list[tuple[StaffMember, Row]], on: date) -> None:
    ours = {"authority_id": actor.authority_id}
    Qualification.objects.bulk_create(
        (Qualification(**ours, member=member, role=role, since=on) for member, row in members for role in row.roles),
        ignore_conflicts=True,
    )
    records = []
    for member, row in members:
        for name, kind, until in (
            ("right_to_work_on", RecordKind.RIGHT_TO_WORK, row.days["right_to_work_until"]),
            ("trained_on", RecordKind.TRAINING, None),
        ):
            seen = row.days[name]
            if seen is not None:
                records.append(
                    StaffRecord(
                        **ours,
                        member=member,
                        kind=kind,
                        on=seen,
                        expires_on=until,
                        evidence="Taken over from a file",
                        seen_by=actor.name,
                    )
                )
    StaffRecord.objects.bulk_create(records, batch_size=1000)
    Availability.objects.bulk_create(
        (
            Availability(**ours, member=member, day=day, free=True, said_on=on)
            for member, row in members
            for day in set(row.free_on)
        ),
        update_conflicts=True,
        unique_fields=["member", "day"],
        update_fields=["free", "said_on"],
    )


def _refused(actor: Actor, rows: int, faults: list[tuple[int, str]]) -> StaffImport:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(("line", "fault"))
    writer.writerows(faults)
    stored = keep(
        actor=actor,
        source=text.getvalue().encode(),
        name="staff-faults.csv",
        media_type="text/csv",
        kind=ERRORS.name,
        rows=len(faults),
    )
    record(events.StaffImportRefused(rows, len(faults)), actor=actor, subjects=[stored])
    return StaffImport(rows, 0, 0, len(faults), stored.token)
