"""The pair of papers that an authority in Wales issues: what is missing is marked and named, and entered from the forms.

No Welsh stands in these tests but what the text set holds; "[cy]" stands for what an officer takes from a form.
"""

import io
import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest
from django.conf import LazySettings
from pypdf import PdfReader

from pollwright.acting import Actor
from pollwright.authorities.models import Authority
from pollwright.documents.preview import text_of
from pollwright.documents.wording import WelshWords
from pollwright.elections.models import Poll
from pollwright.elections.operations.calling import ContestAsked, call_poll
from pollwright.files.store import open_content
from pollwright.law.notices import LONDON
from pollwright.law.timetables.kinds import Kind as PollKind
from pollwright.nominations.operations.diary import book_appointment
from pollwright.nominations.operations.papers import hand_out_pack
from pollwright.nominations.papers.contacts import COLUMNS, contacts_pdf
from pollwright.nominations.papers.slips import slip_pdf
from pollwright.printing.operations.deciding import NoLongerSays, approve_document
from pollwright.printing.operations.welsh import (
    NothingInWelsh,
    PlacesDiffer,
    WelshThere,
    correct_welsh,
    enter_welsh,
)
from pollwright.printing.papers.fixed_words import GROUPS, fixed_words_needed
from pollwright.printing.papers.wanted import Given
from pollwright.printing.queries.welsh import words_held
from pollwright.printing.states import Kind, State
from tests.elections.calling_acts import asked
from tests.fixtures.arranging import arranged
from tests.fixtures.ledger import Ledger
from tests.printing.printing_acts import made, office

pytestmark = pytest.mark.django_db
NOON = datetime(2027, 3, 22, 12, tzinfo=LONDON)


@pytest.fixture
def poll(settings: LazySettings, tmp_path: Path, authority: Authority, ledger: Ledger, senior: Actor) -> Poll:
    """An election in one ward of an authority in Wales."""
    settings.FILES_ROOT = tmp_path / "files"
    with arranged():
        Authority.objects.filter(pk=authority.pk).update(nation="wales")
    office(authority)
    ledger.area("ward", code="W05000001", name="Y Waun")
    about = asked(PollKind.LOCAL, date(2027, 5, 6))
    return call_poll(actor=senior, asked=about, contests=[ContestAsked("ward.W05000001", 2)], on=date(2027, 3, 1))


def test_a_notice_in_wales_names_what_it_wants_and_is_approved_once_all_of_it_is_entered(
    poll: Poll, officer: Actor, senior: Actor
) -> None:
    [first] = made(officer, poll, Kind.NOTICE_OF_ELECTION, moment=NOON)
    wanted = {english: f"[cy] {english}" for english in first.welsh_needed}

    entered = enter_welsh(actor=officer, words=wanted, source="Official forms", at=NOON)
    [second] = made(officer, poll, Kind.NOTICE_OF_ELECTION, moment=NOON)
    approved = approve_document(actor=senior, reference=second.reference, version=second.version, at=NOON)

    # the text set holds "Notice of election" and "Returning Officer"; the sentences and the poll's own name it does not
    assert {"If the election is contested, the poll will take place on {day}.", poll.title} - set(
        first.welsh_needed
    ) == set()
    assert {"Notice of election", "Returning Officer"} & set(first.welsh_needed) == set()
    assert (first.state, second.welsh_needed, approved.state) == (State.DRAFT, [], State.APPROVED)
    assert len(entered) == len(first.welsh_needed)
    with open_content(second.files.get(form="html").file) as page:
        shown = page.read().decode()
    assert shown.count("[Welsh wording needed]") == 0
    assert shown.count("[cy] If the election is contested, the poll will take place on Dydd Iau 6 Mai 2027.") == 1
    assert shown.count("Swyddog Canlyniadau / Returning Officer") == 2


def test_what_was_approved_falls_where_its_welsh_is_corrected_and_a_second_officer_is_told(
    poll: Poll, officer: Actor, senior: Actor
) -> None:
    [first] = made(officer, poll, Kind.SECRECY, moment=NOON)
    held = enter_welsh(actor=officer, words={one: f"[cy] {one}" for one in first.welsh_needed}, source="Form", at=NOON)
    [second] = made(officer, poll, Kind.SECRECY, moment=NOON, given=Given(compared="The Act"))
    issued = next(one for one in held if one.english.startswith("Printed"))

    def corrected(welsh: str) -> None:
        correct_welsh(
            actor=officer, reference=issued.reference, version=1, welsh=welsh, source="Form", reason="Misread", at=NOON
        )

    corrected("[cy] {officer} {address}")

    with pytest.raises(WelshThere):
        corrected("[cy] {address} {officer}")
    with pytest.raises(NoLongerSays):
        approve_document(actor=senior, reference=second.reference, version=second.version, at=NOON)


