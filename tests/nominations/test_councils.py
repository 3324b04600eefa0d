"""Parish clerks, and signatures from several councils at the election of a combined authority's mayor."""

import pytest

from pollwright.acting import Actor
from pollwright.authorities.models import Authority
from pollwright.law.nominations.subscribers import Signature
from pollwright.law.timetables.kinds import Kind
from pollwright.nominations.models import Clerk, NominationPaper
from pollwright.nominations.operations.clerks import NotAListOfClerks, import_clerks
from pollwright.nominations.operations.entering import HomeGiven, PaperGiven, PersonGiven, enter_candidate
from pollwright.nominations.operations.subscribing import NotOfCouncils, confirm_signatures, name_councils
from pollwright.nominations.queries.checking import checked
from tests.elections.calling_acts import CALLED_ON
from tests.fixtures.ledger import Ledger
from tests.nominations.nominating_acts import Hustings, hustings

HEAD = "parish_code,council,name,address,email,phone\r\n"


def test_a_list_of_clerks_is_taken_over_whole_or_not_at_all_and_a_newer_one_takes_its_place(
    officer: Actor, ledger: Ledger
) -> None:
    for code in ("E04000001", "E04000002"):
        ledger.area("parish", code=code)
    first = f"{HEAD}E04000001,Nether Combe Parish Council,Alex Clerk,,clerk@example.org,\r\n"
    import_clerks(actor=officer, content=first.encode(), on=CALLED_ON)

    bad = f"{HEAD}E04000001,Nether Combe Parish Council,Sam Clerk,,,\r\nE04000009,Elsewhere,Kim,,,\r\nE04000001,Twice,,,,\r\n"
    with pytest.raises(NotAListOfClerks) as refused:
        import_clerks(actor=officer, content=bad.encode(), on=CALLED_ON)
    kept = Clerk.objects.values_list("name", flat=True).get()
    many = import_clerks(actor=officer, content=f"{HEAD}E04000001,Nether Combe,Sam Clerk,,,\r\n".encode(), on=CALLED_ON)

    assert refused.value.values["faults"] == (
        "line 3: no parish has that code; line 4: the parish is in the file twice; line 4: name is missing"
    )
    assert (kept, many, Clerk.objects.get().name) == ("Alex Clerk", 1, "Sam Clerk")


@pytest.fixture
def region(senior: Actor, ledger: Ledger, authority: Authority) -> Hustings:
    """An election of a combined authority's mayor, its councils ours and two more."""
    found = hustings(senior, ledger, electors=91, kind=Kind.COMBINED_AUTHORITY_MAYORAL, seats=1)
    names = [authority.name, "Eastmere", "Westmarsh"]
    name_councils(actor=senior, reference=found.contest.reference, names=names)
    return found


def entered(officer: Actor, region: Hustings, own: int) -> NominationPaper:
    """Enter a paper of 100 signatures, so many of them our own electors', the rest Eastmere's."""
    numbers = [*region.numbers[:own], *(f"Eastmere EA-{number}" for number in range(1, 101 - own))]
    return enter_candidate(
        actor=officer, reference=region.contest.reference, person=PersonGiven("Example"), home=HomeGiven("1 Row"),
        paper=PaperGiven(), signatures=[Signature(number) for number in numbers],
    )  # fmt: skip


def subscribed(paper: NominationPaper) -> list[str]:
    return [one.says for one in checked(paper).checks if one.about == "subscribers" and one.state == "fault"]


def test_a_hundred_signatures_need_ten_from_each_council_and_others_electors_count_once_confirmed(
    officer: Actor, senior: Actor, region: Hustings
) -> None:
    # handbook 5.1: max(100, 10 for each council), at least 10 from each constituent council
    paper = entered(officer, region, 80)
    before = subscribed(paper)
    known = {"actor": senior, "reference": paper.reference, "source": "Told by the officer of Eastmere on 6 April"}
    with pytest.raises(NotOfCouncils):
        confirm_signatures(version=1, council="Southport", places=[81], **known)  # type: ignore[arg-type]
    confirm_signatures(version=1, council="Eastmere", places=range(81, 91), **known)  # type: ignore[arg-type]
    confirm_signatures(version=2, council="Westmarsh", places=range(91, 101), **known)  # type: ignore[arg-type]
    after = subscribed(paper)
    confirm_signatures(version=3, council="Westmarsh", places=range(92, 101), **known)  # type: ignore[arg-type]

    assert before[0] == "Only the first 100 signatures count, and all must hold; those that hold: 80"
    assert after == []
    assert "At least 10 come from each of the 3 areas; areas with too few: 1" in subscribed(paper)
