"""Papers of polls that are taken together: one declaration for the stations, and no two papers of one colour (C-12)."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import LazySettings

from pollwright.acting import Actor
from pollwright.authorities.models import Authority
from pollwright.elections.models import Combination, Contest
from pollwright.printing.models import Document
from pollwright.printing.operations.documents import prepare_of_polls
from pollwright.printing.operations.orders import ColoursClash, refuse_clash
from pollwright.printing.operations.together import ask_to_prepare_together, name_together, record_together
from pollwright.printing.papers.colours import asked_together, colours_beside
from pollwright.printing.papers.wanted import Given
from pollwright.printing.states import Kind, State
from tests.elections.electorate_acts import Ballot, ballot_in
from tests.fixtures.arranging import arranged
from tests.printing.printing_acts import office

pytestmark = pytest.mark.django_db
AT = datetime(2027, 4, 12, 12, tzinfo=UTC)
COUNCIL, PARISH = "local, Quantock Council", "parish"


@pytest.fixture
def ballot(settings: LazySettings, tmp_path: Path, authority: Authority) -> Ballot:
    """The particulars of the office, and areas to vote in."""
    settings.FILES_ROOT = tmp_path / "files"
    office(authority)
    return ballot_in(authority)


@pytest.fixture
def combination(ballot: Ballot) -> Combination:
    """A poll of councillors that leads one of parish councillors."""
    council = ballot.poll()
    combination = ballot.combined(council, ballot.poll("parish"))
    with arranged():
        combination.lead = council
        combination.save()
    return combination


def test_words_compared_with_their_form_are_told_for_all_polls_at_once(
    combination: Combination, officer: Actor
) -> None:
    asked = {"actor": officer, "reference": combination.reference, "kind": Kind.COMPANION}
    work = ask_to_prepare_together(**asked, given=Given(compared="Form of 2022"), background=False)

    given = {poll: Given(**entered) for poll, entered in work.parameters["given"].items()}
    wanted = name_together(**asked, on=AT.date())
    prepared = prepare_of_polls(officer, wanted, Kind.COMPANION, AT.date(), given)
    record_together(actor=officer, reference=combination.reference, prepared=prepared, at=AT)

    # C-07: the officer of the leading poll equips the stations, so there is one declaration for all
    made = Document.objects.get(kind=Kind.COMPANION)
    assert (made.poll, made.state) == (combination.lead, State.PROOFED)
    assert [check["found"] for check in made.checks if check["what"].startswith("Words compared")] == ["Form of 2022"]


def test_papers_are_given_colours_that_differ_and_others_that_do_not_are_refused(
    combination: Combination, officer: Actor
) -> None:
    usual, first = asked_together(officer.authority_id, combination.reference, Kind.BALLOT_PAPER, on=AT.date())

    assert (usual, first is not None) == ({COUNCIL: "white", PARISH: "yellow"}, True)
    with pytest.raises(ColoursClash, match=f"{COUNCIL} / {PARISH}"):
        refuse_clash({COUNCIL: "white", PARISH: "white"})


def test_an_approved_paper_of_the_same_colour_beside_it_stops_the_order(
    combination: Combination, officer: Actor
) -> None:
    for contest in Contest.objects.select_related("poll"):
        with arranged():
            Document.objects.create(
                authority=contest.authority, poll=contest.poll, contest=contest, kind=Kind.BALLOT_PAPER, number=1,
                state=State.APPROVED, reference=f"DN{contest.pk}", title="Proof", facts={"colour": "white"}, digest="0",
                prepared_by="A", prepared_at=AT,
            )  # fmt: skip

    beside = colours_beside(Contest.objects.select_related("poll").earliest("pk"))

    assert beside == {COUNCIL: "white", PARISH: "white"}
    with pytest.raises(ColoursClash):
        refuse_clash(beside)
