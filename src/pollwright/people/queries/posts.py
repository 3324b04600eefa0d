"""Posts with who holds them, what they need and what is missing, and the organisation that they make."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from pollwright.formats.plan_tree import shown
from pollwright.pages.tables import Page, TableRequest, Total, every_word, keyset_queryset
from pollwright.people.models import Employee, Holding, PostTerms, Skill, SkillHeld, SkillNeeded
from pollwright.people.queries.files import HOLDING, HoldingRow
from pollwright.people.states import Restriction
from pollwright.refusals import NotFound
from pollwright.service_plan.models import Post
from pollwright.service_plan.queries.posts import Placed, PostRecord, organisation, post_record

_RESTRICTED = re.compile(r"politically restricted[^\n]*", re.IGNORECASE)
_LICENCE = re.compile(r"DVLA|licence checks", re.IGNORECASE)
WHOLE = 100


@dataclass(frozen=True, slots=True)
class TermsRow:
    """The terms of a post; a post of which none were set has these, as version nought."""

    established: int = WHOLE
    restriction: str = Restriction.NONE.value
    licence_checked: bool = False
    fluency: bool = False
    interests: bool = False
    fee_paid: bool = False
    unsocial: bool = False
    version: int = 0


@dataclass(frozen=True, slots=True)
class PostRow:
    """A post in a list, with who holds it on the day."""

    id: int
    reference: str
    title: str
    unit: str
    grade: str
    established: int
    restriction: str
    filled: int
    holders: str

    @property
    def vacant(self) -> int:
        """How many per cent of it nobody holds."""
        return max(0, self.established - self.filled)


@dataclass(frozen=True, slots=True)
class NeedRow:
    """A skill that a post needs, and who of its holders lack it."""

    skill: str
    name: str
    essential: bool
    least: int
    criterion: str
    lacking: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PostWhole:
    """A post with its terms, its holders now and at other times, and what it needs."""

    post: PostRecord
    terms: TermsRow
    holdings: tuple[HoldingRow, ...]
    needs: tuple[NeedRow, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Skills by people: skills are reference, name and kind; people reference and name; levels by both keys.

    :param levels: level and whether it ran out, by (skill, person).
    """

    skills: tuple[tuple[str, str, str], ...]
    people: tuple[tuple[str, str], ...]
    levels: dict[tuple[str, str], tuple[int, bool]]


@dataclass(frozen=True, slots=True)
class SkillRow:
    """A skill in the list of skills."""

    id: int
    reference: str
    name: str
    kind: str
    body: str
    months: int | None
    mandatory: bool
    retired: bool
    version: int


_SKILL = ("pk", "reference", "name", "kind", "body", "months", "mandatory", "retired", "version")
_TERMS = tuple(TermsRow.__dataclass_fields__)
_POST = ("pk", "reference", "title", "unit", "grade", "terms__established", "terms__restriction")


def posts(authority_id: int, asked: TableRequest, *, on: date) -> Page[PostRow]:
    """Return a page of the posts with who holds them on a day."""
    held = Post.objects.filter(every_word(asked.search, ("title", "reference", "unit")), authority=authority_id)
    restricted = asked.filters.get("restricted")
    if restricted is not None:
        bound = Q(terms__restriction__in=[Restriction.SPECIFIED, Restriction.SENSITIVE])
        held = held.filter(bound) if restricted else held.exclude(bound)
    rows = list(keyset_queryset(held, asked.order, asked.cursor).values_list(*_POST)[: asked.size + 1])
    holders = _holders(authority_id, [row[0] for row in rows], on)
    gathered = []
    for pk, reference, title, unit, grade, established, restriction in rows:
        filled, names = holders.get(pk, (0, ""))
        terms = (established or WHOLE, restriction or Restriction.NONE.value)
        gathered.append(PostRow(pk, reference, title, unit, grade, *terms, filled, names))
    return Page.gather(asked, gathered, Total.of(held.count()))


def post_whole(authority_id: int, reference: str, *, on: date) -> PostWhole:
    """Return a post with its terms, holders and needs.

    :raises NotFound: where the authority has none of that reference.
    """
    post = post_record(authority_id, reference)
    terms = PostTerms.objects.filter(authority=authority_id, post=post.id).values_list(*_TERMS).first()
    held = Holding.objects.filter(authority=authority_id, post=post.id).order_by("-starts_on", "-pk")
    holdings = tuple(HoldingRow(*row) for row in held.values_list(*HOLDING))
    return PostWhole(
        post, TermsRow(*terms) if terms else TermsRow(), holdings, _needs(authority_id, post.id, holdings, on)
    )


