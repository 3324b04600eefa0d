"""Sealing of protected values: encrypted by the application, with a keyed digest where equality must be searched.

The key comes from the environment (`POLLWRIGHT_FIELD_KEY`) and is never in the database or a backup.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
from functools import lru_cache
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

NONCE = 12


class WrongKey(Exception):
    """A sealed value can't be opened with the key of this installation (a restored backup needs its own key)."""


def seal(values: dict[str, Any], *, context: str) -> bytes:
    """Return `values` as JSON, encrypted. `context` (such as `elector:42`) must be given again to open them."""
    nonce = os.urandom(NONCE)
    text = json.dumps(values, sort_keys=True, ensure_ascii=False).encode()
    return nonce + AESGCM(_key("seal", settings.FIELD_KEY)).encrypt(nonce, text, context.encode())


def unseal(sealed: bytes, *, context: str) -> dict[str, Any]:
    """Return what `seal` was given.

    :raises WrongKey: where key or context differ, or the bytes were changed.
    """
    raw = bytes(sealed)
    try:
        text = AESGCM(_key("seal", settings.FIELD_KEY)).decrypt(raw[:NONCE], raw[NONCE:], context.encode())
    except InvalidTag as wrong:
        raise WrongKey(context.partition(":")[0]) from wrong
    values: dict[str, Any] = json.loads(text)
    return values


def mac(value: str) -> bytes:
    """Return the keyed digest of a value, for searching sealed values by equality."""
    return hmac.new(_key("mac", settings.FIELD_KEY), value.encode(), hashlib.sha256).digest()


@lru_cache(maxsize=8)
def _key(purpose: str, secret: str) -> bytes:
    return HKDF(SHA256(), 32, salt=None, info=f"pollwright {purpose}".encode()).derive(secret.encode())
