"""The Django app of this room."""

from importlib import import_module

from django.apps import AppConfig

from pollwright.acting import Permission
from pollwright.files.kinds import declare
from pollwright.risks.states import SubjectKind
from pollwright.risks.subjects import declare_subject


class ServicePlanConfig(AppConfig):
    """Service plans."""

    name = "pollwright.service_plan"
    label = "service_plan"

    def ready(self) -> None:
        """Declare the kinds of files that this room keeps, and offer the registers of the rooms below it to plans.

        Reports can be made of the services that have plans.
        """
        import_module("pollwright.service_plan.queries.live_tables")
        declare_subject(
            SubjectKind.CONTRACT, import_module("pollwright.service_plan.queries.contracts").contract_titled
        )
        import_module("pollwright.performance.sections").SERVICES.append(
            import_module("pollwright.service_plan.queries.plans").service_names
        )
        declare("plan-source", "Service plan as it was received", Permission.PLAN_VIEW)
        declare("plan-version", "Published version of a service plan", Permission.PLAN_VIEW)
