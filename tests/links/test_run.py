from datetime import date, timedelta
from random import Random

from generator.links import History, Place, Policy, State, check_urls
from generator.links.answers import Answer, Trouble

DAY = date(2026, 3, 1)
A, B, C, D = (f"https://{host}.example.org/" for host in "abcd")


EMPTY = History()


def run(places, engine, *, history=EMPTY, day=0, **options):
    return check_urls(
        places,
        history=history,
        today=DAY + timedelta(days=day),
        rng=Random(1),
        policy=Policy(jitter=0.0),
        engine=engine,
        **options,
    )


class Engine:
    def __init__(self, **statuses) -> None:
        self.asked: list[str] = []
        self._statuses = statuses

    def __call__(self, urls):
        self.asked += urls
        return [self._answer(url) for url in urls]

    def _answer(self, url: str) -> Answer:
        said = self._statuses.get(url.split("/")[2][0], 200)
        return Answer(url=url, error=said) if isinstance(said, Trouble) else Answer(url=url, status=said)


def places(*urls: str):
    return {url: [Place("cl.yml", number)] for number, url in enumerate(urls, 1)}


def test_each_url_is_asked_once_and_stands_at_all_its_places():
    engine = Engine(b=404)
    outcome = run(
        {
            A: [Place("cl.yml", 1)],
            f"{A}#x": [Place("pe.yml", 2)],
            B: [Place("pe.yml", 3)],
            "ftp://x": [Place("pe.yml", 4)],
        },
        engine,
    )
    assert engine.asked == [A, B]
    states = {one.url: (one.record and one.record.state, one.places, one.asked) for one in outcome.standings}
    assert states == {
        A: (State.OK, (Place("cl.yml", 1), Place("pe.yml", 2)), True),
        B: (State.UNVERIFIABLE, (Place("pe.yml", 3),), True),
    }
    assert [one.url for one in outcome.refused] == ["ftp://x"]
    assert outcome.asked == 2


def test_only_what_is_due_is_asked_unless_forced():
    first = run(places(A, B), Engine())
    engine = Engine()
    outcome = run(places(A, B, C), engine, history=first.history, day=3)
    assert engine.asked[0] == C
    assert [one.asked for one in outcome.standings] == [False, False, True]
    engine = Engine()
    run(places(A, B), engine, history=first.history, day=3, force=True)
    assert engine.asked == [A, B]


def test_nothing_due_asks_nobody():
    first = run(places(A), Engine())
    engine = Engine()
    run(places(A), engine, history=first.history, day=3)
    assert engine.asked == []


def test_three_days_to_be_dead_and_a_control_is_asked_beside_the_suspect():
    history = run(places(A, B), Engine(b=404)).history
    for day in (1, 2):
        engine = Engine(b=404)
        outcome = run(places(A, B), engine, history=history, day=day)
        history = outcome.history
        assert engine.asked == [B, A]
    assert history.records[B].state is State.DEAD


def test_a_run_without_a_network_buries_nobody():
    history = run(places(A, B, C, D), Engine()).history
    outcome = run(places(A, B, C, D), Engine(**dict.fromkeys("abcd", Trouble.UNKNOWN_HOST)), history=history, day=30)
    assert outcome.offline
    assert outcome.history == history


def test_force_does_not_break_a_retry_after():
    def limited(urls):
        return [Answer(url=url, status=429, retry_after=3 * 86400) for url in urls]

    history = run(places(A), limited).history
    engine = Engine()
    run(places(A, f"{A}other"), engine, history=history, day=2, force=True)
    assert engine.asked == []
    run(places(A, f"{A}other"), engine, history=history, day=3, force=True)
    assert engine.asked == [A, f"{A}other"]


def test_an_engine_that_fails_leaves_the_history_alone_and_is_counted():
    history = run(places(A, B), Engine()).history
    outcome = run(places(A, B), Engine(a=Trouble.CHECKER), history=history, day=30)
    assert outcome.silent == 1
    assert outcome.history.records[A] == history.records[A]


def test_only_a_complete_run_forgets():
    history = run(places(A, B), Engine()).history
    assert set(run(places(A), Engine(), history=history).history.records) == {A, B}
    assert set(run(places(A), Engine(), history=history, complete=True).history.records) == {A}
