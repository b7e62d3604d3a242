"""What an exporter is, what it offers, and what it is given."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, ClassVar, Protocol

import attrs

from chrono56.dates.words.language import Language
from chrono56.dates.words.languages import language_of, told_in
from chrono56.formats import FormatOffer, NoOptions
from chrono56.offers import imported
from chrono56.text import counted

if TYPE_CHECKING:
    from chrono56.chronology import Chronology


@attrs.frozen(kw_only=True)
class ExportContext:
    """Tell an exporter what it is asked for, and collect what it leaves out.

    Attributes:
        language: The BCP 47 tag of the language that labels are wanted in.
        generator: Who exports, such as ``chrono56 0.1.0``; for the export's own notes.
        provenance: What the export is made from, for a comment in it: one word of ASCII
            that no format has to escape. The offer says if the export carries it.
        options: An instance of the offer's options class.
    """

    language: str = "en"
    generator: str = "chrono56"
    provenance: str = ""
    options: Any = attrs.field(factory=NoOptions)
    _left_out: dict[str, set[str]] = attrs.field(factory=dict, init=False)
    _held: list[str] = attrs.field(factory=lambda: [""], init=False)

    @property
    def dates(self) -> Language:
        """Give the language that dates are told in, for `When.describe`.

        It is `language` where chrono56 or a plugin tells dates in that; else English.

        >>> ExportContext(language="hu-HU").dates.name
        'magyar'
        >>> ExportContext(language="tlh").dates.name
        'English'
        """
        return language_of(told_in(self.language))

    def leave_out(self, event_id: str, why: str) -> None:
        """Note that an event is not exported; saying so twice counts once.

        >>> context = ExportContext()
        >>> context.leave_out("marathon", "before year 100")
        >>> context.left_out
        (('before year 100', 1),)
        """
        self._left_out.setdefault(f"{why}", set()).add(event_id)

    def hold(self, what: str) -> None:
        """Say in words what the export holds, where that is not the listed events.

        >>> context = ExportContext()
        >>> context.hold("12 sources")
        >>> context.held
        '12 sources'
        """
        self._held[0] = f"{what}"

    @property
    def held(self) -> str:
        """Give what the export holds; empty where that is the listed events."""
        return self._held[0]

    @property
    def left_out(self) -> tuple[tuple[str, int], ...]:
        """Give each reason with the number of its events, most frequent first."""
        counts = [(why, len(events)) for why, events in self._left_out.items()]
        return tuple(sorted(counts, key=lambda item: (-item[1], item[0])))

    @property
    def missing(self) -> int:
        """Count the events that were left out, each once."""
        return len(set[str]().union(*self._left_out.values()))

    def tally(self, chronology: "Chronology") -> str:
        """Say in words how much is exported and how many events are not."""
        held = self.held or counted(len(chronology) - self.missing, "event")
        return tally_words(held, self.left_out)


def tally_words(held: str, left_out: tuple[tuple[str, int], ...]) -> str:
    """Say in words what there is, and how many events were left out and why.

    >>> tally_words("412 events", (("before year 100", 3),))
    '412 events, 3 left out (before year 100)'
    """
    return ", ".join([held, *(f"{count} left out ({why})" for why, count in left_out)])


class Exporter(Protocol):
    """Turn a chronology into bytes; the whole contract of an exporter."""

    def chunks(
        self, chronology: "Chronology", context: ExportContext
    ) -> Iterator[bytes]:
        """Yield the export piece by piece, never holding it all.

        The same chronology, context and version give the same bytes. Files, counting,
        hashing and errors are the runner's business.
        """
        ...


@attrs.frozen(kw_only=True)
class ExporterOffer(FormatOffer):
    """Offer an exporter without importing it.

    Its ``factory``, called without arguments, gives an ``Exporter``.

    Attributes:
        carries_provenance: Whether the export carries its context's ``provenance``,
            before any free text; if not, the runner writes it beside the file.
        metadata: What the name of a file with metadata ends in, behind the export's
            own; empty if there is none. The exporter has a method ``metadata(file,
            context)`` then, which returns what stands in it for an export of that file
            name; the runner writes it.

    Raises:
        OfferError: A field breaks its rule.

    >>> offer = ExporterOffer(
    ...     name="html", summary="One page", media_type="text/html; charset=utf-8",
    ...     extensions=(".html",), factory="my_plugin.page:PageExporter",
    ... )
    >>> offer.full_name
    'chrono56:html'
    """

    verb: ClassVar[str] = "export"

    carries_provenance: bool = False
    metadata: str = ""

    def exporter(self) -> Exporter:
        """Import the factory and call it."""
        made: Exporter = imported(self.factory)()
        return made
