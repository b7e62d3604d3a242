"""The reading: which claims are heard, and which of them is chosen where they differ.

A reading is a value. Its text is canonical, one ASCII word, and reads back: an export
carries it, and whoever has that text has the reading.
"""

import hashlib
import re
from collections.abc import Callable, Iterator
from typing import Any, Final
from urllib.parse import quote, unquote

import attrs

from chrono56.dates import When
from chrono56.errors import DateSyntaxError, ReadingSyntaxError, RecordError
from chrono56.model import rules

RULES: Final = ("rank", "mode", "reliability", "majority", "narrower", "earlier")
"""The rules by which one of several claims is chosen, in the usual order."""

_LAST: Final = "earlier"  # no two claims are equally old: nothing is left after it
_DEFAULT: Final = "default"
_GRADES: Final = "ABCDE"
# What may stand in a value as it is; the rest is percent-encoded.
_PLAIN: Final = ":/[]{}?~"
_CLAUSE: Final = re.compile(r"([^=+]*)(=?)([^+]*)(\+?)")


def _words(value: Any) -> Any:
    """Return one text or several as a tuple, sorted, each once."""
    if isinstance(single := rules.id_of(value), str):
        return (single,)
    if not isinstance(value, tuple | list | set | frozenset):
        return value
    return tuple(sorted({rules.id_of(one) for one in value}, key=str))


def _preferences(value: Any) -> Any:
    """Return rules without what is never asked: they end with ``earlier``."""
    if isinstance(value, str):
        value = (value,)
    if not isinstance(value, tuple | list):
        return value
    named = tuple(value)
    return (*named[: named.index(_LAST)], _LAST) if _LAST in named else (*named, _LAST)


def _as_when(value: Any) -> Any:
    return When.parse(value) if isinstance(value, str) else value


def _known_rules(_: "Reading", __: "attrs.Attribute[Any]", value: Any) -> None:
    fine = f"use some of {', '.join(RULES)}, each once"
    if not isinstance(value, tuple):
        raise RecordError(f"{rules.shown(value)} are no rules", fine, "reading.prefer")
    for at, name in enumerate(value):
        if name not in RULES or name in value[:at]:
            found = f"{rules.shown(name)} is no rule, or stands twice"
            raise RecordError(found, fine, "reading.prefer")


def _a_date(instance: Any, attribute: "attrs.Attribute[Any]", value: Any) -> None:
    if value is not None and not isinstance(value, When):
        fine = 'give a When, or a text such as "1957"'
        where = rules.place_of(instance, attribute)
        raise RecordError(f"{rules.shown(value)} is no date", fine, where)


def _texts(instance: Any, attribute: "attrs.Attribute[Any]", value: Any) -> None:
    where = rules.place_of(instance, attribute)
    if not isinstance(value, tuple):
        fine = "give a tuple of texts"
        raise RecordError(f"{rules.shown(value)} is no tuple", fine, where)
    for one in value:
        if not rules.check_text(one, where):
            raise RecordError("an empty text", "leave it out", where)


def _languages(instance: Any, attribute: "attrs.Attribute[Any]", value: Any) -> None:
    _texts(instance, attribute, value)
    for one in value:
        rules.a_language_or_empty(instance, attribute, one)


def _a_grade(instance: Any, attribute: "attrs.Attribute[Any]", value: Any) -> None:
    if value != "" and value not in tuple(_GRADES):
        found = f"{rules.shown(value)} is no grade that a source can be better than"
        fine = f"use one of {', '.join(_GRADES)}"
        raise RecordError(found, fine, rules.place_of(instance, attribute))


