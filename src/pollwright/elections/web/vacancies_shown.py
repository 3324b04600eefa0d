"""How vacancies are shown: words, table, forms, facts."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pollwright.elections.queries.contest_areas import ContestArea
from pollwright.elections.queries.vacancies import RequestRow, VacancyRow
from pollwright.elections.states import VacancyState
from pollwright.elections.web.polls_shown import poll_href
from pollwright.law.poll_ids import VacancyReason
from pollwright.law.vacancies import Following, Next, RequestVerdict
from pollwright.pages import wording
from pollwright.pages.forms import Choice, DateField, Form, NumberField, Select, TextField
from pollwright.pages.standard import Cell, PlainTable
from pollwright.pages.summaries import SummaryRow
from pollwright.pages.tables import Column, Kind, MultiChoiceFilter, SortColumn, TableSpec
from pollwright.pages.tags import Colour, Tag
from pollwright.pages.voice import translated

CAUSES = {
    VacancyReason.DEATH: gettext_lazy("Death"),
    VacancyReason.RESIGNATION: gettext_lazy("Resignation"),
    VacancyReason.ELECTORAL_COURT: gettext_lazy("Electoral court"),
    VacancyReason.FAILURE_TO_ACCEPT: gettext_lazy("Failure to accept office"),
    VacancyReason.FAILURE_TO_ATTEND_MEETINGS: gettext_lazy("Failure to attend meetings"),
    VacancyReason.DISQUALIFICATION: gettext_lazy("Disqualification"),
    VacancyReason.LOSING_QUALIFICATION: gettext_lazy("Loss of qualification"),
    VacancyReason.RECALL_PETITION: gettext_lazy("Recall petition"),
    VacancyReason.ELECTED_COUNCIL_MAYOR: gettext_lazy("Elected council mayor"),
    VacancyReason.ELECTED_PARLIAMENT: gettext_lazy("Elected to Parliament"),
    VacancyReason.ELECTED_STRATEGIC_AUTHORITY_MAYOR: gettext_lazy("Elected strategic authority mayor"),
    VacancyReason.ELECTED_SENEDD: gettext_lazy("Elected to the Senedd"),
    VacancyReason.ELECTED_SCOTTISH_PARLIAMENT: gettext_lazy("Elected to the Scottish Parliament"),
    VacancyReason.OTHER: gettext_lazy("Other"),
    VacancyReason.UNKNOWN: gettext_lazy("Unknown"),
}
FOLLOWS = {
    Next.AWAIT_NOTICE: gettext_lazy("The notice of vacancy is published"),
    Next.AWAIT_REQUESTS: gettext_lazy("Requests for an election are awaited"),
    Next.BY_ELECTION: gettext_lazy("A by-election is held"),
    Next.CO_OPTION: gettext_lazy("The council fills the seat by co-option"),
    Next.ORDINARY_ELECTION: gettext_lazy("The seat is left to the ordinary election"),
}
_VERDICTS = {
    RequestVerdict.COUNTS: (gettext_lazy("Counts"), Colour.GREEN),
    RequestVerdict.OTHER_SEAT: (gettext_lazy("Another seat"), Colour.RED),
    RequestVerdict.NOT_AN_ELECTOR: (gettext_lazy("Not a local government elector"), Colour.RED),
    RequestVerdict.OUTSIDE_AREA: (gettext_lazy("Registered outside the area"), Colour.RED),
    RequestVerdict.REPEATED: (gettext_lazy("Repeated"), Colour.RED),
    RequestVerdict.BEFORE_NOTICE: (gettext_lazy("Before the notice"), Colour.RED),
    RequestVerdict.TOO_LATE: (gettext_lazy("Too late"), Colour.RED),
}
_STATES = {
    VacancyState.OPEN: Colour.BLUE,
    VacancyState.CO_OPTION: Colour.GREY,
    VacancyState.ELECTION: Colour.ORANGE,
    VacancyState.ORDINARY: Colour.GREY,
    VacancyState.POLL_CALLED: Colour.GREEN,
}


def vacancies_table() -> TableSpec:
    """Return the table of vacancies."""
    return TableSpec(
        name="vacancies",
        columns=(
            Column("reference", _("Vacancy"), sortable=True, href=lambda row: vacancy_href(row.reference)),
            Column("body", _("Council"), sortable=True),
            Column("area", _("Area"), sort_by=(SortColumn("area__name", "area"),)),
            Column("seat", _("Seat"), hidden_by_default=True),
            Column("cause", _("Cause"), value=lambda row: cause(row.cause)),
            Column("arose_on", _("Since"), Kind.DATE, sortable=True),
            Column("notice_on", _("Notice"), Kind.DATE),
            Column("requests", _("Requests"), Kind.NUMBER),
            Column("state", _("State"), Kind.TAG, value=lambda row: tag_of(row.state)),
        ),
        filters=(MultiChoiceFilter("state", _("State"), tuple((one.value, str(one.label)) for one in VacancyState)),),
        default_sort="-arose_on",
        search_label=_("Search vacancies"),
        search_hint=_("A council, an area or a reference"),
        tie=SortColumn("pk", "id"),
    )


def vacancy_form(areas: Sequence[ContestArea]) -> Form:
    """Return the form that asks for a vacancy of a council or of a parish."""
    named = tuple(
        Choice(area.key, area.name if area.body == area.name else f"{area.body}: {area.name}") for area in areas
    )
    return Form(
        TextField("body", _("Council"), hint=_("Its short name, without the word council")),
        Select("area", _("Area"), choices=named),
        TextField("seat", _("Seat"), hint=_("Which seat it is, where several are vacant: requests name it")),
        Select("cause", _("Cause"), choices=tuple(Choice(one.value, words) for one, words in CAUSES.items())),
        DateField("arose_on", _("Vacant since"), noun=_("the day on which it fell vacant")),
        DateField(
            "declared_on",
            _("Declared by the council or the High Court on"),
            required=False,
            noun=_("the day of the declaration"),
        ),
        DateField("ordinary_on", _("Next ordinary election of this council"), noun=_("the ordinary day of election")),
        NumberField("vacant", _("Vacant seats of the council, with this one"), least=1, most=200),
        NumberField("members", _("Seats of the council"), least=1, most=200),
    )


def vacancy_rows(row: VacancyRow, following: Following) -> tuple[SummaryRow, ...]:
    """Return the facts of a vacancy, with what follows from it."""
    rows = [
        SummaryRow(_("Council"), row.body),
        SummaryRow(_("Area"), row.area, href=reverse("places:area", args=[row.area_kind, row.area_code])),
        SummaryRow(_("Seat"), row.seat),
        SummaryRow(_("Cause"), cause(row.cause)),
        SummaryRow(_("Vacant since"), wording.day(row.arose_on)),
        SummaryRow(_("Notice of vacancy"), wording.day(row.notice_on) or _("Not published")),
        SummaryRow(_("Ordinary election"), wording.day(row.ordinary_on)),
        SummaryRow(_("State"), tag_of(row.state)),
        SummaryRow(_("What follows"), str(FOLLOWS[following.next])),
    ]
    if row.declared_on:
        rows.insert(5, SummaryRow(_("Declared"), wording.day(row.declared_on)))
    if found := following.requests:
        counts = _("%(many)s of %(needed)s") % {"many": found.counting, "needed": found.needed}
        rows.append(SummaryRow(_("Requests that count"), counts))
        if found.last_day:
            rows.append(SummaryRow(_("Last day for requests"), wording.day(found.last_day)))
    if following.poll:
        days = {"first": wording.day(following.poll.earliest), "last": wording.day(following.poll.latest)}
        rows.append(SummaryRow(_("The poll is held"), _("from %(first)s to %(last)s") % days))
    if row.poll:
        rows.append(SummaryRow(_("Poll"), row.poll, href=poll_href(row.poll)))
    return tuple(rows)


def requests_table(rows: Sequence[RequestRow], *, linked: bool) -> PlainTable:
    """Return the requests about a vacancy; `linked` where the person may open electors."""
    return PlainTable(
        _("Requests"),
        (_("Elector"), _("Received"), _("Verdict")),
        tuple(
            (
                Cell(row.elector, href=reverse("register:elector", args=[row.elector]) if linked else ""),
                Cell(wording.short_moment(row.received_at)),
                Cell(
                    tag=Tag(str(_VERDICTS[RequestVerdict(row.verdict)][0]), _VERDICTS[RequestVerdict(row.verdict)][1])
                ),
            )
            for row in rows
        ),
        _("Nobody has asked for an election."),
    )


def workings_table(following: Following) -> PlainTable:
    """Return why what follows does, rule by rule."""
    return PlainTable(
        _("Reasons"),
        (_("Finding"), _("Day"), _("Rule")),
        tuple(
            (Cell(translated(one.says)), Cell(wording.day(one.on)), Cell(one.source.describe()))
            for one in following.workings
        ),
    )


def cause(value: str) -> str:
    """Return the cause of a vacancy in words."""
    return str(CAUSES[VacancyReason(value)])


def tag_of(state: str) -> Tag:
    """Return the tag of a vacancy."""
    return Tag(str(VacancyState(state).label), _STATES[VacancyState(state)])


def vacancy_href(reference: str) -> str:
    """Return the address of a vacancy."""
    return reverse("elections:vacancy", args=[reference])
