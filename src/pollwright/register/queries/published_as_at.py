"""The register as at any day, from the live entries: who was in force, under the numbers in force that day.

Electors who are anonymous now are masked, whatever they were that day. The columns are those of a snapshot.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.db import connection
from django.db.models import Q

from pollwright.law.open_register import open_register_with
from pollwright.pages.tables import Page, SortColumn, TableRequest, TableSpec, Total, capped_count, keyset_clause
from pollwright.places.models import PollingDistrict
from pollwright.refusals import NotFound
from pollwright.register.models import Publication, RegisterEntry
from pollwright.register.queries.overseas import PRESENT_ADDRESS, QUALIFYING_ADDRESS
from pollwright.register.queries.published import NUMBERED, PublishedEntry, entries_table
from pollwright.register.states import PaperState, Section

FIRST_REGISTERS = date(1832, 6, 7)
"""Electors have been registered since the Representation of the People Act 1832."""

_HIDDEN = "(el.anonymous AND e.section <> '3-anonymous')"


def _unless_hidden(value: str, hidden: str = "''") -> str:
    return f"CASE WHEN {_HIDDEN} THEN {hidden} ELSE {value} END"


_ENTRIES = f"""
    SELECT d.code AS district, coalesce(n.number, 0) AS number, coalesce(n.suffix, 0) AS suffix,
           {_unless_hidden("e.section", "'3-anonymous'")} AS section,
           {_unless_hidden("e.marker", "CASE WHEN e.marker LIKE '%%N%%' THEN e.marker ELSE e.marker || 'N' END")} AS marker,
           {_unless_hidden("e.attains_on", "NULL")} AS attains_on,
           {_unless_hidden("e.surname")} AS surname, {_unless_hidden("e.forenames")} AS forenames,
           {_unless_hidden("coalesce(p.address, '')")} AS address,
           {_unless_hidden("coalesce(p.postcode, '')")} AS postcode,
           e.parliamentary, e.local,
           CASE WHEN el.anonymous OR e.section = '3-anonymous' THEN false
                ELSE coalesce(NOT later.choice, el.open_register) END AS open_register,
           e.elector_id, el.reference AS elector_reference, coalesce(e.root_id, e.id) AS chain_id,
           {_unless_hidden("coalesce(p.reference, '')")} AS property_reference,
           NULL::text AS old_district, NULL::int AS old_number, NULL::int AS old_suffix,
           {_unless_hidden("coalesce(q.address, '')")} AS qualifying_address,
           {_unless_hidden(PRESENT_ADDRESS)} AS present_address,
           CASE WHEN e.section = '3-anonymous' THEN el.anonymous_until END AS anonymous_until
    FROM register_registerentry e
    JOIN register_elector el ON el.id = e.elector_id
    JOIN places_pollingdistrict d ON d.id = e.district_id
    LEFT JOIN places_property p ON p.id = e.property_id
    LEFT JOIN ({QUALIFYING_ADDRESS}) q ON q.elector_id = e.elector_id AND e.marker LIKE '%%F%%'
    LEFT JOIN register_registernumber n
      ON n.entry_id = coalesce(e.root_id, e.id) AND n.publication_id = %(publication)s
    LEFT JOIN LATERAL (
        SELECT c.choice FROM register_openregisterchoice c
        WHERE c.elector_id = e.elector_id AND c.received_on > %(choices_by)s
        ORDER BY c.received_on, c.id LIMIT 1
    ) later ON true
    WHERE e.authority_id = %(authority)s AND e.effective_from <= %(on)s
      AND (e.effective_to IS NULL OR e.effective_to > %(on)s)
