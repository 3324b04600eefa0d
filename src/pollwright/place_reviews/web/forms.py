"""The forms of reviews, and what they give."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _t

from pollwright.pages.forms import (
    Choice,
    Confirmation,
    DateField,
    Form,
    HiddenField,
    NumberField,
    Radios,
    Select,
    TextArea,
    TextField,
)
from pollwright.place_reviews.operations.hearing import CommentFacts
from pollwright.place_reviews.operations.proposing import ProposalFacts
from pollwright.place_reviews.operations.reviewing import ReviewFacts
from pollwright.place_reviews.states import AppealBy, AppealGround, Decision, Proposal, View, Voice

Typed = Mapping[str, Any]
Pairs = Sequence[tuple[str, str]]
VERSION, SEEN = HiddenField("version"), HiddenField("seen")
REASON = TextArea("reason", _t("Reason"), rows=3, longest=1000)
GROWN = 100_000
DAYS = (
    ("notice_on", _t("Notice of the review"), _t("the day of the notice")),
    ("consultation_ends_on", _t("Last day for comments"), _t("the last day for comments")),
    ("proposals_on", _t("Proposals published"), _t("the day of the proposals")),
    ("decision_on", _t("The council decides"), _t("the day of the decision")),
    ("results_on", _t("Results published"), _t("the day of the results")),
)


def choices(kind: Iterable[Any]) -> tuple[Choice, ...]:
    """Return the values of an enumeration to choose from."""
    return tuple(Choice(str(one.value), one.label) for one in kind)


def review_form(areas: Pairs, *, new: bool) -> Form:
    """Return the form of a review: what of, and its timetable. The area of one that was begun stays."""
    area = Select(
        "area",
        _t("Area"),
        choices=tuple(Choice(value, label) for value, label in areas),
        empty=_t("The whole council"),
        required=False,
    )
    return Form(
        VERSION,
        TextField("title", _t("Title"), longest=200),
        *((area,) if new else ()),
        Confirmation("compulsory", _t("It is the compulsory review of its window"), required=False),
        *(DateField(name, label, noun=noun) for name, label, noun in DAYS),
    )


def facts_of(given: Typed) -> ReviewFacts:
    """Return the particulars of a review that were typed."""
    return ReviewFacts(
        title=given["title"],
        area=int(given["area"]) if given.get("area") else None,
        compulsory=bool(given["compulsory"]),
        **{name: given[name] for name, _label, _noun in DAYS},
    )


def years_form() -> Form:
    """Return the form that asks over how many years growth is taken from the register."""
    hint = _t("As many electors more or fewer are expected in the same number of years to come.")
    return Form(VERSION, NumberField("years", _t("Years to look back"), least=1, most=10, width=5, hint=hint))


def growth_form() -> Form:
    """Return the form of a district's growth."""
    return Form(
        VERSION,
        SEEN,
        NumberField("growth", _t("More electors expected"), least=-GROWN, most=GROWN, width=10,
                    hint=_t("Fewer: with a minus.")),
        TextField("note", _t("What says so"), longest=300, hint=_t("Such as a planning permission.")),
    )  # fmt: skip


def proposal_form(places: Pairs, districts: Pairs) -> Form:
    """Return the form of a proposal for a district."""
    return Form(
        VERSION,
        SEEN,
        Radios("proposal", _t("Proposal"), choices=choices(Proposal)),
        Select(
            "place", _t("Polling place"), choices=tuple(Choice(*one) for one in places), required=False,
            hint=_t("Of another place: where it is to vote. Of a division: where the new district is to vote."),
        ),
        Select(
            "into", _t("Joined with"), choices=tuple(Choice(*one) for one in districts), required=False,
            hint=_t("Of a joining only."),
        ),
        TextField("new_code", _t("Letters of the new district"), longest=10, width=10, required=False,
                  hint=_t("Of a division only.")),
        TextField("new_name", _t("Name of the new district"), longest=120, required=False),
        TextArea("streets", _t("Streets of the new district"), rows=5, longest=5000, required=False,
                 hint=_t("One to a line, as the list of properties has them.")),
        TextArea("reasons", _t("Reasons"), rows=4, longest=4000, required=False,
                 hint=_t("They are published. They are needed for every change.")),
    )  # fmt: skip


def proposal_of(given: Typed) -> ProposalFacts:
    """Return the proposal that was typed."""
    streets = (line.strip() for line in (given["streets"] or "").splitlines())
    return ProposalFacts(
        proposal=Proposal(given["proposal"]),
        reasons=given["reasons"] or "",
        place=given["place"] or "",
        into=given["into"] or "",
        new_code=given["new_code"] or "",
        new_name=given["new_name"] or "",
        streets=tuple(dict.fromkeys(line for line in streets if line)),
    )


