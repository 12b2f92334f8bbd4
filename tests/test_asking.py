"""`focalnet links`: what is asked, what is kept, what is reported where, and the texts of the issues."""

import json
import shutil
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from case import examined_in, project, settings
from conftest import commit_all
from hypothesis import given
from hypothesis import strategies as st
from internet import DAY, FIRST_LINE, Engine, Reply, country, loopback, surroundings
from markdown_it import MarkdownIt

from generator import asking, links
from generator.asking import Asking, ask, issues, known_at
from generator.checks import weblinks
from generator.links import Answer, Hop, Trouble
from generator.problems import GeneratorError, Level, Problem
from generator.settings import LOCALE_DIR
from generator.text import Language

ENGLISH = Language("en", LOCALE_DIR, {})
OK, DEAD, MOVED, BACK = (f"http://{name}.example.org/" for name in ("ok", "dead", "moved", "back"))
NEW = "http://ok.example.org/new"
MOVING = Answer(url="", status=200, detail="200 OK", hops=(Hop(301, NEW),))


@pytest.fixture(autouse=True)
def no_guard_without_a_pretended_internet(monkeypatch: pytest.MonkeyPatch):
    real = links.open_guard

    def open_guard(**options):
        assert {"resolve", "connect"} <= set(options), "this would have asked real hosts"
        return real(**options)

    monkeypatch.setattr(links, "open_guard", open_guard)


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> Engine:
    """What is asked and answered, without processes and servers."""
    made = Engine()
    monkeypatch.setattr(links, "check", made)
    return made


def run(root: Path, guard=None, *, day: int = 0, **what):
    around = surroundings(day=day) if guard is None else surroundings(guard, day)
    return ask(examined_in(root, around.today), settings(root), Asking(**what), around)


def found(answered):
    """(path, line, rule) of each problem, in the order of the lines."""
    return sorted((p.path.removeprefix("countries/"), p.line, p.rule.id) for p in answered.problems)


def history(root: Path) -> dict:
    return json.loads((root / ".cache" / "links.json").read_text())["urls"]


def suppressed(root: Path, *entries: str) -> None:
    with (root / "network.yml").open("a") as file:
        file.write("suppressed_links:\n" + "".join(f"  - {{{entry}}}\n" for entry in entries))


# The whole stack: files, LinkChecker, guard, servers on loopback, history


@pytest.fixture(scope="module")
def week(tmp_path_factory):
    """Three nights and the morning after them: the answers, what the server saw in each, and the project."""
    root = project(
        tmp_path_factory.mktemp("week"),
        xa=country(
            "XA",
            OK,
            f"{OK}#part",
            DEAD,
            "http://127.0.0.1/",
            "http://[::1]/",
            "http://inner.example.org/",
            "http://user:secret@ok.example.org/",
            "http://0x7f.1/",
            "http://to-port.example.org/",
        ),
        xb=country("XB", OK, MOVED, more=f', backlink: "{BACK}"').replace('"http', '"HTTP', 1),
        xc=country("XC", OK, more=', backlink: "http://silent.example.org/"'),
        xd=country("XD", OK, more=', backlink: "http://other.example.org/"'),
    )
    routes = {
        "ok.example.org/": Reply(),
        "ok.example.org/new": Reply(),
        "dead.example.org/": Reply(404, reason="Gone;<b>@you</b>"),
        "moved.example.org/": Reply(301, {"Location": NEW}),
        "to-port.example.org/": Reply(302, {"Location": "http://ok.example.org:22/"}),
        "back.example.org/": Reply(body=b'<a href="https://network.example.org/en/">the portal</a>'),
        "other.example.org/": Reply(body=b"<p>no link"),
        "silent.example.org/": Reply(403),
    }
    nights, seen = [], []
    with loopback(routes, inner="10.0.0.1") as (guard, web, net):
        for day in range(3):
            nights.append(run(root, guard, day=day))
            seen.append(web.asked())
            web.seen.clear()
        dialled = set(net.dialled)
    return nights, seen, dialled, root


