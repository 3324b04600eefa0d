"""Districts that were made up for a file that names none: only for the properties that are new here."""

from __future__ import annotations

from dataclasses import replace

import polars as pl
from django.db import connection

from pollwright.formats import finding_frames
from pollwright.formats.place_kinds import PROVISIONAL_DISTRICTS
from pollwright.formats.places_file import PlacesFile


def in_districts_known(authority: int, files: PlacesFile) -> PlacesFile:
    """Return the files with the known properties in no district, so that each stays in that which it has here.

    Districts that were made up for them alone go, unless they are here from an earlier import.
    """
    if not files.provisional:
        return files
    references, uprns, districts = _known(authority)
    made_up = pl.col("district").is_in(list(files.provisional))
    known = pl.col("property_reference").is_in(references) | pl.col("uprn").is_in(uprns).fill_null(value=False)
    homes = files.properties.with_columns(pl.when(~(made_up & known)).then(pl.col("district")))
    used = homes["district"].drop_nulls().unique().to_list()
    wanted = ~pl.col("code").is_in(list(files.provisional)) | pl.col("code").is_in([*used, *districts])
    return replace(
        files,
        properties=homes,
        districts=files.districts.filter(wanted),
        findings=_told_again(files.findings, homes.filter(made_up).height),
    )


def _known(authority: int) -> tuple[list[str], list[int], list[str]]:
    """Return the references and UPRNs of the properties that are here, and the codes of the districts in force."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT reference, uprn FROM places_property WHERE authority_id = %s AND valid_to IS NULL", [authority]
        )
        homes = cursor.fetchall()
        cursor.execute(
            "SELECT code FROM places_pollingdistrict WHERE authority_id = %s AND valid_to IS NULL", [authority]
        )
        districts = [code for (code,) in cursor.fetchall()]
    return [reference for reference, _ in homes], [uprn for _, uprn in homes if uprn is not None], districts


def _told_again(findings: pl.DataFrame, count: int) -> pl.DataFrame:
    """Say of how many properties the districts are provisional: of none, nothing."""
    others = findings.filter(pl.col("code") != PROVISIONAL_DISTRICTS.code)
    if not count:
        return others
    told = finding_frames.of([PROVISIONAL_DISTRICTS.at(count=count)])
    file = findings.filter(pl.col("code") == PROVISIONAL_DISTRICTS.code)["file"].first()
    return pl.concat([told.select(pl.lit(file, dtype=pl.String).alias("file"), *finding_frames.SCHEMA), others])
