"""From the button that asks for long work to the page that says how far it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from django.urls import reverse
from django.utils.translation import gettext as _

from pollwright.access.web.acts import Done
from pollwright.jobs.operations.asking import AlreadyUnderWay


class Quoted(Protocol):
    """What has a reference, as work has."""

    reference: str


def started(ask: Callable[[], Quoted], *, by_lock: bool = False) -> Done:
    """Ask for work and go on to its page; asked once more, as by a double click, go on to the one that is under way.

    :param by_lock: whatever holds the lock is the same work, though what it was told may differ.
    :raises AlreadyUnderWay: where other work holds the lock.
    """
    try:
        reference = ask().reference
    except AlreadyUnderWay as held:
        if not (held.same or by_lock):
            raise
        return Done(_("This is being done already."), reverse("jobs:work", args=[held.reference]))
    return Done(_("The worker does it. This page says how far it is."), reverse("jobs:work", args=[reference]))
