"""Households: who lives together, how old they are, and what they are to each other."""

from dataclasses import dataclass

import numpy as np

from pollwright.synth.properties import CARE, HALL, HMO, HOSTEL
from pollwright.synth.randomness import Flags, Floats, Ints, chance, choose, rank_in_group

SINGLE, COUPLE, PARENT, FAMILY, SHARING, ELDERS = range(6)
HEAD, PARTNER, CHILD, SHARER, ELDER = range(5)
FEMALE, MALE = 0, 1
YEAR = 365.25
ADULT = 18.02  # years; safely past the birthday whatever the leap years


@dataclass(slots=True, eq=False)
class Members:
    """The members of a block's households, household by household, as columns of equal length."""

    household: Ints
    place: Ints  # 0, 1, 2 … in the household
    size: Ints  # of the household
    kind: Ints  # of the household
    role: Ints
    sex: Ints
    age: Floats  # years

    @property
    def heads(self) -> Ints:
        """For each member, the row of the first of the household."""
        return np.arange(self.place.size) - self.place


def kinds_of(size: Ints, property_kind: Ints, rng: np.random.Generator) -> Ints:
    """Return the kind of each household, by its number of electors and the kind of property."""
    of_two = choose(rng, size.size, [0.80, 0.12, 0.08])
    of_more = choose(rng, size.size, [0.80, 0.07, 0.13])
    kind = np.where(
        size == 2, np.array([COUPLE, PARENT, SHARING])[of_two], np.array([FAMILY, PARENT, SHARING])[of_more]
    )
    kind = np.where(size <= 1, SINGLE, kind)
    kind = np.where((size > 5) & (kind != SHARING), FAMILY, kind)
    kind = np.where(np.isin(property_kind, (HMO, HALL, HOSTEL)), SHARING, kind)
    return np.where(property_kind == CARE, ELDERS, kind)


def members_of(size: Ints, property_kind: Ints, rng: np.random.Generator) -> Members:
    """Return the members of households of these sizes (electors only) in properties of these kinds."""
    household = np.repeat(np.arange(size.size), size)
    place = rank_in_group(np.diff(household, prepend=-1) > 0)
    kind = kinds_of(size, property_kind, rng)[household]
    role = _roles(kind, place)
    sex = _sexes(household, place, role, kind, rng)
    age = _ages(size, household, place, kind, role, property_kind[household], rng)
    return Members(household, place, size[household], kind, role, sex, age)


def _roles(kind: Ints, place: Ints) -> Ints:
    children_from = np.where(kind == FAMILY, 2, 1)
    child = np.isin(kind, (PARENT, FAMILY)) & (place >= children_from)
    partner = np.isin(kind, (COUPLE, FAMILY)) & (place == 1)
    return np.select([kind == ELDERS, kind == SHARING, child, partner], [ELDER, SHARER, CHILD, PARTNER], HEAD)


def _sexes(household: Ints, place: Ints, role: Ints, kind: Ints, rng: np.random.Generator) -> Ints:
    male = chance(rng, household.size, np.select([role == ELDER, kind == PARENT], [0.32, 0.3], 0.5))
    head_male = male[np.arange(household.size) - place]
    same = chance(rng, household.size, 0.03)
    return np.where(role == PARTNER, head_male == same, male).astype(np.int64)


def _ages(
    size: Ints, household: Ints, place: Ints, kind: Ints, role: Ints, property_kind: Ints, rng: np.random.Generator
) -> Floats:
    """Return the age of each member: children first, then parents 20 to 36 years above the eldest."""
    homes = size.size
    youngest = ADULT + np.minimum(rng.exponential(4.5, homes), 22.0)
    step = np.where(chance(rng, homes, 0.05), 0.0, rng.uniform(1.1, 4.0, homes))  # nought: twins
    child = place - np.where(kind == FAMILY, 2, 1)
    of_child = youngest[household] + np.maximum(child, 0) * np.minimum(step[household], 3.0)
    children = np.where(np.isin(kind, (FAMILY, PARENT)), size[household] - np.where(kind == FAMILY, 2, 1), 0)
    eldest = youngest[household] + np.maximum(children - 1, 0) * np.minimum(step[household], 3.0)
    of_parent = eldest + rng.uniform(20.0, 36.0, homes)[household]
    alone = _mixed(rng, homes, [(0.28, 22, 40), (0.27, 40, 65), (0.45, 65, 97)])[household]
    pair = _mixed(rng, homes, [(0.30, 24, 45), (0.25, 45, 62), (0.45, 62, 88)])[household]
    head = np.select([kind == COUPLE, kind == SINGLE], [pair, alone], of_parent)
    least = np.where(kind == FAMILY, eldest + 17.0, 19.0)
    partner = np.maximum(head[np.arange(household.size) - place] + rng.normal(-1.0, 3.5, household.size), least)
    low = np.select([property_kind == HALL, property_kind == HOSTEL], [ADULT, 25.0], 19.0)
    high = np.select([property_kind == HALL, property_kind == HOSTEL], [23.0, 65.0], 44.0)
    sharer = low + rng.random(household.size) ** 1.4 * (high - low)
    elder = rng.triangular(70.0, 88.0, 103.0, household.size)
    return np.select(
        [role == CHILD, role == PARTNER, role == SHARER, role == ELDER], [of_child, partner, sharer, elder], head
    )


def _mixed(rng: np.random.Generator, count: int, bands: list[tuple[float, int, int]]) -> Floats:
    """Draw ages from bands of (weight, from, to)."""
    band = choose(rng, count, [weight for weight, _, _ in bands])
    low, high = (np.array([ages[side] for ages in bands], dtype=np.float64)[band] for side in (1, 2))
    return low + rng.random(count) * (high - low)


def sons_named_for_fathers(members: Members, rng: np.random.Generator) -> tuple[Ints, Ints]:
    """Return the rows of sons and of the fathers whose forename they share: one son in two hundred, at least one."""
    heads = members.heads
    sons: Flags = (members.role == CHILD) & (members.sex == MALE) & (members.sex[heads] == MALE) & (members.age < 60)
    able = np.flatnonzero(sons)
    chosen = able[chance(rng, able.size, 0.005)]
    if chosen.size == 0:
        chosen = able[:1]
    return chosen, heads[chosen]
