"""Which keys have been seen before in a file that is read in chunks, and on which row."""

import numpy as np
import polars as pl

_Run = tuple[np.ndarray, np.ndarray]


class FirstSeen:
    """The keys of a file so far with the row each was first seen on.

    Keys are held as 64-bit hashes in sorted runs, 12 bytes a key: 52 MB at 4.3 million. Two different keys among as
    many share a hash with a likelihood of one in two million.
    """

    def __init__(self) -> None:
        self._runs: list[_Run] = []

    def repeats(self, keys: pl.DataFrame, rows: pl.Series) -> pl.Series:
        """Take in the keys of a chunk; return for each the earlier row that has the same key, or null.

        :param keys: one column or more; a key with a null in any of them is never a repeat.
        :param rows: the row number of each key.
        """
        whole = keys.select(pl.all_horizontal(pl.all().is_not_null())).to_series().to_numpy()
        hashes = keys.hash_rows(seed=1).to_numpy()[whole]
        numbers = rows.to_numpy()[whole].astype(np.uint32)
        order = np.argsort(hashes, kind="stable")
        hashes, numbers = hashes[order], numbers[order]
        starts = np.concatenate(([True], hashes[1:] != hashes[:-1])) if hashes.size else np.zeros(0, dtype=bool)
        first = numbers[starts][np.cumsum(starts) - 1] if hashes.size else numbers
        earlier = np.where(starts, np.uint32(0), first)
        for run_hashes, run_rows in self._runs:
            at = np.minimum(np.searchsorted(run_hashes, hashes), run_hashes.size - 1)
            earlier = np.where(run_hashes[at] == hashes, run_rows[at], earlier)
        fresh = starts & (earlier == 0)
        self._keep((hashes[fresh], numbers[fresh]))
        found = np.zeros(len(rows), dtype=np.uint32)
        found[np.flatnonzero(whole)[order]] = earlier
        return pl.Series("first", found).replace(0, None)

    def _keep(self, run: _Run) -> None:
        """Keep a sorted run, joining runs of like size so that there are never more than a few."""
        if not run[0].size:
            return
        while self._runs and self._runs[-1][0].size < run[0].size * 2:
            other = self._runs.pop()
            hashes, rows = np.concatenate((other[0], run[0])), np.concatenate((other[1], run[1]))
            order = np.argsort(hashes, kind="stable")
            run = hashes[order], rows[order]
        self._runs.append(run)
