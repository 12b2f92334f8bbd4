from generator.links.answers import Answer, Hop, Trouble
from generator.links.waves import ask_in_waves

A = [f"https://a.example.org/{number}" for number in range(4)]
B = [f"https://b.example.org/{number}" for number in range(3)]


class Engine:
    """Answers 200, but for the URLs it was told otherwise, and remembers what it was asked."""

    def __init__(self, *answers: Answer) -> None:
        self.waves: list[list[str]] = []
        self._answers = {answer.url: answer for answer in answers}

    def __call__(self, urls):
        self.waves.append(list(urls))
        return [self._answers.get(url, Answer(url=url, status=200, detail="200 OK")) for url in reversed(urls)]


def test_first_a_scout_of_each_host_and_then_the_rest():
    engine = Engine()
    answers = ask_in_waves([*A, *B], engine)
    assert engine.waves == [[A[0], B[0]], [*A[1:], *B[1:]]]
    assert [answer.url for answer in answers] == [*A, *B]
    assert {answer.status for answer in answers} == {200}


def test_a_host_that_limits_us_is_not_asked_again():
    engine = Engine(Answer(url=A[0], status=429, detail="429 Too Many Requests", retry_after=60))
    answers = ask_in_waves([*A, *B], engine)
    assert engine.waves[1] == B[1:]
    assert answers[0].status == 429
    assert [answer.error for answer in answers[1:4]] == [Trouble.POSTPONED] * 3
    assert "429 Too Many Requests" in answers[1].detail


def test_what_is_true_of_the_host_is_true_of_its_urls():
    engine = Engine(Answer(url=A[0], error=Trouble.UNKNOWN_HOST, detail="unknown host"))
    answers = ask_in_waves(A, engine)
    assert len(engine.waves) == 1
    assert [answer.error for answer in answers] == [Trouble.UNKNOWN_HOST] * 4
    assert answers[2].url == A[2]


def test_one_slow_page_says_nothing_about_the_others():
    answers = ask_in_waves(A, Engine(Answer(url=A[0], error=Trouble.TIMEOUT)))
    assert [answer.error for answer in answers] == [Trouble.TIMEOUT, *[Trouble.POSTPONED] * 3]


def test_a_failure_behind_a_redirect_says_nothing_about_the_host():
    elsewhere = (Hop(302, "https://gone.example.org/"),)
    engine = Engine(Answer(url=A[0], error=Trouble.UNKNOWN_HOST, hops=elsewhere))
    assert [answer.status for answer in ask_in_waves(A, engine)] == [None, 200, 200, 200]


def test_http_and_https_of_a_host_are_two_doors():
    engine = Engine(Answer(url=A[0], error=Trouble.TLS))
    answers = ask_in_waves([A[0], A[1], "http://a.example.org/"], engine)
    assert [answer.error for answer in answers] == [Trouble.TLS, Trouble.TLS, None]


def test_an_engine_that_forgets_a_url_is_noticed():
    answers = ask_in_waves(A[:1], lambda urls: [])
    assert answers == [Answer(url=A[0], error=Trouble.CHECKER, detail="the engine gave no answer")]


def test_nothing_to_ask_asks_nothing():
    engine = Engine()
    assert ask_in_waves([], engine) == []
    assert engine.waves == []
