"""Proofs of notices: what their data say, held against the poll, the nominations and the scheme, counted apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.db.models import Sum

from pollwright.documents.binding import prove_whole
from pollwright.documents.imprint import DoesNotReconcile
from pollwright.elections.models import Contest
from pollwright.elections.queries.boundary_standing import standing_parts
from pollwright.law.nominations.agents import AgentKind
from pollwright.law.notices import LONDON
from pollwright.nominations.models import Agent, Statement
from pollwright.nominations.operations.stating import sha256_of
from pollwright.nominations.queries.again import named_on_the_paper
from pollwright.nominations.queries.stating import draft_statement
from pollwright.nominations.states import CandidateState, StatementState
from pollwright.printing.queries.grounds import Ground
from pollwright.printing.states import Kind
from pollwright.stations.models import Allotment
from pollwright.stations.queries.polled import polled_districts


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was checked: what, what it must be, what the document has."""

    what: str
    expected: str
    found: str

    @property
    def passes(self) -> bool:
        """Whether the two are the same."""
        return self.expected == self.found

    def as_json(self) -> dict[str, str]:
        """Return it as it is kept."""
        return asdict(self)


def check_notice(ground: Ground, kind: Kind, contest: Contest | None, twin: dict[str, Any]) -> list[Check]:
    """Return the checks of a notice by the data that it publishes.

    :param twin: its machine-readable twin, as read back from the text.
    """
    facts = twin["facts"]
    poll = ground.poll
    found = [
        Check("Day of the poll", poll.day.isoformat(), str(facts["poll"]["on"])),
        Check(
            "Hours of the poll",
            f"{ground.opens} {ground.closes}",
            f"{facts['poll']['opens']} {facts['poll']['closes']}",
        ),
        Check("Marked as a rehearsal", str(poll.rehearsal), str(twin["rehearsal"])),
    ]
    if kind is Kind.NOTICE_OF_ELECTION:
        seats = Contest.objects.filter(poll=poll).aggregate(total=Sum("seats"))["total"] or 0
        found.append(Check("Seats", str(seats), str(sum(line["seats"] for line in facts["seats"]))))
    if kind is Kind.SITUATION:
        found += _of_stations(ground, facts)
    if kind is Kind.OPENING:
        told = [f"{one.starts_at.astimezone(LONDON):%Y-%m-%d %H:%M:%S}" for one in ground.openings]
        said = [f"{one['on']} {one['starts']}" for one in facts["sessions"]]
        found.append(Check("Sessions still to come", "; ".join(told), "; ".join(said)))
    if kind is Kind.SUB_AGENTS:
        acting = Agent.objects.filter(candidate__contest=contest, kind=AgentKind.SUB, ended_at__isnull=True).count()
        found.append(Check("Sub-agents who act", str(acting), str(len(facts["agents"]))))
    if "question" in facts:
        asked = contest or Contest.objects.filter(poll=poll).order_by("pk").first()
        found.append(Check("Question", asked.question if asked else "", facts["question"]))
    elif contest is not None:
        found += _of_people(kind, contest, facts)
    return found


def check_words(compared: str) -> Check:
    """Return the check that words of our own were compared with the form in force (F-01).

    :param compared: the form that they were compared with; "" where nobody has compared them.
    """
    return Check(
        "Words compared with the prescribed form", compared or "The form that they were compared with", compared
    )


def check_paper(
    pdf: bytes, *, pages: int, rows: int, welsh_needed: Sequence[str], sides: int | None = None
) -> list[Check]:
    """Return the checks of a PDF: whole, and no words left without their Welsh.

    :param sides: how many sides it must have, where it is one sheet that is printed on both.
    """
    printed = rows
    try:
        prove_whole(pdf, "the document", pages=pages, rows=rows)
    except DoesNotReconcile as short:
        printed = short.printed
    printed_on = [] if sides is None else [Check("Sides of the sheet", str(sides), str(pages))]
    return [
        *printed_on,
        Check("Rows of tables in the PDF", str(rows), str(printed)),
        Check("Texts that need translation into Welsh", "0", str(len(welsh_needed))),
    ]


def _of_people(kind: Kind, contest: Contest, facts: dict[str, Any]) -> list[Check]:
    name = {Kind.STATEMENT: "people", Kind.NOTICE_OF_POLL: "candidates", Kind.UNCONTESTED: "elected"}.get(kind)
    if name is None:
        return []
    people = [one for one in facts[name] if not one["no_longer"]]
    named = named_on_the_paper(contest)
    if kind is Kind.UNCONTESTED:
        named = [one for one in named if one.state == CandidateState.STANDING]
    references = {one.reference for one in named}
    statement = Statement.objects.filter(
        contest=contest, state__in=(StatementState.APPROVED, StatementState.PUBLISHED)
    ).first()
    lines = [] if statement is None else statement.body["people"]
    stated = [one for one in lines if not one["no_longer"] and one["candidate"] in references]
    order = "; ".join(f"{one['surname'].upper()}, {one['other_names']}".removesuffix(", ") for one in stated)
    return [
        Check("Area", contest.name, facts["poll"]["area"]),
        Check("Seats", str(contest.seats), str(facts["seats"])),
        Check("Candidates who stand", str(len(named)), str(len(people))),
        Check("Order of the statement", order, "; ".join(one["name"] for one in people)),
        Check(
            "Nominations as they stand",
            sha256_of(draft_statement(contest).body())[:16],
            statement.sha256[:16] if statement else "",
        ),
    ]


def _of_stations(ground: Ground, facts: dict[str, Any]) -> list[Check]:
    if ground.scheme is None:
        return []
    districts = polled_districts(ground.poll.authority_id, [ground.poll])
    held = Allotment.objects.filter(scheme=ground.scheme, district__in=[one.id for one in districts])
    named = {voters.split("-")[0].split(" ")[0] for line in facts["stations"] for voters in line["voters"].split(", ")}
    across = [one for part in standing_parts(ground.poll.authority_id, [ground.poll.pk]) for one in part.stations]
    stations = held.values("station").distinct().count() + len({one["station"] for one in across})
    return [
        Check("Stations", str(stations), str(len(facts["stations"]))),
        Check(
            "Districts with a station",
            ", ".join(sorted({one.code for one in districts} | {one["district"] for one in across})),
            ", ".join(sorted(named)),
        ),
    ]
