"""The plugin as it is installed: listed without a problem, and its kinds are known."""

import chrono56
from chrono56.testing import check_plugin


def test_it_is_found_and_has_no_problem() -> None:
    check_plugin("chrono56-kinds-archives")


def test_an_event_of_its_kinds_can_be_recorded() -> None:
    log = chrono56.open_log("memory:", by="anna")
    with log.entry() as entry:
        entry.event("fire-1945", kind="archives.destruction")
    (event,) = log.chronology()

    assert log.kinds[event.kind].labels["hu"] == "iratmegsemmisítés"
