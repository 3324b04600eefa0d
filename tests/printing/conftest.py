"""What tests of documents share."""

from pathlib import Path

import pytest
from django.conf import LazySettings

from pollwright.acting import Actor
from tests.fixtures.ledger import Ledger
from tests.printing.printing_acts import Press, press


@pytest.fixture
def town_press(
    settings: LazySettings, tmp_path: Path, officer: Actor, senior: Actor, head: Actor, ledger: Ledger
) -> Press:
    """An election of one councillor with two candidates, the files of its documents in a folder of the test."""
    settings.FILES_ROOT = tmp_path / "files"
    return press(officer, senior, head, ledger)
