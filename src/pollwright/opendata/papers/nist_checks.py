"""Whether a report keeps to the structure of NIST SP 1500-100 version 2, as far as a pre-election report needs it.

What each class must have, what it may have, and the values of its enumerations stand here as a table; every report is
checked against it before it leaves (INT-801).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

TYPE = "ElectionResults."
Values = frozenset[str]


@dataclass(frozen=True, slots=True)
class Class:
    """A class of the standard.

    :param must: the attributes that it always has, by the kind of their value; `may`: those that it can have.

    A kind is ``text``, ``whole``, ``truth``, ``day``, ``moment``, ``id``, ``link`` (an id that stands elsewhere in the
    report), an enumeration, or the name of a class; in brackets, a list of it.
    """

    must: dict[str, str]
    may: dict[str, str]


ENUMERATIONS: dict[str, Values] = {
    "ReportDetailLevel": frozenset({"precinct-level", "summary-contest"}),
    "ResultsStatus": frozenset(
        {"certified", "correction", "pre-election", "recount", "unofficial-complete", "unofficial-partial"}
    ),
    "BallotMeasureType": frozenset({"ballot-measure", "initiative", "recall", "referendum", "other"}),
    "ElectionType": frozenset(
        {"general", "partisan-primary-closed", "partisan-primary-open", "primary", "runoff", "special", "other"}
    ),
    "VoteVariation": frozenset(
        {"approval", "borda", "cumulative", "majority", "n-of-m", "plurality", "proportional", "range", "rcv",
         "super-majority", "other"}
    ),
    "ReportingUnitType": frozenset(
        {"borough", "city", "city-council", "country", "county", "county-council", "municipality", "polling-place",
         "precinct", "town", "village", "ward", "other"}
    ),
    "PreElectionStatus": frozenset({"filed", "qualified", "withdrawn"}),
    "IdentifierType": frozenset({"fips", "local-level", "national-level", "ocd-id", "state-level", "other"}),
}  # fmt: skip
_NAMED = {"@id": "id", "ExternalIdentifier": "[ExternalIdentifier]"}
_CONTEST = {"@id": "id", "Name": "text", "ElectionDistrictId": "link"}
CLASSES: dict[str, Class] = {
    "ElectionReport": Class(
        {
            "Format": "ReportDetailLevel", "GeneratedDate": "moment", "Issuer": "text", "IssuerAbbreviation": "text",
            "SequenceStart": "whole", "SequenceEnd": "whole", "Status": "ResultsStatus", "VendorApplicationId": "text",
        },
        {
            "IsTest": "truth", "Election": "[Election]", "GpUnit": "[ReportingUnit]", "Party": "[Party]",
            "Person": "[Person]", "Office": "[Office]", "TestType": "text",
        },
    ),
    "Election": Class(
        {
            "Name": "InternationalizedText", "Type": "ElectionType", "StartDate": "day", "EndDate": "day",
            "ElectionScopeId": "link",
        },
        {"Contest": "[Contest]", "Candidate": "[Candidate]", "ExternalIdentifier": "[ExternalIdentifier]"},
    ),
    "CandidateContest": Class(
        {**_CONTEST, "VotesAllowed": "whole"},
        {
            "NumberElected": "whole", "VoteVariation": "VoteVariation", "OtherVoteVariation": "text",
            "OfficeIds": "[link]",
            "ContestSelection": "[CandidateSelection]", "ExternalIdentifier": "[ExternalIdentifier]",
        },
    ),
    "BallotMeasureContest": Class(
        dict(_CONTEST),
        {
            "Type": "BallotMeasureType", "FullText": "InternationalizedText",
            "ContestSelection": "[BallotMeasureSelection]",
            "ExternalIdentifier": "[ExternalIdentifier]",
        },
    ),
    "CandidateSelection": Class({"@id": "id"}, {"SequenceOrder": "whole", "CandidateIds": "[link]"}),
    "BallotMeasureSelection": Class({"@id": "id", "Selection": "InternationalizedText"}, {"SequenceOrder": "whole"}),
    "Candidate": Class(
        {"@id": "id", "BallotName": "InternationalizedText"},
        {
            "PersonId": "link", "PartyId": "link", "PreElectionStatus": "PreElectionStatus",
            "ExternalIdentifier": "[ExternalIdentifier]",
        },
    ),
    "ReportingUnit": Class(
        {"@id": "id", "Type": "ReportingUnitType"},
        {
            "OtherType": "text", "Name": "InternationalizedText", "ComposingGpUnitIds": "[link]",
            "ContactInformation": "ContactInformation", "ExternalIdentifier": "[ExternalIdentifier]",
        },
    ),
    "ContactInformation": Class({}, {"Name": "text", "AddressLine": "[text]"}),
    "Party": Class({"@id": "id", "Name": "InternationalizedText"}, {"ExternalIdentifier": "[ExternalIdentifier]"}),
    "Person": Class({"@id": "id"}, {"FullName": "InternationalizedText", "FirstName": "text", "LastName": "text"}),
    "Office": Class({"@id": "id", "Name": "InternationalizedText"}, {"ElectionDistrictId": "link"}),
    "InternationalizedText": Class({"Text": "[LanguageString]"}, {}),
    "LanguageString": Class({"Language": "text", "Content": "text"}, {}),
    "ExternalIdentifier": Class({"Type": "IdentifierType", "Value": "text"}, {"OtherType": "text"}),
}  # fmt: skip
OWN_WORDS = (("Type", "OtherType"), ("VoteVariation", "OtherVoteVariation"))
"""What stands beside a value that the standard has no word for."""
ABSTRACT = {"Contest": ("CandidateContest", "BallotMeasureContest")}
"""Classes of which only others exist."""


def faults_of(report: dict[str, Any]) -> tuple[str, ...]:
    """Return where a report does not keep to the structure: places and what is wrong there, never the values."""
    ids: list[str] = []
    links: list[tuple[str, str]] = []
    faults = list(_object(report, "ElectionReport", "report", ids, links))
    faults += [f"{name}: used {times} times" for name, times in sorted(Counter(ids).items()) if times > 1]
    known = set(ids)
    return (*faults, *(f"{where}: leads nowhere" for where, link in links if link not in known))


def _object(value: Any, name: str, where: str, ids: list[str], links: list[tuple[str, str]]) -> Iterator[str]:
    if not isinstance(value, dict):
        yield f"{where}: is no object"
        return
    said = str(value.get("@type", "")).removeprefix(TYPE)
    if said not in ABSTRACT.get(name, (name,)):
        yield f"{where}: is not a {name}"
        return
    of = CLASSES[said]
    yield from (f"{where}.{each}: is missing" for each in of.must if each not in value)
    yield from (
        f"{where}.{own}: is missing" for each, own in OWN_WORDS if value.get(each) == "other" and not value.get(own)
    )
    kinds = of.must | of.may
    for each, held in value.items():
        if each == "@type":
            continue
        if each not in kinds:
            yield f"{where}.{each}: is not in the standard"
            continue
        yield from _value(held, kinds[each], f"{where}.{each}", ids, links)


def _value(held: Any, kind: str, where: str, ids: list[str], links: list[tuple[str, str]]) -> Iterator[str]:
    if kind.startswith("["):
        if not isinstance(held, list):
            yield f"{where}: is no list"
            return
        for place, one in enumerate(held):
            yield from _value(one, kind[1:-1], f"{where}[{place}]", ids, links)
    elif kind in CLASSES or kind in ABSTRACT:
        yield from _object(held, kind, where, ids, links)
    elif not _fits(held, kind):
        yield f"{where}: is no {kind}"
    elif kind == "id":
        ids.append(held)
    elif kind == "link":
        links.append((where, held))


def _fits(held: Any, kind: str) -> bool:
    if kind in ENUMERATIONS:
        return held in ENUMERATIONS[kind]
    if kind == "whole":
        return isinstance(held, int) and not isinstance(held, bool)
    if kind == "truth":
        return isinstance(held, bool)
    if not isinstance(held, str):
        return False
    if kind in ("day", "moment"):
        return _is_time(held, kind)
    return bool(held) or kind == "text"


def _is_time(held: str, kind: str) -> bool:
    try:
        read = date.fromisoformat(held) if kind == "day" else datetime.fromisoformat(held)
    except ValueError:
        return False
    return not isinstance(read, datetime) or read.tzinfo is not None
