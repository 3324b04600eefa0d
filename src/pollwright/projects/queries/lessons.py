"""Lessons of projects and of polls in one list: each stands once, in the room that noted it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pollwright.pages.tables import Page, TableRequest
from pollwright.performance.queries.paging import page_of

_ROWS = """
    SELECT l.id * 2 AS id, l.reference, 'project' AS source, p.reference AS of_reference, p.title AS of_title,
           l.heading, l.text, l.settled, l.carried_from
    FROM projects_lesson l JOIN projects_project p ON p.id = l.project_id
    WHERE l.authority_id = %(authority)s
    UNION ALL
    SELECT n.id * 2 + 1, n.reference, 'poll', q.reference, q.title, n.heading, n.text, FALSE, coalesce(b.reference, '')
    FROM elections_projectnote n JOIN elections_poll q ON q.id = n.poll_id
    LEFT JOIN elections_projectnote b ON b.id = n.carried_from_id
    WHERE n.authority_id = %(authority)s AND n.kind = 'lesson'
"""


@dataclass(frozen=True, slots=True)
class LessonListed:
    """A lesson in the list. `source` is project or poll, `of_reference` which one."""

    id: int
    reference: str
    source: str
    of_reference: str
    of_title: str
    heading: str
    text: str
    settled: bool
    carried_from: str


def lessons(authority_id: int, asked: TableRequest) -> Page[LessonListed]:
    """Return a page of lessons."""
    given: dict[str, Any] = {"authority": authority_id}
    where = ["TRUE"]
    for place, word in enumerate(asked.search.split()):
        given[f"word{place}"] = f"%{word}%"
        names = ("heading", "text", "of_title", "reference", "of_reference")
        where.append("(" + " OR ".join(f"{name} ILIKE %(word{place})s" for name in names) + ")")
    if sources := asked.filters.get("source"):
        where.append("source = ANY(%(sources)s)")
        given["sources"] = list(sources)
    if (settled := asked.filters.get("settled")) is not None:
        where.append("settled" if settled else "NOT settled")
    return page_of(asked, f"SELECT * FROM ({_ROWS}) AS lessons WHERE {' AND '.join(where)}", given, LessonListed)
