"""Clerical errors and decisions of a court, put right at once until 9pm on polling day (REG-350, 351)."""

from __future__ import annotations

from datetime import date, datetime

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.authorities.references import next_reference
from pollwright.law.notices import CLERICAL_ERROR, clerical_correction_until
from pollwright.refusals import Refused
from pollwright.register.events.electors import CorrectionIssued
from pollwright.register.models import Alteration, Notice
from pollwright.register.operations.notices import carry_out_correction, lock_register
from pollwright.register.states import AlterationReason, PaperState


class TooLateToCorrect(Refused):
    """The time for correcting the register for a poll has passed."""

    code = "register.R040"
    problem = "The register for the poll of {poll_on} could be corrected until {until:%-I%p} that day."
    remedy = "The correction will be carried by the next notice; record it as an ordinary alteration."


class NotACorrection(Refused):
    """A correction is for the ERO's own errors and decisions of a court only."""

    code = "register.R041"
    problem = "An alteration for the reason “{reason}” can't be issued as a correction."
    remedy = "Late applications, late evidence and electors' own mistakes wait for the next notice (REG-351)."


@operation(Permission.CORRECTIONS_MAKE)
def issue_correction(
    *, actor: Actor, alterations: list[Alteration], poll_on: date, on: date, at: datetime, reason: str
) -> Notice:
    """Issue a notice that carries these alterations and no others, effective today.

    :raises TooLateToCorrect: after 9pm on polling day.
    :raises NotACorrection: where one of them is neither a clerical error nor a court's decision.
    """
    until = clerical_correction_until(poll_on)
    if at > until:
        raise TooLateToCorrect(poll_on=poll_on, until=until)
    for alteration in alterations:
        if alteration.reason not in (AlterationReason.CLERICAL, AlterationReason.COURT):
            raise NotACorrection(reason=AlterationReason(alteration.reason).label)
    lock_register(actor.authority_id)
    notice = Notice.objects.create(
        authority_id=actor.authority_id,
        reference=next_reference(actor.authority_id, "N"),
        kind="clerical",
        title=f"Correction for the poll of {poll_on:%-d %B %Y}",
        published_on=on,
        determined_by=on,
        poll_on=poll_on,
        state=PaperState.DRAFT,
    )
    carry_out_correction(actor, notice, [alteration.pk for alteration in alterations], at)
    record(
        CorrectionIssued(notice.reference, poll_on, len(alterations)),
        actor=actor,
        subjects=[notice, *alterations],
        reason=reason,
        basis=CLERICAL_ERROR.describe(),
    )
    return notice
