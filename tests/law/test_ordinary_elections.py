"""When ordinary elections come round, against those that were held."""

from datetime import date

import pytest

from pollwright.law.nations import Nation
from pollwright.law.ordinary_elections import Term, next_ordinary, ordinary_day, term_of
from pollwright.law.timetables.kinds import Kind


@pytest.mark.parametrize(
    "day",
    [
        date(2015, 5, 7), date(2016, 5, 5), date(2017, 5, 4), date(2018, 5, 3), date(2019, 5, 2), date(2020, 5, 7),
        date(2021, 5, 6), date(2022, 5, 5), date(2023, 5, 4), date(2024, 5, 2), date(2025, 5, 1), date(2026, 5, 7),
    ],
    ids=str,
)  # fmt: skip
def test_the_ordinary_day_is_the_first_thursday_in_may(day: date) -> None:
    assert ordinary_day(day.year) == day


def term(kind: Kind, nation: Nation) -> Term:
    found = term_of(kind, nation)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("kind", "nation", "held", "due"),
    [
        (Kind.LOCAL, Nation.ENGLAND, 2023, date(2027, 5, 6)),
        (Kind.PARISH, Nation.ENGLAND, 2023, date(2027, 5, 6)),
        (Kind.LOCAL, Nation.WALES, 2022, date(2027, 5, 6)),
        (Kind.LOCAL, Nation.SCOTLAND, 2022, date(2027, 5, 6)),
        (Kind.PCC, Nation.ENGLAND, 2016, date(2020, 5, 7)),
        (Kind.GLA, Nation.ENGLAND, 2012, date(2016, 5, 5)),
        (Kind.SCOTTISH_PARLIAMENT, Nation.SCOTLAND, 2021, date(2026, 5, 7)),
    ],
)
def test_those_elected_together_are_elected_again_when_their_term_ends(
    kind: Kind, nation: Nation, held: int, due: date
) -> None:
    assert next_ordinary(term(kind, nation), {held}) == due


@pytest.mark.parametrize(
    ("years", "parts", "due"),
    [
        ({2022, 2023, 2024}, 3, 2026),  # by thirds: none in 2025, the county's year
        ({2023, 2024, 2026}, 3, 2027),
        ({2022, 2024}, 2, 2026),
        ({2024}, 2, 2026),
        ({2026}, 3, 2027),
    ],
)
def test_a_council_by_parts_is_elected_when_seats_of_a_term_before_fall_due(
    years: set[int], parts: int, due: int
) -> None:
    assert next_ordinary(term(Kind.LOCAL, Nation.ENGLAND), years, parts=parts) == ordinary_day(due)


@pytest.mark.parametrize("kind", [Kind.UK_PARLIAMENT, Kind.RECALL, Kind.BID, Kind.PARISH_POLL])
def test_what_is_called_when_it_is_called_has_no_ordinary_day(kind: Kind) -> None:
    assert term_of(kind, Nation.ENGLAND) is None
