"""Tables: what a person may ask, what is answered, and what never stands in an address."""

from dataclasses import replace
from datetime import date
from urllib.parse import unquote

import pytest
from django.http import HttpRequest, HttpResponseRedirect, QueryDict
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from pollwright.pages.tables import (
    BulkAction,
    ChoiceFilter,
    Column,
    DateRange,
    Page,
    Selection,
    TableRequest,
    TableSpec,
    TableView,
    Total,
    capped_count,
    display,
    redirection,
    requested,
)
from pollwright.pages.tables.asked import PAGE_SIZES
from pollwright.pages.tables.sealing import BrokenSeal, seal, unseal
from tests.pages.conftest import Render
from tests.pages.examples import APPLICATIONS, Application, applications


def asked(query: str = "") -> TableRequest:
    return TableRequest.parse(APPLICATIONS, QueryDict(query))


def view(query: str = "", rows: list[Application] | None = None, total: Total | None = None) -> TableView:
    found = applications(3) if rows is None else rows
    return display(
        Page.gather(asked(query), found, total),
        address="/list/",
        caption="Applications",
        empty="Every application has been determined.",
        reference=lambda row: row.reference,
        bulk=(BulkAction("allow", "Allow", "/allow/"),),
    )


def test_nothing_asked_is_the_table_as_designed() -> None:
    request = asked()

    assert (request.sort, request.descending, request.size, request.search) == ("received", False, 25, "")
    assert request.columns == ("reference", "name", "address", "ward", "received", "state", "days")
    assert (dict(request.filters), request.problems, request.query()) == ({}, (), "")


def test_filters_are_read_into_values() -> None:
    request = asked(
        "state=ready&ward=castle&ward=abbey&address=+Bell+Lane+&received-from=1/5/2026&received-to=2026-05-07&born=no"
    )

    assert request.filters == {
        "state": "ready",
        "ward": ("abbey", "castle"),
        "address": "Bell Lane",
        "received": DateRange(date(2026, 5, 1), date(2026, 5, 7)),
        "born": False,
    }
    assert request.problems == ()


@pytest.mark.parametrize(
    ("query", "problem"),
    [
        ("received-from=31/2/2026", "Received: enter days like 7/5/2026"),
        (
            "received-from=2026-05-07&received-to=2026-05-01",
            "Received: the second day must be the same as or after the first",
        ),
        ("sort=address", "This list cannot be sorted that way, so its usual order is used."),
        ("size=26", "A page can have 25, 50, 100, 200 rows."),
        ("columns=secret", "This list has no such column, so its usual columns are shown."),
        ("as=exe", "The list can be downloaded as CSV or XLSX."),
        ("after=gibberish", "That place in the list no longer exists, so the list starts from the beginning."),
        ("sealed=gibberish", "The words of this search cannot be read any more. Enter them again."),
        ("address=a%00b", "Address has: take out the characters that cannot be read"),
        (f"search={'a' * 201}", "Search by name, address or reference: use 200 characters or fewer"),
    ],
)
def test_what_cannot_be_used_is_said_and_left_out(query: str, problem: str) -> None:
    request = asked(query)

    assert request.problems == (problem,)
    assert replace(request, problems=()) == asked()


@pytest.mark.parametrize(
    ("query", "problem"),
    [
        ("state=burnt", "State: choose one of the choices in the list"),
        ("ward=abbey&ward=moon", "Ward: choose one of the choices in the list"),
        ("born=perhaps", "Date of birth known: choose one of the choices in the list"),
    ],
)
def test_a_choice_that_there_is_not_matches_nothing_and_is_said(query: str, problem: str) -> None:
    shown = view(query, total=Total(200))

    assert (shown.problems, shown.rows, shown.total, shown.next) == ((problem,), (), "0", "")
    assert shown.empty == "Nothing matches this search. Change the words or take out a filter."
    assert asked(f"{query}&as=csv").download == ""
    assert Selection.parse(APPLICATIONS, QueryDict(f"act=allow&every=yes&{query}")).empty


