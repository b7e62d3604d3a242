"""Checking an exporter: every promise that `Exporter` and its offer make."""

from collections.abc import Callable
from typing import Final

from chrono56.exporters.offer import ExporterOffer
from chrono56.testing import apart, declaring, losing, streaming, writing
from chrono56.testing.promises import require_kept
from chrono56.testing.trial import Read, Trial

PROMISES: Final[tuple[Callable[[Trial], None], ...]] = (
    declaring.the_summary_is_one_line,
    declaring.the_media_type_is_one,
    declaring.files_have_an_extension,
    declaring.it_is_for_this_chrono56,
    declaring.losses_are_told_in_words,
    declaring.options_say_what_they_do,
    declaring.options_can_be_written_and_read,
    declaring.every_choice_can_be_made,
    writing.it_gives_bytes,
    writing.nothing_can_be_exported,
    declaring.the_bytes_are_in_the_charset,
    writing.exporting_again_changes_nothing,
    writing.exports_do_not_mix,
    writing.names_are_in_the_language_asked_for,
    writing.the_provenance_is_carried_if_declared,
    losing.every_event_is_exported_or_left_out,
    losing.what_is_left_out_is_declared,
    losing.hostile_text_breaks_nothing,
    streaming.it_begins_before_all_is_read,
    streaming.memory_does_not_grow_with_the_events,
    streaming.closed_it_stops_and_lets_go,
    streaming.what_breaks_it_comes_out,
    streaming.interrupts_come_out,
    apart.hashing_changes_nothing,
    apart.time_zones_change_nothing,
    apart.surroundings_change_nothing,
    apart.the_day_changes_nothing,
    apart.it_touches_nothing_else,
)


def check_exporter(offer: ExporterOffer, *, read: Read | None = None) -> None:
    """Check that an exporter keeps all that exporters promise.

    It exports a sample of hard cases (`chrono56.testing.sample`), and thousands of
    events, here and in other processes. That takes some seconds.

    Args:
        offer: What the plugin's hook returns.
        read: Reads an export by other means than the exporter's own, and gives the name
            of each event in it; with it, hostile names are checked too.

    Raises:
        ConformanceError: It breaks promises; the error tells each, what was found, and
            what to call to see it again.
        TypeError: Other processes can't be sent the offer.
    """
    trial = Trial(offer, read)
    apart.check_sendable(trial)
    again = "chrono56.testing.trial.Trial(offer)"
    require_kept(PROMISES, trial, f"the exporter {offer.shown_name}", again)
