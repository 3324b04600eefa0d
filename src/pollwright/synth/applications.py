"""Applications in the shape of the national digital service's records: in flight, and those behind recent entries."""

from datetime import date

import numpy as np
import polars as pl

from pollwright.synth.calendar_days import number
from pollwright.synth.noise import made_dirty
from pollwright.synth.people import COMMONWEALTH, EU, TREATY_STATES
from pollwright.synth.properties import Counters
from pollwright.synth.randomness import Ints, chance, choose, stream
from pollwright.synth.strangers import strangers
from pollwright.synth.tables import LAYOUTS

MONTH = 30  # days that an application in flight may have waited
ADDITIONS = 0.008  # of electors, a month
AMENDMENTS = 0.001
WEB, PASSED = 0.82, 0.90
KINDS = {"forces": "forces", "forces_child": "forces", "crown_servant": "crown_servant",
         "british_council": "british_council", "overseas": "overseas", "local_connection": "local_connection"}  # fmt: skip
CASES = {"newcomer": 0.46, "mover_within": 0.34, "coming_of_age": 0.10, "first_time": 0.10}
IP_RANGES = ("192.0.2.", "198.51.100.", "203.0.113.")  # set aside for documents
PLACE = ("sub_building", "building_name", "building_number", "street", "locality", "town", "postcode", "uprn")


def applications(
    entries: pl.DataFrame,
    properties: pl.DataFrame,
    homes: pl.DataFrame,
    counters: Counters,
    block: int,
    seed: int,
    on: date,
) -> dict[str, pl.DataFrame]:
    """Return the block's rows of applications.csv, match_results.csv and truth/applications.csv.

    A third of the applications in flight come from people who already have the entry they ask for.
    """
    rng = stream(seed, block, "applications")
    placed = pl.concat([entries, _places(properties, entries["unit"])], how="horizontal")
    fresh = round(entries.height * ADDITIONS)
    parts = [
        _history(placed, on),
        _new(placed, homes, fresh, rng, on),
        _duplicates(placed, round(fresh / 2), rng, on),
        _name_changes(placed, round(entries.height * AMENDMENTS), rng, on),
        _renewals(homes, round(entries.height * 0.0003), rng, on),
    ]
    frame = _received_in_order(pl.concat(parts), counters)
    frame = frame.with_columns(*_details(frame, rng))
    frame = frame.with_columns(*_numbers(frame, rng)).with_columns(*_missing(frame.height, rng))
    return {
        "applications.csv": frame.select(LAYOUTS["applications.csv"]),
        "match_results.csv": _match_results(frame, rng, on),
        "truth/applications.csv": frame.select(
            "application_reference", "case", pl.col("truth").alias("elector_reference")
        ),
    }


def _places(properties: pl.DataFrame, unit: pl.Series) -> pl.DataFrame:
    """Return the address parts of the entries' properties under names that do not clash with the entries' own."""
    parts = [column for column in PLACE if column not in ("postcode", "uprn")]
    return properties.select(parts).gather(unit)


def _shaped(frame: pl.DataFrame, case: str, received: Ints) -> pl.DataFrame:
    """Return the columns that every part of the table has.

    :param frame: people with their place; `elector_reference` is the true entry, `named` what the record says.
    """
    defaults = {
        "kind": pl.lit("ordinary"),
        "previous_surname": pl.lit(""),
        "named": pl.lit(""),
        "elector_reference": pl.lit(""),
        "residence_right": pl.lit(""),
        "previous_address": pl.lit(""),
    }
    missing = [value.alias(name) for name, value in defaults.items() if name not in frame.columns]
    return frame.with_columns(*missing).select(
        "forenames", "surname", "previous_surname", "previous_address", pl.col("birth").cast(pl.Int64), "nationality", "residence_right",
        "kind", *PLACE, pl.col("elector_reference").alias("truth"), pl.col("named").alias("elector_reference"),
        pl.lit(case).alias("case"), pl.Series("received", received, dtype=pl.Int64),
    )  # fmt: skip


def _history(entries: pl.DataFrame, on: date) -> pl.DataFrame:
    """The application or declaration behind each entry added in the last year."""
    recent = entries.filter(pl.col("entered") > number(on) - 365).with_columns(
        pl.when("is_anonymous").then(pl.lit("anonymous"))
        .otherwise(pl.col("category").replace_strict(KINDS, default="ordinary")).alias("kind"),
        pl.col("elector_reference").alias("named"),
    )  # fmt: skip
    received = (recent["declared_on"].cast(pl.Date) - date(1970, 1, 1)).dt.total_days().to_numpy()
    return _shaped(recent, "history", received)


