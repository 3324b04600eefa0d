"""The demonstration: what its past holds, what a second start does, and what it will not empty."""

import json
from collections import Counter
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import psycopg
import pytest
from django_scopes import scope

from pollwright.access.operations.founding import Charter
from pollwright.acting import Role
from pollwright.authorities.models import Authority
from pollwright.elections.models import BoundaryFile, Poll, Vacancy
from pollwright.law.calendars import calendar_for
from pollwright.law.nations import Nation
from pollwright.nominations.models import Candidate
from pollwright.place_reviews.models import Comment, PlaceReview
from pollwright.places.models import Area
from pollwright.printing.models import Document, EmblemPicture
from pollwright.register.models import Application, DeletionCase, Notice, Publication, RegisterEntry
from pollwright.rolls.models import RollVoter
from pollwright.stations.models import Scheme
from pollwright.synth.demonstration_database import Made, Note, is_there, make_room, mark
from pollwright.synth.generation import generate
from pollwright.synth.history import History, story_of
from pollwright.synth.loading import Folder, load_all_places
from pollwright.synth.officers import Logins, acting_as, found
from pollwright.synth.poll_work import Neighbour, work_on_polls
from pollwright.synth.polls import call_polls, ordinary_day
from pollwright.synth.rolls import call_for_ratepayers
from pollwright.terminal import CommandFailed

TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 9, 30, tzinfo=ZoneInfo("Europe/London"))
CHARTER = Charter("somerset-demo", "Somerset (demonstration)", "E06000066", demonstration=True)


def test_the_past_has_a_revised_register_and_the_two_monthly_notices_before_today() -> None:
    # First working days of September, October and November 2026: 1 September, 1 October and 2 November (a Monday).
    story = story_of(TODAY, calendar_for(Nation.ENGLAND))

    published = [dates.published_on for dates in (story.revised, *story.notices)]
    assert published == [date(2026, 9, 1), date(2026, 10, 1), date(2026, 11, 2)]
    assert story.taken_over == date(2026, 8, 11)


@pytest.mark.django_db
def test_a_demonstration_has_work_in_every_state_and_papers_that_were_issued(settings: Any, tmp_path: Path) -> None:
    settings.FILES_ROOT = tmp_path / "files"
    logins = Logins(tmp_path / "logins.json")
    generate(1_500, 1, TODAY, tmp_path / "council")
    found(CHARTER, logins, on=date(2025, 11, 22))
    head = acting_as(logins.of(CHARTER.code, Role.HEAD), on=TODAY)
    story = story_of(TODAY, calendar_for(Nation.ENGLAND))

    History(
        head,
        Folder(tmp_path / "council"),
        story,
        now=NOW,
        settle=lambda: None,
        progress=lambda step="", done=0, total=0: None,
    ).play()

    with scope(authority=head.authority_id):
        states = Counter(Application.objects.values_list("state", flat=True))
        assert list(Publication.objects.order_by("pk").values_list("kind", "state")) == [
            ("imported", "issued"),
            ("revised", "issued"),
        ]
        assert list(Notice.objects.order_by("pk").values_list("kind", "state")) == [("monthly", "issued")] * 2
        assert {"on_register", "ready", "listed"} <= set(states)
        assert DeletionCase.objects.exists()
        in_force = RegisterEntry.objects.filter(effective_to=None)
        assert {"N", "F", "B"} <= set(in_force.values_list("marker", flat=True))
        assert RegisterEntry.objects.filter(opened_by__isnull=False).exists()
    assert Authority.objects.get(code=CHARTER.code).clock_on is None


