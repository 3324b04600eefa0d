"""The pages that put a misplaced property with its entries, and one anonymous entry, into the right polling district."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from pollwright.access.web.acts import version_in
from pollwright.access.web.gate import permission_required
from pollwright.acting import Permission
from pollwright.authorities.clock import moment, today
from pollwright.pages.shell import Crumb
from pollwright.places.queries.divisions import district_choices
from pollwright.places.queries.properties import property_page
from pollwright.places.web.answers import Asked, actor_of, form_response
from pollwright.places.web.forms import correction_form
from pollwright.refusals import NotFound, NotPermitted
from pollwright.register.operations.misplacements import correct_misplaced_property
from pollwright.register.operations.misplacements_anonymous import correct_anonymous_district
from pollwright.register.queries.objections import ElectorFacts, elector_facts


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(Permission.CORRECTIONS_MAKE)
def correct_district(request: HttpRequest, reference: str) -> HttpResponse:
    """Put a misplaced property into its district; its entries follow with the next notice."""
    actor = actor_of(request)
    facts = property_page(actor.authority_id, reference)
    back = reverse("places:property", args=[reference])

    def act(values: Mapping[str, Any]) -> tuple[str, str]:
        done = correct_misplaced_property(
            actor=actor,
            reference=reference,
            version=values["version"],
            district=values["district"],
            reason=values["reason"],
            on=today(actor.authority_id),
            at=moment(actor.authority_id),
        )
        return back, _amended(done.amended)

    asked = Asked(
        title=_("Correct the district of a misplaced property"),
        caption=facts.line,
        form=correction_form(district_choices(actor.authority_id)),
        submit=_("Correct the district"),
        cancel=back,
        crumbs=(Crumb(_("Properties"), reverse("places:properties")), Crumb(facts.line or reference, back)),
        initial={"version": facts.version, "district": facts.district},
        about=_about(),
    )
    return form_response(request, asked, act)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(Permission.ANONYMOUS_VIEW)
def correct_anonymous(request: HttpRequest, reference: str) -> HttpResponse:
    """Put the entry of one anonymous elector into its district; nothing of the elector is shown but the reference."""
    actor = actor_of(request)
    if not actor.may(Permission.CORRECTIONS_MAKE):
        raise NotPermitted(permission=Permission.CORRECTIONS_MAKE.value)
    facts = elector_facts(actor.authority_id, reference, ())
    if not facts.anonymous:
        raise NotFound(kind="anonymous elector", reference=reference)
    back = reverse("register:elector", args=[reference])

    def act(values: Mapping[str, Any]) -> tuple[str, str]:
        correct_anonymous_district(
            actor=actor,
            elector_reference=reference,
            version=version_in(values),
            district=values["district"],
            reason=values["reason"],
            at=moment(actor.authority_id),
            on=today(actor.authority_id),
        )
        return back, _("The next notice amends the entry.")

    return form_response(request, _asked_of(facts, district_choices(actor.authority_id), back), act)


def _asked_of(facts: ElectorFacts, districts: tuple[tuple[str, str], ...], back: str) -> Asked:
    return Asked(
        title=_("Correct the district of an anonymous elector"),
        caption=facts.reference,
        form=correction_form(districts),
        submit=_("Correct the district"),
        cancel=back,
        crumbs=(Crumb(_("Electors"), reverse("register:electors")), Crumb(facts.reference, back)),
        initial={"version": facts.version},
        about=(
            _("An anonymous entry does not follow its property: it is put into another district by itself."),
            _("Do not let one notice carry this and the correction of the property where the elector lives."),
            _("Your reason stands in the audit trail. Name neither the elector nor the address in it."),
        ),
    )


def _amended(count: int) -> str:
    words = ngettext(
        "The district was corrected. The next notice amends %(count)s entry.",
        "The district was corrected. The next notice amends %(count)s entries.",
        count,
    )
    return words % {"count": count}


def _about() -> tuple[str, str]:
    return (
        _("This is for one property that stands in the wrong district. Its electors' entries are amended."),
        _("Where districts themselves change, make a change of districts, which needs 14 days' notice."),
    )
