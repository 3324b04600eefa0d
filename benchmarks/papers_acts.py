"""What the benchmarks of notices, publications and exports do first: a system actor, and a register to work with."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from django_scopes import scopes_disabled

from benchmarks.registry import Bench
from pollwright.access.commands import authority_of
from pollwright.acting import Actor, system
from pollwright.authorities.calendars import calendar_of
from pollwright.law.notices import revised_register
from pollwright.register.models import Publication
from pollwright.register.operations.publications import (
    approve_publication,
    draft_publication,
    issue_publication,
    record_prepared_publication,
    rehearse_publication,
)


def officer() -> Actor:
    """Return the system acting in the prepared authority."""
    authority = authority_of()
    return system(authority.pk, authority.code)


def next_day(actor: Actor) -> date:
    """Return a 1 December on which the register can be published: after the last one."""
    with scopes_disabled():
        last = Publication.objects.filter(authority=actor.authority_id).order_by("-published_on").first()
    after = last.published_on + timedelta(days=1) if last else date(2026, 12, 1)
    return date(after.year if after <= date(after.year, 12, 1) else after.year + 1, 12, 1)


def drafted(actor: Actor) -> Publication:
    """Plan a register."""
    return draft_publication(actor=actor, dates=revised_register(next_day(actor), calendar_of(actor.authority_id)))


def prepare(actor: Actor, publication: Publication) -> None:
    """Prepare a register: everything due, numbers, editions, hashes, proof."""
    prepared = rehearse_publication(actor, publication.reference)
    record_prepared_publication(actor=actor, reference=publication.reference, prepared=prepared)


def issue(actor: Actor, publication: Publication) -> None:
    """Approve a prepared register and publish it on its day."""
    on = publication.published_on
    at = datetime(on.year, on.month, on.day, 9, tzinfo=UTC)
    approve_publication(actor=actor, reference=publication.reference, at=at)
    issue_publication(actor=actor, reference=publication.reference, on=on, at=at)


def published(actor: Actor, bench: Bench) -> Publication:
    """Publish a register and return it."""
    with scopes_disabled():
        publication = drafted(actor)
        bench.say(f"publishing register {publication.reference}")
        prepare(actor, publication)
        issue(actor, publication)
        publication.refresh_from_db()
    return publication
