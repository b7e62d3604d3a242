"""The arguments of the verbs that ask for history: log, blame, diff and bisect."""

import argparse

from chrono56.cli.writing_arguments import which_log


def log(sub: argparse.ArgumentParser) -> None:
    """Add the arguments of ``log``."""
    sub.add_argument("id", nargs="?", default="", help="only what touched this record")
    sub.add_argument(
        *("-n", "--number"),
        type=_count,
        metavar="N",
        help="no more than so many entries",
    )
    sub.add_argument(
        "--oldest", action="store_true", help="the oldest first, not the newest"
    )


def blame(sub: argparse.ArgumentParser) -> None:
    """Add the arguments of ``blame``."""
    sub.add_argument("id", help="of an event, source, agent, place or claim")


def diff(sub: argparse.ArgumentParser) -> None:
    """Add the arguments of ``diff``."""
    named = "#N, an entry's id, a day, an instant; or another log"
    sub.add_argument("one", metavar="A", nargs="?", help=f"a state: {named}")
    sub.add_argument(
        "other",
        metavar="B",
        nargs="?",
        help="the same; default: now, or A if read twice",
    )
    sub.add_argument(
        "--reading",
        nargs="+",
        metavar="READING",
        help="read both so; with two readings, A by the first and B by the second",
    )
    sub.add_argument("--json", action="store_true", help="one JSON object a line")
    sub.add_argument(
        "--lang", default="en", help="language of names and dates (default: en)"
    )
    which_log(sub)


def bisect(sub: argparse.ArgumentParser) -> None:
    """Add the arguments of ``bisect``."""
    # What argparse makes of the group does not fit into a line.
    sub.usage = "%(prog)s [ID] --when EDTF | --disputed [PROPERTY] | … [options]"
    sub.add_argument("id", nargs="?", default="", help="the event it is about")
    group = sub.add_argument_group("since when (one of)")
    asked = group.add_mutually_exclusive_group(required=True)
    asked.add_argument("--when", metavar="EDTF", help="it is dated so")
    asked.add_argument("--place", metavar="PLACE", help="it happened there")
    asked.add_argument(
        "--disputed",
        nargs="?",
        const="",
        metavar="PROPERTY",
        help='this is in dispute: date, place, "figure killed"; or anything',
    )
    asked.add_argument("--finding", metavar="RULE", help="this check finds something")
    sub.add_argument(
        "--scan",
        action="store_true",
        help="look at every state, for what came and went",
    )


def _count(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and int(text)):
        msg = f"{text!r} is no number of entries; use 1, 2, …"
        raise argparse.ArgumentTypeError(msg)
    return int(text)
