"""Layouts of registers: recognised by their headings, brought to our columns; and mapping files."""

import polars as pl
import pytest

from pollwright.formats import markers, register_layouts, register_mapping
from pollwright.formats.delimited import CELLS, ROW
from pollwright.formats.register_layouts import ELECTOR_COLUMNS, XPRESS_FULL, XPRESS_MONTHLY
from pollwright.formats.register_mapping import BadMapping

# Handbook registration 4.6.
FULL = [
    "Elector Number Prefix",
    "Elector Number",
    "Elector Number Suffix",
    "Elector Markers",
    "Elector DOB",
    "Elector Surname",
    "Elector Forename",
    "PostCode",
    "Address1",
    "Address2",
    "Address3",
    "Address4",
    "Address5",
    "Address6",
]
FULL_ONE_NAME = [*FULL[:5], "Elector Name", *FULL[7:]]
MONTHLY = [
    "ElectorNumber",
    "MarkersRegisterText",
    "ElectorDOB",
    "ElectorSurname",
    "ElectorForename",
    "PropertyAddress1",
    "PropertyAddress2",
    "PropertyAddress3",
    "PropertyAddress4",
    "PropertyAddress5",
    "PropertyPostCode",
]


def frame_of(headers, *rows):
    columns = {ROW: range(2, 2 + len(rows)), CELLS: [None] * len(rows)}
    columns |= {header: [row.get(header, "") for row in rows] for header in headers}
    return pl.DataFrame(columns, schema_overrides={ROW: pl.UInt32, CELLS: pl.UInt32})


@pytest.mark.parametrize(
    ("headers", "name"),
    [
        (ELECTOR_COLUMNS, "pollwright"),
        ([name.replace("_", " ").title() for name in ELECTOR_COLUMNS], "pollwright"),
        (FULL, "xpress-full"),
        (FULL_ONE_NAME, "xpress-full"),
        ([name.upper().replace(" ", "_") for name in FULL], "xpress-full"),
        (MONTHLY, "xpress-monthly"),
    ],
)
def test_a_layout_is_recognised_by_its_headings(headers, name):
    assert register_layouts.recognise(headers).name == name


@pytest.mark.parametrize("headers", [[], ["Name", "Town"], FULL[2:], MONTHLY[1:]])
def test_other_headings_are_not_forced_into_a_layout(headers):
    assert register_layouts.recognise(headers) is None


def test_a_near_miss_is_told_what_it_lacks():
    finding = register_layouts.unrecognised([name for name in FULL if name != "Elector Markers"])

    assert finding.remedy.endswith("The nearest is Xpress full register, for which it lacks: Elector Markers.")


def test_a_monthly_elector_number_is_taken_apart():
    frame = frame_of(
        MONTHLY, {"ElectorNumber": "AB1-123/2"}, {"ElectorNumber": "AB-1-45"}, {"ElectorNumber": "no number"}
    )

    canonical = XPRESS_MONTHLY.canonical(frame)

    assert canonical.select("district", "number", "suffix").rows() == [
        ("AB1", "123", "2"),
        ("AB-1", "45", None),
        (None, None, None),
    ]


def test_the_full_layout_brings_each_column_to_its_place():
    row = dict(
        zip(
            FULL,
            ["AB", "12", "0", "B", "", "Nuñez", "Zoë", "TA1 1AA", "1", "High Street", "", "", "", "Wells"],
            strict=True,
        )
    )

    canonical = XPRESS_FULL.canonical(frame_of(FULL, row))

    found = canonical.select(
        "district", "number", "suffix", "marker", "surname", "forenames", "postcode", "address2", "address6"
    )
    assert found.rows() == [("AB", "12", "0", "B", "Nuñez", "Zoë", "TA1 1AA", "High Street", "Wells")]


def test_columns_of_no_use_are_named():
    notes = XPRESS_FULL.unused([*FULL, "Shoe size"])

    assert [(note.code, note.column) for note in notes] == [("file.unused-column", "Shoe size")]


MAPPING = """
name = "old-system"
date_order = "month"

[columns]
surname = "Last Name"
forenames = ["First Name", "Middle Names"]
district = { column = "Elector Number", pattern = "^([A-Z]+)" }
open_register = { column = "Opted out", values = { "Y" = "no", "N" = "yes" } }
nationality = { constant = "GB" }
"""