def proposed_terms(post: PostRecord) -> TermsRow:
    """Return the terms that a role description speaks of, for an officer to confirm.

    "Politically restricted" with NO beside it, as forms print it, restricts nothing.
    """
    lines = [" ".join(shown(cell) for cell in row) for grid in post.document.grids for row in grid.rows]
    restriction = Restriction.NONE
    for line in lines:
        if found := _RESTRICTED.search(line):
            says = found[0].casefold()
            if not re.search(r"\bno\b", says):
                restriction = Restriction.SENSITIVE if "sensitive" in says else Restriction.SPECIFIED
    text = "\n".join(lines)
    return TermsRow(
        restriction=restriction.value,
        licence_checked=bool(_LICENCE.search(text)),
        fluency="fluency duty" in text.casefold(),
        fee_paid="professional fee" in text.casefold(),
        unsocial="normal working hours" in text.casefold() or "bank holidays" in text.casefold(),
    )


def chart(authority_id: int, *, on: date) -> list[tuple[Placed, str, int]]:
    """Return every post in the order of the organisation with its holders' names and how many per cent are vacant."""
    terms = PostTerms.objects.filter(authority=authority_id).values_list("post__reference", "established")
    established = dict(terms)
    keys = dict(Post.objects.filter(authority=authority_id).values_list("reference", "pk"))
    holders = _holders(authority_id, list(keys.values()), on)
    rows = []
    for placed in organisation(authority_id):
        filled, names = holders.get(keys[placed.reference], (0, ""))
        rows.append((placed, names, max(0, established.get(placed.reference, WHOLE) - filled)))
    return rows


def matrix(authority_id: int, *, on: date) -> Matrix:
    """Return skills by people, without skills that are no longer used and people who left."""
    skills = Skill.objects.filter(authority=authority_id, retired=False).order_by("kind", "name")
    staff = Employee.objects.filter(Q(left_on__isnull=True) | Q(left_on__gte=on), authority=authority_id)
    held = SkillHeld.objects.filter(authority=authority_id).values_list(
        "skill__reference", "employee__reference", "level", "expires_on"
    )
    return Matrix(
        tuple(skills.values_list("reference", "name", "kind")),
        tuple(staff.order_by("name", "pk").values_list("reference", "name")),
        {(skill, person): (level, until is not None and until < on) for skill, person, level, until in held},
    )


def _needs(authority_id: int, post: int, holdings: tuple[HoldingRow, ...], on: date) -> tuple[NeedRow, ...]:
    now = {one.employee: one.name for one in holdings if one.on(on)}
    able: dict[str, set[str]] = defaultdict(set)
    needed = SkillNeeded.objects.filter(authority=authority_id, post=post).order_by("-essential", "skill__name")
    wanted = list(needed.values_list("skill__reference", "skill__name", "essential", "least", "criterion"))
    least = {reference: level for reference, _name, _essential, level, _criterion in wanted}
    held = SkillHeld.objects.filter(authority=authority_id, employee__reference__in=now, skill__reference__in=least)
    for skill, person, level, until in held.values_list(
        "skill__reference", "employee__reference", "level", "expires_on"
    ):
        if level >= least[skill] and (until is None or until >= on):
            able[skill].add(person)
    return tuple(
        NeedRow(*row, lacking=tuple(name for person, name in sorted(now.items()) if person not in able[row[0]]))
        for row in wanted
    )


def _holders(authority_id: int, keys: list[int], on: date) -> dict[int, tuple[int, str]]:
    """Return of each post how many per cent are held on a day, and by whom."""
    held = Holding.objects.filter(authority=authority_id, post__in=keys, starts_on__lte=on)
    held = held.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on)).order_by("-percent", "employee__name")
    found: dict[int, tuple[int, str]] = {}
    for key, percent, name, basis in held.values_list("post_id", "percent", "employee__name", "basis"):
        many, names = found.get(key, (0, ""))
        notes = [
            words for words in (f"{percent}%" if percent < WHOLE else "", basis if basis == "acting" else "") if words
        ]
        words = f"{name} ({', '.join(notes)})" if notes else name
        found[key] = (many + percent, f"{names}, {words}" if names else words)
    return found


def skill_rows(authority_id: int, asked: TableRequest) -> Page[SkillRow]:
    """Return a page of the list of skills."""
    held = Skill.objects.filter(every_word(asked.search, ("name", "reference", "body")), authority=authority_id)
    if kinds := asked.filters.get("kind"):
        held = held.filter(kind__in=list(kinds))
    rows = keyset_queryset(held, asked.order, asked.cursor).values_list(*_SKILL)[: asked.size + 1]
    return Page.gather(asked, [SkillRow(*row) for row in rows], Total.of(held.count()))


def skill(authority_id: int, reference: str) -> SkillRow:
    """Return a skill.

    :raises NotFound: where the authority has none of that reference.
    """
    row = Skill.objects.filter(authority=authority_id, reference=reference).values_list(*_SKILL).first()
    if row is None:
        raise NotFound(kind="skill", reference=reference)
    return SkillRow(*row)


def skill_choices(authority_id: int) -> list[tuple[str, str]]:
    """Return reference and name of the skills that are used."""
    held = Skill.objects.filter(authority=authority_id, retired=False).order_by("name")
    return list(held.values_list("reference", "name"))
