import os
import re
import signal
import subprocess
import sys
import time
import warnings
from pathlib import Path

import pytest
from tests.cli.command import new_log, process, run

import chrono56 as c56
from chrono56.cli import proof
from chrono56.cli.status import CLOSED_PIPE, INTERRUPTED, NOT_WRITTEN, USAGE
from chrono56.errors import ClockWarning

HOSTILE = "\x1b[31mred\x07 \x9b2J \u202eback\r\nnew\x00 \u2066iso"
ASCII = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}

posix = pytest.mark.skipif(os.name == "nt", reason="pipes and signals of POSIX")


@posix
@pytest.mark.parametrize(
    "command",
    [
        *(["log"], ["log", "--json"], ["export", "csv"], ["sources"]),
        *(["between", "1900", "2000"], ["search", "b"], ["on", "1956", "--json"]),
    ],
)
def test_a_closed_pipe_ends_a_command_quietly(command: list[str]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = process(
            *command, capture_output=False, stdout=writing, stderr=subprocess.PIPE
        )
    finally:
        os.close(writing)

    assert done.returncode == CLOSED_PIPE
    assert b"Traceback" not in done.stderr
    assert b"Error" not in done.stderr


@posix
def test_an_interrupt_ends_a_command_with_130(
    log_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slowly(_: object) -> int:
        # Who is started in the background may have inherited that it is ignored.
        signal.signal(signal.SIGINT, signal.default_int_handler)
        signal.raise_signal(signal.SIGINT)
        time.sleep(10)
        return 0

    monkeypatch.setattr(proof, "verify", slowly)

    outcome = run("verify", "--log", log_file)

    assert (outcome.status, outcome.err) == (INTERRUPTED, "interrupted\n")


ENDLESS = """
import time
from chrono56.plugins import ExporterOffer, hookimpl

@hookimpl
def chrono56_exporters():
    return ExporterOffer(
        name="endless", summary="Never ends", media_type="text/plain",
        extensions=(".txt",), factory="endless:Endless",
    )

class Endless:
    def chunks(self, chronology, context):
        yield b"begun"
        while True:
            time.sleep(0.01)
            yield b"."
"""


@posix
@pytest.mark.parametrize(("ending", "code"), [("SIGTERM", 143), ("SIGHUP", 129)])
def test_who_is_told_to_end_leaves_no_half_of_an_export(
    log_file: Path, tmp_path: Path, ending: str, code: int
) -> None:
    plugin, folder = tmp_path / "endless.py", tmp_path / "out"
    plugin.write_text(ENDLESS, encoding="utf-8")
    folder.mkdir()
    export = ("export", "endless", "-o", str(folder / "out.txt"))
    named = ("--log", str(log_file), "--plugin", str(plugin))
    number = getattr(signal, ending)
    # Whoever runs the tests may ignore it, as `nohup` does; a process inherits that.
    before = signal.signal(number, signal.SIG_DFL)
    with subprocess.Popen(
        [sys.executable, "-m", "chrono56", *export, *named], stderr=subprocess.PIPE
    ) as running:
        signal.signal(number, before)
        while not any(folder.iterdir()) and running.poll() is None:
            time.sleep(0.01)
        running.send_signal(number)
        _, said = running.communicate(timeout=30)

    assert (running.returncode, said) == (code, b"")
    assert not any(folder.iterdir())


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a full device")
@pytest.mark.parametrize("command", [["sources"], ["export", "csv"], ["stats"]])
def test_an_output_that_is_full_is_an_error_of_writing(command: list[str]) -> None:
    with Path("/dev/full").open("wb") as full:
        done = process(
            *command, capture_output=False, stdout=full, stderr=subprocess.PIPE
        )

    assert done.returncode in (NOT_WRITTEN, 4)
    assert b"Traceback" not in done.stderr
    assert b"No space left on device" in done.stderr


@posix
@pytest.mark.parametrize("closed", [1, 2])
def test_a_stream_that_is_closed_is_no_matter(closed: int, log_file: Path) -> None:
    done = process(
        *("stats", "--log", str(log_file)),
        capture_output=False,
        preexec_fn=lambda: os.close(closed),
    )

    assert done.returncode == 0


@pytest.mark.parametrize("encoding", ["cp1252", "cp1250", "ascii", "latin-1"])
@pytest.mark.parametrize(
    "command", [["on", "11-04"], ["show", "revolution-1956"], ["stats"], ["formats"]]
)
def test_a_narrow_encoding_never_stops_a_command(
    encoding: str, command: list[str]
) -> None:
    outcome = run(*command, encoding=encoding)

    assert outcome.status == 0
    assert outcome.out


@pytest.mark.parametrize("encoding", ["cp1252", "ascii"])
def test_json_loses_no_letter_in_a_narrow_encoding(encoding: str) -> None:
    narrow = run("show", "revolution-1956", "--json", encoding=encoding)

    assert narrow.objects == run("show", "revolution-1956", "--json").objects


@posix
def test_arguments_are_utf_8_in_a_locale_that_is_not(log_file: Path) -> None:
    settings = {**ASCII, "CHRONO56_BY": "Éva"}
    path = log_file.rename(log_file.with_name("falu–é.jsonl"))
    log = ("--log", str(path).encode())

    done = [
        process("add", "agent", "nagy", "-l", "hu=Nagy Géza".encode(), *log),
        process("add", "agent", "pal", "-l", "hu=Pál".encode(), *log, environ=settings),
        process("search", "Felvonulás".encode(), *log, environ=settings),
        process("export", "csv", "-o", "é.csv".encode(), *log, environ=settings),
    ]

    assert [one.returncode for one in done] == [USAGE, 0, 0, 0]
    assert run("show", "pal", "--log", path).lines[0] == "Pál"
    assert "· Éva" in run("log", "pal", "--log", path).out
    assert Path("é.csv").is_file()


@posix
def test_an_argument_that_is_no_text_is_refused() -> None:
    done = process("add", "agent", "x", "-l", b"hu=\xff", "--by", "a")

    assert done.returncode == USAGE
    assert b"is not text in UTF-8" in done.stderr


@posix
def test_a_path_need_not_be_text(log_file: Path) -> None:
    path = os.fsencode(log_file.parent) + b"/\xff.jsonl"
    Path(os.fsdecode(path)).write_bytes(log_file.read_bytes())

    done = process("stats", "--log", path)

    assert done.returncode == 0
    assert done.stdout.startswith(b"The village in 1956\n")

    for command in (["seal", "-o"], ["verify", "--against"]):
        assert process(*command, b"\xff.seal").returncode == 0


@pytest.mark.parametrize(
    "command",
    [
        ["on", "10-24"],
        ["on", "10-24", "--json"],
        ["search", "hostile"],
        ["show", "hostile"],
        ["show", "hostile", "--json"],
        ["show", "source"],
        ["sources"],
        ["sources", "--json"],
        ["log"],
        ["log", "--json"],
        ["stats"],
        ["stats", "--json"],
        ["disputes"],
        ["verify"],
    ],
)
def test_nothing_that_a_terminal_acts_on_reaches_it(command: list[str]) -> None:
    log = new_log(Path("chronology.jsonl"))
    log.by = "anna\x1b[2J"
    with log.entry(HOSTILE) as entry:
        entry.title(HOSTILE)
        source = entry.source("source", csl={"title": HOSTILE, "URL": HOSTILE})
        event = entry.event("hostile", labels={"en": HOSTILE, "hu": HOSTILE})
        entry.agent("agent", labels={"en": HOSTILE})
        for day in ("1956-10-24", "1956-10-25"):
            cited = source.at(page=HOSTILE)
            entry.claim(event, c56.Dating(day), cite=cited, as_written=HOSTILE)

    outcome = run(*command)

    assert outcome.status == 0
    for text in (outcome.out, outcome.err):
        assert not set(text) & set("\x1b\x07\x9b\u202e\u2066\r\x00")


def test_json_keeps_what_a_terminal_would_act_on() -> None:
    log = new_log(Path("chronology.jsonl"))
    with log.entry() as entry:
        entry.event("hostile", labels={"en": HOSTILE})

    (event,) = run("show", "hostile", "--json").objects

    assert event["label"] == HOSTILE


def test_a_warning_is_one_line() -> None:
    def warn(_: object) -> int:
        warnings.warn("the clock is slow\x1b", ClockWarning, stacklevel=1)
        return 0

    with pytest.MonkeyPatch.context() as patch, warnings.catch_warnings():
        warnings.simplefilter("always")
        patch.setattr(proof, "verify", warn)
        outcome = run("verify")

    assert outcome.err == "chrono56: the clock is slow\ufffd\n"


def test_without_a_terminal_there_is_no_colour() -> None:
    assert "\x1b" not in run("on", "11-04").out


@posix
@pytest.mark.parametrize(
    ("environ", "coloured"),
    [
        ({"TERM": "xterm", "NO_COLOR": ""}, True),
        ({"TERM": "xterm", "NO_COLOR": "1"}, False),
        ({"TERM": "dumb", "NO_COLOR": ""}, False),
    ],
)
def test_a_terminal_gets_colour_unless_it_is_unwanted(
    environ: dict[str, str], coloured: bool, log_file: Path
) -> None:
    ours, theirs = os.openpty()
    command = ("on", "10-24", "--log", str(log_file))
    process(*command, environ=environ, capture_output=False, stdout=theirs)
    written = os.read(ours, 100_000).decode()
    os.close(ours)
    os.close(theirs)

    plain = re.sub(r"\x1b\[\dm", "", written).replace("\r\n", "\n")
    assert ("\x1b[1m24 October 1956\x1b[0m" in written) is coloured
    assert plain == run(*command).out


def test_the_module_and_the_function_do_the_same() -> None:
    assert process("formats").stdout.decode() == run("formats").out