@pytest.mark.django_db
def test_a_demonstration_has_the_ordinary_elections_of_may_a_by_election_before_them_and_work_for_both(
    settings: Any, tmp_path: Path
) -> None:
    settings.FILES_ROOT = tmp_path / "files"
    found(CHARTER, logins := Logins(tmp_path / "logins.json"), on=date(2025, 11, 22))
    head = acting_as(logins.of(CHARTER.code, Role.HEAD), on=TODAY)
    generate(1_500, 1, TODAY, tmp_path / "council")
    with scope(authority=head.authority_id):
        load_all_places(head, Folder(tmp_path / "council"), on=TODAY)

    call_polls(head, now=NOW, progress=lambda step="", done=0, total=0: None)

    with scope(authority=head.authority_id):
        days = Counter(Poll.objects.values_list("kind", "day"))
        parishes = Area.objects.filter(kind="parish").count()
        # The first Thursday of May 2027 is the 6th. 35 working days after 21 November 2026, without Christmas Eve to
        # 28 December and 1 January, is Thursday 14 January 2027.
        assert days == {
            ("local", date(2027, 1, 14)): 1,
            ("local", date(2027, 5, 6)): 1,
            ("parish", date(2027, 5, 6)): parishes,
        }
        assert Poll.objects.filter(combination__isnull=False).count() == 1 + parishes
        assert (Candidate.objects.count(), Scheme.objects.count(), Vacancy.objects.count()) == (4, 2, 1)
    senior = acting_as(logins.of(CHARTER.code, Role.SENIOR), on=TODAY)
    work_on_polls(head, senior, Neighbour("E06999999", "Wexmoor"), now=NOW)
    with scope(authority=head.authority_id):
        # The file of the part has eight electors in WA1 and four in WA2. From a writ of Friday 20 November the poll of
        # the constituency is on the 20th to the 26th working day, 18 to 31 December, of which the last is a Thursday.
        assert list(BoundaryFile.objects.values_list("electors", "state")) == [(12, "received")]
        assert Poll.objects.get(kind="uk-parliament").day == date(2026, 12, 31)
        assert not Poll.objects.filter(by_election=True).exclude(doubts_reason="").exists()
        assert EmblemPicture.objects.count() == 2
        assert list(Document.objects.values_list("kind", "state")) == [("notice_of_election", "approved")]
        assert (PlaceReview.objects.get().state, Comment.objects.count()) == ("open", 3)
    call_for_ratepayers(head, on=TODAY)
    with scope(authority=head.authority_id):
        # 48 ratepayers of whom each seventh, so six, has a second hereditament; a business has one vote for both
        votes = Counter(RollVoter.objects.values_list("roll__contest__poll__kind", flat=True))
        assert votes == {"bid": 48 + 6, "neighbourhood-planning-referendum": 48}


@pytest.mark.parametrize(
    ("on", "day"),
    [
        (date(2027, 1, 4), date(2027, 5, 6)),
        (date(2027, 3, 1), date(2028, 5, 4)),
        (date(2027, 12, 1), date(2028, 5, 4)),
    ],
)
def test_the_ordinary_day_is_the_next_first_thursday_in_may_for_which_there_is_time(on: date, day: date) -> None:
    assert ordinary_day(on) == day


@pytest.mark.django_db
def test_everybody_has_a_login_that_stays_the_same(tmp_path: Path) -> None:
    path = tmp_path / "logins.json"
    found(CHARTER, Logins(path), on=TODAY)

    again = Logins(path)

    assert {login.role for login in again.held.values()} == set(map(str, Role))
    assert path.stat().st_mode & 0o077 == 0
    assert [login["password"] for login in json.loads(path.read_text())] == [
        again.of(CHARTER.code, Role(role)).password for _, role in again.held
    ]


def test_a_demonstration_is_there_only_where_the_note_and_the_database_agree(
    another_database: Any, tmp_path: Path
) -> None:
    url, note = another_database(), Note(tmp_path / "note.json")
    note.write(Made(10, 1, "2026-11-22", mark(url)))

    other = Made(10, 1, "2026-11-22", "another mark")

    assert (is_there(url, note.read()), is_there(url, other), is_there(url, None)) == (True, False, False)


def test_a_real_authority_is_never_emptied(another_database: Any) -> None:
    url = another_database()
    with psycopg.connect(url) as owner:
        owner.execute("SELECT set_config('pollwright.operation', 'testing', true)")
        owner.execute(
            "INSERT INTO authorities_authority (code, name, name_cy, gss, nation, slug, demonstration)"
            " VALUES ('real', 'Real', '', 'E06999999', 'england', 'real', false)"
        )

    with pytest.raises(CommandFailed):
        make_room(url)

    with psycopg.connect(url) as owner:
        assert owner.execute("SELECT count(*) FROM authorities_authority").fetchone() == (1,)


def test_a_demonstration_is_emptied_for_the_next(another_database: Any) -> None:
    url = another_database()

    make_room(url)

    with psycopg.connect(url) as owner:
        assert owner.execute("SELECT to_regclass('public.authorities_authority')").fetchone() == (None,)
