"""Ballot papers: the prescribed layout, every kind of poll, and what may never be printed.

Measures are those of SI 2015/656 Sch 2 (rules 2.5 cm apart, boxes touch no rule) and of the Commission's guidance on
emblems (2 cm square at most); numbers are the worked example B-12 of the handbook.
"""

import json
import struct
import zlib
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pollwright.documents.imprint import DoesNotReconcile
from pollwright.documents.papers.ballot_paper import BallotPaper, Option
from pollwright.documents.papers.ballot_paper.emblems import BadEmblem, emblem_of
from pollwright.documents.papers.ballot_paper.layout import Content, Marking, layout_of, overlay
from pollwright.documents.papers.ballot_proof import ProofCheck
from pollwright.documents.papers.notices.standing import NoticeOfPoll
from pollwright.documents.papers.notices.twins import paper_of
from pollwright.documents.papers.number_list import CorrespondingNumberList, ListKind
from pollwright.documents.papers.number_ranges import ends, refuse_overlap
from pollwright.documents.papers.printers_order import Packet, PrintersOrder
from pollwright.documents.preview import describe, text_of
from pollwright.documents.typesetting import TypesettingFailed, render
from pollwright.law.ballot_papers.numbers import NumberRange, Series
from tests.documents.poll_papers import described, notices, proof_of, typeset

TYPESET = typeset()
BALLOTS = {name.split("-")[1]: paper for name, paper in TYPESET.items() if isinstance(paper, BallotPaper)}
WARD = BALLOTS["three_councillors"]
ORDER = described()["printers_order-ward"]


def front(ballot: BallotPaper) -> str:
    return text_of(render(ballot))[0]


@pytest.mark.parametrize("name", BALLOTS)
def test_every_option_stands_on_the_front_once_and_in_order(name: str) -> None:
    ballot = replace(BALLOTS[name], proof=False)
    shown = " ".join(front(ballot).split())

    # names from right to left are turned round by the reader of the file, so they are looked for by their descriptions
    titles = [option.title for option in ballot.options if option.title.isascii() and len(option.title) < 60]
    names = [f"{option.title}, {option.rest}" for option in ballot.options if option.rest and option.title in titles]
    places = [shown.index(name) for name in names or titles]

    assert places == sorted(places)
    assert [f"{shown} ".count(f"{name} ") for name in set(names)] == [1] * len(set(names))


@pytest.mark.parametrize("name", sorted(set(BALLOTS) - {"display_copy"}))
def test_number_and_mark_are_on_the_back_only(name: str) -> None:
    ballot = replace(BALLOTS[name], proof=False)

    first, second = text_of(render(ballot))

    assert (first.count(ballot.number), first.count(ballot.mark)) == (0, 0)
    assert second.splitlines()[:2] == [f"Number: {ballot.number}", f"Other unique identifying mark: {ballot.mark}"]


def test_nothing_but_the_prescribed_words_is_on_the_front() -> None:
    ballot = replace(BALLOTS["uk_parliament"], proof=False)
    said = "".join("".join(ballot.text).replace("כהן", "").split())

    shown = "".join(front(ballot).replace("כהן", "").replace("ןהכ", "").split())

    # after each name stands a comma, which is in the text of the option too
    assert sorted(shown) == sorted(said)


def test_a_display_copy_is_larger_has_no_back_and_says_what_it_is() -> None:
    copy = BALLOTS["display_copy"]

    assert describe(render(copy)).pages == 1
    assert (copy.layout.width, copy.layout.row) == (315.0, 37.5)
    assert "not to be used for voting" in front(copy)
    assert copy.text_hash == WARD.text_hash


def test_the_tendered_paper_reads_the_same_and_says_on_its_edge_that_it_is_tendered() -> None:
    tendered = BALLOTS["tendered"]

    assert tendered.text_hash == WARD.text_hash
    assert front(tendered).count("TENDERED ballot paper · colour: pink") == 1
    assert front(replace(tendered, proof=False)).count("TENDERED") == 0