@attrs.frozen(kw_only=True)
class Reading:
    """Say which claims are heard, and how one of several is chosen.

    A reading is not the truth, but a way of hearing the sources. Claims that it does
    not hear are, for it, not there: nothing follows from them, and what nobody speaks
    of is not listed. Filters are met together. Where a filter asks what a source does
    not tell, such as when it was issued, the source is not heard.

    Attributes:
        prefer: The rules that choose, the weightiest first; the first that tells two
            claims apart decides. ``rank``: what the recorders prefer. ``mode``: what is
            asserted, then planned, then supposed. ``reliability``: the better grade.
            ``majority``: what more independent sources can agree with. ``narrower``:
            the narrower date. ``earlier``: what was recorded first, which always comes
            last. What is deprecated or denied is never chosen, whatever is preferred.
        only: Ids of sources: only what one of them says, or is credited with, or what
            is a copy of nothing else.
        without: Ids of sources: nothing that may go back to one of them, as cited, as
            credited, or as what these copy.
        issued_before: Only what a source says, or is credited with, that was certainly
            issued before this date, or copies only what was.
        issued_after: The same for sources that were certainly issued after it.
        issued_within: The same for sources that were certainly issued within it.
        language: BCP 47 tags: only sources in one of these languages, in whatever
            script or region, or those that translate them.
        reliability: The grade, ``A`` to ``E``, that a cited source must have at least;
            empty hears all, those of grade ``F`` too, which can't be judged.
        without_mode: Modes of claims that are not heard, such as ``denied``.
        anonymous: Whether sources are heard that stand for nobody who can be named.
        recorded_by: Only claims that one of these recorders recorded, or last revised.

    Raises:
        RecordError: No such rule, id, language or grade.
        DateSyntaxError: A text is not a date.

    >>> contemporary = Reading(issued_before="1957", without_mode="supposed")
    >>> str(contemporary)
    'issued-before=1957+without-mode=supposed'
    >>> Reading.parse("issued-before=1957+without-mode=supposed") == contemporary
    True
    >>> str(Reading())
    'default'
    """

    prefer: tuple[str, ...] = attrs.field(
        default=RULES, converter=_preferences, validator=_known_rules
    )
    only: tuple[str, ...] = attrs.field(
        default=(), converter=_words, validator=rules.a_tuple_of_ids
    )
    without: tuple[str, ...] = attrs.field(
        default=(), converter=_words, validator=rules.a_tuple_of_ids
    )
    issued_before: When | None = attrs.field(
        default=None, converter=_as_when, validator=_a_date
    )
    issued_after: When | None = attrs.field(
        default=None, converter=_as_when, validator=_a_date
    )
    issued_within: When | None = attrs.field(
        default=None, converter=_as_when, validator=_a_date
    )
    language: tuple[str, ...] = attrs.field(
        default=(), converter=_words, validator=_languages
    )
    reliability: str = attrs.field(default="", validator=_a_grade)
    without_mode: tuple[str, ...] = attrs.field(
        default=(), converter=_words, validator=rules.a_tuple_of_ids
    )
    anonymous: bool = attrs.field(default=True, validator=rules.a_bool)
    recorded_by: tuple[str, ...] = attrs.field(
        default=(), converter=_words, validator=_texts
    )

    @staticmethod
    def parse(text: str) -> "Reading":
        """Read what ``str`` writes: ``default``, or ``NAME=VALUE`` joined by ``+``.

        The names are those of the fields, with ``-`` for ``_``; several values are
        joined by commas, and ``no`` is false. What has a meaning of its own within a
        value (``+ , = %``, blanks) is percent-encoded.

        Raises:
            ReadingSyntaxError: It is none.

        >>> Reading.parse("only=pravda-1956+prefer=majority,earlier").prefer
        ('majority', 'earlier')
        """
        if text == _DEFAULT:
            return Reading()
        reading = Reading()
        seen: set[str] = set()
        for name, at, value in _clauses(text):
            if name in seen:
                raise ReadingSyntaxError(text, at, f"{name} only once")
            seen.add(name)
            start = at + len(name) + 1
            reading = _with(reading, text, start, name.replace("-", "_"), value)
        return reading

    def __str__(self) -> str:
        return "+".join(_written(self)) or _DEFAULT

    @property
    def filters(self) -> bool:
        """Whether there may be claims that it does not hear.

        >>> Reading.parse("language=hu").filters, Reading(prefer="majority").filters
        (True, False)
        """
        return attrs.evolve(self, prefer=RULES) != DEFAULT

    @property
    def asks_when_issued(self) -> bool:
        """Whether what is heard depends on when sources were issued.

        >>> Reading(issued_before="1957").asks_when_issued
        True
        """
        bounds = self.issued_before, self.issued_after, self.issued_within
        return any(bound is not None for bound in bounds)

    @property
    def digest(self) -> str:
        """16 hex digits that stand for the reading; empty for the default.

        >>> Reading(issued_before="1957").digest, Reading().digest
        ('afcb202d0fdb0e3e', '')
        """
        if self == DEFAULT:
            return ""
        return hashlib.sha256(str(self).encode()).hexdigest()[:16]


