"""The verb completion: what lets a shell complete verbs, options, formats and kinds."""

import argparse
from argparse import Namespace
from collections.abc import Iterable, Iterator

import shtab

from chrono56.cli import status
from chrono56.cli.opening import host
from chrono56.cli.parser import parser
from chrono56.cli.run import PATHS
from chrono56.lookup import exporters, importers
from chrono56.model.kinds import kinds


def completion(options: Namespace) -> int:
    """Print the script that a shell reads."""
    known = host(options)
    to_export, to_import = exporters(plugins=known), importers(plugins=known)
    fine = {
        ("export", "format"): sorted(to_export),
        ("import", "format"): sorted(to_import),
        ("formats", "name"): sorted({*to_export, *to_import}),
    }
    root = parser()
    for verb, action in _arguments_of(root):
        _teach(action, fine.get((verb, action.dest)))
    print(shtab.complete(root, options.shell))
    return status.OK


def _teach(action: argparse.Action, fine: Iterable[str] | None) -> None:
    """Tell what stands for an argument, where argparse doesn't know."""
    if fine is None and action.dest == "kind" and action.choices is None:
        families = {kind.partition(".")[0] for kind in kinds()}
        fine = sorted({*kinds(), *families})
    if fine is not None:
        action.choices = list(fine)
    elif action.dest in PATHS:
        vars(action)["complete"] = shtab.FILE


def _arguments_of(
    root: argparse.ArgumentParser,
) -> Iterator[tuple[str, argparse.Action]]:
    """Yield each argument with its verb, and those of the things it can add."""
    ahead = [("", root)]
    while ahead:
        verb, here = ahead.pop()
        for action in here._actions:
            if isinstance(action, argparse._SubParsersAction):
                ahead += [(verb or name, sub) for name, sub in action.choices.items()]
            else:
                yield verb, action
