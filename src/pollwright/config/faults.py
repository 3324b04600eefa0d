"""The pages of faults: what went wrong and what to do, never a stack."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 400."""
    return render(request, "pages/errors/400.jinja", status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 403."""
    return render(request, "pages/errors/403.jinja", status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 404."""
    return render(request, "pages/errors/404.jinja", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer 500; nothing of the fault is shown."""
    return render(request, "pages/errors/500.jinja", status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form whose session has ended: 403, with what to do."""
    return render(request, "pages/errors/403.jinja", status=403)
