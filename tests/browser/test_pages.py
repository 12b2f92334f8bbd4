"""Pages of every kind as a browser shows them: accessible, not wider than a phone, quiet on the console."""

import pytest
from axe_playwright_python.sync_playwright import Axe

KINDS = {
    "home": "",
    "country": "cl/",
    "countries": "countries/",
    "regulation": "cl/regulations/{regulation}/",
    "plan": "network/action-plans/focal-points/",
    "network": "network/",
    "directory": "directory/",
    "regulations": "regulations/",
    "status": "status/",
    "todo": "status/cl/",
    "links": "status/links/",
    "downloads": "downloads/",
    "fields": "fields/",
    "search": "search/",
    "about": "about/",
}
SPECIAL = {"404": "/no/such/page/", "chooser": "/?choose"}


def place(real, kind, language):
    if kind in SPECIAL:
        return SPECIAL[kind]
    path = KINDS[kind]
    if "{" in path:
        path = next(found for found in real.pages(language) if found.startswith("cl/regulations/"))
    return f"/{language}/{path}"


def serious(page, only=None):
    # The rows of a table are alike; hundreds of them take seconds.
    page.evaluate("document.querySelectorAll('tbody tr:nth-child(n+25)').forEach(row => row.remove())")
    found = Axe().run(page, options={"runOnly": only} if only else None).response["violations"]
    return [
        (rule["id"], rule["impact"], [node["target"] for node in rule["nodes"]][:3], rule["nodes"][0]["failureSummary"])
        for rule in found
        if rule["impact"] in ("serious", "critical")
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("kind", [*KINDS, *SPECIAL])
def test_accessible(visit, real, address, kind, scheme):
    page = visit(address + place(real, kind, "en"), color_scheme=scheme)
    if kind in KINDS:
        shown = page.locator("body").get_attribute("data-md-color-scheme")
        assert shown == {"light": "default", "dark": "slate"}[scheme]
    # In the dark only colours are different.
    assert serious(page, ["color-contrast"] if scheme == "dark" else None) == []


@pytest.mark.parametrize("kind", ["country", "directory"])
def test_accessible_in_another_script(visit, real, address, kind):
    assert serious(visit(address + place(real, kind, "ja"))) == []


def test_axe_would_find_something(visit, address):
    page = visit(f"{address}/en/about/")
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src=x.png><p style=\"color:#eee\">pale</p>')")
    assert {rule for rule, *_ in serious(page)} >= {"image-alt", "color-contrast"}


@pytest.mark.parametrize("language", ["en", "es", "ja"])
def test_nothing_is_wider_than_a_small_phone(visit, real, address, language):
    kinds = [*KINDS, *SPECIAL]
    page = visit(address, viewport={"width": 360, "height": 740})
    wide = {}
    for kind in kinds:
        page.goto(address + place(real, kind, language))
        width = page.evaluate("document.scrollingElement.scrollWidth")
        if width > 360:
            wide[kind] = width
    assert wide == {}


def test_hostile_texts_do_nothing_and_long_words_widen_nothing(calm, mini, mini_address):
    page = calm(f"{mini_address}/en/", viewport={"width": 360, "height": 740})
    wide = {}
    for path in mini.pages("en"):
        page.goto(f"{mini_address}/en/{path}")
        page.mouse.move(180, 300)
        assert page.locator("#content img, #content script").count() == 0, path
        width = page.evaluate("document.scrollingElement.scrollWidth")
        if width > 360:
            wide[path] = width
    assert wide == {}


def test_pages_ask_nothing_of_other_hosts_and_complain_about_nothing(calm, real, address):
    page = calm(f"{address}/en/")
    for language in ("en", "ko"):
        for kind in KINDS:
            page.goto(address + place(real, kind, language))
    assert calm.requests
    assert not [url for url in calm.requests if not url.startswith(address)]


CHROME = (".fn-search", ".fn-languages", ".fn-menu", ".fn-scheme", ".fn-skip", ".fn-actions", ".fn-copy", ".fn-filters")
WRITTEN = """() => [...document.querySelectorAll('#content a[href^="http"]')]
    .filter(link => link.checkVisibility() && !link.closest('.fn-meta, .fn-small') && !link.href.includes('/edit/'))
    .map(link => [link.href, getComputedStyle(link, '::after').content])"""
BRIGHTNESS = """selector => {
    const [r, g, b] = getComputedStyle(document.querySelector(selector)).color.match(/[0-9.]+/g).map(Number);
    return (r * 299 + g * 587 + b * 114) / 1000;
}"""


@pytest.mark.parametrize("kind", ["country", "regulation"])
def test_print_has_no_chrome_and_writes_addresses_out(visit, real, address, kind):
    page = visit(address + place(real, kind, "en"))
    page.emulate_media(media="print")
    assert not [chrome for chrome in CHROME for found in page.locator(chrome).all() if found.is_visible()]
    assert page.locator("h1").is_visible()
    assert page.locator(".fn-brand").is_visible()
    written = page.evaluate(WRITTEN)
    assert written
    assert not [href for href, content in written if "http" not in content]


def test_print_is_dark_on_white_for_those_who_read_white_on_dark(visit, address):
    page = visit(f"{address}/en/cl/", color_scheme="dark")
    assert page.evaluate(BRIGHTNESS, "h1") > 200
    page.emulate_media(media="print", color_scheme="dark")
    bright = {
        selector: page.evaluate(BRIGHTNESS, selector)
        for selector in ("h1", ".fn-facts dd", ".fn-facts dt", "#content a")
    }
    assert {selector for selector, value in bright.items() if value > 130} == set()
