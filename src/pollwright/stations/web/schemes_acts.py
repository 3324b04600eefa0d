"""What can be done to a scheme: forms and the operations they lead to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pollwright.access.web.acts import Asked, Done, Text
from pollwright.acting import Actor, Permission
from pollwright.jobs.web.started import started
from pollwright.pages.forms import Choice, Form, HiddenField, NumberField, Radios, Select, TextArea, TextField
from pollwright.pages.shell import Crumb, NavItem
from pollwright.stations.operations import amending, bookings, schemes_work, stations
from pollwright.stations.operations.finder import ask_to_release_finder
from pollwright.stations.queries import schemes as queries
from pollwright.stations.queries.finder_layouts import MARKING
from pollwright.stations.queries.schemes import SchemeFacts
from pollwright.stations.queries.venues import venue_choices
from pollwright.stations.states import Layout, Made, SchemeState, Uncontested
from pollwright.stations.web import terms

Typed = Mapping[str, Any]
VERSION = HiddenField("version")
REASON = TextArea("reason", gettext_lazy("Reason"), rows=3, longest=1000)
PARTS = 4


@dataclass(frozen=True, slots=True)
class When:
    """The moment and the day of an act, by the authority's clock."""

    at: datetime
    on: date


@dataclass(frozen=True, slots=True)
class _Act:
    """An act: its words, its form, what the form starts from, what it does."""

    label: Text
    form: Form
    act: Callable[[Typed], object]
    lead: Text = ""


def new(actor: Actor, query: Typed, *, on: date) -> Asked:
    """Return the making of a scheme as its page asks for it."""
    polls = queries.without_scheme(actor.authority_id, on)
    copied = Select(
        "last",
        gettext_lazy("Which scheme"),
        choices=tuple(Choice(*each) for each in queries.scheme_choices(actor.authority_id)),
    )
    sources = tuple(Choice(each.value, each.label, reveals=(copied,) if each is Made.LAST else ()) for each in Made)
    form = Form(
        Select("of", gettext_lazy("Poll, or polls taken together"), choices=tuple(Choice(*each) for each in polls)),
        Radios("made_from", gettext_lazy("Made from"), choices=sources),
    )

    def perform(given: Typed) -> Done:
        told = {"of": given["of"], "made_from": Made(given["made_from"]), "last": given.get("last") or ""}
        return started(lambda: schemes_work.ask_to_make_scheme(actor=actor, **told))

    back = reverse("stations:schemes")
    typed = {"of": query.get("of", ""), "made_from": Made.PLACES.value}
    lead = "" if polls else _("Every poll to come has its scheme. Call a poll first.")
    crumbs = (Crumb(_("Polling schemes"), back),)
    return Asked(_("Make a scheme"), form, _("Make it"), perform, back, typed=typed, crumbs=crumbs, lead=lead)


def open_acts(actor: Actor, found: SchemeFacts, *, not_taken: bool = False) -> tuple[NavItem, ...]:
    """Return what an officer may do to a scheme now; of one whose poll is not taken, only its bookings are given up."""
    if not actor.may(Permission.STATIONS_EDIT):
        return ()
    draft = (
        ("station", _("Add a station")),
        ("allot", _("Allot districts")),
        ("divide", _("Divide a district")),
        ("venues", _("Ask for its venues")),
        ("count", _("Count electors again")),
        ("adopt", _("Adopt")),
    )
    adopted = (
        ("district", _("Send a district elsewhere")),
        ("venues", _("Ask for its venues")),
        ("count", _("Count electors again")),
        ("finder", _("Release for the national finder")),
    )
    if not_taken:
        return (NavItem(_("Give up its bookings"), reverse("stations:scheme-act", args=[found.reference, "give-up"])),)
    acts = draft if found.state == SchemeState.DRAFT else adopted
    return tuple(NavItem(label, reverse("stations:scheme-act", args=[found.reference, name])) for name, label in acts)


def asked(actor: Actor, found: SchemeFacts, name: str, when: When) -> Asked:
    """Return an act on a scheme as its page asks for it.

    :raises Http404: where there is no act of that name.
    """
    makers: dict[str, Callable[[Actor, SchemeFacts, When], _Act]] = {
        "station": _station,
        "allot": _allot,
        "divide": _divide,
        "venues": _venues,
        "count": _count,
        "adopt": _adopt,
        "district": _district,
        "finder": _finder,
        "give-up": _give_up,
    }
    if name not in makers:
        raise Http404
    made = makers[name](actor, found, when)
    back = reverse("stations:scheme", args=[found.reference])

    def perform(given: Typed) -> Done | None:
        done = made.act(given)
        return done if isinstance(done, Done) else None

    crumbs = (Crumb(_("Polling schemes"), reverse("stations:schemes")), Crumb(found.title, back))
    return Asked(
        made.label,
        made.form,
        made.label,
        perform,
        back,
        typed={"version": str(found.version)},
        crumbs=crumbs,
        lead=made.lead,
    )


def venue_select(actor: Actor, name: str, label: Text, *, required: bool = True) -> Select:
    """Return a question for a venue in use."""
    choices = tuple(Choice(*each) for each in venue_choices(actor.authority_id))
    return Select(name, label, choices=choices, required=required, empty=_("Choose") if required else _("None"))


def _known(actor: Actor, found: SchemeFacts, given: Typed) -> dict[str, Any]:
    return {"actor": actor, "reference": found.reference, "version": terms.whole(given["version"])}


