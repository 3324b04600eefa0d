"""Objections and reviews: their days, what they hold up, and how they end."""

from datetime import UTC, date, datetime

import pytest

from pollwright.acting import Actor
from pollwright.law.deletions import ReviewType
from pollwright.refusals import NotFound
from pollwright.register.models import Alteration, Application, Determination, Objection, Review
from pollwright.register.operations.checks import confirm_unquestioned
from pollwright.register.operations.determining_bulk import determine_ready
from pollwright.register.operations.objecting import (
    IncompleteObjection,
    NotAnObjector,
    ObjectionChanged,
    OutsideTheHearingDays,
    decide_objection,
    fix_objection_hearing,
    object_to_application,
    object_to_entry,
)
from pollwright.register.operations.reviewing import (
    ReviewChanged,
    ReviewIsOpen,
    TooSoonToRemove,
    close_review,
    go_on_to_type_a,
    open_review,
    send_review_notice,
)
from tests.fixtures.ledger import Ledger
from tests.register.application_acts import record
from tests.register.test_determining import AT, ON, ready


def objected(actor: Actor, application: Application, ledger: Ledger, day: int) -> Objection:
    objector = ledger.entry().elector
    return object_to_application(
        actor=actor,
        application_reference=application.reference,
        objector_reference=objector.reference,
        grounds="Does not live there",
        made_at=datetime(2026, 11, day, 12, tzinfo=UTC),
    )


# REG-230 and 232: of an application listed on Friday 20 November the window ends on Friday 27.
@pytest.mark.parametrize(("day", "in_time", "allowed"), [(27, True, 0), (28, False, 1)])
def test_an_objection_in_time_suspends_and_a_late_one_does_not(
    officer: Actor, ledger: Ledger, day: int, in_time: bool, allowed: int
) -> None:
    [application] = ready(officer, record("A1", ledger.property()))

    objection = objected(officer, application, ledger, day)

    assert (objection.in_time, determine_ready(actor=officer, at=AT, on=ON).allowed) == (in_time, allowed)


def test_after_an_objection_is_disallowed_the_application_goes_on_with_the_results_held(
    officer: Actor, ledger: Ledger
) -> None:
    [application] = ready(officer, record("A1", ledger.property()))
    objection = objected(officer, application, ledger, 26)

    decide_objection(
        actor=officer, reference=objection.reference, version=1, upheld=False, reasons="Tenancy seen", at=AT, on=ON
    )
    confirm_unquestioned(actor=officer)

    assert Application.objects.get().state == "ready"


def test_an_objection_that_is_upheld_rejects_the_application(officer: Actor, ledger: Ledger) -> None:
    [application] = ready(officer, record("A1", ledger.property()))
    objection = objected(officer, application, ledger, 26)

    decide_objection(
        actor=officer, reference=objection.reference, version=1, upheld=True, reasons="Empty house", at=AT, on=ON
    )

    assert (Application.objects.get().state, Determination.objects.get().outcome) == ("rejected", "rejected")


# REG-235: a hearing notified on Wednesday 22 April 2026 is from Monday 27 April to Friday 1 May.
@pytest.mark.parametrize(("day", "month", "lawful"), [(24, 4, False), (27, 4, True), (1, 5, True), (4, 5, False)])
def test_a_hearing_is_held_from_the_third_to_the_seventh_working_day(
    officer: Actor, ledger: Ledger, day: int, month: int, lawful: bool
) -> None:
    entry, objector = ledger.entry(), ledger.entry().elector
    objection = object_to_entry(
        actor=officer, elector_reference=entry.elector.reference, objector_reference=objector.reference,
        grounds="Moved away", made_at=datetime(2026, 4, 20, 9, tzinfo=UTC),
    )  # fmt: skip
    given = {"actor": officer, "reference": objection.reference, "version": 1, "on": date(2026, 4, 22)}

    if lawful:
        fixed = fix_objection_hearing(**given, hearing_on=date(2026, month, day))  # type: ignore[arg-type]
        assert fixed.state == "hearing"
    else:
        with pytest.raises(OutsideTheHearingDays):
            fix_objection_hearing(**given, hearing_on=date(2026, month, day))  # type: ignore[arg-type]


def test_an_objector_must_be_on_the_register_and_say_why(officer: Actor, ledger: Ledger) -> None:
    entry = ledger.entry()
    given = {
        "actor": officer, "elector_reference": entry.elector.reference, "made_at": AT,
    }  # fmt: skip

    with pytest.raises(NotAnObjector):
        object_to_entry(**given, objector_reference=ledger.elector().reference, grounds="Moved")  # type: ignore[arg-type]
    with pytest.raises(IncompleteObjection):
        object_to_entry(**given, objector_reference=entry.elector.reference, grounds=" ")  # type: ignore[arg-type]


