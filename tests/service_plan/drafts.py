"""A plan as a draft, for tests of what is done with it."""

from dataclasses import dataclass
from datetime import UTC, datetime

from pollwright.acting import Actor
from pollwright.service_plan.models import Plan, PlanBlock, PlanRow
from pollwright.service_plan.operations.editing import confirm_table

AT = datetime(2026, 11, 23, 10, tzinfo=UTC)


@dataclass
class Draft:
    """The plan of a reference, and short ways to its parts."""

    head: Actor
    reference: str

    @property
    def plan(self) -> Plan:
        return Plan.objects.get(reference=self.reference)

    def table(self, kind: str) -> PlanBlock:
        found = PlanBlock.objects.filter(plan__reference=self.reference, table_kind=kind).order_by(
            "section_id", "position"
        )
        return found[0]

    def row(self, kind: str, position: int) -> PlanRow:
        return PlanRow.objects.get(block=self.table(kind), position=position)

    def confirm_every_table(self) -> None:
        for block in PlanBlock.objects.filter(plan__reference=self.reference, kind="table"):
            confirm_table(actor=self.head, table=block.reference, version=block.version, at=AT)
