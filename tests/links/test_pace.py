from generator.links.pace import Pace


def test_turns_of_one_host_are_an_interval_apart_and_other_hosts_do_not_wait():
    pace = Pace(interval=2.0, longest_wait=10.0)
    assert pace.reserve("a", now=100.0) == 0.0
    assert pace.reserve("a", now=100.5) == 1.5
    assert pace.reserve("b", now=100.5) == 0.0
    assert pace.reserve("a", now=110.0) == 0.0


def test_nobody_waits_longer_than_the_longest_wait_and_a_refusal_takes_no_turn():
    pace = Pace(interval=4.0, longest_wait=5.0)
    assert [pace.reserve("a", now=0.0) for _ in range(4)] == [0.0, 4.0, None, None]
    assert pace.reserve("a", now=8.0) == 0.0
