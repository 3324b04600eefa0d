"""The forms of nominations, and what the operations are given from them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.utils.timezone import make_aware
from django.utils.translation import gettext_lazy as _

from pollwright.nominations.operations.given import time_of
from pollwright.nominations.web import terms
from pollwright.pages.forms import (
    Checkboxes,
    Choice,
    Confirmation,
    DateField,
    EmailField,
    Form,
    HiddenField,
    Radios,
    Select,
    TextArea,
    TextField,
)
from pollwright.pages.forms.fields import Field, Words

LONGEST = 300
POUNDS = re.compile(r"\d{1,6}(\.\d\d)?")
CLOCK = re.compile(r"([01]?\d|2[0-3])[:.][0-5]\d([:.][0-5]\d)?")
TIME = _("Time")
VERSION = HiddenField("version")
REASONS = TextArea("reasons", _("Reasons"), rows=4, longest=2000)


def clock_field(label: Words = TIME) -> TextField:
    """Return the field that asks for a time of day, to the second where it is known."""
    return TextField(
        "time", label, hint=_("For example, 15:59 or 15:59:30"), width=10, pattern=CLOCK,
        pattern_message=_("Enter a time like 15:59 or 15:59:30"),
    )  # fmt: skip


def moment_of(given: Mapping[str, Any]) -> datetime:
    """Return the moment that a form gives."""
    return make_aware(datetime.combine(given["day"], time_of(str(given["time"]))))


PERSON: tuple[Field, ...] = (
    TextField("surname", _("Surname"), longest=LONGEST),
    TextField("forenames", _("Other names in full"), longest=LONGEST, required=False),
    TextField("used_surname", _("Commonly used surname"), longest=LONGEST, required=False),
    TextField("used_forenames", _("Commonly used forenames"), longest=LONGEST, required=False),
    EmailField("email", _("Email address"), required=False),
    TextField("phone", _("Telephone"), longest=50, required=False),
    TextField("address", _("Home address"), longest=400),
    TextField("postcode", _("Postcode"), longest=12, width=10, required=False),
    Radios(
        "address_shown",
        _("What the home address form asks to be shown"),
        choices=(
            Choice("home", _("The home address")),
            Choice("withheld", _("The relevant area, the constituency or the country in its place")),
        ),
        noun=_("what is shown"),
    ),
    TextField("area", _("Relevant area"), hint=_("Where the address is withheld"), required=False),
    TextField("constituency", _("Constituency"), hint=_("UK Parliamentary elections only"), required=False),
    TextField("country", _("Country"), hint=_("Where the home is abroad"), longest=100, required=False),
)
PAPER: tuple[Field, ...] = (
    TextField("description", _("Description"), longest=LONGEST, required=False),
    TextField("party_reference", _("Party whose certificate there is"), hint=_("Its reference in the register of parties, such as PP53"), longest=20, required=False),
    TextField("certificate", _("Text that the certificate allows"), hint=_("Empty where it allows any registered text"), longest=LONGEST, required=False),
    DateField("certificate_day", _("Day on which the certificate came"), required=False),
    TextField("certificate_time", _("Time at which it came"), hint=_("Where it came on the last day for nominations: for example, 15:59"), width=10, required=False, pattern=CLOCK, pattern_message=_("Enter a time like 15:59 or 15:59:30")),
    TextField("emblem", _("Emblem asked for"), longest=LONGEST, required=False),
    Checkboxes("papers", _("Papers of the set"), choices=tuple(Choice(one.value, words) for one, words in terms.PAPERS.items()), required=False),
    TextArea("signatures", _("Subscribers"), hint=_("A line for each, in the order of the paper: the elector number, then a comma and the name printed"), rows=10, required=False, longest=8000),
    DateField("consent_on", _("Day on which the consent was signed"), required=False),
    TextField("consent_witness", _("Witness of the consent"), required=False),
    DateField("born_on", _("Date of birth"), required=False),
    Select("citizenship", _("Citizenship"), choices=tuple(Choice(one.value, words) for one, words in terms.CITIZENS.items()), required=False),
    Checkboxes("qualifications", _("Qualifications stated"), choices=tuple(Choice(one.value, words) for one, words in terms.QUALIFICATIONS.items()), required=False),
    TextField("party_membership", _("Statement of party membership"), hint=_("In Wales: the registered parties that the candidate is or was a member of in the last 12 months, or that there is none"), longest=LONGEST, required=False),
    Confirmation("disqualifications_denied", _("Every question about disqualification is answered No"), required=False),
    TextField("deposit", _("Deposit"), prefix="£", width=10, required=False, pattern=POUNDS, pattern_message=_("Enter an amount like 500 or 500.00")),
    TextField("deposit_method", _("How the deposit was paid"), longest=40, required=False),
    TextField("deposit_receipt", _("Number of the receipt"), longest=60, required=False),
)  # fmt: skip
CANDIDATE_FORM = Form(VERSION, *PERSON, *PAPER)
PAPER_FORM = Form(*PAPER)
OF_THE_OFFICE = ("papers", "certificate_day", "certificate_time", "deposit", "deposit_method", "deposit_receipt")
DRAFT_FORM = Form(
    VERSION,
    *(
        field if field.name == "surname" else replace(field, required=False)
        for field in (*PERSON, *PAPER)
        if field.name not in OF_THE_OFFICE
    ),
)
"""What those who were invited to the portal fill in: all of it may be left for later but the surname."""


def typed_of(paper: Mapping[str, Any], person: Mapping[str, Any], home: Mapping[str, Any],
             signatures: tuple[tuple[int, str, str], ...]) -> dict[str, Any]:  # fmt: skip
    """Return what the form starts from for a paper that is held."""
    lines = (", ".join(part for part in (number, name) if part) for _place, number, name in signatures)
    pence = paper["deposit_pence"]
    at = paper["certificate_at"]
    return {
        **person,
        **home,
        **paper,
        "address_shown": "home" if home["published"] else "withheld",
        "signatures": "\n".join(lines),
        "deposit": f"{pence // 100}.{pence % 100:02d}" if pence else "",
        "certificate_day": at.astimezone().date() if at else None,
        "certificate_time": f"{at.astimezone():%H:%M:%S}" if at else "",
    }
