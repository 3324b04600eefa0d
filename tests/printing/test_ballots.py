"""Ballot papers: proofs from the statement with their checks, orders per station, and the printer's counts."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings

from pollwright.acting import Actor
from pollwright.elections.models import Contest, ProjectTask
from pollwright.elections.operations.printer_counts import CountsUnreadable, Differs, read_counts
from pollwright.files.store import path_of
from pollwright.nominations.models import Candidate, NominationPaper, Party, Statement
from pollwright.nominations.operations.leaving import withdraw_candidate
from pollwright.printing.models import PrintOrder, PrintPacket
from pollwright.printing.operations import orders
from pollwright.printing.operations.deciding import DocumentChanged, NeverPublished
from pollwright.printing.operations.emblems import EmblemUnusable, NotRegistered, add_emblem
from pollwright.printing.operations.packets import COLUMNS, enter_packet_counts
from pollwright.printing.states import Kind, OrderState, State
from tests.fixtures.arranging import arranged
from tests.fixtures.ledger import Ledger
from tests.printing.printing_acts import ON, STATED, Press, adopted, at, press

pytestmark = pytest.mark.django_db
EMBLEM = "Emblem of a Sample Party"


@pytest.fixture
def ready(settings: LazySettings, tmp_path: Path, officer: Actor, senior: Actor, head: Actor, ledger: Ledger) -> Press:
    """A contest in which a poll is taken: its statement published, its scheme adopted."""
    settings.FILES_ROOT = tmp_path / "files"
    held = press(officer, senior, head, ledger)
    held.stated()
    adopted(held)
    return held


def ordered(ready: Press) -> PrintOrder:
    [proof] = ready.made(Kind.BALLOT_PAPER)
    ready.approved(proof)
    return orders.prepare_order(actor=ready.officer, reference=ready.contest.reference, book=25, on=ON, at=STATED)


def test_a_proof_has_every_candidate_in_order_and_all_patterns(ready: Press) -> None:
    [proof] = ready.made(Kind.BALLOT_PAPER)

    assert [one["title"] for one in proof.facts["options"]] == ["AMES", "BELL"]
    assert proof.facts["heading"] == "Election of a councillor for Abbey"
    # handbook B-07: the direction of a paper on which one is elected
    assert proof.facts["direction"].startswith("Vote for only one candidate")
    assert (proof.state, [one for one in proof.checks if one["expected"] != one["found"]]) == (State.PROOFED, [])
    assert sorted(proof.files.values_list("form", flat=True)) == [
        "json", "large-pdf", "overlay-json", "pattern-pdf", "pdf", "tendered-pdf",
    ]  # fmt: skip


def test_a_proof_is_never_published(ready: Press) -> None:
    [proof] = ready.made(Kind.BALLOT_PAPER)

    with pytest.raises(NeverPublished):
        ready.published(proof)


def test_an_emblem_that_was_asked_for_and_has_no_picture_keeps_the_proof_from_approval(ready: Press) -> None:
    with arranged():
        NominationPaper.objects.filter(candidate__surname="Bell").update(emblem=EMBLEM, party_reference="PP9")
        Statement.objects.update(state="void")
        Contest.objects.update(state="open")
    ready.stated()

    [proof] = ready.made(Kind.BALLOT_PAPER)

    assert [one for one in proof.checks if one["expected"] != one["found"]] == [
        {"what": "Emblems asked for", "expected": "1", "found": "0"}
    ]
    with pytest.raises(DocumentChanged, match="draft with faults"):
        ready.approved(proof)


def test_an_emblem_is_kept_only_as_a_sound_picture_of_a_registered_one(ready: Press) -> None:
    with arranged():
        Party.objects.create(
            authority=ready.hustings.ledger.authority, reference="PP9", names=["A Sample Party"], emblems=[EMBLEM],
            nations=["england"], registered_on=ON,
        )  # fmt: skip
    given: dict[str, Any] = {"actor": ready.officer, "party": "PP9", "at": STATED}

    with pytest.raises(NotRegistered):
        add_emblem(**given, description="Another", data=b"\x89PNG")
    with pytest.raises(EmblemUnusable, match="PNG or JPEG"):
        add_emblem(**given, description=EMBLEM, data=b"<svg/>")


def test_an_order_has_papers_for_all_in_books_and_is_released_by_another_person(ready: Press) -> None:
    order = ordered(ready)

    with pytest.raises(orders.SamePersonReleasesOrder):
        orders.release_order(
            actor=replace(ready.senior, person_id=ready.officer.person_id),
            reference=order.reference, version=order.version, on=ON, at=STATED,
        )  # fmt: skip
    released = orders.release_order(
        actor=ready.senior, reference=order.reference, version=order.version, on=ON, at=STATED
    )

    [packet] = PrintPacket.objects.all()
    # twelve electors in person, books of 25: one book (B-10), five tendered papers at the least (B-11)
    assert (packet.place, packet.first, packet.last, packet.books) == ("1: Parish Hall, TA1 1ZZ", 1, 25, 1)
    assert (order.electors, order.total, order.tendered_total) == (12, 25, 5)
    assert released.state == OrderState.RELEASED
    assert path_of(order.pdf).read_bytes().startswith(b"%PDF")
    assert path_of(order.xlsx).read_bytes().startswith(b"PK")


def test_nothing_is_ordered_before_its_proof_is_approved(ready: Press) -> None:
    ready.made(Kind.BALLOT_PAPER)

    with pytest.raises(orders.ProofNotApproved):
        orders.prepare_order(actor=ready.officer, reference=ready.contest.reference, book=25, on=ON, at=STATED)


def test_a_withdrawal_makes_the_proof_and_its_order_void(ready: Press) -> None:
    order = ordered(ready)
    candidate = Candidate.objects.get(surname="Bell")

    withdraw_candidate(
        actor=ready.senior, reference=candidate.reference, version=candidate.version, signed=True,
        received_at=at("2027-04-08 15:59:00"), witness="W. Witness", at=STATED,
    )  # fmt: skip

    order.refresh_from_db()
    assert (order.state, order.proof.state) == (OrderState.VOID, State.VOID)
    with pytest.raises(orders.OrderChanged):
        orders.release_order(actor=ready.senior, reference=order.reference, version=1, on=ON, at=STATED)


def test_an_order_that_the_printer_has_is_recalled_by_a_task_when_a_candidate_withdraws(ready: Press) -> None:
    order = ordered(ready)
    order = orders.release_order(actor=ready.senior, reference=order.reference, version=order.version, on=ON, at=STATED)
    candidate = Candidate.objects.get(surname="Bell")

    withdraw_candidate(
        actor=ready.senior, reference=candidate.reference, version=candidate.version, signed=True,
        received_at=at("2027-04-08 15:59:00"), witness="W. Witness", at=STATED,
    )  # fmt: skip

    order.refresh_from_db()
    [task] = ProjectTask.objects.filter(poll=ready.poll)
    assert order.state == OrderState.VOID
    assert (task.title, task.due_on) == (f"Recall order {order.reference} from the printer", ON)


def test_an_order_is_complete_only_when_the_printer_s_counts_match(ready: Press) -> None:
    order = ordered(ready)
    order = orders.release_order(actor=ready.senior, reference=order.reference, version=order.version, on=ON, at=STATED)
    given: dict[str, Any] = {"actor": ready.officer, "reference": order.reference, "at": STATED}

    short = enter_packet_counts(
        **given, version=order.version, counts=read_counts(b"station,papers\r\n1,24\r\n", COLUMNS)
    )
    with pytest.raises(CountsUnreadable, match="there is no station 2"):
        enter_packet_counts(**given, version=order.version + 1, counts={1: 25, 2: 25})
    order.refresh_from_db()
    after_short = order.state
    whole = enter_packet_counts(**given, version=order.version, counts={1: 25})
    order.refresh_from_db()

    assert (short, whole) == ([Differs(1, 25, 24)], [])
    assert (after_short, order.state) == (OrderState.RELEASED, OrderState.COMPLETE)
