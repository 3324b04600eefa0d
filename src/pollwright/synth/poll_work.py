"""What is under way for the polls of a demonstration: papers, staff, the desk of polling day, a review of places, and a
constituency that a second council shares. Nobody of it exists.
"""

from __future__ import annotations

import csv
import io
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import count, product
from pathlib import Path
from typing import Final

import polars as pl
from django_scopes import scope

from pollwright.acting import Actor
from pollwright.authorities.calendars import calendar_of
from pollwright.authorities.models import Authority
from pollwright.authorities.operations.settings import Unchanged, change_setting
from pollwright.elections.models import Contest, Poll
from pollwright.elections.operations.boundary_parts import PartAsked, declare_part
from pollwright.elections.operations.boundary_taking import receive_part_file
from pollwright.elections.operations.calling import ContestAsked, call_poll
from pollwright.elections.operations.calling_rules import PollAsked
from pollwright.elections.queries.contest_areas import areas_for
from pollwright.elections.states import BoundarySide, SeatsOf
from pollwright.formats.boundary_layout import ELECTORS, Heading
from pollwright.formats.boundary_writing import write_part
from pollwright.law.timetables.kinds import Kind
from pollwright.place_reviews.models import PlaceReview, ReviewedDistrict
from pollwright.place_reviews.operations.hearing import CommentFacts, take_comment
from pollwright.place_reviews.operations.papers import prepare_paper, publish_paper
from pollwright.place_reviews.operations.reviewing import ReviewFacts, begin_review
from pollwright.place_reviews.states import PaperKind, View, Voice
from pollwright.places.models import Area, Property
from pollwright.polling_day.operations.boxes import give_boxes
from pollwright.polling_day.operations.desks import open_desk
from pollwright.polling_day.operations.equipment import AssetFacts, Stop, add_asset, add_drop, plan_run
from pollwright.polling_day.operations.supplies import fill_catalogue, make_packing
from pollwright.polling_day.states import AssetKind, Condition, RunKind
from pollwright.printing.models import Document
from pollwright.printing.operations.deciding import approve_document
from pollwright.printing.operations.documents import ask_to_prepare_documents
from pollwright.printing.states import Kind as Paper
from pollwright.staffing.models import StaffPost
from pollwright.staffing.operations.importing import import_staff
from pollwright.staffing.operations.placing import ask_to_place
from pollwright.staffing.operations.plans import PlanTerms, make_plan
from pollwright.staffing.states import Role
from pollwright.stations.models import Scheme, Station
from pollwright.synth.loading import carry_through
from pollwright.synth.polls import BODY, by_election_day

OFFICE: Final = {
    "address": "Council House, High Street, Taunton",
    "papers_from": "Council House; elections@example.org",
    "deliver_to": "Room 4, Council House",
    "deliver_hours": "Monday to Friday, 10am to 4pm",
    "deposit_by": "cash, banker's draft, bank transfer",
    "inspect_at": "Council House, Monday to Friday, 9am to 5pm",
    "enquiries": "01632 960000; elections@example.org",
    "telephone": "01632 960001",
    "official_mark": "The arms of the council",
}
FORENAMES: Final = ("Alma", "Bryn", "Cora", "Dewi", "Edie", "Femi", "Gita", "Hal")
SURNAMES: Final = ("Ashdown", "Birtles", "Coombe", "Dunster", "Elworthy", "Frome", "Garland", "Hestercombe")
SPARE: Final = 4
"""How many people the bank has over those who are needed."""
WORK_BEGINS, WORK_ENDS = time(6, 15), time(22, 30)
MORNING: Final = time(9)


@dataclass(frozen=True, slots=True)
class Neighbour:
    """The council on whose register a part of a constituency stands."""

    gss: str
    name: str


def work_on_polls(head: Actor, approver: Actor, neighbour: Neighbour, *, now: datetime) -> None:
    """Do what officers do for the polls that were called, as far as can be done today.

    :param approver: somebody else, who approves what the head prepares.
    """
    on = now.date()
    with scope(authority=head.authority_id):
        poll = Poll.objects.filter(by_election=True, kind=Kind.LOCAL).first()
        if poll is not None:
            _papers(head, approver, poll, now)
            scheme = Scheme.objects.filter(poll=poll, state="adopted").first()
            if scheme is not None:
                _staff(head, scheme, poll.day, on)
                _desk(head, poll, scheme, now)
        _review(head, approver, now)
        _across_the_boundary(head, neighbour, now)


