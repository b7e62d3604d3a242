"""Searching: words of texts, and what kinds of events and figures are called."""

from pathlib import Path

import pytest

import chrono56 as c56


@pytest.fixture(params=[True, False], ids=["at once", "entry by entry"])
def told(request: pytest.FixtureRequest, tmp_path: Path) -> c56.Chronology:
    """Return a chronology that was filled in at once, or caught up with."""
    log = c56.open_log(tmp_path / "log.jsonl", by="anna")
    if not request.param:
        log.chronology()
    with log.entry() as entry:
        diary, memoir = entry.source("diary"), entry.source("memoir")
        for event, kind, label in (
            ("volley", "conflict.attack_on_civilians", "Shots on the square"),
            ("rumour", "other", "Shots nobody heard"),
            ("meeting", "politics.protest", "Gathering at the statue"),
            ("story", "other", "A story of a protest"),
        ):
            entry.event(event, kind=kind, labels={"en": label})
            entry.claim(event, c56.Occurrence(), cite=diary)
        for event, measure, mode in (
            ("volley", "killed", "asserted"),
            ("rumour", "killed", "denied"),
            ("meeting", "prison_term", "asserted"),
        ):
            says = c56.Figure(measure, best=3)
            entry.claim(event, says, cite=memoir, mode=mode, as_written="hárman")
    return log.chronology()


@pytest.mark.parametrize(
    ("words", "events"),
    [
        ("killed", {"volley"}),
        ("halott", {"volley"}),
        ("POGINULI", {"volley"}),
        ("погинулих", {"volley"}),
        ("kill", {"volley"}),
        ("kil", set()),  # begins too much
        ("killed shots", {"volley"}),
        ("killed statue", set()),
        ("killed haroman", set()),
        ("killed harman", {"volley"}),
        ("protest", {"meeting", "story"}),
        ("tüntetés", {"meeting"}),
        ("protest killed", set()),
        ("prison term", {"meeting"}),
        ("shots", {"volley", "rumour"}),
        ("!?", set()),
    ],
)
def test_words_are_found_in_texts_and_in_what_kinds_and_figures_are_called(
    told: c56.Chronology, words: str, events: set[str]
) -> None:
    assert {event.id for event in told.search(words)} == events


def test_what_was_set_aside_or_is_not_heard_is_not_found_by_its_figures(
    tmp_path: Path,
) -> None:
    log = c56.open_log(tmp_path / "log.jsonl", by="anna")
    with log.entry() as entry:
        diary, memoir = entry.source("diary"), entry.source("memoir")
        entry.event("volley")
        entry.claim("volley", c56.Occurrence(), cite=diary)
        entry.claim("volley", c56.Figure("killed", best=3), cite=memoir)
    found = log.chronology()
    with log.entry() as entry:
        entry.rank("memoir", "deprecated", reason="hearsay")

    assert [event.id for event in found.search("killed")] == ["volley"]
    assert list(found.search("killed", reading="only=diary")) == []
    assert list(log.chronology().search("killed")) == []
