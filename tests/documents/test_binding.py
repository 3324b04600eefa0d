"""The print edition as a PDF: bound from its papers with tags, outline and archive metadata whole."""

from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from pollwright.documents.binding import CannotBind, Leaf, bind, prove_whole
from pollwright.documents.imprint import DoesNotReconcile
from pollwright.documents.typesetting import Paper, render
from tests.documents.arranged import letter, part
from tests.documents.golden import all_examples

DAY = date(2026, 12, 1)


def leaf(title: str, path: Path) -> Leaf:
    return Leaf(title, path, len(PdfReader(path).pages))


@pytest.fixture(scope="module")
def volume(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A letter as cover and two districts, of 3 and of 250 electors."""
    folder = tmp_path_factory.mktemp("volume")
    papers: dict[str, Paper] = {
        "Cover": letter("A cover."),
        "AB1 Nethêr": part(3, code="AB1"),
        "AB2 Upper": part(250, code="AB2"),
    }
    leaves = []
    for place, (title, paper) in enumerate(papers.items()):
        path = folder / f"{place}.pdf"
        path.write_bytes(render(paper))
        leaves.append(leaf(title, path))
    bind(leaves, folder / "volume.pdf", title="Register <2027> & more", author="Exmouth Vale", dated=DAY)
    return folder / "volume.pdf"


@pytest.fixture
def read(volume: Path) -> PdfReader:
    return PdfReader(volume, strict=True)


def root_of(read: PdfReader) -> Any:
    return read.trailer["/Root"]


def tree_of(read: PdfReader) -> Any:
    return root_of(read)["/StructTreeRoot"]


def test_it_has_every_page_of_every_paper_in_order(volume: Path, read: PdfReader) -> None:
    papers = [PdfReader(volume.parent / f"{place}.pdf") for place in range(3)]

    alone = [page.extract_text() for paper in papers for page in paper.pages]

    assert [page.extract_text() for page in read.pages] == alone


def test_the_structure_is_one_document_of_three_parts(read: PdfReader) -> None:
    (document,) = tree_of(read)["/K"]

    kinds = [kid.get_object()["/S"] for kid in document.get_object()["/K"]]
    assert (document.get_object()["/S"], kinds) == ("/Document", ["/Part", "/Part", "/Part"])
    assert root_of(read)["/MarkInfo"]["/Marked"] == True  # noqa: E712 - pypdf's own boolean


def test_every_mark_on_a_page_leads_to_a_tag_of_that_page(read: PdfReader) -> None:
    numbers = tree_of(read)["/ParentTree"]["/Nums"]
    tags = dict(zip(numbers[::2], numbers[1::2], strict=True))

    pages = {
        (place, tag.get_object()["/Pg"].indirect_reference if "/Pg" in tag.get_object() else page.indirect_reference)
        for place, page in enumerate(read.pages)
        for tag in tags[page["/StructParents"]].get_object()
    }

    assert pages == {(place, page.indirect_reference) for place, page in enumerate(read.pages)}


def test_header_cells_keep_names_of_their_own(read: PdfReader) -> None:
    names = tree_of(read)["/IDTree"]["/Names"]

    held = {str(name): str(tag.get_object()["/ID"]) for name, tag in zip(names[::2], names[1::2], strict=True)}

    assert list(held) == sorted(set(held))
    assert held == {name: name for name in held}


def test_the_outline_has_an_entry_for_each_paper_with_its_own_under_it(read: PdfReader) -> None:
    titles = [entry.title for entry in read.outline if not isinstance(entry, list)]

    pages = [read.get_destination_page_number(entry) for entry in read.outline if not isinstance(entry, list)]
    assert titles == ["Cover", "AB1 Nethêr", "AB2 Upper"]
    assert pages == [0, 1, 2]


def test_it_says_what_it_is_and_holds_to_the_same_standards(read: PdfReader) -> None:
    packet = root_of(read)["/Metadata"].get_data().decode()

    assert (read.metadata.title, read.metadata.author) == ("Register <2027> & more", "Exmouth Vale")  # type: ignore[union-attr]
    held = ["<pdfaid:part>2<", "<pdfaid:conformance>A<", "<pdfuaid:part>1<", "Register &lt;2027&gt; &amp; more"]
    assert [text for text in held if text not in packet] == []


def test_the_same_papers_make_the_same_bytes(volume: Path, tmp_path: Path) -> None:
    leaves = [
        leaf(title, volume.parent / f"{place}.pdf") for place, title in enumerate(("Cover", "AB1 Nethêr", "AB2 Upper"))
    ]

    bind(leaves, tmp_path / "again.pdf", title="Register <2027> & more", author="Exmouth Vale", dated=DAY)

    assert (tmp_path / "again.pdf").read_bytes() == volume.read_bytes()


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7\nnothing\nstartxref\n5\n%%EOF", b"not a PDF"])
def test_what_is_not_one_of_our_papers_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "other.pdf").write_bytes(content)

    with pytest.raises(CannotBind):
        bind([Leaf("Other", tmp_path / "other.pdf", 1)], tmp_path / "out.pdf", title="", author="", dated=DAY)


# Forty and 2,000 electors in 50s: 40 + 1 street + a header + 5 totals, and 2,000 + 40 streets + a header + 5 totals.
@pytest.mark.parametrize(("electors", "rows"), [(40, 47), (2_000, 2_046)])
def test_a_part_has_a_row_for_every_elector_street_header_and_total(electors: int, rows: int) -> None:
    paper = part(electors)

    prove_whole(render(paper), "NC1", pages=len(PdfReader(BytesIO(render(paper))).pages), rows=rows)

    assert paper.rows == rows


@pytest.mark.parametrize("name", [name for name, paper in all_examples().items() if hasattr(paper, "rows")])
def test_every_example_prints_the_rows_that_it_says(name: str) -> None:
    paper: Any = all_examples()[name]
    pdf = render(paper)

    with pytest.raises(DoesNotReconcile) as caught:
        prove_whole(pdf, name, pages=len(PdfReader(BytesIO(pdf)).pages), rows=paper.rows + 1)

    assert (caught.value.stated, caught.value.printed) == (paper.rows + 1, paper.rows)


# Fault U5b: 6 pages in place of about 40. 6,000 electors fill 40 pages or so; 800 fill 6.
def test_a_short_file_is_never_bound(tmp_path: Path) -> None:
    whole, short = part(6_000), part(800)
    (tmp_path / "short.pdf").write_bytes(render(short))
    pages = len(PdfReader(BytesIO(render(whole))).pages)

    with pytest.raises(DoesNotReconcile) as caught:
        bind(
            [Leaf("NC1 Nether Combe", tmp_path / "short.pdf", pages, whole.rows)],
            tmp_path / "out.pdf",
            title="",
            author="",
            dated=DAY,
        )

    assert (caught.value.what, caught.value.stated) == ("Pages of NC1 Nether Combe", pages)
