"""Recall petitions: how many electors must sign."""

from __future__ import annotations

from typing import Final

from pollwright.law.sources import RECALL_ACT_2015, Source

THRESHOLD: Final = Source(RECALL_ACT_2015, "s 14(3)", "1.1", confirmed=False)


def signatures_needed(electors: int) -> int:
    """Return how many signatures are at least a tenth of the registered electors of the constituency."""
    return -(-electors // 10)