def enter_office(head: Actor, on: date) -> None:
    """Enter what stands on papers, from a day on; what was entered before stays."""
    for name, value in OFFICE.items():
        with suppress(Unchanged):
            change_setting(
                actor=head, name=f"papers.{name}", value=value, valid_from=on, on=on, reason="For the by-election"
            )


def _papers(head: Actor, approver: Actor, poll: Poll, now: datetime) -> None:
    """Enter what stands on papers; prepare the notice of election, which another person approves."""
    on = now.date()
    enter_office(head, on)
    asked = ask_to_prepare_documents(
        actor=head, reference=poll.reference, kind=Paper.NOTICE_OF_ELECTION, on=on, background=False
    )
    carry_through(head, asked.reference)
    for document in Document.objects.filter(poll=poll):
        approve_document(actor=approver, reference=document.reference, version=document.version, at=now)


def _staff(head: Actor, scheme: Scheme, day: date, on: date) -> None:
    """Work out who is needed on the day of the poll, take people into the bank, and place them."""
    terms = PlanTerms(WORK_BEGINS, WORK_ENDS, day - timedelta(days=21))
    plan = make_plan(actor=head, scheme=scheme.reference, terms=terms, on=on)
    wanted = list(StaffPost.objects.filter(plan=plan).values_list("role", "wanted"))
    roles = [role for role, many in wanted for _ in range(many)] + [Role.POLL_CLERK] * SPARE
    import_staff(actor=head, content=_bank(head, roles, on, day), on=on)
    work = ask_to_place(actor=head, reference=plan.reference, version=plan.version, background=False)
    carry_through(head, work.reference)


def _bank(head: Actor, roles: list[str], on: date, day: date) -> bytes:
    """Return people for some roles as a file of the staff bank; they live all over the council's area."""
    homes = Property.objects.filter(authority=head.authority_id).exclude(postcode="").order_by("postcode")
    postcodes = list(homes.values_list("postcode", flat=True).distinct())
    names = [f"{forename},{surname}" for surname, forename in product(SURNAMES, FORENAMES)]
    made = io.StringIO()
    written = csv.writer(made)
    written.writerow(("forenames", "surname", "postcode", "roles", "right_to_work_on", "trained_on", "free_on"))
    for number, role in enumerate(roles):
        forename, surname = names[number % len(names)].split(",")
        again = number // len(names)
        home = postcodes[number * 37 % len(postcodes)] if postcodes else ""
        roles_of = "poll-clerk" if role == Role.RESERVE else role
        written.writerow((forename, f"{surname}{' ' + 'I' * again if again else ''}", home, roles_of, on, on, day))
    return made.getvalue().encode()


def _desk(head: Actor, poll: Poll, scheme: Scheme, now: datetime) -> None:
    """Open the desk of the by-election with packing lists, boxes, equipment and a van's round to every venue."""
    desk = open_desk(actor=head, day=poll.day, rehearsal=False, at=now)
    fill_catalogue(actor=head)
    make_packing(actor=head, reference=desk.reference)
    give_boxes(actor=head, reference=desk.reference)
    for kind, name, many in ((AssetKind.BOOTH, "Voting booths", 60), (AssetKind.BOX, "Ballot boxes", 40)):
        add_asset(actor=head, facts=AssetFacts(kind, name, many, Condition.GOOD, "Depot"))
    eve = datetime.combine(poll.day - timedelta(days=1), MORNING, now.tzinfo)
    run = plan_run(
        actor=head, reference=desk.reference, name="Van 1", kind=RunKind.DELIVERY, driver="Perran Oake", phone="",
        starts_at=eve,
    )  # fmt: skip
    held = Station.objects.filter(scheme=scheme).order_by("number").values_list("venue__reference", flat=True)
    for minutes, venue in zip(count(15, 15), list(dict.fromkeys(held))[:20], strict=False):
        due = (eve + timedelta(minutes=minutes)).time()
        add_drop(actor=head, reference=run.reference, stop=Stop(venue, due, "Box, booths and sundries"))