def test_an_address_is_asked_once_however_many_files_name_it(week):
    nights, seen, _, _ = week
    assert nights[0].addresses == 17
    assert seen[0].count("ok.example.org/") == 1
    assert len(history(week[3])) == nights[0].asked == 10


def test_what_may_not_be_asked_is_an_error_at_its_line_and_is_not_asked(week):
    nights, _, dialled, _ = week
    refused = [(p.path, p.line, p.values["found"]) for p in nights[0].problems if p.level is Level.ERROR]
    assert refused == [
        ("countries/xa.yml", 9, "not a public address"),
        ("countries/xa.yml", 10, "not a public address"),
        ("countries/xa.yml", 11, "not a public address"),
        ("countries/xa.yml", 12, "credentials in a URL"),
        ("countries/xa.yml", 13, "an IP address in disguise"),
    ]
    assert dialled == {("93.184.215.14", 80)}


def test_where_a_redirect_leads_is_not_the_files_mistake(week):
    assert 14 not in {p.line for p in week[0][0].problems if p.path == "countries/xa.yml"}


def test_what_is_not_found_on_three_different_days_is_broken_and_not_before(week):
    rules = [next(p for p in night.problems if p.path == "countries/xa.yml" and p.line == 8) for night in week[0]]
    assert [problem.rule.id for problem in rules] == ["link-not-found", "link-not-found", "link-broken"]
    assert rules[2].values["since"] == DAY.isoformat()
    assert "3 days" in rules[2].message()


def test_what_moved_for_good_comes_with_its_new_address(week):
    problem = next(p for p in week[0][0].problems if p.rule.id == "link-moved")
    assert (problem.path, problem.line) == ("countries/xb.yml", FIRST_LINE + 1)
    assert NEW in problem.hint()


def test_only_a_definite_no_is_told_about_a_backlink(week):
    nights, _, _, root = week
    assert json.loads((root / ".cache" / "backlinks.json").read_text()) == {
        BACK: True,
        "http://other.example.org/": False,
        "http://silent.example.org/": None,
    }
    for night in nights:
        told = [(p.path, p.values["found"]) for p in night.problems if p.rule.id == "no-backlink"]
        assert told == [("countries/xd.yml", "http://other.example.org/")]


def test_the_next_check_of_the_files_knows_it_all(week):
    root = week[3]
    rules = {p.rule.id for p in examined_in(root, DAY + timedelta(days=2)).problems}
    assert {"link-broken", "link-moved", "no-backlink"} <= rules


def test_a_pull_request_asks_and_judges_only_what_is_new_and_notes_nothing(week, tmp_path):
    root = shutil.copytree(week[3], tmp_path / "copy")
    before = {path: path.read_bytes() for path in (root / ".cache").iterdir()}
    known = frozenset({OK, DEAD, MOVED})
    (root / "countries" / "xb.yml").unlink()
    (root / "countries" / "xc.yml").unlink()
    (root / "countries" / "xd.yml").unlink()
    xa = country("XA", "http://added.example.org/", MOVED, OK, DEAD, "http://10.0.0.1/")
    (root / "countries" / "xa.yml").write_text(xa)
    with loopback({"added.example.org/": Reply(404)}) as (guard, web, _):
        answered = run(root, guard, day=3, known=known)
    assert set(web.asked()) <= {"added.example.org/"}, "and a control, which is not there"
    assert found(answered) == [("xa.yml", 6, "link-not-found"), ("xa.yml", 10, "link-refused")]
    assert {path: path.read_bytes() for path in (root / ".cache").iterdir()} == before


# What is asked


def test_only_the_wanted_files_are_asked_and_judged(tmp_path: Path, engine: Engine):
    root = project(tmp_path, xa=country("XA", DEAD, OK), xb=country("XB", DEAD, MOVED))
    engine.said = {"dead": 404, "moved": MOVING}
    answered = run(root, wanted=frozenset({"countries/xb.yml"}))
    assert engine.asked == [DEAD, MOVED]
    assert found(answered) == [("xb.yml", 6, "link-not-found"), ("xb.yml", 7, "link-moved")]


