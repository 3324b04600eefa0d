"""Excel workbooks in: what a cell holds, as text."""

from datetime import date, datetime

import polars as pl
import pytest
import xlsxwriter

from pollwright.formats import intake
from pollwright.formats.intake import CELLS, ROW
from pollwright.formats.unreadable import UnreadableFile


@pytest.fixture
def path(tmp_path):
    """A workbook with a title sheet that is hidden, and a table that starts at B3."""
    path = tmp_path / "register.xlsx"
    with xlsxwriter.Workbook(str(path)) as workbook:
        day = workbook.add_format({"num_format": "dd/mm/yyyy"})
        workbook.add_worksheet("Hidden").hide()
        sheet = workbook.add_worksheet("Electors")
        sheet.activate()
        sheet.set_first_sheet()
        sheet.write_row(2, 1, ["Surname", "Born", "UPRN", "Opted out", "Share", "Made"])
        sheet.write_string(3, 1, "=Nuñez")
        sheet.write_datetime(3, 2, date(1980, 2, 3), day)
        sheet.write_number(3, 3, 100021243352)
        sheet.write_boolean(3, 4, True)
        sheet.write_number(3, 5, 1.5)
        sheet.write_datetime(3, 6, datetime(2026, 5, 7, 17, 30), workbook.add_format({"num_format": "d/m/yy h:mm"}))
        sheet.write_string(6, 1, "Jones")
        sheet.write_formula(6, 3, "=1/0", None, "#DIV/0!")
        other = workbook.add_worksheet("Other")
        other.write_row(0, 0, ["A", "B"])
        other.write_row(1, 0, ["1", "2"])
    return path


def test_cells_are_read_as_excel_holds_them_not_as_it_shows_them(path):
    table = intake.open_table(path)

    assert (table.sheet, table.headers) == ("Electors", ("Surname", "Born", "UPRN", "Opted out", "Share", "Made"))
    assert table.read().rows() == [
        (4, None, "=Nuñez", "1980-02-03", "100021243352", "yes", "1.5", "2026-05-07 17:30:00"),
        (7, None, "Jones", "", "", "", "", ""),
    ]


def test_a_named_sheet_is_read(path):
    table = intake.open_table(path, sheet="Other")

    assert table.read().select(pl.exclude(ROW, CELLS)).rows() == [("1", "2")]


@pytest.mark.parametrize("sheet", ["Hidden", "Nowhere"])
def test_a_sheet_that_cannot_be_seen_is_refused_and_the_others_are_named(path, sheet):
    with pytest.raises(UnreadableFile) as refusal:
        intake.open_table(path, sheet=sheet)

    assert refusal.value.finding.remedy == "Choose one of its sheets: Electors, Other."


def test_a_workbook_is_known_by_what_is_in_it(path):
    renamed = path.rename(path.with_suffix(".csv"))

    table = intake.open_table(renamed)

    assert (table.delimiter, [finding.code for finding in table.findings]) == (
        None,
        ["file.extension", "file.other-sheets"],
    )