def test_an_objection_to_an_entry_leaves_it_until_it_is_upheld(officer: Actor, ledger: Ledger) -> None:
    entry, objector = ledger.entry(), ledger.entry().elector
    objection = object_to_entry(
        actor=officer, elector_reference=entry.elector.reference, objector_reference=objector.reference,
        grounds="Moved away", made_at=AT,
    )  # fmt: skip
    assert Alteration.objects.count() == 0

    decided = decide_objection(
        actor=officer, reference=objection.reference, version=1, upheld=True, reasons="Proved", at=AT, on=ON
    )

    alteration = Alteration.objects.get()
    assert (alteration.kind, alteration.entry_id, decided.state) == ("delete", entry.pk, "allowed")
    with pytest.raises(ObjectionChanged):
        decide_objection(
            actor=officer, reference=objection.reference, version=1, upheld=False, reasons="Again", at=AT, on=ON
        )


def reviewed(actor: Actor, ledger: Ledger, kind: ReviewType, registers: str = "both") -> Review:
    entry = ledger.entry()
    return open_review(
        actor=actor, elector_reference=entry.elector.reference, kind=kind, grounds="Doubts", on=ON, registers=registers
    )


# REG-255: type A gives 14 days. Notice on Monday 30 November 2026: the elector has until Monday 14 December.
def test_nobody_is_removed_by_a_review_before_their_time_is_over(senior: Actor, ledger: Ledger) -> None:
    review = reviewed(senior, ledger, ReviewType.A)
    given = {"actor": senior, "reference": review.reference, "remove": True, "reasons": "No answer", "at": AT}
    with pytest.raises(TooSoonToRemove):
        close_review(**given, version=1, on=ON)  # type: ignore[arg-type]
    sent = send_review_notice(actor=senior, reference=review.reference, version=1, on=ON)
    assert sent.answer_by == date(2026, 12, 14)
    with pytest.raises(TooSoonToRemove):
        close_review(**given, version=2, on=date(2026, 12, 14))  # type: ignore[arg-type]

    close_review(**given, version=2, on=date(2026, 12, 15))  # type: ignore[arg-type]

    assert Alteration.objects.get().reason == "review"


# REG-255: type B gives 28 calendar days and leads to type A: 30 November + 28 = 28 December, a bank holiday (Boxing
# Day fell on a Saturday), so Tuesday 29 December.
def test_a_type_b_review_leads_to_type_a_and_never_to_a_removal(senior: Actor, ledger: Ledger) -> None:
    review = reviewed(senior, ledger, ReviewType.B)
    sent = send_review_notice(actor=senior, reference=review.reference, version=1, on=ON)
    assert sent.answer_by == date(2026, 12, 29)
    with pytest.raises(TooSoonToRemove):
        close_review(
            actor=senior, reference=review.reference, version=2, remove=True, reasons="None", at=AT, on=date(2027, 1, 5)
        )

    on_to = go_on_to_type_a(
        actor=senior, reference=review.reference, version=2, opinion="Not resident", on=date(2026, 12, 30)
    )

    assert (on_to.kind, on_to.state, on_to.answer_by) == ("A", "open", None)


def test_a_review_may_remove_from_one_register_only(senior: Actor, ledger: Ledger) -> None:
    review = reviewed(senior, ledger, ReviewType.A, registers="parliamentary")
    send_review_notice(actor=senior, reference=review.reference, version=1, on=ON)

    close_review(
        actor=senior, reference=review.reference, version=2, remove=True, reasons="No", at=AT, on=date(2026, 12, 15)
    )

    alteration = Alteration.objects.get()
    assert (alteration.parliamentary, alteration.local) == (True, False)


def test_an_entry_is_under_one_review_and_strangers_see_none(senior: Actor, stranger: Actor, ledger: Ledger) -> None:
    review = reviewed(senior, ledger, ReviewType.A)

    with pytest.raises(ReviewIsOpen):
        open_review(actor=senior, elector_reference=review.elector.reference, kind=ReviewType.C, grounds="Again", on=ON)
    with pytest.raises(NotFound):
        close_review(actor=stranger, reference=review.reference, version=1, remove=False, reasons="", at=AT, on=ON)
    with pytest.raises(ReviewChanged):
        close_review(actor=senior, reference=review.reference, version=9, remove=False, reasons="", at=AT, on=ON)
