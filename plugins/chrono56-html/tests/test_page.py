"""The page in a browser: drawn, moved, searched, read on paper and without a script."""

from collections.abc import Callable
from typing import Any

import pytest

import chrono56 as c56
from chrono56.testing import sample

Exported = Callable[..., str]


def a_week() -> c56.Chronology:
    log = c56.open_log("memory:", by="anna")
    with log.entry() as entry:
        entry.title("A week")
        book = entry.source("book", csl={"title": "A Book"})
        memoir = entry.source("memoir", csl={"title": "A Memoir"})
        for day, name in enumerate(
            ("Bem tér", "Ђилас", "Łódź", "Dawn", "Széna tér"), 1
        ):
            kind = "conflict.battle" if day == 4 else "politics.protest"
            event = entry.event(f"day-{day}", kind=kind, labels={"en": name})
            date = c56.Dating(f"1956-11-{day:02}T10:00")
            entry.claim(event, date, cite=book.at(page=day), as_written=f"words {day}")
        rival = c56.Dating("1956-11-08")
        entry.claim("day-3", rival, cite=memoir.at(page=9), reason="the weather")
        entry.event("undated", labels={"en": "Nobody says when"})
        entry.claim("undated", c56.Occurrence(), cite=book)
    return log.chronology(cache=False)


def test_the_timeline_is_drawn_and_says_what_it_shows(
    opened: Any, exported: Exported
) -> None:
    page = opened(exported(a_week()))

    assert page.text("#_status") == "5 of 5 events here · Without a date: 1"
    assert 150 < page.shade() < 254
    assert page.browser.get_log("browser") == []


def test_every_hard_case_is_drawn_without_an_error(
    opened: Any, exported: Exported
) -> None:
    page = opened(exported(sample()))
    page.focus("#_canvas")
    for key in ("0", "HOME", "+", "+", "+", "END", "-", "-", "PAGE_DOWN"):
        page.press(key)
    page.wait("document.querySelector('#_panel .bar')")

    assert page.browser.get_log("browser") == []


def test_a_page_without_an_event_is_a_page(opened: Any, exported: Exported) -> None:
    log = c56.open_log("memory:", by="anna")
    page = opened(exported(log.chronology(cache=False)) + "#%")
    page.focus("#_canvas")
    page.press("HOME", "ARROW_DOWN", "ENTER", "ESCAPE", "0", "+", "/", "x")

    assert page.text("#_status") == "0 of 0 events here"
    assert page.browser.get_log("browser") == []


def test_keys_choose_read_and_leave(opened: Any, exported: Exported) -> None:
    page = opened(exported(a_week()))
    page.focus("#_canvas")
    page.press("HOME")
    page.wait("location.hash === '#day-1'")
    page.press("ARROW_DOWN", "ARROW_DOWN")
    page.wait("document.querySelector('li[aria-current]')?.id === 'day-3'")
    page.press("ENTER")
    page.wait("document.activeElement.id === '_panel'")
    sides = "[...document.querySelectorAll('#_panel .doubt .side')]"
    code = f"return {sides}.map((side) => side.innerText)"
    first, second = page.browser.execute_script(code)

    assert "A Book, page 3, words 3" in first
    assert "A Memoir, page 9, the weather" in second
    assert "sources disagree" in page.text("#_panel .doubt h4")

    page.press("ESCAPE")
    page.wait("document.activeElement.id === '_canvas'")
    page.press("ESCAPE")
    page.wait("document.querySelector('#_panel').hidden && location.hash === ''")
    page.press("END")
    page.wait("location.hash === '#day-5'")
    page.press("?")
    page.wait("document.querySelector('dialog').open")


def test_keys_and_wheel_zoom_and_move(opened: Any, exported: Exported) -> None:
    from selenium.webdriver import ActionChains  # noqa: PLC0415
    from selenium.webdriver.common.actions.wheel_input import (  # noqa: PLC0415
        ScrollOrigin,
    )

    page = opened(exported(a_week()))
    page.focus("#_canvas")
    page.press("+", "+", "+", "+")
    page.wait("/^1 of 5/.test(document.querySelector('#_status').textContent)")
    page.press("ARROW_RIGHT", "ARROW_RIGHT", "ARROW_RIGHT", "ARROW_RIGHT")
    page.wait("/3 earlier/.test(document.querySelector('#_status').textContent)")
    canvas = page.browser.find_element("id", "_canvas")
    origin = ScrollOrigin.from_element(canvas)
    ActionChains(page.browser).scroll_from_origin(origin, 0, 1500).perform()
    page.wait("/^5 of 5/.test(document.querySelector('#_status').textContent)")
    page.press("0")


def test_two_fingers_zoom(opened: Any, exported: Exported) -> None:
    page = opened(exported(a_week()))

    def touch(kind: str, *points: int) -> None:
        at = [{"x": x, "y": 300, "id": number} for number, x in enumerate(points)]
        page.browser.execute_cdp_cmd(
            "Input.dispatchTouchEvent", {"type": kind, "touchPoints": at}
        )

    touch("touchStart", 600, 660)
    for apart in (100, 200, 300, 400, 500):
        touch("touchMove", 600 - apart, 660 + apart)
    touch("touchEnd")

    page.wait("/^1 of 5/.test(document.querySelector('#_status').textContent)")


