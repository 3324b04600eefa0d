"""Nomination papers to fill in, with what is known filled in, and the letter that tells what was decided."""

import zipfile
from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from pollwright.acting import Actor
from pollwright.audit.models import Event
from pollwright.authorities.models import Authority
from pollwright.documents.papers.nomination_pack import MEMBERSHIP
from pollwright.documents.preview import text_of
from pollwright.elections.models import Poll
from pollwright.law.nominations.determinations import Ground
from pollwright.law.timetables.kinds import Kind
from pollwright.nominations.models import Candidate
from pollwright.nominations.operations.determining import hold_invalid
from pollwright.nominations.operations.papers import hand_out_decision_letter, hand_out_pack, hand_out_pack_of_candidate
from pollwright.nominations.papers.packs import NothingDecided
from tests.fixtures.arranging import arranged
from tests.fixtures.ledger import Ledger
from tests.nominations.nominating_acts import CLOSED, Hustings, at, delivered, entered, hustings, standing

pytestmark = pytest.mark.django_db
ON = date(2027, 4, 6)


def inside(data: bytes) -> dict[str, bytes]:
    """Return the files of a ZIP by name."""
    with zipfile.ZipFile(BytesIO(data)) as whole:
        return {name: whole.read(name) for name in whole.namelist()}


def test_the_papers_of_a_contest_ask_for_what_its_rules_ask(senior: Actor, officer: Actor, ledger: Ledger) -> None:
    town = hustings(senior, ledger, electors=2)

    name, data = hand_out_pack(actor=officer, reference=town.contest.reference, on_screen=False, on=ON)

    papers = inside(data)
    assert name == f"nomination-papers-{town.contest.reference}-print.zip"
    assert list(papers) == [
        "1-nomination.pdf", "2-home-address.pdf", "3-consent.pdf", "4-authorisation.pdf", "5-emblem.pdf", "6-agent.pdf",
    ]  # fmt: skip
    said = {name: " ".join(text_of(paper)[0].split()) for name, paper in papers.items()}
    # handbook 2.3 and 5.1: nominations until 4pm on 8 April 2027, two subscribers; consent within the month before (N-13)
    assert "Not later than 4pm, Thursday 8 April 2027" in said["1-nomination.pdf"]
    assert "Only the first 2 signatures count" in said["1-nomination.pdf"]
    assert "Sign on or after Monday 8 March 2027" in said["3-consent.pdf"]
    assert said["3-consent.pdf"].count("for the last 12 months") == 3
    assert all(words.count("NOT THE PRESCRIBED WORDING") == 1 for words in said.values())


def test_the_consent_asks_only_for_what_the_poll_asks(
    senior: Actor, officer: Actor, authority: Authority, ledger: Ledger
) -> None:
    # N-13: Parliament asks for no qualification; N-20: councillors in Wales state their membership of parties
    parliament = hustings(
        senior, ledger, kind=Kind.UK_PARLIAMENT, seats=1, trigger=date(2027, 3, 29), doubts_reason="Example"
    )
    first = consent_of(officer, parliament)
    with arranged():
        Authority.objects.filter(pk=authority.pk).update(nation="wales")
        Poll.objects.update(kind="local", nation="wales", by_election=False)
    second = consent_of(officer, parliament)

    assert [("Qualifications" in said, MEMBERSHIP in said) for said in (first, second)] == [
        (False, False),
        (True, True),
    ]


def consent_of(officer: Actor, town: Hustings) -> str:
    _name, data = hand_out_pack(actor=officer, reference=town.contest.reference, on_screen=False, on=ON)
    return " ".join(" ".join(text_of(inside(data)["3-consent.pdf"])).split())


def test_papers_on_a_screen_have_fields_that_hold_what_is_known(senior: Actor, officer: Actor, ledger: Ledger) -> None:
    town = hustings(senior, ledger, electors=2)
    candidate = entered(officer, town.contest, *town.numbers, surname="Bôn-Ŵyllt").candidate

    _name, data = hand_out_pack_of_candidate(actor=officer, reference=candidate.reference, on_screen=True, on=ON)

    fields = {name: PdfReader(BytesIO(paper)).get_fields() or {} for name, paper in inside(data).items()}
    assert {str(one["surname"]["/V"]) for one in fields.values()} == {"Bôn-Ŵyllt"}
    assert fields["2-home-address.pdf"]["home_address"]["/V"] == "12 Sample Terrace, Nether Combe, TA99 1ZZ"
    assert Event.objects.filter(code="nominations.pack-handed-out").count() == 1


def test_a_letter_tells_the_ground_of_an_invalid_nomination_and_what_comes_of_a_valid_one(
    senior: Actor, officer: Actor, ledger: Ledger
) -> None:
    town = hustings(senior, ledger)
    first = standing(officer, senior, town.contest, *town.numbers[:2], surname="Ames")
    second = delivered(officer, town.contest, *town.numbers[2:4], surname="Bell")
    third = entered(officer, town.contest, *town.numbers[4:6], surname="Cox")
    hold_invalid(
        actor=senior, reference=second.reference, version=second.version, ground=Ground.PARTICULARS,
        reasons="No forename is given", at=CLOSED,
    )  # fmt: skip

    def said(reference: str) -> str:
        asked = {"actor": officer, "reference": reference, "word": False, "on": ON, "at": at("2027-04-09 09:00:00")}
        return " ".join(" ".join(text_of(hand_out_decision_letter(**asked)[1])).split())

    # GROUNDS_SAY are the only lawful grounds (N-15); the expense return of 6 May 2027 is due 35 days after (2.2)
    assert "held to be invalid. The reason is: The particulars" in said(second.candidate.reference)
    assert "No forename is given" in said(second.candidate.reference)
    assert "Day of the poll 7am, Thursday 6 May 2027" in said(first.candidate.reference)
    assert "12 Sample Terrace Nether Combe TA99 1ZZ" in said(first.candidate.reference)
    with pytest.raises(NothingDecided):
        said(Candidate.objects.get(pk=third.candidate_id).reference)
    asked = {"actor": officer, "reference": first.candidate.reference, "on": ON, "at": at("2027-04-09 09:00:00")}
    assert hand_out_decision_letter(**asked, word=True)[0] == f"letter-{first.candidate.reference}.docx"
