"""By which names and addresses browsers reach this machine, and which of them its authority may speak for."""

from __future__ import annotations

import re
import socket
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from pathlib import Path

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

PRIVATE: tuple[Network, ...] = tuple(
    ip_network(block)
    for block in ("127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16", "::1/128", "fc00::/7")
)
"""Networks that no internet site lies in (RFC 1918, 3927, 4193, 6890). The authority can vouch for nothing outside them."""

LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")
ROUTES = Path("/proc/net/fib_trie")


class BadName(ValueError):
    """What was given is no host name."""


class PublicName(ValueError):
    """The name could belong to somebody else on the internet: the authority of a post must not speak for it."""


@dataclass(frozen=True, slots=True)
class Reached:
    """The names and addresses at which a browser finds this machine. The first name is the one that passkeys are bound to."""

    names: tuple[str, ...]
    addresses: tuple[Address, ...]


def check_name(name: str) -> str:
    """The name in lower case. Raises BadName, or PublicName: only one word, or names below `.local`, `.lan`, `.home.arpa`, `.internal`."""
    name = name.strip().rstrip(".").lower()
    labels = name.split(".")
    if len(name) > 253 or not all(LABEL.fullmatch(label) for label in labels) or labels[-1].isdigit():
        raise BadName(name)
    if len(labels) > 1 and not name.endswith((".local", ".lan", ".home.arpa", ".internal")):
        raise PublicName(name)
    return name


def names_of(host: str, more: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The names of a machine called `host`: its name in the local network first (RFC 6762), then bare, then `localhost`.

    A name that was given comes before all of them.
    """
    bare = host.split(".", maxsplit=1)[0].lower() or "lakay"
    wanted = [*more, f"{bare}.local", bare, "localhost"]
    return tuple(dict.fromkeys(check_name(name) for name in wanted))


def is_private(address: Address) -> bool:
    """Whether the address lies in a network of our own."""
    return any(address in network for network in PRIVATE if network.version == address.version)


def addresses_of_machine(routes: Path = ROUTES) -> tuple[Address, ...]:
    """The private IPv4 addresses this machine has now, after those by which it reaches itself.

    IPv6 is left out: those addresses change by the day, and inside a post people use the name or four short numbers.
    """
    own = {ip_address("127.0.0.1"), *(address for address in _local_routes(routes) if is_private(address))}
    return (*sorted(own, key=lambda address: (not address.is_loopback, int(address))), ip_address("::1"))


def _local_routes(routes: Path) -> set[Address]:
    """In the kernel's table each `/32 host LOCAL` follows the line of its address."""
    found: set[Address] = set()
    last = ""
    for line in routes.read_text(encoding="ascii").splitlines() if routes.exists() else ():
        if "|--" in line:
            last = line.split("|--", maxsplit=1)[1].strip()
        elif "/32 host LOCAL" in line and last:
            found.add(ip_address(last))
    return found


def reached(more: tuple[str, ...] = (), host: str = "") -> Reached:
    """How this machine is reached now."""
    return Reached(names_of(host or socket.gethostname(), more), addresses_of_machine())
