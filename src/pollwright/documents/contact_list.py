"""A list of people to ring or write to, as a paper on its long side: clerks, candidates and agents, keyholders."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from pollwright.documents.blocks import Block, Column, Paragraph, Table, Version
from pollwright.documents.imprint import Imprint, Language
from pollwright.documents.papers.block_paper import BlockPaper
from pollwright.documents.typesetting import render
from pollwright.documents.wording import WELSH_NEEDED, held_in, in_each


def contact_list(
    imprint: Imprint,
    title: str,
    kicker: str,
    columns: Iterable[tuple[str, int]],
    rows: Iterable[tuple[str, ...]],
    *,
    first: str = "",
    points: int = 9,
) -> bytes:
    """Return a contact list as a tagged PDF; in several languages it is one list, whose labels stand in each of them.

    A heading without its Welsh stands in the languages that are held, and the list names it behind the mark.

    :param kicker: what it is a list for, such as the name of the poll, in every language already.
    :param columns: heading and share of the width of each.
    :param first: what whoever takes up the list reads first.
    """
    shares = tuple(columns)
    headings, needed = held_in(imprint.languages, (heading for heading, _ in shares))
    blocks: list[Block] = []
    if first:
        blocks.append(Paragraph(in_each(imprint.languages, [first])[first]))
    if needed:
        blocks.append(Paragraph(f"{WELSH_NEEDED} {', '.join(needed)}"))
    blocks.append(Table(tuple(Column(headings[heading], share) for heading, share in shares), tuple(rows)))
    version = Version(Language.ENGLISH, in_each(imprint.languages, [title])[title], kicker, tuple(blocks))
    one = replace(imprint, languages=(Language.ENGLISH,))
    return render(BlockPaper(one, (version,), flipped=True, points=points))
