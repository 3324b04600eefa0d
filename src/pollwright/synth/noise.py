"""Noise for outside lists: what scanners, ears, keyboards and the passing of time do to a name and address."""

from functools import cache

import numpy as np
import polars as pl

from pollwright.synth.geography import rows_of
from pollwright.synth.randomness import choose

# Share of rows by what was done to them; the rest are left as they are.
NOISE = {
    "ocr": 0.02,
    "phonetic": 0.02,
    "typing": 0.02,
    "nickname": 0.02,
    "swapped": 0.008,
    "initial": 0.03,
    "no_second_name": 0.05,
    "no_date_of_birth": 0.012,
    "wrong_date_of_birth": 0.008,
    "old_address": 0.035,
    "no_uprn": 0.05,
    "upper_case": 0.04,
}
SPELLINGS = ("ocr", "phonetic", "typing", "nickname")


@cache
def rules(kind: str) -> tuple[tuple[str, str], ...]:
    """Return the replacements of one kind (`ocr` or `phonetic`)."""
    return tuple((row["pattern"], row["replacement"]) for row in rows_of("noise_rules.csv") if row["kind"] == kind)


@cache
def nicknames() -> dict[str, list[str]]:
    """Return the short and pet forms of each forename."""
    found: dict[str, list[str]] = {}
    for row in rows_of("forename_variants.csv"):
        found.setdefault(row["forename"], []).append(row["variant"])
    return found


def misspelt(word: str, kind: str, draws: tuple[int, int]) -> str:
    """Return a word as misread, misheard, mistyped or shortened; mistyped where no rule of the kind fits it.

    :param draws: two numbers drawn at random.
    """
    if kind == "nickname" and word in nicknames():
        return nicknames()[word][draws[0] % len(nicknames()[word])]
    if kind in ("ocr", "phonetic"):
        fitting = [(old, new) for old, new in rules(kind) if old in word[1:]]
        if fitting:
            old, new = fitting[draws[0] % len(fitting)]
            return word[0] + word[1:].replace(old, new, 1)
    return _mistyped(word, draws)


def _mistyped(word: str, draws: tuple[int, int]) -> str:
    """Drop, double or exchange letters after the first."""
    if len(word) < 3:
        return word + word[-1:]
    at = 1 + draws[0] % (len(word) - 2)
    changed = (
        word[:at] + word[at + 1 :],
        word[:at] + word[at] + word[at:],
        word[:at] + word[at + 1] + word[at] + word[at + 2 :],
    )
    return changed[draws[1] % 3]


def made_dirty(frame: pl.DataFrame, rng: np.random.Generator) -> pl.DataFrame:
    """Return a list with noise in it, and a column `noise` that names what was done to each row.

    :param frame: has forenames, surname, date_of_birth, address, postcode and uprn.
    """
    count = frame.height
    kinds = ["", *NOISE]
    chosen = choose(rng, count, [1 - sum(NOISE.values()), *NOISE.values()])
    elsewhere = rng.permutation(count)
    draws = rng.integers(0, 1 << 20, (count, 2))
    frame = frame.with_columns(pl.Series("noise", kinds).gather(chosen))
    moved = frame.select("address", "postcode", "uprn").gather(pl.Series(elsewhere)).rename(lambda name: f"old_{name}")
    frame = pl.concat([_spelling(frame, draws), moved], how="horizontal")
    days = pl.Series("days", rng.integers(-40, 40, count) * 10 + 1)
    return frame.with_columns(*_changes(days)).drop("old_address", "old_postcode", "old_uprn")


def _changes(days: pl.Series) -> list[pl.Expr]:
    noise = pl.col("noise")
    first = pl.col("forenames").str.split(" ").list.get(0)
    old = noise == "old_address"
    born = pl.col("date_of_birth")
    return [
        pl.when(noise == "swapped").then("surname").when(noise == "initial").then(first.str.slice(0, 1))
        .when(noise == "no_second_name").then(first).when(noise == "upper_case")
        .then(pl.col("forenames").str.to_uppercase()).otherwise("forenames").alias("forenames"),
        pl.when(noise == "swapped").then("forenames").when(noise == "upper_case")
        .then(pl.col("surname").str.to_uppercase()).otherwise("surname").alias("surname"),
        pl.when(noise == "no_date_of_birth").then(None).when(noise == "wrong_date_of_birth")
        .then(born + pl.duration(days=pl.lit(days))).otherwise(born).alias("date_of_birth"),
        pl.when(old).then("old_address").otherwise("address").alias("address"),
        pl.when(old).then("old_postcode").otherwise("postcode").alias("postcode"),
        pl.when(noise == "no_uprn").then(None).when(old).then("old_uprn").otherwise("uprn").alias("uprn"),
    ]  # fmt: skip


def _spelling(frame: pl.DataFrame, draws: np.typing.NDArray[np.int64]) -> pl.DataFrame:
    """Misspell one of the names in the rows chosen for it; only those rows are gone through one by one."""
    rows = np.flatnonzero(np.isin(frame["noise"].to_numpy(), SPELLINGS))
    forenames, surnames = frame["forenames"].to_list(), frame["surname"].to_list()
    kinds = frame["noise"].to_list()
    for row in rows:
        pair = (int(draws[row, 0]), int(draws[row, 1]))
        if (kinds[row] == "nickname" or pair[1] % 2) and forenames[row]:
            first, *rest = forenames[row].split(" ")
            forenames[row] = " ".join([misspelt(first, kinds[row], pair), *rest])
        else:
            surnames[row] = misspelt(surnames[row], kinds[row], pair)
    return frame.with_columns(pl.Series("forenames", forenames), pl.Series("surname", surnames))
