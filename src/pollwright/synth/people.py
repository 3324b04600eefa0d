"""People: the members of a block's households with their nationality, names and special categories."""

from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt
import polars as pl

from pollwright.synth.calendar_days import attainers_born_until, number
from pollwright.synth.households import (
    CHILD,
    HEAD,
    PARTNER,
    SHARER,
    SHARING,
    SINGLE,
    YEAR,
    Members,
    members_of,
    sons_named_for_fathers,
)
from pollwright.synth.names import draw_forenames, draw_surnames, written_forenames, written_surnames
from pollwright.synth.population import Population
from pollwright.synth.properties import HALL, HMO, HOMES, OCCUPIED, VOID
from pollwright.synth.randomness import Flags, Ints, chance, choose, pick, stream

Texts = npt.NDArray[np.str_]
RESIDENT, OVERSEAS, LOCAL_CONNECTION = range(3)
EU = {"PL": 34, "RO": 16, "PT": 11, "BG": 7, "IT": 6, "ES": 6, "FR": 5, "DE": 5, "LT": 4, "HU": 3, "NL": 2, "DK": 0.7, "LU": 0.3}  # fmt: skip
TREATY_STATES = ("DK", "ES", "LU", "PL", "PT")  # RPA 1983 Sch 6A
COMMONWEALTH = {"IN": 34, "NG": 11, "ZA": 12, "PK": 7, "BD": 5, "AU": 8, "CA": 5, "KE": 4, "JM": 4, "LK": 5, "CY": 3, "MT": 2}  # fmt: skip
COMMONWEALTH_HOMES, IRISH_HOMES = 0.015, 0.006
MONONYMS = pl.Series(["Suryani", "Budi", "Tenzin", "Lhamo", "Wati", "Dorji"])


@dataclass(slots=True, eq=False)
class People:
    """The people of a block, as columns of equal length; `unit` is the row of their qualifying property."""

    unit: Ints
    standing: Ints  # RESIDENT, OVERSEAS or LOCAL_CONNECTION
    members: Members
    birth: Ints  # day number
    nationality: Texts
    residence_right: Texts
    forenames: pl.Series
    surname: pl.Series
    category: Texts
    attainer: Flags
    anonymous: Flags
    inherited_g: Flags
    same_person: dict[str, tuple[Ints, Ints]]  # reason -> rows, and the rows that hold the same person


def people_of(
    properties: pl.DataFrame,
    occupants: Ints,
    population: Population,
    rows: list[int],
    wanted: dict[str, int],
    block: int,
    seed: int,
    on: date,
) -> People:
    """Return the people of a block in the order of their properties; overseas and local connection come last.

    :param occupants: resident electors of each property.
    :param rows: the block's districts, as indexes into the plan.
    :param wanted: how many of each kind the block is to have.
    """
    rng = stream(seed, block, "people")
    unit, standing, size = _units(properties, occupants, population, rows, rng)
    kind = properties["kind_code"].to_numpy()[unit]
    members = members_of(size, np.where(standing == RESIDENT, kind, 0), rng)
    person_unit, person_standing = unit[members.household], standing[members.household]
    members.age = np.where(person_standing == OVERSEAS, np.minimum(members.age, 80.0), members.age)
    birth = number(on) - np.rint(members.age * YEAR).astype(np.int64)
    attainer = _attainers(members, person_standing, wanted["attainers"], rng)
    birth = np.where(attainer, _coming_of_age(on, birth.size, rng), birth)
    origin, nationality = _nationalities(members, person_standing, wanted["eu"], stream(seed, block, "nationality"))
    forenames, surname = _names(members, origin, birth, stream(seed, block, "names"))
    people = People(
        person_unit,
        person_standing,
        members,
        birth,
        nationality,
        _residence(nationality, stream(seed, block, "residence")),
        forenames,
        surname,
        np.full(birth.size, "ordinary", dtype="<U16"),
        attainer,
        np.zeros(birth.size, dtype=bool),
        np.zeros(birth.size, dtype=bool),
        {},
    )
    _give_categories(people, wanted, stream(seed, block, "categories"))
    _register_twice(people, kind[members.household], wanted, stream(seed, block, "same person"))
    return people


def _units(
    properties: pl.DataFrame, occupants: Ints, population: Population, rows: list[int], rng: np.random.Generator
) -> tuple[Ints, Ints, Ints]:
    """Return property row, standing and size of every household: residents, then former residents one by one."""
    lived_in = np.flatnonzero(occupants > 0)
    district = properties["district_index"].to_numpy()
    kind, status = properties["kind_code"].to_numpy(), properties["status_code"].to_numpy()
    homes = np.flatnonzero(np.isin(kind, HOMES) & np.isin(status, (OCCUPIED, VOID)))
    starts = np.searchsorted(district[homes], np.arange(len(rows) + 1))
    units, standings = [lived_in], [np.full(lived_in.size, RESIDENT)]
    for standing, counts in ((OVERSEAS, population.overseas), (LOCAL_CONNECTION, population.local_connection)):
        where = np.repeat(np.arange(len(rows)), counts[rows])
        span = (starts[1:] - starts[:-1])[where]
        units.append(homes[starts[where] + (rng.random(where.size) * span).astype(np.int64)])
        standings.append(np.full(where.size, standing))
    unit = np.concatenate(units)
    return (
        unit,
        np.concatenate(standings),
        np.concatenate([occupants[lived_in], np.ones(unit.size - lived_in.size, int)]),
    )


