"""What a person asks of a table: words, filters, order, place, columns."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext

from pollwright.pages.tables.columns import Column, SortColumn
from pollwright.pages.tables.filters import Choices, Filter, FilterProblem, NoSuchChoice, Pairs, names_of, text_of
from pollwright.pages.tables.keysets import Cursor
from pollwright.pages.tables.sealing import BrokenSeal, seal, unseal

PAGE_SIZES = (25, 50, 100, 200)
FORMATS = ("csv", "xlsx")
SEARCH, SEALED, SORT, AFTER = "search", "sealed", "sort", "after"
BEFORE, COLUMNS, SIZE, FORMAT = "before", "columns", "size", "as"
SELECTED, EVERY, ACT = "selected", "every", "act"
RESERVED = frozenset(
    {
        SEARCH,
        SEALED,
        SORT,
        AFTER,
        BEFORE,
        COLUMNS,
        SIZE,
        FORMAT,
        SELECTED,
        EVERY,
        ACT,
        "csrfmiddlewaretoken",
        "form_key",
    }
)


@dataclass(frozen=True, slots=True)
class TableSpec:
    """A table as it was designed: columns, filters, first order.

    ``name`` is unique on a page and is part of its cursors. ``default_sort`` is the key of a sortable column,
    with ``-`` before it for downwards. ``tie`` is the unique term that every order ends with. Without a
    ``search_label`` there is no search box.
    """

    name: str
    columns: tuple[Column, ...]
    default_sort: str
    filters: tuple[Filter, ...] = ()
    search_label: str = ""
    search_hint: str = ""
    page_size: int = 50
    tie: SortColumn = field(default_factory=lambda: SortColumn("id"))

    def __post_init__(self) -> None:
        """Refuse a table that could not work, when the program starts."""
        names = [*names_of(self.filters)]
        if len(set(names)) < len(names) or RESERVED & set(names):
            raise ValueError(f"table {self.name}: a filter has a name that is taken")
        if len({column.key for column in self.columns}) < len(self.columns):
            raise ValueError(f"table {self.name}: two columns have one key")
        if self.default_sort.removeprefix("-") not in self.sortable:
            raise ValueError(f"table {self.name}: the first order is not by a sortable column")
        if self.page_size not in PAGE_SIZES:
            raise ValueError(f"table {self.name}: the page size is none of {PAGE_SIZES}")

    @property
    def sortable(self) -> dict[str, Column]:
        """The columns that can be sorted by, by key."""
        return {column.key: column for column in self.columns if column.sort_terms}

    @property
    def shown_by_default(self) -> tuple[str, ...]:
        """The keys of the columns that are shown until somebody chooses."""
        return tuple(column.key for column in self.columns if not column.hidden_by_default)

    def with_choices(self, **choices: Choices) -> "TableSpec":
        """Return the table with the choices of some filters filled in, such as an authority's districts."""
        filters = tuple(
            replace(one, choices=choices[one.key]) if one.key in choices else one  # type: ignore[call-arg]
            for one in self.filters
        )
        return replace(self, filters=filters)


@dataclass(frozen=True, slots=True)
class TableRequest:
    """What was asked, checked. Anything that could not be used is in ``problems``, in words.

    Where ``nothing`` is set, a choice was asked for that there is not: no row matches, and none is downloaded.
    """

    spec: TableSpec
    search: str
    filters: Mapping[str, Any]
    sort: str
    descending: bool
    columns: tuple[str, ...]
    size: int
    cursor: Cursor | None = None
    download: str = ""
    problems: tuple[str, ...] = ()
    nothing: bool = False

    @classmethod
    def parse(cls, spec: TableSpec, data: QueryDict) -> "TableRequest":
        """Read the parameters of an address or of a posted form; never raises for what a person sent."""
        problems: list[str] = []
        private = _unsealed(spec, data, problems)
        search = private.get(SEARCH, "")
        if SEARCH in data and spec.search_label:
            try:
                search = text_of(data.get(SEARCH, ""), spec.search_label)
            except FilterProblem as problem:
                problems.append(str(problem))
        sort, descending = _sort(spec, data, problems)
        filters, nothing = _filters(spec, data, private, problems)
        download = _download(data, problems)
        asked = cls(
            spec=spec,
            search=search if spec.search_label else "",
            filters=filters,
            sort=sort,
            descending=descending,
            columns=_columns(spec, data, problems),
            size=_size(spec, data, problems),
            download="" if nothing else download,
            nothing=nothing,
        )
        return replace(asked, cursor=_cursor(asked, data, problems), problems=tuple(problems))

    @property
    def order(self) -> tuple[SortColumn, ...]:
        """The sort terms asked for, ending with the tie, all turned where the order is downwards."""
        terms = self.spec.sortable[self.sort].sort_terms
        if self.spec.tie.expression not in {term.expression for term in terms}:
            terms = (*terms, self.spec.tie)
        return tuple(term.reversed() for term in terms) if self.descending else terms

    @property
    def shown(self) -> tuple[Column, ...]:
        """The columns asked for, in the order of the table."""
        return tuple(column for column in self.spec.columns if column.key in self.columns)

    @property
    def narrowed(self) -> bool:
        """Whether words or filters leave rows out."""
        return bool(self.search or self.filters or self.nothing)

    def token_of(self, row: Any) -> str:
        """Return the cursor token of the place where ``row`` stands in this order."""
        return seal(_purpose(self), [getattr(row, term.attribute) for term in self.order])

    def from_the_start(self, size: int) -> "TableRequest":
        """Return the same request from its first row, so many rows at once."""
        return replace(self, size=size, cursor=None)

    def following(self, token: str) -> "TableRequest":
        """Return the same request from the place of a token that `token_of` gave."""
        return replace(self, cursor=Cursor(tuple(unseal(_purpose(self), token)), backwards=False))

    def without(self, key: str) -> "TableRequest":
        """Return the same request, from its start, with one filter (or ``search``) left out."""
        rest = {one: value for one, value in self.filters.items() if one != key}
        return replace(self, search="" if key == SEARCH else self.search, filters=rest, cursor=None)

    def sorted_by(self, key: str) -> "TableRequest":
        """Return the same request ordered by ``key``; downwards where it is already ordered upwards by it."""
        return replace(self, sort=key, descending=key == self.sort and not self.descending, cursor=None)

    def query(self, **extra: str) -> str:
        """Return the query string of this request without its place, with ``extra`` parameters added.

        What is as designed is left out; words that people typed are sealed.
        """
        return urlencode([*self.parameters(), *extra.items()])

    def parameters(self) -> tuple[tuple[str, str], ...]:
        """Return what ``query`` encodes, for the hidden fields of a form."""
        pairs = [*self._filter_pairs(private=False)]
        words = self._filter_pairs(private=True)
        if self.search:
            words.append((SEARCH, self.search))
        if words:
            pairs.append((SEALED, seal(f"words {self.spec.name}", words)))
        sort = f"-{self.sort}" if self.descending else self.sort
        if sort != self.spec.default_sort:
            pairs.append((SORT, sort))
        if self.columns != self.spec.shown_by_default:
            pairs += [(COLUMNS, key) for key in self.columns]
        if self.size != self.spec.page_size:
            pairs.append((SIZE, str(self.size)))
        return tuple(pairs)

    def _filter_pairs(self, *, private: bool) -> Pairs:
        used = [one for one in self.spec.filters if one.key in self.filters and one.private == private]
        return [pair for one in used for pair in one.pairs(self.filters[one.key])]


