"""What can be logged at a desk: forms and the operations they lead to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pollwright.access.web.acts import Asked, Done, Text
from pollwright.acting import Actor, Permission
from pollwright.pages.forms import (
    Checkboxes,
    Confirmation,
    Form,
    HiddenField,
    NumberField,
    Radios,
    Select,
    TextArea,
    TextField,
)
from pollwright.pages.forms.choices import Choice
from pollwright.pages.shell import Crumb
from pollwright.polling_day.operations import boxes, calls, desks, ranges, supplies, turnout
from pollwright.polling_day.operations.fallback import ask_for_fallback
from pollwright.polling_day.queries.boxes import box_facts
from pollwright.polling_day.queries.desk_rows import DeskRow
from pollwright.polling_day.queries.packing import packed
from pollwright.polling_day.queries.ranges import contest_choices
from pollwright.polling_day.states import Caller, Category, Check, CheckAnswer, PaperKind, Severity
from pollwright.polling_day.web import terms
from pollwright.stations.web.terms import whole

Typed = Mapping[str, Any]
MOST_NUMBER = 9_999_999


@dataclass(frozen=True, slots=True)
class When:
    """Who acts, and the moment by the authority's clock."""

    actor: Actor
    at: datetime


@dataclass(frozen=True, slots=True)
class Act:
    """An act at a desk: its words, its form, what it does and where it leads."""

    title: Text
    form: Form
    perform: Callable[[Typed], str | Done | None]
    typed: Typed = field(default_factory=dict)
    lead: Text = ""


def asked(desk: DeskRow, name: str, query: Typed, when: When) -> Asked:
    """Return an act at a desk as its page asks for it.

    :raises Http404: where there is no act of that name.
    """
    if name not in MAKERS:
        raise Http404
    act = MAKERS[name](desk, query, when)
    back = reverse("polling_day:desk", args=[desk.reference])
    crumbs = (Crumb(_("Polling days"), reverse("polling_day:desks")), Crumb(terms.desk_title(desk), back))
    return Asked(act.title, act.form, act.title, act.perform, back, typed=act.typed, crumbs=crumbs, lead=act.lead)


def _list(desk: DeskRow, page: str) -> str:
    return reverse(f"polling_day:{page}", args=[desk.reference])


def _call(desk: DeskRow, query: Typed, when: When) -> Act:
    form = Form(
        terms.station_select(desk, required=False),
        Select("caller", gettext_lazy("Who rings"), choices=terms.choices(Caller)),
        Select("category", gettext_lazy("About"), choices=terms.choices(Category)),
        TextArea("words", gettext_lazy("What they said"), rows=3),
        TextArea("answer", gettext_lazy("What they were told"), rows=3, required=False),
        TextField("follow_up", gettext_lazy("What is still to be done"), longest=500, required=False),
        Confirmation("close", gettext_lazy("Nothing is left to be done"), required=False),
    )

    def perform(given: Typed) -> str:
        taken = calls.CallTaken(
            Caller(given["caller"]),
            Category(given["category"]),
            given["words"],
            given["station"] or "",
            given["answer"] or "",
            given["follow_up"] or "",
        )
        calls.log_call(actor=when.actor, reference=desk.reference, taken=taken, close=given["close"], at=when.at)
        return _list(desk, "calls")

    return Act(_("Log a call"), form, perform, {"station": query.get("station", "")})


def _incident(desk: DeskRow, query: Typed, when: When) -> Act:
    restricted = Confirmation(
        "integrity",
        gettext_lazy("It is an allegation of fraud: only senior officers see it"),
        required=False,
    )
    form = Form(
        HiddenField("call", required=False),
        terms.station_select(desk, required=False),
        Radios("severity", gettext_lazy("How bad is it?"), choices=terms.choices(Severity)),
        terms.clock_field("happened", gettext_lazy("When it happened")),
        TextArea("words", gettext_lazy("What happened"), rows=4),
        *((restricted,) if when.actor.may(Permission.POLLING_DAY_INTEGRITY) else ()),
    )

    def perform(given: Typed) -> str:
        calls.log_incident(
            actor=when.actor,
            reference=desk.reference,
            severity=Severity(given["severity"]),
            integrity=bool(given.get("integrity")),
            words=given["words"],
            happened_at=terms.moment_on(desk, given["happened"], now=when.at),
            at=when.at,
            station=given["station"] or "",
            call=given["call"] or "",
        )
        return _list(desk, "incidents")

    typed = {"call": query.get("call", ""), "station": query.get("station", ""), "happened": terms.typed_clock(when.at)}
    return Act(_("Log an incident"), form, perform, typed)


