"""What follows a case that is closed: what the requester thought of it, and the public log of what was disclosed."""

from __future__ import annotations

from datetime import datetime

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.casework import events
from pollwright.casework.models import Case
from pollwright.casework.operations.taking import act_on, save_case
from pollwright.casework.states import CaseKind, Satisfaction
from pollwright.refusals import Refused

LOGGED = frozenset({CaseKind.FOI, CaseKind.EIR})
"""Kinds of requests that stand on the disclosure log; a subject access request concerns nobody else."""


class NothingDisclosed(Refused):
    """The disclosure log holds answered requests for information only."""

    code = "casework.R070"
    problem = "Case {reference} is no answered request for information, so it has no place on the disclosure log."
    remedy = "Freedom of information and environmental information requests go on it once they are answered."


@operation(Permission.CASE_EDIT)
def note_satisfaction(
    *, actor: Actor, reference: str, version: int, satisfaction: Satisfaction, words: str, at: datetime
) -> Case:
    """Note what the requester said of how their case was handled; said again, the last counts."""
    case = act_on(actor, reference, version, "survey")
    save_case(case, surveyed_on=at.date(), satisfaction=satisfaction, satisfaction_words=words)
    record(events.RequesterSurveyed(reference), actor=actor, subjects=[case])
    return case


@operation(Permission.CASE_RELEASE)
def disclose_case(*, actor: Actor, reference: str, version: int, title: str, words: str, at: datetime) -> Case:
    """Put an answered request on the disclosure log, in words that tell of nobody; again, to put them right.

    :raises NothingDisclosed: where it is no answered request for information.
    """
    case = act_on(actor, reference, version, "disclose")
    if case.kind not in LOGGED or case.answered_on is None:
        raise NothingDisclosed(reference=reference)
    on = case.disclosed_on or at.date()
    save_case(case, disclosed_on=on, disclosed_title=title, disclosed_words=words)
    record(events.CaseDisclosed(reference), actor=actor, subjects=[case])
    return case
