"""How a decision shows its reasons."""

from dataclasses import dataclass
from datetime import date, datetime

from pollwright.law.sources import Source
from pollwright.messages import Message

YES, NO = Message("yes"), Message("no")


@dataclass(frozen=True, slots=True)
class Working:
    """One line of the reasons: what was found, the day or moment it gave (if any), and why that is the rule.

    `says` is a text of the translators' catalogue, a `Message` where something fills it. It never holds a name, an
    address or a date of birth, so that workings can be stored with a decision. `holds` says whether this line by itself
    speaks for the answer; None where it can't be said of one line.
    """

    says: str
    on: date | datetime | None
    source: Source
    holds: bool | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether something holds, with its workings in the order in which they were found."""

    holds: bool
    workings: tuple[Working, ...]
