"""Taking times and memory so that two ways of doing something can be compared fairly."""

import gc
import resource
import statistics
import sys
import time
from collections.abc import Callable
from typing import Any

Work = Callable[[], Any]


def seconds(work: Work) -> float:
    """Return how long one call takes, by the clock on the wall."""
    gc.collect()
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def median_seconds(work: Work, *, times: int = 5, before: Work | None = None) -> float:
    """Return the median time of several calls; `before` runs ahead of each and is not counted."""
    return statistics.median(_timed(work, before) for _ in range(times))


def compared(ours: Work, reference: Work, *, times: int = 5, before: Work | None = None) -> tuple[float, float]:
    """Return the median times of two ways, taken in turn and in changing order so that both meet the same machine."""
    taken: dict[int, list[float]] = {0: [], 1: []}
    for turn in range(times):
        for which in (0, 1) if turn % 2 == 0 else (1, 0):
            taken[which].append(_timed((ours, reference)[which], before))
    return statistics.median(taken[0]), statistics.median(taken[1])


def peak_megabytes(*, children: bool = False) -> float:
    """Return the most memory this process has held, or the largest of its ended children, in megabytes."""
    peak = resource.getrusage(resource.RUSAGE_CHILDREN if children else resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)


def percentile(values: list[float], part: int) -> float:
    """Return the value that `part` per cent of the values do not exceed; one value counts for all.

    :raises ValueError: where there are no values.
    """
    ordered = sorted(values)
    if not ordered:
        raise ValueError("no values")
    return ordered[max(0, -(-len(ordered) * part // 100) - 1)]


def _timed(work: Work, before: Work | None) -> float:
    if before:
        before()
    return seconds(work)
