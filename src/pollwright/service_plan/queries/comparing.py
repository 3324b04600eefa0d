"""What changed between versions of a plan, and which number the next version has."""

from __future__ import annotations

from pollwright.formats.plan_tree import PlanDocument
from pollwright.refusals import NotFound
from pollwright.service_plan.models import Plan, PlanVersion
from pollwright.service_plan.queries.differences import Difference, differences
from pollwright.service_plan.queries.numbering import numbers_of
from pollwright.service_plan.queries.trees import from_json, plan_of, tree


def changed_since(authority_id: int, reference: str, earlier: str, later: str = "") -> list[Difference]:
    """Return what differs between two published versions; without a later one, to the working copy.

    :raises NotFound: where there is no such plan or version.
    """
    plan = plan_of(authority_id, reference)
    before = _version(plan, earlier) if earlier else PlanDocument((), ())
    return differences(before, _version(plan, later) if later else tree(plan))


def next_number(authority_id: int, reference: str) -> str:
    """Return the number that the next version of a plan would have.

    :raises NotFound: where there is no such plan.
    """
    return numbers_of(plan_of(authority_id, reference))[1]


def _version(plan: Plan, number: str) -> PlanDocument:
    found = PlanVersion.objects.filter(authority=plan.authority_id, plan=plan, number=number).first()
    if found is None:
        raise NotFound(kind="version of plan", reference=f"{plan.reference} {number}")
    return from_json(found.content)
