"""Happenings of reviews of polling districts and places. Who commented, and what they said, stands in the comment only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar

from pollwright.place_reviews.states import Decision, PaperKind, Proposal


@dataclass(frozen=True, slots=True)
class ReviewBegun:
    """A review was begun."""

    code: ClassVar[str] = "place_reviews.begun"
    sentence: ClassVar[str] = "began review {reference} of {districts:polling district|polling districts}"
    reference: str
    districts: int


@dataclass(frozen=True, slots=True)
class ReviewChanged:
    """The title or the timetable of a review was changed."""

    code: ClassVar[str] = "place_reviews.changed"
    sentence: ClassVar[str] = "changed the timetable of review {reference}"
    reference: str


@dataclass(frozen=True, slots=True)
class ReviewCounted:
    """The electors and distances of a review were worked out anew."""

    code: ClassVar[str] = "place_reviews.counted"
    sentence: ClassVar[str] = "counted the electors of review {reference}: {electors} in {districts:district|districts}"
    reference: str
    districts: int
    electors: int


@dataclass(frozen=True, slots=True)
class GrowthExpected:
    """By how many electors districts are expected to grow was put down."""

    code: ClassVar[str] = "place_reviews.growth"
    sentence: ClassVar[str] = "put down the growth of {districts:district|districts} of review {reference}"
    reference: str
    districts: int


@dataclass(frozen=True, slots=True)
class ChangeProposed:
    """What is proposed for a district was put down."""

    code: ClassVar[str] = "place_reviews.proposed"
    sentence: ClassVar[str] = "proposed for district {district} of review {reference}: {proposal}"
    reference: str
    district: str
    proposal: Annotated[str, Proposal]


@dataclass(frozen=True, slots=True)
class ProposalDecided:
    """The decision about a district was put down."""

    code: ClassVar[str] = "place_reviews.decided"
    sentence: ClassVar[str] = "put down the decision about {districts} districts of review {reference}: {decision}"
    reference: str
    districts: str
    decision: Annotated[str, Decision]


@dataclass(frozen=True, slots=True)
class ReviewSettled:
    """The council decided the review."""

    code: ClassVar[str] = "place_reviews.settled"
    sentence: ClassVar[str] = "recorded that {body} decided review {reference} on {on}, to hold from {effective}"
    reference: str
    body: str
    on: date
    effective: date


@dataclass(frozen=True, slots=True)
class ReviewAbandoned:
    """A review was abandoned."""

    code: ClassVar[str] = "place_reviews.abandoned"
    sentence: ClassVar[str] = "abandoned review {reference}"
    reference: str


@dataclass(frozen=True, slots=True)
class CommentTaken:
    """A comment was taken down."""

    code: ClassVar[str] = "place_reviews.comment-taken"
    sentence: ClassVar[str] = "took down comment {comment} on review {reference}"
    reference: str
    comment: str


@dataclass(frozen=True, slots=True)
class CommentSentOnline:
    """Somebody of the public commented online."""

    code: ClassVar[str] = "place_reviews.comment-sent-online"
    sentence: ClassVar[str] = "sent comment {comment} on review {reference} online"
    reference: str
    comment: str


@dataclass(frozen=True, slots=True)
class CommentSentAgain:
    """The very same comment was sent online once more."""

    code: ClassVar[str] = "place_reviews.comment-sent-again"
    sentence: ClassVar[str] = "sent comment {comment} on review {reference} online again"
    reference: str
    comment: str


@dataclass(frozen=True, slots=True)
class CommentCorrected:
    """A comment was put right."""

    code: ClassVar[str] = "place_reviews.comment-corrected"
    sentence: ClassVar[str] = "put right comment {comment} on review {reference}"
    reference: str
    comment: str


@dataclass(frozen=True, slots=True)
class CommentAnswered:
    """The council's answer to a comment was put down."""

    code: ClassVar[str] = "place_reviews.comment-answered"
    sentence: ClassVar[str] = "answered comment {comment} on review {reference}"
    reference: str
    comment: str


@dataclass(frozen=True, slots=True)
class PaperPrepared:
    """A paper of a review was prepared."""

    code: ClassVar[str] = "place_reviews.paper-prepared"
    sentence: ClassVar[str] = "prepared {paper} of review {reference}: {kind}, version {number}"
    reference: str
    paper: str
    kind: Annotated[str, PaperKind]
    number: int


@dataclass(frozen=True, slots=True)
class PaperPublished:
    """A paper of a review was approved and published."""

    code: ClassVar[str] = "place_reviews.paper-published"
    sentence: ClassVar[str] = "approved and published {paper} of review {reference}: {kind}"
    reference: str
    paper: str
    kind: Annotated[str, PaperKind]


@dataclass(frozen=True, slots=True)
class PaperDropped:
    """A paper that waited for a second person was dropped."""

    code: ClassVar[str] = "place_reviews.paper-dropped"
    sentence: ClassVar[str] = "dropped {paper} of review {reference}"
    reference: str
    paper: str


@dataclass(frozen=True, slots=True)
class PaperPosted:
    """A paper was posted at a place."""

    code: ClassVar[str] = "place_reviews.paper-posted"
    sentence: ClassVar[str] = "logged that {paper} of review {reference} was posted at {place} on {on}"
    reference: str
    paper: str
    place: str
    on: date


@dataclass(frozen=True, slots=True)
class CarriedOut:
    """What was agreed in a review was carried out."""

    code: ClassVar[str] = "place_reviews.carried-out"
    sentence: ClassVar[str] = (
        "carried out review {reference}: {moved:district has another place|districts have another place}, {redrawn:is redrawn|are redrawn}"
    )
    reference: str
    moved: int
    redrawn: int


@dataclass(frozen=True, slots=True)
class AppealTaken:
    """The Electoral Commission was asked to look at a review."""

    code: ClassVar[str] = "place_reviews.appeal-taken"
    sentence: ClassVar[str] = "recorded {appeal}: the Electoral Commission was asked to look at review {reference}"
    reference: str
    appeal: str


@dataclass(frozen=True, slots=True)
class AppealDirected:
    """The Commission gave a direction."""

    code: ClassVar[str] = "place_reviews.appeal-directed"
    sentence: ClassVar[str] = "recorded a direction about {appeal}, to be acted on by {by}"
    appeal: str
    by: date


@dataclass(frozen=True, slots=True)
class AppealClosed:
    """An appeal was closed."""

    code: ClassVar[str] = "place_reviews.appeal-closed"
    sentence: ClassVar[str] = "closed {appeal}"
    appeal: str


@dataclass(frozen=True, slots=True)
class ListDownloaded:
    """A list of comments left as a file."""

    code: ClassVar[str] = "place_reviews.list-downloaded"
    sentence: ClassVar[str] = "downloaded {name} ({rows:row|rows}, {format})"
    name: str
    rows: int
    format: str
