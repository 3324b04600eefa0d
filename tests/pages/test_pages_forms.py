"""Forms: every message says what to do, and nothing that was typed is lost."""

from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from pollwright.pages.forms import (
    Checkboxes,
    Choice,
    Confirmation,
    DateField,
    EmailField,
    Field,
    FileField,
    Form,
    HiddenField,
    NumberField,
    PasswordField,
    Problem,
    Radios,
    Select,
    TextArea,
    TextField,
)
from tests.pages.conftest import Render
from tests.pages.examples import FORM

BORN = DateField("born", "Date of birth", noun="the date of birth")
PROOF = Radios(
    "proof",
    "Proof",
    choices=(Choice("passport", "Passport"), Choice("other", "Other", reveals=(TextField("what", "What it is"),))),
)


def sent(**values: str | list[str]) -> QueryDict:
    data = QueryDict(mutable=True)
    for name, value in values.items():
        data.setlist(name.replace("__", "-"), value if isinstance(value, list) else [value])
    return data


def outcome(field: Field, **values: str | list[str]) -> Any:
    """Return the value of a field, or the message where there is none."""
    bound = Form(field).bind(sent(**values))
    return bound.values[field.name] if bound.valid else bound.errors[field.name].message


def born(day: str, month: str, year: str) -> dict[str, str]:
    return {"born__day": day, "born__month": month, "born__year": year}


# Messages follow the date input pattern of the GOV.UK Design System.
@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (("31", "3", "1980"), date(1980, 3, 31)),
        ((" 31 ", "March", "1980"), date(1980, 3, 31)),
        (("29", "feb", "2028"), date(2028, 2, 29)),
        (("", "", ""), "Enter the date of birth"),
        (("31", "", "1980"), "Date of birth must include a month"),
        (("", "3", ""), "Date of birth must include a day and year"),
        (("29", "2", "2026"), "Date of birth must be a real date"),
        (("31", "ma", "1980"), "Date of birth must be a real date"),
        (("31", "13", "1980"), "Date of birth must be a real date"),
        (("31", "3", "80"), "Year must include 4 numbers"),
        (("٣١", "3", "1980"), "Date of birth must be a real date"),
        (("1", "1", "0000"), "Date of birth must be a real date"),
    ],
)
def test_a_day_is_read_or_the_mistake_named(typed: tuple[str, str, str], expected: date | str) -> None:
    assert outcome(BORN, **born(*typed)) == expected


def test_a_day_outside_what_makes_sense_is_refused() -> None:
    field = DateField("born", "Date of birth", earliest=date(1900, 1, 1), latest=date(2026, 11, 22))

    assert outcome(field, **born("31", "12", "1899")) == "Date of birth must be on or after 1 Jan 1900"
    assert outcome(field, **born("23", "11", "2026")) == "Date of birth must be on or before 22 Nov 2026"


@given(st.dates())
def test_any_day_comes_back_from_its_own_boxes(on: date) -> None:
    typed = BORN.blank(on)
    typed["year"] = typed["year"].zfill(4)

    assert BORN.clean(typed) == on


@pytest.mark.parametrize(
    ("field", "typed", "expected"),
    [
        (TextField("x", "Forename"), "  Ada   May ", "Ada May"),
        (TextField("x", "Forename"), "   ", "Enter forename"),
        (TextField("x", "UPRN"), "", "Enter UPRN"),
        (TextField("x", "How bad is it?"), "", "Enter an answer to “How bad is it?”"),
        (TextField("x", "Forename", noun="their forename"), "", "Enter their forename"),
        (TextField("x", "Forename", required=False), "", None),
        (TextField("x", "Forename", longest=3), "Adah", "Forename must be 3 characters or fewer"),
        (TextField("x", "Forename"), "A\x00da", "Forename has characters that cannot be read"),
        (TextField("x", "Forename", checks=(lambda value: "No digits" if "1" in value else None,)), "A1", "No digits"),
        (EmailField("x", "Email address"), "ada@example.org", "ada@example.org"),
        (
            EmailField("x", "Email address"),
            "ada@example",
            "Enter an email address in the correct format, like name@example.com",
        ),
        (NumberField("x", "Number of people"), "1,200", 1200),
        (NumberField("x", "Number of people"), "0", 0),
        (NumberField("x", "Number of people"), "2147483648", "Number of people must be 2,147,483,647 or fewer"),
        (NumberField("x", "Number of people"), "1.5", "Number of people must be a whole number"),
        (NumberField("x", "Number of people", least=1), "0", "Number of people must be 1 or more"),
        (NumberField("x", "Number of people", most=1200), "1201", "Number of people must be 1,200 or fewer"),
        (TextArea("x", "Notes"), " a\r\nb \r\n", "a\nb"),
        (TextArea("x", "Notes", longest=2), "abc", "Notes must be 2 characters or fewer"),
        (PasswordField("x", "Password"), "  spaces  ", "  spaces  "),
        (Select("x", "Ward", choices=(Choice("a", "A"),)), "a", "a"),
        (Select("x", "Ward", choices=(Choice("a", "A"),)), "", "Select ward"),
        (Select("x", "Ward", choices=(Choice("a", "A"),)), "b", "Select ward from the list"),
        (Checkboxes("x", "Wishes", choices=(Choice("a", "A"), Choice("b", "B"))), ["b", "a"], ("a", "b")),
        (Checkboxes("x", "Wishes", choices=(Choice("a", "A"),)), [], "Select wishes"),
        (Checkboxes("x", "Wishes", required=False, choices=(Choice("a", "A"),)), [], ()),
        (Checkboxes("x", "Wishes", choices=(Choice("a", "A"),)), ["c"], "Select wishes from the list"),
        (Confirmation("x", "I am sure"), "yes", True),
        (Confirmation("x", "I am sure"), "", "Confirm: I am sure"),
        (Confirmation("x", "Keep", required=False), "", False),
        (HiddenField("x"), "7", "7"),
        (HiddenField("x"), "", "This form is incomplete. Open the page again and repeat what you did."),
    ],
)
def test_what_is_typed_becomes_a_value_or_a_message(field: Field, typed: str | list[str], expected: object) -> None:
    assert outcome(field, x=typed) == expected


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("list.CSV", b"a,b", None),
        ("list.exe", b"MZ", "The selected file must be one of .csv, .xlsx"),
        ("list.csv", b"", "The selected file is empty"),
        ("list.csv", b"x" * 1_000_001, "The selected file must be smaller than 1 MB"),
    ],
)
def test_a_file_is_taken_by_its_ending_and_size(name: str, content: bytes, expected: str | None) -> None:
    field = FileField("scan", "Scan", endings=(".csv", ".xlsx"), most_bytes=1_000_000)

    bound = Form(field).bind(sent(), {"scan": SimpleUploadedFile(name, content)})

    assert (bound.errors["scan"].message if bound.errors else None) == expected


