"""Every error: it keeps its attributes wherever it goes, and says what is fine."""

import copy
import inspect
import pickle
from collections.abc import Iterator
from typing import Any, Final

import pytest

from chrono56 import errors, formats
from chrono56.errors import Chrono56Error, Conflict, DateSyntaxError, UnknownIdError

# A value for every parameter that an error may have.
VALUES: Final[dict[str, Any]] = {
    "text": "1956-1O-23",
    "offset": 6,
    "line": 7,
    "near": ("rising",),
    "known": ("csv", "ical"),
    "broken": ("it loses lines",),
    "expected": ("a" * 64,),
    "found": ("b" * 64, "c" * 64),
    "heads": ("b" * 64, "c" * 64),
}
BUILTIN: Final = (
    *(OSError, ValueError, LookupError, TypeError, RuntimeError, ImportError),
    AssertionError,
)


def all_errors(
    root: type[Chrono56Error] = Chrono56Error,
) -> Iterator[type[Chrono56Error]]:
    for kind in root.__subclasses__():
        yield kind
        yield from all_errors(kind)


def defined() -> list[type[Chrono56Error]]:
    homes = {errors.__name__, formats.__name__}
    found = [kind for kind in all_errors() if kind.__module__ in homes]
    return sorted(set(found), key=lambda kind: kind.__name__)


def made(kind: type[Chrono56Error]) -> Chrono56Error:
    code = kind.__init__.__code__ if inspect.isfunction(kind.__init__) else None
    names = code.co_varnames[1 : code.co_argcount] if code else ()
    return kind(*(VALUES.get(name, f"the {name}") for name in names))


@pytest.mark.parametrize("kind", defined())
class TestEveryError:
    def test_it_survives_pickling_and_copying(self, kind: type[Chrono56Error]) -> None:
        error = made(kind)
        error.add_note("in the event 'rising'")

        for again in (
            pickle.loads(pickle.dumps(error)),  # noqa: S301 - our own
            copy.copy(error),
            copy.deepcopy(error),
        ):
            assert type(again) is kind
            assert vars(again) == vars(error)
            assert again.args == error.args
            assert str(again) == str(error)

    def test_its_message_names_what_was_found(self, kind: type[Chrono56Error]) -> None:
        error = made(kind)
        message = str(error)
        named = [value for value in vars(error).values() if isinstance(value, str)]

        assert not named or any(value in message for value in named)
        assert not message.endswith(".")
        assert not message.startswith("(")  # a tuple of arguments is no message

    def test_it_is_caught_as_the_nearest_builtin_too(
        self, kind: type[Chrono56Error]
    ) -> None:
        # No builtin means the same as these.
        roots = {"LogError", "FormatError", "ExportError", "ImportFailedError"}
        roots |= {"PluginError"}

        assert issubclass(kind, BUILTIN) or kind.__name__ in roots

    def test_it_documents_itself(self, kind: type[Chrono56Error]) -> None:
        assert kind.__doc__
        assert kind.__doc__ != Chrono56Error.__doc__


def test_a_date_is_pointed_at() -> None:
    message = str(DateSyntaxError("1956-1O-23", 6, "a digit"))

    assert message.splitlines()[1:] == ["  1956-1O-23", "        ^"]


def test_an_unknown_id_is_answered_with_near_ones_and_the_reason() -> None:
    error = UnknownIdError("risng", "event", ["rising"], "it was retracted")

    assert str(error) == (
        "no event 'risng' in this log: it was retracted; did you mean 'rising'?"
    )


def test_heads_are_shown_short() -> None:
    message = str(Conflict("log.jsonl", (), ("b" * 64,)))

    assert "expected an empty log, found bbbbbbbbbbbb)" in message
