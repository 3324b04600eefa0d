"""What differs between two states of a plan, section by section, in the words of the plan."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from pollwright.formats.plan_tree import Block, Grid, PlanDocument, Section, shown

Line = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """A line of one state that is otherwise, or not, in the other: a row of a table, or a paragraph.

    :param before: empty where it was added; `after` is empty where it was taken out.
    """

    section: str
    before: str
    after: str


def differences(before: PlanDocument, after: PlanDocument) -> list[Difference]:
    """Return what differs, in the order of the later state; sections that went come last."""
    found = list(_compared("Title", [(line,) for line in before.title], [(line,) for line in after.title]))
    old, new = _by_heading(before), _by_heading(after)
    for heading, lines in new.items():
        found += _compared(heading, old.get(heading, []), lines)
    for heading in old.keys() - new.keys():
        found += _compared(heading, old[heading], [])
    return found


def _by_heading(plan: PlanDocument) -> dict[str, list[Line]]:
    """Return the lines of each section by its heading; sections of one heading are told apart by their number."""
    named: dict[str, list[Line]] = {}
    for section in plan.sections:
        heading = section.heading or "Before the first heading"
        count = sum(1 for name in named if name == heading or name.startswith(f"{heading} ("))
        named[f"{heading} ({count + 1})" if count else heading] = list(_lines(section))
    return named


def _lines(section: Section) -> Iterator[Line]:
    for block in section.blocks:
        yield from _lines_of(block)


def _lines_of(block: Block) -> Iterator[Line]:
    if isinstance(block, Grid):
        yield from block.rows
    else:
        yield (block.text,)


def _compared(section: str, before: Sequence[Line], after: Sequence[Line]) -> Iterator[Difference]:
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for what, from_old, to_old, from_new, to_new in matcher.get_opcodes():
        if what == "equal":
            continue
        old, new = before[from_old:to_old], after[from_new:to_new]
        for place in range(max(len(old), len(new))):
            one = _words(old[place]) if place < len(old) else ""
            other = _words(new[place]) if place < len(new) else ""
            if one != other:
                yield Difference(section, one, other)


def _words(line: Line) -> str:
    return " | ".join(shown(cell) for cell in line)