def _review(head: Actor, approver: Actor, now: datetime) -> None:
    """Review the polling places of one constituency: notice published, and what people said."""
    on = now.date()
    area = Area.objects.filter(authority=head.authority_id, kind="constituency").order_by("name").first()
    if area is None:
        return
    days = (on, *(on + timedelta(days=many) for many in (42, 63, 105, 120)))
    facts = ReviewFacts(f"Review of polling places: {area.name}", area.pk, False, *days)
    review = begin_review(actor=head, facts=facts, on=on)
    made = prepare_paper(actor=head, reference=review.reference, version=review.version, kind=PaperKind.NOTICE, at=now)
    publish_paper(actor=approver, reference=made.reference, version=made.version, at=now)
    codes = list(ReviewedDistrict.objects.filter(review=review).order_by("code").values_list("code", flat=True))
    said = (
        (Voice.ELECTOR, View.AGAINST, "There is no bus to the hall after six.", codes[0]),
        (Voice.EXPERTISE, View.FOR, "The new ramp of the village hall is good.", codes[-1]),
        (Voice.PARISH, View.NEITHER, "Please keep the station in the village.", ""),
    )
    for voice, view, words, about in said:
        take_comment(
            actor=head, reference=PlaceReview.objects.get(pk=review.pk).reference,
            facts=CommentFacts(voice, on, view, words, about), on=on,
        )  # fmt: skip


def _across_the_boundary(head: Actor, neighbour: Neighbour, now: datetime) -> None:
    """Call a by-election to Parliament of which a part is on another council's register, and take in that part."""
    on = now.date()
    area = next(iter(areas_for(head.authority_id, Kind.UK_PARLIAMENT, day=on)), None)
    writ = calendar_of(head.authority_id).working_day_on_or_before(on)
    day = by_election_day(head, Kind.UK_PARLIAMENT, writ)
    if area is None or day is None:
        return
    asked = PollAsked(
        Kind.UK_PARLIAMENT, BODY, day, SeatsOf.VACANCY, by_election=True, trigger=writ,
        title=f"By-election: {area.name}",
    )  # fmt: skip
    poll = call_poll(actor=head, asked=asked, contests=[ContestAsked(area.key)], on=on)
    contest = poll.contests.get()
    part = declare_part(
        actor=head,
        asked=PartAsked(
            contest.reference, BoundarySide.IN, neighbour.gss, neighbour.name, prefix="X", first_station=200
        ),
    )
    with tempfile.TemporaryDirectory() as folder:
        source = _their_file(Path(folder), contest, poll.day, head, neighbour, on)
        receive_part_file(actor=head, reference=part.reference, source=source, at=now)


def _their_file(folder: Path, contest: Contest, day: date, head: Actor, neighbour: Neighbour, on: date) -> Path:
    """Return where a file lies as the other council would give it: electors of two districts, two of them voting by post."""
    rows = []
    for number, (surname, forename) in enumerate(product(SURNAMES[:4], FORENAMES[:3]), start=1):
        post = {"absent": "postal"} if number in (2, 7) else {}
        district = "WA1" if number <= 8 else "WA2"
        rows.append(
            dict.fromkeys(ELECTORS, "")
            | {"entry": f"entry-{number}", "district": district, "number": str(number), "suffix": "0"}
            | {"section": "1-ordinary", "surname": surname, "forenames": forename, "postcode": "WX1 1AA"}
            | {"address": f"{number} Quay Street, Wexmoor"}
            | post
        )
    lines = folder / "lines.parquet"
    pl.DataFrame(rows, schema=dict.fromkeys(ELECTORS, pl.String)).write_parquet(lines)
    receiver = Authority.objects.get(pk=head.authority_id).gss
    named = contest.ballot_id or contest.reference
    heading = Heading(neighbour.gss, neighbour.name, receiver, named, day, "cards", on, 1, {})
    stations = (
        ("1", "Quay Hall", "Quay Hall, Quay Street", "WX1 1AB", "WA1", "", "", "8"),
        ("2", "Moor Hall", "Moor Hall, Moor Road", "WX1 1AC", "WA2", "", "", "4"),
    )
    write_part(lines, heading, stations, (), made := folder / "part.zip")
    return made
