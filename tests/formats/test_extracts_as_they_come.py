"""Exports as offices hand them on: titles above, totals below, covers before, numbers as a spreadsheet keeps them.

The rows are those of the sample exports; expected counts are read off them by eye.
"""

import json
from pathlib import Path

import polars as pl
import pytest
import xlsxwriter

from pollwright.formats import areas_geojson, intake, polling_exports, values
from pollwright.formats.delimited import CELLS, ROW
from pollwright.formats.totals import Totals
from pollwright.formats.unreadable import UnreadableFile
from tests.formats.test_polling_exports import SAMPLES, XPRESS, codes, read, read_text

TEXT = (SAMPLES / XPRESS).read_text()
ROWS = [line.split(",") for line in TEXT.strip().split("\n")]


def workbook(path: Path, sheets: dict[str, list[list[object]]]) -> Path:
    with xlsxwriter.Workbook(str(path)) as made:
        for name, rows in sheets.items():
            sheet = made.add_worksheet(name)
            for at, row in enumerate(rows):
                sheet.write_row(at, 0, row)
    return path


def test_titles_above_the_header_are_passed_over_and_said(tmp_path):
    found = read_text(tmp_path, "Polling export for Lancing\nMade on 01/02/2026\n\n" + TEXT)

    assert found.properties.drop(ROW).equals(read(XPRESS).properties.drop(ROW))
    assert found.findings.filter(pl.col("code") == "file.header-below").select("row", "problem").rows() == [
        (4, "The header was found under 2 other rows, such as a title. They were left out.")
    ]


def test_the_sheet_with_the_known_header_is_read_and_the_others_are_named(tmp_path):
    sheets = {"Cover": [["Export of 1 May"]], "Data": [["Properties"], [], *ROWS], "Notes": [["a", "b"], ["1", "2"]]}
    path = workbook(tmp_path / "export.xlsx", sheets)

    found = polling_exports.read([path])

    assert (found.read, found.kept) == (5, 4)
    assert found.findings["problem"].to_list()[0] == (
        "Only the sheet 'Data' was read. The workbook has other sheets with rows: Cover, Notes."
    )


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Total,5,,,,,", []),
        ("Total records: 5", []),
        ("(5 rows affected)", []),
        ("End of report", []),
        ("Total rows,9,,,", ["row.total-differs"]),
        (",,Number of rows,1,", ["row.total-differs"]),
    ],
)
def test_a_line_of_totals_is_no_row_and_its_count_is_compared(tmp_path, line, told):
    found = read_text(tmp_path, TEXT + line + "\n")

    assert (found.read, found.kept, found.skipped) == (5, 4, 1)
    assert sorted(codes(found)) == sorted(["places.skipped-no-postcode", "row.totals-line", *told])


# A person called Total, and an address at Total House, have other cells filled.
def test_a_row_that_only_begins_like_a_total_is_kept():
    names = [f"c{at}" for at in range(8)]
    rows = [[2, None, "Total", "Jane", "1", "TA1 1AA", "", "", "", ""], [3, None, "Total", "x", "", "", "", "", "", ""]]
    frame = pl.DataFrame(rows, schema=[ROW, CELLS, *names], orient="row")

    kept, said = Totals().take_out(frame)

    assert (kept.height, said.height) == (2, 0)


def test_a_total_counts_the_rows_of_every_frame_before_it():
    names = [f"c{at}" for at in range(8)]
    full = pl.DataFrame([[row, None, *"abcdefgh"] for row in range(2, 12)], schema=[ROW, CELLS, *names], orient="row")
    last = pl.DataFrame([[12, None, "20 rows", *[""] * 7]], schema=[ROW, CELLS, *names], orient="row")
    totals = Totals()

    totals.take_out(full)
    _, said = totals.take_out(last)

    assert said["problem"].to_list()[1:] == ["The row says that there are 20 rows, but 10 stand above it."]


@pytest.mark.parametrize("written", ['="000100012345678"', "100012345678.0", "'100012345678", "000100012345678"])
def test_a_uprn_is_read_however_a_spreadsheet_was_kept_from_it(tmp_path, written):
    found = read_text(tmp_path, TEXT.replace(",Unknown,1,", f",Unknown,{written},"))

    assert found.properties["uprn"].to_list()[0] == 100012345678


def test_a_databases_word_for_nothing_is_nothing(tmp_path):
    text = TEXT
    while ",," in text:
        text = text.replace(",,", ",NULL,")

    found = read_text(tmp_path, text)

    assert found.polling_places.drop(ROW).rows() == read(XPRESS).polling_places.drop(ROW).rows()


def test_text_put_together_from_two_encodings_keeps_every_letter(tmp_path):
    content = TEXT.replace("Monks Farm", "Café Ŵ").encode().replace(b"Lancing Parish", "Café Parish".encode("cp1252"))
    path = tmp_path / "export.csv"
    path.write_bytes(content)

    found = polling_exports.read([path])

    assert found.polling_places["name"].to_list() == ["Café Ŵ Hall", "Café Parish Hall"]
    assert codes(found)[0] == "file.mixed-encoding"


# É followed by a curly apostrophe is valid UTF-8 by chance: all of the text decides, and this is Windows-1252.
def test_capitals_with_a_curly_apostrophe_stay_windows_1252(tmp_path):
    path = tmp_path / "export.csv"
    path.write_bytes("Name,Town\nCAFÉ’S,Bath\nNuñez,Wells\n".encode("cp1252"))

    table = intake.open_table(path)

    assert (table.encoding, table.read()["Name"].to_list()) == ("cp1252", ["CAFÉ’S", "Nuñez"])


