"""Measure the engines on loopback, through the guard: ``python -m tests.links.bench_engines``.

Takes about five minutes on two cores. The figures in docs/development/links.md come from it.
"""

import json
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from generator.links import Answer, CheckerSettings, Limits, check
from generator.links.guard import Guard
from generator.links.linkchecker import run
from generator.links.report import read_report
from generator.links.waves import ask_in_waves

from .servers import Reply, internet

AGENT = "focalnet-links/bench (+mailto:links@example.org)"
PATIENCE = 15  # seconds; more than a host with a pace of one second needs for ten threads
DELAY = 0.05  # what a server a continent away takes, at the least
HOSTS = [f"m{number}.gob.pe" for number in range(40)]  # lychee leaves .example and .test out, silently
MANY = [f"http://{host}/p{number}" for host in HOSTS for number in range(5)]
ONE = [f"http://{HOSTS[0]}/p{number}" for number in range(40)]
Asked = Callable[[Sequence[str], Guard], int]


def settings(processes: int) -> CheckerSettings:
    return CheckerSettings(user_agent=AGENT, processes=processes, timeout=PATIENCE)


def linkchecker_as_it_is(urls: Sequence[str], guard: Guard) -> int:
    output, _ = run(urls, settings=settings(1), proxy=guard.address)
    return _known(list(read_report(output)))


def linkchecker(processes: int) -> Asked:
    return lambda urls, guard: _known(check(urls, settings=settings(processes), guard=guard))


def two_waves(processes: int) -> Asked:
    def ask(urls: Sequence[str], guard: Guard) -> int:
        return _known(ask_in_waves(urls, lambda some: check(some, settings=settings(processes), guard=guard)))

    return ask


def lychee(urls: Sequence[str], guard: Guard) -> int:
    program = shutil.which("lychee", path=str(Path(sys.executable).parent)) or shutil.which("lychee")
    if program is None:
        raise SystemExit("lychee is not installed")
    options = ["--no-progress", "--format=json", "-v", "--max-retries=0", f"--timeout={PATIENCE}", "-"]
    with tempfile.TemporaryDirectory() as home:
        done = subprocess.run(
            [program, *options],
            input="\n".join(urls),
            capture_output=True,
            text=True,
            cwd=home,
            env={"HOME": home, "http_proxy": guard.address, "https_proxy": guard.address},
            check=False,
        )
    return int(json.loads(done.stdout)["successful"])


def _known(answers: Sequence[Answer]) -> int:
    return sum(answer.status == 200 for answer in answers)


AS_IT_IS: dict[str, Asked] = {"LinkChecker, URLs in file order": linkchecker_as_it_is}
OTHERS: dict[str, Asked] = {
    "LinkChecker, hosts interleaved": linkchecker(1),
    "LinkChecker, 2 processes": linkchecker(2),
    "LinkChecker, 4 processes": linkchecker(4),
    "LinkChecker, 2 processes, two waves": two_waves(2),
    "lychee": lychee,
}
FEW = {"LinkChecker": linkchecker(1), "lychee": lychee}


def measure(name: str, ask: Asked, urls: Sequence[str], interval: float, silent: int) -> None:
    limits = Limits(interval=interval, longest_wait=60)
    routes = {f"/p{number}": Reply(delay=DELAY) for number in range(40)}
    routes |= {url.removeprefix("http://"): Reply(delay=2 * PATIENCE) for url in MANY[: silent * 5]}
    with internet(routes, *HOSTS, limits=limits) as (guard, _, _site):
        before, start = _children(), time.perf_counter()
        ok = ask(urls, guard)
        wall, cpu = time.perf_counter() - start, _children() - before
    print(f"| {name} | {wall:.1f} | {cpu:.1f} | {ok}/{len(urls)} |", flush=True)


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def bodies() -> None:
    """How much of a body crosses the guard although LinkChecker reads none of it."""
    size = 5_000_000
    for limit in (Limits().received_bytes, 10**9):
        routes = {"/big": Reply(body=b"x" * size)}
        with internet(routes, limits=replace(Limits(interval=0), received_bytes=limit)) as (guard, _, _site):
            answers = check(["http://a.example.org/big"], settings=settings(1), guard=guard)
            time.sleep(0.3)
            received = sum(decision.received for decision in guard.decisions)
        print(f"| limit {limit:,} bytes | {answers[0].status} | {received:,} of {size:,} |", flush=True)


SPELLINGS = ["/a%2Fb", "/a//b", "/%C7%D1", "/q?a=%E9", "/q?a=%2F", "/q?a=b+c", "/q?a[]=1", "/q?a=b;c", "/~a/", "/a%20b"]


class Anything(dict[str, Reply]):
    """Routes that lead from everywhere to a page."""

    def get(self, *_: object) -> Reply:  # type: ignore[override]
        return Reply()


def spellings() -> None:
    """What LinkChecker asks of a server for some URLs."""
    hosts = HOSTS[: len(SPELLINGS)]
    urls = [f"http://{host}{path}" for host, path in zip(hosts, SPELLINGS, strict=True)]
    with internet(Anything(), *hosts, limits=Limits(interval=0)) as (guard, _, web):
        run(urls, settings=settings(1), proxy=guard.address)
    sent = {seen.host: seen.path for seen in web.seen}
    for host, path in zip(hosts, SPELLINGS, strict=True):
        print(f"| {path} | {sent[host]} | {'as written' if sent[host] == path else 'another URL'} |", flush=True)


def main() -> None:
    for title, engines, urls, interval, silent in (
        ("40 hosts with 5 URLs each", AS_IT_IS | OTHERS, MANY, 0.0, 0),
        ("The same, a second between two requests to one host", OTHERS, MANY, 1.0, 0),
        (f"The same, 12 of the hosts silent (time-out {PATIENCE} s)", OTHERS, MANY, 1.0, 12),
        ("1 host with 40 URLs", FEW, ONE, 0.0, 0),
        ("The same, a second between two requests", FEW, ONE, 1.0, 0),
    ):
        print(f"\n{title}\n\n| engine | seconds | CPU seconds | ok |\n|---|---|---|---|")
        for name, ask in engines.items():
            measure(name, ask, urls, interval, silent)
    print("\nA page of 5 MB\n\n| guard | status | crossed the guard |\n|---|---|---|")
    bodies()
    print("\nSpelling\n\n| written | asked by LinkChecker | |\n|---|---|---|")
    spellings()


if __name__ == "__main__":
    main()
