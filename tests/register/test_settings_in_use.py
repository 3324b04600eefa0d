"""What an authority has set is what its notices, registers, searches and deletions go by."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client

from pollwright.acting import Actor
from pollwright.authorities.models import Authority, Setting
from pollwright.law.calendars import calendar_for
from pollwright.law.deletions import Origin, Shows
from pollwright.law.nations import Nation
from pollwright.law.notices import NoticeKind, revised_register
from pollwright.register.models import Alteration, Application, Notice, QualityFinding
from pollwright.register.operations.deleting import SourceGiven, open_deletion
from pollwright.register.operations.deleting_determining import SecondPersonNeeded, determine_deletions
from pollwright.register.operations.deleting_determining import approve_deletions as approve
from pollwright.register.operations.evidence import ask_for_evidence
from pollwright.register.operations.publications import (
    draft_publication,
    issue_publication,
    record_prepared_publication,
    rehearse_publication,
)
from pollwright.register.operations.quality import find_quality
from pollwright.register.queries.application_placing import carriers, coming_notices
from pollwright.register.queries.notice_pages_sense import falls_of, limits_of, unusual_removals
from tests.desk.browsing import client_of
from tests.fixtures.arranging import arranged
from tests.fixtures.ledger import Ledger
from tests.register.application_acts import deliver, record
from tests.register.publishing_acts import last_year

TODAY = date(2026, 11, 23)
AT = datetime(2026, 11, 23, 12, tzinfo=UTC)
ON = date(2026, 12, 1)


@pytest.fixture(autouse=True)
def files_root(settings: LazySettings, tmp_path: Path) -> None:
    settings.FILES_ROOT = tmp_path


def choose(authority: Authority, name: str, value: Any) -> None:
    with arranged():
        Setting.objects.create(authority=authority, name=name, value=value, valid_from=date(2026, 1, 1))


@pytest.mark.parametrize(
    ("name", "value", "deletions", "earlier", "expected"),
    [
        ("notices.few_removals", 21, 21, [1], False),
        ("notices.few_removals", 20, 21, [1], True),
        ("notices.unusual_times", 3, 30, [10], False),
        ("notices.unusual_times", 3, 31, [10], True),
        ("notices.unusual_per_cent", 5, 500, [], False),
        ("notices.unusual_per_cent", 5, 501, [], True),
    ],
)
def test_the_authority_says_how_many_removals_are_unusual(
    authority: Authority, name: str, value: int, deletions: int, earlier: list[int], expected: bool
) -> None:
    choose(authority, name, value)

    limits = limits_of(authority.pk, on=TODAY)

    assert unusual_removals(deletions, earlier, 10_000, limits) is expected


@pytest.mark.parametrize(
    ("name", "value", "fallen"),
    [
        ("publication.fall_per_cent", 29, ["AB1"]),
        ("publication.fall_per_cent", 30, []),
        ("publication.fall_electors", 30, ["AB1"]),
        ("publication.fall_electors", 31, []),
    ],
)
def test_the_authority_says_when_a_district_is_much_smaller(
    authority: Authority, ledger: Ledger, name: str, value: int, fallen: list[str]
) -> None:
    # From 100 electors to 70: 30 per cent, 30 electors.
    choose(authority, name, value)
    before = ledger.publication(date(2025, 12, 1), counts={"districts": {"AB1": 100}})
    now = ledger.publication(date(2026, 12, 1), counts={"districts": {"AB1": 70}}, previous=before, state="prepared")

    assert [fall.district for fall in falls_of(now)] == fallen


def test_a_register_needs_no_second_person_where_the_authority_says_so(
    authority: Authority, ledger: Ledger, senior: Actor
) -> None:
    choose(authority, "publication.second_person", False)
    last_year(ledger)
    draft = draft_publication(actor=senior, dates=revised_register(ON, calendar_for(Nation.ENGLAND)))
    prepared = rehearse_publication(senior, draft.reference)
    record_prepared_publication(actor=senior, reference=draft.reference, prepared=prepared)

    issued = issue_publication(actor=senior, reference=draft.reference, on=ON, at=AT)

    assert (issued.state, issued.approved_by) == ("issued", "")


@pytest.mark.parametrize(("alarm", "found"), [(2, 1), (3, 0)])
def test_the_authority_says_how_many_electors_in_a_home_are_a_crowd(
    authority: Authority, ledger: Ledger, senior: Actor, alarm: int, found: int
) -> None:
    choose(authority, "registration.residents_alarm", alarm)
    home = ledger.property()
    for _ in range(3):
        ledger.entry(home=home)

    find_quality(actor=senior, nation=Nation.ENGLAND, on=TODAY, at=AT, progress=lambda *_: None)

    assert QualityFinding.objects.filter(kind="crowded").count() == found


@pytest.mark.parametrize(("age", "found"), [(105, 1), (106, 0)])
def test_the_authority_says_which_age_is_a_mistake(
    authority: Authority, ledger: Ledger, senior: Actor, age: int, found: int
) -> None:
    # Born on 24 November 1920: in the 106th year of life, and 106 tomorrow.
    choose(authority, "registration.oldest_age", age)
    ledger.entry(ledger.elector(born=date(1920, 11, 24)))

    find_quality(actor=senior, nation=Nation.ENGLAND, on=TODAY, at=AT, progress=lambda *_: None)

    assert QualityFinding.objects.filter(kind="birth").count() == found


def test_every_deletion_waits_for_a_second_person_where_the_authority_says_so(
    authority: Authority, ledger: Ledger, senior: Actor, head: Actor
) -> None:
    choose(authority, "registration.second_person_for_deletions", True)
    entry = ledger.entry()
    died = SourceGiven(origin=Origin.REGISTRAR, shows=Shows.DEATH, received_on=TODAY)
    reference = entry.elector.reference
    case = open_deletion(actor=senior, elector_reference=reference, source=died, on=TODAY).reference

    outcome = determine_deletions(actor=senior, references=[case], at=AT, on=TODAY)

    assert (outcome.deleted, outcome.waiting, Alteration.objects.count()) == (0, 1, 0)
    with pytest.raises(SecondPersonNeeded):
        approve(actor=senior, references=[case], at=AT, on=TODAY)
    assert approve(actor=head, references=[case], at=AT, on=TODAY).deleted == 1


def test_the_plan_of_a_register_begins_with_the_authoritys_cut_off(authority: Authority, head: Actor) -> None:
    client = client_of(head)
    before = checked(client)

    choose(authority, "publication.revised_cutoff", "calendar")

    assert (before, checked(client)) == ("strict", "calendar")


def test_the_register_of_december_2024_carries_what_the_authority_chose(authority: Authority) -> None:
    # Handbook 3.3: published Sunday 1 December 2024, determined by Friday 29 or Saturday 30 November.
    strict = carriers(authority.pk, on=date(2024, 11, 20))[0]
    with arranged():
        Setting.objects.create(
            authority=authority, name="publication.revised_cutoff", value="calendar", valid_from=date(2024, 1, 1)
        )
    calendar = carriers(authority.pk, on=date(2024, 11, 20))[0]

    assert [one.determined_by for one in (strict, calendar)] == [date(2024, 11, 29), date(2024, 11, 30)]


def test_an_optional_notice_is_expected_only_where_the_authority_issues_it(authority: Authority) -> None:
    # Handbook REG-311: October to December are optional before 1 December.
    def october() -> list[date]:
        every = coming_notices(authority.pk, since=date(2026, 9, 10))
        return [one.published_on for one in every if one.kind is NoticeKind.MONTHLY and one.published_on.year == 2026]

    without = october()
    choose(authority, "notices.optional_months", [10])

    assert (without, october()) == ([], [date(2026, 10, 1)])


@pytest.mark.parametrize(("days", "day"), [(5, "Wednesday 28 April 2027"), (6, "Tuesday 27 April 2027")])
def test_the_final_notice_is_planned_five_or_six_working_days_before(
    authority: Authority, head: Actor, days: int, day: str
) -> None:
    # Handbook REG-330 and its worked days of the poll of Thursday 6 May 2027: P-5 is 28 April, P-6 is 27 April.
    choose(authority, "notices.final_working_days_before", days)
    filled = {"kind": "election", "registers": "both", "area": "", "confirmed": ""}
    for name, when in (
        ("poll_on", date(2027, 5, 6)),
        ("nominations_close", date(2027, 4, 8)),
        ("second_interim", None),
    ):
        for part in ("day", "month", "year"):
            filled[f"{name}-{part}"] = str(getattr(when, part)) if when else ""

    answer = client_of(head).post("/register/notices/plan/", filled)

    assert day in " ".join(answer.content.decode().split())
    assert Notice.objects.count() == 0


def test_evidence_is_due_when_the_authority_says(authority: Authority, officer: Actor, ledger: Ledger) -> None:
    choose(authority, "registration.evidence_days", 14)
    deliver(officer, record("A1", ledger.property()))
    with arranged():
        Application.objects.update(state="match_fail")
    application = Application.objects.get()

    asked = ask_for_evidence(actor=officer, reference=application.reference, version=application.version, on=TODAY)

    assert asked.evidence_due == date(2026, 12, 7)


def checked(client: Client) -> str:
    shown = client.get("/register/publications/plan/").content.decode()
    boxes = [
        box for box in shown.split("<input") if 'name="cut_off"' in box.split(">")[0] and "checked" in box.split(">")[0]
    ]
    return boxes[0].split('value="')[1].split('"')[0]
