"""One vote of a roll as it is entered: its columns, what must be in them, and what it may not share with another."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from pollwright.formats.small_tables import RowFault, chosen, whole_number
from pollwright.law.voters_rolls import RollRule, vote_key
from pollwright.refusals import Refused
from pollwright.rolls.states import VotesBy

COLUMNS = {
    "number": "Of a vote that is on the roll, to correct it; blank for one that is new.",
    "voter": "The ratepayer, or the business that holds the vote. Must be given.",
    "contact": "The person who is written to; on a business voting register the named voter, who must be given.",
    "hereditament": "Its address. A business with several has all of them, parted by `;`. Must be given.",
    "rating_reference": "The billing authority's reference of the hereditament or of the account.",
    "rateable_value": "In whole pounds; must be given in a business improvement district before the roll is frozen.",
    "send_to": "Where papers go; blank for the hereditament.",
    "proxy": "Who votes in place of the voter.",
    "proxy_address": "Where the proxy's papers go; must be given with a proxy.",
    "votes_by": "`post` or `person`; blank for post. In a business improvement district everybody votes by post.",
    "station": "Number of the polling station of somebody who votes in person.",
}
"""Columns of the table, with what each holds."""
NEEDED = ("voter", "hereditament")
MOST_VALUE, MOST_STATION = 10_000_000_000, 9_999


class VoteFaulty(Refused):
    """What was entered of a vote can't stand."""

    code = "rolls.R002"
    problem = "The vote can't stand on the roll like this: {fault}."
    remedy = "Put it right and send it again."
    words = frozenset({"fault"})


@dataclass(frozen=True, slots=True)
class VoteFacts:
    """What is entered of one vote; see `COLUMNS`."""

    voter: str
    hereditament: str
    contact: str = ""
    rating_reference: str = ""
    rateable_value: int | None = None
    send_to: str = ""
    proxy: str = ""
    proxy_address: str = ""
    votes_by: str = VotesBy.POST.value
    station: int | None = None


NAMES = tuple(one.name for one in fields(VoteFacts))
LONGEST = {"voter": 300, "contact": 200, "hereditament": 1000, "rating_reference": 40, "send_to": 500, "proxy": 200,
           "proxy_address": 500}  # fmt: skip


def checked(rule: RollRule, facts: VoteFacts) -> VoteFacts:
    """Return what was entered of a vote, tidied.

    :raises VoteFaulty: where it can't stand.
    """
    try:
        return tidied(rule, asdict(facts))
    except RowFault as fault:
        raise VoteFaulty(fault=fault.why) from None


def key_of(rule: RollRule, facts: VoteFacts) -> str:
    """Return the digest of what no other vote of a roll may share."""
    return hashlib.sha256("\x1f".join(vote_key(rule, facts.voter, facts.hereditament)).encode()).hexdigest()


def read(cells: Mapping[str, str]) -> dict[str, Any]:
    """Return the cells of a row by field, only of columns that the file has."""
    found: dict[str, Any] = {name: cells[name] for name in NAMES if name in cells}
    if "rateable_value" in cells:
        typed = cells["rateable_value"].replace(",", "").removeprefix("£")
        found["rateable_value"] = whole_number(typed, "the rateable value", 0, MOST_VALUE)
    if "station" in cells:
        found["station"] = whole_number(cells["station"], "the station", 1, MOST_STATION)
    if "votes_by" in cells:
        found["votes_by"] = chosen(VotesBy, cells["votes_by"] or VotesBy.POST.value, "how they vote").value
    return found


def tidied(rule: RollRule, given: Mapping[str, Any]) -> VoteFacts:
    """Return the facts of a vote with one space between words, and a line for each address.

    :raises RowFault: where they can't stand.
    """
    told = dict(given)
    for name, most in LONGEST.items():
        text = str(told.get(name) or "")
        parted = name == "hereditament" and not rule.each_property
        lines = text.replace(";", "\n").splitlines() if parted else text.splitlines()
        clean = (" ".join(line.split()) for line in lines)
        told[name] = ("\n" if parted else ", ").join(line.rstrip(",") for line in clean if line)
        if len(told[name]) > most:
            raise RowFault(f"{name.replace('_', ' ')} is longer than {most} characters")
    facts = VoteFacts(**{name: told[name] for name in NAMES if name in told})
    if fault := _fault(rule, facts):
        raise RowFault(fault)
    return facts


def _fault(rule: RollRule, facts: VoteFacts) -> str:
    tests = (
        (not facts.voter, "the voter is missing"),
        (not facts.hereditament, "the hereditament is missing"),
        (
            rule.each_property and ";" in facts.hereditament,
            "each hereditament has a vote, so each has a row of its own",
        ),
        (not rule.each_property and not facts.contact, "the named voter is missing"),
        (bool(facts.proxy) != bool(facts.proxy_address), "a proxy has a name and an address"),
        (not rule.each_property and bool(facts.proxy), "a business votes by its named voter, not by a proxy"),
        (rule.by_post_only and facts.votes_by != VotesBy.POST, "everybody votes by post in this ballot"),
        (
            facts.votes_by == VotesBy.POST and facts.station is not None,
            "a station is only for somebody who votes in person",
        ),
    )
    return next((words for wrong, words in tests if wrong), "")
