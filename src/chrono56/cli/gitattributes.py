"""What git is told of a log, so that branches on which it grew merge by themselves."""

import re
from pathlib import Path
from typing import Final

from chrono56.errors import WriteError

_NAME: Final = ".gitattributes"
# Lines of both sides are kept, and no line end is ever changed.
_ATTRIBUTES: Final = "merge=union -text"
_GLOB: Final = re.compile(r"([\\*?\[])")
_QUOTED: Final = re.compile(r"[\\\"\x00-\x20\x7f]")


def tell_git(log: Path) -> Path | None:
    """Write into ``.gitattributes``, beside a log, that git shall join its lines.

    What stands there already stays. Git need not be in use, or installed.

    Returns:
        The file; None if the line stands in it already.

    Raises:
        WriteError: It can't be read or written.
    """
    file = log.with_name(_NAME)
    line = attributes_of(log.name)
    try:
        held = file.read_bytes() if file.exists() else b""
        if line in held.splitlines():
            return None
        between = b"" if not held or held.endswith(b"\n") else b"\n"
        with file.open("ab") as end:
            end.write(between + line + b"\n")
    except OSError as error:
        why = f"can't be written ({error.strerror}); git needs the line {line.decode()}"
        raise WriteError(str(file), why) from error
    return file


def attributes_of(name: str) -> bytes:
    r"""Return the line that tells git of the log of this name.

    >>> attributes_of("chronology.jsonl")
    b'/chronology.jsonl merge=union -text'
    >>> attributes_of("my [old] log.jsonl")
    b'"/my \\\\[old] log.jsonl" merge=union -text'
    """
    pattern = "/" + _GLOB.sub(r"\\\1", name)
    if _QUOTED.search(name):
        escaped = _QUOTED.sub(lambda found: _in_c(found[0]), pattern)
        pattern = f'"{escaped}"'
    return f"{pattern} {_ATTRIBUTES}".encode(errors="surrogateescape")


def _in_c(character: str) -> str:
    """Return a character as it stands in quotes, which git reads as C does."""
    if character == " ":
        return character
    return f"\\{character}" if character in '\\"' else f"\\{ord(character):03o}"