def test_a_file_that_is_wanted_and_absent_is_asked_for() -> None:
    bound = Form(FileField("scan", "Scan", noun="the scan")).bind(sent())

    assert bound.errors["scan"].message == "Select the scan"


def test_what_a_choice_reveals_counts_only_where_it_is_chosen() -> None:
    form = Form(PROOF)

    passport = form.bind(sent(proof="passport", what="ignored"))
    other = form.bind(sent(proof="other"))

    assert (passport.valid, passport.values) == (True, {"proof": "passport", "what": None})
    assert [(error.message, error.href) for error in other.summary] == [("Enter what it is", "#what")]


def test_checks_across_fields_run_once_each_field_is_right() -> None:
    def both_or_neither(values: Any) -> list[Problem]:
        return [Problem("b", "Enter both or neither")] if values["a"] and not values["b"] else []

    form = Form(
        TextField("a", "A", required=False), TextField("b", "B", required=False, longest=2), checks=(both_or_neither,)
    )

    assert form.bind(sent(a="x")).errors["b"].message == "Enter both or neither"
    assert form.bind(sent(a="x", b="long")).errors["b"].message == "B must be 2 characters or fewer"
    assert form.bind(sent(a="x", b="y")).valid


def test_what_an_operation_refuses_is_shown_with_the_form() -> None:
    bound = Form(TextField("a", "A")).bind(sent(a="x")).with_problem("", "Another officer was first.")

    assert (bound.valid, [(error.message, error.href) for error in bound.summary]) == (
        False,
        [("Another officer was first.", "")],
    )


def test_the_summary_leads_to_the_box_at_fault() -> None:
    bound = Form(TextField("surname", "Surname"), BORN, PROOF).bind(sent(**born("31", "", "1980")))

    assert [error.href for error in bound.summary] == ["#surname", "#born-month", "#proof"]


def test_nothing_typed_is_lost_and_none_of_it_is_markup(render: Render) -> None:
    bound = FORM.bind(
        sent(
            forename='"><script>x',
            notes="</textarea><b>",
            born__day="3I",
            born__month="",
            ward="dene",
            proof="other",
            wishes=["post"],
            password="hunter2",
        )
    )

    html = render('{% from "pages/forms.jinja" import form %}{{ form(page.form, "") }}', page={"form": bound})

    assert "<script>" not in html
    assert "</textarea><b>" not in html
    assert 'value="&#34;&gt;&lt;script&gt;x"' in html
    assert 'value="3I"' in html
    assert '<option value="dene" selected>' in html
    assert html.count(" checked") == 2
    assert "hunter2" not in html


def test_a_field_that_a_choice_reveals_stands_inside_it(render: Render) -> None:
    html = render(
        '{% from "pages/forms.jinja" import form %}{{ form(page.form, "") }}', page={"form": Form(PROOF).blank()}
    )

    inside = html[html.index('id="conditional-proof-2"') :]
    assert html.count('name="what"') == inside.count('name="what"') == 1


def test_a_fresh_form_shows_what_is_known() -> None:
    blank = Form(BORN, Checkboxes("wishes", "Wishes", choices=(Choice("a", "A"),))).blank(
        {"born": date(1980, 3, 31), "wishes": ("a",)}
    )

    assert blank.typed == {"born": {"day": "31", "month": "3", "year": "1980"}, "wishes": ["a"]}
    assert blank.valid


def test_two_fields_cannot_have_one_name() -> None:
    with pytest.raises(ValueError, match="one name"):
        Form(TextField("proof", "Proof"), PROOF)
