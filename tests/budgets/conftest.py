"""Fixtures of the tests of budgets: those of service plans too."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pollwright.acting import Actor, Role
from pollwright.authorities.models import Authority
from pollwright.budgets.models import Budget
from pollwright.budgets.operations.finance import (
    agree_budget,
    enter_original,
)
from pollwright.budgets.operations.preparing import HeadingFacts, add_heading, open_budget
from pollwright.budgets.states import Sort, Spread
from pollwright.service_plan.models import Service
from tests.fixtures.arranging import arranged
from tests.fixtures.people import actor_in
from tests.service_plan.conftest import draft


@pytest.fixture(autouse=True)
def files(settings: Any, tmp_path: Path) -> None:
    """Files are kept where the test can't leave any behind."""
    settings.FILES_ROOT = tmp_path / "files"


@pytest.fixture
def finance(authority: Authority) -> Actor:
    """Whoever enters amounts: finance, and nobody else (MM-E03)."""
    return actor_in(authority, Role.FINANCE)


@pytest.fixture
def service(head: Actor) -> Service:
    """A service."""
    with arranged():
        return Service.objects.create(authority_id=head.authority_id, reference="SVC0000009", name="Elections")


@pytest.fixture
def budget(head: Actor, finance: Actor, service: Service) -> Budget:
    """A budget that was agreed: printing 60,000, venues 24,000, and 12,000 of income, for 2026/27."""
    made = open_budget(actor=head, service=service.reference, year=2026)
    for title, sort, code, pounds in (
        ("Printing", Sort.COST, "4100", 60_000),
        ("Venues", Sort.COST, "4200", 24_000),
        ("Sale of the register", Sort.INCOME, "9100", 12_000),
    ):
        facts = HeadingFacts(title, sort=sort, code=code, spread=Spread.ORDERED)
        made.refresh_from_db()
        one = add_heading(actor=head, reference=made.reference, version=made.version, facts=facts)
        enter_original(actor=finance, reference=one.reference, version=one.version, pence=pounds * 100)
    made.refresh_from_db()
    return agree_budget(
        actor=finance, reference=made.reference, version=made.version, minute="C/12", on=date(2026, 2, 24)
    )


__all__ = ["draft"]
