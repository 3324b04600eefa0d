"""Making many tables, triggers, indexes and constraints in one migration operation.

Django renders the models anew for each operation; with a hundred triggers a first migration took most of its time in
that. `Together` changes the state for all of them first and renders once.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState
from pgtrigger.migrations import RemoveTrigger


class Together(Operation):
    """Several operations that make tables, or that add columns, indexes, constraints and triggers to tables that are there.

    Tables come in one `Together` and what is added to them in the next; nothing that changes or removes may be in it but
    triggers, since each operation sees the tables as they are at the end.
    """

    reduces_to_sql = False

    def __init__(self, operations: Sequence[Operation]) -> None:
        self.operations = list(operations)

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Change the state by each operation; models are rendered when somebody asks for them."""
        state.clear_delayed_apps_cache()
        state.__dict__.pop("apps", None)
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Carry out each operation on the tables as they are at the end."""
        for operation in self.operations:
            before = from_state if isinstance(operation, RemoveTrigger) else to_state  # which looks for what it removes
            operation.database_forwards(app_label, schema_editor, before, to_state)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Undo each operation, last first."""
        for operation in reversed(self.operations):
            after = to_state if isinstance(operation, RemoveTrigger) else from_state
            operation.database_backwards(app_label, schema_editor, from_state, after)

    def describe(self) -> str:
        """Return a line for the migration's plan."""
        return f"{len(self.operations)} operations together"

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        """Return how to write this operation down."""
        return self.__class__.__name__, [self.operations], {}
