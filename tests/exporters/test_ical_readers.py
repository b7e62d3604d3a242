"""Acceptance: programs that read calendars find in ours what was exported, and no more.

Those that are not installed are skipped. What each of them is told to read: the sample
of hard cases, the chronology of 1956, and two thousand events.
"""

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest
from tests.exporters.ical_lint import linted
from tests.exporters.readers import READERS, Found
from tests.exporters.test_ical_text import unescaped
from tests.exporters.world import bytes_of

from chrono56.app import open_log
from chrono56.chronology import Chronology
from chrono56.seeds import path_of
from chrono56.testing import generated, sample
from chrono56.testing.losing import visible

CHRONOLOGIES: Final[dict[str, Callable[[], Chronology]]] = {
    "sample": sample,
    "1956": lambda: open_log(path_of("1956")).chronology(cache=False),
    "generated": generated,
}
SLOW: Final = {"khal", "radicale"}  # some dozens of events a second
# By nature: what a program does not keep, or shows otherwise than it stands there.
NO_IDS: Final = {"calcurse"}
DAYS_ONLY: Final = {"calcurse", "khal"}
COMPARED: Final = 6_000  # letters of a name: calcurse cuts what is longer than 8 kB


@pytest.fixture(scope="module", params=CHRONOLOGIES)
def exported(request: pytest.FixtureRequest) -> tuple[bytes, Found]:
    """Return a calendar, and what has to be found in it by who reads its bytes."""
    chronology = CHRONOLOGIES[request.param]()
    data, found = _calendar(chronology)
    names = {visible(event.label()) for event in chronology}
    for _, _, summary in found:
        shown = visible(summary)
        assert shown.partition("]")[2] in names or shown in names
    return data, found


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(name, marks=pytest.mark.slow) if name in SLOW else name
        for name in READERS
    ],
)
def test_every_event_is_found_with_its_id_its_date_and_its_name(
    name: str, exported: tuple[bytes, Found], tmp_path: Path
) -> None:
    data, wanted = exported
    found = READERS[name](data, tmp_path)

    assert len(found) == len(wanted)
    assert Counter(_kept(name, found)) == Counter(_kept(name, wanted))


@pytest.mark.parametrize("name", sorted(READERS.keys() - SLOW))
def test_anniversaries_and_what_was_cancelled_are_found_too(
    name: str, tmp_path: Path
) -> None:
    data, wanted = _calendar(sample(), anniversaries=True, retracted=True)
    found = READERS[name](data, tmp_path)

    assert Counter(_kept(name, found)) == Counter(_kept(name, wanted))


def _calendar(chronology: Chronology, **options: bool) -> tuple[bytes, Found]:
    """Return a calendar, and its events as the byte linter reads them."""
    data = bytes_of(chronology, "ical", options=options)
    found = [
        (one["UID"][0][1], one["DTSTART"][0][1], unescaped(one["SUMMARY"][0][1]))
        for one in linted(data)
    ]
    return data, found


def _kept(name: str, events: Found) -> Found:
    return [
        (
            "" if name in NO_IDS else uid,
            start[:8] if name in DAYS_ONLY else start,
            visible(summary)[:COMPARED],
        )
        for uid, start, summary in events
    ]
