"""A small forward proxy on loopback; an engine that must go through it reaches public web servers only.

No link checker judges the address it connects to, and one that asks the name system twice can be told two
things (DNS rebinding). So the guard resolves, judges, and connects to the very address it judged; since
every redirect is a new request or a new tunnel, each is judged again. Inside a TLS tunnel it sees nothing,
and so it limits bytes and seconds there as everywhere.
"""

import asyncio
import threading
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from generator.links.addresses import UnknownHostError, is_public, resolve_host
from generator.links.heads import Head, RefusalError, Ruling, read_head
from generator.links.pace import Pace
from generator.links.relay import Ends, Meter, relay
from generator.links.urls import PORTS

Resolve = Callable[[str, int], Sequence[str]]
Allow = Callable[[str], bool]
Dial = Callable[[str, int], Awaitable[Ends]]

REFUSED = 470
"""Status of the guard's answer when its rules say no; no server uses it."""
FAILED = 570
"""Status of the guard's answer when the host could not be found, reached or waited for."""
GUARD_HEADER = "X-Focalnet-Guard"

_RULES = {Ruling.REFUSED_REQUEST, Ruling.REFUSED_ADDRESS}
_MOST_ADDRESSES = 4


@dataclass(frozen=True, kw_only=True)
class Limits:
    """What one connection through the guard may take.

    ``*_bytes`` in bytes, everything else in seconds or a count.
    """

    ports: frozenset[int] = PORTS
    received_bytes: int = 128 * 1024
    head_bytes: int = 32 * 1024
    seconds: float = 40.0
    connect_seconds: float = 10.0
    interval: float = 1.0  # between two connections to one host
    longest_wait: float = 12.0  # for one's turn at a host; less than an engine's patience
    connections: int = 100  # at once; more wait


@dataclass(frozen=True, kw_only=True)
class Decision:
    """The log of one connection.

    ``url`` is known for plain http only, ``address`` is the one that was connected to.
    """

    host: str
    port: int
    url: str | None
    ruling: Ruling
    reason: str
    address: str | None = None
    received: int = 0


async def dial(address: str, port: int) -> Ends:
    """Connect to an IP address (no name is resolved here)."""
    return await asyncio.open_connection(address, port)


@contextmanager
def open_guard(
    *,
    limits: Limits | None = None,
    resolve: Resolve = resolve_host,
    allow: Allow = is_public,
    connect: Dial = dial,
) -> "Iterator[Guard]":
    """Run a guard in a thread of its own.

    ``connect`` exists for tests, whose servers do not listen on port 80.
    """
    running = Guard(limits=limits or Limits(), resolve=resolve, allow=allow, connect=connect)
    running.start()
    try:
        yield running
    finally:
        running.stop()


