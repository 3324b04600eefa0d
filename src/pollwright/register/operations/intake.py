"""Applications that an officer keys, and what is done to one before it is determined."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from pollwright.access.protection import mac, seal
from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.authorities.calendars import calendar_of, nation_of
from pollwright.authorities.references import next_reference
from pollwright.files.models import StoredFile
from pollwright.formats import postcodes
from pollwright.law.applications import Action, State
from pollwright.law.facts import Category as LawCategory
from pollwright.law.listing import listing
from pollwright.law.notices import LONDON
from pollwright.law.registration import (
    SENDABLE,
    ApplicationKind,
    Item,
    classify_nino,
)
from pollwright.law.special_categories import declaration_in_time
from pollwright.places.models import Property
from pollwright.refusals import NotFound, Refused
from pollwright.register.events.applications import ApplicationEntered
from pollwright.register.models import Application, ApplicationPrivate, Elector, TrayItem
from pollwright.register.operations.intake_batch import SERIES
from pollwright.register.operations.intake_holding import move
from pollwright.register.operations.intake_linking import link
from pollwright.register.operations.intake_missing import missing_of
from pollwright.register.operations.intake_reading import category_of
from pollwright.register.states import ApplicationFlag, Category, TrayState


class ReceivedInTheFuture(Refused):
    """An application can't have been received after now."""

    code = "register.R150"
    problem = "The moment of receipt is after now."
    remedy = "Enter when it was received, not when it will be dealt with."


class OutsideTheArea(Refused):
    """No property of this authority has the postcode."""

    code = "register.R151"
    problem = "No property of this authority has the postcode of the address."
    remedy = "If it lies in another area, send the application to that officer today. If it is new, add the property."


@dataclass(frozen=True, slots=True, kw_only=True)
class Particulars:
    """What an application says, as an officer keys it. `items` are statements and enclosures that are no field."""

    kind: ApplicationKind
    channel: str
    received_at: datetime
    title: str = ""
    forenames: str = ""
    surname: str = ""
    previous_forenames: str = ""
    previous_surname: str = ""
    date_of_birth: date | None = None
    no_birth_reason: str = ""
    age_statement: str = ""
    nationalities: tuple[str, ...] = ()
    nationality_reason: str = ""
    residence_right: str = ""
    nino: str = ""
    no_nino_reason: str = ""
    property_reference: str = ""
    address: str = ""
    postcode: str = ""
    address_withheld: bool = False
    previous_address: str = ""
    left_within_a_year: bool | None = None
    other_address: str = ""
    open_register: bool | None = None
    over_76: bool | None = None
    email: str = ""
    phone: str = ""
    language: str = "en"
    child_of_a_forces_family: bool = False
    declared_true: bool = False
    declared_on: date | None = None
    elector_reference: str = ""
    items: frozenset[Item] = field(default_factory=frozenset)


@operation(Permission.APPLICATIONS_ENTER)
def enter_application(*, actor: Actor, particulars: Particulars, at: datetime, tray_reference: str = "") -> Application:
    """Enter an application received by post, counter, e-mail or telephone.

    It is listed on the legal day of its receipt in London, whenever it is keyed (REG-210).

    :param at: now.
    :param tray_reference: the scan that it was keyed from.
    :raises ReceivedInTheFuture: where the moment of receipt is after now.
    :raises OutsideTheArea: where the address has a postcode that no property here has.
    :raises NotFound: where the property, elector or scan is not there.
    """
    if particulars.received_at > at:
        raise ReceivedInTheFuture
    home = home_of(actor.authority_id, particulars)
    application = _made(actor, particulars, home)
    missing = lacking_of(application, _given(particulars, home))
    application.missing = missing
    if missing or not application.anonymous:
        move(application, Action.HOLD if missing else Action.LIST)
    application.save(update_fields=["state", "missing"])
    link(actor.authority_id, [application.reference])
    subjects: list[Any] = [application]
    if tray_reference:
        subjects.append(_keyed(actor, tray_reference, application))
    record(
        ApplicationEntered(
            application.reference, application.kind, application.channel, particulars.received_at, tuple(missing)
        ),
        actor=actor,
        subjects=subjects,
        basis="Representation of the People Act 1983, s 10ZC [REG-210]",
    )
    application.refresh_from_db()
    return application


def home_of(authority_id: int, particulars: Particulars) -> Property | None:
    """Return the property: the one that was chosen, else the only one of that address."""
    held = Property.objects.filter(authority=authority_id, valid_to__isnull=True)
    if particulars.property_reference:
        found = held.filter(reference=particulars.property_reference).first()
        if found is None:
            raise NotFound(kind="property", reference=particulars.property_reference)
        return found
    postcode = postcodes.normalise(particulars.postcode)
    if postcode is None:
        return None
    here = list(held.filter(postcode=postcode).order_by("sort_key", "pk"))
    if not here:
        raise OutsideTheArea
    wanted = _plain(particulars.address)
    same = [each for each in here if _plain(each.address) == wanted]
    return same[0] if len(same) == 1 else None


def _plain(address: str) -> str:
    return "".join(letter for letter in address.casefold() if letter.isalnum())


