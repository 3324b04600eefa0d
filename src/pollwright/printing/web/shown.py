"""What the pages of documents show."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pollwright.acting import Actor, Permission
from pollwright.pages import wording
from pollwright.pages.shell import NavItem
from pollwright.pages.standard import Cell, Figure, PlainTable, Section
from pollwright.pages.summaries import SummaryRow
from pollwright.pages.tags import Colour, Tag
from pollwright.printing.queries.facts import DocumentFacts
from pollwright.printing.queries.needs import Need
from pollwright.printing.states import FOR_PRINTERS, NOT_PUBLIC, UNDER_WAY, State
from pollwright.printing.web import terms

BULK = 1


def links_of_poll(reference: str) -> tuple[NavItem, ...]:
    """Return where else the papers of a poll are looked after."""
    return (
        NavItem(_("Every version"), reverse("printing:of-poll", args=[reference])),
        NavItem(_("Opening of postal votes"), reverse("printing:openings", args=[reference])),
    )


def figures(needs: list[Need], reference: str, at: datetime) -> tuple[Figure, ...]:
    """Return how many documents are asked for, out, late, and overtaken."""
    listed = reverse("printing:of-poll", args=[reference])
    out = sum(need.by_state.get(State.PUBLISHED, 0) for need in needs)
    late = sum(need.is_late(at) for need in needs)
    overtaken = sum(need.overtaken for need in needs)
    return (
        Figure(_("Asked for now"), wording.number(sum(need.wanted for need in needs))),
        Figure(_("Published"), wording.number(out), f"{listed}?state=published"),
        Figure(_("Late"), wording.number(late), alarm=late > 0),
        Figure(_("Overtaken"), wording.number(overtaken), f"{listed}?overtaken=yes", alarm=overtaken > 0),
    )


def needs_section(actor: Actor, reference: str, needs: list[Need], at: datetime) -> Section:
    """Return the documents of a poll: when the law wants each, how far it is, what is missing, and what can be done."""
    table = PlainTable(
        _("Documents"),
        (_("Document"), _("Lawful time"), _("State"), _("What can be done")),
        tuple(_need(actor, reference, need, at) for need in needs),
    )
    late = [str(need.kind.label) for need in needs if need.is_late(at)]
    warning = _("Their time is over, and they are not out: %(documents)s.") % {"documents": ", ".join(late)}
    return Section(_("What the law asks for"), table=table, warning=warning if late else "")


def acts(actor: Actor, found: DocumentFacts) -> tuple[NavItem, ...]:
    """Return what can be done with a document now."""
    offered: list[tuple[str, str]] = []
    if actor.may(Permission.PAPERS_APPROVE):
        if found.state is State.PROOFED:
            offered.append((_("Approve"), "approve"))
        if found.state is State.APPROVED and found.kind not in FOR_PRINTERS:
            offered.append((_("Publish"), "publish"))
        if found.state in (State.PUBLISHED, *UNDER_WAY):
            offered.append((_("Withdraw"), "withdraw"))
    links = [NavItem(label, reverse("printing:document-act", args=[found.reference, name])) for label, name in offered]
    if found.state is State.PUBLISHED and actor.may(Permission.PAPERS_PREPARE):
        links.append(NavItem(_("Log a posting"), reverse("printing:post", args=[found.reference])))
    if found.state is State.PUBLISHED and not found.rehearsal and found.kind not in NOT_PUBLIC:
        address = reverse("public:notice", args=[actor.authority_code, found.reference])
        links.append(NavItem(_("On the public page"), address))
    return tuple(links)


def facts(found: DocumentFacts) -> tuple[SummaryRow, ...]:
    """Return the facts of a document."""
    rows = [
        SummaryRow(_("State"), terms.state_tag(found.state), found.because),
        SummaryRow(_("Lawful time"), _between(found.due_from, found.due_by)),
        SummaryRow(_("Prepared"), wording.moment(found.prepared_at), found.prepared_by),
        SummaryRow(_("Approved"), wording.moment(found.approved_at) or _("Not yet"), found.approved_by),
    ]
    if found.kind not in FOR_PRINTERS:
        late = _("Late: %(reason)s") % {"reason": found.late_reason} if found.late_reason else found.published_by
        rows.append(SummaryRow(_("Published"), wording.moment(found.published_at) or _("Not yet"), late))
    if found.contest:
        rows.append(
            SummaryRow(_("Contest"), found.contest_name, href=reverse("elections:contest", args=[found.contest]))
        )
    for label, reference in ((_("Amends"), found.amends), (_("Amended by"), found.amended_by)):
        if reference:
            rows.append(SummaryRow(label, reference, href=reverse("printing:document", args=[reference])))
    rows.append(SummaryRow(_("SHA-256 of what it says"), found.digest))
    return tuple(rows)


def sections(actor: Actor, found: DocumentFacts) -> tuple[Section, ...]:
    """Return the checks, the files and the postings of a document."""
    parts = [Section(_("Checks"), table=_checks(found)), Section(_("Files"), table=_files(found))]
    if found.welsh_needed:
        parts.insert(1, _without_welsh(actor, found))
    if found.published_at is not None:
        parts.append(_posted(found))
    return tuple(parts)


def warning(found: DocumentFacts) -> str:
    """Return what must be seen before anything is done with a document."""
    if found.state is State.VOID:
        return _("This version is void because %(why)s.") % {"why": found.because}
    if found.overtaken and found.state is State.PUBLISHED:
        return _("It is published, but no longer says what holds: %(why)s. Prepare and publish an amended one.") % {
            "why": found.overtaken
        }
    failed = sum(expected != held for _what, expected, held in found.checks)
    if found.state is State.DRAFT:
        return ngettext("%(count)s check failed.", "%(count)s checks failed.", failed) % {"count": failed}
    return _("This is a rehearsal. It is never on the public page.") if found.rehearsal else ""


def _need(actor: Actor, reference: str, need: Need, at: datetime) -> tuple[Cell, ...]:
    return (
        Cell(str(need.kind.label)),
        Cell(_time(need), note=need.row.source.describe()),
        _standing(need, at),
        Cell(links=_links(actor, reference, need)),
    )


def _standing(need: Need, at: datetime) -> Cell:
    if not need.wanted:
        return Cell(tag=Tag(_("Not asked for now"), Colour.GREY))
    missing = _("Missing: %(what)s") % {"what": "; ".join(need.missing)} if need.missing else ""
    if need.is_late(at):
        return Cell(tag=Tag(_("Late"), Colour.RED), note=", ".join(filter(None, (_state(need), missing))))
    return Cell(_state(need), note=missing)


def _links(actor: Actor, reference: str, need: Need) -> tuple[NavItem, ...]:
    listed = reverse("printing:of-poll", args=[reference])
    links = [NavItem(_("Versions"), f"{listed}?kind={need.kind.value}")] if need.made else []
    if need.ready and actor.may(Permission.PAPERS_PREPARE):
        links.append(NavItem(_("Prepare"), reverse("printing:prepare", args=[reference, need.kind.value])))
    if actor.may(Permission.PAPERS_APPROVE):
        if need.by_state.get(State.PROOFED, 0) > BULK:
            address = reverse("printing:bulk", args=[reference, need.kind.value, "approve"])
            links.append(NavItem(_("Approve all"), address))
        if need.by_state.get(State.APPROVED, 0) > BULK and need.row.published:
            address = reverse("printing:bulk", args=[reference, need.kind.value, "publish"])
            links.append(NavItem(_("Publish all"), address))
    return tuple(links)


def _time(need: Need) -> str:
    return _between(need.lawful.earliest, need.lawful.latest)


def _between(first: datetime | None, last: datetime | None) -> str:
    if first is None and last is None:
        return _("As soon as practicable")
    if first is None:
        return _("By %(last)s") % {"last": wording.moment(last)}
    if last is None:
        return _("As soon as practicable after %(first)s") % {"first": wording.moment(first)}
    return _("From %(first)s to %(last)s") % {"first": wording.moment(first), "last": wording.moment(last)}


def _state(need: Need) -> str:
    unmade = need.wanted - need.made
    counts = [f"{state.label}: {wording.number(count)}" for state, count in need.by_state.items()]
    if unmade:
        counts.insert(0, _("Not made: %(count)s") % {"count": wording.number(unmade)})
    return ", ".join(counts)


def _checks(found: DocumentFacts) -> PlainTable:
    rows = tuple(
        (
            Cell(what),
            Cell(expected),
            Cell(held),
            Cell(tag=Tag(_("Passed"), Colour.GREEN) if expected == held else Tag(_("Failed"), Colour.RED)),
        )
        for what, expected, held in found.checks
    )
    return PlainTable(_("Checks"), (_("Check"), _("Must be"), _("Is"), _("Result")), rows)


def _files(found: DocumentFacts) -> PlainTable:
    rows = tuple(
        (
            Cell(one.form, href=reverse("printing:file", args=[found.reference, one.form])),
            Cell(wording.number(one.pages) if one.pages else "", numeric=True),
            Cell(wording.number(one.bytes), numeric=True),
            Cell(one.sha256),
        )
        for one in found.files
    )
    return PlainTable(_("Files"), (_("Form"), _("Pages"), _("Bytes"), _("SHA-256")), rows)


def _posted(found: DocumentFacts) -> Section:
    rows = tuple(
        (
            Cell(one.place),
            Cell(wording.short_moment(one.posted_at)),
            Cell(one.posted_by),
            Cell(_("Photograph"), href=reverse("files:download", args=[one.photo])) if one.photo else Cell(_("None")),
            Cell(one.note),
        )
        for one in found.postings
    )
    table = PlainTable(
        _("Posted"), (_("Place"), _("Posted"), _("By"), _("Photograph"), _("Note")), rows, _("No posting is logged.")
    )
    links = (
        NavItem(_("Posting list (PDF)"), reverse("printing:posting-list", args=[found.reference])),
        NavItem(_("Proof of publication (PDF)"), reverse("printing:publication-proof", args=[found.reference])),
    )
    left = [place for _reference, place in found.to_post]
    text = (_("Still to be posted at: %(places)s.") % {"places": "; ".join(left)},) if left else ()
    return Section(_("Posted"), text=text, table=table, links=links)


def _without_welsh(actor: Actor, found: DocumentFacts) -> Section:
    """Return the texts that stand in English behind a mark, and where their Welsh is entered."""
    table = PlainTable(_("Texts without Welsh"), (_("English"),), tuple((Cell(one),) for one in found.welsh_needed))
    links = [NavItem(_("Welsh wording"), reverse("printing:welsh"))]
    if found.state in UNDER_WAY and actor.may(Permission.PAPERS_PREPARE):
        links.insert(0, NavItem(_("Enter the Welsh"), reverse("printing:welsh-enter", args=[found.reference])))
    text = (_("Each of them is marked in the document, which can't be approved before all have their Welsh."),)
    return Section(_("Texts without Welsh"), text=text, table=table, links=tuple(links))
