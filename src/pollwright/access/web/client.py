"""From which address a request came, where a proxy stands before the server."""

from __future__ import annotations

import ipaddress

from django.conf import settings
from django.http import HttpRequest

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
IPV6_PREFIX = 64
"""One household or office has at least so many bits of an IPv6 address to itself, so it counts as one."""


def client_address(request: HttpRequest) -> str:
    """Return the address that a request came from, "" where none is known.

    It is the peer's, unless the peer is a proxy that `POLLWRIGHT_TRUSTED_PROXIES` names: then it is the last address of
    `X-Forwarded-For` that is no such proxy. What a client wrote into that header itself stands before it and is never
    read. Where an entry is no address, the proxy that passed it on is taken.
    """
    peer = str(request.META.get("REMOTE_ADDR", ""))
    found = _address(peer)
    passed_on = [one.strip() for one in request.headers.get("X-Forwarded-For", "").split(",")]
    while found is not None and _trusted(found) and passed_on:
        before = _address(passed_on.pop())
        if before is None:
            break
        found = before
    return peer if found is None else str(found)


def source_of(request: HttpRequest) -> str:
    """Return what tries are counted by: the client's address, of IPv6 only the part that a network has."""
    text = client_address(request)
    found = _address(text)
    if isinstance(found, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((found, IPV6_PREFIX), strict=False))
    return text


def loopback(host: str) -> bool:
    """Return whether an address is this machine's own."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def _trusted(address: Address) -> bool:
    return any(address in network for network in settings.TRUSTED_PROXIES)


def _address(text: str) -> Address | None:
    try:
        found = ipaddress.ip_address(text.strip("[]"))
    except ValueError:
        return None
    mapped = found.ipv4_mapped if isinstance(found, ipaddress.IPv6Address) else None
    return mapped or found
