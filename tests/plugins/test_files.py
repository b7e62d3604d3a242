"""Plugins that are files: loaded when they are named, as isolated as any other."""

from pathlib import Path

import pytest
from tests.cli.command import run
from tests.plugins.installed import Site

from chrono56.plugins.host import PluginHost

SCRIPT = """
from chrono56.plugins import ExporterOffer, hookimpl

class Days:
    def chunks(self, chronology, context):
        yield b"{text}"

@hookimpl
def chrono56_exporters():
    return ExporterOffer(
        name="{name}", summary="", media_type="text/plain", extensions=(".txt",),
        factory=f"{{__name__}}:Days",
    )
"""


def script(path: Path, name: str = "days", text: str = "days") -> Path:
    path.write_text(SCRIPT.format(name=name, text=text))
    return path


def test_a_file_offers_what_it_holds_without_being_installed(tmp_path: Path) -> None:
    host = PluginHost.load([], {}, files=[script(tmp_path / "days.py")])
    (plugin,) = host.plugins()

    assert (plugin.name, plugin.distribution, plugin.version) == (
        *("days.py", "days.py"),
        "",
    )
    assert (plugin.offers, plugin.problem) == (("days",), "")
    assert host.exporters()["days.py:days"] is host.exporters()["days"]
    assert list(host.exporters()["days"].exporter().chunks(None, None)) == [b"days"]  # type: ignore[arg-type]  # it looks at neither


def test_nothing_is_left_beside_the_file(tmp_path: Path) -> None:
    PluginHost.load([], {}, files=[script(tmp_path / "days.py")])

    assert [path.name for path in tmp_path.iterdir()] == ["days.py"]


def test_two_files_of_one_name_are_two(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    one = script(tmp_path / "days.py", text="one")
    other = script(tmp_path / "a" / "days.py", "weeks", "other")
    found = PluginHost.load([], {}, files=[one, other]).exporters()

    assert list(found["days"].exporter().chunks(None, None)) == [b"one"]  # type: ignore[arg-type]
    assert list(found["weeks"].exporter().chunks(None, None)) == [b"other"]  # type: ignore[arg-type]


def test_a_file_comes_before_what_is_installed_and_after_what_ships(
    site: Site, tmp_path: Path
) -> None:
    site.install("a-dist", script(tmp_path / "x", "days").read_text())
    files = [script(tmp_path / "days.py"), script(tmp_path / "csv.py", "csv")]
    found = PluginHost.load(files=files).exporters()

    assert found["days"].provider == "days.py"
    assert found["a-dist:days"].provider == "a-dist"
    assert found["csv"].provider == "chrono56"
    assert found["csv.py:csv"].provider == "csv.py"


@pytest.mark.parametrize(
    ("code", "problem"),
    [
        (None, "can't be imported: FileNotFoundError"),
        ("def", "can't be imported: SyntaxError"),
        ("import sys; sys.exit(3)", "can't be imported: SystemExit: 3"),
        ("1 / 0", "can't be imported: ZeroDivisionError"),
        ("# coding: latin-2\n'\xff\xfe", "can't be imported: SyntaxError"),
        ("", "implements none of chrono56_checks"),
    ],
)
def test_a_file_that_fails_is_a_problem_that_is_said_and_harms_nothing(
    code: str | None, problem: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    bad = tmp_path / "bad.py"
    if code is not None:
        bad.write_text(code)
    good = script(tmp_path / "good.py")
    outcome = run("export", "days", "--plugin", bad, "--plugin", good, "--no-plugins")
    (listed, _) = run(
        "plugins", "--no-plugins", "--plugin", bad, "--plugin", good, "--json"
    ).objects

    assert (outcome.status, outcome.out) == (0, "days")
    assert f"plugin bad.py: {problem}" in outcome.err
    assert listed["problem"].startswith(problem)
    assert (listed["name"], listed["offers"]) == ("bad.py", [])


@pytest.mark.parametrize("before", [True, False])
def test_a_file_may_be_named_before_and_after_the_verb(
    before: bool, tmp_path: Path
) -> None:
    named = ("--plugin", script(tmp_path / "days.py"), "--no-plugins")
    asked = ("formats", "days")
    outcome = run(*named, *asked) if before else run(*asked, *named)

    assert outcome.lines[0].startswith("days.py:days:")


def test_an_empty_name_of_a_file_is_an_error_of_usage() -> None:
    assert run("formats", "--plugin", "").status == 2


def test_what_a_plugin_prints_while_it_is_loaded_is_kept_out_of_the_data(
    tmp_path: Path,
) -> None:
    path = script(tmp_path / "days.py")
    path.write_text("print('hello')\n" + path.read_text())
    outcome = run("formats", "--json", "--no-plugins", "--plugin", path)

    assert "hello" in outcome.err
    assert {one["name"] for one in outcome.objects} >= {"csv", "days"}