DEFAULT: Final = Reading()
"""The reading that hears every claim, and chooses by all rules in their usual order."""

_FIELDS: Final = {
    field.name.replace("_", "-"): field for field in attrs.fields(Reading)
}
_NAMES_FINE: Final = f"default, or NAME=VALUE with one of {', '.join(_FIELDS)}"
_VALUES_FINE: Final = {
    "prefer": f"rules joined by commas, each once ({', '.join(RULES)})",
    **dict.fromkeys(("only", "without"), "ids of sources, joined by commas"),
    "language": "languages such as hu, sr-Latn, joined by commas",
    "reliability": "a grade, A to E",
    "without_mode": "modes such as denied, planned, joined by commas",
    "anonymous": "no, or yes",
    "recorded_by": "names, joined by commas",
}


def _written(reading: Reading) -> Iterator[str]:
    for name, field in _FIELDS.items():
        value = getattr(reading, field.name)
        if value != field.default:
            texts = value if isinstance(value, tuple) else (_text_of(value),)
            yield f"{name}={','.join(quote(one, _PLAIN) for one in texts)}"


def _text_of(value: object) -> str:
    return "no" if value is False else str(value)


def _clauses(text: str) -> Iterator[tuple[str, int, str]]:
    """Yield the name of each clause, where it stands, and its value as written."""
    at = 0
    while True:
        found = _CLAUSE.match(text, at)
        assert found is not None  # noqa: S101 - all its parts may be empty
        name, equals, value, joint = found.groups()
        if name not in _FIELDS:
            raise ReadingSyntaxError(text, at, _NAMES_FINE)
        if not equals:
            raise ReadingSyntaxError(text, found.end(1), "= and a value")
        yield name, at, value
        at = found.end()
        if not joint:
            return


def _with(reading: Reading, text: str, at: int, name: str, value: str) -> Reading:
    """Return a reading with a field as its text has it, which stands at an offset."""
    read = _READERS[type(attrs.fields_dict(Reading)[name].default)]
    try:
        return attrs.evolve(reading, **{name: read(value)})
    except DateSyntaxError as error:
        # Where nothing is encoded, an offset in the value is one in the text.
        within = error.offset if error.text == value else 0
        raise ReadingSyntaxError(text, at + within, error.expected) from None
    except RecordError:
        raise ReadingSyntaxError(text, at, _VALUES_FINE[name]) from None
    except UnicodeDecodeError:
        fine = "UTF-8 where it is percent-encoded"
        raise ReadingSyntaxError(text, at, fine) from None


def _decoded(value: str) -> str:
    return unquote(value, errors="strict")


def _read_words(value: str) -> tuple[str, ...]:
    return tuple(map(_decoded, value.split(",")))


def _read_grade(value: str) -> str:
    return value or "none"  # nothing is no grade here; to hear all, it is left out


def _read_choice(value: str) -> bool:
    if value not in ("no", "yes"):
        raise RecordError(f"{rules.shown(value)} is neither no nor yes")
    return value == "yes"


def _read_date(value: str) -> When:
    return When.parse(_decoded(value))


_READERS: Final[dict[type, Callable[[str], Any]]] = {
    tuple: _read_words,
    str: _read_grade,
    bool: _read_choice,
    type(None): _read_date,
}