@given(
    st.dictionaries(
        st.sampled_from(["search", "sealed", "sort", "after", "before", "size", "state", "born"]), st.text()
    )
)
def test_nothing_that_is_sent_breaks_the_page(sent: dict[str, str]) -> None:
    data = QueryDict(mutable=True)
    data.update(sent)

    request = TableRequest.parse(APPLICATIONS, data)

    assert request.sort in APPLICATIONS.sortable
    assert request.size in PAGE_SIZES


@given(
    search=st.text(st.characters(exclude_characters="\x00", codec="utf-8"), max_size=50),
    street=st.text(st.characters(exclude_characters="\x00", codec="utf-8"), max_size=50),
    state=st.sampled_from(["", "ready", "open"]),
    sort=st.sampled_from(["received", "-received", "name", "-ward"]),
    size=st.sampled_from(PAGE_SIZES),
)
def test_an_address_gives_the_same_request_again(search: str, street: str, state: str, sort: str, size: int) -> None:
    data = QueryDict(mutable=True)
    data.update({"search": search, "address": street, "state": state, "sort": sort, "size": str(size)})
    request = TableRequest.parse(APPLICATIONS, data)

    again = asked(request.query())

    assert again == request


def test_what_a_person_searches_for_never_stands_in_an_address() -> None:
    shown = view("search=Carrow&address=Bell+Lane&state=ready&sort=name", total=Total(200))

    links = [shown.canonical, shown.clear, *(header.href for header in shown.headers)]
    links += (
        [link.href for link in shown.downloads] + [chip.href for chip in shown.chips] + [shown.next, shown.previous]
    )
    assert [link for link in links if "carrow" in unquote(link).lower() or "bell" in unquote(link).lower()] == []
    assert [chip.words for chip in shown.chips] == ["Carrow", "Ready to determine", "Bell Lane"]


def test_a_cursor_does_not_show_the_name_where_a_page_ended() -> None:
    request = asked("sort=name&size=25")
    page = Page.gather(request, applications(26))

    assert page.next is not None
    again = asked(f"sort=name&after={page.next}")
    assert again.cursor is not None
    assert again.cursor.values == (page.rows[-1].folded, page.rows[-1].id)


def test_a_cursor_serves_only_the_order_it_was_made_in() -> None:
    token = asked("sort=name").token_of(applications(1)[0])

    assert asked(f"sort=-name&after={token}").cursor is None
    assert asked(f"sort=name&after={token}").cursor is not None


def test_an_altered_token_is_refused_and_another_purpose_too() -> None:
    token = seal("cursor", ["Carrow", date(2026, 5, 7), None])

    assert unseal("cursor", token) == ["Carrow", date(2026, 5, 7), None]
    for purpose, given_token in (("words", token), ("cursor", f"{token[:-4]}AAAA"), ("cursor", "é"), ("cursor", "")):
        with pytest.raises(BrokenSeal):
            unseal(purpose, given_token)


@pytest.mark.parametrize(
    ("place", "found", "has_previous", "has_next"),
    [
        ("", 26, False, True),
        ("", 25, False, False),
        ("after", 26, True, True),
        ("after", 3, True, False),
        ("before", 26, True, True),
        ("before", 25, False, True),
    ],
)
def test_a_page_knows_what_is_on_either_side(place: str, found: int, has_previous: bool, has_next: bool) -> None:
    token = asked().token_of(applications(1)[0])
    request = asked(f"{place}={token}" if place else "")

    page = Page.gather(request, applications(found))

    assert (page.previous is not None, page.next is not None, len(page.rows)) == (
        has_previous,
        has_next,
        min(found, 25),
    )


def test_rows_found_going_backwards_are_turned_round() -> None:
    token = asked().token_of(applications(1)[0])

    page = Page.gather(asked(f"before={token}"), applications(3))

    assert [row.id for row in page.rows] == [2, 1, 0]


def test_a_count_stops_where_it_is_no_longer_worth_it() -> None:
    assert [str(Total.of(counted)) for counted in (0, 412, 1000, 1001)] == ["0", "412", "1,000", "1,000+"]
    assert capped_count("SELECT 1 FROM elector") == (
        "SELECT count(*) FROM (SELECT 1 FROM (SELECT 1 FROM elector) AS counted LIMIT 1001) AS capped"
    )


