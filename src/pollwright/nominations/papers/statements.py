"""The statement of persons nominated as a paper, and as the data that machines read (N-20, B-13)."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from pollwright.authorities.models import Authority
from pollwright.documents.imprint import Imprint
from pollwright.documents.papers.notices.facts import NominatedPerson, PollFacts
from pollwright.documents.papers.notices.standing import StatementOfPersonsNominated
from pollwright.documents.papers.notices.twins import as_json, paper_of
from pollwright.documents.typesetting import render
from pollwright.elections.models import Contest
from pollwright.law.conduct.officers import answerable_for
from pollwright.law.nations import Nation
from pollwright.law.notices import LONDON
from pollwright.law.timetables.kinds import Kind
from pollwright.nominations.queries.facts import StatementFacts


def notice_of(authority_id: int, found: StatementFacts) -> StatementOfPersonsNominated:
    """Return the statement as the notice that is printed."""
    body = found.body
    name = Authority.objects.values_list("name", flat=True).get(pk=authority_id)
    poll = Contest.objects.select_related("poll").get(authority=authority_id, reference=found.contest).poll
    officer = answerable_for(Kind(poll.kind), Nation(poll.nation), poll.day)
    people = tuple(_person(one) for one in body["people"])
    dated = (found.published_at or found.prepared_at).astimezone(LONDON).date()
    return StatementOfPersonsNominated(
        imprint=Imprint(name, officer, found.reference, dated, seal=found.sha256, rehearsal=poll.rehearsal),
        poll=PollFacts(
            body["ballot_id"], f"{body['poll']}: {body['area']}", body["area"], date.fromisoformat(body["day"])
        ),
        published_by=f"Printed and published by the {officer}, {name}",
        seats=body["seats"],
        people=people,
        standing=sum(not one["no_longer"] for one in body["people"]),
    )


def as_pdf(authority_id: int, found: StatementFacts) -> bytes:
    """Return the statement as a tagged PDF."""
    return render(paper_of(notice_of(authority_id, found)))


def as_json_file(authority_id: int, found: StatementFacts) -> bytes:
    """Return the statement as data, with its state and its SHA-256."""
    twin: dict[str, Any] = json.loads(as_json(notice_of(authority_id, found)))
    twin |= {"state": found.state, "sha256": found.sha256}
    return f"{json.dumps(twin, ensure_ascii=False, indent=1)}\n".encode()


def _person(one: dict[str, str]) -> NominatedPerson:
    name = ", ".join(part for part in (one["surname"].upper(), one["other_names"]) if part)
    return NominatedPerson(
        name, one["address"], one["description"], one["subscribers"], one["no_longer"], one.get("membership", "")
    )
