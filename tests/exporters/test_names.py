"""Names: what ids stand for, and ids where nothing was recorded."""

import pytest
from tests.exporters.world import shelf

from chrono56.exporters.names import author_words, place_name
from chrono56.model import Place


def test_what_has_no_label_or_was_never_recorded_is_called_by_its_id() -> None:
    chronology = shelf(places=[Place("pest")])

    assert place_name(chronology, "pest", "en") == "pest"
    assert place_name(chronology, "buda", "en") == "buda"


def test_a_name_is_in_the_language_asked_for() -> None:
    chronology = shelf(places=[Place("pest", {"en": "Pest", "sr": "Пешта"})])

    assert place_name(chronology, "pest", "sr-Cyrl") == "Пешта"


@pytest.mark.parametrize(
    ("author", "words"),
    [
        ([{"given": "Imre", "family": "Nagy"}], "Imre Nagy"),
        ([{"family": "Nagy"}, {"literal": "UN"}], "Nagy; UN"),
        (["Nagy Imre", {}], "Nagy Imre"),
        ("Nagy Imre", "Nagy Imre"),
        ({"family": "Nagy"}, "Nagy"),
        ([], ""),
    ],
)
def test_authors_are_shown_however_they_were_written(
    author: object, words: str
) -> None:
    assert author_words({"author": author}) == words
