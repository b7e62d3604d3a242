"""The page as an exporter: it keeps what exporters promise, and loses no event."""

import io
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import pytest
from chrono56_html import chrono56_exporters

import chrono56 as c56
from chrono56.plugins import ExportContext
from chrono56.testing import check_exporter, sample


class Names(HTMLParser):
    """Read the names of the events in the list, as any reader of HTML would."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self._in_heading = self._in_name = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "p":
            self._in_heading = given.get("class") == "what"
        elif tag == "a" and self._in_heading:
            self._in_name = True
            self.found.append((str(given["href"]), ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            self._in_name = False

    def handle_data(self, data: str) -> None:
        if self._in_name:
            href, name = self.found[-1]
            self.found[-1] = (href, name + data)


def names(page: bytes) -> Iterator[str]:
    for href, name in Names(page.decode()).found:
        # A name of blanks could not be clicked; the page has the event's id there.
        yield "" if href == "#text-only-blanks" else name


def a_log() -> c56.Log:
    """Return a log of a march, its date in dispute, and of a speech only planned."""
    log = c56.open_log("memory:", by="anna")
    with log.entry("from the books") as entry:
        entry.title("A March & more")
        book = entry.source(
            "book",
            csl={
                "title": "A Book",
                "URL": "https://x.example/?a=1&b=2",
                "author": [{"family": "Kiss", "given": "Éva"}],
            },
            reliability="B",
        )
        memoir = entry.source("memoir", csl={"title": "A Memoir"})
        entry.source("reprint", derived_from=[c56.Derivation("book", "reprints")])
        entry.place("square", labels={"en": "Bem Square", "hu": "Bem tér"})
        entry.agent("students", labels={"en": "the students"}, kind="group")
        labels = {"en": "The march", "hu": "A felvonulás"}
        march = entry.event("march", kind="politics.protest", labels=labels)
        first = book.at(page=3)
        entry.claim(march, c56.Dating("1956-10-23"), cite=first, as_written="that day")
        entry.claim(march, c56.Dating("1956-10-24"), cite=memoir.at(line=7))
        entry.claim(march, c56.Location("square"), cite=first)
        entry.claim(march, c56.Participation("students", "leader"), cite=first)
        figure = c56.Figure("participants", low=200, best=250, approx=True)
        entry.claim(march, figure, cite=first)
        speech = entry.event("speech", labels={"en": "The speech"})
        entry.claim(speech, c56.Occurrence(), cite=first, mode="planned")
        later = c56.Ordering(other=march, least="PT2H")
        entry.claim(entry.event("song", labels={"en": "A song"}), later, cite=first)
    return log


def exported(chronology: Any = None, language: str = "en", **options: Any) -> str:
    stream = io.BytesIO()
    offer = chrono56_exporters()
    context = ExportContext(
        language=language,
        provenance="chrono56:export?exporter=html",
        options=offer.options_class()(**options),
    )
    told = a_log().chronology(cache=False) if chronology is None else chronology
    for chunk in offer.exporter().chunks(told, context):
        stream.write(chunk)
    return stream.getvalue().decode()


def test_it_keeps_what_exporters_promise() -> None:
    check_exporter(chrono56_exporters(), read=names)


def test_provenance_stands_before_any_word_of_a_source() -> None:
    page = exported()

    assert chrono56_exporters().carries_provenance
    assert page.startswith(
        "<!DOCTYPE html>\n<!-- chrono56:export?exporter=html -->\n<html"
    )


def test_each_claim_stands_once_even_where_it_is_in_dispute() -> None:
    page = exported()

    assert page.count("that day") == 2  # as the event's own words, and as the claim's
    assert page.count('class="said">23 October 1956<') == 1
    assert page.count('class="said">24 October 1956<') == 1
    assert "When: ≠ sources disagree" in page
    assert page.count('<p class="voices">independent sources: 1</p>') == 2


def test_claims_say_who_says_so_and_where() -> None:
    page = exported()

    assert '<cite><a href="#book">book</a>, page 3</cite>, <q>that day</q>' in page
    assert '<cite><a href="#memoir">memoir</a>, line 7</cite>' in page
    assert (
        '<a href="https://x.example/?a=1&amp;b=2" rel="noopener noreferrer">A Book'
        in page
    )
    assert "the students (Leader)" in page
    assert "Participants: about 250 (at least 200)" in page
    assert 'after <a href="#march">The march</a> (at least 2 hours)' in page
    assert 'goes back to: <a href="#book">book</a>' in page


@pytest.mark.parametrize(
    ("author", "shown"),
    [(1956, "1956"), ("A, B", "A, B"), ([{"literal": "UN"}, "C"], "UN; C"), ({}, "")],
)
def test_whatever_stands_for_the_authors_is_shown(author: Any, shown: str) -> None:
    log = c56.open_log("memory:", by="anna")
    with log.entry() as entry:
        entry.source("book", csl={"type": "book", "title": "T", "author": author})
    page = exported(log.chronology(cache=False))

    _, _, told = page.partition("<code>book</code> ")
    assert told.partition("</li>")[0] == ", ".join(
        filter(None, ("<cite>T</cite>", shown))
    )


@pytest.mark.parametrize(
    ("everything", "held"), [(False, "2 events"), (True, "3 events")]
)
def test_what_is_on_the_page_is_counted(*, everything: bool, held: str) -> None:
    offer = chrono56_exporters()
    context = ExportContext(options=offer.options_class()(everything=everything))
    for _ in offer.exporter().chunks(a_log().chronology(cache=False), context):
        pass

    assert context.held == held


def test_what_was_only_planned_is_there_if_it_is_wanted() -> None:
    assert [name for _, name in Names(exported()).found] == ["The march", "A song"]
    page = exported(everything=True)

    assert {name for _, name in Names(page).found} >= {"The speech"}
    assert "planned: it happened" in page
    assert "Events: 3" in page


@pytest.mark.parametrize(
    ("language", "tag", "words"),
    [
        (
            "hu",
            "hu",
            ["A felvonulás", "1956. október 23.", "Mikor", "3. oldal", "Bem tér"],
        ),
        ("sr", "sr", ["23. октобар 1956.", "Када", "страна 3", "извори се не слажу"]),
        ("sr-Latn", "sr-Latn", ["23. oktobar 1956.", "Kada", "strana 3", "Pretraga"]),
        ("tlh", "en", ["The march", "23 October 1956", "When", "page 3"]),
        ("../../en", "en", ["The march"]),
    ],
)
def test_the_page_speaks_the_language_asked_for(
    language: str, tag: str, words: list[str]
) -> None:
    page = exported(language=language)

    assert f'<html lang="{tag}">' in page
    assert [one for one in words if one not in page] == []


def test_names_are_in_a_language_that_the_page_does_not_speak() -> None:
    log = a_log()
    with log.entry() as entry:
        labels = {"en": "The march", "de": "Der Marsch"}
        entry.revise(c56.Event("march", "politics.protest", labels))
    page = exported(log.chronology(cache=False), "de")

    assert '<html lang="en">' in page
    assert [name for _, name in Names(page).found] == ["Der Marsch", "A song"]


def test_disputes_of_several_events_and_of_sources_stand_below() -> None:
    log = a_log()
    with log.entry() as entry:
        for number, day in enumerate(("1956-10-25", "1956-10-27")):
            event = entry.event(f"e{number}", labels={"en": f"Event {number}"})
            entry.claim(event, c56.Dating(day), cite=c56.Source("book"))
        after = c56.Ordering(other="e1", least="P1D")
        entry.claim("e0", after, cite=c56.Source("memoir"))
        for year, source in (("1957", "book"), ("1958", "memoir")):
            issued = c56.Dating(year, point="issued")
            entry.claim("reprint", issued, cite=c56.Source(source))
    page = exported(log.chronology(cache=False))
    below = page.partition("<h2>Disputes between events, and about sources</h2>")[2]

    assert '<a href="#e0">Event 0</a>: 25 October 1956' in below
    assert 'after <a href="#e1">Event 1</a> (at least 1 day)' in below
    assert "When it came out: ≠ sources disagree" in below
    assert '<a href="#reprint">reprint</a>: 1958' in below


def test_what_has_no_date_is_in_the_list_alone() -> None:
    page = exported()
    data = page.partition('{"events":[')[2].partition('],"kinds":')[0]

    assert "The march" in data
    assert "A song" not in data
    assert '"undated":1' in page
    assert page.index("Without a date</h2>") < page.index('id="song"')


@pytest.mark.parametrize("language", ["en", "hu", "sr", "sr-Latn"])
def test_all_that_occurs_can_be_said(language: str) -> None:
    page = exported(sample(), language, everything=True)

    assert page.count("<li id=") > 80
    assert "{" not in page.partition("<main")[2].partition("three-languages")[2][:2000]


def test_a_list_that_waits_on_disk_is_the_same() -> None:
    log = a_log()
    with log.entry() as entry:
        for number in range(300):
            event = entry.event(f"e{number}", labels={"en": "long " * 2000})
            entry.claim(event, c56.Dating("1956"), reason="so")
    page = exported(log.chronology(cache=False))

    assert page.count("<li id=") == 302 + 3  # and the sources
    assert page.endswith("</html>\n")
