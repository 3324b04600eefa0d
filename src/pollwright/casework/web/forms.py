"""The forms of cases, and what they give."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _t

from pollwright.casework.operations.answering import LEFT, Answer
from pollwright.casework.operations.handling import ASKED_OF
from pollwright.casework.operations.opening import CaseFacts
from pollwright.casework.states import (
    CaseKind,
    Channel,
    LetterKind,
    NoteKind,
    OfficeKind,
    Outcome,
    Requester,
    Satisfaction,
    Wait,
)
from pollwright.law.information_requests import GROUNDS, REFUSALS, Regime
from pollwright.pages.forms import (
    Checkboxes,
    Choice,
    Confirmation,
    DateField,
    EmailField,
    FileField,
    Form,
    HiddenField,
    NumberField,
    Radios,
    Select,
    TextArea,
    TextField,
)
from pollwright.pages.forms.fields import Field

VERSION = HiddenField("version")
REASON = TextArea("reason", _t("Reason"), rows=3, longest=1000)
CAME = DateField("came_on", _t("Came"), noun=_t("the day on which it came"))
LESSONS = TextField("lessons", _t("What we learned"), longest=500, required=False)
FAR = 100_000


def choices(kind: Iterable[Any]) -> tuple[Choice, ...]:
    """Return the values of an enumeration to choose from."""
    return tuple(Choice(str(one.value), one.label) for one in kind)


def contact_form() -> Form:
    """Return the form of a contact: three answers, and the rest only where it is known."""
    return Form(
        Radios("channel", _t("How"), choices=choices(Channel), inline=True, noun=_t("how it came")),
        TextField("subject", _t("What it is about"), longest=200),
        Confirmation("answered", _t("Answered at once"), required=False),
        TextArea("words", _t("What was said"), rows=4, required=False),
        *_who(),
        *_links(),
    )


def case_form(people: Sequence[tuple[str, str]], *, integrity: bool, reason: bool) -> Form:
    """Return the form of a case; `reason` where one that is there is put right."""
    kinds = [one for one in CaseKind if integrity or one is not CaseKind.ALLEGATION]
    offence = (
        (
            TextField("offence", _t("Offence alleged"), longest=150, required=False, hint=_t("Of an allegation.")),
            DateField("offence_on", _t("Day of the offence"), required=False, noun=_t("the day of the offence")),
        )
        if integrity
        else ()
    )
    return Form(
        VERSION,
        Select("kind", _t("Kind"), choices=choices(kinds)),
        Radios("channel", _t("How"), choices=choices(Channel), inline=True, noun=_t("how it came")),
        DateField("received_on", _t("Received"), noun=_t("the day of receipt")),
        Radios(
            "office",
            _t("Whom it concerns"),
            choices=choices(OfficeKind),
            hint=_t(
                "Whose information is asked for, or whose act is complained of. What an officer does under the law goes"
                " by its own route, outside the Freedom of Information Act and the council’s complaints procedure."
            ),
            noun=_t("whom it concerns"),
        ),
        TextField("subject", _t("What it is about"), longest=200),
        TextArea("words", _t("What was said or written"), rows=6, required=False, longest=20_000),
        Select("requester_kind", _t("Who is in touch"), choices=choices(Requester)),
        *_who(),
        TextArea("address", _t("Address for letters"), rows=3, longest=400, required=False),
        *_links(),
        TextField("poll", _t("Reference of the poll"), longest=20, width=10, required=False),
        Select("owner", _t("Owner"), choices=_people(people), required=False, empty=_("Nobody")),
        DateField(
            "deadline",
            _t("Deadline that they named"),
            required=False,
            hint=_t("Of a media enquiry or an allegation; other days are counted by the law or your settings."),
            noun=_t("the deadline"),
        ),
        *offence,
        *((REASON,) if reason else ()),
    )


def facts_of(given: Mapping[str, Any]) -> CaseFacts:
    """Return what was typed of a case."""
    named = ("words", "requester", "email", "phone", "address", "elector", "property", "poll", "owner", "offence")
    return CaseFacts(
        kind=CaseKind(given["kind"]),
        channel=Channel(given["channel"]),
        received_on=given["received_on"],
        subject=given["subject"],
        office=OfficeKind(given["office"]),
        requester_kind=Requester(given["requester_kind"]),
        deadline=given["deadline"],
        offence_on=given.get("offence_on"),
        **{name: given.get(name) or "" for name in named},
    )


def contact_of(given: Mapping[str, Any], received_on: Any) -> CaseFacts:
    """Return what was typed of a contact, an enquiry of this day."""
    named = ("words", "requester", "email", "phone", "elector", "property")
    typed: dict[str, Any] = {name: given.get(name) or "" for name in named}
    return CaseFacts(
        kind=CaseKind.ENQUIRY,
        channel=Channel(given["channel"]),
        received_on=received_on,
        subject=given["subject"],
        **typed,
    )


def note_form(*, integrity: bool) -> Form:
    """Return the form of a note."""
    kinds = [NoteKind.NOTE, NoteKind.ACTION, *((NoteKind.ADVICE,) if integrity else ())]
    return Form(
        VERSION,
        Radios("kind", _t("It is"), choices=choices(kinds), inline=True, noun=_t("what it is")),
        TextArea("text", _t("Note"), rows=5),
    )


def file_form() -> Form:
    """Return the form in which a file is handed in."""
    return Form(VERSION, FileField("file", _t("File")), TextField("what", _t("What it is"), required=False))


def letter_form() -> Form:
    """Return the form that asks for a letter."""
    forms = (Choice("docx", _t("Word, to be edited")), Choice("pdf", "PDF"))
    return Form(
        VERSION,
        Radios("letter", _t("Letter"), choices=choices(LetterKind), noun=_t("the letter")),
        Radios("form", _t("As"), choices=forms, inline=True, noun=_t("the kind of file")),
    )


def ask_form(kind: str) -> Form:
    """Return the form that says what the requester was asked for."""
    waits = [one for one in Wait if kind in ASKED_OF[one]]
    return Form(
        VERSION,
        Radios("wait", _t("What was asked for"), choices=choices(waits), noun=_t("what was asked for")),
        TextArea("words", _t("In which words"), rows=4, required=False),
    )


def extend_form(kind: str) -> Form:
    """Return the form that takes more time; of freedom of information it names the grounds that are weighed."""
    weighed = tuple(Choice(code, f"{code}: {_(ground.title)}") for code, ground in GROUNDS.items() if ground.weighed)
    field = Checkboxes("grounds", _t("Whose public interest is weighed"), choices=weighed)
    return Form(VERSION, *((field,) if kind == CaseKind.FOI else ()), REASON)


def propose_form(kind: str) -> Form:
    """Return the form of an answer that a second person releases."""
    besides: list[Field] = []
    if kind in (CaseKind.FOI, CaseKind.EIR):
        refusals = REFUSALS[Regime(kind)]
        grounds = tuple(Choice(code, f"{code}: {_(ground.title)}") for code, ground in refusals.items())
        besides.append(Checkboxes("grounds", _t("Grounds of refusal"), choices=grounds, required=False))
    if kind == CaseKind.MEDIA:
        besides.append(TextField("spokesperson", _t("Who speaks"), longest=150, required=False))
    outcomes = [one for one in Outcome if one not in LEFT]
    return Form(
        VERSION,
        Radios("outcome", _t("Outcome"), choices=choices(outcomes), noun=_t("the outcome")),
        *besides,
        TextArea("words", _t("Answer"), rows=8, longest=20_000),
    )


def answer_of(given: Mapping[str, Any]) -> Answer:
    """Return the answer that was typed."""
    return Answer(
        Outcome(given["outcome"]), given["words"], given.get("grounds") or (), given.get("spokesperson") or ""
    )


def close_form(*, left_only: bool) -> Form:
    """Return the form that closes a case; `left_only` where an answer takes a second person."""
    outcomes = [one for one in Outcome if not left_only or one in LEFT]
    return Form(
        VERSION,
        Radios("outcome", _t("Outcome"), choices=choices(outcomes), noun=_t("the outcome")),
        TextArea("words", _t("Answer, or why there is none"), rows=4),
        LESSONS,
    )


def cost_form() -> Form:
    """Return the form of the cost calculator."""
    hint = _t("To find, locate, retrieve and extract, at £25 an hour. The limit is 18 hours, £450.")
    return Form(VERSION, NumberField("minutes", _t("Minutes of searching"), hint=hint, least=0, most=FAR))


def survey_form() -> Form:
    """Return the form of what a requester said of how their case was handled."""
    return Form(
        VERSION,
        Radios("satisfaction", _t("What they said"), choices=choices(Satisfaction), noun=_t("what they said")),
        TextField("words", _t("In their words"), longest=500, required=False),
    )


def disclose_form() -> Form:
    """Return the form that puts a request on the disclosure log."""
    hint = _t("As the public reads it: nobody who asked, and nobody whom it is about, may be named.")
    return Form(
        VERSION,
        TextField("title", _t("What was asked for"), longest=200, hint=hint),
        TextArea("words", _t("What was answered"), rows=8, longest=20_000),
    )


def refer_form() -> Form:
    """Return the form of a referral to the police."""
    return Form(
        VERSION,
        DateField("on", _t("Referred"), noun=_t("the day of the referral")),
        TextField("police_reference", _t("Reference of the police"), longest=60, required=False),
        TextArea("words", _t("To whom, and what was said"), rows=4),
    )


def evidence_form() -> Form:
    """Return the form of evidence that was handed in."""
    return Form(
        VERSION,
        TextField("what", _t("What it is"), longest=300),
        TextField("holder", _t("Who holds it"), longest=150),
        DateField("received_on", _t("Received"), noun=_t("the day of receipt")),
    )


def custody_form(numbers: Sequence[tuple[int, str]]) -> Form:
    """Return the form of evidence that changed hands."""
    return Form(
        VERSION,
        Select("number", _t("Item"), choices=tuple(Choice(str(at), f"{at}: {what}") for at, what in numbers)),
        TextField("holder", _t("To whom"), longest=150),
        TextArea("words", _t("Why"), rows=2, required=False),
    )


def owner_form(people: Sequence[tuple[str, str]]) -> Form:
    """Return the form in which cases are given to somebody; the cases travel with it."""
    return Form(
        HiddenField("cases", longest=20_000),
        Select("owner", _t("Owner"), choices=_people(people), required=False, empty=_("Nobody")),
    )


def further_form() -> Form:
    """Return the form that takes a case to its second stage."""
    return Form(
        VERSION, DateField("received_on", _t("Asked for"), noun=_t("the day on which it was asked for")), REASON
    )


def _who() -> tuple[Field, ...]:
    return (
        TextField("requester", _t("Name"), longest=200, required=False),
        EmailField("email", _t("E-mail"), required=False),
        TextField("phone", _t("Telephone"), longest=50, width=20, required=False),
    )


def _links() -> tuple[Field, ...]:
    hint = _t("Where it is about somebody’s own registration.")
    return (
        TextField("elector", _t("Reference of the elector"), longest=20, width=10, required=False, hint=hint),
        TextField("property", _t("Reference of the home"), longest=40, width=10, required=False),
    )


def _people(people: Sequence[tuple[str, str]]) -> tuple[Choice, ...]:
    return tuple(Choice(*one) for one in people)