def _days_ago(rng: np.random.Generator, count: int, on: date) -> Ints:
    return number(on) - rng.integers(0, MONTH + 1, count)


def _new(entries: pl.DataFrame, homes: pl.DataFrame, count: int, rng: np.random.Generator, on: date) -> pl.DataFrame:
    """People who are not entered at the address: from outside, from another address here, or for the first time."""
    sizes = [round(count * share) for share in CASES.values()]
    rows = rng.permutation(_plain(entries))[: sizes[1]]
    moved = entries.gather(pl.Series(rows)).with_columns(_left_address()).drop(PLACE)
    target = homes.gather(pl.Series(rng.integers(0, max(homes.height, 1), rows.size))).select(PLACE)
    parts = [
        _shaped(_from_elsewhere(strangers(sizes[0], homes, on, rng), rng), "newcomer", _days_ago(rng, sizes[0], on)),
        _shaped(pl.concat([moved, target], how="horizontal"), "mover_within", _days_ago(rng, rows.size, on)),
    ]
    young = strangers(sizes[2], homes, on, rng)
    birth = number(on) - (18 * 365.25 - rng.integers(1, 370, sizes[2])).astype(np.int64)
    parts.append(_shaped(young.with_columns(pl.Series("birth", birth)), "coming_of_age", _days_ago(rng, sizes[2], on)))
    parts.append(_shaped(strangers(sizes[3], homes, on, rng), "first_time", _days_ago(rng, sizes[3], on)))
    frame = pl.concat(parts)
    return frame.with_columns(_residence(frame.height, rng))


def _from_elsewhere(people: pl.DataFrame, rng: np.random.Generator) -> pl.DataFrame:
    """Give newcomers an address that they left, in a town that does not exist."""
    house = pl.Series("house", rng.integers(1, 150, people.height)).cast(pl.String)
    return people.with_columns((house + " Former Street, Exampleton, ZZ1 1ZZ").alias("previous_address"))


def _left_address() -> pl.Expr:
    lines = pl.concat_str([f"address{line}" for line in range(1, 7)], separator=", ", ignore_nulls=True)
    return (lines + ", " + pl.col("postcode")).alias("previous_address")


def _residence(count: int, rng: np.random.Generator) -> pl.Expr:
    """Most applicants from abroad have a right of residence that qualifies them; some of each kind have not."""
    drawn = pl.Series("drawn", rng.random(count))
    code = pl.col("nationality")
    treaty, other = code.is_in(TREATY_STATES), code.is_in([each for each in EU if each not in TREATY_STATES])
    right = (
        pl.when(treaty & (drawn < 0.6)).then(pl.lit("pre_2021"))
        .when(treaty & (drawn < 0.95)).then(pl.lit("settled"))
        .when(other & (drawn < 0.8)).then(pl.lit("pre_2021"))
        .when(other & (drawn < 0.95)).then(pl.lit("limited_leave"))
        .when(code.is_in(list(COMMONWEALTH)) & (drawn < 0.93)).then(pl.lit("settled"))
    )  # fmt: skip
    return right.otherwise("residence_right").alias("residence_right")


def _plain(entries: pl.DataFrame) -> Ints:
    """Return the rows of ordinary entries that are not anonymous."""
    return np.flatnonzero(((entries["category"] == "ordinary") & ~entries["is_anonymous"]).to_numpy())


def _duplicates(entries: pl.DataFrame, count: int, rng: np.random.Generator, on: date) -> pl.DataFrame:
    """People who are registered already, their names now and then written otherwise than in their entry."""
    rows = np.sort(rng.permutation(_plain(entries))[:count])
    chosen = entries.gather(pl.Series(rows))
    lines = pl.DataFrame({"address": chosen["street"], "postcode": chosen["postcode"], "uprn": chosen["uprn"]})
    facts = chosen.select("forenames", "surname").with_columns(pl.lit(None, dtype=pl.Date).alias("date_of_birth"))
    dirty = made_dirty(pl.concat([facts, lines], how="horizontal"), rng)
    return _shaped(
        chosen.with_columns(dirty["forenames"], dirty["surname"]), "duplicate", _days_ago(rng, rows.size, on)
    )


