"""A roll as a paper on its long side, for the counter and for inspection."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from pollwright.authorities.models import Authority
from pollwright.documents.contact_list import contact_list
from pollwright.documents.imprint import Imprint
from pollwright.law.voters_rolls import RollKind
from pollwright.rolls.queries.rolls import RollFacts, VoterRow
from pollwright.rolls.states import RollState

TITLES = {
    RollKind.RATEPAYERS: "List of persons entitled to vote",
    RollKind.BUSINESSES: "Business voting register",
}
OFFICERS = {RollKind.RATEPAYERS: "Ballot Holder", RollKind.BUSINESSES: "Business Registration Officer"}
VALUED = (("Number", 1), ("Voter", 4), ("Hereditament", 5), ("Rateable value", 2), ("Papers go to", 5))
NAMED = (("Number", 1), ("Business vote holder", 4), ("Named voter", 3), ("Hereditaments", 5), ("Billing address", 4))


def roll_pdf(authority_id: int, facts: RollFacts, lines: Sequence[VoterRow], *, dated: date) -> bytes:
    """Return a roll as a tagged PDF; that of the businesses shows what Sch 6 para 15(1) has in the register."""
    name = Authority.objects.values_list("name", flat=True).get(pk=authority_id)
    state = "frozen" if facts.state == RollState.FROZEN else "being made"
    imprint = Imprint(name, OFFICERS[facts.rule.kind], f"{facts.contest}, {state}", dated)
    columns = VALUED if facts.rule.valued else NAMED
    rows = (_valued(line) if facts.rule.valued else _named(line) for line in lines)
    return contact_list(imprint, TITLES[facts.rule.kind], f"{facts.poll_title}: {facts.name}", columns, rows)


def _valued(line: VoterRow) -> tuple[str, ...]:
    value = "" if line.rateable_value is None else f"£{line.rateable_value:,}"
    return (str(line.number), line.voter, line.hereditament, value, f"{line.addressee}, {line.goes_to}")


def _named(line: VoterRow) -> tuple[str, ...]:
    return (str(line.number), line.voter, line.contact, line.hereditament.replace("\n", "; "), line.send_to)
