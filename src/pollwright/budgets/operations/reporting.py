"""Reports on a budget, made as it stands and frozen; none leaves while a variance is not explained."""

from __future__ import annotations

from datetime import datetime

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.authorities.references import next_reference
from pollwright.budgets import events
from pollwright.budgets.models import Budget, BudgetReport, Virement
from pollwright.budgets.operations.holding import REPORTS, NotAgreed
from pollwright.budgets.papers.reports import by_payer, lines_of, paper_of, titled
from pollwright.budgets.queries.figures import figures_of, unexplained
from pollwright.budgets.states import BudgetState, VirementState
from pollwright.files.store import keep
from pollwright.formats.plan_dates import year_name
from pollwright.law.notices import LONDON
from pollwright.pages.wording import money
from pollwright.refusals import NotFound, Refused

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class NotExplained(Refused):
    """A variance is not explained."""

    code = "budgets.R080"
    problem = "{many} variances are not explained, the first of heading {heading}."
    remedy = "Explain each that is marked on the page of the budget, then make the report."


@operation(Permission.BUDGETS_EDIT)
def make_report(*, actor: Actor, reference: str, at: datetime) -> BudgetReport:
    """Make a report on a budget that was agreed, with its files; it is never changed, another can be made.

    :raises NotAgreed: where it is a draft. :raises NotExplained: where a variance is to be explained first.
    """
    held = Budget.objects.select_related("service").filter(authority=actor.authority_id, reference=reference).first()
    if held is None:
        raise NotFound(kind="budget", reference=reference)
    if held.state == BudgetState.DRAFT:
        raise NotAgreed(reference=reference)
    on = at.astimezone(LONDON).date()
    found = figures_of(actor.authority_id, [held.pk], on=on)
    missing = unexplained(actor.authority_id, found, on=on)
    if missing:
        raise NotExplained(many=len(missing), heading=missing[0].reference)
    name = next_reference(actor.authority_id, REPORTS)
    title = titled(held.service.name, year_name(held.year), on)
    lines = lines_of(found)
    pdf, docx = paper_of(actor.authority_id, name, title, (lines, by_payer(found), _virements(held)), at)
    stored = [
        keep(actor=actor, source=content, name=f"{name}.{ending}", media_type=media, kind="budget-report")
        for content, ending, media in ((pdf, "pdf", "application/pdf"), (docx, "docx", WORD))
    ]
    made = BudgetReport.objects.create(
        authority_id=actor.authority_id, budget=held, reference=name, title=title, rows=lines, pdf=stored[0],
        docx=stored[1], made_by=actor.name, made_at=at,
    )  # fmt: skip
    record(events.BudgetReported(reference, name, stored[0].sha256), actor=actor, subjects=[held, *stored])
    return made


def _virements(budget: Budget) -> list[list[str]]:
    held = Virement.objects.filter(budget=budget, state=VirementState.APPROVED).select_related("source", "target")
    return [
        [
            one.reference,
            one.source.title or one.source.reference,
            one.target.title or one.target.reference,
            money(one.pence),
            one.reason,
            "; ".join(part for part in (one.decided_by, one.authority_for) if part),
        ]
        for one in held.order_by("pk")
    ]