"""

_SHOWN = (
    "chain_id, district, number, suffix, section, marker, attains_on, surname, forenames, address, postcode,"
    " elector_reference"
)


@dataclass(frozen=True, slots=True)
class AsAt:
    """A day, and the publication whose numbers were in force on it (None: before the first)."""

    authority_id: int
    on: date
    publication_id: int | None
    publication: str

    @property
    def parameters(self) -> dict[str, Any]:
        """Return what the statements are filled with."""
        return {
            "authority": self.authority_id,
            "on": self.on,
            "publication": self.publication_id,
            "choices_by": open_register_with(self.on).choices_by,
        }


def day_asked_for(on: date, *, latest: date) -> date:
    """Return a day of which the register may be asked for.

    :raises NotFound: for a day after `latest`, of which nobody knows yet, and for one before there were registers.
    """
    if not FIRST_REGISTERS <= on <= latest:
        raise NotFound(kind="day", reference=on.isoformat())
    return on


def as_at(authority_id: int, on: date) -> AsAt:
    """Return the day with the publication in force on it."""
    held = (
        Publication.objects.filter(
            authority=authority_id, state=PaperState.ISSUED, kind__in=NUMBERED, published_on__lte=on
        )
        .order_by("-published_on", "-issued_at", "-pk")
        .first()
    )
    return AsAt(authority_id, on, held.pk if held else None, held.reference if held else "")


def district_codes(day: AsAt) -> tuple[str, ...]:
    """Return the codes of the districts that were in force on a day, in order."""
    held = PollingDistrict.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gt=day.on), authority=day.authority_id, valid_from__lte=day.on
    )
    return tuple(held.order_by("code").values_list("code", flat=True).distinct())


def as_at_table(districts: tuple[str, ...], search_label: str) -> TableSpec:
    """Return the table of the register as at a day; the same as a published register's."""
    spec = entries_table(districts, search_label)
    return TableSpec(
        "as-at", spec.columns, spec.default_sort, spec.filters, spec.search_label, tie=SortColumn("chain_id")
    )


def as_at_page(day: AsAt, asked: TableRequest) -> Page[PublishedEntry]:
    """Return one page of the register as at a day."""
    where, narrowed = _narrowed(asked)
    keyset = keyset_clause(asked.order, asked.cursor)
    given = {**day.parameters, **narrowed}
    after = keyset.where
    for place, value in enumerate(keyset.params):
        given[f"after{place}"] = value
        after = after.replace("%s", f"%(after{place})s", 1)
    select = f"SELECT {_SHOWN} FROM ({_ENTRIES}) AS entries WHERE {where}"
    with connection.cursor() as cursor:
        cursor.execute(f"{select} AND {after} ORDER BY {keyset.order} LIMIT {asked.size + 1}", given)
        rows = cursor.fetchall()
        cursor.execute(capped_count(select), given)
        counted = cursor.fetchone()[0]
    return Page.gather(asked, (PublishedEntry(*row) for row in rows), Total.of(counted))


def every_entry_as_at(day: AsAt, asked: TableRequest) -> Iterator[PublishedEntry]:
    """Yield every entry of the register as at a day that matches, in the order asked for."""
    where, narrowed = _narrowed(asked)
    order = keyset_clause(asked.order, None).order
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {_SHOWN} FROM ({_ENTRIES}) AS entries WHERE {where} ORDER BY {order}",
            {**day.parameters, **narrowed},
        )
        while rows := cursor.fetchmany(5_000):
            for row in rows:
                yield PublishedEntry(*row)


def take_out_as_at(day: AsAt, path: Path) -> None:
    """Copy the register as at a day out of the database as CSV without a header, in the columns of a snapshot."""
    with (
        connection.cursor() as cursor,
        path.open("wb") as file,
        cursor.copy(
            f"COPY (SELECT * FROM ({_ENTRIES}) AS entries ORDER BY district, number, suffix, chain_id)"
            " TO STDOUT (FORMAT csv)",
            day.parameters,
        ) as copy,
    ):
        for piece in copy:
            file.write(piece)


def hidden_as_at(day: AsAt) -> list[int]:
    """Return the ids, in order, of the electors who had a named entry on a day and are anonymous now."""
    held = RegisterEntry.objects.filter(
        Q(effective_to__isnull=True) | Q(effective_to__gt=day.on),
        authority=day.authority_id,
        effective_from__lte=day.on,
        elector__anonymous=True,
    ).exclude(section=Section.ANONYMOUS)
    return sorted(set(held.values_list("elector_id", flat=True)))


def _narrowed(asked: TableRequest) -> tuple[str, dict[str, Any]]:
    conditions, given = ["TRUE"], {}
    for key in ("district", "section"):
        if key in asked.filters:
            conditions.append(f"{key} = %({key})s")
            given[key] = asked.filters[key]
    for place, word in enumerate(asked.search.split()):
        conditions.append(
            "strpos(pollwright_folded(concat_ws(' ', district || '-' || number, surname, forenames, address, postcode)),"
            f" pollwright_folded(%(word{place})s)) > 0"
        )
        given[f"word{place}"] = word
    return " AND ".join(conditions), given
