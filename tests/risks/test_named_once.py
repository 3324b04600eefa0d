"""A register in use is named once in its authority: opened, renamed or moved, by pages, by two at once, and in the database."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import IntegrityError
from django.test import Client

from pollwright.acting import Actor, Role
from pollwright.authorities.models import Authority
from pollwright.risks.models import RiskRegister
from pollwright.risks.operations import registers
from pollwright.risks.operations.moving import propose_move
from pollwright.risks.operations.recording import RiskFacts, record_risk
from pollwright.risks.operations.registers import (
    NamedTwice,
    RegisterFacts,
    change_register,
    close_register,
    open_register,
)
from pollwright.risks.states import SchemeKind
from tests.fixtures.arranging import arranged
from tests.register.test_applications_pages import text_of


def renamed(actor: Actor, register: RiskRegister, title: str) -> RiskRegister:
    """Rename a register."""
    facts = RegisterFacts(title)
    return change_register(actor=actor, reference=register.reference, version=register.version, facts=facts)


@pytest.fixture
def two(officer: Actor) -> tuple[RiskRegister, RiskRegister]:
    """Two registers in use."""
    first, second = (open_register(actor=officer, facts=RegisterFacts(title)) for title in ("Elections", "Canvass"))
    return first, second


def test_a_register_is_not_renamed_to_what_another_in_use_is_called(
    officer: Actor, two: tuple[RiskRegister, RiskRegister]
) -> None:
    first, second = two

    with pytest.raises(NamedTwice, match=f"already: {first.reference}"):
        renamed(officer, second, "ELECTIONS")
    same = renamed(officer, second, "canvass")
    close_register(actor=officer, reference=first.reference, version=1, reason="Over", on=date(2026, 10, 1))
    freed = renamed(officer, same, "Elections")

    assert (same.title, freed.title) == ("canvass", "Elections")


def test_the_database_holds_it_where_two_rename_at_once(
    officer: Actor, two: tuple[RiskRegister, RiskRegister], monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = two
    looked = registers.refuse_named_twice
    times: list[int] = []

    def late(*given: object, **named: object) -> None:
        """See nothing the first time, as an officer whose transaction began before the other's ended."""
        times.append(1)
        if len(times) > 1:
            looked(*given, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(registers, "refuse_named_twice", late)
    with pytest.raises(NamedTwice, match=first.reference):
        renamed(officer, second, "Elections")
    with pytest.raises(IntegrityError, match="register_in_use_named_once"), arranged():
        RiskRegister.objects.filter(pk=second.pk).update(title="elections")


def test_a_register_may_keep_its_title_in_the_other_scheme_but_not_take_that_of_a_third(
    officer: Actor, two: tuple[RiskRegister, RiskRegister]
) -> None:
    old = open_register(actor=officer, facts=RegisterFacts("Old", SchemeKind.CLASSES))
    record_risk(actor=officer, reference=old.reference, facts=RiskFacts(ref="1", title="No staff"))
    old.refresh_from_db()
    known = {"actor": officer, "reference": old.reference, "version": old.version}

    with pytest.raises(NamedTwice):
        propose_move(title="Canvass", **known)  # type: ignore[arg-type]
    assert propose_move(title="Old", **known).title == "Old"  # type: ignore[arg-type]


def test_the_page_says_which_register_has_the_title(
    client_as: Callable[[Role], Client], authority: Authority, two: tuple[RiskRegister, RiskRegister]
) -> None:
    first, second = two
    client = client_as(Role.OFFICER)
    page = f"/risks/registers/{second.reference}/change/"

    answer = client.post(page, {"version": "1", "title": "Elections", "scheme": "numeric"})

    assert f"There is a register with this title already: {first.reference}" in text_of(answer)
