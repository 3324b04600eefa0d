"""Absent voters taken over from a file: all of it or nothing, and what is protected stays so."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pollwright.access.protection import unseal
from pollwright.acting import Actor
from pollwright.elections.models import AbsentArrangement
from pollwright.elections.operations.absent_importing import COLUMNS, NotAbsentVoters, import_arrangements
from pollwright.elections.queries.absent import arrangements_at
from pollwright.files.models import StoredFile
from pollwright.files.store import path_of
from tests.fixtures.ledger import Ledger


@pytest.fixture(autouse=True)
def files_root(settings: Any, tmp_path: Path) -> None:
    """A store of its own."""
    settings.FILES_ROOT = tmp_path / "files"


def content(*rows: str) -> bytes:
    return "\n".join([",".join(COLUMNS), *rows]).encode()


def test_rows_are_taken_over_and_count_from_their_first_day_on(ledger: Ledger, head: Actor) -> None:
    post, proxy = ledger.elector().reference, ledger.elector().reference
    rows = (
        f'{post},postal,2027-01-01,,"1 Quay, Bath",BA1 1AA,,,',
        f"{proxy},proxy,2027-02-01,,,,Pat Proxy,3 Mill Lane,",
    )

    outcome = import_arrangements(actor=head, content=content(*rows), source="absent.csv")

    assert (outcome.rows, outcome.taken, outcome.faults) == (2, 2, 0)
    days = (date(2026, 12, 31), date(2027, 1, 1), date(2027, 2, 1))
    assert [arrangements_at(head.authority_id, day) for day in days] == [{}, {"postal": 1}, {"postal": 1, "proxy": 1}]


def test_a_new_arrangement_ends_the_one_before(ledger: Ledger, head: Actor) -> None:
    reference = ledger.elector().reference
    for day, kind in (("2027-01-01", "postal"), ("2027-03-01", "proxy")):
        import_arrangements(actor=head, content=content(f"{reference},{kind},{day},,,,Pat,,"), source="f")

    held = AbsentArrangement.objects.order_by("valid_from").values_list("kind", "valid_from", "valid_to")
    assert list(held) == [("postal", date(2027, 1, 1), date(2027, 3, 1)), ("proxy", date(2027, 3, 1), None)]


def test_one_fault_keeps_every_row_out_and_is_listed_by_its_line(ledger: Ledger, head: Actor) -> None:
    good, proxy = ledger.elector().reference, ledger.elector().reference
    rows = (
        f"{good},postal,2027-01-01,,,,,,",
        "E9999999,postal,2027-01-01,,,,,,",
        f"{proxy},proxy,2027-01-01,2026-01-01,,,,,",
        f"{good},carrier-pigeon,soon,,,,,,",
    )

    outcome = import_arrangements(actor=head, content=content(*rows), source="absent.csv")

    listed = path_of(StoredFile.objects.get(token=outcome.errors)).read_text().splitlines()
    assert (outcome.taken, AbsentArrangement.objects.count()) == (0, 0)
    assert listed[1:] == [
        "3,No elector of that reference is known here",
        "4,A proxy needs a name",
        "4,It ends before it begins",
        "5,A day is missing or is not written 2027-03-01",
        "5,A proxy needs a name",
        "5,The elector stands in the file twice",
        '5,"The kind must be postal, proxy or postal_proxy"',
    ]


def test_address_and_proxy_of_an_anonymous_elector_are_sealed(ledger: Ledger, head: Actor) -> None:
    hidden = ledger.elector(surname="", forenames="", anonymous=True)
    row = f'{hidden.reference},postal_proxy,2027-01-01,,"1 Quay, Bath",BA1 1AA,Pat Proxy,3 Mill Lane,BA5 2ZZ'

    import_arrangements(actor=head, content=content(row), source="absent.csv")

    held = AbsentArrangement.objects.get()
    assert (held.address, held.postcode, held.proxy_name, held.proxy_address, held.proxy_postcode) == ("",) * 5
    assert unseal(held.sealed, context=f"arrangement:{hidden.pk}")["proxy_name"] == "Pat Proxy"


def test_a_file_without_a_column_is_refused(head: Actor) -> None:
    with pytest.raises(NotAbsentVoters) as refused:
        import_arrangements(actor=head, content=b"elector_reference,kind\nE1,postal\n", source="f")

    assert refused.value.values == {"column": "valid_from"}


def test_another_authority_s_elector_is_not_known(ledger: Ledger, stranger: Actor) -> None:
    row = f"{ledger.elector().reference},postal,2027-01-01,,,,,,"

    assert import_arrangements(actor=stranger, content=content(row), source="f").faults == 1
