"""The public pages of a council's notices."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pollwright.access.web.gate import public
from pollwright.pages.shell import Crumb, NavItem
from pollwright.public.queries import notices as queries
from pollwright.public.queries.councils import council_named
from pollwright.public.queries.councils import councils as every_council
from pollwright.public.queries.notices import PollNotices


@dataclass(frozen=True, slots=True)
class CouncilRow:
    """A council with what it tells the public here."""

    name: str
    links: tuple[NavItem, ...]


@dataclass(frozen=True, slots=True)
class CouncilsPage:
    """The councils that tell the public of their polls here."""

    title: str
    councils: tuple[CouncilRow, ...]


@dataclass(frozen=True, slots=True)
class NoticesPage:
    """The notices of a council, by poll."""

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
    overtaken: bool
    sha256: str
    crumbs: tuple[Crumb, ...]


@require_safe
@public
def councils(request: HttpRequest) -> HttpResponse:
    """Show the councils that tell the public of their polls here."""
    rows = tuple(
        CouncilRow(
            one.name,
            (
                NavItem(_("Find your polling station"), reverse("public:finder", args=[one.code])),
                NavItem(_("Notices of elections and referendums"), reverse("public:notices", args=[one.code])),
            ),
        )
        for one in every_council()
    )
    return render(request, "public/councils.jinja", {"page": CouncilsPage(_("Elections and referendums"), rows)})


@require_safe
@public
def notices(request: HttpRequest, code: str) -> HttpResponse:
    """Show the notices of a council, by poll."""
    council = council_named(code)
    page = NoticesPage(
        title=_("Notices of elections and referendums"),
        code=code,
        authority=council.name,
        polls=tuple(queries.polls_with_notices(council.id)),
        crumbs=(Crumb(_("Councils"), reverse("public:councils")),),
    )
    return render(request, "public/notices.jinja", {"page": page})


@require_safe
@public
def notice(request: HttpRequest, code: str, reference: str) -> HttpResponse:
    """Show one notice as a page that everybody can read."""
    council = council_named(code)
    found = queries.notice(council.id, reference)
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
        overtaken=found.overtaken,
        sha256=found.sha256,
        crumbs=(Crumb(council.name, reverse("public:notices", args=[code])),),
    )
    return render(request, "public/notice.jinja", {"page": page})


@require_safe
@public
def notice_file(request: HttpRequest, code: str, reference: str, form: str) -> HttpResponseBase:
    """Give a notice as PDF, or its data as JSON."""
    found = queries.notice_file(council_named(code).id, reference, form)
    return FileResponse(found.opened, as_attachment=True, filename=found.name, content_type=found.media_type)
