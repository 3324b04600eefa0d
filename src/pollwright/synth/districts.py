"""Areas, polling districts and polling places: the map that a demonstration authority is drawn on."""

from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl

from pollwright.synth.authorities import Profile
from pollwright.synth.geography import Division, Parish, scatter
from pollwright.synth.randomness import Floats, Ints, shares, stream

AREAS_FROM = date(2023, 4, 1)
DISTRICTS_FROM = date(2024, 12, 1)
EMPTY_DISTRICTS = ("Levels Nature Reserve", "Reservoir", "Industrial Park")
HALLS = (
    "Village Hall",
    "Memorial Hall",
    "Community Centre",
    "Church Rooms",
    "Scout Hut",
    "Primary School",
    "Cricket Club",
)
LARGEST_DISTRICT = 2_600
SAMPLE = 600  # points scattered in each division, shared out among its districts


@dataclass(slots=True, eq=False)
class District:
    """A polling district: the ground that it covers, and how many entries it is to have."""

    code: str
    name: str
    division: Division
    parish: Parish | None
    parish_ward: str | None
    electors: int
    points: Floats  # places inside the district, metres, shape (n, 2)
    polling_place: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """The ground of one parish (or of none) inside one division, before it is cut into districts."""

    parish: Parish | None
    weight: float


def parish_wards(profile: Profile) -> dict[tuple[str, str], tuple[str, str]]:
    """Return code and name of the ward of each parish that straddles divisions, by (parish, division).

    Parish wards have no national codes, so these are invented.
    """
    names = {division.gss: division.name for division in profile.divisions}
    straddling = [(parish, gss) for parish in profile.parishes if len(parish.divisions) > 1 for gss in parish.divisions]
    return {
        (parish.gss, gss): (f"E05998{number:03}", f"{parish.name}: {names[gss]} Ward")
        for number, (parish, gss) in enumerate(straddling, 1)
    }


def areas(profile: Profile) -> pl.DataFrame:
    """Return the rows of areas.csv, larger areas first."""
    council = profile.gss
    rows = [("council", council, profile.name, ""), ("police_area", *profile.police_area, "")]
    rows += [("constituency", gss, name, "") for gss, name in profile.constituencies]
    rows += [("ward", division.gss, division.name, council) for division in profile.divisions]
    rows += [("parish", parish.gss, parish.name, council) for parish in profile.parishes]
    rows += [("parish_ward", gss, name, parish) for (parish, _), (gss, name) in parish_wards(profile).items()]
    frame = pl.DataFrame(rows, schema=["kind", "gss", "name", "parent_gss"], orient="row")
    return frame.with_columns(
        pl.lit("").alias("name_cy"), pl.lit(AREAS_FROM.isoformat()).alias("valid_from"), pl.lit("").alias("valid_to")
    )


