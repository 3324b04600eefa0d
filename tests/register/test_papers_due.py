"""What should be out by today and is not: planned papers, and those that the law asks for."""

from datetime import date

import pytest

from pollwright.authorities.models import Authority
from pollwright.law.calendars import calendar_for
from pollwright.law.nations import Nation
from pollwright.register.models import Notice
from pollwright.register.queries.options import Choices
from pollwright.register.queries.papers_due import papers_overdue
from tests.fixtures.arranging import arranged
from tests.fixtures.ledger import Ledger

ENGLAND = calendar_for(Nation.ENGLAND)
NONE = Choices()


def overdue(authority: Authority, on: date, choices: Choices = NONE) -> list[tuple[str, date, str]]:
    found = papers_overdue(authority.pk, ENGLAND, on=on, choices=choices)
    return [(paper.kind, paper.on, paper.reference) for paper in found]


def notice(authority: Authority, reference: str, on: date, **given: object) -> None:
    facts = {"kind": "monthly", "title": "Notice", "determined_by": on, "state": "issued"} | given
    with arranged():
        Notice.objects.create(authority=authority, reference=reference, published_on=on, **facts)


# Handbook 3.2: the notice of January 2027 is published on Monday 4 January.
@pytest.mark.parametrize(
    ("on", "found"),
    [
        (date(2027, 1, 3), []),
        (date(2027, 1, 4), [("monthly", date(2027, 1, 4), "")]),
        (date(2027, 1, 29), [("monthly", date(2027, 1, 4), "")]),
    ],
)
def test_a_monthly_notice_is_due_from_its_day_on(
    authority: Authority, on: date, found: list[tuple[str, date, str]]
) -> None:
    assert overdue(authority, on) == found


def test_what_was_issued_is_not_due(authority: Authority) -> None:
    notice(authority, "N1", date(2027, 1, 4))

    assert overdue(authority, date(2027, 1, 5)) == []


@pytest.mark.parametrize("state", ["draft", "prepared", "approved"])
def test_a_planned_paper_whose_day_has_come_is_named_once(authority: Authority, state: str) -> None:
    notice(authority, "N1", date(2027, 1, 4), state=state)
    notice(authority, "N2", date(2027, 1, 14), state=state, kind="interim-1")

    assert overdue(authority, date(2027, 1, 14)) == [
        ("monthly", date(2027, 1, 4), "N1"),
        ("interim-1", date(2027, 1, 14), "N2"),
    ]


def test_what_was_withdrawn_or_comes_later_is_not_named(authority: Authority) -> None:
    notice(authority, "N1", date(2026, 11, 12), state="withdrawn", kind="interim-1")
    notice(authority, "N2", date(2026, 11, 24), state="draft", kind="final")

    assert overdue(authority, date(2026, 11, 23)) == []


def test_an_optional_month_is_asked_for_where_the_authority_chose_it(authority: Authority) -> None:
    # Handbook 3.2: Mon 2 Nov 2026 (optional).
    day = date(2026, 11, 3)

    assert [overdue(authority, day, Choices(frozenset(months))) for months in ((), (11,))] == [
        [],
        [("monthly", date(2026, 11, 2), "")],
    ]


def test_the_open_register_is_due_each_month_unless_it_came_with_a_revised_one(
    authority: Authority, ledger: Ledger
) -> None:
    # REG-312: also on the first working day of November, Monday 2 November 2026.
    ledger.publication(date(2026, 9, 1), reference="R1")
    before = overdue(authority, date(2026, 11, 2))
    ledger.publication(date(2026, 11, 2), reference="R2", kind="open")

    assert (before, overdue(authority, date(2026, 11, 2))) == ([("open", date(2026, 11, 2), "")], [])


@pytest.mark.parametrize(
    ("on", "found"),
    [
        (date(2026, 11, 30), []),
        (date(2026, 12, 1), ["open", "revised"]),
        (date(2027, 2, 8), ["monthly", "open", "revised"]),
    ],
)
def test_the_register_after_the_canvass_is_due_on_1_december(
    authority: Authority, ledger: Ledger, on: date, found: list[str]
) -> None:
    # REG-320; a register of September, or one imported then, is not that of the canvass.
    ledger.publication(date(2026, 9, 1), reference="R1")
    ledger.publication(date(2026, 11, 2), reference="R2", kind="open")

    assert sorted(kind for kind, _, _ in overdue(authority, on)) == found


def test_a_poll_since_july_gives_until_1_february(authority: Authority, ledger: Ledger) -> None:
    ledger.publication(date(2026, 9, 1), reference="R1")
    ledger.publication(date(2027, 1, 4), reference="R2", kind="open")
    notice(authority, "N1", date(2027, 1, 4))
    notice(authority, "N2", date(2026, 10, 8), kind="final", poll_on=date(2026, 10, 15))

    days = (date(2027, 1, 31), date(2027, 2, 1))

    assert [("revised", date(2027, 2, 1), "") in overdue(authority, day) for day in days] == [False, True]


def test_a_register_published_in_november_is_that_of_the_canvass(authority: Authority, ledger: Ledger) -> None:
    ledger.publication(date(2026, 11, 16), reference="R1")

    assert overdue(authority, date(2026, 12, 31)) == [("open", date(2026, 12, 1), "")]


def test_another_authoritys_papers_are_not_asked_for(authority: Authority, other_authority: Authority) -> None:
    notice(other_authority, "N1", date(2026, 11, 12), state="draft", kind="interim-1")

    assert overdue(authority, date(2026, 11, 23)) == []
