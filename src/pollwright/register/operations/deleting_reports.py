"""Lists of deaths and of moves from other bodies: matched by sets, exact ones becoming cases at once (REG-252).

A report counts as exact where name, date of birth and address or property are those of one elector's entry. Where
something differs the officer picks; where nobody is like, the report waits in its own list. A report that came before
changes nothing.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import polars as pl
from django.db import connection

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.formats import dates, postcodes, values
from pollwright.law.deletions import WITHOUT_REVIEW, Origin, Shows
from pollwright.refusals import NotFound, Refused
from pollwright.register.events.deletions import ReportSettled, ReportsReceived
from pollwright.register.models import DeletionCase, Elector, OutsideReport, RegisterEntry
from pollwright.register.operations.deleting import OPEN, SourceGiven, add_source, open_deletion
from pollwright.register.states import ReportKind, ReportState


class NotReports(Refused):
    """The file lacks columns that the list has."""

    code = "register.R166"
    problem = "This file can't be a list of {kind}: it lacks {columns}."
    remedy = "Use the columns of the documented layout."


class NotACandidate(Refused):
    """The report is settled already."""

    code = "register.R167"
    problem = "Report {reference} has been settled already."
    remedy = "Open the list again to see what is left."


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of a kind of list, and what its reports show."""

    reported_on: str
    happened_on: str
    address: str
    postcode: str
    uprn: str
    origin: Origin
    shows: Shows


LAYOUTS: Final = {
    ReportKind.DEATH: Layout(
        "registered_on", "date_of_death", "address", "postcode", "uprn", Origin.REGISTRAR, Shows.DEATH
    ),
    ReportKind.MOVE: Layout(
        "reported_on",
        "allowed_on",
        "former_address",
        "former_postcode",
        "former_uprn",
        Origin.OTHER_REGISTRATION_OFFICER,
        Shows.ALLOWED_ELSEWHERE,
    ),
}


@operation(Permission.DELETIONS_RECORD)
def receive_reports(*, actor: Actor, kind: ReportKind, records: pl.DataFrame, on: date) -> ReportsReceived:
    """Take in a list of deaths (`deaths.csv`) or of moves (`reports_of_moves.csv`).

    :param records: text columns, as `formats.intake` reads them.
    :raises NotReports: where columns are missing.
    """
    layout = LAYOUTS[kind]
    rows = _read(kind, layout, records, on)
    found = _match(actor.authority_id, rows)
    known = set(
        OutsideReport.objects.filter(
            authority=actor.authority_id, kind=kind, outside_reference__in=[row["reference"] for row in rows]
        ).values_list("outside_reference", flat=True)
    )
    reports = [_report(actor.authority_id, kind, row, found.get(row["reference"])) for row in rows]
    new = [report for report in reports if report.outside_reference not in known]
    OutsideReport.objects.bulk_create(new)
    matched = [report for report in new if report.state == ReportState.MATCHED]
    for report in matched:
        report.case = _open_case(actor, report, report.candidates[0], layout, on)
    OutsideReport.objects.bulk_update(matched, ["case"])
    states = [report.state for report in new]
    happening = ReportsReceived(
        kind=kind,
        records=records.height,
        matched=len(matched),
        doubtful=states.count(ReportState.DOUBTFUL),
        unmatched=states.count(ReportState.UNMATCHED),
        repeated=len(reports) - len(new),
        unreadable=records.height - len(rows),
    )
    record(happening, actor=actor, subjects=new, basis=WITHOUT_REVIEW.describe())
    return happening


@operation(Permission.DELETIONS_RECORD)
def settle_report(
    *, actor: Actor, kind: ReportKind, outside_reference: str, elector_reference: str, reason: str, on: date
) -> OutsideReport:
    """Say whom a report is about, which opens a case; or, with no reference, that it is about nobody here.

    :raises NotFound: where the report or the elector is not there.
    :raises NotACandidate: where it was settled already.
    """
    report = (
        OutsideReport.objects.select_for_update()
        .filter(authority=actor.authority_id, kind=kind, outside_reference=outside_reference)
        .first()
    )
    if report is None:
        raise NotFound(kind="report", reference=outside_reference)
    if report.state not in (ReportState.DOUBTFUL, ReportState.UNMATCHED):
        raise NotACandidate(reference=outside_reference)
    if elector_reference:
        elector = Elector.objects.filter(authority=actor.authority_id, reference=elector_reference).first()
        if elector is None:
            raise NotFound(kind="elector", reference=elector_reference)
        report.case = _open_case(actor, report, elector.pk, LAYOUTS[ReportKind(kind)], on)
    report.state, report.closed_reason = ReportState.SETTLED, reason[:200]
    report.save(update_fields=["state", "closed_reason", "case"])
    record(
        ReportSettled(outside_reference, f"about elector {elector_reference}" if elector_reference else "about nobody"),
        actor=actor,
        subjects=[report, *([report.case] if report.case else [])],
        reason=reason,
        basis=WITHOUT_REVIEW.describe(),
    )
    return report


