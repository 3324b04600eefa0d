"""Makers of one record of each kind of places and register, in the world's authority."""

import secrets
from datetime import date, datetime, timedelta
from typing import Any

from pollwright.elections.models import CardBatch, CardRun, Contest, Electorate, Poll
from pollwright.files.models import StoredFile
from pollwright.jobs.models import Work
from pollwright.places.models import Area, DistrictChange, PollingPlace, Property, PropertyTask
from pollwright.places.operations.importing import KINDS
from pollwright.places.web.imports import FIGURES
from pollwright.register.models import (
    Application,
    ApplicationPrivate,
    DeletionCase,
    Notice,
    Objection,
    Publication,
    QualityFinding,
    Review,
    TrayItem,
)
from pollwright.register.models.cases import OutsideReport
from pollwright.stations.models import Amendment, Booking, Scheme, Station, StationDataKey, Venue
from tests.fixtures.arranging import arranged
from tests.fixtures.people import TODAY
from tests.walk.world import World

NOTHING_READ = {kind: dict.fromkeys(FIGURES, 0) for kind in KINDS}
SOON = date.today() + timedelta(days=90)
MOMENT = datetime.fromisoformat("2026-11-16T10:00:00+00:00")


def made(world: World, model: Any, **facts: Any) -> Any:
    """Make a row in the world's authority, behind the guard; what has a reference is made once."""
    with arranged():
        named = {name: facts[name] for name in ("reference",) if name in facts}
        there = model.objects.filter(authority=world.authority, **named).first() if named else None
        return there or model.objects.create(authority=world.authority, **facts)


def once(world: World, model: Any, **facts: Any) -> Any:
    """Make a row without a reference, unless there is one just like it."""
    with arranged():
        return model.objects.get_or_create(authority=world.authority, **facts)[0]


def home(world: World) -> Property:
    return world.ledger.property()


def property_reference(world: World) -> str:
    return home(world).reference


def district(world: World) -> str:
    return world.ledger.district().code


def area(world: World) -> dict[str, str]:
    found: Area = world.ledger.area()
    return {"kind": found.kind, "code": found.code}


def polling_place(world: World) -> str:
    return made(world, PollingPlace, reference="PP1", name="Village hall").reference


def district_change(world: World) -> str:
    return made(world, DistrictChange, reference="C0000001", title="Redrawing", reason="New homes").reference


def property_task(world: World) -> int:
    return made(world, PropertyTask, property=home(world), kind="missing", opened_on=TODAY).pk


def places_import(world: World) -> str:
    facts = {"reference": "W0000002", "kind": "places.import", "lock": "places", "title": "Import", "state": "done"}
    outcome: dict[str, Any] = {"dry_run": True, "rows_read": 0, "rows_skipped": 0, "findings": [], "errors": 0}
    outcome |= {"missing": 0, "missing_ended": 0, "tasks_opened": 0, "by_kind": NOTHING_READ}
    return made(world, Work, requested_by={"name": "Walk"}, outcome=outcome, **facts).reference


def register_import(world: World) -> str:
    facts = {"reference": "W0000003", "kind": "register.import", "lock": "register", "title": "Import", "state": "done"}
    outcome = {"dry_run": True, "entered": 0, "already": 0, "refused": 0, "read": 0, "different": 0}
    outcome |= {"publication": "", "by_marker": {}, "by_district": {}}
    parameters = {"dry_run": True, "file": world.file()}
    row = made(world, Work, requested_by={"name": "Walk"}, outcome=outcome, parameters=parameters, **facts)
    return row.reference


def elector(world: World) -> str:
    return world.ledger.entry().elector.reference


def anonymous_elector(world: World) -> str:
    facts = {"anonymous": True, "anonymous_until": date(2027, 6, 1), "forenames": "", "surname": ""}
    elector = world.ledger.elector(**facts)
    return world.ledger.entry(elector, property=None, section="3-anonymous", marker="N").elector.reference


def application(world: World) -> str:
    facts = {"received_at": MOMENT, "lists_on": MOMENT.date(), "may_determine_from": date(2026, 11, 24)}
    facts |= {"kind": "ordinary", "channel": "online", "state": "received", "surname": "Walker", "forenames": "Wendy"}
    found = made(world, Application, reference="A0000001", **facts)
    made(world, ApplicationPrivate, application=found, date_of_birth=date(1980, 5, 17))
    return found.reference


def tray_item(world: World) -> str:
    facts = {"name": "s.pdf", "media_type": "application/pdf", "kind": "evidence", "sha256": "0" * 64, "bytes": 1}
    scan = made(world, StoredFile, token="t" * 43, **facts)
    return made(world, TrayItem, reference="T0000001", channel="post", received_at=MOMENT, file=scan).reference


def deletion(world: World) -> str:
    entry = world.ledger.entry()
    facts = {"elector": entry.elector, "entry": entry, "ground": "death", "opened_on": TODAY}
    return made(world, DeletionCase, reference="X0000001", **facts).reference


