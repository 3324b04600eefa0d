"""Values are data: whatever a name or an address holds is printed, and never run or repeated in an error."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pollwright.documents.imprint import Imprint
from pollwright.documents.preview import text_of
from pollwright.documents.typesetting import TypesettingFailed, render
from tests.documents.arranged import letter, part

MARKUP = (
    '#panic("x")',
    '#import "/documents/styles/page.typ"',
    "*bold* _slanted_",
    "$x^2$",
    "= Not a heading",
    "- not a list",
    "<label> @reference",
    "// not a comment",
    "https://example.org",
    "\\u{41} \\ ~",
    "`raw` -- ---",
    "${name} {{ name }} %s",
)


def paragraph_of(pdf: bytes) -> str:
    """Return what stands between the subject and the closing of a letter, without spaces."""
    text = "".join("".join(page.split()) for page in text_of(pdf))
    return text.split("Registeringtovote", 1)[1].rsplit("Yourssincerely", 1)[0]


@pytest.mark.parametrize("value", MARKUP)
def test_markup_in_a_letter_is_printed_as_it_stands(value: str) -> None:
    assert paragraph_of(render(letter(value))) == "".join(value.split())


@pytest.mark.parametrize("value", MARKUP)
def test_markup_in_a_name_is_printed_as_it_stands(value: str) -> None:
    pages = text_of(render(part(1, name=value)))

    line = pages[0].split("Street 0\n")[1].split("\nTotals")[0]

    assert "".join(line.split()) == "1" + "".join(value.split()) + "1"


@settings(max_examples=25)
@given(st.text(st.characters(min_codepoint=0x21, max_codepoint=0x17E, exclude_characters="\x7f\xad"), min_size=1))
def test_any_latin_text_comes_out_as_it_went_in(value: str) -> None:
    printable = "".join(character for character in value if character.isprintable()) or "x"

    assert paragraph_of(render(letter(printable))) == printable


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("Secretname 陳", "no font shows U+9673"),
        ("Secretname \U0001fae0", "no font shows U+1FAE0"),
        ("Secretname \x00", "no font shows U+0000"),
    ],
)
def test_a_character_without_a_glyph_is_named_and_the_value_is_not(value: str, reason: str) -> None:
    with pytest.raises(TypesettingFailed) as caught:
        render(letter(value))

    assert caught.value.reason == reason
    assert str(caught.value) == f"documents/papers/officer_letter/officer_letter.typ: {reason}"
    assert caught.value.__suppress_context__


def test_half_a_surrogate_pair_stops_the_paper_without_its_data() -> None:
    with pytest.raises(TypesettingFailed) as caught:
        render(letter("Secretname \ud800"))

    assert "Secretname" not in str(caught.value)


def test_a_paper_needs_a_language() -> None:
    with pytest.raises(ValueError, match="at least one language"):
        Imprint("Exmouth Vale Council", "ERO", "R1", date(2026, 12, 1), languages=())
