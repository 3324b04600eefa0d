"""Which notice an application is on. The days are those of the poll of 7 May 2026 (handbook 3.4)."""

from datetime import date

from pollwright.law.notices import NoticeKind, election_notices, monthly_notice
from pollwright.law.placing import which_notice
from tests.law.calendars_for_tests import ENGLAND

NOTICES = (
    monthly_notice(2026, 5, ENGLAND),
    monthly_notice(2026, 6, ENGLAND),
    *election_notices(date(2026, 5, 7), date(2026, 4, 9), date(2026, 4, 20), ENGLAND),
)


def test_an_application_of_the_last_day_is_on_the_final_notice() -> None:
    # REG-341: received 20 April, objections 21 to 27 April, determined 28 April, published 29 April.
    placed = which_notice(date(2026, 4, 20), date(2026, 4, 28), NOTICES)

    assert placed.notice is not None
    assert (placed.notice.kind, placed.notice.published_on) == (NoticeKind.FINAL, date(2026, 4, 29))
    assert [missed.notice.kind for missed in placed.missed] == [NoticeKind.INTERIM_1, NoticeKind.INTERIM_2]
    assert [working.on for working in placed.workings] == [
        date(2026, 4, 20),
        date(2026, 4, 28),
        date(2026, 4, 28),
        date(2026, 4, 29),
    ]


def test_an_application_of_a_minute_past_midnight_waits_for_june_and_is_told_why() -> None:
    placed = which_notice(date(2026, 4, 21), date(2026, 4, 29), NOTICES)

    assert placed.notice is not None
    assert (placed.notice.kind, placed.notice.published_on) == (NoticeKind.MONTHLY, date(2026, 6, 1))
    final, monthly = placed.missed[-2:]
    assert [(reason.says, reason.on) for reason in final.reasons] == [
        ("It was received after the last day for this notice", date(2026, 4, 20)),
        ("It could not be determined by the cut-off of this notice", date(2026, 4, 28)),
    ]
    assert [(reason.says, reason.on) for reason in monthly.reasons] == [
        ("It was received after the last day for this notice", date(2026, 4, 9)),
        ("It could not be determined by the cut-off of this notice", date(2026, 4, 17)),
    ]


def test_an_application_in_time_but_determined_late_misses_the_notice() -> None:
    placed = which_notice(date(2026, 4, 20), date(2026, 4, 30), NOTICES)

    assert placed.notice is not None
    assert placed.notice.published_on == date(2026, 6, 1)
    assert [reason.says for reason in placed.missed[2].reasons] == [
        "It could not be determined by the cut-off of this notice"
    ]


def test_an_anonymous_application_is_carried_to_the_sixth_day_before_the_poll() -> None:
    # REG-173: received and determined on Tue 28 April.
    placed = which_notice(date(2026, 4, 28), date(2026, 4, 28), NOTICES, anonymous=True)

    assert placed.notice is not None
    assert placed.notice.kind == NoticeKind.FINAL


def test_an_anonymous_application_of_the_next_day_is_too_late_for_the_poll_and_cites_its_own_rule() -> None:
    placed = which_notice(date(2026, 4, 29), date(2026, 4, 29), NOTICES[-1:], anonymous=True)

    assert placed.notice is None
    assert [(reason.on, reason.source.rule) for reason in placed.missed[0].reasons] == [
        (date(2026, 4, 28), "REG-173"),
        (date(2026, 4, 28), "REG-331"),
    ]


def test_an_application_after_every_notice_has_none_yet() -> None:
    placed = which_notice(date(2026, 7, 1), date(2026, 7, 9), NOTICES)

    assert (placed.notice, len(placed.missed), placed.workings) == (None, 5, ())
