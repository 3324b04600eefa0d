"""The released stations as JSON, for those who have a key (handbook INT-402).

The national finder reads them at the addresses that FCS ElectionsPro has, which hold no version; the same stands under
`v1`. A key opens the stations of its own council. Nothing is worked out here: what is served is the file that was
released, so it has been proved, and the same file has the same mark (`ETag`).
"""

from __future__ import annotations

import functools
import hashlib
import json
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from typing import Concatenate, ParamSpec

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase, JsonResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag
from django.views.decorators.http import require_safe

from pollwright.access.tokens import sha256_of_token
from pollwright.access.web.gate import public
from pollwright.access.web.limits import limited, tries_of
from pollwright.public.queries.station_data import Reader, note_use, reader_of, released, released_named
from pollwright.refusals import NotFound, Refused
from pollwright.stations.papers.stations_schema import schema as json_schema

HEADER = "X-API-KEY"
REFUSED = "station-data-refused"
Given = ParamSpec("Given")
View = Callable[Concatenate[HttpRequest, Reader, Given], HttpResponseBase]


class NoSuchKey(Refused):
    """The request had no key, or one that opens nothing (401)."""

    code = "public.R001"
    problem = "The request has no key that is in use."
    remedy = "Send the key in the header X-API-KEY. Where it was withdrawn or lost, ask the council for another."
    status = 401


class AskedTooOften(Refused):
    """A key asked too often in a short time (429)."""

    code = "public.R002"
    problem = "This key was used too often in a short time."
    remedy = "Wait {minutes} minutes. Send the ETag of what you have: while it holds, nothing needs to be read again."
    status = 429


def with_key(view: View[Given]) -> Callable[Concatenate[HttpRequest, Given], HttpResponseBase]:
    """Let a view be used with a key that is in use; what is refused is answered as JSON."""

    @functools.wraps(view)
    def keyed(request: HttpRequest, *args: Given.args, **given: Given.kwargs) -> HttpResponseBase:
        try:
            reader = _reader(request)
            answer = view(request, reader, *args, **given)
        except Refused as refusal:
            return _refusal(refusal)
        except Http404:
            return _refusal(NotFound(kind="poll", reference=request.path.strip("/").split("/")[-1]))
        note_use(reader, timezone.now())
        return answer

    return keyed


@require_safe
@public
@with_key
def elections(request: HttpRequest, reader: Reader) -> HttpResponseBase:
    """List the polls to come whose stations were released."""
    rows = [
        {"id": one.number, "name": one.title, "electionDate": datetime.combine(one.day, time(), UTC).isoformat()}
        for one in released(reader.authority, _today(reader))
    ]
    body = json.dumps(rows, ensure_ascii=False)
    mark = hashlib.sha256(body.encode()).hexdigest()
    return _marked(request, mark, None, lambda: JsonResponse(rows, safe=False))


@require_safe
@public
@with_key
def stations(request: HttpRequest, reader: Reader, number: int) -> HttpResponseBase:
    """Give the stations of one poll, or of polls taken together, as they were released last."""
    found = released_named(reader.authority, number, _today(reader))
    return _marked(
        request, found.sha256, found.released_at, lambda: FileResponse(found.opened(), content_type="application/json")
    )


@require_safe
@public
def schema(request: HttpRequest) -> HttpResponseBase:
    """Give the JSON schema of both answers, to anybody."""
    return JsonResponse(json_schema(), content_type="application/schema+json")


def _reader(request: HttpRequest) -> Reader:
    """Return who asks, counted.

    :raises NoSuchKey: without a key that is in use; those tries are counted by address.
    :raises AskedTooOften: where the key asked too often.
    """
    within = settings.STATION_DATA_SECONDS
    reader = reader_of(sha256_of_token(request.headers.get(HEADER, "").strip()))
    if reader is None:
        limited(request, REFUSED, most=settings.STATION_DATA_QUESTIONS, within=within)
        raise NoSuchKey
    if tries_of(f"station-data {reader.key}", within=within) > settings.STATION_DATA_QUESTIONS:
        raise AskedTooOften(minutes=-(-within // 60))
    return reader


def _marked(
    request: HttpRequest, mark: str, changed: datetime | None, answer: Callable[[], HttpResponseBase]
) -> HttpResponseBase:
    """Return an answer with its mark, or 304 where the reader has it already."""
    tag, moment = quote_etag(mark), int(changed.timestamp()) if changed else None
    told = get_conditional_response(request, etag=tag, last_modified=moment)
    response: HttpResponseBase = answer() if told is None else told
    response.headers["ETag"] = tag
    response.headers["Cache-Control"] = "private, no-cache"
    if moment is not None:
        response.headers["Last-Modified"] = http_date(moment)
    return response


def _refusal(refusal: Refused) -> HttpResponseBase:
    said = {"code": refusal.code, "problem": refusal.said, "remedy": refusal.advice}
    response = JsonResponse(said, status=refusal.status)
    response.headers["Cache-Control"] = "no-store"
    if refusal.status == AskedTooOften.status:
        response.headers["Retry-After"] = str(settings.STATION_DATA_SECONDS)
    return response


def _today(reader: Reader) -> date:
    return reader.clock_on or timezone.localdate()
