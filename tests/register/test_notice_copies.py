"""Copies of a notice: the frozen bytes, or masked ones where somebody is anonymous now (REG-174, C5)."""

import io
import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl
import pytest
from django.conf import LazySettings
from pypdf import PdfReader

from pollwright.acting import Actor, Role
from pollwright.audit.models import Event
from pollwright.authorities.models import Authority
from pollwright.files.content import ContentDamaged
from pollwright.files.store import path_of
from pollwright.law.calendars import calendar_for
from pollwright.law.nations import Nation
from pollwright.law.notices import monthly_notice
from pollwright.refusals import NotFound, NotPermitted
from pollwright.register.models import Notice, PublicationFile
from pollwright.register.operations.notice_copies import NothingToCopy, copy_notice
from pollwright.register.operations.notices import (
    draft_notice,
    issue_notice,
    record_prepared_notice,
    rehearse_notice,
)
from tests.desk.browsing import client_of
from tests.fixtures.arranging import arranged
from tests.fixtures.ledger import Ledger
from tests.register.ledger_acts import alteration
from tests.register.publishing_acts import make_anonymous

ON = date(2027, 1, 4)
AT = datetime(2027, 1, 4, 9, tzinfo=UTC)
SECRETS = ("Hunted", "Huntley", "Fox Lane")


@pytest.fixture(autouse=True)
def files_root(settings: LazySettings, tmp_path: Path) -> None:
    settings.FILES_ROOT = tmp_path


@pytest.fixture
def prepared(senior: Actor, authority: Authority, ledger: Ledger) -> Notice:
    """A prepared notice with an addition, and a change of name of somebody who will be hunted."""
    publication, district = ledger.publication(), ledger.district("AB1")
    hunted = ledger.entry(
        ledger.elector(surname="Hunted"),
        ledger.property(district, street="Fox Lane"),
        publication=publication,
        number=1,
    )
    alteration(authority, "amend", entry=hunted, surname="Huntley", reason="name")
    alteration(authority, "add", elector=ledger.elector(surname="Coming"), home=ledger.property(district))
    notice = draft_notice(actor=senior, dates=monthly_notice(2027, 1, calendar_for(Nation.ENGLAND)), title="January")
    outcome, files = rehearse_notice(senior, notice.reference)
    return record_prepared_notice(actor=senior, reference=notice.reference, prepared=outcome, files=files)


@pytest.fixture
def issued(senior: Actor, prepared: Notice) -> Notice:
    return issue_notice(actor=senior, reference=prepared.reference, on=ON, at=AT)


def text_of(content: bytes, form: str) -> str:
    if form == "pdf":
        return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    if form == "parquet":
        return pl.read_parquet(io.BytesIO(content)).write_csv()
    return content.decode()


@pytest.mark.parametrize("form", ["csv", "parquet", "pdf", "json"])
def test_as_long_as_nobody_on_it_is_anonymous_the_copy_is_the_frozen_file(
    officer: Actor, issued: Notice, form: str
) -> None:
    frozen = PublicationFile.objects.get(notice=issued, edition="notice", format=form)

    made = copy_notice(actor=officer, reference=issued.reference, format=form)

    assert made.content == path_of(frozen.file).read_bytes()
    assert (made.rows, made.hidden, made.name) == (2, (), frozen.file.name)


@pytest.mark.parametrize("form", ["csv", "parquet", "pdf", "json"])
def test_whoever_is_anonymous_now_is_a_number_and_a_letter_in_an_issued_notice(
    officer: Actor, issued: Notice, form: str
) -> None:
    before = text_of(copy_notice(actor=officer, reference=issued.reference, format=form).content, form)
    make_anonymous("Huntley")

    after = text_of(copy_notice(actor=officer, reference=issued.reference, format=form).content, form)

    assert [secret in before for secret in SECRETS] == [True, True, True]
    assert [secret in after for secret in SECRETS] == [False, False, False]
    assert ("Coming" in after, "N" in after) == (True, True)


def test_a_masked_line_has_its_number_and_letter_and_nothing_else(officer: Actor, issued: Notice) -> None:
    make_anonymous("Huntley")

    made = json.loads(copy_notice(actor=officer, reference=issued.reference, format="json").content)

    line = next(line for line in made["lines"] if line["action"] == "amend")
    filled = {name: value for name, value in line.items() if value not in ("", None)}
    assert filled == {
        "action": "amend",
        "elector_number": "AB1-1",
        "district": "AB1",
        "number": 1,
        "suffix": 0,
        "marker": "N",
        "effective_on": "2027-01-04",
    }


def test_a_prepared_notice_masks_them_as_well(officer: Actor, prepared: Notice) -> None:
    make_anonymous("Hunted")

    made = copy_notice(actor=officer, reference=prepared.reference, format="csv")

    assert [secret in made.content.decode() for secret in SECRETS] == [False, False, False]


