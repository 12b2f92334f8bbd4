"""Web servers on loopback that stand for the internet, and the wires of a guard that lead to them.

Host names resolve to public addresses, so the guard's real rule about addresses is in force; ``Net.connect``
leads these to ports of 127.0.0.1 and refuses everything else, so no test can reach a network.
"""

import asyncio
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from generator.links import Limits
from generator.links.addresses import UnknownHostError
from generator.links.guard import Guard, open_guard

PUBLIC = "93.184.215.14"
PUBLIC_2 = "93.184.215.15"
FAST = Limits(interval=0.0, seconds=5.0, connect_seconds=2.0)


class _Server(ThreadingHTTPServer):
    """Lets as many connections wait as the tests open at once; with the usual five a busy machine loses some."""

    request_queue_size = 128


@dataclass(frozen=True)
class Reply:
    """What a path answers, after ``delay`` seconds; ``stream`` writes to the socket instead of any HTTP."""

    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b"<p>hello"
    delay: float = 0.0
    reason: str | None = None
    stream: Callable[[Any], None] | None = None


@dataclass(frozen=True)
class Seen:
    """A request that arrived at a server."""

    method: str
    host: str
    path: str
    headers: Mapping[str, str]


@dataclass
class Site:
    """A running server: its port on loopback and what it saw."""

    port: int
    seen: list[Seen]

    def asked(self) -> list[str]:
        return [f"{seen.host}{seen.path}" for seen in self.seen]


Routes = Mapping[str, Reply]


@contextmanager
def site(routes: Routes, *, tls: ssl.SSLContext | None = None) -> Iterator[Site]:
    """Serve ``routes``, from "host/path" or "/path" to a reply; all else is 404."""
    seen: list[Seen] = []
    server = _Server(("127.0.0.1", 0), _handler(routes, seen))
    server.daemon_threads = True
    server.handle_error = lambda *_: None  # type: ignore[method-assign]
    if tls:
        server.socket = tls.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield Site(port=server.server_address[1], seen=seen)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _handler(routes: Routes, seen: list[Seen]) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            host = self.headers.get("Host", "")
            seen.append(Seen(self.command, host, self.path, dict(self.headers.items())))
            reply = routes.get(host + self.path) or routes.get(self.path) or Reply(404)
            self.close_connection = True
            time.sleep(reply.delay)
            if reply.stream:
                reply.stream(self.wfile)
            else:
                self._send(reply)

        do_HEAD = do_GET  # noqa: N815

        def _send(self, reply: Reply) -> None:
            self.send_response(reply.status, reply.reason)
            self.send_header("Content-Length", str(len(reply.body)))
            if "Content-Type" not in reply.headers:
                self.send_header("Content-Type", "text/html")
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.end_headers()
            if self.command == "GET":
                self.wfile.write(reply.body)

        def log_message(self, *_: object) -> None:
            pass

    return Handler


@dataclass
class Net:
    """A pretended internet: ``hosts`` to resolve, ``wires`` from (address, port) to ports of loopback."""

    hosts: dict[str, Sequence[str]]
    wires: dict[tuple[str, int], int]
    resolved: list[str] = field(default_factory=list)
    dialled: list[tuple[str, int]] = field(default_factory=list)

    def resolve(self, host: str, port: int) -> Sequence[str]:
        self.resolved.append(host)
        if host in self.hosts:
            return self.hosts[host]
        if host.replace(".", "").isdigit() or ":" in host:
            return [host]
        raise UnknownHostError(host)

    async def connect(self, address: str, port: int) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        self.dialled.append((address, port))
        if (address, port) not in self.wires:
            raise ConnectionRefusedError
        return await asyncio.open_connection("127.0.0.1", self.wires[address, port])

    @contextmanager
    def guard(self, limits: Limits = FAST) -> Iterator[Guard]:
        with open_guard(limits=limits, resolve=self.resolve, connect=self.connect) as guard:
            yield guard


@contextmanager
def internet(
    routes: Routes,
    *hosts: str,
    limits: Limits = FAST,
    tls: ssl.SSLContext | None = None,
    tls_routes: Routes | None = None,
) -> Iterator[tuple[Guard, Net, Site]]:
    """One server for all ``hosts`` (a, b and c.example.org if none) behind a guard; ``tls``: also on 443."""
    names = hosts or ("a.example.org", "b.example.org", "c.example.org")
    with ExitStack() as stack:
        web = stack.enter_context(site(routes))
        wires = {(PUBLIC, 80): web.port}
        if tls or tls_routes is not None:
            wires[PUBLIC, 443] = stack.enter_context(site(tls_routes or routes, tls=tls)).port
        net = Net(hosts={name: [PUBLIC] for name in names}, wires=wires)
        yield stack.enter_context(net.guard(limits)), net, web