def plan(profile: Profile, electors: int, seed: int) -> list[District]:
    """Cut the authority into polling districts and say how many entries each is to have; the sum is `electors`.

    Districts come grouped by division. A few have no electors at all.
    """
    rng = stream(seed, 0, "districts")
    wards = parish_wards(profile)
    per_division = shares(electors, rng.uniform(0.88, 1.12, len(profile.divisions)))
    largest = min(LARGEST_DISTRICT, max(2, round(2_250 * (electors / 430_000) ** 0.5)))
    found: list[District] = []
    for index, division in enumerate(profile.divisions):
        here = _districts_of(division, profile, wards, int(per_division[index]), largest, rng)
        if index % max(1, len(profile.divisions) // 3) == 0:
            here.append(_empty_district(here, EMPTY_DISTRICTS[index % len(EMPTY_DISTRICTS)]))
        _share_ground(here, scatter(rng, division.rings, SAMPLE), rng)
        found += here
    _name_split_districts(found)
    return found


def _parts(division: Division, profile: Profile, rng: np.random.Generator) -> list[Part]:
    """Return the parishes of a division, towns the heaviest, and its unparished ground where it has any."""
    here = [parish for parish in profile.parishes if division.gss in parish.divisions]
    sizes = np.exp(rng.normal(0, 0.75, len(here) + 1))
    parts = [
        Part(parish, float(size) * (9.0 if _is_town(parish, division) else 1.0))
        for parish, size in zip(here, sizes, strict=False)
    ]
    if not parts or (division.post_town == "Taunton" and division.setting == "town"):
        parts.append(Part(None, float(sizes[-1]) * 9.0))
    return parts


def _is_town(parish: Parish, division: Division) -> bool:
    return len(parish.divisions) > 1 or parish.name.split()[0] in division.post_town


def _districts_of(
    division: Division,
    profile: Profile,
    wards: dict[tuple[str, str], tuple[str, str]],
    electors: int,
    largest: int,
    rng: np.random.Generator,
) -> list[District]:
    parts = _parts(division, profile, rng)
    found: list[District] = []
    for part, size in zip(parts, shares(electors, [part.weight for part in parts]), strict=True):
        pieces = max(1, -(-int(size) // largest))
        name = part.parish.name if part.parish else division.name
        ward = wards.get((part.parish.gss, division.gss)) if part.parish else None
        for piece, quota in enumerate(shares(int(size), rng.uniform(0.6, 1.4, pieces)), 1):
            code = f"{division.letters}{len(found) + 1}"
            label = name if pieces == 1 else f"{name} {piece}"
            nowhere = np.empty((0, 2))
            found.append(District(code, label, division, part.parish, ward and ward[0], int(quota), nowhere))
    return found


def _empty_district(here: list[District], name: str) -> District:
    like = here[-1]
    code = f"{like.division.letters}{len(here) + 1}"
    return District(code, name, like.division, like.parish, like.parish_ward, 0, np.empty((0, 2)))


def _share_ground(districts: list[District], points: Floats, rng: np.random.Generator) -> None:
    """Give every point of a division to the district whose middle is nearest; each district keeps at least its middle."""
    middles = points[rng.permutation(len(points))[: len(districts)]]
    if len(middles) < len(districts):
        middles = points[np.arange(len(districts)) % len(points)]
    nearest = ((points[:, None, :] - middles[None, :, :]) ** 2).sum(axis=2).argmin(axis=1)
    for index, district in enumerate(districts):
        district.points = np.concatenate([middles[index : index + 1], points[nearest == index]])


def _name_split_districts(districts: list[District]) -> None:
    """Join the first districts of a straddling parish into one district split by ward: parts `AB4A` and `CD2B`'s twin.

    The parts of a split district share a code but for the last letter, as the register's parts must be told apart.
    """
    first: dict[str, District] = {}
    done: set[str] = set()
    for district in districts:
        parish = district.parish
        if parish is None or len(parish.divisions) < 2 or district.electors == 0 or parish.gss in done:
            continue
        other = first.setdefault(parish.gss, district)
        if other.division is not district.division:
            other.code, district.code = f"{other.code}A", f"{other.code}B"
            done.add(parish.gss)


def district_rows(profile: Profile, districts: list[District]) -> pl.DataFrame:
    """Return the rows of districts.csv; polling places must have been given out."""
    rows = [
        (district.code, district.name, district.polling_place, ";".join(_areas_of(profile, district)))
        for district in districts
    ]
    frame = pl.DataFrame(rows, schema=["code", "name", "polling_place", "areas"], orient="row")
    return frame.with_columns(pl.lit(DISTRICTS_FROM.isoformat()).alias("valid_from"), pl.lit("").alias("valid_to"))


def _areas_of(profile: Profile, district: District) -> list[str]:
    """Return the code of the one area of each kind that covers the district."""
    found = [profile.gss, profile.police_area[0], district.division.constituency, district.division.gss]
    if district.parish:
        found.append(district.parish.gss)
    if district.parish_ward:
        found.append(district.parish_ward)
    return found


@dataclass(frozen=True, slots=True)
class PollingPlace:
    """A building where electors of one or more districts vote."""

    reference: str
    name: str
    district: int  # index of the district that it stands in
    street: str
    postcode: str
    uprn: int


def polling_places(profile: Profile, districts: list[District], seed: int) -> list[PollingPlace]:
    """Give every district a polling place; parts of a split district share one, and so do one in ten neighbours."""
    rng = stream(seed, 0, "polling places")
    halls = rng.integers(0, len(HALLS), len(districts))
    shared = rng.random(len(districts)) < 0.1
    found: list[PollingPlace] = []
    by_stem: dict[str, str] = {}
    for index, district in enumerate(districts):
        stem = district.code[:-1] if district.code[-1] in "AB" else district.code
        neighbour = districts[index - 1] if index else None
        if stem in by_stem:
            district.polling_place = by_stem[stem]
        elif neighbour and shared[index] and neighbour.division is district.division:
            district.polling_place = neighbour.polling_place
        else:
            found.append(_place(profile, district, index, HALLS[halls[index]], len(found) + 1))
            district.polling_place = found[-1].reference
        by_stem[stem] = district.polling_place
    return found


def _place(profile: Profile, district: District, index: int, hall: str, number: int) -> PollingPlace:
    outward = district.division.outward_codes[0]
    postcode = f"{outward} 9{'ABDEFGHJLN'[number % 10]}{'PQRSTUWXYZ'[number // 10 % 10]}"
    uprn = profile.uprn_base + 900_000_000 + number
    return PollingPlace(f"PP{number:04}", f"{district.name} {hall}", index, "Church Road", postcode, uprn)


def polling_place_rows(places: list[PollingPlace], districts: list[District]) -> pl.DataFrame:
    """Return the rows of polling_places.csv."""
    rows = []
    for place in places:
        district = districts[place.district]
        easting, northing = (int(metres) for metres in district.points[0])
        lines = (place.street, district.name, district.division.post_town, "", "")
        rows.append((place.reference, place.name, *lines, place.postcode, place.uprn, easting, northing))
    columns = [
        "reference",
        "name",
        *(f"address{line}" for line in range(1, 6)),
        "postcode",
        "uprn",
        "easting",
        "northing",
    ]
    return pl.DataFrame(rows, schema=columns, orient="row")


def blocks(districts: list[District], largest: int = 40_000) -> list[list[int]]:
    """Group the districts, whole divisions together, into blocks of about `largest` electors at most.

    :returns: indexes into `districts`; blocks are worked one after another so that memory stays small at any size.
    """
    found: list[list[int]] = [[]]
    size = 0
    starts = [0, *(i for i in range(1, len(districts)) if districts[i].division is not districts[i - 1].division)]
    for begin, end in zip(starts, [*starts[1:], len(districts)], strict=True):
        electors = sum(districts[index].electors for index in range(begin, end))
        if found[-1] and size + electors > largest:
            found.append([])
            size = 0
        found[-1].extend(range(begin, end))
        size += electors
    return found


def quotas(districts: list[District], chosen: list[int]) -> Ints:
    """Return the number of entries that each chosen district is to have."""
    return np.array([districts[index].electors for index in chosen], dtype=np.int64)