def _name_changes(entries: pl.DataFrame, count: int, rng: np.random.Generator, on: date) -> pl.DataFrame:
    rows = np.sort(rng.permutation(_plain(entries))[:count])
    chosen = entries.gather(pl.Series(rows)).with_columns(
        pl.col("surname").alias("previous_surname"),
        pl.lit("change_of_name").alias("kind"),
        pl.col("elector_reference").alias("named"),
    )
    surname = chosen["surname"].gather(pl.Series(rng.permutation(chosen.height)))
    return _shaped(chosen.with_columns(surname), "change_of_name", _days_ago(rng, rows.size, on))


def _renewals(homes: pl.DataFrame, count: int, rng: np.random.Generator, on: date) -> pl.DataFrame:
    """British citizens abroad whose declaration lapsed on the last 1 November and who declare again, too late."""
    frame = strangers(count, homes, on, rng).with_columns(
        pl.lit("GB").alias("nationality"), pl.lit("renewal").alias("kind")
    )
    return _shaped(frame, "lapsed_overseas", number(on) - rng.integers(0, 20, count))


def _received_in_order(frame: pl.DataFrame, counters: Counters) -> pl.DataFrame:
    frame = frame.sort("received", maintain_order=True)
    begin = counters.applications
    counters.applications += frame.height
    serial = pl.int_range(begin + 1, begin + frame.height + 1, dtype=pl.Int64).cast(pl.String)
    return frame.with_columns(("A" + serial.str.zfill(8)).alias("application_reference"))


def _details(frame: pl.DataFrame, rng: np.random.Generator) -> list[pl.Expr]:
    """Return what the service's record says besides the number: names, address, choices, moment of receipt."""
    count = frame.height
    web = pl.Series("web", chance(rng, count, WEB))
    seconds = pl.Series(
        "seconds", np.where(web, rng.integers(6 * 3600, 24 * 3600, count), rng.integers(9 * 3600, 17 * 3600, count))
    )
    digits = pl.Series("digits", rng.integers(0, 1000, count)).cast(pl.String).str.zfill(3)
    address = pl.Series("net", IP_RANGES).gather(rng.integers(0, 3, count)) + pl.Series(
        rng.integers(1, 255, count)
    ).cast(pl.String)
    ask = pl.Series("ask", rng.random((count,)))
    day = pl.col("received").cast(pl.Int32).cast(pl.Date)
    moment = (day.cast(pl.Datetime("us")) + pl.duration(seconds=pl.lit(seconds))).dt.replace_time_zone("Europe/London")
    first, rest = pl.col("forenames").str.split(" ").list.get(0), pl.col("forenames").str.splitn(" ", 2)
    building = pl.concat_list("sub_building", "building_name", "building_number")
    moved = pl.col("case").is_in(["newcomer", "mover_within"])
    email = pl.lit("applicant") + pl.int_range(pl.len()).cast(pl.String) + "@example.com"
    category = (
        pl.when(pl.col("case") == "lapsed_overseas")
        .then(pl.lit("overseas"))
        .when(pl.col("case").is_in(["coming_of_age", "first_time"]))
    )
    return [
        moment.dt.to_string("%Y-%m-%dT%H:%M:%S%:z").alias("received_at"),
        day.alias("declared_on"),
        first.str.slice(0, 35).alias("fn"),
        rest.struct.field("field_1").fill_null("").alias("mn"),
        pl.col("surname").str.slice(0, 35).alias("ln"),
        pl.lit("").alias("pfn"),
        pl.col("previous_surname").alias("pln"),
        day.alias("day"),
        building.list.eval(pl.element().filter(pl.element() != "")).list.join(", ").alias("regproperty"),
        pl.col("street").alias("regstreet"),
        pl.col("locality").alias("reglocality"),
        pl.col("town").alias("regtown"),
        pl.lit("Somerset").alias("regarea"),
        pl.col("postcode").alias("regpostcode"),
        pl.when(ask < 0.93).then("uprn").alias("reguprn"),
        pl.when(ask < 0.02).then(pl.lit("student")).when(ask < 0.03).then(pl.lit("secondHome"))
        .otherwise(pl.lit("none")).alias("oadr"),
        category.then(pl.lit("not-registered")).otherwise(pl.lit("ordinary")).alias("lastcategory"),
        pl.when(ask < 0.4).then(pl.lit("yes")).otherwise(pl.lit("no")).alias("opnreg"),
        pl.when(ask > 0.55).then(pl.lit("07700 900") + digits).alias("phone"),
        pl.when(web & (ask > 0.15)).then(email).alias("email"),
        pl.when(web).then(address).alias("ip"),
        pl.when(ask > 0.004).then(pl.lit("en")).otherwise(pl.lit("cy")).alias("lang"),
        _flag(moved, ask < 0.85).alias("left_address_within_12_months"),
        pl.when((ask > 0.997) & (pl.col("case") != "history")).then(pl.lit("")).otherwise(pl.lit("yes")).alias("declared_true"),
    ]  # fmt: skip


