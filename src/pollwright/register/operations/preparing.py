"""Asking for the long parts of notices and publications as work that people can watch."""

from __future__ import annotations

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.jobs.models import Work
from pollwright.jobs.operations.asking import ask_for_work
from pollwright.refusals import NotFound
from pollwright.register.models import Notice, Publication

LOCK = "register.paper"
"""One paper of an authority is prepared or issued at a time."""


@operation(Permission.NOTICES_PREPARE)
def ask_to_prepare_notice(*, actor: Actor, reference: str, background: bool = True) -> Work:
    """Ask that a notice be prepared; it is done by the worker, or at once by the caller with `jobs.runner.perform`."""
    if not Notice.objects.filter(authority=actor.authority_id, reference=reference).exists():
        raise NotFound(kind="notice", reference=reference)
    return ask_for_work(
        actor=actor,
        kind="register.prepare-notice",
        lock=LOCK,
        title=f"Prepare notice {reference}",
        parameters={"reference": reference},
        background=background,
    )


@operation(Permission.REGISTER_PUBLISH)
def ask_to_prepare_publication(*, actor: Actor, reference: str, background: bool = True) -> Work:
    """Ask that a register be prepared for publication."""
    return _ask_about_publication(actor, reference, "register.prepare-publication", "Prepare register", background)


@operation(Permission.REGISTER_PUBLISH)
def ask_to_issue_publication(*, actor: Actor, reference: str, background: bool = True) -> Work:
    """Ask that a prepared and approved register be published today."""
    return _ask_about_publication(actor, reference, "register.issue-publication", "Publish register", background)


def _ask_about_publication(actor: Actor, reference: str, kind: str, title: str, background: bool) -> Work:
    if not Publication.objects.filter(authority=actor.authority_id, reference=reference).exists():
        raise NotFound(kind="publication", reference=reference)
    return ask_for_work(
        actor=actor,
        kind=kind,
        lock=LOCK,
        title=f"{title} {reference}",
        parameters={"reference": reference},
        background=background,
    )