def review(world: World) -> str:
    entry = world.ledger.entry()
    facts = {"elector": entry.elector, "entry": entry, "kind": "A", "grounds": "Mail returned", "opened_on": TODAY}
    return made(world, Review, reference="V0000001", **facts).reference


def objection(world: World) -> str:
    entry = world.ledger.entry()
    facts = {"objector": entry.elector, "entry": entry, "grounds": "Moved", "made_at": MOMENT, "in_time": True}
    return made(world, Objection, reference="O0000001", **facts).reference


def unprinted_elector(world: World) -> str:
    return world.ledger.entry(property=None, section="2-other").elector.reference


def notice(world: World) -> str:
    facts = {"kind": "monthly", "title": "Notice", "published_on": date(2026, 12, 1), "determined_by": TODAY}
    return made(world, Notice, reference="N0000001", **facts).reference


def publication(world: World) -> str:
    facts = {"kind": "revised", "published_on": date(2026, 12, 1), "determined_by": TODAY}
    return made(world, Publication, reference="R0000001", **facts).reference


def issued_publication(world: World) -> str:
    return world.ledger.publication(reference="R0000002").reference


def finding(world: World) -> dict[str, str]:
    found = made(world, QualityFinding, kind="crowded", key="P0000001", property=home(world), detail="12 electors")
    return {"kind": found.kind, "key": found.key}


def report(world: World) -> dict[str, str]:
    facts = {"origin": "Registrar", "reported_on": TODAY, "name": "Wendy Walker", "state": "unmatched"}
    found = made(world, OutsideReport, kind="death", outside_reference="REG-1", **facts)
    return {"kind": found.kind, "reference": found.outside_reference}


def poll(world: World) -> Poll:
    facts = {"kind": "local", "nation": "england", "title": "Walk", "body": "Quantock", "body_slug": "quantock"}
    facts |= {"seats_of": "whole", "voting_system": "FPTP", "rules": "local-england", "day": SOON}
    found: Poll = made(world, Poll, reference="E0000001", **facts)
    here = world.ledger.area()
    made(world, Contest, poll=found, reference="E0000001-1", area=here, name="Walk", slug="walk")
    world.ledger.district(areas=(here,))
    return found


def venue(world: World) -> str:
    return made(world, Venue, reference="VEN0000001", name="Hall").reference


def booking(world: World) -> str:
    venue(world)
    facts = {"venue": Venue.objects.get(reference="VEN0000001"), "day": SOON, "requested_on": TODAY}
    return made(world, Booking, reference="BK0000001", **facts).reference


def station_key(world: World) -> str:
    facts = {"holder": "A reader", "begins": "abcdefgh", "sha256": f"{world.authority.pk:064d}", "made_by": "Walk"}
    return made(world, StationDataKey, reference="KEY0000001", made_at=MOMENT, **facts).reference


def scheme(world: World) -> str:
    held = made(world, Scheme, reference="SCH0000001", title="Walk", poll=poll(world), made_from="nothing")
    hall = made(world, Venue, reference="VEN0000001", name="Hall")
    once(world, Station, scheme=held, number=1, venue=hall)
    return held.reference


def poll_reference(world: World) -> str:
    return poll(world).reference


def electorate(world: World) -> str:
    held = poll(world)
    facts = {"poll": held, "stage": "cards", "as_at": TODAY, "poll_day": held.day, "frozen_at": MOMENT}
    facts |= {"electors": 1, "drawn_from": "0" * 64, "sha256": "0" * 64, "file": stored(world, "electorate")}
    return made(world, Electorate, reference="F0000901", frozen_by="Walk", **facts).reference


def card_run(world: World) -> str:
    drawn = Electorate.objects.get(authority=world.authority, reference=electorate(world))
    facts = {"electorate": drawn, "scope": "all", "batch_size": 1, "cards": 1, "sha256": "0" * 64}
    facts |= {"file": stored(world, "poll-cards"), "prepared_by": "Walk", "prepared_at": MOMENT}
    run = made(world, CardRun, reference="K0000901", **facts)
    if run.batches.exists():
        return run.reference
    batch = {"number": 1, "kind": "O", "cards": 1, "sha256": "0" * 64, "file": stored(world, "poll-cards")}
    made(world, CardBatch, run=run, **batch)
    return run.reference


def stored(world: World, kind: str) -> StoredFile:
    facts = {"name": "f.csv", "media_type": "text/csv", "kind": kind, "sha256": "0" * 64, "bytes": 1}
    return made(world, StoredFile, token=secrets.token_hex(16), **facts)


def amendment(world: World) -> dict[str, Any]:
    reference = scheme(world)
    held = Scheme.objects.get(reference=reference)
    facts = {"kind": "venue", "before": "Hall", "after": "Tent", "affected": [["AA", 1, None]], "electors": 1}
    station = Station.objects.get(scheme=held)
    once(world, Amendment, scheme=held, number=1, station=station, reason="Flood", made_at=MOMENT, **facts)
    return {"reference": reference, "number": 1}
