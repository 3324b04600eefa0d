"""The forms of this room, and what their values mean."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext_lazy as _

from pollwright.pages.forms import (
    Choice,
    Confirmation,
    DateField,
    Field,
    FileField,
    Form,
    HiddenField,
    NumberField,
    Radios,
    Select,
    TextArea,
    TextField,
)
from pollwright.places.operations.import_work import MOST_FILES
from pollwright.places.operations.successions import NewProperty
from pollwright.places.queries.addresses import ADDRESS, Address
from pollwright.places.states import AreaKind, PropertyKind, PropertyStatus

Choices = Sequence[tuple[str, str]]
REFERENCE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]*")
LARGEST_UPRN = 10**12 - 1
FILE_BYTES = 512_000_000


def _reference(longest: int = 40) -> TextField:
    return TextField(
        "reference",
        _("Reference"),
        longest=longest,
        width=20,
        pattern=re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*"),
        pattern_message=_("A reference is made of letters, figures, dots and hyphens"),
    )


def _text(name: str, label: Any, longest: int = 120) -> TextField:
    return TextField(name, label, required=False, longest=longest)


REASON = TextArea("reason", _("Reason"), rows=2, longest=300)
VERSION = HiddenField("version")
ON = DateField("on", _("From which day"), noun=_("the day"))
ALTHOUGH = Confirmation(
    "although_registered", _("People are still registered there, and this is meant all the same"), required=False
)
ADDRESS_FIELDS: tuple[Field, ...] = (
    _text("sub_building", _("Flat or part of the building")),
    _text("building_name", _("Building name")),
    TextField("building_number", _("Building number"), required=False, longest=20, width=5),
    _text("street", _("Street")),
    _text("locality", _("Locality")),
    _text("town", _("Town")),
    TextField("postcode", _("Postcode"), required=False, longest=10, width=10),
    _text("organisation", _("Organisation")),
    NumberField("uprn", _("UPRN"), required=False, least=1, most=LARGEST_UPRN, width=20),
    NumberField("parent_uprn", _("UPRN of the building"), required=False, least=1, most=LARGEST_UPRN, width=20),
    NumberField("usrn", _("USRN"), required=False, least=1, most=99_999_999, width=10),
    NumberField("walk_order", _("Walk order in the street"), required=False, least=0, most=999_999, width=5),
)
KIND = Radios(
    "kind", _("What it is"), choices=tuple(Choice(kind.value, kind.label) for kind in PropertyKind), inline=False
)
STATUS = Radios(
    "status",
    _("Whether anybody lives there"),
    choices=tuple(
        Choice(status.value, status.label) for status in PropertyStatus if status is not PropertyStatus.DEMOLISHED
    ),
)
ADDRESS_FORM = Form(*ADDRESS_FIELDS, REASON, VERSION)
USE_FORM = Form(KIND, STATUS, REASON, VERSION)
END_FORM = Form(replace(ON, label=_("On which day it ended")), REASON, ALTHOUGH, VERSION)
SPLIT_FORM = Form(
    TextArea(
        "parts",
        _("The new properties, one a line"),
        hint=_("What stands before the address of this property, such as Flat 1"),
        rows=6,
    ),
    ON,
    REASON,
    ALTHOUGH,
    VERSION,
)
MERGE_FORM = Form(
    TextArea("others", _("References of the other properties, one a line"), rows=3),
    _reference(),
    *ADDRESS_FIELDS,
    ON,
    REASON,
    ALTHOUGH,
    VERSION,
)
REASON_FORM = Form(replace(REASON, label=_("What was found and done"), noun=_("what was found and done")))
POLLING_PLACE_FIELDS: tuple[Field, ...] = (
    TextField("name", _("Name"), longest=200),
    *(_text(f"address{at}", _("Address line %(at)s") % {"at": at}) for at in range(1, 6)),
    TextField("postcode", _("Postcode"), required=False, longest=10, width=10),
    NumberField("uprn", _("UPRN"), required=False, least=1, most=LARGEST_UPRN, width=20),
)
ADD_POLLING_PLACE = Form(_reference(110), *POLLING_PLACE_FIELDS)
CHANGE_POLLING_PLACE = Form(*POLLING_PLACE_FIELDS)
ADD_AREA = Form(
    Select("kind", _("Kind"), choices=tuple(Choice(kind.value, kind.label) for kind in AreaKind)),
    TextField(
        "code",
        _("Code"),
        hint=_("The GSS code, such as E05014339, or your own where there is none"),
        longest=20,
        width=10,
        pattern=REFERENCE,
        pattern_message=_("A code is made of letters and figures"),
    ),
    TextField("name", _("Name"), longest=120),
    _text("name_cy", _("Name in Welsh")),
    ON,
)
END_AREA = Form(replace(ON, label=_("From which day it holds no more")), REASON)
DRAFT_CHANGE = Form(
    TextField("title", _("What the change is called"), longest=200),
    replace(REASON, label=_("Why the districts change"), noun=_("why the districts change"), longest=4000),
)
NOTICE = Form(DateField("effective_on", _("Day of the revised register")))
WITHDRAW = Form(replace(REASON, label=_("Why it is withdrawn"), noun=_("why it is withdrawn")))
IMPORT = Form(
    *(
        FileField(f"file{at}", _("File %(at)s") % {"at": at}, required=at == 1, most_bytes=FILE_BYTES)
        for at in range(1, MOST_FILES + 1)
    ),
    Select(
        "kind",
        _("What to take from the files"),
        empty=_("Everything"),
        required=False,
        choices=(
            Choice("properties", _("Properties only")),
            Choice("districts", _("Polling districts only")),
            Choice("polling-places", _("Polling places only")),
            Choice("areas", _("Areas only")),
        ),
    ),
    Select(
        "poll",
        _("Whose polling stations"),
        hint=_("Only for files of Northern Ireland, which have stations for two kinds of poll"),
        required=False,
        empty=_("Local elections"),
        choices=(Choice("westminster", _("Parliamentary elections")),),
    ),
    Confirmation("whole", _("The files have every property: end those that they have not"), required=False),
)


def new_property(districts: Choices) -> Form:
    """Return the form of a new property."""
    return Form(
        _reference(), *ADDRESS_FIELDS, _district("district", _("Polling district"), districts), KIND, STATUS, ON
    )


def new_district(places: Choices) -> Form:
    """Return the form of a new polling district: at most one area of each kind, by code and kind."""
    return Form(
        TextField(
            "code",
            _("Letters of the district"),
            longest=10,
            width=5,
            pattern=REFERENCE,
            pattern_message=_("Use letters and figures"),
        ),
        TextField("name", _("Name"), longest=120),
        TextArea(
            "areas",
            _("Codes of its areas, one a line"),
            hint=_("At most one of each kind: ward, division, parish, parish ward, constituency and so on"),
            required=False,
            rows=6,
        ),
        _polling_place(places),
        ON,
    )


def district_form(places: Choices) -> Form:
    """Return the form of a district's name and polling place."""
    return Form(TextField("name", _("Name"), longest=120), _polling_place(places))


