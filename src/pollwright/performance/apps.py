"""The Django app of this room."""

from importlib import import_module

from django.apps import AppConfig


class PerformanceConfig(AppConfig):
    """Indicators, targets, actuals and reports of them."""

    name = "pollwright.performance"
    label = "performance"

    def ready(self) -> None:
        """Offer the sections of the rooms below, and the services that indicators name, to reports."""
        import_module("pollwright.performance.risk_section")
        sections = import_module("pollwright.performance.sections")
        sections.SERVICES.append(import_module("pollwright.performance.queries.reports").services_named)
