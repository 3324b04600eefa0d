"""Making electors out of applications, and keeping their references apart."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models.functions import Now

from pollwright.access.protection import unseal
from pollwright.authorities.references import next_references
from pollwright.files.models import StoredFile
from pollwright.law.facts import Category as LawCategory
from pollwright.law.nations import NotCovered
from pollwright.law.special_categories import anonymous_term, term_of
from pollwright.places.models import Property
from pollwright.register.models import (
    Application,
    ApplicationPrivate,
    Elector,
    ElectorBirth,
    ElectorProtected,
    QualifyingAddress,
)
from pollwright.register.operations.sealing import name_mac, sealed_particulars

SERIES = "E"


@dataclass(frozen=True, slots=True)
class Hidden:
    """The particulars that an anonymous applicant gave, opened for this act."""

    values: dict[str, Any]

    @property
    def property_id(self) -> int | None:
        """The property where they live."""
        return self.values.get("property_id")


def hidden_of(application: Application) -> Hidden:
    """Open the sealed particulars of an anonymous application, inside an operation that records why."""
    sealed = application.applicationprivate.sealed
    return Hidden(unseal(bytes(sealed), context=f"application:{application.reference}") if sealed else {})


def new_elector_references(authority_id: int, count: int) -> list[str]:
    """Return references of electors that nobody here has, whatever references an import brought."""
    found: list[str] = []
    while len(found) < count:
        offered = next_references(authority_id, SERIES, count - len(found))
        taken = set(
            Elector.objects.filter(authority=authority_id, reference__in=offered).values_list("reference", flat=True)
        )
        found += [reference for reference in offered if reference not in taken]
    return found


def expiry(category: str, on: date) -> date | None:
    """Return the day on which an entry of a special category lapses, counted from `on`; None where it does not."""
    try:
        return term_of(LawCategory(category), on).ends_on
    except NotCovered:
        return None


def make_elector(application: Application, *, on: date) -> Elector:
    """Make the elector that an application asks for, with birth, and sealed particulars where it is anonymous.

    The day on which a special category lapses is counted from `on`, the day of the determination.
    """
    elector = Elector.objects.create(
        authority_id=application.authority_id,
        reference=new_elector_references(application.authority_id, 1)[0],
        title=application.title,
        forenames=application.forenames,
        surname=application.surname,
        previous_forenames=application.previous_forenames,
        previous_surname=application.previous_surname,
        nationalities=application.nationalities,
        nationality_reason=application.nationality_reason,
        residence_right=application.residence_right,
        category=application.category,
        anonymous=application.anonymous,
        anonymous_until=anonymous_term(on).ends_on if application.anonymous else None,
        declared_on=application.declared_on,
        expires_on=expiry(application.category, on),
        open_register=application.open_register and not application.anonymous,
        over_76=application.over_76,
        email=application.email,
        phone=application.phone,
    )
    private: ApplicationPrivate = application.applicationprivate
    ElectorBirth.objects.create(
        elector=elector,
        authority_id=application.authority_id,
        date_of_birth=private.date_of_birth,
        no_birth_reason=private.no_birth_reason,
        age_statement=private.age_statement,
    )
    if application.anonymous:
        protect(elector, hidden_of(application).values, private.date_of_birth)
    return elector


def protect(elector: Elector, particulars: dict[str, Any], born: date | None) -> None:
    """Seal the particulars of an anonymous elector, their home by its reference."""
    home = Property.objects.filter(authority=elector.authority_id, pk=int(particulars.get("property_id") or 0)).first()
    kept = {**particulars, "property_reference": home.reference if home else None}
    ElectorProtected.objects.update_or_create(
        elector=elector,
        defaults={
            "authority_id": elector.authority_id,
            "sealed": sealed_particulars(elector.reference, kept),
            "name_mac": name_mac(kept.get("forenames", ""), kept.get("surname", ""), born),
        },
    )


def hide(elector: Elector, *, until: date, born: date | None, particulars: dict[str, Any]) -> None:
    """Make an elector anonymous: what could tell who they are or where they live goes under the seal."""
    protect(elector, {**_shown(elector), **_qualifying(elector), **particulars}, born)
    QualifyingAddress.objects.filter(elector=elector).delete()
    blank = dict.fromkeys((*_NAMES, *_CONTACTS), "")
    for name, value in blank.items():
        setattr(elector, name, value)
    elector.anonymous, elector.anonymous_until, elector.open_register = True, until, False
    elector.version += 1
    elector.save(update_fields=[*blank, "anonymous", "anonymous_until", "open_register", "version"])
    withdraw_lists(elector.authority_id)


def withdraw_lists(authority_id: int) -> None:
    """Let nobody download the lists of electors that were made before somebody became anonymous: they may name them.

    Whoever needs one makes it again. The row and its hash stay, and the content goes with the next sweep.
    """
    StoredFile.objects.filter(authority=authority_id, kind=LISTS, removed_at__isnull=True).update(removed_at=Now())


LISTS = "electors-list"
"""The kind of file that holds a long list of electors."""
_NAMES = ("title", "forenames", "surname", "previous_forenames", "previous_surname")
_CONTACTS = (
    "email", "phone", "correspondence1", "correspondence2", "correspondence3", "correspondence4", "correspondence5",
    "correspondence_postcode", "correspondence_country",
)  # fmt: skip


def _qualifying(elector: Elector) -> dict[str, Any]:
    """Return the address that the register which was taken over gave, where their entry did not print it."""
    held = QualifyingAddress.objects.filter(elector=elector).first()
    if held is None:
        return {}
    told = {"address": held.address, "postcode": held.postcode, "property_id": held.property_id}
    return {name: value for name, value in told.items() if value}


def _shown(elector: Elector) -> dict[str, Any]:
    return {name: value for name in (*_NAMES, *_CONTACTS) if (value := getattr(elector, name))}
