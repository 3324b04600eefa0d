"""Names that fit a person's nationality, sex and year of birth; all drawn from frequency lists, none of a real person."""

from dataclasses import dataclass
from functools import cache
from typing import TypeVar

import numpy as np
import numpy.typing as npt
import polars as pl

from pollwright.synth.geography import rows_of
from pollwright.synth.randomness import Flags, Ints, chance, choose

COHORTS = ((1946, "GB1935"), (1966, "GB1955"), (1983, "GB1975"), (1997, "GB1990"), (9999, "GB2005"))
Key = TypeVar("Key")
SEXES = ("F", "M")
# The letters that Unicode does not take apart into a letter and a mark.
PLAIN = {"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "ß": "ss", "æ": "ae"}


@dataclass(frozen=True, slots=True, eq=False)
class Pool:
    """A run of one of the name lists, with its weights."""

    start: int
    weights: npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Names:
    """All forenames and surnames, and the run of each pool in them."""

    forenames: pl.Series
    surnames: pl.Series
    forename_pools: dict[tuple[str, str], Pool]
    surname_pools: dict[str, Pool]


@cache
def names() -> Names:
    """Return the name lists shipped with this package."""
    firsts = rows_of("forenames.csv")
    lasts = rows_of("surnames.csv")
    return Names(
        pl.Series("forename", [row["name"] for row in firsts]),
        pl.Series("surname", [row["name"] for row in lasts]),
        _runs([((row["pool"], row["sex"]), float(row["weight"])) for row in firsts]),
        _runs([(row["pool"], float(row["weight"])) for row in lasts]),
    )


def _runs(weighted: list[tuple[Key, float]]) -> dict[Key, Pool]:
    found: dict[Key, tuple[int, list[float]]] = {}
    for index, (key, weight) in enumerate(weighted):
        found.setdefault(key, (index, []))[1].append(weight)
    return {key: Pool(start, np.array(weights)) for key, (start, weights) in found.items()}


def draw_surnames(rng: np.random.Generator, origin: npt.NDArray[np.str_]) -> Ints:
    """Return an index into `names().surnames` for each person, by the country that the name comes from."""
    drawn = np.zeros(origin.size, dtype=np.int64)
    for country in np.unique(origin):
        mine = np.flatnonzero(origin == country)
        pool = names().surname_pools.get(str(country), names().surname_pools["GB"])
        drawn[mine] = pool.start + choose(rng, mine.size, pool.weights)
    return drawn


def draw_forenames(rng: np.random.Generator, origin: npt.NDArray[np.str_], sex: Ints, year: Ints) -> Ints:
    """Return an index into `names().forenames` for each person; British names follow the year of birth.

    :param sex: 0 female, 1 male.
    """
    cohort = np.searchsorted([limit for limit, _ in COHORTS], year, side="right")
    known = set(names().surname_pools) - {"GB"}
    group = np.where(np.isin(origin, list(known)), origin, np.array([name for _, name in COHORTS])[cohort])
    drawn = np.zeros(origin.size, dtype=np.int64)
    for name in np.unique(group):
        for code, letter in enumerate(SEXES):
            mine = np.flatnonzero((group == name) & (sex == code))
            pool = names().forename_pools[str(name), letter]
            drawn[mine] = pool.start + choose(rng, mine.size, pool.weights)
    return drawn


def written_surnames(rng: np.random.Generator, surname: Ints, household: Ints) -> pl.Series:
    """Return surnames as written: one household in seventy joins two with a hyphen."""
    count = int(household[-1]) + 1 if household.size else 0
    double = chance(rng, count, 1 / 70)[household]
    second = draw_surnames(rng, np.full(count, "GB"))[household]
    frame = pl.DataFrame(
        {"one": names().surnames.gather(surname), "two": names().surnames.gather(second), "double": double}
    )
    joined = pl.concat_str("one", "two", separator="-")
    short = joined.str.len_chars() <= 35  # the national service cuts a surname at 35
    return frame.select(pl.when(pl.col("double") & short).then(joined).otherwise("one").alias("surname")).to_series()


def written_forenames(forename: Ints, second: Ints, has_second: Flags) -> pl.Series:
    """Return forenames as written: one, or two parted by a space."""
    frame = pl.DataFrame(
        {
            "one": names().forenames.gather(forename),
            "two": names().forenames.gather(second),
            "has": has_second & (forename != second),
        }
    )
    both = pl.concat_str("one", "two", separator=" ")
    return frame.select(pl.when("has").then(both).otherwise("one").alias("forenames")).to_series()


def plain(text: pl.Expr) -> pl.Expr:
    """Return text in lower case with nothing but the letters a to z, as in an e-mail address."""
    swapped = text.str.replace_many(list(PLAIN), list(PLAIN.values()))
    return swapped.str.normalize("NFKD").str.to_lowercase().str.replace_all("[^a-z]", "")
