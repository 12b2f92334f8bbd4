import socket
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.links.addresses import ResolverError, UnknownHostError, is_public, resolve_host

NOT_PUBLIC_4 = [
    "0.0.0.0/8",
    "10.0.0.0/8",
    "100.64.0.0/10",
    "127.0.0.0/8",
    "169.254.0.0/16",
    "172.16.0.0/12",
    "192.0.0.0/24",
    "192.0.2.0/24",
    "192.88.99.0/24",
    "192.168.0.0/16",
    "198.18.0.0/15",
    "198.51.100.0/24",
    "203.0.113.0/24",
    "224.0.0.0/4",
    "240.0.0.0/4",
]
NOT_PUBLIC_6 = ["::/96", "100::/64", "2001::/32", "2001:db8::/32", "2002::/16", "3fff::/20", "5f00::/16"]
NOT_PUBLIC_6 += ["64:ff9b:1::/48", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8"]

private_4 = st.sampled_from(NOT_PUBLIC_4).flatmap(lambda net: st.ip_addresses(network=IPv4Network(net)))
private_6 = st.sampled_from(NOT_PUBLIC_6).flatmap(lambda net: st.ip_addresses(network=IPv6Network(net)))


@pytest.mark.parametrize(
    "address", ["93.184.215.14", "8.8.8.8", "2606:2800:21f::1", "::ffff:8.8.8.8", "64:ff9b::808:808"]
)
def test_public(address):
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    ["169.254.169.254", "fd00:ec2::254", "::1", "::", "fe80::1%eth0", "127.0.0.1", "", "a.example.org"],
)
def test_not_public(address):
    assert not is_public(address)


@given(private_4)
def test_no_special_ipv4_address_is_public_in_any_dress(address):
    assert not is_public(str(address))
    number = int(address)
    for prefix in ("::", "::ffff:0:0", "64:ff9b::"):
        assert not is_public(str(IPv6Address(int(IPv6Address(prefix)) | number))), prefix
    assert not is_public(str(IPv6Address((0x2002 << 112) | (number << 80))))


@given(private_6)
def test_no_special_ipv6_address_is_public(address):
    assert not is_public(str(address))


@given(st.ip_addresses(v=6))
def test_outside_of_what_iana_gave_out_nothing_is_public(address):
    dressed = address.ipv4_mapped or address in IPv6Network("64:ff9b::/96")
    if address not in IPv6Network("2000::/3") and not dressed:
        assert not is_public(str(address))


@given(st.ip_addresses(v=4))
def test_a_mapped_address_is_judged_as_the_one_inside(address: IPv4Address):
    assert is_public(f"::ffff:{address}") == is_public(str(address))


@pytest.mark.parametrize(("code", "error"), [(socket.EAI_NONAME, UnknownHostError), (socket.EAI_AGAIN, ResolverError)])
def test_an_unknown_host_is_not_a_silent_name_server(monkeypatch, code, error):
    def fail(*_, **__):
        raise socket.gaierror(code, "no")

    monkeypatch.setattr(socket, "getaddrinfo", fail)
    with pytest.raises(error):
        resolve_host("a.example.org", 80)


def test_the_search_list_of_the_local_network_is_not_used(monkeypatch):
    asked = []

    def answer(name, port, **_):
        asked.append(name)
        entry = (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("93.184.215.14", port))
        return [entry, entry]

    monkeypatch.setattr(socket, "getaddrinfo", answer)
    assert resolve_host("a.example.org", 80) == ["93.184.215.14"]
    assert asked == ["a.example.org."]


def test_an_address_resolves_to_itself():
    assert resolve_host("127.0.0.1", 80) == ["127.0.0.1"]
    assert resolve_host("::1", 80) == ["::1"]
