"""Markdown: headings in order, disputes with who says what, sources at the end."""

from importlib.metadata import version
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from immutabledict import immutabledict
from tests.dates.texts import TEXTS
from tests.exporters.rendered import RENDERERS, Page
from tests.exporters.world import (
    HOSTILE,
    bytes_of,
    dated,
    event,
    readable,
    rich,
    shelf,
    source,
)

from chrono56.exporters.provenance import find_provenance
from chrono56.model import Claim, Dating, Place


def exported(chronology: Any, language: str = "en", **options: object) -> str:
    return bytes_of(chronology, "markdown", language=language, options=options).decode()


def body(chronology: Any, **options: Any) -> list[str]:
    """Return the lines below the title and its facts."""
    lines = exported(chronology, **options).splitlines()
    start = next(at for at, line in enumerate(lines) if line.startswith("## "))
    return [line for line in lines[start:] if line]


def test_events_stand_under_their_year_month_and_day() -> None:
    views = [
        event("a", "1848-03-15", label="March"),
        event("b", "1956-10-23", label="One"),
        event("c", "1956-10-23T21:30", label="Two"),
        event("d", "1956-11-04", label="Three"),
    ]

    assert body(shelf(*views)) == [
        "## 1848",
        "### March 1848",
        "#### 15 March 1848",
        "- March · Military operation · `a`",
        "## 1956",
        "### October 1956",
        "#### 23 October 1956",
        "- One · Military operation · `b`",
        "- **21:30** — Two · Military operation · `c`",
        "### November 1956",
        "#### 4 November 1956",
        "- Three · Military operation · `d`",
    ]


@pytest.mark.parametrize(
    ("when", "headings", "detail"),
    [
        (
            "1956-10-23?",
            ["1956", "October 1956", "23 October 1956"],
            "perhaps 23 October 1956",
        ),
        ("1956-10", ["1956", "October 1956", "October 1956, day unknown"], ""),
        ("1956", ["1956", "1956, day unknown"], ""),
        ("1956~", ["1956", "About 1956"], ""),
        (
            "[1956-10-20..1956-10-25]",
            ["1956", "October 1956", "Between 20 and 25 October 1956"],
            "",
        ),
        ("[..1956-11-07]", ["1956", "By 7 November 1956"], ""),
        ("[1956-11-04..]", ["1956", "On or after 4 November 1956"], ""),
        (
            "1956-11-04/..",
            ["1956", "November 1956", "4 November 1956"],
            "from 4 November 1956 on",
        ),
        ("1956-10/1957", ["1956", "From October 1956 to 1957"], ""),
        ("-0043-03-15", ["44 BC", "March 44 BC", "15 March 44 BC"], ""),
        ("", ["Undated"], ""),
        ("../..", ["Undated", "Without beginning or end"], ""),
    ],
)
def test_an_imprecise_date_has_a_heading_that_says_so(
    when: str, headings: list[str], detail: str
) -> None:
    lines = body(shelf(event("a", when, label="X")))

    assert [line.lstrip("# ") for line in lines[:-1]] == headings
    opening = f"**{detail}** — " if detail else ""
    assert lines[-1] == f"- {opening}X · Military operation · `a`"


def test_a_month_is_named_again_after_something_longer() -> None:
    views = [
        event("a", "1956-10-23"),
        event("b", "1956-10~/1957"),
        event("c", "1956-10-24"),
    ]
    headings = [line for line in body(shelf(*views)) if line.startswith("###")]

    assert headings == [
        "### October 1956",
        "#### 23 October 1956",
        "### From about October 1956 to 1957",
        "### October 1956",
        "#### 24 October 1956",
    ]


def test_an_item_says_where_in_whose_words_and_by_which_sources() -> None:
    view = event(
        as_written="at 4:15 a.m.",
        place="pest",
        sources=("kgb-1", "un-1957"),
        occurrence="supposed",
        labels=immutabledict(en="Assault", hu="Támadás"),
    )
    chronology = shelf(view, places=[Place("pest", {"en": "Pest"})])

    assert exported(chronology, language="hu").splitlines()[-1] == (
        "- Támadás *(feltételezett)*, Pest „at 4:15 a.m.” · hadművelet · `assault`"
        " · források: `kgb-1`, `un-1957`"
    )


