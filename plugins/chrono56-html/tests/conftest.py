"""A browser for the tests: Chromium without a window, as Debian has it."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, Final

import pytest
from chrono56_html import chrono56_exporters

from chrono56.plugins import ExportContext

_FLAGS: Final = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"),
    *("--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync", "--window-size=1280,900"),
)

Browser = Any
"""A ``selenium.webdriver.Chrome``, which need not be installed."""


def start(*flags: str) -> Iterator[Browser]:
    """Start Chromium, or skip the test where there is none."""
    webdriver = pytest.importorskip("selenium.webdriver", reason="no selenium here")
    chromium, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if not chromium or not driver:
        pytest.skip("there is no chromium with its chromedriver")
    options = webdriver.ChromeOptions()
    options.binary_location = chromium
    with tempfile.TemporaryDirectory() as profile:
        for flag in (*_FLAGS, f"--user-data-dir={profile}", *flags):
            options.add_argument(flag)
        options.set_capability(
            "goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"}
        )
        service = webdriver.ChromeService(driver)
        browser = webdriver.Chrome(options=options, service=service)
        try:
            yield browser
        finally:
            browser.quit()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Give the browser that all tests share."""
    yield from start()


@pytest.fixture(scope="session")
def browser_without_scripts() -> Iterator[Browser]:
    """Give a browser that runs no script."""
    yield from start("--blink-settings=scriptEnabled=false")


class Page:
    """A page that is open in a browser."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser

    def wait(self, code: str, *arguments: Any) -> Any:
        """Wait until some JavaScript comes to something true."""
        from selenium.webdriver.support.wait import WebDriverWait  # noqa: PLC0415

        ask = partial(self.browser.execute_script, f"return {code}", *arguments)
        return WebDriverWait(self.browser, 10, 0.02).until(lambda _: ask())

    def press(self, *keys: str) -> None:
        """Press keys, one after the other."""
        from selenium.webdriver import ActionChains, Keys  # noqa: PLC0415

        named = [getattr(Keys, key) if len(key) > 1 else key for key in keys]
        ActionChains(self.browser).send_keys(*named).perform()

    def focus(self, what: str) -> None:
        """Focus an element."""
        code = "document.querySelector(arguments[0]).focus()"
        self.browser.execute_script(code, what)

    def text(self, what: str) -> str:
        """Return the text of an element; empty if there is none."""
        code = "return document.querySelector(arguments[0])?.textContent ?? ''"
        return str(self.browser.execute_script(code, what))

    def shown(self) -> list[str]:
        """Return the ids of the events that the list shows."""
        rows = "[...document.querySelectorAll('main>ol>li[id]:not([hidden])')]"
        return list(self.browser.execute_script(f"return {rows}.map((row) => row.id)"))

    def shade(self) -> float:
        """Return how light the timeline is, from 0 to 255."""
        code = """
        const canvas = document.querySelector("#_canvas");
        const { width, height } = canvas;
        const { data } = canvas.getContext("2d").getImageData(0, 0, width, height);
        let sum = 0;
        for (let at = 0; at < data.length; at += 4) sum += data[at + 1];
        return sum / (width * height);
        """
        return float(self.browser.execute_script(code))


@pytest.fixture
def opened(browser: Browser) -> Callable[[str], Page]:
    """Give what opens a page, and waits until its timeline is drawn."""

    def open_page(address: str) -> Page:
        browser.get("about:blank")
        browser.get_log("browser")
        browser.get(address)
        page = Page(browser)
        page.wait("performance.getEntriesByName('timeline-drawn').length")
        return page

    return open_page


@pytest.fixture
def exported(tmp_path: Path) -> Callable[..., str]:
    """Give what exports a chronology to a file, and returns its address."""

    def export(chronology: Any, language: str = "en") -> str:
        offer = chrono56_exporters()
        options = offer.options_class()()
        context = ExportContext(language=language, options=options)
        path = tmp_path / "page.html"
        with path.open("wb") as file:
            for chunk in offer.exporter().chunks(chronology, context):
                file.write(chunk)
        return path.as_uri()

    return export
