"""What an import of places can find when it compares a file with what is known already."""

from __future__ import annotations

from pollwright.findings import Level, declare

ERROR, WARNING, NOTE = Level.ERROR, Level.WARNING, Level.NOTE

TOO_LONG = declare(
    "places.too-long",
    ERROR,
    "The {part} is longer than {most} characters. The row was left out.",
    "Shorten it in the system that the file comes from.",
)
DATES_TURNED = declare(
    "places.dates-turned",
    ERROR,
    "The last day is before the first. The row was left out.",
    "Put valid_from and valid_to right.",
)
SAME_PERIOD = declare(
    "places.same-period",
    ERROR,
    "An earlier row has the same code for the same time. This row was left out.",
    "Leave out the row that is not wanted, or give each its first and last day.",
)
NO_DISTRICT = declare(
    "places.no-district",
    ERROR,
    "The new property has no polling district. The row was left out.",
    "Give its polling district, or the station from which a provisional one can be made.",
)
UNKNOWN_DISTRICT = declare(
    "places.unknown-district",
    ERROR,
    "There is no polling district with this code. The row was left out.",
    "Import the districts first, or put the code right.",
)
UNKNOWN_AREA = declare(
    "places.unknown-area",
    ERROR,
    "There is no area with this code. The district was left out.",
    "Import the areas first, or put the code right.",
)
TWO_AREAS_OF_A_KIND = declare(
    "places.two-areas-of-a-kind",
    ERROR,
    "The district names two areas of one kind ({sort}). It was left out.",
    "A polling district lies in one area of a kind: divide the district, or leave one area out.",
)
AREAS_DIFFER = declare(
    "places.areas-differ",
    WARNING,
    "The district lies in another {sort} here. Its areas were kept.",
    "If its areas have changed, make new districts with a change of districts.",
)
DISTRICT_HAS_PROPERTIES = declare(
    "places.district-has-properties",
    ERROR,
    "The file ends this district, but properties are still in it. The row was left out.",
    "Move its properties by a change of districts first.",
)
UNKNOWN_PLACE = declare(
    "places.unknown-polling-place",
    ERROR,
    "There is no polling place with this reference. The district was left out.",
    "Import the polling places first, or put the reference right.",
)
UPRN_ELSEWHERE = declare(
    "places.uprn-elsewhere",
    ERROR,
    "Another property here has this UPRN. The row was left out.",
    "Compare both with the gazetteer; end the one that is gone, or put the UPRN right.",
)
TWO_ROWS = declare(
    "places.two-rows-one-property",
    ERROR,
    "This row and another one are the same property here, one by reference and one by UPRN. It was left out.",
    "Compare both with the gazetteer, and leave one out.",
)
DISTRICT_DIFFERS = declare(
    "places.district-differs",
    WARNING,
    "The property has electors and is in district {district} here. It was left there, and a task was opened.",
    "If it was misplaced, correct its district; if districts change, make a change of districts.",
)
ENDED_WITH_ELECTORS = declare(
    "places.ended-with-electors",
    WARNING,
    "The file ends this property, but people are registered there. It was kept, and a task was opened.",
    "Deal with the electors first, then end the property.",
)
MISSING_WITH_ELECTORS = declare(
    "places.missing-with-electors",
    WARNING,
    "The property is not in the file, but people are registered there. It was kept, and a task was opened.",
    "Find out what has become of it; deal with the electors before it is ended.",
)
