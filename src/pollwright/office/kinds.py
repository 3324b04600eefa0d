"""The lists that the office keeps, each declared in one place: its fields, its states, and the date it begins with."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pollwright.acting import Permission
from pollwright.office.states import DateKind

Words = str | Promise


class Shape(StrEnum):
    """What a field holds."""

    TEXT = "text"
    LONG = "long"
    DAY = "day"
    NUMBER = "number"
    MONEY = "money"
    YES_NO = "yes-no"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class Asked:
    """A field of a kind.

    :param listed: it has a column of its own in the list.
    :param least: of a number or an amount (in pence), the least that can be so.
    :param after: of a day, the field of the day before which it can't lie.
    """

    name: str
    label: Words
    shape: Shape = Shape.TEXT
    required: bool = False
    listed: bool = False
    choices: tuple[tuple[str, Words], ...] = ()
    hint: Words = ""
    least: int = 0
    after: str = ""


@dataclass(frozen=True, slots=True)
class State:
    """A state of a record; one that is `closed` owes nothing more and is left out of the list until it is asked for."""

    code: str
    label: Words
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Kind:
    """One list.

    :param series: begins the references of its records.
    :param first_date: what the day is for that is asked for with a new record.
    :param dated_by: the field that holds that day, where it is one of the fields: it is typed once, and the date follows it.
    :param permission: what it takes to see it, besides what every list takes to be kept.
    :param restricted: its events hold no values, and its dates no words but fixed ones.
    """

    code: str
    series: str
    title: Words
    one: Words
    about: Words
    fields: tuple[Asked, ...]
    states: tuple[State, ...]
    first_date: DateKind = DateKind.REVIEW
    dated_by: str = ""
    permission: Permission = Permission.OFFICE_VIEW
    restricted: bool = False

    def state(self, code: str) -> State | None:
        """Return a state of this kind by its code, None where it has none of it."""
        return next((one for one in self.states if one.code == code), None)

    def field(self, name: str) -> Asked:
        """Return a field of this kind by its name."""
        return next(one for one in self.fields if one.name == name)


_DRAFTED = (
    State("draft", _("Draft")),
    State("in-force", _("In force")),
    State("withdrawn", _("Withdrawn"), closed=True),
)
_OPEN = (State("open", _("Open")), State("closed", _("Closed"), closed=True))
_ASSESSED = (
    State("draft", _("Draft")),
    State("approved", _("Approved")),
    State("superseded", _("Superseded"), closed=True),
)
_MET = (State("not-started", _("Not started")), State("part", _("Met in part")), State("met", _("Met")))

KINDS: tuple[Kind, ...] = (
    Kind(
        "procedures", "PRC", _("Procedure library"), _("procedure"),
        _("How the office does its work: each procedure with its owner and the day on which it is looked at next."),
        (
            Asked("area", _("Area of work"), listed=True),
            Asked("edition", _("Edition"), listed=True),
            Asked("place", _("Where it is kept")),
            Asked("approved_on", _("Approved on"), Shape.DAY),
            Asked("summary", _("Summary"), Shape.LONG),
        ),
        _DRAFTED,
    ),
    Kind(
        "law-changes", "LWC", _("Law changes"), _("law change"),
        _("New and changed law, and what it touches: link the procedures, forms and improvements that follow."),
        (
            Asked("instrument", _("Instrument"), required=True, listed=True),
            Asked("touches", _("What it touches"), Shape.LONG),
            Asked("nations", _("Where it applies"), listed=True),
            Asked("in_force_on", _("In force on"), Shape.DAY, listed=True),
            Asked("done", _("What was done about it"), Shape.LONG),
        ),
        (State("watching", _("Being watched")), State("acting", _("Being put into practice")),
         State("done", _("In practice"), closed=True)),
        first_date=DateKind.IN_FORCE,
        dated_by="in_force_on",
    ),
    Kind(
        "standards", "STD", _("Performance standards"), _("piece of evidence"),
        _("Evidence for the Electoral Commission's performance standards; the scorecard counts it by standard."),
        (
            Asked("standard", _("Standard"), required=True, listed=True),
            Asked("for_whom", _("For"), Shape.CHOICE, listed=True,
                  choices=(("ero", _("Electoral Registration Officer")), ("ro", _("Returning Officer")))),
            Asked("year", _("Year"), Shape.NUMBER, listed=True, least=2008),
            Asked("evidence", _("Evidence"), Shape.LONG),
            Asked("gap", _("What is missing"), Shape.LONG),
        ),
        _MET,
    ),
    Kind(
        "service-standards", "SVS", _("Service standards"), _("service standard"),
        _("What the office promises those who deal with it, and how it does."),
        (
            Asked("promise", _("Promise"), Shape.LONG, required=True),
            Asked("target", _("Target"), listed=True),
            Asked("achieved", _("Achieved"), listed=True),
            Asked("measured_on", _("Measured on"), Shape.DAY, listed=True),
        ),
        _DRAFTED,
    ),
    Kind(
        "continuity-tests", "CTT", _("Continuity-plan tests"), _("continuity-plan test"),
        _("Tests of the plans for what may fail: people, venues, suppliers, systems."),
        (
            Asked("plan", _("Plan that is tested"), required=True, listed=True),
            Asked("held_on", _("Held on"), Shape.DAY, listed=True),
            Asked("outcome", _("Outcome"), Shape.CHOICE, listed=True,
                  choices=(("passed", _("Passed")), ("part", _("Passed in part")), ("failed", _("Failed")))),
            Asked("found", _("What was found"), Shape.LONG),
        ),
        (State("planned", _("Planned")), State("held", _("Held")), State("closed", _("Closed"), closed=True)),
        first_date=DateKind.TEST,
    ),
    Kind(
        "equality", "EQA", _("Equality assessments"), _("equality assessment"),
        _("How a change of what the office does bears on people with protected characteristics."),
        (
            Asked("subject", _("What is assessed"), required=True, listed=True),
            Asked("groups", _("Groups on whom it bears"), Shape.LONG),
            Asked("mitigation", _("What is done about it"), Shape.LONG),
            Asked("approved_on", _("Approved on"), Shape.DAY, listed=True),
        ),
        _ASSESSED,
    ),
    Kind(
        "data-protection", "DPA", _("Data protection assessments"), _("data protection assessment"),
        _("Impact assessments of what is done with personal data."),
        (
            Asked("processing", _("What is done with the data"), Shape.LONG, required=True),
            Asked("high_risk", _("High risk"), Shape.YES_NO, listed=True),
            Asked("officer_advice", _("Advice of the data protection officer"), Shape.LONG),
            Asked("approved_on", _("Approved on"), Shape.DAY, listed=True),
        ),
        _ASSESSED,
    ),
    Kind(
        "improvements", "IMP", _("Improvements log"), _("improvement"),
        _("What could be done better, where the idea came from, and what came of it."),
        (
            Asked("came_from", _("Where it came from"), listed=True),
            Asked("benefit", _("What it brings"), Shape.LONG),
            Asked("saving", _("Saving a year"), Shape.MONEY, listed=True),
            Asked("result", _("What came of it"), Shape.LONG),
        ),
        (State("idea", _("Idea")), State("agreed", _("Agreed")), State("done", _("Done"), closed=True),
         State("dropped", _("Dropped"), closed=True)),
        first_date=DateKind.DUE,
    ),
    Kind(
        "breaches", "BRC", _("Breach log"), _("breach"),
        _("Personal data breaches. Only those who may see this log see it here, in searches and in the calendar."),
        (
            Asked("aware_on", _("Aware of it since"), Shape.DAY, required=True, listed=True),
            Asked("what", _("What happened"), Shape.LONG, required=True),
            Asked("people", _("People affected"), Shape.NUMBER, listed=True),
            Asked("risk", _("Risk to people"), Shape.CHOICE, listed=True,
                  choices=(("none", _("Unlikely")), ("risk", _("Likely")), ("high", _("High")))),
            Asked("told_commissioner_on", _("Information Commissioner told on"), Shape.DAY, listed=True,
                  after="aware_on"),
            Asked("told_people_on", _("People told on"), Shape.DAY, after="aware_on"),
            Asked("remedy", _("What was done"), Shape.LONG),
        ),
        _OPEN,
        first_date=DateKind.NOTIFY,
        permission=Permission.BREACHES_VIEW,
        restricted=True,
    ),
    Kind(
        "print-jobs", "PJB", _("Print jobs"), _("print job"),
        _("What is printed for polls and the canvass: quantities, suppliers, and the days for data, proof and dispatch."),
        (
            Asked("item", _("Item"), required=True, listed=True, hint=_("Such as poll cards, or canvass forms.")),
            Asked("poll", _("Poll")),
            Asked("supplier", _("Supplier"), listed=True),
            Asked("quantity", _("Quantity"), Shape.NUMBER, listed=True),
            Asked("unit_price", _("Price for a thousand"), Shape.MONEY),
            Asked("postage", _("Postage class")),
        ),
        (State("planned", _("Planned")), State("data-sent", _("Data sent")), State("proof", _("Proof approved")),
         State("dispatched", _("Dispatched"), closed=True), State("cancelled", _("Cancelled"), closed=True)),
        first_date=DateKind.DATA,
    ),
    Kind(
        "orders", "ODR", _("Orders and invoices"), _("order"),
        _("What was ordered, what came, and whether the invoice agrees with the order."),
        (
            Asked("supplier", _("Supplier"), required=True, listed=True),
            Asked("ordered_on", _("Ordered on"), Shape.DAY, listed=True),
            Asked("amount", _("Amount ordered"), Shape.MONEY, listed=True),
            Asked("received_on", _("Received on"), Shape.DAY, after="ordered_on"),
            Asked("invoice", _("Number of the invoice"), listed=True),
            Asked("invoiced", _("Amount of the invoice"), Shape.MONEY, listed=True),
            Asked("difference", _("Why they differ"), Shape.LONG),
        ),
        (State("ordered", _("Ordered")), State("received", _("Received")), State("invoiced", _("Invoiced")),
         State("paid", _("Paid"), closed=True), State("cancelled", _("Cancelled"), closed=True)),
        first_date=DateKind.PAYMENT,
    ),
    Kind(
        "returns", "RTN", _("Returns log"), _("return"),
        _("Returns and statistics: to whom, for which period, who prepared and checked them, and the receipt."),
        (
            Asked("recipient", _("Recipient"), required=True, listed=True),
            Asked("basis", _("Rule or contract")),
            Asked("period", _("Period"), listed=True),
            Asked("prepared_by", _("Prepared by")),
            Asked("checked_by", _("Checked by")),
            Asked("submitted_on", _("Submitted on"), Shape.DAY, listed=True),
            Asked("receipt", _("Receipt")),
        ),
        (State("to-do", _("To be prepared")), State("checked", _("Checked")),
         State("submitted", _("Submitted"), closed=True)),
        first_date=DateKind.DUE,
    ),
    Kind(
        "members", "MBR", _("Member register"), _("member"),
        _("Who holds which seat. A seat that falls vacant goes on as a vacancy among the polls."),
        (
            Asked("body", _("Council"), required=True, listed=True),
            Asked("area", _("Ward, division or parish"), required=True, listed=True),
            Asked("seat", _("Seat")),
            Asked("party", _("Party"), listed=True),
            Asked("elected_on", _("Elected on"), Shape.DAY, listed=True),
            Asked("contact", _("How to reach them")),
            Asked("left_on", _("Left on"), Shape.DAY, after="elected_on"),
        ),
        (State("serving", _("Serving")), State("left", _("Left"), closed=True)),
        first_date=DateKind.TERM_ENDS,
    ),
    Kind(
        "member-enquiries", "MEQ", _("Member enquiries"), _("member enquiry"),
        _("What members ask, with the day for the answer; link the member."),
        (
            Asked("received_on", _("Received on"), Shape.DAY, required=True, listed=True),
            Asked("question", _("Question"), Shape.LONG, required=True),
            Asked("answer", _("Answer"), Shape.LONG),
            Asked("answered_on", _("Answered on"), Shape.DAY, listed=True, after="received_on"),
        ),
        (State("open", _("Open")), State("answered", _("Answered"), closed=True)),
        first_date=DateKind.ANSWER,
    ),
)  # fmt: skip
"""Every list, in the order in which they are shown."""

BY_CODE = {kind.code: kind for kind in KINDS}
"""Every list by its code."""


def kinds_for(permissions: frozenset[Permission]) -> tuple[Kind, ...]:
    """Return the lists that somebody with these permissions is shown."""
    return tuple(kind for kind in KINDS if kind.permission in permissions)
