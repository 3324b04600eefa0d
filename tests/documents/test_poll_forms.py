"""Forms, packs, letters and signs: what they hold, what they refuse, and as Word file and as form for the screen.

The account is the worked example B-12 and B-39 of the handbook; the lists are its section 4.
"""

from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import docx
import pypdf
import pytest

from pollwright.documents.blocks import Choice, Column, Entry, Table, Ticks
from pollwright.documents.fillable import fillable
from pollwright.documents.imprint import DoesNotReconcile, Language
from pollwright.documents.papers.block_paper import BlockPaper
from pollwright.documents.papers.nomination_pack import NominationPack, Prefilled
from pollwright.documents.papers.poll_letters import AppointmentLetter, CandidateLetter, Outcome
from pollwright.documents.papers.station_forms import BallotPaperAccount, FormKind, StationForm
from pollwright.documents.papers.station_forms.pack import PresidingOfficersPack
from pollwright.documents.papers.station_sign import StationSign
from pollwright.documents.preview import describe, text_of
from pollwright.documents.typeface import Typeface
from pollwright.documents.typesetting import FONTS, render
from pollwright.documents.word import letter_document, paper_document
from pollwright.law.ballot_papers.numbers import NumberRange, Series
from tests.documents.poll_papers import described, letters, notices, packs, typeset

MADE = datetime(2027, 3, 12, 9, 0, tzinfo=UTC)
DESCRIBED, LETTERS, PACKS = described(), letters(), packs()
ACCOUNT: BallotPaperAccount = DESCRIBED["station_forms-account"]
PACK: PresidingOfficersPack = DESCRIBED["station_forms-pack"]
COUNCILLOR = PACKS["councillor"]


def tables(paper: BlockPaper) -> list[Table]:
    return [block for block in paper.versions[0].blocks if isinstance(block, Table)]


def test_the_account_states_the_papers_entrusted_and_what_must_be_in_the_box() -> None:
    ranges, account = tables(ACCOUNT.paper())

    assert ranges.rows == (("0011501", "0012550", "1,050", ""),)
    assert [row[:3] for row in account.rows if row[2]] == [
        ("1", "Ordinary papers entrusted (all ranges above)", "1,050"),
        ("6", "Tendered papers entrusted", "20"),
    ]
    assert account.rows[4][1] == "To be found in the ballot box: 1 + 2 − 3 − 4"


def test_an_account_whose_ranges_do_not_add_up_or_overlap_is_refused() -> None:
    with pytest.raises(DoesNotReconcile, match=r"Ballot papers entrusted: 1049 stated, 1050 printed\."):
        replace(ACCOUNT, total=1049)
    with pytest.raises(ValueError, match="given again"):
        replace(
            ACCOUNT,
            entrusted=(*ACCOUNT.entrusted, NumberRange(ACCOUNT.poll.id, Series.STATION, "", 12550, 12599)),
            total=1100,
        )


# Handbook 4: what each list must have.
@pytest.mark.parametrize(
    ("kind", "headings"),
    [
        (FormKind.TENDERED, ["Name of voter", "Elector number", "Proxy for (name and number)"]),
        (FormKind.MARKED, ["Name of voter", "Elector number", "Reason (D or R)"]),
        (FormKind.COMPANIONS, ["Name of voter", "Elector number", "Name of companion", "Address of companion"]),
        (
            FormKind.REFUSALS,
            ["Name of voter", "Elector number", "Proxy for", "Reason (1, 2, 3)", "Issued later (time)"],
        ),
        (FormKind.EVALUATION, ["What is counted", "Tally", "Total"]),
        (FormKind.POSTAL_HANDED_IN, ["Time", "Packs handed in", "Accepted", "Rejected", "Reason"]),
    ],
)
def test_each_list_of_the_day_has_its_columns_on_one_page(kind: FormKind, headings: list[str]) -> None:
    form: StationForm = DESCRIBED[f"station_forms-{kind}"]

    paper = form.paper()

    assert [column.heading for column in tables(paper)[0].columns] == headings
    assert describe(render(paper)).pages == 1


def test_the_evaluation_form_has_no_room_for_a_name() -> None:
    (table,) = tables(DESCRIBED["station_forms-evaluation"].paper())

    assert (table.blank, len(table.rows)) == (0, 6)


def test_the_presiding_officers_pack_has_duties_of_the_whole_day_and_a_packing_list_that_adds_up() -> None:
    paper = PACK.paper()

    assert [len(block.items) for block in paper.versions[0].blocks if isinstance(block, Ticks)] == [5, 4, 5]
    assert sum(int(row[1]) for row in tables(paper)[-1].rows) == 23
    with pytest.raises(DoesNotReconcile, match=r"Pieces packed: 24 stated, 23 printed\."):
        replace(PACK, total_sundries=24)
    with pytest.raises(ValueError, match="at least one poll"):
        replace(PACK, polls=())