def _attainers(members: Members, standing: Ints, wanted: int, rng: np.random.Generator) -> Flags:
    """Choose children of the household; where there are too few, anyone who lives with others."""
    children = np.flatnonzero(members.role == CHILD)
    chosen = pick(rng, children, wanted)
    if chosen.size < wanted:
        others = np.flatnonzero((members.place > 0) & (members.role != CHILD) & (standing == RESIDENT))
        chosen = np.concatenate([chosen, pick(rng, others, wanted - chosen.size)])
    flags = np.zeros(members.role.size, dtype=bool)
    flags[chosen] = True
    return flags


def _coming_of_age(on: date, count: int, rng: np.random.Generator) -> Ints:
    """Return dates of birth of people who are under 18 on the day, and old enough to be registered on any near day.

    One in forty comes of age on the ordinary day of election next May, the first Thursday.
    """
    latest = int(attainers_born_until(np.array([number(on) - 85]))[0])  # applied for before the last notice
    earliest = number(date(on.year - 18, on.month, min(on.day, 28))) + 4
    may = date(on.year + (on.month > 4), 5, 1)
    thursday = number(date(may.year - 18, 5, 1 + (3 - may.weekday()) % 7))
    drawn = rng.integers(earliest, max(latest, earliest + 1) + 1, count)
    return np.where(chance(rng, count, 0.025) & (earliest <= thursday <= latest), thursday, drawn)


def _nationalities(members: Members, standing: Ints, wanted: int, rng: np.random.Generator) -> tuple[Texts, Texts]:
    """Return the country that each name comes from, and the nationality or nationalities as codes joined by `;`.

    EU households are taken until the block has the number of EU citizens wanted (within one household).
    """
    homes = int(members.household[-1]) + 1 if members.household.size else 0
    country = _countries(rng, homes)[members.household]
    draw = rng.random(members.role.size)
    british = (members.role == PARTNER) & (draw < 0.25) | (members.role == CHILD) & (draw < 0.45)
    both = ~british & ((members.role == CHILD) & (draw < 0.65) | (members.role == HEAD) & (draw > 0.95))
    foreign = ~british & ~both & (standing == RESIDENT)
    order = rng.permutation(homes)
    eu_in_home = np.bincount(members.household, weights=foreign, minlength=homes).astype(np.int64)
    taken = np.zeros(homes, dtype=bool)
    taken[order] = (np.cumsum(eu_in_home[order]) <= wanted) & (eu_in_home[order] > 0)
    eu = taken[members.household]
    abroad = np.where(eu, country, _elsewhere(rng, homes)[members.household])
    abroad = np.where(standing == RESIDENT, abroad, "GB")
    nationality = np.select([british | (abroad == "GB"), both], ["GB", np.char.add("GB;", abroad)], abroad)
    return np.where(british, "GB", abroad), np.where((members.role == HEAD) & (abroad == "IE"), "IE", nationality)


def _countries(rng: np.random.Generator, homes: int) -> Texts:
    return np.array(list(EU))[choose(rng, homes, list(EU.values()))]


def _elsewhere(rng: np.random.Generator, homes: int) -> Texts:
    """Return GB for most homes, a Commonwealth country or Ireland for some."""
    commonwealth = np.array(list(COMMONWEALTH))[choose(rng, homes, list(COMMONWEALTH.values()))]
    drawn = rng.random(homes)
    return np.select([drawn < COMMONWEALTH_HOMES, drawn < COMMONWEALTH_HOMES + IRISH_HOMES], [commonwealth, "IE"], "GB")


def _residence(nationality: Texts, rng: np.random.Generator) -> Texts:
    """Return the right of residence that goes with each nationality; blank for British and Irish citizens."""
    drawn = rng.random(nationality.size)
    treaty = np.isin(nationality, TREATY_STATES)
    other_eu = np.isin(nationality, [code for code in EU if code not in TREATY_STATES])
    commonwealth = np.isin(nationality, list(COMMONWEALTH))
    of_treaty = np.select([drawn < 0.70, drawn < 0.96], ["pre_2021", "settled"], "limited_leave")
    of_commonwealth = np.select([drawn < 0.72, drawn < 0.90], ["settled", "limited_leave"], "leave_not_needed")
    return np.select([treaty, other_eu, commonwealth], [of_treaty, "pre_2021", of_commonwealth], "")


