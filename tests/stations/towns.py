"""A council with two wards, for the tests of stations: makes polls, places and electors, and reads schemes."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from pollwright.acting import Actor
from pollwright.authorities.models import Authority
from pollwright.elections.models import Combination, Contest, Poll
from pollwright.jobs.models import Work
from pollwright.jobs.queries.works import WorkFacts
from pollwright.jobs.runner import perform
from pollwright.places.models import Area, PollingDistrict, PollingPlace, Property
from pollwright.register.models import Publication, RegisterEntry
from pollwright.stations.models import Allotment, Scheme, Station
from pollwright.stations.operations.schemes import make_scheme
from pollwright.stations.states import Made
from tests.fixtures.arranging import arranged
from tests.fixtures.ledger import Ledger

ON = date(2027, 3, 1)
POLL_DAY = date(2027, 5, 6)
AT = datetime.fromisoformat("2027-03-01T10:00:00+00:00")


@dataclass
class Town:
    """Makes polls and homes, and reads what a scheme says."""

    authority: Authority
    ledger: Ledger
    wards: dict[str, Area] = field(default_factory=dict)
    districts: dict[str, PollingDistrict] = field(default_factory=dict)
    publication: Publication | None = None
    polls: int = 0

    def place(self, code: str, **facts: Any) -> PollingPlace:
        """Make the polling place of a district."""
        with arranged():
            made = PollingPlace.objects.create(
                authority=self.authority,
                reference=f"PP-{code}",
                **({"name": f"{code} Hall", "postcode": "TA1 1ZZ"} | facts),
            )
            PollingDistrict.objects.filter(code=code, authority=self.authority).update(polling_place=made)
        return made

    def electors(self, code: str, count: int, **facts: Any) -> list[RegisterEntry]:
        """Make numbered electors of a district, one to a home, in walk order."""
        return [self.elector(code, number, **facts) for number in range(1, count + 1)]

    def elector(self, code: str, number: int, home: Property | None = None, **facts: Any) -> RegisterEntry:
        """Make an elector with a number."""
        district = self.districts[code]
        home = home or self.ledger.property(
            district, building_number=str(number), sort_key=f"quarry road {code} {number:06d}"
        )
        return self.ledger.entry(None, home, publication=self.publication, number=number, **facts)

    def poll(self, *wards: str, day: date = POLL_DAY, combination: Combination | None = None, **facts: Any) -> Poll:
        """Make a poll of councillors in some wards."""
        self.polls += 1
        given: dict[str, Any] = {
            "reference": f"E{self.polls:07d}",
            "kind": "local",
            "nation": "england",
            "title": f"Poll {self.polls}",
            "body": "Quantock Council",
            "body_slug": "quantock",
            "seats_of": "whole",
            "voting_system": "FPTP",
            "rules": "local-england",
        } | facts
        with arranged():
            poll = Poll.objects.create(authority=self.authority, day=day, combination=combination, **given)
            for name in wards:
                Contest.objects.create(
                    authority=self.authority,
                    poll=poll,
                    reference=f"{poll.reference}-{name}",
                    area=self.wards[name],
                    name=name,
                    slug=name.lower(),
                )
        return poll

    def combination(self, day: date = POLL_DAY) -> Combination:
        """Make a combination without polls."""
        with arranged():
            return Combination.objects.create(authority=self.authority, reference="CB0000001", day=day)

    def scheme(self, actor: Actor, made_from: Made = Made.PLACES, of: str = "") -> Scheme:
        """Make the scheme of a poll in both wards."""
        return make_scheme(actor=actor, of=of or self.poll("North", "South").reference, made_from=made_from, on=ON)


def worked(authority: Authority) -> WorkFacts:
    """Do the work that was asked for last, as the worker does."""
    return perform(authority.pk, Work.objects.latest("pk").reference)


def allotted(scheme: Scheme) -> list[tuple[int, str, int, int | None, int, int]]:
    """Return station, district, range, electors and electors in person of every allotment."""
    held = Allotment.objects.filter(scheme=scheme).order_by("district__code", "first_number")
    return list(
        held.values_list("station__number", "district__code", "first_number", "last_number", "electors", "in_person")
    )


def venues_of(scheme: Scheme) -> list[tuple[int, str]]:
    """Return the number and venue of every station."""
    return list(Station.objects.filter(scheme=scheme).order_by("number").values_list("number", "venue__name"))


def version_of(scheme: Scheme) -> int:
    """Return the version as the database has it."""
    return Scheme.objects.values_list("version", flat=True).get(pk=scheme.pk)