def test_a_sign_is_one_sheet_and_has_its_words_in_every_language() -> None:
    signs = {name: paper for name, paper in typeset().items() if isinstance(paper, StationSign)}

    assert {name: describe(render(sign)).pages for name, sign in signs.items()} == dict.fromkeys(signs, 1)
    assert text_of(render(signs["station_sign-wales"]))[0].splitlines()[:3] == [
        "GORSAF BLEIDLEISIO",
        "POLLING STATION",
        "12",
    ]
    with pytest.raises(ValueError, match="each language"):
        replace(signs["station_sign-wales"], words=("Polling station",))


# 221 + 30 + 4.50 pounds.
def test_an_appointment_letter_states_the_sum_of_the_pay() -> None:
    letter: AppointmentLetter = LETTERS["poll_letters-offer"]

    facts = dict(letter.letter().versions[0].facts)

    assert (facts["Total fee"], facts["Hours of work"]) == ("£255.50", "6.15am – 10.30pm")


def test_an_offer_asks_for_an_answer_and_a_confirmation_does_not() -> None:
    offer: AppointmentLetter = LETTERS["poll_letters-offer"]

    asked = [offer.letter(), replace(offer, answer_by=None).letter()]

    said = [" ".join(letter.versions[0].paragraphs) for letter in asked]
    assert [text.count("Please accept or decline by Friday 26 March 2027.") for text in said] == [1, 0]


def test_an_invalid_nomination_has_a_reason_and_no_other_has() -> None:
    valid, invalid = (LETTERS[f"poll_letters-nomination_{outcome}"] for outcome in ("valid", "invalid"))
    assert isinstance(valid, CandidateLetter)

    with pytest.raises(ValueError, match="has a reason"):
        replace(valid, outcome=Outcome.INVALID)
    with pytest.raises(ValueError, match="has a reason"):
        replace(invalid, outcome=Outcome.VALID)


def words(document: Any) -> str:
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([paragraph.text for paragraph in document.paragraphs] + cells)


@pytest.mark.parametrize("name", LETTERS)
def test_a_letter_has_the_same_words_as_a_word_file(name: str) -> None:
    letter = LETTERS[name].letter()

    said = words(docx.Document(BytesIO(letter_document(letter, MADE))))

    texts = [
        text
        for version in letter.versions
        for text in (version.subject, version.salutation, *version.paragraphs, *sum(version.facts, ()), version.closing)
    ]
    assert [text for text in (*texts, *letter.recipient) if text not in said] == []


def test_a_notice_and_a_form_have_the_same_words_as_word_files() -> None:
    papers = [
        DESCRIBED["station_forms-pack"].paper(),
        COUNCILLOR.papers()["consent"],
        DESCRIBED["printers_order-ward"].paper(),
    ]

    for paper in papers:
        said = words(docx.Document(BytesIO(paper_document(paper, MADE))))

        cells = [cell for table in tables(paper) for row in table.rows for cell in row]
        labels = [block.label for block in paper.versions[0].blocks if isinstance(block, Entry | Choice)]
        assert [text for text in (paper.versions[0].title, *cells, *labels) if text not in said] == []


def test_the_word_file_of_a_rehearsal_says_so_at_the_head_of_every_page() -> None:
    letter = LETTERS["poll_letters-offer"]
    rehearsed = replace(letter, imprint=replace(letter.imprint, rehearsal=True)).letter()

    heads = [
        docx.Document(BytesIO(letter_document(each, MADE))).sections[0].header.paragraphs[0].text
        for each in (letter.letter(), rehearsed)
    ]

    assert heads == ["", "REHEARSAL: NOT A LIVE ELECTION DOCUMENT"]


def test_a_parish_pack_has_no_party_papers_and_no_agent() -> None:
    assert [list(pack.papers()) for pack in (COUNCILLOR, PACKS["parish_empty"])] == [
        ["nomination", "home_address", "consent", "authorisation", "emblem", "agent"],
        ["nomination", "home_address", "consent"],
    ]


# N-09: 2 signatures for a councillor; handbook 5.1: 10 for a UK Parliamentary election.
@pytest.mark.parametrize("subscribers", [2, 10])
def test_the_nomination_paper_has_a_line_for_every_signature_that_counts(subscribers: int) -> None:
    (table,) = tables(replace(COUNCILLOR, subscribers=subscribers).papers()["nomination"])

    assert [row[0] for row in table.rows] == ["Proposer", "Seconder", *map(str, range(3, subscribers + 1))]


