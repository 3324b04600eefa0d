"""The list of overseas electors as a PDF: alphabetical, with both addresses; the anonymous by number only (REG-164)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import duckdb

from pollwright.documents.binding import prove_whole
from pollwright.documents.papers.overseas_list import AnonymousOverseasElector, OverseasElector, OverseasList
from pollwright.documents.typesetting import Standard, Typesetter, data_of
from pollwright.register.papers.editions import EDITIONS
from pollwright.register.papers.print_edition import PrintOrder

_LISTED = f"""
SELECT listed.elector_number, concat_ws(', ', nullif(listed.surname, ''), nullif(listed.forenames, '')),
       coalesce(listed.qualifying_address, ''), coalesce(listed.present_address, ''), listed.anonymous_until,
       snapshot.section = '3-anonymous', snapshot.elector_id
FROM (SELECT *, row_number() OVER () AS place FROM ({EDITIONS["overseas"]})) AS listed
JOIN snapshot USING (district, number, suffix) ORDER BY listed.place
"""
_TOTAL = "SELECT count(*) FROM snapshot WHERE contains(marker, 'F')"


def overseas_anonymous(made: duckdb.DuckDBPyConnection) -> list[int]:
    """Return the electors of the view `snapshot` who are overseas and shown by number only."""
    rows = made.execute(
        "SELECT DISTINCT elector_id FROM snapshot WHERE contains(marker, 'F') AND section = '3-anonymous' ORDER BY 1"
    ).fetchall()
    return [row[0] for row in rows]


def print_overseas(
    made: duckdb.DuckDBPyConnection, order: PrintOrder, ends: Mapping[int, date], folder: Path
) -> tuple[Path, int]:
    """Set the overseas electors of the view `snapshot` as one PDF in `folder`; return it and how many it lists.

    :param ends: when the anonymity of electors who became anonymous since publication ends.
    :raises DoesNotReconcile: where the list has not as many lines as the register has overseas electors, or the file is
        short.
    """
    named, anonymous = [], []
    for number, name, qualifying, present, until, hidden, elector in made.execute(_LISTED).fetchall():
        if hidden:
            anonymous.append(AnonymousOverseasElector(number, until or ends.get(elector)))
        else:
            named.append(OverseasElector(number, name, qualifying, present))
    (total,) = made.execute(_TOTAL).fetchone() or (0,)
    paper = OverseasList(order.imprint, order.register, tuple(named), tuple(anonymous), int(total))
    done = Typesetter().set_paper(
        paper.template, data_of(paper), dated=paper.imprint.dated, standard=Standard.ACCESSIBLE_ARCHIVE
    )
    prove_whole(done.pdf, "the overseas list", pages=done.pages, rows=paper.rows)
    path = folder / "overseas.pdf"
    path.write_bytes(done.pdf)
    return path, int(total)
