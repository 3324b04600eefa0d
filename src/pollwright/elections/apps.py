"""The Django app of this room."""

from importlib import import_module

from django.apps import AppConfig

from pollwright.authorities.counting import declare_counted
from pollwright.risks.states import SubjectKind
from pollwright.risks.subjects import declare_subject


class ElectionsConfig(AppConfig):
    """Polls from the calling to the opening of the stations."""

    name = "pollwright.elections"
    label = "elections"

    def ready(self) -> None:
        """Tell authorities which dates polls have counted."""
        moved = import_module("pollwright.elections.queries.moved")  # imports models: not before they are there
        declare_counted("elections", moved.PollsCounted())
        found = import_module("pollwright.elections.queries.risk_subjects")
        declare_subject(SubjectKind.POLL, found.poll_titled)
        declare_subject(SubjectKind.STEP, found.step_titled)
