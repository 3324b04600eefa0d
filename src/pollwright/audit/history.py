"""Row history and the write guard, for every domain table.

`ledgered()` does two things to a model:

* **The guard.** A statement-level BEFORE trigger refuses INSERT, UPDATE, DELETE and TRUNCATE unless the transaction
  runs inside an operation (the setting `pollwright.operation` holds its id). COPY and raw SQL are held as well.
* **The history.** django-pghistory keeps a copy of each row, by statement-level triggers, tied to the operation by
  `pgh_context_id`. `"all"` records inserts, updates and deletes; `"old"` records what an update or delete replaced,
  which with the live row is the whole history and costs a bulk load nothing; `None` keeps no history (append-only
  tables are their own).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Literal, TypeVar

import pghistory
import pgtrigger
from django.db import models

from pollwright.audit.trigger_names import remember_names

ModelT = TypeVar("ModelT", bound=type[models.Model])

remember_names()

GUARD = pgtrigger.Trigger(
    name="only_in_an_operation",
    level=pgtrigger.Statement,
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete | pgtrigger.Truncate,
    func="""
        IF coalesce(current_setting('pollwright.operation', true), '') = '' THEN
            RAISE EXCEPTION 'write to % outside an operation', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
        END IF;
        RETURN NULL;
    """,
)

FROZEN = pgtrigger.Trigger(
    name="append_only",
    level=pgtrigger.Statement,
    when=pgtrigger.Before,
    operation=pgtrigger.Update | pgtrigger.Delete | pgtrigger.Truncate,
    func="""
        RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
    """,
)

ONLY_BY_RETENTION = pgtrigger.Trigger(
    name="only_by_retention",
    level=pgtrigger.Statement,
    when=pgtrigger.Before,
    operation=pgtrigger.Update | pgtrigger.Delete | pgtrigger.Truncate,
    func="""
        IF coalesce(current_setting('pollwright.operation_name', true), '') NOT LIKE 'retention.%' THEN
            RAISE EXCEPTION '% may be removed only by retention', TG_TABLE_NAME
                USING ERRCODE = 'insufficient_privilege';
        END IF;
        RETURN NULL;
    """,
)

History = Literal["all", "old"] | None


def ledgered(
    history: History = "all", *, leave_out: Sequence[str] = (), frozen: bool = False
) -> Callable[[ModelT], ModelT]:
    """Return a class decorator that puts a domain model under the guard and its history.

    :param history: which images of a row are kept; see the module's text.
    :param leave_out: protected fields that the history must not hold.
    :param frozen: refuse UPDATE, DELETE and TRUNCATE altogether (an append-only table).
    """

    def decorate(model: ModelT) -> ModelT:
        pgtrigger.register(GUARD)(model)
        if frozen:
            pgtrigger.register(FROZEN)(model)
        elif history is not None:
            options: dict[str, Any] = {"exclude": list(leave_out)} if leave_out else {}
            pghistory.track(*_events(history), **options)(model)
        return model

    return decorate


def _events(history: History) -> list[pghistory.RowEvent]:
    statement = pgtrigger.Statement
    if history == "old":
        return [
            pghistory.UpdateEvent(level=statement, row=pghistory.Old),
            pghistory.DeleteEvent(level=statement),
        ]
    return [
        pghistory.InsertEvent(level=statement),
        pghistory.UpdateEvent(level=statement),
        pghistory.DeleteEvent(level=statement),
    ]
