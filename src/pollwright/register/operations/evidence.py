"""Evidence where no record matched: documents, attestation, and the risk that an anonymous applicant shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.authorities.queries.settings import number_of
from pollwright.files.content import Placed
from pollwright.files.store import keep as keep_file
from pollwright.law.anonymity import CourtOrder, RiskAttestation, risk_is_shown
from pollwright.law.applications import Action, State
from pollwright.law.registration import Item
from pollwright.law.verification import (
    ATTESTATION_RULE,
    DOCUMENTS_RULE,
    Attestor,
    Document,
    documents_suffice,
    may_attest,
)
from pollwright.messages import joined
from pollwright.refusals import NotFound, Refused
from pollwright.register.events.applications import (
    ApplicationAttested,
    EvidenceAsked,
    EvidenceReceived,
    RiskShown,
)
from pollwright.register.models import (
    Application,
    Attestation,
    Elector,
    EvidenceItem,
    Publication,
    RegisterEntry,
)
from pollwright.register.operations.identity import use_held_results
from pollwright.register.operations.intake_holding import can, in_hand, keep, move
from pollwright.register.states import PaperState


class MayNotAttest(Refused):
    """The elector can't attest this applicant."""

    code = "register.R152"
    problem = "Elector {reference} may not attest: {why}."
    remedy = "Ask the applicant for another person, or for documents."


class RiskNotShown(Refused):
    """The evidence of a risk is not enough."""

    code = "register.R153"
    problem = "The evidence of a risk to safety is not enough: {why}."
    remedy = "A court order in force or the attestation of a qualifying officer is needed."


@dataclass(frozen=True, slots=True)
class Received:
    """A document that came in; `file` is its scan, placed in the store."""

    document: Document
    on: date
    original: bool = False
    accepted: bool = True
    note: str = ""
    file: Placed | None = None
    media_type: str = "application/pdf"


@operation(Permission.APPLICATIONS_ENTER)
def ask_for_evidence(*, actor: Actor, reference: str, version: int, on: date) -> Application:
    """Ask for documents or an attestation, with the day by which they are due."""
    application = in_hand(actor, reference, version=version)
    move(application, Action.ASK_EVIDENCE)
    days = number_of(actor.authority_id, "registration.evidence_days", on=on)
    application.evidence_due = on + timedelta(days=days)
    keep(application, ["evidence_due"])
    record(
        EvidenceAsked(reference, application.evidence_due),
        actor=actor,
        subjects=[application],
        basis=DOCUMENTS_RULE.describe(),
    )
    return application


@operation(Permission.APPLICATIONS_ENTER)
def receive_evidence(*, actor: Actor, reference: str, version: int, received: Received) -> Application:
    """Note a document; once those accepted suffice (REG-224), identity is settled."""
    application = in_hand(actor, reference, version=version)
    stored = None
    if received.file is not None:
        stored = keep_file(
            actor=actor,
            source=received.file,
            name=f"{reference} {received.document}",
            media_type=received.media_type,
            kind="evidence",
            restricted=application.anonymous,
        )
    EvidenceItem.objects.create(
        authority_id=actor.authority_id,
        application=application,
        document=received.document,
        received_on=received.on,
        original=received.original,
        accepted=received.accepted,
        note=received.note,
        file=stored,
    )
    held = EvidenceItem.objects.filter(application=application, accepted=True).values_list("document", flat=True)
    documents = [Document(each) for each in held if each in set(Document)]
    enough = documents_suffice(documents)
    if enough.holds and can(application, Action.RECEIVE_EVIDENCE):
        move(application, Action.RECEIVE_EVIDENCE)
        application.evidence_due = None
    keep(application, ["evidence_due"])
    record(
        EvidenceReceived(reference, str(received.document), "enough" if enough.holds else "more is needed"),
        actor=actor,
        subjects=[application],
        basis=DOCUMENTS_RULE.describe(),
    )
    return application


