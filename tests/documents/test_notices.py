"""The notices of polls: one description, three twins that say the same.

What each must hold is from the handbook, elections 4; names and places are invented.
"""

import json
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

import pytest

from pollwright.documents.blocks import Table, Version, texts_of
from pollwright.documents.imprint import DoesNotReconcile, Language
from pollwright.documents.papers.notices.calling import NoticeOfElection, NoticeOfReferendum, NoticeOfVacancy
from pollwright.documents.papers.notices.facts import NominatedPerson, Notice
from pollwright.documents.papers.notices.signed import SigningSheet
from pollwright.documents.papers.notices.situation import SituationOfPollingStations
from pollwright.documents.papers.notices.standing import (
    ElectionAgents,
    NoticeOfPoll,
    StatementOfPersonsNominated,
    UncontestedElection,
)
from pollwright.documents.papers.notices.twins import KINDS, as_json, paper_of, versions_of
from pollwright.documents.papers.notices.voting import (
    GuidanceForVoters,
    NotificationOfSecrecy,
    OpeningOfPostalVotes,
    PhotoIdentification,
)
from pollwright.documents.preview import text_of
from pollwright.documents.typesetting import render
from pollwright.documents.web_page import as_html
from pollwright.documents.wording import WELSH_NEEDED, clock, wording_needed
from tests.documents.poll_papers import notices

NOTICES = notices()


