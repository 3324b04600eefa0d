"""Proofs: totals that must agree, worked out from independent sides, before anything leaves (REQ-001, lesson 2).

A district reconciles where what it held before, and what the lines of the paper did to it, make what is in force after.
The two counts are taken from the entries, the changes from the lines.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from django.db import connection

from pollwright.files.content import ContentDamaged, ContentMissing
from pollwright.files.store import open_content
from pollwright.findings import Finding, Level, declare
from pollwright.refusals import Refused
from pollwright.register.models import PublicationFile


class DoesNotReconcile(Refused):
    """A total is not what it must be; nothing is issued."""

    code = "register.R010"
    problem = "{what} does not reconcile: {expected} expected, {found} found."
    remedy = "Nothing was issued. Prepare it again; if it says the same, tell your supplier, with this message."


@dataclass(frozen=True, slots=True)
class DistrictCount:
    """The reconciliation of one district."""

    district_id: int
    code: str
    before: int
    added: int
    deleted: int
    moved_in: int
    moved_out: int
    amended: int
    after: int

    @property
    def expected(self) -> int:
        """Return what must be in force after."""
        return self.before + self.added - self.deleted + self.moved_in - self.moved_out


_IN_FORCE = """
SELECT e.district_id, count(*) FROM register_registerentry e
WHERE e.authority_id = %s AND e.effective_to IS NULL GROUP BY e.district_id
"""

_CHANGES = """
SELECT district_id, sum(added), sum(deleted), sum(moved_in), sum(moved_out), sum(amended) FROM (
    SELECT l.district_id, (l.effect = 'opened')::int AS added, (l.effect = 'closed')::int AS deleted,
           (l.effect = 'moved')::int AS moved_in, 0 AS moved_out, (l.effect = 'changed')::int AS amended
    FROM register_noticeline l WHERE l.authority_id = %(authority)s AND {papers}
    UNION ALL
    SELECT l.from_district_id, 0, 0, 0, 1, 0
    FROM register_noticeline l WHERE l.authority_id = %(authority)s AND l.effect = 'moved' AND {papers}
) AS effects GROUP BY district_id
"""

OF_A_NOTICE = "l.notice_id = %(notice)s"
SINCE_A_PUBLICATION = """(l.publication_id = %(publication)s OR l.notice_id IN (
    SELECT n.id FROM register_notice n JOIN register_publication last ON last.id = %(previous)s
    WHERE n.authority_id = %(authority)s AND n.state = 'issued' AND n.issued_at > last.issued_at))"""


def in_force_by_district(authority_id: int) -> dict[int, int]:
    """Return the entries in force by district, from the entries."""
    with connection.cursor() as cursor:
        cursor.execute(_IN_FORCE, [authority_id])
        return dict(cursor.fetchall())


def reconcile_districts(
    authority_id: int, before: dict[int, int], after: dict[int, int], papers: str, parameters: dict[str, int | None]
) -> list[DistrictCount]:
    """Return the reconciliation of every district that had or has electors, in order of code.

    :param papers: `OF_A_NOTICE` or `SINCE_A_PUBLICATION`, whose names `parameters` fill.
    :raises DoesNotReconcile: naming the first district that does not.
    """
    with connection.cursor() as cursor:
        cursor.execute(_CHANGES.format(papers=papers), {"authority": authority_id, **parameters})
        changes = {row[0]: row[1:] for row in cursor.fetchall()}
        cursor.execute(
            "SELECT id, code FROM places_pollingdistrict WHERE authority_id = %s ORDER BY code", [authority_id]
        )
        codes = cursor.fetchall()
    counts = []
    for district_id, code in codes:
        added, deleted, moved_in, moved_out, amended = map(int, changes.get(district_id, (0, 0, 0, 0, 0)))
        count = DistrictCount(
            district_id,
            code,
            before.get(district_id, 0),
            added,
            deleted,
            moved_in,
            moved_out,
            amended,
            after.get(district_id, 0),
        )
        if count.expected != count.after:
            raise DoesNotReconcile(what=f"District {code}", expected=count.expected, found=count.after)
        if any((count.before, count.after, added, deleted, moved_in, moved_out)):
            counts.append(count)
    return counts


def totals(counts: list[DistrictCount]) -> dict[str, int]:
    """Return the sums over districts."""
    names = ("before", "added", "deleted", "moved_in", "moved_out", "amended", "after")
    return {name: sum(getattr(count, name) for count in counts) for name in names}


def as_json(counts: list[DistrictCount]) -> list[dict[str, int | str]]:
    """Return the counts as JSON values, to stand in a paper's proof."""
    return [asdict(count) for count in counts]


_REMEDY = "Restore the file from a backup, and find out who had access to the store."
FILE_DAMAGED = declare(
    "register.file-damaged", Level.ERROR, "The {edition} {format} of {paper} is not what was frozen.", _REMEDY
)
FILE_MISSING = declare("register.file-missing", Level.ERROR, "The {edition} {format} of {paper} is gone.", _REMEDY)


def damaged_files(authority_id: int) -> list[Finding]:
    """Hash every file of every notice and publication again, and return those that are not what was frozen."""
    held = (
        PublicationFile.objects.filter(authority=authority_id, file__removed_at__isnull=True)
        .select_related("file", "publication", "notice")
        .order_by("pk")
    )
    found = []
    for one in held:
        paper = one.publication or one.notice
        facts: dict[str, Any] = {
            "edition": one.edition,
            "format": one.format,
            "paper": paper.reference if paper else "",
        }
        try:
            with open_content(one.file, verify=True):
                matches = one.file.sha256 == one.sha256
        except ContentMissing:
            found.append(FILE_MISSING.at(**facts))
        except ContentDamaged:
            found.append(FILE_DAMAGED.at(**facts))
        else:
            if not matches:
                found.append(FILE_DAMAGED.at(**facts))
    return found
