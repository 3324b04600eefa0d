"""The pages of parts across the boundary: the list, a part, its files, and what is done about them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _t
from django.views.decorators.http import require_GET, require_http_methods

from pollwright.access.web.acts import Asked, actor_of, answered, version_in
from pollwright.access.web.gate import permission_required
from pollwright.acting import Permission
from pollwright.audit.queries.timeline import timeline, told
from pollwright.authorities.clock import moment, today
from pollwright.elections.operations import boundary_giving as giving
from pollwright.elections.operations.boundary_agreeing import TheirSide, agree_counts
from pollwright.elections.operations.boundary_parts import PartAsked, declare_part, withdraw_part
from pollwright.elections.operations.boundary_work import ask_to_prepare_part_file, ask_to_receive_part_file
from pollwright.elections.queries import boundary_pages as queries
from pollwright.elections.queries.electorate_target import target_of
from pollwright.elections.states import BoundarySide, FiguresBy
from pollwright.elections.web import boundary_shown as shown
from pollwright.elections.web.polls import GET_OR_POST, LIST, RECORD, polls_crumb
from pollwright.files.store import workspace
from pollwright.pages.lists import Listing, list_response
from pollwright.pages.shell import Crumb
from pollwright.pages.standard import Figure, ListPage, RecordPage, Section
from pollwright.pages.wording import number
from pollwright.refusals import NotFound, Refused


@require_http_methods(GET_OR_POST)
@permission_required(Permission.POLLS_VIEW)
def parts(request: HttpRequest) -> HttpResponseBase:
    """Show the parts of all polls."""
    actor = actor_of(request)
    listing = Listing(
        shown.parts_table(),
        lambda asked: queries.parts_page(actor.authority_id, asked),
        lambda asked: queries.every_part(actor.authority_id, asked),
        name="parts-across-the-boundary",
        caption=_("Parts across the boundary"),
        empty=_("No contest crosses the boundary."),
    )
    return list_response(
        request, LIST, listing, partial(ListPage, _("Parts across the boundary"), crumbs=(polls_crumb(),))
    )


@require_http_methods(GET_OR_POST)
@permission_required(Permission.ELECTORATE_FREEZE)
def part_new(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask for a part of one of a poll's contests; told, enter it."""
    actor = actor_of(request)
    target = target_of(actor.authority_id, reference)
    back = reverse("elections:electorates", args=[target.reference])

    def perform(given: Mapping[str, Any]) -> str:
        return shown.part_href(declare_part(actor=actor, asked=_part_asked(given)).reference)

    return answered(
        request,
        Asked(
            title=_t("Enter a part across the boundary"),
            form=shown.part_form(target),
            submit=_t("Enter it"),
            perform=perform,
            back=back,
            crumbs=(polls_crumb(), Crumb(_("Electorate and poll cards"), back)),
            lead=_t("Electors of the contest who are on another authority's register, or whose Returning Officer is"
                    " theirs. Nothing of the poll leaves before the counts of every such part are agreed."),
            caption=target.reference,
        ),
    )  # fmt: skip


@require_GET
@permission_required(Permission.POLLS_VIEW)
def part(request: HttpRequest, reference: str) -> HttpResponse:
    """Show one part and its files."""
    actor = actor_of(request)
    row = queries.part_facts(actor.authority_id, reference)
    page = RecordPage(
        title=_("Part with %(other)s") % {"other": row.other_name},
        caption=row.reference,
        crumbs=(polls_crumb(), parts_crumb()),
        acts=shown.part_acts(actor, row),
        facts=shown.part_rows(row),
        sections=(Section(_("Files"), table=shown.files_table(queries.files_of(actor.authority_id, reference))),),
        timeline=told(timeline(actor.authority_id, "boundarypart", row.id), linked=actor.may(Permission.AUDIT_VIEW)),
    )
    return render(request, RECORD, {"page": page})


