"""A notice of alteration as files: CSV for machines and sheets, PDF for the public, JSON as its twin."""

from __future__ import annotations

import io
import itertools
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, fields
from pathlib import Path

import polars as pl

from pollwright.authorities.models import Authority
from pollwright.documents.binding import prove_whole
from pollwright.documents.imprint import DoesNotReconcile as Short
from pollwright.documents.imprint import Imprint, languages_in
from pollwright.documents.papers.notice_of_alteration import (
    Action,
    Alteration,
    AlterationTotals,
    DistrictAlterations,
    NoticeKind,
    NoticeOfAlteration,
)
from pollwright.documents.typesetting import Standard, Typesetter, data_of
from pollwright.documents.wording import named
from pollwright.files.store import workspace
from pollwright.formats.outgoing import write_csv, write_parquet
from pollwright.law.nations import Nation
from pollwright.register.models import Notice
from pollwright.register.papers.prepared import PreparedFile, put
from pollwright.register.proofs import DoesNotReconcile
from pollwright.register.queries.paper_lines import PaperLine

BASIS = {
    "monthly": "Representation of the People Act 1983, section 13A",
    "interim-1": "Representation of the People Act 1983, section 13AB",
    "interim-2": "Representation of the People Act 1983, section 13AB",
    "final": "Representation of the People Act 1983, section 13B",
    "clerical": "Representation of the People Act 1983, section 13B(3B)",
}
KINDS = {
    "monthly": NoticeKind.MONTHLY,
    "interim-1": NoticeKind.FIRST_INTERIM,
    "interim-2": NoticeKind.SECOND_INTERIM,
    "final": NoticeKind.FINAL,
    "clerical": NoticeKind.CORRECTION,
}
COLUMNS: dict[str, pl.DataType] = {
    "action": pl.String(),
    "elector_number": pl.String(),
    "district": pl.String(),
    "number": pl.Int64(),
    "suffix": pl.Int64(),
    "marker": pl.String(),
    "attains_on": pl.Date(),
    "surname": pl.String(),
    "forenames": pl.String(),
    "address": pl.String(),
    "postcode": pl.String(),
    "effective_on": pl.Date(),
    "formerly": pl.String(),
}
_KINDS = {"int": pl.Int64(), "int | None": pl.Int64(), "date": pl.Date(), "date | None": pl.Date()}
_HELD = {one.name: _KINDS.get(str(one.type), pl.String()) for one in fields(PaperLine)}
"""Columns of the edition `lines`: those of a line."""


LINES = "lines"
"""The edition that holds every line with its elector: restricted, and what masked copies are made from."""
FORMATS = ("csv", "parquet", "pdf", "json")


def notice_files(notice: Notice, lines: Sequence[PaperLine], counts: Mapping[str, int]) -> list[PreparedFile]:
    """Return the files of a notice, placed in the store: its four formats, which hold the same lines, and the lines."""
    made = [_put(notice, format_, source, len(lines)) for format_, source in written(notice, lines, counts)]
    held = io.BytesIO()
    pl.DataFrame([asdict(line) for line in lines], schema=_HELD).write_parquet(held)
    name = f"notice-{notice.reference}-{notice.published_on}-{LINES}.parquet"
    made.append(
        put(held.getvalue(), edition=LINES, format="parquet", name=name, rows=len(lines), restricted=True),
    )
    return made


def written(
    notice: Notice, lines: Sequence[PaperLine], counts: Mapping[str, int], formats: Collection[str] = FORMATS
) -> list[tuple[str, bytes]]:
    """Return a notice in the formats wanted, each with its content."""
    frame = line_frame(lines)
    made: list[tuple[str, bytes]] = []
    with workspace() as folder:
        if "csv" in formats:
            made.append(("csv", write_csv(frame, folder / "notice.csv", reader="person").path.read_bytes()))
        if "parquet" in formats:
            made.append(("parquet", write_parquet(frame, folder / "notice.parquet").path.read_bytes()))
    if "pdf" in formats:
        made.append(("pdf", proved_pdf(notice_paper(notice, lines, counts))))
    if "json" in formats:
        made.append(("json", _twin(notice, frame, counts)))
    return made


def held_lines(path: Path) -> list[PaperLine]:
    """Return the lines of a notice as they were frozen, from the content of its edition `lines`."""
    return [PaperLine(**row) for row in pl.read_parquet(path).select(list(_HELD)).iter_rows(named=True)]


def line_frame(lines: Sequence[PaperLine]) -> pl.DataFrame:
    """Return the printed lines as a table; nothing stands in it that REG-403 does not print."""
    rows = [{name: getattr(line, name) for name in COLUMNS} for line in lines]
    return pl.DataFrame(rows, schema=COLUMNS)


def proved_pdf(paper: NoticeOfAlteration) -> bytes:
    """Set a notice, and compare the file with what was to be set: its pages, and a row for every line.

    :raises DoesNotReconcile: where the file is short.
    """
    made = Typesetter().set_paper(
        paper.template, data_of(paper), dated=paper.imprint.dated, standard=Standard.ACCESSIBLE_ARCHIVE
    )
    try:
        prove_whole(made.pdf, "the notice", pages=made.pages, rows=paper.rows)
    except Short as short:
        raise DoesNotReconcile(what=short.what, expected=short.stated, found=short.printed) from short
    return made.pdf


def notice_paper(notice: Notice, lines: Sequence[PaperLine], counts: Mapping[str, int]) -> NoticeOfAlteration:
    """Return the notice as a paper to be set."""
    authority = Authority.objects.get(pk=notice.authority_id)
    languages = languages_in(Nation(authority.nation))
    districts = tuple(
        DistrictAlterations(code, name, tuple(_printed(line) for line in group))
        for (code, name), group in itertools.groupby(lines, key=lambda line: (line.district, line.district_name))
    )
    return NoticeOfAlteration(
        imprint=Imprint(
            authority.name,
            "Electoral Registration Officer",
            f"{authority.code}-{notice.reference}",
            notice.published_on,
            languages=languages,
        ),
        register=" / ".join(named(language, "Register of electors") for language in languages),
        kind=KINDS[notice.kind],
        basis=BASIS[notice.kind],
        effective_on=notice.published_on,
        districts=districts,
        totals=AlterationTotals(counts["additions"], counts["deletions"], counts["amendments"]),
    )


def _printed(line: PaperLine) -> Alteration:
    name = ", ".join(part for part in (line.surname, line.forenames) if part)
    return Alteration(
        Action(line.action),
        line.bare_number,
        line.marker,
        name,
        line.attains_on,
        " ".join(part for part in (line.address, line.postcode) if part),
        line.effective_on,
        line.formerly,
    )


def _put(notice: Notice, format_: str, source: bytes, rows: int) -> PreparedFile:
    name = f"notice-{notice.reference}-{notice.published_on}.{format_}"
    return put(source, edition="notice", format=format_, name=name, rows=rows)


def _twin(notice: Notice, frame: pl.DataFrame, counts: Mapping[str, int]) -> bytes:
    body = {
        "notice": notice.reference,
        "kind": notice.kind,
        "published_on": notice.published_on.isoformat(),
        "determined_by": notice.determined_by.isoformat(),
        "counts": dict(counts),
        "lines": json.loads(frame.write_json()),
    }
    return json.dumps(body, ensure_ascii=False, indent=1).encode()
