"""Fixtures of the tests of service plans."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from pollwright.acting import Actor
from pollwright.service_plan.operations.importing import GivenPlan, import_plan
from tests.service_plan.drafts import Draft
from tests.service_plan.layouts import BY_QUARTERS, text_of

AT = datetime(2026, 11, 23, 10, tzinfo=UTC)


@pytest.fixture(autouse=True)
def files(settings: Any, tmp_path: Path) -> None:
    """Files are kept where the test can't leave any behind."""
    settings.FILES_ROOT = tmp_path / "files"


@pytest.fixture
def draft(head: Actor) -> Draft:
    """The plan by quarters as the head of service imported it."""
    given = GivenPlan("plan.txt", text_of(BY_QUARTERS).encode())
    return Draft(head, import_plan(actor=head, given=given, at=AT).plan)
