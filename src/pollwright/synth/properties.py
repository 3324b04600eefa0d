"""Properties: sites along streets, their units, status, coordinates and postcodes, made a block at a time."""

from dataclasses import dataclass, field

import numpy as np
import polars as pl

from pollwright.synth.authorities import Profile
from pollwright.synth.districts import District
from pollwright.synth.geography import inside
from pollwright.synth.randomness import Flags, Floats, Ints, chance, choose, rank_in_group, shares, stream
from pollwright.synth.streets import BLOCKS_OF_FLATS, BOATS, FARMS, HOUSES, inward_codes, street_names

PROPERTIES_PER_ELECTOR = 0.617  # 0.628 with the shells of blocks of flats and the polling places
KINDS = ("dwelling", "flat", "care_home", "hmo", "student_hall", "hostel", "caravan", "houseboat", "commercial",
         "institution", "other")  # fmt: skip
DWELLING, FLAT, CARE, HMO, HALL, HOSTEL, CARAVAN, BOAT, COMMERCIAL, INSTITUTION, OTHER = range(len(KINDS))
HOMES = (DWELLING, FLAT, CARAVAN, BOAT)
# Share of sites by kind; a block of flats has 4 to 14 units, a caravan park 6 to 24, a mooring 2 to 5.
SITE_WEIGHTS = np.array([0.9600, 0.0085, 0.0015, 0.0095, 0.0006, 0.0011, 0.0006, 0.0003, 0.0130, 0.0040, 0.0009])
UNITS = {FLAT: (4, 15), CARAVAN: (6, 25), BOAT: (2, 6)}
STATUSES = ("occupied", "void", "second_home", "holiday_let", "non_residential", "demolished", "not_built")
OCCUPIED, VOID, SECOND_HOME, HOLIDAY_LET, NON_RESIDENTIAL, DEMOLISHED, NOT_BUILT = range(len(STATUSES))
SECOND_HOMES = {"town": 0.012, "rural": 0.03, "coast": 0.065, "moor": 0.09}
NUMBERED_LANES = {"town": 0.97, "rural": 0.74, "coast": 0.9, "moor": 0.6}  # share of houses with a number


@dataclass(slots=True)
class Counters:
    """How far the references have run when the next block begins."""

    properties: int = 0
    streets: int = 0
    electors: int = 0
    applications: int = 0
    lists: int = 0
    postcodes: dict[str, int] = field(default_factory=dict)


@dataclass(slots=True, eq=False)
class Sites:
    """Sites (buildings or plots) of a block, as columns of equal length."""

    district: Ints
    kind: Ints
    units: Ints
    street: Ints
    first_in_street: Flags


def properties_of(
    profile: Profile, districts: list[District], block: int, seed: int, counters: Counters
) -> pl.DataFrame:
    """Return the properties of the districts, in walk order.

    Columns are those of properties.csv, and `district_index` (into `districts`), `kind_code`, `status_code` besides.
    """
    rng = stream(seed, block, "properties")
    sites = _sites(districts, rng)
    unit_site = np.repeat(np.arange(sites.kind.size), sites.units)
    starts = np.diff(unit_site, prepend=-1) > 0
    settings = np.array([district.division.setting for district in districts])
    frame = _addresses(sites, unit_site, rank_in_group(starts), districts, settings, rng)
    frame = frame.with_columns(
        *_street_columns(sites, unit_site, districts, settings, counters, profile, rng),
        pl.Series("status_code", _statuses(sites, unit_site, settings, rng)),
        pl.Series("district_index", sites.district[unit_site]),
        pl.Series("site", unit_site),
    )
    frame = frame.with_columns(*_coordinates(sites, unit_site, districts, rng))
    frame = _with_shells(frame)
    return _referenced(frame, districts, profile, counters)


def _sites(districts: list[District], rng: np.random.Generator) -> Sites:
    wanted = np.array([round(district.electors * PROPERTIES_PER_ELECTOR) for district in districts], dtype=np.int64)
    wanted = np.maximum(wanted, [1 if district.electors else 3 for district in districts])
    district = np.repeat(np.arange(len(districts)), wanted)
    kind = choose(rng, district.size, SITE_WEIGHTS)
    empty = np.array([item.electors == 0 for item in districts])
    kind = np.where(empty[district], COMMERCIAL, kind)
    first = np.diff(district, prepend=-1) > 0
    kind = np.where(first & ~empty[district], DWELLING, kind)
    units = np.ones(district.size, dtype=np.int64)
    for of_kind, (low, high) in UNITS.items():
        units = np.where(kind == of_kind, rng.integers(low, high, district.size), units)
    running = np.cumsum(units)
    before = running - units
    base = np.maximum.accumulate(np.where(first, before, 0))
    room = wanted[district] - (before - base)
    kept = room > 0
    units = np.minimum(units, room)
    district, kind, units, first = district[kept], kind[kept], units[kept], first[kept]
    new_street = first | chance(rng, district.size, 1 / 21)
    return Sites(district, kind, units, np.cumsum(new_street) - 1, new_street)


