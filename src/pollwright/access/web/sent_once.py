"""A form that is sent twice counts once: a button pressed twice, a page sent again, a network that asks again.

Every form carries a key of its own, made when its page was. What led somewhere is remembered by a digest of person,
address, key and everything that was sent; the same again leads to the same place and does nothing. Changed before it is
sent again, it is another form. Two that come at once go one after the other. Acts that change a record hold its version
besides, which a key can't replace: two officers have two pages.
"""

from __future__ import annotations

import hashlib
import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.contrib import messages
from django.db import connection
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.utils.functional import lazy
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from pollwright.access.web.middleware import SIGN_IN
from pollwright.pages.tables import OnlyLooked

FIELD = "form_key"
REMEMBERED_SECONDS = 8 * 3600
"""As long as a session lasts at most."""
NOT_OF_THE_FORM = "csrfmiddlewaretoken"
GetResponse = Callable[[HttpRequest], HttpResponseBase]


def form_marks(request: HttpRequest) -> dict[str, Any]:
    """Return what stands in every form as `csrf_input`: the proof that our page sent it, and the form's own key."""
    return {"csrf_input": _marks(request)}


def _marked(request: HttpRequest) -> SafeString:
    return format_html(
        '<input type="hidden" name="{}" value="{}"><input type="hidden" name="{}" value="{}">',
        NOT_OF_THE_FORM, get_token(request), FIELD, secrets.token_urlsafe(16),
    )  # fmt: skip


_marks = lazy(_marked, SafeString, str)


class SentOnceMiddleware:
    """Answers a form that was sent before with the place to which it led; signing in has its own rules."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.method != "POST" or request.path_info.startswith(SIGN_IN) or not request.POST.get(FIELD):
            return self.get_response(request)
        digest = _digest(request)
        with _alone(digest):
            if (location := _led_to(digest)) is not None:
                messages.info(request, gettext("It was sent twice, and counts once."))
                return redirect(location)
            answer = self.get_response(request)
            if isinstance(answer, HttpResponseRedirect) and not isinstance(answer, OnlyLooked):
                _remember(digest, answer.url)
            return answer


def _digest(request: HttpRequest) -> str:
    """Return what only the same form of the same page gives, sent by the same person with the same in it."""
    person: Any = request.user
    found = hashlib.sha256(repr((person.pk, request.get_full_path())).encode())
    for name, values in sorted(request.POST.lists()):
        if name != NOT_OF_THE_FORM:
            found.update(repr((name, values)).encode())
    for name, files in sorted(request.FILES.lists()):
        for file in files:
            found.update(repr((name, file.name, file.size)).encode())
            for piece in file.chunks():
                found.update(piece)
            file.seek(0)
    return found.hexdigest()


@contextmanager
def _alone(digest: str) -> Iterator[None]:
    """Hold back the same form, sent again, until what it first asked for was answered."""
    key = int.from_bytes(bytes.fromhex(digest[:16]), signed=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [key])
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [key])


def _led_to(digest: str) -> str | None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT location FROM access_sent_forms WHERE digest = %s", [digest])
        row = cursor.fetchone()
    return row[0] if row else None


def _remember(digest: str, location: str) -> None:
    """Keep where a form led, and forget what is past its time."""
    now = int(time.time())
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM access_sent_forms WHERE until <= %s", [now])
        cursor.execute(
            "INSERT INTO access_sent_forms (digest, until, location) VALUES (%s, %s, %s)"
            " ON CONFLICT (digest) DO UPDATE SET until = excluded.until, location = excluded.location",
            [digest, now + REMEMBERED_SECONDS, location],
        )
