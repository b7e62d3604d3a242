from pathlib import Path

import pytest
from tests.cli.command import new_log, run

from chrono56.cli.opening import path_of

NOTE = "reading the bundled chronology of 1956 (--log PATH reads another)\n"


def log_with(name: str, path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    log = new_log(path)
    with log.entry() as entry:
        entry.title(name)
    return path


def title(*arguments: object) -> str:
    return run("stats", *arguments).lines[0]


def test_without_a_log_the_bundled_chronology_is_read_and_that_is_said() -> None:
    outcome = run("stats")

    assert outcome.lines[0] == "The Hungarian revolution of 1956"
    assert outcome.err == NOTE


def test_a_log_in_the_folder_or_above_it_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log_with("here", tmp_path / "chronology.jsonl")
    assert title() == "here"

    below = tmp_path / "notes" / "1956"
    below.mkdir(parents=True)
    monkeypatch.chdir(below)

    assert title() == "here"
    assert run("stats").err == ""


def test_the_option_counts_before_the_variable_before_what_is_near(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log_with("near", tmp_path / "chronology.jsonl")
    monkeypatch.setenv("CHRONO56_LOG", str(log_with("variable", tmp_path / "v.jsonl")))
    named = log_with("option", tmp_path / "o.jsonl")

    assert title() == "variable"
    assert title("--log", named) == "option"


def test_a_folder_of_the_usual_name_is_no_log(tmp_path: Path) -> None:
    (tmp_path / "chronology.jsonl").mkdir()

    assert run("stats").err == NOTE


def test_who_records_is_named_by_an_option_or_a_variable(
    log_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CHRONO56_BY", "eva")
    run("add", "agent", "one")
    run("add", "agent", "two", "--by", "otto")
    run("--by", "pal", "add", "agent", "three")

    said = {name: run("log", name).lines[0] for name in ("one", "two", "three")}

    assert log_file.is_file()
    assert {name: line.rpartition(" · ")[2] for name, line in said.items()} == {
        "one": "eva",
        "two": "otto",
        "three": "pal",
    }


@pytest.mark.usefixtures("log_file")
def test_a_blank_name_is_nobody() -> None:
    assert run("add", "agent", "--by", "  ").status == 2


def test_nothing_is_kept_on_disk_if_that_is_not_wanted(
    log_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = tmp_path / "cache"
    monkeypatch.setenv("CHRONO56_CACHE", str(cache))

    assert run("on", "10-24", "--log", log_file, "--no-cache").status == 0
    assert not cache.exists()
    assert run("--no-cache", "on", "10-24", "--log", log_file).status == 0
    assert not cache.exists()
    assert run("on", "10-24", "--log", log_file).status == 0
    assert cache.exists()


def test_a_path_of_any_bytes_goes_to_the_file_system_as_it_came() -> None:
    assert path_of("a\udcff/é") == Path("a\udcff/é")


@pytest.mark.parametrize(
    ("point", "count"), [("#1", 0), ("#2", 1), ("#3", 1), ("2026-01-01", 1)]
)
@pytest.mark.usefixtures("log_file")
def test_an_earlier_state_is_shown_as_it_was(point: str, count: int) -> None:
    outcome = run("on", "1956-10-24", "--as-of", point, "--kind", "politics.protest")

    assert outcome.out.count("March") == count


@pytest.mark.usefixtures("log_file")
@pytest.mark.parametrize("command", [["on", "10-24"], ["show", "march"]])
def test_that_nobody_knows_a_language_is_said_once(command: list[str]) -> None:
    asked, told = run(*command, "--lang", "xx", "--no-plugins"), run(*command)

    assert asked.out == told.out
    assert asked.err.count("knows the language 'xx'") == 1
    assert "knows the language" not in run(*command, "--lang", "sr-Latn-RS").err


def test_a_plugin_in_a_file_that_is_not_there_is_named_whatever_is_asked() -> None:
    assert "plugin no.py: can't be imported" in run("stats", "--plugin", "no.py").err


@pytest.mark.usefixtures("log_file")
def test_a_kind_of_the_log_is_known_even_if_nothing_ships_it() -> None:
    added = run("add", "event", "x", "--kind", "other.flood", "--by", "anna")

    assert added.status == 0
    assert run("on", "10-24", "--kind", "other.flood").err == "nothing matched\n"
    assert run("search", "x", "--kind", "other.flood").out.startswith("undated\n")
    assert "no kind 'other.fire'" in run("search", "x", "--kind", "other.fire").err


@pytest.mark.usefixtures("log_file")
@pytest.mark.parametrize(
    "command",
    [
        ["stats", "--log", ""],
        ["init", "", "--by", "anna"],
        ["init", "--log", "", "--by", "anna"],
        ["merge", "", "--by", "anna"],
        ["seal", "-o", ""],
        ["verify", "--against", ""],
        ["verify", "--export", ""],
        ["export", "csv", "-o", ""],
    ],
)
def test_an_empty_path_is_a_slip_and_not_left_out(command: list[str]) -> None:
    before = set(Path().iterdir())

    outcome = run(*command)

    assert outcome.status == 2
    assert "an empty path" in outcome.err
    assert set(Path().iterdir()) == before


def test_a_reading_that_asks_nothing_of_sources_counts_none(log_file: Path) -> None:
    asked = ("on", "1956-10-24", "--log", log_file, "--reading")

    assert "does not say what" in run(*asked, "language=hu").err
    assert "does not say what" not in run(*asked, "without-mode=planned").err
