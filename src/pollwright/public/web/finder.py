"""The polling-station finder: a postcode, the address where that is not enough, then where and when to vote.

What is typed is sent in the body of a request, never in an address, and nothing of it is kept. There is no session and no
cookie: the page changes nothing, so its form needs no token.
"""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from pollwright.access.web.gate import public
from pollwright.access.web.limits import limited
from pollwright.formats import postcodes
from pollwright.pages.forms import BoundForm, Choice, Form, HiddenField, Radios, TextField
from pollwright.pages.shell import Crumb, NavItem
from pollwright.pages.standard import FormPage, RecordPage
from pollwright.public.queries.councils import Council, council_named, enquiries_to
from pollwright.public.queries.finder import Home, homes_at, vote_alike, voting_at
from pollwright.public.web.finder_shown import sections

POSTCODE = TextField(
    "postcode",
    gettext_lazy("Postcode"),
    hint=gettext_lazy("Of where you are registered to vote, such as TA1 1ZZ."),
    longest=12,
    width=10,
    autocomplete="postal-code",
)
NOT_LISTED = "-"
WHAT = "finder"


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@public
@never_cache
def finder(request: HttpRequest, code: str) -> HttpResponse:
    """Ask for a postcode; sent, for the address where that is needed, or tell where to vote."""
    council = council_named(code)
    if request.method != "POST":
        return _ask(request, council, Form(POSTCODE).blank())
    limited(request, WHAT, most=settings.FINDER_QUESTIONS, within=settings.FINDER_SECONDS)
    bound = Form(POSTCODE).bind(request.POST)
    if not bound.valid:
        return _ask(request, council, bound)
    postcode = postcodes.normalise(bound.values["postcode"])
    if postcode is None:
        return _ask(request, council, bound.with_problem("postcode", _("Enter a whole postcode, such as TA1 1ZZ")))
    homes = homes_at(council.id, postcode)
    if not homes:
        return _unknown(request, council, postcode)
    if vote_alike(homes):
        return _tell(request, council, homes[0], postcode)
    return _choose(request, council, homes, postcode)


def _choose(request: HttpRequest, council: Council, homes: list[Home], postcode: str) -> HttpResponse:
    """Ask which address it is; chosen, tell where to vote."""
    form = _addresses(homes)
    if "address" not in request.POST:
        return _ask(request, council, form.blank({"postcode": postcode}))
    bound = form.bind(request.POST)
    if not bound.valid:
        return _ask(request, council, bound)
    chosen = next((one for one in homes if one.reference == bound.values["address"]), None)
    if chosen is None:
        return _unknown(request, council, postcode)
    return _tell(request, council, chosen, chosen.address)


def _addresses(homes: list[Home]) -> Form:
    choices = (
        *(Choice(one.reference, one.address) for one in homes),
        Choice(NOT_LISTED, _("My address is not in this list")),
    )
    return Form(
        HiddenField("postcode", ""),
        Radios(
            "address",
            _("Which address is yours?"),
            noun=_("your address"),
            hint=_("Not everybody with this postcode votes at the same polling station."),
            choices=choices,
        ),
    )


def _ask(request: HttpRequest, council: Council, bound: BoundForm) -> HttpResponse:
    page = FormPage(
        title=_("Find your polling station"),
        form=bound,
        submit=_("Continue"),
        cancel=_notices(council),
        crumbs=_crumbs(),
        caption=council.name,
    )
    return render(request, "public/finder.jinja", {"page": page}, status=200 if not bound.summary else 422)


def _unknown(request: HttpRequest, council: Council, asked: str) -> HttpResponse:
    page = RecordPage(
        title=_("We do not know this address"),
        caption=council.name,
        crumbs=_crumbs(),
        acts=(NavItem(_("Try another postcode"), reverse("public:finder", args=[council.code])),),
        notes=(
            _("%(council)s has no address %(asked)s in its list, or not yours.")
            % {"council": council.name, "asked": asked},
            _("It may lie in another council, or be new. Your poll card names your polling station."),
            *_contact(council),
        ),
    )
    return render(request, "pages/standard/record.jinja", {"page": page})


def _tell(request: HttpRequest, council: Council, home: Home, asked: str) -> HttpResponse:
    today = _today(council)
    page = RecordPage(
        title=_("Where you vote"),
        caption=asked,
        crumbs=_crumbs(),
        acts=(NavItem(_("Look for another address"), reverse("public:finder", args=[council.code])),),
        notes=(
            _("This says where the people of an address vote, not whether you are registered."),
            *_contact(council),
        ),
        sections=sections(council, voting_at(council.id, home, today)),
    )
    return render(request, "pages/standard/record.jinja", {"page": page})


def _contact(council: Council) -> tuple[str, ...]:
    reached = enquiries_to(council, _today(council))
    return (_("Elections office: %(reached)s") % {"reached": reached},) if reached else ()


def _today(council: Council) -> date:
    return council.clock_on or timezone.localdate()


def _notices(council: Council) -> str:
    return reverse("public:notices", args=[council.code])


def _crumbs() -> tuple[Crumb, ...]:
    return (Crumb(_("Councils"), reverse("public:councils")),)
