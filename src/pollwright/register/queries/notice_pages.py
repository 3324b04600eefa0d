"""What the pages of notices show: the list, what a notice holds, who is removed and why, and what just missed it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext

from pollwright.law.applications import UNDETERMINED
from pollwright.law.notices import CLERICAL_ERROR, FINAL, INTERIM, MONTHLY, NoticeDates, NoticeKind
from pollwright.law.placing import which_notice
from pollwright.pages.tables import Page, TableRequest, Total, capped_count, keyset_clause, keyset_queryset
from pollwright.pages.voice import translated
from pollwright.pages.wording import plain_day
from pollwright.places.queries.extent import districts_in_areas
from pollwright.refusals import NotFound
from pollwright.register.models import Notice, PublicationFile
from pollwright.register.states import AlterationReason, PaperState

SOURCES = {
    NoticeKind.MONTHLY: MONTHLY,
    NoticeKind.INTERIM_1: INTERIM,
    NoticeKind.INTERIM_2: INTERIM,
    NoticeKind.FINAL: FINAL,
    NoticeKind.CLERICAL: CLERICAL_ERROR,
}
COUNTED = 1000


@dataclass(frozen=True, slots=True)
class NoticeFacts:
    """A notice as its pages need it."""

    id: int
    authority_id: int
    reference: str
    kind: NoticeKind
    title: str
    published_on: date
    determined_by: date
    received_by: date | None
    poll_on: date | None
    areas: tuple[int, ...]
    registers: str
    state: PaperState
    prepared_by: str
    prepared_by_id: int | None
    approved_by: str
    approved_at: datetime | None
    issued_at: datetime | None
    counts: dict[str, int] = field(default_factory=dict)
    proof: dict[str, Any] = field(default_factory=dict)

    @property
    def additions(self) -> int | None:
        """Additions, once it is prepared."""
        return self.counts.get("additions")

    @property
    def deletions(self) -> int | None:
        """Deletions, once it is prepared."""
        return self.counts.get("deletions")

    @property
    def amendments(self) -> int | None:
        """Amendments, once it is prepared."""
        return self.counts.get("amendments")

    @property
    def dates(self) -> NoticeDates:
        """What the law says of a notice of these days."""
        return NoticeDates(
            self.kind,
            self.published_on,
            self.determined_by,
            self.received_by or self.determined_by,
            True,
            SOURCES[self.kind],
            (),
        )


@dataclass(frozen=True, slots=True)
class NoticeFile:
    """A file of a notice or publication."""

    edition: str
    format: str
    rows: int
    sha256: str
    token: str
    bytes: int
    restricted: bool


@dataclass(frozen=True, slots=True)
class Carried:
    """One alteration that a notice carries, or would carry if it were issued now."""

    id: int
    kind: str
    reason: str
    elector_reference: str
    surname: str
    forenames: str
    marker: str
    district: str
    address: str
    determined_on: date
    determined_by: str
    ground: str

    @property
    def name(self) -> str:
        """Surname and forenames; empty where the elector is anonymous."""
        return ", ".join(part for part in (self.surname, self.forenames) if part)


@dataclass(frozen=True, slots=True)
class Removal:
    """How many entries are removed for one reason."""

    reason: str
    label: str
    electors: int


@dataclass(frozen=True, slots=True)
class MissedRow:
    """Something that came too late for a notice: an alteration that waits, or an application not determined."""

    key: str
    what: str
    reference: str
    surname: str
    forenames: str
    received_at: datetime | None
    determined_on: date | None
    earliest: date | None
    anonymous: bool
    why: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Surname and forenames; empty where the person is anonymous."""
        return ", ".join(part for part in (self.surname, self.forenames) if part)


def notice_facts(authority_id: int, reference: str) -> NoticeFacts:
    """Return one notice.

    :raises NotFound: where the authority has none of that reference.
    """
    held = Notice.objects.filter(authority=authority_id, reference=reference).first()
    if held is None:
        raise NotFound(kind="notice", reference=reference)
    return _facts(held)


def notices_page(authority_id: int, asked: TableRequest) -> Page[NoticeFacts]:
    """Return one page of an authority's notices."""
    held = _asked_notices(authority_id, asked)
    rows = keyset_queryset(held, asked.order, asked.cursor)[: asked.size + 1]
    return Page.gather(asked, map(_facts, rows), Total.of(held[: COUNTED + 1].count()))


def every_notice(authority_id: int, asked: TableRequest) -> Iterator[NoticeFacts]:
    """Yield every notice that matches, in the order asked for."""
    return map(_facts, keyset_queryset(_asked_notices(authority_id, asked), asked.order, None).iterator())


def files_of(authority_id: int, *, notice_id: int | None = None, publication_id: int | None = None) -> list[NoticeFile]:
    """Return the files of a notice or of a publication."""
    held = (
        PublicationFile.objects.filter(authority=authority_id, notice=notice_id, publication=publication_id)
        .select_related("file")
        .order_by("edition", "format", "pk")
    )
    return [
        NoticeFile(one.edition, one.format, one.rows, one.sha256, one.file.token, one.file.bytes, one.file.restricted)
        for one in held
    ]


