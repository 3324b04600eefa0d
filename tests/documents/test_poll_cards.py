"""Poll cards: each says what its kind must (handbook K-04), is set on two pages, and no elector has two of one kind.

The check character of the bar code is worked by hand from the rule of ISO/IEC 15417.
"""

from dataclasses import replace

import pytest

from pollwright.documents.barcodes import code_128
from pollwright.documents.imprint import DoesNotReconcile
from pollwright.documents.papers.poll_card import PollCards
from pollwright.documents.papers.poll_card.lines import PollCardLine
from pollwright.documents.postage import AddressTooLong, address_block
from pollwright.documents.preview import describe, text_of
from pollwright.documents.typesetting import render
from pollwright.law.poll_cards import CardKind
from tests.documents.poll_papers import typeset

CARDS = {name: paper for name, paper in typeset().items() if isinstance(paper, PollCards)}
RUN = CARDS["poll_card-cards"]
ORDINARY, POSTAL, PROXY, POSTAL_PROXY, ANONYMOUS, LONG = RUN.lines


@pytest.mark.parametrize("name", CARDS)
def test_every_card_has_a_front_and_a_back(name: str) -> None:
    cards = CARDS[name]

    assert describe(render(cards)).pages == cards.pages == 2 * cards.total * len(cards.imprint.languages)


def test_each_kind_says_what_its_reader_must_know() -> None:
    fronts = text_of(render(RUN))[::2]

    assert [front.splitlines()[0] for front in fronts] == [
        "Official poll card",
        "Official postal poll card",
        "Official proxy poll card",
        "Official proxy postal poll card",
        "Official poll card",
        "Official poll card",
    ]
    assert [front.count("Your polling station") for front in fronts] == [1, 0, 1, 0, 1, 1]
    assert [front.count("Ballot papers will be") for front in fronts] == [0, 1, 0, 1, 0, 0]
    assert [front.count("You are proxy for") for front in fronts] == [0, 0, 1, 1, 0, 0]
    assert [front.count("photo identification") for front in fronts] == [1, 0, 1, 0, 1, 1]


def test_the_card_of_an_anonymous_elector_has_its_number_only() -> None:
    text = RUN.texts[4]

    assert [label for label, _ in text.facts] == [
        "Poll",
        "Poll",
        "Day of the poll",
        "Number on register",
        "Your polling station",
    ]
    assert text.address == ()


def test_a_card_lists_only_the_polls_that_the_elector_may_vote_in() -> None:
    assert [sum(label == "Poll" for label, _ in text.facts) for text in RUN.texts] == [2, 2, 2, 2, 2, 1]


def test_the_address_is_as_sorting_machines_read_it() -> None:
    assert RUN.texts[0].address == ("Alex Sample", "Flat 4", "12 Sample Terrace", "Nether Combe", "TA99 1ZZ")


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ((ORDINARY,), "Poll cards: 6 stated, 1 printed."),
        ((*RUN.lines[:5], ORDINARY), "No elector has two cards of one kind."),
        ((*RUN.lines[:5], replace(LONG, polls=("parl.elsewhere",))), "A poll card names only polls of its run."),
    ],
)
def test_a_run_with_a_card_missing_or_twice_is_refused(lines: tuple[PollCardLine, ...], message: str) -> None:
    with pytest.raises(ValueError) as caught:
        replace(RUN, lines=lines)

    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("line", "changed"),
    [
        (ORDINARY, {"polls": ()}),
        (ORDINARY, {"seats": (1,)}),
        (ANONYMOUS, {"name": "Jo Sample"}),
        (ANONYMOUS, {"postcode": "TA99 1ZZ"}),
        (PROXY, {"proxy_for": ""}),
        (POSTAL_PROXY, {"kind": CardKind.POSTAL}),
        (ORDINARY, {"address": ("line",) * 7}),
        (ORDINARY, {"station_address": ("line",) * 6}),
    ],
)
def test_a_card_whose_kind_and_facts_disagree_is_refused(line: PollCardLine, changed: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="card"):
        replace(line, **changed)  # type: ignore[arg-type]


def test_cards_of_postal_voters_say_when_their_ballot_papers_are_sent() -> None:
    with pytest.raises(ValueError, match="when ballot papers are sent"):
        replace(RUN, pack_sent_on=None)


def test_each_kind_has_the_deadlines_and_the_advice_of_its_own() -> None:
    limit = "A proxy may vote for at most four electors, of whom at most two may live in the United Kingdom."

    assert [text.paragraphs.count(limit) for text in RUN.texts] == [0, 0, 1, 0, 0, 0]
    assert [sum("Certificate" in one for one in text.paragraphs) for text in RUN.texts] == [1, 0, 1, 0, 1, 1]


def test_a_card_in_wales_is_printed_in_both_languages_and_marks_what_has_no_welsh() -> None:
    welsh, english = CARDS["poll_card-wales_without_identity"].texts

    assert (welsh.language, english.language) == ("cy", "en")
    assert (welsh.title, english.title) == ("[Welsh wording needed] Official poll card", "Official poll card")
    assert welsh.card == english.card


def test_a_proof_that_no_identity_is_asked_for_says_nothing_of_it() -> None:
    wales = CARDS["poll_card-wales_without_identity"]

    assert [text.count("dentification") for text in text_of(render(wales))] == [0, 0, 0, 0]


# Start B 104 + 1*33 (A) + 2*34 (B) + 3*17 (1) + 4*13 (-) + 5*17 (1) + 6*18 (2) = 501; 501 mod 103 = 89
def test_the_bar_code_has_start_text_check_and_stop() -> None:
    bars = code_128("AB1-12")

    assert len(bars) == 6 * (1 + 6 + 1) + 7
    assert bars[:6] == (2, 1, 1, 2, 1, 4)
    assert bars[6:12] == (1, 1, 1, 3, 2, 3)
    assert bars[-13:-7] == code_128(chr(32 + 89))[6:12]
    assert bars[-7:] == (2, 3, 3, 1, 1, 1, 2)


# Of every character eleven modules, the bars of an even number of modules; no two characters alike.
def test_every_character_has_a_pattern_of_its_own_of_eleven_modules() -> None:
    patterns = [code_128(chr(code))[6:12] for code in range(32, 127)]

    assert {sum(pattern) for pattern in patterns} == {11}
    assert {sum(pattern[::2]) % 2 for pattern in patterns} == {0}
    assert len(set(patterns)) == 95


@pytest.mark.parametrize("text", ["", "Siân", "a\n"])
def test_a_text_that_the_bar_code_cannot_hold_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="ASCII"):
        code_128(text)


def test_an_address_too_long_for_its_window_is_refused_without_being_told() -> None:
    with pytest.raises(AddressTooLong, match="at most 8 lines; this one has 9"):
        address_block("Name", ["line"] * 7, "TA99 1ZZ")
    assert address_block("Name", ["", "line", " "], " ta99  1zz") == ("Name", "line", "TA99 1ZZ")


def test_a_total_that_is_not_that_of_the_cards_is_refused() -> None:
    with pytest.raises(DoesNotReconcile, match=r"Poll cards: 7 stated, 6 printed\."):
        replace(RUN, total=7)
