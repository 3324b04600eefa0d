"""Deletions: two sources or a death, undone before the notice, a second person near a poll; lists of deaths and moves."""

from datetime import UTC, date, datetime

import polars as pl
import pytest

from pollwright.acting import Actor
from pollwright.authorities.models import Authority, Setting
from pollwright.law.deletions import Origin, Shows
from pollwright.refusals import NotFound, NotPermitted
from pollwright.register.models import Alteration, AlterationWithdrawal, DeletionCase, Notice, OutsideReport
from pollwright.register.operations.altering import AlreadyCarried
from pollwright.register.operations.deleting import (
    CaseChanged,
    CaseIsOpen,
    SourceGiven,
    add_source,
    open_deletion,
    undo_deletion,
)
from pollwright.register.operations.deleting_determining import (
    SecondPersonNeeded,
    approve_deletions,
    determine_deletions,
    judge_sources,
    open_expiries,
)
from pollwright.register.operations.deleting_reports import receive_reports, settle_report
from pollwright.register.states import ReportKind
from tests.fixtures.arranging import arranged
from tests.fixtures.ledger import Ledger
from tests.register.ledger_acts import take

ON = date(2026, 11, 23)
AT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def source(origin: Origin, shows: Shows = Shows.NOT_RESIDENT, **given: object) -> SourceGiven:
    return SourceGiven(origin=origin, shows=shows, received_on=ON, **given)  # type: ignore[arg-type]


def opened(actor: Actor, ledger: Ledger, first: SourceGiven) -> DeletionCase:
    entry = ledger.entry()
    return open_deletion(actor=actor, elector_reference=entry.elector.reference, source=first, on=ON)


# REG-252 to 254: a death with one source (a relative's only with the particulars), a report of another officer with
# one, anything else with two independent ones, and silence is none.
@pytest.mark.parametrize(
    ("sources", "state"),
    [
        ([source(Origin.REGISTRAR, Shows.DEATH)], "ready"),
        ([source(Origin.CLOSE_RELATIVE, Shows.DEATH)], "open"),
        ([source(Origin.CLOSE_RELATIVE, Shows.DEATH, particulars=True)], "ready"),
        ([source(Origin.OTHER_REGISTRATION_OFFICER, Shows.ALLOWED_ELSEWHERE)], "ready"),
        ([source(Origin.COUNCIL_TAX)], "open"),
        ([source(Origin.COUNCIL_TAX), source(Origin.COUNCIL_TAX, note="second letter")], "open"),
        ([source(Origin.COUNCIL_TAX), source(Origin.CANVASS_SILENCE)], "open"),
        ([source(Origin.COUNCIL_TAX), source(Origin.CANVASS_RESPONSE)], "ready"),
    ],
)
def test_the_sources_decide_whether_a_case_is_ready(
    officer: Actor, ledger: Ledger, sources: list[SourceGiven], state: str
) -> None:
    case = opened(officer, ledger, sources[0])

    for each in sources[1:]:
        case.refresh_from_db()
        case = add_source(actor=officer, reference=case.reference, version=case.version, source=each)

    assert DeletionCase.objects.get().state == state


def test_a_determined_deletion_waits_for_a_notice(officer: Actor, senior: Actor, ledger: Ledger) -> None:
    case = opened(officer, ledger, source(Origin.REGISTRAR, Shows.DEATH))

    outcome = determine_deletions(actor=senior, references=[case.reference], at=AT, on=ON)

    case.entry.refresh_from_db()
    alteration = Alteration.objects.get()
    assert (outcome.deleted, alteration.kind, alteration.reason, case.entry.effective_to) == (
        1,
        "delete",
        "death",
        None,
    )
    determination = alteration.determination
    assert determination is not None
    assert (determination.determined_by, determination.outcome) == (senior.name, "deleted")


def test_an_officer_without_the_permission_may_record_but_not_determine(officer: Actor, ledger: Ledger) -> None:
    case = opened(officer, ledger, source(Origin.REGISTRAR, Shows.DEATH))

    with pytest.raises(NotPermitted):
        determine_deletions(actor=officer, references=[case.reference], at=AT, on=ON)


