"""The page and what is hostile: nothing in it runs, and it asks nobody for anything."""

import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Final

import pytest

import chrono56 as c56

Exported = Callable[..., str]

HOSTILE: Final = {
    "script": "<script>window.hit = 1</script>",
    "image": "<img src=x onerror='window.hit = 1'>",
    "attribute": "\" autofocus onfocus='window.hit = 1' x=\"",
    "end-of-data": "</script><script>window.hit = 1</script><!-- <script>",
    "link": "javascript:window.hit=1",
    "bidi": "\u202e\u2066txt.exe\u2069\u202c",
    "template": "${window.hit = 1} {n} {{n}} `",
}


def hostile() -> c56.Chronology:
    log = c56.open_log("memory:", by=HOSTILE["image"])
    with log.entry(HOSTILE["image"]) as entry:
        entry.title(HOSTILE["end-of-data"])
        for number, (name, words) in enumerate(HOSTILE.items(), 1):
            csl = {"title": words, "URL": words, "author": words}
            book = entry.source(f"source-{name}", csl=csl)
            entry.place(f"place-{name}", labels={"en": words})
            event = entry.event(name, labels={"en": words, "hu": f"hu {words}"})
            cited = book.at(page=words, quote=words)
            day = c56.Dating(f"1956-11-{number:02}")
            entry.claim(event, day, cite=cited, as_written=words, reason=words)
            entry.claim(event, c56.Location(f"place-{name}"), cite=cited)
            entry.claim(event, c56.Statement(words, "en"), cite=cited)
    return log.chronology(cache=False)


def test_a_hostile_text_is_shown_and_never_run(opened: Any, exported: Exported) -> None:
    page = opened(exported(hostile()))
    for name in HOSTILE:
        page.browser.execute_script("location.hash = arguments[0]", name)
        page.wait(
            "document.querySelector('li[aria-current]')?.id === arguments[0]", name
        )
    inside = "document.querySelectorAll(':is(main, #_panel) :is(script, img)')"
    addresses = "[...document.links].map((one) => one.protocol)"

    assert page.browser.execute_script("return window.hit") is None
    assert page.browser.execute_script(f"return {inside}.length") == 0
    assert set(page.browser.execute_script(f"return {addresses}")) == {"file:"}
    assert page.browser.title == HOSTILE["end-of-data"]
    assert HOSTILE["image"] in page.browser.execute_script(
        "return document.body.textContent"
    )
    assert not {"\u202e", "\u2066"} & set(page.browser.page_source)
    assert page.browser.get_log("browser") == []


@pytest.fixture
def server() -> Iterator[tuple[str, list[str], dict[str, bytes]]]:
    """Give a server's address, the paths it was asked for, and what it answers."""
    asked: list[str] = []
    pages: dict[str, bytes] = {}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200 if self.path in pages else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(pages.get(self.path, b""))

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as listening:
        threading.Thread(target=listening.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{listening.server_port}", asked, pages
        listening.shutdown()


def test_no_request_leaves_the_page(
    opened: Any, exported: Exported, server: Any, tmp_path: Any
) -> None:
    address, asked, pages = server
    exported(hostile())
    pages["/page.html"] = (tmp_path / "page.html").read_bytes()
    page = opened(f"{address}/page.html")
    page.browser.get_log("performance")
    page = opened(f"{address}/page.html")
    page.focus("#_canvas")
    page.press("HOME", "+", "END", "0", "/", "s")
    page.browser.find_element("id", "_theme").click()
    page.wait("document.querySelector('#_panel .bar')")
    for code in ("fetch('/x')", "new Image().src = '/y'", "navigator.sendBeacon('/z')"):
        page.browser.execute_script(f"try {{ {code} }} catch {{}}")
    messages = [
        json.loads(one["message"])["message"]
        for one in page.browser.get_log("performance")
    ]
    wanted = {
        one["params"]["request"]["url"].partition("#")[0]
        for one in messages
        if one["method"] == "Network.requestWillBeSent"
    }

    assert set(asked) == {"/page.html"}
    assert {one for one in wanted if one.startswith("http")} >= {f"{address}/page.html"}
