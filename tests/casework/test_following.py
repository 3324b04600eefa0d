"""What follows a case: satisfaction, the disclosure log, standard answers, and where people are missing."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from django.test import Client

from pollwright.acting import Actor, Role
from pollwright.authorities.calendars import calendar_of
from pollwright.authorities.models import Authority
from pollwright.casework.dates import cases as dates_of_cases
from pollwright.casework.models import Case
from pollwright.casework.operations.adults import AdultsUnreadable, take_adults_over
from pollwright.casework.operations.answering import Answer, GroundMissing, propose_answer, release_answer
from pollwright.casework.operations.following import NothingDisclosed, disclose_case, note_satisfaction
from pollwright.casework.operations.opening import CaseFacts, open_case, take_contact
from pollwright.casework.operations.standard_answers import (
    AnswerChanged,
    AnswerRetired,
    ReviewGone,
    StandardWords,
    change_answer,
    retire_answer,
    write_answer,
)
from pollwright.casework.queries.figures import figures
from pollwright.casework.queries.registered import registered
from pollwright.casework.states import CaseKind, Channel, Outcome, Satisfaction
from pollwright.owing import Wanted
from tests.elections.electorate_acts import ballot_in
from tests.fixtures.ledger import Ledger
from tests.register.test_applications_pages import text_of

ON = date(2026, 12, 1)
AT = datetime(2026, 12, 1, 10, tzinfo=UTC)


def opened(actor: Actor, kind: CaseKind = CaseKind.FOI, subject: str = "Letter of Mrs Ames") -> Case:
    return open_case(actor=actor, facts=CaseFacts(kind, Channel.EMAIL, ON, subject), at=AT)


def proposed(actor: Actor, case: Case, outcome: Outcome, *grounds: str) -> Case:
    answer = Answer(outcome, "Here it is.", grounds)
    return propose_answer(actor=actor, reference=case.reference, version=case.version, answer=answer)


def answered(officer: Actor, senior: Actor, case: Case) -> Case:
    sent = proposed(officer, case, Outcome.ANSWERED)
    return release_answer(actor=senior, reference=sent.reference, version=sent.version, at=AT)


def test_the_disclosure_log_names_an_answered_request_in_words_of_its_own(
    officer: Actor, senior: Actor, client_as: Callable[[Role], Client]
) -> None:
    case = answered(officer, senior, opened(officer))
    contact = CaseFacts(CaseKind.ENQUIRY, Channel.PHONE, ON, "Opening hours")
    enquiry = take_contact(actor=officer, facts=contact, answered=True, at=AT)
    words = {"title": "Letters about stations", "words": "Three were sent."}
    disclose_case(actor=senior, reference=case.reference, version=case.version, at=AT, **words)

    text = text_of(client_as(Role.OFFICER).get("/casework/disclosures/"))

    assert ("Letters about stations" in text, "Ames" in text) == (True, False)
    with pytest.raises(NothingDisclosed):
        disclose_case(actor=senior, reference=enquiry.reference, version=enquiry.version, at=AT, **words)


def test_environmental_information_is_refused_on_an_exception_of_its_own_regulations_only(officer: Actor) -> None:
    case = opened(officer, CaseKind.EIR)

    for grounds in ((), ("s43",)):
        with pytest.raises(GroundMissing):
            proposed(officer, case, Outcome.REFUSED, *grounds)

    assert proposed(officer, case, Outcome.REFUSED, "r12.5e").grounds == ["r12.5e"]


def test_what_a_requester_said_counts_once_and_the_last_word_counts(officer: Actor, senior: Actor) -> None:
    case = answered(officer, senior, opened(officer))
    of = {"actor": officer, "reference": case.reference, "at": AT}
    said = note_satisfaction(**of, version=case.version, satisfaction=Satisfaction.POOR, words="Slow")  # type: ignore[arg-type]

    note_satisfaction(**of, version=said.version, satisfaction=Satisfaction.GOOD, words="")  # type: ignore[arg-type]

    (foi,) = figures(officer, ON, ON)
    assert (foi.surveyed, foi.satisfied) == (1, 1)


def test_a_standard_answer_begins_an_answer_until_it_is_retired(
    senior: Actor, officer: Actor, client_as: Callable[[Role], Client]
) -> None:
    case = opened(officer)
    words = StandardWords("How many postal voters?", "They are published yearly.", [CaseKind.FOI], date(2027, 12, 1))
    made = write_answer(actor=senior, facts=words, on=ON)
    client = client_as(Role.OFFICER)
    act = f"/casework/{case.reference}/propose/?answer={made.reference}"

    offered = client.get(f"/casework/{case.reference}/")
    begun = client.get(act)
    with pytest.raises(AnswerChanged):
        change_answer(actor=senior, reference=made.reference, version=7, facts=words, reason="Why", on=ON)
    with pytest.raises(ReviewGone):
        write_answer(actor=senior, facts=StandardWords("Q", "A", [CaseKind.FOI], date(2026, 11, 1)), on=ON)
    retire_answer(actor=senior, reference=made.reference, version=1, reason="No longer right", on=ON)
    with pytest.raises(AnswerRetired):
        retire_answer(actor=senior, reference=made.reference, version=2, reason="Again", on=ON)

    assert (act.encode() in offered.content, b"They are published yearly." in begun.content) == (True, True)
    assert "How many postal voters?" not in text_of(client.get(f"/casework/{case.reference}/"))


def test_cases_that_are_due_stand_in_the_calendar_of_the_year_without_their_words(
    officer: Actor, authority: Authority
) -> None:
    case = opened(officer)

    (owed,) = dates_of_cases(Wanted(authority.pk, calendar_of(authority.pk), ON, date(2026, 12, 31), ON))

    # MM-L02: received on 1 December 2026, due on 31 December
    assert (owed.on, owed.statutory, owed.what, owed.about) == (
        date(2026, 12, 31), True, f"Answer case {case.reference}", "Letter of Mrs Ames",
    )  # fmt: skip


def test_a_reply_to_the_media_is_warned_before_polls(officer: Actor, client_as: Callable[[Role], Client]) -> None:
    media, request = opened(officer, CaseKind.MEDIA), opened(officer)
    ballot_in(Authority.objects.get(pk=officer.authority_id)).poll(title="Abbey by-election", day=date(2099, 5, 7))
    client = client_as(Role.OFFICER)

    pages = [text_of(client.get(f"/casework/{case.reference}/")) for case in (media, request)]

    assert ["pre-election period of Abbey by-election" in page for page in pages] == [True, False]


def test_an_area_with_few_electors_for_its_adults_is_flagged(
    officer: Actor, authority: Authority, ledger: Ledger
) -> None:
    ward, other = ledger.area("ward", name="Abbey"), ledger.area("ward", name="Brook")
    inside = ledger.district(areas=(ward,))
    for number in range(6):
        ledger.entry(ledger.elector(surname=f"Elector{number}"), ledger.property(inside))
    given = {"estimated_on": date(2026, 6, 30), "source": "Mid-year estimate", "on": ON}
    table = f"area,adults\n{ward.code},7\n{other.code},1\n".encode()

    take_adults_over(actor=officer, content=table, **given)  # type: ignore[arg-type]
    take_adults_over(actor=officer, content=f"area,adults\n{ward.code},8\n".encode(), **given)  # type: ignore[arg-type]

    # MM-O03: electors ÷ adults; 6 of 8 are 75.0%
    found = {one.name: (one.electors, one.tenths, one.flagged) for one in registered(authority.pk, on=ON)}
    assert found == {"Abbey": (6, 750, True), "Brook": (0, 0, True)}


@pytest.mark.parametrize(
    ("table", "row"),
    [("area,adults\nNOWHERE,5\n", 2), ("area,adults\n{code},0\n", 2), ("area,adults\n{code},5\n{code},6\n", 3)],
)
def test_a_table_of_adults_with_a_fault_is_not_taken_over(officer: Actor, ledger: Ledger, table: str, row: int) -> None:
    content = table.replace("{code}", ledger.area("ward", name="Abbey").code).encode()

    with pytest.raises(AdultsUnreadable) as refusal:
        take_adults_over(actor=officer, content=content, estimated_on=date(2026, 6, 30), source="Estimate", on=ON)

    assert refusal.value.said.startswith(f"Nothing was taken over. Row {row}:")
