"""The register's long work: what the worker does when it is asked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pollwright.authorities.calendars import calendar_of, nation_of
from pollwright.authorities.clock import moment, today
from pollwright.jobs.context import WorkContext
from pollwright.jobs.registry import work
from pollwright.register import export_jobs  # noqa: F401 - registers the kinds of work of exports
from pollwright.register.operations.identity_work import KIND as MATCH
from pollwright.register.operations.identity_work import STEPS as MATCHING
from pollwright.register.operations.identity_work import match_waiting
from pollwright.register.operations.importing import COMPARING, WRITING
from pollwright.register.operations.importing import KIND as IMPORT
from pollwright.register.operations.importing_work import READING, carry_out_import
from pollwright.register.operations.listing_electors import WORK as LIST_ELECTORS
from pollwright.register.operations.listing_electors import write_list
from pollwright.register.operations.notices import record_prepared_notice, rehearse_notice
from pollwright.register.operations.open_editions import WORK as PUBLISH_OPEN
from pollwright.register.operations.open_editions import dates_of, publish_open_edition
from pollwright.register.operations.publications import (
    issue_publication,
    propose_changes_of_districts,
    record_prepared_publication,
    rehearse_publication,
)
from pollwright.register.operations.quality import WORK as FIND_QUALITY
from pollwright.register.operations.quality import find_quality
from pollwright.register.states import QualityKind


@work("register.prepare-notice", steps=("Alterations", "Keeping the files"), result="register:notice")
def prepare_notice(context: WorkContext) -> Mapping[str, Any]:
    """Do a notice in a rehearsal and record what came out."""
    reference = context.parameters["reference"]
    context.progress("Alterations", 0, 2)
    prepared, files = rehearse_notice(context.actor, reference)
    context.progress("Keeping the files", 1, 2)
    outcome = {"reference": reference, **prepared.by_action()}
    record_prepared_notice(
        actor=context.actor,
        reference=reference,
        prepared=prepared,
        files=files,
        conclude=lambda _: context.conclude(outcome),
    )
    return outcome


@work(
    "register.prepare-publication",
    steps=("Alterations and numbers", "Editions", "Proof", "Keeping the files"),
    result="register:publication",
)
def prepare_publication(context: WorkContext) -> Mapping[str, Any]:
    """Do a publication in a rehearsal and record what came out."""
    reference = context.parameters["reference"]
    propose_changes_of_districts(context.actor, reference, moment(context.actor.authority_id))
    prepared = rehearse_publication(context.actor, reference, context.progress)
    outcome = {"reference": reference, "electors": sum(row["electors"] for row in prepared.by_district)}
    record_prepared_publication(
        actor=context.actor,
        reference=reference,
        prepared=prepared,
        conclude=lambda _: context.conclude(outcome),
    )
    return outcome


@work("register.issue-publication", steps=("Publishing",), result="register:publication")
def publish(context: WorkContext) -> Mapping[str, Any]:
    """Publish a prepared and approved register, on its day."""
    reference = context.parameters["reference"]
    authority = context.actor.authority_id
    context.progress("Publishing", 0, 1)
    outcome = {"reference": reference}
    issue_publication(
        actor=context.actor,
        reference=reference,
        on=today(authority),
        at=moment(authority),
        conclude=lambda _: context.conclude(outcome),
    )
    return outcome


@work(IMPORT, steps=(READING, COMPARING, WRITING), result="register:import")
def import_register(context: WorkContext) -> Mapping[str, Any]:
    """Take a register over from a file that was handed in."""
    authority = context.actor.authority_id
    return carry_out_import(context, nation=nation_of(authority), at=moment(authority))


@work(LIST_ELECTORS, steps=("Writing",))
def list_electors(context: WorkContext) -> Mapping[str, Any]:
    """Write a long list of electors."""
    return write_list(context, on=today(context.actor.authority_id))


@work(FIND_QUALITY, steps=tuple(str(label) for label in QualityKind.labels))
def search_quality(context: WorkContext) -> Mapping[str, Any]:
    """Search the register for implausible entries."""
    authority = context.actor.authority_id
    found = find_quality(
        actor=context.actor,
        nation=nation_of(authority),
        on=today(authority),
        at=moment(authority),
        progress=context.progress,
        conclude=context.conclude,
    )
    return {"found": sum(found.values())}


@work(MATCH, steps=MATCHING, result="")
def match_identities(context: WorkContext) -> Mapping[str, Any]:
    """Match the identity of what waits, with national and then with local records."""
    authority = context.actor.authority_id
    return match_waiting(context.actor, at=moment(authority), report=context.progress, conclude=context.conclude)


@work(PUBLISH_OPEN, steps=("Publishing",), result="register:publication")
def publish_open(context: WorkContext) -> Mapping[str, Any]:
    """Publish the open register of the month, today."""
    authority = context.actor.authority_id
    on = today(authority)
    context.progress("Publishing", 0, 1)
    made = publish_open_edition(
        actor=context.actor,
        dates=dates_of(on, calendar_of(authority)),
        on=on,
        at=moment(authority),
        conclude=lambda publication: context.conclude({"reference": publication.reference}),
    )
    return {"reference": made.reference}
