"""Tables of events by month, year or decade, with their citations in footnotes."""

from collections.abc import Iterator
from itertools import zip_longest
from typing import TYPE_CHECKING, Final, TypeAlias

from chrono56.dates.words.describing import describe
from chrono56.dates.words.languages import told_in
from chrono56.dates.words.phrases import mode_words, phrase
from chrono56.days import civil_from_days, iso_year
from chrono56.exporters.appendix import Appendix
from chrono56.exporters.dispute_words import about_words
from chrono56.exporters.footnotes import Footnotes
from chrono56.exporters.markdown_text import escaped
from chrono56.exporters.names import place_name
from chrono56.exporters.wording import quoted, sides
from chrono56.model import Dating

if TYPE_CHECKING:
    from chrono56.chronology import Chronology, ClaimView, EventView
    from chrono56.dates import When

# The headings under which an event stands, from the uppermost on.
Path: TypeAlias = tuple[str, ...]

PERIODS: Final = ("month", "year", "decade")
"""What there can be a table for."""

# How wide the columns are: programs that print tables go by the rule below the head.
_COLUMNS: Final = (("date", 22), ("event", 48), ("place", 18), ("sources", 12))
_WIDEST: Final = 62  # days, two months: what may begin later has no month of its own
_WRITTEN: Final = 9999  # the last year that has four digits, and a decade in EDTF


class Tables:
    """Write a table for each period.

    Args:
        chronology: The chronology.
        language: The BCP 47 tag of the language they are written in.
        by: One of ``PERIODS``.
        notes: Where citations are kept; they are written below their table.
        appendix: Where the disputes stand; None has them told with their events.
    """

    def __init__(
        self,
        chronology: "Chronology",
        language: str,
        by: str,
        notes: Footnotes,
        appendix: Appendix | None,
    ) -> None:
        self._chronology = chronology
        self._language = language
        self._by = by
        self._notes = notes
        self._appendix = appendix

    def written(self) -> Iterator[str]:
        """Yield headings, heads of tables, rows and footnotes."""
        above: Path = ()
        for event in self._chronology:
            path = self._path(event.when)
            if path != above:
                yield self._notes.written()
                yield from new_headings(above, path)
                yield self._head()
                above = path
            yield self._row(event)
        yield self._notes.written()

    def _head(self) -> str:
        names = [phrase(f"column-{name}", self._language) for name, _ in _COLUMNS]
        rule = "|".join("-" * width for _, width in _COLUMNS)
        return f"| {' | '.join(names)} |\n|{rule}|\n"

    def _row(self, event: "EventView") -> str:
        language = self._language
        place = event.place
        cells = [
            escaped(event.when.describe(told_in(language))) if event.when else "",
            "".join(self._told(event)),
            escaped(place_name(self._chronology, place, language)) if place else "",
            self._marks(event.id),
        ]
        return f"| {' | '.join(cells)} |\n"

    def _told(self, event: "EventView") -> Iterator[str]:
        language = self._language
        yield escaped(event.label(language) or event.id)
        if event.occurrence != "asserted":
            yield f" *({escaped(mode_words(event.occurrence, language))})*"
        if event.as_written:
            yield f" {escaped(quoted(event.as_written, language))}"
        if self._appendix is not None:
            reference = self._appendix.reference(event.id)
            yield f" {reference}" if reference else ""
        elif event.disputed:
            yield from self._disputes(event.id)

    def _disputes(self, event_id: str) -> Iterator[str]:
        chronology, language = self._chronology, self._language
        for dispute in chronology.disputes(event_id, related=False):
            given = [
                " ".join(
                    [escaped(said), *(it for one in views for it in self._marked(one))]
                )
                for said, views in sides(dispute.claims, chronology, language).items()
            ]
            about = escaped(about_words(dispute, chronology, language))
            yield f" **{phrase('disputed', language)}**: {about}: {'; '.join(given)}."

    def _marks(self, event_id: str) -> str:
        """Return the footnotes of what dates an event, or else of all claimed of it."""
        views = self._chronology.claims(event_id)
        dating = [view for view in views if isinstance(view.claim.says, Dating)]
        marks = (mark for view in dating or views for mark in self._marked(view))
        return " ".join(dict.fromkeys(marks))

    def _marked(self, view: "ClaimView") -> Iterator[str]:
        for citation in view.claim.citations:
            yield self._notes.mark(citation, view.claim.as_written)

    def _path(self, when: "When | None") -> Path:
        if when is None or (when.earliest is None and when.latest is None):
            return (phrase("undated", self._language),)
        year, month, _ = civil_from_days(when.sort_key[0])
        language = told_in(self._language)
        years, months = year_and_month(year, month, language)
        if self._by == "decade":
            return (_decade(year, language),)
        if self._by == "year":
            return (years,)
        first, last = when.start.earliest, when.start.latest
        if first is not None and last is not None and last - first > _WIDEST:
            return (years, phrase("month-unknown", self._language))
        return (years, months)


def new_headings(above: Path, path: Path) -> Iterator[str]:
    """Yield the headings of a path that do not stand above it already."""
    if path == above:
        return
    for level, (old, new) in enumerate(zip_longest(above, path), start=2):
        if new is not None and (new != old or above[: level - 2] != path[: level - 2]):
            yield f"\n{'#' * level} {escaped(new)}\n"
    yield "\n"


def year_and_month(year: int, month: int, language: str) -> tuple[str, str]:
    """Return what a year and a month in it are called in a language of dates."""
    text = iso_year(year)
    return describe(text, language), describe(f"{text}-{month:02}", language)


def _decade(year: int, language: str) -> str:
    text = iso_year(year)
    return describe(text if abs(year) > _WRITTEN else f"{text[:-1]}X", language)