def _statuses(sites: Sites, unit_site: Ints, settings: np.typing.NDArray[np.str_], rng: np.random.Generator) -> Ints:
    kind = sites.kind[unit_site]
    away = np.array([SECOND_HOMES[setting] for setting in settings])[sites.district[unit_site]]
    drawn = rng.random(kind.size)
    edges = np.cumsum(
        [np.full(kind.size, 0.03), away, away / 3, np.full(kind.size, 0.001), np.full(kind.size, 0.003)], 0
    )
    status = np.select(
        [drawn < edge for edge in edges], [VOID, SECOND_HOME, HOLIDAY_LET, DEMOLISHED, NOT_BUILT], OCCUPIED
    )
    first = np.diff(sites.district[unit_site], prepend=-1) > 0  # the first house of each district is lived in
    status = np.where(np.isin(kind, HOMES) & ~first, status, OCCUPIED)
    return np.where(np.isin(kind, (COMMERCIAL, INSTITUTION, OTHER)), NON_RESIDENTIAL, status)


def _house_numbers(sites: Sites, rng: np.random.Generator) -> tuple[Ints, Flags]:
    """Return the number of every site in its street, and whether it is an infill that carries the suffix A."""
    size = sites.kind.size
    streets = int(sites.street[-1]) + 1
    infill = chance(rng, size, 0.015) & ~sites.first_in_street
    infill &= ~np.concatenate([[False], infill[:-1]])
    own = np.cumsum(~infill)
    start = np.maximum.accumulate(np.where(sites.first_in_street, own - 1, 0))
    place: Ints = own - start
    style = choose(rng, streets, [0.6, 0.22, 0.18])[sites.street]
    number = np.select([style == 1, style == 2], [2 * place - 1, 2 * place], place)
    skips = chance(rng, streets, 0.3)[sites.street] & (number >= 13)
    return number + np.where(skips, np.where(style == 0, 1, 2), 0), infill


def _addresses(
    sites: Sites,
    unit_site: Ints,
    rank: Ints,
    districts: list[District],
    settings: np.typing.NDArray[np.str_],
    rng: np.random.Generator,
) -> pl.DataFrame:
    number, infill = _house_numbers(sites, rng)
    numbered = rng.random(sites.kind.size) < np.array([NUMBERED_LANES[x] for x in settings])[sites.district]
    farm = ~numbered & (sites.kind == DWELLING) & chance(rng, sites.kind.size, 0.18)
    place = sites.first_in_street.cumsum() * 7 + np.arange(sites.kind.size)
    frame = pl.DataFrame(
        {
            "kind_code": sites.kind,
            "number": number,
            "infill": infill,
            "numbered": numbered,
            "farm": farm,
            "house": HOUSES.gather(place % len(HOUSES)),
            "farm_name": FARMS.gather(place % len(FARMS)),
            "block": BLOCKS_OF_FLATS.gather(place % len(BLOCKS_OF_FLATS)),
            "district_name": pl.Series([district.name for district in districts]).gather(sites.district),
        }
    )
    frame = frame.with_columns(_site_names()).gather(pl.Series(unit_site))
    boat = BOATS.gather(rank % len(BOATS))
    code, unit = pl.col("kind_code"), pl.Series("unit", rank + 1).cast(pl.String)
    return frame.select(
        "kind_code",
        pl.when(code == FLAT).then("Flat " + unit).when(code == CARAVAN).then("Pitch " + unit).when(code == BOAT)
        .then(boat).otherwise(pl.lit("")).alias("sub_building"),
        "building_name",
        "building_number",
        "organisation",
    )  # fmt: skip


