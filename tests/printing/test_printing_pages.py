"""The pages of documents, clicked through as officers do, and what they ask of the database."""

import re
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pollwright.acting import Actor
from pollwright.authorities.models import Authority
from pollwright.jobs.models import Work
from pollwright.printing.models import Document, Posting, PostingPlace
from pollwright.printing.operations import posting
from pollwright.printing.operations.orders import prepare_order
from pollwright.printing.states import Kind
from pollwright.synth.parties import INVENTED, keep_parties
from tests.fixtures.arranging import arranged
from tests.fixtures.signing_in import errors_on
from tests.printing.printing_acts import ON, STATED, Press, adopted
from tests.register.test_applications_pages import text_of

pytestmark = pytest.mark.django_db
PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 40


@pytest.fixture(autouse=True)
def clock(authority: Authority) -> None:
    """Set the authority's clock to the day on which the statement is published."""
    with arranged():
        authority.demonstration, authority.clock_on = True, ON
        authority.save()


def test_a_notice_goes_from_the_poll_s_page_to_the_public_and_to_a_board_with_a_photograph(
    town_press: Press, browser: Callable[[Actor], Client]
) -> None:
    town_press.stated()
    officer, senior = browser(town_press.officer), browser(town_press.senior)
    path = f"/documents/polls/{town_press.poll.reference}/"
    before = text_of(officer.get(path))
    asked = officer.post(f"{path}prepare/notice_of_poll/", {"contest": "all"})
    with arranged():
        Work.objects.all().delete()
    [document] = town_press.made(Kind.NOTICE_OF_POLL)
    own = f"/documents/{document.reference}/"

    refused = officer.get(f"{own}act/approve/")
    senior.post(f"{own}act/approve/", {"version": "1"})
    published = senior.post(f"{own}act/publish/", {"version": "2", "late_reason": ""}, follow=True)
    officer.post("/documents/places/add/", {"name": "Town board", "address": "High Street", "area": ""})
    board = PostingPlace.objects.get()
    log = {"place": board.reference, "day-day": "9", "day-month": "4", "day-year": "2027", "clock": "0:00"}
    log |= {"posted_by": "A. Porter", "note": ""}
    wrong = officer.post(f"{own}post/", log | {"photo": SimpleUploadedFile("p.png", b"not a picture")})
    early = officer.post(f"{own}post/", log | {"photo": SimpleUploadedFile("p.png", PNG)})
    page = text_of(officer.get(own))

    assert "Not made: 1" in before
    assert asked["Location"].startswith("/work/")
    assert refused.status_code == 403
    assert "Published" in text_of(published)
    assert "no PNG or JPEG picture" in errors_on(wrong)[0] or "before its approval" in errors_on(wrong)[0]
    assert "before its approval" in errors_on(early)[0]
    assert "Still to be posted at: Town board, High Street." in page


def test_a_posting_is_logged_once_at_a_place_with_a_sound_photograph(town_press: Press) -> None:
    town_press.stated()
    [document] = town_press.made(Kind.NOTICE_OF_POLL)
    town_press.published(document)
    place = posting.add_place(actor=town_press.officer, name="Town board", address="", area="")
    given = {
        "actor": town_press.officer, "reference": document.reference, "place_reference": place.reference,
        "posted_at": STATED, "posted_by": "A. Porter", "note": "", "at": STATED,
    }  # fmt: skip

    with pytest.raises(posting.NotAPhotograph):
        posting.log_posting(**given, photo=posting.Photograph(b"%PDF"))  # type: ignore[arg-type]
    logged = posting.log_posting(**given, photo=posting.Photograph(PNG))  # type: ignore[arg-type]
    with pytest.raises(posting.CannotPost, match="logged there already"):
        posting.log_posting(**given, photo=None)  # type: ignore[arg-type]

    assert Posting.objects.get().photo_sha256 == logged.photo_sha256 != ""


def test_the_list_of_emblems_leads_to_each_picture(town_press: Press, browser: Callable[[Actor], Client]) -> None:
    keep_parties(town_press.head, now=STATED)
    client = browser(town_press.officer)

    page = client.get("/documents/emblems/").content.decode()

    addresses = re.findall(r'href="(/files/[^"]+)"', page)
    assert len(addresses) == len(INVENTED)
    for address in addresses:
        assert b"".join(client.get(address)).startswith(b"\x89PNG")  # type: ignore[arg-type]


def test_the_printer_s_table_says_which_number_the_postal_issue_has(
    town_press: Press, browser: Callable[[Actor], Client]
) -> None:
    town_press.stated()
    adopted(town_press)
    [proof] = town_press.made(Kind.BALLOT_PAPER)
    town_press.approved(proof)
    order = prepare_order(actor=town_press.officer, reference=town_press.contest.reference, book=25, on=ON, at=STATED)

    page = browser(town_press.officer).get(f"/documents/orders/{order.reference}/packets/").content.decode()

    assert "The postal issue is station 0." in page


def test_the_list_asks_the_database_as_often_for_three_documents_as_for_one(
    town_press: Press, browser: Callable[[Actor], Client]
) -> None:
    client = browser(town_press.officer)
    counts = []
    for number in (1, 2, 3):
        with arranged():
            Document.objects.create(
                authority_id=town_press.officer.authority_id, poll=town_press.poll, kind="notice_of_election",
                reference=f"DN900000{number}", number=number, state="void", title="T", facts={}, digest="0",
                prepared_by="A", prepared_at=STATED,
            )  # fmt: skip
        with CaptureQueriesContext(
            connection,
        ) as asked:
            client.get("/documents/")
        counts.append(len(asked))

    assert counts[0] == counts[2]
