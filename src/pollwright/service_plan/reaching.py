"""Whether a page is there that a link leads to: asked for outside only, with a limit of time, nothing of it kept.

An address may have been typed to lead this server to itself or to its neighbours. So each name is resolved first, every
address that it has must be one of the public internet, and the connection is made to that very address; each redirection
is looked at anew.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import SplitResult, urljoin, urlsplit

from pollwright.service_plan.states import Reached

SECONDS = 8.0
MOST_REDIRECTIONS = 5
PORTS = {"http": 80, "https": 443}
ASKED_TO_SIGN_IN = (401, 403, 407)
NOT_THERE = (404, 410)
NOT_BY_HEAD = (405, 501)
MOVED = (301, 302, 303, 307, 308)

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


@dataclass(frozen=True, slots=True)
class Limits:
    """Which addresses and ports may be asked, and for how long an answer is waited for."""

    outside: Callable[[Address], bool]
    ports: Callable[[str, int], bool]
    seconds: float = SECONDS


def on_the_internet(address: Address) -> bool:
    """Return whether an address is one of the public internet: not of this host, its networks, or reserved."""
    mapped = getattr(address, "ipv4_mapped", None)
    found = mapped or address
    return found.is_global and not found.is_multicast


def usual(scheme: str, port: int) -> bool:
    """Return whether a port is the usual one of its scheme."""
    return PORTS[scheme] == port


PUBLIC = Limits(on_the_internet, usual)


class _Inner(Exception):
    """The address leads to an inner network, or to another port than pages have."""


def reached(address: str, limits: Limits = PUBLIC) -> Reached:
    """Return what came of asking for a page; never raises."""
    try:
        return _followed(address, limits)
    except _Inner:
        return Reached.INNER
    except (OSError, http.client.HTTPException, ValueError):
        return Reached.SILENT


def _followed(address: str, limits: Limits) -> Reached:
    for _step in range(MOST_REDIRECTIONS + 1):
        status, where = _answer(address, limits)
        if status not in MOVED or not where:
            return _said(status)
        address = urljoin(address, where)
    return Reached.FAILED


def _said(status: int) -> Reached:
    if status in ASKED_TO_SIGN_IN:
        return Reached.SIGN_IN
    if status in NOT_THERE:
        return Reached.GONE
    return Reached.FOUND if status < 400 else Reached.FAILED


def _answer(address: str, limits: Limits) -> tuple[int, str]:
    """Return the status of a page, and where it sends on to."""
    parts = urlsplit(address)
    if parts.scheme not in PORTS or not parts.hostname:
        raise _Inner
    port = parts.port or PORTS[parts.scheme]
    if not limits.ports(parts.scheme, port):
        raise _Inner
    there = _resolved(parts.hostname, port, limits)
    status, where = _asked("HEAD", parts, there, limits)
    return _asked("GET", parts, there, limits) if status in NOT_BY_HEAD else (status, where)


def _resolved(host: str, port: int, limits: Limits) -> tuple[str, int]:
    """Return the first address of a name, where all that it has are outside."""
    found = [entry[4][:2] for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    if not all(limits.outside(ipaddress.ip_address(str(name).partition("%")[0])) for name, _port in found):
        raise _Inner
    return str(found[0][0]), int(found[0][1])


def _asked(method: str, parts: SplitResult, there: tuple[str, int], limits: Limits) -> tuple[int, str]:
    """Ask the address that was looked at, by the name that was typed; of the answer only the head is read."""
    with socket.create_connection(there, timeout=limits.seconds) as plain:
        line = plain
        if parts.scheme == "https":
            line = ssl.create_default_context().wrap_socket(plain, server_hostname=parts.hostname)
        connection = http.client.HTTPConnection(str(parts.hostname), there[1], timeout=limits.seconds)
        connection.sock = line
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        connection.request(method, target, headers={"User-Agent": "Pollwright link check", "Connection": "close"})
        answer = connection.getresponse()
        status, where = answer.status, answer.getheader("Location") or ""
        connection.close()
    return status, where
