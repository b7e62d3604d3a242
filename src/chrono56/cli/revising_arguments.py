"""The arguments of the verbs that correct: revise, retract, rank and unite."""

import argparse
from typing import Final

from chrono56.cli.writing_arguments import SAYINGS, appending


def retract(sub: argparse.ArgumentParser) -> None:
    """Add the arguments of ``retract``."""
    sub.add_argument(
        "target",
        help="a record's id (`show ID --ids` lists claims), or the address of an"
        " action, 8 digits or more (`log` lists them)",
    )
    _judging(sub)


def rank(sub: argparse.ArgumentParser) -> None:
    """Add the arguments of ``rank``."""
    sub.add_argument(
        "target", help="a claim's id (`show ID --ids` lists them), or a source's"
    )
    sub.add_argument("rank", choices=["preferred", "normal", "deprecated"])
    _judging(sub)


def unite(sub: argparse.ArgumentParser) -> None:
    """Add the arguments of ``unite``."""
    sub.add_argument("duplicate", help="the id of the record that is one too many")
    sub.add_argument("into", help="the id of the record that it is the same as")
    _judging(sub)


def revise(sub: argparse.ArgumentParser) -> None:
    """Add the arguments of ``revise``."""
    # Spelt out, the options of all types would fill a screen.
    sub.usage = "%(prog)s ID --WHAT … [options]"
    sub.add_argument("id", help="of an event, source, agent, place or claim")
    _named(sub.add_argument_group("of an event, agent or place"))
    _source(sub.add_argument_group("of a source"))
    _claim(sub)
    sub.add_argument(
        "--erasable",
        action="store_true",
        help="so that its text can't be guessed once it is erased",
    )
    appending(sub)


def _judging(sub: argparse.ArgumentParser) -> None:
    sub.add_argument(
        "--dry-run",
        action="store_true",
        help="list what it would change, and write nothing",
    )
    sub.add_argument("--json", action="store_true", help="with --dry-run, as `diff`")
    sub.add_argument(
        "--lang", default="en", help="language of names and dates (default: en)"
    )
    appending(sub)


def _named(group: "argparse._ArgumentGroup") -> None:
    group.add_argument("--kind", help="such as politics.protest; group")
    group.add_argument(
        *("--label", "-l"),
        action="append",
        metavar="LANG=TEXT",
        help="the name in a language; none if TEXT is empty; may be repeated",
    )
    group.add_argument("--point", metavar="LAT,LON", help="of a place, WGS 84 degrees")


def _source(group: "argparse._ArgumentGroup") -> None:
    group.add_argument("--title", metavar="TEXT")
    group.add_argument("--type", help="a CSL type")
    group.add_argument(
        *("--author",),
        action="append",
        metavar="NAME",
        help='"Family, Given", or an institution; repeated, all of them',
    )
    group.add_argument("--url", metavar="URL")
    group.add_argument("--csl", metavar="JSON", help="more of it; null takes out")
    group.add_argument("--reliability", choices=list("ABCDEF"))
    group.add_argument(
        "--derived-from",
        action="append",
        metavar="SOURCE[:HOW]",
        help="what it copies, translates or draws_on; repeated, all of them",
    )


def _claim(sub: argparse.ArgumentParser) -> None:
    group = sub.add_argument_group("of a claim: what it says (one of)")
    says = group.add_mutually_exclusive_group()
    for name, metavar, summary in SAYINGS:
        says.add_argument(f"--{name}", metavar=metavar, help=summary + _ALSO[name])
    says.add_argument(
        "--happened", action="store_true", default=None, help="that it happened"
    )
    more = sub.add_argument_group("of a claim: details, and who says so")
    for name in ("low", "best", "high"):
        more.add_argument(f"--{name}", metavar="NUMBER", help="of a figure")
    more.add_argument("--approx", action=argparse.BooleanOptionalAction)
    more.add_argument("--unit", help="of a figure")
    more.add_argument("--group", metavar="AGENT", help="of a figure")
    more.add_argument("--scope", metavar="SLUG", help="of a figure")
    more.add_argument(
        "--least",
        metavar="DURATION",
        help="after or before: at least so long, PT2H or P1D",
    )
    more.add_argument("--most", metavar="DURATION", help="at most so long")
    more.add_argument("--lang", help="the language of a source, a name or a quotation")
    more.add_argument("--speaker", metavar="AGENT", help="of a quotation")
    more.add_argument(
        "--cite",
        action="append",
        metavar="SOURCE[:TERM=VALUE]",
        help="who says so; repeated, all of them",
    )
    more.add_argument("--as-written", help="the source's own few words")
    more.add_argument("--mode", help="asserted, denied, planned, supposed")
    more.add_argument("--confidence", choices=["high", "medium", "low"])
    more.add_argument("--because", metavar="TEXT", help="why it is read so")


_ALSO: Final = {name: "" for name, *_ in SAYINGS} | {
    "part-of": "; of a place what it lies in",
    "issued": "; or of a source as such",
}
