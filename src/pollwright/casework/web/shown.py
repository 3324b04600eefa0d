"""How a case is shown: its facts and days, what to look at, and its notes, files and evidence."""

from __future__ import annotations

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from pollwright.casework.queries.cases import CaseRecord, Held
from pollwright.casework.states import (
    CaseKind,
    CaseState,
    Channel,
    LetterKind,
    NoteKind,
    OfficeKind,
    Outcome,
    Requester,
    Satisfaction,
    Stage,
    Wait,
)
from pollwright.casework.web import terms
from pollwright.law.complaints import prosecute_by
from pollwright.law.information_requests import ground_of, search_cost
from pollwright.pages import wording
from pollwright.pages.standard import Cell, PlainTable, Section
from pollwright.pages.summaries import SummaryRow


def facts(found: CaseRecord) -> tuple[SummaryRow, ...]:
    """Return what is known of a case and of who asked."""
    held = found.held
    rows = [
        SummaryRow(_("State"), terms.state_tag(held.state)),
        SummaryRow(_("Kind"), str(CaseKind(held.kind).label)),
        SummaryRow(_("Whom it concerns"), str(OfficeKind(held.office).label)),
        SummaryRow(_("Received"), f"{wording.day(held.received_on)}, {Channel(held.channel).label}"),
        SummaryRow(_("Owner"), held.owner.name if held.owner else _("Nobody")),
        *_days(held),
        SummaryRow(_("Who is in touch"), str(Requester(held.requester_kind).label)),
        *_filled(
            (_("Name"), held.requester),
            (_("E-mail"), held.email),
            (_("Telephone"), held.phone),
            (_("Address for letters"), held.address),
        ),
        *_linked(held),
    ]
    return tuple(rows)


def notes(found: CaseRecord, on: date) -> tuple[str, ...]:
    """Return what somebody should know before they go on."""
    held = found.held
    said = []
    if held.removed_on:
        said.append(_("What the case was about was removed when its time was up. It counts in the statistics still."))
    if held.office != OfficeKind.COUNCIL and held.kind in (CaseKind.FOI, CaseKind.EIR):
        said.append(
            _(
                "The officer is not a public authority under the Freedom of Information Act. Give what is public or"
                " holds no personal data in the course of business, in 20 working days. It does not count in CO03."
            )
        )
    if held.office != OfficeKind.COUNCIL and held.kind == CaseKind.COMPLAINT:
        said.append(
            _(
                "What an officer does under the law is no act of the council: this goes to the officer. An election is"
                " questioned by petition or in court, and the Electoral Commission can be told."
            )
        )
    if held.state != CaseState.CLOSED and held.owner is None:
        said.append(_("Nobody has this case."))
    return tuple(said)


def warning(held: Held, on: date) -> str:
    """Return that the case is overdue, or its acknowledgement; blank where neither is."""
    if held.state == CaseState.CLOSED:
        return ""
    if held.due_on is not None and held.due_on < on:
        return _("This was due on %(day)s.") % {"day": wording.day(held.due_on)}
    if held.acknowledged_on is None and held.acknowledge_by is not None and held.acknowledge_by < on:
        return _("It should have been acknowledged by %(day)s.") % {"day": wording.day(held.acknowledge_by)}
    return ""


def sections(found: CaseRecord) -> tuple[Section, ...]:
    """Return the parts of a case's page."""
    held = found.held
    parts = [Section(_("What was said or written"), text=tuple(held.words.splitlines()) or (_("Nothing is noted."),))]
    if held.answer:
        parts.append(Section(_("Answer"), text=tuple(held.answer.splitlines()), facts=_answered(held)))
    elif held.closed_on:
        parts.append(Section(_("Answer"), facts=_answered(held)))
    if held.kind == CaseKind.ALLEGATION:
        parts.append(Section(_("Allegation"), facts=_offence(held)))
        parts.append(Section(_("Evidence"), table=_evidence(found)))
    if found.stages:
        parts.append(Section(_("First stage"), table=_stages(found)))
    parts.append(Section(_("Notes"), table=_notes(found)))
    parts.append(Section(_("Files and letters"), table=_files(found)))
    return tuple(parts)


def _days(held: Held) -> list[SummaryRow]:
    rows = []
    if held.stage == Stage.SECOND:
        rows.append(SummaryRow(_("Stage"), str(Stage.SECOND.label), note=wording.day(held.stage_on)))
    if held.acknowledge_by:
        rows.append(SummaryRow(_("Acknowledge by"), wording.day(held.acknowledge_by)))
    if held.acknowledged_on:
        rows.append(SummaryRow(_("Acknowledged"), wording.day(held.acknowledged_on)))
    if held.waits_for:
        words = {"what": Wait(held.waits_for).label, "day": wording.day(held.asked_on)}
        rows.append(SummaryRow(_("Due"), _("The clock waits for %(what)s, asked for on %(day)s") % words))
    else:
        note = _("More time was taken") if held.extended_on else ""
        rows.append(SummaryRow(_("Due"), wording.day(held.due_on) or _("No day"), note=note))
    if held.counted_from != held.stage_on:
        rows.append(SummaryRow(_("Counted from"), wording.day(held.counted_from)))
    if held.search_minutes is not None:
        cost = search_cost(held.search_minutes)
        note = _("Over the limit of £450") if cost.over else _("Within the limit of £450")
        rows.append(SummaryRow(_("Cost of the search"), wording.money(cost.pence), note=note))
    return rows


