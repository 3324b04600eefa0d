"""What an import of a register can find beyond the file itself: against the law, the places and the register."""

from __future__ import annotations

from pollwright.findings import Level, declare

NO_FRANCHISE = declare(
    "register.no-franchise",
    Level.ERROR,
    "Nationality, right of residence and category give no vote here, and there is no marker as evidence of one.",
    "Put the nationality or the right of residence right, give the marker, or leave the row out.",
)
TOO_YOUNG = declare(
    "register.too-young",
    Level.ERROR,
    "The elector is too young to be on any register.",
    "Check the date of birth, or leave the row out.",
)
MARKER_DIFFERS = declare(
    "register.marker-differs",
    Level.WARNING,
    "The marker is not the one that nationality, residence and category give ('{worked_out}').",
    "The marker worked out from the facts is used, and the entry is queued to be looked at.",
)
UNKNOWN_PROPERTY = declare(
    "register.unknown-property",
    Level.ERROR,
    "No property has this reference, UPRN or address.",
    "Import the properties first, put the reference right, or import with: add properties.",
)
SEVERAL_PROPERTIES = declare(
    "register.several-properties",
    Level.ERROR,
    "Several properties have this address.",
    "Give the reference or the UPRN of the one that is meant.",
)
NO_QUALIFYING_ADDRESS = declare(
    "register.no-qualifying-address",
    Level.WARNING,
    "The file does not say at which address this elector qualifies.",
    "The elector comes in and is queued: find the address in the declaration. The overseas list must show it.",
)
UNPLACED = declare(
    "register.unplaced",
    Level.WARNING,
    "No property here is known for the address at which this elector qualifies. The address is kept as it was given.",
    "The elector comes in and is queued: look for the property, which may have been demolished or renamed.",
)
UNPLACED_AMONG = declare(
    "register.unplaced-among-several",
    Level.WARNING,
    "Several properties have the address at which this elector qualifies. The address is kept as it was given.",
    "The elector comes in and is queued: give the reference or the UPRN of the one that is meant.",
)
OTHER_DISTRICT = declare(
    "register.other-district",
    Level.WARNING,
    "The property is in polling district {district}, and the entry in another.",
    "The entry stays in the part of the register that the file gives. Correct the property or the entry.",
)
ALREADY_REGISTERED = declare(
    "register.already-registered",
    Level.ERROR,
    "The same person is on the register at this address as {reference}.",
    "Leave the row out, or give it the reference of the elector who is there.",
)
NUMBER_TAKEN = declare(
    "register.number-taken",
    Level.ERROR,
    "Elector {reference} has this number in the district.",
    "Put the number right, or leave it out to be given the next one.",
)
DIFFERS = declare(
    "register.differs",
    Level.WARNING,
    "The elector is here already, and the file says otherwise of: {columns}. Nothing was changed.",
    "If the file is right, record a change on the elector's page.",
)
"""Nothing of an entry in force is overwritten by an import: the register changes by alterations alone."""
