"""The page of roles: the permission matrix as a table."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from pollwright.access.matrix import MATRIX, TITLES, WORDS
from pollwright.access.web.gate import permission_required
from pollwright.acting import Permission, Role
from pollwright.pages.shell import Crumb


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """What a permission lets a person do, and whether each role carries it, in the order of the roles."""

    words: str
    carried: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class RolesPage:
    """The permission matrix."""

    title: str
    roles: tuple[str, ...]
    rows: tuple[MatrixRow, ...]
    crumbs: tuple[Crumb, ...]


@permission_required(Permission.OWN_ACCOUNT)
@require_safe
def roles(request: HttpRequest) -> HttpResponse:
    """Show which role carries which permission."""
    page = RolesPage(
        title=gettext("Roles and what they may do"),
        roles=tuple(gettext(TITLES[role]) for role in Role),
        rows=tuple(
            MatrixRow(gettext(WORDS[permission]), tuple(permission in MATRIX[role] for role in Role))
            for permission in Permission
        ),
        crumbs=(Crumb(gettext("Your account"), reverse("access:account")),),
    )
    return render(request, "access/roles.jinja", {"page": page})
