"""Pages that only say something, for people who may see nothing else yet."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PlainPage:
    """A page that says something; `minutes` is how long to wait, where that is part of it."""

    title: str
    minutes: int = 0
