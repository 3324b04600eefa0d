"""The examples of the papers of polls, by name, as papers that can be set."""

from pollwright.documents.examples import read_example
from pollwright.documents.papers.notices.facts import Notice
from pollwright.documents.papers.notices.twins import KINDS, paper_of
from pollwright.documents.typesetting import ROOT, Paper

PAPERS = ROOT / "documents/papers"


def notices() -> dict[str, Notice]:
    """Return every example of a notice, named by its kind and case, such as "notice_of_poll-ward"."""
    paths = sorted((PAPERS / "notices/examples").glob("*.json"))
    return {path.stem: read_example(KINDS[path.stem.split("-")[0]], path) for path in paths}


def papers() -> dict[str, Paper]:
    """Return every example of the papers of polls that has an approved text."""
    return {name: paper_of(notice) for name, notice in notices().items()}
