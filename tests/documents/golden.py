"""The text that each example of a paper shows, page by page, as it was read and approved.

After a wanted change of a paper run `python -m tests.documents.golden`, and read the difference before committing it.
"""

from pathlib import Path

from pollwright.documents.examples import examples_of, read_example
from pollwright.documents.papers.anonymous_certificate import AnonymousCertificate
from pollwright.documents.papers.notice_of_alteration import NoticeOfAlteration
from pollwright.documents.papers.officer_letter import OfficerLetter
from pollwright.documents.papers.overseas_list import OverseasList
from pollwright.documents.papers.register_cover import FullRegisterCover, OpenRegisterCover
from pollwright.documents.papers.register_part import RegisterPart
from pollwright.documents.papers.service_plan import ServicePlanPaper
from pollwright.documents.papers.timetable import TimetablePaper
from pollwright.documents.preview import text_of
from pollwright.documents.typesetting import Paper, render

APPROVED = Path(__file__).parent / "approved"
KINDS: tuple[type[Paper], ...] = (
    AnonymousCertificate,
    NoticeOfAlteration,
    OfficerLetter,
    OverseasList,
    RegisterPart,
    ServicePlanPaper,
    TimetablePaper,
)
# The two covers share a folder, so each takes its own example.
COVERS: dict[str, type[Paper]] = {"full": FullRegisterCover, "open": OpenRegisterCover}


def all_examples() -> dict[str, Paper]:
    """Return every example by the name of its paper and file, such as "register_part-open"."""
    found = {
        f"{path.parent.parent.name}-{path.stem}": read_example(kind, path)
        for kind in KINDS
        for path in examples_of(kind)
    }
    for path in examples_of(FullRegisterCover):
        found[f"register_cover-{path.stem}"] = read_example(COVERS[path.stem], path)
    return found


def shown(pdf: bytes) -> str:
    """Return the text of all pages, with a form feed line between pages."""
    return "\n\f\n".join(text_of(pdf)) + "\n"


def main() -> None:
    """Write the approved text anew."""
    APPROVED.mkdir(exist_ok=True)
    for name, paper in all_examples().items():
        (APPROVED / f"{name}.txt").write_text(shown(render(paper)), encoding="utf-8")


if __name__ == "__main__":
    main()
