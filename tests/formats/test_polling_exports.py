"""Properties, districts and polling places from every layout (handbook interfaces 5 and elections 10.2; INT-408).

Expected values are read off the sample files by eye.
"""

import json
from pathlib import Path

import pytest

from pollwright.formats import addresses, polling_exports
from pollwright.formats.delimited import ROW
from pollwright.formats.unreadable import UnreadableFile

SAMPLES = Path(__file__).parent / "samples"
XPRESS = "xpress_importer__test_democlub.csv"
DC_HEADER = "Add1,Add2,Add3,Add4,Add5,Add6,PostCode,StationCode,UPRN,Xordinate,Yordinate\n"


def read(*names, **options):
    return polling_exports.read([SAMPLES / name for name in names], **options)


def read_text(folder, text, name="export.csv", encoding="utf-8", **options):
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return polling_exports.read([path], **options)


def codes(found):
    return found.findings["code"].to_list()


@pytest.mark.parametrize(
    ("names", "layout", "counts", "rows"),
    [
        (["ems-xpress-dc.csv"], "xpress-democracy-club", (9, 9, 0), (9, 1, 1)),
        ([XPRESS], "xpress-democracy-club", (5, 4, 1), (4, 2, 2)),
        (["ems-xpress-weblookup.CSV"], "xpress-weblookup", (9, 9, 0), (9, 1, 1)),
        (["xpress_importer__test_weblookup.csv"], "xpress-weblookup", (6, 6, 0), (6, 2, 2)),
        (["ems-idox-eros.csv"], "eros", (9, 9, 0), (9, 1, 1)),
        (["halarose_importer__test.csv"], "eros-2026", (5, 5, 0), (5, 2, 3)),
        (["eoni_importer__eoni_export.csv"], "eoni", (3, 3, 0), (3, 2, 2)),
        (["ems-dcounts-districts.csv", "ems-dcounts-stations.csv"], "democracy-counts", (38, 38, 0), (19, 1, 19)),
        (
            ["dcounts_importer__stations.csv", "dcounts_importer__districts.csv"],
            "democracy-counts",
            (8, 7, 1),
            (5, 2, 2),
        ),
        (["dcounts_importer__stations.csv"], "democracy-counts", (2, 2, 0), (0, 0, 2)),
    ],
)
def test_every_sample_is_told_read_and_counted(names, layout, counts, rows):
    found = read(*names)

    assert (found.layout, (found.read, found.kept, found.skipped)) == (layout, counts)
    assert (found.properties.height, found.districts.height, found.polling_places.height) == rows


def test_xpress_takes_the_postcode_from_line_six_and_the_uprn_from_the_urn():
    found = read("ems-xpress-dc.csv")

    columns = [
        "property_reference",
        "uprn",
        "building_number",
        "street",
        "town",
        "postcode",
        "district",
        "polling_place",
    ]
    assert found.properties.select(columns).row(0) == (
        "100021243352",
        100021243352,
        "5",
        "Buckingham Gardens",
        "Edgware",
        "HA8 6NB",
        "EAA",
        "2322",
    )
    assert found.districts.drop(ROW).rows() == [("EAA", "EAA", "2322", None, None, None)]
    assert found.polling_places.drop(ROW).rows() == [
        (
            "2322",
            "Flash Musicals Youth Theatre",
            "Methuen Road",
            "Edgware",
            None,
            None,
            None,
            "HA8 6EZ",
            None,
            None,
            None,
            27700,
        )
    ]
    assert codes(found) == []


def test_xpress_leaves_out_a_row_without_a_postcode_and_says_which():
    found = read(XPRESS)

    assert found.findings.select("file", "row", "column", "code").rows() == [
        (XPRESS, 4, "postcode", "places.skipped-no-postcode")
    ]
    assert found.properties["property_reference"].to_list() == ["1", "2", "4", "5"]