def test_a_return_inside_a_value_and_a_stray_quotation_mark_break_nothing(tmp_path):
    found = read_text(tmp_path, TEXT.replace("1 Abbots Way", '1 "Abbots\rWay'))

    assert (found.read, found.kept, found.properties["building_number"][0]) == (5, 4, "1")


def test_a_stray_quotation_mark_in_the_header_takes_no_row_with_it(tmp_path):
    path = tmp_path / "export.csv"
    path.write_text('Na"me,Town\nSmi"th,Wells\nJones,Bath\n')

    table = intake.open_table(path)

    assert (table.headers, table.read()["Town"].to_list()) == (('Na"me', "Town"), ["Wells", "Bath"])


def test_a_heading_may_run_over_two_lines(tmp_path):
    path = tmp_path / "export.csv"
    path.write_text('Name,"Post\ntown"\nSmith,Wells\n')

    table = intake.open_table(path)

    assert (table.headers, table.read()[ROW].to_list()) == (("Name", "Post town"), [2])


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (",".join("a" * 100_000) + "\n1,2\n", "file.too-many-columns"),
        ('Name,Town\n"' + "A" * 20_000_000, "file.row-too-long"),
        ("Name,Town\nx,y" + "A" * 40_000_000, "file.row-too-long"),
    ],
)
def test_a_file_without_line_ends_is_refused_before_it_fills_the_memory(tmp_path, content, code):
    path = tmp_path / "export.csv"
    path.write_text(content)

    with pytest.raises(UnreadableFile) as refusal:
        intake.open_table(path).read()

    assert refusal.value.finding.code == code


def test_a_workbook_with_a_value_in_its_last_corner_is_refused(tmp_path):
    path = tmp_path / "export.xlsx"
    with xlsxwriter.Workbook(str(path)) as made:
        sheet = made.add_worksheet("Data")
        for at, row in enumerate(ROWS):
            sheet.write_row(at, 0, row)
        sheet.write(1_048_575, 16_383, "x")

    with pytest.raises(UnreadableFile) as refusal:
        polling_exports.read([path])

    assert refusal.value.finding.code == "file.workbook-spreads"


def test_stations_without_an_id_or_with_the_id_of_another_are_left_out_with_their_number(tmp_path):
    home = {"addressLine1": "1 Low Road", "addressPostCode": "TA1 1AB", "addressUprn": 100000000042.0}
    stations = [
        {"stationId": 3, "name": "Hall", "properties": [home], "pollingDistricts": ["AB1"]},
        {"stationId": None, "name": "Nameless"},
        {"stationId": 3, "name": "Hall again"},
        {"stationId": 4, "name": "Half\ud800 a\u0000letter"},
    ]

    found = read_text(tmp_path, json.dumps(stations), name="stations.json")

    assert (found.read, found.kept, found.skipped) == (4, 2, 2)
    assert found.polling_places.select("reference", "name").rows() == [("3", "Hall"), ("4", "Half? a letter")]
    assert found.findings.filter(pl.col("level") == "error").select("row", "column", "code").rows() == [
        (2, "stationId", "places.skipped-no-reference"),
        (3, "stationId", "places.skipped-same-reference"),
    ]


def test_a_list_of_no_stations_is_refused(tmp_path):
    with pytest.raises(UnreadableFile) as refusal:
        read_text(tmp_path, "[]", name="stations.json")

    assert refusal.value.finding.code == "places.no-stations"


def test_an_area_s_name_has_no_controls(tmp_path):
    square = [[[0, 51], [0, 52], [1, 52], [0, 51]]]
    feature = {
        "properties": {"WD25CD": "E05000001", "WD25NM": "Oake\u0000 \ud800Hill"},
        "geometry": {"type": "Polygon", "coordinates": square},
    }
    path = tmp_path / "areas.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))

    assert areas_geojson.read_geojson(path).areas["name"].to_list() == ["Oake ?Hill"]


def test_a_walk_order_past_any_number_that_is_kept_leaves_its_row_out(tmp_path):
    text = "property_reference,street,postcode,district,walk_order\nP1,A,TA1 1AA,AB1,99999999999\n"

    found = read_text(tmp_path, text + "P2,A,TA1 1AA,AB1,7\n")

    assert (found.properties["walk_order"].to_list(), codes(found)) == ([7], ["places.skipped-bad-value"])


def test_a_uprn_that_an_ended_property_hands_on_is_kept(tmp_path):
    text = "property_reference,uprn,street,postcode,district,valid_to\nP1,5,A,TA1 1AA,AB1,2026-01-01\n"

    found = read_text(tmp_path, text + "P2,5,A,TA1 1AA,AB1,\nP3,5,A,TA1 1AA,AB1,\n")

    assert (found.properties["uprn"].to_list(), codes(found)) == ([5, 5, None], ["places.uprn-twice"])


def test_wrapped_numbers_are_unwrapped_and_formulas_are_not():
    frame = pl.DataFrame({"text": ['="007"', '="a"&B1', "=1+1"]})

    assert values.cleaned(frame, ["text"])["text"].to_list() == ["007", '="a"&B1', "=1+1"]
