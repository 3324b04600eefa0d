"""What an authority may set for itself: the registry of settings, with type, default and meaning.

A value holds from a day; the rows keep every earlier one, so last year's notice still explains itself. What no row says
is the default here. Rules of law are not settings: they stand in `pollwright.law`, which takes these choices as
arguments.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pollwright.authorities.on_papers import ON_PAPERS
from pollwright.law.retention import LIVES, TITLES, Unit
from pollwright.messages import Message, joined, plain

Value = int | str | bool | list[int]


class NotAValue(ValueError):
    """A value that a setting can't have; the message tells the person what to enter."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: its name, what it is called, its default, and what it means.

    :param group: the heading it stands under.
    :param source: the handbook rule or the choice that it carries.
    """

    name: str
    label: str
    default: Value
    help: str
    group: str
    source: str = ""

    kind = "text"

    def clean(self, value: Any) -> Value:
        """Return the value, checked.

        :raises NotAValue: where it is none of this setting's values.
        """
        raise NotImplementedError

    def words(self, value: Value) -> str:
        """Return a value in words: a message where they are ours, to be told in the language of whoever reads."""
        return str(value)


@dataclass(frozen=True, slots=True)
class Number(Setting):
    """A whole number between two bounds, both allowed."""

    least: int = 0
    most: int = 1_000_000
    unit: str = ""
    nought: str = ""

    kind = "number"

    def clean(self, value: Any) -> Value:
        """Return the number."""
        if isinstance(value, bool) or not isinstance(value, int) or not self.least <= value <= self.most:
            raise NotAValue(f"{self.label} must be a whole number from {self.least:,} to {self.most:,}")
        return value

    def words(self, value: Value) -> str:
        """Return the number with its unit, or what nought means."""
        if value == 0 and self.nought:
            return plain(self.nought)
        number = f"{value:,}"
        return Message("{number} {unit}", number=number, unit=plain(self.unit)) if self.unit else number


@dataclass(frozen=True, slots=True)
class Text(Setting):
    """A line of words, such as an address; empty until the authority enters it."""

    longest: int = 300

    kind = "text"

    def clean(self, value: Any) -> Value:
        """Return the words, their spaces made single."""
        words = " ".join(str(value).split())
        if not isinstance(value, str) or len(words) > self.longest:
            raise NotAValue(f"{self.label} must be {self.longest} characters or fewer")
        return words

    def words(self, value: Value) -> str:
        """Return the words, or that there are none."""
        return str(value) or plain("Not entered")


@dataclass(frozen=True, slots=True)
class OneOf(Setting):
    """One of a few values, each with its words."""

    choices: tuple[tuple[str, str], ...] = ()

    kind = "choice"

    def clean(self, value: Any) -> Value:
        """Return the chosen value."""
        if value not in dict(self.choices):
            raise NotAValue(f"{self.label} must be one of the choices")
        return str(value)

    def words(self, value: Value) -> str:
        """Return the words of the choice."""
        return plain(dict(self.choices)[str(value)])


@dataclass(frozen=True, slots=True)
class YesNo(Setting):
    """Yes or no."""

    kind = "yes-no"

    def clean(self, value: Any) -> Value:
        """Return the answer."""
        if not isinstance(value, bool):
            raise NotAValue(f"{self.label} must be yes or no")
        return value

    def words(self, value: Value) -> str:
        """Return yes or no."""
        return plain("Yes") if value else plain("No")


@dataclass(frozen=True, slots=True)
class Months(Setting):
    """Months of the year, as numbers."""

    within: tuple[int, ...] = tuple(range(1, 13))

    kind = "months"

    def clean(self, value: Any) -> Value:
        """Return the months in order, each once."""
        if not isinstance(value, list | tuple) or any(one not in self.within for one in value):
            raise NotAValue(f"{self.label} must be months out of {', '.join(MONTHS[one] for one in self.within)}")
        return sorted(set(value))

    def words(self, value: Value) -> str:
        """Return the names of the months."""
        months = value if isinstance(value, list) else []
        return joined(", ", (MONTHS[one] for one in months)) if months else plain("None")


MONTHS: Mapping[int, str] = {
    1: "January",
    2: "February",
    3: "March",
    4: "April",
    5: "May",
    6: "June",
    7: "July",
    8: "August",
    9: "September",
    10: "October",
    11: "November",
    12: "December",
}
NOTICES, PUBLICATION = plain("Notices"), plain("Publication")
RETENTION, REGISTRATION = plain("Keeping and removing"), plain("Registration")
PAPERS = plain("Papers of polls")


def _retention() -> tuple[Setting, ...]:
    """Return a setting for each kind of record whose period the law leaves to the authority."""
    return tuple(
        Number(
            f"retention.{life.kind}",
            Message("Keep {kind} records", kind=plain(TITLES[life.kind])),
            life.length or 0,
            Message("Months from {start}; 0 keeps them for good.", start=plain(life.starts_with)),
            RETENTION,
            life.source.rule or "",
            least=0,
            most=600,
            unit="months",
            nought="For good",
        )
        for life in LIVES
        if life.local and life.unit is Unit.MONTHS
    )


_OWN_RECORDS = (
    (
        "event-details",
        "Keep the details of events in the trail",
        120,
        "the act; who did what, and when, stays for good",
    ),
    ("received-files", "Keep files as they were received", 12, "receipt"),
    ("copies-and-letters", "Keep copies and letters made for sending", 12, "making"),
    ("ended-work", "Keep long work that has ended", 24, "its end"),
)
"""Records of Pollwright's own, with the months that they are kept and from when; no rule of law names a period."""