def test_a_case_that_is_not_ready_is_left(senior: Actor, ledger: Ledger) -> None:
    case = opened(senior, ledger, source(Origin.COUNCIL_TAX))

    outcome = determine_deletions(actor=senior, references=[case.reference], at=AT, on=ON)

    assert (outcome.deleted, outcome.left, Alteration.objects.count()) == (0, 1, 0)


def test_two_weak_sources_are_for_the_officer_to_judge(senior: Actor, ledger: Ledger) -> None:
    case = opened(senior, ledger, source(Origin.UNDELIVERED_POST))
    case = add_source(actor=senior, reference=case.reference, version=case.version, source=source(Origin.RESIDENT))
    before = case.state

    judged = judge_sources(
        actor=senior, reference=case.reference, version=case.version, reasons="Spoke to the resident"
    )

    assert (before, judged.state) == ("open", "ready")


def test_a_deletion_is_undone_before_a_notice_and_not_after(
    senior: Actor, authority: Authority, ledger: Ledger
) -> None:
    case = opened(senior, ledger, source(Origin.REGISTRAR, Shows.DEATH))
    determine_deletions(actor=senior, references=[case.reference], at=AT, on=ON)
    case.refresh_from_db()
    undo_deletion(actor=senior, reference=case.reference, version=case.version, reason="Another person", at=AT)
    case.refresh_from_db()
    assert (case.state, AlterationWithdrawal.objects.count()) == ("ready", 1)

    determine_deletions(actor=senior, references=[case.reference], at=AT, on=ON)
    take(authority, date(2026, 12, 1), determined_by=date(2026, 11, 30))
    case.refresh_from_db()

    with pytest.raises(AlreadyCarried):
        undo_deletion(actor=senior, reference=case.reference, version=case.version, reason="Too late", at=AT)


def test_the_second_of_two_officers_on_a_case_is_told(officer: Actor, senior: Actor, ledger: Ledger) -> None:
    case = opened(officer, ledger, source(Origin.COUNCIL_TAX))
    seen = case.version
    add_source(actor=officer, reference=case.reference, version=seen, source=source(Origin.LANDLORD))

    with pytest.raises(CaseChanged):
        add_source(actor=senior, reference=case.reference, version=seen, source=source(Origin.ELECTOR))


def test_an_entry_has_one_open_case(officer: Actor, ledger: Ledger) -> None:
    case = opened(officer, ledger, source(Origin.COUNCIL_TAX))

    with pytest.raises(CaseIsOpen):
        open_deletion(actor=officer, elector_reference=case.elector.reference, source=source(Origin.LANDLORD), on=ON)


def test_many_deletions_near_a_poll_wait_for_a_second_person(
    senior: Actor, head: Actor, authority: Authority, ledger: Ledger
) -> None:
    with arranged():
        Setting.objects.create(
            authority=authority, name="deletions.second_person_above", value=2, valid_from=date(2026, 1, 1)
        )
        Notice.objects.create(
            authority=authority, reference="N1", kind="final", title="Final", published_on=date(2026, 12, 10),
            determined_by=date(2026, 12, 9), poll_on=date(2026, 12, 17),
        )  # fmt: skip
    cases = [opened(senior, ledger, source(Origin.REGISTRAR, Shows.DEATH)).reference for _ in range(3)]

    outcome = determine_deletions(actor=senior, references=cases, at=AT, on=ON)
    assert (outcome.deleted, outcome.waiting, Alteration.objects.count()) == (0, 3, 0)
    with pytest.raises(SecondPersonNeeded):
        approve_deletions(actor=senior, references=cases, at=AT, on=ON)

    assert approve_deletions(actor=head, references=cases, at=AT, on=ON).deleted == 3


def test_another_authoritys_case_is_not_there(officer: Actor, stranger: Actor, ledger: Ledger) -> None:
    case = opened(officer, ledger, source(Origin.REGISTRAR, Shows.DEATH))

    with pytest.raises(NotFound):
        add_source(actor=stranger, reference=case.reference, version=case.version, source=source(Origin.LANDLORD))
    assert determine_deletions(actor=stranger, references=[case.reference], at=AT, on=ON).deleted == 0


