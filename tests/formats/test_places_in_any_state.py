"""Places from files in any state: encodings, broken rows, values that cannot be right, our own layouts."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pollwright.formats import addresses, outgoing, places_file, polling_exports
from pollwright.formats.polling_vendors import slug
from pollwright.formats.unreadable import UnreadableFile
from tests.formats.test_polling_exports import SAMPLES, XPRESS, codes, read, read_text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", "\t"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_the_same_export_in_any_encoding_and_delimiter_is_the_same(tmp_path, encoding, delimiter, line_end):
    text = (SAMPLES / XPRESS).read_text().replace("Monks Farm Hall", "Café Hall")
    written = text.replace(",", delimiter).replace("\n", line_end)

    found, plain = read_text(tmp_path, written, encoding=encoding), read_text(tmp_path, text, name="plain.csv")

    assert found.properties.equals(plain.properties)
    assert found.polling_places["name"].to_list() == ["Café Hall", "Lancing Parish Hall"]


def test_headings_in_another_case_or_with_other_signs_are_the_same(tmp_path):
    header, rest = (SAMPLES / XPRESS).read_text().split("\n", 1)

    found = read_text(tmp_path, header.upper().replace("_", " ") + "\n" + rest)

    assert found.properties.equals(read(XPRESS).properties)


def test_short_rows_are_left_out_and_counted(tmp_path):
    text = (SAMPLES / XPRESS).read_text()
    cut = text[: text.rindex(",West Sussex")]

    found = read_text(tmp_path, cut)

    assert (found.read, found.kept, found.skipped) == (5, 3, 2)
    assert codes(found) == ["row.short", "places.skipped-no-postcode"]


def test_a_layout_that_lacks_its_columns_is_refused(tmp_path):
    text = (SAMPLES / XPRESS).read_text().replace("Addressline6", "Line6")

    with pytest.raises(UnreadableFile) as refusal:
        read_text(tmp_path, text)

    assert (refusal.value.finding.code, refusal.value.finding.remedy) == (
        "places.unknown-layout",
        "Export again in one of the layouts in the manual, or rename the columns. The nearest is xpress-democracy-club,"
        " for which it lacks: Addressline6.",
    )


def test_files_of_two_exports_do_not_go_together():
    with pytest.raises(UnreadableFile):
        read(XPRESS, "ems-idox-eros.csv")


def property_rows(*rows):
    header = (SAMPLES / XPRESS).read_text().split("\n", 1)[0]
    return header + "\n" + "".join(
        f"07/05/2026,,,,{uprn},{line},Wells,,,,{postcode},{postcode},AA,{station},Hall,Road,,,,BA5 1AA,{x},{y},,\n"
        for uprn, line, postcode, station, x, y in rows
    )  # fmt: skip


def test_a_uprn_that_went_through_a_spreadsheet_is_refused(tmp_path):
    found = read_text(
        tmp_path, property_rows(("1.00021E+11", "1 Road", "BA5 1AA", 1, 0, 0), ("2", "2 Road", "BA5 1AA", 1, 0, 0))
    )

    assert (found.read, found.skipped, codes(found)) == (2, 1, ["value.uprn-through-excel"])


def test_repeats_are_left_out_but_another_address_with_the_same_uprn_is_kept_without_it(tmp_path):
    rows = [
        ("7", "1 Road", "BA5 1AA", 1, 0, 0),
        ("007", "1 Road", "BA5 1AA", 1, 0, 0),
        ("7", "2 Road", "BA5 1AA", 1, 0, 0),
    ]

    found = read_text(tmp_path, property_rows(*rows))

    assert (found.read, found.kept, found.skipped) == (3, 2, 1)
    assert found.properties["uprn"].to_list() == [7, None]
    assert codes(found) == ["places.skipped-repeat", "places.uprn-twice"]


def test_a_property_without_a_uprn_has_a_reference_that_depends_on_its_address_alone(tmp_path):
    one = read_text(tmp_path, property_rows(("", "1 Road", "BA5 1AA", 1, 0, 0), ("", "2 Road", "BA5 1AA", 1, 0, 0)))
    other = read_text(tmp_path, property_rows(("0", "2 ROAD", "ba51aa", 2, 0, 0), ("", "1 Road", "BA5 1AA", 1, 0, 0)))

    assert one.properties["property_reference"].to_list() == other.properties["property_reference"].to_list()[::-1]
    assert one.properties["property_reference"].n_unique() == 2


@pytest.mark.parametrize(
    ("x", "y", "kept", "told"),
    [
        ("354900", "145600", 354900.0, []),
        ("0", "0", None, []),
        ("0.00", "", None, []),
        ("", "", None, []),
        ("-3.1", "51.0", None, ["places.bad-coordinates"]),
        ("800000", "145600", None, ["places.bad-coordinates"]),
        ("354900", "0", None, ["places.bad-coordinates"]),
        ("x", "y", None, ["places.bad-coordinates"]),
    ],
)
def test_coordinates_are_sane_or_unknown(tmp_path, x, y, kept, told):
    found = read_text(tmp_path, property_rows(("1", "1 Road", "BA5 1AA", 1, x, y)))

    assert (found.polling_places["easting"].to_list(), codes(found)) == ([kept], told)


def test_a_station_that_is_told_in_two_ways_is_pointed_out(tmp_path):
    rows = property_rows(("1", "1 Road", "BA5 1AA", 1, 0, 0)) + property_rows(
        ("2", "2 Road", "BA5 1AA", 1, 0, 0)
    ).split("\n", 1)[1].replace("Hall", "Hut")

    found = read_text(tmp_path, rows)

    assert (found.polling_places["name"].to_list(), codes(found)) == (["Hall"], ["places.station-differs"])


# Points at Land's End, in Shetland and in Belfast, each in its own system (INT-755).
@pytest.mark.parametrize(
    ("srid", "x", "y"),
    [(27700, "134200", "25300"), (27700, "446000", "1141000"), (4326, "-5.93", "54.6"), (29902, "333500", "374000")],
)
def test_points_at_the_ends_of_the_kingdom_are_within_their_systems(srid, x, y):
    rows = pl.DataFrame({"@row": [2], "x1": [x], "y1": [y]})
    report = places_file.Report("f")

    found = places_file.read_coordinates(rows, report, "x1", "y1", srid)

    assert (found.select("x1", "y1").row(0), report.frames) == ((float(x), float(y)), [])


LINE = st.builds(
    "{}{}{}".format,
    st.sampled_from(["", "Flat ", "Unit ", "Top Floor Flat "]),
    st.sampled_from(["", "1 ", "12A ", "3-5 ", "7"]),
    st.sampled_from(["High Street", "Rose House", "Wells", "The Old Mill"]),
)


@given(st.lists(LINE, min_size=1, max_size=6))
def test_an_address_taken_apart_keeps_every_word_in_its_order(lines):
    frame = pl.DataFrame({f"l{at}": [line.strip()] for at, line in enumerate(lines)})

    parts = frame.select(addresses.from_lines([pl.col(name) for name in frame.columns]))

    assert parts.select(addresses.one_line()).item() == ", ".join(line.strip() for line in lines)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("St. Mary's & Ŵern", "st-marys-wern"), ("FAIR VIEW  HALL", "fair-view-hall"), ("x" * 200, "x" * 90)],
)
def test_slugs(text, wanted):
    assert slug(text) == wanted


def test_our_own_layouts_come_back_as_they_were_written(tmp_path):
    homes = pl.DataFrame(
        {
            "property_reference": ["P1", "P2"],
            "uprn": [100000000001, None],
            "street": ["High Street", "Low Road"],
            "postcode": ["TA1 1AA", None],
            "easting": [322000.5, None],
            "northing": [124000.0, None],
            "kind": ["care_home", "dwelling"],
            "status": ["occupied", "void"],
            "district": ["AB1", "AB1"],
            "walk_order": [1, 2],
            "valid_from": ["2026-01-01", None],
        }
    )
    districts = pl.DataFrame(
        {"code": ["AB1"], "name": ["Town"], "polling_place": ["H"], "areas": ["E05014339;E04008637"]}
    )
    halls = pl.DataFrame({"reference": ["H"], "name": ["Hall"], "address1": ["High Street"]})
    areas = pl.DataFrame({"kind": ["ward"], "gss": ["E05014339"], "name": ["Ward"], "parent_gss": ["E06000066"]})
    tables = {"properties": homes, "districts": districts, "polling_places": halls, "areas": areas}
    paths = [
        outgoing.write_csv(frame, tmp_path / f"{name}.csv", reader="machine").path for name, frame in tables.items()
    ]

    found = polling_exports.read(paths)

    assert (found.layout, found.read, found.skipped, found.findings.height) == ("pollwright", 5, 0, 0)
    for name, frame in tables.items():
        again = getattr(found, name).select(frame.columns)
        assert again.cast(pl.String).equals(frame.cast(pl.String)), name


def test_wrong_values_in_our_own_layout_keep_their_rows_out(tmp_path):
    text = (
        "property_reference,uprn,street,postcode,kind,status,district,walk_order,valid_from\n"
        "P1,1,A,TA1 1AA,castle,occupied,AB1,,\n"
        "P2,2,A,TA1 1AA,flat,occupied,AB1,first,\n"
        "P3,3,A,TA1 1AA,flat,occupied,AB1,1,31/02/2026\n"
        ",4,A,TA1 1AA,flat,occupied,AB1,1,\n"
        "P5,5,A,TA1 1AA,flat,occupied,AB1,1,\n"
        "P5,6,A,TA1 1AA,flat,occupied,AB1,1,\n"
    )

    found = read_text(tmp_path, text)

    assert (found.read, found.kept, found.properties["uprn"].to_list()) == (6, 1, [5])
    assert found.findings.select("row", "column", "code").rows() == [
        (2, "kind", "places.skipped-bad-value"),
        (3, "walk_order", "places.skipped-bad-value"),
        (4, "valid_from", "places.skipped-bad-value"),
        (5, "property_reference", "places.skipped-no-reference"),
        (7, "property_reference", "places.skipped-same-reference"),
    ]


@pytest.mark.parametrize(
    "name", sorted(path.name for path in SAMPLES.glob("*.[cC][sS][vV]") if path.name != "parish-to-ward.csv")
)
def test_counts_add_up_whatever_rows_are_broken(tmp_path, name):
    lines = (SAMPLES / name).read_text().splitlines()
    broken = [lines[0], lines[1], lines[1], lines[1][: len(lines[1]) // 2], *lines[2:], ",,,,", "\x00", "=1+1,x"]

    found = read_text(tmp_path, "\n".join(broken))

    rows = found.properties.height if found.properties.height else found.polling_places.height
    assert (found.kept, found.read) == (rows, found.skipped + rows)
