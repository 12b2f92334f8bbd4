"""The straight line: places → URLs that are due → answers → verdicts → history → standings."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from random import Random
from urllib.parse import urlsplit

from generator.links.answers import Engine
from generator.links.history import History, Policy, Record, advance
from generator.links.offline import controls, looks_offline
from generator.links.states import classify
from generator.links.urls import Gathered, Place, RefusedUrl, gather
from generator.links.waves import ask_in_waves


@dataclass(frozen=True, kw_only=True)
class Standing:
    """How a URL stands after the run: what the history says of it (None: never answered), and its places."""

    url: str
    places: tuple[Place, ...]
    record: Record | None
    asked: bool


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """``standings`` sorted by URL; ``refused`` were never asked; ``history`` is to be written.

    ``offline``: not one host could be reached, so the history is as it was. ``silent`` counts the URLs that
    were asked and about which nothing was learnt (the engine failed, or the host wants to be left in
    peace).
    """

    standings: tuple[Standing, ...]
    refused: tuple[RefusedUrl, ...]
    history: History
    asked: int
    silent: int = 0
    offline: bool = False


def check_urls(
    places: Mapping[str, Sequence[Place]],
    *,
    history: History,
    today: date,
    rng: Random,
    policy: Policy,
    engine: Engine,
    force: bool = False,
    complete: bool = False,
) -> Outcome:
    """Ask those of the URLs in ``places`` that are due (with ``force``: all) and say how each stands.

    ``places`` maps each URL as written to where it is written. ``complete`` means that these are all the
    network's URLs, and the history forgets the others.
    """
    gathered = gather(places)
    due = _due(gathered, history, today, force=force)
    answers = ask_in_waves([*due, *controls(history, due, today)], engine)
    verdicts = [classify(answer) for answer in answers]
    offline = looks_offline(answers, history)
    after = history if offline else advance(history, verdicts, today=today, policy=policy, rng=rng)
    return Outcome(
        standings=_standings(gathered, after, set(due)),
        refused=gathered.refused,
        history=after.only(gathered.urls) if complete else after,
        asked=len(due),
        silent=sum(not verdict.observed for verdict in verdicts),
        offline=offline,
    )


def _due(gathered: Gathered, history: History, today: date, *, force: bool) -> list[str]:
    waiting = history.waiting_hosts(today)  # not even force makes us break a Retry-After
    return [url for url in gathered.urls if (force or history.due(url, today)) and urlsplit(url).netloc not in waiting]


def _standings(gathered: Gathered, history: History, asked: set[str]) -> tuple[Standing, ...]:
    return tuple(
        Standing(url=url, places=places, record=history.records.get(url), asked=url in asked)
        for url, places in gathered.urls.items()
    )
