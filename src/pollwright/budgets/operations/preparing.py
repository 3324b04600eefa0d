"""Drafting a budget: opening it, its headings and what the service asks for. Only finance enters what counts."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Max

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.authorities.references import next_reference, next_references
from pollwright.budgets import events
from pollwright.budgets.models import Budget, BudgetHeading, LedgerCode
from pollwright.budgets.operations.holding import (
    BUDGETS,
    HEADINGS,
    AgreedAlready,
    BelowNought,
    budget_in_hand,
    heading_in_hand,
    keep,
    seen,
)
from pollwright.budgets.states import BudgetState, Payer, Pot, Sort, Spread
from pollwright.elections.models import BudgetLine, Poll
from pollwright.formats.plan_dates import year_name
from pollwright.refusals import NotFound, Refused
from pollwright.service_plan.models import Service
from pollwright.service_plan.operations.importing import service_named, service_of

OPEN = (BudgetState.DRAFT, BudgetState.AGREED)
_ROLLED = ("position", "title", "pot", "sort", "payer", "spread")


class BudgetThere(Refused):
    """A service has one budget a year."""

    code = "budgets.R010"
    problem = "The service has budget {reference} for {year}."
    remedy = "Open that one."


class ServiceMissing(Refused):
    """A budget is one service's."""

    code = "budgets.R013"
    problem = "Say whose budget it is: a service from the list, or the name of one that has no plan yet."
    remedy = "Choose one of the two."


class CodeTaken(Refused):
    """A code of the ledger belongs to one heading."""

    code = "budgets.R011"
    problem = "Code {ledger_code} belongs to another heading of this budget."
    remedy = "Assign it anew from the page of the ledger's codes."


class NothingToTake(Refused):
    """There is nothing to take over."""

    code = "budgets.R012"
    problem = "Poll {poll} has no budget in its project, or its headings stand here already."
    remedy = "Make the project of the poll first; change headings that stand here one by one."


@dataclass(frozen=True, slots=True)
class HeadingFacts:
    """What is known of a heading. `bid` is what is asked for, in pence at or above nought, also of income.

    :param code: of the ledger; more can be assigned to it later. :param poll: reference of the poll that it is for.
    """

    title: str = ""
    pot: Pot = Pot.CORE
    sort: Sort = Sort.COST
    payer: Payer = Payer.COUNCIL
    spread: Spread = Spread.EVEN
    code: str = ""
    poll: str = ""
    bid: int | None = None


@operation(Permission.BUDGETS_EDIT)
def open_budget(*, actor: Actor, service: str = "", name: str = "", year: int) -> Budget:
    """Open the budget of a service for the year that begins in `year`, with the headings and codes of the year before.

    Polls are not carried over: they belong to their year.

    :param service: its reference. :param name: in place of it that of a service that has no plan yet.
    :raises BudgetThere: where there is one. :raises ServiceMissing: where no service is named, or two are.
    """
    if bool(service) == bool(name.strip()):
        raise ServiceMissing
    owner = service_of(actor, service) if service else service_named(actor, name.strip())
    Service.objects.select_for_update().get(pk=owner.pk, authority=actor.authority_id)
    held = Budget.objects.filter(authority=actor.authority_id, service=owner)
    if there := held.filter(year=year).first():
        raise BudgetThere(reference=there.reference, year=year_name(year))
    reference = next_reference(actor.authority_id, BUDGETS)
    made = Budget.objects.create(authority_id=actor.authority_id, reference=reference, service=owner, year=year)
    before = held.filter(year=year - 1).first()
    many = _roll(before, made) if before else 0
    record(events.BudgetOpened(made.reference, year_name(year), many), actor=actor, subjects=[made])
    return made


@operation(Permission.BUDGETS_EDIT)
def add_heading(*, actor: Actor, reference: str, version: int, facts: HeadingFacts) -> BudgetHeading:
    """Add a heading to a budget that is not closed; one that was agreed gets it at nought.

    :raises CodeTaken: where the code belongs to another heading.
    """
    budget = seen(budget_in_hand(actor, reference, states=OPEN), version)
    agreed = budget.state == BudgetState.AGREED
    held = BudgetHeading(
        authority_id=actor.authority_id,
        budget=budget,
        reference=next_reference(actor.authority_id, HEADINGS),
        position=_next_position(budget),
        original=0 if agreed else None,
        **_stored(actor, facts),
    )
    held.save(force_insert=True)
    _give_code(held, facts.code)
    keep(budget)
    record(events.HeadingAdded(reference, held.reference), actor=actor, subjects=[budget, held])
    return held


