"""Entries in the register: dates, markers, contacts, addresses and numbers of a block's people."""

from datetime import date

import numpy as np
import polars as pl

from pollwright.synth.calendar_days import (
    attainers_born_until,
    days,
    notices_before,
    number,
    third_november,
    years_after,
)
from pollwright.synth.districts import District
from pollwright.synth.households import CHILD, FEMALE, PARTNER
from pollwright.synth.names import draw_surnames, names, plain
from pollwright.synth.people import EU, OVERSEAS, People, Texts
from pollwright.synth.properties import Counters
from pollwright.synth.randomness import Flags, Ints, chance, choose, stream
from pollwright.synth.tables import LAYOUTS

MONTHS = 288  # of notices looked back on
TURNOVER = 125.0  # months that an entry stands on average: additions of 0.8% a month
# Longest time since the entry took effect, in notices, for the declaration not to have lapsed on the day.
LONGEST = {"forces": 56, "forces_child": 10, "crown_servant": 10, "british_council": 10, "local_connection": 10,
           "overseas": 23}  # fmt: skip
DECLARED_YEARS = {"forces": 5, "forces_child": 1, "crown_servant": 1, "british_council": 1, "local_connection": 1}
ABROAD = (("Calle de la Paz", "46002 Valencia", "Spain"), ("Rue des Tilleuls", "33000 Bordeaux", "France"),
          ("Ocean Parade", "Fremantle WA 6160", "Australia"), ("Maple Street", "Toronto ON M5V", "Canada"),
          ("Lindenweg", "50667 Köln", "Germany"), ("Strand Road", "Galway", "Ireland"),
          ("Kowhai Terrace", "Nelson 7010", "New Zealand"), ("Elm Avenue", "Austin TX 78701", "United States"))  # fmt: skip


def entries_of(
    people: People,
    properties: pl.DataFrame,
    districts: list[District],
    counters: Counters,
    block: int,
    seed: int,
    on: date,
) -> pl.DataFrame:
    """Return the rows of electors.csv for a block, in register order, and the columns later steps need.

    The columns besides: `unit` (property row), `person` (row in `people`), `birth` and `entered` (day numbers).
    """
    order = _facts(people, block, seed, on)
    place = properties.select(
        "property_reference", "uprn", "district", "district_index", "walk_order", "postcode", *_lines()
    )
    frame = pl.concat([order, place.gather(pl.Series(people.unit))], how="horizontal")
    frame = _numbered(frame, on, stream(seed, block, "numbers"))
    begin = counters.electors
    counters.electors += frame.height
    serial = pl.int_range(begin + 1, begin + frame.height + 1, dtype=pl.Int64).cast(pl.String)
    frame = frame.with_columns(("E" + serial.str.zfill(8)).alias("elector_reference"))
    frame = frame.with_columns(*_contacts(frame, stream(seed, block, "contacts")))
    return frame.with_columns(*_correspondence(frame, stream(seed, block, "correspondence")))


def elector_rows(frame: pl.DataFrame) -> pl.DataFrame:
    """Return the columns of electors.csv alone."""
    return frame.select(LAYOUTS["electors.csv"])


def _facts(people: People, block: int, seed: int, on: date) -> pl.DataFrame:
    rng = stream(seed, block, "facts")
    count = people.birth.size
    entered = _entered(people, on, stream(seed, block, "tenure"))
    applied = entered - rng.integers(21, 51, count)
    age = (number(on) - people.birth) / 365.25
    unknown = (entered < number(date(2014, 12, 1))) & chance(rng, count, 0.006) & (age > 40)
    frame = pl.DataFrame(
        {
            "person": np.arange(count),
            "unit": people.unit,
            "title": _titles(people, age, rng),
            "forenames": people.forenames,
            "surname": people.surname,
            "previous_surname": _previous_surnames(people, entered, on, rng),
            "birth": people.birth,
            "date_of_birth": days(people.birth),
            "unknown_birth": unknown,
            "nationality": people.nationality,
            "residence_right": people.residence_right,
            "category": people.category,
            "is_anonymous": people.anonymous,
            "marker": _markers(people),
            "is_attainer": people.attainer,
            "attains": days(years_after(people.birth, 18)),
            "entered": entered,
            "entry_from": days(entered),
            "declared_on": days(applied),
            "is_declared": (people.category != "ordinary") | (entered >= number(date(2014, 7, 1))),
            "expires": _expiries(people, entered),
            "hidden_until": days(years_after(entered, 1) - 1),
            "withheld": _withheld(people, rng),
            "is_open": _open_choices(people, rng),
            "old": people.birth <= number(date(on.year - 76, on.month, min(on.day, 28))),
        }
    )
    return frame.with_columns(*_written_facts()).drop(
        "attains", "expires", "hidden_until", "is_open", "old", "unknown_birth"
    )


