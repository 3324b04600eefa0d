"""Whether a post is vacant, told from who holds it. A post of which no holding was ever kept stays as it was said."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef, Q

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.people.events import VacancyNoted
from pollwright.people.models import Holding
from pollwright.service_plan.models import Post


def not_as_held(authority_id: int, on: date) -> list[int]:
    """Return the posts that are said to be vacant while somebody holds them on a day, or the other way round."""
    kept = Holding.objects.filter(post=OuterRef("pk"))
    now = kept.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on), starts_on__lte=on)
    posts = Post.objects.filter(Exists(kept), authority=authority_id).annotate(held=Exists(now))
    return list(posts.filter(Q(held=True, vacant=True) | Q(held=False, vacant=False)).values_list("pk", flat=True))


@operation(Permission.TEAM_KEEP)
def note_vacancies(*, actor: Actor, on: date) -> int:
    """Say of each post whether it is vacant on a day, where that is not what is said of it; return of how many."""
    posts = Post.objects.select_for_update().filter(pk__in=not_as_held(actor.authority_id, on)).order_by("pk")
    for post in posts:
        post.vacant = not post.vacant
        post.version += 1
        post.save()
        record(VacancyNoted(post.reference, "vacant" if post.vacant else "held"), actor=actor, subjects=[post])
    return len(posts)


def keep_vacancies(actor: Actor, on: date) -> int:
    """Do as `note_vacancies`, and nothing at all where every post is said to be as it is held."""
    return note_vacancies(actor=actor, on=on) if not_as_held(actor.authority_id, on) else 0