@operation(Permission.APPLICATIONS_ENTER)
def attest_application(
    *,
    actor: Actor,
    reference: str,
    version: int,
    attestor_reference: str,
    signed_on: date,
    close_relative: bool,
    good_standing: bool,
) -> Application:
    """Accept the attestation of an elector of this authority.

    :raises NotFound: where there is no such elector.
    :raises MayNotAttest: where a test of REG-225 fails, such as two attested already since the last register.
    """
    application = in_hand(actor, reference, version=version)
    elector = (
        Elector.objects.select_for_update().filter(authority=actor.authority_id, reference=attestor_reference).first()
    )
    if elector is None:
        raise NotFound(kind="elector", reference=attestor_reference)
    published = _last_revised(actor.authority_id, signed_on)
    answer = may_attest(_attestor(elector, close_relative, good_standing, published), published)
    if not answer.holds:
        raise MayNotAttest(reference=attestor_reference, why=joined("; ", (each.says for each in answer.workings)))
    move(application, Action.ATTEST)
    application.evidence_due = None
    keep(application, ["evidence_due"])
    Attestation.objects.create(
        authority_id=actor.authority_id, application=application, attestor=elector, signed_on=signed_on, accepted=True
    )
    record(
        ApplicationAttested(reference, attestor_reference),
        actor=actor,
        subjects=[application, elector],
        basis=ATTESTATION_RULE.describe(),
    )
    return application


def _attestor(elector: Elector, close_relative: bool, good_standing: bool, published: date) -> Attestor:
    entered = (
        RegisterEntry.objects.filter(elector=elector, effective_to__isnull=True)
        .order_by("effective_from")
        .values_list("effective_from", flat=True)
        .first()
    )
    attested = Attestation.objects.filter(attestor=elector, accepted=True).values_list("signed_on", flat=True)
    return Attestor(
        registered_in_england_or_wales=entered is not None,
        close_relative=close_relative,
        good_standing=good_standing,
        added_on=entered if entered is not None and entered > published else None,
        attested_on=tuple(attested),
    )


def _last_revised(authority_id: int, on: date) -> date:
    found = (
        Publication.objects.filter(
            authority=authority_id, kind__in=["revised", "imported"], state=PaperState.ISSUED, published_on__lte=on
        )
        .order_by("-published_on")
        .values_list("published_on", flat=True)
        .first()
    )
    return found or date(on.year - 1, 12, 1)


@operation(Permission.ANONYMOUS_VIEW)
def accept_risk(
    *,
    actor: Actor,
    reference: str,
    version: int,
    orders: tuple[CourtOrder, ...] = (),
    attestations: tuple[RiskAttestation, ...] = (),
) -> Application:
    """Accept what shows a risk to the safety of an anonymous applicant (REG-171).

    :raises RiskNotShown: where nothing of it suffices on the day of the application.
    """
    application = in_hand(actor, reference, version=version)
    answer = risk_is_shown(orders, attestations, application.lists_on)
    if not answer.holds:
        raise RiskNotShown(why=joined("; ", (each.says for each in answer.workings)))
    for each in attestations:
        Attestation.objects.create(
            authority_id=actor.authority_id,
            application=application,
            officer_kind=each.officer,
            signed_on=each.dated_on,
            valid_years=each.years,
            accepted=True,
        )
    application.missing = [code for code in application.missing if code != Item.EVIDENCE_OF_RISK]
    if not application.missing and application.state == State.ON_HOLD_INCOMPLETE:
        move(application, Action.SUPPLY)
        use_held_results(application)
    keep(application, ["missing"])
    kinds = [*(str(order.kind) for order in orders), *(str(each.officer) for each in attestations)]
    record(
        RiskShown(reference, ", ".join(kinds)),
        actor=actor,
        subjects=[application],
        basis=answer.workings[0].source.describe(),
    )
    return application