# The layout without ElectionType, ElectoralArea, district and AreaNameAlternative (interfaces 5).
def test_the_short_form_of_xpress_has_no_districts(tmp_path):
    header = (
        "ElectionDate,Contested,Property_URN,AddressLine1,AddressLine2,AddressLine3,AddressLine4,AddressLine5,Addressline6,"
        "Post_Code,Polling_Place_Id,Polling_Place_Name,Polling_Place_Address_1,Polling_Place_Address_2,"
        "Polling_Place_Address_3,Polling_Place_Address_4,Polling_Place_Postcode,Polling_Place_Easting,"
        "Polling_Place_Northing,Polling_Place_UPRN\n"
    )
    row = "07/05/2026,Yes,000000000007,Flat 2,Rose House,3 High Street,Wells,,BA5 1AA,BA5 1AA,88,Town Hall,Market Place,Wells,BA5 2RB,,,354900,145600,0009\n"

    found = read_text(tmp_path, header + row)

    assert found.properties.select("uprn", *addresses.PARTS, "district").rows() == [
        (7, "Flat 2", "Rose House", "3", "High Street", None, "Wells", "88")
    ]
    assert found.polling_places.select("address1", "address2", "address3", "postcode", "uprn", "easting").rows() == [
        ("Market Place", "Wells", None, "BA5 2RB", 9, 354900.0)
    ]
    assert found.districts.select("code", "name").rows() == [("88", "Provisional: Town Hall")]
    assert codes(found) == ["places.provisional-districts"]


def test_weblookup_strips_padding_and_knows_that_nought_is_no_number():
    padded, plain = read("ems-xpress-weblookup.CSV"), read("xpress_importer__test_weblookup.csv")

    assert padded.properties.select("uprn", "building_name", "street").row(0) == (
        72771509,
        "1 Eden House",
        "Alwoodley Lane",
    )
    assert plain.properties.select("building_name", "building_number").rows() == [
        (None, None),
        (None, None),
        (None, "200"),
        (None, "189"),
        ("189 The Studio R/O", None),
        (None, "189A"),
    ]
    assert plain.polling_places.select("name", "address1", "address4", "postcode").row(1) == (
        "Southside Scout Centre",
        "197 Balham High Road",
        "London",
        "SW12 9BE",
    )
    assert codes(plain) == ["places.no-postcode"]


def test_old_eros_keys_a_station_by_number_and_name():
    found = read("ems-idox-eros.csv")

    row = found.properties.select("property_reference", *addresses.PARTS, "polling_place").row(0)
    assert row == (
        "1003", None, None, "8", "BABYLON LANE", "ADLINGTON, CHORLEY", "LANCASHIRE", "1-fair-view-youth-community-centre"
    )  # fmt: skip
    assert found.districts.select("code", "name").rows() == [
        ("1-FAIR-VIE", "Provisional: FAIR VIEW YOUTH & COMMUNITY CENTRE")
    ]


EROS = (
    "HouseID,HouseName,HouseNumber,HousePostCode,UPRN,SubStreetName,StreetNumber,StreetName,Locality,Town,AdminArea,"
    "PollingStationName,PollingStationNumber,PollingStationAddress_1,PollingStationPostCode\n"
)


def test_old_eros_leaves_out_other_electors_and_reads_na_as_nothing(tmp_path):
    rows = (
        "1,n/a,5,TA1 1AA,n/a,N/A,,High Street,,Taunton,,Hall,1,Road,TA1 1AB\n"
        "2,,,TA1 1AA,,,,Other Electors,,,,Hall,1,Road,TA1 1AB\n"
        "3,,,TA1 1AA,,,,OTHER VOTERS,,,,Hall,1,Road,TA1 1AB\n"
        "4,,,TA1 1AA,,,,Other electors address,,,,Hall,1,Road,TA1 1AB\n"
        "5,Rose House,Flat 3,TA1 1AA,5,,12,High Street,,Taunton,,Hall,n/a,Road,TA1 1AB\n"
        "6,,2,TA1 1AA,6,Mews Court,12,High Street,,Taunton,,Hall,1,Road,TA1 1AB\n"
    )

    found = read_text(tmp_path, EROS + rows)

    assert (found.read, found.kept, found.skipped) == (6, 3, 3)
    assert found.properties.select(addresses.one_line()).to_series().to_list() == [
        "5 High Street, Taunton",
        "Rose House, Flat 3, 12 High Street, Taunton",
        "2 Mews Court, 12 High Street, Taunton",
    ]
    assert found.properties["polling_place"].to_list() == ["1-hall", None, "1-hall"]


