"""A staff plan for two stations and makers of people, for the tests of staff. All fictitious."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from typing import Any

from pollwright.acting import Actor
from pollwright.staffing.models import StaffAppointment, StaffMember, StaffPlan, VenueWish
from pollwright.staffing.operations.appointing import answer_offer, make_offers
from pollwright.staffing.operations.bank import MemberFacts, add_member, note_availability, note_experience, note_record
from pollwright.staffing.operations.placing import prepare_placing, record_placing
from pollwright.staffing.operations.plans import PlanTerms, make_plan
from pollwright.staffing.states import Answer, RecordKind, Role
from pollwright.stations.models import Venue
from tests.fixtures.arranging import arranged
from tests.stations.towns import AT, ON, POLL_DAY, Town

TERMS = PlanTerms(time(6, 15), time(22, 30), date(2027, 4, 1))
HALL, SCHOOL = (300_000.0, 120_000.0), (316_093.44, 120_000.0)
"""Ten miles apart: 16,093.44 metres."""
PO, CLERK = Role.PRESIDING_OFFICER, Role.POLL_CLERK


@dataclass
class Crew:
    """A plan, and makers of people who can work for it."""

    town: Town
    actor: Actor
    plan: StaffPlan

    @classmethod
    def of(cls, town: Town, actor: Actor) -> Crew:
        """Make the plan of a poll in both wards."""
        town.electors("AA", 2)
        town.electors("BA", 1)
        scheme = town.scheme(actor)
        with arranged():
            for name, (easting, northing) in (("Parish Hall", HALL), ("Infant School", SCHOOL)):
                Venue.objects.filter(name=name).update(easting=easting, northing=northing)
        return cls(town, actor, make_plan(actor=actor, scheme=scheme.reference, terms=TERMS, on=ON))

    def person(
        self,
        *roles: Role,
        home: tuple[float, float] | None = HALL,
        free: bool | None = True,
        right_to_work: bool = True,
        trained: bool = True,
        officer_times: int = 0,
        clerk_times: int = 0,
        **facts: Any,
    ) -> StaffMember:
        """Make somebody who may be given a place, unless something is left out."""
        number = StaffMember.objects.count() + 1
        given = {"forenames": "Pat", "surname": f"Helper{number}"} | facts
        actor = self.actor
        member = add_member(actor=actor, facts=MemberFacts(**given), roles=roles or (CLERK,), on=ON)
        reference = member.reference
        for kind, shown in ((RecordKind.RIGHT_TO_WORK, right_to_work), (RecordKind.TRAINING, trained)):
            if shown:
                note_record(
                    actor=actor, reference=reference, kind=kind, seen_on=ON, expires_on=None, evidence="Seen", on=ON
                )
        if free is not None:
            note_availability(actor=actor, reference=reference, day=POLL_DAY, free=free, on=ON)
        for role, times in ((PO, officer_times), (CLERK, clerk_times)):
            for year in range(times):
                day = date(2026 - year, 5, 7)
                note_experience(actor=actor, reference=reference, role=role, day=day, poll="Earlier", on=ON)
        if home is not None:
            with arranged():
                StaffMember.objects.filter(pk=member.pk).update(easting=home[0], northing=home[1])
        return member

    def enough(self) -> None:
        """Make as many people as the plan needs: two officers, four clerks, an inspector and a reserve."""
        for home in (HALL, SCHOOL):
            self.person(PO, home=home, officer_times=1)
            self.person(CLERK, home=home)
            self.person(CLERK, home=home)
        self.person(Role.INSPECTOR)
        self.person(CLERK, home=None)

    def wish(self, member: StaffMember, venue: str, *, wanted: bool) -> None:
        """Have somebody want a venue, or not."""
        with arranged():
            of = Venue.objects.get(name=venue)
            VenueWish.objects.create(authority=self.town.authority, member=member, venue=of, wanted=wanted)

    def place(self) -> StaffPlan:
        """Place people automatically."""
        prepared = prepare_placing(self.actor, self.plan.reference, lambda *_: None)
        self.plan = record_placing(actor=self.actor, reference=self.plan.reference, prepared=prepared, at=AT)
        return self.plan

    def accepted(self) -> None:
        """Offer everybody their place, and have all accept."""
        offers = make_offers(actor=self.actor, reference=self.plan.reference, version=self.version, on=ON, at=AT)
        for each in offers:
            answer_offer(actor=self.actor, reference=each.reference, version=each.version, answer=Answer.ACCEPT, at=AT)

    @property
    def version(self) -> int:
        """Return the plan's version as the database has it."""
        return StaffPlan.objects.values_list("version", flat=True).get(pk=self.plan.pk)

    def places(self) -> dict[str, tuple[int | None, str]]:
        """Return station and role of everybody who has a place, by surname."""
        held = StaffAppointment.objects.filter(plan=self.plan, state__in=("placed", "offered", "accepted"))
        rows = held.values_list("member__surname", "post__station__number", "post__role")
        return {surname: (station, role) for surname, station, role in rows}
