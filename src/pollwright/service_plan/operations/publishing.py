"""From draft to published version: approval by a second person, the version log, and the frozen files.

What live tables show is frozen when the plan is sent: that is approved, and that is published. The files of a version are
made before anything is locked; then a short act checks that the plan is still as they have it, and makes them count.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django_scopes import scope

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.authorities.models import Authority
from pollwright.files.store import keep
from pollwright.formats.plan_kinds import TableKind, shape_of
from pollwright.formats.plan_tree import PlanDocument
from pollwright.jobs.models import Work
from pollwright.jobs.operations.asking import ask_for_work
from pollwright.refusals import NotFound, Refused
from pollwright.service_plan.events import plans as events
from pollwright.service_plan.models import Plan, PlanBlock, PlanRow, PlanVersion
from pollwright.service_plan.operations.exporting import MEDIA_TYPES, Frame, MadeFile, make_file, title_of
from pollwright.service_plan.operations.importing import row_of
from pollwright.service_plan.queries.live_shown import live_blocks, now_shown
from pollwright.service_plan.queries.numbering import NUMBER, numbers_of
from pollwright.service_plan.queries.trees import as_json, links_of, plan_of, tree
from pollwright.service_plan.states import BlockKind, PlanAct, PlanState, after

WORK = "plan.publish"
STEPS = ("Writing the files", "Publishing")
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class VersionSaid:
    """What is said of a version in the log.

    :param number: higher than all before. :param made_by: initials, as they stand in the log.
    """

    number: str
    reason: str
    made_by: str


@dataclass(frozen=True, slots=True)
class PreparedVersion:
    """A version with its files, of a plan as it was at a version of its working copy."""

    reference: str
    version: int
    said: VersionSaid
    on: date
    document: PlanDocument
    files: tuple[tuple[str, MadeFile], ...]


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
    _freeze(plan)
    return _move(actor, plan, PlanAct.SUBMIT)


@operation(Permission.PLAN_APPROVE)
def approve_plan(*, actor: Actor, reference: str, version: int) -> Plan:
    """Approve a plan that somebody else sent.

    :raises SecondPerson: where whoever acts sent it. :raises NotOpen: where it was not sent for approval.
    """
    plan = _in_hand(actor, reference, version)
    if plan.submitted_by is not None and plan.submitted_by == actor.person_id:
        raise SecondPerson(reference=reference)
    _freeze(plan)
    return _move(actor, plan, PlanAct.APPROVE)


@operation(Permission.PLAN_APPROVE)
def return_plan(*, actor: Actor, reference: str, version: int, reason: str) -> Plan:
    """Send a plan back to its author, with a reason.

    :raises NotOpen: where it was neither sent for approval nor approved.
    """
    return _move(actor, _in_hand(actor, reference, version), PlanAct.RETURN, reason)


@operation(Permission.PLAN_APPROVE)
def ask_to_publish(
    *, actor: Actor, reference: str, version: int, said: VersionSaid, on: date, background: bool = True
) -> Work:
    """Ask that an approved plan be published; its files are made by long work.

    :raises NotOpen: where it is not approved. :raises BadNumber: where the number does not rise.
    :raises NoVersionTable: where the plan has no version log.
    """
    plan = _in_hand(actor, reference, version)
    _refuse_unless_next(plan, said.number)
    _next_in_log(plan, said, on)
    record(events.PlanMoved(reference, "put up for publication"), actor=actor, subjects=[plan], reason=said.reason)
    return ask_for_work(
        actor=actor,
        kind=WORK,
        lock=f"{WORK}.{reference}",
        title=f"Publish plan {reference} as version {said.number}",
        parameters={
            "reference": reference, "version": version, "number": said.number, "reason": said.reason,
            "made_by": said.made_by, "on": on.isoformat(),
        },
        background=background,
    )  # fmt: skip


def prepare_version(
    actor: Actor,
    reference: str,
    version: int,
    said: VersionSaid,
    *,
    on: date,
    at: datetime,
    progress: Progress = lambda step, done, total: None,
) -> PreparedVersion:
    """Write and prove the files of a version, its row in the log included; nothing is locked, and nothing kept yet.

    :raises NotOpen: where the plan is not approved. :raises BadNumber: where the number does not rise.
    :raises NoVersionTable: where the plan has no version log. :raises CharacterNotShown: where the PDF can't be set.
    """
    with scope(authority=actor.authority_id):
        plan = plan_of(actor.authority_id, reference)
        if plan.version != version:
            raise PlanChanged(reference=reference)
        _refuse_unless_next(plan, said.number)
        logged, rows = _next_in_log(plan, said, on)
        document = tree(plan, {logged.block_id: rows})
        name = Authority.objects.values_list("name", flat=True).get(pk=actor.authority_id)
        links, title = links_of(actor.authority_id), title_of(plan)
    frame = Frame(name, reference, f"Version {said.number}", at, links, title)
    files = []
    for place, form in enumerate(MEDIA_TYPES):
        progress(STEPS[0], place, len(MEDIA_TYPES))
        files.append((form, make_file(document, form, frame, name=f"{reference}-{said.number}")))
    return PreparedVersion(reference, version, said, on, document, tuple(files))


@operation(Permission.PLAN_APPROVE)
def publish_plan(
    *,
    actor: Actor,
    prepared: PreparedVersion,
    at: datetime,
    conclude: Callable[[PlanVersion], object] | None = None,
) -> PlanVersion:
    """Publish an approved plan with the files that were made of it: its version log gets a row, and they are frozen.

    :param conclude: called last, to end the work that prepared them in the same transaction.
    :raises PlanChanged: where the plan is not as the files have it. :raises NotOpen: where it is not approved.
    :raises BadNumber: where the number does not rise.
    """
    reference, said = prepared.reference, prepared.said
    plan = _in_hand(actor, reference, prepared.version)
    _refuse_unless_next(plan, said.number)
    logged, _rows = _next_in_log(plan, said, prepared.on)
    logged.save()
    logged.block.version += 1
    logged.block.save()
    if tree(plan) != prepared.document:
        raise PlanChanged(reference=reference)
    files = {}
    for form, made in prepared.files:
        kept = keep(actor=actor, source=made.content, name=made.name, media_type=made.media_type, kind="plan-version")
        files[form] = {"token": kept.token, "sha256": kept.sha256}
    published = PlanVersion.objects.create(
        authority_id=actor.authority_id,
        plan=plan,
        number=said.number,
        made_on=prepared.on,
        made_by=actor.name,
        reason=said.reason,
        published_at=at,
        content=as_json(prepared.document),
        files=files,
    )
    _thaw(plan)
    plan.state, plan.submitted_by = PlanState.DRAFT, None
    plan.version += 1
    plan.save()
    hashes = {form: one["sha256"] for form, one in files.items()}
    record(events.PlanPublished(reference, said.number, hashes), actor=actor, subjects=[plan], reason=said.reason)
    if conclude is not None:
        conclude(published)
    return published


def _refuse_unless_next(plan: Plan, number: str) -> None:
    last, suggested = numbers_of(plan)
    if not NUMBER.fullmatch(number) or Decimal(number) <= Decimal(last):
        raise BadNumber(number=number, last=last, suggested=suggested)
    if after(PlanState(plan.state), PlanAct.PUBLISH) is None:
        raise NotOpen(reference=plan.reference, state=PlanState(plan.state).label)


def _next_in_log(plan: Plan, said: VersionSaid, on: date) -> tuple[PlanRow, list[Sequence[str]]]:
    """Return the row that the version log gets, not saved yet, and all its rows with it.

    It stands in the first of the empty rows of the log where there is any.
    """
    block = (
        PlanBlock.objects.filter(authority=plan.authority_id, plan=plan, table_kind=TableKind.VERSIONS)
        .order_by("-section__position", "-position")
        .first()
    )
    if block is None:
        raise NoVersionTable(reference=plan.reference)
    rows = list(PlanRow.objects.filter(authority=plan.authority_id, block=block).order_by("position"))
    shape = shape_of([row.cells for row in rows])
    empty = next((row for row in rows[block.heads :] if not any(cell.strip() for cell in row.cells)), None)
    cells = [said.number, f"{on:%d/%m/%Y}", said.reason, said.made_by]
    made = row_of(block, empty.position if empty else rows[-1].position + 1, cells, shape, head=False)
    if empty is None:
        return made, [*(row.cells for row in rows), cells]
    made.pk, made.version = empty.pk, empty.version + 1
    return made, [cells if row is empty else row.cells for row in rows]


def _freeze(plan: Plan) -> None:
    """Keep what each live table shows now, so that this is what is approved and published."""
    for block in live_blocks(plan):
        if block.frozen is None:
            block.frozen = [list(row) for row in now_shown(block)]
            block.save(update_fields=["frozen"])


def _thaw(plan: Plan) -> None:
    for block in live_blocks(plan):
        block.frozen = None
        block.save(update_fields=["frozen"])


def _in_hand(actor: Actor, reference: str, version: int) -> Plan:
    held = Plan.objects.select_for_update(of=("self",)).select_related("service")
    plan = held.filter(authority=actor.authority_id, reference=reference).first()
    if plan is None:
        raise NotFound(kind="plan", reference=reference)
    if plan.version != version:
        raise PlanChanged(reference=reference)
    return plan


DONE = {
    PlanAct.SUBMIT: "sent for approval",
    PlanAct.APPROVE: "approved",
    PlanAct.RETURN: "sent back to its author",
    PlanAct.PUBLISH: "published",
}
"""What the trail says was done with a plan."""


def _move(actor: Actor, plan: Plan, act: PlanAct, reason: str = "") -> Plan:
    then = after(PlanState(plan.state), act)
    if then is None:
        raise NotOpen(reference=plan.reference, state=PlanState(plan.state).label)
    plan.state = then
    if act is PlanAct.RETURN:
        plan.submitted_by = None
        _thaw(plan)
    plan.version += 1
    plan.save()
    record(events.PlanMoved(plan.reference, DONE[act]), actor=actor, subjects=[plan], reason=reason)
    return plan
