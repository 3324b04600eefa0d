"""One page of rows, with the way on and back, and the count."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from pollwright.pages import wording
from pollwright.pages.tables.asked import TableRequest

COUNT_CAP = 1000
ROWS_AT_ONCE = 1000

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Total:
    """How many rows there are, or that there are more than are worth counting."""

    number: int
    capped: bool = False

    @classmethod
    def of(cls, counted: int, cap: int = COUNT_CAP) -> "Total":
        """Return the total from a count that stopped just past ``cap`` (see ``capped_count``)."""
        return cls(min(counted, cap), counted > cap)

    def __str__(self) -> str:
        """Return ``412``, or ``1,000+`` where the count stopped."""
        return f"{wording.number(self.number)}{'+' if self.capped else ''}"


def capped_count(select: str, cap: int = COUNT_CAP) -> str:
    """Return a statement that counts the rows of ``select`` (without a semicolon), stopping past ``cap``."""
    return f"SELECT count(*) FROM (SELECT 1 FROM ({select}) AS counted LIMIT {cap + 1}) AS capped"


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """Rows in the order asked for, and tokens of the pages on either side (None: there is none)."""

    asked: TableRequest
    rows: tuple[Row, ...]
    next: str | None
    previous: str | None
    total: Total | None = None

    @classmethod
    def gather(cls, asked: TableRequest, found: Iterable[Row], total: Total | None = None) -> "Page[Row]":
        """Make a page from the ``asked.size + 1`` rows (or fewer) that a query with ``asked.order`` found.

        It is empty, whatever was found, where what was asked matches nothing.
        """
        if asked.nothing:
            return cls(asked=asked, rows=(), next=None, previous=None, total=None if total is None else Total(0))
        rows = list(found)
        more = len(rows) > asked.size
        rows = rows[: asked.size]
        if asked.cursor is not None and asked.cursor.backwards:
            return cls._between(asked, rows[::-1], total, before=more, after=True)
        return cls._between(asked, rows, total, before=asked.cursor is not None, after=more)

    @classmethod
    def _between(
        cls, asked: TableRequest, rows: list[Row], total: Total | None, *, before: bool, after: bool
    ) -> "Page[Row]":
        first = asked.token_of(rows[0]) if rows and before else None
        last = asked.token_of(rows[-1]) if rows and after else None
        return cls(asked=asked, rows=tuple(rows), next=last, previous=first, total=total)


def every_row(page_of: Callable[[TableRequest], Page[Row]], asked: TableRequest) -> list[Row]:
    """Return all the rows that are asked for, page by page, for the download of a list that is never long.

    Read at once and not as it is sent: by then the request's authority is no longer in scope.
    """
    found: list[Row] = []
    here = asked.from_the_start(ROWS_AT_ONCE)
    while True:
        page = page_of(here)
        found += page.rows
        if page.next is None:
            return found
        here = here.following(page.next)
