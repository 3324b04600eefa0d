"""Kinds of finding: declared once, filled in at a place, safe to show."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pollwright import findings
from pollwright.findings import Counts, Finding, Level
from pollwright.formats import finding_kinds as kinds


def test_a_finding_says_where_what_and_how_to_mend_it():
    found = kinds.SHORT_ROW.at(row=7, cells=3, columns=9)

    assert found == Finding(
        "row.short",
        Level.ERROR,
        "The row has 3 cells where the header has 9. Values may stand in the wrong columns.",
        "Look for a missing separator or a line broken in two, and put the row right.",
        7,
        None,
        None,
    )


def test_a_code_cannot_be_declared_twice_with_other_words():
    with pytest.raises(ValueError):
        findings.declare("row.short", Level.ERROR, "Other words.", "Do something else.")


@pytest.mark.parametrize("code", ["", "Short", "row", "row.", "row.Short", "row.short one"])
def test_a_malformed_code_is_refused(code):
    with pytest.raises(ValueError):
        findings.declare(code, Level.NOTE, "A problem.", "A remedy.")


def test_every_declared_kind_has_whole_sentences():
    unfinished = {
        kind.code
        for kind in findings.declared()
        if not kind.problem.endswith((".", "?", "}")) or not kind.remedy.endswith((".", "?", "}"))
    }

    assert unfinished == set()


def test_findings_are_counted_by_level_and_code():
    found = [kinds.EMPTY.at(), kinds.EMPTY.at(), kinds.EXTENSION.at(what="a picture"), kinds.NUL_BYTES.at(count=2)]

    assert findings.count(found) == Counts(2, 1, 1, {"file.empty": 2, "file.extension": 1, "file.nul-bytes": 1})


@given(st.text())
def test_a_shown_value_is_one_short_printable_line(value):
    shown = findings.shown(value)

    assert len(shown) <= findings.SHOWN_LENGTH
    assert not any(ord(character) < 32 or 127 <= ord(character) < 160 for character in shown)


def test_a_shown_value_cannot_turn_the_writing_direction():
    assert findings.shown("AB\u202e1CBA") == "AB 1CBA"
