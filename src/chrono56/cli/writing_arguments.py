"""The arguments of the verbs that record: init and add."""

import argparse
from collections.abc import Callable
from typing import Final


def which_log(sub: argparse.ArgumentParser) -> None:
    """Add which log it is about."""
    sub.add_argument(
        "--log",
        metavar="PATH",
        help="the log (or CHRONO56_LOG; default: chronology.jsonl, here or above)",
    )
    sub.add_argument(
        "--no-cache",
        action="store_true",
        help="keep no cache of the log on disk, nor use one",
    )
    plugins(sub)


def recorder(sub: argparse.ArgumentParser) -> None:
    """Add who records, and why."""
    sub.add_argument(
        "--by", default="", metavar="NAME", help="who records it (or CHRONO56_BY)"
    )
    sub.add_argument("--reason", default="", help="why, in your words")


def plugins(sub: argparse.ArgumentParser) -> None:
    """Add which plugins are asked too."""
    sub.add_argument(
        "--no-plugins",
        action="store_true",
        help="leave out the plugins that are installed",
    )
    sub.add_argument(
        "--plugin",
        action="append",
        default=[],
        metavar="FILE",
        help="also the plugin in this file of Python; may be repeated",
    )


def format_option(sub: argparse.ArgumentParser) -> None:
    """Add the options that a format has of its own."""
    sub.add_argument(
        *("-O", "--option"),
        action="append",
        default=[],
        metavar="KEY=VALUE",
        help="an option of the format, may be repeated; `formats NAME` lists them",
    )


def new_plugin(sub: argparse.ArgumentParser) -> None:
    """Add the arguments of ``new-plugin``."""
    sub.add_argument(
        "name",
        help="of what it offers: days makes chrono56-days; of a language, its tag",
    )
    sub.add_argument(
        "--kind",
        default="exporter",
        choices=("exporter", "importer", "check", "kinds", "store", "language"),
        metavar="KIND",
        help="what it offers: exporter (default), importer, check, kinds, store or"
        " language",
    )


def import_(sub: argparse.ArgumentParser) -> None:
    """Add the arguments of ``import``."""
    sub.add_argument("format", help="`formats` lists those that can be imported")
    sub.add_argument("file", metavar="FILE", help="- is stdin")
    format_option(sub)
    sub.add_argument(
        "--source", default="", metavar="ID", help="the source that all claims cite"
    )
    sub.add_argument(
        "--lang", default="en", help="language of names that have none (default: en)"
    )
    sub.add_argument(
        "--year", metavar="YEAR", help="that a chronicle is about: -O year=YEAR"
    )
    sub.add_argument(
        "--revise",
        action="store_true",
        help="replace what stands in the log otherwise under the same ids",
    )
    sub.add_argument(
        "--dry-run", action="store_true", help="show what would come in; write nothing"
    )
    sub.add_argument("--json", action="store_true", help="one JSON object a line")
    appending(sub)


def accept(sub: argparse.ArgumentParser) -> None:
    """Add that a log may have lost entries since it was last used."""
    sub.add_argument(
        "--accept",
        action="store_true",
        help="take the log as it is, though entries are gone that it had",
    )


def appending(sub: argparse.ArgumentParser) -> None:
    """Add which log is appended to, by whom, and why."""
    which_log(sub)
    recorder(sub)
    accept(sub)


def init(sub: argparse.ArgumentParser) -> None:
    """Add the arguments of ``init``."""
    sub.add_argument(
        *("path",), nargs="?", help="default: the log, or else chronology.jsonl"
    )
    sub.add_argument("--title", default="", help="what the chronology is called")
    sub.add_argument(
        "--no-gitattributes",
        dest="gitattributes",
        action="store_false",
        help="don't tell git, in .gitattributes, how branches merge",
    )
    which_log(sub)
    recorder(sub)


def add(sub: argparse.ArgumentParser) -> None:
    """Add the arguments of ``add``: one command for each thing."""
    things = sub.add_subparsers(
        dest="thing", metavar="THING", required=True, parser_class=type(sub)
    )
    for thing, (summary, arguments) in _THINGS.items():
        one = things.add_parser(thing, help=summary, description=summary)
        arguments(one)
        one.add_argument(
            "--erasable",
            action="store_true",
            help="so that its text can't be guessed once it is erased",
        )
        appending(one)


