"""The Django app of this room."""

from django.apps import AppConfig


class PerformanceConfig(AppConfig):
    """Indicators, targets, actuals and reports of them."""

    name = "pollwright.performance"
    label = "performance"
