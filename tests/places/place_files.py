"""Files of places for tests, in our own layouts and the market's. All fictitious."""

from pathlib import Path
from typing import Any

from pollwright.formats.places_file import PlacesFile
from pollwright.places.operations.import_reading import read_files

SAMPLES = Path(__file__).parents[1] / "formats" / "samples"
AREAS = "kind,gss,name,name_cy,parent_gss,valid_from,valid_to"
DISTRICTS = "code,name,polling_place,areas,valid_from,valid_to"
POLLING_PLACES = "reference,name,address1,address2,address3,address4,address5,postcode,uprn,easting,northing"
PROPERTIES = (
    "property_reference,uprn,parent_uprn,organisation,sub_building,building_name,building_number,street,usrn,"
    "locality,town,postcode,easting,northing,kind,status,district,walk_order,valid_from,valid_to"
)
WARD, PARISH, NORTH, SOUTH = "E05099001", "E04099001", "E58099001", "E58099002"


def areas() -> str:
    """Return areas: a ward, and a parish that two county divisions divide."""
    return "\n".join(
        (
            AREAS,
            f"ward,{WARD},Quarry Hill,,,2023-05-04,",
            f"parish,{PARISH},Wellbridge,,,1974-04-01,",
            f"division,{NORTH},Wellbridge North,,,2013-05-02,",
            f"division,{SOUTH},Wellbridge South,,,2013-05-02,",
        )
    )


def districts() -> str:
    """Return two districts of the parish, one in each division."""
    return "\n".join(
        (
            DISTRICTS,
            f"AA1,Wellbridge North,PP1,{WARD};{PARISH};{NORTH},2024-12-01,",
            f"AA2,Wellbridge South,PP1,{WARD};{PARISH};{SOUTH},2024-12-01,",
        )
    )


def polling_places() -> str:
    """Return one polling place."""
    return f"{POLLING_PLACES}\nPP1,Wellbridge Village Hall,Church Lane,Wellbridge,,,,TA1 1ZX,999900000001,322297,124942"


def home(reference: str = "P1", **given: Any) -> str:
    """Return a line of properties.csv."""
    facts = {
        "property_reference": reference,
        "building_number": "2",
        "street": "Quarry Road",
        "town": "Wellbridge",
        "postcode": "TA1 1ZZ",
        "kind": "dwelling",
        "status": "occupied",
        "district": "AA1",
        "valid_from": "2000-01-01",
    } | given
    return ",".join(str(facts.get(name, "")) for name in PROPERTIES.split(","))


def properties(*lines: str) -> str:
    """Return properties.csv of some lines."""
    return "\n".join((PROPERTIES, *lines))


def read(folder: Path, **texts: str) -> PlacesFile:
    """Write files named by keyword, and read them as one import."""
    paths = []
    for name, text in texts.items():
        path = folder / f"{name}.csv"
        path.write_text(text + "\n")
        paths.append(path)
    return read_files(paths)[0]


def authority_of_places(folder: Path, *lines: str) -> PlacesFile:
    """Return a whole small authority with the given properties."""
    return read(
        folder,
        areas=areas(),
        districts=districts(),
        polling_places=polling_places(),
        properties=properties(*(lines or (home(),))),
    )
