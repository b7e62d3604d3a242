"""The arguments of every verb; of those that write, in a module of their own."""

import argparse
from collections.abc import Callable
from typing import Final

from chrono56.cli import writing_arguments

Fill = Callable[[argparse.ArgumentParser], None]


def _json(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("--json", action="store_true", help="one JSON object a line")


def _state(sub: argparse.ArgumentParser) -> None:
    writing_arguments.which_log(sub)
    sub.add_argument(
        "--as-of", default="", metavar="STATE", help="as of #N, an entry's id, a day"
    )
    sub.add_argument("--lang", default="en", help="language of names (default: en)")
    sub.add_argument("--no-cache", action="store_true", help="keep nothing on disk")


def _asking(sub: argparse.ArgumentParser) -> None:
    _state(sub)
    _json(sub)
    sub.add_argument("--kind", default="", help="only this kind, or family of kinds")
    sub.add_argument("--source", default="", help="only what this source tells")
    sub.add_argument("--place", default="", help="only there, or in a part of it")
    sub.add_argument("--agent", default="", help="only where this agent took part")
    sub.add_argument(
        "--all", action="store_true", help="also what was only planned or denied"
    )


def _dated(sub: argparse.ArgumentParser) -> None:
    _asking(sub)
    sub.add_argument(
        "--possible",
        action="store_true",
        help="list also what is possible, but dated no closer than to 31 days",
    )


def _on(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("day", help="11-04, 1956-11-04, 1956-11, or any EDTF")
    _dated(sub)


def _between(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("first", help="from its earliest day")
    sub.add_argument("last", help="to its latest day")
    _dated(sub)


def _search(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("words", nargs="+", help="accents and script do not matter")
    _asking(sub)


def _show(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("id", help="of an event, source, agent, place or claim")
    sub.add_argument(
        "--ids", action="store_true", help="with the claims' ids, to rank or retract"
    )
    _state(sub)
    _json(sub)


def _sources(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("id", nargs="?", default="", help="show this one, with its claims")
    sub.set_defaults(ids=False)
    _state(sub)
    _json(sub)


def _disputes(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("id", nargs="?", default="", help="only about this event")
    sub.add_argument(
        "--ids", action="store_true", help="with the claims' ids, to rank or retract"
    )
    _asking(sub)


def _stats(sub: argparse.ArgumentParser) -> None:
    _state(sub)
    _json(sub)


def _log(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("id", nargs="?", default="", help="only what touched this record")
    _state(sub)
    _json(sub)


def _verify(sub: argparse.ArgumentParser) -> None:
    writing_arguments.which_log(sub)
    _json(sub)


def _merge(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("other", nargs="?", default="", help="a copy of the log")
    writing_arguments.which_log(sub)
    writing_arguments.recorder(sub)


def _export(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("format", help="csv, ical, markdown, or a plugin's")
    sub.add_argument("-o", "--output", default="-", metavar="FILE", help="- is stdout")
    sub.add_argument(
        *("-O", "--option"),
        action="append",
        default=[],
        metavar="KEY=VALUE",
        help="an option of the format, may be repeated; `formats NAME` lists them",
    )
    _state(sub)
    _no_plugins(sub)


def _formats(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("name", nargs="?", default="", help="this one, with its options")
    _json(sub)
    _no_plugins(sub)


def _no_plugins(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("--no-plugins", action="store_true", help="built-ins only")


ARGUMENTS: Final[dict[str, Fill]] = {
    "on": _on,
    "between": _between,
    "search": _search,
    "show": _show,
    "sources": _sources,
    "disputes": _disputes,
    "stats": _stats,
    "log": _log,
    "verify": _verify,
    "merge": _merge,
    "init": writing_arguments.init,
    "add": writing_arguments.add,
    "retract": writing_arguments.retract,
    "rank": writing_arguments.rank,
    "export": _export,
    "formats": _formats,
    "plugins": _json,
}
