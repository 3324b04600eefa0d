"""Answering a list: its page, its rows alone to HTMX, or the download that was asked for."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
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
from pollwright.refusals import NotPermitted


@dataclass(frozen=True, slots=True)
class Leaving:
    """On what terms a list of people leaves as a file; a list in which nobody is named needs none.

    :param allowed: whether this person may have it. Whoever may not is shown no link, and asking anyway is refused.
    :param permission: what they lack.
    :param recorded: told of what was asked for and the number of rows, before the file goes.
    """

    allowed: bool
    permission: str
    recorded: Callable[[TableRequest, int], None]


@dataclass(frozen=True, slots=True)
class Listing:
    """What a list shows, and in which words.

    :param page_of: gives one page of rows.
    :param every: gives all rows, for the download; None of a list that is never long, which is read page by page.
    :param name: of the downloaded file, without its ending.
    :param leaving: of a list of people: who may download it, and what is told of it.
    """

    spec: TableSpec
    page_of: Callable[[TableRequest], Page[Any]]
    every: Callable[[TableRequest], Iterable[Any]] | None
    name: str
    caption: str
    empty: str
    leaving: Leaving | None = None


def list_download(
    name: str, asked: TableRequest, rows: Callable[[], Iterable[Any]], leaving: Leaving | None
) -> HttpResponseBase:
    """Return the file of a list; of a list of people only to whoever may have it, and told of before it goes.

    :raises NotPermitted: where it is a list of people and this person may not have it.
    """
    if leaving is None:
        return downloads.table_download(name, asked, rows())
    if not leaving.allowed:
        raise NotPermitted(permission=leaving.permission)
    gathered = list(rows())
    leaving.recorded(asked, len(gathered))
    return downloads.table_download(name, asked, gathered)


def list_response(
    request: HttpRequest, template: str, listing: Listing, made: Callable[[TableView], HasTable]
) -> HttpResponseBase:
    """Answer a list whose page has nothing besides that depends on its rows; `made` puts the table on that page.

    :raises NotPermitted: where a download is asked for by somebody who may not have it.
    """
    asked = requested(request, listing.spec)
    if moved := redirection(request, asked):
        return moved
    if asked.download:
        every = listing.every or partial(every_row, listing.page_of)
        return list_download(listing.name, asked, lambda: every(asked), listing.leaving)
    table = display(
        listing.page_of(asked),
        address=request.path,
        caption=listing.caption,
        empty=listing.empty,
        downloads=listing.leaving is None or listing.leaving.allowed,
    )
    return table_response(request, template, made(table))
