"""A poll as tables: one CSV for each, or all of them in one ZIP. UTF-8, comma, CRLF, a heading row."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable, Iterable
from enum import StrEnum

from pollwright.opendata.queries.polls import PollData

Rows = Iterable[tuple[object, ...]]


class Table(StrEnum):
    """A table of open data."""

    ELECTIONS = "elections"
    CANDIDATES = "candidates"
    COUNCIL_CANDIDATES = "council-candidates"
    NOTICES = "notices"
    STATIONS = "polling-stations"


HEADINGS: dict[Table, tuple[str, ...]] = {
    Table.ELECTIONS: (
        "election_id", "group", "election_title", "poll_open_date", "organisation_name", "organisation_gss", "post_label",
        "gss", "seats_contested", "voting_system", "requires_voter_id", "by_election", "cancelled_poll",
        "cancellation_reason", "replaces",
    ),
    Table.CANDIDATES: (
        "person_id", "person_name", "ballot_paper_id", "election_date", "by_election", "party_name",
        "party_description_text", "sopn_last_name", "sopn_first_names", "party_id", "gss", "post_label",
        "cancelled_poll", "seats_contested", "organisation_name",
    ),
    Table.COUNCIL_CANDIDATES: ("ballot_paper_id", "Forename", "Surname", "Description"),
    Table.NOTICES: ("kind", "title", "ballot_paper_id", "published_at", "url", "sha256"),
    Table.STATIONS: (
        "number", "name", "room", "address1", "address2", "address3", "address4", "postcode", "uprn", "easting",
        "northing", "polling_districts",
    ),
}  # fmt: skip
"""The columns of each table: those that public data of elections has for it, where it has such a table."""
LINES = 4
MADE_ON = (1980, 1, 1, 0, 0, 0)
"""The time that every file of the ZIP bears, so that the same poll gives the same bytes."""


def as_csv(data: PollData, table: Table) -> bytes:
    """Return one table."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(HEADINGS[table])
    writer.writerows([_safe(value) for value in row] for row in ROWS[table](data))
    return out.getvalue().encode()


def as_zip(data: PollData) -> bytes:
    """Return every table in one ZIP."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for table in Table:
            packed.writestr(zipfile.ZipInfo(f"{table.value}.csv", MADE_ON), as_csv(data, table))
    return out.getvalue()


def _elections(data: PollData) -> Rows:
    for one in data.contests:
        yield (
            one.id, one.group, f"{data.title}: {one.name}", data.day, data.organisation.name, data.organisation.gss,
            one.name, one.gss, one.seats, data.voting_system, _yes(data.voter_id), _yes(data.by_election),
            _yes(one.cancelled or data.cancelled), one.cancellation_reason, one.replaces,
        )  # fmt: skip


def _candidates(data: PollData) -> Rows:
    contests = {one.id: one for one in data.contests}
    for one in data.candidates:
        of = contests[one.ballot_id]
        yield (
            one.id, f"{one.forenames} {one.surname}".strip(), one.ballot_id, data.day, _yes(data.by_election),
            one.party_name, one.description, one.surname, one.forenames, one.party_id, of.gss, of.name,
            _yes(of.cancelled or data.cancelled), of.seats, data.organisation.name,
        )  # fmt: skip


def _council_candidates(data: PollData) -> Rows:
    return ((one.ballot_id, one.forenames, one.surname, one.description) for one in data.candidates)


def _notices(data: PollData) -> Rows:
    for one in data.notices:
        yield (
            one.kind,
            one.title,
            one.ballot_id,
            one.published_at.isoformat(timespec="seconds"),
            one.address,
            one.sha256,
        )


def _stations(data: PollData) -> Rows:
    for one in data.stations:
        lines = (*one.address, "", "", "", "")[:LINES]
        yield (
            one.number, one.name, one.room, *lines, one.postcode, one.uprn or "",
            "" if one.easting is None else one.easting.normalize(),
            "" if one.northing is None else one.northing.normalize(), " ".join(one.districts),
        )  # fmt: skip


def _yes(answer: bool) -> str:
    return "t" if answer else "f"


def _safe(value: object) -> str:
    """Return a value as a cell: text that a spreadsheet would take for a formula stands behind an apostrophe."""
    text = str(value)
    return f"'{text}" if isinstance(value, str) and text[:1] in ("=", "+", "-", "@") else text


ROWS: dict[Table, Callable[[PollData], Rows]] = {
    Table.ELECTIONS: _elections,
    Table.CANDIDATES: _candidates,
    Table.COUNCIL_CANDIDATES: _council_candidates,
    Table.NOTICES: _notices,
    Table.STATIONS: _stations,
}