def _linked(held: Held) -> list[SummaryRow]:
    rows = []
    if held.elector:
        href = reverse("register:elector", args=[held.elector.reference])
        rows.append(SummaryRow(_("Elector"), held.elector.reference, href=href))
    if held.property:
        href = reverse("desk:household", args=[held.property.reference])
        rows.append(SummaryRow(_("Home"), held.property.address, href=href))
    if held.poll:
        rows.append(SummaryRow(_("Poll"), held.poll.title, href=reverse("elections:poll", args=[held.poll.reference])))
    return rows


def _answered(held: Held) -> tuple[SummaryRow, ...]:
    grounds = tuple(f"{code}: {_(ground_of(code).title)}" for code in held.grounds)
    return tuple(
        _filled(
            (_("Outcome"), str(Outcome(held.outcome).label) if held.outcome else ""),
            (_("Put forward by"), held.proposed_by),
            (_("Who speaks"), held.spokesperson),
            (_("Answered"), wording.day(held.answered_on)),
            (_("Closed"), wording.day(held.closed_on)),
            (_("What we learned"), held.lessons),
            (_("How it was handled"), _said_of(held)),
            (_("On the disclosure log since"), wording.day(held.disclosed_on)),
        )
    ) + ((SummaryRow(_("Grounds of refusal"), grounds),) if grounds else ())


def _said_of(held: Held) -> str:
    """Return what the requester said of how the case was handled."""
    if held.satisfaction is None:
        return ""
    said = str(Satisfaction(held.satisfaction).label)
    return f"{said}: {held.satisfaction_words}" if held.satisfaction_words else said


def _offence(held: Held) -> tuple[SummaryRow, ...]:
    rows = [SummaryRow(_("Offence alleged"), held.offence or _("Not said"))]
    if held.offence_on:
        rows.append(SummaryRow(_("Day of the offence"), wording.day(held.offence_on)))
        limit, longest = prosecute_by(held.offence_on), prosecute_by(held.offence_on, extended=True)
        note = _("A court may allow until %(day)s") % {"day": wording.day(longest.on)}
        rows.append(SummaryRow(_("Proceedings must begin by"), wording.day(limit.on), note=note))
    rows.append(SummaryRow(_("Referred to the police"), wording.day(held.referred_on) or _("No")))
    rows += _filled((_("Reference of the police"), held.police_reference))
    return tuple(rows)


def _filled(*pairs: tuple[str, str]) -> list[SummaryRow]:
    return [SummaryRow(key, value) for key, value in pairs if value]


def _notes(found: CaseRecord) -> PlainTable:
    rows = tuple(
        (
            Cell(wording.short_moment(one.at)),
            Cell(str(NoteKind(one.kind).label)),
            Cell(one.text),
            Cell(one.by_name),
        )
        for one in found.notes
    )
    return PlainTable(_("Notes"), (_("When"), _("Kind"), _("Note"), _("By")), rows, _("Nothing was noted."))


def _files(found: CaseRecord) -> PlainTable:
    rows = tuple(
        (
            Cell(one.name, href=reverse("files:download", args=[one.token])),
            Cell(str(LetterKind(one.letter).label) if one.letter else one.what),
            Cell(wording.short_moment(one.at)),
            Cell(one.by_name),
        )
        for one in found.files
    )
    headings = (_("File"), _("What it is"), _("When"), _("By"))
    return PlainTable(_("Files and letters"), headings, rows, _("There is no file."))


def _evidence(found: CaseRecord) -> PlainTable:
    rows = tuple(
        (Cell(str(one.number)), Cell(one.what), Cell(wording.short_day(one.received_on)), Cell(one.holder))
        for one in found.evidence
    )
    headings = (_("Item"), _("What it is"), _("Received"), _("Held by"))
    return PlainTable(_("Evidence"), headings, rows, _("No evidence was handed in."))


def _stages(found: CaseRecord) -> PlainTable:
    rows = tuple(
        (
            Cell(str(Stage(one.stage).label)),
            Cell(wording.short_day(one.began_on)),
            Cell(wording.short_day(one.due_on)),
            Cell(wording.short_day(one.answered_on)),
            Cell(str(Outcome(one.outcome).label) if one.outcome else ""),
        )
        for one in found.stages
    )
    headings = (_("Stage"), _("Began"), _("Due"), _("Answered"), _("Outcome"))
    return PlainTable(_("First stage"), headings, rows)
