"""The open register on the first working day of each month (REG-312, 410): an edition, and no change of the register.

It is the register in force that day, with the numbers of the last revised register, less those who opted out in time and
every anonymous entry. October and November have one even where no notice of alteration is issued.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record
from pollwright.authorities.references import next_reference
from pollwright.files.store import workspace
from pollwright.jobs.models import Work
from pollwright.jobs.operations.asking import ask_for_work
from pollwright.law.calendars import Calendar
from pollwright.law.open_register import OpenRegisterDates, open_register_month, open_register_with
from pollwright.refusals import Refused
from pollwright.register.events.papers import PublicationIssued
from pollwright.register.models import Publication
from pollwright.register.operations.notices import NotOnItsDay, current_numbers, lock_register
from pollwright.register.operations.papers import keep_files
from pollwright.register.operations.publications import AlreadyPublished
from pollwright.register.papers.editions import Editions, make_editions
from pollwright.register.papers.prepared import PreparedFile, put
from pollwright.register.proofs import DoesNotReconcile, in_force_by_district
from pollwright.register.states import PaperState

WORK = "register.publish-open"


class NothingPublishedYet(Refused):
    """There is no register whose numbers an open edition could print."""

    code = "register.R034"
    problem = "No register has been published or imported yet."
    remedy = "Import the register, or publish the first one."


class NotTheFirstWorkingDay(Refused):
    """The open register is published on the first working day of a month, or after it where that day was missed."""

    code = "register.R035"
    problem = "The open register of that month is published from {lawful} on, not on {published_on}."
    remedy = "Publish it on that day. With a revised register it comes out by itself."


def dates_of(published_on: date, calendar: Calendar) -> OpenRegisterDates:
    """Return the dates of a monthly open register that is published on a day; a late one counts from its own day.

    :raises NotTheFirstWorkingDay: before the first working day of the month.
    """
    dates = open_register_month(published_on.year, published_on.month, calendar)
    if published_on < dates.published_on:
        raise NotTheFirstWorkingDay(lawful=dates.published_on, published_on=published_on)
    return dates if published_on == dates.published_on else open_register_with(published_on)


@operation(Permission.REGISTER_PUBLISH)
def ask_to_publish_open_edition(*, actor: Actor) -> Work:
    """Ask that the month's open register be published today."""
    return ask_for_work(actor=actor, kind=WORK, lock="register.paper", title="Publish the open register of the month")


@operation(Permission.REGISTER_PUBLISH)
def publish_open_edition(
    *,
    actor: Actor,
    dates: OpenRegisterDates,
    on: date,
    at: datetime,
    conclude: Callable[[Publication], object] | None = None,
) -> Publication:
    """Freeze and publish the open edition of today.

    The edition is proved before anything is kept: the entries in force, the snapshot and the edition must agree.

    :param conclude: called last, to end the work that published it in the same transaction.
    :raises NotOnItsDay: where the dates are those of another day.
    :raises AlreadyPublished: where the month's edition is out.
    :raises DoesNotReconcile: where the counts differ; nothing is kept.
    """
    lock_register(actor.authority_id)
    numbers = current_numbers(actor.authority_id)
    if numbers is None:
        raise NothingPublishedYet
    if dates.published_on != on:
        raise NotOnItsDay(reference="The open register", published_on=dates.published_on, today=on)
    month = {"published_on__year": on.year, "published_on__month": on.month}
    held = Publication.objects.filter(authority=actor.authority_id, kind="open", **month)
    if other := held.exclude(state=PaperState.WITHDRAWN).first():
        raise AlreadyPublished(kind="open", published_on=other.published_on, reference=other.reference)
    publication = Publication.objects.create(
        authority_id=actor.authority_id,
        reference=next_reference(actor.authority_id, "R"),
        kind="open",
        published_on=on,
        previous_id=numbers,
        state=PaperState.ISSUED,
        prepared_by=actor.name,
        prepared_by_id=actor.person_id,
        issued_at=at,
    )
    with workspace() as folder:
        made = make_editions(actor.authority_id, numbers, None, dates, folder, only={"open"})
        publication.counts = _proved(actor.authority_id, made)
        publication.save(update_fields=["counts"])
        keep_files(actor, _files(publication, made), publication=publication)
    record(
        PublicationIssued(publication.reference, on, publication.counts["open"], 0, 0, 0),
        actor=actor,
        subjects=[publication],
        basis=dates.source.describe(),
    )
    if conclude is not None:
        conclude(publication)
    return publication


def _proved(authority_id: int, made: Editions) -> dict[str, Any]:
    in_force = sum(in_force_by_district(authority_id).values())
    full = sum(row["electors"] for row in made.by_district)
    wanted = sum(row["open"] for row in made.by_district)
    if in_force != full:
        raise DoesNotReconcile(what="The register in force", expected=in_force, found=full)
    for written in (made.editions[0].csv.rows, made.editions[0].parquet.rows):
        if written != wanted:
            raise DoesNotReconcile(what="The open edition", expected=wanted, found=written)
    return {
        "electors": full,
        "open": wanted,
        "left_out": full - wanted,
        "districts": {row["code"]: row["open"] for row in made.by_district},
    }


def _files(publication: Publication, made: Editions) -> list[PreparedFile]:
    name = f"register-{publication.reference}-{publication.published_on}-open"
    edition = made.editions[0]
    written = (("csv", edition.csv), ("parquet", edition.parquet))
    files = [
        put(one.path, edition="open", format=format_, name=f"{name}.{format_}", rows=one.rows)
        for format_, one in written
    ]
    snapshot = made.snapshot
    return [
        *files,
        put(
            snapshot.path,
            edition="snapshot",
            format="parquet",
            name=f"{name}-snapshot.parquet",
            rows=snapshot.rows,
            restricted=True,
        ),
    ]
