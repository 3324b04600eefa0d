"""Writing a PDF whose objects are packed and compressed (PDF 1.7, 7.5.7 and 7.5.8), one object at a time."""

from __future__ import annotations

import zlib
from array import array
from typing import BinaryIO

OBJECTS_TOGETHER = 200
"""Objects in one packed stream: few enough for a reader to open a page quickly."""


class PackedPdf:
    """The file being written: streams go straight to it, other objects are packed."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._at = 0
        self._kinds, self._first, self._second = array("B", [0]), array("Q", [0]), array("I", [0xFFFF])
        self._waiting: list[tuple[int, bytes]] = []
        self.count = 1
        self._write(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")

    def reserve(self, number: int) -> int:
        """Set so many object numbers aside and return the first."""
        first = self.count
        self.count += number
        self._kinds.extend([0] * number)
        self._first.extend([0] * number)
        self._second.extend([0] * number)
        return first

    def stream(self, number: int, head: bytes, body: bytes) -> None:
        """Write a stream; `head` is its dictionary."""
        self._place(number, 1, self._at, 0)
        self._write(b"%d 0 obj\n%s\nstream\n%s\nendstream\nendobj\n" % (number, head, body))

    def plain(self, number: int, body: bytes) -> None:
        """Take an object that is no stream, to be packed with others."""
        self._waiting.append((number, body))
        if len(self._waiting) == OBJECTS_TOGETHER:
            self._pack()

    def finish(self, root: int, info: int, identity: bytes) -> None:
        """Write what is still waiting, the cross-reference stream and the trailer."""
        self._pack()
        number, start = self.reserve(1), self._at
        self._place(number, 1, start, 0)
        rows = bytearray()
        for kind, first, second in zip(self._kinds, self._first, self._second, strict=True):
            rows += kind.to_bytes(1, "big") + first.to_bytes(5, "big") + second.to_bytes(2, "big")
        body = zlib.compress(rows)
        head = b"<</Type/XRef/Size %d/W[1 5 2]/Root %d 0 R/Info %d 0 R/ID[<%s><%s>]/Filter/FlateDecode/Length %d>>"
        self._write(b"%d 0 obj\n" % number + head % (self.count, root, info, identity, identity, len(body)))
        self._write(b"\nstream\n" + body + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % start)

    def _pack(self) -> None:
        if not self._waiting:
            return
        number = self.reserve(1)
        index, bodies, at = [], [], 0
        for place, (packed, body) in enumerate(self._waiting):
            self._place(packed, 2, number, place)
            index.append(b"%d %d" % (packed, at))
            bodies.append(body)
            at += len(body) + 1
        first = b" ".join(index) + b"\n"
        content = zlib.compress(first + b"\n".join(bodies))
        head = b"<</Type/ObjStm/N %d/First %d/Filter/FlateDecode/Length %d>>"
        self.stream(number, head % (len(bodies), len(first), len(content)), content)
        self._waiting.clear()

    def _place(self, number: int, kind: int, first: int, second: int) -> None:
        self._kinds[number], self._first[number], self._second[number] = kind, first, second

    def _write(self, data: bytes) -> None:
        self._file.write(data)
        self._at += len(data)
