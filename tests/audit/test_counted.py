"""Sentences of events: a noun goes with its number, in English as it is kept and in the language in use as it is shown."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import ClassVar, get_args

import pytest
from django.utils.translation import override

from pollwright.audit import sentences
from pollwright.audit.counted import Counted, filled, plain
from pollwright.audit.sentences import kinds, said

NOUNLESS = re.compile(r"\{(\w+)\} (?!with )(?:[a-z]+ )?([a-z]{2,}s)\b")
NO_NOUN = {"as", "was", "has", "its", "this", "is", "figures", "polls", "pass", "less"}


@dataclass(frozen=True, slots=True)
class Moved:
    """Rows were moved."""

    code: ClassVar[str] = "tests.moved"
    sentence: ClassVar[str] = "moved {rows:row|rows} of {name}; {left:needs|need} a look"
    rows: int
    left: int
    name: str


@pytest.mark.parametrize(
    ("rows", "left", "sentence"),
    [
        (1, 0, "moved 1 row of A; 0 need a look"),
        (0, 1, "moved 0 rows of A; 1 needs a look"),
        (1200, 2, "moved 1200 rows of A; 2 need a look"),
    ],
)
def test_a_noun_goes_with_its_number(rows: int, left: int, sentence: str) -> None:
    assert filled(Moved.sentence, {"rows": rows, "left": left, "name": "A"}) == sentence
    assert plain(Moved.sentence) == "moved {rows} rows of {name}; {left} need a look"


def test_numbers_are_grouped_and_take_the_form_of_the_language(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sentences, "kinds", lambda: {"tests.moved": Moved})
    facts = {"rows": 1200, "left": 1, "name": "A"}

    with override("en-gb"):
        assert said("tests.moved", "x", facts) == "Moved 1,200 rows of A; 1 needs a look"
    # Welsh has a form of its own for two: a translation gives it, English falls back on its last
    with override("cy"):
        two = Counted("2", sentences._form(2))
        assert f"{two:rhes|res|rhesi}" == "2 res"
        assert said("tests.moved", "x", facts | {"rows": 2}).startswith("Moved 2 rows")


def test_pence_are_said_in_pounds_and_those_of_events_kept_before_too() -> None:
    kind = kinds()["nominations.deposit-ended"]
    facts = {"reference": "DP1", "state": "returned", "pence": 500_00}

    assert filled(kind.sentence, facts) == "recorded deposit DP1 as returned: £500.00"
    with override("en-gb"):
        kept = "recorded deposit DP1 as returned: 50000 pence"
        assert said(kind.code, kept, facts) == "Recorded deposit DP1 as returned: £500.00"
        assert said(kind.code, kept, None) == "Recorded deposit DP1 as returned: 50000 pence"
    assert plain("kept {pence:£}") == "kept £{pence}"


def test_every_sentence_has_the_forms_of_what_it_counts() -> None:
    """`{rows} rows` would say `1 rows`."""
    wrong = [
        f"{code}: {found.group()}"
        for code, kind in kinds().items()
        for found in NOUNLESS.finditer(kind.sentence)  # type: ignore[attr-defined]
        if found.group(2) not in NO_NOUN and _counts(kind, found.group(1))
    ]

    assert wrong == []


def _counts(kind: type, name: str) -> bool:
    hint = sentences._hints(kind)[name]
    return hint is int or int in get_args(hint)


@pytest.mark.parametrize(
    ("kept", "words"),
    [
        ("2027-05-06", "6 May 2027"),
        (date(2027, 5, 6), "6 May 2027"),
        ("2027-05-06T21:30+00:00", "6 May 2027 at 22:30"),
        (datetime(2027, 1, 6, 9, tzinfo=UTC), "6 January 2027 at 09:00"),
        ("rateable_value, voter", "rateable value, voter"),
        ("co-option, by agreement", "co-option, by agreement"),
        ("PL0000001", "PL0000001"),
    ],
)
def test_days_moments_and_codes_are_kept_as_words(kept: object, words: str) -> None:
    assert filled("on {when}", {"when": kept}) == f"on {words}"


def test_codes_of_lists_are_said_as_words_that_translators_have() -> None:
    kind = kinds()["staffing.record-noted"]

    assert "right to work" in set(sentences.words_of(kind))
    facts = {"reference": "STF1", "kind": "right-to-work", "on": "2026-11-23", "expires_on": None}
    with override("en-gb"):
        assert said("staffing.record-noted", "x", facts) == "Noted for staff member STF1: right to work, 23 Nov 2026"
