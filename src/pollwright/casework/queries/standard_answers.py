"""Standard answers and the disclosure log as plain rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from pollwright.acting import Actor
from pollwright.casework.models import StandardAnswer
from pollwright.casework.queries.cases import visible
from pollwright.pages.tables import Page, TableRequest, Total, every_word, in_days, keyset_queryset
from pollwright.pages.tables.paging import COUNT_CAP
from pollwright.refusals import NotFound

HeldAnswer: TypeAlias = StandardAnswer


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """A standard answer in a list."""

    id: int
    reference: str
    question: str
    words: str
    kinds: tuple[str, ...]
    review_on: date
    retired_on: date | None


@dataclass(frozen=True, slots=True)
class DisclosedRow:
    """A request on the disclosure log. Nothing of who asked."""

    id: int
    reference: str
    kind: str
    office: str
    disclosed_title: str
    disclosed_words: str
    received_on: date
    answered_on: date | None
    outcome: str
    grounds: tuple[str, ...]
    disclosed_on: date


def standard_answers(authority_id: int, asked: TableRequest) -> Page[AnswerRow]:
    """Return a page of standard answers; retired ones only where they are asked for."""
    held = StandardAnswer.objects.filter(authority=authority_id)
    held = held.filter(every_word(asked.search, ("question", "words", "reference")))
    held = held.filter(retired_on__isnull=not asked.filters.get("retired"))
    if kinds := asked.filters.get("kind"):
        held = held.filter(kinds__overlap=list(kinds))
    total = Total.of(held.order_by()[: COUNT_CAP + 1].count())
    names = ("pk", *AnswerRow.__slots__[1:])
    rows = keyset_queryset(held, asked.order, asked.cursor).values_list(*names)[: asked.size + 1]
    return Page.gather(asked, [AnswerRow(*row) for row in rows], total)


def standard_answer(authority_id: int, reference: str) -> StandardAnswer:
    """Return one standard answer.

    :raises NotFound: where the authority has none of that reference.
    """
    held = StandardAnswer.objects.filter(authority=authority_id, reference=reference).first()
    if held is None:
        raise NotFound(kind="standard answer", reference=reference)
    return held


def answers_for(authority_id: int, kind: str) -> list[tuple[str, str]]:
    """Return reference and question of the standard answers to cases of a kind."""
    held = StandardAnswer.objects.filter(authority=authority_id, retired_on__isnull=True, kinds__contains=[kind])
    return list(held.order_by("question", "pk").values_list("reference", "question"))


def answers_to_review(authority_id: int, last: date) -> list[tuple[str, str, date]]:
    """Return reference, question and day of the standard answers that are to be reviewed by a day."""
    held = StandardAnswer.objects.filter(authority=authority_id, retired_on__isnull=True, review_on__lte=last)
    return list(held.order_by("review_on", "pk").values_list("reference", "question", "review_on"))


def disclosed(actor: Actor, asked: TableRequest) -> Page[DisclosedRow]:
    """Return a page of the disclosure log."""
    held = visible(actor).filter(disclosed_on__isnull=False)
    held = held.filter(every_word(asked.search, ("disclosed_title", "disclosed_words", "reference")))
    if outcomes := asked.filters.get("outcome"):
        held = held.filter(outcome__in=list(outcomes))
    held = held.filter(in_days("answered_on", asked.filters.get("answered")))
    total = Total.of(held.order_by()[: COUNT_CAP + 1].count())
    names = ("pk", *DisclosedRow.__slots__[1:])
    rows = keyset_queryset(held, asked.order, asked.cursor).values_list(*names)[: asked.size + 1]
    return Page.gather(asked, [DisclosedRow(*row) for row in rows], total)
