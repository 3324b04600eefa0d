"""The paper fallback: made by the worker with what stands at the moment, and asked for on a schedule."""

import io
from datetime import timedelta

from django.conf import LazySettings
from pypdf import PdfReader

from pollwright.authorities.models import Authority
from pollwright.files.models import StoredFile
from pollwright.files.store import path_of
from pollwright.jobs.models import Work
from pollwright.jobs.runner import perform
from pollwright.polling_day.jobs import print_fallbacks
from pollwright.polling_day.models import Desk
from pollwright.polling_day.operations.boxes import give_boxes
from pollwright.polling_day.operations.fallback import ask_for_fallback
from pollwright.polling_day.queries.desks import PaperPack, desk_facts
from tests.fixtures.arranging import arranged
from tests.polling_day.days import Day
from tests.polling_day.test_late_changes import add
from tests.stations.towns import POLL_DAY


def test_the_pack_names_every_station_box_and_late_change(day: Day, settings: LazySettings) -> None:
    add(day)
    with arranged():
        Authority.objects.update(demonstration=True, clock_on=POLL_DAY)
        day.town.authority.setting_set.create(name="papers.telephone", value="01823 000001", valid_from=POLL_DAY)
    give_boxes(actor=day.officer, reference=day.reference)
    work = ask_for_fallback(actor=day.officer, reference=day.reference)

    done = perform(day.town.authority.pk, work.reference)

    stored = StoredFile.objects.get(kind="polling-day-pack")
    shown = desk_facts(Desk.objects.get(reference=day.reference), at=stored.made_at, integrity=False).paper_pack
    text = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(path_of(stored).read_bytes())).pages)
    assert shown == PaperPack(stored.token, stored.made_at)
    assert (done.state, done.outcome["stations"]) == ("done", 2)
    wanted = ("Parish Hall", "Infant School", "AA-2/1", "Late, Kim", "00001-00001-001-1", "01823 000001")
    assert [word for word in wanted if word not in text] == []
    assert f"As it stood {POLL_DAY:%A %-d %B %Y}, " in " ".join(text.split())


def test_the_schedule_asks_on_the_eve_and_on_the_day_and_not_before(day: Day) -> None:
    asked = []
    for ahead in (2, 1, 0):
        with arranged():
            Work.objects.all().delete()
            Authority.objects.update(demonstration=True, clock_on=POLL_DAY - timedelta(days=ahead))
        print_fallbacks(0)
        asked.append(Work.objects.count())

    assert asked == [0, 1, 1]
