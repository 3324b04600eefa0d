"""Candidates who stand in several wards of one council, and fall out of all (handbook N-18)."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from pollwright.acting import Actor, Role
from pollwright.audit.models import Event
from pollwright.authorities.models import Authority
from pollwright.elections.models import Contest, Poll
from pollwright.elections.operations.calling import ContestAsked, call_poll
from pollwright.nominations.models import Candidate
from pollwright.nominations.operations.determining import hold_valid
from pollwright.nominations.operations.entering import PaperGiven, PaperMoved
from pollwright.nominations.operations.leaving import (
    NobodyStandsTwice,
    deem_withdrawn,
)
from pollwright.nominations.queries.several_wards import in_several_wards
from tests.elections.calling_acts import CALLED_ON, asked
from tests.fixtures.arranging import arranged
from tests.fixtures.ledger import Ledger
from tests.nominations.nominating_acts import (
    BIRTHDAY,
    CLOSED,
    SET,
    at,
    delivered,
    published,
)


def in_two_wards(officer: Actor, senior: Actor, ledger: Ledger, *born: date | None) -> Poll:
    """Have BÔN stand in one ward and Bon in another, each with a date of birth or without."""
    areas = [ledger.area(name=name) for name in ("Abbey", "Castle")]
    publication = ledger.publication()
    for code, area in zip(("AB", "CD"), areas, strict=True):
        home = ledger.property(ledger.district(code, areas=(area,)))
        ledger.entry(home=home, publication=publication, number=1)
        ledger.entry(home=home, publication=publication, number=2)
    wards = [ContestAsked(f"ward.{area.code}", 1) for area in areas]
    poll = call_poll(actor=senior, asked=asked(), contests=wards, on=CALLED_ON)
    published(poll)
    for contest, code, day in zip(Contest.objects.order_by("name"), ("AB", "CD"), born, strict=True):
        made = delivered(
            officer, contest, f"{code}1", f"{code}2", surname="BÔN" if code == "AB" else "Bon",
            paper=PaperGiven(papers=SET, born_on=day),
        )  # fmt: skip
        hold_valid(actor=senior, reference=made.reference, version=made.version, despite="Known", at=CLOSED)
    return poll


def test_whoever_stands_in_two_wards_falls_out_of_both(officer: Actor, senior: Actor, ledger: Ledger) -> None:
    # N-18
    poll = in_two_wards(officer, senior, ledger, BIRTHDAY, BIRTHDAY)

    with pytest.raises(NobodyStandsTwice):
        deem_withdrawn(actor=senior, reference=poll.reference, at=at("2027-04-08 16:00:00"))
    fallen = deem_withdrawn(actor=senior, reference=poll.reference, at=at("2027-04-08 16:00:01"))

    assert (fallen, set(Candidate.objects.values_list("state", flat=True))) == (2, {"deemed"})


@pytest.mark.parametrize("other", [BIRTHDAY, None])
def test_where_a_date_of_birth_is_missing_the_officer_says_whether_two_of_one_name_are_one_person(
    officer: Actor, senior: Actor, ledger: Ledger, client_as: Callable[[Role], Client], other: date | None
) -> None:
    poll = in_two_wards(officer, senior, ledger, other, None)
    with arranged():
        Authority.objects.filter(pk=senior.authority_id).update(demonstration=True, clock_on=date(2027, 4, 9))
    page, client = f"/nominations/polls/{poll.reference}/several-wards/", client_as(Role.SENIOR)
    (found,) = in_several_wards(senior.authority_id, poll.reference)

    shown = client.get(page).content.decode()
    with pytest.raises(NobodyStandsTwice):
        deem_withdrawn(actor=senior, reference=poll.reference, at=CLOSED)
    with pytest.raises(PaperMoved):
        deem_withdrawn(actor=senior, reference=poll.reference, at=CLOSED, same=["CA1+CA2"])
    client.post(page, {"same": found.key})

    assert not found.sure
    assert "Abbey" in shown
    assert "Castle" in shown
    assert set(Candidate.objects.values_list("state", flat=True)) == {"deemed"}
    assert Event.objects.get(code="nominations.deemed-withdrawn").reason.startswith("Said to be one person: ")


def test_two_of_one_name_with_two_dates_of_birth_are_two_people(officer: Actor, senior: Actor, ledger: Ledger) -> None:
    poll = in_two_wards(officer, senior, ledger, BIRTHDAY, date(1990, 1, 1))

    assert in_several_wards(senior.authority_id, poll.reference) == ()
    with pytest.raises(NobodyStandsTwice):
        deem_withdrawn(actor=senior, reference=poll.reference, at=CLOSED)