def _made(actor: Actor, given: Particulars, home: Property | None) -> Application:
    anonymous = given.kind is ApplicationKind.ANONYMOUS
    lists_on = given.received_at.astimezone(LONDON).date()
    category = Category.FORCES_CHILD if given.child_of_a_forces_family else category_of(given.kind)
    shown = _shown(given, home)
    application = Application(
        authority_id=actor.authority_id,
        reference=next_reference(actor.authority_id, SERIES),
        kind=given.kind,
        channel=given.channel,
        received_at=given.received_at,
        lists_on=lists_on,
        may_determine_from=listing(lists_on, calendar_of(actor.authority_id), anonymous=anonymous).determine_from,
        state=State.RECEIVED,
        nationalities=list(given.nationalities),
        nationality_reason=given.nationality_reason,
        residence_right=given.residence_right,
        category=category,
        anonymous=anonymous,
        district=home.district if home else None,
        left_within_a_year=given.left_within_a_year,
        other_address=given.other_address,
        open_register=bool(given.open_register),
        over_76=given.over_76,
        language=given.language,
        declared_true=given.declared_true,
        declared_on=given.declared_on,
        elector=_named(actor.authority_id, given.elector_reference),
        extra={"flags": _flags(given, home, category, lists_on), "items": sorted(given.items), "outside": {}},
    )
    if not anonymous:
        for name, value in shown.items():
            setattr(application, name, value)
    if given.address_withheld:
        application.extra["address_withheld"] = True
    application.save(force_insert=True)
    _keep_private(application, given, shown if anonymous else None)
    return application


def _shown(given: Particulars, home: Property | None) -> dict[str, Any]:
    """Return what tells who the applicant is and where they live."""
    names = ("title", "forenames", "surname", "previous_forenames", "previous_surname", "previous_address")
    return {name: getattr(given, name) for name in (*names, "email", "phone")} | {
        "address": given.address or (home.address if home else ""),
        "postcode": postcodes.normalise(given.postcode) or (home.postcode if home else given.postcode[:10]),
        "uprn": home.uprn if home else None,
        "property_id": home.pk if home else None,
    }


def _keep_private(application: Application, given: Particulars, hidden: dict[str, Any] | None) -> None:
    context = f"application:{application.reference}"
    number = "".join(given.nino.split()).upper()
    written = classify_nino(given.nino)
    ApplicationPrivate.objects.create(
        application=application,
        authority_id=application.authority_id,
        date_of_birth=given.date_of_birth,
        no_birth_reason=given.no_birth_reason,
        age_statement=given.age_statement,
        nino_sealed=seal({"nino": number}, context=context) if number else None,
        nino_mac=mac(number[:8] if written in SENDABLE else number) if number else None,
        nino_class=written,
        no_nino_reason=given.no_nino_reason,
        sealed=seal(hidden, context=context) if hidden is not None else None,
    )


def _flags(given: Particulars, home: Property | None, category: Category, lists_on: date) -> list[str]:
    flags = [] if home else [ApplicationFlag.ADDRESS_NOT_FOUND]
    late = (
        given.declared_on is not None
        and not declaration_in_time(LawCategory(category), given.declared_on, lists_on).holds
    )
    return [str(flag) for flag in (*flags, *([ApplicationFlag.LATE_DECLARATION] if late else []))]


def _named(authority_id: int, reference: str) -> Elector | None:
    if not reference:
        return None
    found = Elector.objects.filter(authority=authority_id, reference=reference).first()
    if found is None:
        raise NotFound(kind="elector", reference=reference)
    return found


def _given(particulars: Particulars, home: Property | None) -> set[Item]:
    """Return the items that are there."""
    there = {
        Item.FULL_NAME: particulars.forenames or particulars.surname,
        Item.ADDRESS: home or (particulars.address and particulars.postcode),
        Item.LEFT_ADDRESS_ANSWER: particulars.left_within_a_year is not None,
        Item.OTHER_ADDRESS_ANSWER: particulars.other_address,
        Item.DATE_OF_BIRTH: particulars.date_of_birth,
        Item.NO_BIRTH_REASON: particulars.no_birth_reason,
        Item.AGE_STATEMENT: particulars.age_statement,
        Item.NINO: particulars.nino.strip(),
        Item.NO_NINO_REASON: particulars.no_nino_reason,
        Item.NATIONALITY: particulars.nationalities,
        Item.NO_NATIONALITY_REASON: particulars.nationality_reason,
        Item.EU_RESIDENCE_ANSWER: particulars.residence_right,
        Item.OPEN_REGISTER_CHOICE: particulars.open_register is not None,
        Item.DECLARATION_OF_TRUTH: particulars.declared_true,
        Item.DATE: particulars.declared_on,
        Item.FORMER_NAME: particulars.previous_surname or particulars.previous_forenames,
        Item.FORMER_CONNECTION: particulars.previous_address or home,
    }
    return {item for item, value in there.items() if value} | set(particulars.items)


def lacking_of(application: Application, given: set[Item]) -> list[str]:
    return missing_of(
        ApplicationKind(application.kind),
        given,
        nationalities=application.nationalities,
        nation=nation_of(application.authority_id),
        on=application.lists_on,
        date_of_birth=application.applicationprivate.date_of_birth,
    )


def _keyed(actor: Actor, reference: str, application: Application) -> TrayItem:
    item = (
        TrayItem.objects.select_for_update()
        .filter(authority=actor.authority_id, reference=reference, state=TrayState.WAITING)
        .first()
    )
    if item is None:
        raise NotFound(kind="scan in the tray", reference=reference)
    item.state, item.application = TrayState.KEYED, application
    item.save(update_fields=["state", "application"])
    if application.anonymous:
        StoredFile.objects.filter(pk=item.file_id).update(restricted=True)
    return item
