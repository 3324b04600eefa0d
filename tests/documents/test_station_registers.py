"""The registers of polling stations: every elector once, on as many pages as it takes, and nobody shown who is anonymous.

Figures are worked by hand from the examples beside the paper. A register with pages missing is fault U5b of the
handbook's lessons.
"""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pollwright.documents.imprint import DoesNotReconcile
from pollwright.documents.papers.station_register import (
    StationRegister,
    VoterGroup,
    VoterLine,
    render_registers,
)
from pollwright.documents.preview import describe, text_of
from pollwright.documents.typesetting import render
from tests.documents.poll_papers import described, typeset

REGISTERS = {name: paper for name, paper in typeset().items() if isinstance(paper, StationRegister)}
APART, TOGETHER, SIXTY = (
    REGISTERS[f"station_register-{case}"] for case in ("three_polls_apart", "three_polls_together", "sixty_lines")
)


def of(electors: int, per_page: int) -> StationRegister:
    """Return a register of so many electors who all vote at the station."""
    lines = tuple(VoterLine(str(n), "", "Sample, Alex", "1 Mill Rise", None, ".", "") for n in range(1, electors + 1))
    totals = replace(SIXTY.totals, lines=electors, proxies=0, here=(electors,), by_post=(0,))
    return replace(SIXTY, groups=(VoterGroup("AB1", "Nether Combe", lines),), totals=totals, per_page=per_page)


# A cover, and 130 electors at sixty a page: 4; a cover and a page for each of two districts: 3; a cover and a page: 2.
@pytest.mark.parametrize(("register", "pages"), [(SIXTY, 4), (APART, 3), (TOGETHER, 2)])
def test_the_pages_are_those_that_the_electors_need(register: StationRegister, pages: int) -> None:
    assert (register.pages, describe(render(register)).pages) == (pages, pages)


@pytest.mark.parametrize(
    ("electors", "per_page", "pages"), [(0, 10, 2), (10, 10, 2), (11, 10, 3), (60, 60, 2), (121, 60, 4)]
)
def test_a_page_holds_exactly_the_lines_it_is_to_hold(electors: int, per_page: int, pages: int) -> None:
    register = of(electors, per_page)

    assert (register.pages, describe(render(register)).pages) == (pages, pages)


# Cover tables 2 and 2 rows; on three pages a head each; 130 electors.
def test_every_elector_is_a_row_of_the_tags() -> None:
    assert (SIXTY.rows, render(SIXTY).count(b"/S/TR")) == (2 + 2 + 3 + 130, 137)


def test_each_line_says_how_the_elector_votes_in_each_poll() -> None:
    lines = text_of(render(APART))[1].splitlines()

    assert [line.split(" Cohen")[0] for line in lines if " Cohen" in line] == ["A A A 3"]
    assert [line for line in lines if line.startswith("– 6/1")] == [
        "– 6/1 Sample, Alex 7 Church Lane, Nether Combe TA99 1AA"
    ]


def test_one_mark_for_polls_together_leaves_the_entitlement_beside_the_name() -> None:
    lines = " ".join(text_of(render(TOGETHER))[1].split())

    assert "6/1 Sample, Alex (Council, Parish –, PCC)" in lines


def test_an_anonymous_entry_is_a_number_and_a_letter() -> None:
    lines = text_of(render(APART))[1].splitlines()

    assert [line for line in lines if line.startswith("6 ")] == ["6 N"]


@pytest.mark.parametrize("shown", [{"name": "Campbell"}, {"address": "1 Church Lane"}, {"proxy": "Campbell"}])
def test_a_register_that_would_show_who_is_anonymous_is_refused(shown: dict[str, str]) -> None:
    group = APART.groups[0]
    told = tuple(line._replace(**shown) if line.marker == "N" else line for line in group.lines)  # type: ignore[arg-type]

    with pytest.raises(ValueError, match="number and letters only"):
        replace(APART, groups=(replace(group, lines=told), APART.groups[1]))


def changed_totals(**changes: Any) -> dict[str, object]:
    return {"totals": replace(APART.totals, **changes)}


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        (changed_totals(lines=9), "Lines of the register: 9 stated, 8 printed."),
        (changed_totals(anonymous=0), "Anonymous entries: 0 stated, 1 printed."),
        (changed_totals(attaining=2), "Electors attaining: 2 stated, 1 printed."),
        (changed_totals(proxies=0), "Electors with a proxy: 0 stated, 1 printed."),
        (changed_totals(here=(6, 5, 5)), "Parish, here: 5 stated, 4 printed."),
        (changed_totals(by_post=(2, 1, 4)), "PCC, by post: 4 stated, 3 printed."),
        ({"per_page": 9}, "A page of a station's register has 10 to 60 lines."),
        ({"per_page": 61}, "A page of a station's register has 10 to 60 lines."),
        (
            {"polls": APART.polls[:2]},
            "Every line of a station's register says of each poll how the elector votes in it.",
        ),
    ],
)
def test_a_register_that_does_not_add_up_is_refused(changed: dict[str, object], message: str) -> None:
    with pytest.raises(ValueError) as caught:
        replace(APART, **changed)  # type: ignore[arg-type]

    assert str(caught.value) == message


def test_a_district_left_out_does_not_add_up() -> None:
    with pytest.raises(DoesNotReconcile, match=r"Lines of the register: 8 stated, 0 printed\."):
        replace(APART, groups=APART.groups[1:])


def test_many_stations_come_in_one_job_each_with_its_pages(tmp_path: Path) -> None:
    registers = [
        (f"station-{number}", replace(of(electors, 30), station=str(number))) for number, electors in ((1, 31), (2, 5))
    ]

    files = render_registers(registers, tmp_path)

    assert [(file.name, file.pages) for file in files] == [("station-1", 3), ("station-2", 2)]


class ShortRegister(StationRegister):
    """A register that claims a page more than it prints, as one does whose pages went missing."""

    __slots__ = ()

    @property
    def pages(self) -> int:
        return super().pages + 1


def test_a_station_with_a_page_missing_stops_the_job_and_is_named(tmp_path: Path) -> None:
    whole = of(31, 30)
    short = ShortRegister(
        whole.imprint, whole.polls, whole.on, "7", whole.place, whole.groups, whole.totals, whole.per_page
    )

    with pytest.raises(DoesNotReconcile, match=r"Pages of station 7: 4 stated, 3 printed\."):
        render_registers([("station-1", whole), ("station-7", short)], tmp_path)

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("name", "message"), [("postal", "Postal voters: 3"), ("proxies", "Proxies: 3")])
def test_a_list_whose_total_is_wrong_is_refused(name: str, message: str) -> None:
    found = described()[f"absent_lists-{name}"]

    with pytest.raises(DoesNotReconcile, match=message):
        replace(found, total=3)


def test_an_anonymous_voter_is_a_letter_on_the_lists() -> None:
    lists = described()

    rows = [lists[f"absent_lists-{name}"].paper().versions[0].blocks[1].rows for name in ("postal", "proxies")]

    assert [table[1][:2] for table in rows] == [("AB1 9", "N"), ("AB1 44", "N")]
