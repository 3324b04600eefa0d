"""A demonstration has a by-election days away, from which an officer can go on."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

from pollwright.acting import Actor
from pollwright.authorities.models import Authority
from pollwright.elections.models import Contest, Poll, PollStep, ProjectTask
from pollwright.law.notices import LONDON
from pollwright.nominations.models import NominationPaper
from pollwright.places.models import PollingDistrict, PollingPlace
from pollwright.printing.models import Document, PrintOrder
from pollwright.stations.models import Scheme
from pollwright.synth.near_poll import run_up
from pollwright.synth.parties import keep_parties
from tests.fixtures.arranging import arranged
from tests.fixtures.ledger import Ledger
from tests.nominations.nominating_acts import hustings

NOW = datetime(2027, 6, 1, 9, tzinfo=LONDON)


def test_it_is_nominated_stated_and_its_ballot_papers_are_ordered(
    head: Actor, senior: Actor, ledger: Ledger, settings: Any, tmp_path: Path
) -> None:
    settings.FILES_ROOT = tmp_path / "files"
    held = hustings(senior, ledger)
    with arranged():
        Authority.objects.filter(pk=ledger.authority.pk).update(demonstration=True)
        ledger.area("ward", code="E05000000", name="Aardvark")
        hall = PollingPlace.objects.create(authority=ledger.authority, reference="PP1", name="Hall", postcode="TA1 1ZZ")
        PollingDistrict.objects.update(polling_place=hall)

    keep_parties(head, now=NOW)

    run_up(head, senior, now=NOW)

    poll = Poll.objects.exclude(pk=held.poll.pk).get()
    assert (poll.day, poll.doubts_reason) == (date(2027, 6, 10), "")
    assert Contest.objects.get(poll=poll).state == "contested"
    assert Scheme.objects.get(poll=poll).state == "adopted"
    papers = NominationPaper.objects.filter(candidate__contest__poll=poll)
    assert [one for paper in papers for one in paper.checks if one["state"] == "fault"] == []
    assert len(set(papers.values_list("delivered_at", flat=True))) == len(papers)
    assert dict(Document.objects.filter(poll=poll).values_list("kind", "state")) == {
        "notice_of_election": "published", "statement_of_persons_nominated": "published", "ballot_paper": "approved",
    }  # fmt: skip
    printed = Document.objects.get(poll=poll, kind="ballot_paper").facts["options"]
    assert [bool(one["emblem"]) for one in printed] == [True, True, False]
    assert PrintOrder.objects.get().state == "released"
    past = PollStep.objects.filter(poll=poll, on__lt=NOW.date())
    assert past.exists()
    assert not past.filter(done_at__isnull=True).exists()
    assert not ProjectTask.objects.filter(poll=poll, due_on__lt=NOW.date(), done_at__isnull=True).exists()
    assert Authority.objects.get(pk=ledger.authority.pk).clock_on is None
