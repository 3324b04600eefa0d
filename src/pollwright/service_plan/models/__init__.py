"""The tables of this room."""

from pollwright.service_plan.models.plans import Plan, PlanBlock, PlanLink, PlanRow, PlanSection, PlanVersion, Service

__all__ = ["Plan", "PlanBlock", "PlanLink", "PlanRow", "PlanSection", "PlanVersion", "Service"]
