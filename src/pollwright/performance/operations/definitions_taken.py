"""Taking definitions of indicators over from a table: all of them or none."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.formats.small_tables import RowFault, rows_of
from pollwright.performance.events import DefinitionsImported
from pollwright.performance.models import Indicator, IndicatorDefinition
from pollwright.performance.operations.defining import (
    IndicatorFacts,
    Meaning,
    amend_definition,
    change_indicator,
    define_indicator,
)
from pollwright.performance.queries.definitions import BY_HAND, COLUMNS, FACTS, MEANING, definitions, versions
from pollwright.performance.states import Computed, Frequency, Polarity
from pollwright.refusals import NotFound, Refused

USUAL = {
    "frequency": Frequency.YEARLY.value,
    "polarity": Polarity.HIGHER.value,
    "unit": "%",
    "places": "2",
    "computed": BY_HAND,
    "route_1_counts": "yes",
    "taken_back_counts": "yes",
}
"""What a new indicator has where the table has no such column."""
MOST_PLACES, FIRST_YEAR, LAST_YEAR = 4, 2000, 2100


class DefinitionsUnreadable(Refused):
    """The file is no table of indicators, or a row of it has a fault."""

    code = "performance.R023"
    problem = "Nothing was taken over. Row {row}: {fault}."
    remedy = "Put the row right and hand the file in again. The download of the definitions has all columns."
    words = frozenset({"fault"})


@operation(Permission.PERFORMANCE_EDIT)
def import_definitions(*, actor: Actor, content: bytes, reason: str, on: date) -> tuple[int, int]:
    """Define every indicator of a table without a reference, and change those with one where they differ.

    A column that the table does not have stays as it is. What an indicator means changes by a new version.

    :param reason: why meanings change; needed where one does.
    :return: how many were defined, and how many changed.
    :raises DefinitionsUnreadable: where the file or a row can't be read; nothing is taken over then.
    """
    rows = _rows(content)
    named = [cells["reference"] for _number, cells in rows if cells.get("reference")]
    there = {row["reference"]: row for row in definitions(actor.authority_id, *named)} if named else {}
    held = versions(actor.authority_id, named)
    made, changed = 0, 0
    seen: set[str] = set()
    for number, cells in rows:
        reference = cells.get("reference", "")
        try:
            if reference and (reference in seen or reference not in there):
                raise RowFault("no indicator in use has that reference, or a row before has it")
            seen.add(reference)
            if reference:
                changed += _change(actor, there[reference], held[reference], cells, reason, on)
            else:
                facts, meaning = _read(USUAL | dict(cells), "")
                define_indicator(actor=actor, facts=facts, meaning=meaning, on=on)
                made += 1
        except RowFault as fault:
            raise DefinitionsUnreadable(row=number, fault=fault.why) from None
        except NotFound:
            raise DefinitionsUnreadable(row=number, fault="its owner works here no longer") from None
    record(DefinitionsImported(made, changed, hashlib.sha256(content).hexdigest()), actor=actor)
    return made, changed


def _rows(content: bytes) -> list[tuple[int, dict[str, str]]]:
    rows = rows_of(content, DefinitionsUnreadable)
    headings = set(rows[0][1])
    if unknown := sorted(headings - set(COLUMNS)):
        raise DefinitionsUnreadable(row=1, fault=f"there is no column {', '.join(unknown)[:100]}")
    if "title" not in headings and "reference" not in headings:
        raise DefinitionsUnreadable(row=1, fault="the column title is missing")
    return rows


def _change(
    actor: Actor, there: Mapping[str, str], held: tuple[int, str], cells: Mapping[str, str], reason: str, on: date
) -> bool:
    """Change an indicator where the table says something else; return whether it did.

    :param held: its version, and its owner's handle.
    """
    reference, (version, owner) = there["reference"], held
    before, wanted = _read(there, owner), _read({**there, **cells}, owner)
    if wanted[0] != before[0]:
        version = change_indicator(actor=actor, reference=reference, version=version, facts=wanted[0]).version
    if wanted[1] != before[1]:
        if not reason:
            raise RowFault("what the indicator means differs, and the reason for the new version is missing")
        amend_definition(actor=actor, reference=reference, version=version, meaning=wanted[1], reason=reason, on=on)
    return wanted != before


def _read(cells: Mapping[str, str], owner: str) -> tuple[IndicatorFacts, Meaning]:
    """Return what a row says, of an indicator whose owner is known by a handle.

    :raises RowFault: naming the column that can't be read.
    """
    given = {name: cells.get(name, "") for name in COLUMNS}
    if not given["title"] or not given["meaning"]:
        raise RowFault("an indicator needs a title and what it means")
    for name in (*FACTS, *MEANING):
        field = (Indicator if name in FACTS else IndicatorDefinition)._meta.get_field(name)
        longest = getattr(field, "max_length", None)
        if longest and len(given[name]) > longest and name not in CHOICES:
            raise RowFault(f"{name} is longer than {longest} characters")
    facts: dict[str, Any] = {name: given[name] for name in ("title", "code", "service", "owner_text", "checker_text")}
    facts |= {name: _choice(kind, given[name], name) for name, kind in CHOICES.items()}
    return (
        IndicatorFacts(
            **facts,
            owner=owner,
            unit=given["unit"],
            places=_whole(given["places"] or USUAL["places"], "places", 0, MOST_PLACES) or 0,
            tolerance=_tolerance(given["tolerance"]),
            starts_in=_whole(given["starts_in"], "starts_in", FIRST_YEAR, LAST_YEAR),
        ),
        Meaning(
            given["meaning"],
            given["formula"],
            given["source"],
            _yes(given["route_1_counts"], "route_1_counts"),
            _yes(given["taken_back_counts"], "taken_back_counts"),
        ),
    )


CHOICES: dict[str, Any] = {"frequency": Frequency, "polarity": Polarity, "computed": Computed}


def _choice(kind: Any, text: str, name: str) -> Any:
    wanted = (text or USUAL[name]).casefold()
    for one in kind:
        if wanted in (str(one.value or BY_HAND).casefold(), str(one.label).casefold()):
            return one
    raise RowFault(f"{name} is none of " + ", ".join(str(one.value or BY_HAND) for one in kind))


def _whole(text: str, name: str, least: int, most: int) -> int | None:
    if not text:
        return None
    try:
        number = Decimal(text)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite() or number != int(number) or not least <= number <= most:
        raise RowFault(f"{name} is no whole number from {least} to {most}")
    return int(number)


def _tolerance(text: str) -> Decimal | None:
    if not text:
        return None
    try:
        number = Decimal(text).quantize(Decimal("0.01"))
    except InvalidOperation:
        number = Decimal(-1)
    if not 0 <= number < 10**6:
        raise RowFault("tolerance is no number from nought on")
    return number


def _yes(text: str, name: str) -> bool:
    if text.casefold() not in ("", "yes", "no", "true", "false"):
        raise RowFault(f"{name} is neither yes nor no")
    return text.casefold() not in ("no", "false")
