"""Posts as plain rows, and the organisation that they make."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Q

from pollwright.formats.plan_posts import Competency, Criterion, competencies, criteria, post_of
from pollwright.formats.plan_tree import PlanDocument
from pollwright.pages.tables import Page, TableRequest, Total, keyset_queryset
from pollwright.refusals import NotFound
from pollwright.service_plan.models import Post
from pollwright.service_plan.queries.trees import from_json


@dataclass(frozen=True, slots=True)
class PostListed:
    """A post in a list."""

    id: int
    reference: str
    title: str
    unit: str
    grade: str
    reports_to: str
    above: str | None
    vacant: bool


@dataclass(frozen=True, slots=True)
class PostRecord:
    """A post with its role description and what was read of it."""

    id: int
    reference: str
    version: int
    title: str
    unit: str
    grade: str
    reports_to: str
    above: str
    shared_with: str
    vacant: bool
    source: str
    pairs: tuple[tuple[str, str], ...]
    document: PlanDocument
    criteria: tuple[Criterion, ...]
    competencies: tuple[Competency, ...]


@dataclass(frozen=True, slots=True)
class Placed:
    """A post in the organisation: how many posts are above it."""

    reference: str
    title: str
    depth: int
    vacant: bool


def posts(authority_id: int, asked: TableRequest) -> Page[PostListed]:
    """Return a page of posts."""
    held = Post.objects.filter(authority=authority_id)
    if (vacant := asked.filters.get("vacant")) is not None:
        held = held.filter(vacant=vacant)
    for word in asked.search.split():
        held = held.filter(Q(title__icontains=word) | Q(unit__icontains=word) | Q(reference__iexact=word))
    fields = ("pk", "reference", "title", "unit", "grade", "reports_to", "above__title", "vacant")
    rows = keyset_queryset(held, asked.order, asked.cursor).values_list(*fields)[: asked.size + 1]
    return Page.gather(asked, [PostListed(*row) for row in rows], Total.of(held.count()))


def post_record(authority_id: int, reference: str) -> PostRecord:
    """Return one post.

    :raises NotFound: where the authority has none of that reference.
    """
    post = Post.objects.select_related("above", "source").filter(authority=authority_id, reference=reference).first()
    if post is None:
        raise NotFound(kind="post", reference=reference)
    document = from_json(post.content)
    return PostRecord(
        id=post.pk,
        reference=post.reference,
        version=post.version,
        title=post.title,
        unit=post.unit,
        grade=post.grade,
        reports_to=post.reports_to,
        above=post.above.reference if post.above else "",
        shared_with=post.shared_with,
        vacant=post.vacant,
        source=post.source.token if post.source else "",
        pairs=post_of(document).pairs,
        document=document,
        criteria=tuple(criteria(document)),
        competencies=tuple(competencies(document)),
    )


def post_choices(authority_id: int, *, but: str = "") -> list[tuple[str, str]]:
    """Return reference and title of every post but one."""
    held = Post.objects.filter(authority=authority_id).exclude(reference=but).order_by("title", "reference")
    return [(reference, f"{title} ({reference})") for reference, title in held.values_list("reference", "title")]


def organisation(authority_id: int) -> list[Placed]:
    """Return every post in the order of the organisation: each before those under it, by title."""
    below: dict[int | None, list[tuple[int, str, str, bool]]] = defaultdict(list)
    held = Post.objects.filter(authority=authority_id).order_by("title", "reference")
    for above_id, pk, reference, title, vacant in held.values_list("above_id", "pk", "reference", "title", "vacant"):
        below[above_id].append((pk, reference, title, vacant))

    def under(above_id: int | None, depth: int) -> Iterator[Placed]:
        for pk, reference, title, vacant in below[above_id]:
            yield Placed(reference, title, depth, vacant)
            yield from under(pk, depth + 1)

    return list(under(None, 0))
