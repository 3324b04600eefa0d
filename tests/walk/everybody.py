"""Everybody who walks: two authorities with a person of each role, signed in once for all the tests of a module.

They stand in a transaction that is undone after the module; what each test does is undone after that test, so a test
gets new clients that carry the same sessions.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.test import Client
from django_scopes import scopes_disabled

from pollwright.acting import Role
from pollwright.authorities.models import Authority
from tests.fixtures.arranging import arranged
from tests.walk.world import client_in


@dataclass(frozen=True)
class Everybody:
    """Two authorities, and the key of the session of each role in each."""

    here: Authority
    there: Authority
    sessions: dict[tuple[int, Role], str]

    def client(self, council: Authority, role: Role) -> Client:
        """Return a new client in the session of a role in an authority."""
        client = Client()
        client.cookies[settings.SESSION_COOKIE_NAME] = self.sessions[council.pk, role]
        return client


@contextmanager
def everybody() -> Iterator[Everybody]:
    """Make everybody, and undo it."""
    with transaction.atomic():
        with arranged():
            here = Authority.objects.create(code="quantock", name="Quantock Council", gss="E06999901", slug="quantock")
            there = Authority.objects.create(
                code="mendip-vale", name="Mendip Vale Council", gss="E06999902", slug="mendip"
            )
        with scopes_disabled():
            sessions = {
                (council.pk, role): client_in(council, role).session.session_key
                for council in (here, there)
                for role in Role
            }
        yield Everybody(here, there, {one: str(key) for one, key in sessions.items()})
        transaction.set_rollback(True)