def _site_names() -> list[pl.Expr]:
    code = pl.col("kind_code")
    no_number = (code.is_in([CARAVAN, BOAT])) | ((code == DWELLING) & ~pl.col("numbered"))
    named = (
        pl.when(code.is_in([FLAT, HALL])).then("block")
        .when(code == CARE).then(pl.col("block") + " Care Home")
        .when(code == HOSTEL).then(pl.col("block") + " Hostel")
        .when(code == CARAVAN).then(pl.col("house") + " Park")
        .when(code == BOAT).then(pl.lit("Canal Moorings"))
        .when(code == COMMERCIAL).then(pl.lit(""))
        .when(code == INSTITUTION).then(pl.col("district_name") + " School")
        .when(code == OTHER).then(pl.lit("Substation"))
        .when(pl.col("farm")).then("farm_name")
        .when(no_number).then("house")
        .otherwise(pl.lit(""))
    )  # fmt: skip
    suffix = pl.when("infill").then(pl.lit("A")).otherwise(pl.lit(""))
    number = pl.when(no_number).then(pl.lit("")).otherwise(pl.col("number").cast(pl.String) + suffix)
    organisation = pl.when(code == COMMERCIAL).then(pl.col("block") + " Stores").when(code.is_in([CARE, HOSTEL]))
    return [
        named.alias("building_name"),
        number.alias("building_number"),
        organisation.then(pl.col("block")).otherwise(pl.lit("")).alias("organisation"),
    ]


def _street_columns(
    sites: Sites,
    unit_site: Ints,
    districts: list[District],
    settings: np.typing.NDArray[np.str_],
    counters: Counters,
    profile: Profile,
    rng: np.random.Generator,
) -> list[pl.Series]:
    starts = np.flatnonzero(sites.first_in_street)
    district = sites.district[starts]
    order = rank_in_group(np.diff(district, prepend=-1) > 0)
    names = street_names(settings[district] == "town", order, rng.integers(0, 10_000, len(districts))[district])
    unit_street = sites.street[unit_site]
    usrn = profile.usrn_base + counters.streets + 1 + unit_street
    counters.streets += starts.size
    towns = [item.division.post_town for item in districts]
    parish = [item.parish.name if item.parish else "" for item in districts]
    localities = ["" if name == town else name for name, town in zip(parish, towns, strict=True)]
    unit_district = pl.Series(sites.district[unit_site])
    return [
        names.gather(unit_street).alias("street"),
        pl.Series("usrn", usrn),
        pl.Series("locality", localities).gather(unit_district),
        pl.Series("town", towns).gather(unit_district),
        _postcodes(district, unit_street, districts, counters, rng).alias("postcode"),
    ]


def _postcodes(
    street_district: Ints, unit_street: Ints, districts: list[District], counters: Counters, rng: np.random.Generator
) -> pl.Series:
    """Return a postcode for each unit: a new one for each street, and after each 18 units of a street."""
    drawn = rng.integers(0, 1 << 30, len(districts))
    outward = [
        item.division.outward_codes[int(drawn[index]) % len(item.division.outward_codes)]
        for index, item in enumerate(districts)
    ]
    place = rank_in_group(np.diff(unit_street, prepend=-1) > 0)
    fresh = place % 18 == 0
    delivery = np.cumsum(fresh) - 1
    codes = np.array(outward)[street_district][unit_street[fresh]]
    index = np.zeros(codes.size, dtype=np.int64)
    for code in np.unique(codes):
        mine = np.flatnonzero(codes == code)
        begin = counters.postcodes.get(str(code), 0)
        index[mine] = begin + np.arange(mine.size)
        counters.postcodes[str(code)] = begin + mine.size
    full = pl.Series(codes.astype(str)) + " " + inward_codes(index)
    return full.gather(delivery)


def _coordinates(sites: Sites, unit_site: Ints, districts: list[District], rng: np.random.Generator) -> list[pl.Series]:
    """Set each street out from a point of its district in a straight line; what would leave the division moves back."""
    starts = np.flatnonzero(sites.first_in_street)
    street_district = sites.district[starts]
    draw = rng.random(starts.size)
    counts = np.array([len(district.points) for district in districts])
    offsets = np.cumsum(counts) - counts
    middles = np.concatenate([district.points for district in districts])
    base = middles[offsets[street_district] + (draw * counts[street_district]).astype(np.int64)]
    angle = rng.random(starts.size) * 2 * np.pi
    place = rank_in_group(sites.first_in_street)
    metres = (place + 1) // 2 * 11.0 + 4
    side = np.where(place % 2 == 0, 9.0, -9.0)
    turn = angle[sites.street]
    offset = np.column_stack([np.cos(turn) * metres - np.sin(turn) * side, np.sin(turn) * metres + np.cos(turn) * side])
    at = np.rint(base[sites.street] + offset)
    outside = np.ones(len(at), dtype=bool)
    for rings, mine in _by_division(sites.district, districts):
        outside[mine] = ~inside(at[mine], rings)
    at[outside] = base[sites.street][outside]
    here = at[unit_site].astype(np.int64)
    return [pl.Series("easting", here[:, 0]), pl.Series("northing", here[:, 1])]


