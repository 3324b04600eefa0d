"""The notice of a vacancy, made from the vacancy as it is recorded and from the law on the day it is dated."""

from __future__ import annotations

from datetime import date

from pollwright.documents.imprint import Imprint, languages_in
from pollwright.documents.papers.notices.calling import NoticeOfVacancy
from pollwright.documents.papers.notices.facts import PollFacts
from pollwright.law.poll_ids import VacancyReason
from pollwright.law.timetables.kinds import Kind as PollKind
from pollwright.law.vacancies import RequestArea, vacancy_rule
from pollwright.printing.papers.checks import Check
from pollwright.printing.papers.wanted import NotReady
from pollwright.printing.queries.grounds_of_vacancies import VacancyGround
from pollwright.printing.states import Kind

CLERK = "Clerk to the Council"
PROPER_OFFICER = "Proper Officer"
REASONS = {
    VacancyReason.DEATH: "the death of the former holder",
    VacancyReason.RESIGNATION: "the resignation of the former holder",
    VacancyReason.ELECTORAL_COURT: "the decision of an electoral court",
    VacancyReason.FAILURE_TO_ACCEPT: "the failure of the person elected to accept office",
    VacancyReason.FAILURE_TO_ATTEND_MEETINGS: "the failure of the former holder to attend meetings",
    VacancyReason.DISQUALIFICATION: "the disqualification of the former holder",
    VacancyReason.LOSING_QUALIFICATION: "the former holder's ceasing to be qualified",
    VacancyReason.ELECTED_COUNCIL_MAYOR: "the former holder's election as mayor",
    VacancyReason.ELECTED_PARLIAMENT: "the former holder's election to Parliament",
}
OTHERWISE = "the seat's falling vacant before the end of its term"
"""How a seat became vacant, as the notice says it; other causes are stated without particulars."""


def vacancy_notice(ground: VacancyGround, reference: str, dated: date) -> NoticeOfVacancy:
    """Return the notice of a vacancy that is published on the day it is dated.

    :raises NotReady: naming what is missing.
    """
    held, office, terms = ground.vacancy, ground.office, ground.terms(dated)
    if not office.address:
        raise _not_ready(ground, "The address for requests is not entered in the settings")
    if ground.kind is PollKind.PARISH and (ground.clerk is None or not ground.clerk.address):
        raise _not_ready(ground, "The clerk of the parish council, who issues it, is not entered with an address")
    parish = ground.clerk
    issuer = (parish.council, CLERK, parish.address) if parish else (office.authority, PROPER_OFFICER, office.address)
    area = held.area.name
    whole = terms.of is RequestArea.AUTHORITY
    return NoticeOfVacancy(
        imprint=Imprint(issuer[0], issuer[1], reference, dated, languages=languages_in(ground.nation)),
        poll=PollFacts(held.reference, held.body if held.body == area else f"{held.body}: {area}", area, None),
        published_by=f"Printed and published by the {issuer[1]}, {issuer[2]}",
        seat=f"a councillor for {area}" + (f" ({held.seat})" if held.seat else ""),
        reason=REASONS.get(VacancyReason(held.cause), OTHERWISE),
        electors_needed=terms.electors_needed,
        electors_of=f"the area of {office.authority}" if whole else area,
        requests_to=(f"{PROPER_OFFICER}, {office.authority}", office.address),
        requests_by=terms.requests_by,
        next_ordinary=held.ordinary_on if terms.waits else None,
        poll_by=terms.poll_by,
        co_option=terms.co_option,
    )


def check_vacancy(ground: VacancyGround, notice: NoticeOfVacancy, said: dict[str, object]) -> list[Check]:
    """Return the checks of a notice by the data that it publishes, each worked out apart from the notice.

    :param said: the facts of its machine-readable twin, as read back from the text.
    """
    held = ground.vacancy
    rule = vacancy_rule(ground.kind, ground.nation, held.arose_on)
    waits, declared = said["next_ordinary"] is not None, said["poll_by"] is not None
    asked = not waits and not declared
    last = ""
    if asked and rule.requests_within is not None:
        last = ground.calendar.working_days_after(notice.imprint.dated, rule.requests_within).isoformat()
    return [
        Check("Seat is the one recorded", held.seat, held.seat if held.seat in str(said["seat"]) else ""),
        Check("Area", held.area.name, str(said["poll"]["area"])),  # type: ignore[index]
        Check("Electors who must ask", str(rule.requests if asked else 0), str(said["electors_needed"])),
        Check("Last day for requests", last, str(said["requests_by"] or "")),
        Check(
            "Ordinary election, where left to it",
            str(held.ordinary_on) if waits else "",
            str(said["next_ordinary"] or ""),
        ),
    ]


def _not_ready(ground: VacancyGround, missing: str) -> NotReady:
    return NotReady(document=str(Kind.NOTICE_OF_VACANCY.label), reference=ground.vacancy.reference, missing=missing)
