"""What a notice or a revised register altered, line by line, as it is printed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from django.db import connection

ACTIONS = {"opened": "add", "closed": "delete", "changed": "amend", "moved": "amend"}


@dataclass(frozen=True, slots=True)
class PaperLine:
    """One printed line. An anonymous entry has its number and letters only (REG-174)."""

    district: str
    district_name: str
    effect: str
    number: int | None
    suffix: int
    marker: str
    surname: str
    forenames: str
    attains_on: date | None
    address: str
    postcode: str
    effective_on: date
    former_marker: str
    former_surname: str
    former_forenames: str
    former_address: str
    former_district: str
    reason: str
    elector_reference: str
    elector_id: int

    @property
    def action(self) -> str:
        """Return add, delete or amend."""
        return ACTIONS[self.effect]

    @property
    def anonymous(self) -> bool:
        """Whether the line prints a number and letters only."""
        return "N" in self.marker

    @property
    def elector_number(self) -> str:
        """Return the number with its district, such as `AB1-123/1`."""
        return f"{self.district}-{self.bare_number}"

    @property
    def bare_number(self) -> str:
        """Return the number within the district, with its suffix where it has one."""
        if self.number is None:
            return ""
        return f"{self.number}/{self.suffix}" if self.suffix else str(self.number)

    @property
    def formerly(self) -> str:
        """Return what an amended entry said before, where it was something else."""
        changes = (
            (self.former_marker, self.marker),
            (self.former_surname, self.surname),
            (self.former_forenames, self.forenames),
            (self.former_address, self.address),
        )
        if self.anonymous or self.action != "amend" or all(before == after for before, after in changes):
            return ""
        name = ", ".join(part for part in (self.former_surname, self.former_forenames) if part)
        return " ".join(part for part in (self.former_marker, name, self.former_address) if part)


def masked(line: PaperLine) -> PaperLine:
    """Return the line of an elector who has become anonymous since: number and letters, nothing else (REG-174)."""
    return replace(
        line,
        marker=line.marker if line.anonymous else f"{line.marker}N",
        surname="",
        forenames="",
        attains_on=None,
        address="",
        postcode="",
        former_marker="",
        former_surname="",
        former_forenames="",
        former_address="",
    )


_LINES = """
SELECT d.code, d.name, l.effect, l.number, l.suffix,
       coalesce(after.marker, before.marker, ''),
       coalesce(after.surname, before.surname, ''), coalesce(after.forenames, before.forenames, ''),
       CASE WHEN after.id IS NULL THEN before.attains_on ELSE after.attains_on END,
       coalesce(p.address, ''), coalesce(p.postcode, ''), l.effective_on,
       coalesce(before.marker, ''), coalesce(before.surname, ''), coalesce(before.forenames, ''),
       coalesce(former.address, ''), coalesce(fd.code, ''), a.reason, e.reference, e.id
FROM register_noticeline l
JOIN register_alteration a ON a.id = l.alteration_id
JOIN register_elector e ON e.id = a.elector_id
JOIN places_pollingdistrict d ON d.id = l.district_id
LEFT JOIN places_pollingdistrict fd ON fd.id = l.from_district_id
LEFT JOIN register_registerentry after ON after.opened_by_id = a.id AND after.effective_from = l.effective_on
LEFT JOIN register_registerentry before ON before.closed_by_id = a.id AND before.effective_to = l.effective_on
LEFT JOIN places_property p ON p.id = CASE WHEN after.id IS NULL THEN before.property_id ELSE after.property_id END
LEFT JOIN places_property former ON former.id = before.property_id
WHERE l.authority_id = %(authority)s AND l.effect <> 'none'
  AND (l.notice_id = %(notice)s OR l.publication_id = %(publication)s)
ORDER BY d.code, l.effect = 'closed', l.effect <> 'opened', l.number, l.suffix, l.id
"""


def paper_lines(
    authority_id: int, *, notice_id: int | None = None, publication_id: int | None = None
) -> Iterator[PaperLine]:
    """Yield the printed lines of a notice or revised register, in order of district, action and number."""
    with connection.cursor() as cursor:
        cursor.execute(_LINES, {"authority": authority_id, "notice": notice_id, "publication": publication_id})
        for row in cursor.fetchall():
            yield PaperLine(*row)
