"""How a report is shown: as it was made, under the headings of its paper."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from pollwright.documents.blocks import Side
from pollwright.pages import wording
from pollwright.pages.standard import Cell, PlainTable, Points, Section
from pollwright.pages.summaries import SummaryRow
from pollwright.performance.papers.reports import COLUMNS
from pollwright.performance.queries.reports import ReportRow
from pollwright.performance.sections import SectionTable
from pollwright.performance.states import Implication, ReportKind


def facts(found: ReportRow) -> tuple[SummaryRow, ...]:
    """Return what it is, who made it, and what its files are proved by."""
    rows = [
        SummaryRow(_("For"), str(ReportKind(found.kind).label)),
        SummaryRow(_("Quarter"), found.period),
        SummaryRow(_("Service"), found.service or _("Every service")),
        SummaryRow(_("Made by"), found.made_by),
        SummaryRow(_("Made"), wording.moment(found.made_at)),
        SummaryRow(_("SHA-256 of the PDF"), found.pdf_sha256),
        SummaryRow(_("SHA-256 of the Word file"), found.docx_sha256),
    ]
    if found.xlsx_sha256:
        rows.append(SummaryRow(_("SHA-256 of the workbook"), found.xlsx_sha256))
    return tuple(rows)


def notes(found: ReportRow) -> tuple[str, ...]:
    """Return what a reader of a committee report would miss."""
    if found.kind == ReportKind.COMMITTEE and not found.recommendations:
        return (_("It has no recommendations."),)
    return ()


def sections(found: ReportRow) -> tuple[Section, ...]:
    """Return its parts in the order of the paper."""
    return (*_opening(found), *_told(found), *_closing(found))


def _opening(found: ReportRow) -> Iterator[Section]:
    if found.summary:
        yield Section(_("Summary"), _paragraphs(found.summary))
    if found.recommendations:
        yield Section(_("Recommendations"), (Points(tuple(found.recommendations)),))
    headings = tuple(column.heading for column in COLUMNS)
    rows = tuple(tuple(Cell(text) for text in line) for line in found.rows)
    yield Section(_("Performance indicators"), table=PlainTable(_("Performance indicators"), headings, rows, _("None")))
    if found.late:
        yield Section(_("Figures that are late"), (Points(tuple(found.late)),))


def _told(found: ReportRow) -> Iterator[Section]:
    for told in found.told:
        if not told.tables:
            yield Section(_(told.title), (_("None"),))
        for table in told.tables:
            yield Section(_(told.title), _below(table), table=_plain(table))


def _closing(found: ReportRow) -> Iterator[Section]:
    for one in Implication:
        if text := found.implications.get(one.value):
            yield Section(str(one.label), _paragraphs(text))
    if found.background or found.kind == ReportKind.COMMITTEE:
        listed = (Points(tuple(found.background)),) if found.background else (_("None"),)
        yield Section(_("Background documents"), listed)


def _plain(table: SectionTable) -> PlainTable:
    rows = tuple(
        tuple(Cell(text, numeric=column.side is Side.RIGHT) for column, text in zip(table.columns, row, strict=True))
        for row in table.rows
    )
    return PlainTable(table.caption, tuple(column.heading for column in table.columns), rows)


def _below(table: SectionTable) -> tuple[str, ...]:
    """Return what the table is of, what is to be known of it, and by what it was proved."""
    agreed = tuple(
        _("%(what)s: %(here)s, which agrees with the records.") % {"what": one.what, "here": wording.number(one.here)}
        for one in table.checks
    )
    return (table.caption, *table.notes, *agreed)


def _paragraphs(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())
