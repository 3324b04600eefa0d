"""Answering a list: its page, its rows alone to HTMX, or the download that was asked for."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponseBase

from pollwright.pages import downloads
from pollwright.pages.tables import (
    Page,
    TableRequest,
    TableSpec,
    TableView,
    display,
    every_row,
    redirection,
    requested,
    table_response,
)
from pollwright.pages.tables.answers import HasTable


@dataclass(frozen=True, slots=True)
class Listing:
    """What a list shows, and in which words.

    :param page_of: gives one page of rows.
    :param every: gives all rows, for the download; None of a list that is never long, which is read page by page.
    :param name: of the downloaded file, without its ending.
    """

    spec: TableSpec
    page_of: Callable[[TableRequest], Page[Any]]
    every: Callable[[TableRequest], Iterable[Any]] | None
    name: str
    caption: str
    empty: str


def list_response(
    request: HttpRequest, template: str, listing: Listing, made: Callable[[TableView], HasTable]
) -> HttpResponseBase:
    """Answer a list whose page has nothing besides that depends on its rows; `made` puts the table on that page."""
    asked = requested(request, listing.spec)
    if moved := redirection(request, asked):
        return moved
    if asked.download:
        rows = listing.every(asked) if listing.every else every_row(listing.page_of, asked)
        return downloads.table_download(listing.name, asked, rows)
    table = display(listing.page_of(asked), address=request.path, caption=listing.caption, empty=listing.empty)
    return table_response(request, template, made(table))