def _station(actor: Actor, found: SchemeFacts, when: When) -> _Act:
    form = Form(
        VERSION,
        NumberField(
            "number", gettext_lazy("Number"), required=False, least=1, most=9999, hint=gettext_lazy("Empty: the next.")
        ),
        venue_select(actor, "venue", gettext_lazy("Venue")),
        TextField("room", gettext_lazy("Room"), longest=120, required=False),
    )
    return _Act(
        _("Add a station"),
        form,
        lambda given: stations.add_station(
            **_known(actor, found, given), venue=given["venue"], room=given["room"] or "", number=given["number"]
        ),
    )


def _allot(actor: Actor, found: SchemeFacts, when: When) -> _Act:
    form = Form(
        VERSION,
        TextField("districts", gettext_lazy("Letters of the districts"), hint=gettext_lazy("Separated by spaces")),
        NumberField("number", gettext_lazy("Number of the station"), least=1),
    )
    return _Act(
        _("Allot districts"),
        form,
        lambda given: stations.allot_districts(
            **_known(actor, found, given),
            number=given["number"],
            districts=given["districts"].replace(",", " ").split(),
            on=when.on,
        ),
        _("They vote at that station whole, wherever they voted before."),
    )


def _divide(actor: Actor, found: SchemeFacts, when: When) -> _Act:
    parts = []
    for place in range(1, PARTS + 1):
        label = _("Part %(place)s: station") % {"place": place}
        end = _("Part %(place)s: last number") % {"place": place}
        parts.append(NumberField(f"station{place}", label, least=1, required=place <= 2))
        if place < PARTS:
            parts.append(NumberField(f"last{place}", end, least=1, required=place == 1))
    form = Form(VERSION, TextField("district", gettext_lazy("Letters of the district"), width=10), *parts)

    def act(given: Typed) -> object:
        numbers = [given[f"station{place}"] for place in range(1, PARTS + 1)]
        ends = [given.get(f"last{place}") for place in range(1, PARTS + 1)]
        chosen = [(number, end) for number, end in zip(numbers, ends, strict=True) if number is not None]
        return stations.divide_district(
            **_known(actor, found, given), district=given["district"], parts=chosen, on=when.on
        )

    lead = _("The first part begins with number 1, each other after the one before. The last part has no last number.")
    return _Act(_("Divide a district"), form, act, lead)


def _venues(actor: Actor, found: SchemeFacts, when: When) -> _Act:
    form = Form(
        terms.clock_field("access_from", gettext_lazy("Officers get in from")),
        terms.clock_field("access_to", gettext_lazy("Officers are out by")),
    )
    return _Act(
        _("Ask for its venues"),
        form,
        lambda given: bookings.ask_for_venues(
            actor=actor,
            reference=found.reference,
            access_from=terms.clock_of(given["access_from"]),
            access_to=terms.clock_of(given["access_to"]),
            on=when.on,
        ),
        _("Every venue of the scheme that has no booking on the day gets one, at its usual cost."),
    )


def _give_up(actor: Actor, found: SchemeFacts, when: When) -> _Act:
    return _Act(
        _("Give up its bookings"),
        Form(REASON),
        lambda given: bookings.give_up_bookings(
            actor=actor, reference=found.reference, reason=given["reason"], on=when.on
        ),
        _("Bookings that another poll of the day needs stay. Tell the keepers: their contacts are in the list."),
    )


def _count(actor: Actor, found: SchemeFacts, when: When) -> _Act:
    ask = partial(schemes_work.ask_to_count_electors, actor=actor, reference=found.reference)
    lead = _("They are counted in today's register.")
    return _Act(_("Count electors again"), Form(VERSION), lambda given: started(ask), lead)


def _adopt(actor: Actor, found: SchemeFacts, when: When) -> _Act:
    reason = TextArea(
        "reason",
        gettext_lazy("Why it is adopted with its warnings"),
        rows=3,
        longest=1000,
        required=False,
        hint=gettext_lazy("Needed where there are any."),
    )
    return _Act(
        _("Adopt"),
        Form(VERSION, reason),
        lambda given: started(
            partial(schemes_work.ask_to_adopt_scheme, **_known(actor, found, given), reason=given["reason"] or "")
        ),
        _("The electors are counted anew and must agree with the register. From then on the scheme is only amended."),
    )


def _district(actor: Actor, found: SchemeFacts, when: When) -> _Act:
    form = Form(
        VERSION,
        TextField("district", gettext_lazy("Letters of the district"), width=10),
        NumberField("number", gettext_lazy("Number of the station"), least=1),
        REASON,
    )
    return _Act(
        _("Send a district elsewhere"),
        form,
        lambda given: amending.move_district(
            **_known(actor, found, given),
            district=given["district"],
            number=given["number"],
            reason=given["reason"],
            at=when.at,
            on=when.on,
        ),
        _("This is an amendment: those affected are listed, so that they can be told."),
    )


def _finder(actor: Actor, found: SchemeFacts, when: When) -> _Act:
    besides = Radios(
        "uncontested",
        gettext_lazy("Homes where no poll is taken"),
        choices=tuple(Choice(each.value, each.label) for each in Uncontested),
    )
    layouts = tuple(Choice(each.value, each.label, reveals=(besides,) if each in MARKING else ()) for each in Layout)

    def act(given: Typed) -> Done:
        layout, homes = Layout(given["layout"]), Uncontested(given.get("uncontested") or Uncontested.LEFT_OUT)
        scheme = found.reference
        return started(lambda: ask_to_release_finder(actor=actor, reference=scheme, layout=layout, uncontested=homes))

    return _Act(
        _("Release for the national finder"),
        Form(Radios("layout", gettext_lazy("Layout"), choices=layouts)),
        act,
        _("Every property must have exactly one station. The files are on the page of the scheme when they are made."),
    )
