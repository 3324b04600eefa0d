"""Posts: taking over their role descriptions, and placing them in the organisation."""

from __future__ import annotations

from datetime import datetime

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.authorities.references import next_reference
from pollwright.files.store import keep
from pollwright.formats.plan_posts import post_of
from pollwright.refusals import NotFound, Refused
from pollwright.service_plan.events import posts as events
from pollwright.service_plan.models import Post
from pollwright.service_plan.operations.importing import GivenPlan, media_type_of, read_document
from pollwright.service_plan.queries.trees import as_json

SERIES = "POS"


class NoPost(Refused):
    """The file describes no post."""

    code = "plan.R025"
    problem = "The title of a post was not found in this file."
    remedy = "Check that it is a role description: its head has a role title or a job title."


class PostChanged(Refused):
    """Another officer changed the post."""

    code = "plan.R026"
    problem = "Post {reference} was changed by somebody else since you opened it."
    remedy = "Open it again to see how it stands, then repeat what you did."


class Circle(Refused):
    """Nobody is above themselves."""

    code = "plan.R027"
    problem = "Post {above} is under post {reference}, so it can't be above it."
    remedy = "Choose another post."


@operation(Permission.PLAN_EDIT)
def import_post(*, actor: Actor, given: GivenPlan, at: datetime) -> Post:
    """Take a post over from its role description; every cell of its tables is kept as typed.

    :raises NotReadable: where the file is neither Word nor text. :raises NoPost: where it has no title of a post.
    """
    document = read_document(given)
    read = post_of(document)
    if not read.title:
        raise NoPost
    stored = keep(
        actor=actor, source=given.content, name=given.name, media_type=media_type_of(given), kind="plan-source"
    )
    post = Post.objects.create(
        authority_id=actor.authority_id,
        reference=next_reference(actor.authority_id, SERIES),
        title=read.title[:200],
        unit=read.unit[:200],
        grade=read.grade[:40],
        reports_to=read.reports_to[:200],
        content=as_json(document),
        source=stored,
        made_at=at,
    )
    cells = sum(len(row) for grid in document.grids for row in grid.rows)
    record(events.PostImported(post.reference, post.title, len(document.grids), cells), actor=actor, subjects=[post])
    return post


@operation(Permission.PLAN_EDIT)
def place_post(
    *, actor: Actor, reference: str, version: int, above: str = "", shared_with: str = "", vacant: bool = False
) -> Post:
    """Say which post is above another, with which authority it is shared, and whether nobody holds it.

    :raises PostChanged: where another officer was first. :raises Circle: where a post would be above itself.
    """
    held = Post.objects.select_for_update().filter(authority=actor.authority_id)
    post = held.filter(reference=reference).first()
    if post is None:
        raise NotFound(kind="post", reference=reference)
    if post.version != version:
        raise PostChanged(reference=reference)
    higher = held.filter(reference=above).first() if above else None
    if above and higher is None:
        raise NotFound(kind="post", reference=above)
    _refuse_circle(post, higher)
    post.above, post.shared_with, post.vacant = higher, shared_with, vacant
    post.version += 1
    post.save()
    record(events.PostPlaced(reference, above or "nobody"), actor=actor, subjects=[post])
    return post


def _refuse_circle(post: Post, higher: Post | None) -> None:
    above = dict(Post.objects.filter(authority=post.authority_id).values_list("pk", "above_id"))
    at = higher.pk if higher else None
    while at is not None:
        if at == post.pk and higher is not None:
            raise Circle(reference=post.reference, above=higher.reference)
        at = above.get(at)
