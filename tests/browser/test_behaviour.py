"""What visitors do: filter, search, change the language or the colours, use the keyboard, get lost."""

import re

import pytest
from playwright.sync_api import expect

LANGUAGES = ("en", "es", "pt", "zh", "ja", "ko")
CHILE = {"en": "Chile", "es": "Chile", "pt": "Chile", "zh": "智利", "ja": "チリ", "ko": "칠레"}
JAPAN = {"en": "Japan", "es": "Japón", "pt": "Japão", "zh": "日本", "ja": "日本", "ko": "일본"}


def visible(page):
    return page.locator("[data-table] tbody tr:visible")


def test_filters_narrow_the_table_and_stand_in_the_address(calm, address):
    page = calm(f"{address}/en/directory/")
    everything = page.locator("[data-table] tbody tr").count()
    assert visible(page).count() == everything
    page.select_option("[name=country]", "cl")
    few = visible(page).count()
    assert 0 < few < everything
    assert page.url.endswith("?country=cl")
    expect(page.locator("[data-count]")).to_have_text(f"{few} of {everything} shown")
    page.select_option("[name=kind]", "network-focal-point")
    assert visible(page).count() == 1
    assert "country=cl" in page.url
    assert "kind=network-focal-point" in page.url


def test_filters_come_back_from_the_address(calm, address):
    page = calm(f"{address}/en/directory/?country=jp&text=trade")
    assert page.input_value("[name=country]") == "jp"
    assert page.input_value("[name=text]") == "trade"
    shown = visible(page)
    assert shown.count() > 0
    assert all(row.get_attribute("data-country") == "jp" for row in shown.all())
    page.reload()
    assert page.input_value("[name=country]") == "jp"


def test_an_unknown_filter_in_the_address_does_no_harm(calm, address):
    page = calm(f"{address}/en/directory/?country=zz&nonsense=1")
    assert visible(page).count() == page.locator("[data-table] tbody tr").count()


def test_filters_can_be_cleared(calm, address):
    page = calm(f"{address}/en/regulations/?country=cl")
    few = visible(page).count()
    page.click("[data-filters] [type=reset]")
    expect(visible(page)).not_to_have_count(few)
    expect(page).not_to_have_url(re.compile(r"\?"))


def test_no_match_is_said(calm, address):
    page = calm(f"{address}/en/directory/?text=xyzzyxyzzy")
    assert visible(page).count() == 0
    assert page.locator("[data-none]").is_visible()


def test_without_javascript_the_whole_table_is_there(visit, address):
    page = visit(f"{address}/en/directory/?country=cl", java_script_enabled=False)
    assert visible(page).count() == page.locator("[data-table] tbody tr").count() > 100
    assert not page.locator("[data-filters]").is_visible()
    assert not page.locator(".fn-scheme").is_visible()
    assert not page.locator(".fn-copy").first.is_visible()


def test_without_javascript_the_language_menu_and_the_search_page_help(visit, address):
    page = visit(f"{address}/en/search/", java_script_enabled=False)
    page.locator(".fn-languages summary").click()
    assert page.locator('.fn-languages a[hreflang="es"]').is_visible()
    assert page.locator("noscript a").count() or "JavaScript" in page.content()


def results(page):
    expect(page.locator("[data-status]")).not_to_be_empty()
    expect(page.locator("[data-results] li").first).to_be_visible()
    return [link.get_attribute("href") for link in page.locator("[data-results] li a").all()]


@pytest.mark.parametrize("language", LANGUAGES)
def test_search_finds_a_country_by_its_name(calm, address, language):
    page = calm(f"{address}/{language}/")
    page.fill("#fn-q", CHILE[language])
    page.press("#fn-q", "Enter")
    assert f"/{language}/cl/" in results(page)[:10]


@pytest.mark.parametrize("language", LANGUAGES)
def test_search_finds_a_regulation_and_the_country_narrows_it(calm, real, address, language):
    path = next(path for path in real.pages(language) if path.startswith("jp/regulations/"))
    title = re.search(r"<title>(.*?) – ", real.read(f"{language}/{path}")).group(1)
    page = calm(f"{address}/{language}/search/?q={title}")
    found = results(page)
    assert f"/{language}/{path}" in found
    page.select_option("#fn-s-country", label=JAPAN[language])
    with page.expect_navigation():
        page.click(".fn-searchpage [type=submit]")
    narrowed = results(page)
    assert f"/{language}/{path}" in narrowed
    assert all(f"/{language}/jp/" in address for address in narrowed)