def _id(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("id", nargs="?", default="", help="a random one if left out")


def _labels(sub: argparse.ArgumentParser) -> None:
    sub.add_argument(
        *("--label", "-l"),
        action="append",
        default=[],
        metavar="LANG=TEXT",
        help='a name, such as en="Shots on the square"; may be repeated',
    )


def _citing(sub: argparse.ArgumentParser) -> None:
    sub.add_argument(
        "--cite",
        action="append",
        default=[],
        metavar="SOURCE[:TERM=VALUE]",
        help="who says so, such as nsa-2002:paragraph=1; may be repeated",
    )
    sub.add_argument("--as-written", default="", help="the source's own few words")


def _event(sub: argparse.ArgumentParser) -> None:
    _id(sub)
    sub.add_argument("--kind", default="other", help="such as politics.protest")
    _labels(sub)
    sub.add_argument(
        "--when", metavar="EDTF", help="when it happened, as --cite says: 1956-10-23"
    )
    _citing(sub)


def _source(sub: argparse.ArgumentParser) -> None:
    _id(sub)
    sub.add_argument("--title", default="", metavar="TEXT")
    sub.add_argument(
        "--type", default="document", help="a CSL type (default: document)"
    )
    sub.add_argument(
        "--author",
        action="append",
        default=[],
        metavar="NAME",
        help='"Family, Given", or an institution; may be repeated',
    )
    sub.add_argument("--issued", default="", metavar="EDTF", help="when it came out")
    sub.add_argument("--url", default="", metavar="URL")
    sub.add_argument("--csl", metavar="JSON", help="more of the CSL item")
    sub.add_argument("--lang", default="", help="the language it is in")
    sub.add_argument(
        "--reliability",
        default="F",
        choices=list("ABCDEF"),
        help="Admiralty scale: A reliable to E unreliable, F can't be judged (default)",
    )
    sub.add_argument(
        "--derived-from",
        action="append",
        default=[],
        metavar="SOURCE[:HOW]",
        help="what it copies (default), reprints, translates, cites or draws_on",
    )


def _agent(sub: argparse.ArgumentParser) -> None:
    _id(sub)
    sub.add_argument("--kind", default="person", help="person, group, organisation")
    _labels(sub)


def _place(sub: argparse.ArgumentParser) -> None:
    _id(sub)
    sub.add_argument("--point", metavar="LAT,LON", help="WGS 84 degrees")
    sub.add_argument("--part-of", default="", metavar="PLACE", help="what it lies in")
    _labels(sub)


def _claim(sub: argparse.ArgumentParser) -> None:
    # Spelt out, the ways to say something would fill a screen.
    sub.usage = "%(prog)s ABOUT --SAYING … [--cite SOURCE[:TERM=VALUE]] [options]"
    sub.add_argument("about", help="the id of an event, source or claim")
    group = sub.add_argument_group("what is said (one of)")
    says = group.add_mutually_exclusive_group(required=True)
    for name, metavar, summary in SAYINGS:
        says.add_argument(f"--{name}", metavar=metavar, help=summary)
    says.add_argument(
        "--happened", action="store_true", default=None, help="that it happened"
    )
    more = sub.add_argument_group("more of it")
    for bound in ("low", "best", "high"):
        more.add_argument(f"--{bound}", metavar="NUMBER", help="with --figure")
    more.add_argument("--approx", action="store_true", help="about so many")
    more.add_argument("--unit", default="", help="what is counted (default: person)")
    more.add_argument("--group", default="", metavar="AGENT", help="who is counted")
    more.add_argument("--scope", default="", metavar="SLUG", help="where, or of what")
    more.add_argument("--lang", default="", help="the language of --name, --quote")
    more.add_argument("--speaker", default="", metavar="AGENT", help="who said so")
    more.add_argument(
        "--least",
        metavar="DURATION",
        help="with --after, --before: at least so long, PT2H or P1D",
    )
    more.add_argument("--most", metavar="DURATION", help="at most so long")
    more.add_argument("--mode", default="asserted", help="denied, planned, supposed")
    more.add_argument(
        "--confidence", default="medium", choices=["high", "medium", "low"]
    )
    _citing(sub)


SAYINGS: Final = (
    ("when", "EDTF", "when it happened: 1956-10-23, or about then 1956-10-23~"),
    ("start", "EDTF", "when it began"),
    ("end", "EDTF", "when it ended"),
    ("issued", "EDTF", "of a source: when it came out, as --cite says"),
    ("covers", "EDTF", "of a source: the time that it tells of"),
    ("after", "EVENT", "it came after that event"),
    ("before", "EVENT", "it came before that event"),
    ("place", "PLACE", "where"),
    ("agent", "AGENT[:ROLE]", "who took part"),
    ("figure", "MEASURE", "how many; with --low, --best, --high"),
    ("part-of", "EVENT", "it belongs to that event"),
    ("caused", "EVENT", "it caused that event"),
    ("responds-to", "EVENT", "it answers that event"),
    ("contradicts", "CLAIM", "the claim it is about can't be true with that one"),
    ("name", "TEXT", "what it was called"),
    ("quote", "TEXT", "what was said"),
)
"""What a claim can say: the option, what it takes, what that means."""

_THINGS: Final[dict[str, tuple[str, Callable[[argparse.ArgumentParser], None]]]] = {
    "event": ("something that happened", _event),
    "source": ("a work that says something", _source),
    "agent": ("a person, group or organisation", _agent),
    "place": ("a place", _place),
    "claim": ("what a source says", _claim),
}
