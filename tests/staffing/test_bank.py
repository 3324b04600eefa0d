"""The staff bank: people taken over from a file, kept apart from their doubles, tied to candidates, and forgotten."""

from datetime import date
from typing import Any

import pytest

from pollwright.acting import Actor
from pollwright.files.models import StoredFile
from pollwright.files.store import open_content
from pollwright.nominations.models import Candidate
from pollwright.oversight.operations.removing import remove_batch
from pollwright.staffing.models import Availability, ConflictMatch, Qualification, StaffMember, StaffRecord
from pollwright.staffing.operations import bank, conflicts
from pollwright.staffing.operations.bank import MemberFacts
from pollwright.staffing.operations.importing import NotStaff, import_staff
from pollwright.staffing.queries.ties import key_of_whole
from pollwright.staffing.states import MemberState
from tests.fixtures.arranging import arranged
from tests.fixtures.ledger import Ledger
from tests.nominations.nominating_acts import HOME, delivered, hustings
from tests.stations.towns import AT, ON, POLL_DAY

HEADER = "reference,forenames,surname,postcode,roles,right_to_work_on,free_on,most_miles\n"


@pytest.fixture(autouse=True)
def files_root(settings: Any, tmp_path: Any) -> None:
    settings.FILES_ROOT = tmp_path / "files"


def add(actor: Actor, forenames: str, surname: str, **facts: Any) -> StaffMember:
    return bank.add_member(actor=actor, facts=MemberFacts(forenames, surname, **facts), on=ON)


def test_a_file_of_staff_is_taken_over_with_what_they_showed_and_changes_whom_it_names(
    officer: Actor, ledger: Ledger
) -> None:
    ledger.property(postcode="TA1 1ZZ", easting=300_000, northing=120_000)
    known = add(officer, "Old", "Name")
    rows = (
        f"{known.reference},Siân,Ŷnys,ta1 1zz,poll-clerk|presiding-officer,2027-01-05,2027-05-06,12\n,Kim,O’Hara,,,,,\n"
    )

    outcome = import_staff(actor=officer, content=(HEADER + rows).encode(), on=ON)

    known.refresh_from_db()
    assert (outcome.rows, outcome.added, outcome.changed, outcome.faults) == (2, 1, 1, 0)
    assert (known.surname, known.postcode, known.easting, known.most_miles, known.folded, known.version) == (
        "Ŷnys", "TA1 1ZZ", 300_000.0, 12, "sian ynys", 2,
    )  # fmt: skip
    assert sorted(Qualification.objects.values_list("role", flat=True)) == ["poll-clerk", "presiding-officer"]
    assert list(StaffRecord.objects.values_list("kind", "on")) == [("right-to-work", date(2027, 1, 5))]
    assert list(Availability.objects.values_list("day", "free")) == [(POLL_DAY, True)]


def test_a_file_with_one_fault_changes_nothing_and_comes_back_with_the_line(officer: Actor) -> None:
    rows = (
        ",Kim,Example,,,,,\n"
        "STF9999999,Sam,,TA1 1ZZ,mayor,5 Jan,,far\n"
        ",Kim,EXAMPLE,,,,,\n"
    )  # fmt: skip

    outcome = import_staff(actor=officer, content=(HEADER + rows).encode(), on=ON)

    assert (StaffMember.objects.count(), outcome.faults) == (0, 6)
    assert open_content(StoredFile.objects.get(token=outcome.errors)).read().decode().splitlines() == [
        "line,fault",
        "3,Nobody in the staff bank has that reference",
        "3,There is no surname",
        "3,mayor is no role",
        "3,most_miles is not a whole number",
        "3,right_to_work_on is not written 2027-05-06",
        "4,The person stands in the file twice",
    ]
    with pytest.raises(NotStaff, match="it has no column surname"):
        import_staff(actor=officer, content=b"forenames,email\nKim,\n", on=ON)


