"""Repeatable draws: every topic of every block has its own stream, so that adding a draw to one leaves the rest as they were."""

from zlib import crc32

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


def stream(seed: int, block: int, topic: str) -> np.random.Generator:
    """Return the generator of one topic in one block."""
    return np.random.Generator(np.random.PCG64(np.random.SeedSequence([seed, block, crc32(topic.encode())])))


def choose(rng: np.random.Generator, count: int, weights: npt.ArrayLike) -> Ints:
    """Return `count` indexes into `weights`, each drawn in proportion to its weight."""
    edges = np.cumsum(np.asarray(weights, dtype=np.float64))
    return np.searchsorted(edges, rng.random(count) * edges[-1], side="right").astype(np.int64)


def chance(rng: np.random.Generator, count: int, probability: float | Floats) -> Flags:
    """Return `count` flags, each true with the probability given."""
    return rng.random(count) < probability


def shares(total: int, weights: npt.ArrayLike) -> Ints:
    """Divide a whole number in proportion to the weights; the parts add up to the total.

    Cumulative rounding: no part is more than one away from its exact share.
    """
    running = np.cumsum(np.asarray(weights, dtype=np.float64))
    if running.size == 0 or running[-1] <= 0:
        return np.zeros(running.size, dtype=np.int64)
    edges = np.rint(running / running[-1] * total).astype(np.int64)
    return np.diff(edges, prepend=0)


def pick(rng: np.random.Generator, candidates: Ints, count: int) -> Ints:
    """Return `count` different members of `candidates` in ascending order, or all of them where there are fewer."""
    if count >= candidates.size:
        return candidates
    return np.sort(rng.permutation(candidates)[:count])


def rank_in_group(starts: Flags) -> Ints:
    """Return each row's place (0, 1, 2 …) in its run, given flags that mark the first row of each run."""
    index = np.arange(starts.size)
    return index - np.maximum.accumulate(np.where(starts, index, 0))
