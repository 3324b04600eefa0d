"""The forms of rolls, and what the operations are given from them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from pollwright.law.voters_rolls import RollRule
from pollwright.pages.forms import Choice, FileField, Form, HiddenField, NumberField, Radios, TextArea, TextField
from pollwright.pages.forms.fields import Field
from pollwright.pages.forms.uploads import MEGABYTE
from pollwright.rolls.operations.votes import COLUMNS, LONGEST, MOST_STATION, MOST_VALUE, VoteFacts
from pollwright.rolls.queries.rolls import VoterRow
from pollwright.rolls.states import VotesBy
from pollwright.rolls.web import terms

VERSION, NUMBERS = HiddenField("version"), HiddenField("numbers")
STATION = NumberField(
    "station", _("Polling station"), least=1, most=MOST_STATION, required=False, width=4,
    hint=_("Its number in the polling scheme. Leave it empty for those who vote by post."),
)  # fmt: skip
REASON = TextArea("reason", _("Reason"), rows=3, longest=500)
LATE = TextArea(
    "late_reason", _("Reason for freezing it late"), rows=3, longest=500, required=False,
    hint=_("Needed only after the last day to prepare the list."),
)  # fmt: skip
SPARE = NumberField(
    "spare", _("Spare ballot papers"), least=0, most=10_000, width=5,
    hint=_("Agreed with the printer beyond the votes, for papers that are spoilt or lost."),
)  # fmt: skip
TABLE = Form(
    FileField(
        "table", _("Table of voters"), endings=(".csv", ".xlsx"), most_bytes=20 * MEGABYTE, noun=_("the table of voters"),
        hint=_("CSV in UTF-8, or an Excel workbook. Columns: %(columns)s.") % {"columns": ", ".join(COLUMNS)},
    ),
    TextArea("reason", _("Where the list comes from, or why it is corrected"), rows=3, longest=500),
)  # fmt: skip


def vote_form(rule: RollRule, *, correcting: bool) -> Form:
    """Return what is asked of one vote."""
    fields: list[Field] = [
        TextField("voter", terms.VOTERS[rule.kind], longest=LONGEST["voter"]),
        TextField(
            "contact", terms.CONTACTS[rule.kind], longest=LONGEST["contact"], required=not rule.each_property,
            hint=_("Who casts the vote of the business.") if not rule.each_property else _("Who is written to."),
        ),
        TextArea(
            "hereditament", terms.PLACES[rule.kind], rows=3, longest=LONGEST["hereditament"],
            hint="" if rule.each_property else _("A line for each hereditament."),
        ),
        TextField("rating_reference", _("Rating reference"), longest=LONGEST["rating_reference"], required=False),
        NumberField(
            "rateable_value", _("Rateable value in whole pounds"), least=0, most=MOST_VALUE, required=rule.valued,
            prefix="£", width=10,
        ),
        TextArea(
            "send_to", _("Where papers go"), rows=3, longest=LONGEST["send_to"], required=False,
            hint=_("Leave it empty for the hereditament."),
        ),
    ]  # fmt: skip
    if rule.by_post_only:
        fields += [
            TextField("proxy", _("Proxy"), longest=LONGEST["proxy"], required=False),
            TextArea(
                "proxy_address", _("Address of the proxy"), rows=3, longest=LONGEST["proxy_address"], required=False
            ),
        ]
    else:
        ways = tuple(Choice(one.value, one.label) for one in VotesBy)
        fields += [
            Radios("votes_by", _("How they vote"), choices=ways, noun=_("how they vote")),
            NumberField(
                "station", _("Polling station"), least=1, most=MOST_STATION, required=False, width=4,
                hint=_("Its number, of somebody who votes in person."),
            ),
        ]  # fmt: skip
    return Form(*((VERSION,) if correcting else ()), *fields, REASON)


def facts_of(given: Mapping[str, Any]) -> VoteFacts:
    """Return the vote that a form gives."""
    return VoteFacts(
        voter=given["voter"],
        contact=given["contact"] or "",
        hereditament=given["hereditament"],
        rating_reference=given["rating_reference"] or "",
        rateable_value=given["rateable_value"],
        send_to=given["send_to"] or "",
        proxy=given.get("proxy") or "",
        proxy_address=given.get("proxy_address") or "",
        votes_by=given.get("votes_by") or VotesBy.POST.value,
        station=given.get("station"),
    )


def typed_of(row: VoterRow) -> dict[str, Any]:
    """Return what the form of a vote starts from."""
    names = (
        "voter", "contact", "hereditament", "rating_reference", "rateable_value", "send_to", "proxy", "proxy_address",
        "votes_by", "station", "version",
    )  # fmt: skip
    return {name: getattr(row, name) for name in names}
