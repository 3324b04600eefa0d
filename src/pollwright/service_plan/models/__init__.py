"""The tables of this room."""

from pollwright.service_plan.models.contracts import Contract, ContractStep, SupplierNote
from pollwright.service_plan.models.plans import Plan, PlanBlock, PlanLink, PlanRow, PlanSection, PlanVersion, Service
from pollwright.service_plan.models.posts import Post

__all__ = [
    "Contract",
    "ContractStep",
    "Plan",
    "PlanBlock",
    "PlanLink",
    "PlanRow",
    "PlanSection",
    "PlanVersion",
    "Post",
    "Service",
    "SupplierNote",
]
