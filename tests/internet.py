"""A pretended internet for `focalnet links`, and a small network of addresses that lead into it."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, timedelta
from random import Random
from typing import Any

from links.servers import FAST, PUBLIC, Net, Reply, Routes, Site, site

from generator.asking import Surroundings
from generator.links import Answer, Trouble

DAY = date(2026, 7, 1)
HEAD = "country: {code}\nregion: north\nlanguages: [es]\ncurrency: [XAD]\nlinks:\n"
FIRST_LINE = 6


def country(code: str, *addresses: str, more: str = "") -> str:
    """A country file with one link a line, from line 6 on."""
    rows = (
        f'  link-{number}: {{kind: other, name: {{es: A, en: B}}, url: "{url}"{more}}}\n'
        for number, url in enumerate(addresses, 1)
    )
    return HEAD.format(code=code) + "".join(rows)


def nobody(host: str, _port: int) -> Any:
    raise AssertionError(f"{host} was asked for")


CLOSED: Mapping[str, Any] = {"limits": FAST, "resolve": nobody, "connect": nobody}
"""What a guard gets from a test in which nothing may be asked through it."""


def surroundings(guard: Mapping[str, Any] = CLOSED, day: int = 0) -> Surroundings:
    """The surroundings of a run, `day` days after the first one."""
    return Surroundings(DAY + timedelta(days=day), Random(1), guard)


@contextmanager
def loopback(routes: Routes, **hosts: str) -> Iterator[tuple[Mapping[str, Any], Site, Net]]:
    """One server on loopback for all hosts of `routes`; `hosts` are further ones of example.org with an address."""
    known = {route.partition("/")[0]: [PUBLIC] for route in routes}
    known |= {f"{name}.example.org": [address] for name, address in hosts.items()}
    with site(routes) as web:
        net = Net(known, {(PUBLIC, 80): web.port})
        yield {"limits": FAST, "resolve": net.resolve, "connect": net.connect}, web, net


class Engine:
    """Stands for LinkChecker: what each host's first label answers (200 if not said), and what was asked."""

    def __init__(self, **said: int | Trouble | Answer) -> None:
        self.said = said
        self.asked: list[str] = []

    def __call__(self, urls: list[str], **_: Any) -> list[Answer]:
        self.asked += urls
        return [self._answer(url) for url in urls]

    def _answer(self, url: str) -> Answer:
        said = self.said.get(url.split("/")[2].split(".")[0], 200)
        if isinstance(said, Answer):
            return Answer(url=url, status=said.status, detail=said.detail, hops=said.hops)
        return (
            Answer(url=url, error=said) if isinstance(said, Trouble) else Answer(url=url, status=said, detail=str(said))
        )


__all__ = ["CLOSED", "DAY", "FIRST_LINE", "Engine", "Reply", "country", "loopback", "surroundings"]
