"""Reviews, their districts, comments, papers and appeals as plain rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.db.models import Count, F, Model, Q, QuerySet

from pollwright.law.stations import staffing
from pollwright.pages.tables import Page, TableRequest, Total, keyset_queryset
from pollwright.pages.tables.paging import COUNT_CAP
from pollwright.place_reviews.models import Appeal, Comment, PlaceReview, ReviewedDistrict, ReviewPaper, ReviewPosting
from pollwright.place_reviews.states import Decision, Proposal, ReviewState, Voice
from pollwright.printing.models import PostingPlace
from pollwright.refusals import NotFound

ModelT = TypeVar("ModelT", bound=Model)
Held = PlaceReview
"""A review as `review_record` gives it to pages."""
HeldDistrict = ReviewedDistrict
HeldComment = Comment
HeldPaper = ReviewPaper
HeldAppeal = Appeal
STAYS = Q(proposal=Proposal.KEEP) | Q(decision=Decision.NOT_AGREED)
"""Districts that vote where they did. Of a division, what remains stays too."""


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """A review in a list. `area` is None for the whole council."""

    id: int
    reference: str
    title: str
    area: str | None
    state: str
    compulsory: bool
    notice_on: date
    consultation_ends_on: date
    results_on: date
    districts: int


@dataclass(frozen=True, slots=True)
class DistrictRow:
    """A district of a review in a list."""

    id: int
    code: str
    name: str
    electors: int
    in_person: int
    growth: int
    stations: int
    place: str | None
    mean_metres: int | None
    far_metres: int | None
    access: str
    inside: bool | None
    proposal: str
    to_place: str | None
    into: str | None
    decision: str
    comments: int

    @property
    def expected(self) -> int:
        """How many electors it is expected to have as it stands."""
        return self.electors + self.growth


@dataclass(frozen=True, slots=True)
class CommentRow:
    """A comment in a list. `about` is None where it is about the whole review."""

    id: int
    reference: str
    voice: str
    name: str
    received_on: date
    late: bool
    about: str | None
    view: str
    words: str
    answer: str
    published_on: date | None


@dataclass(frozen=True, slots=True)
class Counts:
    """What stands in a review: districts, and of them those that something must be done or known about."""

    districts: int
    electors: int
    in_person: int
    expected: int
    changing: int
    undecided: int
    no_place: int
    inaccessible: int
    unassessed: int
    outside: int
    crowded: int
    comments: int
    officer: int
    expert: int


@dataclass(frozen=True, slots=True)
class ReviewRecord:
    """Everything of one review besides its districts and comments, which are lists of their own."""

    held: Held
    counts: Counts
    papers: tuple[HeldPaper, ...]
    appeals: tuple[HeldAppeal, ...]
    officer_unpublished: date | None


@dataclass(frozen=True, slots=True)
class PaperRecord:
    """One paper with where it was posted, and the places where it was not yet: reference and name."""

    held: HeldPaper
    postings: tuple[tuple[str, date, str], ...]
    to_post: tuple[tuple[str, str], ...]


_REVIEW = (
    "pk", "reference", "title", "area__name", "state", "compulsory", "notice_on", "consultation_ends_on",
    "results_on", "n_districts",
)  # fmt: skip
_DISTRICT = (
    "pk", "code", "district__name", "electors", "in_person", "growth", "stations", "place__name", "mean_metres",
    "far_metres", "access", "inside", "proposal", "to_place__name", "into__code", "decision", "n_comments",
)  # fmt: skip
_COMMENT = (
    "pk", "reference", "voice", "name", "received_on", "late", "about__code", "view", "words", "answer", "published_on",
)  # fmt: skip


def reviews(authority_id: int, asked: TableRequest) -> Page[ReviewRow]:
    """Return a page of reviews."""
    held = PlaceReview.objects.filter(authority=authority_id).annotate(n_districts=Count("districts"))
    if states := asked.filters.get("state"):
        held = held.filter(state__in=list(states))
    for word in asked.search.split():
        held = held.filter(Q(title__icontains=word) | Q(reference__iexact=word) | Q(area__name__icontains=word))
    rows = keyset_queryset(held, asked.order, asked.cursor).values_list(*_REVIEW)[: asked.size + 1]
    return Page.gather(asked, [ReviewRow(*row) for row in rows], _total(held))


def districts(review_id: int, asked: TableRequest) -> Page[DistrictRow]:
    """Return a page of the districts of a review."""
    held = ReviewedDistrict.objects.filter(review=review_id).annotate(n_comments=Count("comments"))
    if proposals := asked.filters.get("proposal"):
        held = held.filter(proposal__in=list(proposals))
    if decisions := asked.filters.get("decision"):
        held = held.filter(decision__in=["" if one == "none" else one for one in decisions])
    if look := asked.filters.get("look"):
        held = held.filter(looks()[look])
    for word in asked.search.split():
        held = held.filter(
            Q(code__istartswith=word)
            | Q(district__name__icontains=word)
            | Q(place__name__icontains=word)
            | Q(to_place__name__icontains=word)
        )
    rows = keyset_queryset(held, asked.order, asked.cursor).values_list(*_DISTRICT)[: asked.size + 1]
    return Page.gather(asked, [DistrictRow(*row) for row in rows], _total(held))


def comments(review_id: int, asked: TableRequest) -> Page[CommentRow]:
    """Return a page of the comments on a review."""
    held = Comment.objects.filter(review=review_id)
    for name in ("voice", "view"):
        if chosen := asked.filters.get(name):
            held = held.filter(**{f"{name}__in": list(chosen)})
    if (answered := asked.filters.get("answered")) is not None:
        held = held.exclude(answer="") if answered else held.filter(answer="")
    for word in asked.search.split():
        held = held.filter(
            Q(words__icontains=word) | Q(name__icontains=word) | Q(about__code__iexact=word) | Q(reference__iexact=word)
        )
    rows = keyset_queryset(held, asked.order, asked.cursor).values_list(*_COMMENT)[: asked.size + 1]
    return Page.gather(asked, [CommentRow(*row) for row in rows], _total(held))


def looks() -> dict[str, Q]:
    """Return what may be looked for among the districts of a review, by the name of the filter's choice.

    Where something else is proposed and not refused, the proposal is looked at and not what it would replace.
    """
    moves = Q(proposal=Proposal.MOVE) & ~Q(decision=Decision.NOT_AGREED)
    most = staffing(0, date.max).most_electors
    return {
        "changing": ~STAYS,
        "undecided": Q(decision=""),
        "no-place": ~moves & Q(place__isnull=True),
        "inaccessible": (moves & Q(to_access="inaccessible")) | (~moves & Q(access="inaccessible")),
        "unassessed": (moves & Q(to_access="unknown")) | (~moves & Q(access="unknown", place__isnull=False)),
        "outside": (moves & Q(to_inside=False)) | (~moves & Q(inside=False)),
        "crowded": Q(stations__gte=1, in_person__gt=F("stations") * most - F("growth")),
    }


def review_record(authority_id: int, reference: str) -> ReviewRecord:
    """Return everything of one review.

    :raises NotFound: where the authority has none of that reference.
    """
    held = _one(PlaceReview.objects.select_related("area", "change"), authority_id, "review", reference)
    unpublished = Comment.objects.filter(review=held, voice=Voice.RETURNING_OFFICER, published_on__isnull=True)
    return ReviewRecord(
        held=held,
        counts=_counts(held),
        papers=tuple(ReviewPaper.objects.select_related("file", "word").filter(review=held).order_by("-pk")),
        appeals=tuple(Appeal.objects.filter(review=held).order_by("pk")),
        officer_unpublished=unpublished.order_by("received_on").values_list("received_on", flat=True).first(),
    )


def district_record(authority_id: int, reference: str, code: str) -> HeldDistrict:
    """Return one district of a review, with its review, places and the district it may join.

    :raises NotFound: where the review has none of that code.
    """
    beside = ("review__area", "district", "place", "to_place", "into")
    held = ReviewedDistrict.objects.select_related(*beside).filter(authority=authority_id, review__reference=reference)
    found = held.filter(code=code).first()
    if found is None:
        raise NotFound(kind="district of the review", reference=code)
    return found


def comments_about(district_id: int) -> list[HeldComment]:
    """Return the comments about one district of a review, in the order in which they came."""
    return list(Comment.objects.filter(about=district_id).order_by("received_on", "pk"))


def comment_record(authority_id: int, reference: str) -> HeldComment:
    """Return one comment with its review.

    :raises NotFound: where the authority has none of that reference.
    """
    return _one(Comment.objects.select_related("review", "about"), authority_id, "comment", reference)


def appeal_record(authority_id: int, reference: str) -> HeldAppeal:
    """Return one appeal with its review.

    :raises NotFound: where the authority has none of that reference.
    """
    return _one(Appeal.objects.select_related("review"), authority_id, "appeal", reference)


def paper_record(authority_id: int, reference: str) -> PaperRecord:
    """Return one paper of a review with its postings.

    :raises NotFound: where the authority has none of that reference.
    """
    held = _one(ReviewPaper.objects.select_related("review", "file", "word"), authority_id, "paper", reference)
    posted = ReviewPosting.objects.filter(paper=held).order_by("posted_on", "pk")
    places = PostingPlace.objects.filter(authority=authority_id, withdrawn_on__isnull=True)
    left = places.exclude(pk__in=posted.values("place")).order_by("name", "reference")
    return PaperRecord(
        held=held,
        postings=tuple(posted.values_list("place__name", "posted_on", "posted_by")),
        to_post=tuple(left.values_list("reference", "name")),
    )


def posting_places(authority_id: int) -> list[str]:
    """Return the names of the places where papers are posted."""
    held = PostingPlace.objects.filter(authority=authority_id, withdrawn_on__isnull=True)
    return list(held.order_by("name", "reference").values_list("name", flat=True))


def _counts(held: Held) -> Counts:
    found = looks()
    rows = ReviewedDistrict.objects.filter(review=held)
    summed = {
        name: Count("pk", filter=found[look])
        for name, look in (
            ("changing", "changing"),
            ("undecided", "undecided"),
            ("no_place", "no-place"),
            ("inaccessible", "inaccessible"),
            ("unassessed", "unassessed"),
            ("outside", "outside"),
            ("crowded", "crowded"),
        )
    }
    totals = rows.aggregate(districts=Count("pk"), **summed)
    electors = [(one[0], one[1], one[0] + one[2]) for one in rows.values_list("electors", "in_person", "growth")]
    voices = Comment.objects.filter(review=held).aggregate(
        comments=Count("pk"),
        officer=Count("pk", filter=Q(voice=Voice.RETURNING_OFFICER)),
        expert=Count("pk", filter=Q(voice=Voice.EXPERTISE)),
    )
    if held.state in (ReviewState.FINISHED, ReviewState.ABANDONED):
        totals["undecided"] = 0
    return Counts(
        electors=sum(one[0] for one in electors),
        in_person=sum(one[1] for one in electors),
        expected=sum(one[2] for one in electors),
        **totals,
        **voices,
    )


def _one(held: QuerySet[ModelT], authority_id: int, kind: str, reference: str) -> ModelT:
    found = held.filter(authority=authority_id, reference=reference).first()
    if found is None:
        raise NotFound(kind=kind, reference=reference)
    return found


def _total(held: QuerySet) -> Total:
    return Total.of(held.order_by()[: COUNT_CAP + 1].count())


def written_rows(review_id: int) -> tuple[list[HeldDistrict], list[HeldComment]]:
    """Return the districts and the comments of a review as its papers list them."""
    rows = ReviewedDistrict.objects.select_related("district", "place", "to_place", "into").filter(review=review_id)
    said = Comment.objects.select_related("about").filter(review=review_id)
    return list(rows.order_by("code")), list(said.order_by("received_on", "pk"))


def district_choices(review_id: int) -> list[tuple[str, str]]:
    """Return code and words of every district of a review."""
    rows = ReviewedDistrict.objects.filter(review=review_id).order_by("code").values_list("code", "district__name")
    return [(code, code if code == name else f"{code} {name}") for code, name in rows]