def test_any_change_of_a_candidate_changes_the_hash_of_the_text() -> None:
    turned = (*WARD.options[1:], WARD.options[0])
    fewer = WARD.options[1:]
    renamed = (replace(WARD.options[0], rest="Rhiannon"), *WARD.options[1:])
    bare = (WARD.options[0], replace(WARD.options[1], emblem=None), *WARD.options[2:])

    hashes = {
        replace(WARD, options=options, total=len(options)).text_hash for options in (turned, fewer, renamed, bare)
    }

    assert len(hashes | {WARD.text_hash}) == 5


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"total": 5}, "Options on the ballot paper: 5 stated, 4 printed."),
        ({"options": (), "total": 0}, "A ballot paper has one to sixty options."),
        ({"options": (Option("A"),) * 61, "total": 61}, "A ballot paper has one to sixty options."),
        ({"mark": "0011501"}, "A ballot paper has a number and another mark on its back."),
        ({"mark": ""}, "A ballot paper has a number and another mark on its back."),
    ],
)
def test_a_ballot_paper_that_cannot_be_right_is_refused(changed: dict[str, object], message: str) -> None:
    with pytest.raises(ValueError) as caught:
        replace(WARD, **changed)  # type: ignore[arg-type]

    assert str(caught.value) == message


@settings(max_examples=200)
@given(
    options=st.integers(1, 60),
    lines=st.integers(1, 9),
    marking=st.sampled_from(Marking),
    scale=st.sampled_from([1.0, 1.5, 2.0]),
)
def test_boxes_of_any_layout_are_of_one_size_on_the_sheet_and_touch_no_rule(
    options: int, lines: int, marking: Marking, scale: float
) -> None:
    content = Content("Election", ("Vote",), "", 0, options, lines, marking)

    layout = layout_of(content, longest=594, scale=scale)

    assert [(box.option, box.choice) for box in layout.boxes] == [
        (option, choice) for option in range(1, options + 1) for choice in range(1, marking.boxes + 1)
    ]
    assert len({(box.width, box.height) for box in layout.boxes}) == 1
    assert layout.height <= 594 * scale + 0.01
    for box in layout.boxes:
        above = (box.y - layout.top) % layout.row
        assert above >= 2 * scale
        assert above + box.height <= layout.row - 2 * scale
        assert 0 < box.x < box.x + box.width < layout.width
        assert box.y + box.height < layout.height
    columns = [
        [box.y for box in layout.boxes if (box.x, box.choice) == key] for key in {(b.x, b.choice) for b in layout.boxes}
    ]
    assert all(
        round(lower - upper - layout.row, 1) == 0 for column in columns for upper, lower in pairwise(sorted(column))
    )


def test_rules_stand_two_and_a_half_centimetres_apart_as_far_as_practicable() -> None:
    assert {name: ballot.layout.row for name, ballot in BALLOTS.items() if not ballot.layout.as_prescribed} == {
        "sixty_candidates": 18.2
    }
    assert (BALLOTS["forty_candidates"].layout.columns, BALLOTS["sixty_candidates"].layout.columns) == (2, 2)


def test_the_overlay_of_the_tactile_device_has_the_boxes_of_the_paper() -> None:
    found = json.loads(overlay(WARD.layout, WARD.poll_id))

    # by hand: margin 10, two lines of heading 19, two of directions 19, 4 clear: the first rule at 52; four rows of 25
    # and a margin. Column edge 200 less 4 less a box of 18; a box of 14 in the middle of its row
    assert found["sheet"] == {"width": 210.0, "height": 162.0}
    assert [(box["x"], box["y"]) for box in found["boxes"]] == [
        (178.0, 57.5),
        (178.0, 82.5),
        (178.0, 107.5),
        (178.0, 132.5),
    ]


