"""The print edition of a published register: a cover and a part for each polling district, bound into one tagged PDF.

Totals that the papers state are counted from the snapshot by SQL, apart from the lines that they print, and the cover's
from the publication's own proof; a paper whose sides differ is refused.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import duckdb

from pollwright.documents.batches import Progress, render_batch
from pollwright.documents.binding import Leaf, bind
from pollwright.documents.imprint import Imprint
from pollwright.documents.papers.editions import Edition
from pollwright.documents.papers.register_cover import FullCount, FullRegisterCover, OpenCount, OpenRegisterCover
from pollwright.documents.papers.register_part import (
    AnonymousEntry,
    Entry,
    MarkerMeaning,
    OtherElector,
    RegisterPart,
    Street,
    Totals,
)
from pollwright.documents.typesetting import Paper, Standard, Typesetter, data_of

MEANINGS = {
    "B": "EU citizen: local and police and crime commissioner elections, not UK Parliament",
    "E": "member of the House of Lords living abroad",
    "F": "overseas elector: UK Parliament only",
    "G": "EU citizen: local elections only",
    "K": "EU citizen: local elections only",
    "L": "member of the House of Lords: not UK Parliament",
    "M": "qualifying foreign citizen: not UK Parliament",
    "N": "anonymous entry",
    "U": "EU citizen: local elections only",
}
"""What each letter that a register prints says (handbook 1.5)."""
ATTAINS = MarkerMeaning("date", "attains voting age that day, and may vote on or after it")
PROCESSES = 2
CHANGES = ("before", "added", "deleted", "moved_in", "moved_out")
FETCHED = 5_000

_LINES = """
SELECT district, section,
       number || CASE WHEN suffix > 0 THEN '/' || suffix ELSE '' END,
       marker, attains_on,
       concat_ws(', ', nullif(surname, ''), nullif(forenames, '')),
       concat_ws(' ', CASE WHEN split_at > 0 THEN substr(address, split_at) ELSE tail END, nullif(postcode, '')),
       CASE WHEN split_at > 0 THEN rtrim(substr(address, 1, split_at - 1), ', ')
            ELSE rtrim(substr(address, 1, length(address) - length(tail)), ', ') END,
       concat_ws(' ', address, nullif(postcode, ''))
FROM (
    SELECT s.*, coalesce(strpos(address, street), 0) AS split_at, regexp_extract(address, ', (.*)$', 1) AS tail
    FROM snapshot s LEFT JOIN streets t ON t.reference = s.property_reference
    WHERE {kept}
) ORDER BY district, section, number, suffix
"""

_STATED = """
SELECT {code}, count(*) FILTER ({kept} AND section = '1-ordinary'), count(*) FILTER ({kept} AND section = '2-other'),
       count(*) FILTER ({kept} AND section = '3-anonymous'),
       count(*) FILTER ({kept} AND attains_on IS NOT NULL AND section <> '3-anonymous'),
       count(*), count(*) FILTER (section = '3-anonymous'),
       count(*) FILTER (NOT open_register AND section <> '3-anonymous')
FROM snapshot {grouped} ORDER BY 1
"""

Row = tuple[str, str, str, str, date | None, str, str, str, str]


@dataclass(frozen=True, slots=True)
class PrintedDistrict:
    """What is known of a polling district besides its electors. `alphabetical`: not in street order (REG-400)."""

    name: str
    areas: tuple[tuple[str, str], ...] = ()
    alphabetical: bool = False


@dataclass(frozen=True, slots=True)
class PrintOrder:
    """What is to be printed.

    :param proof: of each district, by code, the counts of the publication's proof; those of a register that had no
        register before it are missing, and all its electors count as added.
    :param masked: how many electors are anonymous now whom the register named when it was published.
    :param others_only: print the other electors and the anonymous of each district, without a cover, since the proof of
        the cover is of the whole register.
    """

    imprint: Imprint
    register: str
    edition: Edition
    districts: Mapping[str, PrintedDistrict]
    proof: Mapping[str, Mapping[str, int]]
    masked: int = 0
    others_only: bool = False

    @property
    def kept(self) -> str:
        """The condition on the snapshot's rows that says which of them are printed."""
        if self.others_only:
            return "section <> '1-ordinary'"
        return "open_register" if self.edition is Edition.OPEN else "TRUE"

    @property
    def title(self) -> str:
        """The title of the volume."""
        what = "other electors" if self.others_only else f"{self.edition} register"
        return f"{self.register}: {self.imprint.authority} ({what})"


@dataclass(frozen=True, slots=True)
class PrintedEdition:
    """The bound volume. `memory` is the most that a typesetting process has had resident, in bytes."""

    path: Path
    pages: int
    rows: int
    memory: int


