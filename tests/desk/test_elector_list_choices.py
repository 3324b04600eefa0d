"""A list of electors that is asked for a choice which nobody has."""

import pytest

from pollwright.acting import Actor
from pollwright.files.models import StoredFile
from pollwright.jobs.runner import perform
from pollwright.register.models import RegisterEntry
from pollwright.register.web import electors
from tests.desk.browsing import client_of
from tests.fixtures.arranging import arranged
from tests.fixtures.ledger import Ledger


def test_a_choice_that_nobody_has_lists_nobody_on_the_page_and_in_a_list_that_is_written_later(
    ledger: Ledger, senior: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    for surname in ("Bee", "Sea"):
        ledger.entry(ledger.elector(surname=surname, nationalities=["PL"]), marker="B", parliamentary=False)
    monkeypatch.setattr(electors, "AT_ONCE", 1)
    client = client_of(senior)

    shown = client.get("/register/electors/?marker=N").content.decode()
    asked = client.get("/register/electors/?marker=B&as=csv")
    with arranged():
        RegisterEntry.objects.update(marker="")
    perform(senior.authority_id, asked["Location"].split("/")[2])

    assert [name for name in ("Bee", "Sea") if f"{name}, Alex" in shown] == []
    assert "Marker: choose one of the choices in the list" in shown
    assert StoredFile.objects.get(kind="electors-list").rows == 0
