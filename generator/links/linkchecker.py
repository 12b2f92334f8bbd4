"""Run LinkChecker as a process of its own, with no settings but ours and no way but through the guard.

A process, never an import: LinkChecker is under the GPL and this package under the MIT licence. What it is
told and why:

- ``-r0``: only the URL itself; no page is parsed, no body is read.
- A scratch home, since it loads plugins (code) and settings from the user's home and copies files there.
- A scratch environment: it takes proxies from the environment by way of ``requests``, and ``no_proxy``
  would let it past the guard, ``.netrc`` would give it credentials, and ``LANGUAGE`` would translate the
  text that is read back.
- CSV on standard output, since when started as root it becomes ``nobody`` before it opens any file, and XML
  would be broken by a server that puts a control character into its status line.
- ``HttpHeaderInfo`` is its own plugin; it alone tells the Retry-After of a 503.
"""

import os
import site
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from configparser import RawConfigParser
from dataclasses import dataclass
from pathlib import Path

COLUMNS = ("urlname", "result", "warningstring", "infostring", "valid", "url")


@dataclass(frozen=True, kw_only=True)
class CheckerSettings:
    """How LinkChecker asks. ``user_agent`` must say who asks and how to reach them.

    ``timeout`` is the silence in seconds after which a URL is given up, ``deadline`` the life of one
    process in seconds. ``robots`` obeys robots.txt; see docs/development/links.md for why it is off.
    ``ca_file``: PEM, None for the system's.
    """

    user_agent: str
    processes: int = 2
    threads: int = 10
    timeout: int = 20
    deadline: float = 900.0
    robots: bool = False
    ca_file: Path | None = None

    def __post_init__(self) -> None:
        contact = "@" in self.user_agent or "://" in self.user_agent
        if not contact or not self.user_agent.isprintable():
            raise ValueError("the user agent must name a contact: a mail address or a web page")


def run(urls: Sequence[str], *, settings: CheckerSettings, proxy: str) -> tuple[str, str]:
    """Ask ``urls`` by one process through ``proxy``; return what it wrote (CSV) and what it complained.

    A process that exceeds its deadline is ended, and what it had written by then is returned.
    """
    with tempfile.TemporaryDirectory(prefix="links-") as home:
        config = Path(home) / "linkcheckerrc"
        with config.open("w", encoding="utf-8") as file:
            _config(settings).write(file)
        process = subprocess.Popen(  # noqa: S603 - no shell, and no word of it comes from data
            _command(config),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=_environment(home, proxy),
            cwd=home,
            encoding="utf-8",
            errors="replace",
        )
        return _talk(process, "\n".join(urls), settings.deadline)


def _talk(process: "subprocess.Popen[str]", urls: str, deadline: float) -> tuple[str, str]:
    try:
        return process.communicate(urls, timeout=deadline)
    except subprocess.TimeoutExpired:
        process.kill()
        output, _ = process.communicate()
        return output, f"ended after {deadline:g} seconds"
    except BaseException:
        process.kill()
        process.wait()
        raise


def _command(config: Path) -> list[str]:
    # -P: no module is taken from the current directory. Errors and warnings are results here, so its exit
    # code says nothing.
    options = ["--no-status", "--verbose", "--recursion-level=0", "--output=csv/utf-8", "--stdin"]
    return [sys.executable, "-P", "-m", "linkcheck", f"--config={config}", *options]


def _environment(home: str, proxy: str) -> dict[str, str]:
    return {
        "PATH": os.defpath,
        "HOME": home,
        "XDG_CONFIG_HOME": home,
        "XDG_DATA_HOME": home,
        "PYTHONUSERBASE": site.getuserbase(),  # found by way of HOME otherwise
        "LC_ALL": "C.UTF-8",
        "http_proxy": proxy,
        "https_proxy": proxy,
        "all_proxy": proxy,
    }


def _config(settings: CheckerSettings) -> RawConfigParser:
    config = RawConfigParser()
    config["checking"] = {
        "threads": str(settings.threads),
        "timeout": str(settings.timeout),
        "useragent": settings.user_agent,
        "robotstxt": "1" if settings.robots else "0",
        "sslverify": str(settings.ca_file or 1),
        "allowedschemes": "http,https",
    }
    config["csv"] = {"parts": ",".join(COLUMNS), "separator": ";", "quotechar": '"'}
    config["HttpHeaderInfo"] = {"prefixes": "retry-after"}
    return config
