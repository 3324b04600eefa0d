"""Why may this person vote at this poll? The rule, the facts and the source, on one page that prints."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from pollwright.access.web.gate import OfficerRequest, permission_required
from pollwright.acting import Permission
from pollwright.authorities.calendars import calendar_of
from pollwright.authorities.clock import today
from pollwright.law.calendars import Calendar
from pollwright.law.polls import PollType
from pollwright.pages.forms import BoundForm, Choice, DateField, Form, Select
from pollwright.pages.shell import Crumb
from pollwright.pages.tags import Colour, Tag
from pollwright.pages.voice import translated
from pollwright.pages.wording import day
from pollwright.register.queries.elector_franchise import Franchise, PollEntry, franchise, polls_of
from pollwright.register.queries.elector_record import ElectorRecord
from pollwright.register.web.electors_record import visible_record
from pollwright.register.web.electors_record_shown import marker_says, name_of

POLLS = {
    PollType.UK_PARLIAMENT: gettext_lazy("UK Parliament"),
    PollType.RECALL: gettext_lazy("Recall petition"),
    PollType.ENGLAND_LOCAL: gettext_lazy("Local councillors"),
    PollType.PARISH: gettext_lazy("Parish or town council"),
    PollType.MAYOR: gettext_lazy("Mayor"),
    PollType.CA_MAYOR: gettext_lazy("Combined authority mayor"),
    PollType.PCC: gettext_lazy("Police and crime commissioner"),
    PollType.NEIGHBOURHOOD_REFERENDUM: gettext_lazy("Neighbourhood planning referendum"),
    PollType.COUNCIL_TAX_REFERENDUM: gettext_lazy("Council tax referendum"),
    PollType.GOVERNANCE_REFERENDUM: gettext_lazy("Governance referendum"),
    PollType.SENEDD: gettext_lazy("Senedd Cymru"),
    PollType.WELSH_LOCAL: gettext_lazy("Local councillors in Wales"),
    PollType.SCOTTISH_PARLIAMENT: gettext_lazy("Scottish Parliament"),
    PollType.SCOTTISH_LOCAL: gettext_lazy("Local councillors in Scotland"),
}


@dataclass(frozen=True, slots=True)
class Ground:
    """One test of the answer, as a row: rule, fact, whether it holds, source."""

    rule: str
    fact: str
    holds: Tag
    source: str


@dataclass(frozen=True, slots=True)
class MatrixLine:
    """The law of the poll from a day on: letters, age and source."""

    since: str
    register: str
    age: int
    letters: str
    source: str
    decides: bool


@dataclass(frozen=True, slots=True)
class FranchisePage:
    """The answer for one poll, or the question which."""

    title: str
    caption: str
    crumbs: tuple[Crumb, ...]
    form: BoundForm
    answer: str
    allowed: bool
    tests: tuple[Ground, ...]
    entry: tuple[Ground, ...]
    matrix: tuple[MatrixLine, ...]


@require_GET
@permission_required(Permission.REGISTER_VIEW)
def why(request: HttpRequest, reference: str) -> HttpResponse:
    """Show why an elector may, or may not, vote at a poll of a kind on a day."""
    actor = cast(OfficerRequest, request).actor
    record = visible_record(actor, reference)
    calendar, on = calendar_of(actor.authority_id), today(actor.authority_id)
    polls = polls_of(calendar.nation, on)
    asked = _form(polls)
    if "poll" not in request.GET:
        return render(request, _TEMPLATE, {"page": _question(record, asked.blank({"poll": polls[0], "on": on}))})
    bound = asked.bind(request.GET)
    if not bound.valid or not calendar_covers(calendar, bound.values["on"]):
        return render(request, _TEMPLATE, {"page": _question(record, _outside(bound))})
    found = franchise(actor.authority_id, record, PollType(bound.values["poll"]), bound.values["on"], calendar)
    return render(request, _TEMPLATE, {"page": _answer(record, bound, found)})


_TEMPLATE = "register/electors/franchise.jinja"


def calendar_covers(calendar: Calendar, on: date) -> bool:
    """Return whether the polls of a day can be told: their law is held, and their working days are known."""
    return bool(polls_of(calendar.nation, on)) and calendar.first_day <= on <= calendar.last_day


def _form(polls: tuple[PollType, ...]) -> Form:
    return Form(
        Select("poll", _("Poll"), choices=tuple(Choice(poll, POLLS[poll]) for poll in polls)),
        DateField("on", _("Polling day")),
    )


def _outside(bound: BoundForm) -> BoundForm:
    return bound.with_problem("on", _("No franchise is held for a poll on that day")) if bound.valid else bound


def _question(record: ElectorRecord, form: BoundForm) -> FranchisePage:
    return FranchisePage(_("Why may this person vote?"), name_of(record), _crumbs(record), form, "", False, (), (), ())


def _crumbs(record: ElectorRecord) -> tuple[Crumb, ...]:
    back = reverse("register:elector", args=[record.facts["reference"]])
    return (Crumb(_("Electors"), reverse("register:electors")), Crumb(name_of(record), back))


def _answer(record: ElectorRecord, form: BoundForm, found: Franchise) -> FranchisePage:
    said = _("may vote") if found.may_vote else _("may not vote")
    names = {"who": name_of(record), "said": said, "poll": POLLS[found.poll], "day": day(found.poll_day)}
    return FranchisePage(
        title=_("Why may this person vote?"),
        caption=name_of(record),
        crumbs=_crumbs(record),
        form=form,
        answer=_("%(who)s %(said)s at a poll for %(poll)s on %(day)s.") % names,
        allowed=found.may_vote,
        tests=tuple(_decided(found)),
        entry=tuple(test for entry in found.entries for test in _on_register(entry, found)) or (_no_entry(),),
        matrix=tuple(
            MatrixLine(
                day(row.in_force_from),
                str(row.register),
                row.minimum_age,
                ", ".join(letter or _("no letter") for letter in sorted(row.letters)),
                row.source.describe(),
                row is found.row,
            )
            for row in found.matrix
        ),
    )


def _decided(found: Franchise) -> list[Ground]:
    if found.decision is None:
        return [Ground(_("Nationality is known"), translated(found.unknown), _tag(False), "")]
    return [
        Ground(translated(step.rule), translated(step.fact), _tag(step.holds), step.source.describe())
        for step in found.decision.steps
    ]


def _on_register(entry: PollEntry, found: Franchise) -> list[Ground]:
    line = entry.entry
    where = f"{line.number or line.district}, {_('in force from')} {day(line.effective_from)}"
    last = entry.in_time.workings[-1]
    register = _("The entry is on the %(register)s register") % {"register": found.row.register}
    tests = [
        Ground(_("An entry is in force on polling day"), where, _tag(True), ""),
        Ground(f"{translated(last.says)} ({day(last.on)})", where, _tag(entry.in_time.holds), last.source.describe()),
        Ground(register, where, _tag(entry.on_the_register), found.row.source.describe()),
    ]
    if entry.printed is not None:
        marker = f"{line.marker or _('no letter')}: {marker_says(line.marker)}"
        rule = _("The printed marker may vote at this poll")
        tests.append(Ground(rule, marker, _tag(entry.printed.allowed), found.row.source.describe()))
    return tests


def _no_entry() -> Ground:
    return Ground(_("An entry is in force on polling day"), _("No entry as the register stands now"), _tag(False), "")


def _tag(holds: bool) -> Tag:
    return Tag(_("Holds"), Colour.GREEN) if holds else Tag(_("Does not hold"), Colour.RED)
