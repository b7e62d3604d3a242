"""The verb new-plugin: a package to begin with, which passes its own test."""

import os
import re
import secrets
import shutil
from argparse import Namespace
from collections.abc import Collection, Iterator
from pathlib import Path
from string import Template
from typing import Final

from chrono56.cli import paper, status
from chrono56.cli.opening import say
from chrono56.cli.outcome import put_error
from chrono56.errors import WriteError

SUMMARIES: Final = {
    "exporter": "Plain text: a date and a name on each line",
    "importer": "Plain text: a date, a tab and a name on each line",
    "check": "an event of which nobody says where it was",
    "kinds": "kinds of events to begin with",
    "store": "Logs in the memory of one process",
    "language": "Dates in words, in English to begin with",
}
"""What each kind of plugin begins with, in a line."""

_TEMPLATES: Final = Path(__file__).with_name("templates")
_SUFFIX: Final = ".template"
_PREFIX: Final = "chrono56-"
_NAME: Final = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_LONGEST: Final = 60


def new_plugin(options: Namespace) -> int:
    """Write a package to begin a plugin with."""
    name = options.name.removeprefix(_PREFIX)
    if why := _refusal(name, options.kind):
        put_error(why)
        return status.USAGE
    folder = Path(_PREFIX + name)
    _write(folder, _files(name, options.kind))
    for path in sorted(one for one in folder.rglob("*") if one.is_file()):
        paper.put(str(path))
    say(f"next: cd {folder}; pip install -e .; python -m pytest")
    return status.OK


def _refusal(name: str, kind: str) -> str:
    """Say why a plugin can't have a name; empty if it can."""
    if not _NAME.fullmatch(name) or len(name) > _LONGEST:
        fine = f"use at most {_LONGEST} of a-z, 0-9 and -, such as days or linked-data"
        return f"no plugin can be called {name!r}; {fine}"
    if kind == "language":
        from chrono56.cli.new_language import why_no_tag

        if why := why_no_tag(name):
            return why
    if name in _built_in(kind):
        return f"{name!r} is built in; choose another name"
    if version := _installed(_PREFIX + name):
        return f"{_PREFIX}{name} {version} is installed; choose another name"
    return ""


def _built_in(kind: str) -> Collection[str]:
    if kind == "check":
        from chrono56.chronology.checks import checks

        return checks.OFFERS
    if kind == "kinds":
        from chrono56.model.kinds import kinds

        return {one.partition(".")[0] for one in kinds()}
    from chrono56.exporters.builtin import OFFERS as EXPORTERS
    from chrono56.importers.builtin import OFFERS as IMPORTERS

    # Their names are schemes of URLs, of which one is chrono56's own.
    return {"exporter": EXPORTERS, "importer": IMPORTERS}.get(kind, ("memory",))


def _installed(distribution: str) -> str:
    from importlib import metadata

    try:
        return metadata.version(distribution)
    except metadata.PackageNotFoundError:
        return ""


def _files(name: str, kind: str) -> Iterator[tuple[Path, str]]:
    """Yield the path of each file within the package, and what it holds."""
    distribution = _PREFIX + name
    module = distribution.replace("-", "_")
    words = {
        "name": name,
        "distribution": distribution,
        "module": module,
        "title": "".join(word.capitalize() for word in name.split("-")),
        "summary": SUMMARIES[kind],
        "versions": _versions(),
    }
    if kind == "language":
        from chrono56.cli.new_language import tables_of_english

        words |= tables_of_english()
    for folder in (_TEMPLATES / "every", _TEMPLATES / kind):
        for path in folder.rglob("*" + _SUFFIX):
            place = str(path.relative_to(folder)).removesuffix(_SUFFIX)
            text = Template(path.read_text(encoding="utf-8"))
            yield Path(place.replace("MODULE", module)), text.substitute(words)


def _versions() -> str:
    """Return the versions of chrono56 that a plugin for this one may run with."""
    here = _installed("chrono56") or "0.1.0"
    major, minor, *_ = here.split(".")
    return f">={major}.{minor},<{int(major) + 1}"


def _write(folder: Path, files: Iterator[tuple[Path, str]]) -> None:
    """Write files into a new folder, which appears with all of them or not at all.

    Raises:
        WriteError: Something of that name is there, or it can't be written.
    """
    if os.path.lexists(folder):
        why = "it is there already; nothing is overwritten, choose another name"
        raise WriteError(str(folder), why)
    try:
        part = Path(f".{folder}-{secrets.token_hex(4)}.part")
        part.mkdir()
        try:
            for place, text in files:
                path = part / place
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8", newline="\n")
            part.rename(folder)
        except BaseException:
            shutil.rmtree(part, ignore_errors=True)
            raise
    except OSError as error:
        why = f"can't be written ({error.strerror}); go where you may write"
        raise WriteError(str(folder), why) from error