def _visit(desk: DeskRow, query: Typed, when: When) -> Act:
    form = Form(
        terms.station_select(desk),
        TextField("inspector", gettext_lazy("Inspector"), longest=150),
        terms.clock_field("arrived", gettext_lazy("Arrived at")),
        *(Radios(each.value, each.label, choices=terms.choices(CheckAnswer), inline=True) for each in Check),
        TextArea("note", gettext_lazy("Note"), rows=3, required=False),
    )

    def perform(given: Typed) -> str:
        calls.log_visit(
            actor=when.actor,
            reference=desk.reference,
            station=given["station"],
            inspector=given["inspector"],
            arrived_at=terms.moment_on(desk, given["arrived"], now=when.at),
            answers={each.value: given[each.value] for each in Check},
            note=given["note"] or "",
            at=when.at,
        )
        return _list(desk, "visits")

    typed = {"station": query.get("station", ""), "arrived": terms.typed_clock(when.at)}
    lead = _("What is not in order becomes an incident.")
    return Act(_("Log an inspector's visit"), form, perform, typed, lead)


def _contest(desk: DeskRow) -> Select:
    choices = tuple(Choice(*each) for each in contest_choices(desk))
    return Select("contest", gettext_lazy("Contest"), choices=choices)


def _number(name: str, words: Text, *, least: int = 1, most: int = MOST_NUMBER) -> NumberField:
    return NumberField(name, words, least=least, most=most, width=10)


def _allot(desk: DeskRow, query: Typed, when: When) -> Act:
    form = Form(
        _contest(desk),
        _number("first", gettext_lazy("Number of the first ballot paper")),
        _number("book", gettext_lazy("Ballot papers in a book"), most=1000),
    )

    def perform(given: Typed) -> str:
        ranges.allot_ranges(actor=when.actor, reference=desk.reference, at=when.at, **given)
        return _list(desk, "ranges")

    lead = _("Every station gets papers for all who vote there in person, in whole books, numbered on.")
    return Act(_("Allot ballot papers to all stations"), form, perform, {"first": "1", "book": "50"}, lead)


def _range(desk: DeskRow, query: Typed, when: When) -> Act:
    form = Form(
        terms.station_select(desk),
        _contest(desk),
        Radios("kind", gettext_lazy("Which papers"), choices=terms.choices(PaperKind), inline=True),
        _number("first", gettext_lazy("First number")),
        _number("last", gettext_lazy("Last number")),
        Confirmation("extra", gettext_lazy("They are issued besides those the station was given"), required=False),
    )

    def perform(given: Typed) -> str:
        issued = dict(given) | {"kind": PaperKind(given["kind"])}
        ranges.issue_range(actor=when.actor, reference=desk.reference, at=when.at, **issued)
        return _list(desk, "ranges")

    typed = {"station": query.get("station", ""), "kind": PaperKind.ORDINARY.value, "extra": True}
    return Act(_("Issue ballot papers to a station"), form, perform, typed)


def _turnout(desk: DeskRow, query: Typed, when: When) -> Act:
    form = Form(
        terms.station_select(desk),
        terms.clock_field("hour", gettext_lazy("By which time")),
        _number("voters", gettext_lazy("Voters who were given ballot papers so far"), least=0),
        TextField(
            "reason", gettext_lazy("Why a figure that is there was wrong"), longest=500, required=False,
            hint=gettext_lazy("Only to correct one."),
        ),
    )  # fmt: skip

    def perform(given: Typed) -> str:
        turnout.log_turnout(
            actor=when.actor,
            reference=desk.reference,
            station=given["station"],
            hour=terms.time_of(given["hour"]),
            voters=given["voters"],
            at=when.at,
            reason=given["reason"] or "",
        )
        return f"{reverse('polling_day:desk-act', args=[desk.reference, 'turnout'])}?hour={given['hour']}"

    hour = query.get("hour", "") or f"{terms.typed_clock(when.at)[:2]}:00"
    return Act(_("Log turnout"), form, perform, {"station": query.get("station", ""), "hour": hour})


def _give_boxes(desk: DeskRow, query: Typed, when: When) -> Act:
    form = Form(Confirmation("sure", gettext_lazy("Give a box to every station that has none")))

    def perform(given: Typed) -> str:
        boxes.give_boxes(actor=when.actor, reference=desk.reference)
        return _list(desk, "boxes")

    return Act(_("Give boxes to stations"), form, perform)


