"""Releasing papers that are unlike the ones before: a person must say why (lessons U4 and U5b)."""

from __future__ import annotations

from datetime import date, datetime

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.refusals import NotFound, Refused
from pollwright.register.events.papers import NoticeSenseChecked, RegisterSenseChecked
from pollwright.register.models import Notice, Publication
from pollwright.register.operations.notices import issue_notice
from pollwright.register.operations.publications import approve_publication
from pollwright.register.queries.notice_pages import notice_facts
from pollwright.register.queries.notice_pages_sense import falls_of, removals_are_unusual
from pollwright.register.states import PaperState


class FallNotExplained(Refused):
    """A district is much smaller than in the register before, and nobody has said why."""

    code = "register.R070"
    problem = "{districts} of {reference} are much smaller than in the last register, {worst} most of all."
    remedy = "Find out why. If it is right, say why when you approve it; if not, withdraw it."


class UnusualRemovals(Refused):
    """A notice removes many more electors than those before it, and no second person has looked."""

    code = "register.R071"
    problem = "{reference} removes {deletions} electors, which is unlike the notices before it."
    remedy = "Ask a colleague who may approve notices to look at who is removed and why, and to approve it."


@operation(Permission.NOTICES_APPROVE)
def approve_checked_publication(*, actor: Actor, reference: str, at: datetime, reason: str = "") -> Publication:
    """Approve a prepared register as the second person, with a reason where a district fell by more than the share.

    :raises FallNotExplained: where a district fell and there is no reason.
    :raises SamePerson: where the actor prepared it.
    """
    held = Publication.objects.select_related("previous").filter(authority=actor.authority_id, reference=reference)
    publication = held.first()
    if publication is None:
        raise NotFound(kind="publication", reference=reference)
    fallen = falls_of(publication)
    worst = max(fallen, key=lambda fall: (fall.per_cent, fall.district), default=None)
    if worst is not None and not reason.strip():
        raise FallNotExplained(reference=reference, districts=len(fallen), worst=worst.district)
    found = (worst.district, worst.before, worst.after) if worst else ()
    record(RegisterSenseChecked(reference, len(fallen), *found), actor=actor, subjects=[publication], reason=reason)
    return approve_publication(actor=actor, reference=reference, at=at)


@operation(Permission.NOTICES_PREPARE)
def issue_checked_notice(*, actor: Actor, reference: str, on: date, at: datetime) -> Notice:
    """Issue a notice on its day; one that removes unusually many electors only with a second person's approval.

    :raises UnusualRemovals: where nobody has approved such a notice.
    """
    notice = notice_facts(actor.authority_id, reference)
    unusual = removals_are_unusual(notice)
    if unusual and notice.state is PaperState.PREPARED:
        raise UnusualRemovals(reference=reference, deletions=notice.deletions)
    record(NoticeSenseChecked(reference, notice.deletions or 0, unusual), actor=actor, subjects=[("notice", notice.id)])
    return issue_notice(actor=actor, reference=reference, on=on, at=at)
