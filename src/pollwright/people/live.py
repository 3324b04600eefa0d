"""What plans may show of the team: the skills and qualifications that each post needs, without anybody's name."""

from __future__ import annotations

from collections import defaultdict

from django.db.models import Max
from django.utils.translation import gettext_lazy

from pollwright.acting import Permission
from pollwright.formats.plan_kinds import TableKind
from pollwright.people.hours import written
from pollwright.people.models import Holding, SkillNeeded
from pollwright.service_plan.live import Bound, LiveSource, offer, whole
from pollwright.service_plan.models import Post
from pollwright.service_plan.queries.live_columns import Cells, in_columns

HEAD = ("Job Title", "Qualification", "Continuing Professional Development required?")


def skills(bound: Bound) -> Cells:
    """Return each post with what it needs and the development that its holders are to do in a year."""
    needed: dict[int, list[str]] = defaultdict(list)
    held = SkillNeeded.objects.filter(authority=bound.authority_id).order_by("-essential", "skill__name")
    for post, name, essential in held.values_list("post_id", "skill__name", "essential"):
        needed[post].append(name if essential else f"{name} (desirable)")
    holders = Holding.objects.filter(authority=bound.authority_id, ends_on__isnull=True).order_by()
    wanted = dict(holders.values_list("post_id").annotate(Max("employee__cpd_minutes")))
    posts = Post.objects.filter(authority=bound.authority_id).order_by("title", "reference")
    rows = [
        (title, "; ".join(needed[key]), f"Yes, {written(wanted[key])} hours a year" if wanted.get(key) else "")
        for key, title in posts.values_list("pk", "title")
        if needed[key] or wanted.get(key)
    ]

    def cell(row: tuple[str, str, str], name: str) -> str:
        known = {"job title": row[0], "qualification": row[1], "continuing": row[2]}
        return next((value for word, value in known.items() if name.startswith(word)), "")

    return in_columns(TableKind.SKILLS, bound.typed, HEAD, rows, cell)


offer(
    LiveSource(
        "team-skills",
        gettext_lazy("Skills and qualifications of the team"),
        (TableKind.SKILLS,),
        Permission.TEAM_KEEP,
        skills,
        whole,
    )
)