def test_a_run_for_a_few_files_forgets_nothing_of_the_others(tmp_path: Path, engine: Engine):
    root = project(tmp_path, xa=country("XA", DEAD), xb=country("XB", OK))
    run(root)
    backlinks = root / ".cache" / "backlinks.json"
    backlinks.write_text('{"http://back.example.org/": false}\n')
    suppressed(root, 'url: "http://elsewhere.example.org/", reason: x, until: 2026-08-01')
    assert found(run(root, wanted=frozenset({"countries/xb.yml"}), force=True)) == []
    assert set(history(root)) == {DEAD, OK}
    assert backlinks.read_text() == '{"http://back.example.org/": false}\n'


def test_the_same_address_on_another_line_is_not_new(tmp_path: Path, engine: Engine):
    root = project(tmp_path, xa=country("XA", OK, DEAD))
    commit_all(root)
    schema = examined_in(root).schema
    project(root, xa=country("XA", DEAD, MOVED), xb=country("XB", OK))
    engine.said = {"dead": 404, "moved": 404}
    answered = run(root, known=known_at("HEAD", settings(root), schema))
    assert engine.asked == [MOVED]
    assert found(answered) == [("xa.yml", 7, "link-not-found")]
    assert not (root / ".cache").exists()


def test_a_complete_run_forgets_what_no_file_names(tmp_path: Path, engine: Engine):
    root = project(tmp_path, xa=country("XA", OK), xb=country("XB", DEAD))
    run(root)
    (root / "countries" / "xb.yml").unlink()
    run(root, day=1)
    assert set(history(root)) == {OK}


def test_a_broken_file_costs_no_history(tmp_path: Path, engine: Engine):
    root = project(tmp_path, xa=country("XA", OK), xb=country("XB", DEAD))
    suppressed(root, f'url: "{DEAD}", reason: x, until: 2026-08-01')
    engine.said = {"dead": 404}
    run(root)
    project(root, xb='country: "XB\n')
    answered = run(root, day=1)
    assert set(history(root)) == {OK, DEAD}
    assert found(answered) == [], "the suppression is not called unused either"


def test_what_is_not_due_is_asked_only_by_force(tmp_path: Path, engine: Engine):
    root = project(tmp_path, xa=country("XA", OK))
    assert [run(root, day=day, force=force).asked for day, force in ((0, False), (1, False), (1, True))] == [1, 0, 1]
    assert engine.asked == [OK, OK]


def test_addresses_of_the_network_file_are_asked_and_those_of_suppressions_are_not(tmp_path: Path, engine: Engine):
    root = project(tmp_path, xa=country("XA", "mailto:a@b.example.org", "HTTPS://ok.example.org"))
    with (root / "network.yml").open("a") as file:
        file.write(f"url: {DEAD}\n")
    suppressed(root, f'url: "{MOVED}", reason: x, until: 2026-08-01')
    engine.said = {"dead": 404}
    assert ("network.yml", 9, "link-not-found") in found(run(root))
    assert engine.asked == [DEAD, "https://ok.example.org/"]


def test_without_a_network_nothing_is_written(tmp_path: Path, engine: Engine):
    hosts = [f"http://h{number}.example.org/" for number in range(12)]
    root = project(tmp_path, xa=country("XA", *hosts, more=f', backlink: "{BACK}"'))
    engine.said = {f"h{number}": Trouble.RESOLVER for number in range(12)} | {"back": Trouble.RESOLVER}
    answered = run(root)
    assert (answered.offline, answered.problems, answered.asked) == (True, [], 13)
    assert not (root / ".cache").exists()