def moves_form(districts: Choices) -> Form:
    """Return the form that adds moves to a change of districts."""
    return Form(
        _district("to_district", _("To which district"), districts),
        replace(_district("from_district", _("From which district"), districts), required=False),
        _text("street", _("Only this street")),
        TextArea("properties", _("Only these properties"), hint=_("References, one a line"), required=False, rows=4),
    )


def moves_out_form(districts: Choices) -> Form:
    """Return the form that takes moves out of a change of districts."""
    return Form(
        replace(_district("to_district", _("Those that go to this district"), districts), required=False),
        _text("street", _("Only this street")),
        TextArea("properties", _("Only these properties"), hint=_("References, one a line"), required=False, rows=4),
    )


def correction_form(districts: Choices) -> Form:
    """Return the form that puts a misplaced property into its district."""
    return Form(_district("district", _("The district that it lies in"), districts), REASON, VERSION)


def address_of(values: Mapping[str, Any]) -> Address:
    """Return the address that a form holds."""
    blank = Address()
    return Address(
        **{name: values[name] or getattr(blank, name) for name in ADDRESS if name != "walk_order"},
        walk_order=values["walk_order"],
    )


def references_of(text: str | None) -> list[str]:
    """Return the references in lines of text, or apart by commas."""
    return [each for each in re.split(r"[\s,;]+", text or "") if each]


def parts_of(values: Mapping[str, Any], address: Address, reference: str) -> list[NewProperty]:
    """Return the properties that a split makes: what each line says before the address that was."""
    lines = [line.strip() for line in values["parts"].splitlines() if line.strip()]
    return [
        NewProperty(
            f"{reference}-{at}"[:40],
            replace(address, sub_building=line[:120], uprn=None, parent_uprn=address.uprn),
            PropertyKind.FLAT,
        )
        for at, line in enumerate(lines, start=1)
    ]


def _district(name: str, label: Any, districts: Choices) -> Select:
    return Select(name, label, choices=tuple(Choice(value, words) for value, words in districts))


def _polling_place(places: Choices) -> Select:
    return Select(
        "polling_place",
        _("Polling place"),
        required=False,
        empty=_("Not settled"),
        choices=tuple(Choice(value, words) for value, words in places),
    )
