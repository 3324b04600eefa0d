"""Cases through their operations: clocks that wait, answers that two people give, allegations that few see."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path

import docx
import pytest
from django.conf import LazySettings
from pypdf import PdfReader

from pollwright.acting import Actor, Permission, Role
from pollwright.audit.models import Event, EventPayload
from pollwright.authorities.models import Authority
from pollwright.casework.models import Case, CaseNote, CaseStage
from pollwright.casework.operations.allegations import hand_evidence_on, receive_evidence, refer_allegation
from pollwright.casework.operations.answering import (
    Answer,
    CostNotOver,
    GroundMissing,
    NeedsSecondPerson,
    NoSecondStage,
    NotSecondPerson,
    close_case,
    propose_answer,
    release_answer,
    reopen_case,
    take_further,
)
from pollwright.casework.operations.handling import (
    ClockRuns,
    FeeLapsed,
    NoMoreTime,
    TooLateToAsk,
    acknowledge_case,
    ask_requester,
    assign_cases,
    attach_file,
    estimate_cost,
    extend_case,
    take_reply,
)
from pollwright.casework.operations.letters import NotReleased, make_letter
from pollwright.casework.operations.opening import (
    CaseFacts,
    NobodyConcerned,
    ReceivedLater,
    SealedElector,
    correct_case,
    open_case,
    take_contact,
)
from pollwright.casework.operations.taking import CaseChanged, NotThenOpen
from pollwright.casework.queries.cases import case_record, waiting
from pollwright.casework.states import CaseKind, Channel, LetterKind, OfficeKind, Outcome, Wait
from pollwright.files.operations.downloading import download
from pollwright.files.store import open_content
from pollwright.oversight.operations.removing import remove_batch
from pollwright.refusals import NotFound, NotPermitted
from pollwright.register.models import ContactNote
from tests.fixtures.ledger import Ledger
from tests.fixtures.people import actor_in

RECEIVED = date(2026, 12, 1)


@pytest.fixture(autouse=True)
def files_root(settings: LazySettings, tmp_path: Path) -> None:
    settings.FILES_ROOT = tmp_path


def at(day: int, month: int = 12, year: int = 2026) -> datetime:
    return datetime(year, month, day, 10, tzinfo=UTC)


def opened(actor: Actor, kind: CaseKind = CaseKind.FOI, **given: object) -> Case:
    facts = {"channel": Channel.EMAIL, "received_on": RECEIVED, "subject": "Turnout by ward", **given}
    return open_case(actor=actor, facts=CaseFacts(kind=kind, **facts), at=at(1))  # type: ignore[arg-type]


def of(actor: Actor, case: Case) -> dict[str, object]:
    case.refresh_from_db()
    return {"actor": actor, "reference": case.reference, "version": case.version}


def answered(actor: Actor, second: Actor, case: Case, on: datetime, *grounds: str) -> None:
    outcome = Outcome.REFUSED if grounds else Outcome.ANSWERED
    propose_answer(**of(actor, case), answer=Answer(outcome, "Here it is.", grounds))  # type: ignore[arg-type]
    release_answer(**of(second, case), at=on)  # type: ignore[arg-type]


def test_clarification_starts_the_clock_again_and_a_second_person_releases_the_answer(
    officer: Actor, senior: Actor
) -> None:
    case = opened(officer)
    first = case.due_on
    ask_requester(**of(officer, case), wait=Wait.CLARIFICATION, words="Which wards?", at=at(3))  # type: ignore[arg-type]
    asked = (case_record(officer, case.reference).held.state, case_record(officer, case.reference).held.due_on)
    take_reply(**of(officer, case), came_on=date(2026, 12, 8), at=at(8))  # type: ignore[arg-type]
    case.refresh_from_db()
    again = case.due_on

    propose_answer(**of(senior, case), answer=Answer(Outcome.ANSWERED, "Here it is."))  # type: ignore[arg-type]
    with pytest.raises(NotSecondPerson):
        release_answer(**of(senior, case), at=at(9))  # type: ignore[arg-type]
    with pytest.raises(NotPermitted):
        release_answer(**of(officer, case), at=at(9))  # type: ignore[arg-type]
    release_answer(**of(actor_in(Authority.objects.get(pk=senior.authority_id), Role.HEAD), case), at=at(9))  # type: ignore[arg-type]

    # MM-L02: 1 December gives 31 December; from 8 December: 9 to 24 December are 12 days, 29 to 31 three more, 1 January
    # and 4 January (Scotland) are holidays, so the twentieth is 11 January
    case.refresh_from_db()
    assert (first, asked, again) == (date(2026, 12, 31), ("waiting", None), date(2027, 1, 11))
    assert (case.state, case.answered_on) == ("closed", date(2026, 12, 9))


def test_asking_when_it_is_overdue_or_of_another_kind_stops_no_clock(officer: Actor) -> None:
    request, enquiry = opened(officer), opened(officer, CaseKind.ENQUIRY)

    with pytest.raises(TooLateToAsk):
        ask_requester(**of(officer, request), wait=Wait.CLARIFICATION, words="", at=at(4, 1, 2027))  # type: ignore[arg-type]
    with pytest.raises(ClockRuns):
        ask_requester(**of(officer, enquiry), wait=Wait.CLARIFICATION, words="", at=at(2))  # type: ignore[arg-type]
    with pytest.raises(ClockRuns):
        ask_requester(**of(officer, request), wait=Wait.IDENTITY, words="", at=at(2))  # type: ignore[arg-type]
    ask_requester(**of(officer, request), wait=Wait.FEE, words="", at=at(7))  # type: ignore[arg-type]
    with pytest.raises(FeeLapsed):
        take_reply(**of(officer, request), came_on=date(2027, 3, 8), at=at(8, 3, 2027))  # type: ignore[arg-type]
    take_reply(**of(officer, request), came_on=date(2026, 12, 11), at=at(11))  # type: ignore[arg-type]

    # worked in tests/law: five working days are left out
    request.refresh_from_db()
    assert request.due_on == date(2027, 1, 11)


def test_information_is_refused_on_a_ground_and_for_its_cost_only_over_the_limit(officer: Actor) -> None:
    case = opened(officer)
    refused = Answer(Outcome.REFUSED, "Too much to search")

    with pytest.raises(GroundMissing):
        propose_answer(**of(officer, case), answer=refused)  # type: ignore[arg-type]
    costly = Answer(Outcome.REFUSED, "Too much to search", ("s12",))
    estimate_cost(**of(officer, case), minutes=18 * 60)  # type: ignore[arg-type]
    with pytest.raises(CostNotOver):
        propose_answer(**of(officer, case), answer=costly)  # type: ignore[arg-type]
    with pytest.raises(NoMoreTime):
        extend_case(**of(officer, case), grounds=("s40",), reason="", at=at(2))  # type: ignore[arg-type]
    extend_case(**of(officer, case), grounds=("s43",), reason="Prices of a printer", at=at(2))  # type: ignore[arg-type]
    estimate_cost(**of(officer, case), minutes=18 * 60 + 1)  # type: ignore[arg-type]
    propose_answer(**of(officer, case), answer=costly)  # type: ignore[arg-type]

    # 40 working days from 1 December, as 20 from 31 December: to 29 January, and 1 and 4 January are holidays
    case.refresh_from_db()
    assert (case.state, case.due_on, case.grounds) == ("proposed", date(2027, 2, 1), ["s12"])


def test_a_complaint_goes_to_stage_two_and_one_about_an_officer_by_its_own_route(officer: Actor, senior: Actor) -> None:
    case = opened(officer, CaseKind.COMPLAINT)
    own = opened(officer, CaseKind.COMPLAINT, office=OfficeKind.RETURNING_OFFICER)
    acknowledge_case(**of(officer, case), at=at(2))  # type: ignore[arg-type]
    with pytest.raises(NeedsSecondPerson):
        close_case(**of(officer, case), outcome=Outcome.UPHELD, words="", at=at(3))  # type: ignore[arg-type]
    for one in (case, own):
        answered(officer, senior, one, at(4))
    take_further(**of(officer, case), reason="Not content", received_on=date(2026, 12, 7), at=at(8))  # type: ignore[arg-type]
    with pytest.raises(NoSecondStage):
        take_further(**of(officer, own), reason="Not content", received_on=date(2026, 12, 7), at=at(8))  # type: ignore[arg-type]

    # MM-L08, in England's electoral days, which pass over Christmas Eve: 10 from 1 December is the 15th; acknowledged by
    # the 14th and answered by 20 from 7 December: 8 to 23 are 12, 29 to 31 are 15, 4 to 8 January 20
    case.refresh_from_db()
    stage = CaseStage.objects.get(case=case)
    assert (stage.due_on, stage.answered_on, stage.acknowledged_on) == (
        date(2026, 12, 15), date(2026, 12, 4), date(2026, 12, 2),
    )  # fmt: skip
    assert (case.state, case.stage, case.acknowledge_by, case.due_on) == (
        "open", 2, date(2026, 12, 14), date(2027, 1, 8),
    )  # fmt: skip
    assert own.acknowledge_by is None


def test_an_allegation_is_there_only_for_those_who_may_see_it(
    officer: Actor, senior: Actor, actor_as: Callable[[Role], Actor]
) -> None:
    secret = "Handed out filled-in ballot papers"
    given = {"subject": secret, "offence_on": date(2026, 11, 20), "offence": "Undue influence"}
    with pytest.raises(NotPermitted):
        opened(officer, CaseKind.ALLEGATION, **given)
    case = opened(senior, CaseKind.ALLEGATION, **given)
    refer_allegation(
        **of(senior, case), on=date(2026, 12, 1), police_reference="CR/1", words=secret, at=at(2)  # type: ignore[arg-type]
    )  # fmt: skip
    item = receive_evidence(
        **of(senior, case), what="Leaflet", holder="Senior officer", received_on=RECEIVED, at=at(2)  # type: ignore[arg-type]
    )  # fmt: skip
    hand_evidence_on(**of(senior, case), number=item.number, holder="Police", words="Receipt 7", at=at(3))  # type: ignore[arg-type]
    held = attach_file(
        **of(senior, case), content=b"x", name="a.txt", media_type="text/plain", what="Letter", at=at(3)  # type: ignore[arg-type]
    )  # fmt: skip

    for one in (officer, actor_as(Role.AUDITOR)):
        with pytest.raises(NotFound):
            case_record(one, case.reference)
        with pytest.raises(NotPermitted):
            download(actor=one, token=held.file.token)
    with pytest.raises(NotFound):
        close_case(**of(officer, case), outcome=Outcome.NO_ACTION, words="", at=at(3))  # type: ignore[arg-type]

    told = " ".join([*Event.objects.values_list("summary", flat=True), *Event.objects.values_list("reason", flat=True)])
    kept = str(list(EventPayload.objects.values_list("body", flat=True)))
    found = case_record(senior, case.reference)
    assert (secret in told + kept, "allegation" in told, Permission.INTEGRITY_VIEW in officer.permissions) == (
        False, False, False,
    )  # fmt: skip
    assert [(one.number, one.holder) for one in found.evidence] == [(1, "Police")]
    assert [one.text for one in found.notes if one.kind == "custody"] == [
        "1: Senior officer → Police. Receipt 7",
        "1: Leaflet → Senior officer",
    ]


def test_customer_service_logs_a_contact_that_stands_with_the_elector_too(
    authority: Authority, officer: Actor, actor_as: Callable[[Role], Actor], ledger: Ledger
) -> None:
    elector, sealed = ledger.entry().elector, ledger.elector(anonymous=True, forenames="", surname="")
    desk = actor_as(Role.CUSTOMER_SERVICE)
    facts = CaseFacts(CaseKind.ENQUIRY, Channel.PHONE, RECEIVED, "Where do I vote?", elector=elector.reference)

    case = take_contact(actor=desk, facts=facts, answered=True, at=at(1))
    with pytest.raises(NotPermitted):
        take_contact(actor=desk, facts=CaseFacts(CaseKind.FOI, Channel.PHONE, RECEIVED, "x"), answered=False, at=at(1))
    with pytest.raises(NobodyConcerned):
        opened(officer, CaseKind.FOI, elector=elector.reference)
    with pytest.raises(SealedElector):
        opened(officer, CaseKind.ENQUIRY, elector=sealed.reference)
    with pytest.raises(ReceivedLater):
        opened(officer, received_on=date(2026, 12, 2))

    note = ContactNote.objects.get()
    assert (case.state, case.at_once, note.elector, note.note) == (
        "closed", True, elector, f"Where do I vote? ({case.reference})",
    )  # fmt: skip


def test_the_second_of_two_officers_is_told_and_another_authority_finds_nothing(
    officer: Actor, stranger: Actor
) -> None:
    case = opened(officer, CaseKind.ENQUIRY)
    stale = of(officer, case)
    facts = CaseFacts(CaseKind.FOI, Channel.EMAIL, date(2026, 11, 30), "Turnout by ward")
    correct_case(**stale, facts=facts, reason="It is a request", at=at(2))  # type: ignore[arg-type]

    with pytest.raises(CaseChanged):
        acknowledge_case(**stale, at=at(2))  # type: ignore[arg-type]
    with pytest.raises(NotFound):
        acknowledge_case(**of(stranger, case), at=at(2))  # type: ignore[arg-type]
    with pytest.raises(NotFound):
        assign_cases(actor=stranger, references=[case.reference], owner="")
    with pytest.raises(NotThenOpen):
        reopen_case(**of(officer, case), reason="", at=at(2))  # type: ignore[arg-type]

    # from 30 November, which is itself not counted: one working day before 31 December
    case.refresh_from_db()
    assert (case.kind, case.due_on, CaseNote.objects.get().text) == ("foi", date(2026, 12, 30), "It is a request")
    late = waiting(officer, on=date(2026, 12, 31))
    assert (late.overdue, late.soon) == (1, 0)


def test_letters_say_the_route_and_a_reply_is_final_only_when_it_was_released(officer: Actor, senior: Actor) -> None:
    case = opened(officer, requester="Ms A Walker", address="1 High Street, Wellbridge")
    about = opened(officer, CaseKind.COMPLAINT, office=OfficeKind.RETURNING_OFFICER)
    form = {"letter": LetterKind.REPLY, "at": at(4)}
    with pytest.raises(NotReleased):
        make_letter(**of(officer, case), **form, form="pdf")  # type: ignore[arg-type]
    answered(officer, senior, case, at(4), "s44")
    reply = make_letter(**of(officer, case), **form, form="pdf")  # type: ignore[arg-type]
    draft = make_letter(**of(officer, about), letter=LetterKind.ACKNOWLEDGEMENT, form="docx", at=at(4))  # type: ignore[arg-type]

    words = " ".join(PdfReader(BytesIO(open_content(reply.file).read())).pages[0].extract_text().split())
    said = " ".join(one.text for one in docx.Document(BytesIO(open_content(draft.file).read())).paragraphs)
    assert [part in words for part in ("Dear Ms A Walker", "s 44", "internal review", "Here it is.")] == [True] * 4
    assert ["election petition" in said, "internal review" in said] == [True, False]


def test_what_a_case_was_about_goes_when_its_time_is_up_and_its_days_stay(officer: Actor, head: Actor) -> None:
    case = opened(officer, CaseKind.ENQUIRY, requester="Ms A Walker", words="My polling card")
    close_case(**of(officer, case), outcome=Outcome.ANSWERED, words="Sent", at=at(2))  # type: ignore[arg-type]

    remove_batch(actor=head, kind="cases", on=date(2029, 12, 1))
    case.refresh_from_db()
    before = case.requester
    remove_batch(actor=head, kind="cases", on=date(2029, 12, 2))

    case.refresh_from_db()
    assert (before, case.requester, case.words, case.answer, case.answered_on) == (
        "Ms A Walker", "", "", "", date(2026, 12, 2),
    )  # fmt: skip
