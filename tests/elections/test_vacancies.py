"""Vacancies: who may ask for an election, until when, and what follows (story H1; days are of E-07 to E-11)."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from django.test import Client

from pollwright.acting import Actor, Role
from pollwright.authorities.models import Authority
from pollwright.elections.models import Contest, Poll, Vacancy, VacancyRequest
from pollwright.elections.operations.calling_rules import DoubtsNotAccepted
from pollwright.elections.operations.changing import PollChanged
from pollwright.elections.operations.ending import withdraw_poll
from pollwright.elections.operations.vacancies import (
    AskedAlready,
    ImpossibleDays,
    NoElectionToCall,
    NotSettledYet,
    VacancyAsked,
    call_vacancy_poll,
    note_vacancy_notice,
    record_request,
    record_vacancy,
    settle_vacancy,
)
from pollwright.law.poll_ids import VacancyReason
from pollwright.law.timetables.kinds import Kind
from pollwright.law.vacancies import RequestVerdict
from pollwright.places.models import Area
from pollwright.refusals import NotFound
from tests.fixtures.arranging import arranged
from tests.fixtures.ledger import Ledger
from tests.fixtures.signing_in import errors_on
from tests.register.test_applications_pages import text_of

NOTICE_ON = date(2026, 11, 23)
LAST_DAY = date(2026, 12, 11)  # E-11: notice on 23 November 2026, requests by 11 December


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


@pytest.fixture
def parish(ledger: Ledger) -> Area:
    return ledger.area("parish", code="E04000001", name="Ashcott")


def asked(area: Area, kind: Kind = Kind.PARISH, **given: object) -> VacancyAsked:
    facts: dict[str, object] = {
        "seat": "Seat 1", "cause": VacancyReason.RESIGNATION, "arose_on": date(2026, 11, 16),
        "ordinary_on": date(2029, 5, 3), "vacant": 1, "members": 9,
    } | given  # fmt: skip
    return VacancyAsked(kind, "Ashcott", f"{area.kind}.{area.code}", **facts)  # type: ignore[arg-type]


def noticed(actor: Actor, area: Area) -> str:
    made = record_vacancy(actor=actor, asked=asked(area), on=NOTICE_ON)
    note_vacancy_notice(actor=actor, reference=made.reference, version=1, notice_on=NOTICE_ON, on=NOTICE_ON)
    return made.reference


def ask(actor: Actor, ledger: Ledger, area: Area, reference: str, many: int, day: date = LAST_DAY) -> None:
    home = ledger.property(ledger.district(areas=(area,)))
    for _ in range(many):
        elector = ledger.entry(home=home).elector.reference
        record_request(actor=actor, reference=reference, elector_reference=elector, received_at=at(day), on=day)


def test_nine_valid_requests_lead_to_co_option(senior: Actor, ledger: Ledger, parish: Area) -> None:
    reference = noticed(senior, parish)
    ask(senior, ledger, parish, reference, 9)

    with pytest.raises(NotSettledYet, match="9 of 10"):
        settle_vacancy(actor=senior, reference=reference, version=2, on=LAST_DAY)
    settled = settle_vacancy(actor=senior, reference=reference, version=2, on=date(2026, 12, 12))
    with pytest.raises(NoElectionToCall):
        call_vacancy_poll(
            actor=senior, reference=reference, version=3, day=date(2027, 2, 18), doubts_reason="", on=LAST_DAY
        )

    assert settled.state == "co_option"


def test_a_tenth_on_the_fourteenth_day_leads_to_a_poll_within_sixty_working_days(
    senior: Actor, ledger: Ledger, parish: Area
) -> None:
    reference = noticed(senior, parish)
    ask(senior, ledger, parish, reference, 9, date(2026, 11, 30))
    ask(senior, ledger, parish, reference, 1, LAST_DAY)
    given = {"actor": senior, "reference": reference, "version": 3, "doubts_reason": "", "on": LAST_DAY}

    settle_vacancy(actor=senior, reference=reference, version=2, on=LAST_DAY)
    # E-11: the poll by 19 February 2027; a notice of 25 working days after 11 December, worked by hand: 21 January
    with pytest.raises(DoubtsNotAccepted, match="19 February 2027"):
        call_vacancy_poll(**given, day=date(2027, 2, 22))  # type: ignore[arg-type]
    poll = call_vacancy_poll(**given, day=date(2027, 2, 18))  # type: ignore[arg-type]

    vacancy = Vacancy.objects.get()
    assert (vacancy.state, vacancy.poll, poll.trigger_on) == ("poll_called", poll, NOTICE_ON)
    assert Contest.objects.get().ballot_id == "x-parish.ashcott.ashcott.by.2027-02-18"


def test_a_tenth_a_day_later_does_not_count(senior: Actor, ledger: Ledger, parish: Area) -> None:
    reference = noticed(senior, parish)
    ask(senior, ledger, parish, reference, 9)
    ask(senior, ledger, parish, reference, 1, date(2026, 12, 14))

    settled = settle_vacancy(actor=senior, reference=reference, version=2, on=date(2026, 12, 14))

    assert settled.state == "co_option"
    assert VacancyRequest.objects.filter(why=RequestVerdict.TOO_LATE, valid=False).count() == 1


def test_only_electors_of_the_parish_count_and_each_once(senior: Actor, ledger: Ledger, parish: Area) -> None:
    reference = noticed(senior, parish)
    here = ledger.property(ledger.district(areas=(parish,)))
    inside, elsewhere = ledger.entry(home=here).elector, ledger.entry().elector
    gone = ledger.entry(home=here, effective_to=date(2026, 12, 1)).elector
    national = ledger.entry(home=here, local=False).elector
    given = {"actor": senior, "reference": reference, "received_at": at(LAST_DAY), "on": LAST_DAY}

    verdicts = [
        record_request(**given, elector_reference=one.reference)  # type: ignore[arg-type]
        for one in (inside, elsewhere, gone, national)
    ]
    with pytest.raises(AskedAlready):
        record_request(**given, elector_reference=inside.reference)  # type: ignore[arg-type]
    with pytest.raises(NotFound):
        record_request(**given, elector_reference="E9999999")  # type: ignore[arg-type]

    assert verdicts == [
        RequestVerdict.COUNTS,
        RequestVerdict.OUTSIDE_AREA,
        RequestVerdict.NOT_AN_ELECTOR,
        RequestVerdict.NOT_AN_ELECTOR,
    ]


def test_two_electors_of_the_whole_council_are_enough_for_a_ward(senior: Actor, ledger: Ledger) -> None:
    ward = ledger.area()
    made = record_vacancy(actor=senior, asked=asked(ward, Kind.LOCAL), on=NOTICE_ON)
    for _ in range(2):
        elector = ledger.entry().elector.reference
        record_request(
            actor=senior, reference=made.reference, elector_reference=elector, received_at=at(NOTICE_ON), on=NOTICE_ON
        )

    settle_vacancy(actor=senior, reference=made.reference, version=1, on=NOTICE_ON)
    # E-08: received on Monday 23 November 2026, the poll is until Friday 15 January 2027
    poll = call_vacancy_poll(
        actor=senior, reference=made.reference, version=2, day=date(2027, 1, 15), doubts_reason="", on=NOTICE_ON
    )

    assert (poll.kind, poll.trigger_on) == ("local", NOTICE_ON)


def test_within_six_months_the_seat_is_left_to_the_ordinary_election(senior: Actor, ledger: Ledger) -> None:
    ward = ledger.area()
    late = asked(ward, Kind.LOCAL, ordinary_on=date(2027, 5, 6))
    made = record_vacancy(actor=senior, asked=late, on=NOTICE_ON)

    settled = settle_vacancy(actor=senior, reference=made.reference, version=1, on=NOTICE_ON)

    assert settled.state == "ordinary"


def test_days_that_contradict_each_other_and_old_versions_are_refused(
    senior: Actor, ledger: Ledger, parish: Area
) -> None:
    for given in ({"arose_on": date(2026, 11, 24)}, {"ordinary_on": date(2026, 5, 7)}):
        with pytest.raises(ImpossibleDays):
            record_vacancy(actor=senior, asked=asked(parish, **given), on=NOTICE_ON)
    reference = noticed(senior, parish)

    with pytest.raises(PollChanged):
        note_vacancy_notice(actor=senior, reference=reference, version=1, notice_on=NOTICE_ON, on=NOTICE_ON)


def test_a_withdrawn_by_election_leaves_the_vacancy_to_another(senior: Actor, ledger: Ledger, parish: Area) -> None:
    reference = noticed(senior, parish)
    ask(senior, ledger, parish, reference, 10)
    settle_vacancy(actor=senior, reference=reference, version=2, on=LAST_DAY)
    given = {"actor": senior, "reference": reference, "doubts_reason": "", "on": LAST_DAY}
    first = call_vacancy_poll(**given, version=3, day=date(2027, 2, 18))  # type: ignore[arg-type]

    withdraw_poll(actor=senior, reference=first.reference, version=1, reason="Hall lost", on=LAST_DAY)
    call_vacancy_poll(**given, version=5, day=date(2027, 2, 11))  # type: ignore[arg-type]

    assert Poll.objects.exclude(state="cancelled").get().day == date(2027, 2, 11)


def test_a_vacancy_is_filled_by_clicking_and_what_is_too_early_is_refused(
    authority: Authority, client_as: Callable[[Role], Client], ledger: Ledger, parish: Area
) -> None:
    set_clock(authority, NOTICE_ON)
    client = client_as(Role.SENIOR)
    home = ledger.property(ledger.district(areas=(parish,)))
    electors = [ledger.entry(home=home).elector.reference for _ in range(10)]
    facts = {"body": "Ashcott", "area": f"parish.{parish.code}", "seat": "Seat 1", "cause": "DEATH"}
    facts |= {"vacant": "1", "members": "9"} | on("arose_on", 16, 11, 2026) | on("ordinary_on", 3, 5, 2029)

    client.post("/polls/vacancies/new/parish/", facts)
    page = f"/polls/vacancies/{Vacancy.objects.get().reference}/"
    client.post(f"{page}notice/", {"version": "1"} | on("notice_on", 23, 11, 2026))
    early = client.post(f"{page}request/", {"elector": electors[0]} | on("received_on", 30, 11, 2026))
    set_clock(authority, LAST_DAY)
    for elector in electors[:9]:
        client.post(f"{page}request/", {"elector": elector} | on("received_on", 30, 11, 2026))
    nine = text_of(client.get(page))
    unsettled = client.post(f"{page}settle/", {"version": "2"})
    client.post(f"{page}request/", {"elector": electors[9]} | on("received_on", 11, 12, 2026))
    ten = text_of(client.get(page))
    client.post(f"{page}settle/", {"version": "2"})
    client.post(f"{page}call/", {"version": "3"} | on("day", 18, 2, 2027))

    assert "Requests that count 9 of 10 Last day for requests Friday 11 December 2026" in nine
    assert "after today" in errors_on(early)[0]
    assert "9 of 10 requests count" in errors_on(unsettled)[0]
    assert "The poll is held from Thursday 21 January 2027 to Friday 19 February 2027" in ten
    assert (Poll.objects.get().day, Vacancy.objects.get().state) == (date(2027, 2, 18), "poll_called")
    assert Vacancy.objects.get().reference in text_of(client.get("/polls/vacancies/"))


def on(name: str, day: int, month: int, year: int) -> dict[str, str]:
    return {f"{name}-day": str(day), f"{name}-month": str(month), f"{name}-year": str(year)}


def set_clock(authority: Authority, day: date) -> None:
    with arranged():
        authority.demonstration, authority.clock_on = True, day
        authority.save()
