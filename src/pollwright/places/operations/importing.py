"""Loading areas, polling places, polling districts and properties, by sets.

What is new comes in, what differs is brought up to date, what is the same stays untouched, so that a second load of the
same files changes nothing. A property that stands in another district than the file says is not moved: that is an
alteration of the register (a misplaced property) or a change of districts, and both are acts of their own.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date

import polars as pl
from django.db import connection

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import operation
from pollwright.audit.trail import record_many
from pollwright.formats.places_file import PlacesFile
from pollwright.places.events import PlacesLoaded
from pollwright.places.operations import merging
from pollwright.places.operations.property_keys import with_address_and_key
from pollwright.postgres.copying import copy_frame, whole_sets
from pollwright.refusals import Refused


class UnknownPlaces(Refused):
    """A row names a polling district that neither the files nor the authority has."""

    code = "places.R001"
    problem = "{count} properties are in polling districts that are not known here, such as {example}."
    remedy = "Load the polling districts first, or together with the properties."


@dataclass(frozen=True, slots=True)
class Merged:
    """What became of the rows of one kind. `elsewhere` are properties whose district the file says otherwise."""

    new: int
    changed: int
    unchanged: int
    elsewhere: int = 0

    @property
    def rows(self) -> int:
        """How many rows there were."""
        return self.new + self.changed + self.unchanged


@dataclass(frozen=True, slots=True)
class Loaded:
    """What became of every row that was kept by the reader; the sums agree with the file's."""

    areas: Merged
    polling_places: Merged
    districts: Merged
    properties: Merged

    def by_kind(self) -> dict[str, dict[str, int]]:
        """Return the figures as plain values, kind by kind."""
        return {name: dict(figures) for name, figures in asdict(self).items()}

    def total(self, figure: str) -> int:
        """Return the sum of one figure over the kinds."""
        return sum(int(getattr(getattr(self, kind), figure)) for kind in self.by_kind())


@operation(Permission.PLACES_IMPORT)
def load_places(*, actor: Actor, files: PlacesFile, on: date) -> Loaded:
    """Bring an authority's places up to what the files say, all or nothing.

    :param on: the day from which rows hold that do not say.
    :raises UnknownPlaces: where a property is in a district that is not known.
    """
    authority = actor.authority_id
    loaded = Loaded(
        _merge(merging.AREAS, authority, _areas(files.areas, on)),
        _merge(merging.POLLING_PLACES, authority, _polling_places(files.polling_places)),
        _merge(merging.DISTRICTS, authority, _dated(files.districts, on)),
        _merge(merging.PROPERTIES, authority, _properties(files.properties, on)),
    )
    record_many(
        PlacesLoaded(
            files.layout, loaded.total("new"), loaded.total("changed"), loaded.total("unchanged"), loaded.by_kind()
        ),
        actor=actor,
        subjects_sql=merging.SUBJECTS,
    )
    return loaded


def _merge(merge: merging.Merge, authority: int, rows: pl.DataFrame) -> Merged:
    """Put rows into a temporary table, and from there into the table of their kind."""
    parameters = {"authority": authority}
    with connection.cursor() as cursor:
        cursor.execute(merge.stage)
        copy_frame(cursor, merge.staged, rows.select(merge.columns))
        cursor.execute(f"ANALYZE {merge.staged}")
        if merge.unknown:
            cursor.execute(merge.unknown, parameters)
            count, example = cursor.fetchone()
            if count:
                raise UnknownPlaces(count=count, example=example)
        done, elsewhere = {}, 0
        with whole_sets(cursor):
            for name, statement in merge.steps.items():
                cursor.execute(statement, parameters)
                done[name] = cursor.rowcount
            if merge.elsewhere:
                cursor.execute(merge.elsewhere, parameters)
                elsewhere = cursor.fetchone()[0]
    return Merged(done["new"], done["changed"], rows.height - done["new"] - done["changed"], elsewhere)


def _areas(rows: pl.DataFrame, on: date) -> pl.DataFrame:
    return _blanked(_dated(rows, on), ["name_cy"])


def _polling_places(rows: pl.DataFrame) -> pl.DataFrame:
    return _blanked(rows, [*(f"address{at}" for at in range(1, 6)), "postcode"])


def _properties(rows: pl.DataFrame, on: date) -> pl.DataFrame:
    texts = ["organisation", "sub_building", "building_name", "building_number", "street", "locality", "town"]
    return _blanked(_dated(with_address_and_key(rows), on), [*texts, "postcode"])


def _dated(rows: pl.DataFrame, on: date) -> pl.DataFrame:
    return rows.with_columns(pl.col("valid_from").fill_null(pl.lit(on)))


def _blanked(rows: pl.DataFrame, columns: list[str]) -> pl.DataFrame:
    return rows.with_columns(pl.col(columns).fill_null(""))
