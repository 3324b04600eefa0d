"""Commands of oversight: the trail and its seals, and what the law says must go."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Annotated

import typer

from pollwright.access.commands import AsOption, AuthorityOption, acting
from pollwright.acting import Permission
from pollwright.audit.queries.events import every_seal
from pollwright.audit.sealing import seal_trail
from pollwright.audit.verification import verify as verify_trail
from pollwright.authorities.clock import today
from pollwright.findings import Finding
from pollwright.jobs.runner import perform_asked
from pollwright.oversight.operations import holding, removing
from pollwright.oversight.operations.verifying import record_verification
from pollwright.oversight.queries.due import due_for_removal
from pollwright.terminal import CommandFailed, Exit, Format, FormatOption, emit, in_columns, progress, say

audit = typer.Typer(add_completion=False, no_args_is_help=True, rich_markup_mode=None)
retention = typer.Typer(add_completion=False, no_args_is_help=True, rich_markup_mode=None)


@audit.command()
def seal(authority: AuthorityOption = "", as_: AsOption = "", shown: FormatOption = Format.TEXT) -> None:
    """Seal what has happened since the last seal. A worker does so every five minutes."""
    made = seal_trail(actor=acting(authority, as_, Permission.AUDIT_SEAL))
    rows = [{"number": one.number, "events": one.events, "digest": one.digest} for one in made]
    emit(rows, shown, in_columns(("seal", "events", "digest"), [list(row.values()) for row in rows]))


@audit.command()
def seals(authority: AuthorityOption = "", as_: AsOption = "", shown: FormatOption = Format.TEXT) -> None:
    """Print all seals, to be kept elsewhere: `pollwright audit verify --kept` compares them later."""
    rows = list(every_seal(acting(authority, as_, Permission.AUDIT_VIEW).authority_id))
    cells = [(row.number, row.sealed_at.isoformat(), row.events, row.digest) for row in rows]
    emit(rows, shown, in_columns(("seal", "sealed", "events", "digest"), cells))


@audit.command()
def verify(
    kept: Annotated[
        Path | None, typer.Option("--kept", exists=True, help="A list of seals kept elsewhere (CSV: Seal, Digest).")
    ] = None,
    authority: AuthorityOption = "",
    as_: AsOption = "",
    shown: FormatOption = Format.TEXT,
) -> None:
    """Check every sealed event and seal; exit 1 where anything was changed."""
    actor = acting(authority, as_, Permission.AUDIT_VIEW)
    number = sum(1 for _ in every_seal(actor.authority_id))
    with progress("Verifying the trail"):
        findings = verify_trail(actor.authority_id, kept=_kept(kept) if kept else None)
    record_verification(actor=actor, seals=number, findings=findings, conclude=lambda outcome: outcome)
    emit({"seals": number, "findings": findings}, shown, _in_words(number, findings))
    if findings:
        raise typer.Exit(Exit.FAILED)


@retention.command()
def preview(authority: AuthorityOption = "", as_: AsOption = "", shown: FormatOption = Format.TEXT) -> None:
    """Show what would be removed today; nothing is."""
    actor = acting(authority, as_, Permission.RETENTION_VIEW)
    due = due_for_removal(actor.authority_id, on=today(actor.authority_id))
    cells = [(one.kind, one.months or "for good", one.count, one.held, one.oldest) for one in due]
    emit(due, shown, in_columns(("kind", "months", "due", "held", "oldest"), cells))


@retention.command("run")
def run_removal(
    kind: Annotated[list[str], typer.Option("--kind", help="A kind of record, as the preview names it; repeatable.")],
    authority: AuthorityOption = "",
    as_: AsOption = "",
    shown: FormatOption = Format.TEXT,
) -> None:
    """Remove the records of the named kinds whose time is up. This can't be undone."""
    actor = acting(authority, as_, Permission.RETENTION_RUN)
    on = today(actor.authority_id)
    with progress("Removing records") as report:
        ended = perform_asked(
            actor.authority_id,
            lambda: removing.ask_for_removal(actor=actor, kinds=kind, on=on, today=on, background=False),
            on_progress=report,
        )
    emit(ended.outcome, shown, in_columns(("kind", "removed"), ended.outcome.items()))


@retention.command()
def hold(
    kind: Annotated[str, typer.Option("--kind", help="A kind of record, as the preview names it.")],
    reason: Annotated[str, typer.Option("--reason", help="Why the records must stay.")],
    record: Annotated[str, typer.Option("--record", help="The reference of one record; else all of the kind.")] = "",
    authority: AuthorityOption = "",
    as_: AsOption = "",
) -> None:
    """Keep records from being removed although their time is up."""
    placed = holding.place_hold(
        actor=acting(authority, as_, Permission.RETENTION_RUN), kind=kind, record_reference=record, reason=reason
    )
    say(f"Legal hold {placed.reference} was placed.")


@retention.command()
def lift(
    reference: str,
    reason: Annotated[str, typer.Option("--reason", help="Why the records need not be held any more.")],
    authority: AuthorityOption = "",
    as_: AsOption = "",
) -> None:
    """Lift a legal hold."""
    holding.lift_hold(actor=acting(authority, as_, Permission.RETENTION_RUN), reference=reference, reason=reason)
    say(f"Legal hold {reference} was lifted.")


def _kept(path: Path) -> dict[int, str]:
    """Read a list of seals as the page of seals gives it: columns Seal and Digest, others beside."""
    with path.open(newline="", encoding="utf-8-sig") as opened:
        try:
            return {int(row["Seal"]): row["Digest"].strip().lower() for row in csv.DictReader(opened)}
        except (KeyError, ValueError, AttributeError, UnicodeDecodeError) as problem:
            raise CommandFailed(
                f"{path.name} is not a list of seals.", "Give the CSV file that the page of seals downloads."
            ) from problem


def _in_words(seals_made: int, findings: list[Finding]) -> list[str]:
    if not findings:
        return [f"The trail is whole: {seals_made} seals were verified."]
    return [f"{finding.problem} {finding.remedy} ({finding.code})" for finding in findings]
