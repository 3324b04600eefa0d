"""A poll as the pre-election report of NIST SP 1500-100 version 2 (Election Results Reporting), in JSON.

Objects carry ``@type`` and ``@id``, links are lists of ids. How the United Kingdom's polls are put into its words: one
seat is ``plurality``, several are ``n-of-m``, the single transferable vote is ``rcv``, lists are ``proportional``
(interfaces handbook 12). A pre-election report holds contests, candidates and areas, and no votes.
"""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from pollwright.elections.states import ON_A_QUESTION
from pollwright.law.conduct.voting_systems import VotingSystem
from pollwright.law.timetables.kinds import Kind
from pollwright.opendata.queries.polls import CandidateData, ContestData, PollData
from pollwright.places.states import AreaKind

TYPE = "ElectionResults."
APPLICATION = "Pollwright"
UNITS = {AreaKind.WARD.value: "ward", AreaKind.COUNCIL.value: "county-council"}
"""Kinds of area that the standard has a word for; the others are ``other`` with their own name."""
VARIATIONS = {
    VotingSystem.SINGLE_TRANSFERABLE_VOTE: "rcv",
    VotingSystem.SUPPLEMENTARY_VOTE: "other",
    VotingSystem.CLOSED_LIST: "proportional",
    VotingSystem.ADDITIONAL_MEMBER: "proportional",
}
MEASURES = {Kind.RECALL: "recall", Kind.BID: "ballot-measure", Kind.PARISH_POLL: "ballot-measure"}
"""Questions that the standard has another word for than a referendum."""


def as_report(data: PollData, *, at: datetime) -> bytes:
    """Return the report as JSON.

    :param at: when it is made; it stands in the report.
    """
    return f"{json.dumps(report(data, at=at), ensure_ascii=False, indent=1)}\n".encode()


def report(data: PollData, *, at: datetime) -> dict[str, Any]:
    """Return the report as the JSON has it. Ids are the same in every report of the poll (INT-802)."""
    return {
        "@type": f"{TYPE}ElectionReport",
        "Format": "summary-contest",
        "GeneratedDate": at.isoformat(timespec="seconds"),
        "Issuer": data.issuer.name,
        "IssuerAbbreviation": data.issuer.slug,
        "SequenceStart": 1,
        "SequenceEnd": 1,
        "Status": "pre-election",
        "VendorApplicationId": APPLICATION,
        "IsTest": data.rehearsal,
        "Election": [_election(data)],
        "GpUnit": [_council(data), *(_area(one) for one in data.contests), *_stations(data)],
        "Party": _parties(data),
        "Person": _people(data),
        "Office": [_office(one) for one in data.contests if Kind(data.kind) not in ON_A_QUESTION],
    }


def _election(data: PollData) -> dict[str, Any]:
    return {
        "@type": f"{TYPE}Election",
        "Name": _text(data.title, data.title_cy),
        "Type": "special" if data.by_election else "general",
        "StartDate": data.day.isoformat(),
        "EndDate": data.day.isoformat(),
        "ElectionScopeId": "unit-organisation",
        "ExternalIdentifier": [_external(data.group, "democracy-club")] if data.group else [],
        "Candidate": [_candidate(one) for one in data.candidates],
        "Contest": [_contest(data, one) for one in data.contests],
    }


def _candidate(one: CandidateData) -> dict[str, Any]:
    found = {
        "@type": f"{TYPE}Candidate",
        "@id": f"candidate-{one.id}",
        "BallotName": _text(f"{one.forenames} {one.surname}".strip()),
        "PersonId": f"person-{one.id}",
        "PreElectionStatus": "qualified",
        "ExternalIdentifier": [_external(one.ballot_id, "democracy-club")],
    }
    return found | ({"PartyId": f"party-{one.party_id}"} if one.party_id else {})


