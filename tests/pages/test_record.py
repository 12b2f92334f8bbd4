"""The pages of regulations and action plans."""

import re

import pytest


@pytest.fixture(scope="module")
def rule(mini):
    return mini.read("en/xa/regulations/fruit-rule")


@pytest.fixture(scope="module")
def plan(mini):
    return mini.read("en/xa/action-plans/big-plan")


def test_texts_come_with_their_language_and_standing(rule):
    assert re.search(
        r'href="https://gazette\.example\.org/1"[^>]*>Spanish</a> <span class="fn-small">Official text', rule
    )
    assert re.search(
        r">English</a> <span class=\"fn-small\">Translation for information · A\. &lt;i&gt;Translator", rule
    )


def test_a_missing_language_of_the_text_is_said(mini):
    page = mini.read("en/xb/regulations/import-act")
    assert "Text in English: missing" in page
    assert "Text in Japanese" not in page


def test_key_facts(rule):
    facts = dict(re.findall(r"<dt>([^<]*)</dt><dd>(.*?)</dd>", rule, re.DOTALL))
    assert "December 31, 2030" in facts["Dates"]
    assert "February 2020" in facts["Dates"]
    assert facts["Goods (HS)"] == "0810"
    assert facts["Direction of trade"].startswith("Import")
    assert 'href="../../../xb/"' in facts["Partner countries"]
    assert "XC" in facts["Partner countries"]
    assert "focal" not in facts.get("Agency in charge", "").lower()


def test_related_records_share_a_topic(rule, mini):
    assert 'regulations/seed-rule/"' in rule.split("Related</h2>")[1]
    assert "Related</h2>" not in mini.read("en/network/regulations/charter")


def test_a_plan_shows_measures_money_and_how_far_it_is(plan):
    measures = plan.split("<tbody>")[1].split("</tbody>")[0]
    assert "June 15, 2026" in measures
    assert "60 / 1,234.5" in measures
    assert "1,250,000" in plan
    assert "2026/2027" in plan
    assert "Double exports." in plan


def test_a_plan_without_measures_asks_for_them(mini):
    assert "No measures are published yet." in mini.read("en/xb/action-plans/north-plan")


def test_title_and_description_of_the_page(rule, plan):
    assert "<title>Fruit rule &#34;onmouseover=alert(4) x=&#34; – Andoria – S&amp;N &lt;L&gt;</title>" in rule
    assert '<meta name="description" content="More small firms export.">' in plan
