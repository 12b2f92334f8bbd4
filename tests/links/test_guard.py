import asyncio
import socket
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from urllib.parse import urlsplit

import pytest

from generator.links.addresses import ResolverError
from generator.links.guard import FAILED, GUARD_HEADER, REFUSED, open_guard
from generator.links.heads import Ruling

from .servers import FAST, PUBLIC, PUBLIC_2, Net, Reply, internet, site


def talk(guard, request: str | bytes, *, patience: float = 4.0) -> bytes:
    """Send ``request`` to the guard and return all that comes back until it hangs up."""
    parts = urlsplit(guard.address)
    with socket.create_connection((parts.hostname, parts.port), timeout=patience) as connection:
        connection.sendall(request if isinstance(request, bytes) else request.encode())
        answer = b""
        try:
            while chunk := connection.recv(65536):
                answer += chunk
        except ConnectionResetError:
            pass
        return answer


def get(guard, url: str, *headers: str) -> tuple[int, str]:
    """Return the status of a plain GET and the guard's own word about it, "" for a server's answer."""
    answer = talk(guard, "\r\n".join([f"GET {url} HTTP/1.1", *headers, "", ""])).decode("latin-1")
    word = [line.split(": ")[1] for line in answer.split("\r\n") if line.startswith(GUARD_HEADER)]
    return int(answer.split(" ")[1]), "".join(word)


def connect(guard, target: str) -> tuple[int, str]:
    answer = talk(guard, f"CONNECT {target} HTTP/1.1\r\n\r\n").decode("latin-1")
    word = [line.split(": ")[1] for line in answer.split("\r\n") if line.startswith(GUARD_HEADER)]
    return int(answer.split(" ")[1]), "".join(word)


def test_a_public_server_is_reached_and_the_decision_logged():
    with internet({"/": Reply(body=b"hello")}) as (guard, net, web):
        assert get(guard, "http://a.example.org/") == (200, "")
        (decision,) = guard.decisions
    assert web.asked() == ["a.example.org/"]
    assert net.dialled == [(PUBLIC, 80)]
    assert (decision.ruling, decision.url, decision.address) == (
        Ruling.PASSED,
        "http://a.example.org/",
        PUBLIC,
    )
    assert decision.received > 5


NOT_PUBLIC = [
    "127.0.0.1",
    "10.1.2.3",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "0.0.0.0",
]
NOT_PUBLIC += ["224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1", "fd00:ec2::254", "ff02::1"]
NOT_PUBLIC += ["::ffff:127.0.0.1", "::ffff:a9fe:a9fe", "64:ff9b::a9fe:a9fe", "2002:7f00:1::", "::127.0.0.1"]


def test_a_name_that_resolves_to_no_public_address_is_refused_both_ways():
    hosts = {f"h{number}.example.org": [address] for number, address in enumerate(NOT_PUBLIC)}
    net = Net(hosts=hosts, wires={})
    with net.guard() as guard:
        for host in hosts:
            assert get(guard, f"http://{host}/") == (REFUSED, "refused-address"), hosts[host]
            assert connect(guard, f"{host}:443") == (REFUSED, "refused-address"), hosts[host]
        assert {decision.reason for decision in guard.decisions} == {"not a public address"}
    assert net.dialled == []


@pytest.mark.parametrize("address", NOT_PUBLIC)
def test_an_address_that_is_not_public_is_refused(address):
    net = Net(hosts={}, wires={})
    literal = f"[{address}]" if ":" in address else address
    with net.guard() as guard:
        assert get(guard, f"http://{literal}/latest/meta-data/") == (REFUSED, "refused-address")
        assert connect(guard, f"{literal}:443") == (REFUSED, "refused-address")
    assert net.dialled == []


@pytest.mark.parametrize("disguise", ["2852039166", "0xa9.254.169.254", "169.254.43518", "0251.0376.0251.0376"])
def test_the_metadata_address_in_disguise_is_not_even_resolved(disguise):
    net = Net(hosts={}, wires={})
    with net.guard() as guard:
        assert get(guard, f"http://{disguise}/") == (REFUSED, "refused-request")
    assert net.resolved == []


def test_dns_rebinding_the_address_that_was_judged_is_the_one_connected_to():
    answers = iter([[PUBLIC], ["127.0.0.1"], ["127.0.0.1"]])
    with site({"/": Reply()}) as web:
        net = Net(hosts={}, wires={(PUBLIC, 80): web.port, ("127.0.0.1", 80): web.port})
        with open_guard(limits=FAST, resolve=lambda *_: next(answers), connect=net.connect) as guard:
            assert get(guard, "http://rebind.example.org/") == (200, "")
            assert get(guard, "http://rebind.example.org/") == (REFUSED, "refused-address")
            assert connect(guard, "rebind.example.org:443") == (REFUSED, "refused-address")
    assert net.dialled == [(PUBLIC, 80)]
    assert len(web.seen) == 1


