"""Cases as plain rows, for queues and pages. Allegations only for whoever may see them, here and nowhere else decided."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import reduce
from operator import and_

from django.db.models import Count, Q, QuerySet

from pollwright.acting import Actor, Permission
from pollwright.casework.models import Case, CaseEvidence, CaseFile, CaseNote, CaseStage
from pollwright.casework.states import CaseState, Channel
from pollwright.pages.tables import Page, TableRequest, Total, in_days, keyset_queryset
from pollwright.pages.tables.paging import COUNT_CAP
from pollwright.refusals import NotFound
from pollwright.register.models import ContactNote

SOON = timedelta(days=5)
Held = Case
"""A case as `case_record` gives it to pages."""


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case in a queue. `owner` is None where nobody has it."""

    id: int
    reference: str
    kind: str
    office: str
    channel: str
    received_on: date
    subject: str
    requester: str
    owner: str | None
    state: str
    stage: int
    due_on: date | None
    asked_on: date | None
    outcome: str
    answered_on: date | None
    closed_on: date | None

    def age(self, on: date) -> int:
        """Return how many days it has been in hand, or was."""
        return ((self.closed_on or on) - self.received_on).days


@dataclass(frozen=True, slots=True)
class StageRow:
    """An earlier stage."""

    stage: int
    began_on: date
    due_on: date | None
    answered_on: date | None
    outcome: str


@dataclass(frozen=True, slots=True)
class NoteRow:
    """A note."""

    kind: str
    at: datetime
    by_name: str
    text: str


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file; `token` names it where it is downloaded."""

    name: str
    token: str
    letter: str
    what: str
    at: datetime
    by_name: str


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """A piece of evidence and who holds it."""

    number: int
    what: str
    holder: str
    received_on: date


@dataclass(frozen=True, slots=True)
class CaseRecord:
    """Everything of one case. `held` is the case itself, its owner, elector, home and poll at hand."""

    held: Case
    stages: tuple[StageRow, ...]
    notes: tuple[NoteRow, ...]
    files: tuple[FileRow, ...]
    evidence: tuple[EvidenceRow, ...]


@dataclass(frozen=True, slots=True)
class ContactRow:
    """A contact about an elector or a home, as the register keeps it."""

    id: int
    at: datetime
    channel: str
    elector: str | None
    property: str | None
    by_name: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """What Today says of cases."""

    overdue: int
    soon: int
    unacknowledged: int
    proposed: int


_ROW = (
    "pk", "reference", "kind", "office", "channel", "received_on", "subject", "requester", "owner__name", "state",
    "stage", "due_on", "asked_on", "outcome", "answered_on", "closed_on",
)  # fmt: skip


def visible(actor: Actor) -> QuerySet[Case]:
    """Return the cases of the actor's authority that the actor may see."""
    held = Case.objects.filter(authority=actor.authority_id)
    return held if actor.may(Permission.INTEGRITY_VIEW) else held.filter(restricted=False)


def cases(actor: Actor, asked: TableRequest, *, on: date) -> Page[CaseRow]:
    """Return a page of cases; those that are closed only where they are asked for, or searched for."""
    held = narrowed(actor, asked, on=on)
    total = Total.of(held.order_by()[: COUNT_CAP + 1].count())
    rows = keyset_queryset(held, asked.order, asked.cursor).values_list(*_ROW)[: asked.size + 1]
    return Page.gather(asked, [CaseRow(*row) for row in rows], total)


def references_of(actor: Actor, asked: TableRequest, *, on: date) -> list[str]:
    """Return the references of every case that a list's request matches, for an act on all of them."""
    return list(narrowed(actor, asked, on=on).order_by("pk").values_list("reference", flat=True))


