"""The page on which candidates in more than one ward are taken to have withdrawn (N-18)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pollwright.access.web.acts import Asked, actor_of, answered
from pollwright.access.web.gate import permission_required
from pollwright.acting import Permission
from pollwright.authorities.clock import moment
from pollwright.elections.queries.polls import poll_facts
from pollwright.elections.web.polls import GET_OR_POST
from pollwright.nominations.operations.leaving import deem_withdrawn
from pollwright.nominations.queries.several_wards import Several, Stands, in_several_wards, withdrawals_close
from pollwright.pages import wording
from pollwright.pages.forms import Checkboxes, Choice, Form


@require_http_methods(GET_OR_POST)
@permission_required(Permission.NOMINATIONS_DETERMINE)
def deem(request: HttpRequest, reference: str) -> HttpResponse:
    """Show who stands in more than one ward, and ask whether they are taken to have withdrawn; told, do it."""
    actor = actor_of(request)
    facts = poll_facts(actor.authority_id, reference)
    found = in_several_wards(actor.authority_id, reference)

    def perform(given: Mapping[str, Any]) -> None:
        same = given.get("same", ())
        deem_withdrawn(actor=actor, reference=reference, same=same, at=moment(actor.authority_id))

    return answered(
        request,
        Asked(
            title=_("Candidates in more than one ward"),
            form=_form(found),
            submit=_("Take them to have withdrawn"),
            perform=perform,
            back=reverse("nominations:board", args=[reference]),
            caption=facts.title,
            lead="\n".join(_lead(actor.authority_id, reference, found)),
        ),
    )


def _lead(authority_id: int, reference: str, found: Sequence[Several]) -> Iterator[str]:
    yield _("Whoever stands in more than one ward when withdrawals close falls out of all of them.")
    closes = withdrawals_close(authority_id, reference)
    if closes:
        yield _("Withdrawals close on %(moment)s.") % {"moment": wording.moment(closes)}
    if not found:
        yield _("Nobody stands in more than one ward now.")
    for one in found:
        if one.sure:
            yield _("Falls out of all: %(who)s.") % {"who": _who(one)}


def _form(found: Sequence[Several]) -> Form:
    doubtful = tuple(Choice(one.key, _who(one)) for one in found if not one.sure)
    if not doubtful:
        return Form()
    return Form(
        Checkboxes(
            "same", _("Of one name, with a date of birth missing"), choices=doubtful, required=False,
            hint=_("Tick those who are one person, once you have asked: they fall out of all of their wards."),
        )
    )  # fmt: skip


def _who(one: Several) -> str:
    return _("%(name)s, in %(wards)s") % {
        "name": one.nominations[0].name, "wards": ", ".join(map(_where, one.nominations))
    }  # fmt: skip


def _where(one: Stands) -> str:
    born = wording.day(one.born_on) if one.born_on else _("no date of birth")
    return f"{one.ward} ({one.reference}, {born})"
