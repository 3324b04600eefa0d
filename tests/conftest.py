"""What every test shares: the settings, the databases, and the fixtures of each room in `tests/fixtures`."""

import os
from pathlib import Path

import django

HERE = Path(__file__).resolve().parent
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pollwright.config.settings")
os.environ.setdefault("POLLWRIGHT_HOME", str(HERE.parent / ".local" / "tests"))
django.setup()  # before the fixtures below, which import models

pytest_plugins = (
    "tests.database",
    *(f"tests.fixtures.{path.stem}" for path in sorted((HERE / "fixtures").glob("[a-z]*.py"))),
)
