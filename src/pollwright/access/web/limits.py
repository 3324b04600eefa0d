"""How often something is tried from one address, counted for all web processes together.

The table holds a keyed digest of the address, never the address, and forgets it when the time is over.
"""

from __future__ import annotations

import time

from django.db import connection
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from pollwright.access.web.client import source_of
from pollwright.refusals import Refused

_COUNT = """
INSERT INTO access_tries AS t (source, until, tries) VALUES (%s, %s, 1)
ON CONFLICT (source) DO UPDATE SET tries = CASE WHEN t.until > %s THEN t.tries + 1 ELSE 1 END,
    until = CASE WHEN t.until > %s THEN t.until ELSE excluded.until END
RETURNING tries
"""


class TooOften(Refused):
    """One address asked too often in a short time (429)."""

    code = "access.R018"
    problem = "Too many questions came from your address in a short time."
    remedy = "Wait {minutes} minutes and try again, or telephone the elections office."
    status = 429


def tries(request: HttpRequest, what: str, *, within: int) -> int:
    """Count one try of something by the address it came from, and return how many that makes in so many seconds."""
    return tries_of(f"{what} {source_of(request)}", within=within)


def tries_of(source: str, *, within: int) -> int:
    """Count one try by what it came from, such as a key, and return how many that makes in so many seconds.

    One statement counts, so that many at once are all counted. The first of a new time sweeps what is over.
    """
    now = int(time.time())
    source = salted_hmac("pollwright.tries", source, algorithm="sha256").hexdigest()
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [source, now + within, now, now])
        count = int(cursor.fetchone()[0])
        if count == 1:
            cursor.execute("DELETE FROM access_tries WHERE until <= %s", [now])
    return count


def limited(request: HttpRequest, what: str, *, most: int, within: int) -> None:
    """Count one try, and refuse it where there were too many.

    :raises TooOften: beyond `most` in `within` seconds.
    """
    if tries(request, what, within=within) > most:
        raise TooOften(minutes=-(-within // 60))
