"""Handing out open data of a poll: checked, hashed, and never without an event."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.law.poll_ids import SCHEME
from pollwright.opendata.events.released import OpenDataReleased
from pollwright.opendata.papers.nist import as_report, report
from pollwright.opendata.papers.nist_checks import faults_of
from pollwright.opendata.papers.public_csv import Table, as_csv, as_zip
from pollwright.opendata.papers.public_json import as_json
from pollwright.opendata.queries.polls import PollData, poll_data
from pollwright.refusals import Refused

JSON, ZIP, CSV = "application/json", "application/zip", "text/csv; charset=utf-8"
MOST_NAMED = 5


class Form(StrEnum):
    """A layout of open data."""

    JSON = "json"
    CSV = "csv"
    NIST = "nist"


class DoesNotKeepToTheStandard(Refused):
    """A report of the standard has a fault, so nobody could read it."""

    code = "opendata.R001"
    problem = "The report does not keep to the standard: {faults}."
    remedy = "Nothing was released. Tell your supplier, with this message."


class CountsDiffer(Refused):
    """A ballot is named twice, or a candidate stands for a ballot that the poll has not."""

    code = "opendata.R002"
    problem = "The open data of {reference} can't be released: {what}."
    remedy = "Look at the contests of the poll and their statements; nothing was released."


@dataclass(frozen=True, slots=True)
class Released:
    """A file of open data."""

    name: str
    media_type: str
    content: bytes
    sha256: str


@operation(Permission.POLLS_VIEW)
def release_open_data(
    *, actor: Actor, reference: str, form: Form, at: datetime, table: Table | None = None
) -> Released:
    """Return open data of a poll as a file.

    :param table: for CSV, one table; None for all of them in a ZIP.
    :raises NotFound: where the authority has no such poll.
    :raises CountsDiffer: where ballots and candidates don't fit together.
    :raises DoesNotKeepToTheStandard: where the report has a fault.
    """
    data = poll_data(actor.authority_id, reference)
    _proved(data)
    name, media_type, content = _written(data, form, table, at)
    made = Released(name, media_type, content, hashlib.sha256(content).hexdigest())
    record(
        OpenDataReleased(
            reference, table.value if table else form.value, len(data.contests), len(data.candidates),
            len(data.stations), made.sha256,
        ),
        actor=actor,
        subjects=[("poll", data.id)],
        basis=SCHEME.describe(),
    )  # fmt: skip
    return made


def _proved(data: PollData) -> None:
    ballots = [one.id for one in data.contests]
    strangers = {one.ballot_id for one in data.candidates} - set(ballots)
    people = [one.id for one in data.candidates]
    for what, wrong in (
        ("a ballot has no identifier", not all(ballots)),
        ("two ballots have one identifier", len(set(ballots)) != len(ballots)),
        ("candidates of other ballots are in it", bool(strangers)),
        ("a candidate is in it twice", len(set(people)) != len(people)),
    ):
        if wrong:
            raise CountsDiffer(reference=data.reference, what=what)


def _written(data: PollData, form: Form, table: Table | None, at: datetime) -> tuple[str, str, bytes]:
    mark = "rehearsal-" if data.rehearsal else ""
    name = f"{mark}{data.group or data.reference}"
    if form is Form.NIST:
        faults = faults_of(report(data, at=at))
        if faults:
            raise DoesNotKeepToTheStandard(faults="; ".join(faults[:MOST_NAMED]))
        return f"{name}.nist.json", JSON, as_report(data, at=at)
    if form is Form.JSON:
        return f"{name}.json", JSON, as_json(data)
    if table is not None:
        return f"{name}.{table.value}.csv", CSV, as_csv(data, table)
    return f"{name}.zip", ZIP, as_zip(data)
