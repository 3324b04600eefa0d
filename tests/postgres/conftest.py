"""Private servers for the launcher's own tests: never the one that the other tests use."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from pollwright.postgres import Profile, Server, destroy

WITHOUT_DATABASE = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder in which this module's servers run; its data is deleted afterwards."""
    path = tmp_path_factory.mktemp("postgres server")
    yield path
    destroy(path, WITHOUT_DATABASE)


@pytest.fixture
def server(folder: Path) -> Server:
    """A running server that loses nothing that was committed."""
    return Server.start(folder, Profile.DURABLE, WITHOUT_DATABASE)
