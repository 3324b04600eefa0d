"""How a view with a table reads its request and answers it.

A table's search form is posted, because what people search for are names and addresses. Without JavaScript
the answer to the post is a redirection to an address in which the words are sealed; HTMX gets the table at
once, with the same address to show. A view is therefore::

    @require_http_methods(["GET", "HEAD", "POST"])
    def electors(request):
        asked = requested(request, ELECTORS)
        if moved := redirection(request, asked):
            return moved
        page = ElectorsPage(table=display(queries.electors(…, asked=asked), address=request.path, caption=…))
        return table_response(request, "register/electors.jinja", page)
"""

from typing import Any, Protocol

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render

from pollwright.pages.tables.asked import TableRequest, TableSpec
from pollwright.pages.tables.display import TableView


class OnlyLooked(HttpResponseRedirect):
    """The way to what was looked for: nothing was done, and the same may be asked again."""


class HasTable(Protocol):
    """A page with a table."""

    @property
    def table(self) -> TableView:
        """The table."""


def requested(request: HttpRequest, spec: TableSpec) -> TableRequest:
    """Return what the request asks of the table, from the posted form or else from the address."""
    return TableRequest.parse(spec, _data(request))


def redirection(request: HttpRequest, asked: TableRequest) -> HttpResponseRedirect | None:
    """Return the way to the sealed address for a form posted without HTMX; otherwise None.

    A form with a mistake in it is answered where it is, so that the message is seen.
    """
    if request.method != "POST" or _partial(request) or asked.problems:
        return None
    query = asked.query()
    return OnlyLooked(f"{request.path}?{query}" if query else request.path)


def table_response(request: HttpRequest, template: str, page: HasTable) -> HttpResponse:
    """Return the whole page, or the rows alone where HTMX asks for them."""
    context: dict[str, Any] = {"page": page}
    if not _partial(request):
        return render(request, template, context)
    response = render(request, "pages/_table_results.jinja", context)
    if request.method == "POST":
        response["HX-Replace-Url"] = page.table.canonical
    return response


def _data(request: HttpRequest) -> QueryDict:
    return request.POST if request.method == "POST" else request.GET


def _partial(request: HttpRequest) -> bool:
    """Whether HTMX asks for a part; a page that it restores from history, or renews, is wanted whole."""
    whole = ("HX-History-Restore-Request", "Pollwright-Renewal")
    wants = request.headers.get("HX-Request") == "true"
    return wants and all(request.headers.get(name) != "true" for name in whole)
