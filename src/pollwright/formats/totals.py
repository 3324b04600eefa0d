"""Lines at the foot of an export that are no rows: totals, counts of rows, marks of the end."""

import re

import polars as pl

from pollwright.findings import Kind
from pollwright.formats import finding_frames
from pollwright.formats import finding_kinds as kinds
from pollwright.formats.delimited import CELLS, ROW

_MOST_FILLED = 3
_NUMBER = r"[0-9][0-9,. ]*"
_UNITS = r"(?:rows?|records?|properties|addresses|electors|stations|lines)"
_TOTAL = re.compile(
    rf"\W*(?:(?:grand |sub-?)?totals?\b(?: (?:number of )?{_UNITS})?|(?:number|no\.?|count) of {_UNITS}|(?:row|record) ?count"
    rf"|end of (?:file|report|data|export|extract|list|register))\W*(?P<after>{_NUMBER})?\W*"
    rf"|\W*(?P<before>{_NUMBER}) {_UNITS}(?: (?:affected|selected|exported|returned|in total|found))?\W*",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"rows?|records?|lines", re.IGNORECASE)
_PLAIN_NUMBER = re.compile(rf"\W*{_NUMBER}\W*")


class Totals:
    """Takes the totals out of the frames of one file, in their order.

    A row is taken for one where hardly any of its cells are filled, the first of these says that it is a total, a count
    or the end, and the others are numbers.
    """

    def __init__(self) -> None:
        self._rows = 0

    def take_out(self, frame: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
        """Return a frame without its totals, and the findings about them."""
        found = _found(frame)
        above = self._rows
        self._rows += frame.height - len(found)
        if not found:
            return frame, finding_frames.empty()
        rows = pl.DataFrame(
            [(row, text, told) for row, text, told in found],
            schema={ROW: pl.UInt32, "text": pl.String, "told": pl.Int64},
            orient="row",
        )
        before = pl.Series("read", [above + int((frame[ROW] < row).sum()) for row, _, _ in found], dtype=pl.Int64)
        before -= pl.Series(range(len(found)), dtype=pl.Int64)
        differing = rows.with_columns(before).filter(pl.col("told") != pl.col("read"))
        return frame.filter(~pl.col(ROW).is_in(rows[ROW].implode())), pl.concat(
            [_said(kinds.TOTALS_LINE, rows), _said(kinds.TOTAL_DIFFERS, differing)]
        )


def _said(kind: Kind, rows: pl.DataFrame) -> pl.DataFrame:
    details = {name: pl.col(name) for name in ("told", "read")} if "read" in rows.columns else {}
    return finding_frames.at_rows(kind, rows, None, pl.col("text"), **details)


def _found(frame: pl.DataFrame) -> list[tuple[int, str, int | None]]:
    """Return the row, text and number of rows told of each total."""
    names = [name for name in frame.columns if name not in (ROW, CELLS)]
    if len(names) < 2 * _MOST_FILLED:
        return []
    filled = pl.sum_horizontal((pl.col(name) != "").cast(pl.UInt16) for name in names)
    few = frame.filter(filled <= _MOST_FILLED)
    found = []
    for row, *cells in few.select(ROW, *names).iter_rows():
        texts = [cell.strip() for cell in cells if cell.strip()]
        match = _TOTAL.fullmatch(texts[0]) if texts else None
        if match and all(_PLAIN_NUMBER.fullmatch(text) for text in texts[1:]):
            found.append((row, " ".join(texts), _told(match, texts)))
    return found


def _told(match: re.Match[str], texts: list[str]) -> int | None:
    """Return how many rows a total says that there are; None where it counts something else or nothing."""
    numbers = [match["after"] or match["before"] or "", *texts[1:]]
    given = [digits for number in numbers if (digits := re.sub(r"[^0-9]", "", number)) and "." not in number]
    return int(given[0]) if len(given) == 1 and len(given[0]) < 10 and _COUNTED.search(texts[0]) else None
