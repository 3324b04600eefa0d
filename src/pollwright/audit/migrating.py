"""Carrying out many changes of tables as one migration operation.

Django renders a model anew for each operation that changes it, and with it each model that is related: all of them, since
every table belongs to an authority. Several hundred operations took most of a minute in that. `Together` changes the state
for all of its operations first, and renders only the models that they name.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import AlterField, RemoveConstraint, RemoveField, RemoveIndex
from django.db.migrations.operations.base import Operation
from django.db.migrations.operations.models import ModelOperation
from django.db.migrations.state import ProjectState, StateApps
from pgtrigger.migrations import RemoveTrigger

LOOK_BACK = (AlterField, RemoveConstraint, RemoveField, RemoveIndex, RemoveTrigger)
"""Operations that look at the tables as they were before, for what they alter or remove."""


class Together(Operation):
    """Several operations that make tables, that add to tables which are there, or that alter columns or take away.

    Tables come in one `Together` and what is added to them in the next, since each operation sees the tables as they are
    at the end; what alters or removes sees them as they were before, too. Nothing in it may rename.
    """

    reduces_to_sql = False

    def __init__(self, operations: Sequence[Operation]) -> None:
        self.operations = list(operations)

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Change the state by each operation, then render the models that they name, if any were rendered before.

        Other models keep pointing at these as they were, which is enough for the tables; an operation that runs Python
        has all of them rendered anew, as Django does it (`ProjectState.clear_delayed_apps_cache`).
        """
        rendered: StateApps | None = state.__dict__.pop("apps", None)
        for operation in self.operations:
            operation.state_forwards(app_label, state)
        if rendered is None:
            return
        touched = list(dict.fromkeys(named_by(operation) for operation in self.operations))
        for name in touched:
            rendered.unregister_model(app_label, name)
        kept = [state.models[app_label, name] for name in touched if (app_label, name) in state.models]
        rendered.render_multiple(kept)
        state.apps = rendered
        state.is_delayed = True

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Carry out each operation on the tables as they are at the end."""
        for operation in self.operations:
            before = from_state if isinstance(operation, LOOK_BACK) else to_state
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
            after = to_state if isinstance(operation, LOOK_BACK) else from_state
            operation.database_backwards(app_label, schema_editor, from_state, after)

    def describe(self) -> str:
        """Return a line for the migration's plan."""
        return f"{len(self.operations)} operations together"

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        """Return how to write this operation down."""
        return self.__class__.__name__, [self.operations], {}


def named_by(operation: Operation) -> str:
    """Return the key, within its application, of the model that an operation is about."""
    name = operation.name if isinstance(operation, ModelOperation) else operation.model_name  # type: ignore[attr-defined]
    return str(name).lower()
