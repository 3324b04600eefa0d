"""The numbers of a plan's versions, in its log and published."""

from __future__ import annotations

import re
from decimal import Decimal

from pollwright.formats.plan_kinds import TableKind
from pollwright.service_plan.models import Plan, PlanRow, PlanVersion

NUMBER = re.compile(r"\d{1,3}\.\d{1,2}")


def numbers_of(plan: Plan) -> tuple[str, str]:
    """Return the highest number that a version of the plan has, in its log or published, and the next whole one."""
    logged = PlanRow.objects.filter(
        authority=plan.authority_id, block__plan=plan, block__table_kind=TableKind.VERSIONS
    ).values_list("cells", flat=True)
    published = PlanVersion.objects.filter(authority=plan.authority_id, plan=plan).values_list("number", flat=True)
    numbers = [cells[0].strip() for cells in logged if NUMBER.fullmatch(cells[0].strip())]
    last = max([*numbers, *published, "0.0"], key=Decimal)
    return last, f"{int(Decimal(last)) + 1}.0"
