"""Settings as dated rows, and the days and the clock of an authority."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pollwright.acting import Actor, Role
from pollwright.audit.models import Event
from pollwright.authorities.calendars import calendar_of, nation_of
from pollwright.authorities.clock import moment, today
from pollwright.authorities.models import Authority
from pollwright.authorities.operations.clock import RealClock, set_clock
from pollwright.authorities.operations.days import (
    BeyondKnownDays,
    DayHasPassed,
    NotAWorkingDayAnyway,
    add_non_working_day,
    remove_non_working_day,
)
from pollwright.authorities.operations.settings import (
    Backdated,
    NotAllowedValue,
    Unchanged,
    WhyMissing,
    change_setting,
)
from pollwright.authorities.queries.settings import every_value, number_of, value_of, values_over_time
from pollwright.authorities.settings import BY_NAME, SETTINGS, NotAValue
from pollwright.law.nations import Nation
from pollwright.refusals import NotFound, NotPermitted
from tests.fixtures.arranging import arranged
from tests.fixtures.people import TODAY, actor_in

ABOVE = "notices.second_person_above"
MOURNING = date(2026, 11, 25)  # a Wednesday


def test_what_nobody_set_is_the_default(authority: Authority) -> None:
    assert value_of(authority.pk, ABOVE, on=TODAY) == 500
    assert [held.since for held in every_value(authority.pk, on=TODAY)] == [None] * len(SETTINGS)


def test_a_change_holds_from_its_day_and_the_past_keeps_its_value(head: Actor) -> None:
    for value, day in ((300, TODAY), (200, TODAY + timedelta(days=7))):
        change_setting(actor=head, name=ABOVE, value=value, valid_from=day, on=TODAY, reason="audit advice")

    days = (TODAY - timedelta(days=1), TODAY, TODAY + timedelta(days=6), TODAY + timedelta(days=7))
    assert [number_of(head.authority_id, ABOVE, on=day) for day in days] == [500, 300, 300, 200]
    assert [row.value for row in values_over_time(head.authority_id, ABOVE)] == [200, 300]


def test_a_change_says_in_the_trail_what_it_was_and_why(head: Actor) -> None:
    change_setting(actor=head, name=ABOVE, value=1500, valid_from=TODAY, on=TODAY, reason="audit advice")

    event = Event.objects.get()
    assert (event.summary, event.reason) == (
        "changed notices.second_person_above from 500 changes to 1,500 changes from 23 November 2026",
        "audit advice",
    )


def test_another_authority_keeps_its_own_values(head: Actor, other_authority: Authority) -> None:
    change_setting(actor=head, name=ABOVE, value=1, valid_from=TODAY, on=TODAY, reason="ours")

    assert value_of(other_authority.pk, ABOVE, on=TODAY) == 500


def test_the_value_of_a_day_can_be_changed_again_on_that_day(head: Actor) -> None:
    for value in (300, 200):
        change_setting(actor=head, name=ABOVE, value=value, valid_from=TODAY, on=TODAY, reason="second thoughts")

    assert [row.value for row in values_over_time(head.authority_id, ABOVE)] == [200]


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"value": -1}, NotAllowedValue),
        ({"value": "many"}, NotAllowedValue),
        ({"value": True}, NotAllowedValue),
        ({"value": 500}, Unchanged),
        ({"reason": " "}, WhyMissing),
        ({"valid_from": TODAY - timedelta(days=1)}, Backdated),
        ({"name": "notices.nothing"}, NotFound),
    ],
)
def test_what_makes_no_sense_is_refused(head: Actor, given: dict[str, object], refusal: type[Exception]) -> None:
    right = {"name": ABOVE, "value": 300, "valid_from": TODAY, "on": TODAY, "reason": "why"}

    with pytest.raises(refusal):
        change_setting(actor=head, **(right | given))

    assert Event.objects.count() == 0


def test_an_officer_changes_no_setting(officer: Actor) -> None:
    with pytest.raises(NotPermitted):
        change_setting(actor=officer, name=ABOVE, value=300, valid_from=TODAY, on=TODAY, reason="why")


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.name)
def test_every_default_is_a_value_of_its_setting_with_words_and_help(setting: object) -> None:
    chosen = BY_NAME[setting.name]  # type: ignore[attr-defined]

    assert chosen.clean(chosen.default) == chosen.default
    assert all((chosen.words(chosen.default), chosen.help, chosen.group, chosen.label))


@given(st.lists(st.integers(-5, 20)))
def test_optional_months_are_those_near_the_revised_register_each_once_in_order(months: list[int]) -> None:
    # REG-311: not compulsory in the month of the revised register and the two before it: October to December.
    setting = BY_NAME["notices.optional_months"]

    if set(months) <= {10, 11, 12}:
        assert setting.clean(months) == sorted(set(months))
    else:
        with pytest.raises(NotAValue):
            setting.clean(months)


def test_a_proclaimed_day_is_left_out_of_every_count(head: Actor) -> None:
    before = calendar_of(head.authority_id).working_days_after(date(2026, 11, 24), 1)

    add_non_working_day(actor=head, day=MOURNING, name="Day of mourning", on=TODAY, reason="proclaimed")

    after = calendar_of(head.authority_id).working_days_after(date(2026, 11, 24), 1)
    assert (before, after) == (MOURNING, date(2026, 11, 26))


def test_a_day_that_is_taken_back_counts_again(head: Actor) -> None:
    add_non_working_day(actor=head, day=MOURNING, name="Day of mourning", on=TODAY, reason="proclaimed")

    remove_non_working_day(actor=head, day=MOURNING, on=TODAY, reason="entered for the wrong year")

    assert calendar_of(head.authority_id).is_working_day(MOURNING)
    assert [event.code for event in Event.objects.order_by("pk")] == [
        "authorities.non-working-day-added",
        "authorities.non-working-day-removed",
    ]


@pytest.mark.parametrize(
    ("day", "refusal"),
    [
        (date(2026, 11, 28), NotAWorkingDayAnyway),  # a Saturday
        (date(2026, 12, 24), NotAWorkingDayAnyway),  # Christmas Eve, named by the law
        (date(2026, 11, 20), DayHasPassed),
        (date(2099, 6, 1), BeyondKnownDays),
    ],
)
def test_days_that_change_nothing_or_the_past_are_refused(head: Actor, day: date, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        add_non_working_day(actor=head, day=day, name="Day", on=TODAY, reason="why")


def test_a_day_of_another_authority_cannot_be_taken_back(head: Actor, stranger: Actor) -> None:
    add_non_working_day(actor=head, day=MOURNING, name="Day of mourning", on=TODAY, reason="proclaimed")

    with pytest.raises(NotFound):
        remove_non_working_day(actor=stranger, day=MOURNING, on=TODAY, reason="mischief")


def test_the_calendar_is_that_of_the_authority_s_nation(authority: Authority) -> None:
    with arranged():
        scots = Authority.objects.create(code="tay", name="Tay", gss="S12999901", slug="tay", nation="scotland")

    # 30 November (St Andrew's Day) is a bank holiday in Scotland only.
    days = [calendar_of(one).is_working_day(date(2026, 11, 30)) for one in (authority.pk, scots.pk)]
    assert (nation_of(scots.pk), days) == (Nation.SCOTLAND, [True, False])


def test_a_demonstration_works_on_the_day_its_clock_shows(authority: Authority) -> None:
    with arranged():
        council = Authority.objects.create(code="show", name="Show", gss="E06999904", slug="show", demonstration=True)
    real = today(council.pk)

    set_clock(actor=actor_in(council, Role.HEAD), on=date(2026, 3, 9))
    shown, at = today(council.pk), moment(council.pk)
    set_clock(actor=actor_in(council, Role.HEAD), on=None)

    assert (shown, at.date(), at.tzinfo is not None) == (date(2026, 3, 9), date(2026, 3, 9), True)
    assert (today(council.pk), today(authority.pk)) == (real, real)


def test_the_clock_of_a_real_authority_cannot_be_set(head: Actor) -> None:
    with pytest.raises(RealClock):
        set_clock(actor=head, on=date(2026, 3, 9))

    assert Event.objects.count() == 0
