"""Citations."""

import pytest

from pollwright.law.nations import Nation, NotCovered
from pollwright.law.sources import REGULATIONS_2001, RPA_1983, SCOTTISH_REGULATIONS_2001, Source, regulations_of


@pytest.mark.parametrize(
    ("source", "printed"),
    [
        (Source(RPA_1983, "s 13B"), "Representation of the People Act 1983, s 13B"),
        (Source(RPA_1983, "s 13B", "REG-330"), "Representation of the People Act 1983, s 13B [REG-330]"),
        (
            Source(RPA_1983, "s 7C", "REG-152", confirmed=False),
            "Representation of the People Act 1983, s 7C [REG-152] (to be confirmed)",
        ),
        (Source(RPA_1983), "Representation of the People Act 1983"),
    ],
)
def test_a_source_is_cited_and_says_when_it_is_to_be_confirmed(source: Source, printed: str) -> None:
    assert source.describe() == printed


def test_each_nation_has_its_regulations() -> None:
    found = [regulations_of(nation) for nation in (Nation.ENGLAND, Nation.WALES, Nation.SCOTLAND)]

    assert found == [REGULATIONS_2001, REGULATIONS_2001, SCOTTISH_REGULATIONS_2001]


def test_the_regulations_of_northern_ireland_are_not_held() -> None:
    with pytest.raises(NotCovered):
        regulations_of(Nation.NORTHERN_IRELAND)
