"""The cover of a published register: its parts, their counts, and the proof that they reconcile.

The law asks for no cover. It is how the printer, and the officer who releases the edition, see that no part or page is
missing.
"""

from dataclasses import dataclass, field
from typing import ClassVar, NamedTuple, Protocol

from pollwright.documents.imprint import Imprint, reconcile
from pollwright.documents.papers.editions import Edition


class FullCount(NamedTuple):
    """One polling district, or the whole, of a full register.

    `electors` is `last + added - deleted + moved_in - moved_out`, and includes `others` and `anonymous`.
    """

    code: str
    name: str
    last: int
    added: int
    deleted: int
    moved_in: int
    moved_out: int
    electors: int
    others: int
    anonymous: int
    attainers: int
    pages: int


class OpenCount(NamedTuple):
    """One polling district, or the whole, of an open register: `electors` is `full - opted_out - anonymous`."""

    code: str
    name: str
    full: int
    opted_out: int
    anonymous: int
    electors: int
    pages: int


class _Count(Protocol):
    """What both kinds of row have."""

    @property
    def _fields(self) -> tuple[str, ...]: ...
    @property
    def code(self) -> str: ...
    @property
    def electors(self) -> int: ...


@dataclass(frozen=True, slots=True)
class FullRegisterCover:
    """Cover of the full register.

    :param counts: one row for each polling district, in register order.
    :param total: the whole, counted apart from the rows; its code and name are not printed.
    :raises DoesNotReconcile: where a row does not add up, or the rows do not add up to the whole.
    """

    template: ClassVar[str] = "documents/papers/register_cover/register_cover.typ"

    imprint: Imprint
    register: str
    counts: tuple[FullCount, ...]
    total: FullCount
    notes: tuple[str, ...]
    edition: Edition = field(default=Edition.FULL, init=False)

    @property
    def rows(self) -> int:
        """Return the rows of its table: the header, the districts, the whole."""
        return len(self.counts) + 2

    def __post_init__(self) -> None:
        for row in (*self.counts, self.total):
            made = row.last + row.added - row.deleted + row.moved_in - row.moved_out
            reconcile(f"Electors of {row.code or 'the whole'}", stated=row.electors, printed=made)
        _reconcile_columns(self.counts, self.total)


@dataclass(frozen=True, slots=True)
class OpenRegisterCover:
    """Cover of the open register. Parameters and refusals as for `FullRegisterCover`."""

    template: ClassVar[str] = "documents/papers/register_cover/register_cover.typ"

    imprint: Imprint
    register: str
    counts: tuple[OpenCount, ...]
    total: OpenCount
    notes: tuple[str, ...]
    edition: Edition = field(default=Edition.OPEN, init=False)

    @property
    def rows(self) -> int:
        """Return the rows of its table: the header, the districts, the whole."""
        return len(self.counts) + 2

    def __post_init__(self) -> None:
        for row in (*self.counts, self.total):
            made = row.full - row.opted_out - row.anonymous
            reconcile(f"Electors of {row.code or 'the whole'}", stated=row.electors, printed=made)
        _reconcile_columns(self.counts, self.total)


def _reconcile_columns(counts: tuple[_Count, ...], total: _Count) -> None:
    """Refuse a cover where the rows of any column do not add up to the whole."""
    for column in total._fields:
        if column not in ("code", "name"):
            printed = sum(getattr(row, column) for row in counts)
            reconcile(f"Column {column}", stated=getattr(total, column), printed=printed)
