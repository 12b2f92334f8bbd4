"""What needs attention, by country; and each country's to-do list: both count what the checks found."""

import csv
import io
import re
from collections import Counter

from generator.problems import Level


def test_the_country_with_most_to_do_comes_first(real):
    page = real.read("en/status")
    counts = [int(number.replace(",", "")) for number in re.findall(r">([\d,]+) things?</a>", page)]
    assert len(counts) == 36
    assert counts == sorted(counts, reverse=True)


def test_the_to_do_list_has_every_finding_with_its_line(mini):
    page = mini.read("en/status/xa")
    wanted = [
        problem
        for problem in mini.examined.problems
        if problem.path == "countries/xa.yml" and problem.level >= Level.TODO
    ]
    lines = re.findall(r"countries/xa\.yml#L(\d+)\">Line", page)
    assert Counter(map(int, lines)) == Counter(problem.line for problem in wanted)


def test_the_counts_are_those_of_the_file_for_download(mini):
    rows = list(csv.DictReader(io.StringIO(mini.read("data/todo.csv"))))
    per_country = Counter(row["country"] for row in rows)
    for code in ("xa", "xb"):
        assert f">{per_country[code.upper()]} things</a>" in mini.read("en/status")


def test_messages_are_in_the_language_of_the_page(mini):
    from generator.settings import LOCALE_DIR
    from generator.text import Language

    spanish = Language("es", LOCALE_DIR, {})
    problem = next(
        problem
        for problem in mini.examined.problems
        if problem.path == "countries/xb.yml" and problem.rule.id == "not-confirmed"
    )
    assert problem.message(spanish.gettext) in mini.read("es/status/xb")
