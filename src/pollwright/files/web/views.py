"""Downloads."""

from __future__ import annotations

from typing import cast

from django.http import FileResponse, HttpRequest
from django.views.decorators.http import require_GET

from pollwright.access.web.gate import OfficerRequest, permission_required
from pollwright.acting import Permission
from pollwright.files.operations.downloading import download as open_for_download


@require_GET
@permission_required(Permission.OWN_ACCOUNT)
def download(request: HttpRequest, token: str) -> FileResponse:
    """Hand out a stored file, always as a download and never to be shown, run or cached by the browser."""
    opened = open_for_download(actor=cast(OfficerRequest, request).actor, token=token)
    response = FileResponse(opened.content, as_attachment=True, filename=opened.name, content_type=opened.media_type)
    response["Cache-Control"] = "no-store"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
