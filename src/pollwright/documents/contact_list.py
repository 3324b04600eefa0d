"""A list of people to ring or write to, as a paper on its long side: clerks, candidates and agents, keyholders."""

from __future__ import annotations

from collections.abc import Iterable

from pollwright.documents.blocks import Column, Table, Version
from pollwright.documents.imprint import Imprint, Language
from pollwright.documents.papers.block_paper import BlockPaper
from pollwright.documents.typesetting import render


def contact_list(
    imprint: Imprint, title: str, kicker: str, columns: Iterable[tuple[str, int]], rows: Iterable[tuple[str, ...]]
) -> bytes:
    """Return a contact list as a tagged PDF.

    :param kicker: what it is a list for, such as the name of the poll.
    :param columns: heading and share of the width of each.
    """
    table = Table(tuple(Column(heading, share) for heading, share in columns), tuple(rows))
    return render(BlockPaper(imprint, (Version(Language.ENGLISH, title, kicker, (table,)),), flipped=True, points=9))
