"""Where what is derived from a log is kept: outside its folder, and safe to delete."""

import hashlib
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from chrono56.log.store import Stamp, scheme_of

TABLES: Final = ".sqlite3"
"""The suffix of a read model."""

HEADS: Final = ".heads"
"""The suffix of what is remembered of a log's heads."""

LEDGER: Final = ".ledger"
"""The suffix of what a writer must know of a long log."""

_UNFINISHED: Final = ".new"
# SQLite keeps the first three beside a database.
_BESIDE_TABLES: Final = ("-wal", "-shm", "-journal", _UNFINISHED)


def cache_folder(environ: Mapping[str, str] | None = None) -> Path | None:
    """Return the folder of what is derived, which need not exist; None without a home.

    That is ``$CHRONO56_CACHE``, else ``chrono56`` in ``$XDG_CACHE_HOME``, on Windows in
    ``%LOCALAPPDATA%``, else in ``~/.cache``.

    Args:
        environ: The environment; the process's own if left out.
    """
    given = os.environ if environ is None else environ
    if own := given.get("CHRONO56_CACHE"):
        return Path(own)
    name = "LOCALAPPDATA" if sys.platform == "win32" else "XDG_CACHE_HOME"
    if shared := given.get(name):
        return Path(shared) / "chrono56"
    try:
        home = Path.home()
    except RuntimeError:  # neither HOME nor an entry in the list of users
        return None
    return home / ".cache" / "chrono56"


def cache_path(
    log_name: str, log_id: str, suffix: str, folder: Path | None = None
) -> Path | None:
    """Return where something derived from a log belongs; None if it is not kept.

    It is kept for logs that others find under the same name: files, and what has a URL.

    Args:
        log_name: The log's name: a resolved path or a URL.
        log_id: The id in its header.
        suffix: What it is: `TABLES`, `HEADS` or `LEDGER`.
        folder: Where to keep it; `cache_folder` if left out.
    """
    folder = folder or cache_folder()
    is_lasting = Path(log_name).is_absolute() and Path(log_name).exists()
    if folder is None or not (is_lasting or scheme_of(log_name)):
        return None
    named = f"{log_name}\n{log_id}".encode(errors="surrogateescape")
    return folder / f"{hashlib.sha256(named).hexdigest()[:32]}{suffix}"


def unfinished(path: Path) -> Path:
    """Return where the read model that belongs at *path* is made."""
    return path.with_name(f"{path.name}{_UNFINISHED}")


def remove_tables(path: Path) -> None:
    """Remove a read model, an unfinished one, and what SQLite keeps beside it."""
    for suffix in ("", *_BESIDE_TABLES):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def tables_of_readings(path: Path) -> list[Path]:
    """Return the read models that are kept of a log by readings of its own choosing.

    Args:
        path: Where any read model of the log belongs.
    """
    log = path.name.partition(".")[0]
    return sorted(path.parent.glob(f"{log}.*{TABLES}"))


def texts_kept(path: Path) -> list[Path]:
    """Return all that is kept of a log and may hold texts of it, finished or not.

    Args:
        path: Where any of it belongs.
    """
    log = path.name.partition(".")[0]
    found = path.parent.glob(f"{log}.*")
    return sorted(one for one in found if one.suffix != HEADS)


def keep_last_used(path: Path, most: int) -> None:
    """Note that a reading's read model is used, and remove those used longest ago.

    Args:
        path: Where it belongs; it need not be there yet.
        most: How many of the log's are kept, this one counted.
    """
    if path.exists():
        os.utime(path)
    others = [one for one in tables_of_readings(path) if one != path]
    others.sort(key=lambda one: one.stat().st_mtime_ns, reverse=True)
    for unused in others[most - 1 :]:
        remove_tables(unused)


def stamp_of(log_name: str, known: os.stat_result | None = None) -> Stamp:
    """Return what tells that a log's file was not touched: as long as it is the same.

    It is made of the file's size, identity and times. The time of its last change, in
    whatever way, is in it because no program can set that one back. Empty if it is no
    file.

    Args:
        log_name: The log's name.
        known: The file's status, if it was asked for already.
    """
    try:
        found = known or os.stat(log_name)  # noqa: PTH116 - names may be no paths
    except OSError:
        return ()
    return found.st_size, found.st_ino, found.st_mtime_ns, found.st_ctime_ns
