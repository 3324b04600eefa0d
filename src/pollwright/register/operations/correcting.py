"""Changes of facts and corrections: a new nationality, a clerical error, a court's decision."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import date, datetime

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.authorities.calendars import nation_of
from pollwright.authorities.references import next_reference
from pollwright.law.notices import CLERICAL_ERROR
from pollwright.law.sources import RPA_1983, Source
from pollwright.refusals import NotFound, Refused
from pollwright.register.events.electors import EntryCorrected, NationalityChanged
from pollwright.register.models import Alteration, Determination, Elector, ElectorBirth, Notice, RegisterEntry
from pollwright.register.operations.altering import Decided, EntryFacts, pending_facts, propose_amendment
from pollwright.register.operations.corrections import issue_correction
from pollwright.register.operations.determining_facts import FactsHeld, worked_out
from pollwright.register.states import AlterationReason, Outcome

NATIONALITY = Source(RPA_1983, "s 4", "REG-100")


class ElectorChanged(Refused):
    """Another officer changed the elector."""

    code = "register.R180"
    problem = "Somebody else has changed elector {reference} since you opened it. Nothing of yours was saved."
    remedy = "Open the elector again to see what was changed."


class NoLongerEntitled(Refused):
    """The new facts entitle to neither register."""

    code = "register.R181"
    problem = "With these facts elector {reference} would be on neither register."
    remedy = "Nobody is removed by a change of facts. Open a review, or a deletion case with its sources."


class NothingToCorrect(Refused):
    """The elector has no entry in force, or the correction changes nothing."""

    code = "register.R182"
    problem = "There is nothing to correct in the entry of elector {reference}."
    remedy = "Open the elector to see the entry as it is."


@operation(Permission.CORRECTIONS_MAKE)
def change_nationality(
    *,
    actor: Actor,
    elector_reference: str,
    version: int,
    nationalities: tuple[str, ...],
    residence_right: str,
    evidence: str,
    at: datetime,
    on: date,
) -> list[Alteration]:
    """Change an elector's nationality; where the marker or the registers follow, the entry is amended by the next notice.

    :param evidence: what the officer saw.
    :raises ElectorChanged: where another officer changed the elector meanwhile.
    :raises NoLongerEntitled: where neither register would take them; removal needs a review (REG-255).
    """
    elector = elector_in_hand(actor, elector_reference, version=version)
    birth = ElectorBirth.objects.filter(elector=elector).first()
    held = FactsHeld.of(
        nationalities,
        residence_right,
        elector.category,
        on,
        birth.date_of_birth if birth else None,
        birth.age_statement if birth else "",
        anonymous=elector.anonymous,
    )
    worked = worked_out(held, nation_of(actor.authority_id))
    if not worked.entitled:
        raise NoLongerEntitled(reference=elector_reference)
    determination = _determination(actor, elector, NATIONALITY, evidence, "Change of nationality", at=at, on=on)
    decided = Decided(AlterationReason.MARKER, at, on, determination)
    made, before = [], ""
    for entry in _entries(elector):
        facts = pending_facts(entry)
        before = facts.marker
        wanted = dataclasses.replace(
            facts,
            marker=worked.marker,
            attains_on=worked.attains_on,
            parliamentary=worked.parliamentary,
            local=worked.local,
        )
        if wanted != facts:
            made.append(propose_amendment(entry=entry, decided=decided, facts=wanted))
    changes = {"nationalities": (list(elector.nationalities), list(nationalities))}
    elector.nationalities, elector.residence_right = list(nationalities), residence_right
    elector.version += 1
    elector.save(update_fields=["nationalities", "residence_right", "version"])
    record(
        NationalityChanged(elector_reference, before or "none", worked.marker or "none", determination.reference),
        actor=actor,
        subjects=[elector, determination],
        reason=evidence,
        basis=NATIONALITY.describe(),
        changes=changes,
    )
    return made


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What an entry should say; None leaves it as it is."""

    surname: str | None = None
    forenames: str | None = None
    marker: str | None = None
    attains_on: date | None = None
    court: bool = False


@operation(Permission.CORRECTIONS_MAKE)
def correct_entry(
    *,
    actor: Actor,
    elector_reference: str,
    version: int,
    correction: Correction,
    reason: str,
    poll_on: date,
    at: datetime,
    on: date,
) -> Notice:
    """Put right a clerical error or carry out a court's decision at once, until 9pm on polling day (REG-350).

    :raises NothingToCorrect: where the elector has no single entry in force, or nothing would change.
    :raises TooLateToCorrect: after 9pm on polling day.
    """
    elector = elector_in_hand(actor, elector_reference, version=version)
    entries = _entries(elector)
    if len(entries) != 1 or elector.anonymous:
        raise NothingToCorrect(reference=elector_reference)
    facts = pending_facts(entries[0])
    wanted = _corrected(facts, correction)
    if wanted == facts:
        raise NothingToCorrect(reference=elector_reference)
    ground = "Decision of a court" if correction.court else "Clerical error"
    determination = _determination(actor, elector, CLERICAL_ERROR, reason, ground, at=at, on=on)
    kind = AlterationReason.COURT if correction.court else AlterationReason.CLERICAL
    made = propose_amendment(entry=entries[0], decided=Decided(kind, at, on, determination), facts=wanted)
    elector.surname, elector.forenames = wanted.surname, wanted.forenames
    elector.version += 1
    elector.save(update_fields=["surname", "forenames", "version"])
    notice = issue_correction(actor=actor, alterations=[made], poll_on=poll_on, on=on, at=at, reason=reason)
    record(
        EntryCorrected(elector_reference, ground, determination.reference),
        actor=actor,
        subjects=[elector, determination, notice],
        reason=reason,
        basis=CLERICAL_ERROR.describe(),
    )
    return notice


def elector_in_hand(actor: Actor, reference: str, *, version: int) -> Elector:
    """Return an elector locked for this act.

    :raises NotFound: where the actor's authority has none of that reference.
    :raises ElectorChanged: where another officer changed them since.
    """
    found = Elector.objects.select_for_update().filter(authority=actor.authority_id, reference=reference).first()
    if found is None:
        raise NotFound(kind="elector", reference=reference)
    if found.version != version:
        raise ElectorChanged(reference=reference)
    return found


def _entries(elector: Elector) -> list[RegisterEntry]:
    held = RegisterEntry.objects.filter(elector=elector, effective_to__isnull=True)
    return list(held.select_related("elector").order_by("pk"))


def _corrected(facts: EntryFacts, correction: Correction) -> EntryFacts:
    said = {
        name: value
        for name in ("surname", "forenames", "marker", "attains_on")
        if (value := getattr(correction, name)) is not None
    }
    return dataclasses.replace(facts, **said)


def _determination(
    actor: Actor, elector: Elector, basis: Source, reasons: str, ground: str, *, at: datetime, on: date
) -> Determination:
    return Determination.objects.create(
        authority_id=actor.authority_id,
        reference=next_reference(actor.authority_id, "D"),
        outcome=Outcome.AMENDED,
        elector=elector,
        ground=ground,
        basis=basis.describe()[:120],
        reasons=reasons,
        determined_at=at,
        determined_on=on,
        determined_by=actor.name,
        capacity=actor.capacity,
    )
