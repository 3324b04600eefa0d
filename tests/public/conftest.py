"""Fixtures of the public site's tests: the town of the tests of stations, and a browser of the public site."""

from typing import Any

import pytest
from django.conf import settings as of_officers
from django.test import Client

from pollwright.config.public_site import public_settings
from tests.stations.conftest import town  # noqa: F401 - the fixture


@pytest.fixture
def resident(db: None, settings: Any) -> Client:
    """A browser of the public site: its addresses, middleware and templates, without the files of its look."""
    for name, value in public_settings({}, {"INSTALLED_APPS": of_officers.INSTALLED_APPS}).items():
        if name != "INSTALLED_APPS":
            setattr(settings, name, value)
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if "whitenoise" not in name]
    return Client()
