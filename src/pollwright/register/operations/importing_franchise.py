"""The franchise of imported rows: worked out by the law once for each distinct combination of facts.

A marker that came with the file is evidence. It decides only where no nationality is recorded; where it can't be right,
or is not what the facts give, the row says so and the entry goes to the queue of data quality.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import polars as pl

from pollwright.law.ages import ADULT, attains_on, years_before, youngest_birth
from pollwright.law.facts import Category, Facts, ResidenceRight
from pollwright.law.franchise import inherited_marker_exception, marker, registers
from pollwright.law.nations import Nation
from pollwright.law.polls import Register

FACTS = ("nationality", "residence_right", "category", "anonymous", "inherited")
OUTCOME = {
    "marker": pl.String,
    "parliamentary": pl.Boolean,
    "local": pl.Boolean,
    "worked_out": pl.String,
    "doubt": pl.String,
}


@dataclass(frozen=True, slots=True)
class Franchise:
    """What one combination of facts gives.

    `marker` is None where there is no vote and no evidence of one. `doubt` is "impossible" where the inherited marker
    can't be right and is all there is, "differs" where it is not what the facts give, else blank.
    """

    marker: str | None
    parliamentary: bool
    local: bool
    worked_out: str
    doubt: str


class FranchiseOfRows:
    """Works out franchise for frames of rows, remembering every combination of facts that it has met."""

    def __init__(self, nation: Nation, on: date, *, knows_markers: bool) -> None:
        """Begin.

        :param on: the day of the register.
        :param knows_markers: whether the file has markers, so that a blank one is evidence of the full franchise.
        """
        self._nation, self._on, self._knows_markers = nation, on, knows_markers
        self._known: dict[tuple[str, str, str, bool, str | None], Franchise] = {}

    def add_to(self, rows: pl.DataFrame) -> pl.DataFrame:
        """Return the rows with the columns of `OUTCOME`, `attains_on` worked out, and `too_young`.

        :param rows: with `FACTS`, `date_of_birth` and `attains_on`.
        """
        found = rows.select(FACTS).unique(maintain_order=True)
        outcomes = [self._of(facts) for facts in found.iter_rows()]
        worked = found.with_columns(
            pl.Series(name, [getattr(outcome, name) for outcome in outcomes], dtype=kind)
            for name, kind in OUTCOME.items()
        )
        joined = rows.join(worked, on=FACTS, how="left", nulls_equal=True, maintain_order="left")
        return self._with_ages(joined)

    def _of(self, facts: tuple[str, str, str, bool, str | None]) -> Franchise:
        if facts not in self._known:
            self._known[facts] = self._work_out(*facts)
        return self._known[facts]

    def _work_out(
        self, nationality: str, residence_right: str, category: str, anonymous: bool, inherited: str | None
    ) -> Franchise:
        evidence = (inherited or "") if self._knows_markers else None
        person = Facts(
            nationalities=tuple(nationality.split(";")) if nationality else (),
            residence_right=ResidenceRight(residence_right),
            category=Category(category),
            anonymous=anonymous,
            inherited_marker=evidence,
        )
        both = registers(person, self._nation, self._on)
        printed = marker(person, self._nation, self._on).marker
        letters = (inherited or "").replace("N", "")
        if printed is None:
            kept = f"{letters}{'N' if anonymous else ''}" if letters else None
            return Franchise(kept, parliamentary=False, local=True, worked_out="", doubt="impossible" if kept else "")
        differs = bool(nationality) and self._knows_markers and letters != printed.letter
        impossible = bool(letters) and inherited_marker_exception(letters, self._nation, self._on) is not None
        doubt = "differs" if differs or impossible else ""
        return Franchise(
            printed.text, both.parliamentary.entitled, both.local.entitled, worked_out=printed.text, doubt=doubt
        )

    def _with_ages(self, rows: pl.DataFrame) -> pl.DataFrame:
        """Apply what depends on birth: attainment, and the youngest whom each register takes."""
        adult = pl.col("date_of_birth") <= years_before(self._on, ADULT)
        births = rows.filter(~adult)["date_of_birth"].drop_nulls().unique().to_list()
        coming = pl.col("date_of_birth").replace_strict(
            births, [attains_on(born, self._on) for born in births], default=None, return_dtype=pl.Date
        )
        stated = pl.when(pl.col("attains_on") > self._on).then(pl.col("attains_on"))
        old_enough = {
            register: pl.col("date_of_birth").fill_null(pl.date(1900, 1, 1))
            <= youngest_birth(register, self._nation, self._on).born_by
            for register in (Register.PARLIAMENTARY, Register.LOCAL)
        }
        return rows.with_columns(
            pl.when(pl.col("date_of_birth").is_null()).then(stated).otherwise(coming).alias("attains_on"),
            pl.col("parliamentary") & old_enough[Register.PARLIAMENTARY],
            pl.col("local") & old_enough[Register.LOCAL],
        ).with_columns((~pl.col("parliamentary") & ~pl.col("local")).alias("too_young"))