def test_a_change_to_an_anonymous_entry_never_says_who_it_was(
    senior: Actor, officer: Actor, authority: Authority, ledger: Ledger
) -> None:
    publication, district = ledger.publication(), ledger.district("AB1")
    entry = ledger.entry(
        ledger.elector(surname="Hunted"),
        ledger.property(district, street="Fox Lane"),
        publication=publication,
        number=1,
    )
    facts = {"section": "3-anonymous", "marker": "N", "surname": "", "forenames": "", "property_id": None}
    alteration(authority, "amend", entry=entry, reason="anonymity", **facts)
    notice = draft_notice(actor=senior, dates=monthly_notice(2027, 1, calendar_for(Nation.ENGLAND)), title="January")
    outcome, files = rehearse_notice(senior, notice.reference)
    record_prepared_notice(actor=senior, reference=notice.reference, prepared=outcome, files=files)

    texts = [
        text_of(copy_notice(actor=officer, reference=notice.reference, format=form).content, form)
        for form in ("csv", "parquet", "pdf", "json")
    ]

    assert [secret in text for text in texts for secret in SECRETS] == [False] * 12


def test_each_copy_is_an_event_that_says_how_many_are_masked(officer: Actor, issued: Notice) -> None:
    make_anonymous("Huntley")

    copy_notice(actor=officer, reference=issued.reference, format="csv")

    event = Event.objects.get(code="register.notice-copied")
    assert event.summary == f"handed out notice {issued.reference} as csv: 2 lines, 1 elector masked"


def test_the_frozen_file_is_not_to_be_had_at_the_address_of_its_token(head: Actor, issued: Notice) -> None:
    client = client_of(head)
    tokens = PublicationFile.objects.filter(notice=issued).values_list("file__token", flat=True)

    assert {client.get(f"/files/{token}/").status_code for token in tokens} == {404}
    assert client.get(f"/register/notices/{issued.reference}/copy/csv/").status_code == 200


def test_customer_service_sees_the_files_but_has_no_copy(actor_as: Callable[[Role], Actor], issued: Notice) -> None:
    client = client_of(actor_as(Role.CUSTOMER_SERVICE))

    page = client.get(f"/register/notices/{issued.reference}/").content.decode()

    assert ("SHA-256" in page, "/copy/" in page) == (True, False)
    assert client.get(f"/register/notices/{issued.reference}/copy/csv/").status_code == 403


def test_the_page_names_the_four_files_and_not_the_one_that_knows_everybody(officer: Actor, issued: Notice) -> None:
    page = client_of(officer).get(f"/register/notices/{issued.reference}/").content.decode()

    assert page.count(f"/register/notices/{issued.reference}/copy/") == 4


def test_a_damaged_file_is_not_handed_out(officer: Actor, issued: Notice) -> None:
    frozen = path_of(PublicationFile.objects.get(notice=issued, edition="lines").file)
    frozen.chmod(0o600)
    frozen.write_bytes(b"PAR1")

    with pytest.raises(ContentDamaged):
        copy_notice(actor=officer, reference=issued.reference, format="csv")

    assert Event.objects.filter(code="register.notice-copied").count() == 0


@pytest.mark.parametrize("form", ["docx", "xlsx", ""])
def test_a_format_that_there_is_not_is_refused(officer: Actor, issued: Notice, form: str) -> None:
    with pytest.raises(NothingToCopy):
        copy_notice(actor=officer, reference=issued.reference, format=form)


def test_what_was_never_prepared_has_no_copy(officer: Actor, senior: Actor) -> None:
    notice = draft_notice(actor=senior, dates=monthly_notice(2027, 1, calendar_for(Nation.ENGLAND)), title="January")

    with pytest.raises(NothingToCopy):
        copy_notice(actor=officer, reference=notice.reference, format="csv")


def test_another_authoritys_notice_is_not_found(stranger: Actor, issued: Notice) -> None:
    with pytest.raises(NotFound):
        copy_notice(actor=stranger, reference=issued.reference, format="csv")


def test_who_may_not_read_the_register_gets_none(issued: Notice, actor_as: Callable[[Role], Actor]) -> None:
    with pytest.raises(NotPermitted):
        copy_notice(actor=actor_as(Role.ADMINISTRATOR), reference=issued.reference, format="csv")


def test_what_retention_removed_is_said_to_be_gone(officer: Actor, issued: Notice) -> None:
    with arranged():
        files = [held.file for held in PublicationFile.objects.filter(notice=issued).select_related("file")]
        for stored in files:
            stored.removed_at = AT
            stored.save()

    answer = client_of(officer).get(f"/register/notices/{issued.reference}/copy/csv/")

    assert answer.status_code == 410