def narrowed(actor: Actor, asked: TableRequest, *, on: date) -> QuerySet[Case]:
    """Return the cases that a list's search and filters leave."""
    words = (Q(folded__contains=word.casefold()) for word in asked.search.split())
    held = visible(actor).filter(reduce(and_, words, Q()))
    which = asked.filters.get("which")
    if which == "closed":
        held = held.filter(state=CaseState.CLOSED)
    elif which != "all" and not asked.search:
        held = held.exclude(state=CaseState.CLOSED)
    for name in ("kind", "state", "office", "channel"):
        if chosen := asked.filters.get(name):
            held = held.filter(**{f"{name}__in": list(chosen)})
    if look := asked.filters.get("look"):
        held = held.filter(_looks(actor, on)[look])
    return held


def case_record(actor: Actor, reference: str) -> CaseRecord:
    """Return everything of one case.

    :raises NotFound: where there is none that the actor may see; a hidden one looks the same as none.
    """
    held = visible(actor).select_related("owner", "elector", "property", "poll").filter(reference=reference).first()
    if held is None:
        raise NotFound(kind="case", reference=reference)
    of = {"authority": actor.authority_id, "case": held}
    files = CaseFile.objects.filter(**of, file__removed_at__isnull=True).order_by("-pk")
    return CaseRecord(
        held=held,
        stages=tuple(
            StageRow(*row) for row in CaseStage.objects.filter(**of).order_by("stage").values_list(*StageRow.__slots__)
        ),
        notes=tuple(
            NoteRow(*row) for row in CaseNote.objects.filter(**of).order_by("-pk").values_list(*NoteRow.__slots__)
        ),
        files=tuple(
            FileRow(*row) for row in files.values_list("file__name", "file__token", "letter", "what", "at", "by_name")
        ),
        evidence=tuple(
            EvidenceRow(*row)
            for row in CaseEvidence.objects.filter(**of).order_by("number").values_list(*EvidenceRow.__slots__)
        ),
    )


def contacts(authority_id: int, asked: TableRequest) -> Page[ContactRow]:
    """Return a page of the contacts about electors and homes, by references only."""
    held = ContactNote.objects.filter(authority=authority_id)
    if channels := asked.filters.get("channel"):
        held = held.filter(channel__in=list(channels))
    held = held.filter(in_days("at__date", asked.filters.get("at")))
    if asked.search:
        held = held.filter(
            Q(elector__reference__icontains=asked.search)
            | Q(property__reference__icontains=asked.search)
            | Q(by_name__icontains=asked.search)
        )
    named = ("pk", "at", "channel", "elector__reference", "property__reference", "by_name")
    total = Total.of(held.order_by()[: COUNT_CAP + 1].count())
    rows = keyset_queryset(held, asked.order, asked.cursor).values_list(*named)[: asked.size + 1]
    return Page.gather(asked, [ContactRow(*row) for row in rows], total)


def waiting(actor: Actor, *, on: date) -> Waiting:
    """Return what Today says of the cases that the actor may see, in one statement."""
    looks = _looks(actor, on)
    found = visible(actor).aggregate(
        overdue=Count("pk", filter=looks["overdue"]),
        soon=Count("pk", filter=looks["soon"]),
        unacknowledged=Count("pk", filter=looks["unacknowledged"]),
        proposed=Count("pk", filter=Q(state=CaseState.PROPOSED) & ~Q(proposed_by_id=actor.person_id)),
    )
    return Waiting(**found)


def channels_of_contacts() -> tuple[tuple[str, str], ...]:
    """Return the ways in which contacts come, for a filter."""
    return tuple((one.value, str(one.label)) for one in Channel)


def _looks(actor: Actor, on: date) -> dict[str, Q]:
    """Return what may be looked for, by the name of the filter's choice."""
    in_hand = ~Q(state=CaseState.CLOSED)
    return {
        "overdue": in_hand & Q(due_on__lt=on),
        "soon": in_hand & Q(due_on__gte=on, due_on__lte=on + SOON),
        "mine": in_hand & Q(owner=actor.person_id),
        "unassigned": in_hand & Q(owner__isnull=True),
        "unacknowledged": in_hand & Q(acknowledged_on__isnull=True, acknowledge_by__lt=on),
        "proposed": Q(state=CaseState.PROPOSED),
    }
