"""How tables of a plan are bound to live registers, and go back to what was typed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from pollwright.access.web.acts import Asked, version_in
from pollwright.acting import Actor
from pollwright.formats.plan_kinds import TableKind
from pollwright.pages.forms import Choice, Form, HiddenField, Select, TextArea
from pollwright.pages.shell import Crumb
from pollwright.service_plan.operations import living
from pollwright.service_plan.queries import live_tables as live
from pollwright.service_plan.queries.plans import PlanRecord, TableRecord
from pollwright.service_plan.web import plans_acts, terms

MOST_SHOWN = 12
_VERSION = HiddenField("version")
_REASON = TextArea("reason", gettext_lazy("Reason"), rows=3, longest=1000)


def live_asked(actor: Actor, table: TableRecord, source: str, of: str, *, at: datetime) -> Asked:
    """Return how a table is bound to a live register, with what differs between the two.

    :raises Http404: where the source has nothing for it.
    """
    offered = live.choices_of(actor.authority_id, table.reference)
    one = next((each for each in offered if (each.source, each.of) == (source, of)), None)
    if one is None:
        raise Http404
    back = reverse("service-plan:table", args=[table.reference])

    def perform(given: Mapping[str, Any]) -> None:
        living.take_live(actor=actor, table=table.reference, version=version_in(given), source=source, of=of, at=at)

    typed, shown = live.shown_if_bound(actor.authority_id, table.reference, source, of)
    label = _("Show the live table")
    return Asked(
        label,
        Form(_VERSION),
        label,
        perform,
        back,
        {"version": str(table.version)},
        plans_acts.crumbs_of(table),
        "\n".join([one.title, *_told(live.compared(list(map(tuple, typed)), list(map(tuple, shown))))]),
        caption=f"{terms.kind_name(table.kind)} · {table.reference}",
    )


def typed_asked(actor: Actor, table: TableRecord) -> Asked:
    """Return how a table goes back to what was typed."""
    back = reverse("service-plan:table", args=[table.reference])

    def perform(given: Mapping[str, Any]) -> None:
        living.keep_typed(actor=actor, table=table.reference, version=version_in(given), reason=given["reason"])

    label = _("Go back to what was typed")
    typed = {"version": str(table.version)}
    crumbs = plans_acts.crumbs_of(table)
    return Asked(label, Form(_VERSION, _REASON), label, perform, back, typed, crumbs, caption=table.reference)


def addition_asked(actor: Actor, plan: PlanRecord, *, at: datetime) -> Asked:
    """Return how a live table is put into a section of a plan."""
    back = reverse("service-plan:plan", args=[plan.reference])
    offered = {
        f"{kind.value}:{one.value}": (kind, one) for kind, one in live.offered_to(actor.authority_id, plan.reference)
    }
    form = Form(
        _VERSION,
        Select(
            "section",
            gettext_lazy("Section"),
            choices=tuple(Choice(str(place), one.heading) for place, one in enumerate(plan.sections) if one.heading),
        ),
        Select(
            "table",
            gettext_lazy("Live table"),
            choices=tuple(Choice(value, one.title) for value, (_kind, one) in offered.items()),
        ),
    )

    def perform(given: Mapping[str, Any]) -> None:
        kind, one = offered[given["table"]]
        living.add_live_table(
            actor=actor,
            plan=plan.reference,
            version=version_in(given),
            section=int(given["section"]),
            kind=TableKind(kind),
            source=one.source,
            of=one.of,
            at=at,
        )

    label = _("Put a live table into a section")
    crumbs = (Crumb(_("Service plans"), reverse("service-plan:plans")), Crumb(plan.reference, back))
    return Asked(label, form, label, perform, back, {"version": str(plan.version)}, crumbs, caption=plan.service)


def _told(differing: list[tuple[str, str]]) -> Iterator[str]:
    """Yield what differs, a line for each row, up to a dozen."""
    if not differing:
        yield _("The register says what was typed.")
        return
    words = ngettext("%(count)s row differs.", "%(count)s rows differ.", len(differing))
    yield words % {"count": len(differing)}
    for before, after in differing[:MOST_SHOWN]:
        nothing = _("nothing")
        yield _("Typed: %(before)s. In the register: %(after)s.") % {
            "before": before or nothing,
            "after": after or nothing,
        }
