"""The database folds text as the law does, so that the register's order is the same wherever it is worked out."""

import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st

from pollwright.law.numbering import folded

NAMES = st.text(
    st.characters(min_codepoint=32, max_codepoint=0x17F, exclude_categories=("Cc", "Sk", "No", "Lo")), max_size=20
)


def in_database(text: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pollwright_folded(%s)", [text])
        return str(cursor.fetchone()[0])


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("text", "filed"),
    [
        ("O’Brien", "obrien"),
        ("D'Souza-Łukasz", "dsouza lukasz"),
        ("  Ŵyn   Straße ", "wyn strasse"),
        ("ÆTHELRED", "aethelred"),
        (" Mill Lane", "mill lane"),
        ("St. Mary's Flat 2/3", "st marys flat 2 3"),
    ],
)
def test_text_is_filed_without_accents_apostrophes_and_marks(text: str, filed: str) -> None:
    assert (in_database(text), folded(text)) == (filed, filed)


@pytest.mark.django_db
@settings(max_examples=150)
@given(NAMES)
def test_the_database_folds_as_the_law_does(text: str) -> None:
    assert in_database(text) == folded(text)
