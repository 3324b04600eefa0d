"""Electors whose entry prints no address and who hang on no property, and which property their address suggests."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet

from pollwright.pages.tables import Page, TableRequest, Total, either, every_word, keyset_queryset
from pollwright.pages.tables.paging import COUNT_CAP
from pollwright.places.models import Property
from pollwright.refusals import NotFound
from pollwright.register.models import Elector, RegisterEntry
from pollwright.register.queries.overseas import QUALIFYING_PLACES
from pollwright.register.states import Section

# The property must have the same postcode and the same numbers, and one address must hold every word of the other, so
# that "12 High Street" is neither flat 2 there nor number 21.
_SUGGESTED = f"""
WITH unplaced AS MATERIALIZED (
    SELECT DISTINCT el.id, told.address, told.postcode
    FROM register_qualityfinding f
    JOIN register_elector el ON el.id = f.elector_id AND NOT el.anonymous
    JOIN ({QUALIFYING_PLACES}) told ON told.elector_id = el.id AND told.property = '' AND told.postcode <> ''
    WHERE f.authority_id = %(authority)s AND f.kind = 'unplaced' AND f.state = 'open'
      AND (%(electors)s::bigint[] IS NULL OR el.id = ANY(%(electors)s))
      AND EXISTS (SELECT FROM register_registerentry e
                  WHERE e.elector_id = el.id AND e.effective_to IS NULL AND e.section = '2-other')
), worded AS (
    SELECT u.id, u.address, p.id AS property_id, string_to_array(pollwright_folded(u.address), ' ') AS given,
           string_to_array(pollwright_folded(concat_ws(' ', p.address, p.postcode)), ' ') AS known
    FROM unplaced u
    JOIN places_property p ON p.authority_id = %(authority)s AND p.postcode = u.postcode AND p.valid_to IS NULL
)
SELECT id, min(address), min(property_id) FROM worded
WHERE (given <@ known OR known <@ given)
  AND ARRAY(SELECT DISTINCT word FROM unnest(given) word WHERE word ~ '[0-9]' ORDER BY word)
    = ARRAY(SELECT DISTINCT word FROM unnest(known) word WHERE word ~ '[0-9]' ORDER BY word)
GROUP BY id HAVING count(*) = 1
"""
_TOLD = f"SELECT told.address, told.postcode FROM ({QUALIFYING_PLACES}) told WHERE told.elector_id = %(elector)s"
_ELECTOR = ("pk", "reference", "surname", "forenames")


@dataclass(frozen=True, slots=True)
class Unplaced:
    """An elector among the others as the page shows it by which their property is chosen.

    :param version: goes with the act. `address` and `postcode` are as they were given, blank where they were not.
    """

    reference: str
    name: str
    version: int
    address: str
    postcode: str
    district: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An elector who hangs on no property, and the one property that the address suggests."""

    id: int
    reference: str
    surname: str
    forenames: str
    given: str
    property_reference: str
    property_address: str
    district: str
    goes_to: str

    @property
    def name(self) -> str:
        """The name as lists show it."""
        return ", ".join(part for part in (self.surname, self.forenames) if part)


def unplaced_elector(authority_id: int, reference: str) -> Unplaced:
    """Return an elector whose entry in force prints no address.

    :raises NotFound: where the authority has none of that reference, or the elector is anonymous.
    """
    held = RegisterEntry.objects.filter(
        authority=authority_id,
        elector__reference=reference,
        elector__anonymous=False,
        effective_to__isnull=True,
        section=Section.OTHER,
    )
    entry = held.select_related("elector", "district").first()
    if entry is None:
        raise NotFound(kind="elector without a printed address", reference=reference)
    with connection.cursor() as cursor:
        cursor.execute(_TOLD, {"authority": authority_id, "elector": entry.elector_id})
        address, postcode = cursor.fetchone() or ("", "")
    somebody = entry.elector
    name = ", ".join(part for part in (somebody.surname, somebody.forenames) if part)
    return Unplaced(reference, name, somebody.version, address, postcode or "", entry.district.code)


def suggested_homes(authority_id: int, electors: Collection[int] | None = None) -> dict[int, tuple[str, int]]:
    """Return the address as it was given and the id of the one property that it suggests, by elector.

    :param electors: of these alone; of everybody in the queue where it is None.
    """
    given = {"authority": authority_id, "electors": None if electors is None else list(electors)}
    with connection.cursor() as cursor:
        cursor.execute(_SUGGESTED, given)
        return {elector: (address, home) for elector, address, home in cursor.fetchall()}


def suggestions(authority_id: int, asked: TableRequest) -> Page[Suggestion]:
    """Return a page of the electors whose address suggests exactly one property."""
    homes = suggested_homes(authority_id)
    held = _wanted(authority_id, asked, homes)
    rows = keyset_queryset(held, asked.order, asked.cursor).values_list(*_ELECTOR)[: asked.size + 1]
    total = Total.of(held.order_by()[: COUNT_CAP + 1].count())
    return Page.gather(asked, _rows(authority_id, list(rows), homes), total)


def every_suggestion(authority_id: int, asked: TableRequest) -> Iterator[Suggestion]:
    """Yield every such elector whom the table asks for, for a download or the bulk act."""
    homes = suggested_homes(authority_id)
    held = _wanted(authority_id, asked, homes)
    yield from _rows(authority_id, list(keyset_queryset(held, asked.order, None).values_list(*_ELECTOR)), homes)


def _wanted(authority_id: int, asked: TableRequest, homes: dict[int, tuple[str, int]]) -> QuerySet[Elector]:
    held = Elector.objects.filter(authority=authority_id, pk__in=homes)
    return held.filter(every_word(asked.search, ("reference", "surname", "forenames"), partial(_addressed, homes)))


def _addressed(homes: dict[int, tuple[str, int]], word: str) -> Q:
    """Return the condition that a word is in the address as it was given, or in the property that it suggests."""
    named = Property.objects.filter(either(("address", "reference"), word), pk__in=[home for _, home in homes.values()])
    meant = set(named.values_list("pk", flat=True))
    return Q(pk__in=[pk for pk, (given, home) in homes.items() if word.lower() in given.lower() or home in meant])


def _rows(
    authority_id: int, electors: list[tuple[Any, ...]], homes: dict[int, tuple[str, int]]
) -> Iterator[Suggestion]:
    ids = [row[0] for row in electors]
    entries = RegisterEntry.objects.filter(
        authority=authority_id, elector__in=ids, effective_to__isnull=True, section=Section.OTHER
    )
    now = dict(entries.values_list("elector", "district__code"))
    named = Property.objects.filter(authority=authority_id, pk__in={homes[pk][1] for pk in ids})
    places = {pk: told for pk, *told in named.values_list("pk", "reference", "address", "postcode", "district__code")}
    for pk, reference, surname, forenames in electors:
        given, home = homes[pk]
        code, address, postcode, goes_to = places[home]
        line = f"{address} {postcode}".strip()
        yield Suggestion(pk, reference, surname, forenames, given, code, line, now.get(pk, ""), goes_to)
