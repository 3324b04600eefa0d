"""Who stands by for the place of somebody who is lost, and who was rung about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time

from django.db.models import Count, Q

from pollwright.refusals import NotFound
from pollwright.staffing.models import StaffAppointment, StandbyCall
from pollwright.staffing.queries.homes import miles_between
from pollwright.staffing.states import Role


@dataclass(frozen=True, slots=True)
class ReserveRow:
    """Somebody who stands by, for the place of somebody who is lost."""

    appointment: str
    member: str
    name: str
    phone: str
    miles: float | None
    qualified: bool
    state: str
    calls: int


def standing_by(authority_id: int, reference: str) -> list[ReserveRow]:
    """Return who could take over an appointment: the qualified first, then by distance, then whoever answered.

    :raises NotFound: where the authority has none of that reference.
    """
    held = StaffAppointment.objects.select_related("post__station__venue", "plan").filter(authority=authority_id)
    lost = held.filter(reference=reference).first()
    if lost is None:
        raise NotFound(kind="appointment", reference=reference)
    venue = lost.post.station.venue if lost.post.station else None
    there = None
    if venue is not None and venue.easting is not None and venue.northing is not None and venue.srid == 27700:
        there = (float(venue.easting), float(venue.northing))
    free = (
        StaffAppointment.objects.filter(
            plan=lost.plan, day=lost.day, post__role=Role.RESERVE, state__in=("accepted", "offered", "placed")
        )
        .exclude(pk=lost.pk)
        .select_related("member")
        .annotate(
            fit=Count("member__qualifications", filter=Q(member__qualifications__role=lost.post.role), distinct=True),
            rung=Count("called_for", filter=Q(called_for__appointment=lost), distinct=True),
        )
    )
    rows = []
    for each in free:
        one = each.member
        home = None if one.easting is None or one.northing is None else (one.easting, one.northing)
        name = f"{one.forenames} {one.surname}".strip()
        miles = miles_between(home, there)
        rows.append(
            ReserveRow(each.reference, one.reference, name, one.phone, miles, bool(each.fit), each.state, each.rung)
        )
    return sorted(rows, key=lambda row: (not row.qualified, row.state != "accepted", row.miles is None, row.miles or 0))


def calls_about(authority_id: int, appointment_id: int) -> list[tuple[datetime, str, str, str, time | None, str, str]]:
    """Return who was rung about an appointment: moment, reference, name, outcome, arrival, note and by whom."""
    held = StandbyCall.objects.filter(authority=authority_id, appointment=appointment_id).order_by("-at", "-pk")
    return [
        (at, reference, f"{forenames} {surname}".strip(), outcome, arrives, note, by)
        for at, reference, forenames, surname, outcome, arrives, note, by in held.values_list(
            "at", "reserve__member__reference", "reserve__member__forenames", "reserve__member__surname", "outcome",
            "arrives_by", "note", "by",
        )
    ]  # fmt: skip
