"""Sending the weekly digest: messages first, then the act that notes to whom they went."""

from __future__ import annotations

from datetime import date, timedelta

from django.core.mail import get_connection
from django_scopes import scope

from pollwright.acting import Channel, system
from pollwright.year.operations.telling import note_digests
from pollwright.year.papers.digests import digest, message
from pollwright.year.queries.calendar import dates
from pollwright.year.queries.people import digest_readers

AHEAD = timedelta(days=31)
WEEK = timedelta(days=6)


def send_digests(authority_id: int, code: str, *, on: date, channel: Channel = Channel.JOB) -> int:
    """Send the digest to everybody of an authority who wants it and had none this week; return how many they are."""
    with scope(authority=authority_id):
        readers = digest_readers(authority_id, on=on, since=on - WEEK)
        messages = []
        for reader in readers:
            rows = dates(authority_id, reader.permissions, first=on, last=on + AHEAD, on=on, overdue=True)
            messages.append(message(digest(reader.authority_name, rows, on=on), reader.email))
        if not messages:
            return 0
        get_connection().send_messages(messages)
        actor = system(authority_id, code, channel)
        return note_digests(actor=actor, people=[reader.person_id for reader in readers], on=on)
