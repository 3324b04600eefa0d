"""What is understood of the cells of a plan's tables: days, money, percentages, references, and what was not.

A cell is never changed for it. A fact says what kind of thing was seen, its value in one plain form, the words in which
a person is told, and a warning where something is odd or could not be understood.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pollwright.formats.plan_dates import Days, NoSuchDay, days_of, days_within, says_none
from pollwright.formats.plan_kinds import Holds
from pollwright.formats.plan_tree import says_hint, shown

MONEY = re.compile(
    r"(?P<minus>-|\()?\s*(?P<sign>£)?\s*(?P<minus_after>-)?(?P<figures>\d[\d,]*(?:\.\d{1,2})?)\s*(?P<unit>k|m)?\)?"
    r"\s*(?P<basis>per annum|p\.?a\.?|a year|annually|per year|in total|total)?",
    re.IGNORECASE,
)
PERCENT = re.compile(r"(?P<figures>-?\d+(?:\.\d+)?)\s*%")
FIGURE = re.compile(r"-?\d[\d,]*(?:\.\d+)?")
TICKS = frozenset({"(", "✓", "✔", "\uf0fc", "ü", "x", "X", "√"})
MONTHS = re.compile(r"(?P<count>\d{1,3}|one|two|three|four|five)\s*(?P<unit>month|year)", re.IGNORECASE)
WORDS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5}
ROMANS = frozenset({"I", "II", "III", "IV", "V"})
LETTERS = frozenset("ABCDEF")
UNITS = {"k": 1_000, "m": 1_000_000}


@dataclass(frozen=True, slots=True)
class Fact:
    """What was understood of one cell.

    :param kind: blank, text, days, money, percent, number, tick, yes-no, reference, extension, impact, likelihood,
        hint or none.
    :param value: the plain form: an ISO day or stretch of days, pence, a figure; empty where nothing was understood.
    :param said: the words beside the cell.
    :param warning: what is odd about it; empty where nothing is.
    """

    kind: str
    value: str = ""
    said: str = ""
    warning: str = ""


BLANK = Fact("blank")


def understood(cell: str, holds: Holds) -> Fact:
    """Return what is understood of a cell in a column that holds such things."""
    text = shown(cell)
    if not text:
        return Fact("hint", said="Words to the author: not printed") if says_hint(cell) else BLANK
    return READERS[holds](text)


def money(text: str) -> Fact:
    """Return an amount in pence, with whether it was said to be for a year or in all."""
    found = MONEY.fullmatch(text.strip())
    if found is None or text.strip() == "£":
        return Fact("text", said=text, warning="" if text.strip() == "£" else "This is not an amount of money.")
    amount = Decimal(found["figures"].replace(",", "")) * UNITS.get((found["unit"] or "").casefold(), 1)
    pence = int((amount * 100).to_integral_value())
    if found["minus"] or found["minus_after"]:
        pence = -pence
    basis = _basis(found["basis"])
    said = f"{'-' if pence < 0 else ''}£{abs(pence) / 100:,.2f}{f', {basis}' if basis else ''}"
    return Fact("money", str(pence), said)


def days(text: str) -> Fact:
    """Return the days that are named, from the first to the last."""
    if says_none(text):
        return Fact("none", said="No date")
    try:
        found = days_of(text)
    except NoSuchDay:
        return Fact("text", said=text, warning="The calendar has no such day.")
    if found is None:
        return Fact("text", said=text, warning="No date was understood.")
    return _told(found)


def target(text: str) -> Fact:
    """Return a percentage or a figure; a target may be words, such as "TBA"."""
    if found := PERCENT.fullmatch(text):
        return Fact("percent", found["figures"], f"{found['figures']}%")
    if FIGURE.fullmatch(text):
        return Fact("number", text.replace(",", ""), text)
    return Fact("text", said=text, warning="A target in words: no colour is worked out from it.")


def extension(text: str) -> Fact:
    """Return whether a contract may be extended, and by how many months where that is said."""
    plain = text.casefold()
    if "renewal" in plain or "rolling" in plain:
        return Fact("extension", "rolling", "Goes on from year to year")
    if found := MONTHS.search(plain):
        count = WORDS.get(found["count"]) or int(found["count"])
        months = count * (12 if found["unit"] == "year" else 1)
        return Fact("extension", f"yes {months}", f"May be extended by {months} months")
    if plain in ("no", "none", "n"):
        return Fact("extension", "no", "May not be extended")
    if plain.startswith("y"):
        return Fact("extension", "yes", "May be extended", "For how long is not said.")
    return Fact("text", said=text, warning="Whether it may be extended was not understood.")


def score(text: str) -> Fact:
    """Return a score of the four by four scheme."""
    if not text.isdigit():
        return Fact("text", said=text, warning="A score is a whole number.")
    return Fact("number", str(int(text)), text)


def milestone(text: str) -> Fact:
    """Return the days that a milestone names, a tick, or its words."""
    if text in TICKS:
        return Fact("tick", "yes", "Ticked", "A bracket stands here for a tick." if text == "(" else "")
    found = days_within(text)
    return Fact("text", said=text) if found is None else _told(found)


def whichever(text: str) -> Fact:
    """Return a day where one is meant, or words."""
    if text.casefold() in ("yes", "no"):
        return yes_no(text)
    if says_none(text):
        return Fact("none", said="No date")
    return days(text) if text[0].isdigit() else Fact("text", said=text)


def yes_no(text: str) -> Fact:
    """Return yes or no, where a text begins with either."""
    first = re.split(r"\W", text.casefold(), maxsplit=1)[0]
    if first in ("yes", "no"):
        return Fact("yes-no", first, first.capitalize())
    return Fact("text", said=text, warning="Neither yes nor no.")


def one_of(kind: str, allowed: frozenset[str]) -> Callable[[str], Fact]:
    """Return a reader of classes, such as A to F."""

    def read(text: str) -> Fact:
        if text.strip() in allowed:
            return Fact(kind, text.strip(), text.strip())
        return Fact("text", said=text, warning=f"None of {', '.join(sorted(allowed))}.")

    return read


def plain_text(text: str) -> Fact:
    """Return words as words."""
    return Fact("text", said=text)


def reference(text: str) -> Fact:
    """Return a reference: a short code without spaces; others are words that stand for one."""
    if re.fullmatch(r"[A-Za-z]{0,4}[0-9]{1,5}[a-z]?", text):
        return Fact("reference", text, text)
    return Fact("text", said=text, warning="Not a reference of its own.")


READERS: dict[Holds, Callable[[str], Fact]] = {
    Holds.TEXT: plain_text,
    Holds.REFERENCE: reference,
    Holds.MONEY: money,
    Holds.TARGET: target,
    Holds.DATE: days,
    Holds.EXTENSION: extension,
    Holds.SCORE: score,
    Holds.IMPACT: one_of("impact", ROMANS),
    Holds.LIKELIHOOD: one_of("likelihood", LETTERS),
    Holds.YES_NO: yes_no,
    Holds.MILESTONE: milestone,
    Holds.NUMBER: score,
    Holds.WHICHEVER: whichever,
}


def days_of_fact(fact: Fact) -> Days | None:
    """Return the days of a fact that has any."""
    if fact.kind != "days":
        return None
    first, _, last = fact.value.partition("/")
    return Days(date.fromisoformat(first), date.fromisoformat(last or first))


def _told(found: Days) -> Fact:
    if found.exact:
        return Fact("days", found.first.isoformat(), _day(found.first))
    said = f"{_day(found.first)} to {_day(found.last)}"
    return Fact("days", f"{found.first.isoformat()}/{found.last.isoformat()}", said)


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _basis(text: str | None) -> str:
    if not text:
        return ""
    return "in total" if "total" in text.casefold() else "a year"
