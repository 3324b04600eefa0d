"""The list of electors in force, as the table of the page and its downloads ask for it.

Two orders, each with work that does not grow with the register: by name, from the index of names in force; and by
number, district by district. A search narrows the list to the electors that it finds, 1,000 at the most.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

from django.db import connection

from pollwright.pages.tables import DateRange, Page, SortColumn, TableRequest, Total, capped_count, keyset_clause
from pollwright.register.queries.search import CURRENT_NUMBERS, matching_ids
from pollwright.register.states import Section

MOST_FOUND = 1000
FILED = "pollwright_folded(COALESCE(NULLIF(e.surname, ''), e.forenames))"
BY_NAME = (SortColumn(FILED, "filed"), SortColumn("pollwright_folded(e.forenames)", "filed_forenames"))
LAST = 2_147_483_647
BY_NUMBER = (
    SortColumn("d.code", "district"),
    SortColumn(f"coalesce(n.number, {LAST})", "place"),
    SortColumn("coalesce(n.suffix, 0)", "suffix"),
)
TIE = SortColumn("e.id", "entry_id")
FEW_DISTRICTS = 1
"""How many districts are read first when the list is by number; four times as many each time that is not enough."""


@dataclass(frozen=True, slots=True)
class ListedElector:
    """An entry in force as the list shows it. An anonymous one has its number and letters only (REG-174)."""

    entry_id: int
    reference: str
    surname: str
    forenames: str
    filed: str
    filed_forenames: str
    address: str
    postcode: str
    district: str
    place: int
    suffix: int
    marker: str
    section: str
    category: str
    attains_on: date | None
    parliamentary: bool
    local: bool
    open_register: bool
    expires_on: date | None
    effective_from: date

    @property
    def anonymous(self) -> bool:
        """Whether the entry is an anonymous one."""
        return self.section == Section.ANONYMOUS

    @property
    def name(self) -> str:
        """The name as it is filed: surname first; empty for an anonymous entry."""
        return ", ".join(part for part in (self.surname, self.forenames) if part)

    @property
    def number(self) -> str:
        """The number as it is printed, such as `AB1-123/1`; empty where there is none yet."""
        if self.place == LAST:
            return ""
        return f"{self.district}-{self.place}/{self.suffix}" if self.suffix else f"{self.district}-{self.place}"


_STILL_NAMED = "(el.anonymous AND e.section <> '3-anonymous')"
"""Who is anonymous, and whose entry the next notice will mask."""


def _unless_named(value: str, instead: str = "''") -> str:
    return f"CASE WHEN {_STILL_NAMED} THEN {instead} ELSE {value} END"


_COLUMNS = f"""
SELECT e.id, el.reference, {_unless_named("e.surname")}, {_unless_named("e.forenames")}, {_unless_named(FILED)},
       {_unless_named("pollwright_folded(e.forenames)")}, {_unless_named("coalesce(p.address, '')")},
       {_unless_named("coalesce(p.postcode, '')")}, d.code, coalesce(n.number, {LAST}), coalesce(n.suffix, 0),
       {_unless_named("e.marker", "replace(e.marker, 'N', '') || 'N'")}, {_unless_named("e.section", "'3-anonymous'")},
       el.category, e.attains_on, e.parliamentary, e.local, el.open_register, el.expires_on, e.effective_from
"""
_NUMBERS = f"""
LEFT JOIN register_registernumber n ON n.entry_id = coalesce(e.root_id, e.id) AND n.district_id = e.district_id
    AND n.publication_id = {CURRENT_NUMBERS.replace("%(authority)s", "%s")}
