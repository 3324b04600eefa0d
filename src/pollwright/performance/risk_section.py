"""The risks, as a section of a report: a table for each register, with what moved since the last report.

Risks that nobody has scored yet are counted, register by register: a new poll begins with every statutory topic.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from django.utils.translation import gettext_lazy

from pollwright.acting import Permission
from pollwright.documents.blocks import Column, Side
from pollwright.pages.wording import short_day
from pollwright.performance.queries.reported_risks import ReportedRisk, reported_risks, risks_counted
from pollwright.performance.sections import Check, ReportSection, SectionTable, Wanted, declare

COLUMNS = (
    Column("Ref", 2),
    Column("Risk", 7),
    Column("Inherent", 3),
    Column("Residual", 3),
    Column("Owner", 3),
    Column("Next review", 3),
    Column("Since the last report", 4),
)
UNSCORED = (Column("Register", 7), Column("Risks", 2, Side.RIGHT))
WAYS = {1: "Up from {score}", -1: "Down from {score}", 0: "Unchanged", None: "Was {score}"}


def tell(wanted: Wanted) -> Iterator[SectionTable]:
    """Yield the scored risks of each register in use, and how many are not scored; a register without any is left out."""
    found = reported_risks(wanted.authority_id, wanted.service, since=wanted.since)
    counted = risks_counted(wanted.authority_id, wanted.service, since=wanted.since)
    unscored: list[tuple[str, str]] = []
    tables: list[SectionTable] = []
    for _, group in groupby(found, key=lambda one: one.register):
        inside = list(group)
        caption = f"{inside[0].register_title} ({inside[0].register})"
        rows = tuple(_row(one, first=wanted.since is None) for one in inside if _scored(one))
        if rows:
            tables.append(SectionTable(caption, COLUMNS, rows))
        if left := len(inside) - len(rows):
            unscored.append((caption, f"{left:,}"))
    if unscored:
        tables.append(SectionTable("Risks that are not scored yet", UNSCORED, tuple(unscored)))
    check = Check("Risks of the registers in use", len(found), counted)
    yield from (replace(table, checks=() if place else (check,)) for place, table in enumerate(tables))


def _scored(one: ReportedRisk) -> bool:
    return one.inherent is not None or one.residual is not None or one.closed_on is not None


def _row(one: ReportedRisk, *, first: bool) -> tuple[str, ...]:
    return (
        one.ref,
        one.title,
        one.inherent.text if one.inherent else "Not scored",
        one.residual.text if one.residual else "Not scored",
        one.owned_by or "Nobody",
        short_day(one.next_review_on),
        _moved(one, first=first),
    )


def _moved(one: ReportedRisk, *, first: bool) -> str:
    if one.closed_on is not None:
        return f"Closed {short_day(one.closed_on)}"
    if first:
        return "First report"
    if one.before is None:
        return "Not scored" if one.residual is None else "Scored since"
    return WAYS[one.way].format(score=one.before.text)


declare(ReportSection("risks", "Risks", gettext_lazy("Risks"), Permission.RISKS_VIEW, 2, tell))
