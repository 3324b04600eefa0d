"""A form that was sent just after its session had ended: kept sealed, and offered again to the same person.

What was typed may be personal data, so it is encrypted with the installation's key before it goes into the session,
bound to the person who typed it, and forgotten after an hour. Files are not kept, and no password ever is.
"""

from __future__ import annotations

import base64
import json
import time
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from pollwright.access.protection import WrongKey, seal, unseal

KEY = "kept_form"
MOST_BYTES = 200_000
KEPT_SECONDS = 3600
NEVER_KEPT = ("csrfmiddlewaretoken", "form_key", "password", "oldpassword", "code", "credential")


@dataclass(frozen=True, slots=True)
class KeptForm:
    """What was sent where. `fields` are pairs of name and value, as they were typed; `files` says if any were lost."""

    path: str
    fields: tuple[tuple[str, str], ...]
    files: bool


def keep(request: HttpRequest, person_id: int) -> bool:
    """Keep the form of a request for a person; return False where it is too large to keep."""
    fields = [
        (name, str(value))
        for name, values in request.POST.lists()
        if not name.startswith(NEVER_KEPT)
        for value in values
    ]
    held = {
        "path": request.get_full_path(),
        "fields": fields,
        "files": bool(request.FILES),
        "until": int(time.time()) + KEPT_SECONDS,
    }
    if len(json.dumps(held)) > MOST_BYTES:
        return False
    request.session[KEY] = {
        "person": person_id,
        "sealed": base64.b64encode(seal(held, context=_context(person_id))).decode(),
    }
    return True


def kept(request: HttpRequest, person_id: int) -> KeptForm | None:
    """Return what is kept for a person; what was kept for somebody else, or too long ago, is forgotten."""
    box = request.session.get(KEY)
    if box is None:
        return None
    if box["person"] != person_id:
        forget(request)
        return None
    try:
        held: dict[str, Any] = unseal(base64.b64decode(box["sealed"]), context=_context(person_id))
    except WrongKey:
        forget(request)
        return None
    if held["until"] < time.time():
        forget(request)
        return None
    return KeptForm(held["path"], tuple((name, value) for name, value in held["fields"]), held["files"])


def forget(request: HttpRequest) -> None:
    """Forget what is kept."""
    request.session.pop(KEY, None)


def _context(person_id: int) -> str:
    return f"kept-form:{person_id}"
