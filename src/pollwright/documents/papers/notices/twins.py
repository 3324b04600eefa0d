"""A notice as paper, and as the data that machines read."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from datetime import date, time
from typing import Any

from pollwright.documents.blocks import Version
from pollwright.documents.papers.block_paper import BlockPaper
from pollwright.documents.papers.notices.calling import NoticeOfElection, NoticeOfReferendum, NoticeOfVacancy
from pollwright.documents.papers.notices.facts import Notice
from pollwright.documents.papers.notices.questions import (
    InformationStatement,
    NoticeOfBallot,
    NoticeOfPetition,
    NoticeOfPollOnQuestion,
)
from pollwright.documents.papers.notices.signed import CompanionsDeclaration, SigningSheet
from pollwright.documents.papers.notices.situation import SituationOfPollingStations
from pollwright.documents.papers.notices.standing import (
    ElectionAgents,
    NoticeOfPoll,
    PollEnded,
    StatementOfPersonsNominated,
    UncontestedElection,
)
from pollwright.documents.papers.notices.voting import (
    GuidanceForVoters,
    NotificationOfSecrecy,
    OpeningOfPostalVotes,
    PhotoIdentification,
)

SCHEMA = "pollwright/notice/1"
"""Version of the layout of `as_json`; raised when a field changes its meaning or goes."""

KINDS: dict[str, type] = {
    kind.kind: kind
    for kind in (
        CompanionsDeclaration,
        ElectionAgents,
        GuidanceForVoters,
        InformationStatement,
        NoticeOfBallot,
        NoticeOfElection,
        NoticeOfPetition,
        NoticeOfPoll,
        NoticeOfPollOnQuestion,
        NoticeOfReferendum,
        NoticeOfVacancy,
        NotificationOfSecrecy,
        OpeningOfPostalVotes,
        PhotoIdentification,
        PollEnded,
        SigningSheet,
        SituationOfPollingStations,
        StatementOfPersonsNominated,
        UncontestedElection,
    )
}
"""Every notice by its kind."""

READ_STANDING = {GuidanceForVoters.kind: 18, PhotoIdentification.kind: 18}
"""Points of the notices that hang in a station and are read from a step away."""
FILLED_IN = {CompanionsDeclaration.kind: 12, SigningSheet.kind: 12}
"""Points of what somebody else signs than the officer."""
USUAL_POINTS = 10


def versions_of(notice: Notice) -> tuple[Version, ...]:
    """Return the notice in each language of its imprint."""
    return tuple(notice.version(language) for language in notice.imprint.languages)


def paper_of(notice: Notice) -> BlockPaper:
    """Return the notice as a paper, signed by the officer."""
    points = (READ_STANDING | FILLED_IN).get(notice.kind, USUAL_POINTS)
    signed = notice.kind not in FILLED_IN
    return BlockPaper(
        notice.imprint, versions_of(notice), notice.published_by, signed=signed, points=points,
        one_sheet=notice.kind == SigningSheet.kind,
    )  # fmt: skip


def as_json(notice: Notice) -> str:
    """Return the notice as JSON: the schema, the kind, the poll's identifier, the facts by their field names.

    The order of people and stations is that of the notice. A rehearsal says so, and so do words of our own that nobody
    has compared with the form.
    """
    facts = _plain(notice)
    imprint = facts.pop("imprint")
    twin = {
        "schema": SCHEMA,
        "kind": notice.kind,
        "poll_id": notice.poll.id,
        "rehearsal": imprint["rehearsal"],
        "unchecked_words": imprint["unchecked_words"],
        "issued_by": {"authority": imprint["authority"], "officer": imprint["officer"]},
        "reference": imprint["reference"],
        "dated": imprint["dated"],
        "languages": imprint["languages"],
        "facts": facts,
    }
    return json.dumps(twin, ensure_ascii=False, indent=1) + "\n"


def _plain(value: Any) -> Any:
    """Return a value as JSON has it: days and times in ISO form, rows as objects with the names of their fields."""
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, tuple):
        names = getattr(value, "_fields", None)
        plain = [_plain(one) for one in value]
        return plain if names is None else dict(zip(names, plain, strict=True))
    return value