def _names(members: Members, origin: Texts, birth: Ints, rng: np.random.Generator) -> tuple[pl.Series, pl.Series]:
    heads = members.heads
    count = birth.size
    year = birth.astype("datetime64[D]").astype("datetime64[Y]").astype(np.int64) + 1970
    own = draw_surnames(rng, origin)
    shares_name = (members.role == CHILD) | ((members.role == PARTNER) & chance(rng, count, 0.8))
    surname = np.where(shares_name, own[heads], own)
    first = draw_forenames(rng, origin, members.sex, year)
    second = draw_forenames(rng, origin, members.sex, year - 40)
    sons, fathers = sons_named_for_fathers(members, rng)
    first[sons] = first[fathers]
    forenames = written_forenames(first, second, chance(rng, count, 0.58))
    surnames = written_surnames(rng, surname, members.household)
    single = chance(rng, count, 1 / 6000)
    single[np.flatnonzero((members.role == SHARER) & (members.age > 30))[:1]] = True
    frame = pl.DataFrame({"forenames": forenames, "surname": surnames, "single": single})
    alone = MONONYMS.gather(np.arange(count) % len(MONONYMS))
    frame = frame.with_columns(
        pl.when("single").then(pl.lit("")).otherwise("forenames").alias("forenames"),
        pl.when("single").then(alone).otherwise("surname").alias("surname"),
    )
    return frame["forenames"], frame["surname"]


def _give_categories(people: People, wanted: dict[str, int], rng: np.random.Generator) -> None:
    """Choose service voters, peers, anonymous entries and unreviewed EU entries among those who may be one."""
    british = people.nationality == "GB"
    home = people.standing == RESIDENT
    people.category[people.standing == OVERSEAS] = "overseas"
    people.category[people.standing == LOCAL_CONNECTION] = "local_connection"
    age = people.members.age
    adult = home & ~people.attainer
    rules = (
        ("forces_child", "forces_child", people.attainer & british),
        ("forces", "forces", adult & british & (age > 18.5) & (age < 56)),
        ("crown_servant", "crown_servant", adult & british & (age > 25) & (age < 66)),
        ("british_council", "british_council", adult & british & (age > 25) & (age < 66)),
        ("peers", "peer", adult & british & (age > 48) & (age < 90)),
    )
    for kind, category, able in rules:
        people.category[pick(rng, np.flatnonzero(able & (people.category == "ordinary")), wanted[kind])] = category
    eu = np.isin(people.nationality, list(EU))
    late = eu & np.isin(people.nationality, ("BG", "DE", "FR", "IT", "RO")) & adult
    chosen = pick(rng, np.flatnonzero(late), wanted["inherited_g"])
    people.inherited_g[chosen] = True
    people.residence_right[chosen] = ""
    _give_anonymity(people, wanted, eu & adult & ~people.inherited_g, adult, rng)


def _give_anonymity(people: People, wanted: dict[str, int], eu: Flags, adult: Flags, rng: np.random.Generator) -> None:
    """Make entries anonymous, a few of them of EU citizens and of electors overseas."""
    people.anonymous[pick(rng, np.flatnonzero(eu), wanted["anonymous_eu"])] = True
    people.anonymous[pick(rng, np.flatnonzero(people.standing == OVERSEAS), wanted["anonymous_overseas"])] = True
    able = adult & (people.category == "ordinary") & ~people.anonymous & ~eu
    people.anonymous[pick(rng, np.flatnonzero(able), max(0, wanted["anonymous"] - int(people.anonymous.sum())))] = True


def _register_twice(people: People, kind: Ints, wanted: dict[str, int], rng: np.random.Generator) -> None:
    """Enter some people at a second address: students lawfully, movers because nobody removed the former entry."""
    plain = (people.category == "ordinary") & ~people.attainer & ~people.anonymous & (people.nationality == "GB")
    members = people.members
    young = plain & (members.role == CHILD) & (members.age < 24)
    lodging = plain & (members.kind == SHARING) & np.isin(kind, (HALL, HMO))
    alone = plain & (members.kind == SINGLE) & (members.age < 70)
    mover = plain & (members.role == SHARER) & ~lodging
    for reason, of, at in (("two_addresses", young, lodging), ("duplicates", alone, mover)):
        count = min(wanted[reason], int(of.sum()), int(at.sum()))
        first, second = pick(rng, np.flatnonzero(of), count), pick(rng, np.flatnonzero(at), count)
        people.same_person[reason] = (first, second)
        _copy_identity(people, first, second)


def _copy_identity(people: People, first: Ints, second: Ints) -> None:
    source = np.arange(people.birth.size)
    source[second] = first
    people.birth = people.birth[source]
    people.members.sex = people.members.sex[source]
    people.members.age = people.members.age[source]
    people.forenames = people.forenames.gather(source)
    people.surname = people.surname.gather(source)
