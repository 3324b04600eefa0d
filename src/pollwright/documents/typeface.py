"""What a form's fields need to know of our typeface: how wide each character is (TrueType: cmap format 4, hmtx)."""

from __future__ import annotations

from struct import unpack_from

EM = 1000
"""Widths in a PDF are in thousandths of the size."""


class Typeface:
    """A TrueType font.

    :raises ValueError: where the font has no table of Unicode characters that can be read here.
    """

    def __init__(self, data: bytes) -> None:
        self.data = data
        self._tables = {
            data[at : at + 4]: unpack_from(">I", data, at + 8)[0]
            for at in range(12, 12 + 16 * unpack_from(">H", data, 4)[0], 16)
        }
        self._units = unpack_from(">H", data, self._tables[b"head"] + 18)[0]
        self._metrics = unpack_from(">H", data, self._tables[b"hhea"] + 34)[0]
        self._glyphs = self._characters()

    def has(self, character: str) -> bool:
        """Return whether the font shows the character."""
        return ord(character) in self._glyphs

    def width(self, character: str) -> int:
        """Return the advance of the character in thousandths of the size; 0 where the font lacks it."""
        glyph = self._glyphs.get(ord(character))
        if glyph is None:
            return 0
        advance: int = unpack_from(">H", self.data, self._tables[b"hmtx"] + 4 * min(glyph, self._metrics - 1))[0]
        return round(advance * EM / self._units)

    def _characters(self) -> dict[int, int]:
        """Return the glyph of every character of the basic plane."""
        start = self._tables[b"cmap"]
        for at in range(start + 4, start + 4 + 8 * unpack_from(">H", self.data, start + 2)[0], 8):
            offset = start + unpack_from(">I", self.data, at + 4)[0]
            if unpack_from(">H", self.data, offset)[0] == 4:
                return self._segments(offset)
        raise ValueError("The font has no table of Unicode characters of format 4.")

    def _segments(self, at: int) -> dict[int, int]:
        doubled = unpack_from(">H", self.data, at + 6)[0]
        ends, starts, deltas, ranges = (at + 14, at + 16 + doubled, at + 16 + 2 * doubled, at + 16 + 3 * doubled)
        found: dict[int, int] = {}
        for step in range(0, doubled, 2):
            first, last = (unpack_from(">H", self.data, where + step)[0] for where in (starts, ends))
            delta, jump = (unpack_from(">H", self.data, where + step)[0] for where in (deltas, ranges))
            for code in range(first, min(last, 0xFFFE) + 1):
                glyph = code
                if jump:
                    glyph = unpack_from(">H", self.data, ranges + step + jump + 2 * (code - first))[0]
                missing = jump and not glyph
                if not missing:
                    found[code] = (glyph + delta) & 0xFFFF
        return {code: glyph for code, glyph in found.items() if glyph}