def test_a_click_on_a_name_chooses_and_one_beside_it_leaves(
    opened: Any, exported: Exported
) -> None:
    from selenium.webdriver import ActionChains  # noqa: PLC0415

    page = opened(exported(a_week()))
    canvas = page.browser.find_element("id", "_canvas")
    half = canvas.size["height"] // 2
    ActionChains(page.browser).move_to_element_with_offset(
        canvas, 0, 58 - half
    ).click().perform()
    page.wait("location.hash === '#day-3'")
    ActionChains(page.browser).move_to_element_with_offset(
        canvas, 0, half - 40
    ).click().perform()
    page.wait("document.querySelector('#_panel').hidden")


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("bem ter", ["day-1"]),
        ("Djilas", ["day-2"]),
        ("đilas", ["day-2"]),
        ("LODZ", ["day-3"]),
        ("weather", ["day-3"]),
        ("words 4", ["day-4"]),
        ("nobody says", ["undated"]),
        ("Bem Dawn", []),
    ],
)
def test_a_search_finds_as_chrono56_does(
    opened: Any, exported: Exported, words: str, found: list[str]
) -> None:
    page = opened(exported(a_week()))
    page.focus("#_canvas")
    page.press("/", *words)

    assert page.shown() == found
    count = sum(one != "undated" for one in found)
    assert page.text("#_spoken") == (
        f"Found: {len(found)}" if found else "No event is found"
    )
    page.press("ESCAPE")
    assert len(page.shown()) == 6
    assert count <= len(found)


def test_kinds_and_disputes_filter(opened: Any, exported: Exported) -> None:
    page = opened(exported(a_week()))
    page.browser.find_element(
        "css selector", "[data-family=conflict][aria-pressed]"
    ).click()
    assert page.shown() == ["day-4"]
    page.browser.find_element(
        "css selector", "[data-family=politics][aria-pressed]"
    ).click()
    assert page.shown() == ["day-1", "day-2", "day-3", "day-4", "day-5"]
    page.browser.find_element("id", "_disputed").click()

    assert page.shown() == ["day-3"]


def test_a_kind_of_a_plugin_is_among_the_others(
    opened: Any, exported: Exported
) -> None:
    page = opened(exported(sample()))
    page.browser.find_element(
        "css selector", "[data-family=other][aria-pressed]"
    ).click()

    assert {"of-an-unknown-kind", "undated"} <= set(page.shown())
    assert "told-in-full" not in page.shown()


def test_an_address_leads_to_an_event_and_back(opened: Any, exported: Exported) -> None:
    page = opened(exported(a_week()) + "#day-4")
    page.wait("document.querySelector('#_panel h2')?.textContent === 'Dawn'")
    page.focus("#_canvas")
    page.press("ARROW_DOWN")
    page.wait("document.querySelector('#_panel h2')?.textContent === 'Széna tér'")
    page.browser.back()
    page.wait("document.querySelector('#_panel h2')?.textContent === 'Dawn'")
    page.browser.get(page.browser.current_url.replace("day-4", "day-9"))

    page.wait("/“day-9” is/.test(document.querySelector('#_spoken').textContent)")


def test_a_source_is_found_where_it_is_cited(opened: Any, exported: Exported) -> None:
    page = opened(exported(a_week()) + "#day-1")
    link = "document.querySelector('#_panel cite a')"
    page.wait(f"{link}?.textContent === 'A Book'")
    page.browser.execute_script(f"{link}.click()")
    page.wait("location.hash === '#book' && document.querySelector('#_panel').hidden")
    top = "document.querySelector('#book').getBoundingClientRect().top"

    assert 0 < page.browser.execute_script(f"return {top}") < 900


COUNTING = """
const width = Object.getOwnPropertyDescriptor(HTMLCanvasElement.prototype, "width");
const set = function (value) {
  window.sized = (window.sized ?? 0) + 1;
  width.set.call(this, value);
};
Object.defineProperty(HTMLCanvasElement.prototype, "width", { ...width, set });
"""
TWO_FRAMES = "requestAnimationFrame(() => requestAnimationFrame(() => arguments[0]()))"


def test_a_timeline_is_given_its_size_once_and_so_is_never_blanked(
    browser: Any, opened: Any, exported: Exported
) -> None:
    ask = browser.execute_cdp_cmd
    counting = ask("Page.addScriptToEvaluateOnNewDocument", {"source": COUNTING})
    opened(exported(a_week()))
    browser.execute_async_script(TWO_FRAMES)
    sized = browser.execute_script("return window.sized")
    ask("Page.removeScriptToEvaluateOnNewDocument", counting)

    assert sized == 1


def test_it_is_dark_where_that_is_wanted(opened: Any, exported: Exported) -> None:
    address = exported(a_week())
    page = opened(address)
    assert page.shade() > 200
    page.browser.find_element("id", "_theme").click()
    page.browser.execute_async_script("requestAnimationFrame(() => arguments[0]())")
    assert page.shade() < 60
    dark = [{"name": "prefers-color-scheme", "value": "dark"}]
    page.browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": dark})
    page = opened(address)
    seen = page.shade()
    page.browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})

    assert seen < 60


def test_on_paper_all_claims_are_read(opened: Any, exported: Exported) -> None:
    page = opened(exported(a_week()))
    page.browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    said = page.browser.execute_script("return document.body.innerText")
    page.browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})

    assert "words 1" in said
    assert "the weather" in said
    assert "Nobody says when" in said
    assert "Disputed only" not in said


def test_without_a_script_the_list_is_there(
    browser_without_scripts: Any, exported: Exported
) -> None:
    browser = browser_without_scripts
    browser.get(exported(a_week()))
    body = browser.find_element("tag name", "body").text

    assert "Without a script there is no timeline" in body
    assert "1 November 1956, 10:00 Bem tér" in body
    assert "Disputed only" not in body
    browser.find_elements("tag name", "summary")[2].click()
    assert "the weather" in browser.find_element("tag name", "body").text