@operation(Permission.BUDGETS_EDIT)
def change_heading(*, actor: Actor, reference: str, version: int, facts: HeadingFacts, reason: str) -> BudgetHeading:
    """Change what a heading is called and whose it is; its amounts stay as finance entered them.

    :raises AgreedAlready: where a cost should become income, or the bid should change, after the budget was agreed.
    """
    held = heading_in_hand(actor, reference, version, states=OPEN)
    wanted = _stored(actor, facts)
    agreed = held.budget.state == BudgetState.AGREED
    if (agreed or held.original is not None) and (wanted["sort"] != held.sort or wanted["bid"] != held.bid):
        raise AgreedAlready(reference=held.budget.reference)
    _give_code(held, facts.code)
    changes = keep(held, **wanted)
    happening = events.HeadingChanged(held.budget.reference, reference)
    record(happening, actor=actor, subjects=[held.budget, held], changes=changes, reason=reason)
    return held


@operation(Permission.BUDGETS_EDIT)
def take_poll(*, actor: Actor, reference: str, version: int, poll: str, pot: Pot, payer: Payer) -> int:
    """Make headings from the budget of a poll's project; its estimates become what is asked for. Return how many.

    :raises NothingToTake: where the poll has none, or they stand here already.
    """
    budget = seen(budget_in_hand(actor, reference, states=(BudgetState.DRAFT,)), version)
    found = _poll(actor, poll)
    lines = list(BudgetLine.objects.filter(authority=actor.authority_id, poll=found).order_by("pk"))
    if not lines or BudgetHeading.objects.filter(budget=budget, poll=found).exists():
        raise NothingToTake(poll=poll)
    first = _next_position(budget)
    references = next_references(actor.authority_id, HEADINGS, len(lines))
    BudgetHeading.objects.bulk_create(
        BudgetHeading(
            authority_id=actor.authority_id, budget=budget, reference=one, position=first + place, title=line.heading,
            pot=pot, payer=payer, poll=found, spread=Spread.ORDERED, bid=max(0, line.estimate),
        )
        for place, (one, line) in enumerate(zip(references, lines, strict=True))
    )  # fmt: skip
    keep(budget)
    record(events.PollTakenOver(reference, poll, len(lines)), actor=actor, subjects=[budget, found])
    return len(lines)


def _roll(before: Budget, made: Budget) -> int:
    rows = list(BudgetHeading.objects.filter(budget=before, poll=None).order_by("position", "pk"))
    references = next_references(made.authority_id, HEADINGS, len(rows))
    fresh = BudgetHeading.objects.bulk_create(
        BudgetHeading(
            authority_id=made.authority_id,
            budget=made,
            reference=reference,
            **{name: getattr(row, name) for name in _ROLLED},
        )
        for reference, row in zip(references, rows, strict=True)
    )
    new_of = {old.pk: new.pk for old, new in zip(rows, fresh, strict=True)}
    codes = LedgerCode.objects.filter(budget=before, heading__in=rows).order_by("pk")
    LedgerCode.objects.bulk_create(
        LedgerCode(authority_id=made.authority_id, budget=made, code=one.code, heading_id=new_of[one.heading_id])
        for one in codes
    )
    return len(rows)


def _stored(actor: Actor, facts: HeadingFacts) -> dict[str, object]:
    if facts.bid is not None and facts.bid < 0:
        raise BelowNought
    poll = _poll(actor, facts.poll) if facts.poll else None
    bid = -facts.bid if facts.bid is not None and facts.sort == Sort.INCOME else facts.bid
    words = {name: getattr(facts, name) for name in ("title", "pot", "sort", "payer", "spread")}
    return {**words, "poll": poll, "bid": bid}


def _give_code(held: BudgetHeading, code: str) -> None:
    if not code:
        return
    there = LedgerCode.objects.filter(budget=held.budget, code=code).first()
    if there is not None and there.heading_id != held.pk:
        raise CodeTaken(ledger_code=code)
    if there is None:
        LedgerCode.objects.create(authority_id=held.authority_id, budget=held.budget, code=code, heading=held)


def _poll(actor: Actor, reference: str) -> Poll:
    found = Poll.objects.filter(authority=actor.authority_id, reference=reference).first()
    if found is None:
        raise NotFound(kind="poll", reference=reference)
    return found


def _next_position(budget: Budget) -> int:
    last = BudgetHeading.objects.filter(budget=budget).aggregate(last=Max("position"))["last"]
    return (last or 0) + 1
