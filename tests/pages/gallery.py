"""The gallery: every component on a page, served without a database to look at and to test in a browser.

Run it with ``DJANGO_SETTINGS_MODULE=tests.pages.gallery_settings python -m tests.pages.gallery PORT``.
"""

import sys
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, make_server

from django.contrib import messages
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import path

from pollwright.pages import downloads, errors
from pollwright.pages.charts import Chart
from pollwright.pages.forms import BoundForm
from pollwright.pages.shell import Crumb, Suggestion, wants_suggestions
from pollwright.pages.steps import Progress, StepState
from pollwright.pages.summaries import SummaryRow
from pollwright.pages.tables import (
    BulkAction,
    Page,
    Selection,
    TableRequest,
    TableView,
    Total,
    display,
    redirection,
    requested,
    table_response,
)
from pollwright.pages.timeline import Timeline
from pollwright.refusals import NotFound
from tests.pages import examples


def shell(request: HttpRequest) -> dict[str, Any]:
    """Give the layout the gallery's shell."""
    return {"shell": examples.SHELL}


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of the line at the top."""

    label: str
    value: str
    href: str = ""
    note: str = ""
    alarm: bool = False


@dataclass(frozen=True, slots=True)
class ListPage:
    """A page with a list."""

    title: str
    table: TableView
    crumbs: tuple[Crumb, ...] = ()


@dataclass(frozen=True, slots=True)
class Sample:
    """A page of the gallery; each page uses some of this."""

    title: str
    crumbs: tuple[Crumb, ...] = examples.CRUMBS
    form: BoundForm | None = None
    timeline: Timeline = examples.TIMELINE
    summary: tuple[SummaryRow, ...] = examples.SUMMARY
    progress: Progress | None = None
    charts: tuple[Chart, ...] = (examples.BARS, examples.LINE)
    figures: tuple[Figure, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()


def index(request: HttpRequest) -> HttpResponse:
    """Show figures, summary, timeline and charts, with a message of each level."""
    messages.success(request, "Application A000311 allowed")
    messages.error(request, "This application has already been determined. Open it to see the determination.")
    messages.info(request, "The notice of alteration is published on Tuesday 1 December 2026.")
    figures = (
        Figure("Ready to determine today", "26", "/table/?state=ready"),
        Figure("Evidence due", "14", note="oldest 9 days"),
        Figure("Open to objection", "31"),
        Figure("Reviews late", "2", "/table/", alarm=True),
        Figure("Electors", "434,910"),
    )
    return render(request, "gallery/index.jinja", {"page": Sample("Bethan Carrow", figures=figures)})


def found(asked: TableRequest) -> tuple[list[examples.Application], Total]:
    """Do by hand, on a list, what a query does in SQL."""
    rows = [row for row in examples.applications() if _wanted(row, asked)]
    for term in reversed(asked.order):
        rows.sort(key=attrgetter(term.attribute), reverse=term.descending)
    total = Total.of(len(rows), 100)
    if asked.cursor is not None:
        place = [tuple(getattr(row, term.attribute) for term in asked.order) for row in rows].index(asked.cursor.values)
        rows = rows[:place][::-1] if asked.cursor.backwards else rows[place + 1 :]
    return rows[: asked.size + 1], total


def _wanted(row: examples.Application, asked: TableRequest) -> bool:
    filters = asked.filters
    days = filters.get("received")
    return (
        asked.search.lower() in f"{row.name} {row.address} {row.reference}".lower()
        and filters.get("state", row.state) == row.state
        and row.ward.lower() in filters.get("ward", (row.ward.lower(),))
        and filters.get("address", "").lower() in row.address.lower()
        and (days is None or days.start is None or days.start <= row.received.date())
        and (days is None or days.end is None or row.received.date() <= days.end)
        and filters.get("born", row.born is not None) == (row.born is not None)
    )


def table(request: HttpRequest) -> HttpResponseBase:
    """Show the list, or give it as a file."""
    asked = requested(request, examples.APPLICATIONS)
    if moved := redirection(request, asked):
        return moved
    if asked.download:
        return _download(asked)
    rows, total = found(asked)
    shown = display(
        Page.gather(asked, rows, total),
        address=request.path,
        caption="Applications to determine",
        empty="Every application has been determined.",
        reference=lambda row: row.reference,
        bulk=(BulkAction("allow", "Allow", "/bulk/"), BulkAction("reject", "Reject", "/bulk/", warning=True)),
    )
    return table_response(request, "gallery/table.jinja", ListPage("Applications", shown, examples.CRUMBS[:1]))


def renewed(request: HttpRequest) -> HttpResponseBase:
    """Show a list that renews itself."""
    asked = requested(request, examples.APPLICATIONS)
    rows, total = found(asked)
    shown = display(Page.gather(asked, rows, total), address=request.path, caption="Board", empty="Nothing")
    return table_response(request, "gallery/renewed.jinja", ListPage("Board", shown))


def _download(asked: TableRequest) -> HttpResponseBase:
    rows, _ = found(replace(asked, size=1000))
    header, records = downloads.header_of(asked.shown), downloads.records_of(asked.shown, rows)
    if asked.download == "csv":
        return downloads.csv_response("applications", header, records)
    return downloads.xlsx_response("applications", header, records)


def bulk(request: HttpRequest) -> HttpResponse:
    """Say what was ticked."""
    selection = Selection.parse(examples.APPLICATIONS, request.POST)
    what = "every" if selection.every else ", ".join(selection.references)
    messages.success(request, f"{selection.act}: {what}")
    return HttpResponseRedirect("/table/")


def form(request: HttpRequest) -> HttpResponse:
    """Show the form; sent, show what is wrong or where it leads."""
    bound = examples.FORM.blank({"version": "7"})
    if request.method == "POST":
        bound = examples.FORM.bind(request.POST, request.FILES)
        if bound.valid:
            messages.success(request, "Saved")
            return HttpResponseRedirect("/")
    return render(request, "gallery/form.jinja", {"page": Sample("Enter an application", form=bound)})


def progress(request: HttpRequest) -> HttpResponse:
    """Show long work: still running, or ended where the address says so."""
    shown = examples.progress(StepState(request.GET.get("state", "running")))
    template = "pages/_progress.jinja" if request.headers.get("HX-Request") else "gallery/progress.jinja"
    return render(request, template, {"page": Sample("Revised register", progress=shown)})


def search(request: HttpRequest) -> HttpResponse:
    """Answer the search box in the header."""
    words = request.POST.get("search", "")
    page = Sample(f"Search: {words}", suggestions=examples.SUGGESTIONS if "car" in words.lower() else ())
    template = "pages/_suggestions.jinja" if wants_suggestions(request) else "gallery/search.jinja"
    return render(request, template, {"page": page})


def refusal(request: HttpRequest) -> HttpResponse:
    """Show a refusal."""
    return errors.refused(request, NotFound(kind="application", reference="A000311"), back="/table/")


handler404 = errors.not_found
urlpatterns = [
    path("", index),
    path("table/", table),
    path("renewed/", renewed),
    path("bulk/", bulk),
    path("form/", form),
    path("progress/", progress),
    path("search/", search),
    path("409/", refusal),
    path("400/", errors.bad_request),
    path("403/", errors.not_allowed),
    path("500/", errors.our_fault),
    path("503/", errors.not_available),
]


class _Quiet(WSGIRequestHandler):
    """A handler that keeps no log."""

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 (the name of the method it replaces)
        return


def main(port: int) -> None:
    """Serve until stopped; print the address once it answers."""
    with make_server("127.0.0.1", port, get_wsgi_application(), handler_class=_Quiet) as server:
        sys.stdout.write(f"http://127.0.0.1:{server.server_port}\n")
        sys.stdout.flush()
        server.serve_forever()


if __name__ == "__main__":
    main(int(sys.argv[1]))
