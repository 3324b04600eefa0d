"""Packs of stations: everybody of the final electorate on exactly one register, with lists, forms and signs."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import LazySettings
from pypdf import PdfReader

from pollwright.acting import Actor, Permission
from pollwright.audit.operations import rehearsal
from pollwright.authorities.models import Authority
from pollwright.elections.models import Poll, ProjectTask
from pollwright.elections.operations.underneath import Change, What, changed_underneath
from pollwright.elections.states import Stage
from pollwright.printing.models import StationPacks
from pollwright.printing.operations import packs as operations
from pollwright.printing.operations.deciding import approve_document
from pollwright.printing.operations.packs_releasing import (
    PacksNameAnonymous,
    SamePersonReleasesPacks,
    hand_out_packs,
)
from pollwright.printing.operations.welsh import enter_welsh
from pollwright.printing.papers.wanted import Given
from pollwright.printing.queries.crews import CrewMember
from pollwright.printing.queries.packs import packs_facts
from pollwright.printing.states import Kind, PackState
from pollwright.register.models import Elector
from tests.elections.cards_acts import STATIONS, scheme, stations
from tests.elections.electorate_acts import POLL_DAY, Ballot, ballot_in, freeze
from tests.fixtures.arranging import arranged
from tests.printing.packing_acts import AT, crews, final, inside, packs_of, release
from tests.printing.printing_acts import made, office

pytestmark = pytest.mark.django_db


@pytest.fixture
def ballot(authority: Authority, settings: LazySettings, tmp_path: Path) -> Ballot:
    """A register of two districts, the particulars of the office entered."""
    settings.FILES_ROOT = tmp_path / "files"
    office(authority)
    return ballot_in(authority)


@pytest.fixture
def poll(ballot: Ballot, head: Actor) -> Iterator[Poll]:
    """Twelve electors at AB1 and two at AB2, one of them by post and one anonymous; ballot papers are ordered."""
    for number in range(12):
        ballot.elector("AB1", f"Ames{number:02d}")
    ballot.elector("AB2", "Bell")
    hidden = ballot.elector("AB2", "", forenames="", section="3-anonymous", marker="N", property=None)
    with arranged():
        Elector.objects.filter(pk=hidden.elector_id).update(anonymous=True, anonymous_until=POLL_DAY, forenames="")
    made = ballot.poll()
    with stations(scheme()):
        final(head, ballot, made)
        yield made


def text_of(data: bytes) -> str:
    """Return the text of a PDF."""
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages)


def test_every_station_has_its_register_lists_forms_and_signs_in_one_file(poll: Poll, head: Actor) -> None:
    with crews({"2": (CrewMember("Presiding officer", "Alex Sample", "01999 000001"),)}):
        packs = packs_of(head, poll.reference, per_page=10)

    listed, files = inside(packs)
    # twelve electors at ten a page: a cover and two pages (the arithmetic of fault U5b), two electors: a cover and one
    assert [(one.station, one.pages) for one in listed if one.paper == "register"] == [("1", 3), ("2", 2)]
    assert (packs.stations, packs.electors, packs.pages) == (2, 14, sum(one.pages for one in listed))
    assert sorted(one.paper for one in listed if one.station == "2") == [
        "account-Q0000001", "form-companions", "form-evaluation", "form-marked", "form-postal-handed-in",
        "form-refusals", "form-tendered", "number-list-Q0000001", "postal-voters", "presiding-officer", "proxies",
        "register", "sign-left", "sign-none", "sign-right",
    ]  # fmt: skip
    register = text_of(files["station-002/register.pdf"])
    assert ("Bell" in register, "Ames00" in register) == (True, False)
    named = [text_of(files[f"station-00{number}/presiding-officer.pdf"]).count("Alex Sample") for number in (1, 2)]
    assert named == [0, 1]


def test_packs_have_a_copy_of_the_approved_declaration_of_a_companion_for_every_station(
    poll: Poll, head: Actor, senior: Actor, officer: Actor
) -> None:
    compared = Given(compared="Form of the conduct rules")
    [declaration] = made(officer, poll, Kind.COMPANION, moment=AT, given=compared)
    approve_document(actor=senior, reference=declaration.reference, version=declaration.version, at=AT)

    packs = packs_of(head, poll.reference)

    listed, files = inside(packs)
    kept = declaration.files.get(form="pdf").sha256
    of_all = [one for one in listed if one.paper == f"companion-declaration-{poll.reference}"]
    assert [(one.station, one.sha256) for one in of_all] == [("1", kept), ("2", kept)]
    assert "I am 18 years of age or over." in text_of(files[of_all[0].name])
    assert release(senior, packs).state == PackState.RELEASED


def test_packs_in_wales_are_in_both_languages_with_the_welsh_that_is_held(
    ballot: Ballot, head: Actor, officer: Actor
) -> None:
    ballot.elector("AB1", "Ames")
    ballot.elector("AB2", "Bell")
    poll = ballot.poll(nation="wales")
    enter_welsh(actor=officer, words={"Unused": "[cy] Unused"}, source="Form", at=AT)

    with stations(scheme()):
        final(head, ballot, poll)
        _listed, files = inside(packs_of(head, poll.reference))

    account = text_of(files["station-001/account-Q0000001.pdf"])
    assert [account.count(words) for words in ("[cy] Unused", "3 Unused", "Gorsaf bleidleisio", "Polling station")] == [
        1, 1, 1, 1,
    ]  # fmt: skip
    assert "[Welsh wording needed] Spoilt and replaced" in account
    register = text_of(files["station-001/register.pdf"])
    assert ("Enw / Name" in register, "[Welsh wording needed] Polls / Polls" in register) == (True, True)
    assert "Swyddog Canlyniadau / Returning Officer" in register


def test_packs_are_released_by_another_person_after_they_were_read_back(poll: Poll, head: Actor, senior: Actor) -> None:
    packs = packs_of(head, poll.reference)

    with pytest.raises(SamePersonReleasesPacks):
        release(head, packs)
    released = release(senior, packs)
    name, opened = hand_out_packs(actor=senior, reference=packs.reference)

    opened.close()
    assert (released.state, name) == (PackState.RELEASED, "station-packs-SK0000001.zip")


def test_whoever_became_anonymous_since_stands_in_no_packs_that_go_out(poll: Poll, head: Actor, senior: Actor) -> None:
    packs = release(senior, packs_of(head, poll.reference))
    with arranged():
        Elector.objects.filter(surname="Bell").update(anonymous=True, surname="", forenames="")

    with pytest.raises(PacksNameAnonymous):
        hand_out_packs(actor=senior, reference=packs.reference)


def test_registers_wait_for_the_final_notice(ballot: Ballot, head: Actor) -> None:
    ballot.elector("AB1", "Ames")
    poll = ballot.poll()
    freeze(head, poll.reference, Stage.CARDS)

    with stations(scheme()), pytest.raises(operations.NoFinalElectorate):
        operations.ask_to_prepare_packs(actor=head, reference=poll.reference, per_page=25, background=False)


def test_an_elector_without_a_station_stops_the_packs_and_the_district_is_named(poll: Poll, head: Actor) -> None:
    with stations(scheme(STATIONS["AB1"])), pytest.raises(operations.ElectorsAstray, match=r"district AB2 \(2\)"):
        packs_of(head, poll.reference)

    assert StationPacks.objects.count() == 0


def test_an_amended_scheme_stops_the_release(poll: Poll, head: Actor, senior: Actor) -> None:
    packs = packs_of(head, poll.reference)

    with stations(scheme(version=2)), pytest.raises(operations.PacksChanged):
        release(senior, packs)


def test_packs_of_stations_that_were_changed_since_say_so_and_a_task_is_left_to_replace_them(
    poll: Poll, head: Actor, senior: Actor
) -> None:
    packs = release(senior, packs_of(head, poll.reference))
    with stations(scheme()):
        before = packs_facts(head.authority_id, packs.reference).outdated
    with stations(scheme(version=2)):
        after = packs_facts(head.authority_id, packs.reference).outdated
    change = Change(What.STATIONS, "station 1 was changed by amendment 2", polls=(poll.pk,))
    with rehearsal(head, "stations.use_backup", Permission.PAPERS_PREPARE):
        changed_underneath(head, change)
        left = list(ProjectTask.objects.filter(poll=poll).values_list("title", flat=True))
    operations.withdraw_packs(actor=head, reference=packs.reference, version=packs.version, reason="Station 1 moved")
    with stations(scheme(version=2)):
        withdrawn = packs_facts(head.authority_id, packs.reference).outdated

    assert (before, after, withdrawn) == (False, True, False)
    assert left == ["Replace station packs SK0000001: station 1 was changed by amendment 2"]


def test_lines_on_a_page_are_ten_to_sixty(poll: Poll, head: Actor) -> None:
    for lines in (9, 61):
        with pytest.raises(operations.LinesOutOfRange):
            operations.ask_to_prepare_packs(actor=head, reference=poll.reference, per_page=lines, background=False)