@pytest.mark.parametrize("content", [b"{", b"[]", b"\xff", b'{"format": 9}', b"[" * 100_000])
def test_a_history_that_cannot_be_read_is_put_aside_and_reported(tmp_path: Path, engine: Engine, content: bytes):
    root = project(tmp_path, xa=country("XA", OK))
    cache = root / ".cache"
    cache.mkdir()
    (cache / "links.json").write_bytes(content)
    (cache / "backlinks.json").write_bytes(content)
    answered = run(root)
    assert [(p.rule.id, p.path) for p in answered.problems] == [("link-history", ".cache/links.json")]
    assert (cache / "links.json.unreadable-1").read_bytes() == content
    assert set(history(root)) == {OK}
    assert run(root, day=1).problems == []


def test_a_history_that_cannot_be_written_is_a_broken_set_up(tmp_path: Path, engine: Engine):
    root = project(tmp_path, xa=country("XA", OK))
    (root / ".cache").write_text("a file, not a folder")
    with pytest.raises(GeneratorError, match="cannot be written"):
        run(root)


def test_a_pull_request_does_not_even_put_a_history_aside(tmp_path: Path, engine: Engine):
    root = project(tmp_path, xa=country("XA", OK))
    (root / ".cache").mkdir()
    (root / ".cache" / "links.json").write_text("{")
    assert [p.rule.id for p in run(root, known=frozenset()).problems] == ["link-history"]
    assert [path.name for path in (root / ".cache").iterdir()] == ["links.json"]


# Suppressions


@pytest.mark.parametrize(
    "spelling", ["http://dead.example.org", "HTTP://DEAD.example.org/", "http://dead.example.org/#x"]
)
def test_a_suppression_hides_until_its_day_however_the_address_is_spelt(tmp_path, engine: Engine, spelling: str):
    root = project(tmp_path, xa=country("XA", spelling))
    suppressed(root, "url: http://dead.example.org, reason: slow, until: 2026-07-02")
    engine.said = {"dead": 404}
    assert [found(run(root, day=day)) for day in range(3)] == [
        [],
        [],
        [("network.yml", 10, "suppression-expired"), ("xa.yml", 6, "link-broken")],
    ]


def test_suppressions_that_should_go_are_reported_at_their_line(tmp_path: Path, engine: Engine):
    root = project(tmp_path, xa=country("XA", OK, f"{DEAD}a", f"{DEAD}b", MOVED))
    suppressed(
        root,
        'url: "http://u:p@nonsense.example.org/", reason: not one, until: 2026-08-01',
        f'url: "{OK}", reason: x, until: 2026-08-01',
        f'url: "{DEAD}", prefix: true, reason: x, until: 2026-08-01',
        'url: "http://nowhere.example.org/", reason: x, until: 2026-08-01',
        f'url: "{MOVED}", reason: x, until: 2026-06-30',
        f'url: "{MOVED}", reason: x, until: 2026-06-30',
    )
    engine.said = {"dead": 404, "moved": MOVING}
    answered = ask(replace(examined_in(root), problems=[]), settings(root), Asking(), surroundings())
    assert [row for row in found(answered) if row[0] == "network.yml"] == [
        ("network.yml", 11, "suppression-not-needed"),
        ("network.yml", 13, "suppression-not-used"),
        ("network.yml", 14, "suppression-expired"),
        ("network.yml", 15, "suppression-expired"),
    ]


def test_a_pull_request_hears_nothing_about_suppressions(tmp_path: Path, engine: Engine):
    root = project(tmp_path, xa=country("XA", OK, f"{OK}new"))
    suppressed(root, f'url: "{OK}", prefix: true, reason: x, until: 2026-08-01')
    assert found(run(root, known=frozenset({OK}))) == []


# Backlinks


def test_backlinks_are_not_asked_for_without_an_address_of_the_portal(tmp_path: Path, engine: Engine):
    root = project(tmp_path, xa=country("XA", OK, more=f', backlink: "{BACK}"'))
    ask(examined_in(root, DAY), replace(settings(root), site_url=""), Asking(), surroundings())
    assert json.loads((root / ".cache" / "backlinks.json").read_text()) == {}


# Another revision


