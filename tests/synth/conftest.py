"""Authorities made once for all tests of the room."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from pollwright.synth.generation import generate
from pollwright.synth.manifest import Manifest

ON = date(2026, 11, 22)
Read = Callable[[str], pl.DataFrame]


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Manifest]:
    """The large authority at 43,000 electors."""
    out = tmp_path_factory.mktemp("somerset")
    return out, generate(43_000, 7, ON, out)


@pytest.fixture(scope="session")
def manifest(made: tuple[Path, Manifest]) -> Manifest:
    return made[1]


@pytest.fixture(scope="session")
def read(made: tuple[Path, Manifest]) -> Read:
    """Reads a file of the large authority, all columns as text, blank as the empty string."""
    return lambda name: pl.read_csv(made[0] / name, infer_schema=False).fill_null("")
