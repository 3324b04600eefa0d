"""Lists that other bodies keep of the same people: council tax, and a national match; with the true answers apart."""

from datetime import date

import numpy as np
import polars as pl

from pollwright.synth.calendar_days import days, number
from pollwright.synth.households import HEAD, PARTNER, SHARER
from pollwright.synth.noise import made_dirty
from pollwright.synth.people import People
from pollwright.synth.properties import Counters
from pollwright.synth.randomness import chance, stream
from pollwright.synth.strangers import strangers

COLUMNS = ("elector_reference", "title", "forenames", "surname", "date_of_birth", "address", "postcode", "uprn")
NATIONAL_COVERAGE = 0.965


def outside_lists(
    entries: pl.DataFrame, people: People, homes: pl.DataFrame, counters: Counters, block: int, seed: int, on: date
) -> dict[str, pl.DataFrame]:
    """Return the block's rows of council_tax.csv, national_match.csv and the truth behind both.

    Anonymous entries are in neither: they are never sent to a match. Overseas and local-connection entries are in
    neither, since they do not live at the address.
    """
    person = entries["person"].to_numpy()
    lives_here = (people.standing[person] == 0) & ~people.anonymous[person]
    role = people.members.role[person]
    known = _addressed_entries(entries)
    payers = lives_here & (np.isin(role, (HEAD, PARTNER)) | ((role == SHARER) & (people.members.place[person] == 0)))
    return {
        **_council_tax(known.filter(pl.Series(payers)), homes, counters, stream(seed, block, "council tax"), on),
        **_national(known.filter(pl.Series(lives_here)), homes, counters, stream(seed, block, "national match"), on),
    }


def _addressed_entries(entries: pl.DataFrame) -> pl.DataFrame:
    lines = pl.concat_str([f"address{line}" for line in range(1, 7)], separator=", ", ignore_nulls=True)
    return entries.with_columns(lines.alias("address")).select(COLUMNS)


def _with_strangers(
    known: pl.DataFrame, share: float, homes: pl.DataFrame, rng: np.random.Generator, on: date
) -> pl.DataFrame:
    """Add people whom the register does not have, and put all in an order that tells nothing."""
    extra = strangers(round(known.height * share), homes, on, rng).with_columns(
        pl.lit("").alias("elector_reference"), pl.lit("").alias("title")
    )
    both = pl.concat([known, extra.select(COLUMNS)])
    return both.gather(pl.Series(rng.permutation(both.height)))


def _council_tax(
    payers: pl.DataFrame, homes: pl.DataFrame, counters: Counters, rng: np.random.Generator, on: date
) -> dict[str, pl.DataFrame]:
    billed = payers.filter(pl.Series(chance(rng, payers.height, 0.86)))
    frame = made_dirty(_with_strangers(billed, 0.13, homes, rng, on), rng)
    alone = pl.len().over("uprn") == 1
    since = days(number(on) - (rng.exponential(3200.0, frame.height)).astype(np.int64) - 20)
    discount = pl.Series("drawn", rng.random(frame.height))
    frame = _referenced(frame, "CT", counters).with_columns(
        pl.Series("liable_from", since),
        pl.when(alone & (discount < 0.8)).then(pl.lit("single_person"))
        .when(discount > 0.985).then(pl.lit("student")).otherwise(pl.lit("")).alias("discount"),
    )  # fmt: skip
    return {
        "council_tax.csv": frame.drop("elector_reference", "noise", "date_of_birth"),
        "truth/council_tax.csv": frame.select("reference", "elector_reference", "noise"),
    }


def _national(
    known: pl.DataFrame, homes: pl.DataFrame, counters: Counters, rng: np.random.Generator, on: date
) -> dict[str, pl.DataFrame]:
    held = known.filter(pl.Series(chance(rng, known.height, NATIONAL_COVERAGE)))
    frame = _referenced(made_dirty(_with_strangers(held, 0.08, homes, rng, on), rng), "NM", counters)
    return {
        "national_match.csv": frame.drop("elector_reference", "noise", "title"),
        "truth/national_match.csv": frame.select("reference", "elector_reference", "noise"),
    }


def _referenced(frame: pl.DataFrame, prefix: str, counters: Counters) -> pl.DataFrame:
    begin = counters.lists
    counters.lists += frame.height
    serial = pl.int_range(begin + 1, begin + frame.height + 1, dtype=pl.Int64).cast(pl.String)
    return frame.with_columns((prefix + serial.str.zfill(8)).alias("reference"))