class Words(HTMLParser):
    """What a reader of the page hears, and the elements that hold it."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.text: list[str] = []
        self.elements: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.text.append(data.strip())


def html_of(notice: Notice) -> str:
    return as_html(notice.imprint, versions_of(notice), published_by=notice.published_by)


def test_every_kind_of_notice_has_an_example() -> None:
    assert {notice.kind for notice in NOTICES.values()} == set(KINDS)


@pytest.mark.parametrize("name", NOTICES)
def test_the_web_page_says_every_text_of_the_notice_in_its_order(name: str) -> None:
    notice = NOTICES[name]
    said = iter(Words(html_of(notice)).text)

    missing = [text for version in versions_of(notice) for text in _with_title_first(version) if text not in said]

    assert missing == []


def _with_title_first(version: Version) -> list[str]:
    kicker, title, *rest = texts_of(version)
    return [title, kicker, *rest]


@pytest.mark.parametrize("name", NOTICES)
def test_the_data_twin_names_poll_and_kind_and_holds_every_fact(name: str) -> None:
    notice = NOTICES[name]

    twin = json.loads(as_json(notice))

    assert (twin["schema"], twin["kind"]) == ("pollwright/notice/1", name.split("-")[0])
    assert (twin["poll_id"], twin["rehearsal"]) == (notice.poll.id, False)
    fields = set(type(notice).__dataclass_fields__)  # type: ignore[attr-defined]
    assert set(twin["facts"]) == fields - {"imprint", "kind"}


def test_people_in_the_data_twin_are_objects_in_the_order_of_the_statement() -> None:
    twin = json.loads(as_json(NOTICES["statement_of_persons_nominated-ward"]))

    people = twin["facts"]["people"]
    assert [(person["name"].split(",")[0], person["no_longer"]) for person in people] == [
        ("ASHDOWN-PENHALIGON", ""),
        ("BÔN-ŴYLLT", ""),
        ("COHEN (כהן)", ""),
        ("DE LA MARE", ""),
        ("EXAMPLE", "Withdrawn"),
    ]


def test_a_name_is_never_markup_on_the_web_page() -> None:
    notice = NOTICES["notice_of_poll-ward"]
    assert isinstance(notice, NoticeOfPoll)
    hostile = notice.candidates[0]._replace(name="<script>alert(1)</script>")

    page = html_of(replace(notice, candidates=(hostile, *notice.candidates[1:])))

    assert Words(page).elements.count("script") == 0
    assert page.count("&lt;script&gt;alert(1)&lt;/script&gt;") == 1


def test_a_table_on_the_web_page_has_headings_for_its_columns_and_rows() -> None:
    page = html_of(NOTICES["situation_of_polling_stations-ward"])

    assert page.count('<th scope="col"') == 3
    assert page.count('<th scope="row"') == 3


def test_what_has_no_official_welsh_is_marked_and_found() -> None:
    versions = versions_of(NOTICES["notice_of_election-wales"])

    assert [version.language for version in versions] == [Language.WELSH, Language.ENGLISH]
    assert versions[0].title == "Hysbysiad o etholiad"
    assert f"{WELSH_NEEDED} Nominations" in wording_needed(versions)
    assert wording_needed(versions[1:]) == ()


def test_a_signing_sheet_in_wales_is_one_sheet_with_one_box_and_one_number() -> None:
    # an elector signs one sheet (handbook 1.1), so what stands in two languages is not two numbered sheets
    english = NOTICES["notice_of_election-wales"]
    sheet = SigningSheet(
        english.imprint, english.poll, "Published by", "A. Member", date(2027, 1, 22), (("Once.",), ("Once.",)),
        "SS 0000001", "USS0000001",
    )  # fmt: skip

    paper = paper_of(sheet)
    pages = text_of(render(paper))

    assert english.imprint.languages == (Language.WELSH, Language.ENGLISH)
    assert [page.count("Sign in this box / Sign in this box") for page in pages] == [1, 0]
    assert [page.count("SS 0000001") for page in pages] == [0, 1]
    assert pages[0].count("Signing sheet") == 2


def test_a_rehearsal_says_so_on_every_page_and_in_every_twin() -> None:
    notice = NOTICES["statement_of_persons_nominated-sixty_candidates"]
    assert isinstance(notice, StatementOfPersonsNominated)
    rehearsed = replace(notice, imprint=replace(notice.imprint, rehearsal=True))
    words = "REHEARSAL: NOT A LIVE ELECTION DOCUMENT"

    pages = text_of(render(paper_of(rehearsed)))

    # once in plain sight at the top; the slanted one behind the text is a picture to the reader of the file
    assert [page.count(words) for page in pages] == [1] * len(pages)
    assert html_of(rehearsed).count(words) == 1
    assert json.loads(as_json(rehearsed))["rehearsal"] is True
    assert words not in "".join(text_of(render(paper_of(notice))))


# A head, then one row for each of sixty candidates.
def test_every_candidate_of_sixty_is_a_row_of_the_tags() -> None:
    paper = paper_of(NOTICES["statement_of_persons_nominated-sixty_candidates"])

    assert (paper.rows, render(paper).count(b"/S/TR")) == (61, 61)


@pytest.mark.parametrize(
    ("name", "field", "message"),
    [
        ("notice_of_election-councillors", "total_seats", "Seats: 6 stated, 5 printed."),
        ("statement_of_persons_nominated-ward", "standing", "Persons standing nominated: 5 stated, 4 printed."),
        ("notice_of_poll-ward", "total", "Candidates: 5 stated, 4 printed."),
        ("uncontested_election-parish", "total", "Persons elected: 5 stated, 4 printed."),
        ("election_agents-agents", "total", "Agents: 5 stated, 4 printed."),
        ("situation_of_polling_stations-ward", "total", "Polling stations: 4 stated, 3 printed."),
    ],
)
def test_a_notice_whose_total_is_not_that_of_its_lines_is_refused(name: str, field: str, message: str) -> None:
    notice = NOTICES[name]

    with pytest.raises(DoesNotReconcile) as caught:
        replace(notice, **{field: getattr(notice, field) + 1})  # type: ignore[type-var]

    assert str(caught.value) == message


def test_a_candidate_who_withdrew_is_never_in_a_notice_of_poll() -> None:
    notice = NOTICES["notice_of_poll-ward"]
    assert isinstance(notice, NoticeOfPoll)
    gone = notice.candidates[0]._replace(no_longer="Withdrawn")

    with pytest.raises(ValueError, match="who stand nominated"):
        replace(notice, candidates=(gone, *notice.candidates[1:]))


def test_unfilled_seats_are_stated_with_what_follows() -> None:
    notice = NOTICES["uncontested_election-parish"]
    assert isinstance(notice, UncontestedElection)

    assert texts_of(notice.version(Language.ENGLISH))[-1].startswith("Seats not filled: 3. ")
    with pytest.raises(ValueError, match="unfilled"):
        replace(notice, what_follows="")
    with pytest.raises(ValueError, match="No more are elected"):
        replace(notice, seats=3)


def test_nobody_elected_is_a_notice_without_a_table() -> None:
    notice = NOTICES["uncontested_election-parish"]
    assert isinstance(notice, UncontestedElection)
    nobody: tuple[NominatedPerson, ...] = ()

    blocks = replace(notice, elected=nobody, total=0).version(Language.ENGLISH).blocks

    assert [block for block in blocks if isinstance(block, Table)] == []


def test_an_amended_notice_lists_the_moved_station_where_it_is_now() -> None:
    notice = NOTICES["situation_of_polling_stations-amended"]
    assert isinstance(notice, SituationOfPollingStations)

    with pytest.raises(ValueError, match="listed where it is now"):
        replace(notice, changes=(notice.changes[0]._replace(now="Elsewhere"),))
    with pytest.raises(ValueError, match="what it amends"):
        replace(notice, replaces="")


def test_a_notice_of_vacancy_says_one_of_two_things() -> None:
    notice = NOTICES["notice_of_vacancy-parish"]
    assert isinstance(notice, NoticeOfVacancy)

    with pytest.raises(ValueError, match="who may ask"):
        replace(notice, next_ordinary=date(2027, 5, 6))
    with pytest.raises(ValueError, match="who may ask"):
        replace(notice, electors_needed=0)


def test_a_deposit_comes_with_the_ways_to_pay_it_and_a_referendum_with_two_answers() -> None:
    election, referendum = (
        NOTICES["notice_of_election-mayor_with_deposit"],
        NOTICES["notice_of_referendum-neighbourhood_plan"],
    )
    assert isinstance(election, NoticeOfElection)
    assert isinstance(referendum, NoticeOfReferendum)

    with pytest.raises(ValueError, match="deposit"):
        replace(election, deposit_methods=())
    with pytest.raises(ValueError, match="two answers"):
        replace(referendum, answers=("YES",))


def test_a_list_of_sub_agents_has_the_part_of_the_area() -> None:
    notice = NOTICES["election_agents-sub_agents"]
    assert isinstance(notice, ElectionAgents)

    (table,) = notice.version(Language.ENGLISH).blocks

    assert isinstance(table, Table)
    assert table.rows[0][-1] == "Polling districts AB1 to AB3"


def test_what_hangs_in_a_station_or_is_handed_out_is_never_without_its_text() -> None:
    guidance, identity, opening, secrecy = (
        NOTICES[name]
        for name in (
            "guidance_for_voters-station",
            "photo_identification-england",
            "opening_of_postal_votes-two_sessions",
            "notification_of_secrecy-count",
        )
    )
    assert isinstance(guidance, GuidanceForVoters)
    assert isinstance(identity, PhotoIdentification)
    assert isinstance(opening, OpeningOfPostalVotes)
    assert isinstance(secrecy, NotificationOfSecrecy)

    with pytest.raises(ValueError, match="in each language"):
        replace(guidance, words=((),))
    with pytest.raises(DoesNotReconcile, match=r"Documents accepted: 7 stated, 6 printed\."):
        replace(identity, total=7)
    with pytest.raises(ValueError, match="after the day"):
        replace(opening, given_on=date(2027, 4, 29))
    with pytest.raises(ValueError, match="in each language"):
        replace(secrecy, words=())


@pytest.mark.parametrize(
    ("hour", "said"),
    [((7, 0), "7am"), ((22, 0), "10pm"), ((12, 0), "noon"), ((23, 59), "midnight"), ((16, 30), "4.30pm")],
)
def test_times_are_said_as_people_say_them(hour: tuple[int, int], said: str) -> None:
    from_clock = NOTICES["notice_of_poll-ward"].poll.opens.replace(*hour)

    assert clock(from_clock) == said