def _by_division(district: Ints, districts: list[District]) -> list[tuple[tuple[Floats, ...], Ints]]:
    gss = np.array([item.division.gss for item in districts])[district]
    first = {item.division.gss: item.division.rings for item in districts}
    return [(rings, np.flatnonzero(gss == code)) for code, rings in first.items()]


def _with_shells(frame: pl.DataFrame) -> pl.DataFrame:
    """Put the shell of every block of flats before its flats."""
    frame = frame.with_row_index("place").with_columns(pl.lit(False).alias("shell"))
    flats = frame.filter(pl.col("kind_code") == FLAT)
    shells = flats.unique("site", keep="first", maintain_order=True).with_columns(
        pl.lit("").alias("sub_building"),
        pl.lit(OTHER, dtype=pl.Int64).alias("kind_code"),
        pl.lit(NON_RESIDENTIAL, dtype=pl.Int64).alias("status_code"),
        pl.lit(True).alias("shell"),
    )
    return pl.concat([frame, shells]).sort(["place", "shell"], descending=[False, True], maintain_order=True)


def _referenced(frame: pl.DataFrame, districts: list[District], profile: Profile, counters: Counters) -> pl.DataFrame:
    begin = counters.properties
    counters.properties += frame.height
    serial = pl.int_range(begin + 1, begin + frame.height + 1, dtype=pl.Int64)
    codes = pl.Series("district", [district.code for district in districts])
    frame = frame.with_columns(
        ("P" + serial.cast(pl.String).str.zfill(8)).alias("property_reference"),
        (profile.uprn_base + serial).alias("uprn"),
        codes.gather(frame["district_index"]),
        pl.Series("kind", KINDS).gather(frame["kind_code"]),
        pl.Series("status", STATUSES).gather(frame["status_code"]),
        pl.int_range(1, pl.len() + 1).over("district_index").alias("walk_order"),
    )
    shell_uprn = pl.when("shell").then("uprn").forward_fill()
    return frame.with_columns(
        pl.when(pl.col("kind_code") == FLAT).then(shell_uprn).alias("parent_uprn"),
        pl.lit("1998-01-01").alias("valid_from"),
        pl.lit("").alias("valid_to"),
    ).drop("place", "shell", "site")


def occupancy(districts: list[District], properties: pl.DataFrame, residents: Ints, block: int, seed: int) -> Ints:
    """Return how many resident electors each property has; each district's sum is the number in `residents`."""
    rng = stream(seed, block, "occupancy")
    kind = properties["kind_code"].to_numpy()
    status = properties["status_code"].to_numpy()
    count = choose(rng, kind.size, [0.016, 0.378, 0.446, 0.0935, 0.0308, 0.0057, 0.002])
    for of_kind, low, high in ((CARE, 5, 14), (HMO, 1, 6), (HALL, 8, 22), (HOSTEL, 1, 6)):
        count = np.where(kind == of_kind, rng.integers(low, high, kind.size), count)
    count = np.where(status == OCCUPIED, count, 0)
    starts = np.searchsorted(properties["district_index"].to_numpy(), np.arange(len(districts) + 1))
    for index, wanted in enumerate(residents):
        mine = slice(starts[index], starts[index + 1])
        count[mine] = _settle(count[mine], status[mine] == OCCUPIED, int(wanted), rng)
    return count


def _settle(count: Ints, lived_in: Flags, wanted: int, rng: np.random.Generator) -> Ints:
    """Add or take away single electors, here and there, until the district has the number wanted."""
    count = count.copy()
    while (short := wanted - int(count.sum())) != 0:
        able = np.flatnonzero(lived_in & (count > 0) & (count < 4)) if short > 0 else np.flatnonzero(count > 1)
        if able.size == 0:
            able = np.flatnonzero(lived_in if short > 0 else count > 0)
        if abs(short) > able.size:
            count[able] += np.sign(short)
        else:
            count[rng.permutation(able)[: abs(short)]] += np.sign(short)
    return count


def special_shares(total: int, districts: list[District]) -> Ints:
    """Divide a number of entries that are counted for the whole authority among the districts, by size."""
    return shares(total, [district.electors for district in districts])
