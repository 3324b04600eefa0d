"""What stands around the pages of the public site: no navigation of officers, nobody's name."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _

from pollwright.pages.shell import Banner, BannerKind, Shell


def shell(request: HttpRequest) -> dict[str, Any]:
    """Return what the layout needs; on a demonstration, that everybody in it is invented."""
    if not settings.DEMONSTRATION:
        return {"shell": Shell()}
    told = _("Everybody in this register is invented. Nothing here has legal effect.")
    return {"shell": Shell(banner=Banner(BannerKind.DEMONSTRATION, _("Demonstration"), told))}
