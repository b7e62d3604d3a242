"""The appendix: disputes numbered, their citations in footnotes, sources by lineage."""

from typing import Any

import attrs
import cmarkgfm
import pytest
from cmarkgfm.cmark import Options
from hypothesis import given, settings
from tests.exporters.rendered import Page
from tests.exporters.world import HOSTILE, bytes_of, dated, event, shelf, source

from chrono56.chronology import Dispute, Judgement
from chrono56.exporters.appendix import lineage_words
from chrono56.model import Citation, Claim, Dating, Derivation, Source

UN, KGB = source("un-1957"), source("kgb-1")


def _disputes() -> list[Dispute]:
    start = dated("c1", "leave", "1956-10-28", UN.at(page=12), "on the 28th")
    again = dated("c2", "leave", "1956-10-28", UN.at(page=12), "on the 28th")
    rival = dated("c3", "leave", "1956-10-31", Citation("kgb-1", via=("tass",)))
    claim = Claim("c4", "arrive", Dating("1957"), reason="by the tracks")
    inferred = attrs.evolve(rival, claim=claim, rank="preferred")
    judged = Judgement(
        target="c4",
        verdict="preferred",
        reason="it follows",
        entry=3,
        at="2024-03-01T09:00:00.000000Z",
        by="anna",
    )
    return [
        Dispute(("leave",), "date", "conflicting", (start, again, rival)),
        Dispute(("arrive",), "date", "settled", (inferred,), (judged,)),
    ]


def _exported(disputes: list[Dispute], *sources: Source) -> str:
    events = (event("leave", disputed=True), event("arrive"), event("stay"))
    chronology = shelf(
        *events, known_disputes=disputes, known_sources=sources or (UN, KGB)
    )
    return bytes_of(chronology, "markdown", options={"disputes": "appendix"}).decode()


def _rendered(text: str) -> Page:
    options = Options.CMARK_OPT_FOOTNOTES
    return Page(cmarkgfm.github_flavored_markdown_to_html(text, options))


def test_each_event_leads_to_the_numbers_of_its_disputes() -> None:
    lines = _exported(_disputes()).splitlines()

    assert [line for line in lines if "in the appendix" in line] == [
        "  - **Disputed**: see 1 in the appendix",
        "  - **Disputed**: see 2 in the appendix",
    ]


def test_a_dispute_stands_with_its_sides_and_what_settles_it() -> None:
    text = _exported(_disputes())
    start = text.index("### 1.")

    assert text[start : text.index("## Sources")] == (
        "### 1. “Soviet assault on Budapest”\n"
        "\n"
        "When it happened: sources disagree\n"
        "\n"
        "- **28 October 1956** (no witness): `un-1957`[^1]; `un-1957`[^1]\n"
        "- **31 October 1956** (no witness): `kgb-1`[^2]\n"
        "- *Would settle it*: a source, or a reason to deprecate a side\n"
        "\n"
        "### 2. “Soviet assault on Budapest”\n"
        "\n"
        "When it happened: settled\n"
        "\n"
        "- **1957** (inferred by the recorder): inferred by anna, by the tracks"
        " *(preferred)*\n"
        "- *Judged*: c4: preferred by anna, 2024-03-01 (#3): it follows\n"
        "\n"
    )


def test_a_footnote_cites_the_place_and_the_words_once() -> None:
    assert _exported(_disputes()).splitlines()[-2:] == [
        "[^1]: [Report un-1957](<https://x.example/un-1957>), page 12 “on the 28th”",
        "[^2]: [Report kgb-1](<https://x.example/kgb-1>), after tass",
    ]


def test_github_shows_the_footnotes_as_such() -> None:
    page = _rendered(_exported(_disputes()))

    assert "section" in page.tags
    assert "sup" in page.tags
    assert not any("[^" in text for text in page.texts("li"))


def test_the_sources_stand_with_what_they_go_back_to() -> None:
    copy = Source(
        "copy", derived_from=[Derivation("un-1957"), Derivation("x", "cites")]
    )
    text = _exported(_disputes(), UN, copy)

    assert "| Lineage" in text
    assert "| copies un-1957; cites x |" in text
    assert lineage_words(UN) == ""


def test_without_disputes_there_is_no_appendix() -> None:
    text = _exported([])

    assert "Appendix" not in text
    assert "[^" not in text


@given(HOSTILE)
@settings(deadline=None)
def test_hostile_words_of_a_source_never_make_another_footnote(words: str) -> None:
    view = dated("c1", "leave", "1956-10-28", UN.at(page=12), words)
    page = _rendered(_exported([Dispute(("leave",), "date", "conflicting", (view,))]))

    allowed = {"h1", "h2", "h3", "h4", "ul", "ol", "li", "p", "br", "code", "a", "em"}
    table = {"table", "thead", "tbody", "tr", "th", "td"}
    assert page.tags <= allowed | table | {"strong", "sup", "section"}


@pytest.mark.parametrize("choice", ["none", "Appendix"])
def test_another_place_for_disputes_is_refused(choice: str) -> None:
    options: dict[str, Any] = {"disputes": choice}

    with pytest.raises(ValueError, match="use one of inline, appendix"):
        bytes_of(shelf(event()), "markdown", options=options)
