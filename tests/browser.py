"""A real browser without a window: Debian's chromium, driven through its own driver. ``make test`` installs both."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from shutil import which
from typing import Any

from selenium.webdriver import Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service


@contextmanager
def chromium() -> Iterator[Chrome]:
    """A session with a fresh profile that keeps a log of its console and its network."""
    browser, driver = which("chromium"), which("chromedriver")
    if browser is None or driver is None:
        raise FileNotFoundError("the tests of the page need chromium and chromedriver: run `make browser`")
    options = ChromeOptions()
    options.binary_location = browser
    for argument in ("--headless=new", "--disable-dev-shm-usage", "--disable-gpu", "--window-size=1200,900"):
        options.add_argument(argument)
    if os.geteuid() == 0:
        options.add_argument("--no-sandbox")  # chromium's own sandbox refuses to start as root
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    session = Chrome(options=options, service=Service(driver))
    try:
        yield session
    finally:
        session.quit()


def requests(session: Chrome) -> list[str]:
    """The addresses requested since the last call."""
    messages = [json.loads(entry["message"])["message"] for entry in _log(session, "performance")]
    return [one["params"]["request"]["url"] for one in messages if one["method"] == "Network.requestWillBeSent"]


def console(session: Chrome) -> list[str]:
    """What the console has said since the last call: errors, warnings, refusals of the page's policy."""
    return [entry["message"] for entry in _log(session, "browser")]


def _log(session: Chrome, name: str) -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = session.execute("getLog", {"type": name})["value"]
    return entries
