"""Every example of the papers of polls: what it says, and what its PDF promises of itself.

After a wanted change of a paper run `python -m tests.documents.test_poll_papers`, and read the difference before
committing it.
"""

from pathlib import Path

import pytest

from pollwright.documents.examples import read_example
from pollwright.documents.papers.block_paper import BlockPaper
from pollwright.documents.preview import describe
from pollwright.documents.typesetting import data_of, render
from tests.documents.golden import shown
from tests.documents.poll_papers import described, letters, notices, packs, papers, typeset

APPROVED = Path(__file__).parent / "approved_polls"
PAPERS = papers()
DESCRIPTIONS = {**notices(), **described(), **letters(), **packs(), **typeset()}


@pytest.mark.parametrize("name", PAPERS)
def test_the_paper_says_what_was_approved_and_is_tagged_accessible_and_fit_to_archive(name: str) -> None:
    paper = PAPERS[name]

    pdf = render(paper)

    found = describe(pdf)
    assert shown(pdf) == (APPROVED / f"{name}.txt").read_text(encoding="utf-8")
    assert (found.tagged, found.standards) == (True, ("PDF/A-2a", "PDF/UA-1"))
    assert found.language == f"{paper.imprint.languages[0]}-GB"
    assert found.title != ""


def test_every_approved_text_has_its_example() -> None:
    assert sorted(PAPERS) == sorted(path.stem for path in APPROVED.glob("*.txt"))


@pytest.mark.parametrize("name", DESCRIPTIONS)
def test_an_example_is_the_json_of_its_description(name: str, tmp_path: Path) -> None:
    description = DESCRIPTIONS[name]
    path = tmp_path / "copy.json"

    path.write_text(data_of(description), encoding="utf-8")

    assert read_example(type(description), path) == description


@pytest.mark.parametrize("name", [name for name, paper in PAPERS.items() if isinstance(paper, BlockPaper)])
def test_every_row_of_a_paper_of_blocks_is_a_row_of_the_tags(name: str) -> None:
    paper = PAPERS[name]
    assert isinstance(paper, BlockPaper)

    assert render(paper).count(b"/S/TR") == paper.rows


def main() -> None:
    """Write the approved text anew."""
    APPROVED.mkdir(exist_ok=True)
    for name, paper in PAPERS.items():
        (APPROVED / f"{name}.txt").write_text(shown(render(paper)), encoding="utf-8")


if __name__ == "__main__":
    main()
