"""Documents approved together by the worker: each in an act of its own, what is refused listed, nothing done twice."""

import pytest
from django.urls import reverse

from pollwright.acting import Actor, Capacity, Role
from pollwright.audit.models import Event
from pollwright.jobs.models import Work
from pollwright.jobs.operations.asking import AlreadyUnderWay
from pollwright.jobs.runner import perform
from pollwright.printing.models import Document
from pollwright.printing.operations.deciding import DocumentChanged, SamePersonApproves, mark_of_set
from pollwright.printing.operations.deciding_all import ask_to_decide, decide_of_poll
from pollwright.printing.queries.together import documents_waiting
from pollwright.printing.states import BEFORE, Decision, Kind, State
from tests.fixtures.arranging import arranged
from tests.fixtures.signing_in import Door
from tests.printing.printing_acts import STATED, Press

pytestmark = pytest.mark.django_db
KIND = Kind.NOTICE_OF_ELECTION


@pytest.fixture
def three(town_press: Press) -> Press:
    """Three notices wait: one as its data are, one that says something else, and one that the approver prepared."""
    [good] = town_press.made(KIND)
    with arranged():
        for number, name, changed in (
            (2, "DN9000002", {"digest": "0" * 64}),
            (3, "DN9000003", {"prepared_by_id": town_press.senior.person_id}),
        ):
            for field, value in {"pk": None, "number": number, "reference": name, **changed}.items():
                setattr(good, field, value)
            good.save()
    return town_press


def asked(press: Press, actor: Actor, decision: Decision = Decision.APPROVE) -> Work:
    """Ask for what waits, as the page does."""
    waiting = documents_waiting(actor.authority_id, press.poll.reference, KIND, BEFORE[decision])
    seen = mark_of_set((one.reference, one.version) for one in waiting)
    return ask_to_decide(actor=actor, reference=press.poll.reference, kind=KIND, decision=decision, seen=seen)


def states() -> list[str]:
    return list(Document.objects.order_by("number").values_list("state", flat=True))


def test_what_is_refused_is_listed_with_its_reason_and_the_rest_is_approved(three: Press, door: Door) -> None:
    work = asked(three, three.senior)

    done = perform(three.senior.authority_id, work.reference)
    page = door.client_as(Role.SENIOR).get(reverse("jobs:work", args=[work.reference])).content.decode()

    assert states() == [State.APPROVED, State.PROOFED, State.PROOFED]
    assert [done.outcome[name] for name in ("documents", "approved", "refused")] == [3, 1, 2]
    listed = [(one["what"], one["code"]) for one in done.outcome["refusals"]]
    assert listed == [("DN9000002", "printing.R012"), ("DN9000003", "printing.R011")]
    assert f'href="{reverse("printing:document", args=["DN9000002"])}"' in page
    assert "3 of 3" in page
    assert "DN9000002 no longer says what the poll&#39;s data say." in page
    approved = Event.objects.get(code="printing.documents-approved")
    assert (approved.actor_name, approved.capacity) == (three.senior.name, Capacity.FOR_RO)


def test_a_second_click_begins_no_second_work_and_a_set_that_changed_none_at_all(three: Press) -> None:
    work = asked(three, three.senior)

    with pytest.raises(AlreadyUnderWay) as held:
        asked(three, three.senior)
    perform(three.senior.authority_id, work.reference)
    with pytest.raises(DocumentChanged):
        ask_to_decide(
            actor=three.senior, reference=three.poll.reference, kind=KIND, decision=Decision.APPROVE, seen="as it was"
        )

    assert (held.value.reference, held.value.same) == (work.reference, True)
    assert list(Work.objects.filter(kind="printing.decide-documents").values_list("reference", flat=True)) == [
        work.reference
    ]


def test_whoever_prepared_all_is_told_at_the_click(three: Press) -> None:
    with arranged():
        Document.objects.update(prepared_by_id=three.senior.person_id)

    with pytest.raises(SamePersonApproves):
        asked(three, three.senior)

    assert Work.objects.filter(kind="printing.decide-documents").count() == 0


def test_work_that_is_begun_again_neither_does_twice_nor_complains_of_what_it_did(three: Press) -> None:
    work = asked(three, three.senior)
    good = Document.objects.get(number=1)
    decide_of_poll(
        actor=three.senior, reference=three.poll.reference, decision=Decision.APPROVE,
        documents={good.reference: good.version}, late_reason="", at=STATED,
    )  # fmt: skip

    done = perform(three.senior.authority_id, work.reference)

    assert [done.outcome[name] for name in ("approved", "refused")] == [1, 2]
    assert Event.objects.filter(code="printing.documents-approved").count() == 1


def test_a_document_that_somebody_changed_after_the_click_is_left_to_them(three: Press) -> None:
    work = asked(three, three.senior)
    with arranged():
        Document.objects.filter(number=1).update(version=9)

    done = perform(three.senior.authority_id, work.reference)

    assert [one["code"] for one in done.outcome["refusals"]] == ["printing.R010", "printing.R012", "printing.R011"]
    assert states() == [State.PROOFED] * 3
