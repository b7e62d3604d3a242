"""Where read models are kept: outside the log's folder, and safe to delete."""

import hashlib
import os
import sys
from collections.abc import Mapping
from pathlib import Path


def cache_folder(environ: Mapping[str, str] | None = None) -> Path | None:
    """Return the folder for read models, which need not exist; None without a home.

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


def cache_path(log_name: str, log_id: str, folder: Path) -> Path | None:
    """Return where the read model of a log belongs; None for a log that is no file."""
    path = Path(log_name)
    if not path.is_absolute() or not path.is_file():
        return None
    named = f"{path.resolve()}\n{log_id}".encode(errors="surrogateescape")
    return folder / f"{hashlib.sha256(named).hexdigest()[:32]}.sqlite3"


def remove(path: Path) -> None:
    """Remove a read model and what SQLite keeps beside it."""
    for suffix in ("", "-wal", "-shm", "-journal"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
