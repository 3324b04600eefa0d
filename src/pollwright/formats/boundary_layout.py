"""The interchange file of electors across a boundary: what is in it, column by column. The reference page is made of it.

A ZIP with `manifest.json`, the electors in batches (`electors-001.csv`, `electors-002.csv`, ...), `stations.csv` and
`alterations.csv`. CSV is UTF-8 with a header in exactly this order, every value between quotation marks, lines ended by
a line feed. No date of birth, signature or National Insurance number is in it; anonymous electors have no name and no
address in it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

FORMAT, EDITION = "pollwright-boundary", 1
MANIFEST, STATIONS, ALTERATIONS = "manifest.json", "stations.csv", "alterations.csv"
BATCH = re.compile(r"electors-[0-9]{3,5}\.csv")
ANONYMOUS = "3-anonymous"
SECTIONS = ("1-ordinary", "2-other", ANONYMOUS)
ABSENT = ("", "postal", "proxy", "postal_proxy")
IN_PERSON, BY_POST, BY_PROXY, BY_POSTAL_PROXY = ABSENT
CHANGES = ("added", "removed", "moved", "changed")

ELECTOR_COLUMNS: tuple[tuple[str, str], ...] = (
    ("entry", "Mark of the entry, the same in every later file of the poll; no other meaning."),
    ("district", "Letters of the polling district, as the sender prints them."),
    ("number", "Elector number in the district."),
    ("suffix", "Number behind the stroke; 0 where there is none."),
    ("section", "`1-ordinary`, `2-other` (overseas and others without a qualifying address) or `3-anonymous`."),
    ("marker", "Franchise marker as the register prints it; empty for a full elector."),
    ("attains_on", "Day of the 18th birthday of an attainer, `2027-05-06`."),
    ("title", "Title."),
    ("surname", "Surname."),
    ("forenames", "Forenames."),
    ("address", "Qualifying address on one line, its parts joined by a comma and a blank."),
    ("postcode", "Postcode of it."),
    ("uprn", "Number of the property."),
    ("correspondence", "Address of an elector without a qualifying address."),
    ("absent", "Empty, `postal`, `proxy` or `postal_proxy`."),
    ("absent_address", "Where the ballot papers go, if not to the qualifying address."),
    ("absent_postcode", "Postcode of it."),
    ("proxy_name", "The proxy."),
    ("proxy_address", "The proxy's address."),
    ("proxy_postcode", "Postcode of it."),
)
STATION_COLUMNS: tuple[tuple[str, str], ...] = (
    ("station", "Number of the station, as the sender numbers it."),
    ("name", "Name of the polling place."),
    ("address", "Address of it on one line, its parts joined by a comma and a blank."),
    ("postcode", "Postcode of it."),
    ("district", "A polling district whose electors vote there."),
    ("first", "The first elector number of the district that votes there; empty from the beginning."),
    ("last", "The last elector number that votes there; empty to the end."),
    ("electors", "How many electors of the file that is."),
)
ALTERATION_COLUMNS: tuple[tuple[str, str], ...] = (
    ("effective_on", "Day on which the alteration took effect."),
    ("district", "Letters of the polling district."),
    ("number", "Elector number."),
    ("suffix", "Number behind the stroke."),
    ("change", "`added`, `removed`, `moved` or `changed`, since the stage before."),
    ("cause", "The reason of the alteration."),
)
MANIFEST_KEYS: tuple[tuple[str, str], ...] = (
    ("format", f"`{FORMAT}`."),
    ("edition", f"{EDITION}."),
    ("sender", "Code and name of the authority whose register it is: `code`, `name`."),
    ("receiver", "Code of the authority of the Returning Officer of the whole."),
    ("contest", "Open identifier of the election."),
    ("poll_day", "Polling day."),
    ("stage", "`cards`, `interim_1`, `interim_2` or `final`."),
    ("as_at", "As the register stood on that day."),
    ("number", "1 for the first file of a poll; each later file replaces the one before as a whole."),
    ("days", "Days of the notices of alteration of the poll, by stage."),
    ("electors", "How many electors there are in all batches."),
    ("counts", "How many of each `district`, `marker`, `section` and `absent`."),
    ("files", "Each file in it: `name`, `lines` below the header, `sha256`, and a mark of each column's values."),
)
NAMING = ("title", "surname", "forenames", "address", "postcode", "uprn", "correspondence", "absent_address",
          "absent_postcode", "proxy_name", "proxy_address", "proxy_postcode")  # fmt: skip
"""What is never said of an anonymous elector."""


@dataclass(frozen=True, slots=True)
class Heading:
    """What a file says of itself before its lines."""

    sender_code: str
    sender: str
    receiver: str
    contest: str
    poll_day: date
    stage: str
    as_at: date
    number: int
    days: Mapping[str, date] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Count:
    """How many electors of a district, franchise marker and section vote in a way."""

    district: str
    marker: str
    section: str
    absent: str
    electors: int


@dataclass(frozen=True, slots=True)
class Fault:
    """Something for which a file is not taken: what is wrong, where, and how often."""

    code: str
    where: str
    count: int


@dataclass(frozen=True, slots=True)
class PartFile:
    """A file that was written, or read without a fault.

    :param lines: its electors as Parquet with the columns of `ELECTOR_COLUMNS`, all text.
    :param stated: the counts of the manifest; `counts` those of the lines, read back.
    """

    heading: Heading
    lines: Path
    counts: tuple[Count, ...]
    stated: tuple[Count, ...]
    stations: tuple[dict[str, str], ...]
    alterations: int

    @property
    def electors(self) -> int:
        """How many electors there are."""
        return sum(one.electors for one in self.counts)


def names_of(columns: tuple[tuple[str, str], ...]) -> tuple[str, ...]:
    """Return the names of columns, in order."""
    return tuple(name for name, _ in columns)


COLUMNS_OF = {STATIONS: names_of(STATION_COLUMNS), ALTERATIONS: names_of(ALTERATION_COLUMNS)}
ELECTORS = names_of(ELECTOR_COLUMNS)


def columns_of(file: str) -> tuple[str, ...]:
    """Return the columns that a file of the ZIP must have."""
    return COLUMNS_OF.get(file, ELECTORS)


def heading_as_json(heading: Heading) -> dict[str, Any]:
    """Return the part of the manifest that a heading makes."""
    return {
        "format": FORMAT,
        "edition": EDITION,
        "sender": {"code": heading.sender_code, "name": heading.sender},
        "receiver": heading.receiver,
        "contest": heading.contest,
        "poll_day": heading.poll_day.isoformat(),
        "stage": heading.stage,
        "as_at": heading.as_at.isoformat(),
        "number": heading.number,
        "days": {stage: day.isoformat() for stage, day in heading.days.items()},
    }


def heading_of(given: Mapping[str, Any]) -> Heading:
    """Return the heading that a manifest states.

    :raises KeyError, TypeError, ValueError: where something of it is missing or of another kind.
    """
    if (given["format"], given["edition"]) != (FORMAT, EDITION):
        raise ValueError("another format")
    return Heading(
        str(given["sender"]["code"]),
        str(given["sender"]["name"]),
        str(given["receiver"]),
        str(given["contest"]),
        date.fromisoformat(given["poll_day"]),
        str(given["stage"]),
        date.fromisoformat(given["as_at"]),
        int(given["number"]),
        {str(stage): date.fromisoformat(day) for stage, day in dict(given["days"]).items()},
    )
