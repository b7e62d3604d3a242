"""What an importer is told, and what it says: where it is, what it leaves out."""

from collections.abc import Collection
from typing import Any

import attrs

from chrono56.dates import When
from chrono56.dates.words.language import Language
from chrono56.errors import DateSyntaxError, PluginError, RecordError
from chrono56.formats import ImportFailedError, NoOptions
from chrono56.model import Citation


@attrs.frozen(kw_only=True)
class Understood:
    """Say what an importer took words for, so that people can check it.

    Attributes:
        place: Where in the input, with its name.
        words: The words that were read as a date; empty if there are none.
        when: The date; None if there is none.
        because: What was not in these words: from where it was taken.
        label: The name of what happened then.
    """

    place: str
    words: str
    when: When | None
    because: str
    label: str


@attrs.frozen(kw_only=True)
class ImportContext:
    """Tell an importer what it is asked for, and collect what it leaves out.

    Attributes:
        format: The name of the format, for errors.
        name: What the input is called: a file's name, ``stdin``.
        language: The BCP 47 tag of names whose language the input does not say.
        taught: The language of dates that a plugin teaches for that tag; None where
            chrono56 has it, or nobody.
        source: The id of the source that all claims cite; empty if none was named.
        sha256: The lower-case hex digest of the input.
        options: An instance of the offer's options class.
        kinds: Event kinds beyond those that ship with chrono56.
    """

    format: str = ""
    name: str = ""
    language: str = "en"
    taught: Language | None = None
    source: str = ""
    sha256: str = ""
    options: Any = attrs.field(factory=NoOptions)
    kinds: Collection[str] = ()
    _places: list[int | str] = attrs.field(factory=lambda: [""], init=False)
    _left_out: list[tuple[str, str]] = attrs.field(factory=list, init=False)
    _understood: list[Understood] = attrs.field(factory=list, init=False)

    def at(self, place: int | str) -> None:
        """Note where in the input the importer is: what fails is blamed on that place.

        Args:
            place: A line, counted from 1, or words such as ``row 3, column C``. Empty
                is the input as a whole.

        >>> context = ImportContext(name="letters.csv")
        >>> context.at(12)
        >>> context.place
        'letters.csv:12'
        """
        self._places[0] = place

    @property
    def place(self) -> str:
        """Give the place that was noted last, with the name of the input."""
        return self._named(self._places[0])

    def leave_out(self, place: int | str, why: str) -> None:
        """Note that something in the input is not taken into the log.

        >>> context = ImportContext(name="letters.csv")
        >>> context.leave_out(7, "a row without a date")
        >>> context.left_out
        (('letters.csv:7', 'a row without a date'),)
        """
        self._left_out.append((self._named(place), f"{why}"))

    @property
    def left_out(self) -> tuple[tuple[str, str], ...]:
        """Give the place of everything that was left out, and why it was."""
        return tuple(self._left_out)

    def understand(
        self,
        place: int | str,
        words: str,
        when: When | None,
        *,
        because: str = "",
        label: str = "",
    ) -> None:
        """Note what words of the input were taken for; ``--dry-run`` shows it.

        Args:
            place: A line, counted from 1, or words.
            words: The words that say when; empty if none do.
            when: The date; None if there is none.
            because: From where was taken what the words leave out.
            label: The name of what happened then.

        >>> context = ImportContext(name="page.txt")
        >>> context.understand(3, "the 4th", When.parse("1956-11-04"), label="Assault")
        >>> [(one.place, one.words) for one in context.understood]
        [('page.txt:3', 'the 4th')]
        """
        self._understood.append(
            Understood(
                place=self._named(place),
                words=words,
                when=when,
                because=because,
                label=label,
            )
        )

    @property
    def understood(self) -> tuple[Understood, ...]:
        """Give what was understood, in the order in which it was noted."""
        return tuple(self._understood)

    def fault(self, why: str) -> ImportFailedError:
        """Return the error to raise where the input can't be understood.

        Args:
            why: What was found at the place noted last, and what would have been fine.

        >>> context = ImportContext(format="csv", name="letters.csv")
        >>> context.at(12)
        >>> raise context.fault("no such day")
        Traceback (most recent call last):
        ...
        chrono56.formats.ImportFailedError: import csv: letters.csv:12: no such day
        """
        return ImportFailedError(self.format, why, self.place)

    def require_words(self) -> Language:
        """Return the language that dates are read in, for `find_dates`.

        Raises:
            ImportFailedError: Nobody reads dates in the language.

        >>> ImportContext(language="hu-HU").require_words().name
        'magyar'
        """
        # Not at the top: most importers need no words.
        from chrono56.dates.words.languages import language_of  # noqa: PLC0415

        try:
            return self.taught or language_of(self.language)
        except PluginError as error:
            raise self.fault(f"{error}; say which it is in: --lang") from error

    def cite(
        self, locator: int | str = "", label: str = "line"
    ) -> tuple[Citation, ...]:
        """Return the citation of a place in the source that all claims cite.

        Args:
            locator: Where in it; empty cites the whole.
            label: What the locator counts, a CSL locator term.

        Returns:
            One citation; none if no source was named.

        >>> context = ImportContext(source="register-1956")
        >>> [(one.source, one.label, one.locator) for one in context.cite(12)]
        [('register-1956', 'line', '12')]
        """
        return (Citation(self.source, str(locator), label),) if self.source else ()

    def _named(self, place: int | str) -> str:
        if isinstance(place, int):
            return f"{self.name}:{place}"
        return ", ".join(filter(None, (self.name, f"{place}")))


def said_of(error: ImportFailedError | RecordError | DateSyntaxError) -> str:
    """Say in one line, and without its place, what is wrong with a part of the input.

    >>> said_of(RecordError("an event without a name", "name it", "event.labels"))
    'an event without a name; name it'
    """
    if isinstance(error, ImportFailedError):
        return error.why
    if isinstance(error, DateSyntaxError):
        at = error.offset + 1
        return f"not a date: expected {error.expected} at character {at}"
    return f"{error.found}; {error.fine}" if error.fine else error.found
