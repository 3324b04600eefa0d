"""What views of this room answer with."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

from pollwright.pages.downloads import csv_response, header_of, records_of, xlsx_response
from pollwright.pages.forms import BoundForm
from pollwright.pages.tables import TableRequest
from pollwright.refusals import Refused


def with_refusal(bound: BoundForm, refusal: Refused) -> BoundForm:
    """Return a form with what an operation refused.

    :raises Refused: again, where the form itself should not be seen (not permitted, not found).
    """
    if refusal.status in (403, 404):
        raise refusal
    return bound.with_problem("", f"{refusal.said} {refusal.advice}")


def download(asked: TableRequest, name: str, rows: Sequence[Any]) -> HttpResponseBase:
    """Return a list as the file that was asked for."""
    header, records = header_of(asked.shown), records_of(asked.shown, rows)
    return csv_response(name, header, records) if asked.download == "csv" else xlsx_response(name, header, records)


def or_404(found: Any) -> Any:
    """Return what was found.

    :raises Http404: where nothing was: another authority's record looks the same as none.
    """
    if found is None:
        raise Http404
    return found


def no_store(response: HttpResponseBase) -> HttpResponseBase:
    """Return an answer that no cache may keep, since it shows a secret once."""
    response["Cache-Control"] = "no-store"
    return response


def person_id_of(request: HttpRequest) -> int:
    """Return the id of the person who is signed in."""
    return int(request.user.pk or 0)
