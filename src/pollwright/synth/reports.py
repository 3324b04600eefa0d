"""What reaches an office about entries: registrars' deaths, other officers' reports of moves, and electors' own changes."""

from datetime import date

import numpy as np
import polars as pl

from pollwright.synth.calendar_days import days, number
from pollwright.synth.noise import made_dirty
from pollwright.synth.properties import Counters
from pollwright.synth.randomness import Ints, choose, stream
from pollwright.synth.strangers import strangers

WEEKS = 4
DEATHS_A_WEEK = 0.012 / 52  # of electors
MOVES_OUT = 0.0015  # of electors, a month
CHANGES = 0.001  # of electors, a month
CHANGE_KINDS = {"open_register_out": 30, "open_register_in": 8, "email": 30, "phone": 22, "became_british": 4, "alternative_format": 6}  # fmt: skip
OFFICERS = (
    "Netherford City Council",
    "Port Averil Borough Council",
    "Eastmarch District Council",
    "Llanfelin County Council",
)


def reports(
    entries: pl.DataFrame, homes: pl.DataFrame, counters: Counters, block: int, seed: int, on: date
) -> dict[str, pl.DataFrame]:
    """Return the block's rows of deaths.csv, reports_of_moves.csv, changes.csv and the truth behind the first two."""
    shown = entries.filter(~pl.col("is_anonymous")).with_columns(
        pl.concat_str([f"address{line}" for line in range(1, 7)], separator=", ", ignore_nulls=True).alias("address")
    )
    return {
        **_deaths(shown, homes, counters, stream(seed, block, "deaths"), on),
        **_moves(shown, homes, counters, stream(seed, block, "moves"), on),
        **_changes(shown, counters, stream(seed, block, "changes"), on),
    }


def _reported(
    entries: pl.DataFrame, rows: Ints, unknown: int, homes: pl.DataFrame, rng: np.random.Generator, on: date
) -> pl.DataFrame:
    """Return entries and strangers as another body would write them down, with the true entry beside."""
    columns = ["elector_reference", "forenames", "surname", "date_of_birth", "address", "postcode", "uprn"]
    extra = strangers(unknown, homes, on, rng).with_columns(pl.lit("").alias("elector_reference"))
    both = pl.concat([entries.gather(pl.Series(rows)).select(columns), extra.select(columns)])
    mixed = made_dirty(both.gather(pl.Series(rng.permutation(both.height))), rng)
    name = pl.concat_str("forenames", "surname", separator=" ").str.strip_chars()
    return mixed.with_columns(name.alias("name"))


def _serial(frame: pl.DataFrame, prefix: str, counters: Counters) -> pl.DataFrame:
    begin = counters.lists
    counters.lists += frame.height
    serial = pl.int_range(begin + 1, begin + frame.height + 1, dtype=pl.Int64).cast(pl.String)
    return frame.with_columns((prefix + serial.str.zfill(8)).alias("reference"))


def _deaths(
    entries: pl.DataFrame, homes: pl.DataFrame, counters: Counters, rng: np.random.Generator, on: date
) -> dict[str, pl.DataFrame]:
    """Deaths of the last four weeks, told each Monday; the old die oftenest, and one in seven was not registered."""
    count = round(entries.height * DEATHS_A_WEEK * WEEKS)
    age = (number(on) - entries["birth"].to_numpy()) / 365.25
    odds = np.where(entries["category"].to_numpy() == "overseas", 0.0, np.exp(age / 10.5))
    rows = np.unique(choose(rng, count, odds)) if entries.height else np.zeros(0, dtype=np.int64)
    frame = _serial(_reported(entries, rows, round(count / 6), homes, rng, on), "D", counters)
    week = rng.integers(0, WEEKS, frame.height)
    monday = number(on) - on.weekday() - 7 * week
    frame = frame.with_columns(
        pl.Series("registered_on", days(monday)),
        pl.Series("date_of_death", days(monday - rng.integers(3, 13, frame.height))),
    )
    wanted = ["reference", "registered_on", "name", "date_of_birth", "address", "postcode", "date_of_death"]
    return {"deaths.csv": frame.select(wanted), "truth/deaths.csv": frame.select("reference", "elector_reference")}


def _moves(
    entries: pl.DataFrame, homes: pl.DataFrame, counters: Counters, rng: np.random.Generator, on: date
) -> dict[str, pl.DataFrame]:
    ordinary = np.flatnonzero((entries["category"] == "ordinary").to_numpy())
    count = min(round(entries.height * MOVES_OUT), ordinary.size)
    rows = np.sort(rng.permutation(ordinary)[:count])
    frame = _serial(_reported(entries, rows, round(count / 12), homes, rng, on), "M", counters)
    reported = number(on) - rng.integers(0, 30, frame.height)
    frame = frame.rename({"address": "former_address", "postcode": "former_postcode", "uprn": "former_uprn"})
    frame = frame.with_columns(
        pl.Series("reported_on", days(reported)),
        pl.Series("allowed_on", days(reported - rng.integers(1, 8, frame.height))),
        pl.Series("reported_by", OFFICERS).gather(rng.integers(0, len(OFFICERS), frame.height)),
    )
    wanted = ["reference", "reported_on", "reported_by", "name", "date_of_birth", "former_address", "former_postcode"]
    return {
        "reports_of_moves.csv": frame.select(*wanted, "former_uprn", "allowed_on"),
        "truth/reports_of_moves.csv": frame.select("reference", "elector_reference"),
    }


def _changes(entries: pl.DataFrame, counters: Counters, rng: np.random.Generator, on: date) -> dict[str, pl.DataFrame]:
    """Requests that electors make about their own entry, except for change of name, which is an application."""
    count = min(round(entries.height * CHANGES), entries.height)
    kinds = pl.Series("kind", list(CHANGE_KINDS)).gather(choose(rng, count, list(CHANGE_KINDS.values())))
    rows = np.sort(rng.permutation(entries.height)[:count])
    frame = _serial(entries.gather(pl.Series(rows)), "R", counters).with_columns(
        kinds,
        pl.Series("received_at", days(number(on) - rng.integers(0, 30, count))),
        pl.Series("digits", rng.integers(0, 1000, count)).cast(pl.String).str.zfill(3),
        pl.concat_str("forenames", "surname", separator=" ").str.strip_chars().alias("name"),
    )
    abroad = pl.col("nationality").str.starts_with("GB") | (pl.col("nationality") == "IE")
    frame = frame.with_columns(
        pl.when((pl.col("kind") == "became_british") & abroad).then(pl.lit("email")).otherwise("kind").alias("kind")
    )
    value = (
        pl.when(pl.col("kind") == "email").then("elector" + pl.col("digits") + "@example.org")
        .when(pl.col("kind") == "phone").then("07700 900" + pl.col("digits"))
        .when(pl.col("kind") == "became_british").then("GB;" + pl.col("nationality"))
        .when(pl.col("kind") == "alternative_format").then(pl.lit("large print"))
        .when(pl.col("kind") == "open_register_in").then(pl.lit("yes")).otherwise(pl.lit("no"))
    )  # fmt: skip
    columns = ["reference", "received_at", "kind", "elector_reference", "name", "postcode", "value"]
    return {"changes.csv": frame.with_columns(value.alias("value")).select(columns)}