class Guard:
    """The running proxy: ``address`` to go through, ``decisions`` made so far."""

    def __init__(self, *, limits: Limits, resolve: Resolve, allow: Allow, connect: Dial) -> None:
        self.address = ""
        self._limits = limits
        self._resolve = resolve
        self._allow = allow
        self._connect = connect
        self._pace = Pace(interval=limits.interval, longest_wait=limits.longest_wait)
        self._log: list[Decision] = []
        self._loop = asyncio.new_event_loop()
        self._resolvers = ThreadPoolExecutor(16, thread_name_prefix="resolve")
        self._started = threading.Event()
        self._stopping = asyncio.Event()
        self._slots = asyncio.Semaphore(limits.connections)
        self._tasks: set[asyncio.Task[None]] = set()
        self._thread = threading.Thread(target=self._run, name="guard", daemon=True)

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """Every decision so far, oldest first; a connection that passed is logged when it ends."""
        return tuple(self._log)

    def start(self) -> None:
        """Listen; return when :attr:`address` is known."""
        self._thread.start()
        self._started.wait()
        if not self.address:
            raise OSError("the guard could not listen on loopback")

    def stop(self) -> None:
        """Close every connection and end the thread."""
        with suppress(RuntimeError):  # the loop is closed: stopped already
            self._loop.call_soon_threadsafe(self._stopping.set)
        self._thread.join()
        self._resolvers.shutdown(wait=False, cancel_futures=True)

    def _run(self) -> None:
        try:
            self._loop.run_until_complete(self._listen())
        finally:
            self._started.set()
            self._loop.close()

    async def _listen(self) -> None:
        server = await asyncio.start_server(self._accept, "127.0.0.1", 0, limit=self._limits.head_bytes)
        self.address = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        self._started.set()
        await self._stopping.wait()
        server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = self._loop.create_task(self._serve((reader, writer)))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _serve(self, client: Ends) -> None:
        client[1].transport.set_write_buffer_limits(high=16 * 1024)  # read no further ahead than the client reads
        try:
            async with self._slots:
                with suppress(ConnectionError, asyncio.IncompleteReadError, TimeoutError):
                    await self._handle(client)
        finally:
            client[1].close()

    async def _handle(self, client: Ends) -> None:
        head = None
        try:
            head = await self._head(client[0])
            addresses = await self._judge(head)
            await self._turn(head.host)
            await self._pass(head, addresses, client)
        except RefusalError as refusal:
            self._note(head, refusal.ruling, refusal.reason)
            await _reply(client[1], refusal)

    async def _head(self, reader: asyncio.StreamReader) -> Head:
        try:
            async with asyncio.timeout(self._limits.connect_seconds):
                raw = await reader.readuntil(b"\r\n\r\n")
        except asyncio.LimitOverrunError:
            raise RefusalError(Ruling.REFUSED_REQUEST, "a request head that is too long") from None
        return read_head(raw, ports=self._limits.ports)

    async def _judge(self, head: Head) -> list[str]:
        asked = self._loop.run_in_executor(self._resolvers, self._resolve, head.host, head.port)
        try:
            found = await asyncio.wait_for(asked, self._limits.connect_seconds)
        except UnknownHostError:
            raise RefusalError(Ruling.UNKNOWN_HOST, "unknown host") from None
        except OSError:  # TimeoutError is one
            raise RefusalError(Ruling.RESOLVER_FAILED, "the name system could not be asked") from None
        allowed = [address for address in found if self._allow(address)]
        if found and not allowed:
            raise RefusalError(Ruling.REFUSED_ADDRESS, "not a public address")
        if not found:
            raise RefusalError(Ruling.UNKNOWN_HOST, "a host without an address")
        return allowed[:_MOST_ADDRESSES]

    async def _turn(self, host: str) -> None:
        wait = self._pace.reserve(host, now=time.monotonic())
        if wait is None:
            raise RefusalError(Ruling.BUSY, "too many requests for one host at once")
        await asyncio.sleep(wait)

    async def _pass(self, head: Head, addresses: Sequence[str], client: Ends) -> None:
        meter = Meter()
        try:
            async with asyncio.timeout(self._limits.seconds):
                address, server = await self._reach(addresses, head.port)
                try:
                    await self._carry(head, client, server, meter)
                finally:
                    server[1].close()
        except TimeoutError:
            if not head.is_tunnel and not meter.received:
                raise RefusalError(Ruling.TIME_LIMIT, "no answer within the time limit") from None
            self._note(head, Ruling.TIME_LIMIT, "cut at the time limit", received=meter.received)
            return
        ruling = Ruling.BYTE_LIMIT if meter.cut else Ruling.PASSED
        self._note(head, ruling, "", address=address, received=meter.received)

    async def _carry(self, head: Head, client: Ends, server: Ends, meter: Meter) -> None:
        if head.is_tunnel:
            client[1].write(b"HTTP/1.1 200 Connection established\r\n\r\n")
        server[1].write(head.onward)
        await relay(client, server, limit=self._limits.received_bytes, tunnel=head.is_tunnel, meter=meter)

    async def _reach(self, addresses: Sequence[str], port: int) -> tuple[str, Ends]:
        # A machine without IPv6 is common, so one address that cannot be reached says nothing about the next.
        for address in addresses:
            with suppress(OSError):
                attempt = self._connect(address, port)
                return address, await asyncio.wait_for(attempt, self._limits.connect_seconds)
        raise RefusalError(Ruling.UNREACHABLE, "no connection to the host")

    def _note(
        self, head: Head | None, ruling: Ruling, reason: str, *, address: str | None = None, received: int = 0
    ) -> None:
        host, port, url = (head.host, head.port, head.url) if head else ("", 0, None)
        self._log.append(
            Decision(
                host=host,
                port=port,
                url=url,
                ruling=ruling,
                reason=reason,
                address=address,
                received=received,
            )
        )


async def _reply(writer: asyncio.StreamWriter, refusal: RefusalError) -> None:
    status = REFUSED if refusal.ruling in _RULES else FAILED
    lines = (
        f"HTTP/1.1 {status} Guard: {refusal.reason}",
        f"{GUARD_HEADER}: {refusal.ruling}",
        "Content-Length: 0",
        "Connection: close",
    )
    writer.write("\r\n".join([*lines, "", ""]).encode("latin-1", "replace"))
    await writer.drain()
