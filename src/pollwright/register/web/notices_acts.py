"""What the pages of notices and publications share: acting on a paper, its state, its steps and its files."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from pollwright.pages.steps import Step, StepState
from pollwright.pages.tags import Colour, Tag, TagSet
from pollwright.refusals import Refused
from pollwright.register.states import PaperState

STATES = TagSet(
    {
        PaperState.DRAFT: Tag("Draft", Colour.GREY),
        PaperState.PREPARING: Tag("Being prepared", Colour.BLUE),
        PaperState.PREPARED: Tag("Prepared", Colour.BLUE),
        PaperState.APPROVED: Tag("Approved", Colour.PURPLE),
        PaperState.ISSUED: Tag("Issued", Colour.GREEN),
        PaperState.WITHDRAWN: Tag("Withdrawn", Colour.RED),
    }
)
OPEN = (PaperState.DRAFT, PaperState.PREPARED, PaperState.APPROVED)
"""States in which a paper can still be prepared again or withdrawn."""


def done(request: HttpRequest, act: Callable[[], object], said: str) -> bool:
    """Do an act and say how it went; return whether it was done."""
    try:
        act()
    except Refused as refusal:
        messages.error(request, f"{refusal.said} {refusal.advice}")
        return False
    messages.success(request, said)
    return True


def steps_of(state: PaperState, prepared_by: str, approved_by: str) -> tuple[Step, ...]:
    """Return the steps of a paper's life, with who did them."""
    ended = state is PaperState.WITHDRAWN
    reached = {
        PaperState.DRAFT: 1,
        PaperState.PREPARING: 1,
        PaperState.PREPARED: 2,
        PaperState.APPROVED: 3,
        PaperState.ISSUED: 4,
        PaperState.WITHDRAWN: 1,
    }[state]
    named = (
        (_("Planned"), ""),
        (_("Prepared and proved"), prepared_by),
        (_("Approved"), approved_by),
        (_("Issued"), ""),
    )
    steps = []
    for place, (label, who) in enumerate(named, 1):
        skipped = state is PaperState.ISSUED and place == 3 and not approved_by
        is_done = place <= reached and not skipped
        waits = StepState.CANCELLED if ended else StepState.TO_DO
        detail = _("not asked for") if skipped else who
        steps.append(Step(label, StepState.DONE if is_done else waits, detail))
    return tuple(steps)


def work_address(reference: str) -> str:
    """Return the address of a piece of long work."""
    return reverse("jobs:work", args=[reference])