_CARRIED = """
    SELECT a.id, a.kind, a.reason, el.reference AS elector_reference,
           CASE WHEN el.anonymous THEN '' ELSE a.surname END AS surname,
           CASE WHEN el.anonymous THEN '' ELSE a.forenames END AS forenames,
           a.marker, d.code AS district,
           CASE WHEN el.anonymous THEN '' ELSE concat_ws(' ', p.address, p.postcode) END AS address,
           a.determined_on, coalesce(det.determined_by, '') AS determined_by, coalesce(det.ground, '') AS ground
    FROM register_alteration a
    JOIN register_elector el ON el.id = a.elector_id
    JOIN places_pollingdistrict d ON d.id = a.district_id
    LEFT JOIN places_property p ON p.id = a.property_id
    LEFT JOIN register_determination det ON det.id = a.determination_id
    WHERE a.authority_id = %(authority)s AND {which}
"""
_ISSUED = "EXISTS (SELECT FROM register_noticeline l WHERE l.alteration_id = a.id AND l.notice_id = %(notice)s)"
_WAITING = """NOT EXISTS (SELECT FROM register_alterationwithdrawal w WHERE w.alteration_id = a.id)
    AND ((a.parliamentary AND %(parliamentary)s AND NOT EXISTS (
            SELECT FROM register_noticeline l WHERE l.alteration_id = a.id AND l.parliamentary))
      OR (a.local AND %(local)s AND NOT EXISTS (
            SELECT FROM register_noticeline l WHERE l.alteration_id = a.id AND l.local)))
    AND (%(districts)s::bigint[] IS NULL OR a.district_id = ANY(%(districts)s))"""
_DUE = f"a.determined_on <= %(determined_by)s AND {_WAITING}"


def carried_page(notice: NoticeFacts, asked: TableRequest) -> Page[Carried]:
    """Return one page of what a notice carries; before its issue, what it would carry now."""
    select, given = _carried(notice, asked)
    return _page(asked, select, given, Carried)


def every_carried(notice: NoticeFacts, asked: TableRequest) -> Iterator[Carried]:
    """Yield all that a notice carries and that matches."""
    select, given = _carried(notice, asked)
    return _every(asked, select, given, Carried)


def removals(notice: NoticeFacts) -> list[Removal]:
    """Return how many electors a notice removes for each reason, the most common first."""
    given = _parameters(notice)
    which = _ISSUED if notice.state is PaperState.ISSUED else _DUE
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT reason, count(*) FROM ({_CARRIED.format(which=which)}) AS carried WHERE kind = 'delete'"
            " GROUP BY reason ORDER BY count(*) DESC, reason",
            given,
        )
        rows = cursor.fetchall()
    return [Removal(reason, str(AlterationReason(reason).label), count) for reason, count in rows]


_MISSED = f"""
    SELECT 'alteration ' || lpad(a.id::text, 12, '0') AS key, a.kind AS what, el.reference,
           CASE WHEN el.anonymous THEN '' ELSE a.surname END AS surname,
           CASE WHEN el.anonymous THEN '' ELSE a.forenames END AS forenames,
           a.received_at, a.determined_on, NULL::date AS earliest, el.anonymous,
           coalesce(a.received_at, a.determined_at) AS came
    FROM register_alteration a JOIN register_elector el ON el.id = a.elector_id
    WHERE a.authority_id = %(authority)s AND a.determined_on > %(determined_by)s AND {_WAITING}
    UNION ALL
    SELECT 'application ' || ap.reference, 'application', ap.reference, ap.surname, ap.forenames,
           ap.received_at, NULL, ap.may_determine_from, ap.anonymous, ap.received_at
    FROM register_application ap
    WHERE ap.authority_id = %(authority)s AND ap.state = ANY(%(undetermined)s) AND ap.lists_on <= %(published_on)s
      AND (%(districts)s::bigint[] IS NULL OR ap.district_id = ANY(%(districts)s))
"""


def missed_page(notice: NoticeFacts, asked: TableRequest) -> Page[MissedRow]:
    """Return one page of what just missed a notice, each with why, from the law of placing."""
    select, given = _missed(notice, asked)
    return _page(asked, select, given, lambda *row: _explained(notice, MissedRow(*row)))


def every_missed(notice: NoticeFacts, asked: TableRequest) -> Iterator[MissedRow]:
    """Yield all that just missed a notice and matches."""
    select, given = _missed(notice, asked)
    return _every(asked, select, given, lambda *row: _explained(notice, MissedRow(*row)))


