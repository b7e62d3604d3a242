"""The verbs, and how a command line is read; argparse and nothing more is imported."""

import argparse
import re
from collections.abc import Sequence
from typing import Any, Final, NoReturn

from chrono56.cli.columns import columns

_EXAMPLES: Final = """\
examples:
  chrono56 on 11-04                     what happened on 4 November, in any year
  chrono56 between 1956-10-23 1956-10-25
  chrono56 search "Kossuth tér"
  chrono56 show kossuth-square-shooting
  chrono56 export ical -o 1956.ics

exit status: 0 ok; 1 nothing matched, or a check found something; 2 usage;
3 the log is damaged; 4 the export or import failed; 5 could not write;
129 hung up; 130 interrupted; 141 closed pipe; 143 told to end
"""

# verb: (its summary, the module of chrono56.cli that carries it out)
VERBS: Final[dict[str, tuple[str, str]]] = {
    "on": ("what happened on a day: 11-04, 1956-11-04, any EDTF", "asking"),
    "between": ("what happened between two dates, both included", "asking"),
    "search": ("events whose names or claims have all the words", "asking"),
    "show": ("all that is known of an event, source, agent or place", "showing"),
    "sources": ("the sources, or one of them", "showing"),
    "agents": ("the people, groups and organisations, or one of them", "entities"),
    "places": ("the places, or one of them", "entities"),
    "disputes": ("where the sources contradict each other", "showing"),
    "check": ("what is impossible, unlikely, or worth a look", "checking"),
    "explain": ("when an event can have been, and by whose word", "explaining"),
    "stats": ("counts, and a picture of the timeline", "showing"),
    "log": ("who recorded what, and when", "history"),
    "blame": (
        "which entry and which claim are the reason for what is shown",
        "blaming",
    ),
    "diff": ("what differs between two states, or two logs", "changes"),
    "bisect": ("since which entry something is shown or disputed", "blaming"),
    "verify": ("check every line of the log", "proof"),
    "seal": ("print a few lines that stand for all that the log holds", "proof"),
    "merge": ("join the heads of a log, or take in a copy of it", "copies"),
    "init": ("start a log", "writing"),
    "add": ("record an event, source, agent, place or claim", "writing"),
    "revise": ("set right what was recorded wrongly", "revising"),
    "retract": ("take back a record, or an earlier action", "judging"),
    "rank": ("judge a claim or source: preferred, normal, deprecated", "judging"),
    "unite": ("unite a duplicate into another record", "judging"),
    "erase": ("take a text out of the log for good", "proof"),
    "import": ("take the records of a file into the log", "importing"),
    "export": ("write the chronology as csv, ical, markdown, …", "out"),
    "formats": ("the formats to export to and import, or one's options", "formats"),
    "plugins": ("the plugins, and what is wrong with them", "plugins"),
    "new-plugin": ("a package to begin a plugin with", "new_plugin"),
    "completion": ("what lets a shell complete a command line", "completion"),
}

# Options that may stand before the verb too: with a value, and without.
BEFORE_VERB: Final = (*("--log", "--by", "--as-of", "--reading", "--lang", "--plugin"),)
FLAGS_BEFORE_VERB: Final = ("--json", "--no-cache", "--no-plugins")

# A date may begin like an option: -0043-03-15 is 44 BC, --11-04 is any 4 November.
_DATE_LIKE_OPTION: Final = re.compile(r"--?\d")


class _Help(argparse.RawDescriptionHelpFormatter):
    """Write help as wide as everything else."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=columns())

    def add_argument(self, action: argparse.Action) -> None:
        """Take note of an argument; verbs stand further in than argparse reckons."""
        super().add_argument(action)
        if isinstance(action, argparse._SubParsersAction):
            self._action_max_length += self._indent_increment


class Parser(argparse.ArgumentParser):
    """Parse arguments; a misspelt verb or choice gets a suggestion."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(allow_abbrev=False, formatter_class=_Help, **settings)
        # What matches is a value; argparse itself only knows of negative numbers.
        self._negative_number_matcher = _DATE_LIKE_OPTION

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        if action.choices is None or value in action.choices:
            return
        import difflib

        known = list(map(str, action.choices))
        near = difflib.get_close_matches(str(value), known, n=1)
        hint = f"did you mean {near[0]!r}? " if near else ""
        raise argparse.ArgumentError(
            action, f"no {value!r}; {hint}fine are {', '.join(known)}"
        )

    def error(self, message: str) -> NoReturn:
        """Say what was wrong in one line, and where help is."""
        from chrono56.cli.usage import harmless

        help_is = f"(`{self.prog} --help` says more)"
        self.exit(2, f"{self.prog}: {harmless(message)}\n{help_is}\n")


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """Read a command line.

    Raises:
        SystemExit: With 0 after help was printed, with 2 after an error was.
    """
    reader = parser(arguments)
    options, left = reader.parse_known_args(with_options_last(arguments))
    if left:
        are_words = not any(one.startswith("-") for one in left)
        hint = '; quote words that belong together: "4 November"' if are_words else ""
        reader.error(f"unrecognized arguments: {' '.join(left)}{hint}")
    return options


def parser(arguments: Sequence[str] = ()) -> Parser:
    """Return the parser of a command line: of all verbs, or of the one it names."""
    from chrono56.cli.arguments import ARGUMENTS

    root = Parser(
        prog="chrono56",
        description="What happened, when, and who says so.",
        epilog=_EXAMPLES,
    )
    root.add_argument("--version", action="store_true", help="print the version")
    verbs = root.add_subparsers(dest="verb", metavar="VERB", parser_class=Parser)
    first = next(iter(with_options_last(arguments)), "")
    # Making the parsers of all verbs takes longer than answering a quick question.
    for verb in [first] if first in VERBS else VERBS:
        summary, _ = VERBS[verb]
        sub = verbs.add_parser(verb, help=summary, description=f"{verb}: {summary}")
        ARGUMENTS[verb](sub)
    return root


def with_options_last(arguments: Sequence[str]) -> list[str]:
    """Return a command line whose options before the verb follow all the rest.

    >>> with_options_last(["--log", "1956.jsonl", "on", "11-04"])
    ['on', '11-04', '--log', '1956.jsonl']
    """
    at = 0
    while at < len(arguments):
        name, equals, _ = arguments[at].partition("=")
        if name in FLAGS_BEFORE_VERB or (equals and name in BEFORE_VERB):
            at += 1
        elif name in BEFORE_VERB:
            at += 2
        else:
            break
    moved, rest = list(arguments[:at]), list(arguments[at:])
    # Behind a bare "--" everything is a word.
    end = rest.index("--") if "--" in rest else len(rest)
    return [*rest[:end], *moved, *rest[end:]]
