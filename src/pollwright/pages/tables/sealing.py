"""Sealed tokens: how names and other personal words travel in an address without being readable there.

Addresses end up in browser histories and server logs. What a person searched for, and the sort values of
the row where a page of a list ended, are therefore encrypted and authenticated with a key derived from the
installation's secret key. A token made with a key that has been retired still opens while the key is listed
in ``SECRET_KEY_FALLBACKS``.
"""

import base64
import json
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.utils.crypto import salted_hmac

SALT = "pollwright.pages.sealing"


class BrokenSeal(ValueError):
    """A token that this installation did not make, or that was altered."""


def seal(purpose: str, value: Any) -> str:
    """Return ``value`` (JSON, with days, moments, decimals and UUIDs) as a token for one ``purpose``."""
    plain = json.dumps([purpose, _packed(value)], separators=(",", ":"), ensure_ascii=False)
    return _cipher().encrypt(plain.encode()).decode().rstrip("=")


def unseal(purpose: str, token: str) -> Any:
    """Return the value in ``token``; lists come back as lists.

    :raises BrokenSeal: where the token was not sealed here for this purpose.
    """
    padded = token + "=" * (-len(token) % 4)
    try:
        found, value = json.loads(_cipher().decrypt(padded.encode()))
    except (InvalidToken, UnicodeError):
        raise BrokenSeal from None
    if found != purpose:
        raise BrokenSeal
    return _unpacked(value)


def _cipher() -> MultiFernet:
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    keys = (salted_hmac(SALT, "key", secret=secret, algorithm="sha256").digest() for secret in secrets)
    return MultiFernet([Fernet(base64.urlsafe_b64encode(key)) for key in keys])


PACKERS: dict[type, str] = {datetime: "moment", date: "day", Decimal: "decimal", UUID: "uuid"}
UNPACKERS: dict[str, Callable[[str], Any]] = {
    "moment": datetime.fromisoformat,
    "day": date.fromisoformat,
    "decimal": Decimal,
    "uuid": UUID,
}


def _packed(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return [_packed(one) for one in value]
    name = PACKERS.get(type(value))
    if name is None:
        return value
    return {name: value.isoformat() if isinstance(value, date) else str(value)}


def _unpacked(value: Any) -> Any:
    if isinstance(value, list):
        return [_unpacked(one) for one in value]
    if isinstance(value, dict):
        ((name, text),) = value.items()
        return UNPACKERS[name](text)
    return value