def fields_of(pdf: bytes) -> dict[str, Any]:
    return pypdf.PdfReader(BytesIO(pdf)).get_fields() or {}


@pytest.mark.parametrize("name", COUNCILLOR.papers())
def test_every_line_and_box_of_a_form_is_a_field_that_holds_what_is_known(name: str) -> None:
    paper = COUNCILLOR.papers()[name]

    found = fields_of(fillable(paper))

    blocks = [block for block in paper.versions[0].blocks if isinstance(block, Entry | Choice)]
    assert {key: field.get("/V", "") for key, field in found.items()} == {
        block.name: (block.value if isinstance(block, Entry) else "/Off") for block in blocks
    }
    assert {key: field["/TU"] for key, field in found.items()} == {block.name: block.label for block in blocks}


def test_each_field_lies_where_its_line_is_and_has_its_place_in_the_structure() -> None:
    paper = COUNCILLOR.papers()["home_address"]

    page = pypdf.PdfReader(BytesIO(fillable(paper))).pages[0]

    widgets: list[Any] = [annotation.get_object() for annotation in page["/Annots"]]  # type: ignore[attr-defined]
    tops = [float(widget["/Rect"][3]) for widget in widgets]
    assert tops == sorted(tops, reverse=True)
    assert all(0 < edge < 842 for widget in widgets for edge in map(float, widget["/Rect"]))
    tree: Any = pypdf.PdfReader(BytesIO(fillable(paper))).root_object["/StructTreeRoot"]
    numbers = tree["/ParentTree"]["/Nums"]
    placed = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
    assert [placed[int(widget["/StructParent"])].get_object()["/S"] for widget in widgets] == ["/Form"] * len(widgets)


def test_what_a_field_holds_is_not_printed_under_it_too() -> None:
    text = text_of(fillable(COUNCILLOR.papers()["nomination"]))[0]

    assert (text.count("Siân Ŷnys"), text.count("Candidate's surname")) == (0, 1)


def test_a_letter_that_no_western_font_has_is_given_a_code_in_the_font_of_the_fields() -> None:
    known = replace(COUNCILLOR.candidate, surname="Łukaszewicz-Ŵyllt")

    reader = pypdf.PdfReader(BytesIO(fillable(replace(COUNCILLOR, candidate=known).papers()["nomination"])))

    form: Any = reader.root_object["/AcroForm"]
    names = form["/DR"]["/Font"]["/Plex"]["/Encoding"]["/Differences"]
    assert [name for name in names if name in {"/Wcircumflex", "/uni0141"}] == ["/Wcircumflex", "/uni0141"]


def test_a_form_with_two_fields_of_one_name_is_refused() -> None:
    paper = COUNCILLOR.papers()["nomination"]
    version = paper.versions[0]
    doubled = replace(version, blocks=(*version.blocks, Entry("surname", "Again")))

    with pytest.raises(ValueError, match="name of its own"):
        fillable(replace(paper, versions=(doubled,)))


def test_an_empty_pack_is_a_form_with_empty_fields() -> None:
    pack: NominationPack = replace(PACKS["parish_empty"], candidate=Prefilled())

    found = fields_of(fillable(pack.papers()["nomination"]))

    assert {field.get("/V", "") for field in found.values()} == {""}


# The widths that the font's own table gives, read with another program: A 641, space 236, W with circumflex 891.
def test_the_typeface_knows_how_wide_its_letters_are() -> None:
    face = Typeface((FONTS / "IBMPlexSans-Regular.ttf").read_bytes())

    assert [face.width(letter) for letter in "A Ŵש"] == [641, 236, 891, 0]
    assert [face.has(letter) for letter in "Aש"] == [True, False]


def test_a_table_with_a_cell_too_few_is_refused_and_a_paper_needs_a_version_for_each_language() -> None:
    notice = notices()["notice_of_poll-ward"]

    with pytest.raises(ValueError, match="a cell for every column"):
        Table((Column("A"), Column("B")), (("1",),))
    with pytest.raises(ValueError, match="one version for each language"):
        BlockPaper(
            replace(notice.imprint, languages=(Language.ENGLISH, Language.WELSH)), (notice.version(Language.ENGLISH),)
        )


def test_a_receipt_has_the_second_of_delivery() -> None:
    receipt = DESCRIBED["nomination_pack-receipt"]

    assert "Received 15:59:58, Thursday 8 April 2027" in text_of(render(receipt.paper()))[0].splitlines()
    with pytest.raises(DoesNotReconcile, match=r"Papers delivered: 4 stated, 3 printed\."):
        replace(receipt, total=4)
