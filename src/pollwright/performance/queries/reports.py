"""Reports as they were made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from pollwright.pages.tables import Page, TableRequest, Total, every_word, keyset_queryset
from pollwright.pages.tables.paging import COUNT_CAP
from pollwright.performance.models import PerformanceReport
from pollwright.performance.rating import Period
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
    rows: list[list[str]]
    pdf: str
    pdf_sha256: str
    docx: str
    docx_sha256: str
    made_by: str
    made_at: datetime

    @property
    def period(self) -> str:
        """The quarter it is of."""
        return Period(self.year, self.quarter).label


_REPORT = (
    "pk", "reference", "kind", "year", "quarter", "title", "rows", "pdf__token", "pdf__sha256", "docx__token",
    "docx__sha256", "made_by", "made_at",
)  # fmt: skip


def reports(authority_id: int, asked: TableRequest) -> Page[ReportRow]:
    """Return a page of reports."""
    held = PerformanceReport.objects.filter(authority=authority_id).filter(
        every_word(asked.search, ("title", "reference"))
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