@require_GET
@permission_required(Permission.POLLS_VIEW)
def file(request: HttpRequest, reference: str) -> HttpResponse:
    """Show one file: our counts beside the sender's, what differs from the file before, and who agreed it."""
    actor = actor_of(request)
    row = queries.file_facts(actor.authority_id, reference)
    sections = [
        Section(_("Both sides' counts"), table=shown.counts_table(row)),
        Section(_("Franchise"), table=shown.franchise_table(row)),
        Section(_("Stations"), table=shown.stations_table(row)),
    ]
    if row.difference:
        sections.insert(1, Section(_("What differs"), table=shown.difference_table(row)))
    page = RecordPage(
        title=_("File %(reference)s") % {"reference": reference},
        caption=row.other_name,
        crumbs=(polls_crumb(), parts_crumb(), Crumb(row.part, shown.part_href(row.part))),
        acts=shown.file_acts(actor, row),
        figures=(
            Figure(_("Electors"), number(row.electors)),
            Figure(_("Districts"), number(len({one["district"] for one in row.counts}))),
        ),
        facts=shown.file_rows(row),
        sections=tuple(sections),
        timeline=told(timeline(actor.authority_id, "boundaryfile", row.id), linked=actor.may(Permission.AUDIT_VIEW)),
    )
    return render(request, RECORD, {"page": page})


