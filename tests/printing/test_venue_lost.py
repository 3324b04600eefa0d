"""Story 3: a venue is lost after cards went out. Backup, amended notice, letters, sign, finder and registers all agree."""

import csv
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from django.conf import LazySettings
from pypdf import PdfReader

from pollwright.acting import Actor
from pollwright.elections.models import AbsentArrangement
from pollwright.elections.queries.cards_stations import stations_for
from pollwright.places.models import Property
from pollwright.printing.models import ChangeLetters, Document
from pollwright.printing.operations import changes
from pollwright.printing.states import Kind, PackState, State
from pollwright.public.queries.finder import Home, voting_at
from pollwright.register.models import Elector, RegisterEntry
from pollwright.stations.models import Amendment, Scheme, Station
from pollwright.stations.operations.amending import use_backup
from tests.fixtures.arranging import arranged
from tests.fixtures.ledger import Ledger
from tests.printing.printing_acts import ON, Press, a_town, at, press

pytestmark = pytest.mark.django_db
LOST = at("2027-04-26 09:00:00")
OLD, NEW = "Parish Hall, TA1 1ZZ", "Tent, The Green, TA1 1AA"


@pytest.fixture
def town(
    settings: LazySettings, tmp_path: Path, officer: Actor, senior: Actor, head: Actor, ledger: Ledger
) -> tuple[Press, Scheme, Document]:
    """Twelve electors of one district vote at a hall with a tent as backup; the notice of situation is published."""
    settings.FILES_ROOT = tmp_path / "files"
    return a_town(press(officer, senior, head, ledger))


def lost(senior: Actor, scheme: Scheme) -> Amendment:
    """Have the hall burn down."""
    version = Station.objects.get(scheme=scheme, number=1).version
    return use_backup(
        actor=senior, reference=scheme.reference, number=1, version=version, reason="Fire", at=LOST, on=LOST.date()
    )


def lettered(officer: Actor, scheme: Scheme) -> ChangeLetters:
    """Have the letters made, as the worker does."""
    work = changes.ask_to_prepare_letters(
        actor=officer, reference=scheme.reference, amendment=1, on=LOST.date(), background=False
    )
    prepared = changes.prepare_letters(officer, work.parameters["letters"], scheme.reference, 1, LOST.date())
    return changes.record_letters(actor=officer, prepared=prepared, at=LOST)


def test_notice_letters_sign_and_stations_agree_after_a_venue_is_lost(
    town: tuple[Press, Scheme, Document], officer: Actor, senior: Actor
) -> None:
    held, scheme, notice = town
    with arranged():
        hidden = RegisterEntry.objects.order_by("pk").last()
        assert hidden is not None
        Elector.objects.filter(pk=hidden.elector_id).update(anonymous=True, surname="", forenames="")

    amendment = lost(senior, scheme)
    letters = lettered(officer, scheme)
    released = changes.release_letters(
        actor=senior, reference=letters.reference, version=letters.version, on=LOST.date(), at=LOST
    )
    notice.refresh_from_db()
    [amended] = held.made(Kind.SITUATION, moment=LOST)
    out = held.published(amended, LOST)

    # the notice: the first is marked the moment the venue is lost, and withdrawn when the amended one is out
    assert notice.overtaken == "station 1 was changed by amendment 1"
    facts = out.facts["facts"]
    assert facts["replaces"] == notice.reference
    assert facts["changes"] == [{"number": "1", "formerly": OLD, "now": NEW, "reason": "Fire"}]
    assert Document.objects.get(pk=notice.pk).state == State.WITHDRAWN
    # the letters: eleven by name, one by hand, all affected
    assert (released.state, released.affected, released.letters, released.by_hand) == (PackState.RELEASED, 12, 11, 1)
    assert amendment.electors == 12
    _name, _media, opened = changes.hand_out_letters(actor=senior, reference=letters.reference, form="csv")
    rows = list(csv.DictReader(StringIO(opened.read().decode())))
    assert {(row["Formerly"], row["Now"]) for row in rows} == {(f"1: {OLD}", f"1: {NEW}")}
    _name, _media, opened = changes.hand_out_letters(actor=senior, reference=letters.reference, form="pdf")
    assert len(PdfReader(BytesIO(opened.read())).pages) == released.pages == 11
    # finder, cards and registers tell the same station, and the finder leads to the amended notice
    found = stations_for(senior.authority_id, [held.poll.pk])
    assert found is not None
    home = Property.objects.order_by("pk").first()
    assert home is not None
    told = voting_at(
        senior.authority_id, Home(home.pk, home.reference, home.address, home.postcode, home.district_id), LOST.date()
    )
    in_registers = {(one.number, one.name) for one in found.ranges}
    assert (
        {(str(one.number), one.name) for voting in told for one in voting.stations} == in_registers == {("1", "Tent")}
    )
    assert [(one.before, one.at) for voting in told for one in voting.stations[0].moved] == [(OLD, LOST)]
    assert [one.reference for voting in told for one in voting.notices] == [out.reference]


