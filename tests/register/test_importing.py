"""Taking a register over from a file: whole or not at all, proved, repeatable, and nothing anonymous in the open."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection

from pollwright.acting import Actor
from pollwright.jobs.queries.works import WorkFacts
from pollwright.jobs.states import WorkState
from pollwright.register.models import (
    Elector,
    ElectorBirth,
    ElectorSearch,
    Publication,
    RegisterEntry,
    RegisterNumber,
)
from pollwright.register.operations import importing_entering
from pollwright.register.operations.searching import refresh_search
from tests.fixtures.arranging import arranged
from tests.register.importing_acts import counts, person, report_of

pytestmark = pytest.mark.usefixtures("store")


def test_a_register_comes_in_with_entries_numbers_births_and_what_people_are_found_by(
    importing: Callable[..., WorkFacts],
) -> None:
    ended = importing(person(1, number="7"), person(2, number="8", suffix="1", property_reference="P2"))

    entries = RegisterEntry.objects.order_by("id")
    told = entries.values_list("surname", "property__reference", "marker", "parliamentary", "local", "effective_from")
    assert (ended.state, counts(ended)) == (WorkState.DONE, (2, 2, 0, 0))
    assert list(told) == [
        ("Roweb", "P1", "", True, True, date(2021, 6, 1)),
        ("Rowec", "P2", "", True, True, date(2021, 6, 1)),
    ]
    assert list(RegisterNumber.objects.order_by("number").values_list("number", "suffix")) == [(7, 0), (8, 1)]
    assert set(ElectorBirth.objects.values_list("date_of_birth", flat=True)) == {date(1980, 5, 17)}
    publication = Publication.objects.get()
    assert (publication.kind, publication.state, publication.counts["districts"]) == ("imported", "issued", {"AB1": 2})


def test_what_people_are_found_by_is_what_a_rebuilding_would_give(
    importing: Callable[..., WorkFacts], head: Actor
) -> None:
    importing(person(1, previous_surname="O’Shea", email="Asha@Example.org", phone="01823 555 0100"))
    imported = ElectorSearch.objects.get().text

    with arranged():
        refresh_search(head.authority_id, "SELECT id FROM register_elector")

    assert ElectorSearch.objects.get().text == imported
    assert imported.splitlines()[:2] == ["n:roweb asha", "f:oshea asha"]


def search_index() -> tuple[int, str]:
    """Return which index search texts have, and how it is defined."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 'elector_search'::regclass::oid, pg_get_indexdef('elector_search'::regclass)")
        found: tuple[int, str] = cursor.fetchone()
    return found


def test_a_first_register_builds_the_search_index_at_once_as_it_was_and_a_second_file_leaves_it_alone(
    importing: Callable[..., WorkFacts], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing_entering, "WORTH_BUILDING", 1)
    number, definition = search_index()

    importing(person(1), person(2))
    built = search_index()
    importing(person(3))

    assert (built[1], built[0] == number) == (definition, False)
    assert search_index() == built
    assert ElectorSearch.objects.count() == 3


def test_missing_numbers_are_given_in_statutory_order_after_the_last(importing: Callable[..., WorkFacts]) -> None:
    importing(
        person(1, property_reference="P3"),
        person(2, property_reference="P1", surname="Young"),
        person(3, property_reference="P1", surname="Able"),
        person(4, property_reference="P2", number="10"),
    )

    numbers = RegisterNumber.objects.order_by("number").values_list("number", "entry__surname")
    assert list(numbers) == [(10, "Rowee"), (11, "Able"), (12, "Young"), (13, "Roweb")]


def test_the_same_file_again_changes_nothing(importing: Callable[..., WorkFacts]) -> None:
    rows = (person(1, number="1"), person(2, number="2"))
    importing(*rows)
    before = list(RegisterEntry.objects.values())

    again = importing(*rows)

    assert (again.state, counts(again), again.outcome["different"]) == (WorkState.DONE, (2, 0, 2, 0), 0)
    assert list(RegisterEntry.objects.values()) == before
    assert Elector.objects.count() == 2


def test_what_a_later_file_says_otherwise_is_reported_and_not_written(importing: Callable[..., WorkFacts]) -> None:
    importing(person(1))

    again = importing(person(1, surname="Changed", nationality="IE"))

    assert (counts(again), again.outcome["different"]) == ((1, 0, 1, 0), 1)
    assert Elector.objects.get().surname == "Roweb"
    finding = report_of(again)[0]
    assert (finding["row"], finding["code"]) == ("2", "register.differs")
    assert "surname, nationality" in finding["what is wrong"]


def test_one_bad_row_keeps_the_whole_file_out_and_the_error_file_says_which(
    importing: Callable[..., WorkFacts],
) -> None:
    ended = importing(person(1), person(2, date_of_birth="31/02/1980"), person(3, property_reference="P99"))

    assert (ended.state, ended.outcome["code"]) == (WorkState.REFUSED, "register.R062")
    assert not Elector.objects.exists()
    told = [(row["row"], row["column"], row["value"], row["code"]) for row in report_of(ended)]
    assert told == [
        ("3", "date_of_birth", "31/02/1980", "value.impossible-date"),
        ("4", "property_reference", "P99", "register.unknown-property"),
    ]


def test_good_rows_come_in_where_that_is_asked_and_the_counts_add_up(importing: Callable[..., WorkFacts]) -> None:
    rows = (person(1), person(2, date_of_birth="31/02/1980"), person(3, property_reference="P99"))

    ended = importing(*rows, keep_good_rows=True)

    assert counts(ended) == (3, 1, 0, 2)
    assert list(Elector.objects.values_list("reference", flat=True)) == ["E00000001"]


def test_a_dry_run_says_what_would_come_in_and_leaves_no_trace(importing: Callable[..., WorkFacts]) -> None:
    ended = importing(person(1), person(2), dry_run=True)

    assert (counts(ended), ended.outcome["dry_run"]) == ((2, 2, 0, 0), True)
    assert (Elector.objects.count(), Publication.objects.count()) == (0, 0)