def _box(desk: DeskRow, query: Typed, when: When) -> Act:
    def perform(given: Typed) -> str:
        boxes.add_box(actor=when.actor, reference=desk.reference, station=given["station"])
        return _list(desk, "boxes")

    return Act(_("Give a station a further box"), Form(terms.station_select(desk)), perform)


def _receive(desk: DeskRow, query: Typed, when: When) -> Act:
    form = Form(
        TextField(
            "code",
            gettext_lazy("Code on the label"),
            longest=30,
            width=20,
            hint=gettext_lazy("Scan the barcode, or type what stands under it."),
        )
    )

    def perform(given: Typed) -> Done:
        code = given["code"].strip().upper()
        box_facts(when.actor.authority_id, code)
        return Done(None, reverse("polling_day:box-act", args=[code, "receive"]))

    return Act(_("Receive a box"), form, perform)


def _due(desk: DeskRow, query: Typed, when: When) -> Act:
    form = Form(
        terms.VERSION,
        terms.clock_field("due", gettext_lazy("Time by which the last box should be in")),
        Confirmation("next_day", gettext_lazy("That is after midnight"), required=False),
    )

    def perform(given: Typed) -> None:
        due = terms.due_on(desk, given["due"], next_day=given["next_day"])
        desks.move_boxes_due(actor=when.actor, reference=desk.reference, version=whole(given["version"]), due=due)

    after_midnight = desk.boxes_due_at.astimezone(when.at.tzinfo).date() > desk.day
    typed = {"version": str(desk.version), "due": terms.typed_clock(desk.boxes_due_at), "next_day": after_midnight}
    return Act(_("Say when boxes are due"), form, perform, typed)


def _packing(desk: DeskRow, query: Typed, when: When) -> Act:
    form = Form(Confirmation("sure", gettext_lazy("Make the packing list of every station by the catalogue")))

    def perform(given: Typed) -> str:
        supplies.make_packing(actor=when.actor, reference=desk.reference)
        return _list(desk, "packing")

    lead = _("Made again, what was checked stays checked where its number is still the same.")
    return Act(_("Make packing lists"), form, perform, lead=lead)


def _pack_all(desk: DeskRow, query: Typed, when: When) -> Act:
    waiting = [row.station for row in packed(desk) if row.lines and not row.packed]
    form = Form(
        Checkboxes(
            "stations",
            gettext_lazy("Everything is packed for"),
            choices=tuple(Choice(one.key, one.label) for one in waiting),
        )
    )

    def perform(given: Typed) -> Done:
        count = supplies.check_stations_packed(
            actor=when.actor, reference=desk.reference, stations=given["stations"], at=when.at
        )
        return Done(_("Stations packed: %(count)s.") % {"count": count}, _list(desk, "packing"))

    lead = _("Each station that is ticked has everything on its list. One that lacks something is checked on its own.")
    return Act(_("Note stations as packed"), form, perform, {"stations": [one.key for one in waiting]}, lead)


def _ranges_from_orders(desk: DeskRow, query: Typed, when: When) -> Act:
    form = Form(Confirmation("sure", gettext_lazy("Every station has the numbers that the printer packed for it")))

    def perform(given: Typed) -> str:
        ranges.ranges_from_orders(actor=when.actor, reference=desk.reference, at=when.at)
        return _list(desk, "ranges")

    lead = _("From every order that was released, of contests whose stations have no papers yet.")
    return Act(_("Allot papers as they were printed"), form, perform, lead=lead)


def _fallback(desk: DeskRow, query: Typed, when: When) -> Act:
    form = Form(Confirmation("sure", gettext_lazy("Make the paper pack as the day stands now")))

    def perform(given: Typed) -> str:
        asked_for = ask_for_fallback(actor=when.actor, reference=desk.reference)
        return reverse("jobs:work", args=[asked_for.reference])

    lead = _(
        "Contacts, boxes, late changes and forms to write in, for when the system can't be reached."
        " It is also made at five in the morning and evening of the day and of its eve."
    )
    return Act(_("Print the day on paper"), form, perform, lead=lead)


MAKERS: dict[str, Callable[[DeskRow, Typed, When], Act]] = {
    "call": _call,
    "incident": _incident,
    "visit": _visit,
    "allot": _allot,
    "range": _range,
    "turnout": _turnout,
    "give-boxes": _give_boxes,
    "box": _box,
    "receive": _receive,
    "due": _due,
    "make-packing": _packing,
    "pack-all": _pack_all,
    "printed-ranges": _ranges_from_orders,
    "fallback": _fallback,
}
