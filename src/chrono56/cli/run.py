"""Run one command: parse, dispatch, and turn every outcome into an exit status."""

import contextlib
import keyword
import os
import signal
import sys
from argparse import Namespace
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Final

from chrono56.cli import status
from chrono56.cli.parser import VERBS, parse, parser

# What may hold bytes that are no text: the names of files.
PATHS: Final = frozenset(
    {"log", "path", "one", "other", "output", "export", "against", "file", "plugin"}
)


class _ToldToEnd(KeyboardInterrupt):
    """The process was told to end: what it began is cleared away, as after Ctrl-C."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


def main(arguments: Sequence[str] | None = None) -> int:
    """Carry out one command line and return its exit status.

    Args:
        arguments: The command line; the process's own if left out.
    """
    _prepare_streams()
    if arguments is None:
        _end_tidily()
    given = _own_arguments() if arguments is None else arguments
    try:
        code = _run(given)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader went away; let the interpreter's own flush at exit find no pipe.
        _drop_output()
        return status.CLOSED_PIPE
    except _ToldToEnd as told:
        return told.code
    except KeyboardInterrupt:
        print("interrupted", file=sys.stderr)
        return status.INTERRUPTED
    except OSError as error:  # of the output, or of the current folder
        _drop_output()
        print(f"chrono56: can't go on: {error}", file=sys.stderr)
        return status.NOT_WRITTEN
    return code


def _run(arguments: Sequence[str]) -> int:
    try:
        options = parse(arguments)
        _check_text(options)
    except SystemExit as stop:  # argparse ends so, after --help and after an error
        return stop.code if isinstance(stop.code, int) else status.USAGE
    if options.version:
        import chrono56

        print(f"chrono56 {chrono56.__version__}")
        return status.OK
    if options.verb is None:
        parser().print_help(sys.stderr)
        return status.USAGE
    return _carry_out(options)


def _carry_out(options: Namespace) -> int:
    # Only what asks for a verb pays for the errors' and the model's imports.
    import warnings

    from chrono56.errors import Chrono56Error

    verb = import_module(f"chrono56.cli.{VERBS[options.verb][1]}")
    with warnings.catch_warnings():
        warnings.showwarning = _show_warning
        try:
            code: int = getattr(verb, _function_of(options.verb))(options)
        except Chrono56Error as error:
            from chrono56.cli.outcome import status_of

            return status_of(error)
    return code


def _function_of(verb: str) -> str:
    """Return the name of a verb's function: Python keeps some words for itself.

    >>> _function_of("show"), _function_of("new-plugin"), _function_of("import")
    ('show', 'new_plugin', 'import_')
    """
    return f"{verb}_" if keyword.iskeyword(verb) else verb.replace("-", "_")


def _show_warning(message: Warning | str, *_: object, **__: object) -> None:
    from chrono56.cli.outcome import put_error

    put_error(str(message))


def _own_arguments() -> list[str]:
    """Return the process's arguments as text: UTF-8, whatever the locale says."""
    return [os.fsencode(one).decode(errors="surrogateescape") for one in sys.argv[1:]]


def _check_text(options: Namespace) -> None:
    for name, value in vars(options).items():
        for text in value if isinstance(value, list) else [value]:
            if isinstance(text, str) and name not in PATHS and not _is_text(text):
                parser().error(f"{text!r} is not text in UTF-8")


def _is_text(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _prepare_streams() -> None:
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # closed by whoever started us
            nowhere = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - kept
            setattr(sys, name, nowhere)
    # A narrow encoding (cp1252, ASCII) shows "?" where it lacks a letter, no traceback.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def _end_tidily() -> None:
    """Have a request to end, or a terminal that closes, end the process as Ctrl-C does.

    What is ignored stays so: ``nohup`` asks for that.
    """

    def end(number: int, _: object) -> None:
        signal.signal(number, signal.SIG_DFL)  # asked again, it ends at once
        raise _ToldToEnd(codes[number])

    codes = {int(signal.SIGTERM): status.TOLD_TO_END}
    if hasattr(signal, "SIGHUP"):  # Windows has none
        codes[int(signal.SIGHUP)] = status.HUNG_UP
    for number in codes:
        if signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, end)


def _drop_output() -> None:
    # Where the output is no file of the system's there is nothing to drop.
    with contextlib.suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