def test_a_dispute_says_who_says_what() -> None:
    leave = [one for one in rich().events if one.id == "leave"]
    lines = body(attrs.evolve(rich(), events=leave, known_sources=()))

    assert lines[-3:] == [
        "  - **Disputed** (When it happened: sources disagree):",
        "    - 28 October 1956: `un-1957`, page 12-14",
        "    - 31 October 1956: `kgb-1`, after tass",
    ]


def test_every_claim_can_be_listed_with_its_rank_and_reason() -> None:
    cited = dated("a", "assault", "1956-11-04", source("un").at(page=3), "on the 4th")
    ranked = attrs.evolve(cited, rank="preferred", rank_reason="an eyewitness")
    claim = Claim(
        "b", "assault", Dating("1956-11"), premises=("a",), reason="it follows"
    )
    inferred = attrs.evolve(cited, claim=claim)
    chronology = shelf(event(), known_claims=[ranked, inferred])

    assert body(chronology, claims=True)[-2:] == [
        "  - 4 November 1956 “on the 4th”: `un`, page 3 *preferred* (an eyewitness)",
        "  - November 1956: inferred by anna, it follows",
    ]
    assert len(body(chronology)) == len(body(chronology, claims=True)) - 2


def test_the_head_says_how_the_export_can_be_made_again() -> None:
    chronology = shelf(event(), head="aa,bb", title="")
    made = find_provenance(exported(chronology).encode())

    assert made is not None
    assert (made.exporter, made.heads) == ("markdown", ("aa", "bb"))
    assert exported(chronology).splitlines()[:8] == [
        f"<!-- {made} -->",
        "",
        "# Chronology",
        "",
        "- Events: 1",
        "- Log: `1956`",
        f"- Exported by: chrono56 {version('chrono56')}",
        "- State: `aa`, `bb`",
    ]


def test_an_empty_chronology_says_so() -> None:
    text = exported(shelf(head="", title="Nothing yet"))

    assert "\n\n# Nothing yet\n\n- Events: none\n- Log: `1956`\n" in text
    assert "##" not in text


def test_sources_stand_in_a_table_at_the_end() -> None:
    book = source("un-1957", title="A|B", author=[{"family": "Nagy"}], issued="1957-06")
    page = Page(RENDERERS["github"](exported(shelf(known_sources=[book]))))

    assert page.texts("td") == ["un-1957", "A|B", "Nagy", "June 1957", "en", "B"]
    assert page.links == [("https://x.example/un-1957", "A|B")]


@pytest.mark.parametrize("renderer", RENDERERS)
def test_every_hard_case_makes_one_item_and_no_tag(renderer: str) -> None:
    chronology = rich()
    page = Page(RENDERERS[renderer](exported(chronology, claims=True)))

    for one in chronology:
        named = [text for text in page.texts("li") if f" · {one.id}" in f"{text} "]
        assert len(named) == 1
    links = [address for address, text in page.links if "@" not in text]
    assert links == [one.csl["URL"] for one in chronology.known_sources]
    assert not page.tags & {"script", "img", "i", "blockquote", "ol", "pre"}


@given(HOSTILE, HOSTILE, st.sampled_from(list(RENDERERS)))
@settings(deadline=None)
def test_hostile_text_never_makes_another_item(
    label: str, words: str, renderer: str
) -> None:
    view = event(label=label, as_written=words)
    page = Page(RENDERERS[renderer](exported(shelf(view, view))))

    facts = 4
    assert len(page.texts("li")) == facts + 2
    assert page.tags <= {"h1", "h2", "h3", "h4", "ul", "li", "p", "br", "code", "a"}
    assert all(address.removeprefix("mailto:") in text for address, text in page.links)


@given(st.lists(TEXTS.filter(readable), max_size=4))
@settings(deadline=None)
def test_any_date_has_a_heading(texts: list[str]) -> None:
    views = [event(f"e{number}", text) for number, text in enumerate(texts)]
    views.sort(key=lambda view: view.when.sort_key if view.when else (0, 0, 0, 0, ""))
    page = Page(RENDERERS["github"](exported(shelf(*views))))

    years = page.texts("h2")
    assert len(years) == len(set(years))  # in order, so that none comes twice
    assert len(page.texts("h3")) >= len([year for year in years if year != "Undated"])
