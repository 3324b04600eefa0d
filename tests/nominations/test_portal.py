"""The portal for drafts: who is let in, what a draft can and can't do, and how it becomes a paper."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from pollwright.acting import Actor, Role
from pollwright.authorities.models import Authority
from pollwright.nominations.models import Appointment, DraftMessage, DraftUpload, Invitation, NominationPaper
from pollwright.nominations.operations.drafting import NothingFilledIn
from pollwright.nominations.operations.inviting import ExpiresWrongly, Linked, invite, offer_slots, take_draft_over
from pollwright.nominations.states import InvitedAs
from tests.fixtures.arranging import arranged
from tests.fixtures.signing_in import errors_on
from tests.nominations.nominating_acts import Hustings, at
from tests.oversight.test_retention import due_of, run
from tests.register.test_applications_pages import text_of

NOW, UNTIL = at("2027-03-30 09:00:00"), at("2027-04-08 17:00:00")
FILLED = {
    "surname": "Example", "forenames": "Kim Toni", "address": "12 Sample Terrace", "address_shown": "withheld",
    "area": "Exmouth Vale", "signatures": "AB1\nAB2, Alex Testing", "born_on-day": "17", "born_on-month": "5",
    "born_on-year": "1980", "qualifications": ["registered-elector"],
}  # fmt: skip
PORTAL = "/nominations/portal/"


@pytest.fixture(autouse=True)
def world(authority: Authority, settings: Any, tmp_path: Path) -> None:
    """Set the authority's clock within the time for nominations, and give files a store."""
    settings.FILES_ROOT = tmp_path / "files"
    cache.clear()
    with arranged():
        authority.demonstration, authority.clock_on = True, NOW.date()
        authority.save()


@pytest.fixture
def linked(officer: Actor, abbey: Hustings) -> Linked:
    return invite(
        actor=officer, reference=abbey.contest.reference, name="Kim Example", email="", invited_as=InvitedAs.CANDIDATE,
        expires_at=UNTIL, at=NOW,
    )  # fmt: skip


@pytest.fixture
def guest(linked: Linked) -> Client:
    """A browser of somebody who followed the link."""
    client = Client()
    client.post(f"{PORTAL}enter/quantock/{linked.token}/")
    return client


def draft_of(linked: Linked) -> Invitation:
    linked.invitation.refresh_from_db()
    return linked.invitation


def sent(guest: Client, linked: Linked) -> None:
    guest.post(f"{PORTAL}draft/", FILLED | {"version": "1"})
    guest.post(f"{PORTAL}send/", {"version": "2"})


def test_a_draft_is_filled_in_sent_and_made_a_paper_by_one_act_and_nothing_is_delivered(
    guest: Client, linked: Linked, client_as: Callable[[Role], Client]
) -> None:
    sent(guest, linked)
    office = client_as(Role.OFFICER)
    page = f"/nominations/invitations/{linked.invitation.reference}/"
    shown = text_of(office.get(page))

    answer = office.post(f"{page}take/", {"version": "3"})

    paper = NominationPaper.objects.select_related("candidate__home").get()
    said = [words in shown for words in ("12 Sample Terrace", "Registered elector of the area", "Saturday 17 May 1980")]
    assert (said, answer["Location"]) == ([True, True, True], f"/nominations/papers/{paper.reference}/")
    assert (paper.state, paper.delivered_at, paper.candidate.state) == ("draft", None, "draft")
    assert (str(paper.born_on), paper.candidate.home.published) == ("1980-05-17", False)
    assert [row.number for row in paper.subscribers.order_by("place")] == ["AB1", "AB2"]
    assert "To be determined" not in text_of(office.get(answer["Location"]))
    assert (draft_of(linked).state, draft_of(linked).typed) == ("taken", {})


def test_every_page_of_the_portal_says_that_a_draft_is_no_delivery(guest: Client) -> None:
    pages = [text_of(guest.get(f"{PORTAL}{name}")) for name in ("", "draft/", "send/", "scan/", "write/", "leave/")]

    assert [("does not deliver nomination papers" in page) for page in pages] == [True] * len(pages)


def test_officer_and_candidate_write_back_and_forth_and_a_returned_draft_can_be_changed(
    guest: Client, linked: Linked, client_as: Callable[[Role], Client]
) -> None:
    sent(guest, linked)
    locked = guest.post(f"{PORTAL}draft/", FILLED | {"version": "3"})
    page = f"/nominations/invitations/{linked.invitation.reference}/"
    office = client_as(Role.OFFICER)

    office.post(f"{page}answer/", {"version": "3", "text": "AB2 is not registered", "returned": "yes"})
    guest.post(f"{PORTAL}write/", {"version": "4", "text": "Thank you"})
    changed = guest.post(f"{PORTAL}draft/", FILLED | {"version": "5", "signatures": "AB1\nAB3"})

    assert (errors_on(locked) != [], changed["Location"]) == (True, PORTAL)
    assert "AB2 is not registered" in text_of(guest.get(PORTAL))
    assert "Thank you" in text_of(office.get(page))
    assert draft_of(linked).typed["signatures"] == "AB1\nAB3"


