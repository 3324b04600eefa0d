"""What is done to an application that was taken in: what was missing is supplied, its property is chosen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pollwright.access.protection import mac, seal, unseal
from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.law.applications import Action, State
from pollwright.law.registration import SENDABLE, ApplicationKind, Item, classify_nino
from pollwright.places.models import Property
from pollwright.register.events.applications import ItemsSupplied, PropertyChosen
from pollwright.register.models import Application
from pollwright.register.operations.identity import use_held_results
from pollwright.register.operations.intake import Particulars, home_of, lacking_of
from pollwright.register.operations.intake_holding import flags_of, in_hand, keep, move
from pollwright.register.operations.intake_linking import link
from pollwright.register.states import ApplicationFlag


@dataclass(frozen=True, slots=True, kw_only=True)
class Supplied:
    """What an applicant supplied afterwards; blank is nothing. `items` are statements and enclosures."""

    date_of_birth: date | None = None
    no_birth_reason: str = ""
    age_statement: str = ""
    nationalities: tuple[str, ...] = ()
    nationality_reason: str = ""
    residence_right: str = ""
    nino: str = ""
    no_nino_reason: str = ""
    items: frozenset[Item] = frozenset()


_SUPPLIED_AS = {
    "date_of_birth": Item.DATE_OF_BIRTH,
    "no_birth_reason": Item.NO_BIRTH_REASON,
    "age_statement": Item.AGE_STATEMENT,
    "nationalities": Item.NATIONALITY,
    "nationality_reason": Item.NO_NATIONALITY_REASON,
    "residence_right": Item.EU_RESIDENCE_ANSWER,
    "nino": Item.NINO,
    "no_nino_reason": Item.NO_NINO_REASON,
}


@operation(Permission.APPLICATIONS_ENTER)
def supply_items(*, actor: Actor, reference: str, version: int, supplied: Supplied, how: str, note: str) -> Application:
    """Note what the applicant supplied by telephone, e-mail or in person (REG-202); the day of receipt stays.

    :param how: phone, email, post or counter.
    :param note: the written note that the law asks for.
    """
    application = in_hand(actor, reference, version=version)
    private = application.applicationprivate
    given = [item for name, item in _SUPPLIED_AS.items() if getattr(supplied, name)]
    items = {*given, *supplied.items}
    lacking = set(application.missing)
    for name in ("nationalities", "nationality_reason", "residence_right"):
        if value := getattr(supplied, name):
            setattr(application, name, list(value) if name == "nationalities" else value)
    for name in ("date_of_birth", "no_birth_reason", "age_statement", "no_nino_reason"):
        if value := getattr(supplied, name):
            setattr(private, name, value)
    if supplied.nino:
        _supply_number(application, supplied.nino)
    private.save()
    if Item.DECLARATION_OF_TRUTH in items:
        application.declared_true = True
    application.missing = _still_missing(application, items)
    _put_back(application, lacking)
    application.extra = {
        **application.extra,
        "items": sorted({*application.extra.get("items", []), *map(str, supplied.items)}),
    }
    fields = ["missing", "extra", "nationalities", "nationality_reason", "residence_right", "declared_true"]
    keep(application, fields)
    record(
        ItemsSupplied(reference, ", ".join(sorted(map(str, items))), how, tuple(application.missing)),
        actor=actor,
        subjects=[application],
        reason=note,
        basis="Electoral Commission, Incomplete applications [REG-202]",
    )
    return application


def _supply_number(application: Application, nino: str) -> None:
    private = application.applicationprivate
    number, written = "".join(nino.split()).upper(), classify_nino(nino)
    private.nino_sealed = seal({"nino": number}, context=f"application:{application.reference}")
    private.nino_mac = mac(number[:8] if written in SENDABLE else number)
    private.nino_class = written


def _still_missing(application: Application, supplied: set[Item]) -> list[str]:
    """Return what is missing now: what was held before counts as given where it was not missing."""
    lacked = {Item(code) for code in application.missing}
    private = application.applicationprivate
    held = {item for item in Item if item not in lacked} - {
        Item.DATE_OF_BIRTH, Item.NO_BIRTH_REASON, Item.AGE_STATEMENT, Item.NINO, Item.NO_NINO_REASON,
        Item.NATIONALITY, Item.NO_NATIONALITY_REASON, Item.EU_RESIDENCE_ANSWER,
    }  # fmt: skip
    facts = {
        Item.DATE_OF_BIRTH: private.date_of_birth,
        Item.NO_BIRTH_REASON: private.no_birth_reason,
        Item.AGE_STATEMENT: private.age_statement,
        Item.NINO: private.nino_sealed,
        Item.NO_NINO_REASON: private.no_nino_reason,
        Item.NATIONALITY: application.nationalities,
        Item.NO_NATIONALITY_REASON: application.nationality_reason,
        Item.EU_RESIDENCE_ANSWER: application.residence_right,
    }
    return lacking_of(application, held | {item for item, value in facts.items() if value} | supplied)


def _put_back(application: Application, lacking: set[str]) -> None:
    """List an application that has become complete, and use the results held of it."""
    if application.missing or not lacking or application.state != State.ON_HOLD_INCOMPLETE:
        return
    move(application, Action.SUPPLY)
    if not application.anonymous:
        move(application, Action.LIST)
    use_held_results(application)


@operation(Permission.APPLICATIONS_ENTER)
def choose_property(*, actor: Actor, reference: str, version: int, property_reference: str) -> Application:
    """Say which property an application is about, where its address did not tell.

    :raises NotFound: where there is no such property in force.
    """
    application = in_hand(actor, reference, version=version)
    home = home_of(actor.authority_id, _only_property(application, property_reference))
    application.district = home.district if home else None
    gone = (ApplicationFlag.ADDRESS_NOT_FOUND, ApplicationFlag.OUTSIDE_AREA)
    application.extra = {**application.extra, "flags": [flag for flag in flags_of(application) if flag not in gone]}
    if application.anonymous:
        _choose_hidden(application, home)
    else:
        application.property = home
    keep(application, ["property", "district", "extra"])
    link(actor.authority_id, [reference])
    record(PropertyChosen(reference, _masked(application, property_reference)), actor=actor, subjects=[application])
    return application


def _only_property(application: Application, property_reference: str) -> Particulars:
    return Particulars(
        kind=ApplicationKind(application.kind),
        channel=application.channel,
        received_at=application.received_at,
        property_reference=property_reference,
    )


def _choose_hidden(application: Application, home: Property | None) -> None:
    private = application.applicationprivate
    context = f"application:{application.reference}"
    held = unseal(bytes(private.sealed), context=context) if private.sealed else {}
    private.sealed = seal({**held, "property_id": home.pk if home else None}, context=context)
    private.save(update_fields=["sealed"])


def _masked(application: Application, property_reference: str) -> str:
    """Keep the home of an anonymous applicant out of the trail."""
    return "under seal" if application.anonymous else property_reference
