"""The forms by which applications come in."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pollwright.law.registration import Item
from pollwright.pages.forms import (
    Checkboxes,
    Choice,
    Confirmation,
    DateField,
    EmailField,
    FileField,
    Form,
    Radios,
    Select,
    TextArea,
    TextField,
)
from pollwright.pages.tables import Column, Kind, SortColumn, TableSpec
from pollwright.register.queries.application_page import SAYS
from pollwright.register.web import terms
from pollwright.register.web.applications_shown import CHANNELS, KINDS
from pollwright.register.web.nationalities import nationality_boxes

_YES_NO = (Choice("yes", _("Yes")), Choice("no", _("No")))
_STATEMENTS = (
    Item.SERVICE_DECLARATION, Item.LOCAL_CONNECTION_DECLARATION, Item.CONTACT, Item.BRITISH_STATEMENT,
    Item.ABROAD_STATEMENT, Item.PRESENT_ADDRESS, Item.NO_OTHER_ENTRY, Item.OFFENCE_AWARENESS,
    Item.ANONYMOUS_APPLICATION, Item.EVIDENCE_OF_NAME,
)  # fmt: skip
_BY_HAND = tuple(Choice(key, name) for key, name in CHANNELS.items() if key != "online")
_RECEIVED = (
    Radios("channel", _("How it came"), choices=_BY_HAND),
    DateField("received_on", _("Day of receipt"), noun=_("the day of receipt")),
    TextField("received_time", _("Time of receipt"), hint=_("For example 14:30. It decides the day of listing."), width=5),
)  # fmt: skip

APPLICATION = Form(
    Select("kind", _("Kind of application"), choices=tuple(Choice(str(key), name) for key, name in KINDS.items())),
    *_RECEIVED,
    TextField("title", _("Title"), required=False, longest=35, width=10),
    TextField("forenames", _("Forenames"), required=False, longest=100),
    TextField("surname", _("Surname"), required=False, longest=100),
    TextField("previous_forenames", _("Previous forenames"), required=False, longest=100),
    TextField("previous_surname", _("Previous surname"), required=False, longest=100),
    DateField("date_of_birth", _("Date of birth"), required=False, noun=_("the date of birth")),
    TextField("no_birth_reason", _("Why no date of birth is given"), required=False),
    Select(
        "age_statement",
        _("Age stated instead"),
        required=False,
        choices=(
            Choice("under-18", _("Under 18")),
            Choice("18-to-75", _("18 to 75")),
            Choice("76-or-over", _("76 or over")),
        ),
    ),
    *nationality_boxes(required=False),
    TextField("nationality_reason", _("Why no nationality is given"), required=False),
    Select(
        "residence_right",
        _("Right of residence"),
        required=False,
        choices=terms.choices(terms.RESIDENCE_RIGHTS),
    ),
    TextField("nino", _("National Insurance number"), required=False, longest=20, width=10),
    TextField("no_nino_reason", _("Why no National Insurance number is given"), required=False),
    TextField("property_reference", _("Property reference"), hint=_("Where known; else the address"), required=False, width=20, longest=40),
    TextArea("address", _("Address"), required=False, rows=3, longest=500),
    TextField("postcode", _("Postcode"), required=False, longest=10, width=10),
    Radios("left_within_a_year", _("Did they leave an address in the last 12 months?"), required=False, choices=_YES_NO),
    TextArea("previous_address", _("The address they left"), required=False, rows=2, longest=500),
    Radios(
        "other_address",
        _("Another address where they live"),
        required=False,
        choices=terms.choices(terms.OTHER_ADDRESSES),
    ),
    Radios("open_register", _("May they be in the open register?"), required=False, choices=_YES_NO),
    EmailField("email", _("E-mail"), required=False, autocomplete="off"),
    TextField("phone", _("Telephone"), required=False, longest=50, width=20),
    Radios("language", _("Language"), choices=(Choice("en", _("English")), Choice("cy", _("Welsh")))),
    Checkboxes(
        "items",
        _("Statements and enclosures"),
        required=False,
        choices=tuple(Choice(str(item), SAYS[item]) for item in _STATEMENTS),
    ),
    Checkboxes(
        "more",
        _("Also"),
        required=False,
        choices=(
            Choice("forces_child", _("Child of a Forces family")),
            Choice("address_withheld", _("Does not live at the address: print it with the other electors")),
        ),
    ),
    Confirmation("declared_true", _("Declared to be true"), required=False),
    DateField("declared_on", _("Date of the declaration"), required=False, noun=_("the date of the declaration")),
    TextField("elector_reference", _("Reference of the elector, for a change of name or a renewal"), required=False, width=20),
)  # fmt: skip
UPLOAD = Form(
    FileField(
        "file",
        _("File of applications"),
        hint=_("CSV or Excel, in the shape of the national digital service's records"),
        endings=(".csv", ".xlsx"),
    )
)
RESULTS = Form(
    FileField("file", _("File of results"), endings=(".csv", ".xlsx")),
    Radios(
        "matcher",
        _("Where the results come from"),
        choices=terms.choices(terms.MATCHERS),
    ),
)
SCAN = Form(
    FileField("file", _("Scan"), hint=_("PDF, PNG, JPEG or TIFF"), endings=(".pdf", ".png", ".jpg", ".jpeg", ".tif", ".tiff")),
    *_RECEIVED,
)  # fmt: skip
ASIDE = Form(TextArea("reason", _("Why it is no application"), rows=2, longest=200))


def tray_table() -> TableSpec:
    """Return the table of the tray."""
    return TableSpec(
        name="tray",
        columns=(
            Column(
                "reference",
                str(_("Reference")),
                sortable=True,
                href=lambda row: reverse("register:tray-key", args=[row.reference]),
            ),
            Column("channel", str(_("Came by")), value=lambda row: str(CHANNELS.get(row.channel, row.channel))),
            Column("received_at", str(_("Received")), Kind.MOMENT, sortable=True),
            Column(
                "aside",
                str(_("If it is no application")),
                value=lambda row: str(_("Set aside")),
                href=lambda row: reverse("register:tray-aside", args=[row.reference]),
                download=False,
            ),
        ),
        default_sort="received_at",
        search_label=str(_("Reference or how it came")),
        tie=SortColumn("pk", "id"),
    )
