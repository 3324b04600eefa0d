"""Both schemes as councils print them: every cell, every band, and what leads from one to the other."""

from decimal import Decimal

import pytest

from pollwright.risks.schemes import (
    MATRIX,
    OVERALL,
    SCHEMES,
    Category,
    NotOfTheScheme,
    Scheme,
    in_order,
    likelihood_of,
    placed,
    plotted,
    proposed,
)


def impacts(*marks: str) -> dict[str, str]:
    """The five categories in the order in which they are printed."""
    return dict(zip(Category, marks, strict=True))


# Handbook MM-I03, as printed: rows likelihood 4 to 1, columns impact 1 to 4
PRINTED = """
Low 4 | High 8 | Very High 12 | Very High 16
Low 3 | Medium 6 | High 9 | Very High 12
Low 2 | Low 4 | Medium 6 | High 8
Low 1 | Low 2 | Low 3 | Low 4
"""


def test_all_sixteen_cells_have_the_score_and_level_that_are_printed() -> None:
    shown = "\n".join(
        " | ".join(f"{MATRIX[likelihood, impact].level} {MATRIX[likelihood, impact].score}" for impact in "1234")
        for likelihood in "4321"
    )

    assert shown == PRINTED.strip()


def test_every_score_is_likelihood_times_impact() -> None:
    assert {cell: int(cell[0]) * int(cell[1]) for cell in MATRIX} == {cell: one.score for cell, one in MATRIX.items()}


# MM-I02: rounded half up to a whole per cent first; MM-I07 for the classes
@pytest.mark.parametrize(
    ("scheme", "per_cent", "mark"),
    [
        (Scheme.NUMERIC, "100", "4"),
        (Scheme.NUMERIC, "79.5", "4"),
        (Scheme.NUMERIC, "79.49", "3"),
        (Scheme.NUMERIC, "20.5", "3"),
        (Scheme.NUMERIC, "5.5", "2"),
        (Scheme.NUMERIC, "5.4", "1"),
        (Scheme.NUMERIC, "0", "1"),
        (Scheme.CLASSES, "98", "A"),
        (Scheme.CLASSES, "97.4", "B"),
        (Scheme.CLASSES, "74.5", "B"),
        (Scheme.CLASSES, "50", "C"),
        (Scheme.CLASSES, "25", "D"),
        (Scheme.CLASSES, "24", "E"),
        (Scheme.CLASSES, "2.5", "E"),
        (Scheme.CLASSES, "2", "F"),
    ],
)
def test_a_chance_in_per_cent_falls_into_one_band(scheme: Scheme, per_cent: str, mark: str) -> None:
    assert likelihood_of(scheme, Decimal(per_cent)) == mark


@pytest.mark.parametrize("per_cent", ["-0.1", "100.1"])
def test_a_chance_below_nought_or_above_a_hundred_is_none(per_cent: str) -> None:
    with pytest.raises(NotOfTheScheme):
        likelihood_of(Scheme.NUMERIC, Decimal(per_cent))


# MM-I09: service, financial, reputation, legal, people; MM-I10: the worst decides
FIVE = {
    "1": ("D", ("IV", "IV", "IV", "IV", "III"), "IV"),
    "2": ("D", ("IV", "IV", "II", "II", "II"), "IV"),
    "3": ("D", ("III", "III", "I", "I", "I"), "III"),
    "4": ("E", ("I", "II", "III", "III", "II"), "III"),
    "5": ("E", ("IV", "IV", "III", "IV", "I"), "IV"),
}


def test_the_five_risks_stand_where_the_printed_matrix_has_them() -> None:
    found = {ref: placed(Scheme.CLASSES, likelihood, impacts(*marks)) for ref, (likelihood, marks, _) in FIVE.items()}

    cells = plotted((ref, one.likelihood, one.impact) for ref, one in found.items())

    assert {ref: one.impact for ref, one in found.items()} == {ref: worst for ref, (_, _, worst) in FIVE.items()}
    assert cells == {("D", "IV"): ("1", "2"), ("D", "III"): ("3",), ("E", "III"): ("4",), ("E", "IV"): ("5",)}


def test_references_in_a_cell_stand_in_the_order_of_their_numbers() -> None:
    assert sorted(["R10", "R9", "2", "10", "1a", "1"], key=in_order) == ["1", "1a", "2", "10", "R9", "R10"]


# MM-I13, the printed crosswalk: rows A to F, columns I to V
CROSSWALK = {
    "A": ("Low", "Low", "High", "Very High", "Very High"),
    "B": ("Low", "Low", "High", "Very High", "Very High"),
    "C": ("Low", "Low", "Medium", "High", "Very High"),
    "D": ("Low", "Low", "Medium", "High", "Very High"),
    "E": ("Low", "Low", "Low", "Medium", "High"),
    "F": ("Low", "Low", "Low", "Low", "Low"),
}


def test_what_a_score_in_classes_comes_to_is_proposed_by_the_crosswalk() -> None:
    marks = [step.mark for step in SCHEMES[Scheme.CLASSES].impacts]

    found = {
        likelihood: tuple(str(proposed(likelihood, impacts(*[mark] * 5)).level) for mark in marks)
        for likelihood in CROSSWALK
    }

    # MM-I14: the second risk, D-IV, comes to 3 x 3 = 9
    assert found == CROSSWALK
    assert proposed("D", impacts("IV", "IV", "II", "II", "II")).score == 9


@pytest.mark.parametrize(
    ("scheme", "likelihood", "given"),
    [
        (Scheme.NUMERIC, "5", {OVERALL: "1"}),
        (Scheme.NUMERIC, "4", {OVERALL: "5"}),
        (Scheme.NUMERIC, "D", {OVERALL: "1"}),
        (Scheme.NUMERIC, "4", impacts(*["1"] * 5)),
        (Scheme.CLASSES, "D", {"service": "IV"}),
        (Scheme.CLASSES, "G", impacts(*["I"] * 5)),
        (Scheme.CLASSES, "D", impacts("IV", "IV", "IV", "IV", "VI")),
    ],
)
def test_marks_of_another_scheme_or_missing_categories_are_refused(
    scheme: Scheme, likelihood: str, given: dict[str, str]
) -> None:
    with pytest.raises(NotOfTheScheme):
        placed(scheme, likelihood, given)
