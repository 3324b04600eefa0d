"""The interchange file of electors across a boundary: what is written is what is read."""

import shutil
from pathlib import Path
from tempfile import mkdtemp

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from pollwright.formats.boundary_layout import ANONYMOUS, ELECTORS, NAMING
from pollwright.formats.boundary_reading import read_part
from tests.elections.boundary_acts import boundary_file, person

WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Nd"), exclude_characters="\0"), min_size=1, max_size=12
)
"""Any text of a name or an address: quotation marks, line ends, Welsh, right to left; no digits, as in names."""


@st.composite
def electors(draw: st.DrawFn) -> list[dict[str, str]]:
    """Make up electors of two districts with every kind of absent vote and section."""
    found = []
    for number in range(1, draw(st.integers(1, 6)) + 1):
        section = draw(st.sampled_from(("1-ordinary", "2-other", ANONYMOUS)))
        absent = draw(st.sampled_from(("", "postal", "proxy", "postal_proxy")))
        texts = {"surname": draw(WORDS), "forenames": draw(WORDS), "address": draw(WORDS), "title": draw(WORDS)}
        texts |= {"proxy_name": draw(WORDS)} if "proxy" in absent else {}
        if section == ANONYMOUS:
            texts = dict.fromkeys(NAMING, "")
        about = {"section": section, "absent": absent, "marker": draw(st.sampled_from(("", "B", "F")))}
        day = draw(st.one_of(st.just(""), st.dates().map(lambda day: day.isoformat())))
        one = person(f"entry-{number}", draw(st.sampled_from(("CA1", "CA2"))), number, "", attains_on=day, **about)
        found.append(one | texts)
    return found


@given(electors(), st.integers(1, 4))
@settings(max_examples=5, deadline=None)
def test_what_goes_across_comes_back_whole(lines: list[dict[str, str]], batch_size: int) -> None:
    folder = Path(mkdtemp())
    try:
        file = boundary_file(folder / "sent", lines, "Q1", receiver="E07000246", batch_size=batch_size, stations=())
        (folder / "inside").mkdir()

        held = read_part(file, folder / "inside")

        found = pl.read_parquet(held.lines).sort("entry").to_dicts()
        assert found == [{name: one[name] for name in ELECTORS} for one in sorted(lines, key=lambda one: one["entry"])]
        assert held.counts == held.stated
    finally:
        shutil.rmtree(folder)
