"""Signed-in clients for the tests of pages, and what a page says."""

import html
import re

from django.http import HttpResponse
from django.test import Client

from pollwright.access.models import Person
from pollwright.acting import Actor

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def client_of(actor: Actor) -> Client:
    """Return a signed-in client of an actor whose second factor has been seen."""
    client = Client()
    client.force_login(Person.objects.get(pk=actor.person_id), backend=BACKEND)
    session = client.session
    session["second_factor"] = actor.person_id
    session.save()
    return client


def said(answer: HttpResponse) -> str:
    """Return the words of a page, tags left out and spaces made one."""
    streamed = getattr(answer, "streaming_content", None)
    content = b"".join(streamed) if streamed is not None else answer.content
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", content.decode())).split())


def page(client: Client, address: str) -> str:
    """Return the words of a page that must be there."""
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    return said(answer)
