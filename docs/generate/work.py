"""Long work, regular work, what is removed when its time is up, and every operation with the permission it asks for."""

from procrastinate.contrib.django import app as queue

from docs.generate.markdown import code, first_line, page, table
from pollwright.access.matrix import WORDS
from pollwright.acting import Permission
from pollwright.audit.operations import OPERATIONS
from pollwright.jobs.registry import KINDS
from pollwright.oversight.kinds import RETENTION_KINDS

JOBS = """Long work is asked for on a page or by a command and done by a worker (`pollwright worker`): first prepared, so
that nothing counts yet, then made to count in one short operation. Its page shows how far it is and lets it be cancelled.
Work whose worker was killed is put back and starts again."""
OPERATIONS_INTRODUCTION = """An operation is one officer's act: one permission, one transaction, at least one event. Pages,
the API, commands and jobs all call the same operations, and the database refuses changes from anywhere else."""


def jobs() -> str:
    """Return the page of long and regular work."""
    kinds = [
        (code(kind.name), first_line(kind.handler.__doc__), ", ".join(kind.steps))
        for kind in sorted(KINDS.values(), key=lambda kind: kind.name)
        if kind.handler.__module__.startswith("pollwright.")
    ]
    regular = [
        (code(one.task.name), code(one.cron), first_line(one.task.func.__doc__))
        for one in sorted(queue.periodic_registry.periodic_tasks.values(), key=lambda one: one.task.name)
    ]
    return page(
        "Work",
        JOBS,
        f"## Work that people ask for\n\n{table(('Kind', 'What it does', 'Steps'), kinds)}",
        f"## Regular work\n\nDone by any worker, at the minutes, hours and days given.\n\n"
        f"{table(('Task', 'When (cron)', 'What it does'), regular)}",
        _retention(),
    )


def _retention() -> str:
    rows = [
        (
            code(kind.name),
            kind.title,
            f"{kind.months} months from {kind.starts_with}" if kind.months else f"with {kind.starts_with}",
            kind.source,
            code(kind.setting),
        )
        for kind in sorted(RETENTION_KINDS.values(), key=lambda kind: kind.name)
    ]
    head = ("Kind", "What it is", "Kept", "Source", "Setting")
    words = "Nothing goes while a legal hold is on it. The page of retention shows what is due before it is removed."
    return f"## What is removed when its time is up\n\n{words}\n\n{table(head, rows)}"


def operations() -> str:
    """Return the page of operations."""
    rows = []
    for name, act in sorted(OPERATIONS.items()):
        if act.__module__.startswith("pollwright."):
            permission: Permission = act.permission  # type: ignore[attr-defined]
            rows.append((code(name), first_line(act.__doc__), f"{WORDS[permission]} (`{permission}`)"))
    return page("Operations", OPERATIONS_INTRODUCTION, table(("Operation", "What it does", "Permission"), rows))