def missed_count(notice: NoticeFacts) -> int:
    """Return how many alterations and applications just missed a notice."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM ({_MISSED}) AS missed", _parameters(notice))
        return int(cursor.fetchone()[0])


def why_missed(notice: NoticeDates, received_on: date, decided: date, *, anonymous: bool) -> tuple[str, ...]:
    """Return every legal reason why a notice can't carry what was received and decided on these days, with sources."""
    placed = which_notice(received_on, decided, [notice], anonymous=anonymous)
    return tuple(
        f"{translated(reason.says)} ({plain_day(reason.on)}). {reason.source.describe()}"
        if reason.on
        else translated(reason.says)
        for missed in placed.missed
        for reason in missed.reasons
    )


def _explained(notice: NoticeFacts, row: MissedRow) -> MissedRow:
    decided = row.determined_on or row.earliest
    received = timezone.localtime(row.received_at).date() if row.received_at else None
    if decided is None:
        return row
    if received is None:
        received = min(decided, notice.dates.received_by)
    why = why_missed(notice.dates, received, decided, anonymous=row.anonymous)
    if not why:
        why = (gettext("It came in time, but it has not been determined yet."),)
    return replace(row, why=why)


def _facts(held: Notice) -> NoticeFacts:
    return NoticeFacts(
        held.pk,
        held.authority_id,
        held.reference,
        NoticeKind(held.kind),
        held.title,
        held.published_on,
        held.determined_by,
        held.received_by,
        held.poll_on,
        tuple(held.areas),
        held.registers,
        PaperState(held.state),
        held.prepared_by,
        held.prepared_by_id,
        held.approved_by,
        held.approved_at,
        held.issued_at,
        held.counts,
        held.proof,
    )


def _asked_notices(authority_id: int, asked: TableRequest) -> Any:
    held = Notice.objects.filter(authority=authority_id)
    for key in ("kind", "state"):
        if key in asked.filters:
            held = held.filter(**{key: asked.filters[key]})
    if asked.search:
        held = held.filter(title__icontains=asked.search) | held.filter(reference__icontains=asked.search)
    return held


def _parameters(notice: NoticeFacts) -> dict[str, Any]:
    return {
        "authority": notice.authority_id,
        "notice": notice.id,
        "determined_by": notice.determined_by,
        "published_on": notice.published_on,
        "parliamentary": notice.registers != "local",
        "local": notice.registers != "parliamentary",
        "districts": districts_in_areas(notice.authority_id, notice.areas) if notice.areas else None,
        "undetermined": sorted(str(state) for state in UNDETERMINED),
    }


def _carried(notice: NoticeFacts, asked: TableRequest) -> tuple[str, dict[str, Any]]:
    which = _ISSUED if notice.state is PaperState.ISSUED else _DUE
    conditions, given = _narrowed(
        asked, ("kind", "reason", "district"), "surname, forenames, address, elector_reference"
    )
    return f"SELECT * FROM ({_CARRIED.format(which=which)}) AS c WHERE {conditions}", {**_parameters(notice), **given}


def _missed(notice: NoticeFacts, asked: TableRequest) -> tuple[str, dict[str, Any]]:
    conditions, given = _narrowed(asked, ("what",), "surname, forenames, reference")
    columns = "key, what, reference, surname, forenames, received_at, determined_on, earliest, anonymous"
    return f"SELECT {columns} FROM ({_MISSED}) AS m WHERE {conditions}", {**_parameters(notice), **given}


def _narrowed(asked: TableRequest, keys: Sequence[str], words: str) -> tuple[str, dict[str, Any]]:
    conditions, given = ["TRUE"], {}
    for key in keys:
        if key in asked.filters:
            conditions.append(f"{key} = %(only_{key})s")
            given[f"only_{key}"] = asked.filters[key]
    for place, word in enumerate(asked.search.split()):
        conditions.append(f"strpos(pollwright_folded(concat_ws(' ', {words})), pollwright_folded(%(word{place})s)) > 0")
        given[f"word{place}"] = word
    return " AND ".join(conditions), given


def _page(asked: TableRequest, select: str, given: dict[str, Any], row: Any) -> Page[Any]:
    where, order, more = named_keyset(asked)
    with connection.cursor() as cursor:
        cursor.execute(f"{select} AND {where} ORDER BY {order} LIMIT {asked.size + 1}", {**given, **more})
        rows = cursor.fetchall()
        cursor.execute(capped_count(select), given)
        counted = cursor.fetchone()[0]
    return Page.gather(asked, (row(*one) for one in rows), Total.of(counted))


def _every(asked: TableRequest, select: str, given: dict[str, Any], row: Any) -> Iterator[Any]:
    order = keyset_clause(asked.order, None).order
    with connection.cursor() as cursor:
        cursor.execute(f"{select} ORDER BY {order}", given)
        while rows := cursor.fetchmany(5_000):
            for one in rows:
                yield row(*one)


def named_keyset(asked: TableRequest) -> tuple[str, str, dict[str, Any]]:
    """Return the keyset's condition with named parameters, its order, and the parameters."""
    keyset = keyset_clause(asked.order, asked.cursor)
    where, given = keyset.where, {}
    for place, value in enumerate(keyset.params):
        given[f"after{place}"] = value
        where = where.replace("%s", f"%(after{place})s", 1)
    return where, keyset.order, given
