"""A page of rows made ready for its template: every word and address worked out."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext

from pollwright.pages import wording
from pollwright.pages.tables.asked import (
    AFTER,
    BEFORE,
    FORMAT,
    FORMATS,
    PAGE_SIZES,
    SEARCH,
    TableRequest,
)
from pollwright.pages.tables.columns import Cell, Column, cell
from pollwright.pages.tables.filters import DateRangeFilter, Filter
from pollwright.pages.tables.paging import Page


@dataclass(frozen=True, slots=True)
class Link:
    """A label and where it leads."""

    label: str
    href: str


@dataclass(frozen=True, slots=True)
class Header:
    """The head of a column. ``sorted`` is the ARIA word for its order, empty where it cannot be sorted."""

    label: str
    numeric: bool
    href: str
    sorted: str


@dataclass(frozen=True, slots=True)
class ShownRow:
    """One row: its cells, and the reference that its check box sends."""

    reference: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Option:
    """A choice with whether it is made."""

    value: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class ShownFilter:
    """A filter with its present value; ``template`` says how it is drawn."""

    template: str
    names: tuple[str, ...]
    label: str
    hint: str
    values: tuple[str, ...]
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter in use, and the address of the list without it."""

    label: str
    words: str
    href: str


@dataclass(frozen=True, slots=True)
class BulkAction:
    """Something that can be done to the rows that were ticked.

    The form posts to ``href``; ``selection`` in ``tables.selections`` reads it. ``name`` travels as ``act``.
    """

    name: str
    label: str
    href: str
    warning: bool = False


@dataclass(frozen=True, slots=True)
class TableView:
    """All that the table's template prints."""

    name: str
    caption: str
    address: str
    canonical: str
    counted: str
    total: str
    every: bool
    headers: tuple[Header, ...]
    rows: tuple[ShownRow, ...]
    empty: str
    search: str
    search_label: str
    search_hint: str
    filters: tuple[ShownFilter, ...]
    chips: tuple[Chip, ...]
    clear: str
    chooser: tuple[Option, ...]
    sizes: tuple[Option, ...]
    state: tuple[tuple[str, str], ...]
    sort: str
    first: str
    previous: str
    next: str
    downloads: tuple[Link, ...]
    bulk: tuple[BulkAction, ...]
    problems: tuple[str, ...]

    @property
    def selectable(self) -> bool:
        """Whether rows have check boxes."""
        return bool(self.bulk)


def display(
    page: Page[Any],
    *,
    address: str,
    caption: str,
    empty: str = "",
    reference: Callable[[Any], str] | None = None,
    bulk: tuple[BulkAction, ...] = (),
    downloads: bool = True,
) -> TableView:
    """Return the view of ``page``.

    :param address: the path of the list, without a query.
    :param empty: what an empty list says where no words or filters narrow it.
    :param reference: gives the reference a check box sends; needed where there are bulk acts.
    """
    asked = page.asked
    if bulk and reference is None:
        raise ValueError("rows that can be ticked need a reference")
    return TableView(
        name=asked.spec.name,
        caption=caption,
        address=address,
        canonical=_href(address, asked.query()),
        counted=_counted(page),
        total="" if page.total is None else str(page.total),
        every=_reaches_further(page),
        headers=tuple(_header(column, asked, address) for column in asked.shown),
        rows=_rows(page, reference),
        empty=_empty(asked, empty),
        search=asked.search,
        search_label=asked.spec.search_label,
        search_hint=asked.spec.search_hint,
        filters=_filters(asked),
        chips=_chips(asked, address),
        clear=_href(address, replace(asked, search="", filters={}).query()),
        chooser=_chooser(asked),
        sizes=_sizes(asked),
        state=asked.parameters(),
        sort=f"-{asked.sort}" if asked.descending else asked.sort,
        **_ways(page, address),
        downloads=_downloads(asked, address) if downloads else (),
        bulk=bulk,
        problems=asked.problems,
    )


