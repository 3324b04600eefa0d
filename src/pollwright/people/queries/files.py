"""Staff files as plain rows: the list, one file with its parts, and the lists of its parts over everybody."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Q, QuerySet, Sum

from pollwright.pages.tables import Page, TableRequest, Total, every_word, in_days, keyset_queryset
from pollwright.people.hours import Entry, Standing, standing
from pollwright.people.models import Check, Development, Employee, Holding, HoursEntry
from pollwright.people.states import HoursState
from pollwright.refusals import NotFound

APRIL = 4


@dataclass(frozen=True, slots=True)
class EmployeeRow:
    """A staff file in a list. `held` is what is held, `hours` the balance, `learnt` the development of this year."""

    id: int
    reference: str
    name: str
    number: str
    weekly_minutes: int
    cpd_minutes: int
    started_on: date
    left_on: date | None
    version: int
    held: str = ""
    balance: int = 0
    learnt: int = 0


@dataclass(frozen=True, slots=True)
class HoldingRow:
    """A holding of a post."""

    id: int
    employee: str
    name: str
    post: str
    title: str
    basis: str
    percent: int
    ours: int
    partner: str
    starts_on: date
    ends_on: date | None
    told_on: date | None

    def on(self, day: date) -> bool:
        """Whether the post is held on a day."""
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)


@dataclass(frozen=True, slots=True)
class DevelopmentRow:
    """Something learnt."""

    id: int
    employee: str
    name: str
    on: date
    kind: str
    title: str
    provider: str
    minutes: int
    reflection: str
    struck: bool


@dataclass(frozen=True, slots=True)
class HoursRow:
    """An entry of the ledger of hours."""

    id: int
    employee: str
    name: str
    on: date
    kind: str
    minutes: int
    expires_on: date | None
    note: str
    state: str
    entered_by: str
    decided_by: str


@dataclass(frozen=True, slots=True)
class CheckRow:
    """A check."""

    id: int
    employee: str
    name: str
    kind: str
    done_on: date
    outcome: str
    due_on: date | None
    note: str


@dataclass(frozen=True, slots=True)
class WholeFile:
    """A staff file with its parts; skills are reference, name, level, since, until, evidence; appraisals id, due, held."""

    row: EmployeeRow
    account: str
    holdings: tuple[HoldingRow, ...]
    skills: tuple[tuple[str, str, int, date, date | None, str], ...]
    development: tuple[DevelopmentRow, ...]
    appraisals: tuple[tuple[int, date, date | None], ...]
    hours: tuple[HoursRow, ...]
    ledger: Standing
    checks: tuple[CheckRow, ...]


_EMPLOYEE = (
    "pk", "reference", "name", "number", "weekly_minutes", "cpd_minutes", "started_on", "left_on", "version",
)  # fmt: skip
_OF = ("pk", "employee__reference", "employee__name")
HOLDING = (
    *_OF, "post__reference", "post__title", "basis", "percent", "ours", "partner", "starts_on", "ends_on", "told_on",
)  # fmt: skip
_DEVELOPMENT = (*_OF, "on", "kind", "title", "provider", "minutes", "reflection", "struck")
_HOURS = (*_OF, "on", "kind", "minutes", "expires_on", "note", "state", "entered_by", "decided_by")
_CHECK = (*_OF, "kind", "done_on", "outcome", "due_on", "note")


def year_of(on: date) -> tuple[date, date]:
    """Return the first and the last day of the financial year of a day, in which development is counted."""
    first = on.year if on.month >= APRIL else on.year - 1
    return date(first, APRIL, 1), date(first + 1, APRIL - 1, 31)


def staff(authority_id: int, asked: TableRequest, *, on: date) -> Page[EmployeeRow]:
    """Return a page of the staff files; of those who left only where they are asked for."""
    held = Employee.objects.filter(every_word(asked.search, ("name", "reference", "number")), authority=authority_id)
    gone = asked.filters.get("gone")
    held = held.filter(left_on__lt=on) if gone else held.filter(Q(left_on__isnull=True) | Q(left_on__gte=on))
    rows = list(keyset_queryset(held, asked.order, asked.cursor).values_list(*_EMPLOYEE)[: asked.size + 1])
    keys = [row[0] for row in rows]
    posts, balances, learnt = (
        _held(authority_id, keys, on),
        _balances(authority_id, keys),
        _learnt(authority_id, keys, on),
    )
    gathered = [
        replace(
            EmployeeRow(*row), held=posts.get(row[0], ""), balance=balances.get(row[0], 0), learnt=learnt.get(row[0], 0)
        )
        for row in rows
    ]
    return Page.gather(asked, gathered, Total.of(held.count()))


def own_reference(authority_id: int, person_id: int | None) -> str:
    """Return the reference of a person's own staff file; blank where they have none."""
    held = Employee.objects.filter(authority=authority_id, account__isnull=False, account=person_id)
    return held.values_list("reference", flat=True).first() or ""


