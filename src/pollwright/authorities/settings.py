"""What an authority may set for itself: the registry of settings, with type, default and meaning.

A value holds from a day; the rows keep every earlier one, so last year's notice still explains itself. What no row says
is the default here. Rules of law are not settings: they stand in `pollwright.law`, which takes these choices as
arguments.
"""

from __future__ import annotations

from collections.abc import Mapping

from pollwright.authorities.on_papers import ON_PAPERS
from pollwright.authorities.setting_kinds import MONTHS, Months, NotAValue, Number, OneOf, Setting, Text, Value, YesNo
from pollwright.law.retention import LIVES, TITLES, Unit
from pollwright.messages import Message, plain

__all__ = [
    "BY_NAME",
    "MONTHS",
    "SETTINGS",
    "Months",
    "NotAValue",
    "Number",
    "OneOf",
    "Setting",
    "Text",
    "Value",
    "YesNo",
]
NOTICES, PUBLICATION = plain("Notices"), plain("Publication")
RETENTION, REGISTRATION = plain("Keeping and removing"), plain("Registration")
PAPERS, CASEWORK = plain("Papers of polls"), plain("Casework")
BUDGETS, STAFFING = plain("Budgets"), plain("Staff of polls")
REVIEWS = plain("Reviews of polling places")


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


_MONEY = (
    ("variance_pounds", "Variances are explained above", 1_000, "A variance of more than this, either way.", "MM-A26"),
    ("virement_head", "Virements are approved without a paper up to", 10_000, "By a second person.", "MM-E08"),
    (
        "virement_director",
        "Virements are approved by the director and finance up to",
        50_000,
        "Above the limit of the second person; what is larger needs the committee.",
        "MM-E08",
    ),
)
"""Amounts in pounds from which on money needs more words or more people; councils set their own."""


def _budgets() -> tuple[Setting, ...]:
    """Return the settings of budgets."""
    share = Number(
        "budgets.variance_per_cent",
        "Variances are explained above a share of",
        10,
        "A variance of more than this share of the latest estimate, either way.",
        BUDGETS,
        "MM-A26",
        least=1,
        most=100,
        unit="per cent",
    )
    amounts = (
        Number(f"budgets.{name}", label, default, says, BUDGETS, source, least=0, most=10_000_000, unit="pounds")
        for name, label, default, says, source in _MONEY
    )
    return (share, *amounts)


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
    ("cases", "Keep enquiries, complaints and requests", 36, "closing"),
    ("allegations", "Keep allegations of electoral offences", 84, "closing"),
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
    Number(
        "casework.enquiry_days",
        "Enquiries are answered within",
        10,
        "Working days from receipt, for enquiries, correspondence, members, parishes and advice.",
        CASEWORK,
        "MM-L01",
        least=1,
        most=60,
        unit="working days",
    ),
    Number(
        "casework.officer_days",
        "Complaints about an officer’s acts under the law are answered within",
        10,
        "Working days from receipt. They go by no procedure of the council.",
        CASEWORK,
        "MM-L09",
        least=1,
        most=60,
        unit="working days",
    ),
    OneOf(
        "casework.complaint_clock",
        "The days of a complaint are counted from",
        "receipt",
        "Councils differ. Counted from the acknowledgement, a complaint has up to five working days more.",
        CASEWORK,
        "MM-L08",
        choices=(("receipt", "Receipt"), ("acknowledgement", "Acknowledgement")),
    ),
    *_budgets(),
    YesNo(
        "staffing.online_applications",
        "People can apply online for work at polls",
        False,
        "At the address that the staff bank shows, without an account. An officer takes applicants in or turns them down.",
        STAFFING,
    ),
    Number(
        "polling_day.report_hours",
        "Stations tell their turnout every",
        3,
        "Counted from the opening, and at the close. A station that told nothing half an hour later is an alarm.",
        STAFFING,
        "B-40",
        least=0,
        most=15,
        unit="hours",
        nought="Never",
    ),
    YesNo(
        "place_reviews.online_comments",
        "People can comment online on reviews of polling places",
        False,
        "While comments are heard, at the address that the page of the review shows, without an account.",
        REVIEWS,
        "MM-N03",
    ),
    *(Text(f"papers.{name}", label, "", says, PAPERS, source) for name, label, says, source in ON_PAPERS),
    *_retention(),
    *_own_records(),
)
"""Every setting, in the order of its page."""

BY_NAME: Mapping[str, Setting] = {setting.name: setting for setting in SETTINGS}
