"""From draft to published version: approval by a second person, the version log, and the frozen files."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.authorities.models import Authority
from pollwright.files.store import keep
from pollwright.formats.plan_kinds import TableKind, shape_of
from pollwright.refusals import NotFound, Refused
from pollwright.service_plan.events import plans as events
from pollwright.service_plan.models import Plan, PlanBlock, PlanRow, PlanVersion
from pollwright.service_plan.operations.exporting import MEDIA_TYPES, Frame, make_file
from pollwright.service_plan.operations.importing import row_of
from pollwright.service_plan.queries.numbering import NUMBER, numbers_of
from pollwright.service_plan.queries.trees import as_json, links_of, tree
from pollwright.service_plan.states import BlockKind, PlanAct, PlanState, after


class PlanChanged(Refused):
    """Another officer moved the plan on."""

    code = "plan.R014"
    problem = "Plan {reference} was moved on by somebody else since you opened it."
    remedy = "Open it again to see how it stands."


class NotOpen(Refused):
    """The act is not open in the state that the plan is in."""

    code = "plan.R015"
    problem = "Plan {reference} can't go that way now: it is {state}."
    remedy = "Open the plan to see what can be done with it."
    words = frozenset({"state"})


class TablesToConfirm(Refused):
    """Tables wait to be confirmed."""

    code = "plan.R016"
    problem = "{count} tables of plan {reference} have not been confirmed."
    remedy = "Look at each beside what was understood of it, and confirm it."


class SecondPerson(Refused):
    """A plan is approved by somebody else than its author."""

    code = "plan.R017"
    problem = "Plan {reference} was sent for approval by you."
    remedy = "Somebody else has to approve it."


class BadNumber(Refused):
    """Numbers of versions rise."""

    code = "plan.R018"
    problem = "{number} can't be the number of the next version: the last one is {last}."
    remedy = "Give a higher one, such as {suggested}."


class NoVersionTable(Refused):
    """The plan has no table of its versions."""

    code = "plan.R019"
    problem = "Plan {reference} has no table of versions."
    remedy = "Confirm one of its tables as that of the versions."


@operation(Permission.PLAN_EDIT)
def submit_plan(*, actor: Actor, reference: str, version: int) -> Plan:
    """Send a plan for approval.

    :raises TablesToConfirm: where a table has not been confirmed. :raises NotOpen: where it is no draft.
    """
    plan = _in_hand(actor, reference, version)
    waiting = PlanBlock.objects.filter(
        authority=actor.authority_id, plan=plan, kind=BlockKind.TABLE, confirmed_at__isnull=True
    ).count()
    if waiting:
        raise TablesToConfirm(reference=reference, count=waiting)
    plan.submitted_by = actor.person_id
    return _move(actor, plan, PlanAct.SUBMIT)


@operation(Permission.PLAN_APPROVE)
def approve_plan(*, actor: Actor, reference: str, version: int) -> Plan:
    """Approve a plan that somebody else sent.

    :raises SecondPerson: where whoever acts sent it. :raises NotOpen: where it was not sent for approval.
    """
    plan = _in_hand(actor, reference, version)
    if plan.submitted_by is not None and plan.submitted_by == actor.person_id:
        raise SecondPerson(reference=reference)
    return _move(actor, plan, PlanAct.APPROVE)


@operation(Permission.PLAN_APPROVE)
def return_plan(*, actor: Actor, reference: str, version: int, reason: str) -> Plan:
    """Send a plan back to its author, with a reason.

    :raises NotOpen: where it was neither sent for approval nor approved.
    """
    return _move(actor, _in_hand(actor, reference, version), PlanAct.RETURN, reason)


@operation(Permission.PLAN_APPROVE)
def publish_plan(
    *, actor: Actor, reference: str, version: int, number: str, reason: str, initials: str, on: date, at: datetime
) -> PlanVersion:
    """Publish an approved plan: its version log gets a row, and its files are made, proved and frozen.

    :param number: of the version, higher than all before. :param initials: as they stand in the log.
    :raises NotOpen: where it is not approved. :raises BadNumber: where the number does not rise.
    :raises NoVersionTable: where the plan has no version log. :raises CharacterNotShown: where the PDF can't be set.
    """
    plan = _in_hand(actor, reference, version)
    last, suggested = numbers_of(plan)
    if not NUMBER.fullmatch(number) or Decimal(number) <= Decimal(last):
        raise BadNumber(number=number, last=last, suggested=suggested)
    if after(PlanState(plan.state), PlanAct.PUBLISH) is None:
        raise NotOpen(reference=reference, state=PlanState(plan.state).label)
    _log_version(plan, [number, f"{on:%d/%m/%Y}", reason, initials])
    document = tree(plan)
    name = Authority.objects.values_list("name", flat=True).get(pk=actor.authority_id)
    frame = Frame(name, plan.reference, f"Version {number}", at, links_of(actor.authority_id))
    files = {}
    for form in MEDIA_TYPES:
        made = make_file(document, form, frame, name=f"{reference}-{number}")
        kept = keep(actor=actor, source=made.content, name=made.name, media_type=made.media_type, kind="plan-version")
        files[form] = {"token": kept.token, "sha256": kept.sha256}
    published = PlanVersion.objects.create(
        authority_id=actor.authority_id,
        plan=plan,
        number=number,
        made_on=on,
        made_by=actor.name,
        reason=reason,
        published_at=at,
        content=as_json(document),
        files=files,
    )
    plan.state, plan.submitted_by = PlanState.DRAFT, None
    plan.version += 1
    plan.save()
    hashes = {form: one["sha256"] for form, one in files.items()}
    record(events.PlanPublished(reference, number, hashes), actor=actor, subjects=[plan], reason=reason)
    return published


def _log_version(plan: Plan, cells: Sequence[str]) -> None:
    """Add a row to the version log of the plan, in the first of its empty rows where it has any."""
    block = (
        PlanBlock.objects.select_for_update()
        .filter(authority=plan.authority_id, plan=plan, table_kind=TableKind.VERSIONS)
        .order_by("-section__position", "-position")
        .first()
    )
    if block is None:
        raise NoVersionTable(reference=plan.reference)
    rows = list(PlanRow.objects.filter(authority=plan.authority_id, block=block).order_by("position"))
    shape = shape_of([row.cells for row in rows])
    empty = next((row for row in rows[block.heads :] if not any(cell.strip() for cell in row.cells)), None)
    made = row_of(block, empty.position if empty else rows[-1].position + 1, cells, shape, head=False)
    if empty is not None:
        made.pk, made.version = empty.pk, empty.version + 1
    made.save()
    block.version += 1
    block.save()


def _in_hand(actor: Actor, reference: str, version: int) -> Plan:
    plan = Plan.objects.select_for_update().filter(authority=actor.authority_id, reference=reference).first()
    if plan is None:
        raise NotFound(kind="plan", reference=reference)
    if plan.version != version:
        raise PlanChanged(reference=reference)
    return plan


def _move(actor: Actor, plan: Plan, act: PlanAct, reason: str = "") -> Plan:
    then = after(PlanState(plan.state), act)
    if then is None:
        raise NotOpen(reference=plan.reference, state=PlanState(plan.state).label)
    plan.state = then
    if act is PlanAct.RETURN:
        plan.submitted_by = None
    plan.version += 1
    plan.save()
    record(events.PlanMoved(plan.reference, str(act.label).lower()), actor=actor, subjects=[plan], reason=reason)
    return plan
