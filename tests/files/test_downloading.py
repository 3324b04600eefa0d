"""Who may download a file, what is recorded, and with which headers it goes out."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client

from pollwright.acting import Actor, Role
from pollwright.audit.models import Event, EventPayload
from pollwright.files.content import ContentMissing
from pollwright.files.models import StoredFile
from pollwright.files.operations.downloading import download
from pollwright.refusals import NotFound, NotPermitted
from tests.files.storing import keep_file
from tests.fixtures.arranging import arranged

Browser = Callable[[Actor], Client]
ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_a_download_leaves_an_event_with_hash_and_size(head: Actor) -> None:
    stored = keep_file(actor=head, source=b"abc", rows=1)

    download(actor=head, token=stored.token).content.close()

    event = Event.objects.get(code="files.downloaded")
    assert (event.actor_name, event.operation) == (head.name, "files.download")
    assert EventPayload.objects.get(event_id=event.pk).body == {
        "facts": {"kind": "import", "bytes": 3, "sha256": ABC, "rows": 1, "restricted": False}
    }


def test_another_authority_finds_no_such_file(head: Actor, stranger: Actor) -> None:
    stored = keep_file(actor=head)

    with pytest.raises(NotFound):
        download(actor=stranger, token=stored.token)

    assert Event.objects.filter(code="files.downloaded").count() == 0


def test_the_kind_of_the_file_decides_who_may_have_it(head: Actor, actor_as: Callable[[Role], Actor]) -> None:
    stored = keep_file(actor=head, kind="import")

    with pytest.raises(NotPermitted):
        download(actor=actor_as(Role.CUSTOMER_SERVICE), token=stored.token)


def test_files_with_anonymous_electors_ask_a_permission_of_their_own(
    head: Actor, actor_as: Callable[[Role], Actor]
) -> None:
    stored = keep_file(actor=head, kind="export", restricted=True)
    officer = actor_as(Role.OFFICER)

    with pytest.raises(NotPermitted):
        download(actor=officer, token=stored.token)
    download(actor=actor_as(Role.SENIOR), token=stored.token).content.close()

    assert [event.actor_role for event in Event.objects.filter(code="files.downloaded")] == ["senior"]


def test_what_retention_removed_is_not_given_out(head: Actor) -> None:
    stored = keep_file(actor=head)
    with arranged(), connection.cursor() as cursor:
        cursor.execute("UPDATE files_storedfile SET removed_at = now() WHERE id = %s", [stored.pk])

    with pytest.raises(ContentMissing):
        download(actor=head, token=stored.token)


def test_a_download_is_never_shown_run_or_cached(head: Actor, browser: Browser) -> None:
    stored = keep_file(actor=head, source=b"<script>alert(1)</script>", media_type="text/html", name="Rhestr ŵ.html")

    answer = browser(head).get(f"/files/{stored.token}/")

    assert b"".join(answer.streaming_content) == b"<script>alert(1)</script>"  # type: ignore[attr-defined]
    headers = ("Content-Disposition", "Cache-Control", "X-Content-Type-Options", "Content-Security-Policy")
    assert [answer.headers[name] for name in headers] == [
        "attachment; filename*=utf-8''Rhestr%20%C5%B5.html",
        "no-store",
        "nosniff",
        "default-src 'none'; sandbox",
    ]


def test_a_stranger_is_sent_to_sign_in(head: Actor) -> None:
    stored = keep_file(actor=head)

    answer = Client().get(f"/files/{stored.token}/")

    assert (answer.status_code, answer.headers["Location"].split("?")[0]) == (302, "/sign-in/login/")


def test_a_token_has_256_bits_of_chance(head: Actor) -> None:
    stored = StoredFile.objects.get(pk=keep_file(actor=head).pk)

    assert len(stored.token) == 43
