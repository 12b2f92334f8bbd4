"""Carry bytes between the client and the server, up to a limit."""

import asyncio
from contextlib import suppress
from dataclasses import dataclass

from generator.links.heads import closing_head

Ends = tuple[asyncio.StreamReader, asyncio.StreamWriter]
_CHUNK = 16 * 1024
_UP_LIMIT = 64 * 1024  # a TLS handshake and one GET; nobody uploads through the guard


@dataclass
class Meter:
    """How many bytes came from the server so far, and whether there would have been more."""

    received: int = 0
    cut: bool = False


async def relay(client: Ends, server: Ends, *, limit: int, tunnel: bool, meter: Meter) -> None:
    """Carry bytes until one side ends or ``limit`` bytes came from the server; count into ``meter``."""
    # What follows a plain request must never reach the server: it was not judged.
    upward = _up(client[0], server[1]) if tunnel else _watch(client[0])
    downward = _down(server[0], client[1], limit, meter, tunnel=tunnel)
    tasks = [asyncio.create_task(downward), asyncio.create_task(upward)]
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _down(
    source: asyncio.StreamReader, sink: asyncio.StreamWriter, limit: int, meter: Meter, *, tunnel: bool
) -> None:
    with suppress(ConnectionError):
        chunk = await (source.read(_CHUNK) if tunnel else _response_head(source))
        while chunk:
            room = limit - meter.received
            meter.cut = len(chunk) > room
            meter.received += min(len(chunk), room)
            sink.write(chunk[:room])
            await sink.drain()
            if meter.cut:
                return
            chunk = await source.read(_CHUNK)


async def _response_head(source: asyncio.StreamReader) -> bytes:
    """Read a response head and rewrite it; what is not plainly one goes on as it is."""
    try:
        return closing_head(await source.readuntil(b"\r\n\r\n"))
    except asyncio.IncompleteReadError as end:
        return end.partial
    except asyncio.LimitOverrunError:
        return await source.read(_CHUNK)


async def _up(source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
    sent = 0
    with suppress(ConnectionError):
        while sent < _UP_LIMIT and (chunk := await source.read(_CHUNK)):
            sent += len(chunk)
            sink.write(chunk)
            await sink.drain()


async def _watch(source: asyncio.StreamReader) -> None:
    with suppress(ConnectionError):
        await source.read(1)
