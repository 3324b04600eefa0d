"""Sample cards of a run, read back from the files that go to the printer, with all that the law has a card say."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest

from pollwright.acting import Actor
from pollwright.audit.models import Event
from pollwright.authorities.models import Authority
from pollwright.documents.preview import text_of
from pollwright.elections.models import Poll, PollStep
from pollwright.elections.operations.cards_preparing import PacksSentOutOfTime, ask_to_prepare_cards
from pollwright.elections.operations.cards_releasing import HoldsAnonymous
from pollwright.elections.states import CardRunScope
from pollwright.files.content import ContentDamaged
from pollwright.files.store import path_of
from pollwright.law.timetables.steps import Step
from pollwright.printing.operations.card_samples import hand_out_card_sample
from pollwright.printing.papers.wanted import NotReady
from pollwright.printing.queries.card_samples import sample_of
from pollwright.register.models import Elector
from tests.elections.cards_acts import STATIONS, make, scheme, stations
from tests.elections.electorate_acts import Ballot, ballot_in, freeze
from tests.elections.test_cards import absent
from tests.fixtures.arranging import arranged
from tests.printing.printing_acts import office

pytestmark = pytest.mark.django_db
ON = date(2027, 4, 1)
STEPS = {
    Step.NOMINATIONS_CLOSE: date(2027, 4, 8),
    Step.POSTAL_DEADLINE: date(2027, 4, 20),
    Step.PROXY_DEADLINE: date(2027, 4, 27),
    Step.VAC_DEADLINE: date(2027, 4, 27),
}
"""Of local polls on 6 May 2027 (handbook 2.3)."""


@pytest.fixture
def ballot(authority: Authority, settings: Any, tmp_path: Path) -> Iterator[Ballot]:
    """Two districts with a station each, and what the cards name of the office."""
    settings.FILES_ROOT = tmp_path / "files"
    office(authority)
    with stations(scheme()):
        yield ballot_in(authority)


def a_poll(ballot: Ballot, head: Actor) -> Poll:
    """A frozen electorate of a voter in person, a postal voter, and one whose proxy votes by post."""
    ballot.elector("AB1", "Ames")
    absent(ballot.elector("AB1", "Bell"), "postal", address="9 Elsewhere Street, Bath", postcode="BA1 1AA")
    by_proxy = {"proxy_name": "Pat Proxy", "proxy_address": "3 Mill Lane, Wells", "proxy_postcode": "BA5 2ZZ"}
    absent(ballot.elector("AB2", "Dunn"), "postal_proxy", **by_proxy)
    poll = ballot.poll()
    with arranged():
        PollStep.objects.bulk_create(
            PollStep(authority=ballot.authority, poll=poll, step=step, title=step, on=day, by=time(17), source="2.3")
            for step, day in STEPS.items()
        )
    freeze(head, poll.reference)
    return poll


def test_the_sample_has_every_kind_and_station_and_says_what_each_kind_must(ballot: Ballot, head: Actor) -> None:
    run = make(head, a_poll(ballot, head).reference)

    name, pdf = hand_out_card_sample(actor=head, reference=run.reference, on=ON)

    fronts = text_of(pdf)[::2]
    assert name == f"poll-cards-{run.reference}-sample.pdf"
    # Handbook K-01: Ames and Dunn get ordinary cards, Bell a postal one, Dunn's proxy one of a proxy who votes by post
    titles = ("Official poll card", "Official postal poll card", "Official proxy postal poll card")
    assert [sum(title in front for front in fronts) for title in titles] == [2, 1, 1]
    assert [sum(hall in front for front in fronts) for hall in ("1: Abbey Hall", "2: The Barn")] == [1, 1]
    (postal,) = [front for front in fronts if titles[1] in front]
    assert "sent on or about Monday 26 April 2027" in postal.replace("\n", " ")
    assert "9 Elsewhere Street, Bath, BA1 1AA" in postal.replace("\n", " ")
    # Handbook 2.3, local polls of 6 May 2027: postal until 20 April, proxies and certificates until 27 April
    (ordinary,) = [front for front in fronts if "Abbey Hall" in front]
    said = ordinary.replace("\n", " ")
    assert "by: 5pm, Tuesday 20 April 2027" in said
    assert "Certificate or an Anonymous Elector's Document by: 5pm, Tuesday 27 April 2027" in said
    assert said.count("NOT THE PRESCRIBED WORDING") == 1
    assert Event.objects.filter(code="printing.card-sample-handed-out").count() == 1


def test_a_sample_of_many_stations_has_a_card_of_each(ballot: Ballot, head: Actor) -> None:
    for number in range(6):
        ballot.elector("AB1", f"Ames{number}")
    poll = ballot.poll()
    freeze(head, poll.reference)
    rooms = [replace(STATIONS["AB1"], first=one, last=one, number=str(one)) for one in range(1, 7)]
    with stations(scheme(*rooms, STATIONS["AB2"])):
        run = make(head, poll.reference)

    chosen = sample_of(path_of(batch.file) for batch in run.batches.all())

    assert [(one.elector, one.station_number, one.seats) for one in chosen] == [
        (f"AB1-{number}", str(number), (2,)) for number in range(1, 7)
    ]


def test_no_sample_is_made_of_changed_files_or_names_somebody_who_is_anonymous_now(ballot: Ballot, head: Actor) -> None:
    run = make(head, a_poll(ballot, head).reference)
    batch = run.batches.order_by("number").first()
    assert batch is not None
    path = path_of(batch.file)
    path.chmod(0o600)
    path.write_bytes(path.read_bytes().replace(b"Abbey Hall", b"Abbey Barn"))

    with pytest.raises(ContentDamaged):
        hand_out_card_sample(actor=head, reference=run.reference, on=ON)
    with arranged():
        Elector.objects.filter(surname="Ames").update(anonymous=True, surname="", forenames="")
    with pytest.raises(HoldsAnonymous):
        hand_out_card_sample(actor=head, reference=run.reference, on=ON)


def test_a_sample_says_what_is_missing_for_it(ballot: Ballot, head: Actor) -> None:
    run = make(head, a_poll(ballot, head).reference)
    with arranged():
        run.packs_sent_on = None
        run.save()

    with pytest.raises(NotReady, match="when ballot papers are sent"):
        hand_out_card_sample(actor=head, reference=run.reference, on=ON)


# nominations close on 8 April 2027 (handbook 2.3): no pack before the ballot papers can be settled, none on polling day
@pytest.mark.parametrize("day", [date(2027, 4, 8), date(2027, 5, 6)])
def test_packs_are_sent_between_the_close_of_nominations_and_the_poll(ballot: Ballot, head: Actor, day: date) -> None:
    poll = a_poll(ballot, head)

    with pytest.raises(PacksSentOutOfTime):
        ask_to_prepare_cards(
            actor=head, reference=poll.reference, scope=CardRunScope.ALL, batch_size=10, packs_sent_on=day
        )
