"""Every kind of finding about properties, polling districts, polling places and areas."""

from pollwright.findings import Level, declare

ERROR, WARNING, NOTE = Level.ERROR, Level.WARNING, Level.NOTE

UNKNOWN_LAYOUT = declare(
    "places.unknown-layout",
    ERROR,
    "The columns are not those of any layout of properties, polling stations or areas that is known here.",
    "Export again in one of the layouts in the manual, or rename the columns. {nearest}",
)

FILES_APART = declare(
    "places.files-apart",
    ERROR,
    "The files do not belong together: {layouts}.",
    "Import the files of one export together: one file, the two of Democracy Counts, or one of each of Pollwright's own."
    " Import other files one after the other.",
)
NO_STATIONS = declare(
    "places.no-stations", ERROR, "The file has no polling stations.", "Make the export again, and check its size."
)

# Rows that were left out.
SKIPPED_NO_POSTCODE = declare(
    "places.skipped-no-postcode",
    WARNING,
    "The row has no postcode, which in this layout means that it is not a home. It was left out.",
    "If it is a home, add its postcode in the old system and export again.",
)
SKIPPED_OTHER_ELECTORS = declare(
    "places.skipped-other-electors",
    NOTE,
    "The row stands for electors without an address, not for a property. It was left out.",
    "Nothing need be done.",
)
SKIPPED_DUMMY = declare(
    "places.skipped-dummy", NOTE, "The row is a dummy record. It was left out.", "Nothing need be done."
)
SKIPPED_REPEAT = declare(
    "places.skipped-repeat",
    NOTE,
    "The same property stands in an earlier row. This row was left out.",
    "Nothing need be done: an export for several polls repeats its properties.",
)
SKIPPED_SAME_REFERENCE = declare(
    "places.skipped-same-reference",
    ERROR,
    "An earlier row has the same reference. This row was left out.",
    "Give each its own reference.",
)
SKIPPED_NO_REFERENCE = declare(
    "places.skipped-no-reference",
    ERROR,
    "The row has neither a reference nor an address. It was left out.",
    "Give it a reference.",
)
SKIPPED_BAD_VALUE = declare(
    "places.skipped-bad-value",
    ERROR,
    "The value cannot be read. The row was left out.",
    "Put the value right: {wanted}.",
)

# Rows that were kept, with something left out or to be looked at.
NO_POSTCODE = declare(
    "places.no-postcode", WARNING, "The property has no postcode.", "Add the postcode if the property has one."
)
BAD_POSTCODE = declare(
    "places.bad-postcode",
    WARNING,
    "This is not in the form of a postcode, and was left out.",
    "Put the postcode right, for example TA1 1AA.",
)
BAD_UPRN = declare(
    "places.bad-uprn",
    WARNING,
    "A UPRN is a whole number of at most 12 digits. This one was left out.",
    "Put the UPRN right from the gazetteer.",
)
UPRN_TWICE = declare(
    "places.uprn-twice",
    WARNING,
    "Another address has the same UPRN in an earlier row. The UPRN was left out here.",
    "Compare both with the gazetteer.",
)
BAD_COORDINATES = declare(
    "places.bad-coordinates",
    WARNING,
    "The coordinates are outside the range of their system, and were left out.",
    "Check the coordinates and which system they are in.",
)
NO_STATION = declare(
    "places.no-station",
    WARNING,
    "The property has no polling station.",
    "Allocate its polling district to a polling place.",
)
UNKNOWN_STATION = declare(
    "places.unknown-station",
    WARNING,
    "No row of the stations file has this station code. A polling place was made from the code alone.",
    "Import the stations file that belongs to this export.",
)
STATION_DIFFERS = declare(
    "places.station-differs",
    WARNING,
    "The polling station has another name or address in other rows. The first was taken.",
    "Check the name and address of the polling place.",
)
DISTRICT_SPLIT = declare(
    "places.district-split",
    WARNING,
    "The properties of this district go to {stations} polling stations. It was given the one that most go to.",
    "Check the district, or part it if its properties vote in different places.",
)
PROVISIONAL_DISTRICTS = declare(
    "places.provisional-districts",
    WARNING,
    "The file names no polling districts for {count} properties. A provisional one was made for each polling station.",
    "Give the properties their polling districts before a register is imported.",
)
DISTRICT_TOO_LONG = declare(
    "places.district-too-long",
    ERROR,
    "The code of the polling district is longer than 10 characters. The row was left out.",
    "Shorten the code.",
)
TWO_POLLS = declare(
    "places.two-polls",
    NOTE,
    "{count} properties vote at another station at the other kind of poll. The {poll} station was taken.",
    "Choose the kind of poll when importing.",
)

# Areas.
BAD_GSS = declare(
    "areas.bad-code",
    ERROR,
    "This is not a GSS code: one letter and eight figures.",
    "Put the code right. It is in the Register of Geographic Codes.",
)
NO_AREA_CODES = declare(
    "areas.no-codes",
    ERROR,
    "No property of the features is the code of a kind of area that is known here.",
    "Use a boundary file of the Office for National Statistics, with properties such as WD25CD and WD25NM.",
)
BAD_GEOMETRY = declare(
    "areas.bad-geometry",
    ERROR,
    "The boundary is not a polygon in longitude and latitude (WGS84). The area was left out.",
    "Export the boundaries as GeoJSON in WGS84.",
)
REPEATED_AREA = declare(
    "areas.repeated", ERROR, "The code stands in an earlier feature or row. This one was left out.", "Leave one out."
)
NO_AREA_NAME = declare("areas.no-name", ERROR, "The area has no name. It was left out.", "Give the name.")
NOT_GEOJSON = declare(
    "areas.not-geojson",
    ERROR,
    "The file is not a GeoJSON collection of features.",
    "Export the boundaries as GeoJSON.",
)
