"""The pages for what went wrong: bad request, not allowed, not found, conflict, our fault, not available.

The pages for our own faults are made without the request, so that nothing they need can fail again.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from pollwright.refusals import Refused


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Return the page for a request that cannot be read (400)."""
    return render(request, "pages/errors/400.jinja", status=400)


def not_allowed(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Return the page for a person without the permission (403)."""
    return render(request, "pages/errors/403.jinja", status=403)


def form_out_of_date(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Return the page for a form whose token is missing or old (403); use it as ``CSRF_FAILURE_VIEW``."""
    return render(request, "pages/errors/403_form.jinja", status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Return the page for an address that leads nowhere (404)."""
    return render(request, "pages/errors/404.jinja", status=404)


def refused(request: HttpRequest, refusal: Refused, *, back: str = "") -> HttpResponse:
    """Return the page for an act that the law or the state of things does not allow (409 as a rule)."""
    return render(request, "pages/errors/409.jinja", {"refusal": refusal, "back": back}, status=refusal.status)


def our_fault(request: HttpRequest) -> HttpResponse:
    """Return the page for a fault of ours (500), which needs neither the session nor the database."""
    return HttpResponse(render_to_string("pages/errors/500.jinja"), status=500)


def not_available(request: HttpRequest) -> HttpResponse:
    """Return the page for a service that is closed for maintenance (503)."""
    return HttpResponse(render_to_string("pages/errors/503.jinja"), status=503)
