"""Markdown text: shown as it is by two renderers, whatever it is."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.exporters.rendered import RENDERERS, Page
from tests.exporters.world import HOSTILE, INJECTIONS

from chrono56.exporters.markdown_text import Markup, escaped, link
from chrono56.text import one_line

LINE_ENDS = re.compile("\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")
RENDERER = st.sampled_from(list(RENDERERS))
PLACES = {
    "td": "| x | y |\n|---|---|\n| {} | z |\n",
    "li": "- {}\n",
    "h2": "## {}\n",
    "p": "{}\n",
}


def shown(text: str) -> str:
    """Return what a reader should see of a text: its lines, without blanks around."""
    return "\n".join(one_line(line).strip(" ") for line in LINE_ENDS.split(text))


@given(HOSTILE, RENDERER, st.sampled_from(list(PLACES)))
def test_any_text_is_shown_as_it_is_wherever_it_stands(
    text: str, renderer: str, place: str
) -> None:
    page = Page(RENDERERS[renderer](PLACES[place].format(escaped(text))))
    found = "".join(page.texts(place)[:1])

    assert re.sub(" *\n *", "\n", found.strip(" \n")) == shown(text).strip(" \n")
    assert page.tags <= {
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "ul",
        "br",
        "a",
        *PLACES,
    }
    assert all(address.removeprefix("mailto:") in text for address, text in page.links)


@pytest.mark.parametrize("renderer", RENDERERS)
@pytest.mark.parametrize("text", INJECTIONS)
def test_an_injection_is_shown_as_text(text: str, renderer: str) -> None:
    page = Page(RENDERERS[renderer](PLACES["td"].format(escaped(text))))

    assert page.texts("td") == [shown(text), "z"]
    assert all(address == text == "mailto:a@b.example" for address, text in page.links)


@pytest.mark.parametrize(
    "text", ["12:04", "1956. november", "a.m.", "Pest–Buda", "匈牙利"]
)
def test_plain_text_stays_readable_in_the_source(text: str) -> None:
    assert escaped(text).replace("\\", "") == text
    assert escaped(text).count("\\") <= 1


def test_markup_is_not_escaped_again() -> None:
    assert escaped(Markup("`id`")) == "`id`"


@given(HOSTILE, HOSTILE, RENDERER)
def test_a_link_leads_only_to_the_web(text: str, address: str, renderer: str) -> None:
    for url in (address, f"https://x.example/{address}"):
        page = Page(RENDERERS[renderer](PLACES["td"].format(link(text, url))))

        assert len(page.texts("td")) == 2
        assert all(re.match("https?://|mailto:", address) for address, _ in page.links)


@pytest.mark.parametrize("renderer", RENDERERS)
def test_a_web_address_becomes_a_link(renderer: str) -> None:
    url = "https://x.example/a_b?c=d&e=%20(f)#g"
    page = Page(RENDERERS[renderer](PLACES["p"].format(link("[a](b)", url))))

    assert (page.links, page.texts("p")) == ([(url, "[a](b)")], ["[a](b)"])
