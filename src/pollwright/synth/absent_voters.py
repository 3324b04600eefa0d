"""Absent voters of a demonstration authority: as many vote by post and by proxy as in a council of today."""

from __future__ import annotations

from datetime import date
from typing import Final

import polars as pl

from pollwright.acting import Actor
from pollwright.elections.operations.absent_importing import COLUMNS, import_arrangements
from pollwright.elections.states import AbsentKind
from pollwright.synth.loading import Folder, NotLoaded
from pollwright.synth.randomness import choose, stream

SEED = 1
SHARES: Final = {"": 0.81, AbsentKind.POSTAL: 0.18, AbsentKind.PROXY: 0.008, AbsentKind.POSTAL_PROXY: 0.002}
"""How electors vote; the first share comes to the station."""


def absent_voters(electors: pl.DataFrame, on: date, seed: int = SEED) -> pl.DataFrame:
    """Return the rows of absent voters among some electors, from a day on; proxies are other electors of the place."""
    people = electors.unique("elector_reference", keep="first", maintain_order=True)
    rng = stream(seed, 0, "absent voters")
    kinds = pl.Series(list(SHARES))[choose(rng, people.height, list(SHARES.values()))]
    others = people[rng.permutation(people.height)]
    by_proxy = pl.col("kind").is_in([AbsentKind.PROXY.value, AbsentKind.POSTAL_PROXY.value])
    proxies = {
        "proxy_name": (others["forenames"] + " " + others["surname"]).str.strip_chars(),
        "proxy_address": others["address1"] + ", " + others["address2"],
        "proxy_postcode": others["postcode"],
    }
    rows = people.select("elector_reference").with_columns(
        pl.Series("kind", [str(kind) for kind in kinds]),
        pl.lit(on.isoformat()).alias("valid_from"),
        *(pl.lit("").alias(name) for name in ("valid_to", "address", "postcode")),
        *(series.alias(name) for name, series in proxies.items()),
    )
    named = rows.filter((pl.col("kind") != "") & (~by_proxy | (pl.col("proxy_name") != "")))
    return named.with_columns(
        pl.when(by_proxy).then(pl.col(name)).otherwise(pl.lit("")).alias(name) for name in proxies
    ).select(list(COLUMNS))


def load_absent_voters(actor: Actor, folder: Folder, *, on: date) -> None:
    """Take over the absent voters among the electors who are registered on a day.

    :raises NotLoaded: where the operation finds a fault in them.
    """
    electors = folder.table("electors.csv").filter(pl.col("entry_from") <= on.isoformat())
    rows = absent_voters(electors, on)
    if rows.height:
        outcome = import_arrangements(actor=actor, content=rows.write_csv().encode(), source="demonstration")
        if outcome.faults:
            raise NotLoaded(f"{outcome.faults} faults among absent voters")
