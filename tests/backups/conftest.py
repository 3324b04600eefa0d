"""A store of its own for each test."""

from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(autouse=True)
def files_root(settings: Any, tmp_path: Path) -> Path:
    """The folder of the store."""
    settings.FILES_ROOT = tmp_path / "files"
    return settings.FILES_ROOT
