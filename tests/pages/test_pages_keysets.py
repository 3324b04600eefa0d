"""Paging by key, tried on PostgreSQL: whatever the rows and the order, the pages together are the list."""

from collections.abc import Callable, Iterator
from typing import Any

import psycopg
import pytest
from django.db import models
from django.test.utils import isolate_apps
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pollwright.pages.tables import Cursor, SortColumn, keyset_clause, keyset_queryset

ROWS = st.lists(
    st.tuples(st.one_of(st.none(), st.integers(0, 3)), st.sampled_from(["ash", "Bél", "o'%s"])), max_size=12
)
SQUARE = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


@pytest.fixture(scope="module")
def connection(request: pytest.FixtureRequest) -> Iterator[psycopg.Connection]:
    """A connection to a server with one small table in a temporary schema."""
    server = request.getfixturevalue("postgres_server")
    with psycopg.connect(server.maintenance_url) as opened:
        opened.execute('CREATE TEMPORARY TABLE page_of_list (id bigint PRIMARY KEY, "group" int, name text NOT NULL)')
        yield opened
        opened.rollback()


@pytest.fixture(scope="module")
def line() -> Any:
    """A model of the table that no application keeps."""
    with isolate_apps("pollwright.pages"):

        class Line(models.Model):
            id: Any = models.BigIntegerField(primary_key=True)
            group: Any = models.IntegerField(null=True)
            name: Any = models.TextField()

            class Meta:
                app_label = "pages"
                db_table = "page_of_list"

    return Line


@st.composite
def orders(draw: st.DrawFn) -> tuple[SortColumn, ...]:
    """Any order of the two columns, in any directions, ended by the key."""
    columns = [
        SortColumn('"group"', "group", draw(st.booleans()), nullable=True),
        SortColumn("name", "name", draw(st.booleans())),
    ]
    chosen = draw(st.permutations(columns))[: draw(st.integers(0, 2))]
    return (*chosen, SortColumn("id", "id", draw(st.booleans())))


def fill(connection: psycopg.Connection, rows: list[tuple[int | None, str]]) -> None:
    connection.execute("DELETE FROM page_of_list")
    for place, (group, name) in enumerate(rows):
        connection.execute("INSERT INTO page_of_list VALUES (%s, %s, %s)", (place, group, name))


def page(
    connection: psycopg.Connection, order: tuple[SortColumn, ...], cursor: Cursor | None, size: int
) -> list[dict[str, Any]]:
    keyset = keyset_clause(order, cursor)
    found = connection.execute(
        f'SELECT id, "group", name FROM page_of_list WHERE {keyset.where} ORDER BY {keyset.order} LIMIT {size}',
        keyset.params,
    ).fetchall()
    rows = [dict(zip(("id", "group", "name"), row, strict=True)) for row in found]
    return rows[::-1] if cursor is not None and cursor.backwards else rows


def place_of(row: dict[str, Any], order: tuple[SortColumn, ...], *, backwards: bool = False) -> Cursor:
    return Cursor(tuple(row[term.attribute] for term in order), backwards)


@SQUARE
@given(rows=ROWS, order=orders(), size=st.integers(1, 4))
def test_the_pages_going_on_make_up_the_whole_list(
    connection: psycopg.Connection, rows: list[tuple[int | None, str]], order: tuple[SortColumn, ...], size: int
) -> None:
    fill(connection, rows)
    whole = page(connection, order, None, 100)

    gathered: list[dict[str, Any]] = []
    cursor = None
    while got := page(connection, order, cursor, size):
        gathered += got
        cursor = place_of(got[-1], order)

    assert len(whole) == len(rows)
    assert gathered == whole


@SQUARE
@given(rows=ROWS, order=orders(), size=st.integers(1, 4))
def test_the_pages_going_back_make_up_all_that_stands_before(
    connection: psycopg.Connection, rows: list[tuple[int | None, str]], order: tuple[SortColumn, ...], size: int
) -> None:
    fill(connection, [*rows, (1, "ash")])
    whole = page(connection, order, None, 100)

    gathered = [whole[-1]]
    while got := page(connection, order, place_of(gathered[0], order, backwards=True), size):
        gathered = got + gathered

    assert gathered == whole


@SQUARE
@given(rows=ROWS, order=orders(), size=st.integers(1, 4), backwards=st.booleans(), place=st.integers(0, 11))
def test_a_queryset_gives_the_same_page_as_the_statement(
    connection: psycopg.Connection,
    rows: list[tuple[int | None, str]],
    order: tuple[SortColumn, ...],
    size: int,
    backwards: bool,
    place: int,
    line: Any,
) -> None:
    fill(connection, rows)
    whole = page(connection, order, None, 100)
    cursor = place_of(whole[place % len(whole)], order, backwards=backwards) if whole else None
    paths = tuple(SortColumn(term.attribute, "", term.descending, term.nullable) for term in order)

    statement = keyset_queryset(line.objects.values_list("id"), paths, cursor)[:size].query.sql_with_params()

    found = [row[0] for row in connection.execute(*statement).fetchall()]
    asked = page(connection, order, cursor, size)
    assert found == [row["id"] for row in (asked[::-1] if cursor is not None and backwards else asked)]


def test_one_direction_without_nulls_is_compared_as_a_row_so_that_an_index_answers() -> None:
    order = (SortColumn("surname"), SortColumn("id"))

    keyset = keyset_clause(order, Cursor(("Carrow", 7)))

    assert (keyset.where, keyset.params) == ("(surname, id) > (%s, %s)", ("Carrow", 7))


def test_a_cursor_of_another_order_is_not_used_by_mistake() -> None:
    with pytest.raises(ValueError, match="one value for each sort term"):
        keyset_clause((SortColumn("id"),), Cursor(("Carrow", 7)))


def test_the_plan_of_a_deep_page_reads_only_that_page(another_database: Callable[..., str]) -> None:
    with psycopg.connect(another_database(migrated=False)) as connection:
        connection.execute("CREATE TABLE elector (id bigint PRIMARY KEY, surname text NOT NULL)")
        connection.execute("INSERT INTO elector SELECT n, md5(n::text) FROM generate_series(1, 20000) AS n")
        connection.execute("CREATE INDEX ON elector (surname, id)")
        connection.execute("ANALYZE elector")
        keyset = keyset_clause((SortColumn("surname"), SortColumn("id")), Cursor(("f0", 0)))

        plan = connection.execute(
            f"EXPLAIN (ANALYZE, FORMAT JSON) SELECT * FROM elector WHERE {keyset.where} ORDER BY {keyset.order} LIMIT 51",
            keyset.params,
        ).fetchone()

    assert plan is not None
    scan = plan[0][0]["Plan"]["Plans"][0]
    assert (scan["Node Type"], scan["Actual Rows"]) == ("Index Only Scan", 51)
