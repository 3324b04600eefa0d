"""What every answer of the public site carries, and refusals as pages."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from pollwright.pages.errors import refused
from pollwright.refusals import Refused

HEADERS = {
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Resource-Policy": "same-origin",
}
ONLY_BY_TLS = "max-age=31536000"
"""For a year, browsers ask for this host by TLS only."""


class PublicMiddleware:
    """Adds the public site's headers, and shows what is refused as a page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        answer = self.get_response(request)
        for name, value in HEADERS.items():
            answer.headers.setdefault(name, value)
        if settings.SESSION_COOKIE_SECURE:
            answer.headers.setdefault("Strict-Transport-Security", ONLY_BY_TLS)
        return answer

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Show a refusal with its status, problem and remedy."""
        return refused(request, exception) if isinstance(exception, Refused) else None
