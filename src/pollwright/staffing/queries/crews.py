"""Who works at each station, for the packs of the presiding officers."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from django.db.models import Q

from pollwright.printing.queries.crews import CrewMember, declare_crews
from pollwright.staffing.models import StaffAppointment
from pollwright.staffing.states import SURE, Role
from pollwright.stations.states import SchemeState

_FIELDS = ("post__station__number", "post__role", "member__forenames", "member__surname", "member__phone")


def crews_of(authority_id: int, poll_ids: Collection[int]) -> Mapping[str, tuple[CrewMember, ...]]:
    """Return who has accepted to work at each station of the adopted scheme, presiding officers first."""
    of = Q(plan__scheme__poll__in=poll_ids) | Q(plan__scheme__combination__polls__in=poll_ids)
    held = StaffAppointment.objects.filter(of, authority=authority_id, state__in=SURE, post__station__isnull=False)
    held = held.filter(plan__scheme__state=SchemeState.ADOPTED).distinct().order_by("pk")
    found: dict[str, list[CrewMember]] = {}
    first = str(Role.PRESIDING_OFFICER.label)
    for _pk, number, role, forenames, surname, phone in held.values_list("pk", *_FIELDS):
        member = CrewMember(str(Role(role).label), f"{forenames} {surname}".strip(), phone)
        found.setdefault(str(number), []).append(member)
    return {number: tuple(sorted(crew, key=lambda one: one.role != first)) for number, crew in found.items()}


declare_crews(crews_of)