def test_search_says_when_it_finds_nothing(calm, address):
    page = calm(f"{address}/en/search/?q=xyzzyxyzzy")
    expect(page.locator("[data-status]")).to_contain_text("Nothing was found")
    assert "xyzzyxyzzy" in page.locator("[data-status]").inner_text()


def test_search_writes_words_as_text(calm, address):
    page = calm(f"{address}/en/search/?q=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E")
    expect(page.locator("[data-status]")).not_to_be_empty()
    assert page.locator("[data-status] img").count() == 0


def test_search_shows_hostile_texts_as_text(calm, mini_address):
    page = calm(f"{mini_address}/en/search/?q=Promotion")
    assert results(page)
    assert page.locator("[data-results] script, [data-results] img").count() == 0


def test_another_language_shows_the_same_page(calm, address):
    page = calm(f"{address}/en/directory/?country=cl")
    page.locator(".fn-languages summary").click()
    page.click('.fn-languages a[hreflang="ja"]')
    page.wait_for_url(f"{address}/ja/directory/?country=cl")
    assert page.locator("html").get_attribute("lang") == "ja"
    assert page.input_value("[name=country]") == "cl"


def test_the_first_stop_of_the_keyboard_skips_to_the_content(calm, address):
    for path in ("en/cl/", "en/about/", "ja/directory/"):
        page = calm(f"{address}/{path}")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "fn-skip", path
        assert page.locator(".fn-skip").bounding_box()["y"] >= 0
        page.keyboard.press("Enter")
        page.wait_for_url("**#content")
        page.keyboard.press("Tab")
        assert page.evaluate("document.getElementById('content').contains(document.activeElement)"), path


def test_the_language_menu_by_keyboard(calm, address):
    page = calm(f"{address}/en/cl/")
    page.locator(".fn-languages summary").focus()
    page.keyboard.press("Enter")
    assert page.locator('.fn-languages a[hreflang="es"]').is_visible()
    page.keyboard.press("Escape")
    assert not page.locator('.fn-languages a[hreflang="es"]').is_visible()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/es/cl/")


def test_what_has_the_focus_can_be_seen(calm, address):
    page = calm(f"{address}/en/cl/")
    for _ in range(12):
        page.keyboard.press("Tab")
        style = page.evaluate(
            "(() => { const s = getComputedStyle(document.activeElement); return s.outlineStyle + s.outlineWidth })()"
        )
        assert style not in ("none0px", "none3px"), page.evaluate("document.activeElement.outerHTML")


def test_the_choice_of_colours_lasts(calm, address):
    page = calm(f"{address}/en/", color_scheme="light")
    assert page.locator("body").get_attribute("data-md-color-scheme") == "default"
    page.click(".fn-scheme")
    assert page.locator("body").get_attribute("data-md-color-scheme") == "slate"
    page.reload()
    assert page.locator("body").get_attribute("data-md-color-scheme") == "slate"
    page.goto(f"{address}/ja/cl/")
    assert page.locator("body").get_attribute("data-md-color-scheme") == "slate"


def test_an_address_can_be_copied(calm, address):
    page = calm(f"{address}/en/bn/", permissions=["clipboard-read", "clipboard-write"])
    button = page.locator(".fn-copy").first
    expect(button).to_be_visible()
    button.click()
    expect(button).to_contain_text("✓")
    assert page.evaluate("navigator.clipboard.readText()") == button.get_attribute("data-copy")


@pytest.mark.parametrize(("locale", "language"), [("es-CL", "es"), ("pt-BR", "pt"), ("ja-JP", "ja"), ("zh-TW", "zh")])
def test_the_chooser_leads_to_the_visitors_language(calm, address, locale, language):
    page = calm(f"{address}/", locale=locale)
    page.wait_for_url(f"**/{language}/")


def test_the_chooser_stays_when_asked_or_when_it_does_not_know_the_language(calm, address):
    for url, locale in ((f"{address}/?choose", "es-CL"), (f"{address}/", "fi-FI")):
        page = calm(url, locale=locale)
        page.wait_for_timeout(300)
        assert page.url == url
        assert page.locator("main li").count() == 6


def test_lost_visitors_are_helped_at_any_depth_in_their_language(visit, address):
    page = visit(f"{address}/ja/no/such/page/")
    assert page.locator(".fn-404 section").count() == 6
    for section in page.locator(".fn-404 section").all():
        assert section.locator("a").first.get_attribute("href").startswith("/")
    page.locator('.fn-404 section[lang="ja"] a').first.click()
    page.wait_for_url(f"{address}/ja/")
    # The browser itself reports the address that does not exist.
    assert len(visit.complaints) <= 1
