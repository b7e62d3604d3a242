"""Hostile plugins on the command line: no command breaks, and nothing is half done."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest
from tests.cli.command import run, village
from tests.plugins.installed import Site
from tests.plugins.test_host import HOSTILE

OFFERS: Final = """
import sys, time
from chrono56 import Event
from chrono56.plugins import ExporterOffer, ImporterOffer, hookimpl

class Exporter:
    def chunks(self, chronology, context):
{exporting}

class Importer:
    def records(self, source, context):
{importing}

def fields(factory):
    return dict(
        name="bad", summary="", media_type="text/plain", extensions=(".txt",),
        factory=f"{{__name__}}:{{factory}}",
    )

@hookimpl
def chrono56_exporters():
    return ExporterOffer(**fields("Exporter"))

@hookimpl
def chrono56_importers():
    return ImporterOffer(**fields("Importer"))
"""
# What an exporter does, what an importer does, and how each is blamed.
DEEDS: Final = {
    "raises amid": (
        "yield b'some'\n1 / 0",
        "yield Event('a')\n1 / 0",
        ("failed: ZeroDivisionError: division by zero",) * 2,
    ),
    "exits amid": (
        "yield b'some'\nsys.exit(0)",
        "yield Event('a')\nsys.exit(0)",
        ("failed: SystemExit: 0",) * 2,
    ),
    "ends amid": (
        "yield b'some'\nraise BaseException('at once')",
        "yield Event('a')\nraise BaseException('at once')",
        ("failed: BaseException: at once",) * 2,
    ),
    "can't say what is wrong": (
        "yield b'some'\nraise type('Mute', (Exception,), {'__str__': lambda _: 1 / 0})",
        "yield Event('a')\nraise type('Mute', (Exception,), {'__str__': lambda _: 1})",
        ("failed: Mute: it does not say of what",) * 2,
    ),
    "says it in lines": (
        "yield b'some'\nraise ValueError('two\\nlines \\x1b[31m' + 'long ' * 9999)",
        "yield Event('a')\nraise ValueError('two\\nlines \\x1b[31m' + 'long ' * 9999)",
        ("failed: ValueError: two lines \ufffd[31mlong",) * 2,
    ),
    "misuses its context": (
        "context.leave_out('a', 5)\ncontext.hold(None)\nyield b'some'\n1 / 0",
        "context.leave_out([], 5)\nyield Event('a')\n1 / 0",
        ("failed: ZeroDivisionError: division by zero",) * 2,
    ),
    "gives junk": (
        "yield 'text'",
        "yield 'text'",
        (
            "gave str where an exporter gives bytes",
            "gave str where an importer gives Event, Agent, Place, Source, Claim",
        ),
    ),
    "gives nothing": (
        "return None",
        "return None",
        ("failed: TypeError: 'NoneType' object is not iterable",) * 2,
    ),
    "fails at the end": (
        "try:\n    yield b'all'\nfinally:\n    raise OSError('late')",
        "try:\n    yield Event('a')\nfinally:\n    raise OSError('late')",
        ("failed: OSError: late",) * 2,
    ),
    "will not be closed": (
        "try:\n    yield 7\nfinally:\n    yield b'more'",
        "try:\n    yield 7\nfinally:\n    yield Event('a')",
        ("gave int where an exporter gives bytes", "gave int where an importer"),
    ),
    "recurses": (
        "yield from self.chunks(chronology, context)",
        "yield from self.records(source, context)",
        ("failed: RecursionError: maximum recursion depth",) * 2,
    ),
}
ENDLESS: Final = "print('begun', file=sys.stderr, flush=True)\nwhile True:\n"


def script(path: Path, exporting: str, importing: str) -> Path:
    def body(code: str) -> str:
        return "\n".join(f"        {line}" for line in code.splitlines())

    # Without a yield it is no generator, which some deeds are about.
    code = OFFERS.format(exporting=body(exporting), importing=body(importing))
    path.write_text(code)
    return path


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.setenv("CHRONO56_BY", "anna")
    monkeypatch.delenv("CHRONO56_PLUGINS", raising=False)
    village(folder / "chronology.jsonl")
    return folder


@pytest.fixture
def infested(site: Site, here: Path) -> Path:
    """Install every hostile plugin there is."""
    for name, (code, _) in HOSTILE.items():
        site.install(name, code)
    return here


@pytest.mark.parametrize(
    "command",
    [
        "on 10-24",
        "between 1956-10-20 1956-10-30 --kind politics",
        "search march",
        "show march",
        "sources",
        "disputes",
        "explain march",
        "stats",
        "log",
        "verify",
        "export csv",
        "export markdown",
        "formats csv --json",
        "check circle",
        "show nobody",
        "export nothing",
        "import nothing chronology.jsonl",
        "open somewhere",
    ],
)
def test_every_command_does_what_it_does_without_them(
    command: str, infested: Path
) -> None:
    outcome = run(*command.split())
    alone = run(*command.split(), "--no-plugins")

    assert infested.is_dir()
    assert outcome.status == alone.status
    assert outcome.out == alone.out
    assert "Traceback" not in outcome.err


@pytest.mark.usefixtures("infested")
def test_what_asks_all_plugins_tells_what_is_wrong_with_each() -> None:
    listed = {one["distribution"]: one for one in run("plugins", "--json").objects}
    checked = run("check")
    formats = run("formats", "--json")

    assert run("plugins").status == 1
    assert listed.keys() >= HOSTILE.keys()
    for name, (_, problem) in HOSTILE.items():
        assert listed[name]["problem"].startswith(problem)
    assert checked.status == run("check", "--no-plugins").status
    assert formats.status == 0
    assert {"csv", "ical", "taken:csv"} <= {one["name"] for one in formats.objects}


@pytest.mark.usefixtures("infested")
def test_a_format_that_a_broken_plugin_may_have_is_told_with_where_to_look() -> None:
    for command in (["export", "html"], ["import", "tei", "x"], ["formats", "html"]):
        outcome = run(*command)

        assert outcome.status == 2
        assert f"tells of {len(HOSTILE)} with a problem" in outcome.err
        assert "problem" not in run(*command, "--no-plugins").err


@pytest.mark.parametrize("deed", DEEDS)
class TestAFailure:
    def test_of_an_exporter_leaves_the_file_as_it_was(
        self, deed: str, here: Path
    ) -> None:
        exporting, importing, (why, _) = DEEDS[deed]
        plugin = script(here / "bad.py", exporting, importing)
        (here / "x.txt").write_text("before")
        outcome = run("export", "bad", "-o", "x.txt", "--plugin", plugin)
        none = run("export", "bad", "-o", "y.txt", "--plugin", plugin)

        assert (outcome.status, none.status) == (4, 4)
        assert outcome.err.startswith(f"chrono56: export bad.py:bad: {why}")
        assert len(outcome.err.splitlines()) == 1
        assert sorted(path.name for path in here.iterdir() if path.is_file()) == [
            *("bad.py", "chronology.jsonl", "chronology.jsonl.lock", "x.txt")
        ]
        assert (here / "x.txt").read_text() == "before"

    def test_of_an_importer_lets_nothing_in(self, deed: str, here: Path) -> None:
        exporting, importing, (_, why) = DEEDS[deed]
        plugin = script(here / "bad.py", exporting, importing)
        before = (here / "chronology.jsonl").read_bytes()
        (here / "in.txt").touch()
        outcome = run("import", "bad", "in.txt", "--plugin", plugin)

        assert outcome.status == 4
        assert outcome.err.startswith(f"chrono56: import bad.py:bad: in.txt: {why}")
        assert len(outcome.err.splitlines()) == 1
        assert (here / "chronology.jsonl").read_bytes() == before


@pytest.fixture
def endless(here: Path) -> Path:
    """Give a plugin whose exporter and importer never end."""
    return script(
        here / "bad.py",
        ENDLESS + "    yield b'more'\n    time.sleep(0.01)",
        ENDLESS + "    yield Event('a')\n    time.sleep(0.01)",
    )


@pytest.mark.parametrize(
    "command", [["export", "bad", "-o", "x.txt"], ["import", "bad", "in.txt"]]
)
def test_what_never_ends_is_interrupted_and_nothing_is_half_done(
    command: list[str], endless: Path
) -> None:
    here = endless.parent
    (here / "in.txt").touch()
    before = {path: path.stat().st_size for path in here.iterdir()}
    with subprocess.Popen(
        [sys.executable, "-m", "chrono56", *command, "--plugin", str(endless)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "CHRONO56_PLUGINS": ""},
    ) as process:
        assert process.stderr is not None
        assert process.stderr.readline() == b"begun\n"
        process.send_signal(signal.SIGINT)
        out, err = process.communicate()

    assert (process.returncode, out, err) == (130, b"", b"interrupted\n")
    assert {path: path.stat().st_size for path in here.iterdir()} == before


def test_a_full_disk_is_told_and_not_what_the_exporter_does_when_it_is_closed(
    here: Path,
) -> None:
    exporting = "try:\n    while True:\n        yield b'x' * 9999\nfinally:\n    1 / 0"
    plugin = script(here / "bad.py", exporting, "return []")
    outcome = run("export", "bad", "-o", "/dev/full", "--plugin", plugin)

    assert outcome.status == 4
    assert "can't write /dev/full: No space left on device" in outcome.err