@pytest.mark.parametrize("end", ["revoked", "renewed", "expired"])
def test_a_link_that_was_revoked_renewed_or_has_expired_lets_nobody_in_and_puts_out_whoever_is(
    guest: Client, linked: Linked, client_as: Callable[[Role], Client], authority: Authority, end: str
) -> None:
    office = client_as(Role.OFFICER)
    page = f"/nominations/invitations/{linked.invitation.reference}/"
    until = {"until-day": "9", "until-month": "4", "until-year": "2027"}
    before = guest.get(PORTAL).status_code
    if end == "revoked":
        office.post(f"{page}revoke/", {"version": "1"})
    elif end == "renewed":
        office.post(f"{page}renew/", {"version": "1"} | until)
    else:
        with arranged():
            authority.clock_on = at("2027-04-09 00:00:00").date()
            authority.save()

    stranger = Client()
    stranger.post(f"{PORTAL}enter/quantock/{linked.token}/")

    assert (before, guest.get(PORTAL).status_code, stranger.get(PORTAL).status_code) == (200, 404, 404)


def test_a_new_link_is_shown_once_and_works(linked: Linked, client_as: Callable[[Role], Client]) -> None:
    office = client_as(Role.OFFICER)
    page = f"/nominations/invitations/{linked.invitation.reference}/"
    until = {"until-day": "9", "until-month": "4", "until-year": "2027"}

    shown = text_of(office.post(f"{page}renew/", {"version": "1"} | until, follow=True))
    again = text_of(office.get(page))

    token = re.findall(r"/portal/enter/quantock/([\w-]+)/", shown)[0]
    guest = Client()
    assert guest.post(f"{PORTAL}enter/quantock/{token}/")["Location"] == PORTAL
    assert (guest.get(PORTAL).status_code, "/portal/enter/" in again) == (200, False)


def test_links_are_not_guessed_at_without_end(abbey: Hustings) -> None:
    stranger = Client()

    codes = [stranger.get(f"{PORTAL}enter/quantock/{number}/").status_code for number in range(22)]

    assert (codes[0], codes[19], codes[20]) == (404, 404, 429)


def test_a_scan_is_a_picture_or_a_pdf_of_ten_megabytes_at_most(guest: Client, linked: Linked) -> None:
    files = {
        "program.pdf": b"MZ\x90\x00 not a scan",
        "page.exe": b"%PDF-1.7 by another name",
        "large.pdf": b"%PDF" + b"0" * 10_000_001,
    }
    refused = [
        guest.post(f"{PORTAL}scan/", {"version": "1", "scan": SimpleUploadedFile(name, content)})
        for name, content in files.items()
    ]
    taken = guest.post(f"{PORTAL}scan/", {"version": "1", "scan": SimpleUploadedFile("Kim.pdf", b"%PDF-1.7 page")})

    upload = DraftUpload.objects.select_related("file").get()
    assert [answer.status_code for answer in (*refused, taken)] == [200, 200, 200, 302]
    assert (upload.file.name, upload.file.kind) == (f"{linked.invitation.reference}-1.pdf", "nomination-scan")


def test_the_candidate_chooses_an_offered_slot_and_choosing_another_gives_the_first_back(
    guest: Client, officer: Actor, linked: Linked, abbey: Hustings
) -> None:
    many = offer_slots(
        actor=officer, reference=abbey.poll.reference, opens=at("2027-04-06 10:00:00"),
        closes=at("2027-04-06 10:50:00"), minutes=20, desk="A", at=NOW,
    )  # fmt: skip
    first, second = Appointment.objects.order_by("at")

    guest.post(f"{PORTAL}appointment/", {"version": "1", "slot": first.reference})
    guest.post(f"{PORTAL}appointment/", {"version": "2", "slot": second.reference})

    held = list(Appointment.objects.order_by("at").values_list("who", "offered", "invitation__reference"))
    assert (many, held) == (2, [("", True, None), ("Kim Example", False, linked.invitation.reference)])


def test_an_empty_draft_is_no_paper_and_a_link_works_for_ninety_days_at_most(
    officer: Actor, abbey: Hustings, linked: Linked
) -> None:
    with pytest.raises(NothingFilledIn):
        take_draft_over(actor=officer, reference=linked.invitation.reference, version=1)
    for until in (NOW, at("2027-06-28 09:00:01")):
        with pytest.raises(ExpiresWrongly):
            invite(
                actor=officer, reference=abbey.contest.reference, name="Kim", email="", invited_as=InvitedAs.AGENT,
                expires_at=until, at=NOW,
            )  # fmt: skip

    assert NominationPaper.objects.count() == 0


def test_a_year_after_the_poll_nothing_is_left_of_a_draft_but_that_there_was_one(
    guest: Client, linked: Linked, head: Actor
) -> None:
    # the poll of `abbey` is on 6 May 2027
    guest.post(f"{PORTAL}draft/", FILLED | {"version": "1"})
    guest.post(f"{PORTAL}scan/", {"version": "2", "scan": SimpleUploadedFile("Kim.pdf", b"%PDF-1.7 page")})
    guest.post(f"{PORTAL}write/", {"version": "2", "text": "Is the address right?"})
    scan = DraftUpload.objects.get().file

    days = [due_of(head, "nomination-drafts", on=date(2028, 5, day)).count for day in (5, 6)]
    run(head, "nomination-drafts", on=date(2028, 5, 6))

    scan.refresh_from_db()
    left = draft_of(linked)
    assert (days, scan.removed_at is None) == ([0, 1], False)
    assert (left.name, left.typed, DraftUpload.objects.count(), DraftMessage.objects.count()) == ("", {}, 0, 0)
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT name FROM nominations_invitationevent")
        assert cursor.fetchall() == [("",)]
