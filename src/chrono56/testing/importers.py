"""Checking an importer: every promise that `Importer` and its offer make."""

from collections.abc import Callable, Mapping
from typing import Final

from chrono56.exporters.offer import ExporterOffer
from chrono56.importers.offer import ImporterOffer
from chrono56.testing import apart, declaring, reading
from chrono56.testing.intake import Intake
from chrono56.testing.promises import require_kept
from chrono56.testing.trial import Trial

PROMISES: Final[tuple[Callable[[Intake], None], ...]] = (
    declaring.the_summary_is_one_line,
    declaring.the_media_type_is_one,
    declaring.files_have_an_extension,
    declaring.it_is_for_this_chrono56,
    declaring.losses_are_told_in_words,
    declaring.options_say_what_they_do,
    declaring.options_can_be_written_and_read,
    reading.every_choice_can_be_read,
    reading.it_gives_records,
    reading.reading_again_changes_nothing,
    reading.closed_it_stops_and_lets_go,
    reading.what_is_cited_is_there,
    reading.it_says_where_it_is,
    reading.input_that_is_cut_off_is_borne,
    reading.input_that_is_altered_is_borne,
    reading.hostile_input_is_borne,
    reading.what_was_exported_comes_back,
    apart.hashing_changes_nothing,
    apart.time_zones_change_nothing,
    apart.surroundings_change_nothing,
    apart.the_day_changes_nothing,
    apart.it_touches_nothing_else,
)


def check_importer(
    offer: ImporterOffer,
    example: bytes = b"",
    *,
    exporter: ExporterOffer | None = None,
    options: Mapping[str, object] | None = None,
) -> None:
    """Check that an importer keeps all that importers promise.

    It reads an example, again and again: whole, cut off, altered; here and in other
    processes. That takes some seconds.

    Args:
        offer: What the plugin's hook returns.
        example: An input that is read without fault, with a little of everything; if it
            is left out, what the exporter writes of the sample.
        exporter: The exporter of that format; with it, what is exported has to come
            back.
        options: Options of the importer with which the example is read.

    Raises:
        ConformanceError: It breaks promises; the error tells each, what was found, and
            what to call to see it again.
        TypeError: There is neither an example nor an exporter; or other processes can't
            be sent the offer.
    """
    if not example and exporter is None:
        raise TypeError("nothing to import; give an example or an exporter")
    if not example and exporter is not None:
        example = Trial(exporter).made
    intake = Intake(offer, example, exporter, dict(options or {}))
    apart.check_sendable(intake)
    again = "chrono56.testing.intake.Intake(offer, example, exporter, options)"
    require_kept(PROMISES, intake, f"the importer {offer.shown_name}", again)