def _flag(one: pl.Expr, other: pl.Series) -> pl.Expr:
    return pl.when(one & other).then(pl.lit("yes")).otherwise(pl.lit("no"))


def _numbers(frame: pl.DataFrame, rng: np.random.Generator) -> list[pl.Expr]:
    """Return birth, nationality and National Insurance number with the reason where one is not given.

    Every number begins with QQ, which is never issued, or is a temporary number of the old kind.
    """
    count = frame.height
    kind = choose(rng, count, [0.915, 0.02, 0.01, 0.055])
    digits = pl.Series("six", rng.integers(0, 1_000_000, count)).cast(pl.String).str.zfill(6)
    last = pl.Series(["A", "B", "C", "D"]).gather(rng.integers(0, 4, count))
    drawn = rng.random(count)
    no_birth, no_nationality = pl.Series(drawn < 0.008), pl.Series(drawn > 0.994)
    code = pl.Series("class", kind)
    born = pl.col("birth").cast(pl.Int32).cast(pl.Date)
    nino = (
        pl.when(code == 0).then(pl.lit("QQ") + digits + last)
        .when(code == 1).then(pl.lit("QQ") + digits)
        .when(code == 2).then(pl.lit("TN") + digits + pl.lit("F")).otherwise(pl.lit(""))
    )  # fmt: skip
    past = pl.col("case") == "history"
    return [
        pl.when(~no_birth | past).then(born).cast(pl.String).fill_null("").alias("dob"),
        _reason(no_birth & ~past, "I do not know it").alias("nodobreason"),
        pl.when(no_nationality & ~past).then(pl.lit("")).otherwise("nationality").alias("nat"),
        _reason(no_nationality & ~past, "I have no papers to hand").alias("nonatreason"),
        nino.alias("nino"),
        _reason(pl.lit(True) & (code == 3), "I have never been given one").alias("noninoreason"),
    ]


def _reason(missing: pl.Expr, text: str) -> pl.Expr:
    return pl.when(missing).then(pl.lit(text)).otherwise(pl.lit("")).alias("reason")


def _missing(count: int, rng: np.random.Generator) -> list[pl.Expr]:
    """Leave items out without a reason in one application in flight in eighty: those stay incomplete."""
    drawn = pl.Series("drawn", rng.random(count))
    open_case = pl.col("case") != "history"
    no_number, no_nationality = open_case & (drawn < 0.008), open_case & (drawn > 0.9955)
    blank = pl.lit("")
    return [
        pl.when(no_number).then(blank).otherwise("nino").alias("nino"),
        pl.when(no_number).then(blank).otherwise("noninoreason").alias("noninoreason"),
        pl.when(no_nationality).then(blank).otherwise("nat").alias("nat"),
        pl.when(no_nationality).then(blank).otherwise("nonatreason").alias("nonatreason"),
    ]


def _match_results(frame: pl.DataFrame, rng: np.random.Generator, on: date) -> pl.DataFrame:
    """The identity match: a reply within a day to each application with a number, a birth date and a declaration."""
    count = frame.height
    passed = chance(rng, count, PASSED)
    hours = pl.Series("hours", rng.integers(1, 24, count))
    known = pl.col("nino").str.starts_with("QQ") & (pl.col("dob") != "") & (pl.col("received") < number(on))
    result = pl.when(pl.Series("passed", passed) | (pl.col("case") == "history")).then(pl.lit("pass"))
    moment = pl.col("day").cast(pl.Datetime("us")).dt.offset_by("1d") + pl.duration(hours=pl.lit(hours))
    return frame.with_columns(
        result.otherwise(pl.lit("fail")).alias("result"),
        moment.dt.replace_time_zone("Europe/London", ambiguous="earliest", non_existent="null")
        .fill_null(strategy="forward")
        .dt.to_string("%Y-%m-%dT%H:%M:%S%:z")
        .alias("replied_at"),
    ).filter(known).select("application_reference", "result", "replied_at")  # fmt: skip
