"""The pages of an import: who may see them, a check first, and then the very same file."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from pollwright.acting import Role
from pollwright.authorities.models import Authority
from pollwright.jobs.models import Work
from pollwright.jobs.runner import perform
from pollwright.register.models import Elector
from tests.fixtures.ledger import Ledger
from tests.fixtures.signing_in import Door

HEADER = "elector_reference,surname,forenames,date_of_birth,nationality,district,property_reference"
GOOD, BAD = "E00000001,Rowe,Asha,1980-05-17,GB,AB1,P1", "E00000002,Lis,Ewa,31/02/1980,GB,AB1,P1"


@pytest.fixture
def client(door: Door, settings: Any, tmp_path: Path, ledger: Ledger) -> Client:
    """A senior officer at work, with a district, a home, and a store of files."""
    settings.FILES_ROOT = tmp_path / "files"
    ledger.property(ledger.district("AB1"), reference="P1")
    return door.client_as(Role.SENIOR)


def checked(client: Client, *rows: str) -> Work:
    """Upload a register and let its check run to the end."""
    text = "\n".join((HEADER, *rows, ""))
    client.post("/register/import/", {"file": SimpleUploadedFile("register.csv", text.encode())})
    return performed()


def performed() -> Work:
    work = Work.objects.latest("pk")
    perform(work.authority_id, work.reference)
    return Work.objects.get(pk=work.pk)


def test_a_register_is_checked_first_and_then_the_very_file_comes_in(client: Client) -> None:
    check = checked(client, GOOD)
    shown = client.get(f"/register/import/{check.reference}/")
    before = Elector.objects.count()

    client.post(f"/register/import/{check.reference}/confirm/")
    done = performed()

    assert (shown.status_code, "Would be entered" in shown.content.decode(), before) == (200, True, 0)
    assert (done.state, done.parameters["file"]) == ("done", check.parameters["file"])
    assert Elector.objects.count() == 1
    assert "What was imported" in client.get(f"/register/import/{done.reference}/").content.decode()


def test_rows_with_errors_are_left_out_only_where_the_officer_says_so(client: Client) -> None:
    check = checked(client, GOOD, BAD)

    client.post(f"/register/import/{check.reference}/confirm/")
    refused = performed()
    client.post(f"/register/import/{check.reference}/confirm/", {"keep_good_rows": "yes"})
    kept = performed()

    assert (refused.state, kept.state, kept.outcome["entered"], kept.outcome["refused"]) == ("refused", "done", 1, 1)


def test_a_second_import_is_not_begun_while_one_waits(client: Client) -> None:
    for _ in range(2):
        upload = SimpleUploadedFile("register.csv", f"{HEADER}\n{GOOD}\n".encode())
        answer = client.post("/register/import/", {"file": upload})

    assert "already being worked on" in answer.content.decode()
    assert Work.objects.count() == 1


@pytest.mark.parametrize("role", [Role.OFFICER, Role.CUSTOMER_SERVICE, Role.AUDITOR])
def test_others_may_not_import(door: Door, role: Role) -> None:
    assert door.client_as(role).get("/register/import/").status_code == 403


def test_another_authoritys_import_is_not_there(client: Client, other_authority: Authority) -> None:
    check = checked(client, GOOD)

    there = Door(other_authority).client_as(Role.SENIOR)

    assert there.get(f"/register/import/{check.reference}/").status_code == 404
    assert there.post(f"/register/import/{check.reference}/confirm/").status_code in (302, 404)
    assert Work.objects.count() == 1
