"""What the notice of a vacancy is made from: the seat, who issues it, how the law fills it, and its lawful time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from pollwright.authorities.calendars import calendar_of, nation_of
from pollwright.elections.models import Vacancy
from pollwright.law import vacancies as law
from pollwright.law.calendars import Calendar
from pollwright.law.conduct.officers import Officer
from pollwright.law.document_rows import DocumentRow, Lawful
from pollwright.law.nations import Nation
from pollwright.law.poll_documents import notice_of_vacancy, time_of_vacancy_notice
from pollwright.law.poll_ids import VacancyReason
from pollwright.law.timetables.kinds import Kind as PollKind
from pollwright.law.vacancies import NoticeTerms, notice_terms
from pollwright.nominations.models import Clerk
from pollwright.printing.models import Document
from pollwright.printing.queries.grounds import Ground, Office, ground_of, office_of
from pollwright.printing.states import Kind
from pollwright.refusals import NotFound


@dataclass(frozen=True, slots=True)
class VacancyGround:
    """A vacancy with all that its notice is made from.

    :cvar clerk: the clerk of the parish council, who issues its notices; None for another council, or where nobody is
        entered.
    """

    vacancy: Vacancy
    kind: PollKind
    nation: Nation
    office: Office
    calendar: Calendar
    clerk: Clerk | None

    @property
    def of(self) -> Vacancy:
        """What the documents are documents of."""
        return self.vacancy

    @property
    def rehearsal(self) -> bool:
        """A vacancy is never rehearsed."""
        return False

    @property
    def rows(self) -> dict[Kind, DocumentRow]:
        """The only document that the law asks of a vacancy."""
        row = notice_of_vacancy(self.kind, self.nation, self.vacancy.arose_on)
        return {Kind(row.document): row}

    def lawful(self, _kind: Kind) -> Lawful:
        """Return from when and until when the notice may be published."""
        return time_of_vacancy_notice(declared=self.vacancy.declared_on is not None)

    def terms(self, dated: date) -> NoticeTerms:
        """Return what the notice says of how the seat is filled, if it is published on a day."""
        held = self.vacancy
        seat = law.Vacancy(
            self.kind, self.nation, VacancyReason(held.cause), held.arose_on,
            law.retires_on(held.ordinary_on or held.arose_on), held.vacant, held.members, held.seat, held.declared_on,
        )  # fmt: skip
        return notice_terms(seat, dated, self.calendar)


def ground_of_vacancy(authority_id: int, reference: str, *, on: date) -> VacancyGround:
    """Return what the notice of a vacancy is made from.

    :param on: the day whose settings count.
    :raises NotFound: where the authority has no vacancy of that reference.
    """
    held = Vacancy.objects.select_related("area").filter(authority=authority_id, reference=reference)
    vacancy = held.first()
    if vacancy is None:
        raise NotFound(kind="vacancy", reference=reference)
    kind = PollKind(vacancy.kind)
    return VacancyGround(
        vacancy=vacancy,
        kind=kind,
        nation=nation_of(authority_id),
        office=office_of(authority_id, (Officer.RETURNING_OFFICER,), on=on),
        calendar=calendar_of(authority_id),
        clerk=_clerk(vacancy) if kind is PollKind.PARISH else None,
    )


def ground_for(document: Document, *, on: date) -> Ground | VacancyGround:
    """Return what a document is made from, as it stands on a day."""
    if document.vacancy is not None:
        return ground_of_vacancy(document.authority_id, document.vacancy.reference, on=on)
    return ground_of(document.authority_id, document.of.reference, on=on)


def _clerk(vacancy: Vacancy) -> Clerk | None:
    """Return the clerk held for the parish, or for the council that the parish ward elects to."""
    held = Clerk.objects.filter(authority=vacancy.authority_id)
    return held.filter(Q(area=vacancy.area_id) | Q(council__iexact=vacancy.body)).order_by("pk").first()