"""
_ENTRIES = """
FROM register_registerentry e
JOIN register_elector el ON el.id = e.elector_id
JOIN places_pollingdistrict d ON d.id = e.district_id
"""
_IN_FORCE = "WHERE e.authority_id = %s AND e.effective_to IS NULL"
_WHOLE = f"{_COLUMNS} {_ENTRIES} LEFT JOIN places_property p ON p.id = e.property_id {_NUMBERS}"
_FROM_DISTRICT = "SELECT id FROM places_pollingdistrict WHERE authority_id = %s AND code {sign} %s ORDER BY code {way}"


def listed_electors(authority_id: int, asked: TableRequest, *, on: date) -> Page[ListedElector]:
    """Return a page of the electors in force. Attainers are those who reach voting age after `on`."""
    wanted, values = _wanted(authority_id, asked, on)
    with connection.cursor() as cursor:
        cursor.execute(capped_count(f"SELECT 1 {_ENTRIES} {_IN_FORCE} {wanted}"), [authority_id, *values])
        total = Total.of(cursor.fetchone()[0])
    rows = _in_order(authority_id, asked, wanted, values)
    return Page.gather(asked, islice(rows, asked.size + 1), total)


def every_listed_elector(authority_id: int, asked: TableRequest, *, on: date) -> Iterator[ListedElector]:
    """Yield every elector that the table asks for, in its order, for a download; rows stream from the server."""
    wanted, values = _wanted(authority_id, asked, on)
    order = keyset_clause(asked.order, None).order
    statement = f"{_WHOLE} {_IN_FORCE} {wanted} ORDER BY {order}"
    with connection.chunked_cursor() as cursor:
        cursor.execute(statement, [authority_id, authority_id, *values])
        while rows := cursor.fetchmany(2000):
            yield from (ListedElector(*row) for row in rows)


def count_listed(authority_id: int, asked: TableRequest, *, on: date) -> int:
    """Return how many electors the table asks for, counted to the end."""
    wanted, values = _wanted(authority_id, asked, on)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) {_ENTRIES} {_IN_FORCE} {wanted}", [authority_id, *values])
        return int(cursor.fetchone()[0])


def _in_order(authority_id: int, asked: TableRequest, wanted: str, values: Sequence[Any]) -> Iterator[ListedElector]:
    if asked.order[0].expression != "d.code":
        return _page(authority_id, asked, wanted, values)
    return _by_district(authority_id, asked, wanted, values)


def _page(authority_id: int, asked: TableRequest, wanted: str, values: Sequence[Any]) -> Iterator[ListedElector]:
    """Choose the page's entries by as few tables as the order needs, then read the rest of those alone."""
    keyset = keyset_clause(asked.order, asked.cursor)
    numbers, numbers_values = (_NUMBERS, [authority_id]) if "n.number" in keyset.order else ("", [])
    chosen = (
        f"SELECT e.id {_ENTRIES} {numbers} {_IN_FORCE} {wanted} AND {keyset.where} ORDER BY {keyset.order} LIMIT %s"
    )
    statement = f"{_WHOLE} WHERE e.id = ANY(ARRAY({chosen})) ORDER BY {keyset.order}"
    parameters = [authority_id, *numbers_values, authority_id, *values, *keyset.params, asked.size + 1]
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return iter([ListedElector(*row) for row in cursor.fetchall()])


def _by_district(authority_id: int, asked: TableRequest, wanted: str, values: Sequence[Any]) -> Iterator[ListedElector]:
    """Yield the page a few districts at a time, so that no order of the whole register is ever made."""
    districts = _districts_from(authority_id, asked)
    many = FEW_DISTRICTS
    while here := list(islice(districts, many)):
        yield from _page(authority_id, asked, f"{wanted} AND e.district_id = ANY(%s)", [*values, here])
        many *= 4


def _districts_from(authority_id: int, asked: TableRequest) -> Iterator[int]:
    downwards = asked.order[0].descending != (asked.cursor is not None and asked.cursor.backwards)
    start = asked.cursor.values[0] if asked.cursor is not None else ("\U0010ffff" if downwards else "")
    statement = _FROM_DISTRICT.format(sign="<=" if downwards else ">=", way="DESC" if downwards else "ASC")
    with connection.cursor() as cursor:
        cursor.execute(statement, [authority_id, start])
        return iter([row[0] for row in cursor.fetchall()])


def _wanted(authority_id: int, asked: TableRequest, on: date) -> tuple[str, list[Any]]:
    """Return the conditions of the filters and the search, each beginning with AND, and their values.

    By name, an entry that still has one and may not show it is left out: its place would tell the name.
    """
    by_number = asked.order[0].expression == BY_NUMBER[0].expression
    clauses: list[str] = [] if by_number else [f"AND NOT {_STILL_NAMED}"]
    values: list[Any] = []
    for key, given in asked.filters.items():
        clause, found = _condition(key, given, on)
        clauses.append(f"AND {clause}")
        values += found
    if asked.search:
        clauses.append("AND e.elector_id = ANY(%s)")
        values.append(matching_ids(authority_id, asked.search, limit=MOST_FOUND))
    return " ".join(clauses), values


_SIMPLE = {
    "district": "d.code = %s",
    "area": "e.district_id IN (SELECT district_id FROM places_districtarea WHERE area_id = %s AND valid_to IS NULL)",
    "marker": "e.marker = ANY(%s)",
    "category": "el.category = ANY(%s)",
    "open_register": "el.open_register = %s",
}
_REGISTERS = {
    "parliamentary": "e.parliamentary",
    "local": "e.local",
    "parliamentary-only": "e.parliamentary AND NOT e.local",
    "local-only": "e.local AND NOT e.parliamentary",
}


def _condition(key: str, given: Any, on: date) -> tuple[str, list[Any]]:
    if key in _SIMPLE:
        return _SIMPLE[key], [list(given) if isinstance(given, tuple) else given]
    if key == "register":
        return f"({_REGISTERS[given]})", []
    if key == "attainer":
        test = "e.attains_on IS NOT NULL AND e.attains_on > %s"
        return (f"({test})" if given else f"(({test}) IS NOT TRUE)"), [on]
    if key == "expires":
        return _between(given)
    raise KeyError(key)


def _between(given: DateRange) -> tuple[str, list[Any]]:
    clauses, values = ["el.expires_on IS NOT NULL"], []
    if given.start is not None:
        clauses.append("el.expires_on >= %s")
        values.append(given.start)
    if given.end is not None:
        clauses.append("el.expires_on <= %s")
        values.append(given.end)
    return f"({' AND '.join(clauses)})", values