def _written_facts() -> list[pl.Expr]:
    """Return the expressions that write facts as the layout has them; blank is null."""
    return [
        pl.when(~pl.col("unknown_birth")).then("date_of_birth").alias("date_of_birth"),
        pl.lit("").alias("previous_forenames"),
        _yes("is_anonymous").alias("anonymous"),
        pl.when("is_anonymous").then("hidden_until").alias("anonymous_until"),
        pl.when("is_attainer").then("attains").alias("attains_on"),
        _yes("withheld").alias("address_withheld"),
        pl.when("is_declared").then("declared_on").alias("declared_on"),
        pl.when(~pl.col("category").is_in(["ordinary", "peer"])).then("expires").alias("expires_on"),
        _yes("is_open").alias("open_register"),
        _yes("old").alias("over_76"),
    ]


def _yes(column: str) -> pl.Expr:
    return pl.when(column).then(pl.lit("yes")).otherwise(pl.lit("no"))


def _entered(people: People, on: date, rng: np.random.Generator) -> Ints:
    """Return the day that each entry took effect: a notice day, lawful for the person's age and declaration."""
    members = people.members
    count = people.birth.size
    homes = int(members.household[-1]) + 1 if count else 0
    together = rng.exponential(TURNOVER, homes)[members.household]
    alone = rng.exponential(TURNOVER, count)
    months = np.where(chance(rng, count, 0.2) | (members.role == CHILD), alone, together).astype(np.int64)
    since_adult = np.maximum((members.age - 17.6) * 12, 0).astype(np.int64)
    for category, longest in LONGEST.items():
        months = np.where(people.category == category, rng.integers(0, longest + 1, count), months)
    months = np.where(people.anonymous, rng.integers(0, 11, count), months)
    months = np.minimum(np.minimum(months, since_adult), MONTHS - 1)
    months = np.where(people.attainer, rng.integers(0, 9, count), months)
    notices = notices_before(on, MONTHS)
    months[people.attainer] = _lawful_for_attainers(months[people.attainer], people.birth[people.attainer], notices)
    return notices[months]


def _lawful_for_attainers(months: Ints, birth: Ints, notices: Ints) -> Ints:
    """Bring an entry forward until the application behind it was old enough to be allowed."""
    for _ in range(9):
        early = birth > attainers_born_until(notices[months] - 51)
        months = np.where(early, np.maximum(months - 1, 0), months)
    return months


def _expiries(people: People, entered: Ints) -> pl.Series:
    """Return the last day of each declaration; an overseas one ends on the third 1 November."""
    years = np.select([people.category == category for category in DECLARED_YEARS], list(DECLARED_YEARS.values()), 1)
    last = np.zeros(entered.size, dtype=np.int64)
    for span in (1, 5):
        last = np.where(years == span, years_after(entered, span) - 1, last)
    overseas = people.standing == OVERSEAS
    last[overseas] = third_november(entered[overseas])
    return pl.Series(days(last))


def _markers(people: People) -> Texts:
    """Return the marker as another system would have printed it."""
    eu = np.isin(people.nationality, list(EU))
    letter = np.select(
        [people.inherited_g, people.category == "overseas", people.category == "peer", eu], list("GFLB"), ""
    )
    joined = np.where(letter == "", "N", np.char.add(letter, "+N"))
    return np.where(people.anonymous, joined, letter)


