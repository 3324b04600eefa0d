"""Opening files: encodings, delimiters, quoting, shapes of rows."""

import csv
import io

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pollwright.formats import delimited, encodings, intake
from pollwright.formats.intake import CELLS, ROW
from pollwright.formats.unreadable import UnreadableFile

# The same three lines in each form. The name has letters outside ASCII that Windows-1252 and Latin-1 both have.
TEXT = "Surname,Forenames,Town\nO’Brien,Zoë,Bath\nLlŷr,Sîan,Wells\n"
NARROW = "Surname,Forenames,Town\nNuñez,Zoë,Bath\nMüller,Siân,Wells\n"


@pytest.fixture
def write(tmp_path):
    def written(content, name="register.csv"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return written


def rows(table):
    return table.read().select(pl.exclude(ROW, CELLS)).rows()


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (TEXT.encode("utf-8"), "utf-8"),
        (TEXT.encode("utf-8-sig"), "utf-8"),
        (b"\xff\xfe" + TEXT.encode("utf-16-le"), "utf-16-le"),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), "utf-16-be"),
        (TEXT.encode("utf-16-le"), "utf-16-le"),
        (TEXT.encode("utf-16-be"), "utf-16-be"),
    ],
)
def test_unicode_is_read_with_and_without_its_mark(write, content, encoding):
    table = intake.open_table(write(content))

    assert (table.encoding, table.headers, table.findings) == (encoding, ("Surname", "Forenames", "Town"), ())
    assert rows(table) == [("O’Brien", "Zoë", "Bath"), ("Llŷr", "Sîan", "Wells")]


def test_windows_1252_is_read_and_said_to_be_assumed(write):
    table = intake.open_table(write("Surname,Town\nO’Brien – Zoë,Bath\n".encode("cp1252")))

    assert (table.encoding, [finding.code for finding in table.findings]) == ("cp1252", ["file.assumed-encoding"])
    assert rows(table) == [("O’Brien – Zoë", "Bath")]


def test_latin_1_is_read_where_windows_1252_has_no_such_character(write):
    table = intake.open_table(write("Surname,Town\nNuñez\x81,Bath\n".encode("latin-1")))

    assert (table.encoding, rows(table)) == ("latin-1", [("Nuñez\x81", "Bath")])


def test_an_accent_past_the_sample_still_decides_the_encoding(write):
    plain = "Surname,Town\n" + "Smith,Bath\n" * 20_000

    table = intake.open_table(write(plain.encode() + "Nuñez,Bath\n".encode("cp1252")))

    assert (table.encoding, rows(table)[-1]) == ("cp1252", ("Nuñez", "Bath"))


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("name", ["register.csv", "register.tsv"])
def test_delimiter_and_line_end_are_found_whatever_the_extension(write, delimiter, line_end, name):
    content = NARROW.replace(",", delimiter).replace("\n", line_end)

    table = intake.open_table(write(content, name))

    assert (table.delimiter, rows(table)) == (delimiter, [("Nuñez", "Zoë", "Bath"), ("Müller", "Siân", "Wells")])


def test_commas_inside_values_do_not_hide_a_tab(write):
    content = "Name\tAddress\nSmith, J\t1 High Street, Wells\nJones, A\t2 High Street, Wells, Somerset\n"

    assert intake.open_table(write(content)).delimiter == "\t"


def test_excels_separator_line_is_obeyed_and_counted(write):
    table = intake.open_table(write("sep=;\nName;Town\nSmith, J;Wells\n"))

    assert (table.headers, table.read()[ROW].to_list()) == (("Name", "Town"), [3])


def test_rows_are_counted_as_a_spreadsheet_does_past_blank_ones(write):
    table = intake.open_table(write("\nName,Town\n\nSmith,Wells\n,\n  ,\nJones,Bath\n"))

    assert (table.header_row, table.read()[ROW].to_list()) == (2, [4, 7])


def test_values_in_quotation_marks_may_hold_anything(write):
    table = intake.open_table(write('Name,Note\n"Smith, J","said ""yes""\nand left"\nJones,\n'))

    assert rows(table) == [("Smith, J", 'said "yes"\nand left'), ("Jones", "")]
    assert table.read()[ROW].to_list() == [2, 3]


def test_stray_quotation_marks_lose_nothing(write):
    content = (
        'Name,Note,Town\nSmith,12" pipe,Wells\nJones,"Rose Cottage,Bath\nBrown,"a, b",Frome\nGreen,say "hi",Chard\n'
    )

    table = intake.open_table(write(content))

    assert rows(table) == [
        ("Smith", '12" pipe', "Wells"),
        ("Jones", "Rose Cottage", "Bath"),
        ("Brown", "a, b", "Frome"),
        ("Green", 'say "hi"', "Chard"),
    ]
    assert table.read()[CELLS].to_list() == [None] * 4


