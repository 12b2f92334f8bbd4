"""The home page: members by region, what is new, what ends soon."""

import re

import pytest


@pytest.fixture(scope="module")
def home(mini):
    return mini.read("en")


def between(page, start, end):
    return page.split(start)[1].split(end)[0]


def test_regions_stand_in_the_order_of_the_network_file(home):
    assert home.index("The South") < home.index("The North")


def test_the_newest_comes_first(home):
    newest = between(home, "Newest</h2>", "</ul>")
    assert re.findall(r'href="[^"]*/(fruit-rule|import-act|big-plan|charter)/"', newest) == [
        "big-plan",
        "import-act",
        "fruit-rule",
        "charter",
    ]


def test_deadlines_of_the_next_weeks_come_nearest_first(home):
    urgent = between(home, "Most urgent</h2>", "</ul>")
    assert re.findall(r"(Comments close|Measure due|Ends): (\w+ \d+, \d+)", urgent) == [
        ("Comments close", "May 5, 2026"),
        ("Comments close", "May 20, 2026"),
        ("Measure due", "June 15, 2026"),
        ("Ends", "July 1, 2026"),
    ]


def test_what_is_done_is_not_urgent(home):
    assert "May 10, 2026" not in home


def test_every_door_leads_somewhere(mini, home):
    doors = between(home, "fn-doors", "</ul>")
    for target in re.findall(r'href="([^"?]*)', doors):
        assert (mini.folder / "en" / target / "index.html").is_file()


def test_the_filter_behind_a_door_finds_something(real):
    kind = re.search(r"directory/\?kind=([a-z-]+)", real.read("en")).group(1)
    assert f'data-kind="{kind}"' in real.read("en/directory")


def test_all_members_are_in_the_list_and_on_the_countries_page(real):
    codes = [path for path in real.pages("en") if re.fullmatch(r"[a-z]{2}/", path)]
    home, countries = real.read("en"), real.read("en/countries")
    for code in codes:
        assert re.search(rf'<li><a href="[./]*{code}">', home)
        assert f'href="../{code}"' in countries