def test_the_same_person_is_not_added_twice_unless_they_are_two(officer: Actor) -> None:
    first = add(officer, "Kim", "Example", postcode="TA1 1ZZ")

    with pytest.raises(bank.InTheBankAlready) as refused:
        add(officer, "kim", "EXAMPLE", postcode="ta11zz")
    second = bank.add_member(
        actor=officer, facts=MemberFacts("Kim", "Example", postcode="TA1 1ZZ"), on=ON, another=True
    )

    assert refused.value.values == {"reference": first.reference}
    assert StaffMember.objects.count() == 2
    assert second.reference != first.reference


def test_the_second_of_two_officers_is_told_about_a_person(officer: Actor, senior: Actor) -> None:
    member = add(officer, "Kim", "Example")
    act: dict[str, Any] = {"reference": member.reference, "version": 1}
    bank.change_member(actor=officer, facts=MemberFacts("Kim", "Sample"), **act)

    with pytest.raises(bank.MemberWasChanged):
        bank.move_member(actor=senior, state=MemberState.LEFT, on=ON, **act)

    member.refresh_from_db()
    assert (member.surname, member.state) == ("Sample", "bank")


# S-02: nobody employed by or for a candidate is appointed; handbook S-12 asks for matches by name with those who signed
def test_candidates_agents_and_subscribers_are_found_in_the_bank_and_an_officer_decides(
    officer: Actor, senior: Actor, ledger: Ledger
) -> None:
    abbey = hustings(senior, ledger)
    delivered(officer, abbey.contest, *abbey.numbers[:2], surname="Exämple", forenames="Kim Toni")
    with arranged():
        Candidate.objects.update(agent_name="Cllr Jo A. Agent", agent_address="1 High Street TA9 9ZZ")
        ledger.elector()
    signed = abbey.contest.candidates.get().papers.get().subscribers.order_by("place").first()
    elector = signed.elector
    stands = add(officer, "Kim", "Example", postcode=HOME.postcode)
    agent = add(officer, "Jo", "Agent", postcode="TA9 9ZZ")
    signer = add(officer, elector.forenames, elector.surname)
    add(officer, "Kim", "Elsewhere")

    made = conflicts.seek_conflicts(actor=officer, reference=abbey.poll.reference)
    again = conflicts.seek_conflicts(actor=officer, reference=abbey.poll.reference)
    match = ConflictMatch.objects.get(member=agent)
    act: dict[str, Any] = {"actor": senior, "reference": match.reference, "version": 1, "at": AT}
    conflicts.decide_conflict(barred=False, reason="Another Jo Agent", **act)
    with pytest.raises(conflicts.ConflictWasDecided):
        conflicts.decide_conflict(barred=True, reason="Asked", **act)

    assert (len(made), again) == (3, [])
    held = ConflictMatch.objects.values_list("member__reference", "tie", "same_address", "ruling")
    assert sorted(held) == sorted(
        [
            (stands.reference, "candidate", True, "open"),
            (agent.reference, "agent", True, "cleared"),
            (signer.reference, "subscriber", False, "open"),
        ]
    )


@pytest.mark.parametrize(
    ("written", "key"),
    [("Dr Kim Toni EXAMPLE", ("kim", "example")), ("Siân Ŷnys", ("sian", "ynys")), ("Cher", ("", ""))],
)
def test_a_name_written_in_one_is_known_by_its_ends(written: str, key: tuple[str, str]) -> None:
    assert key_of_whole(written) == key


def test_particulars_of_those_who_left_go_when_their_time_is_up_and_those_of_others_stay(
    officer: Actor, head: Actor
) -> None:
    gone, there = add(officer, "Kim", "Example", phone="01632 960001"), add(officer, "Pat", "Example")
    bank.move_member(actor=officer, reference=gone.reference, version=1, state=MemberState.LEFT, on=date(2026, 3, 1))

    remove_batch(actor=head, kind="staff-particulars", on=date(2027, 3, 1))

    names = StaffMember.objects.order_by("pk").values_list("reference", "surname", "phone")
    assert list(names) == [(gone.reference, "", ""), (there.reference, "Example", "")]