def _unsealed(spec: TableSpec, data: QueryDict, problems: list[str]) -> dict[str, str]:
    token = data.get(SEALED, "")
    if not token:
        return {}
    try:
        return dict(unseal(f"words {spec.name}", token))
    except BrokenSeal:
        problems.append(gettext("The words of this search cannot be read any more. Enter them again."))
        return {}


def _filters(
    spec: TableSpec, data: QueryDict, private: dict[str, str], problems: list[str]
) -> tuple[dict[str, Any], bool]:
    """Return the values of the filters in use, and whether one asked for a choice that there is not."""
    values: dict[str, Any] = {}
    nothing = False
    for one in spec.filters:
        source = data
        if one.private and one.key not in data and one.key in private:
            source = QueryDict(urlencode({one.key: private[one.key]}))
        try:
            value = one.parse(source)
        except FilterProblem as problem:
            problems.append(str(problem))
            nothing = nothing or isinstance(problem, NoSuchChoice)
            continue
        if value is not None:
            values[one.key] = value
    return values, nothing


def _sort(spec: TableSpec, data: QueryDict, problems: list[str]) -> tuple[str, bool]:
    given = data.get(SORT) or spec.default_sort
    if given.removeprefix("-") not in spec.sortable:
        problems.append(gettext("This list cannot be sorted that way, so its usual order is used."))
        given = spec.default_sort
    return given.removeprefix("-"), given.startswith("-")


def _columns(spec: TableSpec, data: QueryDict, problems: list[str]) -> tuple[str, ...]:
    given = {key for key in data.getlist(COLUMNS) if key}
    if given - {column.key for column in spec.columns}:
        problems.append(gettext("This list has no such column, so its usual columns are shown."))
        given = set()
    return tuple(column.key for column in spec.columns if column.key in given) or spec.shown_by_default


def _size(spec: TableSpec, data: QueryDict, problems: list[str]) -> int:
    given = data.get(SIZE, "")
    if given in {str(size) for size in PAGE_SIZES}:
        return int(given)
    if given:
        problems.append(
            gettext("A page can have %(sizes)s rows.") % {"sizes": ", ".join(str(size) for size in PAGE_SIZES)}
        )
    return spec.page_size


def _download(data: QueryDict, problems: list[str]) -> str:
    given = data.get(FORMAT, "")
    if given and given not in FORMATS:
        problems.append(gettext("The list can be downloaded as CSV or XLSX."))
        return ""
    return given


def _cursor(asked: TableRequest, data: QueryDict, problems: list[str]) -> Cursor | None:
    name = BEFORE if data.get(BEFORE) else AFTER
    token = data.get(name, "")
    if not token:
        return None
    try:
        return Cursor(tuple(unseal(_purpose(asked), token)), backwards=name == BEFORE)
    except BrokenSeal:
        problems.append(gettext("That place in the list no longer exists, so the list starts from the beginning."))
        return None


def _purpose(asked: TableRequest) -> str:
    """Return what a cursor is for: one table in one order, and nothing else."""
    terms = " ".join(f"{'-' if term.descending else ''}{term.expression}" for term in asked.order)
    return f"cursor {asked.spec.name} {terms}"
