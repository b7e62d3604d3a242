"""Logs with so many events, the read models of them, and ledgers to compare with.

All are kept in one folder, and made when they are first asked for.
"""

import random
import shutil
import subprocess
from datetime import date
from pathlib import Path
from typing import Final

from benchmarks import generate
from benchmarks.measuring import Cost, Peer

import chrono56 as c56
from chrono56.log.cache import TABLES, cache_path

SHELL: Final = "sqlite3"
FIRST_DAY: Final = date(1800, 1, 1).toordinal()
LAST_DAY: Final = date(2000, 12, 31).toordinal()


def shell_of(cost: Cost) -> Peer:
    """Return the shell of SQLite as a peer; it may not be installed."""
    if shutil.which(SHELL) is None:
        return Peer(name=f"{SHELL} shell", cost=None)
    told = subprocess.run([SHELL, "--version"], capture_output=True, check=True)
    return Peer(name=f"{SHELL} shell {told.stdout.split()[0].decode()}", cost=cost)


class Worlds:
    """What is made of generated events.

    Args:
        folder: Where all of it is kept; the read models are where caches are kept.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def log(self, events: int) -> Path:
        """Return the log with so many events."""
        path = self.folder / f"world-{events}.jsonl"
        if not path.exists():
            with path.open("wb") as file:
                file.writelines(line + b"\n" for line in generate.lines(events))
        return path

    def chronology(self, events: int) -> c56.Chronology:
        """Return the chronology of a log; its read model is made, or caught up."""
        return c56.open_log(self.log(events), by="anna").chronology()

    def place(self, events: int) -> Path:
        """Return where the read model of a log is, if it was made."""
        log = c56.open_log(self.log(events))
        path = cache_path(log.name, log.id, TABLES)
        assert path is not None
        return path

    def tables(self, events: int) -> Path:
        """Return the file with the read model of a log, caught up."""
        self.chronology(events).close()
        return self.place(events)

    def dump(self, events: int) -> Path:
        """Return the same tables as text, for the shell of SQLite to read."""
        path = self.folder / f"dump-{events}.sql"
        if not path.exists():
            command = [SHELL, str(self.tables(events)), ".dump"]
            with path.open("wb") as file:
                subprocess.run(command, stdout=file, check=True)
        return path

    def ledger(self, transactions: int) -> Path:
        """Return a ledger of beancount with so many transactions.

        Each has a day, a place, words, a tag for its kind, and a source.
        """
        path = self.folder / f"ledger-{transactions}.beancount"
        if path.exists():
            return path
        chance = random.Random(1956)
        with path.open("w", encoding="utf-8") as file:
            for account in ("Assets:Chronicle", "Expenses:Events"):
                file.write(f"1000-01-01 open {account}\n")
            for _ in range(transactions):
                day = date.fromordinal(chance.randrange(FIRST_DAY, LAST_DAY))
                words = " ".join(chance.choices(generate.VOCABULARY["en"], k=4))
                place, kind, source = (chance.randrange(it) for it in (100, 40, 200))
                file.write(
                    f'{day} * "place-{place}" "{words}" #kind-{kind}\n'
                    f'  source: "source-{source}"\n'
                    "  Assets:Chronicle  -1 EVENT\n  Expenses:Events  1 EVENT\n"
                )
        return path
