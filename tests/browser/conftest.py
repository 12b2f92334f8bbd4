"""One browser and one web server for all tests that look at the site as visitors do."""

import functools
import http.server
import shutil
import threading
from contextlib import contextmanager

import pytest
from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")


def pytest_collection_modifyitems(items):
    for item in items:
        if "browser" in item.path.parts:
            item.add_marker(pytest.mark.browser)


class _Handler(http.server.SimpleHTTPRequestHandler):
    """Serves a site as its host does: with its page for addresses that do not exist, and without a log."""

    def log_message(self, *_arguments):
        pass

    def send_error(self, code, message=None, explain=None):
        content = (self.server.folder / "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


@contextmanager
def serving(folder):
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Handler, directory=str(folder)))
    server.folder = folder
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="session")
def address(real):
    """Where the real site is served."""
    with serving(real.folder) as url:
        yield url


@pytest.fixture(scope="session")
def mini_address(mini):
    """Where the fictional site is served, below the root of its host as its settings say."""
    root = mini.folder.parent / "host"
    root.mkdir()
    (root / "portal").symlink_to(mini.folder)
    shutil.copy(mini.folder / "404.html", root)
    with serving(root) as url:
        yield f"{url}/portal"


@pytest.fixture(scope="session")
def chromium(real, mini):
    """The system's Chromium; the sites are built before it starts."""
    program = next(filter(None, map(shutil.which, NAMES)), None)
    assert program, f"A browser is needed for these tests: install one of {', '.join(NAMES)} (apt install chromium)."
    options = ["--no-sandbox", "--disable-quic", "--disable-background-networking"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=options)
        yield browser
        browser.close()


class Visit:
    """Opens pages as a visitor with some settings, and notes what goes wrong behind the scenes."""

    def __init__(self, browser):
        self._browser = browser
        self._contexts = []
        self.complaints = []
        self.requests = []

    def __call__(self, url, **settings):
        context = self._browser.new_context(
            **{"locale": "en-US", "viewport": {"width": 1100, "height": 800}, **settings}
        )
        context.set_default_timeout(8000)
        self._contexts.append(context)
        page = context.new_page()
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("dialog", self._dialog)
        page.on("request", lambda request: self.requests.append(request.url))
        page.goto(url)
        return page

    def _console(self, message):
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)

    def _dialog(self, dialog):
        self.complaints.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def close(self):
        for context in self._contexts:
            context.close()


@pytest.fixture
def visit(chromium):
    made = Visit(chromium)
    yield made
    made.close()


@pytest.fixture
def calm(visit):
    """Fails the test when a page complains on the console, in a dialog or by an error."""
    yield visit
    assert visit.complaints == []
