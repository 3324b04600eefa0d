"""A small poll with its register, for tests of electorates and poll cards. All fictitious."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from pollwright.acting import Actor
from pollwright.authorities.models import Authority
from pollwright.elections.models import Combination, Contest, Electorate, Poll
from pollwright.elections.operations.electorates import prepare_electorate, record_electorate
from pollwright.elections.states import Stage
from pollwright.places.models import Area, PollingDistrict
from pollwright.register.models import Publication, RegisterEntry
from tests.fixtures.arranging import arranged
from tests.fixtures.ledger import Ledger

POLL_DAY = date(2027, 5, 6)
NOTICE = date(2027, 3, 30)
FROZEN_AT = datetime(2027, 3, 30, 12, tzinfo=UTC)


@dataclass
class Ballot:
    """A council's register with one ward of two districts, and polls to freeze electorates of."""

    authority: Authority
    ledger: Ledger
    ward: Area
    council: Area
    districts: dict[str, PollingDistrict]
    publication: Publication
    next_number: int = 1

    def elector(self, district: str, surname: str, **given: Any) -> RegisterEntry:
        """Make an elector with a numbered entry in force; facts of the person are given with `person_` before them."""
        about = {name.removeprefix("person_"): given.pop(name) for name in list(given) if name.startswith("person_")}
        person = self.ledger.elector(surname=surname, **about)
        home = self.ledger.property(self.districts[district])
        self.next_number += 1
        return self.ledger.entry(
            person, home, publication=self.publication, number=self.next_number - 1, **{"marker": "", **given}
        )

    def poll(self, kind: str = "local", *, area: Area | None = None, **given: Any) -> Poll:
        """Make a poll with one contest, its notice published."""
        facts: dict[str, Any] = {
            "reference": f"L{Poll.objects.count() + 1:07d}",
            "kind": kind,
            "nation": "england",
            "title": f"Poll of the kind {kind}",
            "body": "Quantock Council",
            "body_slug": "quantock",
            "seats_of": "whole",
            "day": POLL_DAY,
            "voting_system": "fptp",
            "rules": "rules",
            "state": "notice_published",
            "notice_published_at": datetime(2027, 3, 29, 9, tzinfo=UTC),
        } | given
        with arranged():
            poll = Poll.objects.create(authority=self.authority, **facts)
            Contest.objects.create(
                authority=self.authority,
                poll=poll,
                reference=f"Q{Contest.objects.count() + 1:07d}",
                area=area or self.ward,
                name=(area or self.ward).name,
                slug="contest",
                seats=2,
            )
        return poll

    def combined(self, *polls: Poll) -> Combination:
        """Take polls together."""
        with arranged():
            combination = Combination.objects.create(authority=self.authority, reference="M0000001", day=POLL_DAY)
            Poll.objects.filter(pk__in=[poll.pk for poll in polls]).update(combination=combination)
        return combination


def ballot_in(authority: Authority) -> Ballot:
    """Make districts AB1 and AB2 in one ward of the council, and a published register without entries."""
    ledger = Ledger(authority)
    council = ledger.area("council", name="Quantock")
    ward = ledger.area("ward", name="Abbey")
    publication = ledger.publication(date(2026, 12, 1), issued_at=datetime(2026, 12, 1, tzinfo=UTC))
    districts = {code: ledger.district(code, areas=(ward, council)) for code in ("AB1", "AB2")}
    return Ballot(authority, ledger, ward, council, districts, publication)


def freeze(actor: Actor, reference: str, stage: Stage = Stage.CARDS, as_at: date = NOTICE) -> Electorate:
    """Freeze the electorate of a poll on the day it is as at."""
    prepared = prepare_electorate(actor, reference, stage, as_at, on=as_at)
    return record_electorate(actor=actor, prepared=prepared, at=FROZEN_AT)