def test_the_addresses_of_another_revision(tmp_path: Path):
    root = project(tmp_path, xa=country("XA", OK), xb=country("XB", DEAD))
    first = commit_all(root)
    schema = examined_in(root).schema
    project(root, xa=country("XA", MOVED))
    (root / "countries" / "xb.yml").unlink()
    assert known_at(first, settings(root), schema) == {OK, DEAD}
    second = commit_all(root)
    assert known_at("HEAD", settings(root), schema) == known_at(second, settings(root), schema) == {MOVED}
    assert known_at("HEAD^1", settings(root), schema) == {OK, DEAD}


def test_a_project_may_lie_below_the_root_of_its_repository(tmp_path: Path):
    root = tmp_path / "data" / "portal"
    root.mkdir(parents=True)
    project(root, xa=country("XA", OK))
    commit_all(tmp_path)
    assert known_at("HEAD", settings(root), examined_in(root).schema) == {OK}


@pytest.mark.parametrize("revision", ["no-such-branch", "", "-x", "--output=/tmp/x", "HEAD:nothing", "a b", "\n"])
def test_a_revision_that_does_not_exist_is_a_wrong_use(tmp_path: Path, revision: str):
    root = project(tmp_path, xa=country("XA", OK))
    commit_all(root)
    with pytest.raises(GeneratorError):
        known_at(revision, settings(root), examined_in(root).schema)


