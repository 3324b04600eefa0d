"""Reading a plan from text in which tables are marked by tabs.

Two layouts come from converters: one line a row, its cells parted by tabs; and one line a cell, which begins with a tab
(`plan_wrapped`). Which of them a file has is told by its lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pollwright.formats.plan_growing import Growing
from pollwright.formats.plan_tree import PlanDocument
from pollwright.formats.plan_wrapped import Wrapped, tables_of

CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
STARTS_ANEW = frozenset({"project details", "risk description", "impact score", "ref", "title of agreement"})
"""First cells with which a table begins, even where nothing but an empty line parts it from one as wide."""


def read_plan_text(text: str) -> PlanDocument:
    """Return the plan of a text; every cell of its tables is kept as it stands there, spaces and marks included."""
    lines = CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).split("\n")
    growing = Growing()
    body = _take_title(lines, growing)
    if _is_wrapped(body):
        _take_wrapped(body, growing)
    else:
        _take_rows(body, growing)
    return growing.document()


def _take_title(lines: Sequence[str], growing: Growing) -> Sequence[str]:
    """Take the title in, where the text begins with lines in bold; return the lines after it."""
    first = next((place for place, line in enumerate(lines) if line.strip()), None)
    if first is None or not lines[first].startswith("**"):
        return lines
    for place in range(first, min(len(lines), first + 5)):
        growing.title.append(lines[place].replace("**", "").strip())
        if lines[place].rstrip().endswith("**"):
            growing.title = [line for line in growing.title if line]
            return lines[place + 1 :]
    growing.title.clear()
    return lines


def _is_wrapped(lines: Sequence[str]) -> bool:
    single = sum(1 for line in lines if line.startswith("\t") and line.count("\t") == 1)
    return single > sum(1 for line in lines if "\t" in line.lstrip("\t") or line.count("\t") > 1)


def _take_rows(lines: Sequence[str], growing: Growing) -> None:
    """Take lines in of which each with a tab is a row."""
    table: list[list[str]] = []
    parted = False
    for line in lines:
        if "\t" in line:
            cells = line.split("\t")
            if table and parted and not _goes_on(table, cells):
                growing.rows(table)
                table = []
            table.append(cells)
            parted = False
        elif not line.strip():
            parted = True
        else:
            if table:
                growing.rows(table)
                table = []
            for part in _unglued(line):
                growing.take_line(part)
    if table:
        growing.rows(table)


def _goes_on(table: Sequence[Sequence[str]], cells: Sequence[str]) -> bool:
    """Return whether a row after an empty line, such as a page's end leaves, belongs to the table before it.

    One whose first cell, or all whose others, are those of the first row is the head of the next table.
    """
    head = table[0]
    same = (cells[0].strip() and cells[0] == head[0]) or (any(head[1:]) and cells[1:] == head[1:])
    return len(cells) == len(table[-1]) and not same and cells[0].strip().casefold() not in STARTS_ANEW


def _unglued(line: str) -> Iterator[str]:
    """Yield a line, or two where one in bold was left hanging on the end of another."""
    start = line.find("**")
    if start > 0 and line.rstrip().endswith("**") and line.count("**") == 2:
        yield line[:start]
        yield line[start:]
    else:
        yield line


@dataclass(slots=True)
class _Run:
    """Cells that follow one another, the last of which may still go on."""

    cells: list[Wrapped] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    open: bool = False

    def begin(self, text: str) -> None:
        self.close()
        self.lines, self.open = [text], True

    def close(self) -> None:
        if self.open:
            blanks = 0
            while len(self.lines) > 1 and not self.lines[-1].strip():
                self.lines.pop()
                blanks += 1
            self.cells.append(Wrapped("\n".join(self.lines), blanks))
            self.open = False

    def blank(self) -> int:
        """Return how many empty lines the open cell ends in so far."""
        count = 0
        while count < len(self.lines) - 1 and not self.lines[-1 - count].strip():
            count += 1
        return count


def _take_wrapped(lines: Sequence[str], growing: Growing) -> None:
    """Take lines in of which each that begins with a tab begins a cell."""
    run = _Run()
    for line in lines:
        if line.startswith("\t"):
            if run.open and _begins_heading(line) and run.blank() > 1:
                _end_run(run, growing)
            run.begin(line[1:])
        elif not run.open:
            growing.take_line(line)
        elif line.strip() and run.blank() > 1:
            _end_run(run, growing)
            growing.take_line(line)
        else:
            run.lines.append(line)
    _end_run(run, growing)


def _begins_heading(line: str) -> bool:
    return bool(re.fullmatch(r"\t\d{1,2}(\.\d{1,2})+\s*", line))


def _end_run(run: _Run, growing: Growing) -> None:
    run.close()
    cells, run.cells = run.cells, []
    if len(cells) > 1 and _begins_heading(f"\t{cells[0].text}"):
        growing.rows([[cells[0].text, cells[1].text]])
        cells = cells[2:]
    for rows in tables_of(cells):
        growing.rows(rows)
