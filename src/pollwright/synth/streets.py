"""Names of streets, buildings and households' houses, and postcodes; all invented by combining common words."""

import numpy as np
import polars as pl

from pollwright.synth.randomness import Ints

TREES = "Acacia Alder Ash Aspen Beech Birch Cedar Cherry Chestnut Elder Elm Fir Hawthorn Hazel Holly Juniper Larch Laurel Lime Maple Oak Pine Poplar Rowan Sycamore Walnut Willow Yew"
LAND = "Abbey Barn Bridge Brook Castle Chapel Church Copse Dairy Drove Farm Field Ford Forge Fountain Garden Glebe Grange Green Hill Kiln Manor Market Meadow Mill Moor Orchard Paddock Park Pond Priory Quarry Rectory Ridge River School Spring Station Stone Tower Vicarage View Well Wharf Wood"
PEOPLE = "Albert Alfred Arthur Blake Burnell Clarence Cromwell Drake Edward Elizabeth George Hartley Jubilee King Monmouth Nelson Portman Prince Queen Raleigh Richmond Sedgemoor Stuart Trinity Victoria Wellesley Wessex Windsor Wyndham York"
TOWN_ENDINGS = "Road Close Avenue Drive Street Way Gardens Crescent Court Place Terrace Mews"
RURAL_ENDINGS = "Lane Hill Road Drove Close Lea Batch Combe Cross Street"
FIRST_STREETS = ("High Street", "Church Street", "Fore Street", "The Street", "Main Road")
HOUSE_WORDS = "Rose Ivy Orchard Hill Brook Mill Church Honeysuckle Willow Primrose Jasmine Spring Corner Meadow Lilac Bramble Thatched Old Yew Holly Wisteria Laurel Quantock Levels Farthing Swallow Badger Kestrel Puddle Stable"
HOUSE_KINDS = "Cottage House View Lodge Barn Bungalow Croft Villa"
FARM_WORDS = "Manor Court Higher Lower Home Church Hill Brook Moor Wood Bridge Middle Mill Glebe West East Longacre Whitegate Ham Combe"

POSTCODE_LETTERS = "ABDEFGHJLNPQRSTUWXYZ"
INWARD_CODES = 9 * len(POSTCODE_LETTERS) ** 2  # 1AA to 9ZZ


def _pairs(firsts: str, seconds: str) -> list[str]:
    return [f"{first} {second}" for second in seconds.split() for first in firsts.split()]


TOWN_STREETS = pl.Series(_pairs(f"{TREES} {LAND} {PEOPLE}", TOWN_ENDINGS))
RURAL_STREETS = pl.Series(_pairs(f"{LAND} {TREES}", RURAL_ENDINGS))
HOUSES = pl.Series(_pairs(HOUSE_WORDS, HOUSE_KINDS))
FARMS = pl.Series([f"{word} Farm" for word in FARM_WORDS.split()] + [f"{word} Barton" for word in FARM_WORDS.split()])
BLOCKS_OF_FLATS = pl.Series(_pairs(f"{PEOPLE} {TREES}", "Court House"))
BOATS = pl.Series(_pairs("Narrowboat Cruiser", "Kingfisher Heron Moorhen Otter Avocet Lapwing Teal Swan"))


def street_names(town: np.typing.NDArray[np.bool_], order: Ints, offset: Ints) -> pl.Series:
    """Return a name for each street: the first of a district is its main street, the others differ inside the district.

    :param town: whether each street lies in a town.
    :param order: 0, 1, 2 … in its district.
    :param offset: a number drawn for the district.
    """
    stride = 97  # shares no factor with either list's length, so a district repeats only past the end of the list
    in_town = TOWN_STREETS.gather((offset + order * stride) % len(TOWN_STREETS))
    in_country = RURAL_STREETS.gather((offset + order * stride) % len(RURAL_STREETS))
    main = pl.Series(FIRST_STREETS).gather(offset % len(FIRST_STREETS))
    table = pl.DataFrame({"town": in_town, "country": in_country, "main": main, "is_town": town, "order": order})
    return table.select(
        pl.when(pl.col("order") == 0).then("main").when("is_town").then("town").otherwise("country").alias("street")
    ).to_series()


def inward_codes(index: Ints) -> pl.Series:
    """Return the inward code (`3AB`) of the n-th postcode of an outward code; they repeat after 3,600."""
    place = index * 1237 % INWARD_CODES
    letters = pl.Series(list(POSTCODE_LETTERS))
    frame = pl.DataFrame(
        {
            "digit": place // 400 + 1,
            "first": letters.gather(place // 20 % 20),
            "second": letters.gather(place % 20),
        }
    )
    return frame.select(pl.concat_str(pl.col("digit").cast(pl.String), "first", "second").alias("inward")).to_series()
