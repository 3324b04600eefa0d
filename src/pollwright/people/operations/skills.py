"""Skills: the list of them, which posts need them, and how far somebody has them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.authorities.references import next_reference
from pollwright.law.periods import months_after
from pollwright.people import events
from pollwright.people.models import Skill, SkillHeld, SkillNeeded
from pollwright.people.operations.files import BadParticulars, file_in_hand, refuse_after_leaving, save
from pollwright.people.operations.holding import post_in_hand
from pollwright.people.states import COMPETENT, Level, SkillKind
from pollwright.refusals import NotFound, Refused

SERIES = "SKL"
MOST_MONTHS = 600


class SkillChanged(Refused):
    """Another officer changed the skill."""

    code = "people.R009"
    problem = "Skill {reference} was changed since you opened it."
    remedy = "Open it again to see how it stands, then repeat what you did."


class SkillThere(Refused):
    """A skill has one line in the list."""

    code = "people.R010"
    problem = "The list has a skill of this name already: {reference}."
    remedy = "Use that one, or name this one otherwise."


@dataclass(frozen=True, slots=True)
class SkillFacts:
    """A skill; `months` is after how many it is to be renewed, None where it is for good."""

    name: str
    kind: SkillKind
    body: str = ""
    months: int | None = None
    mandatory: bool = False
    retired: bool = False


@dataclass(frozen=True, slots=True)
class HeldFacts:
    """How far somebody has a skill, since when and until when, and what shows it."""

    skill: str
    level: Level
    since: date
    expires_on: date | None = None
    evidence: str = ""


@operation(Permission.TEAM_KEEP)
def list_skill(*, actor: Actor, facts: SkillFacts, reference: str, version: int = 0) -> Skill:
    """Put a skill into the list, where `reference` is blank; else change the one that it names.

    :raises SkillChanged: where another officer was first. :raises SkillThere: where another has the name.
    """
    held = skill_in_hand(actor, reference) if reference else Skill(authority_id=actor.authority_id, version=0)
    name = facts.name.strip()[:200]
    if not name:
        raise BadParticulars(field="Name", why="it is missing")
    if facts.months is not None and not 0 < facts.months <= MOST_MONTHS:
        raise BadParticulars(field="Months", why="they are from 1 to 600")
    if held.version != version:
        raise SkillChanged(reference=reference)
    other = Skill.objects.filter(authority=actor.authority_id, name__iexact=name).exclude(pk=held.pk).first()
    if other is not None:
        raise SkillThere(reference=other.reference)
    held.reference = held.reference or next_reference(actor.authority_id, SERIES)
    held.name, held.kind, held.body, held.months = name, facts.kind, facts.body.strip()[:120], facts.months
    held.mandatory, held.retired = facts.mandatory, facts.retired
    held.version += 1
    held.save()
    record(events.SkillListed(held.reference, held.name), actor=actor, subjects=[held])
    return held


@operation(Permission.TEAM_KEEP)
def need_skill(
    *, actor: Actor, reference: str, skill: str, least: Level = COMPETENT, essential: bool = True, criterion: str = ""
) -> SkillNeeded:
    """Say that a post needs a skill, and how far; said again, it is as it was said last."""
    post, wanted = post_in_hand(actor, reference), skill_in_hand(actor, skill)
    made, _new = SkillNeeded.objects.update_or_create(
        authority_id=actor.authority_id,
        post=post,
        skill=wanted,
        defaults={"least": Level(least), "essential": essential, "criterion": criterion.strip()[:10]},
    )
    how = "essential" if essential else "desirable"
    record(events.SkillAsked(reference, skill, how), actor=actor, subjects=[post, wanted])
    return made


@operation(Permission.TEAM_KEEP)
def release_skill(*, actor: Actor, reference: str, skill: str) -> None:
    """Say that a post no longer needs a skill.

    :raises NotFound: where it did not.
    """
    post, wanted = post_in_hand(actor, reference), skill_in_hand(actor, skill)
    gone, _by_table = SkillNeeded.objects.filter(authority=actor.authority_id, post=post, skill=wanted).delete()
    if not gone:
        raise NotFound(kind="skill", reference=skill)
    record(events.SkillAsked(reference, skill, "no longer needed"), actor=actor, subjects=[post, wanted])


@operation(Permission.TEAM_KEEP)
def note_skill(*, actor: Actor, reference: str, version: int, facts: HeldFacts) -> SkillHeld:
    """Note how far somebody has a skill; noted again, it is as it was noted last, and the history has the others.

    Where the last day is not said it follows from the skill, if that is to be renewed.

    :raises BadParticulars: where it would run out before it began.
    """
    held = file_in_hand(actor, reference, version)
    skill = skill_in_hand(actor, facts.skill)
    refuse_after_leaving(held, facts.since)
    expires_on = facts.expires_on
    if expires_on is None and skill.months is not None and facts.level >= COMPETENT:
        expires_on = months_after(facts.since, skill.months)
    if expires_on is not None and expires_on < facts.since:
        raise BadParticulars(field="Last day", why="it is before the first")
    values = {"level": Level(facts.level), "since": facts.since, "expires_on": expires_on}
    made, _new = SkillHeld.objects.update_or_create(
        authority_id=actor.authority_id,
        employee=held,
        skill=skill,
        defaults={**values, "evidence": facts.evidence.strip()[:300]},
    )
    save(held)
    record(events.SkillNoted(reference, skill.reference), actor=actor, subjects=[held])
    return made


def skill_in_hand(actor: Actor, reference: str) -> Skill:
    """Return a skill, locked.

    :raises NotFound: where the authority has none of that reference.
    """
    found = Skill.objects.select_for_update().filter(authority=actor.authority_id, reference=reference).first()
    if found is None:
        raise NotFound(kind="skill", reference=reference)
    return found
