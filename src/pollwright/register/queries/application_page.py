"""Everything that the page of one application shows, as plain values."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from pollwright.law.applications import State, open_actions
from pollwright.law.registration import REQUIREMENTS, Item
from pollwright.places.models import Property
from pollwright.refusals import NotFound
from pollwright.register.models import (
    Application,
    Attestation,
    Determination,
    Elector,
    EvidenceItem,
    IdentityCheck,
    NoticeLine,
    Objection,
    RegisterEntry,
    TrayItem,
)

SAYS = {str(requirement.code): requirement.says for requirement in REQUIREMENTS} | {
    Item.EU_RESIDENCE_ANSWER: "Whether lawfully resident since before the end of 31 December 2020"
}


@dataclass(frozen=True, slots=True)
class Alike:
    """Somebody on the register who may be the applicant."""

    reference: str
    name: str
    address: str
    since: date | None
    here: bool
    settled: bool


@dataclass(frozen=True, slots=True)
class Check:
    """An identity check and its result."""

    matcher: str
    result: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Evidence:
    """A document that came in, and the token of its scan."""

    document: str
    on: date
    accepted: bool | None
    token: str


@dataclass(frozen=True, slots=True)
class Decision:
    """How and by whom it was determined."""

    reference: str
    outcome: str
    on: date
    by: str
    capacity: str
    ground: str
    basis: str
    notices: tuple[tuple[str, date], ...]


@dataclass(frozen=True, slots=True)
class Dispute:
    """An objection to it."""

    reference: str
    state: str
    in_time: bool
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Candidate:
    """A property that may be meant by an address."""

    reference: str
    address: str


@dataclass(frozen=True, slots=True)
class ApplicationFacts:
    """One application. Names, address and birth are blank for an anonymous one: they are under seal.

    `hidden` says that it is not anonymous itself, but of somebody who has become so since: they are blank likewise.
    """

    id: int
    reference: str
    outside_reference: str
    version: int
    kind: str
    channel: str
    category: str
    state: State
    anonymous: bool
    hidden: bool
    name: str
    former_name: str
    date_of_birth: date | None
    age_note: str
    nationalities: tuple[str, ...]
    nationality_note: str
    residence_right: str
    address: str
    property_reference: str
    district: str
    previous_address: str
    left_within_a_year: bool | None
    other_address: str
    open_register: bool
    email: str
    phone: str
    language: str
    received_at: datetime
    lists_on: date
    may_determine_from: date
    declared_on: date | None
    nino_class: str
    missing: tuple[str, ...]
    flags: tuple[str, ...]
    evidence_due: date | None
    determined_on: date | None
    elector: str
    actions: frozenset[Any]
    alike: Alike | None
    checks: tuple[Check, ...]
    evidence: tuple[Evidence, ...]
    attested_by: tuple[str, ...]
    disputes: tuple[Dispute, ...]
    decisions: tuple[Decision, ...]
    candidates: tuple[Candidate, ...]
    scan: str


def application_facts(authority_id: int, reference: str) -> ApplicationFacts:
    """Return one application.

    :raises NotFound: where the authority has none of that reference.
    """
    a = _application(authority_id, reference)
    private, state = a.applicationprivate, State(a.state)
    facts = ApplicationFacts(
        id=a.pk,
        reference=a.reference,
        outside_reference=a.outside_reference,
        version=a.version,
        kind=a.kind,
        channel=a.channel,
        category=a.category,
        state=state,
        anonymous=a.anonymous,
        hidden=not a.anonymous and a.elector is not None and a.elector.anonymous,
        name=" ".join(part for part in (a.title, a.forenames, a.surname) if part),
        former_name=" ".join(part for part in (a.previous_forenames, a.previous_surname) if part),
        date_of_birth=None if a.anonymous else private.date_of_birth,
        age_note=private.no_birth_reason,
        nationalities=tuple(a.nationalities),
        nationality_note=a.nationality_reason,
        residence_right=a.residence_right,
        address=", ".join(part for part in (a.address, a.postcode) if part),
        property_reference=a.property.reference if a.property else "",
        district=a.district.code if a.district else "",
        previous_address=a.previous_address,
        left_within_a_year=a.left_within_a_year,
        other_address=a.other_address,
        open_register=a.open_register,
        email=a.email,
        phone=a.phone,
        language=a.language,
        received_at=a.received_at,
        lists_on=a.lists_on,
        may_determine_from=a.may_determine_from,
        declared_on=a.declared_on,
        nino_class=private.nino_class,
        missing=tuple(SAYS.get(code, code) for code in a.missing),
        flags=tuple(a.extra.get("flags", [])),
        evidence_due=a.evidence_due,
        determined_on=a.determined_on,
        elector=a.elector.reference if a.elector else "",
        actions=open_actions(state),
        alike=_alike(a),
        checks=_checks(a),
        evidence=_evidence(a),
        attested_by=_attested_by(a),
        disputes=_disputes(a),
        decisions=_decisions(a),
        candidates=_candidates(a),
        scan=TrayItem.objects.filter(application=a).values_list("file__token", flat=True).first() or "",
    )
    return replace(facts, **_BLANK) if facts.hidden else facts


def _application(authority_id: int, reference: str) -> Application:
    found = (
        Application.objects.select_related("applicationprivate", "property", "district", "elector", "duplicate_of")
        .filter(authority=authority_id, reference=reference)
        .first()
    )
    if found is None:
        raise NotFound(kind="application", reference=reference)
    return found


_BLANK: dict[str, Any] = {
    **dict.fromkeys(
        (
            "name",
            "former_name",
            "address",
            "property_reference",
            "district",
            "previous_address",
            "email",
            "phone",
            "scan",
        ),
        "",
    ),
    "date_of_birth": None,
    "alike": None,
    "evidence": (),
    "candidates": (),
}
"""What tells who somebody is or where they live."""


def _alike(a: Application) -> Alike | None:
    other: Elector | None = a.duplicate_of
    if other is None:
        return None
    entry = (
        RegisterEntry.objects.filter(elector=other, effective_to__isnull=True)
        .select_related("property")
        .order_by("pk")
        .first()
    )
    home = entry.property if entry and not other.anonymous else None
    return Alike(
        reference=other.reference,
        name=f"{other.forenames} {other.surname}".strip(),
        address=f"{home.address}, {home.postcode}" if home else "",
        since=entry.effective_from if entry else None,
        here=home is not None and home.pk == a.property_id,
        settled=a.elector_id is not None,
    )


def _checks(a: Application) -> tuple[Check, ...]:
    rows = IdentityCheck.objects.filter(application=a).order_by("-checked_at", "-pk")
    return tuple(Check(*row) for row in rows.values_list("matcher", "result", "checked_at")[:20])


def _evidence(a: Application) -> tuple[Evidence, ...]:
    rows = EvidenceItem.objects.filter(application=a).order_by("pk")
    return tuple(
        Evidence(document, on, accepted, token or "")
        for document, on, accepted, token in rows.values_list("document", "received_on", "accepted", "file__token")
    )


def _attested_by(a: Application) -> tuple[str, ...]:
    rows = Attestation.objects.filter(application=a).order_by("pk").values_list("attestor__reference", "officer_kind")
    return tuple(elector or officer for elector, officer in rows)


def _disputes(a: Application) -> tuple[Dispute, ...]:
    rows = Objection.objects.filter(application=a).order_by("pk")
    return tuple(Dispute(*row) for row in rows.values_list("reference", "state", "in_time", "made_at"))


def _decisions(a: Application) -> tuple[Decision, ...]:
    made = Determination.objects.filter(application=a).order_by("pk")
    lines = NoticeLine.objects.filter(alteration__determination__application=a).order_by("effective_on", "pk")
    carried = tuple(
        dict.fromkeys(
            (notice or publication or "", on)
            for notice, publication, on in lines.values_list(
                "notice__reference", "publication__reference", "effective_on"
            )
        )
    )
    return tuple(
        Decision(
            each.reference,
            each.outcome,
            each.determined_on,
            each.determined_by,
            each.capacity,
            each.ground,
            each.basis,
            carried,
        )
        for each in made
    )


def _candidates(a: Application) -> tuple[Candidate, ...]:
    """Return the properties of the postcode, where none was found."""
    if a.district_id is not None or not a.postcode:
        return ()
    rows = Property.objects.filter(authority=a.authority_id, postcode=a.postcode, valid_to__isnull=True)
    return tuple(Candidate(*row) for row in rows.order_by("sort_key", "pk").values_list("reference", "address")[:100])
