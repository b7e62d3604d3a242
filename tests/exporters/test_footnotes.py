"""Footnotes: numbered as they come, each written once."""

from tests.exporters.rendered import RENDERERS
from tests.exporters.world import shelf, source

from chrono56.exporters.footnotes import Footnotes
from chrono56.model import Citation

UN = source("un-1957", title="A Report")


def notes(language: str = "en") -> Footnotes:
    return Footnotes(shelf(known_sources=[UN]), language)


def test_a_citation_has_one_number_and_another_has_the_next() -> None:
    kept = notes()
    page = UN.at(page=3)

    assert [kept.mark(page), kept.mark(UN.at(page=4)), kept.mark(page)] == [
        *("[^1]", "[^2]", "[^1]")
    ]
    assert kept.mark(page, "at dawn") == "[^3]"


def test_what_was_written_is_not_written_again_and_numbers_go_on() -> None:
    kept = notes()
    kept.mark(UN.at(page=3))

    assert kept.written().startswith("\n[^1]: [A Report](")
    assert kept.written() == ""
    assert kept.mark(UN.at(page=3)) == "[^2]"


def test_a_note_says_where_in_the_source_and_what_it_says() -> None:
    kept = notes("hu")
    kept.mark(Citation("gone", "3-4", quote="a *b*", via=("tass",)), "hajnalban")

    assert kept.written() == (
        "\n[^1]: gone, 3-4. oldal, tass nyomán „hajnalban” „a \\*b\\*”\n"
    )


def test_hostile_words_stay_in_their_note() -> None:
    kept = notes()
    mark = kept.mark(Citation("un-1957", quote="x\n\n[^2]: y\n# z"))
    html = RENDERERS["markdown-it"](f"a {mark}\n{kept.written()}")

    assert "<h1>" not in html