def _withheld(people: People, rng: np.random.Generator) -> Flags:
    """Overseas and local-connection entries show no address; nor do service voters who do not live at theirs."""
    service = np.isin(people.category, ("forces", "forces_child", "crown_servant", "british_council"))
    away = np.isin(people.category, ("overseas", "local_connection"))
    return away | (service & chance(rng, service.size, 0.4))


def _open_choices(people: People, rng: np.random.Generator) -> Flags:
    """62% have opted out of the open register, mostly whole households; anonymous entries never appear in it."""
    members = people.members
    homes = int(members.household[-1]) + 1 if members.household.size else 0
    together = chance(rng, homes, 0.38)[members.household]
    alone = chance(rng, members.household.size, 0.38)
    return np.where(chance(rng, members.household.size, 0.75), together, alone) & ~people.anonymous


def _titles(people: People, age: np.typing.NDArray[np.float64], rng: np.random.Generator) -> Texts:
    female = people.members.sex == FEMALE
    married = female & ((people.members.role == PARTNER) | (age > 65))
    title = np.select([~female, married], ["Mr", "Mrs"], np.where(chance(rng, female.size, 0.5), "Miss", "Ms"))
    rare = choose(rng, female.size, [970, 17, 7, 3, 3])
    title = np.where(rare > 0, np.array(["", "Dr", "Rev", "Prof", "Mx"])[rare], title)
    title = np.where(chance(rng, female.size, 0.35), "", title)
    return np.where(people.category == "peer", np.where(female, "Baroness", "Lord"), title)


def _previous_surnames(people: People, entered: Ints, on: date, rng: np.random.Generator) -> pl.Series:
    """Give some women who share a partner's surname a former one, mostly where the entry is fresh."""
    count = entered.size
    fresh = entered > number(on) - 700
    has = (
        (people.members.role == PARTNER)
        & (people.members.sex == FEMALE)
        & chance(rng, count, np.where(fresh, 0.12, 0.03))
    )
    former = names().surnames.gather(draw_surnames(rng, np.full(count, "GB")))
    frame = pl.DataFrame({"has": has, "former": former})
    return frame.select(pl.when("has").then("former").otherwise(pl.lit("")).alias("previous_surname")).to_series()


def _lines() -> list[pl.Expr]:
    """Return the printed lines of an address, blanks closed up: unit, building, number and street, locality, town."""
    street = pl.concat_str("building_number", "street", separator=" ").str.strip_chars_start()
    parts = pl.concat_list("sub_building", "building_name", street, "locality", "town")
    kept = parts.list.eval(pl.element().filter(pl.element() != ""))
    return [kept.list.get(line, null_on_oob=True).alias(f"address{line + 1}") for line in range(6)]


def _numbered(frame: pl.DataFrame, on: date, rng: np.random.Generator) -> pl.DataFrame:
    """Put entries in statutory order within their district and number them.

    Street order first, then other electors by name, then anonymous entries. Numbers were given with the last revised
    register, with gaps where entries have been deleted since; entries added since carry a suffix.
    """
    frame = frame.with_columns(
        pl.when("is_anonymous").then(2).when("withheld").then(1).otherwise(0).alias("section")
    ).with_columns(pl.when(pl.col("section") == 0).then("walk_order").otherwise(0).alias("walk"))
    keys = ["district_index", "section", "walk", "surname", "forenames", "person"]
    frame = frame.sort(keys, maintain_order=True)
    revised = number(date(on.year if on.month == 12 else on.year - 1, 12, 1))
    first = pl.int_range(pl.len()).over("district_index") == 0
    gaps = pl.Series("gap", rng.random(frame.height) < 0.08)
    frame = frame.with_columns(((pl.col("entered") <= revised) | first).alias("old"), gaps)
    step = pl.when("old").then(1 + pl.col("gap").cast(pl.Int64)).otherwise(0)
    frame = frame.with_columns(step.cum_sum().over("district_index").alias("number"))
    suffix = pl.int_range(pl.len()).over("district_index", "number")
    return frame.with_columns(suffix.alias("suffix")).drop("old", "gap", "section", "walk")