def test_eros_of_2026_parts_two_desks_of_one_venue_and_finds_the_districts_letters():
    found = read("halarose_importer__test.csv")

    assert found.properties.select("property_reference", "uprn", "district", "polling_place").rows() == [
        ("12101", 1, "AD", "3-the-heron-theatre"),
        ("12517", 2, "AD", "4-the-heron-theatre"),
        ("12688", 3, "AD", "4-the-heron-theatre"),
        ("12764", 4, "AD", None),
        ("11892", 5, "CP", "69-parish-hall"),
    ]
    assert found.districts.select("code", "name", "polling_place").rows() == [
        ("AD", "BEETHAM EAST", "4-the-heron-theatre"),
        ("CP", "MILNTHORPE", "69-parish-hall"),
    ]
    assert found.polling_places.select("reference", "postcode", "easting", "northing").row(2) == (
        "69-parish-hall", "LA7 7PS", 350512.0, 481841.0
    )  # fmt: skip
    assert codes(found) == ["places.district-split", "places.no-station", "places.no-postcode"]


def test_democracy_counts_joins_its_two_files_and_leaves_out_dummies(tmp_path):
    found = read("dcounts_importer__districts.csv", "dcounts_importer__stations.csv")

    assert found.properties.select("uprn", "sub_building", "building_number", "kind", "polling_place").row(3) == (
        5, "Flat 1", "196", "flat", "B60/1"
    )  # fmt: skip
    assert found.polling_places.select("reference", "name", "address1", "postcode", "easting").rows() == [
        ("B6/1", "Q.E. Boys School", "Queens Road", "EN5 4DQ", None),
        ("B60/1", "Our Lady of Lourdes RC Primary School", "Bow Lane", "N12 0JP", None),
    ]
    assert codes(found) == ["places.provisional-districts", "places.no-postcode", "places.skipped-dummy"]
    dummy = read_text(tmp_path, DC_HEADER + "1 High Street,,,,,,A1 1AA,B1,1,,\n2 High Street,,,,,,EN5 4DB,B1,2,,\n")
    assert (dummy.read, dummy.skipped, dummy.properties["uprn"].to_list()) == (2, 1, [2])


def test_democracy_counts_keeps_the_coordinates_of_addresses():
    found = read("ems-dcounts-districts.csv", "ems-dcounts-stations.csv")

    assert found.properties.select("easting", "northing", "srid").row(0) == (524755.48, 197969.92, 27700)


def test_a_station_code_without_a_station_is_pointed_out(tmp_path):
    homes, stations = tmp_path / "homes.csv", tmp_path / "stations.csv"
    homes.write_text(DC_HEADER + "1 High Street,,,,,,EN5 4DB,B9,1,,\n")
    stations.write_text(
        "Add1,Add2,Add3,Add4,Add5,Add6,PostCode,StationCode,Xordinate,Yordinate,PlaceName\nRoad,,,,,,EN5 4DQ,B1,,,Hall\nLane,,,,,,EN5 4DQ,B1,,,Again\n"
    )

    found = polling_exports.read([homes, stations])

    assert found.polling_places.select("reference", "name").rows() == [("B1", "Hall"), ("B9", "B9")]
    assert (found.read, found.kept, found.skipped) == (3, 2, 1)
    assert sorted(codes(found)) == [
        "places.provisional-districts", "places.skipped-same-reference", "places.unknown-station"
    ]  # fmt: skip


