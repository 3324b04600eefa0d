"""What every test shares: the settings, the databases, and the fixtures of each room in `tests/fixtures`."""

import atexit
import gc
import os
import sys
from pathlib import Path

import django
import pytest
from django.conf import settings as configured
from hypothesis import HealthCheck, settings

HERE = Path(__file__).resolve().parent
# Tests start many programs. Each would compile the packages anew where the machine tells Python to keep no bytecode.
BYTECODE = HERE.parent / ".local" / "bytecode"
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
os.environ["PYTHONPYCACHEPREFIX"] = sys.pycache_prefix = str(BYTECODE)
sys.dont_write_bytecode = False
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pollwright.config.settings")
os.environ.setdefault("POLLWRIGHT_HOME", str(HERE.parent / ".local" / "tests"))
django.setup()  # before the fixtures below, which import models
configured.WHITENOISE_AUTOREFRESH = (
    True  # look for a static file when it is asked for, not for all with each test's client
)

# How long an example takes says how busy the machine is, not whether the code is right.
settings.register_profile("any-machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any-machine")

pytest_plugins = (
    "tests.database",
    *(f"tests.fixtures.{path.stem}" for path in sorted((HERE / "fixtures").glob("[a-z]*.py"))),
)


LONG = ("tests/stories/", "test_workers", "faults", "test_sign_in_stories", "test_round_trip", "test_pages_gallery")
"""Parts of the names of what takes long: browsers, and programs that are started and killed."""


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes long, whatever order chance gave, so that no worker is left with it when the others are done."""
    items.sort(key=lambda item: not any(part in item.nodeid for part in LONG))


def pytest_collection_finish(session: pytest.Session) -> None:
    """Spare what every test shares from the collector, which else goes through some million objects again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Look for what was leaked once, not the ten times that pytest would: each goes through everything there is."""
    gc.collect()
    gc.freeze()
    atexit.register(gc.unfreeze)  # for libraries that count at the very end what of theirs is left
