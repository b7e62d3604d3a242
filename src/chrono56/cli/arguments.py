"""The arguments of every verb; of those that write, in a module of their own."""

import argparse
from collections.abc import Callable
from typing import Final

from chrono56.cli import past_arguments, revising_arguments, writing_arguments

Fill = Callable[[argparse.ArgumentParser], None]


def _json(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("--json", action="store_true", help="one JSON object a line")


def _as_of(sub: argparse.ArgumentParser) -> None:
    writing_arguments.which_log(sub)
    sub.add_argument(
        "--as-of",
        default="",
        metavar="STATE",
        help="as it was known then: #N (the first N entries), an entry's id, a day",
    )
    sub.add_argument(
        "--lang", default="en", help="language of names and dates (default: en)"
    )


def _state(sub: argparse.ArgumentParser) -> None:
    _as_of(sub)
    sub.add_argument(
        *("--reading",),
        metavar="READING",
        help="such as issued-before=1957: hear only some claims, or choose otherwise",
    )


def _asking(sub: argparse.ArgumentParser) -> None:
    _state(sub)
    _json(sub)
    sub.add_argument("--kind", default="", help="only this kind, or family of kinds")
    sub.add_argument("--source", default="", help="only what this source tells")
    sub.add_argument("--place", default="", help="only there, or in a part of it")
    sub.add_argument("--agent", default="", help="only where this agent took part")
    sub.add_argument(
        "--all",
        action="store_true",
        help="also what was only planned, supposed or denied",
    )


def _dated(sub: argparse.ArgumentParser) -> None:
    _asking(sub)
    sub.add_argument(
        "--possible",
        action="store_true",
        help="list also what is possible, but dated no closer than to 31 days",
    )
    sub.add_argument(
        "--related",
        action="store_true",
        help="also undated events, where others tell when they were",
    )


def _on(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("day", help="11-04, 1956-11-04, any EDTF, or words")
    _dated(sub)


def _between(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("first", help="from its earliest day; EDTF, or words")
    sub.add_argument("last", help="to its latest day")
    _dated(sub)


def _search(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("words", nargs="+", help="accents and script do not matter")
    _asking(sub)


def _show(sub: argparse.ArgumentParser) -> None:
    sub.add_argument(
        "id",
        help="of an event, source, agent, place or claim; `search` tells ids",
    )
    sub.add_argument(
        "--ids", action="store_true", help="with the claims' ids, to rank or retract"
    )
    _state(sub)
    _json(sub)


def _listed(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("id", nargs="?", default="", help="show this one, with its claims")
    sub.set_defaults(ids=False)
    _state(sub)
    _json(sub)


def _agents(sub: argparse.ArgumentParser) -> None:
    _listed(sub)
    kinds = ("person", "group", "organisation")
    sub.add_argument("--kind", default="", choices=kinds, help=", ".join(kinds))


def _disputes(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("id", nargs="?", default="", help="only about this event")
    sub.add_argument(
        "--ids", action="store_true", help="with the claims' ids, to rank or retract"
    )
    _asking(sub)


def _check(sub: argparse.ArgumentParser) -> None:
    sub.add_argument(
        "rules", nargs="*", metavar="RULE", help="only this rule, or these"
    )
    sub.add_argument("--list", action="store_true", help="list the rules")
    sub.add_argument(
        "--severity",
        default="",
        choices=("error", "warning", "notice"),
        help="at least so severe (default: warning; notice, if rules are named)",
    )
    sub.add_argument("--kind", default="", help="only about events of this kind")
    sub.add_argument("--about", default="", metavar="ID", help="only about this")
    _state(sub)
    _json(sub)


def _explain(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("id", help="of an event")
    _state(sub)
    _json(sub)


def _stats(sub: argparse.ArgumentParser) -> None:
    _state(sub)
    _json(sub)


def _log(sub: argparse.ArgumentParser) -> None:
    past_arguments.log(sub)
    sub.set_defaults(reading=None)  # the history is the same, however it is read
    _as_of(sub)
    _json(sub)


def _of_a_state(own: Fill) -> Fill:
    def fill(sub: argparse.ArgumentParser) -> None:
        own(sub)
        _state(sub)
        _json(sub)

    return fill


def _verify(sub: argparse.ArgumentParser) -> None:
    sub.add_argument(
        "--against",
        metavar="FILE",
        help="is all there that was sealed; - is stdin",
    )
    sub.add_argument(
        "--records", action="store_true", help="open every record too; takes longer"
    )
    sub.add_argument(
        "--repair",
        action="store_true",
        help="first move lines aside that prove nothing",
    )
    writing_arguments.accept(sub)
    sub.add_argument(
        *("--export",),
        metavar="FILE",
        help="also: is FILE, byte for byte, what was exported from this log",
    )
    writing_arguments.which_log(sub)
    _json(sub)


def _output(sub: argparse.ArgumentParser) -> None:
    sub.add_argument(
        "-o",
        "--output",
        default="-",
        metavar="FILE",
        help="where to write it (default: -, which is stdout)",
    )


def _seal(sub: argparse.ArgumentParser) -> None:
    _output(sub)
    writing_arguments.which_log(sub)


def _erase(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("target", help="a record's id, or the whole address of an action")
    writing_arguments.appending(sub)


def _merge(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("other", nargs="?", help="a copy of the log")
    writing_arguments.appending(sub)


def _export(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("format", help="csv, ical, markdown, or a plugin's")
    _output(sub)
    writing_arguments.format_option(sub)
    _state(sub)


def _formats(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("name", nargs="?", default="", help="this one, with its options")
    _json(sub)
    writing_arguments.plugins(sub)


def _plugins(sub: argparse.ArgumentParser) -> None:
    _json(sub)
    writing_arguments.plugins(sub)


def _completion(sub: argparse.ArgumentParser) -> None:
    shells = ("bash", "zsh", "fish", "tcsh", "powershell")
    sub.add_argument("shell", choices=shells, help=", ".join(shells))
    writing_arguments.plugins(sub)


ARGUMENTS: Final[dict[str, Fill]] = {
    "on": _on,
    "between": _between,
    "search": _search,
    "show": _show,
    "sources": _listed,
    "agents": _agents,
    "places": _listed,
    "disputes": _disputes,
    "check": _check,
    "explain": _explain,
    "stats": _stats,
    "log": _log,
    "blame": _of_a_state(past_arguments.blame),
    "diff": past_arguments.diff,
    "bisect": _of_a_state(past_arguments.bisect),
    "verify": _verify,
    "seal": _seal,
    "merge": _merge,
    "init": writing_arguments.init,
    "add": writing_arguments.add,
    "revise": revising_arguments.revise,
    "retract": revising_arguments.retract,
    "rank": revising_arguments.rank,
    "unite": revising_arguments.unite,
    "erase": _erase,
    "import": writing_arguments.import_,
    "export": _export,
    "formats": _formats,
    "plugins": _plugins,
    "new-plugin": writing_arguments.new_plugin,
    "completion": _completion,
}
