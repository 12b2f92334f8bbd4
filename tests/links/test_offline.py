from datetime import date

import pytest

from generator.links.answers import Answer, Hop, Trouble
from generator.links.history import History, Record
from generator.links.offline import controls, looks_offline
from generator.links.states import State

DAY = date(2026, 3, 1)


def url(host: str) -> str:
    return f"https://{host}.example.org/"


def record(state: State, due: int = 1, wait: date | None = None) -> Record:
    return Record(state=state, since=DAY, last_checked=DAY, next_due=date(2026, 4, due), reason="", wait_until=wait)


HISTORY = History(
    {
        url("a"): record(State.OK, 9),
        url("b"): record(State.MOVED, 3),
        url("c"): record(State.OK, 5),
        url("d"): record(State.DEAD, 1),
        url("e"): record(State.OK, 1, wait=date(2026, 3, 9)),
    }
)


def failed(trouble: Trouble, *hosts: str) -> list[Answer]:
    return [Answer(url=url(host), error=trouble) for host in hosts]


def test_controls_are_alive_on_other_hosts_soonest_due_first():
    assert controls(HISTORY, [url("x")], DAY) == [url("b"), url("c")]
    assert controls(HISTORY, [url("b")], DAY) == [url("c"), url("a")]
    assert controls(HISTORY, [], DAY) == []


@pytest.mark.parametrize("trouble", [Trouble.RESOLVER, Trouble.UNREACHABLE, Trouble.TIMEOUT, Trouble.PROTOCOL])
def test_no_host_reached_of_three_is_offline(trouble):
    assert looks_offline(failed(trouble, "x", "y", "z"), History())
    assert not looks_offline(failed(trouble, "x", "y"), History())


@pytest.mark.parametrize(
    "sign",
    [
        Answer(url=url("a"), status=503),
        Answer(url=url("a"), error=Trouble.TLS),
        Answer(url=url("a"), error=Trouble.REFUSED, hops=(Hop(301, "http://10.0.0.1/"),)),
    ],
)
def test_one_sign_of_life_is_enough(sign):
    assert not looks_offline([*failed(Trouble.TIMEOUT, "x", "y", "z"), sign], History())


def test_hosts_that_perhaps_never_existed_prove_nothing():
    assert not looks_offline(failed(Trouble.UNKNOWN_HOST, "x", "y", "z"), History())


def test_many_hosts_that_are_all_unknown_are_a_broken_resolver():
    hosts = [f"host{number}" for number in range(10)]
    assert not looks_offline(failed(Trouble.UNKNOWN_HOST, *hosts[:9]), History())
    assert looks_offline(failed(Trouble.UNKNOWN_HOST, *hosts), History())


def test_hosts_that_were_alive_and_are_all_unknown_now_are_a_broken_resolver():
    assert looks_offline(failed(Trouble.UNKNOWN_HOST, "a", "b", "x"), HISTORY)


def test_what_was_not_asked_proves_nothing():
    assert not looks_offline(failed(Trouble.POSTPONED, "x", "y", "z"), History())
    assert not looks_offline([], History())
