"""Which IP addresses are public, and the resolver that says which addresses a host has.

``ipaddress.is_global`` alone is not enough: it calls multicast, 6to4, NAT64 and IPv4-compatible forms of
127.0.0.1 global. Sources: the IANA special-purpose address registries (RFC 6890), RFC 4291, RFC 6052, RFC
7526, RFC 8215.
"""

import socket
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

_GLOBAL_UNICAST = IPv6Network("2000::/3")  # all that IANA has given out; the rest of IPv6 is special or unassigned
_NAT64 = IPv6Network("64:ff9b::/96")
_NOT_PUBLIC_4 = (
    IPv4Network("192.0.0.0/24"),  # protocol assignments, of which Python calls some global
    IPv4Network("192.88.99.0/24"),  # 6to4 relays, withdrawn by RFC 7526
)
_NOT_PUBLIC_6 = (
    IPv6Network("2001::/23"),  # protocol assignments, Teredo among them, which embeds IPv4 addresses
    IPv6Network("2001:db8::/32"),
    IPv6Network("2002::/16"),  # 6to4: embeds any IPv4 address, withdrawn by RFC 7526
    IPv6Network("3fff::/20"),
)


class UnknownHostError(OSError):
    """The name system says that there is no such host (or none with an address)."""


class ResolverError(OSError):
    """The name system could not be asked; nothing is known about the host."""


def is_public(address: str) -> bool:
    """Whether anybody on the internet may be at this address; what is no IP address is not public."""
    try:
        judged = ip_address(address)
    except ValueError:
        return False
    return _public_6(judged) if isinstance(judged, IPv6Address) else _public_4(judged)


def _public_4(address: IPv4Address) -> bool:
    special = address.is_multicast or address.is_reserved or any(address in net for net in _NOT_PUBLIC_4)
    return address.is_global and not special


def _public_6(address: IPv6Address) -> bool:
    if address.ipv4_mapped is not None:
        return _public_4(address.ipv4_mapped)
    if address in _NAT64:  # an IPv6-only network reaches IPv4 servers by these, so the address inside decides
        return _public_4(IPv4Address(int(address) & 0xFFFF_FFFF))
    return address in _GLOBAL_UNICAST and address.is_global and not any(address in net for net in _NOT_PUBLIC_6)


def resolve_host(host: str, port: int) -> list[str]:
    """Ask the system's resolver; raise :class:`UnknownHostError` or :class:`ResolverError`. Blocks."""
    # The dot at the end keeps the search list of this machine's network out of it
    # ("ministry.example.cluster.local").
    name = host if ":" in host or host.replace(".", "").isdigit() else f"{host}."
    try:
        found = socket.getaddrinfo(name, port, type=socket.SOCK_STREAM)
    except socket.gaierror as error:
        unknown = {socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)}
        kind = UnknownHostError if error.errno in unknown else ResolverError
        raise kind(error.strerror) from None
    except UnicodeError:
        raise UnknownHostError("not a host name") from None
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))
