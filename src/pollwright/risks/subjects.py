"""What risks are linked with: the rooms above this one say whether there is such a record, and what it is called."""

from __future__ import annotations

from collections.abc import Callable

from pollwright.risks.states import SubjectKind

Finder = Callable[[int, str, str], str | None]
"""The authority, the reference and the words given: the title of what there is, None where there is no such thing."""
FINDERS: dict[SubjectKind, Finder] = {}


def declare_subject(kind: SubjectKind, find: Finder) -> None:
    """Let risks be linked with records of a kind."""
    FINDERS[kind] = find


def title_of(authority_id: int, kind: SubjectKind, reference: str, words: str) -> str | None:
    """Return what a record is called, None where the authority has none of that reference."""
    find = FINDERS.get(kind)
    return find(authority_id, reference, words) if find else None
