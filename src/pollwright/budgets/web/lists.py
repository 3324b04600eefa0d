"""The lists of what belongs to one budget."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponseBase

from pollwright.budgets.web import terms
from pollwright.pages.lists import Listing, list_response
from pollwright.pages.shell import NavItem
from pollwright.pages.standard import ListPage
from pollwright.pages.tables import Page, TableRequest, TableSpec


def listed(
    request: HttpRequest,
    budget: tuple[str, str],
    spec: TableSpec,
    rows: Callable[[TableRequest], Page[Any]],
    title: str,
    empty: str,
    links: tuple[NavItem, ...] = (),
) -> HttpResponseBase:
    """Answer a list of what belongs to a budget; it leaves under the name of its table and the budget's reference.

    :param budget: its reference and its service's name.
    """
    reference, service = budget
    listing = Listing(spec, rows, None, name=f"{spec.name}-{reference}", caption=title, empty=empty)
    page = partial(ListPage, title, links=links, crumbs=terms.crumbs(reference, service))
    return list_response(request, terms.LIST, listing, page)
