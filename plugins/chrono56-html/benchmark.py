"""How soon the page of many events is drawn: python benchmark.py [EVENTS] [TIMES].

Needs Chromium with its driver, and selenium.
"""

import shutil
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, Final

from chrono56_html import chrono56_exporters

from chrono56.plugins import ExportContext
from chrono56.testing import generated

FLAGS: Final = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
)
DRAWN: Final = "return performance.getEntriesByName('timeline-drawn')[0]?.startTime"
READ: Final = "return performance.getEntriesByType('navigation')[0].domComplete || null"


def main(events: int = 10_000, times: int = 5) -> None:
    """Export that many events, open the page several times, and print figures."""
    offer = chrono56_exporters()
    context = ExportContext(options=offer.options_class()())
    chronology = generated(events)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "page.html")
        begun = time.perf_counter()
        with path.open("wb") as file:
            file.writelines(offer.exporter().chunks(chronology, context))
        took, size = time.perf_counter() - begun, path.stat().st_size
        print(f"{events} events: {took:.1f} s, {size / events:.0f} bytes an event")
        with started(f"{folder}/profile") as browser:
            for _ in range(times):
                browser.get("about:blank")
                browser.get(path.as_uri())
                while not (read := browser.execute_script(READ)):
                    time.sleep(0.1)
                drawn = browser.execute_script(DRAWN)
                print(f"first frame {drawn:.0f} ms, page read {read:.0f} ms")


def started(profile: str) -> Any:
    """Start the browser that the system has."""
    from selenium import webdriver  # noqa: PLC0415 - so that reading this needs none

    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium") or ""
    for flag in (*FLAGS, f"--user-data-dir={profile}"):
        options.add_argument(flag)
    service = webdriver.ChromeService(shutil.which("chromedriver"))
    return webdriver.Chrome(options=options, service=service)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
