"""The words in which officers read what the register holds as codes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pollwright.law.anonymity import Officer, Order
from pollwright.law.countries import COUNTRIES
from pollwright.law.deletions import Origin, Shows
from pollwright.law.facts import ResidenceRight
from pollwright.law.registration import NinoClass
from pollwright.law.verification import Document, Match
from pollwright.pages.forms import Choice
from pollwright.register.matchers import DIGITAL_SERVICE, LOCAL_RECORDS

_t = gettext_lazy
RESIDENCE_RIGHTS: Final[Mapping[str, Any]] = {
    ResidenceRight.SETTLED: _t("Settled: may stay without limit of time"),
    ResidenceRight.PRE_2021: _t("Lawfully resident since before the end of 2020"),
    ResidenceRight.LEAVE_NOT_NEEDED: _t("Needs no leave to remain"),
    ResidenceRight.LIMITED_LEAVE: _t("Leave to remain for a limited time"),
    ResidenceRight.NO_LEAVE: _t("No leave to remain"),
}
DOCUMENTS: Final[Mapping[str, Any]] = {
    Document.PASSPORT: _t("Passport"),
    Document.EEA_IDENTITY_CARD: _t("Identity card of an EEA country"),
    Document.BIOMETRIC_IMMIGRATION_DOCUMENT: _t("Biometric immigration document"),
    Document.NORTHERN_IRELAND_ELECTORAL_CARD: _t("Northern Ireland electoral identity card"),
    Document.PHOTOCARD_LICENCE: _t("Driving licence, photocard"),
    Document.BIRTH_CERTIFICATE: _t("Birth certificate"),
    Document.MARRIAGE_CERTIFICATE: _t("Marriage or civil partnership certificate"),
    Document.ADOPTION_CERTIFICATE: _t("Adoption certificate"),
    Document.FIREARMS_CERTIFICATE: _t("Firearms certificate"),
    Document.BAIL_RECORD: _t("Record of bail"),
    Document.PAPER_LICENCE: _t("Driving licence, paper"),
    Document.FOREIGN_PHOTO_LICENCE: _t("Foreign driving licence with a photograph"),
    Document.UTILITY_BILL: _t("Utility bill"),
    Document.BANK_LETTER: _t("Letter or statement of a bank"),
    Document.COUNCIL_TAX_LETTER: _t("Council tax letter"),
    Document.BENEFITS_LETTER: _t("Letter about benefits"),
    Document.TAX_LETTER: _t("Letter about tax"),
}
ORDERS: Final[Mapping[str, Any]] = {
    Order.NON_MOLESTATION: _t("Non-molestation order"),
    Order.RESTRAINING: _t("Restraining order"),
    Order.HARASSMENT_INJUNCTION: _t("Injunction against harassment"),
    Order.FORCED_MARRIAGE_PROTECTION: _t("Forced marriage protection order"),
    Order.FGM_PROTECTION: _t("Female genital mutilation protection order"),
    Order.DOMESTIC_VIOLENCE_PROTECTION: _t("Domestic violence protection order"),
}
OFFICERS: Final[Mapping[str, Any]] = {
    Officer.POLICE_INSPECTOR: _t("Police officer of the rank of inspector or above"),
    Officer.SOCIAL_SERVICES_DIRECTOR: _t("Director of social services"),
    Officer.SOCIAL_WORKER: _t("Registered social worker"),
    Officer.DOCTOR: _t("Registered medical practitioner"),
    Officer.NURSE: _t("Registered nurse"),
    Officer.MIDWIFE: _t("Registered midwife"),
    Officer.REFUGE_MANAGER: _t("Manager of a refuge"),
    Officer.SECURITY_SERVICE: _t("Director General of the Security Service"),
    Officer.NATIONAL_CRIME_AGENCY: _t("Director General of the National Crime Agency"),
}
ORIGINS: Final[Mapping[str, Any]] = {
    Origin.DIGITAL_SERVICE: _t("The digital service"),
    Origin.OTHER_REGISTRATION_OFFICER: _t("Another registration officer"),
    Origin.DEATH_CERTIFICATE: _t("Death certificate"),
    Origin.REGISTRAR: _t("Registrar of deaths"),
    Origin.CLOSE_RELATIVE: _t("Close relative"),
    Origin.CARE_HOME_MANAGER: _t("Manager of a care home"),
    Origin.CANVASS_RESPONSE: _t("Answer to the canvass"),
    Origin.CANVASS_SILENCE: _t("No answer to the canvass"),
    Origin.COUNCIL_TAX: _t("Council tax"),
    Origin.COUNCIL_RECORDS: _t("Other records of the council"),
    Origin.CONTRACTOR_RECORDS: _t("Records of the council's contractor"),
    Origin.UNDELIVERED_POST: _t("Post that came back"),
    Origin.RESIDENT: _t("Somebody who lives there"),
    Origin.ELECTOR: _t("The elector"),
    Origin.LANDLORD: _t("Landlord"),
    Origin.OTHER: _t("Other"),
}
SHOWN_BY_A_SOURCE: Final[Mapping[str, Any]] = {
    Shows.DEATH: _t("Has died"),
    Shows.ALLOWED_ELSEWHERE: _t("Registered elsewhere, having left this address"),
    Shows.NOT_RESIDENT: _t("Does not live there"),
    Shows.NOT_ENTITLED: _t("Is not entitled"),
}
NINO_CLASSES: Final[Mapping[str, Any]] = {
    NinoClass.FULL: _t("Given in full"),
    NinoClass.WITHOUT_SUFFIX: _t("Given without its last letter"),
    NinoClass.TEMPORARY: _t("A temporary number"),
    NinoClass.PERHAPS_NHS_NUMBER: _t("Not one: perhaps an NHS number"),
    NinoClass.MALFORMED: _t("Not written like one"),
    NinoClass.NOT_GIVEN: _t("Not given"),
}
MATCHES: Final[Mapping[str, Any]] = {Match.PASS: _t("Passed"), Match.FAIL: _t("Not matched")}
MATCHERS: Final[Mapping[str, Any]] = {DIGITAL_SERVICE: _t("National match"), LOCAL_RECORDS: _t("Local records")}
REGISTERS: Final[Mapping[str, Any]] = {
    "both": _t("Parliamentary and local government"),
    "parliamentary": _t("Parliamentary"),
    "local": _t("Local government"),
}
OTHER_ADDRESSES: Final[Mapping[str, Any]] = {
    "none": _t("None"),
    "student": _t("Yes, as a student"),
    "second-home": _t("Yes, a second home"),
}
WAYS_OF_CONTACT: Final[Mapping[str, Any]] = {
    "post": _t("Post"),
    "email": _t("E-mail"),
    "phone": _t("Telephone"),
    "sms": _t("Text message"),
    "counter": _t("In person"),
    "reminder": _t("Reminder sent"),
}
REVIEW_TYPES: Final[Mapping[str, Any]] = {
    "A": _t("Type A: opinion and grounds"),
    "B": _t("Type B: evidence asked for"),
    "C": _t("Type C: straight to a hearing"),
}


def said(words: Mapping[str, Any], code: str) -> str:
    """Return a code in words; one that came from elsewhere and is not known is shown as it came."""
    return str(words.get(code, code))


def choices(words: Mapping[str, Any]) -> tuple[Choice, ...]:
    """Return the choices of a form, in the order of the words."""
    return tuple(Choice(str(code), name) for code, name in words.items())


def countries(codes: Sequence[str]) -> str:
    """Return nationalities for people to read: `British (GB), Poland (PL)`."""
    return ", ".join(_country(code) for code in codes)


def _country(code: str) -> str:
    name = COUNTRIES.get(code)
    if name is None:
        return code
    return _("British (GB)") if code == "GB" else f"{name} ({code})"