def test_of_public_and_private_addresses_only_the_public_one_is_tried():
    net = Net(hosts={"a.example.org": ["10.0.0.1", PUBLIC, "::1"]}, wires={})
    with net.guard() as guard:
        assert get(guard, "http://a.example.org/") == (FAILED, "unreachable")
    assert net.dialled == [(PUBLIC, 80)]


def test_the_next_address_is_tried_when_one_cannot_be_reached():
    with site({"/": Reply()}) as web:
        net = Net(hosts={"a.example.org": [PUBLIC, PUBLIC_2]}, wires={(PUBLIC_2, 80): web.port})
        with net.guard() as guard:
            assert get(guard, "http://a.example.org/") == (200, "")
    assert net.dialled == [(PUBLIC, 80), (PUBLIC_2, 80)]


@pytest.mark.parametrize("target", ["a.example.org:25", "a.example.org:22", "a.example.org:8080", "a.example.org"])
def test_a_tunnel_leads_to_web_ports_only(target):
    with internet({}) as (guard, net, _):
        assert connect(guard, target) == (REFUSED, "refused-request")
        assert net.resolved == []


@pytest.mark.parametrize(
    "url",
    [
        "http://a.example.org:6379/",
        "http://u:p@a.example.org/",
        "https://a.example.org/",
        "ftp://a.example.org/",
    ],
)
def test_other_ports_credentials_and_schemes_are_refused_before_anything_is_asked(url):
    with internet({"/": Reply()}) as (guard, net, web):
        assert get(guard, url) == (REFUSED, "refused-request")
        assert (net.resolved, web.seen) == ([], [])


def test_an_unknown_host_a_silent_resolver_and_a_closed_port_are_told_apart():
    def resolve(host, port):
        if host.startswith("silent"):
            raise ResolverError("no answer")
        return net.resolve(host, port)

    net = Net(hosts={"closed.example.org": [PUBLIC], "empty.example.org": []}, wires={})
    with open_guard(limits=FAST, resolve=resolve, connect=net.connect) as guard:
        assert get(guard, "http://unknown.example.org/") == (FAILED, "unknown-host")
        assert get(guard, "http://empty.example.org/") == (FAILED, "unknown-host")
        assert get(guard, "http://silent.example.org/") == (FAILED, "resolver-failed")
        assert get(guard, "http://closed.example.org/") == (FAILED, "unreachable")
        assert connect(guard, "unknown.example.org:443") == (FAILED, "unknown-host")


def test_a_resolver_that_never_answers_holds_nobody_for_ever():
    def resolve(host, port):
        time.sleep(1.5)
        return [PUBLIC]

    with open_guard(limits=replace(FAST, connect_seconds=0.2), resolve=resolve) as guard:
        start = time.monotonic()
        assert get(guard, "http://a.example.org/") == (FAILED, "resolver-failed")
        assert time.monotonic() - start < 1.2


def test_secrets_and_hop_by_hop_headers_stay_behind():
    with internet({"/": Reply(headers={"Set-Cookie": "id=1"})}) as (guard, _, web):
        answer = talk(
            guard,
            "GET http://a.example.org/ HTTP/1.1\r\nCookie: a=b\r\nAuthorization: Basic eDp5\r\n"
            "Proxy-Authorization: Basic eDp5\r\nUser-Agent: us\r\n\r\n",
        )
    assert web.seen[0].headers == {"Host": "a.example.org", "User-Agent": "us", "Connection": "close"}
    assert b"set-cookie" not in answer.lower()
    assert answer.count(b"Connection: close") == 1


def listen_to_everything(heard: list[bytes], server: socket.socket) -> None:
    connection, _ = server.accept()
    with connection:
        connection.settimeout(0.3)
        try:
            while chunk := connection.recv(65536):
                heard.append(chunk)
        except TimeoutError:
            pass


@pytest.mark.parametrize("pause", [0.0, 0.1])
def test_a_second_request_on_the_connection_does_not_pass_unjudged(pause):
    heard: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        listener = threading.Thread(target=listen_to_everything, args=(heard, server))
        listener.start()
        net = Net(hosts={"a.example.org": [PUBLIC]}, wires={(PUBLIC, 80): server.getsockname()[1]})
        with net.guard() as guard:
            parts = urlsplit(guard.address)
            with socket.create_connection((parts.hostname, parts.port)) as client:
                client.sendall(b"GET http://a.example.org/first HTTP/1.1\r\n\r\n" if pause else b"")
                time.sleep(pause)
                first = b"" if pause else b"GET http://a.example.org/first HTTP/1.1\r\n\r\n"
                client.sendall(first + b"GET /second HTTP/1.1\r\nHost: a.example.org\r\n\r\n")
                listener.join()
    assert b"GET /first" in b"".join(heard)
    assert b"second" not in b"".join(heard)


def test_an_oversized_body_is_cut():
    with internet({"/": Reply(body=b"x" * 3_000_000)}, limits=replace(FAST, received_bytes=50_000)) as (
        guard,
        _,
        _site,
    ):
        assert len(talk(guard, "GET http://a.example.org/ HTTP/1.1\r\n\r\n")) == 50_000
        assert guard.decisions[0].ruling is Ruling.BYTE_LIMIT