def whole_file(authority_id: int, reference: str, *, on: date) -> WholeFile:
    """Return a staff file with its parts.

    :raises NotFound: where the authority has none of that reference.
    """
    row = (
        Employee.objects.filter(authority=authority_id, reference=reference)
        .values_list(*_EMPLOYEE, "account__handle")
        .first()
    )
    if row is None:
        raise NotFound(kind="staff file", reference=reference)
    key = row[0]
    of = {"authority": authority_id, "employee": key}
    ledger = HoursEntry.objects.filter(**of, state=HoursState.AGREED).order_by("on", "pk")
    learnt = _learnt(authority_id, [key], on).get(key, 0)
    entries = standing(Entry(*one) for one in ledger.values_list("on", "minutes", "expires_on"))
    held = Employee.objects.get(authority=authority_id, pk=key)
    skills = held.skills.filter(authority=authority_id).order_by("skill__name")
    return WholeFile(
        replace(EmployeeRow(*row[:-1]), balance=entries.balance, learnt=learnt),
        str(row[-1] or ""),
        tuple(
            HoldingRow(*one) for one in Holding.objects.filter(**of).order_by("-starts_on", "-pk").values_list(*HOLDING)
        ),
        tuple(skills.values_list("skill__reference", "skill__name", "level", "since", "expires_on", "evidence")),
        tuple(
            DevelopmentRow(*one)
            for one in Development.objects.filter(**of).order_by("-on", "-pk").values_list(*_DEVELOPMENT)
        ),
        tuple(
            held.appraisals.filter(authority=authority_id).order_by("-due_on").values_list("pk", "due_on", "held_on")
        ),
        tuple(HoursRow(*one) for one in HoursEntry.objects.filter(**of).order_by("-on", "-pk").values_list(*_HOURS)),
        entries,
        tuple(CheckRow(*one) for one in Check.objects.filter(**of).order_by("-done_on", "-pk").values_list(*_CHECK)),
    )


def development(authority_id: int, asked: TableRequest) -> Page[DevelopmentRow]:
    """Return a page of what everybody learnt, without what was struck out."""
    words = ("employee__name", "employee__reference", "title", "provider")
    held: QuerySet = Development.objects.filter(every_word(asked.search, words), authority=authority_id, struck=False)
    held = _chosen(held, asked, "kind").filter(in_days("on", asked.filters.get("on")))
    rows = keyset_queryset(held, asked.order, asked.cursor).values_list(*_DEVELOPMENT)[: asked.size + 1]
    return Page.gather(asked, [DevelopmentRow(*row) for row in rows], Total.of(held.count()))


def hours(authority_id: int, asked: TableRequest) -> Page[HoursRow]:
    """Return a page of everybody's entries of hours."""
    words = ("employee__name", "employee__reference", "note")
    held: QuerySet = HoursEntry.objects.filter(every_word(asked.search, words), authority=authority_id)
    held = _chosen(_chosen(held, asked, "kind"), asked, "state").filter(in_days("on", asked.filters.get("on")))
    rows = keyset_queryset(held, asked.order, asked.cursor).values_list(*_HOURS)[: asked.size + 1]
    return Page.gather(asked, [HoursRow(*row) for row in rows], Total.of(held.count()))


def checks(authority_id: int, asked: TableRequest) -> Page[CheckRow]:
    """Return a page of everybody's checks."""
    words = ("employee__name", "employee__reference")
    held: QuerySet = Check.objects.filter(every_word(asked.search, words), authority=authority_id)
    held = _chosen(_chosen(held, asked, "kind"), asked, "outcome")
    held = held.filter(in_days("due_on", asked.filters.get("due_on")))
    rows = keyset_queryset(held, asked.order, asked.cursor).values_list(*_CHECK)[: asked.size + 1]
    return Page.gather(asked, [CheckRow(*row) for row in rows], Total.of(held.count()))


def employees(authority_id: int, *, on: date) -> list[tuple[str, str]]:
    """Return reference and name of everybody who has not left."""
    held = Employee.objects.filter(Q(left_on__isnull=True) | Q(left_on__gte=on), authority=authority_id)
    return [
        (reference, f"{name} ({reference})") for reference, name in held.order_by("name").values_list(*_EMPLOYEE[1:3])
    ]


def _chosen(held: QuerySet, asked: TableRequest, name: str) -> QuerySet:
    chosen = asked.filters.get(name)
    return held.filter(**{f"{name}__in": list(chosen)}) if chosen else held


def _held(authority_id: int, keys: list[int], on: date) -> dict[int, str]:
    held = Holding.objects.filter(authority=authority_id, employee__in=keys, starts_on__lte=on)
    held = held.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on)).order_by("starts_on", "pk")
    found: dict[int, str] = {}
    for key, title, percent in held.values_list("employee_id", "post__title", "percent"):
        words = title if percent == 100 else f"{title} ({percent}%)"
        found[key] = f"{found[key]}, {words}" if key in found else words
    return found


def _balances(authority_id: int, keys: list[int]) -> dict[int, int]:
    held = HoursEntry.objects.filter(authority=authority_id, employee__in=keys, state=HoursState.AGREED).order_by()
    return dict(held.values_list("employee_id").annotate(sum=Sum("minutes")))


def _learnt(authority_id: int, keys: list[int], on: date) -> dict[int, int]:
    first, last = year_of(on)
    held = Development.objects.filter(authority=authority_id, employee__in=keys, struck=False, on__range=(first, last))
    return dict(held.order_by().values_list("employee_id").annotate(sum=Sum("minutes")))
