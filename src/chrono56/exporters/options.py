"""Options of formats: described for help, and read strictly from ``key=value``."""

import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Any, Final

import attrs

from chrono56.errors import OfferError, RecordError
from chrono56.formats import FormatOffer, OptionError
from chrono56.model.rules import check_language, shown

_WHOLE: Final = re.compile(r"-?[0-9]{1,18}")  # more digits count nothing here
_TRUTHS: Final = {"true": True, "false": False}


@attrs.frozen(kw_only=True)
class OptionField:
    """Describe one option of a format.

    Attributes:
        name: The key in ``key=value``.
        type: What its value is: str, int or bool.
        default: What holds where it isn't given.
        help: What it does, in one line; may be empty.
        choices: All the values it takes; empty where every value of the type will do.
    """

    name: str
    type: type[Any]
    default: object
    help: str
    choices: tuple[object, ...]

    def read(self, value: object) -> object:
        """Return the value that a text, or the value itself, stands for.

        Raises:
            ValueError: It is none that the option takes.
        """
        if isinstance(value, str) and self.type is not str:
            value = self._from_text(value)
        if type(value) is not self.type or (self.choices and value not in self.choices):
            raise ValueError(self._fine())
        return value

    def _from_text(self, text: str) -> object:
        if self.type is bool:
            return _TRUTHS.get(text)
        return int(text) if _WHOLE.fullmatch(text) else None

    def _fine(self) -> str:
        if self.choices:
            return f"use one of {', '.join(map(str, self.choices))}"
        if self.type is bool:
            return "use true or false"
        return "use a whole number" if self.type is int else "use text"


def option_fields(offer: FormatOffer) -> tuple[OptionField, ...]:
    """Describe the options of an offer, in the order of their class.

    Raises:
        OfferError: The class holds what ``key=value`` can't say.

    >>> from chrono56.exporters.builtin import OFFERS
    >>> [field.name for field in option_fields(OFFERS["csv"])]
    ['rows', 'delimiter', 'bom', 'guard']
    """
    found = attrs.resolve_types(offer.options_class())
    return tuple(_described(offer, field) for field in attrs.fields(found))


def _described(offer: FormatOffer, field: "attrs.Attribute[Any]") -> OptionField:
    if field.type not in (str, int, bool) or field.default is attrs.NOTHING:
        why = f"option {field.name} is not a str, int or bool with a default"
        raise OfferError(offer.name, why)
    return OptionField(
        name=field.alias or field.name,
        type=field.type,
        default=field.default,
        help=field.metadata.get("help", ""),
        choices=tuple(getattr(field.validator, "options", ())),
    )


def read_options(offer: FormatOffer, given: Mapping[str, object]) -> Any:
    """Make an instance of the offer's options class of texts or values.

    Raises:
        OptionError: An unknown option, or a value that it can't take.

    >>> from chrono56.exporters.builtin import OFFERS
    >>> read_options(OFFERS["csv"], {"bom": "true"})
    CsvOptions(rows='events', delimiter='comma', bom=True, guard=True)
    """
    fields = {field.name: field for field in option_fields(offer)}
    values = {}
    for name, value in given.items():
        if name not in fields:
            raise OptionError(offer.shown_name, _unknown(name, list(fields)))
        try:
            values[name] = fields[name].read(value)
        except ValueError as error:
            why = f"option {name} can't be {shown(value)}; {error}"
            raise OptionError(offer.shown_name, why) from None
    try:
        return offer.options_class()(**values)
    except ValueError as error:  # a validator of the class itself
        raise OptionError(offer.shown_name, str(error.args[0])) from error


def chosen_options(offer: FormatOffer, options: Mapping[str, object] | Any) -> Any:
    """Return an instance of the offer's options class.

    Args:
        offer: The offer.
        options: Values or texts by name, such an instance, or None for the defaults.

    Raises:
        OptionError: An unknown option, a value that it can't take, or the options of
            something else.
    """
    if options is None or isinstance(options, Mapping):
        return read_options(offer, options or {})
    if type(options) is not offer.options_class():
        why = f"options {options!r} are not its own; pass a mapping"
        raise OptionError(offer.shown_name, why)
    return options


def checked_language(offer: FormatOffer, tag: str) -> str:
    """Return the language that a format is asked for, if it has the form of a tag.

    Raises:
        OptionError: It is no BCP 47 tag.
    """
    try:
        return check_language(tag)
    except RecordError as error:
        raise OptionError(offer.shown_name, str(error)) from None


def option_texts(options: Any) -> dict[str, str]:
    """Return the values of all options as the texts that stand for them, by name.

    >>> from chrono56.exporters.csv import CsvOptions
    >>> option_texts(CsvOptions(bom=True))
    {'rows': 'events', 'delimiter': 'comma', 'bom': 'true', 'guard': 'true'}
    """
    return {
        field.alias or field.name: _text(getattr(options, field.name))
        for field in attrs.fields(type(options))
    }


def _text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _unknown(name: str, known: list[str]) -> str:
    if not known:
        return f"no option {name!r}; it has none"
    near = get_close_matches(name, known, 1)
    hint = f"did you mean {near[0]!r}? " if near else ""
    return f"no option {name!r}; {hint}known are {', '.join(known)}"


def read_pairs(offer: FormatOffer, pairs: Iterable[str]) -> dict[str, str]:
    """Split ``key=value`` texts, as ``-O`` gives them; the value may hold more ``=``.

    Raises:
        OptionError: A text without ``=``, or a key that is given twice.
    """
    found: dict[str, str] = {}
    for pair in pairs:
        name, sign, value = pair.partition("=")
        if not sign or not name:
            why = f"{pair!r} is not an option; write key=value"
            raise OptionError(offer.shown_name, why)
        if name in found:
            raise OptionError(offer.shown_name, f"option {name!r} is given twice")
        found[name] = value
    return found
