"""People who are not on the register: applicants, and names on outside lists that belong to nobody registered."""

from datetime import date

import numpy as np
import polars as pl

from pollwright.synth.calendar_days import days, number
from pollwright.synth.households import YEAR
from pollwright.synth.names import draw_forenames, draw_surnames, names, written_forenames
from pollwright.synth.people import COMMONWEALTH, EU
from pollwright.synth.properties import OCCUPIED
from pollwright.synth.randomness import chance, choose

ORIGINS = ("GB", *EU, *COMMONWEALTH, "IE")
WEIGHTS = (1000, *EU.values(), *(weight / 3 for weight in COMMONWEALTH.values()), 8)


def strangers(count: int, homes: pl.DataFrame, on: date, rng: np.random.Generator) -> pl.DataFrame:
    """Return people invented for the purpose, each at a property of the block.

    :param homes: properties with their printed address, as from `addressed`.
    :returns: forenames, surname, birth (day number), date_of_birth, nationality, and the columns of `homes`.
    """
    origin = np.array(ORIGINS)[choose(rng, count, WEIGHTS)]
    birth = number(on) - (rng.triangular(18.1, 30.0, 92.0, count) * YEAR).astype(np.int64)
    sex = rng.integers(0, 2, count)
    year = birth.astype("datetime64[D]").astype("datetime64[Y]").astype(np.int64) + 1970
    first, second = draw_forenames(rng, origin, sex, year), draw_forenames(rng, origin, sex, year - 40)
    frame = pl.DataFrame(
        {
            "forenames": written_forenames(first, second, chance(rng, count, 0.5)),
            "surname": names().surnames.gather(draw_surnames(rng, origin)),
            "birth": birth,
            "date_of_birth": days(birth),
            "nationality": origin,
        }
    )
    chosen = pl.Series(rng.integers(0, max(homes.height, 1), count))
    return pl.concat([frame, homes.gather(chosen)], how="horizontal")


def addressed(properties: pl.DataFrame) -> pl.DataFrame:
    """Return the properties that are lived in, with their address on one line (`address`)."""
    street = pl.concat_str("building_number", "street", separator=" ").str.strip_chars_start()
    parts = pl.concat_list("sub_building", "building_name", street, "locality", "town")
    line = parts.list.eval(pl.element().filter(pl.element() != "")).list.join(", ")
    return properties.filter(pl.col("status_code") == OCCUPIED).select(
        "property_reference", "uprn", "postcode", "sub_building", "building_name", "building_number", "street",
        "locality", "town", line.alias("address"),
    )  # fmt: skip
