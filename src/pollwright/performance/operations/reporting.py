"""Reports of a quarter, made and frozen; and chasing figures that are late."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.authorities.calendars import calendar_of
from pollwright.authorities.references import next_reference
from pollwright.files.kinds import declare
from pollwright.files.models import StoredFile
from pollwright.files.store import keep
from pollwright.law.notices import LONDON
from pollwright.performance import events
from pollwright.performance.models import LateEntry, PerformanceReport
from pollwright.performance.papers.reports import Content, Words, late_of, lines_of, paper_of
from pollwright.performance.papers.workbooks import workbook_of
from pollwright.performance.queries.figures import indicators_of, late, not_chased
from pollwright.performance.queries.reports import last_reported
from pollwright.performance.rating import Period
from pollwright.performance.sections import SECTIONS, Told, Wanted, services_of
from pollwright.performance.states import ReportKind
from pollwright.refusals import NotFound, NotPermitted, Refused

SERIES = "PR"
COMMITTEE_AFTER = (2, 4)
"""Quarters after which a committee is told (MM-F01)."""
FILE_KIND = declare("performance-report", "Report of performance", Permission.PERFORMANCE_VIEW)
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_TITLES = {
    ReportKind.BOARD: "Performance, {period}: return to the Management Board",
    ReportKind.COMMITTEE: "Performance at the end of {period}: report to committee",
}


class NoReportThen(Refused):
    """A committee is told twice a year."""

    code = "performance.R030"
    problem = "A committee report is made at the end of quarters 2 and 4, not of {period}."
    remedy = "Choose another quarter, or make the return to the Management Board."


class QuarterNotOver(Refused):
    """The quarter is not over."""

    code = "performance.R031"
    problem = "{period} ends on {last}."
    remedy = "Make the report after the quarter."


class NothingToReport(Refused):
    """There is no indicator in use."""

    code = "performance.R032"
    problem = "There is no indicator in use to report on."
    remedy = "Define the indicators first."


class DoesNotReconcile(Refused):
    """A total of a section differs from the records behind it."""

    code = "performance.R033"
    problem = "{what}: the report has {here}, and the records {there}."
    remedy = "Make the report again; where it says the same, tell whoever looks after the system."


class MadeAlready(Refused):
    """The same report was made already, for example by a second click."""

    code = "performance.R034"
    problem = "The same report was made already: {reference}."
    remedy = "Open that one. Another is made once something in it has changed."


@dataclass(frozen=True, slots=True)
class Report:
    """What a report is asked to hold.

    :param service: name of a service; blank for all of them. Indicators and risks that name none are in every report.
    :param sections: names of the sections besides the indicators.
    """

    kind: ReportKind
    period: Period
    service: str = ""
    sections: tuple[str, ...] = ()
    words: Words = field(default_factory=Words)


@operation(Permission.PERFORMANCE_EDIT)
def make_report(*, actor: Actor, wanted: Report, at: datetime) -> PerformanceReport:
    """Make the report of a quarter as it stands, with its files; it is never changed, another can be made.

    :raises NoReportThen: where a committee is not told of that quarter.
    :raises QuarterNotOver: where the quarter has not ended.
    :raises NotPermitted: where a section is one that the actor may not see.
    :raises DoesNotReconcile: where a total differs from the records behind it.
    :raises MadeAlready: where the same was made before.
    """
    on, period = at.astimezone(LONDON).date(), wanted.period
    service = _checked(actor, wanted, on)
    rows = [one for one in indicators_of(actor.authority_id) if _belongs(one.service, service)]
    if not rows:
        raise NothingToReport
    inside = {one.id for one in rows}
    missing = late(actor.authority_id, calendar_of(actor.authority_id), on=on)
    reference = next_reference(actor.authority_id, SERIES)
    title = _TITLES[wanted.kind].format(period=period.label)
    content = Content(
        reference, f"{service}: {title}" if service else title, wanted.kind, service, wanted.words,
        lines_of(rows, period), late_of([one for one in missing if one.indicator_id in inside]),
        _told(actor, wanted, service, on),
    )  # fmt: skip
    report = PerformanceReport(
        authority_id=actor.authority_id, year=period.year, quarter=period.quarter, made_by=actor.name, made_at=at,
        **_frozen(content),
    )  # fmt: skip
    _refuse_twice(report)
    stored = _files(actor, content, at)
    report.pdf, report.docx, report.xlsx = stored
    report.save()
    held = ", ".join(one.title for one in content.sections) or "none"
    happening = events.ReportMade(reference, content.title, held, stored[0].sha256)
    record(happening, actor=actor, subjects=[("performancereport", report.pk), *stored])
    return report


@operation(Permission.PERFORMANCE_EDIT)
def chase_late(*, actor: Actor, on: date) -> int:
    """Note for each figure that is late, once, that its owner was chased; return how many are new.

    Nothing is recorded twice: Today names all that are late until they are entered.
    """
    found = not_chased(actor.authority_id, late(actor.authority_id, calendar_of(actor.authority_id), on=on))
    LateEntry.objects.bulk_create(
        LateEntry(
            authority_id=actor.authority_id,
            indicator_id=one.indicator_id,
            year=one.period.year,
            quarter=one.period.quarter,
            chased_on=on,
        )
        for one in found
    )
    subjects = [("indicator", one.indicator_id) for one in found]
    record(events.LateChased(len(found)), actor=actor, subjects=subjects)
    return len(found)


def _checked(actor: Actor, wanted: Report, on: date) -> str:
    """Return the service as it is named, once everything that is asked for may be told."""
    period = wanted.period
    if not period.quarter or (wanted.kind == ReportKind.COMMITTEE and period.quarter not in COMMITTEE_AFTER):
        raise NoReportThen(period=period.label)
    if on <= period.last:
        raise QuarterNotOver(period=period.label, last=period.last)
    if not wanted.service:
        return ""
    known = {name.casefold(): name for name in services_of(actor.authority_id)}
    if wanted.service.casefold() not in known:
        raise NotFound(kind="service", reference=wanted.service)
    return known[wanted.service.casefold()]


def _belongs(named: str, service: str) -> bool:
    return not service or not named or named.casefold() == service.casefold()


def _told(actor: Actor, wanted: Report, service: str, on: date) -> list[Told]:
    """Return the sections that are asked for, each proved."""
    asked = Wanted(
        actor.authority_id, service, wanted.period, on, last_reported(actor.authority_id, wanted.kind, service)
    )
    found = []
    for name in wanted.sections:
        section = SECTIONS.get(name)
        if section is None:
            raise NotFound(kind="section", reference=name)
        if not actor.may(section.permission):
            raise NotPermitted(permission=section.permission.value)
        told = Told(section.name, section.title, tuple(section.tell(asked)))
        for check in (check for table in told.tables for check in table.checks if not check.agrees):
            raise DoesNotReconcile(what=check.what, here=check.here, there=check.there)
        found.append(told)
    return sorted(found, key=lambda one: SECTIONS[one.name].place)


def _frozen(content: Content) -> dict[str, Any]:
    """Return what a report says as it is kept."""
    words = content.words
    return {
        "reference": content.reference,
        "kind": content.kind,
        "title": content.title,
        "service": content.service,
        "summary": words.summary,
        "recommendations": list(words.recommendations),
        "implications": {name: text for name, text in words.implications.items() if text},
        "background": list(words.background),
        "rows": [list(line) for line in content.lines],
        "late": list(content.late),
        "sections": json.loads(json.dumps([one.data for one in content.sections])),
    }


def _refuse_twice(report: PerformanceReport) -> None:
    """Refuse a report that says what another says; the series of references was locked before, so none slips between."""
    held = PerformanceReport.objects.filter(
        authority=report.authority_id,
        kind=report.kind,
        year=report.year,
        quarter=report.quarter,
        service=report.service,
    )
    says = ("summary", "recommendations", "implications", "background", "rows", "late", "sections")
    for other in held:
        if all(getattr(other, name) == getattr(report, name) for name in says):
            raise MadeAlready(reference=other.reference)


def _files(actor: Actor, content: Content, at: datetime) -> list[StoredFile]:
    pdf, docx = paper_of(actor.authority_id, content, at)
    kinds = ((pdf, "pdf", "application/pdf"), (docx, "docx", WORD), (workbook_of(content, at), "xlsx", EXCEL))
    return [
        keep(actor=actor, source=made, name=f"{content.reference}.{ending}", media_type=media, kind=FILE_KIND.name)
        for made, ending, media in kinds
    ]
