"""Taking controls and actions over from a table: all rows or none."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import date

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.formats.small_tables import RowFault, amount_in, chosen, day_in, take_rows
from pollwright.refusals import Refused
from pollwright.risks.events import MeasuresImported
from pollwright.risks.models import Risk, RiskMeasure
from pollwright.risks.operations.measures import MeasureFacts, add_measure, change_measure, finish_measure
from pollwright.risks.states import Effect, MeasureKind

COLUMNS = ("measure", "risk", "kind", "what", "owner", "due", "cost", "effect", "done")
"""`measure` is the reference of one that is here, which the row changes; without it the row adds one to `risk`."""
LONGEST, LONGEST_OWNER = 1_000, 150
_KEPT = {"owner_text": "owner", "due_on": "due", "cost_pence": "cost", "effect": "effect"}


class MeasuresUnreadable(Refused):
    """The file is no table of controls and actions, or a row of it has a fault."""

    code = "risks.R051"
    problem = "Nothing was taken over. Row {row}: {fault}."
    remedy = "Put the row right and hand the file in again; the file of the list shows the columns."
    words = frozenset({"fault"})


@operation(Permission.RISKS_EDIT)
def import_measures(*, actor: Actor, content: bytes, on: date) -> int:
    """Add the controls and actions of a table to their risks, change those that it names, and return how many.

    A column that is left out stays as it is; what the table says again is not counted.

    :raises MeasuresUnreadable: where the file or a row can't be read; nothing is taken over then.
    """
    many = take_rows(content, COLUMNS[1:4], lambda cells: _take(actor, cells, on), MeasuresUnreadable)
    record(MeasuresImported(many, hashlib.sha256(content).hexdigest()), actor=actor)
    return many


def _take(actor: Actor, cells: Mapping[str, str], on: date) -> bool:
    facts, done = _facts(cells), day_in(cells.get("done", ""), "done")
    if done is not None and done > on:
        raise RowFault("the day on which it was done is still to come")
    reference, held = cells.get("measure", ""), RiskMeasure.objects.filter(authority=actor.authority_id)
    if not reference:
        return _added(actor, cells["risk"], facts, done)
    there = held.select_related("owner").filter(reference=reference, risk__reference=cells["risk"]).first()
    if there is None:
        raise RowFault("the risk has no control or action of that reference")
    facts = replace(facts, **{name: getattr(there, name) for name, column in _KEPT.items() if column not in cells})
    if there.owner is not None and facts.owner_text in (there.owner.name, there.owner_text):
        facts = replace(facts, owner=str(there.owner.handle), owner_text=there.owner_text)
    stands = MeasureFacts(
        MeasureKind(there.kind), there.text, str(there.owner.handle) if there.owner else "", there.owner_text,
        there.due_on, there.cost_pence, Effect(there.effect),
    )  # fmt: skip
    version, changed = there.version, asdict(stands) != asdict(facts)
    if changed:
        version = change_measure(actor=actor, reference=reference, version=version, facts=facts).version
    if done is not None and there.done_on is None:
        finish_measure(actor=actor, reference=reference, version=version, on=done)
        return True
    return changed


def _added(actor: Actor, risk: str, facts: MeasureFacts, done: date | None) -> bool:
    held = Risk.objects.filter(authority=actor.authority_id, reference=risk)
    if held.filter(measures__kind=facts.kind, measures__text=facts.text).exists():
        return False
    version = held.values_list("version", flat=True).first() or 0
    made = add_measure(actor=actor, reference=risk, version=version, facts=facts)
    if done is not None:
        finish_measure(actor=actor, reference=made.reference, version=made.version, on=done)
    return True


def _facts(cells: Mapping[str, str]) -> MeasureFacts:
    text, owner = cells["what"], cells.get("owner", "")
    if not text or len(text) > LONGEST:
        raise RowFault(f"what it is is missing, or longer than {LONGEST} characters")
    if len(owner) > LONGEST_OWNER:
        raise RowFault(f"the owner is longer than {LONGEST_OWNER} characters")
    return MeasureFacts(
        kind=chosen(MeasureKind, cells["kind"], "the kind"),
        text=text,
        owner_text=owner,
        due_on=day_in(cells.get("due", ""), "the day by which it is due"),
        cost_pence=amount_in(cells.get("cost", ""), "the cost"),
        effect=chosen(Effect, cells.get("effect") or Effect.UNKNOWN.value, "the effect"),
    )
