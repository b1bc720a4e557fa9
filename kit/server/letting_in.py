"""Decide by its address who may ask for what only operators need."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from typing import Any

from tornado.httputil import HTTPServerRequest

from kit.errors import KitError
from kit.language import say

Networks = tuple[IPv4Network | IPv6Network, ...]
LOOPBACK: Networks = (ip_network("127.0.0.0/8"), ip_network("::1/128"))
HOPS = ("X-Forwarded-For", "X-Real-Ip", "Forwarded", "Via")


def networks(given: Sequence[str], language: str) -> Networks:
    """Return loopback and the addresses or networks that were given; KitError when one is none."""
    read: list[IPv4Network | IPv6Network] = list(LOOPBACK)
    for one in given:
        try:
            read.append(ip_network(one.strip(), strict=False))
        except ValueError:
            raise KitError(
                say(
                    language,
                    "“{address}” is no address. Give --metrics-for an address such as 10.0.0.7, "
                    "or a network such as 10.0.0.0/24.",
                    address=one,
                )
            ) from None
    return tuple(read)


def hops(request: HTTPServerRequest) -> Iterable[str]:
    """Yield every address that a request has come past, as far as anybody says.

    A proxy adds the address that it was asked from and leaves its own behind; so a request from
    outside always names an address from outside, whatever else it claims.
    """
    connection: Any = request.connection
    asked_from = getattr(getattr(connection, "context", None), "_orig_remote_ip", None)
    yield str(asked_from or request.remote_ip or "")
    for name in HOPS:
        for header in request.headers.get_list(name):
            yield from (part.strip() for part in header.split(","))


def is_within(address: str, let_in: Networks) -> bool:
    """Tell whether an address is among those that are let in; what is no address is not."""
    try:
        read = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    forms = {read, getattr(read, "ipv4_mapped", None) or read}
    return any(form in network for network in let_in for form in forms)


def may_ask(request: HTTPServerRequest, let_in: Networks) -> bool:
    """Tell whether everyone that a request has come past is let in."""
    return all(is_within(hop, let_in) for hop in hops(request))