def test_a_mapping_file_makes_a_layout(tmp_path):
    path = tmp_path / "mapping.toml"
    path.write_text(MAPPING)
    headers = ["Last Name", "First Name", "Middle Names", "Elector Number", "Opted out"]
    frame = frame_of(
        headers,
        dict(zip(headers, ["Smith", "Ann", " ", "AB12", "y"], strict=True)),
        dict(zip(headers, ["Jones", "Bo", "Lee", "12", "perhaps"], strict=True)),
    )

    layout = register_mapping.from_mapping(path)

    assert (layout.name, layout.order, layout.fits(headers), layout.fits(headers[1:])) == (
        "old-system",
        "month",
        True,
        False,
    )
    assert layout.canonical(frame).select(
        "surname", "forenames", "district", "open_register", "nationality"
    ).rows() == [
        ("Smith", "Ann", "AB", "no", "GB"),
        ("Jones", "Bo Lee", None, "perhaps", "GB"),
    ]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("surname = ", ["mapping.unreadable"]),
        ("[columns]\nsurname = 'A'", ["mapping.lacks-column"]),
        ("title = 'x'", ["mapping.lacks-column", "mapping.lacks-column"]),
        ("[columns]\nsurname = 'A'\ndistrict = 'B'\nfornames = 'C'", ["mapping.unknown-column"]),
        ("colour = 'x'\n[columns]\nsurname = 'A'\ndistrict = 'B'", ["mapping.unknown-key"]),
        ("date_order = 'year'\n[columns]\nsurname = 'A'\ndistrict = 'B'", ["mapping.bad-date-order"]),
        ("[columns]\nsurname = 3\ndistrict = 'B'", ["mapping.bad-source", "mapping.lacks-column"]),
        (
            "[columns]\nsurname = 'A'\ndistrict = { column = 'B', pattern = '(' }",
            ["mapping.bad-source", "mapping.lacks-column"],
        ),
        (
            "[columns]\nsurname = 'A'\ndistrict = { column = 'B', pattern = 'x' }",
            ["mapping.bad-source", "mapping.lacks-column"],
        ),
        (
            "[columns]\nsurname = 'A'\ndistrict = { column = 'B', constant = 'x' }",
            ["mapping.bad-source", "mapping.lacks-column"],
        ),
        (
            "[columns]\nsurname = 'A'\ndistrict = { column = 'B', pattern = 7 }",
            ["mapping.bad-source", "mapping.lacks-column"],
        ),
        (
            "[columns]\nsurname = 'A'\ndistrict = { columns = ['B', 'C'], join = 5 }",
            ["mapping.bad-source", "mapping.lacks-column"],
        ),
        ("[columns]\nsurname = 'A'\ndistrict = { col = 'B' }", ["mapping.bad-source", "mapping.lacks-column"]),
        (
            "[columns]\nsurname = 'A'\ndistrict = { column = 'B', values = 'x' }",
            ["mapping.bad-source", "mapping.lacks-column"],
        ),
    ],
)
def test_a_bad_mapping_is_refused_with_everything_that_is_wrong(tmp_path, text, codes):
    path = tmp_path / "mapping.toml"
    path.write_text(text)

    with pytest.raises(BadMapping) as refusal:
        register_mapping.from_mapping(path)

    assert [finding.code for finding in refusal.value.findings] == codes


def test_a_slip_in_a_column_name_is_told_the_nearest(tmp_path):
    with pytest.raises(BadMapping) as refusal:
        register_mapping.layout_of({"columns": {"surname": "A", "district": "B", "fornames": "C"}})

    assert refusal.value.findings[0].remedy.endswith("'forenames' is the nearest name.")


# Table 1.5: the letters; REG-130: N is anonymous; A is an absent voter, not a franchise.
@pytest.mark.parametrize(
    ("text", "letters", "day", "unknown", "absent", "anonymous"),
    [
        ("", None, None, False, False, False),
        ("B", "B", None, False, False, False),
        ("b", "B", None, False, False, False),
        ("N", "N", None, False, False, True),
        ("B N", "BN", None, False, False, True),
        ("N+B", "BN", None, False, False, True),
        ("F/N", "FN", None, False, False, True),
        ("FN", "FN", None, False, False, True),
        ("A", None, None, False, True, False),
        ("A, B", "B", None, False, True, False),
        ("L L", "L", None, False, False, False),
        ("12/03/2027", None, "12/03/2027", False, False, False),
        ("B 12/03/2027", "B", "12/03/2027", False, False, False),
        ("B (12 Mar 2027)", "B", "12 MAR 2027", False, False, False),
        ("2027-03-12", None, "2027-03-12", False, False, False),
        ("Q", None, None, True, False, False),
        ("ATTAINER", None, None, True, False, False),
    ],
)
def test_a_printed_marker_is_taken_apart(text, letters, day, unknown, absent, anonymous):
    found = pl.DataFrame({"marker": [text]}).select(markers.read(pl.col("marker"))).row(0)

    assert found == (letters, day, unknown, absent, anonymous)
