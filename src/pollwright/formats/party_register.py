"""The register of political parties as the public lists give it: names, descriptions, emblems, nations and days.

Two layouts are read: JSON with every registered text (`id`, `name`, `alternative_names`, `register`, `registered`,
`deregistered`, `descriptions` of `en` and `translation`, and `emblems` where given), and a CSV of registrations that has
names and days only.
"""

import csv
import io
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from pollwright.law.nations import Nation

GREAT_BRITAIN = (Nation.ENGLAND, Nation.SCOTLAND, Nation.WALES)
REGISTERS = {
    "great britain": (GREAT_BRITAIN, False),
    "great britain (minor party)": (GREAT_BRITAIN, True),
    "northern ireland": ((Nation.NORTHERN_IRELAND,), False),
}
"""The registers that are kept: the nations in which their parties stand, and whether for parish councils only."""
COLUMNS = ("Electoral Commission ID", "MNIS name", "Jurisdiction", "Registered on", "Deregistered on")
LONGEST_NAME, LONGEST_TEXT, LONGEST_REFERENCE = 200, 300, 20


class NotAPartyRegister(ValueError):
    """The file is not a register of parties; the message says why, and holds nothing else of the file than a row."""


@dataclass(frozen=True, slots=True)
class PartyLine:
    """One registered party. `descriptions` is None where the file does not give the registered texts."""

    reference: str
    names: tuple[str, ...]
    nations: tuple[Nation, ...]
    registered_on: date
    deregistered_on: date | None = None
    minor: bool = False
    descriptions: tuple[str, ...] | None = None
    emblems: tuple[str, ...] = ()


def read_party_register(content: bytes) -> list[PartyLine]:
    """Return the parties of a file, in order of reference; one that stands on two registers is one party.

    :raises NotAPartyRegister: where the file is in neither layout, or a line can't be understood.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotAPartyRegister("It is not text in UTF-8") from error
    rows, line_of = _json_rows(text) if text.lstrip().startswith("[") else _csv_rows(text)
    found: dict[str, PartyLine] = {}
    for number, row in enumerate(rows, start=1):
        try:
            line = line_of(row)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise NotAPartyRegister(f"Party {number} of the file can't be understood") from error
        before = found.get(line.reference)
        found[line.reference] = line if before is None else _joined(before, line)
    if not found:
        raise NotAPartyRegister("There is no party in it")
    return [found[reference] for reference in sorted(found)]


def _json_rows(text: str) -> tuple[Iterable[Any], Callable[[Any], PartyLine]]:
    try:
        return json.loads(text), _of_json
    except ValueError as error:
        raise NotAPartyRegister("It is not JSON") from error


def _csv_rows(text: str) -> tuple[Iterable[Any], Callable[[Any], PartyLine]]:
    reader = csv.DictReader(io.StringIO(text))
    missing = [name for name in COLUMNS if name not in (reader.fieldnames or ())]
    if missing:
        raise NotAPartyRegister(f"These columns are missing: {', '.join(missing)}")
    return [row for row in reader if row[COLUMNS[0]].strip()], _of_csv


def _of_json(row: Mapping[str, Any]) -> PartyLine:
    nations, minor = REGISTERS[row["register"].strip().casefold()]
    texts = [text for one in row["descriptions"] for text in (one["en"], one.get("translation", ""))]
    return _checked(
        PartyLine(
            reference=row["id"].strip(),
            names=_texts([row["name"], *row.get("alternative_names", ())]),
            nations=nations,
            registered_on=date.fromisoformat(row["registered"]),
            deregistered_on=date.fromisoformat(row["deregistered"]) if row.get("deregistered") else None,
            minor=minor,
            descriptions=_texts(texts),
            emblems=_texts(row.get("emblems", ())),
        )
    )


def _of_csv(row: Mapping[str, str]) -> PartyLine:
    reference, name, jurisdiction, registered, deregistered = (row[column].strip() for column in COLUMNS)
    nations, minor = REGISTERS[jurisdiction.casefold()]
    until = _day(deregistered) if deregistered else None
    return _checked(PartyLine(reference, _texts([name]), nations, _day(registered), until, minor))


def _day(text: str) -> date:
    day, month, year = text.split("/")
    return date(int(year), int(month), int(day))


def _texts(given: Iterable[str]) -> tuple[str, ...]:
    """Return texts with single spaces, empty ones and repetitions left out."""
    return tuple(dict.fromkeys(plain for text in given if (plain := " ".join(text.split()))))


def _checked(line: PartyLine) -> PartyLine:
    texts = (*(line.descriptions or ()), *line.emblems)
    too_long = any(len(name) > LONGEST_NAME for name in line.names) or any(len(one) > LONGEST_TEXT for one in texts)
    backwards = line.deregistered_on is not None and line.deregistered_on < line.registered_on
    if not line.reference or len(line.reference) > LONGEST_REFERENCE or not line.names or too_long or backwards:
        raise ValueError("not a party")
    return line


def _joined(before: PartyLine, line: PartyLine) -> PartyLine:
    """Return a party that is listed twice: its nations and texts together, its days those of the later registration."""
    later = max(before, line, key=lambda one: one.registered_on)
    texts = None
    if before.descriptions is not None and line.descriptions is not None:
        texts = _texts((*before.descriptions, *line.descriptions))
    nations = tuple(nation for nation in Nation if nation in before.nations or nation in line.nations)
    return replace(
        later, names=_texts((*before.names, *line.names)), nations=nations, descriptions=texts,
        emblems=_texts((*before.emblems, *line.emblems)), minor=before.minor and line.minor,
    )  # fmt: skip