def _contest(data: PollData, one: ContestData) -> dict[str, Any]:
    shared = {
        "@id": f"contest-{one.reference}",
        "Name": one.name,
        "ElectionDistrictId": f"unit-{one.reference}",
        "ExternalIdentifier": [_external(one.id, "democracy-club")],
    }
    if Kind(data.kind) in ON_A_QUESTION:
        return shared | {
            "@type": f"{TYPE}BallotMeasureContest",
            "Type": MEASURES.get(Kind(data.kind), "referendum"),
            "FullText": _text(one.question or one.name),
            "ContestSelection": [
                {
                    "@type": f"{TYPE}BallotMeasureSelection",
                    "@id": f"selection-{one.reference}-{place}",
                    "SequenceOrder": place,
                    "Selection": _text(answer),
                }
                for place, answer in enumerate(one.answers, start=1)
            ],
        }
    return shared | {
        "@type": f"{TYPE}CandidateContest",
        "NumberElected": one.seats,
        "VotesAllowed": one.seats,
        **_variation(data.voting_system, one.seats),
        "OfficeIds": [f"office-{one.reference}"],
        "ContestSelection": [
            {
                "@type": f"{TYPE}CandidateSelection",
                "@id": f"selection-{each.id}",
                "SequenceOrder": each.place,
                "CandidateIds": [f"candidate-{each.id}"],
            }
            for each in data.candidates
            if each.ballot_id == one.id
        ],
    }


def _variation(system: str, seats: int) -> dict[str, str]:
    """Return how votes are counted; a way that the standard has no word for stands beside ``other`` by its own."""
    named = VARIATIONS.get(VotingSystem(system)) if system in set(VotingSystem) else "other"
    found = named or ("plurality" if seats == 1 else "n-of-m")
    return {"VoteVariation": found} | ({"OtherVoteVariation": system} if found == "other" else {})


def _council(data: PollData) -> dict[str, Any]:
    return {
        "@type": f"{TYPE}ReportingUnit",
        "@id": "unit-organisation",
        "Type": "other",
        "OtherType": "organisation",
        "Name": _text(data.body),
        "ExternalIdentifier": [_external(data.organisation.gss, "gss")] if data.organisation.gss else [],
        "ComposingGpUnitIds": [f"unit-{one.reference}" for one in data.contests],
    }


def _area(one: ContestData) -> dict[str, Any]:
    word = UNITS.get(one.area_kind, "other")
    found = {
        "@type": f"{TYPE}ReportingUnit",
        "@id": f"unit-{one.reference}",
        "Type": word,
        "Name": _text(one.name, one.name_cy),
        "ExternalIdentifier": [_external(one.gss, "gss")] if one.gss else [],
    }
    return found | ({"OtherType": one.area_kind or "area"} if word == "other" else {})


def _stations(data: PollData) -> list[dict[str, Any]]:
    return [
        {
            "@type": f"{TYPE}ReportingUnit",
            "@id": f"unit-station-{one.number}",
            "Type": "polling-place",
            "Name": _text(f"{one.number} {one.name}"),
            "ContactInformation": {
                "@type": f"{TYPE}ContactInformation",
                "Name": one.name,
                "AddressLine": [line for line in (one.room, *one.address, one.postcode) if line],
            },
            "ExternalIdentifier": [_external(str(one.uprn), "uprn")] if one.uprn else [],
        }
        for one in data.stations
    ]


def _parties(data: PollData) -> list[dict[str, Any]]:
    named = {one.party_id: one.party_name for one in data.candidates if one.party_id}
    return [
        {
            "@type": f"{TYPE}Party",
            "@id": f"party-{reference}",
            "Name": _text(named[reference] or reference),
            "ExternalIdentifier": [_external(reference, "electoral-commission")],
        }
        for reference in sorted(named)
    ]


def _people(data: PollData) -> list[dict[str, Any]]:
    return [
        {
            "@type": f"{TYPE}Person",
            "@id": f"person-{one.id}",
            "FullName": _text(f"{one.forenames} {one.surname}".strip()),
            "FirstName": one.forenames,
            "LastName": one.surname,
        }
        for one in data.candidates
    ]


def _office(one: ContestData) -> dict[str, Any]:
    return {
        "@type": f"{TYPE}Office",
        "@id": f"office-{one.reference}",
        "Name": _text(one.name, one.name_cy),
        "ElectionDistrictId": f"unit-{one.reference}",
    }


def _text(english: str, welsh: str = "") -> dict[str, Any]:
    """Return a text in its languages."""
    written = [("en", english), *([("cy", welsh)] if welsh else [])]
    return {
        "@type": f"{TYPE}InternationalizedText",
        "Text": [
            {"@type": f"{TYPE}LanguageString", "Language": language, "Content": content}
            for language, content in written
        ],
    }


def _external(value: str, of: str) -> dict[str, str]:
    return {"@type": f"{TYPE}ExternalIdentifier", "Type": "other", "OtherType": of, "Value": value}
