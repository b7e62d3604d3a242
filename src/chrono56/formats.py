"""What exporters and importers have in common: their offers, and how they fail."""

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import Any, ClassVar, Final

import attrs

from chrono56.errors import Chrono56Error, LogError, OfferError
from chrono56.offers import Offer, failure, imported

_EXTENSION: Final = re.compile(r"\.[a-z0-9.]+")


class FormatError(Chrono56Error):
    """An exporter or an importer could not do what it was asked for.

    Attributes:
        format: The name of the format.
        why: What went wrong and what would have been fine.
    """

    doing: ClassVar[str] = "format"

    def __init__(self, format: str, why: str) -> None:  # noqa: A002 - the users' word
        super().__init__(format, why)
        self.format = format
        self.why = why

    def __str__(self) -> str:
        return f"{self.doing} {self.format}: {self.why}"


class ExportError(FormatError):
    """An export failed; the file that was there before is untouched."""

    doing = "export"


class ImportFailedError(FormatError):
    """An import failed; nothing of it is in the log.

    Attributes:
        format: The name of the format.
        why: What was found and what would have been fine.
        where: The file and the place in it, ``letters.csv:12``; empty if it is none.
    """

    doing = "import"

    def __init__(self, format: str, why: str, where: str = "") -> None:  # noqa: A002
        super().__init__(format, why)
        self.args = (format, why, where)
        self.where = where

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        return f"{self.doing} {self.format}: {place}{self.why}"


class OptionError(FormatError, ValueError):
    """An option that a format does not have, or a value that the option can't take."""


class Blame:
    """Turn whatever the code of a format raises into an error that names it.

    Args:
        what: What the code was about to do: ``failed``, ``can't be loaded``.
        failure: Makes the error of that, and of what was raised, in words.
    """

    def __init__(self, what: str, failure: Callable[[str], FormatError]) -> None:
        self._what = what
        self._failure = failure

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, _: object) -> None:
        # The plugin border: everything but interrupts, sys.exit() as well. That a log
        # is damaged is not the format's doing.
        passed = FormatError | LogError | KeyboardInterrupt | GeneratorExit
        if error is None or isinstance(error, passed):
            return
        raise self._failure(f"{self._what}: {failure(error)}") from error


@contextmanager
def closed(given: object) -> Iterator[None]:
    """Close what a plugin yields from, at the end or when something fails.

    What fails first is raised, not what it comes to that the plugin is closed then.
    """
    close = getattr(given, "close", lambda: None)
    try:
        yield
    except BaseException:
        with suppress(Exception):
            close()
        raise
    close()


@attrs.frozen
class NoOptions:
    """The options of a format that has none."""


@attrs.frozen
class Loss:
    """Declare what an export can't carry, or an import does not take.

    Attributes:
        what: What is lost, such as ``events before the year 100``.
        how: What becomes of it, such as ``left out and counted``.
    """

    what: str
    how: str


def _texts(value: Iterable[str]) -> tuple[str, ...]:
    return tuple(value)


def _losses(value: Iterable[Loss]) -> tuple[Loss, ...]:
    return tuple(value)


@attrs.frozen(kw_only=True)
class FormatOffer(Offer):
    """Offer a way out of the log, or into it, without importing it.

    Attributes:
        media_type: The media type with its parameters.
        extensions: File name extensions with their dot, the usual one first.
        options: An attrs class of options, or its ``module:attribute``. Its fields are
            str, int or bool, have defaults, and say what they do in
            ``metadata={"help": …}``.
        loses: What can't be carried over.
        verb: What it is for: ``export`` or ``import``.

    Raises:
        OfferError: A field breaks its rule.
    """

    verb: ClassVar[str] = ""

    media_type: str
    extensions: tuple[str, ...] = attrs.field(converter=_texts)
    options: type[Any] | str = NoOptions
    loses: tuple[Loss, ...] = attrs.field(default=(), converter=_losses)

    @extensions.validator
    def _are_extensions(self, _: object, value: tuple[Any, ...]) -> None:
        for text in value:
            if not isinstance(text, str) or not _EXTENSION.fullmatch(text):
                raise OfferError(self.name, f"extension {text!r}; write it like '.csv'")

    @property
    def shown_name(self) -> str:
        """Give the plain name of a built-in, the full name of a plugin's offer."""
        return self.name if self.provider == "chrono56" else self.full_name

    def options_class(self) -> type[Any]:
        """Import the options class.

        Raises:
            OfferError: It is not an attrs class.
        """
        found = self.options
        loaded = imported(found) if isinstance(found, str) else found
        if not (isinstance(loaded, type) and attrs.has(loaded)):
            raise OfferError(self.name, f"options {found!r} is not an attrs class")
        return loaded
