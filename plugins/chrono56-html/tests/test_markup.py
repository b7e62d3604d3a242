"""Texts of sources in the page: nothing in them can act."""

import json

import pytest
from chrono56_html.markup import clean, json_in_html, link, own, text


@pytest.mark.parametrize(
    "hostile", ["</script>", "<!-- <script>", "a\u2028b\u2029c", '"]}', "\\u003c", "őű"]
)
def test_json_in_the_page_is_read_back_and_ends_nothing(hostile: str) -> None:
    made = json_in_html([hostile])

    assert json.loads(made) == [hostile]
    assert not {"<", "\u2028", "\u2029"} & set(made)


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ('<img src=x onerror="a()">', "&lt;img src=x onerror=&quot;a()&quot;&gt;"),
        ("' onclick='a()", "&#x27; onclick=&#x27;a()"),
        ("\u202egpj.exe\u2066", "\ufffdgpj.exe\ufffd"),
        ("a\x00b\x1bc\x85d\r\ne\tf", "a\ufffdb\ufffdc d e f"),
    ],
)
def test_a_text_is_but_a_text(given: str, shown: str) -> None:
    assert text(given) == shown


def test_what_runs_from_right_to_left_is_kept_apart() -> None:
    assert own("הפגנה") == "<bdi>הפגנה</bdi>"
    assert own("Bem tér") == "Bem tér"
    assert clean("\u200fא") == "\u200fא"


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        " https://x.example",
        "https://a b",
        "",
    ],
)
def test_only_addresses_of_the_web_are_linked(url: str) -> None:
    assert link(url, text("A book")) == "A book"


def test_a_quotation_mark_in_an_address_ends_nothing() -> None:
    made = link('https://x.example/"onclick="a()', text("A"))

    assert made.startswith('<a href="https://x.example/&quot;onclick=&quot;a()" rel=')