def picture(width: int = 120, height: int = 120) -> bytes:
    """Return a small grey PNG, written by hand from the format's definition."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = (b"\0" + b"\x80" * width) * height
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def jpeg(width: int, height: int, colours: int = 3) -> bytes:
    """Return the beginning of a JPEG as far as its size (ITU-T T.81): an APP0 segment, then the frame."""
    frame = struct.pack(">BHHB", 8, height, width, colours) + b"\1\x11\0" * colours
    return b"\xff\xd8\xff\xe0\0\4ab\xff\xc0" + struct.pack(">H", 2 + len(frame)) + frame


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "An emblem is a PNG or JPEG picture."),
        (b"", "An emblem is a PNG or JPEG picture."),
        (b"GIF89a", "An emblem is a PNG or JPEG picture."),
        (picture(99, 400), "An emblem has at least 100 pixels each way."),
        (picture()[:20], "An emblem has at least 100 pixels each way."),
        (picture()[:70], "The emblem file is damaged: it can't be shown."),
        (b"\xff\xd8\xff\xe0 not a picture", "The emblem file is damaged: it can't be shown."),
        (picture() + b"\0" * 2_000_000, "An emblem file has two megabytes at most."),
        (picture(4001, 100), "An emblem has at most 4,000 pixels each way."),
        (jpeg(99, 400), "An emblem has at least 100 pixels each way."),
        (jpeg(60_000, 60_000), "An emblem has at most 4,000 pixels each way."),
        (
            jpeg(400, 400, colours=4),
            "The emblem is in the inks of a press (CMYK). Save it in the colours of a screen (RGB).",
        ),
    ],
    ids=[
        "svg",
        "empty",
        "gif",
        "coarse",
        "no size",
        "cut short",
        "no picture",
        "too large",
        "unfolds",
        "coarse jpeg",
        "unfolding jpeg",
        "inks",
    ],
)
def test_a_bad_emblem_file_is_refused_and_says_why(data: bytes, message: str) -> None:
    with pytest.raises(BadEmblem) as caught:
        emblem_of(data, version="1", description="Emblem of Example Party")

    assert str(caught.value) == message


def test_a_good_emblem_is_taken() -> None:
    emblem = emblem_of(picture(), version="1", description="Emblem of Example Party")

    assert (emblem.form, len(emblem.sha256)) == ("png", 64)


def test_a_text_for_which_there_is_no_room_stops_the_paper() -> None:
    crowd = tuple(Option("A " * 400, "B", "C", "D") for _ in range(60))

    with pytest.raises(TypesettingFailed):
        render(replace(WARD, options=crowd, total=60))


def test_a_name_of_300_letters_without_a_space_stays_within_its_column() -> None:
    name = "Ó" * 300
    ballot = render(replace(WARD, options=(replace(WARD.options[0], title=name), *WARD.options[1:])))
    notice = notices()["notice_of_poll-ward"]
    assert isinstance(notice, NoticeOfPoll)
    people = (notice.candidates[0]._replace(name=name), *notice.candidates[1:])
    listed = render(paper_of(replace(notice, candidates=people)))

    lines = [[line.count("Ó") for line in text_of(pdf)[0].splitlines()] for pdf in (ballot, listed)]

    # unbroken it ran over the box and off the sheet: some 50 letters of this size fill the whole width
    assert [sum(counts) for counts in lines] == [300, 300]
    assert [max(counts) < most for counts, most in zip(lines, (48, 20), strict=True)] == [True, True]


def test_a_rehearsal_is_marked_on_both_sides_of_the_paper() -> None:
    pages = text_of(render(replace(WARD, imprint=replace(WARD.imprint, rehearsal=True))))

    assert [page.count("REHEARSAL: NOT A LIVE ELECTION DOCUMENT") for page in pages] == [2, 2]


def test_a_proof_is_void_once_the_paper_has_changed() -> None:
    proof = proof_of(WARD)

    with pytest.raises(ValueError, match="another text"):
        replace(proof, ballot=replace(WARD, options=WARD.options[1:], total=3))


def test_a_proof_needs_checks_and_two_different_people_and_shows_a_failure() -> None:
    proof = proof_of(WARD)
    failing = replace(proof, checks=(*proof.checks, ProofCheck("Emblem", "Emblem 1", "Emblem 2")))

    assert (proof.passes, failing.passes) == (True, False)
    assert "Checks: 1 failed, not to be approved" in text_of(render(failing))[0]
    with pytest.raises(ValueError, match="two different people"):
        replace(proof, signatories=("Returning Officer", "Returning Officer"))
    with pytest.raises(ValueError, match="what was checked"):
        replace(proof, checks=())


# B-12: station 12, 1,034 in-person electors, book of 50: 21 books, 1,050 papers 0011501-0012550, tendered T000121-140.
def test_the_printers_order_of_the_handbooks_station() -> None:
    packet = ORDER.packets[0]

    assert (ends(packet.ordinary), packet.ordinary.papers, packet.books) == (("0011501", "0012550"), 1050, 21)
    assert ends(packet.tendered) == ("T 000121", "T 000140")


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"total": 2501}, "Ballot papers: 2501 stated, 2500 printed."),
        ({"tendered_total": 0}, "Tendered papers: 0 stated, 40 printed."),
        ({"book": 25}, "Ballot papers are ordered in full books."),
        ({"tendered_colour": "yellow"}, "Tendered ballot papers have a colour of their own."),
        (
            {
                "packets": (
                    *ORDER.packets,
                    Packet("Station 14", NumberRange(ORDER.poll.id, Series.STATION, "", 12550, 12599), 1),
                )
            },
            "Numbers of 0011501–0012550 are given again in 0012550–0012599.",
        ),
    ],
)
def test_an_order_that_would_print_a_number_twice_or_does_not_add_up_is_refused(
    changed: dict[str, object], message: str
) -> None:
    assert isinstance(ORDER, PrintersOrder)
    with pytest.raises(ValueError) as caught:
        replace(ORDER, **changed)  # type: ignore[arg-type]

    assert str(caught.value) == message


def test_a_range_that_ends_before_it_begins_holds_no_papers() -> None:
    with pytest.raises(ValueError, match="T 000140–000121 holds no papers"):
        refuse_overlap([NumberRange("local", Series.TENDERED, "T", 140, 121, "", 6)])


def test_the_same_number_under_another_prefix_is_another_number() -> None:
    refuse_overlap(
        [
            NumberRange("local", series, prefix, 1, 50)
            for series, prefix in ((Series.STATION, ""), (Series.TENDERED, "T"))
        ]
    )


def number_list(kind: ListKind) -> CorrespondingNumberList:
    found = TYPESET[f"number_list-{kind}"]
    assert isinstance(found, CorrespondingNumberList)
    return found


def test_the_stations_part_of_the_list_never_shows_the_other_mark() -> None:
    full = number_list(ListKind.FULL)

    with pytest.raises(ValueError, match="numbers only"):
        replace(full, kind=ListKind.STATION)


def test_the_full_list_has_every_mark_and_each_number_once() -> None:
    full, station = number_list(ListKind.FULL), number_list(ListKind.STATION)

    with pytest.raises(ValueError, match="other mark of every paper"):
        replace(station, kind=ListKind.FULL)
    with pytest.raises(ValueError, match="number of its own"):
        replace(full, lines=(full.lines[0], *full.lines[:-1]))
    with pytest.raises(DoesNotReconcile, match=r"Ballot papers: 41 stated, 40 printed\."):
        replace(full, total=41)


# A head and 150 numbers.
def test_every_number_of_a_station_is_a_row_of_the_tags() -> None:
    station = number_list(ListKind.STATION)

    assert (station.rows, render(station).count(b"/S/TR")) == (151, 151)