def decision_form() -> Form:
    """Return the form of a decision about a district."""
    return Form(
        VERSION,
        SEEN,
        Radios("decision", _t("Decision"), choices=choices(Decision), inline=True),
        TextArea("reasons", _t("Reasons"), rows=4, longest=4000, hint=_t("They are published.")),
    )


def settle_form() -> Form:
    """Return the form of the council's decision on the whole review."""
    return Form(
        VERSION,
        TextField("body", _t("Who decided"), longest=200, hint=_t("Such as full council or a committee.")),
        TextField("minute", _t("Minute"), longest=200),
        DateField("decided_on", _t("Day of the decision"), noun=_t("the day of the decision")),
        DateField("effective_on", _t("Holds from"), noun=_t("the day from which it holds")),
    )


def comment_form(districts: Pairs, *, reason: bool) -> Form:
    """Return the form of a comment; `reason` where one that is there is put right."""
    return Form(
        VERSION,
        Select("voice", _t("From"), choices=choices(Voice)),
        TextField("name", _t("Name"), longest=200, required=False),
        TextField("contact", _t("E-mail or address"), longest=400, required=False),
        DateField("received_on", _t("Received"), noun=_t("the day of receipt")),
        Select(
            "about", _t("District"), choices=tuple(Choice(*one) for one in districts), required=False,
            empty=_t("The whole review"),
        ),
        Radios("view", _t("View of the place or proposal"), choices=choices(View), inline=True),
        TextArea("words", _t("Comment"), rows=8, longest=10_000,
                 hint=_t("It is published with the results. Leave names and addresses of people out.")),
        *((REASON,) if reason else ()),
    )  # fmt: skip


def say_form(districts: Pairs) -> Form:
    """Return the form by which somebody comments online."""
    heard = [one for one in Voice if one is not Voice.RETURNING_OFFICER]
    return Form(
        Select("voice", _t("I am"), choices=choices(heard), noun=_t("as what you comment")),
        Select(
            "about", _t("District"), choices=tuple(Choice(*one) for one in districts), required=False,
            empty=_t("The whole review"),
        ),
        Radios("view", _t("View of the place or proposal"), choices=choices(View), inline=True),
        TextArea("words", _t("Comment"), rows=8, longest=10_000,
                 hint=_t("It is published with the results. Leave names and addresses of people out.")),
        TextField("name", _t("Your name"), longest=200, required=False),
        TextField("contact", _t("E-mail or address"), longest=400, required=False,
                  hint=_t("Only so that we can ask you something. It is not published.")),
    )  # fmt: skip


def comment_of(given: Typed) -> CommentFacts:
    """Return the comment that was typed."""
    return CommentFacts(
        voice=Voice(given["voice"]),
        received_on=given["received_on"],
        view=View(given["view"]),
        words=given["words"],
        about=given["about"] or "",
        name=given["name"] or "",
        contact=given["contact"] or "",
    )


def answer_form() -> Form:
    """Return the form of the council's answer to a comment."""
    return Form(VERSION, TextArea("answer", _t("Our answer"), rows=5, longest=5000, hint=_t("It is published.")))


def appeal_form() -> Form:
    """Return the form of an appeal to the Electoral Commission."""
    return Form(
        VERSION,
        DateField("told_on", _t("We were told"), noun=_t("the day on which we were told")),
        Radios("by", _t("Who asks"), choices=choices(AppealBy)),
        NumberField("electors", _t("How many electors"), required=False, least=1, most=1_000_000, width=10),
        Radios("ground", _t("Why"), choices=choices(AppealGround)),
        TextArea("words", _t("What is asked"), rows=5, longest=5000, required=False),
    )


def direction_form() -> Form:
    """Return the form of a direction of the Commission."""
    return Form(
        VERSION,
        DateField("directed_on", _t("Day of the direction"), noun=_t("the day of the direction")),
        TextArea("direction", _t("What is directed"), rows=5, longest=5000),
    )


def outcome_form() -> Form:
    """Return the form that closes an appeal."""
    return Form(VERSION, TextArea("outcome", _t("What came of it"), rows=3, longest=500))


def posting_form(places: Pairs) -> Form:
    """Return the form of a posting."""
    return Form(
        VERSION,
        Select("place", _t("Place"), choices=tuple(Choice(*one) for one in places)),
        DateField("posted_on", _t("Posted"), noun=_t("the day of the posting")),
        TextField("posted_by", _t("By"), longest=150),
    )
