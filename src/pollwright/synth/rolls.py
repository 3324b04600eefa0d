"""The ballots of a demonstration whose voters are no electors: a business improvement district, and a neighbourhood plan
of a business area. Nobody of it exists.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import islice
from typing import Final

from django_scopes import scope

from pollwright.acting import Actor
from pollwright.elections.operations.calling import ContestAsked, call_poll
from pollwright.elections.operations.calling_rules import PollAsked
from pollwright.elections.queries.contest_areas import areas_for
from pollwright.elections.states import SeatsOf
from pollwright.law.ballot_papers.questions import Matter
from pollwright.law.timetables.kinds import Kind
from pollwright.rolls.operations.entering import take_over_roll
from pollwright.rolls.operations.inventing import USUAL, traders
from pollwright.synth.polls import BODY, first_thursday

DISTRICT: Final = "Quayside"
BALLOT_AHEAD, REFERENDUM_AHEAD = timedelta(days=63), timedelta(days=105)
"""To the ballot, whose notice is out 42 days before; to the referendum, whose statements are 56 working days before."""
SEVERAL: Final = 7
"""Each seventh ratepayer has a second hereditament."""
WHENCE: Final = "The billing authority's table"


def call_for_ratepayers(head: Actor, *, on: date) -> None:
    """Call a ballot on a business improvement district and a neighbourhood plan's referendums, with their rolls."""
    with scope(authority=head.authority_id):
        _improvement_district(head, on)
        _neighbourhood(head, on)


def _improvement_district(head: Actor, on: date) -> None:
    day = first_thursday(on + BALLOT_AHEAD)
    asked = PollAsked(
        Kind.BID, BODY, day, SeatsOf.OTHER, trigger=on, title=f"Business improvement district: {DISTRICT}",
        doubts_reason="A demonstration",
    )  # fmt: skip
    question = f"Are you in favour of the proposals for the {DISTRICT} business improvement district?"
    contest = ContestAsked(name=DISTRICT, question=question)
    poll = call_poll(actor=head, asked=asked, contests=[contest], on=on)
    rows = (
        {
            "voter": name,
            "contact": "",
            "hereditament": place,
            "rating_reference": f"Q{number:05d}",
            "rateable_value": value,
        }
        for number, (name, place, value) in enumerate(_hereditaments(), start=1)
    )
    _take(head, poll.contests.get().reference, list(rows))


def _neighbourhood(head: Actor, on: date) -> None:
    parish = next((area for area in areas_for(head.authority_id, Kind.PARISH, day=on) if area.kind == "parish"), None)
    if parish is None:
        return
    asked = PollAsked(
        Kind.NEIGHBOURHOOD_PLANNING_REFERENDUM, BODY, first_thursday(on + REFERENDUM_AHEAD), SeatsOf.OTHER, trigger=on,
        title=f"Neighbourhood plan: {parish.name}", doubts_reason="A demonstration",
    )  # fmt: skip
    own = ContestAsked(parish.key, matter=Matter.NEIGHBOURHOOD_PLAN)
    theirs = ContestAsked(parish.key, matter=Matter.NEIGHBOURHOOD_PLAN, businesses=True)
    poll = call_poll(actor=head, asked=asked, contests=[own, theirs], on=on)
    held: dict[str, list[str]] = {}
    for name, place, _value in _hereditaments():
        held.setdefault(name, []).append(place)
    rows = [
        {"voter": name, "contact": f"Jo {name.split()[0]}", "hereditament": "; ".join(places), "votes_by": "post"}
        for name, places in held.items()
    ]
    _take(head, poll.contests.get(area=None).reference, rows)


def _hereditaments() -> Iterator[tuple[str, str, int]]:
    """Yield who is rated for what, and at how much."""
    for number, (name, place, value) in enumerate(islice(traders(), USUAL), start=1):
        yield name, place, value
        if number % SEVERAL == 0:
            yield name, f"Store behind {place}", 1200 + 90 * number


def _take(head: Actor, contest: str, rows: Sequence[Mapping[str, object]]) -> None:
    made = io.StringIO()
    written = csv.DictWriter(made, list(rows[0]))
    written.writeheader()
    written.writerows(rows)
    take_over_roll(actor=head, reference=contest, content=made.getvalue().encode(), reason=WHENCE)
