"""The council whose pages are walked, and the browser that walks them."""

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from pollwright.postgres import Server
from tests.pages.browsing import ROOT, chromium, chromium_path
from tests.stories.serving_pages import an_installation, served


@dataclass(frozen=True)
class Council:
    """A council that is served: its address, its people, an address of each page, and one of the council next door."""

    address: str
    people: dict[str, dict[str, str]]
    pages: dict[str, str]
    elsewhere: str
    environment: dict[str, str]


@pytest.fixture(scope="session")
def council(postgres_server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Council]:
    """The council of `tests.stories.council`, made once for each worker and served by the real server."""
    home: Path = tmp_path_factory.mktemp("council")
    with an_installation(postgres_server, home) as environment:
        command = [sys.executable, "-m", "tests.stories.council"]
        made = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
        assert made.returncode == 0, made.stderr
        told: dict[str, Any] = json.loads(made.stdout)
        with served(environment) as address:
            yield Council(address, told["people"], told["pages"], told["elsewhere"], environment)


@pytest.fixture(scope="module")
def chrome() -> Iterator[Browser]:
    """A browser for the tests of one module: two cannot be open in one thread."""
    path = chromium_path()
    if path is None:
        pytest.skip("no Chromium on this machine")
    with chromium(path) as opened:
        yield opened
