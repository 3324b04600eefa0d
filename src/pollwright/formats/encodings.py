"""Working out how the text of a file is encoded, by reading all of it once.

A sample is not enough: the first accented name may stand on row 400,000. The scan holds one piece at a time, so its
memory does not grow with the file.
"""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from pollwright.formats import finding_kinds as kinds
from pollwright.formats.unreadable import UnreadableFile

PIECE = 8 * 1024 * 1024
SAMPLE = 64 * 1024
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
# Bytes that Windows-1252 leaves without a character.
_NOT_IN_1252 = bytes([0x81, 0x8D, 0x8F, 0x90, 0x9D])
# UTF-8 that was taken for Windows-1252 and encoded again: the start of Ã©, Â£ and â€™ in UTF-8.
_GARBLED = (b"\xc3\x83\xc2", b"\xc3\x82\xc2", b"\xc3\xa2\xe2\x82\xac", b"\xef\xbf\xbd")
# Letters and signs in UTF-8 that no text in Windows-1252 has: there they would read Ã©, Â£, Åµ or â€™.
_UTF8_MARK = re.compile(rb"\xc3[\x80-\xbf]|\xc2[\xa0-\xbf]|\xc5[\xb4-\xb7]|\xe2\x80[\x90-\xbf]")
_AS_1252 = "pollwright.as-1252"
# In plain text of either byte order at least this share of the bytes in the high half is zero.
_UTF16_SHARE = 0.3


@dataclass(frozen=True, slots=True)
class Encoding:
    """How a file's text is encoded: the codec's name, the bytes of its mark to skip, and what the scan came across.

    `strays` counts the bytes of a text in UTF-8 that are none, and are read as Windows-1252.
    """

    name: str
    skip: int
    assumed: bool = False
    nul_bytes: int = 0
    garbled: int = 0
    cr_only: bool = False
    strays: int = 0


def scan(file: BinaryIO) -> Encoding:
    """Return how the text of an open file is encoded. The file is left at its start.

    Tried in order: byte-order marks, UTF-16 without a mark (by where its zero bytes fall), UTF-8, Windows-1252,
    Latin-1.

    :raises UnreadableFile: where the text is not valid in the encoding that its start declares.
    """
    file.seek(0)
    start = file.read(SAMPLE)
    for mark, name in _BOMS:
        if start.startswith(mark):
            return _scan_as(file, name, len(mark))
    wide = _utf16_without_mark(start)
    if wide is not None:
        return _scan_as(file, wide, 0)
    return _scan_narrow(file)


def pieces(file: BinaryIO, encoding: Encoding) -> Iterator[bytes]:
    """Yield the text of an open file as UTF-8 with `\\n` line ends and without NULs, a piece at a time."""
    decoder = codecs.getincrementaldecoder(encoding.name)(_AS_1252 if encoding.strays else "strict")
    plain = encoding.name == "utf-8" and not encoding.strays
    file.seek(encoding.skip)
    held = b""
    while True:
        read = file.read(PIECE)
        piece = held + (read if plain else decoder.decode(read, final=not read).encode("utf-8"))
        held = b""
        if read and piece.endswith(b"\r"):
            piece, held = piece[:-1], b"\r"
        if encoding.nul_bytes:
            piece = piece.replace(b"\x00", b"")
        piece = piece.replace(b"\r\n", b"\n")
        if encoding.cr_only:
            piece = piece.replace(b"\r", b"\n")
        if piece:
            yield piece
        if not read:
            return


def _utf16_without_mark(start: bytes) -> str | None:
    """Return the byte order of UTF-16 text that has no mark, or None where it is not UTF-16."""
    pairs = len(start) // 2
    if pairs < 2:
        return None
    low_first, high_first = start[1::2].count(0), start[0::2].count(0)
    if low_first > pairs * _UTF16_SHARE and high_first < low_first / 10:
        return "utf-16-le"
    if high_first > pairs * _UTF16_SHARE and low_first < high_first / 10:
        return "utf-16-be"
    return None


def _scan_as(file: BinaryIO, name: str, skip: int) -> Encoding:
    """Read the whole file in the encoding that its start declares."""
    decoder = codecs.getincrementaldecoder(name)()
    nul_bytes = garbled = 0
    returns = newlines = False
    file.seek(skip)
    while True:
        read = file.read(PIECE)
        try:
            text = decoder.decode(read, final=not read)
        except UnicodeDecodeError:
            raise UnreadableFile(kinds.TEXT_DAMAGED.at(encoding=name.upper())) from None
        plain = text.encode("utf-8", "surrogatepass")
        nul_bytes += plain.count(b"\x00")
        garbled += sum(plain.count(mark) for mark in _GARBLED)
        returns = returns or b"\r" in plain
        newlines = newlines or b"\n" in plain
        if not read:
            return Encoding(name, skip, False, nul_bytes, garbled, returns and not newlines)


def _scan_narrow(file: BinaryIO) -> Encoding:
    """Read the whole file as UTF-8, noting on the way whether Windows-1252 could hold it."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    unicode = in_1252 = True
    nul_bytes = garbled = marks = 0
    returns = newlines = False
    file.seek(0)
    while True:
        read = file.read(PIECE)
        plain = read.isascii() and not decoder.getstate()[0]
        unicode = unicode and ((plain and bool(read)) or _decodes(decoder, read))
        in_1252 = in_1252 and (plain or not any(code in read for code in _NOT_IN_1252))
        nul_bytes += read.count(0) if 0 in read else 0
        garbled += 0 if plain else sum(read.count(mark) for mark in _GARBLED if mark in read)
        marks += 0 if plain else len(_UTF8_MARK.findall(read))
        returns = returns or b"\r" in read
        newlines = newlines or b"\n" in read
        if not read:
            break
    cr_only = returns and not newlines
    if unicode:
        return Encoding("utf-8", 0, False, nul_bytes, garbled, cr_only)
    if marks:
        return Encoding("utf-8", 0, False, nul_bytes, garbled, cr_only, _count_strays(file))
    return Encoding("cp1252" if in_1252 else "latin-1", 0, True, nul_bytes, 0, cr_only)


def _decodes(decoder: codecs.IncrementalDecoder, read: bytes) -> bool:
    """Return whether the next bytes go on being valid; none left means that the text ends here."""
    try:
        decoder.decode(read, final=not read)
    except UnicodeDecodeError:
        return False
    return True


def _count_strays(file: BinaryIO) -> int:
    """Return how many bytes of a file that is mostly UTF-8 are no part of it."""
    decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
    strays = 0
    file.seek(0)
    while True:
        read = file.read(PIECE)
        text = decoder.decode(read, final=not read)
        if not text.isascii():
            strays += sum("\udc80" <= letter <= "\udcff" for letter in text)
        if not read:
            return strays


def _as_1252(error: UnicodeError) -> tuple[str, int]:
    """Read the bytes that are no UTF-8 as Windows-1252, or as Latin-1 where that has no such character."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    stray = error.object[error.start : error.end]
    return "".join(_letter(bytes([code])) for code in stray), error.end


def _letter(stray: bytes) -> str:
    return stray.decode("latin-1" if stray[0] in _NOT_IN_1252 else "cp1252")


codecs.register_error(_AS_1252, _as_1252)
