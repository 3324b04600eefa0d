"""A notice of alteration as files: CSV for machines and sheets, PDF for the public, JSON as its twin."""

from __future__ import annotations

import itertools
import json
from collections.abc import Mapping, Sequence

import polars as pl

from pollwright.authorities.models import Authority
from pollwright.documents.imprint import Imprint
from pollwright.documents.papers.notice_of_alteration import (
    Action,
    Alteration,
    AlterationTotals,
    DistrictAlterations,
    NoticeKind,
    NoticeOfAlteration,
)
from pollwright.documents.typesetting import render
from pollwright.files.store import workspace
from pollwright.formats.outgoing import write_csv, write_parquet
from pollwright.register.models import Notice
from pollwright.register.papers.prepared import PreparedFile, put
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


def notice_files(notice: Notice, lines: Sequence[PaperLine], counts: Mapping[str, int]) -> list[PreparedFile]:
    """Return the files of a notice, placed in the store: CSV, Parquet, PDF and JSON, which hold the same lines."""
    frame = line_frame(lines)
    paper = notice_paper(notice, lines, counts)
    made = []
    with workspace() as folder:
        csv = write_csv(frame, folder / "notice.csv", reader="person")
        parquet = write_parquet(frame, folder / "notice.parquet")
        for format_, source in (("csv", csv.path), ("parquet", parquet.path)):
            made.append(_put(notice, format_, source, len(lines)))
    made.append(_put(notice, "pdf", render(paper), len(lines)))
    made.append(_put(notice, "json", _twin(notice, frame, counts), len(lines)))
    return made


def line_frame(lines: Sequence[PaperLine]) -> pl.DataFrame:
    """Return the printed lines as a table; nothing stands in it that REG-403 does not print."""
    rows = [{name: getattr(line, name) for name in COLUMNS} for line in lines]
    return pl.DataFrame(rows, schema=COLUMNS)


def notice_paper(notice: Notice, lines: Sequence[PaperLine], counts: Mapping[str, int]) -> NoticeOfAlteration:
    """Return the notice as a paper to be set."""
    authority = Authority.objects.get(pk=notice.authority_id)
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
        ),
        register="Register of electors",
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
        "" if "N" in line.marker else line.formerly,
    )


def _put(notice: Notice, format_: str, source: object, rows: int) -> PreparedFile:
    name = f"notice-{notice.reference}-{notice.published_on}.{format_}"
    return put(source, edition="notice", format=format_, name=name, rows=rows)  # type: ignore[arg-type]


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
