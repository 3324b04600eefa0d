"""A paper whose totals are not those of its lines cannot be made, nor one that would show who is anonymous.

Figures are worked by hand from the examples beside the papers.
"""

from dataclasses import replace

import pytest

from pollwright.documents.examples import read_example
from pollwright.documents.imprint import DoesNotReconcile
from pollwright.documents.papers.anonymous_certificate import AnonymousCertificate
from pollwright.documents.papers.editions import Edition
from pollwright.documents.papers.notice_of_alteration import Alteration, DistrictAlterations, NoticeOfAlteration
from pollwright.documents.papers.officer_letter import OfficerLetter
from pollwright.documents.papers.overseas_list import OverseasList
from pollwright.documents.papers.register_cover import FullRegisterCover, OpenRegisterCover
from pollwright.documents.papers.register_part import OtherElector, RegisterPart, Totals
from pollwright.documents.typesetting import ROOT, Paper

PAPERS = ROOT / "documents/papers"
PART = read_example(RegisterPart, PAPERS / "register_part/examples/full_with_awkward_names.json")
NOTICE = read_example(NoticeOfAlteration, PAPERS / "notice_of_alteration/examples/monthly.json")
OVERSEAS = read_example(OverseasList, PAPERS / "overseas_list/examples/with_anonymous.json")
FULL = read_example(FullRegisterCover, PAPERS / "register_cover/examples/full.json")
OPEN = read_example(OpenRegisterCover, PAPERS / "register_cover/examples/open.json")


@pytest.mark.parametrize(
    ("totals", "message"),
    [
        (Totals(12, 3, 3, 3), "Electors listed by street: 12 stated, 11 printed."),
        (Totals(11, 2, 3, 3), "Other electors: 2 stated, 3 printed."),
        (Totals(11, 3, 0, 3), "Anonymous entries: 0 stated, 3 printed."),
        (Totals(11, 3, 3, 2), "Attainers: 2 stated, 3 printed."),
    ],
)
def test_a_part_of_the_register_with_wrong_totals_is_refused(totals: Totals, message: str) -> None:
    with pytest.raises(DoesNotReconcile) as caught:
        replace(PART, totals=totals)

    assert str(caught.value) == message


def test_an_anonymous_entry_is_never_printed_in_the_open_register() -> None:
    with pytest.raises(ValueError, match="never printed in the open register"):
        replace(PART, edition=Edition.OPEN)


def test_the_letter_n_is_never_printed_with_a_name() -> None:
    named = (*PART.others[1:], OtherElector("12", "F N", "Campbell, Rory", None))

    with pytest.raises(ValueError, match="never listed with a name"):
        replace(PART, others=named)


@pytest.mark.parametrize(
    ("column", "message"),
    [
        ("additions", "Additions: 5 stated, 4 printed."),
        ("deletions", "Deletions: 2 stated, 1 printed."),
        ("amendments", "Amendments: 3 stated, 2 printed."),
    ],
)
def test_a_notice_with_wrong_totals_is_refused(column: str, message: str) -> None:
    wrong = NOTICE.totals._replace(**{column: getattr(NOTICE.totals, column) + 1})

    with pytest.raises(DoesNotReconcile) as caught:
        replace(NOTICE, totals=wrong)

    assert str(caught.value) == message


ANONYMOUS = NOTICE.districts[0].lines[4]


@pytest.mark.parametrize(
    "anonymous",
    [
        ANONYMOUS._replace(name="Campbell"),
        ANONYMOUS._replace(address="1 Church Lane"),
        ANONYMOUS._replace(formerly="Campbell"),
    ],
)
def test_a_notice_never_says_who_an_anonymous_elector_is(anonymous: Alteration) -> None:
    district = DistrictAlterations("NC1", "Nether Combe", (*NOTICE.districts[0].lines[:4], anonymous))

    with pytest.raises(ValueError, match="number and letters only"):
        replace(NOTICE, districts=(district, NOTICE.districts[1]))


def test_an_overseas_list_with_a_wrong_total_is_refused() -> None:
    with pytest.raises(DoesNotReconcile, match=r"Overseas electors: 2 stated, 3 printed\."):
        replace(OVERSEAS, total=2)


# Nether Combe: 18 + 3 - 4 + 1 - 1 = 17.
def test_a_cover_whose_district_does_not_add_up_is_refused() -> None:
    counts = (FULL.counts[0]._replace(added=4), *FULL.counts[1:])

    with pytest.raises(DoesNotReconcile, match=r"Electors of NC1: 17 stated, 18 printed\."):
        replace(FULL, counts=counts)


# Fault U5b of the handbook's lessons: pages that are missing show in the count. 1 + 1 + 9 = 11.
def test_a_cover_whose_pages_do_not_add_up_is_refused() -> None:
    counts = (*FULL.counts[:2], FULL.counts[2]._replace(pages=6))

    with pytest.raises(DoesNotReconcile, match=r"Column pages: 11 stated, 8 printed\."):
        replace(FULL, counts=counts)


def test_a_cover_that_leaves_out_a_district_is_refused() -> None:
    with pytest.raises(DoesNotReconcile, match=r"Column last: 1222 stated, 1204 printed\."):
        replace(FULL, counts=FULL.counts[2:])


# Quantock Fringe: 1,210 - 749 - 1 = 460.
def test_an_open_cover_whose_district_does_not_add_up_is_refused() -> None:
    counts = (OPEN.counts[0], OPEN.counts[1]._replace(opted_out=748))

    with pytest.raises(DoesNotReconcile, match=r"Electors of QF1: 460 stated, 461 printed\."):
        replace(OPEN, counts=counts)


def test_a_certificate_cannot_end_before_it_begins() -> None:
    certificate = read_example(AnonymousCertificate, PAPERS / "anonymous_certificate/examples/one_year.json")

    with pytest.raises(ValueError, match="ends after"):
        replace(certificate, ends_on=certificate.effective_on)


@pytest.mark.parametrize("lines", [0, 8])
def test_a_letter_has_an_address_that_fits_the_window(lines: int) -> None:
    letter = read_example(OfficerLetter, PAPERS / "officer_letter/examples/english.json")

    with pytest.raises(ValueError, match="one to seven lines"):
        replace(letter, recipient=("Line",) * lines)


def test_a_letter_without_words_is_refused() -> None:
    letter = read_example(OfficerLetter, PAPERS / "officer_letter/examples/english.json")

    with pytest.raises(ValueError, match="at least one version"):
        replace(letter, versions=())


def test_totals_that_agree_are_taken() -> None:
    papers: tuple[Paper, ...] = (PART, NOTICE, OVERSEAS, FULL, OPEN)

    assert [paper.imprint.authority for paper in papers] == ["Exmouth Vale Council"] * 5