@pytest.mark.parametrize("stray", ["", '1,12" pipe,x\n'])
def test_short_and_long_rows_carry_their_number_of_cells(write, stray):
    table = intake.open_table(write(f"A,B,C\n{stray}1,2,3\n1,2\n1,2,3,4\n1,2,3,,\n1,2,3,,9\n"))

    assert table.read()[CELLS].to_list()[1 if stray else 0 :] == [None, 2, 4, None, 5]


def test_a_row_longer_than_is_looked_at_is_still_long(write):
    table = intake.open_table(write("A,B\n1,2\n1,2" + "," * 100 + "9\n1,2\n"))

    assert table.read()[CELLS].to_list() == [None, 102, None]


def test_trailing_empty_columns_are_dropped(write):
    table = intake.open_table(write("A,B,,\n1,2,,\n3,4,,\n"))

    assert (table.headers, rows(table)) == (("A", "B"), [("1", "2"), ("3", "4")])


def test_repeated_and_blank_headings_are_told_apart_and_reported(write):
    table = intake.open_table(write("Name,Name,,Town,@row\n1,2,3,4,5\n"))

    assert table.headers == ("Name", "Name (2)", "column 3", "Town", "row")
    assert [finding.code for finding in table.findings] == ["file.repeated-header", "file.blank-header"]


def test_nul_bytes_are_left_out_and_reported(write):
    table = intake.open_table(write(b"Name,Town\nSm\x00ith,Wells\n"))

    assert rows(table) == [("Smith", "Wells")]
    assert [(finding.code, finding.level) for finding in table.findings] == [("file.nul-bytes", "warning")]


def test_letters_garbled_before_the_export_are_reported_not_guessed(write):
    table = intake.open_table(write("Name,Town\nZoÃ«,Wells\n"))

    assert (rows(table), [finding.code for finding in table.findings]) == ([("ZoÃ«", "Wells")], ["file.garbled-text"])


@pytest.mark.parametrize("size", [1, 2, 3, 5, 7, 11, 64])
@pytest.mark.parametrize("stray", ["", 'Brown,12" pipe\n'])
def test_pieces_of_any_size_give_the_same_rows(size, stray):
    text = (f'"Smith, J","said ""yes""\nand left"\n{stray}Nuñez,\n\nJones,x\n' * 3).encode()
    header = delimited.Header(("Name", "Note"), 1, ",", 0)
    cut = (text[at : at + size] for at in range(0, len(text), size))

    found = pl.concat(delimited.frames(cut, header, ("Name", "Note")))

    whole = [("Smith, J", 'said "yes"\nand left'), ("Brown", '12" pipe'), ("Nuñez", ""), ("Jones", "x")]
    wanted = [row for row in whole if stray or row[0] != "Brown"] * 3
    assert found.select("Name", "Note").rows() == wanted
    blank_fifth, blank_fourth = [2, 3, 4, 6, 7, 8, 9, 11, 12, 13, 14, 16], [2, 3, 5, 6, 7, 9, 10, 11, 13]
    assert found[ROW].to_list() == (blank_fifth if stray else blank_fourth)


@pytest.mark.parametrize("size", [1, 2, 3, 4, 5])
@pytest.mark.parametrize("codec", ["utf-8", "utf-16-le", "cp1252"])
def test_a_line_end_cut_in_two_stays_one_line_end(write, monkeypatch, size, codec):
    path = write("A,B\r\n1,é\r\n\r\n2,x\r\n".encode(codec))
    monkeypatch.setattr(encodings, "PIECE", size)

    with path.open("rb") as file:
        text = b"".join(encodings.pieces(file, encodings.Encoding(codec, 0)))

    assert text.decode() == "A,B\n1,é\n\n2,x\n"


VALUE = st.text(
    st.characters(
        codec="utf-8", include_characters="\n\t", exclude_characters="\ufeff", exclude_categories=["Cs", "Cc"]
    ),
    max_size=12,
)


@given(st.lists(st.tuples(VALUE, VALUE, VALUE), min_size=1, max_size=8))
def test_what_was_written_is_read_back(tmp_path_factory, written):
    path = tmp_path_factory.mktemp("trip") / "table.csv"
    text = io.StringIO()
    csv.writer(text, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows(
        [("A", "B", "C"), ("first", "1", "2"), *written]
    )
    path.write_bytes(text.getvalue().encode("utf-8"))

    table = intake.open_table(path)

    filled = [row for row in written if any(cell.strip() for cell in row)]
    assert rows(table) == [("first", "1", "2"), *filled]


def test_only_so_much_is_held_in_memory_at_once(write):
    content = b"Surname,Town\n" + b"Smith,Wells\n" * 2_000_000

    heights = [chunk.height for chunk in intake.open_table(write(content)).chunks()]

    assert (sum(heights), max(heights) <= encodings.PIECE // len(b"Smith,Wells\n") + 1) == (2_000_000, True)


def test_a_missing_file_is_refused_without_its_name(tmp_path):
    with pytest.raises(UnreadableFile) as refusal:
        intake.open_table(tmp_path / "elector-smith.csv")

    assert str(refusal.value) == "file.missing: The file cannot be opened."
