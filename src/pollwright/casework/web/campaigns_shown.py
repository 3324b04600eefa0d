"""How a campaign is shown: its plan, its activities, and the applications that followed."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from pollwright.casework.queries.campaigns import CampaignRecord, Followed, HeldActivity
from pollwright.casework.states import ActivityKind, Audience
from pollwright.pages import wording
from pollwright.pages.standard import Cell, Figure, PlainTable, Section
from pollwright.pages.summaries import SummaryRow


def figures(found: CampaignRecord) -> tuple[Figure, ...]:
    """Return the numbers of a campaign."""
    row, followed = found.row, found.followed
    spent = Figure(
        _("Spent"),
        wording.money(row.spent_pence),
        note=_("of %(budget)s") % {"budget": wording.money(row.budget_pence)} if row.budget_pence is not None else "",
        alarm=row.budget_pence is not None and row.spent_pence > row.budget_pence,
    )
    came = Figure(_("Came"), wording.number(row.attendance))
    if followed is None:
        return (spent, came)
    note = _("%(before)s in as many days before") % {"before": wording.number(followed.before)}
    return (spent, came, Figure(_("Applications that followed"), wording.number(followed.after), note=note))


def facts(found: CampaignRecord) -> tuple[SummaryRow, ...]:
    """Return the plan of a campaign."""
    held, row = found.held, found.row
    rows = [
        SummaryRow(_("Audience"), str(Audience(row.audience).label)),
        SummaryRow(_("Days"), f"{wording.day(row.starts_on)} – {wording.day(row.ends_on)}"),
        SummaryRow(_("Area"), row.area or _("The whole authority")),
        SummaryRow(_("Owner"), row.owner or _("Nobody")),
    ]
    told = (
        (_("Objective"), held.objective),
        (_("Message"), held.message),
        (_("Partners"), held.partners),
        (_("Equality and accessible formats"), held.equality),
        (_("What came of it"), held.outcome),
        (_("Closed"), wording.day(held.closed_on)),
    )
    return (*rows, *(SummaryRow(key, value) for key, value in told if value))


def sections(found: CampaignRecord, *, editable: bool) -> tuple[Section, ...]:
    """Return what was done in a campaign, and the applications that followed, by day."""
    parts = [Section(_("Activities"), table=_activities(found, editable))]
    if found.followed is not None:
        parts.append(
            Section(
                _("Applications that followed"),
                text=(
                    _("Received from the area from the first day until %(day)s, at most 30 days after the last.")
                    % {"day": wording.day(found.followed.until)},
                    _("They came after the campaign; that they came because of it can’t be told from the register."),
                ),
                table=_by_day(found.followed),
            )
        )
    return tuple(parts)


def _activities(found: CampaignRecord, editable: bool) -> PlainTable:
    headings = (
        _("Activity"), _("Kind"), _("Day"), _("Place"), _("Came"), _("Signed up"), _("Cost"), _("Followed in 30 days"),
    )  # fmt: skip
    rows = tuple(_activity(one, followed, editable) for one, followed in found.activities)
    return PlainTable(_("Activities"), headings, rows, _("Nothing is planned yet."))


def _activity(one: HeldActivity, followed: Followed | None, editable: bool) -> tuple[Cell, ...]:
    href = reverse("casework:activity-change", args=[one.reference]) if editable else ""
    return (
        Cell(one.title, href=href),
        Cell(str(ActivityKind(one.kind).label)),
        Cell(wording.short_day(one.held_on)),
        Cell(one.place),
        Cell(wording.number(one.attendance), numeric=True),
        Cell(wording.number(one.sign_ups), numeric=True),
        Cell(wording.money(one.cost_pence), numeric=True),
        Cell(wording.number(followed.after) if followed else "", numeric=True),
    )


def _by_day(followed: Followed) -> PlainTable:
    rows = tuple(
        (Cell(wording.short_day(day)), Cell(wording.number(many), numeric=True)) for day, many in followed.by_day
    )
    headings = (_("Day"), _("Applications"))
    return PlainTable(_("Applications that followed"), headings, rows, _("No application was received."))
