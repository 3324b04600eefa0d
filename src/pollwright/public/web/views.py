"""The public pages of an authority's notices."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pollwright.access.web.gate import public
from pollwright.files.store import open_content
from pollwright.pages.shell import Crumb, NavItem
from pollwright.public.queries import notices as queries
from pollwright.public.queries.notices import PollNotices


@dataclass(frozen=True, slots=True)
class CouncilsPage:
    """The authorities that publish notices here."""

    title: str
    councils: tuple[NavItem, ...]


@dataclass(frozen=True, slots=True)
class NoticesPage:
    """The notices of an authority, by poll."""

    title: str
    code: str
    authority: str
    polls: tuple[PollNotices, ...]
    crumbs: tuple[Crumb, ...]


@dataclass(frozen=True, slots=True)
class NoticePage:
    """One notice."""

    title: str
    code: str
    reference: str
    html: str
    published_at: datetime
    late_reason: str
    withdrawn_at: datetime | None
    withdrawn_because: str
    amended_by: str
    sha256: str
    crumbs: tuple[Crumb, ...]


@require_safe
@public
def councils(request: HttpRequest) -> HttpResponse:
    """Show the authorities that publish notices here."""
    links = tuple(NavItem(name, reverse("public:notices", args=[code])) for code, name in queries.authorities())
    return render(request, "public/councils.jinja", {"page": CouncilsPage(_("Public notices of polls"), links)})


@require_safe
@public
def notices(request: HttpRequest, code: str) -> HttpResponse:
    """Show the notices of an authority, by poll."""
    with queries.authority_named(code) as authority:
        page = NoticesPage(
            title=_("Notices of elections and referendums"),
            code=code,
            authority=authority.name,
            polls=tuple(queries.polls_with_notices(authority.pk)),
            crumbs=(Crumb(_("Public notices"), reverse("public:councils")),),
        )
    return render(request, "public/notices.jinja", {"page": page})


@require_safe
@public
def notice(request: HttpRequest, code: str, reference: str) -> HttpResponse:
    """Show one notice as a page that everybody can read."""
    with queries.authority_named(code) as authority:
        found = queries.notice(authority.pk, reference)
        page = NoticePage(
            title=found.title,
            code=code,
            reference=reference,
            html=found.html,
            published_at=found.published_at,
            late_reason=found.late_reason,
            withdrawn_at=found.withdrawn_at,
            withdrawn_because=found.withdrawn_because,
            amended_by=found.amended_by,
            sha256=found.sha256,
            crumbs=(Crumb(authority.name, reverse("public:notices", args=[code])),),
        )
    return render(request, "public/notice.jinja", {"page": page})


@require_safe
@public
def notice_file(request: HttpRequest, code: str, reference: str, form: str) -> HttpResponseBase:
    """Give a notice as PDF, or its data as JSON."""
    with queries.authority_named(code) as authority:
        stored = queries.notice_file(authority.pk, reference, form)
        return FileResponse(
            open_content(stored, verify=True), as_attachment=True, filename=stored.name, content_type=stored.media_type
        )