def test_welsh_without_the_same_places_for_values_is_refused_and_so_is_none(officer: Actor, poll: Poll) -> None:
    for welsh in ("[cy] heb", "[cy] {opens}", "[cy] {opens} {closes} {other}", "[cy] {opens} {closes"):
        with pytest.raises(PlacesDiffer):
            enter_welsh(actor=officer, words={"{opens} to {closes}": welsh}, source="Form", at=NOON)
    with pytest.raises(NothingInWelsh):
        enter_welsh(actor=officer, words={"Area": "  "}, source="Form", at=NOON)
    enter_welsh(actor=officer, words={"Area": "[cy] Area"}, source="Form", at=NOON)
    with pytest.raises(WelshThere):
        enter_welsh(actor=officer, words={"Area": "[cy] again"}, source="Form", at=NOON)


@pytest.mark.parametrize("group", GROUPS)
def test_every_text_of_the_forms_cards_and_letters_can_be_entered_and_none_is_wanted_then(group: str) -> None:
    wanted = fixed_words_needed(group, WelshWords())

    assert wanted
    assert fixed_words_needed(group, WelshWords({english: f"[cy] {english}" for english in wanted})) == ()


def test_papers_of_a_candidate_are_pairs_that_are_marked_until_their_welsh_is_entered(
    poll: Poll, officer: Actor
) -> None:
    contest = poll.contests.get().reference
    slot = book_appointment(
        actor=officer, reference=poll.reference, slot=NOON, minutes=20, who="Kim Toni", contact="", desk="2",
        contest=contest,
    )  # fmt: skip

    def said() -> tuple[str, str]:
        _name, data = hand_out_pack(actor=officer, reference=contest, on_screen=True, on=NOON.date())
        with zipfile.ZipFile(io.BytesIO(data)) as pack:
            reader = PdfReader(io.BytesIO(pack.read("1-nomination.pdf")))
        assert {"surname", "surname-cy"} <= set(reader.get_fields() or {})
        slip = PdfReader(io.BytesIO(slip_pdf(poll.authority_id, slot.reference, dated=NOON.date())))
        both = ("".join(page.extract_text() for page in one.pages) for one in (reader, slip))
        pack_said, slip_said = (" ".join(words.split()) for words in both)
        return pack_said, slip_said

    before = said()
    wanted = fixed_words_needed("nominations", words_held(poll.authority_id))
    enter_welsh(actor=officer, words={one: f"[cy] {one}" for one in wanted}, source="Official forms", at=NOON)
    after = said()

    assert all("Welsh wording needed" in words for words in before)
    assert "[cy] Nomination paper" in after[0]
    assert "[cy] Please bring:" in after[1]
    # the names of the poll and of its ward are entered with them, not among the texts of ours
    assert after[0].count("Welsh wording needed") < before[0].count("Welsh wording needed")


def test_a_contact_list_in_wales_marks_and_names_what_has_no_welsh_until_it_is_entered(
    poll: Poll, senior: Actor, authority: Authority
) -> None:
    # labels of lists stand once, in both languages; a heading without its Welsh is named where there is room
    def pages() -> str:
        return " ".join(text_of(contacts_pdf(authority.pk, poll.reference, dated=NOON.date())[0])[0].split())

    before = pages()
    needed = fixed_words_needed("lists", words_held(authority.pk))
    enter_welsh(actor=senior, words={"Telephone": "[cy] T"}, source="A form", at=NOON)
    after = pages()

    without = [heading for heading, _share in COLUMNS if heading in needed]
    assert "Telephone" in without
    assert "[Welsh wording needed] Candidates and agents / Candidates and agents" in before
    assert f"[Welsh wording needed] {', '.join(without)}" in before
    assert "[cy] T / Telephone" in after
    assert f"[Welsh wording needed] {', '.join(one for one in without if one != 'Telephone')}" in after
