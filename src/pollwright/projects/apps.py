"""The Django app of this room."""

from importlib import import_module

from django.apps import AppConfig

from pollwright.risks.states import SubjectKind
from pollwright.risks.subjects import declare_subject


class ProjectsConfig(AppConfig):
    """Projects of the services."""

    name = "pollwright.projects"
    label = "projects"

    def ready(self) -> None:
        """Declare the kind of file that this room keeps, and what plans and reports may show of it."""
        import_module("pollwright.projects.kinds_of_files")
        import_module("pollwright.projects.live")
        import_module("pollwright.projects.report_section")
        declare_subject(SubjectKind.PROJECT, import_module("pollwright.projects.queries.records").project_titled)