def _contacts(frame: pl.DataFrame, rng: np.random.Generator) -> list[pl.Series]:
    """Return e-mail, telephone and the way to be reached; only addresses and numbers that are reserved for fiction."""
    count = frame.height
    with_email, with_phone = chance(rng, count, 0.46), chance(rng, count, 0.41)
    mobile = chance(rng, count, 0.8)
    drawn = pl.DataFrame(
        {
            "digits": rng.integers(0, 1000, count),
            "tail": rng.integers(1, 100, count),
            "mobile": mobile,
            "domain": pl.Series(["example.org", "example.com", "example.net"]).gather(rng.integers(0, 3, count)),
            "has_email": with_email,
            "has_phone": with_phone,
            "ask": rng.random(count),
        }
    )
    table = pl.concat([frame.select("forenames", "surname"), drawn], how="horizontal")
    local = plain(pl.col("forenames").str.split(" ").list.get(0)) + "." + plain(pl.col("surname"))
    address = local.str.strip_chars(".") + pl.col("tail").cast(pl.String) + "@" + pl.col("domain")
    prefix = pl.when("mobile").then(pl.lit("07700 900")).otherwise(pl.lit("01632 960"))
    telephone = prefix + pl.col("digits").cast(pl.String).str.zfill(3)
    way = (
        pl.when(pl.col("has_email") & (pl.col("ask") < 0.55)).then(pl.lit("email"))
        .when(pl.col("has_phone") & pl.col("mobile") & (pl.col("ask") < 0.65)).then(pl.lit("sms"))
        .when(pl.col("has_phone") & (pl.col("ask") < 0.72)).then(pl.lit("phone"))
        .when(pl.col("ask") < 0.9).then(pl.lit("post")).otherwise(pl.lit(""))
    )  # fmt: skip
    found = table.select(
        pl.when("has_email").then(address).alias("email"),
        pl.when("has_phone").then(telephone).alias("phone"),
        way.alias("contact_by"),
    )
    return found.get_columns()


def _correspondence(frame: pl.DataFrame, rng: np.random.Generator) -> list[pl.Series]:
    """Return correspondence addresses: abroad for overseas electors, by forces post for service voters, a few others."""
    count = frame.height
    abroad = rng.integers(0, len(ABROAD), count)
    table = pl.DataFrame(
        {
            "category": frame["category"],
            "house": rng.integers(1, 120, count),
            "street": pl.Series([place[0] for place in ABROAD]).gather(abroad),
            "city": pl.Series([place[1] for place in ABROAD]).gather(abroad),
            "country": pl.Series([place[2] for place in ABROAD]).gather(abroad),
            "other": chance(rng, count, 0.012),
        }
    )
    house = pl.col("house").cast(pl.String)
    away, service, other = (
        pl.col("category") == "overseas",
        pl.col("category").is_in(["forces", "forces_child"]),
        pl.col("other") | pl.col("category").is_in(["local_connection", "crown_servant", "british_council"]),
    )

    def line(name: str, overseas: pl.Expr, forces: pl.Expr, box: pl.Expr) -> pl.Expr:
        return pl.when(away).then(overseas).when(service).then(forces).when(other).then(box).alias(name)

    blank = pl.lit(None, dtype=pl.String)
    found = table.select(
        line("correspondence1", house + " " + pl.col("street"), pl.lit("Unit Mail Room"), "PO Box " + house),
        line("correspondence2", pl.col("city"), pl.lit("BFPO 9999"), pl.lit("Exampleton")),
        *(blank.alias(f"correspondence{number}") for number in (3, 4, 5)),
        line("correspondence_postcode", blank, pl.lit("BF1 9ZZ"), pl.lit("ZZ1 1ZZ")),
        line("correspondence_country", pl.col("country"), blank, blank),
    )
    return found.get_columns()