@dataclass(frozen=True, slots=True)
class _Stated:
    """The counts of one district, or of the whole, taken from the snapshot by SQL."""

    code: str
    by_street: int
    others: int
    anonymous: int
    attainers: int
    full: int
    all_anonymous: int
    opted_out: int

    @property
    def printed(self) -> int:
        return self.by_street + self.others + self.anonymous

    @property
    def totals(self) -> Totals:
        return Totals(self.by_street, self.others, self.anonymous, self.attainers)


@dataclass(slots=True)
class _Watch:
    """Tells the caller how many electors are done, as the parts are set."""

    say: Callable[[str, int, int], None]
    total: int
    memory: int = field(default=0)

    def __call__(self, progress: Progress) -> None:
        self.memory = max(self.memory, progress.memory)
        self.say("Setting the polling districts", progress.papers, self.total)


def print_edition(
    made: duckdb.DuckDBPyConnection,
    order: PrintOrder,
    streets: Path,
    folder: Path,
    *,
    progress: Callable[[str, int, int], None] = lambda *_: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> PrintedEdition:
    """Set the view `snapshot` as one PDF in `folder`, with two typesetting processes.

    :param streets: a CSV of property reference and street, without a header; it says where an address splits into
        the street that heads a list and what stands on the elector's line.
    :raises DoesNotReconcile: where what a paper states is not what it prints, or a district's file has not the pages
        or the rows that were set for it.
    :raises BatchCancelled: soon after `cancelled()` turned true.
    """
    kept = order.kept
    quoted = str(streets).replace("'", "''")
    made.execute(
        "CREATE OR REPLACE TABLE streets AS SELECT * FROM read_csv("
        f"'{quoted}', header = false, auto_detect = false, columns = {{'reference': 'VARCHAR', 'street': 'VARCHAR'}})"
    )
    stated = _stated(made, kept, "district", "GROUP BY district")
    letters = made.execute(
        "SELECT DISTINCT unnest(string_split(marker, '')) AS letter FROM snapshot ORDER BY 1"
    ).fetchall()
    legend = tuple(MarkerMeaning(letter, MEANINGS[letter]) for (letter,) in letters if letter in MEANINGS)
    printing = [count for count in stated if count.printed]
    watch, rows = _Watch(progress, len(printing)), list[int]()
    parts = _counted(_parts(made, order, printing, (*legend, ATTAINS), kept), rows)
    rendered = render_batch(parts, folder, processes=PROCESSES, progress=watch, cancelled=cancelled)
    pages = {count.code: file.pages for count, file in zip(printing, rendered, strict=True)}
    (whole,) = _stated(made, kept, "''", "")
    leaves = [] if order.others_only else [_cover_leaf(_cover(order, stated, whole, pages), folder / "cover.pdf")]
    leaves += [
        Leaf(f"{count.code} {order.districts[count.code].name}".strip(), file.path, file.pages, printed)
        for count, file, printed in zip(printing, rendered, rows, strict=True)
    ]
    if not leaves:
        leaves = [_leaf_of_none(order, legend, folder / "none.pdf")]
    volume = folder / "volume.pdf"
    bound = bind(
        leaves,
        volume,
        title=order.title,
        author=order.imprint.authority,
        dated=order.imprint.dated,
        progress=lambda done: progress("Binding", done, len(leaves)),
    )
    return PrintedEdition(volume, bound, whole.printed, watch.memory)


def _counted(parts: Iterable[tuple[str, RegisterPart]], rows: list[int]) -> Iterator[tuple[str, Paper]]:
    """Pass the parts on, noting how many rows each is to print."""
    for name, part in parts:
        rows.append(part.rows)
        yield name, part


def _cover_leaf(cover: FullRegisterCover | OpenRegisterCover, path: Path) -> Leaf:
    made = Typesetter().set_paper(
        cover.template, data_of(cover), dated=cover.imprint.dated, standard=Standard.ACCESSIBLE_ARCHIVE
    )
    path.write_bytes(made.pdf)
    return Leaf("Cover", path, made.pages, cover.rows)


def _leaf_of_none(order: PrintOrder, legend: tuple[MarkerMeaning, ...], path: Path) -> Leaf:
    """Return a paper that says that there is nobody to print."""
    nobody = RegisterPart(
        order.imprint, order.register, order.edition, "", "Other electors", (), legend, (), (), (), Totals(0, 0, 0, 0)
    )
    made = Typesetter().set_paper(
        nobody.template, data_of(nobody), dated=order.imprint.dated, standard=Standard.ACCESSIBLE_ARCHIVE
    )
    path.write_bytes(made.pdf)
    return Leaf("Other electors", path, made.pages, nobody.rows)


def _stated(made: duckdb.DuckDBPyConnection, kept: str, code: str, grouped: str) -> list[_Stated]:
    return [_Stated(*row) for row in made.execute(_STATED.format(kept=kept, code=code, grouped=grouped)).fetchall()]


def _parts(
    made: duckdb.DuckDBPyConnection,
    order: PrintOrder,
    stated: Iterable[_Stated],
    legend: tuple[MarkerMeaning, ...],
    kept: str,
) -> Iterator[tuple[str, RegisterPart]]:
    """Yield the part of each district with its file name, reading the lines as they are needed."""
    groups = itertools.groupby(_rows(made, kept), key=lambda row: row[0])
    for place, (count, (code, lines)) in enumerate(zip(stated, groups, strict=True)):
        district = order.districts[code]
        by_street, others, anonymous = _sorted_lines(lines, district)
        yield (
            f"part-{place + 1:05d}",
            RegisterPart(
                order.imprint,
                order.register,
                order.edition,
                code,
                district.name,
                district.areas,
                legend,
                by_street,
                others,
                anonymous,
                count.totals,
            ),
        )


def _rows(made: duckdb.DuckDBPyConnection, kept: str) -> Iterator[Row]:
    found = made.cursor().execute(_LINES.format(kept=kept))
    while rows := found.fetchmany(FETCHED):
        yield from rows


def _sorted_lines(
    lines: Iterable[Row], district: PrintedDistrict
) -> tuple[tuple[Street, ...], tuple[OtherElector, ...], tuple[AnonymousEntry, ...]]:
    """Put the lines of a district under their streets, and those without an address after them."""
    streets: list[tuple[str, list[Entry]]] = []
    others, anonymous = [], []
    for _, section, number, marker, attains, name, heading, rest, address in lines:
        if section == "1-ordinary":
            if district.alphabetical:
                heading, rest = "In alphabetical order", address
            if not streets or streets[-1][0] != heading:
                streets.append((heading, []))
            streets[-1][1].append(Entry(number, marker, name, attains, rest))
        elif section == "2-other":
            others.append(OtherElector(number, marker, name, attains))
        else:
            anonymous.append(AnonymousEntry(number, marker))
    return tuple(Street(heading, tuple(held)) for heading, held in streets), tuple(others), tuple(anonymous)


def _cover(
    order: PrintOrder, stated: list[_Stated], whole: _Stated, pages: Mapping[str, int]
) -> FullRegisterCover | OpenRegisterCover:
    notes: tuple[str, ...] = ()
    if order.masked:
        notes = ("Electors whose entries have become anonymous since publication are shown by number and letters.",)
    bound = sum(pages.values())
    if order.edition is Edition.OPEN:
        rows = tuple(_open_count(count, order.districts[count.code].name, pages.get(count.code, 0)) for count in stated)
        return OpenRegisterCover(order.imprint, order.register, rows, _open_count(whole, "", bound), notes)
    counts = tuple(_full_count(count, order, pages.get(count.code, 0)) for count in stated)
    gone = [code for code in order.proof if code not in {count.code for count in stated}]
    counts += tuple(_full_count(_Stated(code, 0, 0, 0, 0, 0, 0, 0), order, 0) for code in gone)
    return FullRegisterCover(order.imprint, order.register, counts, _full_total(order, stated, whole, bound), notes)


def _open_count(count: _Stated, name: str, pages: int) -> OpenCount:
    return OpenCount(count.code, name, count.full, count.opted_out, count.all_anonymous, count.printed, pages)


def _full_count(count: _Stated, order: PrintOrder, pages: int) -> FullCount:
    proof = order.proof.get(count.code, {"added": count.full})
    changes = {name: proof.get(name, 0) for name in CHANGES}
    return _made_count(count, order.districts[count.code].name, changes, pages)


def _full_total(order: PrintOrder, stated: list[_Stated], whole: _Stated, pages: int) -> FullCount:
    """Return the whole: changes from the publication's proof, electors counted over the snapshot at once."""
    sums = {name: sum(proof.get(name, 0) for proof in order.proof.values()) for name in CHANGES}
    sums["added"] += sum(count.full for count in stated if count.code not in order.proof)
    return _made_count(whole, "", sums, pages)


def _made_count(count: _Stated, name: str, changes: Mapping[str, int], pages: int) -> FullCount:
    return FullCount(
        count.code,
        name,
        changes["before"],
        changes["added"],
        changes["deleted"],
        changes["moved_in"],
        changes["moved_out"],
        count.full,
        count.others,
        count.all_anonymous,
        count.attainers,
        pages,
    )
