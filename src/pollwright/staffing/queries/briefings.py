"""Briefings as plain rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from pollwright.refusals import NotFound
from pollwright.staffing.models import Attendance, Briefing


@dataclass(frozen=True, slots=True)
class BriefingFacts:
    """One briefing. `people`: reference, name, phone and state of everybody who has a place."""

    id: int
    reference: str
    plan: str
    title: str
    role: str
    place: str
    starts_at: datetime
    ends_at: datetime
    places: int
    valid_to: date | None
    people: tuple[tuple[str, str, str, str], ...]


def briefing_facts(authority_id: int, reference: str) -> BriefingFacts:
    """Return one briefing with who has a place.

    :raises NotFound: where the authority has none of that reference.
    """
    briefing = Briefing.objects.select_related("plan").filter(authority=authority_id, reference=reference).first()
    if briefing is None:
        raise NotFound(kind="briefing", reference=reference)
    held = Attendance.objects.filter(briefing=briefing).order_by("member__surname", "member__forenames", "pk")
    people = held.values_list("member__reference", "member__forenames", "member__surname", "member__phone", "state")
    return BriefingFacts(
        briefing.pk,
        briefing.reference,
        briefing.plan.reference,
        briefing.title,
        briefing.role,
        briefing.place,
        briefing.starts_at,
        briefing.ends_at,
        briefing.places,
        briefing.valid_to,
        tuple(
            (member, f"{forenames} {surname}".strip() or member, phone, state)
            for member, forenames, surname, phone, state in people
        ),
    )
