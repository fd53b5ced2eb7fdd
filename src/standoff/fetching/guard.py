"""Which addresses may be asked: public sites by http and https, and nothing on this machine or its networks.

A URL is taken apart once, here; the host is resolved once, every address that it has is checked, and the client
connects to one of these, so that a name cannot mean another machine between the check and the request.
"""

from __future__ import annotations

import ipaddress
import re
import socket
from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network
from pathlib import Path
from urllib.parse import quote, urlsplit

from standoff.reading.refusal import Refusal
from standoff.reading.tables import rows

Resolver = Callable[[str, int], Sequence[str]]
DEFAULT_PORTS = {"http": 80, "https": 443}
_DATA = Path(__file__).parent / "data"
_LONGEST = 8000  # characters of a URL, as RFC 9110 advises servers to take
_NEVER = re.compile(r"[\x00-\x1f\x7f\\]")
_LABEL = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)")
_NUMBER = re.compile(r"\d+|0x[0-9a-f]*")
_NAT64 = IPv6Network("64:ff9b::/96")


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A URL taken apart: ``host`` in ASCII and lower case, ``path`` with the query, as it is sent."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def site(self) -> str:
        """Host and port, the port left out where it is the usual one: what Host says and robots.txt belongs to."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == DEFAULT_PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def url(self) -> str:
        """The whole URL again, without a fragment."""
        return f"{self.scheme}://{self.site}{self.path}"


def target_of(url: str) -> Target:
    """Return what a URL asks of whom; raise ``refused`` where it is no plain URL of http or https."""
    url = url.strip()
    if len(url) > _LONGEST or _NEVER.search(url):
        raise _refused("it is too long, or holds backslashes or control characters")
    try:
        parts = urlsplit(url)
        scheme, port = parts.scheme.lower(), parts.port
    except ValueError as error:
        raise _refused(f"it is no URL: {error}") from None
    if scheme not in DEFAULT_PORTS:
        raise _refused(f"its scheme is {scheme or 'missing'}; only http and https are asked")
    if "@" in parts.netloc:
        raise _refused("it holds a user name or password")
    if port == 0 or parts.netloc.endswith(":"):
        raise _refused("its port is none")
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = "?" + quote(parts.query, safe="/%:@!$&'()*+,;=~-._?") if parts.query else ""
    return Target(
        scheme=scheme, host=_host(parts.hostname or ""), port=port or DEFAULT_PORTS[scheme], path=path + query
    )  # fmt: skip


def _host(given: str) -> str:
    """Return a host as it is asked for: an address in its usual spelling, or a name in ASCII."""
    if ":" in given:
        with suppress(ValueError):
            if "%" not in given:
                return IPv6Address(given).compressed
        raise _refused(f"{given!r} is no IPv6 address that is asked")
    try:
        host = (
            given.encode("idna").decode("ascii").lower().removesuffix(".")
            if len(given) < 254
            else ""
        )
    except UnicodeError:
        host = ""
    labels = host.split(".")
    if not all(_LABEL.fullmatch(label) for label in labels):
        raise _refused(f"its host {given[:80]!r} is no name")
    if _NUMBER.fullmatch(
        labels[-1]
    ):  # then every program takes it for an address, each in its own way
        with suppress(ValueError):
            return IPv4Address(host).compressed
        raise _refused(f"its host {given[:80]!r} is no address as it is usually written")
    return host


def addresses_of(target: Target, resolve: Resolver, allow: Collection[str]) -> tuple[str, ...]:
    """Return the addresses that may be connected to; raise ``refused`` where one of them may not.

    ``allow`` are hosts (``localhost``) or hosts with a port (``127.0.0.1:8080``) that are asked wherever they are.
    """
    allowed = target.host in allow or f"{target.host}:{target.port}" in allow
    literal = _address(target.host)
    if not allowed and literal is None:
        _check_name(target.host)
    try:
        found = [target.host] if literal else list(resolve(target.host, target.port))
    except (OSError, UnicodeError) as error:
        raise Refusal("unreadable", f"the host {target.host} cannot be found: {error}") from None
    addresses = [_address(each) for each in found]
    if not found or None in addresses:
        raise Refusal("unreadable", f"the host {target.host} has no address")
    for address in addresses:
        why = forbidden(address) if address is not None and not allowed else None
        if why:
            raise _refused(f"{target.host} is {address}, which is not public ({why})")
    return tuple(found)


def _address(text: str) -> IPv4Address | IPv6Address | None:
    with suppress(ValueError):
        return ipaddress.ip_address(text)
    return None


def _check_name(host: str) -> None:
    if "." not in host:
        raise _refused(f"{host!r} names a machine of the local network")
    for name, why in _names():
        if host == name or host.endswith(f".{name}"):
            raise _refused(f"{host!r} names {why}")


def forbidden(address: IPv4Address | IPv6Address) -> str | None:
    """Return why an address is not asked, None for one of the public internet."""
    if isinstance(address, IPv6Address) and address in _NAT64:
        return forbidden(IPv4Address(int(address) & 0xFFFFFFFF))
    for network, why in _networks():
        if address in network:
            return why
    return None if address.is_global else "special"


def resolve(host: str, port: int) -> tuple[str, ...]:
    """Return the addresses of a host as the system knows them; raise ``OSError`` where it has none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(address[0]) for *_, address in found))


def _refused(what: str) -> Refusal:
    return Refusal("refused", f"it is not asked: {what}")


@cache
def _networks() -> tuple[tuple[IPv4Network | IPv6Network, str], ...]:
    return tuple((ipaddress.ip_network(net), why) for net, why in rows(_DATA / "networks.tsv"))


@cache
def _names() -> tuple[tuple[str, str], ...]:
    return tuple((name, why) for name, why in rows(_DATA / "names.tsv"))
