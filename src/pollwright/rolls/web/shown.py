"""What the pages of rolls show."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from pollwright.acting import Actor, Permission
from pollwright.law.voters_rolls import RollKind
from pollwright.pages import wording
from pollwright.pages.shell import NavItem
from pollwright.pages.standard import Cell, PlainTable, Section
from pollwright.pages.summaries import SummaryRow
from pollwright.rolls.queries.rolls import RollFacts, VoterRow
from pollwright.rolls.states import RollState, VotesBy
from pollwright.rolls.web import terms


def roll_links(actor: Actor, facts: RollFacts) -> tuple[NavItem, ...]:
    """Return what can be done with a roll."""
    frozen, keeps = facts.state == RollState.FROZEN, actor.may(Permission.ROLLS_KEEP)
    freezes = actor.may(Permission.ELECTORATE_FREEZE)
    offered = (
        (keeps and not frozen, _("Take over a table"), "rolls:take"),
        (keeps and not frozen, _("Add a vote"), "rolls:add"),
        (keeps and facts.rehearsal and not facts.totals.votes, _("Fill with invented votes"), "rolls:invent"),
        (freezes and not frozen and facts.totals.votes > 0, _("Freeze the roll"), "rolls:freeze"),
        (freezes and frozen, _("Open the roll again"), "rolls:open"),
        (not facts.rule.by_post_only, _("Poll cards and registers"), "rolls:papers"),
        (
            keeps and facts.totals.votes > 0 and actor.may(Permission.REGISTER_EXPORT),
            _("The roll as PDF"),
            "rolls:file",
        ),
    )
    links = [NavItem(label, reverse(name, args=[facts.contest])) for open_, label, name in offered if open_]
    if facts.file and keeps:
        links.append(NavItem(_("The lines as they were frozen"), reverse("files:download", args=[facts.file])))
    if frozen:
        links.append(NavItem(_("Ballot papers and orders"), reverse("printing:ballots", args=[facts.poll])))
    return tuple(links)


def note(facts: RollFacts) -> str:
    """Return how a roll stands, in a sentence or two."""
    if facts.state == RollState.FROZEN:
        said = _("Frozen by %(who)s on %(when)s. Papers are made from it.")
        return said % {"who": facts.frozen_by, "when": wording.moment(facts.frozen_at)}
    if not facts.totals.votes and facts.rehearsal:
        return _("Nobody is on the roll yet. Fill it with invented votes, so that nobody real is in the rehearsal.")
    if not facts.totals.votes:
        return _("Nobody is on the roll yet. Take over the billing authority's table, or add votes one by one.")
    if facts.list_by:
        return _("The list is prepared by %(day)s at the latest.") % {"day": wording.day(facts.list_by)}
    return _("It is frozen once registration has closed, at 5pm on the eleventh working day before the poll.")


def sums(facts: RollFacts) -> Section:
    """Return the sums of a roll."""
    totals = facts.totals
    rows: list[tuple[str, int]] = [(_("Votes"), totals.votes), (_("By post"), totals.by_post)]
    if not facts.rule.by_post_only:
        rows.append((_("In person"), totals.votes - totals.by_post))
        rows.append((_("In person, station not entered"), totals.without_station))
    if facts.rule.valued:
        rows.append((_("Rateable value, £"), totals.value))
        rows.append((_("Rateable value not entered"), totals.unvalued))
    rows.append((_("Removed"), totals.removed))
    if facts.state == RollState.FROZEN:
        rows.append((_("Votes when it was frozen"), facts.votes or 0))
        rows.append((_("Spare ballot papers"), facts.spare))
    cells = tuple((Cell(name), Cell(wording.number(value), numeric=True)) for name, value in rows)
    return Section(_("Sums"), table=PlainTable(_("Sums"), (_("What"), _("Number")), cells))


def vote_rows(facts: RollFacts, row: VoterRow) -> tuple[SummaryRow, ...]:
    """Return the facts of one vote."""
    kind, none = facts.rule.kind, _("None")
    value = none if row.rateable_value is None else f"£{wording.number(row.rateable_value)}"
    rows = [
        SummaryRow(str(terms.VOTERS[kind]), row.voter),
        SummaryRow(str(terms.CONTACTS[kind]), row.contact or none),
        SummaryRow(str(terms.PLACES[kind]), tuple(row.hereditament.split("\n"))),
        SummaryRow(_("Rating reference"), row.rating_reference or none),
        SummaryRow(_("Rateable value"), value),
        SummaryRow(_("Papers go to"), (row.addressee, row.goes_to)),
    ]
    if kind is RollKind.RATEPAYERS:
        rows.append(SummaryRow(_("Proxy"), (row.proxy, row.proxy_address) if row.proxy else none))
    else:
        station = "" if row.station is None else _("Station %(number)s") % {"number": row.station}
        rows.append(SummaryRow(_("Votes"), str(VotesBy(row.votes_by).label), station))
    if row.removed_at:
        rows.append(SummaryRow(_("Removed"), wording.moment(row.removed_at), row.removed_reason))
    return tuple(rows)