def test_a_heading_says_its_order_and_turns_it_round() -> None:
    headers = {header.label: (header.sorted, header.href) for header in view("sort=-ward").headers}

    assert headers["Ward"] == ("descending", "/list/?sort=ward")
    assert headers["Reference"] == ("none", "/list/?sort=reference")
    assert headers["Address"] == ("", "")


def test_cells_are_written_by_kind() -> None:
    row = applications(1)[0]

    shown = view(
        "columns=reference&columns=born&columns=received&columns=state&columns=fee",
        [replace(row, born=None, fee=123450)],
    )

    assert [cell.text for cell in shown.rows[0].cells] == [
        "A000311",
        "20 Nov 2026, 4:40pm",
        "",
        "Received",
        "£1,234.50",
    ]
    assert [cell.href for cell in shown.rows[0].cells] == ["/thing/A000311/", None, None, None, None]


def test_an_empty_list_says_why_it_is_empty() -> None:
    assert view("", []).empty == "Every application has been determined."
    assert view("search=nobody", []).empty == "Nothing matches this search. Change the words or take out a filter."


def test_ticked_rows_come_back_with_what_was_asked() -> None:
    data = QueryDict("act=allow&selected=A000312&selected=A000311&selected=A000312&state=ready")

    selection = Selection.parse(APPLICATIONS, data)

    assert (selection.act, selection.references, selection.every) == ("allow", ("A000312", "A000311"), False)
    assert selection.asked.filters == {"state": "ready"}


def test_every_row_that_matches_leaves_no_single_rows() -> None:
    selection = Selection.parse(APPLICATIONS, QueryDict("act=allow&every=yes&selected=A000312"))

    assert (selection.references, selection.every, selection.empty) == ((), True, False)
    assert Selection.parse(APPLICATIONS, QueryDict("act=allow")).empty


def post(data: dict[str, str], **headers: str) -> HttpRequest:
    return RequestFactory().post("/list/", data, headers=headers)


def test_a_posted_search_is_sent_on_to_an_address_that_hides_it() -> None:
    request = post({"search": "Carrow"})

    moved = redirection(request, requested(request, APPLICATIONS))

    assert isinstance(moved, HttpResponseRedirect)
    path, _, query = moved.url.partition("?")
    assert (path, asked(query).search, "arrow" in query) == ("/list/", "Carrow", False)


def test_htmx_and_forms_with_a_mistake_are_answered_at_once() -> None:
    by_htmx = post({"search": "Carrow"}, **{"HX-Request": "true"})
    mistaken = post({"state": "burnt"})

    assert redirection(by_htmx, requested(by_htmx, APPLICATIONS)) is None
    assert redirection(mistaken, requested(mistaken, APPLICATIONS)) is None


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"default_sort": "address"}, "first order"),
        ({"page_size": 7}, "page size"),
        ({"filters": (ChoiceFilter("sort", "Sort"),)}, "name that is taken"),
        ({"columns": (Column("name", "A", sortable=True), Column("name", "B"))}, "two columns"),
    ],
)
def test_a_table_that_could_not_work_is_refused_at_the_start(change: dict[str, object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        replace(APPLICATIONS, **change)  # type: ignore[arg-type]


def test_an_authority_fills_in_the_choices_of_a_filter() -> None:
    spec: TableSpec = APPLICATIONS.with_choices(ward=(("ab1", "AB1"),))

    assert TableRequest.parse(spec, QueryDict("ward=ab1")).filters == {"ward": ("ab1",)}


def test_what_people_typed_is_text_and_never_markup(render: Render) -> None:
    row = replace(applications(1)[0], name="<b>x</b>", address='"><script>alert(1)</script>', reference='"x')

    html = render("pages/_table.jinja", page={"table": view('search="><script>', [row])}, csrf_input="")

    assert "<script>" not in html
    assert "&lt;b&gt;x&lt;/b&gt;" in html
    assert 'value="&#34;x"' in html


def test_the_table_says_its_order_to_those_who_cannot_see_the_arrow(render: Render) -> None:
    html = render("pages/_table.jinja", page={"table": view("sort=-ward")}, csrf_input="")

    assert html.count('aria-sort="descending"') == 1
    assert html.count('aria-sort="none"') == 4
