"""The table of a roll."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from pollwright.law.voters_rolls import RollRule
from pollwright.pages.tables import BulkAction, Column, Kind, MultiChoiceFilter, SortColumn, TableSpec, YesNoFilter
from pollwright.rolls.states import VotesBy

TIE = SortColumn("pk", "id")


def voters_table(contest: str, rule: RollRule) -> TableSpec:
    """Return the table of the votes on a roll; its downloads can be handed in again."""
    in_person = () if rule.by_post_only else (Column("station", _("Station"), Kind.NUMBER),)
    proxies = (
        (Column("proxy", _("Proxy")), Column("proxy_address", _("Proxy address"), hidden_by_default=True))
        if rule.by_post_only
        else ()
    )
    ways = (
        () if rule.by_post_only else (Column("votes_by", _("Votes by"), value=lambda row: VotesBy(row.votes_by).label),)
    )
    return TableSpec(
        name="roll",
        columns=(
            Column(
                "number", _("Number"), Kind.NUMBER, sortable=True,
                href=lambda row: reverse("rolls:vote", args=[contest, row.number]),
            ),
            Column("voter", _("Voter"), sortable=True),
            Column("contact", _("Contact"), sortable=True),
            Column("hereditament", _("Hereditament"), sortable=True),
            Column("rating_reference", _("Rating reference"), hidden_by_default=True),
            Column("rateable_value", _("Rateable value"), Kind.NUMBER,
                   sort_by=(SortColumn("rateable_value", nullable=True),)),
            Column("send_to", _("Send to"), hidden_by_default=True),
            *proxies,
            *ways,
            *in_person,
        ),
        filters=_filters(rule),
        default_sort="number",
        search_label=_("Search the roll"),
        search_hint=_("Voter, contact, address, reference or number"),
        tie=TIE,
    )  # fmt: skip


def bulk_acts(contest: str, rule: RollRule) -> tuple[BulkAction, ...]:
    """Return what can be done with the votes that are ticked."""
    remove = BulkAction("remove", _("Remove from the roll"), reverse("rolls:remove", args=[contest]))
    if rule.by_post_only:
        return (remove,)
    return (BulkAction("allot", _("Allot to a station or to the post"), reverse("rolls:allot", args=[contest])), remove)


def _filters(rule: RollRule) -> tuple[MultiChoiceFilter | YesNoFilter, ...]:
    removed = YesNoFilter("removed", _("Removed from the roll"))
    if rule.by_post_only:
        return (YesNoFilter("proxy", _("Has a proxy")), removed)
    return (
        MultiChoiceFilter("votes_by", _("Votes by"), tuple((one.value, str(one.label)) for one in VotesBy)),
        removed,
    )
