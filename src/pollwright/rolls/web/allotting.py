"""Acts on many votes of a roll: removing them, allotting them to stations, and inventing those of a rehearsal."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from pollwright.access.web.acts import Done, actor_of, answered
from pollwright.access.web.gate import permission_required
from pollwright.acting import Actor, Permission
from pollwright.authorities.clock import moment
from pollwright.pages import wording
from pollwright.pages.forms import Form
from pollwright.rolls.operations import entering
from pollwright.rolls.operations.inventing import invent_roll
from pollwright.rolls.queries import rolls as queries
from pollwright.rolls.web import asking, forms, terms


@require_POST
@permission_required(Permission.ROLLS_KEEP)
def remove(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask why the votes that were ticked are removed; told, remove them."""

    def removed(actor: Actor, numbers: list[int], given: Mapping[str, Any]) -> str:
        at = moment(actor.authority_id)
        many = entering.remove_votes(
            actor=actor, reference=reference, numbers=numbers, reason=given["reason"], at=at
        )  # fmt: skip
        said = ngettext("%(count)s vote was removed.", "%(count)s votes were removed.", many)
        return said % {"count": wording.number(many)}

    return _on_ticked(request, reference, _("Remove from the roll"), Form(forms.NUMBERS, forms.REASON), removed)


@require_POST
@permission_required(Permission.ROLLS_KEEP)
def allot(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask at which station the votes that were ticked are cast; told, allot them."""

    def allotted(actor: Actor, numbers: list[int], given: Mapping[str, Any]) -> str:
        many = entering.allot_votes(
            actor=actor, reference=reference, numbers=numbers, station=given["station"], reason=given["reason"]
        )
        said = ngettext("%(count)s vote was allotted.", "%(count)s votes were allotted.", many)
        return said % {"count": wording.number(many)}

    form = Form(forms.NUMBERS, forms.STATION, forms.REASON)
    return _on_ticked(request, reference, _("Allot to a station or to the post"), form, allotted)


def _on_ticked(
    request: HttpRequest, reference: str, title: str, form: Form,
    act: Callable[[Actor, list[int], Mapping[str, Any]], str],
) -> HttpResponse:  # fmt: skip
    """Ask for an act on the votes that were ticked; told, carry it out, which returns what is said of it."""
    actor = actor_of(request)
    facts = queries.roll_facts(actor.authority_id, reference)
    numbers = asking.ticked(request, actor, facts)
    if not numbers:
        return redirect(terms.roll_href(reference))

    def perform(given: Mapping[str, Any]) -> Done:
        return Done(act(actor, asking.chosen(given), given))

    typed = {"numbers": asking.PARTED.join(map(str, numbers))}
    asked = asking.asked(facts, title, form, perform, typed=typed, lead=asking.told(numbers))
    return answered(request, asked, sent="numbers" in request.POST)


@require_http_methods(terms.GET_OR_POST)
@permission_required(Permission.ROLLS_KEEP)
def invent(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask whether the roll of a rehearsal is filled with invented votes; told, fill it."""
    actor = actor_of(request)
    facts = queries.roll_facts(actor.authority_id, reference)

    def perform(given: Mapping[str, Any]) -> Done:
        many = invent_roll(actor=actor, reference=reference)
        said = ngettext("%(count)s vote was invented.", "%(count)s votes were invented.", many)
        return Done(said % {"count": wording.number(many)})

    lead = _("As many votes as stand on the roll that is rehearsed, of businesses that do not exist.")
    return answered(request, asking.asked(facts, _("Fill with invented votes"), Form(), perform, lead=lead))