def _chooser(asked: TableRequest) -> tuple[Option, ...]:
    return tuple(Option(column.key, column.label, column.key in asked.columns) for column in asked.spec.columns)


def _sizes(asked: TableRequest) -> tuple[Option, ...]:
    return tuple(Option(str(size), str(size), size == asked.size) for size in PAGE_SIZES)


def _filters(asked: TableRequest) -> tuple[ShownFilter, ...]:
    return tuple(_filter(one, asked) for one in asked.spec.filters)


def _rows(page: Page[Any], reference: Callable[[Any], str] | None) -> tuple[ShownRow, ...]:
    columns = page.asked.shown
    return tuple(
        ShownRow(reference(row) if reference else "", tuple(cell(column, row) for column in columns))
        for row in page.rows
    )


def _reaches_further(page: Page[Any]) -> bool:
    """Whether more rows match than this page shows."""
    return page.total is not None and (page.total.capped or page.total.number > len(page.rows))


def _ways(page: Page[Any], address: str) -> dict[str, str]:
    """Return the addresses of the first, previous and next page; empty where there is none."""
    asked = page.asked
    left_the_start = page.previous or (asked.cursor is not None and not page.rows)
    return {
        "first": _href(address, asked.query()) if left_the_start else "",
        "previous": _href(address, asked.query(**{BEFORE: page.previous})) if page.previous else "",
        "next": _href(address, asked.query(**{AFTER: page.next})) if page.next else "",
    }


def _href(address: str, query: str) -> str:
    return f"{address}?{query}" if query else address


def _counted(page: Page[Any]) -> str:
    if page.total is None:
        return gettext("%(rows)s shown") % {"rows": wording.number(len(page.rows))}
    if not page.total.capped and page.total.number == len(page.rows):
        return wording.plural(page.total.number, gettext("row"), gettext("rows"))
    return gettext("%(rows)s of %(total)s rows") % {"rows": wording.number(len(page.rows)), "total": page.total}


def _header(column: Column, asked: TableRequest, address: str) -> Header:
    if not column.sort_terms:
        return Header(column.label, column.is_numeric, "", "")
    order = "none"
    if column.key == asked.sort:
        order = "descending" if asked.descending else "ascending"
    return Header(column.label, column.is_numeric, _href(address, asked.sorted_by(column.key).query()), order)


def _filter(one: Filter, asked: TableRequest) -> ShownFilter:
    pairs = one.pairs(asked.filters[one.key]) if one.key in asked.filters else []
    given = dict(pairs)
    chosen = {value for _, value in pairs}
    values = (
        tuple(given.get(name, "") for name in one.names)
        if isinstance(one, DateRangeFilter)
        else (given.get(one.key, ""),)
    )
    return ShownFilter(
        template=one.template,
        names=one.names,
        label=one.label,
        hint=getattr(one, "hint", ""),
        values=values,
        options=tuple(Option(value, label, value in chosen) for value, label in getattr(one, "choices", ())),
    )


def _chips(asked: TableRequest, address: str) -> tuple[Chip, ...]:
    chips = [
        Chip(one.label, one.words(asked.filters[one.key]), _href(address, asked.without(one.key).query()))
        for one in asked.spec.filters
        if one.key in asked.filters
    ]
    if asked.search:
        chips.insert(0, Chip(gettext("Search"), asked.search, _href(address, asked.without(SEARCH).query())))
    return tuple(chips)


def _downloads(asked: TableRequest, address: str) -> tuple[Link, ...]:
    return tuple(Link(kind.upper(), _href(address, asked.query(**{FORMAT: kind}))) for kind in FORMATS)


def _empty(asked: TableRequest, words: str) -> str:
    if asked.narrowed:
        return gettext("Nothing matches this search. Change the words or take out a filter.")
    return words or gettext("There is nothing in this list.")
