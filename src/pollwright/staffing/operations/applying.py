"""Applying for work at polls, online and without an account. What is given is taken in as an applicant, never into the bank."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.authorities.queries.settings import values_of
from pollwright.authorities.references import next_reference
from pollwright.law.periods import months_after
from pollwright.law.staffing import YOUNGEST
from pollwright.places.operations.properties import stored_postcode
from pollwright.refusals import Refused
from pollwright.staffing.events import bank as events
from pollwright.staffing.models import Availability, StaffApplication, StaffMember, StaffRecord
from pollwright.staffing.operations.bank import SERIES, MemberFacts
from pollwright.staffing.queries.homes import folded, homes_at
from pollwright.staffing.queries.polls import poll_days
from pollwright.staffing.states import MemberState, RecordKind, Role

OPEN = "staffing.online_applications"


class NotRecruiting(Refused):
    """The council takes no applications online."""

    code = "staffing.R100"
    problem = "Applications for work at polls are not taken online at the moment."
    remedy = "Ring electoral services."


class TooYoung(Refused):
    """Staff of polling stations are adults."""

    code = "staffing.R101"
    problem = "Whoever works at a poll is {years} or over."
    remedy = "Check the date of birth, or apply again when you are old enough."


class NotDeclared(Refused):
    """Nobody is taken on who may not work, or who helps a candidate."""

    code = "staffing.R102"
    problem = "You did not declare that you may work in the United Kingdom and help no candidate or party."
    remedy = "Only people who can declare both can work at a poll."


@dataclass(frozen=True, slots=True)
class Applied:
    """What somebody says besides their particulars.

    :param days: of polls to come on which they can work.
    """

    wanted: Collection[Role]
    experience: str
    right_to_work: bool
    impartial: bool
    days: Collection[date] = ()


@operation(Permission.STAFF_APPLY, name="staffing.apply_online")
def apply_online(*, actor: Actor, facts: MemberFacts, applied: Applied, at: datetime) -> StaffApplication:
    """Take an application in. Sent again while it waits, it is counted and changes nothing.

    Somebody of the same name and postcode who is in the bank, or left it, is named to the officer and not to the
    applicant, who is answered alike whoever is there.

    :raises NotRecruiting: where the council takes none.
    :raises TooYoung: where they are not of age.
    :raises NotDeclared: where they declare only one thing or neither.
    :raises BadPostcode: where the postcode has another form.
    """
    on = at.date()
    if not recruiting(actor.authority_id, on=on):
        raise NotRecruiting
    if facts.born_on is None or months_after(facts.born_on, 12 * YOUNGEST) > on:
        raise TooYoung(years=YOUNGEST)
    if not (applied.right_to_work and applied.impartial):
        raise NotDeclared
    kept = replace(facts, postcode=stored_postcode(facts.postcode))
    called = folded(kept.forenames, kept.surname)
    reference = next_reference(actor.authority_id, SERIES)  # its row is locked: who sends twice comes one by one
    twins = StaffMember.objects.filter(authority=actor.authority_id, folded=called, postcode=kept.postcode)
    waiting = StaffApplication.objects.filter(member__in=twins.filter(state=MemberState.APPLIED)).first()
    if waiting is not None:
        return _sent_again(actor, waiting)
    easting, northing = homes_at(actor.authority_id, [kept.postcode]).get(kept.postcode, (None, None))
    twin = twins.exclude(state=MemberState.APPLIED).order_by("pk").first()
    member = StaffMember.objects.create(
        authority_id=actor.authority_id,
        reference=reference,
        folded=called,
        easting=easting,
        northing=northing,
        state=MemberState.APPLIED,
        applied_on=on,
        **asdict(kept),
    )
    made = StaffApplication.objects.create(
        authority_id=actor.authority_id,
        member=member,
        received_at=at,
        wanted=sorted(role.value for role in applied.wanted),
        experience=applied.experience,
        right_to_work=applied.right_to_work,
        impartial=applied.impartial,
        twin=twin,
    )
    _said(member, applied, on)
    record(events.AppliedOnline(reference), actor=actor, subjects=[member])
    return made


def recruiting(authority_id: int, *, on: date) -> bool:
    """Return whether the council takes applications online."""
    (open_now,) = values_of(authority_id, OPEN, on=on)
    return bool(open_now)


def _sent_again(actor: Actor, waiting: StaffApplication) -> StaffApplication:
    waiting.times += 1
    waiting.save(update_fields=["times"])
    record(events.AppliedAgain(waiting.member.reference, waiting.times), actor=actor, subjects=[waiting.member])
    return waiting


def _said(member: StaffMember, applied: Applied, on: date) -> None:
    """Keep the declaration, and on which of the days of polls they can work; other days are not kept."""
    StaffRecord.objects.create(
        authority_id=member.authority_id, member=member, kind=RecordKind.DECLARATION, on=on,
        evidence="Declared online", seen_by="online",
    )  # fmt: skip
    asked = {day for day, _title in poll_days(member.authority_id, on=on)}
    Availability.objects.bulk_create(
        Availability(authority_id=member.authority_id, member=member, day=day, free=True, said_on=on)
        for day in sorted(asked & set(applied.days))
    )
