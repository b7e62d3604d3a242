"""What a format promises by its offer: what it is called, holds, and can be told."""

import re
from collections.abc import Iterator
from typing import Final, Protocol

from chrono56.exporters.options import option_fields, option_texts, read_options
from chrono56.formats import FormatOffer
from chrono56.offers import API_VERSION
from chrono56.testing.promises import (
    BrokenPromiseError,
    difference,
    require,
    shown,
)
from chrono56.testing.sample import sample
from chrono56.testing.trial import Trial

_WIDEST: Final = 100  # characters of a line in a list
_NAME: Final = r"[A-Za-z0-9!#$&^_.+-]+"  # RFC 6838 4.2
_MEDIA_TYPE: Final = re.compile(rf'{_NAME}/{_NAME}(?:; ?{_NAME}=(?:{_NAME}|"[^"]*"))*')
_CHARSET: Final = re.compile(r'; ?charset="?([^";]+)', re.IGNORECASE)


class Offered(Protocol):
    """Whatever is tried that has an offer: an exporter, or an importer."""

    @property
    def offer(self) -> FormatOffer:
        """Its offer."""
        ...


def the_summary_is_one_line(trial: Offered) -> None:
    """The offer says in one line, of at most 100 characters, what format it is."""
    _require_line("the summary", trial.offer.summary)


def the_media_type_is_one(trial: Offered) -> None:
    """The media type is one, such as ``text/csv; charset=utf-8``."""
    media_type = trial.offer.media_type
    require(
        _MEDIA_TYPE.fullmatch(media_type) is not None,
        f"the media type is {media_type!r}",
    )


def the_bytes_are_in_the_charset(trial: Trial) -> None:
    """A ``text/…`` has a charset, and whatever has one is text in that charset."""
    media_type = trial.offer.media_type
    named = _CHARSET.search(media_type)
    if named is None:
        text = media_type.startswith("text/")
        require(not text, f"{media_type!r} is text and has no charset")
        return
    try:
        trial.plain.data.decode(named[1])
    except LookupError:
        raise BrokenPromiseError(f"there is no charset {named[1]!r}") from None
    except UnicodeDecodeError as error:
        found = shown(trial.plain.data[error.start : error.start + 20])
        why = f"byte {error.start} of the sample, {found}, is no {named[1]}"
        raise BrokenPromiseError(why) from None


def files_have_an_extension(trial: Offered) -> None:
    """The offer gives at least one extension, the usual one first, and none twice."""
    given = trial.offer.extensions
    require(bool(given), "it gives no extension")
    require(len(set(given)) == len(given), f"one of {', '.join(given)} is given twice")


def it_is_for_this_chrono56(trial: Offered) -> None:
    """The offer is for the API of this chrono56, or for an earlier one it includes."""
    wanted, here = tuple(trial.offer.api), API_VERSION
    require(
        len(wanted) == 2 and wanted[0] == here[0] and wanted <= here,
        f"it is for API {wanted!r}, and here is {here!r}",
    )


def losses_are_told_in_words(trial: Offered) -> None:
    """Each declared loss says in a line what is lost, and how."""
    for loss in trial.offer.loses:
        _require_line("what is lost", loss.what)
        _require_line(f"how {loss.what!r} are lost", loss.how)


def options_say_what_they_do(trial: Offered) -> None:
    """Each option has a line of help, of at most 100 characters."""
    for field in option_fields(trial.offer):
        _require_line(f"the help of option {field.name!r}", field.help)


def options_can_be_written_and_read(trial: Offered) -> None:
    """The text of an option's value gives that value: so it can be done again."""
    for given in variants(trial):
        made = read_options(trial.offer, given)
        again = read_options(trial.offer, option_texts(made))
        require(made == again, f"{made!r} written and read is {again!r}")


def every_choice_can_be_made(trial: Trial) -> None:
    """The sample can be exported with each choice of each option, twice alike."""
    told = sample()
    for given in variants(trial):
        try:
            first, again = (trial.export(told, options=given).data for _ in range(2))
        except Exception as error:
            said = f"with options {given!r}: {type(error).__name__}: {error}"
            raise BrokenPromiseError(said) from error
        differs = difference(first, again)
        require(not differs, f"exported twice with options {given!r}: {differs}")


def variants(trial: Offered) -> Iterator[dict[str, object]]:
    """Yield each value that can be named of each option."""
    for field in option_fields(trial.offer):
        values = (False, True) if field.type is bool else field.choices
        for value in values or (field.default,):
            yield {field.name: value}


def _require_line(what: str, text: str) -> None:
    require(bool(text.strip()), f"{what} is empty")
    require(
        len(text.splitlines()) == 1 and len(text) <= _WIDEST,
        f"{what} is {text[:_WIDEST]!r}, {len(text)} characters",
    )
