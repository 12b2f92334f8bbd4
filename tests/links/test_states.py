import pytest

from generator.links.answers import Answer, Hop, Trouble
from generator.links.states import Doubt, State, classify

URL = "http://www.a.gob.pe/x"


def ok(*hops: Hop) -> Answer:
    return Answer(url=URL, status=200, final_url=hops[-1].url if hops else URL, hops=hops)


@pytest.mark.parametrize(
    ("status", "state", "reason"),
    [
        (200, State.OK, "ok"),
        (204, State.OK, "ok"),
        (404, State.DEAD, "not-found"),
        (410, State.DEAD, "gone"),
        (401, State.UNVERIFIABLE, "login-needed"),
        (403, State.UNVERIFIABLE, "forbidden"),
        (429, State.UNVERIFIABLE, "rate-limited"),
        (451, State.UNVERIFIABLE, "legal-reasons"),
        (500, State.UNVERIFIABLE, "server-error"),
        (503, State.UNVERIFIABLE, "unavailable"),
        (304, State.UNVERIFIABLE, "unexpected-status"),
        (470, State.UNVERIFIABLE, "unexpected-status"),
        (999, State.UNVERIFIABLE, "server-error"),
    ],
)
def test_by_status(status, state, reason):
    verdict = classify(Answer(url=URL, status=status, final_url=URL))
    assert (verdict.state, verdict.reason, verdict.observed) == (state, reason, True)


@pytest.mark.parametrize("trouble", Trouble)
def test_of_all_troubles_only_an_unknown_host_may_be_the_end(trouble):
    verdict = classify(Answer(url=URL, error=trouble))
    assert (verdict.state is State.DEAD) == (trouble is Trouble.UNKNOWN_HOST)
    assert verdict.reason == trouble.value
    assert verdict.observed == (trouble not in (Trouble.POSTPONED, Trouble.CHECKER))


@pytest.mark.parametrize("status", [301, 308])
def test_a_permanent_redirect_is_moved_and_its_target_the_fix(status):
    verdict = classify(ok(Hop(status, "http://www.a.gob.pe/y#part")))
    assert (verdict.state, verdict.target) == (State.MOVED, "http://www.a.gob.pe/y")
    assert not verdict.minor
    assert verdict.doubt is None


@pytest.mark.parametrize("status", [302, 303, 307])
def test_a_temporary_redirect_is_ok(status):
    verdict = classify(ok(Hop(status, "http://www.a.gob.pe/y")))
    assert (verdict.state, verdict.target) == (State.OK, None)


def test_the_fix_is_where_the_permanent_part_of_a_chain_ends():
    chain = [
        Hop(301, "https://www.a.gob.pe/x"),
        Hop(308, "https://www.a.gob.pe/y"),
        Hop(302, "https://login/"),
    ]
    assert classify(ok(*chain)).target == "https://www.a.gob.pe/y"


def test_https_is_a_minor_move():
    verdict = classify(ok(Hop(301, "https://www.a.gob.pe/x")))
    assert (verdict.state, verdict.reason, verdict.minor) == (State.MOVED, "https", True)


def test_a_redirect_to_itself_is_ok():
    assert classify(ok(Hop(301, URL))).state is State.OK


@pytest.mark.parametrize(
    ("target", "doubt"),
    [
        ("https://www.a.gob.pe/", Doubt.HOME_PAGE),
        ("https://a.gob.pe/", Doubt.HOME_PAGE),
        ("https://b.gob.pe/x", Doubt.OTHER_SITE),
        ("https://parking.example.org/", Doubt.OTHER_SITE),
        ("https://new.a.gob.pe/x", None),
    ],
)
def test_a_doubtful_target_is_still_moved_but_says_so(target, doubt):
    verdict = classify(ok(Hop(301, target)))
    assert (verdict.state, verdict.target, verdict.doubt) == (State.MOVED, target, doubt)


def test_a_target_that_may_not_be_asked_is_no_fix():
    assert classify(ok(Hop(301, "http://u:p@a.gob.pe/"))).target is None


def test_moved_and_then_not_found_is_not_found():
    answer = Answer(url=URL, status=404, final_url="https://www.a.gob.pe/y", hops=(Hop(301, "https://www.a.gob.pe/y"),))
    assert classify(answer).state is State.DEAD