def test_northern_ireland_is_read_with_longitude_and_latitude():
    found = read("eoni_importer__eoni_export.csv")

    assert found.properties.select("uprn", "building_number", "street", "town", "postcode", "easting", "northing", "srid").row(0) == (
        100000000001, "1", "TEST STREET", "BELFAST", "BT99 9AA", -5.83, 54.59, 4326
    )  # fmt: skip
    # BT99 9CC is not in the form of a postcode: C never stands in its last two letters.
    assert codes(found) == ["places.provisional-districts", "places.bad-postcode", "places.bad-postcode"]


EONI = (
    "PRO_ID,PRO_LINE1,PRO_LINE2,PRO_LINE3,PRO_LINE4,PRO_LINE5,PRO_POSTCODE,PRO_FULLADDRESS,PRO_UPRN,PRO_X_COR,PRO_Y_COR,"
    "PREM_ID_WM,PREM_NAME_WM,PREM_LINE1_WM,PREM_POSTCODE_WM,PREM_X_COR_WM,PREM_Y_COR_WM,"
    "PREM_ID_LC,PREM_NAME_LC,PREM_LINE1_LC,PREM_POSTCODE_LC,PREM_X_COR_LC,PREM_Y_COR_LC\n"
    "P1,1 Séan Street,Belfast,,,,BT1 1AA,x,185000001,333500,374000,W1,West Hall,Road,BT1 1AB,333600,374100,"
    "L1,Local Hall,Lane,BT1 1AD,333700,374200\n"
)


@pytest.mark.parametrize(("poll", "station"), [("local", "L1"), ("westminster", "W1")])
def test_northern_ireland_of_2026_has_a_station_for_each_kind_of_poll(tmp_path, poll, station):
    found = read_text(tmp_path, EONI, encoding="latin-1", poll=poll)

    assert found.properties.select("property_reference", "street", "srid", "polling_place").rows() == [
        ("P1", "Séan Street", 29902, station)
    ]
    assert codes(found) == ["file.assumed-encoding", "places.two-polls", "places.provisional-districts"]


FCS = [
    {
        "id": 1,
        "stationId": 11,
        "name": "Town Hall",
        "addressLine1": "High Street",
        "addressPostCode": "TA1 1AA",
        "addressUprn": "100012345678",
        "latitude": 51.0151,
        "longitude": -3.1007,
        "defaultStationId": 11,
        "properties": [
            {"addressLine1": "1 Low Road", "addressPostCode": "TA1 1AB", "addressUprn": 100000000042},
            {"addressLine1": "2 Low Road", "addressPostCode": "", "addressUprn": None},
        ],
        "pollingDistricts": [{"id": 5, "name": "AB1"}],
    },
    {
        "id": 2,
        "stationId": 12,
        "name": "Hut",
        "latitude": 0.0,
        "longitude": 0,
        "properties": [],
        "pollingDistricts": [],
    },
]


def test_fcs_is_read_from_json_and_nought_is_no_coordinate(tmp_path):
    found = read_text(tmp_path, json.dumps(FCS), name="stations.json")

    assert (found.layout, found.read, found.skipped) == ("fcs", 3, 0)
    assert found.properties.select("uprn", "street", "postcode", "district", "polling_place").rows() == [
        (100000000042, "Low Road", "TA1 1AB", "AB1", "11"),
        (None, "Low Road", None, "AB1", "11"),
    ]
    assert found.polling_places.select("reference", "name", "uprn", "easting", "northing", "srid").rows() == [
        ("11", "Town Hall", 100012345678, -3.1007, 51.0151, 4326),
        ("12", "Hut", None, None, None, 4326),
    ]


@pytest.mark.parametrize("text", ["[", "[1]", '[{"id": 1}]', "[" * 100_000])
def test_other_json_is_refused(tmp_path, text):
    with pytest.raises(UnreadableFile):
        read_text(tmp_path, text, name="stations.json")