def _read(kind: ReportKind, layout: Layout, records: pl.DataFrame, on: date) -> list[dict[str, Any]]:
    needed = ("reference", layout.reported_on, "name", "date_of_birth", layout.address, layout.postcode)
    lacking = [name for name in needed if name not in records.columns]
    if lacking:
        raise NotReports(kind=f"{kind}s", columns=", ".join(lacking))
    frame = values.cleaned(records, [name for name in records.columns if not name.startswith("@")])
    optional = [name for name in (layout.uprn, layout.happened_on, "reported_by") if name not in frame.columns]
    frame = frame.with_columns(pl.lit(None, dtype=pl.String).alias(name) for name in optional)
    shaped = frame.select(
        "reference",
        "name",
        dates.read(frame[layout.reported_on], two_digits_until=on).dates.alias("reported_on"),
        dates.read(frame[layout.happened_on], two_digits_until=on).dates.alias("happened_on"),
        dates.read(frame["date_of_birth"], two_digits_until=on).dates.alias("born"),
        pl.coalesce(layout.address, pl.lit("")).alias("address"),
        pl.coalesce(postcodes.normalised(pl.col(layout.postcode)), pl.lit("")).alias("postcode"),
        values.uprn(pl.col(layout.uprn)).alias("uprn"),
        pl.coalesce("reported_by", pl.lit("Registrar of deaths")).alias("origin"),
    )
    good = shaped.drop_nulls(["reference", "name", "reported_on"]).unique("reference", maintain_order=True)
    return good.to_dicts()


_ALIKE = """
WITH told AS (
    SELECT t.*, pollwright_folded(t.name) AS folded
    FROM json_to_recordset(%(given)s) AS t(reference text, name text, born date, address text, postcode text, uprn bigint)
), near AS (
    SELECT t.reference, e.id AS elector_id,
           pollwright_folded(concat_ws(' ', e.forenames, e.surname)) AS name, t.folded,
           (p.uprn = t.uprn OR (p.postcode = t.postcode
             AND pollwright_folded(p.address) = pollwright_folded(t.address))) AS at_address,
           p.postcode = t.postcode AS at_postcode
    FROM told t
    JOIN register_electorbirth b ON b.authority_id = %(authority)s AND b.date_of_birth = t.born
    JOIN register_elector e ON e.id = b.elector_id AND NOT e.anonymous
    JOIN register_registerentry r ON r.elector_id = e.id AND r.effective_to IS NULL
    LEFT JOIN places_property p ON p.id = r.property_id
)
SELECT reference, elector_id, bool_or(name = folded AND coalesce(at_address, false)) AS exact
FROM near
WHERE name = folded OR similarity(name, folded) >= 0.5 OR (coalesce(at_postcode, false) AND similarity(name, folded) >= 0.3)
GROUP BY reference, elector_id
ORDER BY reference, exact DESC, max(similarity(name, folded)) DESC, elector_id
"""


def _match(authority_id: int, rows: list[dict[str, Any]]) -> dict[str, tuple[ReportState, list[int]]]:
    """Return for each report who may be meant, and whether exactly one elector is meant without doubt."""
    found: dict[str, list[tuple[int, bool]]] = {}
    with connection.cursor() as cursor:
        cursor.execute(_ALIKE, {"authority": authority_id, "given": json.dumps(rows, default=str)})
        for reference, elector_id, exact in cursor.fetchall():
            found.setdefault(reference, []).append((elector_id, exact))
    return {reference: _judged(alike) for reference, alike in found.items()}


def _judged(alike: list[tuple[int, bool]]) -> tuple[ReportState, list[int]]:
    exact = [elector_id for elector_id, sure in alike if sure]
    if len(exact) == 1:
        return ReportState.MATCHED, exact
    return ReportState.DOUBTFUL, [elector_id for elector_id, _ in alike[:10]]


def _report(
    authority_id: int, kind: ReportKind, row: dict[str, Any], found: tuple[ReportState, list[int]] | None
) -> OutsideReport:
    state, candidates = found or (ReportState.UNMATCHED, [])
    return OutsideReport(
        authority_id=authority_id,
        kind=kind,
        outside_reference=row["reference"][:60],
        origin=row["origin"][:150],
        reported_on=row["reported_on"],
        happened_on=row["happened_on"],
        name=row["name"][:200],
        date_of_birth=row["born"],
        address=row["address"][:500],
        postcode=row["postcode"],
        state=state,
        candidates=candidates,
    )


def _open_case(actor: Actor, report: OutsideReport, elector_id: int, layout: Layout, on: date) -> DeletionCase | None:
    """Open a case, or add the report to the one that is open; of several entries, the one at the reported address."""
    source = SourceGiven(
        origin=layout.origin,
        shows=layout.shows,
        received_on=report.reported_on,
        name=report.origin,
        outside_reference=report.outside_reference,
    )
    entries = list(
        RegisterEntry.objects.filter(elector=elector_id, effective_to__isnull=True)
        .select_related("elector", "property")
        .order_by("pk")
    )
    here = [entry for entry in entries if entry.property and entry.property.postcode == report.postcode]
    chosen = (here or entries)[:1] if layout.shows is Shows.ALLOWED_ELSEWHERE else entries
    cases = []
    for entry in chosen:
        held = DeletionCase.objects.filter(entry=entry, state__in=OPEN).first()
        if held is None:
            cases.append(
                open_deletion(
                    actor=actor,
                    elector_reference=entry.elector.reference,
                    source=source,
                    on=on,
                    entry_id=entry.pk,
                )
            )
        else:
            cases.append(add_source(actor=actor, reference=held.reference, version=held.version, source=source))
    return cases[0] if cases else None
