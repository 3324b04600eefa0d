"""The staff bank as plain rows."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import BooleanField, Count, Exists, ExpressionWrapper, OuterRef, Q, QuerySet

from pollwright.pages.tables import Page, TableRequest, Total, every_word, keyset_queryset
from pollwright.pages.tables.paging import COUNT_CAP
from pollwright.refusals import NotFound
from pollwright.staffing.models import (
    Attendance,
    Availability,
    ConflictMatch,
    Experience,
    Qualification,
    StaffApplication,
    StaffAppointment,
    StaffMember,
    StaffRecord,
    VenueWish,
)
from pollwright.staffing.states import RecordKind, Role, Ruling

SEARCHED = ("forenames", "surname", "reference", "postcode")


@dataclass(frozen=True, slots=True)
class MemberRow:
    """Somebody in the list."""

    id: int
    reference: str
    surname: str
    forenames: str
    postcode: str
    phone: str
    email: str
    state: str
    worked: int
    right_to_work: bool
    trained: bool
    roles: tuple[str, ...]

    @property
    def name(self) -> str:
        """Return forenames and surname."""
        return f"{self.forenames} {self.surname}".strip()


@dataclass(frozen=True, slots=True)
class RecordRow:
    """What somebody showed or did."""

    kind: str
    on: date
    expires_on: date | None
    evidence: str
    seen_by: str


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """An appointment of somebody."""

    reference: str
    day: date
    role: str
    station: int | None
    title: str
    state: str


@dataclass(frozen=True, slots=True)
class ApplicationFacts:
    """What somebody said who applied online. `twin`: reference of who has the same name and postcode, or None."""

    received_at: datetime
    wanted: list[str]
    experience: str
    right_to_work: bool
    impartial: bool
    twin: str | None
    times: int


@dataclass(frozen=True, slots=True)
class MemberRecord:
    """Everything known of somebody of the staff bank."""

    id: int
    reference: str
    version: int
    forenames: str
    surname: str
    email: str
    phone: str
    address: tuple[str, str, str]
    postcode: str
    located: bool
    born_on: date | None
    drives: bool
    most_miles: int | None
    languages: str
    notes: str
    state: str
    applied_on: date
    left_on: date | None
    removed_on: date | None
    roles: tuple[str, ...]
    records: tuple[RecordRow, ...]
    experience: tuple[tuple[date, str, str], ...]
    free: tuple[tuple[date, bool], ...]
    wishes: tuple[tuple[str, str, bool], ...]
    places: tuple[PlaceRow, ...]
    briefings: tuple[tuple[str, str, datetime, str], ...]
    conflicts: tuple[tuple[str, str, str, str], ...]
    application: ApplicationFacts | None

    @property
    def name(self) -> str:
        """Return forenames and surname; the reference where they were removed."""
        return f"{self.forenames} {self.surname}".strip() or self.reference


def members(authority_id: int, asked: TableRequest, *, on: date) -> Page[MemberRow]:
    """Return a page of the staff bank, with whether right to work and training hold on a day."""
    held = _members(authority_id, asked, on)
    found = list(
        keyset_queryset(held, asked.order, asked.cursor).values_list(
            "pk", "reference", "surname", "forenames", "postcode", "phone", "email", "state", "worked",
            "right_to_work", "trained",
        )[: asked.size + 1]
    )  # fmt: skip
    roles: dict[int, list[str]] = defaultdict(list)
    of = Qualification.objects.filter(authority=authority_id, member__in=[row[0] for row in found])
    for member, role in of.order_by("role").values_list("member", "role"):
        roles[member].append(role)
    rows = [MemberRow(*(*row, tuple(roles[row[0]]))) for row in found]
    return Page.gather(asked, rows, Total.of(held.order_by()[: COUNT_CAP + 1].count()))


def _members(authority_id: int, asked: TableRequest, on: date) -> QuerySet:
    serving = StaffRecord.objects.filter(Q(expires_on__isnull=True) | Q(expires_on__gte=on), member=OuterRef("pk"))
    held = (
        StaffMember.objects.filter(authority=authority_id, removed_on__isnull=True)
        .annotate(
            worked=Count("experience"),
            right_to_work=_there(serving.filter(kind=RecordKind.RIGHT_TO_WORK, on__lte=on)),
            trained=_there(serving.filter(kind=RecordKind.TRAINING, on__lte=on)),
        )
        .filter(every_word(asked.search, SEARCHED))
    )
    if states := asked.filters.get("state"):
        held = held.filter(state__in=list(states))
    for name in ("right_to_work", "trained"):
        if (wanted := asked.filters.get(name)) is not None:
            held = held.filter(**{name: wanted})
    if roles := asked.filters.get("role"):
        of = Qualification.objects.filter(authority=authority_id, role__in=list(roles))
        held = held.filter(pk__in=of.values("member"))
    if days := asked.filters.get("free"):
        held = held.filter(pk__in=_free_in(authority_id, days))
    return held


def _there(rows: QuerySet) -> ExpressionWrapper:
    return ExpressionWrapper(Exists(rows), output_field=BooleanField())


def _free_in(authority_id: int, days: object) -> QuerySet:
    free = Availability.objects.filter(authority=authority_id, free=True)
    first, last = getattr(days, "start", None), getattr(days, "end", None)
    free = free.filter(day__gte=first) if first else free
    free = free.filter(day__lte=last) if last else free
    return free.values("member")


def member_record(authority_id: int, reference: str) -> MemberRecord:
    """Return somebody with everything that is known of them.

    :raises NotFound: where the authority has none of that reference.
    """
    member = StaffMember.objects.filter(authority=authority_id, reference=reference).first()
    if member is None:
        raise NotFound(kind="staff member", reference=reference)
    mine = {"authority": authority_id, "member": member}
    records = StaffRecord.objects.filter(**mine).order_by("kind", "-on", "-pk")
    places = StaffAppointment.objects.filter(**mine).order_by("-day", "-pk")
    briefed = Attendance.objects.filter(**mine).order_by("-briefing__starts_at", "-pk")
    wishes = VenueWish.objects.filter(**mine).order_by("venue__name", "pk")
    conflicts = ConflictMatch.objects.filter(**mine).order_by("-pk")
    return MemberRecord(
        id=member.pk,
        reference=member.reference,
        version=member.version,
        forenames=member.forenames,
        surname=member.surname,
        email=member.email,
        phone=member.phone,
        address=(member.address1, member.address2, member.address3),
        postcode=member.postcode,
        located=member.easting is not None,
        born_on=member.born_on,
        drives=member.drives,
        most_miles=member.most_miles,
        languages=member.languages,
        notes=member.notes,
        state=member.state,
        applied_on=member.applied_on,
        left_on=member.left_on,
        removed_on=member.removed_on,
        roles=tuple(Qualification.objects.filter(**mine).order_by("role").values_list("role", flat=True)),
        records=tuple(
            RecordRow(*row) for row in records.values_list("kind", "on", "expires_on", "evidence", "seen_by")
        ),
        experience=tuple(Experience.objects.filter(**mine).order_by("-day", "role").values_list("day", "role", "poll")),
        free=tuple(Availability.objects.filter(**mine).order_by("-day").values_list("day", "free")),
        wishes=tuple(wishes.values_list("venue__reference", "venue__name", "wanted")),
        places=tuple(
            PlaceRow(*row)
            for row in places.values_list(
                "reference", "day", "post__role", "post__station__number", "plan__title", "state"
            )
        ),
        briefings=tuple(briefed.values_list("briefing__reference", "briefing__title", "briefing__starts_at", "state")),
        conflicts=tuple(conflicts.values_list("reference", "tie", "poll__title", "ruling")),
        application=_application(member),
    )


def _application(member: StaffMember) -> ApplicationFacts | None:
    fields = ("received_at", "wanted", "experience", "right_to_work", "impartial", "twin__reference", "times")
    row = StaffApplication.objects.filter(member=member).values_list(*fields).first()
    return ApplicationFacts(*row) if row else None


@dataclass(frozen=True, slots=True)
class ConflictRow:
    """A possible conflict in the list."""

    id: int
    reference: str
    version: int
    member: str
    member_surname: str
    member_forenames: str
    tie: str
    candidate: str
    candidate_surname: str
    candidate_forenames: str
    poll: str
    poll_title: str
    same_address: bool
    ruling: str
    reason: str
    decided_by: str
    decided_at: datetime | None

    @property
    def member_name(self) -> str:
        """Return who of the staff bank it is about."""
        return f"{self.member_forenames} {self.member_surname}".strip() or self.member

    @property
    def candidate_name(self) -> str:
        """Return the candidate."""
        return f"{self.candidate_forenames} {self.candidate_surname}".strip()


_CONFLICT = (
    "pk", "reference", "version", "member__reference", "member__surname", "member__forenames", "tie",
    "candidate__reference", "candidate__surname", "candidate__forenames", "poll__reference", "poll__title",
    "same_address", "ruling", "reason", "decided_by", "decided_at",
)  # fmt: skip


def conflicts(authority_id: int, asked: TableRequest) -> Page[ConflictRow]:
    """Return a page of possible conflicts."""
    words = ("member__forenames", "member__surname", "reference", "candidate__surname", "poll__title")
    held = ConflictMatch.objects.filter(authority=authority_id).filter(every_word(asked.search, words))
    for name in ("ruling", "tie"):
        if value := asked.filters.get(name):
            held = held.filter(**{f"{name}__in": list(value)})
    rows = keyset_queryset(held, asked.order, asked.cursor).values_list(*_CONFLICT)[: asked.size + 1]
    return Page.gather(asked, [ConflictRow(*row) for row in rows], Total.of(held.order_by()[: COUNT_CAP + 1].count()))


def conflict_facts(authority_id: int, reference: str) -> ConflictRow:
    """Return one possible conflict.

    :raises NotFound: where the authority has none of that reference.
    """
    row = ConflictMatch.objects.filter(authority=authority_id, reference=reference).values_list(*_CONFLICT).first()
    if row is None:
        raise NotFound(kind="possible conflict", reference=reference)
    return ConflictRow(*row)


def open_conflicts(authority_id: int) -> int:
    """Return how many possible conflicts wait for a decision."""
    return ConflictMatch.objects.filter(authority=authority_id, ruling=Ruling.OPEN).count()


def expiring(authority_id: int, *, first: date, last: date) -> int:
    """Return how many people of the bank have a right to work that ends between two days, both counted."""
    ending = StaffRecord.objects.filter(
        authority=authority_id, kind=RecordKind.RIGHT_TO_WORK, expires_on__range=(first, last), member__state="bank"
    )
    return ending.order_by().values("member").distinct().count()


def role_words(roles: tuple[str, ...]) -> str:
    """Return roles in words."""
    return ", ".join(str(Role(role).label) for role in roles)
