"""Files that must not be opened, each with a plain reason."""

import os
import random
import struct
import zipfile

import pytest
import xlsxwriter

from pollwright.formats import intake, workbooks
from pollwright.formats.unreadable import UnreadableFile

WORKBOOK_PART = ("xl/workbook.xml", b"<workbook/>")


def code_of(path, **options):
    with pytest.raises(UnreadableFile) as refusal:
        intake.open_table(path, **options)
    return refusal.value.finding.code


def archive(path, parts):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts:
            file.writestr(name, content)
    return path


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file.empty"),
        (b"\xef\xbb\xbf\r\n\r\n", "file.empty"),
        (b"\x00" * 4096, "file.empty"),
        (b"Surname,Town\n", "file.no-rows"),
        (b"Surname,Town\n,\n , \n", "file.no-rows"),
        (b"only one column\nSmith\nJones\n", "file.no-columns"),
        (b"%PDF-1.7 ...", "file.not-a-table"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x01" * 600, "file.not-a-table"),
        (b"\x1f\x8b\x08\x00" + b"\x01" * 600, "file.not-a-table"),
        (b'{"type": "FeatureCollection", "features": []}', "file.not-a-table"),
        (b"<!doctype html><table><tr><td>a,b</td></tr></table>", "file.not-a-table"),
        (random.Random(1).randbytes(5000), "file.not-a-table"),
        (b"\xff\xfe" + "Surname,Town\nSmith,Wells\n".encode("utf-16-le") + b"\x00", "file.text-damaged"),
        (b"\xef\xbb\xbfSurname,Town\nSm\xefth,Wells\n", "file.text-damaged"),
        (b"PK\x03\x04 and then nothing that an archive has", "file.workbook-damaged"),
    ],
)
def test_what_is_no_table_is_refused_with_its_reason(tmp_path, content, code):
    path = tmp_path / "register.csv"
    path.write_bytes(content)

    assert code_of(path) == code


def test_a_file_past_the_limit_is_refused_before_it_is_read(tmp_path):
    path = tmp_path / "huge.csv"
    with path.open("wb") as file:
        file.truncate(intake.LIMIT_BYTES + 1)

    assert code_of(path) == "file.too-large"


def test_a_folder_is_refused(tmp_path):
    assert code_of(tmp_path) == "file.not-a-file"


def test_a_pipe_is_refused_without_waiting_for_it(tmp_path):
    path = tmp_path / "pipe.csv"
    os.mkfifo(path)

    assert code_of(path) == "file.not-a-file"


def test_a_device_is_refused():
    from_nowhere = os.devnull

    assert code_of(from_nowhere) == "file.not-a-file"


def test_a_path_with_a_nul_is_refused():
    assert code_of("register\x00.csv") == "file.missing"


def test_an_archive_that_is_no_workbook_is_refused(tmp_path):
    assert code_of(archive(tmp_path / "register.xlsx", [("register.csv", b"a,b\n1,2\n")])) == "file.not-a-table"


@pytest.mark.parametrize("name", ["../../outside.xml", "/etc/outside.xml", "xl/../../outside.xml", "..\\outside.xml"])
def test_a_workbook_with_parts_outside_itself_is_refused(tmp_path, name):
    assert code_of(archive(tmp_path / "register.xlsx", [WORKBOOK_PART, (name, b"x")])) == "file.hostile-path"


def test_a_workbook_packed_a_thousand_to_one_is_refused(tmp_path):
    path = archive(tmp_path / "register.xlsx", [WORKBOOK_PART, ("xl/worksheets/sheet1.xml", b"0" * 20_000_000)])

    assert (path.stat().st_size < 100_000, code_of(path)) == (True, "file.workbook-swells")


def _declare_sizes(path, size):
    """Rewrite what the archive's directory declares as the unpacked size of its last part."""
    content = bytearray(path.read_bytes())
    entry = content.rindex(b"PK\x01\x02")
    struct.pack_into("<I", content, entry + 24, size)
    path.write_bytes(content)


def test_a_workbook_that_declares_more_than_the_limit_is_refused_unopened(tmp_path):
    path = archive(tmp_path / "register.xlsx", [WORKBOOK_PART, ("xl/worksheets/sheet1.xml", b"<worksheet/>")])
    _declare_sizes(path, workbooks.LIMIT_UNPACKED + 1)

    assert code_of(path) == "file.workbook-swells"


def test_a_workbook_that_declares_less_than_it_unpacks_to_is_refused(tmp_path):
    path = archive(tmp_path / "register.xlsx", [WORKBOOK_PART, ("xl/worksheets/sheet1.xml", b"0" * 20_000_000)])
    _declare_sizes(path, 100)

    assert code_of(path) == "file.workbook-swells"


def test_a_workbook_cut_short_is_refused(tmp_path):
    path = tmp_path / "register.xlsx"
    with xlsxwriter.Workbook(str(path)) as workbook:
        workbook.add_worksheet().write_row(0, 0, ["Surname", "Town"])
    path.write_bytes(path.read_bytes()[:-200])

    assert code_of(path) == "file.workbook-damaged"


def test_a_refusal_never_quotes_the_file(tmp_path):
    path = tmp_path / "register.csv"
    path.write_bytes(b"SECRETSURNAME\nSECRETSURNAME\n")

    with pytest.raises(UnreadableFile) as refusal:
        intake.open_table(path)

    assert "SECRET" not in f"{refusal.value} {refusal.value.finding}"
