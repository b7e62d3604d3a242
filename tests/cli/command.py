"""Run the command line: in this process, or in one of its own."""

import contextlib
import io
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import attrs

import chrono56 as c56
from chrono56.cli.run import main


@attrs.frozen
class Outcome:
    """What a command came to: its exit status, and what it wrote."""

    status: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()

    @property
    def objects(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.lines]


def run(*arguments: object, encoding: str = "utf-8") -> Outcome:
    """Run a command in this process; its streams have *encoding*."""
    out, err = (
        io.TextIOWrapper(io.BytesIO(), encoding=encoding, write_through=True)
        for _ in range(2)
    )
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        status = main([str(one) for one in arguments])
    texts = []
    for stream in (out, err):
        stream.seek(0)
        texts.append(stream.read().replace("\r\n", "\n"))
    return Outcome(status, *texts)


def process(
    *arguments: str | bytes,
    environ: Mapping[str, str] | None = None,
    **settings: Any,
) -> "subprocess.CompletedProcess[bytes]":
    """Run a command in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "chrono56", *arguments],
        check=False,
        env={**os.environ, **(environ or {})},
        **{"capture_output": True, **settings},
    )


def new_log(path: Path) -> c56.Log:
    """Start a log at *path* that always has the same bytes, but for its time."""
    numbers = iter(range(1, 1000))
    return c56.open_log(
        path,
        by="anna",
        clock=c56.FixedClock("2026-01-01T09:00:00Z"),
        new_id=lambda: f"id-{next(numbers)}",
    )


def village(path: Path) -> c56.Log:
    """Write a small log with what lists and cards have to tell apart.

    A disputed date, a day that is certain and one that is possible, something that was
    under way, something that was only planned, and a source that was retracted.
    """
    log = new_log(path)
    with log.entry("the sources") as entry:
        entry.title("The village in 1956")
        diary = entry.source(
            "diary",
            csl={
                "type": "manuscript",
                "title": "Diary of the teacher",
                "author": [{"family": "Kiss", "given": "Éva"}],
                "issued": "1957",
            },
            language="hu",
            reliability="A",
        )
        memoir = entry.source("memoir", csl={"type": "book", "title": "Memoir"})
        entry.source("letter", csl={"type": "letter", "title": "A letter"})
    with log.entry("the march") as entry:
        entry.place("square", labels={"en": "The square", "hu": "A tér"})
        entry.agent("kiss-eva", labels={"hu": "Kiss Éva"})
        entry.event(
            "march",
            kind="politics.protest",
            labels={"en": "March on the square", "hu": "Felvonulás"},
        )
        for date, source in (("1956-10-24", diary), ("1956-10-25", memoir)):
            entry.claim(
                "march", c56.Dating(date), cite=source.at(page=4), as_written="másnap"
            )
        entry.claim("march", c56.Location("square"), cite=diary, id="march-place")
        entry.claim("march", c56.Participation("kiss-eva", "speaker"), cite=diary)
        for id, kind, date in (
            ("wedding", "culture.ceremony", "1956-10-24/1956-10-26"),
            ("curfew", "politics.act", "1956-10-20/1956-10-30"),
            ("harvest", "other", "1956-10"),
            ("birth", "life.birth", "1956"),
        ):
            entry.event(id, kind=kind, labels={"en": id.capitalize()})
            entry.claim(id, c56.Dating(date), cite=diary)
        entry.event("strike", kind="society.strike", labels={"en": "Strike"})
        entry.claim("strike", c56.Occurrence(), cite=diary, mode="planned")
        entry.claim("strike", c56.Dating("1956-10-24"), cite=diary, mode="planned")
    with log.entry() as entry:
        entry.retract("letter", reason="a forgery")
    return log
