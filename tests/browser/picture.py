"""Makes the picture of the README from the built site: `make picture`."""

import base64
import sys
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from shutil import which

from playwright.sync_api import Browser, sync_playwright

from generator.settings import PROJECT

TARGET = PROJECT / "docs" / "development" / "portal.png"
DESK, PHONE = (1280, 900), (360, 900)
FRAME = """<body style="margin:0;padding:24px;display:flex;gap:24px;background:#dfe6ec">
<img style="width:860px;border-radius:8px" src="data:image/png;base64,{desk}">
<img style="width:242px;border-radius:8px" src="data:image/png;base64,{phone}"></body>"""


class Quiet(SimpleHTTPRequestHandler):
    """Serves without a log."""

    def log_message(self, *_args: object) -> None:
        """Say nothing."""


def shoot(browser: Browser, address: str, size: tuple[int, int]) -> str:
    """A screenshot as base64."""
    page = browser.new_page(viewport={"width": size[0], "height": size[1]})
    page.goto(address)
    return base64.b64encode(page.screenshot()).decode()


def main() -> None:
    """Take two screenshots and put them side by side."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(PROJECT / "site")))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    home = f"http://127.0.0.1:{server.server_port}"
    chromium = which("chromium") or which("chromium-browser") or which("google-chrome")
    if chromium is None or not Path(PROJECT / "site" / "index.html").is_file():
        sys.exit("This needs Chromium and a built site (make site).")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-quic"])
        desk, phone = shoot(browser, f"{home}/en/", DESK), shoot(browser, f"{home}/es/cl/", PHONE)
        page = browser.new_page(viewport={"width": 1174, "height": 653})
        page.set_content(FRAME.format(desk=desk, phone=phone))
        page.screenshot(path=TARGET)


if __name__ == "__main__":
    main()