def test_a_proxy_who_comes_to_the_station_is_told_too_and_nobody_is_sent_there_for_a_postal_vote(
    town: tuple[Press, Scheme, Document], officer: Actor, senior: Actor
) -> None:
    _held, scheme, _notice = town
    proxy = {"proxy_name": "Robin Example", "proxy_address": "2 Mill Lane, Taunton", "proxy_postcode": "TA1 1ZZ"}
    hidden, *others = RegisterEntry.objects.order_by("-pk")[:4]
    with arranged():
        Elector.objects.filter(pk=hidden.elector_id).update(anonymous=True, surname="", forenames="")
        for entry, kind in zip([hidden, *others], ("proxy", "proxy", "postal", "postal_proxy"), strict=True):
            given = {} if kind == "postal" else {"sealed": b"-"} if entry == hidden else proxy
            AbsentArrangement.objects.create(
                authority_id=officer.authority_id, elector_id=entry.elector_id, kind=kind, valid_from=ON, **given
            )
    lost(senior, scheme)

    letters = lettered(officer, scheme)
    changes.release_letters(actor=senior, reference=letters.reference, version=letters.version, on=LOST.date(), at=LOST)

    assert (letters.affected, letters.letters, letters.by_hand) == (13, 12, 1)
    _name, _media, opened = changes.hand_out_letters(actor=senior, reference=letters.reference, form="csv")
    rows = list(csv.DictReader(StringIO(opened.read().decode())))
    name = f"{others[0].forenames} {others[0].surname}"
    assert [(row["Name"], row["Postcode"]) for row in rows if row["Proxy for"] == name] == [
        ("Robin Example", "TA1 1ZZ")
    ]
    assert [row["Postal vote"] for row in rows].count("Yes") == 2
    _name, _media, opened = changes.hand_out_letters(actor=senior, reference=letters.reference, form="pdf")
    pages = [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(opened.read())).pages]
    assert [page.count("Please go to the new polling station") for page in pages].count(1) == 10
    assert len([page for page in pages if "Your vote is cast by post" in page]) == 2
    assert len([page for page in pages if f"You vote there as proxy for {name}." in page]) == 1


def test_letters_are_released_by_another_and_only_while_the_same_people_are_affected(
    town: tuple[Press, Scheme, Document], officer: Actor, senior: Actor, ledger: Ledger
) -> None:
    _held, scheme, _notice = town
    lost(senior, scheme)
    letters = lettered(officer, scheme)
    given = {"reference": letters.reference, "version": letters.version, "on": LOST.date(), "at": LOST}

    with arranged():
        ChangeLetters.objects.update(prepared_by_id=senior.person_id)
    with pytest.raises(changes.SamePersonReleasesLetters):
        changes.release_letters(actor=senior, **given)  # type: ignore[arg-type]
    with arranged():
        ChangeLetters.objects.update(prepared_by_id=officer.person_id)
        RegisterEntry.objects.filter(pk=RegisterEntry.objects.order_by("pk").first().pk).update(effective_to=ON)  # type: ignore[union-attr]
    with pytest.raises(changes.LettersChanged, match="others are affected now"):
        changes.release_letters(actor=senior, **given)  # type: ignore[arg-type]
