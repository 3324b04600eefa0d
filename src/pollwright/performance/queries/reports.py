"""Reports as they were made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from pollwright.law.notices import LONDON
from pollwright.pages.tables import Page, TableRequest, Total, every_word, keyset_queryset
from pollwright.pages.tables.paging import COUNT_CAP
from pollwright.performance.models import Indicator, PerformanceReport
from pollwright.performance.rating import Period
from pollwright.performance.sections import Told, kept
from pollwright.refusals import NotFound


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A report with its files: tokens and SHA-256."""

    id: int
    reference: str
    kind: str
    year: int
    quarter: int
    title: str
    service: str
    summary: str
    recommendations: list[str]
    implications: dict[str, str]
    background: list[str]
    rows: list[list[str]]
    late: list[str]
    sections: list[dict[str, Any]]
    pdf: str
    pdf_sha256: str
    docx: str
    docx_sha256: str
    xlsx: str | None
    xlsx_sha256: str | None
    made_by: str
    made_at: datetime

    @property
    def period(self) -> str:
        """The quarter it is of."""
        return Period(self.year, self.quarter).label

    @property
    def told(self) -> list[Told]:
        """Its sections besides the indicators."""
        return [kept(each) for each in self.sections]


_REPORT = (
    "pk", "reference", "kind", "year", "quarter", "title", "service", "summary", "recommendations", "implications",
    "background", "rows", "late", "sections", "pdf__token", "pdf__sha256", "docx__token", "docx__sha256", "xlsx__token",
    "xlsx__sha256", "made_by", "made_at",
)  # fmt: skip


def reports(authority_id: int, asked: TableRequest) -> Page[ReportRow]:
    """Return a page of reports."""
    held = PerformanceReport.objects.filter(authority=authority_id).filter(
        every_word(asked.search, ("title", "reference", "service"))
    )
    if kinds := asked.filters.get("kind"):
        held = held.filter(kind__in=list(kinds))
    rows = keyset_queryset(held, asked.order, asked.cursor).values_list(*_REPORT)[: asked.size + 1]
    return Page.gather(asked, [ReportRow(*row) for row in rows], Total.of(held.order_by()[: COUNT_CAP + 1].count()))


def report_record(authority_id: int, reference: str) -> ReportRow:
    """Return one report.

    :raises NotFound: where the authority has none of that reference.
    """
    row = PerformanceReport.objects.filter(authority=authority_id, reference=reference).values_list(*_REPORT).first()
    if row is None:
        raise NotFound(kind="report", reference=reference)
    return ReportRow(*row)


def last_reported(authority_id: int, kind: str, service: str) -> date | None:
    """Return the day on which the last report of a kind was made on a service, or on all; None before the first."""
    held = PerformanceReport.objects.filter(authority=authority_id, kind=kind, service=service).order_by("-made_at")
    made_at = held.values_list("made_at", flat=True).first()
    return made_at.astimezone(LONDON).date() if made_at else None


def services_named(authority_id: int) -> list[str]:
    """Return the services that the indicators in use name."""
    held = Indicator.objects.filter(authority=authority_id, withdrawn_on__isnull=True).exclude(service="")
    return list(held.order_by("service").values_list("service", flat=True).distinct())