def test_a_tunnel_is_cut_at_the_same_limit():
    def endless(out):
        while True:
            out.write(b"x" * 65536)

    with internet({}, limits=replace(FAST, received_bytes=50_000), tls_routes={"/": Reply(stream=endless)}) as (
        guard,
        _,
        _s,
    ):
        request = "CONNECT a.example.org:443 HTTP/1.1\r\n\r\nGET / HTTP/1.1\r\nHost: a.example.org\r\n\r\n"
        answer = talk(guard, request)
    assert len(answer.partition(b"\r\n\r\n")[2]) == 50_000


def drip(out):
    out.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
    for _ in range(100):
        out.write(b"x")
        time.sleep(0.05)


def drip_headers(out):
    out.write(b"HTTP/1.1 200 OK\r\n")
    for number in range(100):
        out.write(b"X-%d: y\r\n" % number)
        time.sleep(0.05)


def test_a_body_that_drips_is_cut_at_the_time_limit():
    with internet({"/": Reply(stream=drip)}, limits=replace(FAST, seconds=0.4)) as (guard, _, _site):
        start = time.monotonic()
        assert talk(guard, "GET http://a.example.org/ HTTP/1.1\r\n\r\n").startswith(b"HTTP/1.1 200")
        assert time.monotonic() - start < 3.0
        assert guard.decisions[0].ruling is Ruling.TIME_LIMIT


@pytest.mark.parametrize("reply", [Reply(delay=0.8), Reply(stream=drip_headers)], ids=["silent", "dripping"])
def test_no_response_head_within_the_time_limit_is_said_so(reply):
    with internet({"/": reply}, limits=replace(FAST, seconds=0.3)) as (guard, _, _site):
        assert get(guard, "http://a.example.org/") == (FAILED, "time-limit")


def test_a_client_that_says_nothing_is_hung_up_on():
    with internet({}, limits=replace(FAST, connect_seconds=0.2)) as (guard, _, _site):
        assert talk(guard, "GET http://a.exam", patience=1.0) == b""


@pytest.mark.parametrize(
    "request_",
    [b"\x16\x03\x01\r\n\r\n", b"GET http://a.example.org/ HTTP/1.1\r\nX: " + b"y" * 40_000 + b"\r\n\r\n"],
)
def test_garbage_and_endless_heads_are_refused(request_):
    with internet({}) as (guard, net, _):
        assert talk(guard, request_).startswith(b"HTTP/1.1 470 ")
        assert net.resolved == []


def test_a_host_is_asked_at_the_given_pace_and_an_other_host_at_once():
    with internet({"/": Reply()}, limits=replace(FAST, interval=0.6)) as (guard, _, _site):
        start = time.monotonic()
        get(guard, "http://a.example.org/")
        get(guard, "http://b.example.org/")
        assert time.monotonic() - start < 0.5
        get(guard, "http://a.example.org/")
        assert time.monotonic() - start >= 0.6


def test_who_would_wait_too_long_is_told_so():
    with internet({"/": Reply()}, limits=replace(FAST, interval=9, longest_wait=1)) as (guard, _, _site):
        assert get(guard, "http://a.example.org/") == (200, "")
        assert get(guard, "http://a.example.org/") == (FAILED, "busy")


def test_more_connections_than_allowed_wait_for_their_turn():
    async def many(address):
        reader_writers = [await asyncio.open_connection("127.0.0.1", urlsplit(address).port) for _ in range(6)]
        for _, writer in reader_writers:
            writer.write(b"GET http://a.example.org/ HTTP/1.1\r\n\r\n")
        return [(await reader.read(12)) for reader, _ in reader_writers]

    with internet({"/": Reply(delay=0.1)}, limits=replace(FAST, connections=2)) as (guard, _, _site):
        start = time.monotonic()
        with ThreadPoolExecutor(1) as thread:  # the browser tests leave a running loop in this one
            assert set(thread.submit(asyncio.run, many(guard.address)).result()) == {b"HTTP/1.1 200"}
        assert time.monotonic() - start >= 3 * 0.1


def test_leaving_the_guard_ends_what_still_runs():
    with internet({"/": Reply(delay=1.0)}, limits=replace(FAST, seconds=30)) as (guard, _, _site):
        parts = urlsplit(guard.address)
        with socket.create_connection((parts.hostname, parts.port), timeout=2) as connection:
            connection.sendall(b"GET http://a.example.org/ HTTP/1.1\r\n\r\n")
            time.sleep(0.1)
            start = time.monotonic()
            guard.stop()
            assert time.monotonic() - start < 0.8
            assert connection.recv(10) == b""
            guard.stop()  # a second time, by the context manager, harms nobody


def test_it_listens_on_loopback_only():
    with internet({}) as (guard, _, _site):
        assert guard.address.startswith("http://127.0.0.1:")