def _own_records() -> tuple[Setting, ...]:
    return tuple(
        Number(
            f"retention.{name}",
            plain(label),
            months,
            Message("Months from {start}.", start=plain(starts_with)),
            RETENTION,
            "REG-900",
            least=1,
            most=600,
            unit="months",
        )
        for name, label, months, starts_with in _OWN_RECORDS
    )


SETTINGS: tuple[Setting, ...] = (
    Number(
        "notices.second_person_above",
        "Second person approves a notice above",
        500,
        "A notice with more changes than this must be approved by somebody other than who prepared it.",
        NOTICES,
        unit="changes",
    ),
    Number(
        "notices.few_removals",
        "Removals that are never unusual",
        20,
        "A notice that removes so many electors or fewer is issued without a closer look.",
        NOTICES,
        "U4",
        least=0,
        most=10_000,
        unit="electors",
    ),
    Number(
        "notices.unusual_times",
        "Removals are unusual above so many times those of earlier notices",
        2,
        "Compared with the last notice of the kind and that of a year ago, whichever removed more; an unusual notice"
        " is issued only when a second person has approved it.",
        NOTICES,
        "U4",
        least=1,
        most=20,
        unit="times",
    ),
    Number(
        "notices.unusual_per_cent",
        "Without an earlier notice, removals are unusual above",
        1,
        "Of the electors on the register, where there is no earlier notice of the kind to compare with.",
        NOTICES,
        "U4",
        least=1,
        most=100,
        unit="per cent of the register",
    ),
    Months(
        "notices.optional_months",
        "Optional months in which a notice is issued",
        [],
        "No monthly notice is due in the month of the revised register and the two before it, but it may be issued.",
        NOTICES,
        "REG-311",
        within=(10, 11, 12),
    ),
    Number(
        "notices.final_working_days_before",
        "Working days from the final election notice to the poll",
        5,
        "The fifth working day before the poll, or the sixth where the authority chooses so.",
        NOTICES,
        "REG-331",
        least=5,
        most=6,
        unit="working days",
    ),
    OneOf(
        "publication.revised_cutoff",
        "Last determination for the revised register",
        "strict",
        "Determinations up to the day before publication are carried; that day may be read as a working day or any day.",
        PUBLICATION,
        "REG-321",
        choices=(("strict", "Last working day before"), ("calendar", "Last calendar day before")),
    ),
    YesNo(
        "publication.second_person",
        "A second person approves a revised register",
        True,
        "The register is published only when somebody other than who prepared it has approved it.",
        PUBLICATION,
        "U5b",
    ),
    Number(
        "publication.fall_per_cent",
        "A polling district is much smaller when it has fallen by more than",
        10,
        "Beside the last register. Whoever approves a register with such districts must say why they are smaller.",
        PUBLICATION,
        "U5b",
        least=1,
        most=99,
        unit="per cent",
    ),
    Number(
        "publication.fall_electors",
        "A polling district is not much smaller when it has lost fewer than",
        20,
        "So that small districts don't raise the question each year; one in which nobody is left always does.",
        PUBLICATION,
        "U5b",
        least=1,
        most=1_000,
        unit="electors",
    ),
    Number(
        "registration.residents_alarm",
        "Ask about a dwelling with more electors than",
        11,
        "Dwellings with more electors go into the queue of implausible entries.",
        REGISTRATION,
        least=1,
        most=100,
        unit="electors",
    ),
    Number(
        "registration.oldest_age",
        "Ask about electors older than",
        115,
        "Somebody older goes into the queue of implausible entries: the date of birth may be a mistake.",
        REGISTRATION,
        least=100,
        most=130,
        unit="years",
    ),
    Number(
        "registration.alike_per_cent",
        "Ask about two electors of one birth date whose names are alike by",
        60,
        "How alike the names must be, by the parts of three letters that they share; lower finds more, and more that"
        " is no duplicate.",
        REGISTRATION,
        least=30,
        most=100,
        unit="per cent",
    ),
    Number(
        "registration.nationality_singly",
        "Ask about each elector without a nationality up to",
        2_000,
        "Where more have none, as after an import, there is one entry in the queue for the whole register.",
        REGISTRATION,
        least=0,
        most=100_000,
        unit="electors",
    ),
    Number(
        "registration.evidence_days",
        "Evidence is due after",
        28,
        "Days from asking an applicant for documents or an attestation.",
        REGISTRATION,
        least=1,
        most=90,
        unit="days",
    ),
    YesNo(
        "registration.second_person_for_deletions",
        "A second person confirms deletions",
        False,
        "Whoever determines deletions puts them forward, and they wait until a colleague has approved them.",
        REGISTRATION,
    ),
    Number(
        "deletions.second_person_above",
        "Near a poll, a second person confirms deletions above",
        20,
        "In the weeks before a poll, more deletions at once than this wait until a second person has approved them.",
        REGISTRATION,
        "U4",
        unit="deletions",
    ),
    *(Text(f"papers.{name}", label, "", says, PAPERS, source) for name, label, says, source in ON_PAPERS),
    *_retention(),
    *_own_records(),
)
"""Every setting, in the order of its page."""

BY_NAME: Mapping[str, Setting] = {setting.name: setting for setting in SETTINGS}
