"""Poll cards (handbook 8). The days are those of the local elections of 7 May 2026 (2.3)."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from pollwright.law.nations import Nation
from pollwright.law.notices import LONDON
from pollwright.law.poll_cards import (
    Addressee,
    Arrangement,
    CardKind,
    CardsDue,
    Content,
    Run,
    Voter,
    Withheld,
    cards_due,
    contents_of_card,
    earliest_issue,
    form_of_card,
    parish_asked_in_time,
    polls_on_card,
    runs,
)
from pollwright.law.timetables.kinds import Kind
from pollwright.law.timetables.rule_sets import Poll
from pollwright.law.timetables.working_out import timetable

POLL = date(2026, 5, 7)
VOTER = Voter()


def kinds(due: CardsDue) -> list[tuple[CardKind, Addressee]]:
    return [(card.kind, card.addressee) for card in due.cards]


@pytest.mark.parametrize(
    ("arrangement", "cards"),
    [
        (Arrangement.IN_PERSON, [(CardKind.ORDINARY, Addressee.ELECTOR)]),
        (Arrangement.BY_POST, [(CardKind.POSTAL, Addressee.ELECTOR)]),
        (Arrangement.BY_PROXY, [(CardKind.ORDINARY, Addressee.ELECTOR), (CardKind.PROXY, Addressee.PROXY)]),
        (
            Arrangement.BY_POSTAL_PROXY,
            [(CardKind.ORDINARY, Addressee.ELECTOR), (CardKind.POSTAL_PROXY, Addressee.PROXY)],
        ),
    ],
)
def test_each_elector_has_one_card_and_a_proxy_one_more(
    arrangement: Arrangement, cards: list[tuple[CardKind, Addressee]]
) -> None:
    # K-01; K-08: no postal voter has an ordinary card.
    due = cards_due(replace(VOTER, arrangement=arrangement), Kind.LOCAL)

    assert kinds(due) == cards
    assert len({card.addressee for card in due.cards}) == len(due.cards)


def test_cards_of_an_anonymous_elector_go_in_a_plain_envelope() -> None:
    due = cards_due(replace(VOTER, anonymous=True, arrangement=Arrangement.BY_PROXY), Kind.LOCAL)

    assert [card.in_envelope for card in due.cards] == [True, True]
    assert not cards_due(VOTER, Kind.LOCAL).cards[0].in_envelope


@pytest.mark.parametrize(
    ("voter", "kind", "asked", "withheld"),
    [
        (replace(VOTER, may_vote=False), Kind.UK_PARLIAMENT, False, Withheld.NO_VOTE),
        (replace(VOTER, of_age=False, may_vote=False), Kind.LOCAL, False, Withheld.UNDER_AGE),
        (replace(VOTER, in_area=False), Kind.LOCAL, False, Withheld.OUTSIDE_AREA),
        (replace(VOTER, registered=False), Kind.LOCAL, False, Withheld.NO_LONGER_REGISTERED),
        (VOTER, Kind.PARISH, False, Withheld.PARISH_DID_NOT_ASK),
        (VOTER, Kind.PARISH, True, None),
        (VOTER, Kind.PARISH_POLL, True, Withheld.NO_CARDS_AT_THIS_POLL),
        (VOTER, Kind.BID, True, Withheld.NO_CARDS_AT_THIS_POLL),
    ],
)
def test_nobody_without_a_vote_has_a_card_and_parishes_have_them_where_they_asked(
    voter: Voter, kind: Kind, asked: bool, withheld: Withheld | None
) -> None:
    due = cards_due(voter, kind, parish_asked=asked)

    assert (due.withheld, len(due.cards)) == (withheld, 0 if withheld else 1)


def test_a_combined_card_lists_only_the_polls_at_which_its_holder_votes() -> None:
    # K-08; an EU citizen with a local vote only, whose vote by post is for the local poll.
    due = {
        "parliament": cards_due(replace(VOTER, may_vote=False), Kind.UK_PARLIAMENT),
        "council": cards_due(VOTER, Kind.LOCAL),
        "commissioner": cards_due(replace(VOTER, arrangement=Arrangement.BY_POST), Kind.PCC),
    }

    assert (polls_on_card(due, CardKind.ORDINARY), polls_on_card(due, CardKind.POSTAL)) == (
        ("council",),
        ("commissioner",),
    )


@pytest.mark.parametrize(
    ("notices", "day"),
    [
        ([date(2026, 3, 20)], date(2026, 3, 20)),
        ([date(2026, 3, 20), date(2026, 3, 25)], date(2026, 3, 25)),
        ([date(2026, 3, 20), None], None),
        ([], None),
    ],
)
def test_cards_wait_for_every_notice_of_election(notices: list[date | None], day: date | None) -> None:
    assert earliest_issue(notices)[0] == day


def test_those_added_later_have_cards_after_each_notice_of_alteration() -> None:
    # K-02, with 2.2: first interim 9 April, second from 10 to 28 April, final 29 April.
    found = runs(timetable(Poll(Kind.LOCAL, Nation.ENGLAND, POLL)), date(2026, 3, 20))

    assert [(one.run, one.earliest, one.latest) for one in found] == [
        (Run.MAIN, date(2026, 3, 20), None),
        (Run.FIRST_INTERIM, date(2026, 4, 9), date(2026, 4, 9)),
        (Run.SECOND_INTERIM, date(2026, 4, 10), date(2026, 4, 28)),
        (Run.FINAL, date(2026, 4, 29), date(2026, 4, 29)),
    ]


def test_a_parish_council_asks_for_cards_by_four_when_nominations_close() -> None:
    parish = timetable(Poll(Kind.PARISH, Nation.ENGLAND, POLL))
    moments = [datetime(2026, 4, 9, 16, minute, tzinfo=LONDON) for minute in (0, 1)]

    assert [parish_asked_in_time(at, parish).holds for at in moments] == [True, False]


@pytest.mark.parametrize(
    ("card", "nation", "identified"),
    [
        (CardKind.ORDINARY, Nation.ENGLAND, True),
        (CardKind.PROXY, Nation.ENGLAND, True),
        (CardKind.POSTAL, Nation.ENGLAND, False),
        (CardKind.ORDINARY, Nation.WALES, False),
    ],
)
def test_cards_for_the_station_say_what_identification_is_needed(
    card: CardKind, nation: Nation, identified: bool
) -> None:
    contents = contents_of_card(card, Kind.LOCAL, nation, POLL)

    assert ({Content.IDENTIFICATION, Content.VAC_DEADLINE} <= set(contents)) is identified
    assert len(contents) == len(set(contents))


def test_forms_with_the_limit_on_proxies_are_those_of_polls_since_the_end_of_october_2023() -> None:
    forms = [form_of_card(Kind.UK_PARLIAMENT, Nation.ENGLAND, poll) for poll in (date(2023, 10, 19), date(2024, 7, 4))]

    assert [form and form.version for form in forms] == [None, "2023-proxy-limit"]
