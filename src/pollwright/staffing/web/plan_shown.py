"""What the page of a staff plan shows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pollwright.pages.shell import NavItem
from pollwright.pages.standard import Cell, Figure, PlainTable, Section
from pollwright.pages.summaries import SummaryRow
from pollwright.pages.wording import clock, day, moment, number
from pollwright.staffing.queries.plans import PlanFacts
from pollwright.staffing.web import terms

SHOWN = 50
UNSHOWN = "owed=right-to-work&owed=training&owed=declaration"


def figures(found: PlanFacts) -> tuple[Figure, ...]:
    """Return how many people are wanted, placed, and sure."""
    people = reverse("staffing:appointments", args=[found.reference])
    taken = sum(row[2] for row in found.by_role)
    empty = found.wanted - taken
    return (
        Figure(_("Wanted"), number(found.wanted), reverse("staffing:posts", args=[found.reference])),
        Figure(_("Placed"), number(taken), people),
        Figure(_("Offered, not answered"), number(found.by_state.get("offered", 0)), f"{people}?state=offered"),
        Figure(
            _("Not shown yet"), number(found.unshown), f"{people}?{UNSHOWN}", _("right to work, training, declaration")
        ),
        Figure(_("Accepted"), number(sum(row[3] for row in found.by_role)), f"{people}?state=accepted"),
        Figure(
            _("Empty"), number(empty), f"{reverse('staffing:posts', args=[found.reference])}?empty=yes", alarm=empty > 0
        ),
    )


def facts(found: PlanFacts) -> tuple[SummaryRow, ...]:
    """Return the facts about a plan."""
    released = moment(found.released_at) if found.released_at else _("Not yet")
    return (
        SummaryRow(_("State"), terms.plan_tag(found.state), found.ended_reason),
        SummaryRow(_("Day"), day(found.day)),
        SummaryRow(_("Polling scheme"), found.scheme, href=reverse("stations:scheme", args=[found.scheme])),
        SummaryRow(_("Hours of work"), f"{clock(found.starts)} – {clock(found.ends)}"),
        SummaryRow(_("Offers are answered by"), day(found.answer_by)),
        SummaryRow(
            _("Training"),
            _("Before anybody is placed") if found.trained_first else _("By the time the appointments are released"),
        ),
        SummaryRow(_("People were last placed"), moment(found.placed_at) if found.placed_at else _("Not yet")),
        SummaryRow(_("Released"), released, found.released_by),
    )


def sections(found: PlanFacts, proof: Mapping[str, Any]) -> tuple[Section, ...]:
    """Return the parts of the page: roles, why posts are empty, the proof, and briefings."""
    people = reverse("staffing:appointments", args=[found.reference])
    links = (
        NavItem(_("Every post"), reverse("staffing:posts", args=[found.reference])),
        NavItem(_("Every appointment"), people),
    )
    made = [Section(_("Roles"), table=_roles(found), links=links)]
    if found.unfilled:
        made.append(Section(_("Posts that stayed empty when people were placed"), table=_unfilled(found)))
    made.append(_proof(proof))
    made.append(Section(_("Briefings"), table=_briefings(found)))
    return tuple(made)


def _roles(found: PlanFacts) -> PlainTable:
    rows = tuple(
        (Cell(terms.role_of(role)), *(Cell(number(count), numeric=True) for count in (wanted, taken, sure)))
        for role, wanted, taken, sure in found.by_role
    )
    return PlainTable(_("Roles"), (_("Role"), _("Wanted"), _("Placed"), _("Accepted")), rows)


def _unfilled(found: PlanFacts) -> PlainTable:
    rows = tuple(
        (
            Cell(
                one.get("session") or _("The whole poll")
                if one["station"] is None
                else _("Station %(number)s") % {"number": one["station"]}
            ),
            Cell(terms.role_of(one["role"])),
            Cell(number(one["lacking"]), numeric=True),
            Cell(one["says"]),
        )
        for one in found.unfilled[:SHOWN]
    )
    headings = (_("Where"), _("Role"), _("Lacking"), _("Why"))
    return PlainTable(_("Posts that stayed empty"), headings, rows)


def _proof(proof: Mapping[str, Any]) -> Section:
    faults = proof.get("faults", [])
    said = _("%(stations)s stations; %(needed)s people needed by law and guidance, %(appointed)s accepted.") % {
        "stations": number(proof.get("stations", 0)),
        "needed": number(sum(proof.get("needed", {}).values())),
        "appointed": number(sum(proof.get("appointed", {}).values())),
    }
    if not faults:
        return Section(_("Proof"), text=(said, _("Every station has its people; nobody has two places or is barred.")))
    rows = tuple((Cell(one["where"]), Cell(one["says"])) for one in faults[:SHOWN])
    table = PlainTable(_("What stops the release"), (_("Where"), _("What is wrong")), rows)
    many = ngettext("%(count)s fault stops the release.", "%(count)s faults stop the release.", len(faults))
    warning = many % {"count": number(len(faults))}
    return Section(_("Proof"), text=(said,), table=table, warning=warning)


def _briefings(found: PlanFacts) -> PlainTable:
    rows = tuple(
        (
            Cell(title, reverse("staffing:briefing", args=[reference])),
            Cell(moment(starts_at)),
            Cell(number(places), numeric=True),
            Cell(number(given), numeric=True),
        )
        for reference, title, starts_at, places, given in found.briefings
    )
    return PlainTable(
        _("Briefings"), (_("Briefing"), _("When"), _("Places"), _("Given")), rows, empty=_("None is planned.")
    )