def test_a_folder_without_git_is_a_wrong_use(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    root = project(tmp_path, xa=country("XA", OK))
    with pytest.raises(GeneratorError):
        known_at("HEAD", settings(root), examined_in(root).schema)


def test_files_that_were_broken_do_no_harm(tmp_path: Path):
    broken = {"xb": b'country: "X', "xc": b"\xff\xfe", "xd": b"- a\n- b\n", "xe": b"links: 5\n", "xf": b"", "xg": b"\0"}
    root = project(tmp_path, xa=country("XA", OK), **broken, xh=b"links:\n  a: [1, {url: http://x.example.org/}]\n")
    (root / "countries" / "Chile.yml").write_text(country("CL", MOVED))
    (root / "network.yml").write_text("name: [\n")
    commit_all(root)
    project(root)
    assert known_at("HEAD", settings(root), examined_in(root).schema) >= {OK}


# Issues


def test_only_countries_with_broken_or_moved_addresses_get_an_issue(tmp_path: Path, engine: Engine):
    away = Answer(url="", status=200, hops=(Hop(301, "http://parking.example.com/"),))
    root = project(
        tmp_path,
        xa=country("XA", DEAD),
        xb=country("XB", MOVED),
        xc=country("XC", OK, "http://user:secret@ok.example.org/"),
        xd=country("XD", "http://refusing.example.org/", "http://suspect.example.org/"),
        xe=country("XE", "http://away.example.org/"),
    )
    with (root / "network.yml").open("a") as file:
        file.write(f"url: {DEAD}\n")
    engine.said = {"dead": 404, "moved": MOVING, "refusing": 403, "away": away}
    for day in range(3):
        if day == 2:
            engine.said["suspect"] = 404
        answered = run(root, day=day, force=True)
    texts = dict(issues(answered.problems, examined_in(root), ENGLISH))
    assert set(texts) == {"xa", "xb", "xe"}
    for code, text in texts.items():
        title, blank, *body = text.splitlines()
        assert title == f"# Web addresses to look at: {ENGLISH.country_name(code)}"
        assert blank == ""
        assert [line for line in body if line.startswith("- ")] == body[-1:]
        assert body[-1].startswith(f"- `countries/{code}.yml:6` `http://")
    assert f"Write the new address: `{NEW}`." in texts["xb"]


def examined_with(root: Path, *addresses: str):
    return examined_in(project(root, xa=country("XA", *addresses)))


def broken(number: int = 1, **values: str) -> Problem:
    pointer = ("links", f"link-{number}", "url")
    shown = {"found": "404", "since": "2026-07-01", "date": "2026-07-01", "target": NEW, **values}
    rule = weblinks.MOVED if "target" in values else weblinks.DEAD
    return Problem(rule, "countries/xa.yml", FIRST_LINE + number - 1, 1, pointer, shown)


@pytest.fixture(scope="module")
def one_address(tmp_path_factory):
    return examined_with(tmp_path_factory.mktemp("issues"), OK)


HOSTILE = st.one_of(
    st.text(max_size=60),
    st.lists(
        st.sampled_from(
            ["`", "``", "```", "\n", "\n\n", "# ", "- ", "> ", "@user", "#1", "[a](http://b.example)", "<b>", "</code>",
             "<!--", "\\", "*", "_", "~~~", "|", "&lt;", "https://x.example", "www.x.example", "\r", "\u2028", "\x0b",
             "    ", "\u202e", "![x](y)", "GH-1", "a@b.example", "<https://x.example>", " ", "x"]
        ),
        max_size=12,
    ).map("".join),
)  # fmt: skip


def inline(text: str):
    """The blocks of a text, what stands outside of code, and what stands in it."""
    tokens = MarkdownIt("commonmark").parse(text)
    parts = [child for token in tokens for child in token.children or ()]
    outside = [part.content for part in parts if part.type != "code_inline"]
    assert {part.type for part in parts} <= {"text", "code_inline"}
    return [token.type for token in tokens], outside, [part.content for part in parts if part.type == "code_inline"]


@given(found=HOSTILE, target=HOSTILE)
def test_words_of_servers_and_files_stay_words(one_address, found: str, target: str):
    """Outside of code there is never a word of theirs, so GitHub finds no mention, link, HTML or heading in it."""
    problems = [broken(found=found), broken(found=found, target=target)]
    ((_, text),) = issues(problems, one_address, ENGLISH)
    ((_, tame),) = issues([broken(found="x"), broken(found="x", target="y")], one_address, ENGLISH)
    blocks, outside, code = inline(text)
    assert (blocks, outside) == inline(tame)[:2]
    assert len(text.splitlines()) == len(tame.splitlines())
    plain = " ".join(found.split())
    if plain.isascii() and plain.isprintable():
        assert (plain or "-") in code


def test_an_address_in_a_file_stays_a_word_too(tmp_path: Path):
    url = "http://x.example.org/`](http://evil.example)@user<b>"
    ((_, text),) = issues([broken()], examined_with(tmp_path, url), ENGLISH)
    assert url in inline(text)[2]


def test_no_direction_of_writing_can_be_turned(one_address):
    ((_, text),) = issues([broken(found="a\u202eb\x1b[31m")], one_address, ENGLISH)
    assert "a\N{REPLACEMENT CHARACTER}b\N{REPLACEMENT CHARACTER}[31m" in text


@pytest.mark.parametrize("words", ["x" * 190, "漢" * 190, "😀" * 190, "y" * 100_000])
def test_a_long_list_is_cut_and_says_so(one_address, words: str):
    problems = [broken(number, found=words) for number in range(1, 501)]
    ((_, text),) = issues(problems, one_address, ENGLISH)
    assert len(text.encode()) < 65_000
    listed = sum(line.startswith("- ") for line in text.splitlines())
    assert 0 < listed < 500
    assert text.splitlines()[-2:] == [
        "",
        f"{500 - listed} more addresses are not listed, because this text would become too long.",
    ]


def test_the_last_sentence_counts_one_too(one_address, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(asking, "LONGEST_LIST", 250)
    ((_, text),) = issues([broken(1), broken(2)], one_address, ENGLISH)
    assert text.splitlines()[-1].startswith("1 more address is not listed")


def test_a_list_that_fits_is_whole(one_address):
    ((_, text),) = issues([broken(number) for number in range(1, 101)], one_address, ENGLISH)
    assert text.count("\n- ") == 100
    assert "more address" not in text


def test_an_issue_can_be_in_another_language(one_address):
    ((_, text),) = issues([broken()], one_address, Language("es", LOCALE_DIR, {}))
    assert text != next(issues([broken()], one_address, ENGLISH))[1]
