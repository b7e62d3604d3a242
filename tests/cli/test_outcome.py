"""Every way in which a command can fail: its status, its one error, and no harm."""

import hashlib
import re
from pathlib import Path

import pytest
from tests.cli.command import new_log, run

from chrono56.cli import writing_arguments
from chrono56.cli.status import DAMAGED, FORMAT_FAILED, NOT_WRITTEN, NOTHING, USAGE

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"


def fingerprint(folder: Path) -> dict[str, str]:
    """Return what stands in a folder, byte for byte; locks are empty and no matter."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.suffix != ".lock"
    }


def failing(*arguments: str) -> tuple[int, str]:
    """Run a command that must fail without a trace, and return how it did."""
    before = fingerprint(Path.cwd())
    outcome = run(*arguments)

    assert fingerprint(Path.cwd()) == before
    assert "Traceback" not in outcome.err
    assert outcome.err.startswith("chrono56") or outcome.status == NOTHING
    return outcome.status, outcome.err


BY = ("--by", "anna")


# What only adds to something else, and what it adds to.
ADDITIONS = [
    *(
        (["claim", "march", "--happened", *more], "--figure")
        for more in (
            *(["--low", "1"], ["--best", "1"], ["--high", "1"], ["--approx"]),
            *(["--unit", "person"], ["--group", "kiss-eva"], ["--scope", "all"]),
        )
    ),
    (["claim", "march", "--when", "1956", "--least", "P1D"], "--after or --before"),
    (["claim", "march", "--place", "square", "--most=P1D"], "--after or --before"),
    (["claim", "march", "--happened", "--lang", "hu"], "--name or --quote"),
    (["claim", "march", "--happened", "--speaker=kiss-eva"], "--name or --quote"),
    (["event", "ev", "--cite", "diary:page=3"], "--when"),
    (["event", "ev", "--as-written", "másnap"], "--when"),
]
SAYINGS = [f"--{name}" for name, *_ in writing_arguments.SAYINGS]


@pytest.mark.usefixtures("log_file")
@pytest.mark.parametrize(("given", "missing"), ADDITIONS)
def test_an_option_that_would_be_dropped_is_refused_with_what_it_needs(
    given: list[str], missing: str
) -> None:
    cited = ["--cite", "diary"] if given[0] == "claim" else []

    status, said = failing("add", *given, *cited, *BY)

    assert status == USAGE
    assert f"it says nothing without {missing}; give that too" in said


@pytest.mark.usefixtures("log_file")
@pytest.mark.parametrize("saying", SAYINGS)
def test_a_claim_that_says_nothing_is_refused(saying: str) -> None:
    status, _ = failing("add", "claim", "march", saying, "", "--cite", "diary", *BY)

    assert status == USAGE


@pytest.mark.usefixtures("log_file")
@pytest.mark.parametrize(
    ("command", "status"),
    [
        (["{}"], USAGE),
        (["on", "{}"], USAGE),
        (["on", "1956", "--kind", "{}"], USAGE),
        (["on", "1956", "--as-of", "{}"], USAGE),
        (["on", "1956", "--log", "{}"], USAGE),
        (["show", "{}"], NOTHING),
        (["explain", "{}"], NOTHING),
        (["diff", "{}"], USAGE),
        (["merge", "{}", *BY], USAGE),
        (["init", "{}", *BY], USAGE),
        (["export", "{}"], USAGE),
        (["export", "csv", "-o", "{}"], USAGE),
    ],
)
def test_what_is_of_any_length_is_not_repeated_as_a_whole(
    command: list[str], status: int
) -> None:
    found, error = failing(*(one.replace("{}", "x" * 100_000) for one in command))

    assert found == status
    assert len(error) < 1000


@pytest.mark.usefixtures("log_file")
@pytest.mark.parametrize(
    ("command", "status", "error"),
    [
        # What was asked can't be read.
        (["on", "1956-13-01"], USAGE, "a month from 01 to 12"),
        (["on", "13-01"], USAGE, "a month from 01 to 12"),
        (["on", ""], USAGE, "not a date"),
        (["between", "1956-10", "x"], USAGE, "not a date"),
        (["between", "1956-11-01", "1956-10-01"], USAGE, "not before the start"),
        (["on", "10-24", "--kind", "politics.protes"], USAGE, "'politics.protest'"),
        (["on", "12-24", "--kind", "politik"], USAGE, "no kind 'politik'"),
        (["on", "10-24", "--as-of", "nonsense"], USAGE, "use #N, at least 8 hex"),
        (["export", "csvv"], USAGE, "did you mean 'csv'?"),
        (["export", "xyz"], USAGE, "known are csv, ical, markdown"),
        (["formats", "icl"], USAGE, "did you mean 'ical'?"),
        (["export", "csv", "-O", "bomb=yes"], USAGE, "did you mean 'bom'?"),
        (["export", "csv", "-O", "bom"], USAGE, "write key=value"),
        (["export", "csv", "-O", "bom=x"], USAGE, "use true or false"),
        (
            ["export", "csv", "-O", "bom=true", "-O", "bom=false"],
            USAGE,
            "'bom' is given twice",
        ),
        # What was asked is not there.
        (["show", "marchh"], NOTHING, "did you mean 'march'"),
        (["show", "zzz"], NOTHING, "`chrono56 search WORDS` finds events"),
        (["show", "letter"], NOTHING, "it was retracted; `chrono56 log letter`"),
        (["show", "lette"], NOTHING, "no record 'lette'"),
        (["sources", "diarry"], NOTHING, "did you mean 'diary'"),
        (["disputes", "zzz"], NOTHING, "no event 'zzz'"),
        (
            ["explain", "kiss-eva"],
            NOTHING,
            "no event 'kiss-eva' in this log: it is an agent",
        ),
        (
            ["disputes", "square"],
            NOTHING,
            "no event 'square' in this log: it is a place",
        ),
        (["on", "10-24", "--agent", "march"], NOTHING, "it is an event"),
        (["agents", "square"], NOTHING, "no agent 'square' in this log: it is a place"),
        (["places", "march"], NOTHING, "it is an event"),
        (["sources", "kiss-eva"], NOTHING, "it is an agent"),
        (["log", "zzz"], NOTHING, "no record 'zzz'"),
        (["on", "10-24", "--source", "diarry"], NOTHING, "did you mean 'diary'"),
        (["on", "10-24", "--agent", "zz"], NOTHING, "`chrono56 agents` lists them"),
        (["on", "10-24", "--place", "sqare"], NOTHING, "did you mean 'square'"),
        (["on", "10-24", "--as-of", "#99"], NOTHING, "#1 to #3 are there"),
        (["on", "10-24", "--as-of", "deadbeef"], NOTHING, "no entry's id begins so"),
        (["on", "01-01", "--kind", "conflict"], NOTHING, "nothing matched"),
        (["search", "zzz"], NOTHING, "nothing matched"),
        (["search", "", "!?"], USAGE, "no word in ' !?'"),
        (["disputes", "curfew"], NOTHING, "no disputes"),
        # What was to be recorded breaks a rule.
        (["add", "agent", "otto"], USAGE, "--by NAME, or set CHRONO56_BY"),
        (["add", "event", "march", *BY], USAGE, "names another event already"),
        (["add", "event", "No", *BY], USAGE, "'No' is not an id"),
        (
            ["add", "event", "x", "--kind", "politics.protst", *BY],
            USAGE,
            "did you mean",
        ),
        (["add", "event", "x", "-l", "march", *BY], USAGE, "use LANG=TEXT"),
        (["add", "event", "x", "--when", "24.10.", *BY], USAGE, "not a date"),
        (["add", "event", "x", "--when", "", *BY], USAGE, "not a date"),
        (["add", "place", "x", "--point", "9", *BY], USAGE, "use LAT,LON"),
        (["add", "place", "x", "--point", "", *BY], USAGE, "use LAT,LON"),
        (["add", "source", "x", "--csl", "", *BY], USAGE, "not JSON"),
        (["add", "source", "x", "--csl", "{", *BY], USAGE, "not JSON"),
        (["add", "source", "x", "--csl", "[]", *BY], USAGE, "is not an object"),
        (["add", "claim", "march", *BY], USAGE, "is required"),
        (["add", "claim", "march", "--when", "1956", *BY], USAGE, "cite a source"),
        (
            ["add", "claim", "march", "--figure", "killed", "--low", "few", *BY],
            USAGE,
            "--low: 'few' is not a number",
        ),
        (
            ["add", "claim", "march", "--when", "1956", "--cite", "diarry", *BY],
            NOTHING,
            "did you mean 'diary'",
        ),
        (
            ["add", "claim", "march", "--when", "1956", "--cite", "zzz", *BY],
            NOTHING,
            "no source 'zzz' in this log; `chrono56 sources` lists them",
        ),
        (["retract", "zzz", *BY], NOTHING, "no record 'zzz'"),
        (["rank", "march", "preferred", *BY], NOTHING, "no claim or source 'march'"),
        (["merge", "elsewhere.jsonl", *BY], USAGE, "no such log"),
        # What was to be written can't be.
        (["init", *BY], NOT_WRITTEN, "something stands there already"),
        (["init", "no/such/log.jsonl", *BY], NOT_WRITTEN, "create it first"),
        (["export", "csv", "-o", "no/such/x.csv"], FORMAT_FAILED, "create it first"),
        (["export", "csv", "-o", "."], FORMAT_FAILED, "is a folder"),
    ],
    ids=lambda value: " ".join(value)[:60] if isinstance(value, list) else None,
)
def test_a_failing_command_says_why_and_changes_nothing(
    command: list[str], status: int, error: str
) -> None:
    found, said = failing(*command)

    assert error in said
    assert found == status


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("picture.png", PNG),
        ("table.csv", b"a,b\n1,2\n"),
        ("empty.jsonl", b""),
        ("other.jsonl", b'{"a":1}\n'),
        ("folder", None),
        ("newer.jsonl", b'{"format":2,"log":"x"}\n'),
    ],
)
@pytest.mark.parametrize(
    "command", [["on", "10-24"], ["verify"], ["add", "agent", *BY], ["merge", *BY]]
)
def test_a_file_that_is_no_log_is_left_alone(
    name: str, content: bytes | None, command: list[str]
) -> None:
    path = Path(name)
    path.mkdir() if content is None else path.write_bytes(content)

    found, said = failing(*command, "--log", name)

    assert name in said
    assert found == DAMAGED


@pytest.mark.parametrize("command", [["on", "10-24"], ["add", "agent", *BY]])
def test_a_changed_line_is_named(command: list[str], log_file: Path) -> None:
    lines = log_file.read_bytes().split(b"\n")
    lines[2] = lines[2].replace(b"anna", b"otto")
    log_file.write_bytes(b"\n".join(lines))

    found, said = failing(*command)

    assert f"{log_file}:3: the id is not the hash of the entry" in said
    assert found == DAMAGED


@pytest.mark.parametrize("command", [["on", "10-24"], ["verify"], ["merge", *BY]])
def test_a_log_that_is_not_there_is_not_started(command: list[str]) -> None:
    found, said = failing(*command, "--log", "nowhere.jsonl")

    assert "nowhere.jsonl: no such log; `chrono56 init` starts one" in said
    assert found == USAGE


@pytest.mark.parametrize(
    "command", [["add", "agent"], ["retract", "x"], ["rank", "x", "normal"], ["merge"]]
)
def test_the_bundled_chronology_is_not_written_to(command: list[str]) -> None:
    found, said = failing(*command, *BY)

    assert "start one with `chrono56 init`" in said
    assert found == NOT_WRITTEN


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs a read-only folder")
def test_a_folder_that_can_not_be_written_to_is_named() -> None:
    found, said = failing("init", "/proc/chronology.jsonl", *BY)

    assert "/proc/chronology.jsonl" in said
    assert found == NOT_WRITTEN


def test_two_heads_stop_a_writer_until_they_are_merged() -> None:
    here, there = Path("here.jsonl"), Path("there.jsonl")
    new_log(here)
    there.write_bytes(here.read_bytes())
    assert run("add", "agent", "otto", "--log", here, *BY).status == 0
    assert run("add", "agent", "eva", "--log", there, *BY).status == 0
    with here.open("ab") as file:
        file.write(there.read_bytes())

    found, said = failing("add", "agent", "pal", "--log", "here.jsonl", *BY)

    assert "2 heads" in said
    assert "merge them first" in said
    assert found == NOT_WRITTEN
    assert run("merge", "--log", here, *BY).status == 0
    assert run("add", "agent", "pal", "--log", here, *BY).status == 0


def test_only_copies_of_a_log_can_be_merged(log_file: Path) -> None:
    assert run("init", "other.jsonl", *BY).status == 0

    found, said = failing("merge", "other.jsonl", "--log", str(log_file), *BY)

    assert "other.jsonl is another log" in said
    assert found == USAGE


def test_the_caret_of_a_date_stays_below_its_character() -> None:
    outcome = run("on", "1956-1O-23")

    first, text, caret, _ = outcome.err.splitlines()
    assert re.fullmatch(r"chrono56: not a date: expected .* at character 7", first)
    assert text[caret.index("^")] == "O"


@pytest.mark.parametrize("near", [False, True])
def test_a_retracted_record_is_told_as_such_whatever_ids_look_like_it(
    near: bool, log_file: Path
) -> None:
    assert run("add", "event", "wedding2", *BY).status == 0
    assert run("retract", "wedding2", *BY).status == 0
    if not near:
        assert run("retract", "wedding", *BY).status == 0

    found, said = failing("show", "wedding2", "--log", str(log_file))

    assert found == NOTHING
    assert "it was retracted; `chrono56 log wedding2` says when and why" in said


def test_a_known_id_with_other_content_has_a_remedy_on_the_command_line(
    log_file: Path,
) -> None:
    outcome = run("add", "agent", "kiss-eva", "--log", log_file, *BY)

    assert outcome.err == (
        "chrono56: kiss-eva: the id names another agent already; revise says that the"
        " content changes; a new thing needs another id\n"
    )


def test_the_place_of_an_error_is_part_of_its_one_line(log_file: Path) -> None:
    outcome = run(
        *("add", "place", "yard", "--part-of", "sqare", "--log", log_file, *BY)
    )

    assert outcome.err == (
        "chrono56: no place 'sqare' in this log; did you mean 'square'?"
        " (in the place 'yard')\n"
    )