def test_lapsed_declarations_become_cases_once(officer: Actor, ledger: Ledger) -> None:
    ledger.entry(ledger.elector(category="overseas", expires_on=date(2026, 11, 1)))
    ledger.entry(ledger.elector(category="overseas", expires_on=date(2027, 11, 1)))

    assert (open_expiries(actor=officer, on=ON), open_expiries(actor=officer, on=ON)) == (1, 0)
    assert DeletionCase.objects.get().state == "ready"


def death(reference: str, name: str, born: str, address: str, postcode: str) -> dict[str, str]:
    return {
        "reference": reference,
        "registered_on": "2026-11-16",
        "name": name,
        "date_of_birth": born,
        "address": address,
        "postcode": postcode,
        "date_of_death": "2026-11-10",
    }


def test_a_list_of_deaths_makes_cases_of_exact_matches_and_leaves_the_others_to_an_officer(
    officer: Actor, ledger: Ledger
) -> None:
    home = ledger.property()
    exact = ledger.elector(born=date(1935, 3, 4), forenames="Peter John", surname="O'Key")
    doubtful = ledger.elector(born=date(1936, 3, 4), forenames="Margaret", surname="Hale")
    ledger.entry(exact, home)
    ledger.entry(doubtful, home)
    given = pl.DataFrame(
        [
            death("D1", "Peter John O’Key", "1935-03-04", home.address, home.postcode),
            death("D2", "Margret Hale", "1936-03-04", home.address, home.postcode),
            death("D3", "Somebody Else", "1936-03-04", "1 Far Road", "ZZ1 1ZZ"),
        ]
    )

    outcome = receive_reports(actor=officer, kind=ReportKind.DEATH, records=given, on=ON)
    again = receive_reports(actor=officer, kind=ReportKind.DEATH, records=given, on=ON)

    assert (outcome.matched, outcome.doubtful, outcome.unmatched, again.repeated) == (1, 1, 1, 3)
    case = DeletionCase.objects.get()
    assert (case.elector_id, case.state, case.ground) == (exact.pk, "ready", "death")
    assert OutsideReport.objects.get(outside_reference="D2").candidates == [doubtful.pk]

    settle_report(
        actor=officer, kind=ReportKind.DEATH, outside_reference="D2", elector_reference=doubtful.reference,
        reason="Same address", on=ON,
    )  # fmt: skip

    assert DeletionCase.objects.filter(elector=doubtful).get().state == "ready"


def test_the_dates_of_a_list_of_deaths_may_be_written_as_registrars_write_them(officer: Actor, ledger: Ledger) -> None:
    home = ledger.property()
    ledger.entry(ledger.elector(born=date(1935, 3, 4), forenames="Peter", surname="Key"), home)
    row = death("D1", "Peter Key", "04/03/1935", home.address, home.postcode)
    row |= {"registered_on": "16-Nov-2026", "date_of_death": "10.11.26"}

    outcome = receive_reports(actor=officer, kind=ReportKind.DEATH, records=pl.DataFrame([row]), on=ON)

    report = OutsideReport.objects.get()
    assert (outcome.matched, outcome.unreadable) == (1, 0)
    assert (report.reported_on, report.happened_on) == (date(2026, 11, 16), date(2026, 11, 10))


def test_a_report_of_a_move_is_one_source_that_suffices(officer: Actor, ledger: Ledger) -> None:
    home = ledger.property()
    elector = ledger.elector(born=date(1965, 1, 25), forenames="Kit", surname="Ostler")
    ledger.entry(elector, home)
    row = {
        "reference": "M1", "reported_on": "2026-11-10", "reported_by": "Netherford City Council", "name": "Kit Ostler",
        "date_of_birth": "1965-01-25", "former_address": "", "former_postcode": "", "former_uprn": str(home.uprn),
        "allowed_on": "2026-11-06",
    }  # fmt: skip

    receive_reports(actor=officer, kind=ReportKind.MOVE, records=pl.DataFrame([row]), on=ON)

    case = DeletionCase.objects.get()
    assert (case.state, case.ground) == ("ready", "elsewhere")