@require_http_methods(GET_OR_POST)
@permission_required(Permission.ELECTORATE_FREEZE)
def receive(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask for the other side's file; given, read it."""
    actor = actor_of(request)
    row = queries.part_facts(actor.authority_id, reference)

    def perform(given: Mapping[str, Any]) -> str:
        with workspace() as folder:
            content = folder / "received.zip"
            with content.open("wb") as copied:
                copied.writelines(given["file"].chunks())
            asked = ask_to_receive_part_file(actor=actor, reference=reference, content=content)
        return reverse("jobs:work", args=[asked.reference])

    return answered(
        request,
        Asked(
            title=_t("Take in a file of their electors"),
            form=shown.RECEIVE,
            submit=_t("Read it"),
            perform=perform,
            back=shown.part_href(reference),
            crumbs=(polls_crumb(), parts_crumb(), Crumb(reference, shown.part_href(reference))),
            lead=_t(
                "It is taken whole or not at all. A newer file replaces the one before once its counts are agreed."
            ),
            caption=row.other_name,
        ),
    )


@require_http_methods(GET_OR_POST)
@permission_required(Permission.ELECTORATE_FREEZE)
def prepare(request: HttpRequest, reference: str) -> HttpResponse:
    """Confirmed, make a file of our electors for the other side."""
    actor = actor_of(request)
    row = queries.part_facts(actor.authority_id, reference)

    def perform(given: Mapping[str, Any]) -> str:
        return reverse("jobs:work", args=[ask_to_prepare_part_file(actor=actor, reference=reference).reference])

    return answered(
        request,
        Asked(
            title=_t("Prepare a file of our electors"),
            form=shown.Form(),
            submit=_t("Prepare it"),
            perform=perform,
            back=shown.part_href(reference),
            crumbs=(polls_crumb(), parts_crumb(), Crumb(reference, shown.part_href(reference))),
            lead=_t("From the latest frozen electorate. Somebody else releases it; every download is recorded."),
            caption=row.other_name,
        ),
    )


@require_http_methods(GET_OR_POST)
@permission_required(Permission.ELECTORATE_FREEZE)
def withdraw(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask why a part is withdrawn; told, withdraw it."""
    actor = actor_of(request)
    row = queries.part_facts(actor.authority_id, reference)

    def perform(given: Mapping[str, Any]) -> None:
        withdraw_part(actor=actor, reference=reference, version=version_in(given), reason=given["reason"])

    return answered(
        request,
        Asked(
            title=_t("Withdraw this part?"),
            form=shown.WITHDRAW,
            submit=_t("Withdraw"),
            perform=perform,
            back=shown.part_href(reference),
            typed={"version": row.version},
            crumbs=(polls_crumb(), parts_crumb(), Crumb(reference, shown.part_href(reference))),
            caption=row.other_name,
        ),
    )


@require_http_methods(GET_OR_POST)
@permission_required(Permission.REGISTER_EXPORT)
def file_release(request: HttpRequest, reference: str) -> HttpResponse:
    """Confirmed, release a file to the other side as the second person."""
    actor = actor_of(request)

    def perform(given: Mapping[str, Any]) -> None:
        giving.release_part_file(
            actor=actor, reference=reference, version=version_in(given), at=moment(actor.authority_id)
        )

    return answered(request, _of_file(actor.authority_id, reference, _t("Release the file?"), shown.RELEASE, perform))


@require_http_methods(GET_OR_POST)
@permission_required(Permission.ELECTORATE_FREEZE)
def file_agree(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask who agreed the counts for the other side, and with which figures; told, compare and record it."""
    actor = actor_of(request)
    on = today(actor.authority_id)

    def perform(given: Mapping[str, Any]) -> None:
        theirs = TheirSide(
            given["officer"], given["capacity"], given["day"], FiguresBy(given["means"]), given["figures"] or "",
            manifest=given["source"] == shown.MANIFEST,
        )  # fmt: skip
        agree_counts(
            actor=actor,
            reference=reference,
            version=version_in(given),
            theirs=theirs,
            at=moment(actor.authority_id),
        )

    form = shown.agree_form(on)
    return answered(
        request, _of_file(actor.authority_id, reference, _t("Agree the counts"), form, perform, day=on)
    )  # fmt: skip


@require_http_methods(GET_OR_POST)
@permission_required(Permission.ELECTORATE_FREEZE)
def file_withdraw(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask why a file is withdrawn; told, withdraw it."""
    actor = actor_of(request)

    def perform(given: Mapping[str, Any]) -> None:
        giving.withdraw_part_file(actor=actor, reference=reference, version=version_in(given), reason=given["reason"])

    return answered(
        request, _of_file(actor.authority_id, reference, _t("Withdraw this file?"), shown.WITHDRAW, perform)
    )


@require_GET
@permission_required(Permission.REGISTER_EXPORT)
def file_download(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Hand out a released file, with an event."""
    actor = actor_of(request)
    queries.file_facts(actor.authority_id, reference)
    try:
        path = giving.hand_out_part_file(actor=actor, reference=reference)
    except NotFound:
        raise
    except Refused as refusal:
        messages.error(request, f"{refusal.said} {refusal.advice}")
        return redirect(shown.file_href(reference))
    name = f"electors-{reference}.zip"
    response = FileResponse(path.open("rb"), as_attachment=True, filename=name, content_type="application/zip")
    response["Cache-Control"] = "no-store"
    return response


def parts_crumb() -> Crumb:
    """Return the way back to the list of parts."""
    return Crumb(_("Parts across the boundary"), reverse("elections:boundary-parts"))


def _part_asked(given: Mapping[str, Any]) -> PartAsked:
    return PartAsked(
        contest=given["contest"],
        side=BoundarySide(given["side"]),
        other_code=given["other_code"],
        other_name=given["other_name"],
        officer=given["officer"] or "",
        prefix=(given["prefix"] or "").upper(),
        first_station=given["first_station"] or 0,
    )


def _of_file(authority_id: int, reference: str, title: Any, form: Any, perform: Any, **typed: Any) -> Asked:
    row = queries.file_facts(authority_id, reference)
    return Asked(
        title=title,
        form=form,
        submit=_t("Confirm"),
        perform=perform,
        back=shown.file_href(reference),
        typed={"version": row.version, **typed},
        crumbs=(polls_crumb(), parts_crumb(), Crumb(reference, shown.file_href(reference))),
        caption=row.other_name,
    )
