"""A poll as JSON, in the fields that public data of elections has (D-03)."""

from __future__ import annotations

import json
from typing import Any

from pollwright.law.poll_ids import TYPE_OF
from pollwright.law.timetables.kinds import Kind
from pollwright.opendata.queries.polls import CandidateData, ContestData, NoticeData, PollData, StationData

SCHEMA = "pollwright/open-data/1"
"""Version of this layout; raised when a field changes its meaning or goes."""


def as_json(data: PollData) -> bytes:
    """Return a poll as JSON. The same poll gives the same bytes."""
    return f"{json.dumps(document(data), ensure_ascii=False, indent=1)}\n".encode()


def document(data: PollData) -> dict[str, Any]:
    """Return a poll as the JSON has it."""
    return {
        "schema": SCHEMA,
        "rehearsal": data.rehearsal,
        "group": {
            "election_id": data.group,
            "election_title": data.title,
            "election_title_cy": data.title_cy,
            "poll_open_date": data.day.isoformat(),
            "election_type": TYPE_OF[Kind(data.kind)],
            "organisation": {
                "official_name": data.organisation.name,
                "official_identifier": _gss(data.organisation.gss),
                "slug": data.organisation.slug,
                "territory_code": data.nation,
            },
            "cancelled": data.cancelled,
        },
        "elections": [_contest(data, one) for one in data.contests],
        "candidates": [_candidate(one) for one in data.candidates],
        "notices": [_notice(one) for one in data.notices],
        "polling_stations": [_station(one) for one in data.stations],
    }


def _contest(data: PollData, one: ContestData) -> dict[str, Any]:
    return {
        "election_id": one.id,
        "group": one.group,
        "election_title": f"{data.title}: {one.name}",
        "poll_open_date": data.day.isoformat(),
        "division": {
            "name": one.name,
            "name_cy": one.name_cy,
            "type": one.area_kind,
            "official_identifier": _gss(one.gss),
        },
        "seats_contested": one.seats,
        "voting_system": {"slug": data.voting_system},
        "requires_voter_id": data.voter_id,
        "by_election": data.by_election,
        "question": one.question or None,
        "answers": list(one.answers),
        "state": one.state,
        "cancelled": one.cancelled or data.cancelled,
        "cancellation_reason": one.cancellation_reason or None,
        "replaces": one.replaces or None,
    }


def _candidate(one: CandidateData) -> dict[str, Any]:
    return {
        "ballot_paper_id": one.ballot_id,
        "person_id": one.id,
        "sopn_position": one.place,
        "sopn_last_name": one.surname,
        "sopn_first_names": one.forenames,
        "party_id": one.party_id or None,
        "party_name": one.party_name or None,
        "party_description_text": one.description,
        "statement": one.statement,
    }


def _notice(one: NoticeData) -> dict[str, Any]:
    return {
        "kind": one.kind,
        "title": one.title,
        "ballot_paper_id": one.ballot_id or None,
        "published_at": one.published_at.isoformat(timespec="seconds"),
        "url": one.address or None,
        "sha256": one.sha256 or None,
    }


def _station(one: StationData) -> dict[str, Any]:
    return {
        "number": one.number,
        "name": one.name,
        "room": one.room,
        "address": list(one.address),
        "postcode": one.postcode,
        "uprn": str(one.uprn) if one.uprn else None,
        "easting": float(one.easting) if one.easting is not None else None,
        "northing": float(one.northing) if one.northing is not None else None,
        "polling_districts": list(one.districts),
    }


def _gss(code: str) -> str | None:
    return f"gss:{code}" if code else None
